"""The start page: open only while the database holds no account."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tandem.accounts.queries import no_account_yet
from tandem.calendar import today
from tandem.dashboards.starting.actions import Beginning, start_programme
from tandem.dashboards.starting.forms import StartForm
from tandem.pairings.proposing import propose_round, propose_terms


@never_cache
@sensitive_post_parameters("password", "repeated")
def start(request: HttpRequest) -> HttpResponse:
    """From an empty database to the first round; then signed in as its administrator."""
    if not no_account_yet():
        raise Http404("start")
    year = today().year
    first, last = propose_round(year)
    form = StartForm(
        request.POST or None,
        terms=propose_terms(year),
        initial={"starts_on": first, "ends_on": last, "name": _("First round")},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        beginning = Beginning(
            bureau=data["bureau"],
            region_code=data["region_code"],
            username=data["username"],
            name=data["person"],
            password=data["password"],
            round_name=data["name"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            terms=form.terms(),
        )
        try:
            user, _round = start_programme(beginning)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return perform_login(request, user, email_verification="none")
    return render(request, "dashboards/starting/start.html", {"form": form})
