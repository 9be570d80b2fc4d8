"""Writing results as the contract's CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tandem.policy.results import Finding, SideYear, Verdict

if TYPE_CHECKING:
    from tandem.policy.evaluation import Evaluation

FINDING_COLUMNS = (
    "collaboration_id",
    "requirement",
    "period",
    "duty",
    "severity",
    "achieved",
    "required",
    "status",
    "clause",
)
SIDE_YEAR_COLUMNS = (
    "collaboration_id",
    "year",
    "side",
    "fulfilment",
    "lagging",
    "delta_z",
    "progress",
    "check_rating",
    "score",
)
VERDICT_COLUMNS = (
    "collaboration_id",
    "year",
    "score",
    "band",
    "eligible",
    "blocked_by",
    "shortlist",
)


def cell(value: object) -> str:
    """A value as the contract writes it: empty for no data, six places, ``true``/``false``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.9f}"
    if isinstance(value, tuple):
        return ";".join(value)
    return str(value)


def to_csv(rows: Iterable[Finding | SideYear | Verdict], columns: Sequence[str]) -> str:
    """The rows as CSV text with a heading line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(getattr(row, name)) for name in columns] for row in rows)
    return out.getvalue()


def contract_files(evaluation: Evaluation) -> dict[str, str]:
    """``findings.csv``, ``side_years.csv`` and ``verdicts.csv`` by name."""
    return {
        "findings.csv": to_csv(evaluation.findings, FINDING_COLUMNS),
        "side_years.csv": to_csv(evaluation.side_years, SIDE_YEAR_COLUMNS),
        "verdicts.csv": to_csv(evaluation.verdicts, VERDICT_COLUMNS),
    }
