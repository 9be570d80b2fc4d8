"""One school enters, the other confirms: the verbs that every two-sided record shares.

Each record app describes its records with a :class:`RecordKind` and calls these verbs from its own
actions. A record's ``content`` is a JSON-ready mapping of everything that a person typed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.audit.actions import changed, record_event
from tandem.calendar import add_working_days, now, today
from tandem.compliance.writing import writing
from tandem.pairings.models import Collaboration
from tandem.pairings.two_sided import OTHER_SIDE, Status, TwoSided

Content = Mapping[str, Any]
Record = TypeVar("Record", bound=TwoSided)

SILENT_WORKING_DAYS = 10
"""After so many working days without an answer the bureau may confirm, with a reason."""

WITHDRAW: Content = {"withdraw": True}
"""The proposed content that asks to take a confirmed record back."""


@dataclass(frozen=True, slots=True)
class RecordKind(Generic[Record]):
    """What the shared verbs must know of a record.

    ``snapshot`` gives a record's content, ``apply`` writes one to it (and saves it), ``check`` raises
    ``ValidationError`` with every mistake of a content, ``save_status`` saves a record whose content
    did not change, where more than its own row knows of its status. ``record`` and ``confirm`` are verbs of
    ``rights.toml``; ``confirm_late`` is the bureau's.
    """

    name: str
    model: type[Record]
    record: str
    confirm: str
    snapshot: Callable[[Record], dict[str, Any]]
    apply: Callable[[Record, Content], None]
    check: Callable[[Collaboration, Content], None]
    save_status: Callable[[Record], None] = TwoSided.save
    confirm_late: str = "activities.confirm_for_school"


class Conflict(Exception):
    """Somebody else was faster: nothing was written.

    ``code`` is ``changed`` (the record is no longer what the person saw), ``decided`` (it waits for
    nobody any more) or ``sent`` (the same form was sent before and said something else); ``record``
    is what stands now.
    """

    def __init__(self, code: str, record: TwoSided) -> None:
        super().__init__(code)
        self.code = code
        self.record = record


def sent_key(client_key: str, content: Content) -> str:
    """A form's key with what it says: gone back to, changed and sent again, it is not the same."""
    return f"{client_key}.{digest(content)}"


def digest(content: Content) -> str:
    """Twelve characters that tell one content from another."""
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def submit(
    kind: RecordKind[Record],
    *,
    by: Actor,
    collaboration_id: str,
    content: Content,
    client_key: str | None = None,
    side: str | None = None,
) -> Record:
    """Enter a record for the actor's side; the other side is asked to confirm.

    The same ``client_key`` again gives the record that the first call made. Raises
    ``PermissionDenied``, ``ValidationError`` (every mistake at once) and, where the key is a
    :func:`sent_key` whose form said something else before, :class:`Conflict`.
    """
    with writing(collaboration_id) as collaboration:
        if client_key is not None:
            sent = kind.model._default_manager.filter(collaboration=collaboration)
            known = sent.filter(client_key=client_key).first()
            if known is not None:
                return known
            form, mark, _said = client_key.rpartition(".")
            other = sent.filter(client_key__startswith=f"{form}.").first() if mark else None
            if other is not None:
                raise Conflict("sent", other)
        side = side or own_side(by, kind.record, collaboration)
        kind.check(collaboration, content)
        record = kind.model(
            collaboration=collaboration,
            status=Status.SUBMITTED,
            recorded_side=side,
            recorded_by_id=by.user_id,
            recorded_by_name=by.name,
            recorded_at=now(),
            client_key=client_key,
        )
        kind.apply(record, content)
        _tell(kind, by, kind.record, record, {}, {"status": record.status, **content})
    return record


