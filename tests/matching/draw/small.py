"""Small made-up draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tandem.matching.draw import (
    Conflicts,
    DrawObject,
    Inspector,
    Plan,
    Record,
    SizeRule,
    Source,
    Terms,
    assign_inspectors,
    freeze,
    run_draw,
)

FROZEN_ON = date(2026, 5, 20)
DRAWN_ON = date(2026, 5, 22)
SEED = "31415926535897932384"

OBJECTS = (
    DrawObject("S1", "澜汀一小", "高", related=("P1",)),
    DrawObject("S2", "澜汀二小", "高", related=("P1",)),
    DrawObject("S3", "澜汀三小", "高"),
    DrawObject("S4", "澜汀四小", "低"),
    DrawObject("S5", "澜汀五小", "低", conflicts=("E1",)),
)
INSPECTORS = (
    Inspector("E1", "林一", "督导室"),
    Inspector("E2", "林二", "督导室", conflicts=Conflicts(own=("P1",))),
    Inspector("E3", "林三", "教研室", conflicts=Conflicts(relative=("S3",))),
    Inspector("E4", "林四", "教研室", conflicts=Conflicts(approved=("S4",))),
    Inspector("E5", "林五", "教育科", conflicts=Conflicts(colleague=("S2",))),
    Inspector("E6", "林六", "教育科"),
    Inspector("E7", "林七", "教育科"),
)
TERMS = Terms(
    title="春季抽查",
    on=FROZEN_ON,
    sources=(Source("dice", "", 20),),
    size=SizeRule("number", number=3, at_least=1),
)


def small_plan(**changes: object) -> Plan:
    """Three of five schools, seven inspectors; ``changes`` to the terms."""
    return freeze(OBJECTS, INSPECTORS, replace(TERMS, **changes))


def small_record() -> Record:
    """The small plan, drawn and assigned."""
    return assign_inspectors(run_draw(small_plan(), [SEED], DRAWN_ON), DRAWN_ON)
