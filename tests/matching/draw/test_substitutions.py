"""Substitutions: by the order of lots, by lot, with a reason, and no more than must change."""

from __future__ import annotations

from datetime import date

import pytest

from tandem.matching.draw import (
    DrawError,
    NotEnoughInspectors,
    Record,
    assign_inspectors,
    conflict_kinds,
    run_draw,
    stand,
    substitute,
    ticket_order,
)
from tests.matching.draw.small import DRAWN_ON, OBJECTS, SEED, small_plan, small_record

LATER = date(2026, 5, 25)


def nobody_in_conflict(record: Record) -> bool:
    objects = {o.id: o for o in record.frozen.objects}
    inspectors = {i.id: i for i in record.frozen.inspectors}
    teams = stand(record).teams
    sent = [i for team in teams.values() for i in team]
    return len(sent) == len(set(sent)) and not any(
        conflict_kinds(inspectors[i], objects[o]) for o, team in teams.items() for i in team
    )


def test_the_next_in_the_order_of_lots_comes_instead_of_a_school() -> None:
    record = small_record()
    stratum = next(d for d in record.draw.drawn if d.ids and d.stratum == "高")
    order = ticket_order(SEED, [o.id for o in OBJECTS if o.stratum == "高"])
    assert list(stratum.ids) == order[: len(stratum.ids)]
    after = substitute(record, stratum.ids[0], "停课", LATER)
    assert after.steps[-1].substitute == order[len(stratum.ids)]
    assert after.steps[-1].reason == "停课"
    kept = stand(record).teams
    kept.pop(stratum.ids[0])
    assert kept.items() < stand(after).teams.items()
    assert len(stand(after).teams[order[len(stratum.ids)]]) == 2
    assert nobody_in_conflict(after)


def test_only_the_places_of_an_absent_inspector_are_drawn_again() -> None:
    record = small_record()
    before = stand(record).teams
    absent = before["S4" if "S4" in before else "S5"][0]
    after = substitute(record, absent, "生病", LATER)
    teams = stand(after).teams
    changed = [o for o in teams if teams[o] != before[o]]
    assert changed == [o for o in before if absent in before[o]]
    assert absent not in {i for team in teams.values() for i in team}
    assert set(before[changed[0]]) - {absent} < set(teams[changed[0]])
    assert nobody_in_conflict(after)


def test_nobody_is_put_twice_into_a_team_where_one_may_go_to_several() -> None:
    plan = small_plan(per_inspector=2)
    for n in range(20):
        record = assign_inspectors(run_draw(plan, [f"{n:020}"], DRAWN_ON), DRAWN_ON)
        team = next(iter(stand(record).teams.values()))
        after = substitute(record, team[0], "生病", LATER)
        assert {len(set(team)) for team in stand(after).teams.values()} == {2}


def test_who_is_absent_before_the_inspectors_are_drawn_is_left_out() -> None:
    record = run_draw(small_plan(), [SEED], DRAWN_ON)
    after = assign_inspectors(substitute(record, "E7", "外出", LATER), LATER)
    assert "E7" not in after.steps[-1].drawings[0].pool


def test_with_nobody_left_in_the_stratum_the_place_is_lost() -> None:
    record = small_record()
    low = [i for d in record.draw.drawn if d.stratum == "低" for i in d.ids]
    first = substitute(record, low[0], "停课", LATER)
    second = substitute(first, first.steps[-1].substitute, "停课", LATER)
    assert second.steps[-1].substitute == ""
    assert len(stand(second).ids) == len(stand(record).ids) - 1
    assert set(stand(second).teams) == set(stand(second).ids)


def test_when_too_few_are_free_nothing_is_recorded() -> None:
    record = small_record()
    serving = [i for team in stand(record).teams.values() for i in team]
    after = substitute(record, serving[0], "生病", LATER)
    assert len(record.frozen.inspectors) == 7  # six serve, the seventh has come in
    with pytest.raises(NotEnoughInspectors):
        substitute(after, serving[1], "生病", LATER)


@pytest.mark.parametrize(
    ("absent", "reason", "on", "code"),
    [
        ("S99", "停课", LATER, "absent-unknown"),
        ("", "停课", LATER, "absent-unknown"),
        (None, "停课", LATER, "absent-not-drawn"),
        ("E1", "", LATER, "reason"),
        ("E1", "x" * 501, LATER, "reason"),
        ("E1", "两\n行", LATER, "reason"),
    ],
)
def test_a_substitution_that_cannot_be_is_refused(
    absent: str | None, reason: str, on: date, code: str
) -> None:
    record = small_record()
    if absent is None:
        absent = next(o.id for o in OBJECTS if o.id not in stand(record).ids)
    with pytest.raises(DrawError, match=code):
        substitute(record, absent, reason, on)


def test_nothing_is_done_twice_or_before_its_time() -> None:
    record = small_record()
    with pytest.raises(DrawError, match="assigned-already"):
        assign_inspectors(record, LATER)
    drawn = stand(record).ids[0]
    with pytest.raises(DrawError, match="date-before"):
        substitute(record, drawn, "停课", DRAWN_ON.replace(day=21))
    after = substitute(record, drawn, "停课", LATER)
    with pytest.raises(DrawError, match="absent-already"):
        substitute(after, drawn, "停课", LATER)
