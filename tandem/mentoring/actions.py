"""Writing mentor pairs and outputs: enter, correct, confirm, reject, take back, renew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.audit.actions import record_event
from tandem.calendar import now, today
from tandem.compliance import confirming
from tandem.compliance.confirming import RecordKind
from tandem.compliance.stored import lock_collaborations
from tandem.mentoring import content as contents
from tandem.mentoring.models import Mentorship, Output, Renewal
from tandem.mentoring.permissions import check_output_of
from tandem.pairings.models import Collaboration, Term
from tandem.schools.models import Person

MENTORSHIP = RecordKind(
    name="mentorship",
    model=Mentorship,
    record="mentoring.manage",
    confirm="mentoring.confirm",
    snapshot=contents.mentorship_snapshot,
    apply=contents.apply_mentorship,
    check=contents.check_mentorship,
)
OUTPUT = RecordKind(
    name="output",
    model=Output,
    record="mentoring.record_output",
    confirm="mentoring.confirm",
    snapshot=contents.output_snapshot,
    apply=contents.apply_output,
    check=contents.check_output,
)


class RowErrors(Exception):  # it is an answer to a person, not a fault
    """What is wrong in which row of a form with several pairs; nothing was written."""

    def __init__(self, rows: Mapping[int, ValidationError]) -> None:
        super().__init__(sorted(rows))
        self.rows = rows


def record_mentorship(
    *, by: Actor, collaboration_id: str, content: Mapping[str, Any], client_key: str | None = None
) -> Mentorship:
    """Enter one mentor pair; the other school is asked to confirm (clause 5.1.3)."""
    return confirming.submit(
        MENTORSHIP,
        by=by,
        collaboration_id=collaboration_id,
        content=content,
        client_key=client_key,
    )


def record_mentorships(
    *,
    by: Actor,
    collaboration_id: str,
    contents_by_row: Mapping[int, Mapping[str, Any]],
    client_key: str | None = None,
) -> list[Mentorship]:
    """Enter several pairs at once: all or none. Raises :class:`RowErrors` with every mistake."""
    made: list[Mentorship] = []
    errors: dict[int, ValidationError] = {}
    people = [row[side] for row in contents_by_row.values() for side in ("mentor", "mentee")]
    with transaction.atomic():
        # in one order for all rows: two forms with the same people would wait for each other
        lock_collaborations([collaboration_id])
        contents.lock_people(people)
        for row, content in contents_by_row.items():
            # changed and sent again, a row is another pair
            said = confirming.digest(content)
            key = f"{client_key}-{row}-{said}" if client_key else None
            try:
                made.append(
                    record_mentorship(
                        by=by, collaboration_id=collaboration_id, content=content, client_key=key
                    )
                )
            except ValidationError as error:
                errors[row] = error
        if errors:
            raise RowErrors(errors)
    return made


def revise_mentorship(
    *, by: Actor, key: str, version: int, content: Mapping[str, Any]
) -> Mentorship:
    """Change a pair, or propose a change where the other school has a say in it."""
    return confirming.revise(MENTORSHIP, by=by, key=key, version=version, content=content)


def end_mentorship(*, by: Actor, key: str, version: int, ends_on: date) -> Mentorship:
    """Give a pair its last day; of a confirmed pair the other school confirms that too."""
    record = Mentorship.objects.get(pk=key)
    content = {**contents.mentorship_snapshot(record), "ends_on": ends_on.isoformat()}
    return confirming.revise(MENTORSHIP, by=by, key=key, version=version, content=content)


def confirm_mentorship(*, by: Actor, key: str, version: int) -> Mentorship:
    """Confirm for the school that was asked."""
    return confirming.confirm(MENTORSHIP, by=by, key=key, version=version)


def withdraw_mentorship(*, by: Actor, key: str, version: int, reason: str = "") -> Mentorship:
    """Take back what one's own school entered."""
    return confirming.withdraw(MENTORSHIP, by=by, key=key, version=version, reason=reason)


def renew_mentorships(*, by: Actor, keys: Sequence[str]) -> list[Renewal]:
    """Say for one's own school that those pairs go on in this semester; once is enough.

    Raises ``PermissionDenied`` for a pair of other schools and ``ValidationError`` between semesters.
    """
    made: list[Renewal] = []
    day = today()
    terms = {t.round_id: t for t in Term.objects.filter(starts_on__lte=day, ends_on__gte=day)}
    with transaction.atomic():
        pairs = Mentorship.objects.select_related("collaboration").filter(pk__in=keys)
        for pair in pairs.order_by("pk"):
            confirming.own_side(by, "mentoring.manage", pair.collaboration)
            term = terms.get(pair.collaboration.round_id)
            if term is None:
                raise ValidationError(_("No semester runs today: renew the pairs once it begins."))
            renewal, created = Renewal.objects.get_or_create(
                mentorship=pair, term=term, defaults={"by_name": by.name, "at": now()}
            )
            if created:
                made.append(renewal)
                _tell_renewal(by, pair, {}, {"term": term.pk})
    return made


def undo_renewal(*, by: Actor, key: str) -> None:
    """Take this semester's renewal of a pair back."""
    day = today()
    with transaction.atomic():
        pair = Mentorship.objects.select_related("collaboration").get(pk=key)
        confirming.own_side(by, "mentoring.manage", pair.collaboration)
        found = Renewal.objects.filter(
            mentorship=pair, term__starts_on__lte=day, term__ends_on__gte=day
        ).first()
        if found is not None:
            _tell_renewal(by, pair, {"term": found.term_id}, {})
            found.delete()


def _tell_renewal(by: Actor, pair: Mentorship, before: Any, after: Any) -> None:
    record_event(
        by=by,
        verb="mentoring.renew",
        object_type="mentorship",
        object_id=pair.pk,
        collaboration_id=pair.collaboration_id,
        before=before,
        after=after,
    )


def record_output(
    *, by: Actor, collaboration_id: str, content: Mapping[str, Any], client_key: str | None = None
) -> Output:
    """Enter a paper, a case or the part in a project (clause 5.3.3); teachers enter their own."""
    _check_own(by, collaboration_id, content)
    return confirming.submit(
        OUTPUT, by=by, collaboration_id=collaboration_id, content=content, client_key=client_key
    )


def revise_output(*, by: Actor, key: str, version: int, content: Mapping[str, Any]) -> Output:
    """Change an output, or propose a change."""
    _check_own(by, Output.objects.values_list("collaboration_id", flat=True).get(pk=key), content)
    return confirming.revise(OUTPUT, by=by, key=key, version=version, content=content)


def _check_own(by: Actor, collaboration_id: str, content: Mapping[str, Any]) -> None:
    collaboration = Collaboration.objects.get(pk=collaboration_id)
    person = Person.objects.filter(pk=content.get("person") or "").first()
    check_output_of(by, collaboration, person)


def confirm_output(*, by: Actor, key: str, version: int) -> Output:
    """Confirm for the school that was asked."""
    return confirming.confirm(OUTPUT, by=by, key=key, version=version)
