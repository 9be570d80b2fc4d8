"""The manual of the policy file: every key is in it, every block of it works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest

from tandem.lib.toml_reader import TableReader
from tandem.policy import model, results
from tandem.policy.evaluate import EngineName
from tandem.policy.example_files import EXPECTED_COLUMNS, parse_examples
from tandem.policy.examples import check_examples
from tandem.policy.load import load_policy, parse_policy
from tandem.policy.shipped import district_policy

MANUAL = (Path(__file__).parents[1] / "docs" / "policy.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)
POLICY_BLOCKS = [block for block in BLOCKS if "[[example]]" not in block]
EXAMPLES = "\n".join(block for block in BLOCKS if "[[example]]" in block)
DISTRICT = load_policy(district_policy())
EIGHT = {
    "lecture",
    "online-class",
    "mentor-observation",
    "research-guidance",
    "seminar-topics",
    "early-heads-exchange",
    "demonstration-subjects",
    "long-secondment",
    "kindergarten-events",
}


def sections(text: str) -> Iterator[tuple[str, str]]:
    """The tables of a text whose keys each stand on a line: header (a rule's with its id), body."""
    for part in re.split(r"^(?=\[)", text, flags=re.MULTILINE):
        header, _, body = part.partition("\n")
        if header == "[[rule]]":
            found = re.search(r'^id = "(.*)"$', body, re.MULTILINE)
            assert found
            header = f"rule {found.group(1)}"
        yield header, body


def pasted(text: str, block: str) -> str:
    """``block`` pasted into a policy's text: rules by id and keys by name take the old one's place."""
    merged = dict(sections(text))
    for header, body in sections(block):
        if not header.startswith("["):
            merged[header] = body
            continue
        old = merged.get(header, "")
        names = re.findall(r"^([\w-]+) =", body, re.MULTILINE)
        kept = [line for line in old.splitlines() if line.split(" =")[0] not in names]
        merged[header] = "\n".join([*kept, body])
    return "\n".join(
        f"{'[[rule]]' if header.startswith('rule ') else header}\n{body}"
        for header, body in merged.items()
    )


def everything() -> str:
    text = DISTRICT.text
    for block in POLICY_BLOCKS:
        text = pasted(text, block)
    return text


@pytest.mark.parametrize("block", POLICY_BLOCKS, ids=lambda block: block.split("\n")[1][:30])
def test_block_loads_in_the_district_policy(block: str) -> None:
    policy = parse_policy(pasted(DISTRICT.text, block))
    assert policy.hash != DISTRICT.hash
    named = re.findall(r'^id = "(.*)"$', block, re.MULTILINE)
    assert {rule.id for rule in policy.rules} == {rule.id for rule in DISTRICT.rules} | set(named)


@pytest.mark.parametrize("engine", ["duckdb", "sqlite"])
def test_the_eight_rules_come_to_what_their_examples_say(engine: EngineName) -> None:
    policy = parse_policy(everything())
    examples = parse_examples(policy, EXAMPLES)
    assert check_examples(policy, examples, engine=engine) == []


def test_each_of_the_eight_is_met_and_just_missed() -> None:
    examples = parse_examples(parse_policy(everything()), EXAMPLES)
    shown = {(e.key[1], e.values["status"]) for ex in examples for e in ex.expected}
    assert {rule for rule, status in shown if status == "met"} == EIGHT
    assert {rule for rule, status in shown if status == "short"} == EIGHT


# --- every key -------------------------------------------------------------------------------

OWN_NAMES = ("vocabulary.", "groups.post.", "groups.honour.", "quality")
"""Tables whose keys are the policy's own names."""
PEOPLE = ("where.present.", "shared_by.")


def documented(key: str) -> bool:
    return f"`{key}`" in MANUAL


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every dotted key that a reader asks for from now on, without the numbers of lists."""
    keys: set[str] = set()

    def note(reader: TableReader, key: str) -> None:
        names = [part for part in reader.path if isinstance(part, str)]
        keys.add(".".join([*names, key]))

    take, allow, has = TableReader._take, TableReader.allow, TableReader.has

    def noted_take(self: TableReader, key: str, required: bool, expected: str) -> Any:
        note(self, key)
        return take(self, key, required, expected)

    def noted_allow(self: TableReader, key: str) -> None:
        note(self, key)
        allow(self, key)

    def noted_has(self: TableReader, key: str) -> bool:
        note(self, key)
        return has(self, key)

    monkeypatch.setattr(TableReader, "_take", noted_take)
    monkeypatch.setattr(TableReader, "allow", noted_allow)
    monkeypatch.setattr(TableReader, "has", noted_has)
    return keys


def test_every_key_of_a_policy_is_in_the_manual(asked: set[str]) -> None:
    parse_policy(everything())
    missing = set()
    for key in asked - {"policy", "rule", "judgment", "vocabulary", "groups"}:
        short = re.sub(r"^(policy|rule|judgment)\.", "", key)
        for prefix in PEOPLE:
            short = short.removeprefix(prefix)
        if key.count(".") == 2 and key.startswith(OWN_NAMES):
            continue
        if not documented(short) and short not in ("weights", "bands", "progress_score"):
            missing.add(short)
    assert missing == set()
    assert {"rule.where.present.who", "judgment.bands.pass", "rule.only.season"} <= asked


def test_every_key_of_an_example_is_in_the_manual(asked: set[str]) -> None:
    for path in sorted((district_policy().parent / "examples").glob("*.toml")):
        parse_examples(DISTRICT, path.read_text(encoding="utf-8"))
    of_examples = {key for key in asked if key.startswith(("example.", "common."))}
    missing = {
        name
        for key in of_examples
        if not key.split(".")[1].startswith(("quality", "judgment"))
        for name in key.split(".")[1:]
        if not documented(name) and name not in ("judged",)
    }
    assert missing == set()
    assert "example.activities.people" in of_examples
    for columns in EXPECTED_COLUMNS.values():
        assert [c for c in columns if c != "judged" and not documented(c)] == []


def test_every_field_of_the_model_is_in_the_manual() -> None:
    prefixes: Mapping[type, str] = {
        model.Rule: "",
        model.Where: "where.",
        model.Only: "only.",
        model.People: "",
    }
    missing = [
        prefix + field.name
        for kind, prefix in prefixes.items()
        for field in fields(kind)
        if not documented(prefix + field.name)
    ]
    assert missing == []


@pytest.mark.parametrize(
    "codes",
    [
        model.Each, model.Per, model.Source, model.Measure, model.IfNone, model.SchoolScope,
        results.Duty, results.Severity, results.Status, results.Band,
    ],
    ids=str,
)  # fmt: skip
def test_every_code_is_in_the_manual(codes: Any) -> None:
    assert [code for code in get_args(codes) if not documented(code)] == []


def test_a_key_that_is_not_there_would_be_missed() -> None:
    assert not documented("where.colour")
