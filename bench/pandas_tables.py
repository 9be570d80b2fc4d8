"""What the pandas contestant stands on: the small tables of the facts, and the findings it collects."""

# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from bench.contestant import COLUMNS, RULES_BY_ID, Task

Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


def days(dates: pd.Series[Any]) -> Integers:
    """Dates as whole days since 1970; empty ones are a day far in the future."""
    stamps = pd.to_datetime(dates).to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(stamps), np.int64(10**6), stamps.astype(np.int64))


class Facts:
    """The facts of one task, and the small tables that every rule needs."""

    def __init__(self, task: Task) -> None:
        self.folder = task.facts
        self.as_of = task.as_of
        self.today = int(days(pd.Series([task.as_of]))[0])
        pairs = self.read("collaborations").reset_index(drop=True)
        terms = self.read("terms").sort_values(["round_id", "starts_on"]).reset_index(drop=True)
        for frame in (pairs, terms):
            for column in ("starts_on", "ends_on", "plan_due_on"):
                if column in frame:
                    frame[column] = days(frame[column])
        rounds = pd.Index(terms["round_id"].unique())
        self.pairs, self.terms = pairs, terms
        self.pair_index = pd.Index(pairs["collaboration_id"])
        self.pair_round = rounds.get_indexer(pairs["round_id"])
        # The term (row of ``terms``) of every day of every round, -1 in the holidays.
        self.first_day = int(terms["starts_on"].min())
        self.calendar = np.full(
            (len(rounds), int(terms["ends_on"].max()) - self.first_day + 1), -1, np.int64
        )
        for number, term in enumerate(terms.itertuples()):
            span = slice(term.starts_on - self.first_day, term.ends_on - self.first_day + 1)
            self.calendar[rounds.get_loc(term.round_id), span] = number
        # Collaboration x term, and the row of each in it.
        frame = pairs.rename_axis("pair").reset_index()[
            ["pair", "round_id", "starts_on", "ends_on"]
        ]
        frame = frame.merge(
            terms.rename_axis("term").reset_index(), on="round_id", suffixes=("_pair", "")
        )
        self.frame = frame
        self.slots = np.full(len(pairs) * len(terms), -1, np.int64)
        self.slots[frame["pair"] * len(terms) + frame["term"]] = np.arange(len(frame))

    def read(self, table: str, columns: list[str] | None = None, **options: Any) -> pd.DataFrame:
        """One table of the contract, or the named columns of it."""
        # Dates as datetime64, not as a Python object a row.
        return pd.read_parquet(
            self.folder / f"{table}.parquet",
            columns=columns,
            to_pandas_kwargs={"date_as_object": False},
            **options,
        )

    def place(self, facts: pd.DataFrame, date: str) -> pd.DataFrame:
        """The facts that fall in a term of their collaboration by now; ``slot`` says in which."""
        day = days(facts[date])
        ids = facts["collaboration_id"]
        if isinstance(ids.dtype, pd.CategoricalDtype):
            pair = self.pair_index.get_indexer(ids.cat.categories)[ids.cat.codes]
        else:
            pair = self.pair_index.get_indexer(ids)
        offset = day - self.first_day
        inside = (day <= self.today) & (offset >= 0) & (offset < self.calendar.shape[1])
        term = self.calendar[self.pair_round[pair], np.where(inside, offset, 0)]
        placed = inside & (term >= 0)
        facts = facts[placed].copy()
        facts["slot"] = self.slots[pair[placed] * len(self.terms) + term[placed]]
        return facts


class Findings:
    """Collects the findings, rule by rule, and decides their status."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.waivers = facts.read("waivers", ["collaboration_id", "period", "requirement"])
        self.parts: list[pd.DataFrame] = []

    def add(
        self,
        rule_id: str,
        frame: pd.DataFrame,
        achieved: npt.NDArray[Any],
        required: npt.NDArray[Any] | float,
        applies: Booleans | None = None,
    ) -> None:
        """One rule; ``frame`` has collaboration_id, period, starts_on, ends_on (days), owed."""
        rule = RULES_BY_ID[rule_id]
        required = np.broadcast_to(np.asarray(required, np.float64), len(frame))
        achieved = np.asarray(achieved, np.float64)
        owed = frame["owed"].to_numpy()
        waivers = self.waivers[self.waivers["requirement"] == rule_id]
        waived = np.zeros(len(frame), np.bool_)
        if len(waivers):
            # A left join keeps the frame's order; waivers are unique by collaboration and period.
            keys = frame[["collaboration_id", "period"]].astype("str")
            marked = keys.merge(waivers, how="left", on=["collaboration_id", "period"])
            waived = marked["requirement"].notna().to_numpy()
        code = np.select(
            [
                ~(owed if applies is None else owed & applies),
                achieved >= required - 1e-9,
                waived,
                (self.facts.today < frame["starts_on"]).to_numpy(),
                (self.facts.today <= frame["ends_on"]).to_numpy(),
            ],
            [0, 1, 2, 3, 4],
            5,
        )
        statuses = ["not_applicable", "met", "waived", "not_due", "open", "short"]
        part = frame[["collaboration_id", "period"]].copy()
        part["requirement"] = rule.id
        part["duty"] = rule.duty
        part["severity"] = rule.severity
        part["achieved"] = achieved
        part["required"] = required
        part["status"] = pd.Categorical.from_codes(code, categories=statuses)
        part["clause"] = rule.clause
        self.parts.append(part[list(COLUMNS)])
