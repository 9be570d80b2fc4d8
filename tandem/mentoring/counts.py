"""What was done with each mentor pair in a semester, duty by duty, read from the policy's own rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tandem.compliance.cards import language
from tandem.compliance.policies import policy_of
from tandem.mentoring.models import Mentorship, Output
from tandem.pairings.bundles import rows_of
from tandem.pairings.models import Term
from tandem.pairings.two_sided import Status
from tandem.policy.model import People, Rule


@dataclass(frozen=True, slots=True)
class Done:
    """One duty of a pair: how much of it is confirmed, and how much is owed."""

    rule: str
    title: str
    achieved: int
    required: int

    @property
    def met(self) -> bool:
        """Whether it is enough."""
        return self.achieved >= self.required


def with_counts(pairs: QuerySet[Any, Any], term: Term | None) -> QuerySet[Any, Any]:
    """Each pair with its policy's hash, its outputs counted by kind and its items of the semester."""
    pairs = pairs.annotate(policy_hash=F("collaboration__round__pinned_policy__policy_id"))
    if term is None:
        return pairs
    for kind in Output.Kind.values:
        found = (
            Output.objects.filter(
                collaboration=OuterRef("collaboration"),
                person=OuterRef("mentee"),
                kind=kind,
                status=Status.CONFIRMED,
                completed_on__gte=term.starts_on,
                completed_on__lte=term.ends_on,
            )
            .order_by()
            .values("person")
            .annotate(n=Count("pk"))
            .values("n")
        )
        pairs = pairs.annotate(**{f"outputs_{kind}": Coalesce(Subquery(found), 0)})
    return _with_items(pairs, term)


ITEM = ("pk", "kind", "host_side", "sessions")
PERSON = ("person_key", "side", "post", "honour", "part")


def _with_items(pairs: QuerySet[Any, Any], term: Term) -> QuerySet[Any, Any]:
    """Each pair with its confirmed items of the semester, a row for each of an item's people."""
    # the app of activities lies above: its table is reached through the pair
    items = Mentorship._meta.get_field("activities").related_model._default_manager
    own = items.filter(
        mentorship=OuterRef("pk"),
        collaboration=OuterRef("collaboration"),
        status=Status.CONFIRMED,
        held_on__gte=term.starts_on,
        held_on__lte=term.ends_on,
    )
    people = [f"participations__{name}" for name in PERSON]
    return pairs.annotate(item_rows=rows_of(own.order_by(), [*ITEM, *people]))


def done_in_term(pairs: Sequence[Any], term: Term | None) -> dict[str, list[Done]]:
    """By pair of :func:`with_counts`: its duties in the semester. No query."""
    if term is None:
        return {pair.pk: [] for pair in pairs}
    return {pair.pk: _done(pair, _items(pair.item_rows)) for pair in pairs}


def _items(rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Items with their people: by item."""
    found: dict[str, Any] = {}
    for row in rows:
        own = dict(zip(ITEM, row, strict=False))
        person = dict(zip(PERSON, row[len(ITEM) :], strict=True))
        found.setdefault(row[0], {"row": own, "people": []})["people"].append(person)
    return found


def _done(pair: Any, items: Mapping[str, Any]) -> list[Done]:
    if not pair.policy_hash:
        return []
    result = []
    for rule in policy_of(pair.policy_hash).rules:
        if rule.each != "mentorship" or rule.severity != "must":
            continue
        if rule.count == "outputs":
            if rule.where.by != "mentee":
                continue
            achieved = sum(getattr(pair, f"outputs_{kind}", 0) for kind in rule.where.kind)
        else:
            fitting = [item for item in items.values() if _fits(pair, rule, item)]
            achieved = (
                sum(item["row"]["sessions"] for item in fitting)
                if rule.measure == "sessions"
                else len(fitting)
            )
        title = rule.title.get(language())
        result.append(Done(rule.id, title, achieved, int(rule.at_least)))
    return result


def _fits(pair: Mentorship, rule: Rule, item: Mapping[str, Any]) -> bool:
    row = item["row"]
    if rule.where.kind and row["kind"] not in rule.where.kind:
        return False
    if rule.where.host and row["host_side"] not in rule.where.host:
        return False
    return all(_present(pair, wanted, item["people"]) for wanted in rule.where.present)


def _present(pair: Mentorship, wanted: People, people: Iterable[Mapping[str, Any]]) -> bool:
    who = {"mentor": pair.mentor_id, "mentee": pair.mentee_id}.get(wanted.who or "")
    return any(
        (not wanted.side or person["side"] in wanted.side)
        and (not wanted.post or person["post"] in wanted.post)
        and (not wanted.honour or person["honour"] in wanted.honour)
        and (not wanted.part or person["part"] in wanted.part)
        and (who is None or person["person_key"] == who)
        for person in people
        if person["person_key"]
    )
