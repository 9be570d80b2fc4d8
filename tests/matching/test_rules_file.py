"""The bureau's rules and weights from TOML: defaults, every key, every mistake with its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tandem.lib.toml_problems import TomlError
from tandem.matching import BureauRules, load_rules, parse_rules
from tandem.matching.model import Area, PairRule, PlacesRule, Rules, Weights

WHOLE = """
fairness = "least_total"
furthest_km = 40.5
area = { south = 29, north = 31.5, west = 113, east = 115 }

[[alliance]]
partner = "P1"
lead = 7
why = "agreed by both schools"

[[forbidden]]
partner = "P2"
lead = "L2"

[stages]
kindergarten = ["kindergarten", "primary"]

[places]
most = 4
default = 2
mentor_pairs = 5
mentees_per_mentor = 1
mentor_share = 0.5

[weights]
travel = 2
minute = 0
stage = 1
size = 3
size_band = { from = 2, to = 8 }
size_slack = 2
quality = 4
quality_band = { to = 1.5 }
quality_slack = 1
needs = 5
earlier = 6
earlier_mode = "renew"
wishes = 7.25
"""


def test_an_empty_file_has_every_default() -> None:
    assert parse_rules("") == BureauRules(Rules(), Weights(), "worst_off")


def test_every_key_is_read() -> None:
    found = parse_rules(WHOLE)
    assert found.fairness == "least_total"
    assert found.rules.furthest_km == Decimal("40.5")
    assert found.rules.area == Area(Decimal(29), Decimal("31.5"), Decimal(113), Decimal(115))
    assert found.rules.alliances == (PairRule("P1", "7", "agreed by both schools"),)
    assert found.rules.forbidden == (PairRule("P2", "L2"),)
    assert found.rules.stages["kindergarten"] == ("kindergarten", "primary")
    assert found.rules.stages["primary"] == Rules().stages["primary"]
    assert found.rules.places == PlacesRule(4, 2, 5, 1, Decimal("0.5"))
    assert found.weights == Weights(
        Decimal(2), Decimal(0), Decimal(1), Decimal(3), (Decimal(2), Decimal(8)), Decimal(2),
        Decimal(4), (Decimal("0.3"), Decimal("1.5")), Decimal(1), Decimal(5), Decimal(6), "renew",
        Decimal("7.25"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "key", "code"),
    [
        ('fairness = "best"', "fairness", "unknown-choice"),
        ("furthest_km = -1", "furthest_km", "out-of-range"),
        ("[weights]\ntravel = 1e9", "weights.travel", "out-of-range"),
        ("[weights]\ntravel = nan", "weights.travel", "out-of-range"),
        ("[weights]\ntravel = 'far'", "weights.travel", "not-number"),
        ("[weights]\ntravle = 1", "weights.travle", "unknown-key"),
        ("[weights]\nsize_band = { from = 3, to = 2 }", "weights.size_band.to", "out-of-range"),
        ("[stages]\nprimary = 'college'", "stages.primary", "unknown-code"),
        ("[places]\nmentor_pairs = 0", "places.mentor_pairs", "not-whole"),
        ("[[alliance]]  # lead\npartner = 'P'", "alliance.1.lead", "missing"),
        ("[[forbidden]]\npartner = ''\nlead = 'L'", "forbidden.1.partner", "not-text"),
        ("area = { south = 3, north = 2, west = 1, east = 2 }", "area.north", "out-of-range"),
    ],
)
def test_a_mistake_has_its_line(line: str, key: str, code: str) -> None:
    with pytest.raises(TomlError) as caught:
        parse_rules(f"# a comment\n\n{line}\n")
    problem = caught.value.problems[0]
    assert (problem.key, problem.code) == (key, code)
    assert problem.line == 3 + line.count("\n", 0, line.find(key.split(".")[-1]))


def test_weights_that_weigh_nothing_are_refused() -> None:
    names = ["travel", "minute", "stage", "size", "quality", "needs", "earlier", "wishes"]
    text = "[weights]\n" + "".join(f"{name} = 0\n" for name in names)
    with pytest.raises(TomlError) as caught:
        parse_rules(text)
    assert [problem.code for problem in caught.value.problems] == ["weights-zero"]


def test_a_file_is_named_where_it_cannot_be_read(tmp_path: Path) -> None:
    missing = tmp_path / "rules.toml"
    with pytest.raises(TomlError) as caught:
        load_rules(missing)
    assert caught.value.source == str(missing)
    missing.write_text("fairness = 'worst_off'", encoding="utf-8")
    assert load_rules(missing).fairness == "worst_off"
