"""Which semester's workbook, whose upload; and what an upload would do now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.compliance.policies import policy_of_pair
from tandem.compliance.writing import writing
from tandem.exchange.models import ImportRun
from tandem.exchange.semester.entries import ENTRIES, MENTORSHIPS
from tandem.exchange.semester.lookups import check_lookups
from tandem.exchange.semester.one_row import enter_rows
from tandem.exchange.semester.outings import enter_outings
from tandem.exchange.semester.people import People
from tandem.exchange.semester.permissions import check_upload
from tandem.exchange.semester.reading import Uploaded, read_upload
from tandem.exchange.semester.tables import SHEETS
from tandem.exchange.semester.work import Work
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.queries import get_collaboration_for, term_on, terms_of_pair
from tandem.policy.model import Policy
from tandem.schools.models import School

TARGET = "semester"


@dataclass(frozen=True, slots=True)
class Semester:
    """One collaboration in one semester. ``first`` and ``last`` bound the days of its workbook:
    the holidays after a semester belong to it."""

    pair: Collaboration
    term: Term
    first: date
    last: date
    pinned: Policy | None

    @property
    def policy(self) -> Policy:
        """The round's policy. Raises ``LookupError`` where the bureau has pinned none."""
        if self.pinned is None:
            raise LookupError(self.pair.round_id)
        return self.pinned

    @property
    def name(self) -> str:
        """The semester as pages call it."""
        return f"{self.term.year} {self.term.get_season_display()}"


def get_semester_for(actor: Actor, pk: str, term_id: str) -> Semester:
    """The semester of a collaboration that the actor may see. Raises ``Http404``."""
    pair = get_collaboration_for(actor, pk)
    terms = terms_of_pair(pair)
    for place, term in enumerate(terms):
        if term.pk == term_id:
            first = pair.round.starts_on if place == 0 else term.starts_on
            following = terms[place + 1 :]
            last = following[0].starts_on - timedelta(days=1) if following else pair.round.ends_on
            return Semester(pair, term, min(first, term.starts_on), last, policy_of_pair(pair))
    raise Http404(term_id)


def current_semester_for(actor: Actor, pk: str) -> Semester:
    """The semester of today. Raises ``Http404`` where the round has none."""
    term = term_on(terms_of_pair(get_collaboration_for(actor, pk)), today())
    if term is None:
        raise Http404(pk)
    return get_semester_for(actor, pk, term.pk)


def runs_of(actor: Actor, semester: Semester) -> QuerySet[ImportRun]:
    """The uploads of the actor's school for a semester, the latest first."""
    return (
        ImportRun.objects.filter(
            target=TARGET,
            organisation_id__in=actor.organisations("exchange.upload_term"),
            options__collaboration=semester.pair.pk,
            options__term=semester.term.pk,
        )
        .defer("content", "changes")
        .order_by("-created_at")
    )


def get_run_for(actor: Actor, pk: str) -> tuple[ImportRun, Semester]:
    """An upload and its semester.

    Raises ``Http404`` for other schools, the other one of the collaboration too, and
    ``PermissionDenied`` for colleagues without the right.
    """
    run = ImportRun.objects.select_related("user").filter(target=TARGET, pk=pk).first()
    if run is None:
        raise Http404(pk)
    semester = get_semester_for(actor, run.options["collaboration"], run.options["term"])
    if actor.schools() and run.organisation_id not in actor.schools():
        raise Http404(pk)
    check_upload(actor, semester.pair, run.organisation_id)
    return run, semester


def other_school(run: ImportRun, semester: Semester) -> School:
    """The school that is asked to confirm."""
    pair = semester.pair
    return pair.partner if run.organisation_id == pair.lead_id else pair.lead


class _TriedOut(Exception):
    """Undoes what was only tried."""


def preview(by: Actor, run: ImportRun, semester: Semester) -> Work:
    """What entering the workbook would do now; nothing is kept.

    Raises :class:`~tandem.exchange.semester.reading.Unreadable`.
    """
    uploaded = uploaded_of(run, semester)
    try:
        with writing(semester.pair.pk) as pair:
            work = enter(by, pair, semester, uploaded, run.organisation_id)
            raise _TriedOut
    except _TriedOut:
        return work


def uploaded_of(run: ImportRun, semester: Semester) -> Uploaded:
    """The rows of an upload. Raises :class:`~tandem.exchange.semester.reading.Unreadable`."""
    return read_upload(bytes(run.content), run.file_name, semester.policy)


def enter(
    by: Actor, pair: Collaboration, semester: Semester, uploaded: Uploaded, school: str
) -> Work:
    """Enter everything that a workbook holds, within the transaction that writes the collaboration.

    Mentor pairs come first: activities and outputs may be theirs.
    """
    work = Work(
        by=by,
        pair=pair,
        side="lead" if school == pair.lead_id else "partner",
        term=semester.term,
        first=semester.first,
        last=semester.last,
        policy=semester.policy,
        people=People(pair),
        uploaded=uploaded,
        mistakes=list(uploaded.mistakes),
    )
    enter_rows(work, MENTORSHIPS)
    enter_outings(work)
    for entry in ENTRIES[1:]:
        enter_rows(work, entry)
    check_lookups(work)
    order = {table: n for n, table in enumerate(_SHOWN)}
    places = [uploaded.place(table.name) for table in SHEETS]
    work.mistakes.sort(
        key=lambda m: (places.index(m.sheet) if m.sheet in places else -1, m.row or 0)
    )
    work.lines.sort(key=lambda line: (order[line.table], line.rows))
    return work


_SHOWN = ("activities", "mentorships", "secondments", "outputs", "aid")


def counts_of(work: Work) -> Mapping[str, Any]:
    """How many records are new, changed, as they were."""
    return {name: work.count(state) for name, state in _COUNTED.items()}


_COUNTED: Mapping[str, Any] = {"new": "new", "changed": "changed", "unchanged": "same"}
