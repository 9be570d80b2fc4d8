"""Pages of rounds and of the collaborations in them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.accounts.actors import actor_of
from tandem.accounts.permissions import check
from tandem.calendar import today
from tandem.compliance.policies import product_language
from tandem.dashboards.rounds.actions import open_round
from tandem.dashboards.rounds.policy import policy_in_words
from tandem.dashboards.rounds.queries import (
    get_pin_of,
    pairs_of,
    pin_of,
    rounds_in_short,
    schools_for,
)
from tandem.pairings import actions
from tandem.pairings.batches import batch_title
from tandem.pairings.forms import CollaborationForm, EndForm, RoundForm, TermsForm
from tandem.pairings.proposing import TermDates, propose_round, propose_terms
from tandem.pairings.queries import (
    batches_of,
    current_term,
    get_collaboration_for,
    get_round_for,
    terms_of,
)
from tandem.schools.queries import managed_authorities
from tandem.widgets.workbooks import table_file


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round that the actor sees."""
    actor = actor_of(request)
    check(actor, "pairings.read")
    rows = [
        (round_, pairs, term and actions.term_label(term.year, term.season))
        for round_, pairs, term in rounds_in_short(actor)
    ]
    manages = actor.may("pairings.manage")
    return render(request, "dashboards/rounds/list.html", {"rows": rows, "manages": manages})


