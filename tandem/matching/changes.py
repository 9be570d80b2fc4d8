"""What mergers, closures and openings make of the schools, the rules and the pairs in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tandem.matching.model import Move, PairingError, PairRule, Problem, Rules, School, SchoolChange
from tandem.matching.places import places_of
from tandem.matching.proposing import Proposal


@dataclass(slots=True)
class Changed:
    """The schools and rules after the changes, the pairs that stand, and who went along where."""

    leads: dict[str, School]
    partners: dict[str, School]
    rules: Rules
    standing: dict[str, str]
    taken_over: list[Move]
    orphans: list[str]


def apply_changes(current: Proposal, changes: Sequence[SchoolChange]) -> Changed:
    """The state after ``changes``.

    A closed lead leaves its partners without a lead; a closed partner leaves its place free. A lead that
    merges into another takes its partners and its places along; one that merges into a partner
    leaves its partners without. A partner that merges into a school of the lists gives its place up;
    into a new one (``school``), that takes the place over.

    Raises :class:`PairingError` with every change that cannot be.
    """
    problems = _problems(current, changes)
    if problems:
        raise PairingError(tuple(problems))
    state = Changed(
        leads={school.id: school for school in current.leads},
        partners={school.id: school for school in current.partners},
        rules=current.rules,
        standing={
            partner: lead for partner, lead in current.arrangement.items() if lead is not None
        },
        taken_over=[],
        orphans=[],
    )
    # what opens comes first, so that a merger may name it as its successor
    for change in sorted(changes, key=lambda change: change.kind != "opened"):
        if change.kind == "opened" and change.school is not None:
            side = state.leads if change.side == "lead" else state.partners
            side[change.school_id] = change.school
        elif change.kind == "places":
            lead = state.leads[change.school_id]
            state.leads[change.school_id] = replace(lead, places=change.places)
    for change in changes:
        if change.kind == "closed":
            _close(state, change.school_id)
        elif change.kind == "merged":
            _merge(state, change)
    _check_rules(state)
    state.orphans = [
        partner
        for partner, lead in state.standing.items()
        if partner in state.partners and lead not in state.leads
    ]
    for partner in state.orphans:
        del state.standing[partner]
    return state


def _problems(current: Proposal, changes: Sequence[SchoolChange]) -> list[Problem]:
    problems: list[Problem] = []
    leads = {school.id for school in current.leads}
    known = leads | {school.id for school in current.partners}
    opened = {change.school_id for change in changes if change.kind == "opened"}
    gone = {change.school_id for change in changes if change.kind in ("closed", "merged")}
    seen: set[str] = set()
    for change in changes:
        name = change.school_id
        if name in seen:
            problems.append(Problem("change-twice", name, rule=change.kind))
        seen.add(name)
        if change.kind == "opened":
            if change.school is None or change.school.id != name:
                problems.append(Problem("no-school", name, "school", rule=change.kind))
            if name in known:
                problems.append(Problem("duplicate-school", name, "id", rule=change.kind))
            continue
        if name not in known:
            problems.append(Problem("unknown-school", name, rule=change.kind))
        elif change.kind == "places" and name not in leads:
            problems.append(Problem("not-a-lead", name, "places", rule=change.kind))
        elif change.kind == "places" and (change.places is None or change.places < 0):
            problems.append(Problem("no-school", name, "places", rule=change.kind))
        if change.kind == "merged":
            after = change.successor_id
            if not after or after == name or after in gone:
                problems.append(Problem("no-successor", name, "successor", after, rule="merged"))
            elif after not in known | opened and (
                change.school is None or change.school.id != after
            ):
                problems.append(Problem("unknown-school", after, "successor", rule="merged"))
    return problems


def _close(state: Changed, school_id: str) -> None:
    state.leads.pop(school_id, None)
    if state.partners.pop(school_id, None) is not None:
        state.standing.pop(school_id, None)


def _merge(state: Changed, change: SchoolChange) -> None:
    old, new = change.school_id, change.successor_id
    if old in state.leads:
        lead = state.leads.pop(old)
        room = places_of(lead, state.rules.places)
        if new not in state.leads and new not in state.partners and change.school is not None:
            state.leads[new] = change.school
        elif new in state.leads:
            both = room + places_of(state.leads[new], state.rules.places)
            state.leads[new] = replace(state.leads[new], places=both)
        if new in state.leads:
            for partner, held in state.standing.items():
                if held == old:
                    state.standing[partner] = new
                    state.taken_over.append(Move(partner, old, new))
            _rename(state, "lead_id", old, new)
        return
    del state.partners[old]
    held_lead = state.standing.pop(old, None)
    if new not in state.leads and new not in state.partners and change.school is not None:
        state.partners[new] = change.school
        if held_lead is not None:
            state.standing[new] = held_lead
            state.taken_over.append(Move(new, None, held_lead))
        _rename(state, "partner_id", old, new)


def _rename(state: Changed, key: str, old: str, new: str) -> None:
    """Rules on the old school hold for its successor."""

    def renamed(rules: tuple[PairRule, ...]) -> tuple[PairRule, ...]:
        return tuple(
            replace(rule, **{key: new}) if getattr(rule, key) == old else rule for rule in rules
        )

    state.rules = replace(
        state.rules,
        alliances=renamed(state.rules.alliances),
        forbidden=renamed(state.rules.forbidden),
    )


def _check_rules(state: Changed) -> None:
    """Rules on schools that are gone fall away."""

    def left(rules: tuple[PairRule, ...]) -> tuple[PairRule, ...]:
        return tuple(
            rule
            for rule in rules
            if rule.partner_id in state.partners and rule.lead_id in state.leads
        )

    state.rules = replace(
        state.rules,
        alliances=left(state.rules.alliances),
        forbidden=left(state.rules.forbidden),
    )
