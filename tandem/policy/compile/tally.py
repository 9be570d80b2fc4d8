"""What a group of rules contributes to the wide row of a collaboration and period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from tandem.policy.compile.relations import attach
from tandem.policy.model import Enough, Rule


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one rule reads the wide row: achieved, required, and whether it is owed at all."""

    achieved: Callable[[ir.Table], ir.Value]
    required: Callable[[ir.Table], ir.Value]
    owed: Callable[[ir.Table], ir.BooleanValue] | None = None


@dataclass(slots=True)
class Wide:
    """The wide table under construction: one row a collaboration and period, outcomes by rule."""

    table: ir.Table
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def add(self, tally: ir.Table, outcomes: dict[str, Outcome]) -> None:
        """Attach a tally keyed by collaboration and period, and the outcomes that read it."""
        self.table = attach(self.table, tally, ["collaboration_id", "period"])
        self.outcomes.update(outcomes)


def count_of(column: str) -> Callable[[ir.Table], ir.Value]:
    """A count that reads 0 where nothing is on record."""
    return lambda row: row[column].fill_null(0)


def fixed(rule: Rule) -> Callable[[ir.Table], ir.Value]:
    """The rule's own minimum."""
    return lambda _row: as_double(rule.at_least)


def as_double(number: Decimal) -> ir.Value:
    """A number as a double in every database.

    Written as ``1.0`` it would be an exact decimal to DuckDB and PostgreSQL, and come back as one
    wherever all minimums of a policy are such numbers.
    """
    if number == number.to_integral_value():
        return ibis.literal(int(number), "int64").cast("float64")
    return ibis.literal(str(number)).cast("float64")


def required_of(enough: Enough, total: ir.Value, *, none_is_owed: bool) -> ir.Value:
    """How many of ``total`` things must meet a rule: all, a number, or a share rounded up.

    With none at all one is owed, unless having none makes the rule not applicable.
    """
    if enough.number is not None:
        return ibis.literal(enough.number)
    if enough.share is None:
        needed = total
    else:
        numerator, denominator = enough.share
        raised = total * numerator + (denominator - 1)
        # whole multiples only, so that no database rounds it in its own way
        needed = (raised - raised % denominator) / denominator
    return ibis.greatest(needed, 1) if none_is_owed else needed
