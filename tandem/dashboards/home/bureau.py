"""What waits for the bureau: silent schools, complaints, pairs to re-arrange, what is not set up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tandem.accounts.actors import Actor
from tandem.accounts.models import Role, RoleAssignment
from tandem.activities.models import Outing
from tandem.aid.models import Aid
from tandem.calendar import now, today
from tandem.compliance.cards import zh
from tandem.compliance.confirming import answer_due_on, is_silent
from tandem.compliance.panels import Waiting
from tandem.mentoring.models import Mentorship, Output
from tandem.notifications.queries import visible_complaints
from tandem.pairings.models import Collaboration, Round
from tandem.pairings.queries import visible_rounds
from tandem.pairings.two_sided import Status
from tandem.schools.models import School
from tandem.secondments.models import Secondment

KINDS: tuple[tuple[Any, object, str], ...] = (
    (Outing, gettext_lazy("an outing"), "activities:confirm_late"),
    (Mentorship, gettext_lazy("a mentor pair"), "mentoring:confirm_late"),
    (Output, gettext_lazy("a paper, case or project"), "mentoring:output_confirm_late"),
    (Secondment, gettext_lazy("a secondment"), "secondments:confirm_late"),
    (Aid, gettext_lazy("a gift of aid"), "aid:confirm_late"),
)
"""The records that one school enters and the other confirms, and where the bureau does it instead."""

BEGINNING = 30
"""So many characters of a complaint stand on the first page."""


def of_bureaus(bureaus: frozenset[str], prefix: str = "") -> Q:
    """The condition that a school of a collaboration belongs to one of those bureaus."""
    return Q(**{f"{prefix}lead__authority__in": bureaus}) | Q(
        **{f"{prefix}partner__authority__in": bureaus}
    )


def silent_records(actor: Actor) -> list[Waiting]:
    """Records that a school has left unanswered for ten working days. One query a kind of record."""
    bureaus = actor.organisations("activities.confirm_for_school")
    if not bureaus:
        return []
    # ten working days are never fewer than as many days: the rest is counted one by one
    since = now() - timedelta(days=10)
    asked = Q(status=Status.SUBMITTED, proposed__isnull=True, recorded_at__lt=since) | Q(
        proposed__isnull=False, proposed_at__lt=since
    )
    found = []
    for model, what, address in KINDS:
        rows = model.objects.filter(asked & of_bureaus(bureaus, "collaboration__"))
        rows = rows.select_related("collaboration__lead", "collaboration__partner")
        found += [_silent(row, what, address) for row in rows if is_silent(row)]
    return found


def _silent(record: Any, what: object, address: str) -> Waiting:
    pair = record.collaboration
    school = pair.school_on(record.waits_for)
    text = format_html(
        _("{school} has not answered for ten working days: {what}"),
        school=zh(school.name),
        what=what,
    )
    url = reverse(address, args=[record.pk])
    return Waiting("silent", text, url, answer_due_on(record), pair.pk, record.waits_since)


def open_complaints(actor: Actor) -> list[Waiting]:
    """What people said to the bureau and nobody has answered. One query."""
    if not actor.may("notifications.answer_complaint"):
        return []
    return [
        Waiting(
            "answer",
            format_html(
                _("Answer {who}: {text}"), who=zh(row.by.name), text=zh(_beginning(row.text))
            ),
            reverse("complaint", args=[row.pk]),
            None,
            "",
            row.at,
        )
        for row in visible_complaints(actor).filter(answered_at__isnull=True)
    ]


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= BEGINNING else line[: BEGINNING - 1] + "…"


def to_rearrange(actor: Actor) -> list[Waiting]:
    """Running collaborations of which a school was merged or closed. One query."""
    bureaus = actor.organisations("pairings.manage")
    if not bureaus:
        return []
    day = today()
    gone = ~Q(lead__status=School.Status.OPEN) | ~Q(partner__status=School.Status.OPEN)
    pairs = Collaboration.objects.filter(
        gone & of_bureaus(bureaus),
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        round__ends_on__gte=day,
    ).select_related("lead", "partner")
    return [
        Waiting(
            "rearrange",
            format_html(
                _("To be re-arranged, as a school is gone: {names}"),
                names=zh(f"{pair.lead.name} — {pair.partner.name}"),
            ),
            reverse("collaboration_edit", args=[pair.pk]),
            None,
            pair.pk,
        )
        for pair in pairs.order_by("pk")
    ]


def to_set_up(actor: Actor) -> list[Waiting]:
    """Rounds without semesters or without a policy, schools in which nobody can sign in. Three queries."""
    bureaus = actor.organisations("pairings.manage")
    if not bureaus:
        return []
    rounds = visible_rounds(actor).filter(ends_on__gte=today(), authority__in=bureaus)
    bare = rounds.filter(Q(terms__isnull=True) | Q(pinned_policy__isnull=True)).distinct()
    found = [_round(round_) for round_ in bare]
    count = _schools_without_account(bureaus)
    if count:
        text = ngettext(
            "%(n)d school of a running collaboration has nobody who can sign in",
            "%(n)d schools of running collaborations have nobody who can sign in",
            count,
        )
        found.append(Waiting("accounts", text % {"n": count}, reverse("staffing"), None, ""))
    return found


def _round(round_: Round) -> Waiting:
    text = format_html(_("{round} still needs its semesters and its policy"), round=zh(round_.name))
    url = reverse("round", args=[round_.pk])
    return Waiting("set_up", text, url, round_.starts_on, "")


def _schools_without_account(bureaus: frozenset[str]) -> int:
    """How many schools of running collaborations have neither head nor coordinator with a role."""
    day = today()
    pairs = Collaboration.objects.filter(
        of_bureaus(bureaus), Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day
    ).filter(round__ends_on__gte=day)
    schools = {pk for row in pairs.order_by().values_list("lead", "partner") for pk in row}
    held = RoleAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        role__in=(Role.HEAD, Role.COORDINATOR),
        starts_on__lte=day,
        user__is_active=True,
    )
    return len(schools - set(held.values_list("organisation_id", flat=True)))
