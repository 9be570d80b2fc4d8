"""``make check-sample``: a facts folder's results beside expected ones.

``SAMPLE`` is a folder or workbook of facts; ``EXPECTED`` holds one folder ``as-of-YYYY-MM-DD`` for
each date, with the contract's three result files. Numbers are equal within 1e-5.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
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


def main(arguments: list[str]) -> int:
    """Compare at every date; 0 if nothing differs, 1 if something does, 2 if it cannot be compared."""
    if len(arguments) != 2:
        print("usage: python -m tandem.cli.check_sample SAMPLE EXPECTED", file=sys.stderr)
        return 2
    sample, expected = map(Path, arguments)
    folders = sorted(expected.glob("as-of-*"))
    if not folders:
        print(f"{expected}: no folder as-of-YYYY-MM-DD", file=sys.stderr)
        return 2
    policy = load_policy(district_policy())
    try:
        facts = read_facts(sample, vocabulary=policy.codes())
    except FactsError as error:
        for problem in error.problems:
            print(describe(problem, "en"), file=sys.stderr)
        return 2
    found = 0
    for folder in folders:
        as_of = date.fromisoformat(folder.name.removeprefix("as-of-"))
        files = contract_files(evaluate(policy, facts.connection, as_of))
        different: list[str] = []
        for name, text in files.items():
            wanted = (folder / name).read_text(encoding="utf-8")
            different += differences(name, text, wanted)
        for line in different[:20]:
            print(line)
        rows = sum(text.count("\n") - 1 for text in files.values())
        print(f"{as_of}: {rows} rows compared, {len(different)} differences")
        found += len(different)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
