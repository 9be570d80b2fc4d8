"""Reading secondments: who may see which, until when the host evaluates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.pairings.models import Term
from tandem.pairings.queries import WITH_SCHOOLS, visible_collaborations
from tandem.schools.models import Person
from tandem.secondments.models import LogEntry, Secondment


def visible_to(actor: Actor) -> QuerySet[Secondment]:
    """The secondments of the collaborations that the actor may see."""
    return Secondment.objects.filter(collaboration__in=visible_collaborations(actor))


def get_secondment_for(actor: Actor, pk: str) -> Secondment:
    """One secondment with its person, schools and deadline; raises ``Http404`` for outsiders."""
    records = with_deadline(visible_to(actor)).select_related("person", *WITH_SCHOOLS)
    return get_object_or_404(records, pk=pk)


def with_deadline(records: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Each with ``term_ends_on``: the last day of the semester in which it starts."""
    term = Term.objects.filter(
        round=OuterRef("collaboration__round"),
        starts_on__lte=OuterRef("starts_on"),
        ends_on__gte=OuterRef("starts_on"),
    ).order_by("starts_on")
    return records.annotate(term_ends_on=Subquery(term.values("ends_on")[:1]))


def with_todays_entry(records: QuerySet[Any, Any], day: date) -> QuerySet[Any, Any]:
    """Each with ``logged``: whether the day's entry of the log is there."""
    return records.annotate(
        logged=Exists(LogEntry.objects.filter(secondment=OuterRef("pk"), on=day))
    )


def evaluation_due_on(record: Any) -> date | None:
    """The last day of an evaluation in time (the reading, "Secondments"); ``None`` between semesters."""
    if record.term_ends_on is None:
        return None
    return max(record.term_ends_on, record.ends_on)


def log_days(record: Secondment) -> list[tuple[date, LogEntry | None]]:
    """The days of the log, the latest first: every weekday until today, and days with an entry."""
    entries = {entry.on: entry for entry in record.log.all()}
    last = min(record.ends_on, today())
    days = [record.starts_on + timedelta(days=n) for n in range((last - record.starts_on).days + 1)]
    wanted = {day for day in days if day.weekday() < 5} | set(entries)
    return [(day, entries.get(day)) for day in sorted(wanted, reverse=True)]


def entry_on(record: Secondment, day: date) -> LogEntry | None:
    """The log's entry of a day."""
    return record.log.filter(on=day).first()


def name_of(person_id: str) -> str:
    """A person's name."""
    person = Person.objects.filter(pk=person_id).first()
    return str(person) if person else "–"
