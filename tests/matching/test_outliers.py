"""Schools far from all others: one, a few, in thin country, and when nothing is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tandem.matching.model import Area, Rules, School
from tandem.matching.outliers import lone_schools


def grid(rows: int, columns: int, step: float) -> list[School]:
    """Schools ``step`` degrees apart."""
    return [
        School(f"S{row:02}{column:02}", "", "primary", 27 + row * step, 118 + column * step)
        for row in range(rows)
        for column in range(columns)
    ]


def at(school_id: str, latitude: float, longitude: float) -> School:
    return School(school_id, "", "primary", latitude, longitude)


def test_one_school_far_away_is_named_with_its_nearest_and_how_far():
    (found,) = lone_schools([*grid(3, 4, 0.03), at("X", 27.0, 119.7)], Rules())
    assert (found.school_ids, found.nearest_id) == (("X",), "S0003")
    assert found.km == pytest.approx(159.5, abs=1)
    assert found.usual_km == pytest.approx(2.97, abs=0.1)


def test_two_that_strayed_together_are_one_warning():
    strayed = [at("X", 27.0, 119.7), at("Y", 27.01, 119.7)]
    (found,) = lone_schools([*grid(5, 5, 0.03), *strayed], Rules())
    assert found.school_ids == ("X", "Y")


def test_thin_country_and_a_second_town_are_no_slip():
    assert lone_schools(grid(4, 4, 0.3), Rules()) == ()
    assert lone_schools([*grid(3, 3, 0.3), at("X", 27.0, 119.5)], Rules()) == ()
    second = [at(f"T{n}", 27.0, 120 + n * 0.01) for n in range(12)]
    assert lone_schools([*grid(4, 4, 0.03), *second], Rules()) == ()


def test_nothing_is_said_where_the_bureau_said_so():
    schools = [*grid(3, 4, 0.03), at("X", 27.0, 119.7)]
    area = Area(Decimal(20), Decimal(30), Decimal(110), Decimal(125))
    for rules in (Rules(lone_km=Decimal(0)), Rules(lone_km=Decimal(160)), Rules(area=area)):
        assert lone_schools(schools, rules) == ()


def test_schools_without_a_place_and_the_order_of_the_list_make_no_difference():
    schools = [*grid(3, 4, 0.03), at("X", 27.0, 119.7)]
    found = lone_schools(schools, Rules())
    nowhere = [School("N", "", "primary"), at("Z", 0.0, 0.0), at("Q", 118.0, 27.0)]
    assert lone_schools([*nowhere, *reversed(schools)], Rules()) == found
    assert lone_schools(schools[:2], Rules()) == ()


def test_many_at_one_place_are_counted_without_loss():
    same = [at(f"P{n:02}", 27.0, 118.0) for n in range(30)]
    (found,) = lone_schools([*same, at("X", 27.0, 119.7)], Rules())
    assert found.school_ids == ("X",)
