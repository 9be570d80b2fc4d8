"""A hundred thousand mistakes (three on each row) are summarised."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.facts import FactsError, describe, read_facts
from tandem.facts.problems import SHOWN_PER_GROUP
from tests.facts.districts import VOCABULARY, small_district, write_csv

_MANY = 34_000


def test_mistakes_alike_are_counted_and_the_first_ones_shown(tmp_path: Path) -> None:
    source = write_csv(tmp_path, small_district("visits"))
    with (source / "visits.csv").open("a", encoding="utf-8") as file:
        for number in range(_MANY):
            file.write(f"W{number},X{number},dept{number},2024-02-3{number}\n")
    with pytest.raises(FactsError) as caught:
        read_facts(source, vocabulary=VOCABULARY)
    error = caught.value
    assert error.total == 3 * _MANY
    # Dangling ids, unknown codes and texts that are no date; ten of the dates are no such day.
    assert len(error.problems) == 3 * (SHOWN_PER_GROUP + 1) + 10
    summaries = {
        (p.column, p.params["of"]): p.count for p in error.problems if p.code == "more_alike"
    }
    assert summaries == {
        ("collaboration_id", "dangling_id"): _MANY - SHOWN_PER_GROUP,
        ("department", "unknown_code"): _MANY - SHOWN_PER_GROUP,
        ("visited_on", "bad_date"): _MANY - 10 - SHOWN_PER_GROUP,
    }
    assert [p.row for p in error.problems if p.code == "dangling_id"] == list(
        range(3, 3 + SHOWN_PER_GROUP)
    )
    (summary,) = [p for p in error.problems if p.params.get("of") == "dangling_id"]
    assert f"{_MANY - SHOWN_PER_GROUP:,} more" in describe(summary, "en")
