"""Are two files of findings the same? Set-wise in DuckDB, numbers within 1e-9.

``python -m bench.compare ONE OTHER`` (Parquet or CSV) prints what differs; exit code 1 if anything.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import duckdb

TOLERANCE = 1e-9

SAME = ("duty", "severity", "status", "clause")
KEY = "collaboration_id, requirement, period"


def _read(path: Path) -> str:
    name = str(path).replace("'", "''")
    if path.suffix == ".csv":
        return f"read_csv('{name}', header = true, all_varchar = true)"
    return f"read_parquet('{name}')"


def differences(
    one: Path, other: Path, tolerance: float = TOLERANCE, limit: int = 10
) -> tuple[int, list[tuple[object, ...]]]:
    """How many findings differ, and the first ``limit`` of them.

    Each is (collaboration, requirement, period, and for either file its other columns). A finding
    that only one file holds, or that one holds twice, is a difference as well.
    """
    text = ", ".join(f"{column}::VARCHAR AS {column}" for column in SAME)
    columns = (
        f"collaboration_id::VARCHAR AS collaboration_id, requirement::VARCHAR AS requirement,"
        f" period::VARCHAR AS period, {text},"
        " achieved::DOUBLE AS achieved, required::DOUBLE AS required, count(*) OVER"
        " (PARTITION BY collaboration_id, requirement, period) AS copies"
    )
    unequal = " OR ".join(f"a.{column} IS DISTINCT FROM b.{column}" for column in SAME)
    far = " OR ".join(
        f"coalesce(abs(a.{column} - b.{column}) > {tolerance}, true)"
        for column in ("achieved", "required")
    )
    with duckdb.connect() as db:
        db.execute("SET preserve_insertion_order = false")
        rows = db.execute(
            f"""SELECT {KEY}, a, b, count(*) OVER () FROM
            (SELECT {columns} FROM {_read(one)}) a FULL JOIN
            (SELECT {columns} FROM {_read(other)}) b USING ({KEY})
            WHERE a.copies IS DISTINCT FROM 1 OR b.copies IS DISTINCT FROM 1 OR {unequal} OR {far}
            ORDER BY ALL LIMIT {limit}"""
        ).fetchall()
    return (int(rows[0][-1]) if rows else 0), [row[:-1] for row in rows]


def main() -> int:
    """Command line: see the module's first lines."""
    parser = argparse.ArgumentParser(description="Compare two files of findings.")
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--tolerance", type=float, default=TOLERANCE)
    options = parser.parse_args()
    count, rows = differences(options.one, options.other, options.tolerance)
    for row in rows:
        print(*row)
    print(f"{count} findings differ")
    return 1 if count else 0


if __name__ == "__main__":
    raise SystemExit(main())
