"""The relations that rules are compiled over, cut to the scope, and the small helpers they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

from tandem.policy.schema import EVALUATION_TABLES

FAR_DAY = 1_000_000
"""A day number later than any: stands in for an end that is still open."""


class Relations:
    """The evaluation tables, each cut to the scope.

    With ``scoped`` every table is first narrowed to the collaborations listed in ``scope``; the
    narrowing is written as ``IN (subquery)`` because the same as a semi-join made SQLite re-run the
    inner query for every row. Facts dated after ``as_of`` are cut away by :meth:`until`.
    """

    def __init__(self, *, scoped: bool, has_bit_or: bool) -> None:
        self._scoped = scoped
        self.has_bit_or = has_bit_or
        self._tables = {
            name: ibis.table(dict(columns), name=name)
            for name, columns in EVALUATION_TABLES.items()
        }
        self.as_of: ir.IntegerScalar = self._tables["as_of"].day.as_scalar()

    @property
    def terms(self) -> ir.Table:
        """All terms; they are few."""
        return self._tables["terms"]

    @property
    def one_row(self) -> ir.Table:
        """The one-row relation ``as_of``, on which constant rows are built."""
        return self._tables["as_of"]

    @property
    def participations(self) -> ir.Table:
        """All participations: for a join that a scope has cut already on its other side."""
        return self._tables["participations"]

    def of(self, name: str) -> ir.Table:
        """A table that carries ``collaboration_id``, cut to the scope."""
        table = self._tables[name]
        if not self._scoped:
            return table
        return table.filter(table.collaboration_id.isin(self._tables["scope"].collaboration_id))

    def of_activities(self, name: str, activities: ir.Table) -> ir.Table:
        """``participations`` or ``activity_topics``, cut to ``activities`` where a scope is set."""
        table = self._tables[name]
        if not self._scoped:
            return table
        return table.filter(table.activity_id.isin(activities.activity_id))

    def until(self, table: ir.Table, day: str) -> ir.Table:
        """Only rows whose ``day`` is not after ``as_of`` (an empty day is no fact yet)."""
        return table.filter(table[day] <= self.as_of)


def every(conditions: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    """All of them; true where there are none."""
    listed = list(conditions)
    return reduce(lambda a, b: a & b, listed) if listed else ibis.literal(True)


def either(conditions: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    """Any of them; false where there are none."""
    found = list(conditions)
    return reduce(lambda a, b: a | b, found) if found else ibis.literal(False)


def one_of(column: ir.Value, codes: Sequence[str]) -> ir.BooleanValue:
    """Whether ``column`` is one of ``codes``; null where it is empty, which no count takes for true."""
    result: ir.BooleanValue = column == codes[0] if len(codes) == 1 else column.isin(codes)
    return result


def attach(left: ir.Table, right: ir.Table, keys: Sequence[str]) -> ir.Table:
    """``left`` with the columns of ``right`` that are not keys, nulls where nothing matches."""
    added = [name for name in right.columns if name not in keys]
    joined = left.left_join(right, list(keys))
    return joined.select(*left.columns, *added)


def union_of_bits(numbers: ir.Value, bits: Sequence[int], has_bit_or: bool) -> ir.Value:
    """The bits that any of the grouped ``numbers`` has.

    SQLite has no such aggregate and must do without functions of our own: there the largest value
    of each bit is added up.
    """
    if has_bit_or:
        return numbers.bit_or()
    largest = [(numbers & bit).max() for bit in bits]
    return sum(largest[1:], start=largest[0])
