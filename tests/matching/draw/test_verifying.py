"""A record holds as it was published, and never after any change."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tandem.matching.draw import (
    Earlier,
    SizeRule,
    canonical_text,
    digest,
    file_text,
    plan_digest,
    run_draw,
    stand,
    substitute,
    verify_file,
)
from tests.matching.draw.small import DRAWN_ON, SEED, small_plan, small_record

Members = dict[str, Any]


@pytest.fixture(scope="module")
def published() -> bytes:
    """A record with every kind of step."""
    record = small_record()
    record = substitute(record, stand(record).ids[0], "停课", date(2026, 5, 25))
    team = stand(record).teams[stand(record).ids[0]]
    record = substitute(record, team[0], "生病", date(2026, 5, 25))
    return file_text(record).encode()


def failing(data: bytes, **given: Any) -> list[str]:
    return [check.code for check in verify_file(data, **given).checks if not check.holds]


def test_a_record_holds_as_it_is(published: bytes) -> None:
    verified = verify_file(published, plan_digest(small_plan()))
    assert verified.holds
    codes = [check.code for check in verified.checks]
    assert codes == [
        *("form", "seal", "frozen", "published", "objects", "inspectors", "plan", "seed", "drawn"),
        *("assign", "object", "inspector", "teams"),
    ]
    assert verify_file(file_text(small_plan()).encode()).holds


def test_it_fails_after_any_change_of_one_byte(published: bytes) -> None:
    chance = random.Random(1)
    for position, byte in enumerate(published):
        other = chance.choice(
            [b for b in (0x20, 0x30, 0x31, 0x61, byte ^ 1, byte ^ 0x20) if b != byte]
        )
        changed = published[:position] + bytes([other]) + published[position + 1 :]
        assert failing(changed), (position, byte, other)


def test_it_fails_after_any_byte_more_or_less(published: bytes) -> None:
    size = len(published)
    for position in range(0, size, 2):
        assert failing(published[:position] + published[position + 1 :]), position
    for position in [*range(0, size, 23), size]:
        for more in (b" ", b"\n", b"0"):
            assert failing(published[:position] + more + published[position:]), position


@pytest.mark.parametrize(
    ("spell", "reason"),
    [
        (lambda text: "\ufeff" + text, "bom"),
        (lambda text: text.replace("\n", "\r\n"), "other-form"),
        (lambda text: text.rstrip("\n"), "other-form"),
        (lambda text: text + "\n", "other-form"),
        (lambda text: text.replace("春", "\\u6625"), "other-form"),
        (lambda text: text.replace('"tries": ', '"tries": 0'), "not-json"),
        (lambda text: text.replace('"digits": 20', '"digits": 20.0'), "number"),
        (lambda text: text.replace('"digits": 20', '"digits": 2e1'), "number"),
        (lambda text: text.replace('"digits": 20', '"digits": NaN'), "number"),
        (lambda text: text.replace('"digits": 20', '"digits": -0'), "number"),
        (lambda text: text.replace('"digits": 20', '"digits": ' + "2" * 5000), "number"),
        (lambda text: text.replace('"digits": 20', '"digits": true'), "kind"),
        (lambda text: text.replace('"digits": 20', '"digits": null'), "kind"),
        (lambda text: text.replace("春季", "春\u0301季"), "seal"),
        (lambda text: text.replace("春季", "春e\u0301季"), "unclean-text"),
        (lambda text: text.replace("春季", "春\u200b季"), "unclean-text"),
        (lambda text: text.replace("春季", "\u202e春季"), "unclean-text"),
        (lambda text: text.replace("春季", "\\ud800季"), "unclean-text"),
        (lambda text: text.replace("春季抽查", "春季抽查 "), "unclean-text"),
        (lambda text: text.replace('"title": ', '"title": "另", "title": '), "member-twice"),
        (lambda text: text.replace("tandem-draw-1", "tandem-draw-2"), "other-format"),
        (lambda text: "[" * 100_000, "too-deep"),
        (lambda text: '{"format":' * 30 + "1" + "}" * 30, "too-deep"),
        (lambda text: "[]\n", "not-object"),
        (lambda text: "", "not-json"),
        (lambda text: "{}\n", "other-format"),
        (lambda text: '{\n "format": "tandem-draw-1"\n}\n', "shape"),
    ],
)
def test_no_other_spelling_counts(
    published: bytes, spell: Callable[[str], str], reason: str
) -> None:
    data = spell(published.decode()).encode("utf-8")
    assert data != published
    checks = [check for check in verify_file(data).checks if not check.holds]
    assert reason in {checks[0].code, checks[0].params.get("reason")}


def test_bytes_that_are_no_text() -> None:
    for data in (
        b"\xff\xfe",
        b"\x00" * 10,
        b'{\n "a": "\xe6"\n}\n',
        b"PK\x03\x04",
        b" " * (65 << 20),
    ):
        assert failing(data) == ["form"]


def forge(data: bytes, change: Callable[[Members], object]) -> bytes:
    """A record changed by somebody who then makes every fingerprint right again."""
    record = json.loads(data)
    change(record)
    plan = record["frozen"]
    for part in ("objects", "inspectors"):
        plan[f"{part}_sha256"] = digest(plan[part])
    record["frozen_sha256"] = digest(plan)
    del record["sha256"]
    record["sha256"] = digest(record)
    return canonical_text(record).encode()


def test_a_forger_who_changes_nothing_gets_the_same_record(published: bytes) -> None:
    assert forge(published, lambda record: None) == published


def swap(items: list[Any]) -> None:
    items[0], items[1] = items[1], items[0]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda r: r["frozen"]["objects"].reverse(), "plan"),
        (lambda r: r["frozen"]["objects"].append(r["frozen"]["objects"][0]), "plan"),
        (lambda r: r["frozen"]["places"][0].update(places=2), "plan"),
        (lambda r: r["frozen"]["size"].update(number=2), "plan"),
        (lambda r: r["frozen"].update(inspectors_each=1), "plan"),
        (lambda r: r["draw"].update(seeds=["3" * 19]), "seed"),
        (lambda r: r["draw"].update(seeds=["31415 926535897932384"]), "seed"),
        (lambda r: r["draw"].update(seeds=[]), "seed"),
        (lambda r: r["draw"].update(on="2026-05-19"), "seed"),
        (lambda r: r["draw"].update(seeds=["2" + SEED[1:]]), "drawn"),
        (lambda r: swap(r["draw"]["drawn"][1]["ids"]), "drawn"),
        (lambda r: r["draw"]["drawn"][1]["ids"].pop(), "drawn"),
        (lambda r: swap(r["steps"][0]["teams"]), "assign"),
        (lambda r: r["steps"][0]["teams"][0].update(inspectors=["E1", "E2"]), "assign"),
        (lambda r: r["steps"][0]["drawings"][0].update(tries=999), "assign"),
        (lambda r: r["steps"][0]["drawings"][0]["pool"].pop(), "assign"),
        (lambda r: r["steps"][0].update(reason="x"), "assign"),
        (lambda r: r["steps"][1].update(substitute="S9"), "object"),
        (lambda r: r["steps"][1].update(reason=""), "object"),
        (lambda r: r["steps"][1].update(absent="S99"), "object"),
        (lambda r: r["steps"][1].update(kind="inspector"), "inspector"),
        (lambda r: r["steps"][2].update(teams=[]), "inspector"),
        (lambda r: r["steps"][2].update(on="2026-05-24"), "inspector"),
        (lambda r: r["steps"][2].update(kind="wish"), "step"),
        (lambda r: r["steps"].pop(0), "object"),
    ],
)
def test_a_forged_record_fails_where_it_was_forged(
    published: bytes, change: Callable[[Members], object], code: str
) -> None:
    assert failing(forge(published, change)) == [code]


def test_other_lists_are_another_published_fingerprint(published: bytes) -> None:
    announced = plan_digest(small_plan())
    forged = forge(published, lambda r: r["frozen"].update(title="秋季抽查"))
    assert failing(forged) == []  # true in itself, and not what was announced
    assert failing(forged, published=announced) == ["published"]
    assert failing(published, published=announced.upper() + "\n") == []


@pytest.mark.parametrize("part", ["objects", "inspectors", "frozen"])
def test_each_fingerprint_is_looked_at_by_itself(published: bytes, part: str) -> None:
    record = json.loads(published)
    if part == "frozen":
        record["frozen_sha256"] = "0" * 64
    else:
        record["frozen"][f"{part}_sha256"] = "0" * 64
        record["frozen_sha256"] = digest(record["frozen"])
    del record["sha256"]
    record["sha256"] = digest(record)
    assert failing(canonical_text(record).encode()) == [part]


def test_earlier_draws_are_looked_at_where_they_are_given() -> None:
    first = run_draw(small_plan(), [SEED], DRAWN_ON)
    ids = tuple(sorted(stand(first).ids))
    size = SizeRule("number", number=3, draws_left=1)
    second = run_draw(
        small_plan(size=size, earlier=(Earlier(first.sha256, ids),)), ["2" * 20], DRAWN_ON
    )
    data, earlier = file_text(second).encode(), file_text(first).encode()
    assert failing(data, earlier=[earlier]) == []
    other = run_draw(small_plan(), ["1" * 20], DRAWN_ON)
    assert failing(data, earlier=[file_text(other).encode()]) == ["earlier"]
    assert failing(data, earlier=[b"{}"]) == ["earlier"]
    left_out = run_draw(
        small_plan(size=size, earlier=(Earlier(first.sha256, ids[1:]),)), ["2" * 20], DRAWN_ON
    )
    assert failing(file_text(left_out).encode(), earlier=[earlier]) == ["earlier"]
