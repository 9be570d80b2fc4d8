"""What the strategies make is valid, and reaches every branch of the reading."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tandem.demo.district import District
from tandem.policy.results import STATUSES
from tests.contract_rules import RULES, faults
from tests.district_files import read_csv, write_csv, write_parquet
from tests.reading.brute_force import evaluate
from tests.strategies import as_of_dates, districts

FIXED = settings(
    max_examples=200,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
OBSTACLES = {
    "both:band", "both:plan", "lead:lag", "partner:lag", "lead:no_progress",
    "partner:no_progress", "lead:no_data", "partner:no_data",
}  # fmt: skip


def test_every_branch_is_reached() -> None:
    seen: Counter[object] = Counter()

    @FIXED
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        district = data.draw(districts())
        assert faults(district) == []
        results = evaluate(district, data.draw(as_of_dates(district)))
        seen.update({(f.requirement, f.status) for f in results.findings})
        seen.update({("band", v.band) for v in results.verdicts})
        seen.update({("shortlist", v.shortlist) for v in results.verdicts})
        seen.update({("eligible", v.eligible) for v in results.verdicts})
        seen.update({code for v in results.verdicts for code in v.blocked_by})
        seen.update({("lagging", s.lagging) for s in results.side_years})
        seen.update({("progress", s.progress) for s in results.side_years})

    collect()
    wanted: set[object] = {(rule, status) for rule in RULES for status in STATUSES}
    # Who was seconded in a term has come back after its first day.
    wanted.remove(("secondment-evaluation", "not_due"))
    wanted |= {("band", band) for band in ("excellent", "good", "pass", "fail", None)}
    wanted |= {("shortlist", mark) for mark in ("yes", "tie", "no")}
    wanted |= {("eligible", True), ("eligible", False)}
    wanted |= {(name, value) for name in ("lagging", "progress") for value in (True, False, None)}
    wanted |= OBSTACLES
    missing = sorted(map(str, wanted - set(seen)))
    assert missing == [], missing


@settings(FIXED, max_examples=20)
@given(district=districts())
def test_csv_gives_the_same_rows_back(district: District) -> None:
    with TemporaryDirectory() as folder:
        write_csv(district, Path(folder))
        again = read_csv(Path(folder))
    for row in district.get("activities", []):
        row["sessions"] = row["sessions"] or 1  # the contract's default
    assert {name: rows for name, rows in again.items() if rows} == district


@settings(FIXED, max_examples=20)
@given(district=districts())
def test_parquet_gives_the_same_rows_back(district: District) -> None:
    with TemporaryDirectory() as folder:
        write_parquet(district, Path(folder))
        for name, rows in district.items():
            assert pq.read_table(Path(folder) / f"{name}.parquet").to_pylist() == rows
