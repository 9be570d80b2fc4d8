"""The map of a proposal, parsed: points, lines, names without overlap, scale, legend."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import combinations
from random import Random
from xml.etree import ElementTree

import pytest

from tandem.lib.titles import LANGUAGES, Language
from tandem.matching.explaining import explain_pairs
from tandem.matching.impossible import why_impossible
from tandem.matching.model import PlacesRule, Rules, School
from tandem.matching.proposing import propose_pairing
from tandem.reports.pairing import PairingResults, PairingWords, pairing_map
from tandem.reports.pairing.labels import Box, Point, crosses, place_labels, text_width
from tandem.reports.pairing.map_names import short_names
from tandem.reports.pairing.projection import scale_bar, size_km
from tandem.reports.pairing.results import Source

SVG = "{http://www.w3.org/2000/svg}"


def school(school_id: str, name: str, latitude: float, longitude: float) -> School:
    return School(school_id, name, "primary", latitude, longitude, pupils=300, teachers=40)


LEADS = (school("A1", "鏡湖一小", 27.0, 118.1), school("A2", "鏡湖二小", 27.0, 118.3))
PARTNERS = (
    school("B1", "松溪小學", 27.05, 118.05),
    school("B2", "竹塘小學", 27.06, 118.14),
    school("B3", "<梅坡> & 小學", 26.95, 118.27),
)


def drawn(
    leads: tuple[School, ...] = LEADS,
    partners: tuple[School, ...] = PARTNERS,
    language: Language = "zh-Hant",
    rules: Rules | None = None,
) -> tuple[PairingResults, ElementTree.Element]:
    proposal = propose_pairing(leads, partners, rules)
    reasons = explain_pairs(proposal)
    results = PairingResults(proposal, reasons, why_impossible(proposal), Source("x.csv", "0"))
    words = PairingWords((*leads, *partners), proposal.rules, proposal.weights, language)
    return results, ElementTree.fromstring(pairing_map(results, words))  # noqa: S314 - our own text


def group(root: ElementTree.Element, name: str) -> ElementTree.Element:
    return next(g for g in root.iter(f"{SVG}g") if g.get("id") == name)


def points(root: ElementTree.Element) -> dict[str, tuple[float, float, str]]:
    found = {}
    for mark in group(root, "schools"):
        shape = mark[1]
        number = {
            key: float(value)
            for key, value in shape.attrib.items()
            if key in "x y cx cy width height"
        }
        x = number.get("cx", number.get("x", 0) + number.get("width", 0) / 2)
        y = number.get("cy", number.get("y", 0) + number.get("height", 0) / 2)
        found[str(mark.get("data-school"))] = (x, y, shape.tag.removeprefix(SVG))
    return found


def test_every_school_is_a_point_and_every_pair_a_line_between_its_own():
    results, root = drawn()
    at = points(root)
    assert {key: shape for key, (_, _, shape) in at.items()} == {
        "A1": "rect", "A2": "rect", "B1": "circle", "B2": "circle", "B3": "circle",
    }  # fmt: skip
    lines = list(group(root, "pairs"))
    ends = {(line.get("data-partner"), line.get("data-lead")) for line in lines}
    assert ends == {(pair.partner_id, pair.lead_id) for pair in results.proposal.pairs}
    for line in lines:
        x, y, _ = at[str(line.get("data-lead"))]
        assert (float(line.get("x1", 0)), float(line.get("y1", 0))) == pytest.approx(
            (x, y), abs=0.2
        )
        x, y, _ = at[str(line.get("data-partner"))]
        assert (float(line.get("x2", 0)), float(line.get("y2", 0))) == pytest.approx(
            (x, y), abs=0.2
        )


def test_the_map_is_true_to_scale_with_north_up():
    _, root = drawn()
    at, scale = points(root), group(root, "scale")
    bar = re.search(r"M([\d.]+) [\d.]+V[\d.]+H([\d.]+)", scale[0].get("d", ""))
    assert bar
    per_km = (float(bar[2]) - float(bar[1])) / float(scale.get("data-km", 0))
    east = (at["A2"][0] - at["A1"][0]) / per_km
    assert east == pytest.approx(0.2 * 111.195 * math.cos(math.radians(27)), rel=0.01)
    north = (at["B3"][1] - at["A2"][1]) / per_km
    assert north == pytest.approx(0.05 * 111.195, rel=0.02)


@pytest.mark.parametrize("language", LANGUAGES)
def test_legend_and_title_are_in_the_language(language: Language):
    _, root = drawn(language=language)
    texts = group(root, "legend").iter(f"{SVG}text")
    said = [text.text for text in texts if text.get("text-anchor") is None]
    assert (
        said
        == {
            "zh-Hans": ["指导校", "受援校", "结对"],
            "zh-Hant": ["指導校", "受援校", "結對"],
            "en": ["lead", "partner", "pair"],
        }[language]
    )
    assert root.get("lang") == language


def test_a_school_without_a_lead_is_marked_and_in_the_legend():
    _, root = drawn(leads=LEADS[:1], rules=Rules(places=PlacesRule(most=2)), language="en")
    kinds = [mark.get("data-kind") for mark in group(root, "schools")]
    assert sorted(str(kind) for kind in kinds) == ["lead", "partner", "partner", "unplaced"]
    said = [text.text for text in group(root, "legend").iter(f"{SVG}text")]
    assert "partner without a lead" in said


def test_names_with_marks_of_xml_are_whole():
    _, root = drawn()
    named = {text.get("data-school"): "".join(text.itertext()) for text in group(root, "names")}
    assert named["B3"] == "<梅坡> & 小學 2"


def town(count: int, seed: int) -> tuple[tuple[School, ...], tuple[School, ...]]:
    """Leads crowded in a town, partners around it."""
    random = Random(seed)
    near = [(27 + random.gauss(0, 0.02), 118 + random.gauss(0, 0.02)) for _ in range(count)]
    far = [(27 + random.gauss(0, 0.2), 118 + random.gauss(0, 0.2)) for _ in range(2 * count)]
    leads = tuple(school(f"L{i}", f"鏡湖第{i}小學", *at) for i, at in enumerate(near))
    return leads, tuple(school(f"P{i}", f"松溪第{i}小學", *at) for i, at in enumerate(far))


def boxes(names: ElementTree.Element) -> list[Box]:
    found = []
    for text in names:
        width = text_width("".join(text.itertext()), 13)
        x, y = float(text.get("x", 0)), float(text.get("y", 0))
        found.append(Box(x - width / 2 + 0.1, y - 11.5, x + width / 2 - 0.1, y + 1.5))
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_no_name_lies_on_another_or_on_a_point(seed: int):
    _, root = drawn(*town(20, seed))
    plain, enlarged = boxes(group(root, "names")), boxes(group(root, "enlarged-names"))
    assert len(plain) > 30
    assert len(enlarged) >= 6
    for named in (plain, enlarged):
        assert not [1 for one, other in combinations(named, 2) if one.overlaps(other)]
    marks = [Box(x - 3, y - 3, x + 3, y + 3) for x, y, _ in points(root).values()]
    assert not [1 for box in plain for mark in marks if box.overlaps(mark)]


def test_a_crowded_town_is_drawn_again_larger_and_every_name_has_its_place():
    results, root = drawn(*town(20, 1))
    enlarged = {mark.get("data-school") for mark in group(root, "enlarged").iter(f"{SVG}g")} - {
        None
    }
    named = {text.get("data-school") for text in group(root, "names")}
    named_larger = {text.get("data-school") for text in group(root, "enlarged-names")}
    assert named_larger <= enlarged
    assert not named & enlarged
    assert named | named_larger == set(points(root))
    assert len(results.proposal.pairs) == sum(
        line.get("data-partner") is not None for line in group(root, "pairs")
    )


def test_the_list_names_every_lead_with_its_number_and_its_partners():
    results, root = drawn(language="en")
    key = group(root, "key")
    listed = {str(t.get("data-lead")): "".join(t.itertext()) for t in key if t.get("data-lead")}
    assert listed == {"A1": "鏡湖一小　松溪小學, 竹塘小學", "A2": "鏡湖二小　<梅坡> & 小學"}
    numbers = [text.text for text in key if text.get("text-anchor") == "middle"]
    assert numbers == ["1", "2"]
    named = {t.get("data-school"): "".join(t.itertext()) for t in group(root, "names")}
    for pair in results.proposal.pairs:
        number = list(listed).index(pair.lead_id) + 1
        assert str(named[pair.partner_id]).endswith(f" {number}")


def test_what_is_not_named_is_counted():
    leads, partners = town(20, 3)
    same = tuple(school(f"S{i}", f"梅坡第{i}小學", 27.0, 118.0) for i in range(60))
    _, root = drawn(leads, (*partners, *same), "en", Rules(places=PlacesRule(most=9)))
    groups = [g for g in root.iter(f"{SVG}g") if g.get("id") in ("names", "enlarged-names")]
    missing = len(points(root)) - sum(map(len, groups))
    assert missing > 0
    said = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert f"{missing} schools more are not named" in said


def test_one_school_each_at_the_same_place_is_still_a_picture():
    _, root = drawn(LEADS[:1], (school("B1", "松溪小學", 27.0, 118.1),))
    assert len(points(root)) == 2
    assert "nan" not in ElementTree.tostring(root, "unicode")


def test_common_beginnings_are_left_out_where_names_stay_apart():
    names = ["縣立甲一國小", "縣立乙二國小", "縣立丙三國小", "私立丁四國小"]
    assert short_names(names)["縣立甲一國小"] == "甲一國小"
    assert short_names(names)["私立丁四國小"] == "私立丁四國小"
    assert short_names([*names, "甲一國小"])["縣立甲一國小"] == "縣立甲一國小"


@pytest.mark.parametrize(("scale", "km"), [(10.0, 10.0), (1.0, 100.0), (100.0, 1.0), (900.0, 0.2)])
def test_the_scale_bar_is_a_round_number_that_fits(scale: float, km: float):
    assert scale_bar(scale, 180.0) == km


def test_width_shrinks_towards_the_pole():
    assert size_km([0.0, 0.0], [10.0, 11.0])[0] > 1.9 * size_km([60.0, 60.0], [10.0, 11.0])[0]


def test_a_line_through_a_box_is_seen_and_one_beside_it_not():
    box = Box(10, 10, 20, 20)
    assert crosses((0, 0, 30, 30), box)
    assert crosses((15, 0, 15, 30), box)
    assert not crosses((0, 30, 5, 0), box)
    assert not crosses((25, 0, 25, 30), box)


def numbered(count: int) -> Iterator[Point]:
    return (Point(100.0, 100.0 + 2 * i, 5.0, f"第{i}小學") for i in range(count))


def test_placing_names_depends_on_nothing_but_its_input():
    given = list(numbered(12))
    frame = Box(0, 0, 400, 400)
    once = place_labels(given, [(0, 0, 300, 300)], range(12), 13, frame)
    assert once == place_labels(given, [(0, 0, 300, 300)], range(12), 13, frame)
    assert all(label.box.within(frame) for label in once)