def revise(
    kind: RecordKind[Record], *, by: Actor, key: str, version: int, content: Content
) -> Record:
    """Change what a record says.

    Whoever entered it changes it at once while it waits; otherwise the change becomes a proposal
    that the other side confirms, and until then what was confirmed counts.
    """
    with _opened(kind, key, version) as (collaboration, record):
        side = own_side(by, kind.record, collaboration)
        if record.status not in (Status.SUBMITTED, Status.CONFIRMED, Status.REJECTED):
            raise Conflict("decided", record)
        kind.check(collaboration, content)
        before = kind.snapshot(record)
        own = side == record.recorded_side and record.proposed is None
        if own and record.status in (Status.SUBMITTED, Status.REJECTED):
            record.status = Status.SUBMITTED
            record.recorded_at = now()
            record.reason = ""
            record.version += 1
            kind.apply(record, content)
            _tell(kind, by, kind.record, record, *changed(before, dict(content)))
        elif record.status == Status.REJECTED:
            raise PermissionDenied("only the side that entered it may send it again")
        else:
            _propose(record, by, side, dict(content))
            _tell(kind, by, kind.record, record, {}, {"proposed": dict(content)})
    return record


def confirm(kind: RecordKind[Record], *, by: Actor, key: str, version: int) -> Record:
    """Say for the side that was asked: it was so. What waits (the record or its change) now counts."""
    with _opened(kind, key, version) as (collaboration, record):
        _check_asked(by, kind, collaboration, record)
        _accept(kind, by, record, kind.confirm, "")
    return record


def confirm_for_school(
    kind: RecordKind[Record], *, by: Actor, key: str, version: int, reason: str
) -> Record:
    """The bureau's word where the other school has been silent for ten working days."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the bureau confirms in the school's place.")})
    with _opened(kind, key, version) as (collaboration, record):
        bureaus = [collaboration.lead.authority_id, collaboration.partner.authority_id]
        if not by.may(kind.confirm_late, bureaus):
            raise PermissionDenied(kind.confirm_late)
        if record.waits_for is None:
            raise Conflict("decided", record)
        if not is_silent(record):
            raise PermissionDenied("the school still has time to answer")
        _accept(kind, by, record, kind.confirm_late, reason)
    return record


def reject(kind: RecordKind[Record], *, by: Actor, key: str, version: int, reason: str) -> Record:
    """Say for the side that was asked: it was not so, and why. A rejected change leaves what stood."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say in a few words what is not right.")})
    with _opened(kind, key, version) as (collaboration, record):
        _check_asked(by, kind, collaboration, record)
        before = {"status": record.status, "proposed": record.proposed}
        if record.proposed is not None:
            _clear_proposal(record)
        else:
            record.status = Status.REJECTED
        record.reason = reason
        _decide(record, by)
        kind.save_status(record)
        after = {"status": record.status, "proposed": None, "reason": reason}
        _tell(kind, by, kind.confirm, record, *changed(before, after))
    return record


def withdraw(
    kind: RecordKind[Record], *, by: Actor, key: str, version: int, reason: str = ""
) -> Record:
    """Take back what one's own side entered: at once while it waits, else once the other agrees.

    The row stays, with its trace. A proposal of one's own is taken back by the same verb.
    """
    with _opened(kind, key, version) as (collaboration, record):
        side = own_side(by, kind.record, collaboration)
        before = {"status": record.status, "proposed": record.proposed}
        if record.proposed is not None:
            if side != record.proposed_side:
                raise Conflict("changed", record)
            _clear_proposal(record)
        elif record.status in (Status.SUBMITTED, Status.REJECTED) and side == record.recorded_side:
            record.status = Status.WITHDRAWN
        elif record.status == Status.CONFIRMED:
            _propose(record, by, side, {**WITHDRAW, "reason": reason})
        else:
            raise Conflict("decided", record)
        record.reason = reason
        record.version += 1
        kind.save_status(record)
        after = {"status": record.status, "proposed": record.proposed, "reason": reason}
        _tell(kind, by, kind.record, record, *changed(before, after))
    return record


# --- the parts ---------------------------------------------------------------------------------


