"""Districts to and from files as the facts contract has them: a folder of CSV or of Parquet."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tandem.demo import District, write_folder
from tandem.policy.schema import TABLES, Table

_FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "text": str,
    "integer": int,
    "date": date.fromisoformat,
    "decimal": Decimal,
    "number": float,
}
_ARROW: dict[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int32(),
    "date": pa.date32(),
    "decimal": pa.decimal128(18, 2),
    "number": pa.float64(),
}


def _present(district: District) -> list[Table]:
    """The tables to write: those with rows, and those that the contract requires."""
    return [table for table in TABLES if table.required or district.get(table.name)]


def write_csv(district: District, folder: Path) -> None:
    """Writes ``<table>.csv`` (UTF-8, ISO dates, empty for ``None``) for every table with rows."""
    write_folder(district, folder)


def write_parquet(district: District, folder: Path) -> None:
    """Writes ``<table>.parquet`` with the contract's types for every table with rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in _present(district):
        schema = pa.schema([(column.name, _ARROW[column.type]) for column in table.columns])
        rows = [
            {column.name: row[column.name] for column in table.columns}
            for row in district.get(table.name, [])
        ]
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{table.name}.parquet")


def read_csv(folder: Path) -> District:
    """The clean CSV files of a folder as a district; no checks, absent tables are empty."""
    district: District = {}
    for table in TABLES:
        path = folder / f"{table.name}.csv"
        rows = []
        if path.exists():
            with path.open(encoding="utf-8", newline="") as stream:
                rows = [
                    {
                        column.name: _FROM_TEXT[column.type](line[column.name])
                        if line[column.name]
                        else column.default
                        for column in table.columns
                    }
                    for line in csv.DictReader(stream)
                ]
        district[table.name] = rows
    return district
