"""``make check-sample``: a facts folder's results beside expected ones.

With ``--database`` they go through the web application's database: imported into it (``DATABASE_URL``,
else a new SQLite file), then evaluated on its tables, exported, and the export evaluated.

``SAMPLE`` is a folder or workbook of facts; ``EXPECTED`` holds one folder ``as-of-YYYY-MM-DD`` for
each date, with the contract's three result files. Numbers are equal within 1e-5.
"""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from tandem.facts import FactsError, describe, read_facts
from tandem.policy.evaluate import evaluate
from tandem.policy.load import load_policy
from tandem.policy.results_io import contract_files
from tandem.policy.shipped import district_policy

TOLERANCE = 1e-5
KEYS = {
    "findings.csv": ("collaboration_id", "requirement", "period"),
    "side_years.csv": ("collaboration_id", "year", "side"),
    "verdicts.csv": ("collaboration_id", "year"),
}


def differences(name: str, ours: str, expected: str) -> Iterator[str]:
    """Every cell in which two result files of that name differ, and every row that one lacks."""
    keys = KEYS[name]
    mine = {tuple(r[k] for k in keys): r for r in csv.DictReader(io.StringIO(ours))}
    wanted = {tuple(r[k] for k in keys): r for r in csv.DictReader(io.StringIO(expected))}
    for key in sorted(mine.keys() | wanted.keys()):
        label = f"{name} {'/'.join(key)}"
        if key not in mine:
            yield f"{label}: missing"
        elif key not in wanted:
            yield f"{label}: not expected"
        else:
            for column, value in wanted[key].items():
                if not same(mine[key].get(column, ""), value):
                    yield f"{label}: {column} is {mine[key].get(column, '')!r}, expected {value!r}"


def same(ours: str, expected: str) -> bool:
    """Equal as text, or as numbers within 1e-5."""
    if ours == expected:
        return True
    try:
        return abs(float(ours) - float(expected)) <= TOLERANCE
    except ValueError:
        return False


Results = Callable[[date], Mapping[str, str]]
"""The three result files of a day."""


def main(arguments: list[str]) -> int:
    """Compare at every date; 0 if nothing differs, 1 if something does, 2 if it cannot be compared."""
    database = "--database" in arguments
    paths = [Path(argument) for argument in arguments if argument != "--database"]
    if len(paths) != 2:
        usage = "usage: python -m tandem.cli.check_sample [--database] SAMPLE EXPECTED"
        print(usage, file=sys.stderr)
        return 2
    sample, expected = paths
    folders = sorted(expected.glob("as-of-*"))
    if not folders:
        print(f"{expected}: no folder as-of-YYYY-MM-DD", file=sys.stderr)
        return 2
    try:
        if not database:
            return 1 if compare(folders, from_files(sample)) else 0
        with tempfile.TemporaryDirectory(prefix="tandem-check-") as work:
            return 1 if through_database(sample, folders, Path(work)) else 0
    except FactsError as error:
        for problem in error.problems:
            print(describe(problem, "en"), file=sys.stderr)
        return 2


def compare(folders: list[Path], results: Results) -> int:
    """Print what differs at each date; how much that is."""
    found = 0
    for folder in folders:
        as_of = date.fromisoformat(folder.name.removeprefix("as-of-"))
        files = results(as_of)
        different: list[str] = []
        for name, text in files.items():
            wanted = (folder / name).read_text(encoding="utf-8")
            different += differences(name, text, wanted)
        for line in different[:20]:
            print(line)
        rows = sum(text.count("\n") - 1 for text in files.values())
        print(f"{as_of}: {rows} rows compared, {len(different)} differences")
        found += len(different)
    return found


def from_files(source: Path) -> Results:
    """The results of a facts folder or workbook. Raises ``FactsError``."""
    policy = load_policy(district_policy())
    facts = read_facts(source, vocabulary=policy.codes())
    return lambda as_of: contract_files(evaluate(policy, facts.connection, as_of))


def through_database(sample: Path, folders: list[Path], work: Path) -> int:
    """Import, evaluate there, export, evaluate that, import it again; how much differs or changed."""
    from tandem.cli.language import command_messages
    from tandem.cli.web import set_up

    if "DATABASE_URL" not in os.environ:
        os.environ["TANDEM_HOME"] = str(work)
    set_up(command_messages("en"), "make")
    from django.db import connection

    from tandem.accounts.actors import the_program
    from tandem.compliance.policies import district_texts
    from tandem.exchange.exporting import contract_rows, write_csv
    from tandem.exchange.importing import PolicyText, import_facts
    from tandem.exchange.judging import evaluate_database
    from tandem.policy.schema import TABLES

    text, clauses = district_texts()
    codes = load_policy(district_policy()).codes()
    print(f"through the database ({connection.vendor}):")
    with read_facts(sample, vocabulary=codes) as facts:
        import_facts(by=the_program(), facts=facts, policy=PolicyText(text, clauses))
    found = compare(folders, lambda as_of: contract_files(evaluate_database(as_of)[0]))
    export = work / "export"
    export.mkdir()
    rows = contract_rows()
    for table in TABLES:
        write_csv(table, rows[table.name], export / f"{table.name}.csv")
    print("exported and evaluated:")
    found += compare(folders, from_files(export))
    with read_facts(export, vocabulary=codes) as facts:
        again = import_facts(by=the_program(), facts=facts, policy=PolicyText(text, clauses))
    print(f"imported again: {again.touched} rows changed")
    return found + again.touched


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