@contextmanager
def _opened(
    kind: RecordKind[Record], key: str, version: int
) -> Iterator[tuple[Collaboration, Record]]:
    """The record under its collaboration's lock, as the person saw it."""
    collaboration_id = (
        kind.model._default_manager.filter(pk=key).values_list("collaboration_id", flat=True).get()
    )
    with writing(collaboration_id) as collaboration:
        record = kind.model._default_manager.get(pk=key)
        record.collaboration = collaboration
        if record.version != version:
            raise Conflict("changed" if record.waits_for else "decided", record)
        yield collaboration, record


def own_side(by: Actor, verb: str, collaboration: Collaboration) -> str:
    """The side for which the actor has the verb. Raises ``PermissionDenied``."""
    if by.everything:
        return "bureau"
    side = collaboration.side_of(by.organisations(verb))
    if side is None:
        raise PermissionDenied(verb)
    return side


def may_answer(by: Actor, kind: RecordKind[Any], record: TwoSided) -> bool:
    """Whether the actor may confirm or reject what waits."""
    asked = record.waits_for
    if asked is None:
        return False
    return by.may(kind.confirm, [record.collaboration.school_on(asked).pk])


def _check_asked(
    by: Actor, kind: RecordKind[Any], collaboration: Collaboration, record: TwoSided
) -> None:
    if record.waits_for is None:
        if by.organisations(kind.confirm).isdisjoint(
            (collaboration.lead_id, collaboration.partner_id)
        ):
            raise PermissionDenied(kind.confirm)
        raise Conflict("decided", record)
    if not may_answer(by, kind, record):
        raise PermissionDenied(kind.confirm)


def _accept(kind: RecordKind[Record], by: Actor, record: Record, verb: str, reason: str) -> None:
    before: dict[str, Any] = {"status": record.status}
    proposed = record.proposed
    rewritten = proposed is not None and not proposed.get("withdraw")
    if rewritten:
        before |= kind.snapshot(record)
    _decide(record, by)
    record.reason = reason
    if proposed is not None:
        _clear_proposal(record)
    taken_back = proposed is not None and not rewritten
    record.status = Status.WITHDRAWN if taken_back else Status.CONFIRMED
    after = {"status": record.status, **(proposed if proposed and rewritten else {})}
    if proposed and rewritten:
        kind.apply(record, proposed)
    else:
        kind.save_status(record)
    if reason:
        after["reason"] = reason
    _tell(kind, by, verb, record, *changed(before, after))


def _propose(record: TwoSided, by: Actor, side: str, content: dict[str, Any]) -> None:
    record.proposed = content
    record.proposed_side = side
    record.proposed_by_name = by.name
    record.proposed_at = now()
    record.version += 1
    record.save()


def _clear_proposal(record: TwoSided) -> None:
    record.proposed = None
    record.proposed_side = ""
    record.proposed_by_name = ""
    record.proposed_at = None


def _decide(record: TwoSided, by: Actor) -> None:
    record.decided_by_name = by.name
    record.decided_at = now()
    record.version += 1


def _tell(
    kind: RecordKind[Any],
    by: Actor,
    verb: str,
    record: TwoSided,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    record_event(
        by=by,
        verb=verb,
        object_type=kind.name,
        object_id=record.pk,
        collaboration_id=record.collaboration_id,
        before=before,
        after=after,
    )


def answer_due_on(record: TwoSided) -> date | None:
    """The last day on which the other school alone may answer; ``None`` if nothing waits."""
    since: datetime | None = record.waits_since if record.waits_for else None
    if since is None:
        return None
    return add_working_days(timezone.localtime(since).date(), SILENT_WORKING_DAYS)


def is_silent(record: TwoSided) -> bool:
    """Whether the other school has let its ten working days pass."""
    due = answer_due_on(record)
    return due is not None and today() > due


__all__ = [
    "OTHER_SIDE",
    "Conflict",
    "RecordKind",
    "answer_due_on",
    "confirm",
    "confirm_for_school",
    "is_silent",
    "may_answer",
    "own_side",
    "reject",
    "revise",
    "submit",
    "withdraw",
]
