"""What waits for the bureau: silent schools, complaints, pairs to re-arrange, what is not set up."""

from __future__ import annotations

from datetime import date, timedelta
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
from tandem.compliance.cards import day, zh
from tandem.compliance.confirming import answer_due_on, is_silent
from tandem.compliance.panels import Waiting
from tandem.mentoring.models import Mentorship, Output
from tandem.notifications.queries import visible_complaints
from tandem.pairings.models import Collaboration, Round
from tandem.pairings.queries import visible_rounds
from tandem.pairings.two_sided import Status
from tandem.schools.models import School
from tandem.secondments.models import Secondment

KINDS: tuple[tuple[Any, object, str, str], ...] = (
    (Outing, gettext_lazy("an outing"), "held_on", "activities:confirm_late"),
    (Mentorship, gettext_lazy("a mentor pair"), "starts_on", "mentoring:confirm_late"),
    (
        Output,
        gettext_lazy("a paper, case or project"),
        "completed_on",
        "mentoring:output_confirm_late",
    ),
    (Secondment, gettext_lazy("a secondment"), "starts_on", "secondments:confirm_late"),
    (Aid, gettext_lazy("a gift of aid"), "handed_over_on", "aid:confirm_late"),
)
"""What one school enters and the other confirms, its day, and where the bureau does it instead."""

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
    for model, what, day_field, address in KINDS:
        rows = model.objects.filter(asked & of_bureaus(bureaus, "collaboration__"))
        rows = rows.select_related("collaboration__lead", "collaboration__partner")
        found += [
            _silent(row, what, getattr(row, day_field), address) for row in rows if is_silent(row)
        ]
    return found


def _silent(record: Any, what: object, on: date, address: str) -> Waiting:
    pair = record.collaboration
    school = pair.school_on(record.waits_for)
    text = format_html(
        _("{school} has not answered for ten working days: {what} of {day}"),
        school=zh(school.name),
        what=what,
        day=day(on),
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
    now_day = today()
    gone = ~Q(lead__status=School.Status.OPEN) | ~Q(partner__status=School.Status.OPEN)
    pairs = Collaboration.objects.filter(
        gone & of_bureaus(bureaus),
        Q(ends_on__isnull=True) | Q(ends_on__gte=now_day),
        round__ends_on__gte=now_day,
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
    """Rounds without semesters or without a policy, schools in which nobody can sign in. Two queries."""
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
    on = today()
    runs = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    pairs = Collaboration.objects.filter(
        of_bureaus(bureaus) & runs, starts_on__lte=on, round__ends_on__gte=on
    ).order_by()
    held = RoleAssignment.objects.filter(
        runs, role__in=(Role.HEAD, Role.COORDINATOR), starts_on__lte=on, user__is_active=True
    ).order_by()
    schools = School.objects.filter(
        Q(pk__in=pairs.values("lead")) | Q(pk__in=pairs.values("partner"))
    )
    return schools.exclude(pk__in=held.values("organisation_id")).count()