@require_http_methods(["GET", "HEAD", "POST"])
def add_round(request: HttpRequest) -> HttpResponse:
    """A new round with proposed semesters; it is judged by the district's policy."""
    actor = actor_of(request)
    check(actor, "pairings.manage")
    authority = managed_authorities(actor).first()
    if authority is None:
        return redirect("rounds")
    year = today().year
    first, last = propose_round(year)
    form = RoundForm(
        request.POST or None,
        terms=propose_terms(year),
        initial={"starts_on": first, "ends_on": last},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            round_ = open_round(
                by=actor,
                authority=authority,
                name=data["name"],
                starts_on=data["starts_on"],
                ends_on=data["ends_on"],
                terms=form.terms(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("round", pk=round_.pk)
    return render(request, "dashboards/rounds/add.html", {"form": form})


@require_safe
def round_page(request: HttpRequest, pk: str) -> HttpResponse:
    """A round: semesters, batches, policy, collaborations."""
    actor = actor_of(request)
    round_ = get_round_for(actor, pk)
    sought = request.GET.get("q", "").strip()
    terms = terms_of(pk)
    context = {
        "round": round_,
        "terms": [(actions.term_label(t.year, t.season), t) for t in terms],
        "current": current_term(pk, today()),
        "pairs": pairs_of(actor, round_, sought),
        "sought": sought,
        "pin": pin_of(round_.pk),
        "manages": actor.may("pairings.manage", round_.bureaus),
    }
    if not actor.schools():
        context["batches"] = [(batch_title(batch), n) for batch, n in batches_of(pk)]
    return render(request, "dashboards/rounds/round.html", context)


@require_safe
def round_policy(request: HttpRequest, pk: str) -> HttpResponse:
    """The rules by which a round is judged, in words."""
    actor = actor_of(request)
    round_ = get_round_for(actor, pk)
    pin = get_pin_of(round_.pk)
    language = product_language(get_language() or "")
    context = {"round": round_, "pin": pin, "duties": policy_in_words(pin.policy, language)}
    return render(request, "dashboards/rounds/policy.html", context)


@require_safe
def policy_table(request: HttpRequest, pk: str) -> HttpResponse:
    """The same as a workbook."""
    pin = get_pin_of(get_round_for(actor_of(request), pk).pk)
    language = product_language(get_language() or "")
    head = [_("Whose duty"), _("Duty"), _("At least"), _("What counts"), _("Clause")]
    rows = [
        [group.title, line.title, line.minimum, line.conditions, line.clause]
        for group in policy_in_words(pin.policy, language)
        for line in group.lines
    ]
    return table_file("policy", _("Policy"), head, rows)


@require_safe
def policy_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The text of a round's policy as it was pinned: ``tandem policy check`` reads it."""
    pin = get_pin_of(get_round_for(actor_of(request), pk).pk)
    response = HttpResponse(pin.policy.text, content_type="application/toml; charset=utf-8")
    name = f"policy-{pin.policy.hash[:8]}.toml"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def edit_terms(request: HttpRequest, pk: str) -> HttpResponse:
    """The dates of a round's semesters; findings follow."""
    actor = actor_of(request)
    round_ = get_round_for(actor, pk)
    check(actor, "pairings.manage", round_.bureaus)
    dates = [TermDates(t.year, t.season, t.starts_on, t.ends_on) for t in terms_of(pk)]
    form = TermsForm(request.POST or None, terms=dates or propose_terms(round_.starts_on.year))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_terms(by=actor, round_=round_, terms=form.terms())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The dates are saved; every duty is judged by them."))
            return redirect("round", pk=pk)
    return render(request, "dashboards/rounds/terms.html", {"form": form, "round": round_})


@require_http_methods(["GET", "HEAD", "POST"])
def add_collaboration(request: HttpRequest, pk: str) -> HttpResponse:
    """A new collaboration in a round."""
    actor = actor_of(request)
    round_ = get_round_for(actor, pk)
    check(actor, "pairings.manage", round_.bureaus)
    initial = {"starts_on": max(today(), round_.starts_on), "origin": "assigned"}
    form = CollaborationForm(request.POST or None, schools=schools_for(round_), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = {k: v for k, v in form.cleaned_data.items() if k != "version"}
        if _try(form, lambda: actions.create_collaboration(by=actor, round_=round_, **data)):
            messages.success(request, _("The collaboration is there."))
            return redirect("round", pk=pk)
    return render(request, "dashboards/rounds/pair.html", {"form": form, "round": round_})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_collaboration(request: HttpRequest, pk: str) -> HttpResponse:
    """Batch, origin and dates of a collaboration, and its end."""
    actor = actor_of(request)
    pair = get_collaboration_for(actor, pk)
    check(actor, "pairings.manage", pair.round.bureaus)
    ending = request.method == "POST" and "end" in request.POST
    fields = ("batch", "origin", "starts_on", "plan_due_on", "version", "ends_on")
    initial = {name: getattr(pair, name) for name in fields}
    form = CollaborationForm(
        request.POST if request.method == "POST" and not ending else None, initial=initial
    )
    end = EndForm(request.POST if ending else None, initial=initial)
    asked: Any = end if ending else form
    if request.method == "POST" and asked.is_valid():
        data = dict(asked.cleaned_data)
        pair.version = data.pop("version") or pair.version
        verb = actions.end_collaboration if ending else actions.change_collaboration
        if _try(asked, lambda: verb(by=actor, pair=pair, **data)):
            messages.success(request, _("Saved."))
            return redirect("round", pk=pair.round_id)
    context = {"form": form, "end": end, "pair": pair, "round": pair.round}
    return render(request, "dashboards/rounds/pair.html", context)


def _try(form: Any, act: Any) -> bool:
    """Do it; what is wrong goes to the form. ``False`` if something was."""
    try:
        act()
    except ValidationError as error:
        form.add_error(None, error)
    except actions.EditedMeanwhile as stale:
        row = stale.record
        form.add_error(
            None,
            _(
                "Somebody else saved this meanwhile: batch %(batch)s, first day %(first)s, last day"
                " %(last)s, plan due on %(due)s. Yours stands below; save again to let it count."
            )
            % {
                "batch": row.batch_title or "–",
                "first": row.starts_on,
                "last": row.ends_on or "–",
                "due": row.plan_due_on,
            },
        )
        form.data = form.data.copy()
        form.data["version"] = str(row.version)
    else:
        return True
    return False
