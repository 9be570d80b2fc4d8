"""A made-up district as a folder of CSV files, as the facts contract has them."""

from __future__ import annotations

import csv
from pathlib import Path

from tandem.demo.district import District
from tandem.policy.schema import TABLES


def write_folder(district: District, folder: Path) -> None:
    """Writes ``<table>.csv`` for every table that has rows or that the contract requires.

    UTF-8 without a mark, ISO dates, nothing for an empty cell, lines ended by a line feed: the same
    district gives the same bytes everywhere. Creates the folder; files of other names are left.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        rows = district.get(table.name, [])
        if not rows and not table.required:
            continue
        names = [column.name for column in table.columns]
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(names)
            writer.writerows(["" if row[n] is None else row[n] for n in names] for row in rows)
