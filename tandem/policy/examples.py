"""Running rule examples: does a policy come to what its examples say?

Sits on top of the engine. All examples share one database, each under ids of its own, so that a
folder of them costs one compilation and one evaluation a day asked about.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from tandem.lib.titles import Titles
from tandem.policy.compile import compile_policy
from tandem.policy.engines.duckdb_engine import evaluate_duckdb
from tandem.policy.engines.judgment_records import read_judgment_records
from tandem.policy.engines.sqlite_engine import evaluate_sqlite
from tandem.policy.evaluate import EngineName
from tandem.policy.example_files import Example, Expected, ResultTable, Value, load_examples
from tandem.policy.example_world import Facts
from tandem.policy.judge import Judged, judge
from tandem.policy.model import Judgment, Policy
from tandem.policy.results import Finding
from tandem.policy.schema import TABLES, ColumnType

TOLERANCE = 1e-6
"""Expected figures are written by hand with six places."""

_SQL_TYPES: Mapping[ColumnType, str] = {
    "text": "VARCHAR",
    "integer": "INTEGER",
    "date": "DATE",
    "decimal": "DECIMAL(18,2)",
    "number": "DOUBLE",
}
_ROWS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """One column of one result that is not as the example says.

    ``line`` is that of the expectation. ``found`` is empty where there is no such result at all, and
    "no data" where it is there without a figure.
    """

    source: str
    line: int
    title: Titles
    table: ResultTable
    key: tuple[str, ...]
    column: str
    expected: str
    found: str


def run_examples(policy: Policy, path: Path) -> list[ExampleFailure]:
    """Evaluate the examples of a file or folder under ``policy``; empty if all come out as written.

    Raises :class:`~tandem.policy.problems.PolicyError` for mistakes in the files themselves.
    """
    return check_examples(policy, load_examples(policy, path))


def check_examples(
    policy: Policy, examples: Sequence[Example], *, engine: EngineName = "duckdb"
) -> list[ExampleFailure]:
    """The failures of ``examples`` in their order; ``engine`` is ``duckdb`` or ``sqlite``."""
    sql = compile_policy(policy, "sqlite" if engine == "sqlite" else "duckdb", scoped=True).sql
    run = evaluate_sqlite if engine == "sqlite" else evaluate_duckdb
    failures: dict[int, list[ExampleFailure]] = {}
    with duckdb.connect() as connection:
        load_facts(connection, _together(examples))
        records = read_judgment_records(connection)
        by_day: dict[date, list[int]] = defaultdict(list)
        for number, example in enumerate(examples):
            by_day[example.as_of].append(number)
        for as_of, numbers in by_day.items():
            prefixes = tuple(f"{number}:" for number in numbers)
            pairs = tuple(p for p in records.pairs if p.collaboration_id.startswith(prefixes))
            scope = tuple(pair.collaboration_id for pair in pairs)
            findings = run(sql, connection, as_of, scope)
            by_judgment: dict[Judgment, list[int]] = defaultdict(list)
            for number in numbers:
                by_judgment[examples[number].judgment or policy.judgment].append(number)
            for judgment, group in by_judgment.items():
                own = replace(policy, judgment=judgment)
                judged = judge(own, findings, replace(records, pairs=pairs), as_of)
                results = _by_key(findings, judged)
                for number in group:
                    failures[number] = _compare(examples[number], f"{number}:", results)
    return [failure for number in sorted(failures) for failure in failures[number]]


def load_facts(connection: duckdb.DuckDBPyConnection, facts: Facts) -> None:
    """Make the contract's tables in the schema ``facts`` and fill them."""
    connection.execute("CREATE SCHEMA facts")
    for table in TABLES:
        names = [column.name for column in table.columns]
        columns = ", ".join(f'"{c.name}" {_SQL_TYPES[c.type]}' for c in table.columns)
        connection.execute(f"CREATE TABLE facts.{table.name} ({columns})")
        rows = facts.get(table.name, [])
        marks = f"({', '.join('?' * len(names))})"
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            some = rows[start : start + _ROWS_AT_ONCE]
            connection.execute(
                f"INSERT INTO facts.{table.name} VALUES {', '.join([marks] * len(some))}",
                [row[name] for row in some for name in names],
            )


def _together(examples: Iterable[Example]) -> Facts:
    """The facts of all examples, every id under the number of its example.

    Rounds and bureaus too: award lines and z-scores must not reach across examples.
    """
    result: Facts = {table.name: [] for table in TABLES}
    for number, example in enumerate(examples):
        prefix = f"{number}:"
        for name, rows in example.facts.items():
            result[name] += [_under(prefix, row) for row in rows]
    return result


def _under(prefix: str, row: Mapping[str, Any]) -> dict[str, Any]:
    def value(name: str, own: Any) -> Any:
        is_id = name.endswith("_id") or (name == "period" and not own.isdigit())
        return f"{prefix}{own}" if is_id and own is not None else own

    return {name: value(name, own) for name, own in row.items()}


def _by_key(findings: Iterable[Finding], judged: Judged) -> Mapping[tuple[str, ...], object]:
    """Every result by its table and key."""
    results: dict[tuple[str, ...], object] = {}
    for f in findings:
        results["findings", f.collaboration_id, f.requirement, f.period] = f
    for s in judged.side_years:
        results["side_years", s.collaboration_id, str(s.year), s.side] = s
    for v in judged.verdicts:
        results["verdicts", v.collaboration_id, str(v.year)] = v
    for last in judged.final:
        results["final", last.collaboration_id] = last
    return results


def _compare(
    example: Example, prefix: str, results: Mapping[tuple[str, ...], object]
) -> list[ExampleFailure]:
    failures = []

    def fail(expected: Expected, column: str, wanted: str, found: str) -> None:
        failures.append(
            ExampleFailure(
                example.source,
                expected.line,
                example.title,
                expected.table,
                expected.key,
                column,
                wanted,
                found,
            )
        )

    for expected in example.expected:
        pair, *rest = expected.key
        if expected.table == "findings" and not rest[1].isdigit():
            rest[1] = prefix + rest[1]
        result = results.get((expected.table, prefix + pair, *rest))
        if result is None or expected.absent:
            if not (result is None and expected.absent):
                fail(expected, "", "" if expected.absent else "*", "" if result is None else "*")
            continue
        for column, wanted in expected.values.items():
            found: Value = getattr(result, column)
            if not _same(wanted, found):
                fail(expected, column, _text(wanted), _text(found))
    return failures


def _same(wanted: Value, found: Value) -> bool:
    if isinstance(wanted, float) and isinstance(found, float | int):
        return math.isclose(wanted, found, rel_tol=0, abs_tol=TOLERANCE)
    return wanted == found


def _text(value: Value) -> str:
    if value is None:
        return "no data"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return ", ".join(value) if isinstance(value, tuple) else value
