"""A person's own account: details, roles, ways of signing in."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.accounts.actions.accounts import change_own_details
from tandem.accounts.actors import actor_of
from tandem.accounts.forms import DetailsForm
from tandem.accounts.organisations import organisations
from tandem.accounts.queries import role_label, roles_of, user_of


@require_http_methods(["GET", "HEAD", "POST"])
def own_account(request: HttpRequest) -> HttpResponse:
    """Details to change, roles to see, links to password and second step."""
    user = user_of(request)
    form = DetailsForm(request.POST or None, initial={"phone": user.phone, "email": user.email})
    if request.method == "POST" and form.is_valid():
        change_own_details(
            by=actor_of(request), user=user, language=user.language, **form.cleaned_data
        )
        messages.success(request, _("Your details are saved."))
        return redirect("accounts:own")
    rows = roles_of(user)
    names = organisations({row.organisation_id for row in rows})
    roles = [
        (role_label(row.role), names[row.organisation_id].name, row)
        for row in rows
        if row.organisation_id in names
    ]
    context = {"form": form, "roles": roles, "second_step": is_mfa_enabled(user)}
    return render(request, "accounts/own.html", context)
