"""Whether an activity is of the kind, place and subject that rules ask for, records aside.

Many rules ask for one kind each and share a place; grouped by what they ask besides the kind, a
dozen rules come to three or four tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from tandem.policy.compile.relations import either, every, one_of
from tandem.policy.model import Rule


class Own(NamedTuple):
    """What a rule asks of the activity itself besides its kind; empty tuples ask nothing."""

    host: tuple[str, ...]
    subject: tuple[str, ...]


def own(rule: Rule) -> Own:
    """The place and subject that a rule asks for."""
    return Own(rule.where.host, rule.where.subject)


def fitting(asked: Own, row: ir.Table) -> list[ir.BooleanValue]:
    """The tests for place and subject."""
    tests = []
    if asked.host:
        tests.append(one_of(row.host_side, asked.host))
    if asked.subject:
        tests.append(one_of(row.subject, asked.subject))
    return tests


def fits_any(rules: Iterable[Rule], row: ir.Table) -> ir.BooleanValue:
    """Whether an activity fits at least one of the rules."""
    by_kind: dict[str, set[Own]] = defaultdict(set)
    for rule in rules:
        for kind in rule.where.kind:
            by_kind[kind].add(own(rule))
    kinds: dict[frozenset[Own], list[str]] = defaultdict(list)
    for kind, asked in by_kind.items():
        kinds[frozenset() if Own((), ()) in asked else frozenset(asked)].append(kind)
    tests = []
    for group, members in kinds.items():
        test = one_of(row.kind, sorted(members))
        if group:
            test = test & either(every(fitting(asked, row)) for asked in sorted(group))
        tests.append(test)
    return either(tests)


def asked_bits(
    rules: Sequence[Rule],
    row: ir.Table,
    bits_of: Callable[[Rule], int],
    literal: Callable[[int], ir.Value],
) -> ir.Value:
    """The bits (``bits_of``) of all rules that an activity fits, united into one number."""
    by_kind: dict[str, dict[Own, int]] = defaultdict(lambda: defaultdict(int))
    for rule in rules:
        for kind in rule.where.kind:
            by_kind[kind][own(rule)] |= bits_of(rule)
    groups: dict[tuple[tuple[Own, int], ...], list[str]] = defaultdict(list)
    for kind, asked in by_kind.items():
        groups[tuple(sorted(asked.items()))].append(kind)

    def united(asked: tuple[tuple[Own, int], ...]) -> ir.Value:
        if len(asked) == 1:
            # rows that do not fit were filtered away before
            return literal(asked[0][1])
        values = [
            ibis.ifelse(every(fitting(each, row)), literal(bits), literal(0))
            for each, bits in asked
        ]
        result = values[0]
        for value in values[1:]:
            result = result | value
        return result

    branches = [(one_of(row.kind, sorted(kinds)), united(asked)) for asked, kinds in groups.items()]
    return ibis.cases(*branches, else_=literal(0))
