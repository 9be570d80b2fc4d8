"""Reading one table from a Parquet file, in place: a view, never a copy."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import duckdb

from tandem.facts.headings import read_heading
from tandem.facts.problems import Problem, Problems
from tandem.facts.staging import SQL_TYPES, Staged, Workshop, literal, quoted
from tandem.facts.text_files import report_heading
from tandem.policy.schema import Column, Table

_NATIVE = {
    "date": ("DATE",),
    "integer": ("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT"),
    "number": ("DOUBLE", "FLOAT", "TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
}
_ZONE = "Asia/Shanghai"
"""The time of the schools that the programme is for."""
_NESTED = ("STRUCT", "MAP", "LIST", "UNION", "BLOB", "[]")


def read_parquet_table(
    path: Path, table: Table, workshop: Workshop, problems: Problems
) -> Staged | None:
    """Stage one Parquet file as a view; ``None`` when it is none (told in ``problems``)."""
    place = path.name
    if not path.is_file():
        problems.add(Problem("not_a_file", "error", table.name, place))
        return None
    source = f"read_parquet({literal(workshop.readable_path(path))}, file_row_number=true)"
    try:
        described = workshop.rows(f"DESCRIBE SELECT * FROM {source}")
    except (duckdb.Error, OSError):
        problems.add(Problem("not_parquet", "error", table.name, place))
        return None
    found = [(str(row[0]), str(row[1])) for row in described if row[0] != "file_row_number"]
    heading = read_heading(table.name, 0, [name for name, _ in found])
    if not heading.columns:
        problems.add(Problem("no_heading", "error", table.name, place))
        return None
    missing = report_heading(heading, table, place, 1, problems)
    native: dict[str, str] = {}
    chosen = ["file_row_number + 1 AS _row"]
    for column in table.columns:
        position = heading.columns.get(column.name)
        if position is None:
            chosen.append(f"NULL::VARCHAR AS {quoted(column.name)}")
            continue
        name, kind = found[position]
        if any(mark in kind for mark in _NESTED):
            problems.add(Problem("nested_column", "error", table.name, place, None, column.name))
            return None
        expression, typed = _expression(column, quoted(name), kind)
        chosen.append(f"{expression} AS {quoted(column.name)}")
        if typed:
            native[column.name] = typed
    workshop.connection.execute(
        f"CREATE OR REPLACE VIEW raw.{quoted(table.name)} AS SELECT {', '.join(chosen)} FROM {source}"
    )
    return Staged(table, place, missing, MappingProxyType(native), stored=False)


def _expression(column: Column, name: str, kind: str) -> tuple[str, str | None]:
    """How a Parquet column enters, and its DuckDB type where it stays typed (else it is text)."""
    if kind in ("DOUBLE", "FLOAT"):
        # The file's statistics leave NaN out, and DuckDB believes them when it looks for such values:
        # an expression keeps it from skipping them.
        name = f"CASE WHEN isnan({name}) THEN CAST('nan' AS {kind}) ELSE {name} END"
    if kind in _NATIVE.get(column.type, ()):
        return name, kind
    if column.type == "date" and kind == "TIMESTAMP WITH TIME ZONE":
        # A moment, not a day: which day it is must not depend on where the program runs.
        return f"CAST({name} AT TIME ZONE {literal(_ZONE)} AS DATE)", "DATE"
    if column.type == "date" and kind.startswith("TIMESTAMP"):
        return f"CAST({name} AS DATE)", "DATE"
    if column.type == "decimal" and kind == SQL_TYPES["decimal"]:
        # Bounds are judged on the text: there are few rows of money.
        return f"CAST({name} AS VARCHAR)", None
    if column.type == "text" and kind in ("DOUBLE", "FLOAT"):
        # Ids that pandas turned into floats because some cell was empty.
        whole = f"{name} = floor({name}) AND abs({name}) < 1e15"
        return (
            f"CASE WHEN {whole} THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) "
            f"ELSE CAST({name} AS VARCHAR) END",
            None,
        )
    return f"nullif(CAST({name} AS VARCHAR), '')", None
