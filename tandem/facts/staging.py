"""The working database of one reading: raw text as found, then typed tables, then ``facts``.

Raw relations live in schema ``raw`` (``_row`` and the contract's columns, text as found), typed ones
in ``typed`` (``_row`` and typed columns); ``facts`` shows the typed ones without ``_row``.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import duckdb

from tandem.policy.schema import TABLES, Column, ColumnType, Table

SQL_TYPES: Mapping[ColumnType, str] = MappingProxyType(
    {
        "text": "VARCHAR",
        "integer": "INTEGER",
        "date": "DATE",
        "decimal": "DECIMAL(18,2)",
        "number": "DOUBLE",
    }
)


def quoted(name: str) -> str:
    """``name`` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """``text`` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class Staged:
    """One table as found.

    ``place`` is the file or sheet; ``missing`` the contract's columns that it lacks; ``native`` the
    columns that arrive typed (Parquet), each with the DuckDB type; ``stored`` is false for a view
    over a file; ``told`` are empty cells (row, column) of which something better was told already.
    """

    table: Table
    place: str
    missing: frozenset[str] = frozenset()
    native: Mapping[str, str] = field(default_factory=dict)
    stored: bool = True
    told: frozenset[tuple[int, str]] = frozenset()

    @property
    def present(self) -> tuple[Column, ...]:
        """The contract's columns that the table has."""
        return tuple(c for c in self.table.columns if c.name not in self.missing)


class Workshop:
    """A private DuckDB with the schemas above and a folder for temporary files.

    ``close`` drops both; the folder also goes when the object does.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="tandem-facts-")
        self.folder = Path(self._folder.name)
        self.connection = duckdb.connect(
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "temp_directory": str(self.folder / "spill"),
            }
        )
        for schema in ("raw", "typed", "facts"):
            self.connection.execute(f"CREATE SCHEMA {schema}")

    def close(self) -> None:
        """Close the database and remove the temporary files."""
        self.connection.close()
        self._folder.cleanup()

    def one(self, sql: str, params: Sequence[object] = ()) -> tuple[object, ...]:
        """The only row of a query."""
        row = self.connection.execute(sql, list(params)).fetchone()
        if row is None:
            raise LookupError("the query gave no row")
        return tuple(row)

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """All rows of a query."""
        return [tuple(row) for row in self.connection.execute(sql, list(params)).fetchall()]

    def readable_path(self, path: Path) -> str:
        """``path`` as DuckDB may be given it: a link where its name holds wildcards or no text."""
        text = str(path)
        if not set("*?[") & set(text) and text.isprintable():
            return text
        link = self.folder / f"link-{len(list(self.folder.iterdir()))}{path.suffix}"
        link.symlink_to(path.resolve())
        return str(link)

    def stage_csv(
        self, table: Table, path: Path, columns: Mapping[str, int], width: int, delimiter: str
    ) -> None:
        """Load a plain text file whose heading is line 1; ``columns`` gives cell positions.

        Only for files without quotes and blank lines, so that record n is line n.
        Raises ``duckdb.Error`` for anything irregular; the caller then reads record by record.
        """
        names = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(width))
        chosen = "".join(
            f", c{columns[c.name]} AS {quoted(c.name)}"
            if c.name in columns
            else f", NULL::VARCHAR AS {quoted(c.name)}"
            for c in table.columns
        )
        self.connection.execute(
            f"CREATE OR REPLACE TABLE raw.{quoted(table.name)} AS SELECT * FROM ("
            f"SELECT row_number() OVER () AS _row{chosen} FROM read_csv("
            f"{literal(self.readable_path(path))}, auto_detect=false, header=false, "
            f"delim={literal(delimiter)}, quote='', escape='', "
            f"columns={{{names}}})) WHERE _row > 1"
        )

    def stage_rows(self, table: Table, rows: Iterable[Sequence[str | int]]) -> None:
        """Load records given as (row number, cells in the contract's order; empty text = no data)."""
        spool = self.folder / f"{table.name}.csv"
        with spool.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\n").writerows(rows)
        names = ", ".join(
            ["'_row': 'BIGINT'"] + [f"{literal(c.name)}: 'VARCHAR'" for c in table.columns]
        )
        self.connection.execute(
            f"CREATE OR REPLACE TABLE raw.{quoted(table.name)} AS SELECT * FROM read_csv("
            f"{literal(str(spool))}, auto_detect=false, header=false, delim=',', quote='\"', "
            f"escape='\"', max_line_size=16777216, parallel=false, columns={{{names}}})"
        )
        spool.unlink()

    def load_map(self, name: str, mapping: Mapping[str, str | None]) -> None:
        """A temporary table ``name`` (k, v) of replacements."""
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {quoted(name)} AS "
            "SELECT unnest(?::VARCHAR[]) AS k, unnest(?::VARCHAR[]) AS v",
            [list(mapping), list(mapping.values())],
        )

    def publish(self) -> dict[str, int]:
        """Make every contract table readable in ``facts``; returns its number of rows."""
        have = {
            str(row[0])
            for row in self.rows(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'typed'"
            )
        }
        statements = []
        for table in TABLES:
            name = quoted(table.name)
            if table.name in have:
                chosen = ", ".join(quoted(c.name) for c in table.columns)
                statements.append(f"CREATE VIEW facts.{name} AS SELECT {chosen} FROM typed.{name}")
            else:
                fields = ", ".join(f"{quoted(c.name)} {SQL_TYPES[c.type]}" for c in table.columns)
                statements.append(f"CREATE TABLE facts.{name} ({fields})")
        self.connection.execute(";".join(statements))
        counts = self.one(
            "SELECT " + ", ".join(f"(SELECT count(*) FROM facts.{quoted(t.name)})" for t in TABLES)
        )
        return {t.name: int(str(n)) for t, n in zip(TABLES, counts, strict=True)}
