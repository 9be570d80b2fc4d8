"""What the shared pages must know of a record, and what a record's page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tandem.accounts.actors import Actor
from tandem.compliance import confirming
from tandem.compliance.cards import Card
from tandem.compliance.confirming import RecordKind
from tandem.compliance.forms import RecordForm
from tandem.pairings.two_sided import Status, TwoSided

Record = TypeVar("Record", bound=TwoSided)


def nothing_more(actor: Actor, record: Any) -> Mapping[str, Any]:
    """No more context than every record's page has."""
    return {}


def nobody_else(actor: Actor, record: Any) -> None:
    """No condition beyond the verb's own."""


@dataclass(frozen=True, slots=True)
class RecordPages(Generic[Record]):
    """What the shared pages must know of a record.

    ``app`` and ``prefix`` make the URL names (``mentoring:output_confirm``), ``folder`` the path. ``get``
    raises ``Http404`` for outsiders; ``card`` shows a content (``record`` is what stands); ``heading`` is
    the question above the form; ``submit`` and ``revise`` are the app's actions. ``detail`` is the page's
    template, ``more`` its context; ``check`` raises ``PermissionDenied`` where the verb alone is not enough.
    With ``edit_posts`` a correction begins with a POST, as something is written when it does.
    """

    kind: RecordKind[Record]
    app: str
    get: Callable[[Actor, str], Record]
    card: Callable[[Record, Mapping[str, Any]], Card]
    form: type[RecordForm]
    heading: Callable[[], str]
    submit: Callable[..., Record]
    revise: Callable[..., Record]
    prefix: str = ""
    folder: str = ""
    detail: str = "compliance/record.html"
    form_template: str = "compliance/record_form.html"
    more: Callable[[Actor, Any], Mapping[str, Any]] = nothing_more
    check: Callable[[Actor, Any], None] = nobody_else
    show: bool = True
    enter: bool = True
    edit_posts: bool = False

    def url(self, name: str, record: TwoSided) -> str:
        """The address of one of a record's pages."""
        return reverse(f"{self.app}:{self.prefix}{name}", args=[record.pk])


def content_of(kind: RecordKind[Any], record: TwoSided) -> dict[str, Any]:
    """What the form of a correction starts from: a proposal that waits, else what stands."""
    proposed = record.proposed
    if proposed is not None and not proposed.get("withdraw"):
        return dict(proposed)
    return kind.snapshot(record)


def detail_context(actor: Actor, pages: RecordPages[Any], record: Any) -> dict[str, Any]:
    """Everything that a record's page shows: the card, where it stands, what the actor may do."""
    pair = record.collaboration
    verb = pages.kind.record
    side = "bureau" if actor.everything else pair.side_of(actor.organisations(verb))
    mine = side is not None and _passes(pages, actor, record)
    open_ = record.status in (Status.SUBMITTED, Status.CONFIRMED, Status.REJECTED)
    own = side == record.recorded_side
    late = actor.may(
        pages.kind.confirm_late, [pair.lead.authority_id, pair.partner.authority_id]
    ) and confirming.is_silent(record)
    edits = mine and open_ and (own or record.status != Status.REJECTED)
    takes_back = mine and open_ and _may_take_back(record, side, own)
    answers = confirming.may_answer(actor, pages.kind, record)
    proposed = record.proposed
    return {
        "record": record,
        "collaboration": pair,
        "kind_name": pages.kind.name,
        "card": pages.card(record, pages.kind.snapshot(record)),
        "proposed_card": pages.card(record, proposed)
        if proposed and not proposed.get("withdraw")
        else None,
        "withdrawal": bool(proposed and proposed.get("withdraw")),
        "waits_for_school": pair.school_on(record.waits_for) if record.waits_for else None,
        "answer_due_on": confirming.answer_due_on(record),
        "confirm_url": pages.url("confirm", record) if answers else None,
        "edit_url": pages.url("edit", record) if edits and not answers else None,
        "edit_posts": pages.edit_posts,
        "withdraw_url": pages.url("withdraw", record) if takes_back and not answers else None,
        "late_url": pages.url("confirm_late", record) if late else None,
        **pages.more(actor, record),
    }


def _passes(pages: RecordPages[Any], actor: Actor, record: Any) -> bool:
    try:
        pages.check(actor, record)
    except PermissionDenied:
        return False
    return True


def _may_take_back(record: TwoSided, side: str | None, own: bool) -> bool:
    if record.proposed is not None:
        return side == record.proposed_side
    return own or record.status == Status.CONFIRMED
