"""Freezing: what is settled beforehand, and what cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.matching.draw import (
    Conflicts,
    DrawError,
    DrawObject,
    Earlier,
    Inspector,
    SizeRule,
    Source,
    file_text,
    freeze,
    hide_reasons,
    plan_digest,
    read_file,
    same_names,
    strange_conflicts,
)
from tests.matching.draw.small import INSPECTORS, OBJECTS, TERMS, small_plan


def codes(objects: list[DrawObject], inspectors: list[Inspector], **changes: object) -> set[str]:
    with pytest.raises(DrawError) as refused:
        freeze(objects, inspectors, replace(TERMS, **changes))
    return {problem.code for problem in refused.value.problems}


def test_the_order_of_rows_and_repeats_in_a_cell_change_nothing() -> None:
    shuffled = [replace(o, related=(*o.related, *o.related, o.id)) for o in reversed(OBJECTS)]
    again = freeze(shuffled, reversed(INSPECTORS), TERMS)
    assert plan_digest(again) == plan_digest(small_plan())


def test_ids_are_listed_as_people_count() -> None:
    ids = ["S1", "S2", "S10", "S010", "S11b", "T", "T0", "１", "二"]
    plan = freeze([DrawObject(i, f"{i}校") for i in sorted(ids)], [], TERMS)
    assert [o.id for o in plan.objects] == [
        "S1",
        "S2",
        "S010",
        "S10",
        "S11b",
        "T",
        "T0",
        "二",
        "１",
    ]


def test_anything_else_changes_the_digest() -> None:
    plan = small_plan()
    others = [
        freeze([replace(OBJECTS[0], name="澜汀一中"), *OBJECTS[1:]], INSPECTORS, TERMS),
        freeze(OBJECTS, [replace(INSPECTORS[0], department=""), *INSPECTORS[1:]], TERMS),
        small_plan(title=""),
        small_plan(sources=(Source("dice", "", 21),)),
        small_plan(per_inspector=2),
    ]
    assert len({plan_digest(p) for p in (plan, *others)}) == 6
    assert others[0].objects_sha256 != plan.objects_sha256
    assert others[0].inspectors_sha256 == plan.inspectors_sha256


def test_a_plan_comes_back_from_its_file() -> None:
    plan = small_plan()
    assert read_file(file_text(plan).encode()) == plan


def test_all_mistakes_of_the_lists_are_told_at_once() -> None:
    objects = [*OBJECTS[:4], OBJECTS[0], DrawObject("E1", "澜汀六小"), DrawObject("S7", "")]
    inspectors = [
        *INSPECTORS,
        INSPECTORS[0],
        Inspector("E9", "林\u202e九", strata=("中",)),
    ]
    objects.append(DrawObject("S8", "澜汀八小", conflicts=("E77",)))
    assert codes(objects, inspectors) == {
        "object-twice",
        "object-unnamed",
        "inspector-twice",
        "id-both",
        "serves-unknown",
        "conflict-unknown",
        "text",
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"method": "coin"}, "method"),
        ({"sources": ()}, "no-source"),
        ({"sources": (Source("dice", "", 9),)}, "dice"),
        ({"sources": (Source("dice", "", 1001),)}, "dice"),
        ({"sources": (Source("lottery", ""),)}, "source-name"),
        ({"sources": (Source("moon", "x"),)}, "source"),
        ({"inspectors_each": 1}, "inspectors-each"),
        ({"per_inspector": 0}, "per-inspector"),
        ({"earlier": (Earlier("?", ()),)}, "earlier"),
        ({"earlier": (Earlier("0" * 64, ()), Earlier("0" * 64, ()))}, "earlier-twice"),
        ({"title": "a\nb"}, "text"),
        ({"inspectors_each": 10**15}, "too-large"),
        ({"per_inspector": 10**15}, "too-large"),
        ({"size": replace(TERMS.size, draws_left=10**15)}, "too-large"),
        ({"size": SizeRule("number", number=5, at_least=10**15)}, "too-large"),
    ],
)
def test_terms_that_cannot_be_are_refused(changes: dict[str, object], code: str) -> None:
    assert codes(list(OBJECTS), list(INSPECTORS), **changes) == {code}


def test_nothing_to_draw_from() -> None:
    assert "no-objects" in codes([], list(INSPECTORS))


def test_reasons_may_be_hidden_and_the_conflicts_stay() -> None:
    hidden = hide_reasons(INSPECTORS)
    assert [i.conflicts for i in hidden[1:3]] == [
        Conflicts(other=("P1",)),
        Conflicts(other=("S3",)),
    ]


def test_what_may_be_a_slip_is_pointed_out() -> None:
    objects = [*OBJECTS, DrawObject("S6", OBJECTS[0].name, "低")]
    inspectors = [*INSPECTORS, Inspector("E8", "林八", conflicts=Conflicts(own=("S99",)))]
    plan = freeze(objects, inspectors, TERMS)
    assert same_names(plan) == [(OBJECTS[0].name, ("S1", "S6"))]
    assert strange_conflicts(plan) == [("E8", "S99")]


def test_a_plan_whose_record_could_not_be_read_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    text = file_text(small_plan())
    monkeypatch.setattr("tandem.matching.draw.record.SIZE_LIMIT", 2 * len(text.encode()))
    assert file_text(small_plan()) == text
    with pytest.raises(DrawError, match="file-size"):
        file_text(small_plan(title="春季抽查一"))
