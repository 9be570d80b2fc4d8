"""Which rows of the sheet of activities are one outing, and which outing on record it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from tandem.activities.content import content_of
from tandem.activities.models import Outing
from tandem.exchange.semester.reading import Row
from tandem.exchange.semester.work import Work, by_key
from tandem.pairings.two_sided import Status


@dataclass(slots=True)
class Group:
    """Rows that are one outing; the outing on record, if there is one, and the key of a new one.

    ``items`` are what the rows say, one each.
    """

    rows: list[Row] = field(default_factory=list)
    outing: Outing | None = None
    key: str | None = None
    items: list[dict[str, Any]] = field(default_factory=list)


class Outings:
    """The outings on record that a workbook may mean, with their contents."""

    def __init__(self, work: Work, rows: Iterable[Row]) -> None:
        ids = {text for row in rows for text in (row.text("activity_id"), row.text("event_id"))}
        ids.discard("")
        near = Q(held_on__range=(work.first, work.last))
        named = Q(items__in=list(ids)) | Q(pk__in=list(ids))
        sent = Q(client_key__startswith="workbook-")
        found = Outing.objects.filter(near | named | sent, collaboration=work.pair)
        self.contents: dict[str, dict[str, Any]] = {}
        self.by_id: dict[str, Outing] = {}
        self.of_item: dict[str, Outing] = {}
        for outing in found.distinct().prefetch_related("items__topics", "items__participations"):
            outing.collaboration = work.pair
            items = list(outing.items.all())
            self.by_id[outing.pk] = outing
            self.contents[outing.pk] = content_of(outing, items)
            self.of_item |= {item.pk: outing for item in items}
        self.sent: Mapping[str, Outing] = by_key(self.by_id.values())


def groups_of(work: Work, outings: Outings, rows: Iterable[Row]) -> list[Group]:
    """The rows as outings, in the order of their first rows.

    Rows on record belong to their outing; others belong together by outing id, day and place, and to
    an outing on record whose id or rows they share.
    """
    rows = list(rows)
    known: dict[str, Group] = {}
    by_event: dict[tuple[str, Any, str], Group] = {}
    found: list[Group] = []
    for row in rows:
        outing = outings.of_item.get(row.text("activity_id"))
        if outing is None:
            continue
        group = known.get(outing.pk)
        if group is None:
            group = known[outing.pk] = Group(outing=outing)
            found.append(group)
        group.rows.append(row)
        if row.text("event_id"):
            by_event.setdefault(_event(row), group)
    for row in rows:
        if row.text("activity_id") in outings.of_item:
            continue
        event = row.text("event_id")
        group = by_event.get(_event(row)) if event else None
        if group is None:
            group = Group(outing=_by_event(outings, row))
            if group.outing is not None and group.outing.pk in known:
                group = known[group.outing.pk]
            else:
                found.append(group)
                if group.outing is not None:
                    known[group.outing.pk] = group
            if event:
                by_event[_event(row)] = group
        group.rows.append(row)
    for group in found:
        if group.outing is None:
            _by_label(work, outings, group, set(known))
            if group.outing is not None:
                known[group.outing.pk] = group
    return sorted(found, key=lambda group: min(row.number for row in group.rows))


def _event(row: Row) -> tuple[str, Any, str]:
    return row.text("event_id"), row.cells.get("held_on"), row.text("host_side")


def _by_event(outings: Outings, row: Row) -> Outing | None:
    """The outing whose id stands in the row, if it took place then and there."""
    outing = outings.by_id.get(row.text("event_id"))
    if outing is None or outing.status == Status.WITHDRAWN:
        return None
    same = (outing.held_on, outing.host_side) == (row.cells["held_on"], row.text("host_side"))
    return outing if same else None


def _by_label(work: Work, outings: Outings, group: Group, taken: set[str]) -> None:
    """What was entered under the workbook's own ids before; else the key for entering it now."""
    labels = [row.text("activity_id") for row in group.rows if row.text("activity_id")]
    for label in labels:
        key = work.label_key("activities", label, outings.sent)
        outing = outings.sent.get(key)
        if outing is None:
            group.key = group.key or key
        elif outing.pk not in taken:
            group.outing = outing
            return


def alike(outings: Outings, content: Mapping[str, Any], claimed: set[str]) -> Outing | None:
    """An outing on record that says the same already, so that nothing is entered twice."""
    wanted = essence(content)
    for pk, stands in outings.contents.items():
        outing = outings.by_id[pk]
        if pk in claimed or outing.status not in (Status.SUBMITTED, Status.CONFIRMED):
            continue
        if essence(stands) == wanted:
            return outing
    return None


def essence(content: Mapping[str, Any]) -> Any:
    """What an outing says, whatever the order of its items, topics and people."""
    items: dict[str, int] = defaultdict(int)
    for item in content["items"]:
        people = sorted(tuple(sorted(person.items())) for person in item["people"])
        said = (
            item["kind"], item["title"], item["subject"], item["sessions"] or 1,
            item["mentorship_id"] or "", sorted(item["topics"]), people,
        )  # fmt: skip
        items[repr(said)] += 1
    whole = [content[name] or "" for name in ("held_on", "host_side", "place", "note")]
    return whole, sorted(items.items())
