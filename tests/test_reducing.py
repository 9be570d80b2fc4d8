"""A failing district is reduced to the rows that make it fail, and stays valid."""

from __future__ import annotations

from datetime import date

import pytest

from tandem.demo import District, make_demo_district
from tests.contract_rules import faults
from tests.reading.brute_force import evaluate
from tests.reducing import reduce_district


def a_lecture_counts(district: District) -> bool:
    findings = evaluate(district, date(2025, 8, 1)).findings
    return any(f.requirement == "lecture" and f.achieved >= 1 for f in findings)


def test_only_what_matters_is_left() -> None:
    small = reduce_district(make_demo_district(collaborations=1, terms=1), a_lecture_counts)
    assert faults(small) == []
    assert a_lecture_counts(small)
    assert {name: len(rows) for name, rows in small.items()} == {
        "schools": 2,
        "collaborations": 1,
        "terms": 1,
        "activities": 1,
        "participations": 1,
    }


def test_a_district_that_does_not_fail_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fail"):
        reduce_district(make_demo_district(collaborations=1, terms=1), lambda district: False)
