"""The rule examples that ship with the district policy, and the notation they are written in."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from tandem.policy.example_files import Example, load_examples, parse_examples
from tandem.policy.example_people import BadPerson, read_person
from tandem.policy.examples import ExampleFailure, check_examples, run_examples
from tandem.policy.load import load_policy, parse_policy
from tandem.policy.problems import PolicyError
from tandem.policy.results import STATUSES
from tandem.policy.shipped import district_policy
from tests.reading import brute_force

POLICY = load_policy(district_policy())
FOLDER = district_policy().parent / "examples"
EXAMPLES = load_examples(POLICY, FOLDER)
TITLE = 'title = { zh-Hans = "例", zh-Hant = "例", en = "Example" }'


def name_of(example: Example) -> str:
    return f"{Path(example.source).stem}:{example.line}"


@pytest.fixture(scope="module")
def failures() -> dict[str, list[ExampleFailure]]:
    """All examples together, as ``tandem policy check`` runs them; by title."""
    result = defaultdict(list)
    for failure in run_examples(POLICY, FOLDER):
        result[failure.title.en].append(failure)
    return result


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_example(example: Example, failures: dict[str, list[ExampleFailure]]) -> None:
    assert failures[example.title.en] == []


def test_titles_are_unique_in_every_language() -> None:
    for titles in zip(*(e.title.all() for e in EXAMPLES if len(e.title.all()) == 3), strict=True):
        assert len(set(titles)) == len(titles)


def findings_in(examples: tuple[Example, ...]) -> list[tuple[str, object]]:
    return [
        (expected.key[1], expected.values["status"])
        for example in examples
        for expected in example.expected
        if expected.table == "findings"
    ]


def test_every_rule_has_an_example_that_meets_it_and_one_that_does_not() -> None:
    found = set(findings_in(EXAMPLES))
    for rule in POLICY.rules:
        assert (rule.id, "met") in found, rule.id
        assert (rule.id, "short") in found, rule.id


def test_every_status_occurs() -> None:
    assert {status for _, status in findings_in(EXAMPLES)} == set(STATUSES)


def test_examples_fail_under_another_policy() -> None:
    """With three lectures asked for, the examples on two say so, and where."""
    before = 'id = "lecture"'
    head, tail = POLICY.text.split(before)
    stricter = parse_policy(head + before + tail.replace("at_least = 2", "at_least = 3", 1))
    own = parse_examples(stricter, (FOLDER / "lead-school.toml").read_text(), "lead-school.toml")
    found = check_examples(stricter, own)
    assert {f.key[1] for f in found} == {"lecture"}
    first = found[0]
    assert (first.column, first.expected, first.found) == ("status", "met", "short")
    assert first.line > 1


def test_examples_do_not_meet_each_other() -> None:
    """Two examples with the same ids, one met and one short, in one run."""
    text = f"""
[[example]]
{TITLE}
as_of = 2025-07-05
visits = [{{ on = 2025-04-01 }}]
expect = [{{ requirement = "department-visit", period = "2025-spring", status = "met" }}]
[[example]]
{TITLE}
as_of = 2025-07-05
expect = [{{ requirement = "department-visit", period = "2025-spring", status = "short" }}]
"""
    assert check_examples(POLICY, parse_examples(POLICY, text)) == []


def test_a_result_that_is_missing_or_should_be_is_a_failure() -> None:
    text = f"""
[[example]]
{TITLE}
as_of = 2025-07-05
expect_verdict = [{{ year = 2025, score = 1 }}]
[[example]]
{TITLE}
as_of = 2026-01-17
expect_verdict = [{{ year = 2025, judged = false }}]
"""
    missing, present = check_examples(POLICY, parse_examples(POLICY, text))
    assert (missing.expected, missing.found) == ("*", "")
    assert (present.expected, present.found) == ("", "*")


def test_mistakes_name_line_and_key_all_at_once() -> None:
    text = f"""[[example]]
{TITLE}
as_of = "2025-07-05"
activities = [
  {{ kind = "lecture", on = 2025-04-01, people = ["lead techer"] }},
  {{ kind = "lectur", on = 2025-04-01 }},
  {{ kind = "open_lesson", on = 2025-04-01, people = ["mentee speaker"] }},
  {{ kind = "open_lesson", on = 2025-04-01, mentorship = "M9", people = ["lead"] }},
]
expect = [
  {{ requirement = "lecture", period = "2025-sprin", status = "met" }},
  {{ requirement = "lectures", period = "2025-spring", status = "met", achived = 1 }},
]
"""
    with pytest.raises(PolicyError) as caught:
        parse_examples(POLICY, text, "mine.toml")
    assert caught.value.source == "mine.toml"
    found = {(p.line, p.key.rsplit(".", 1)[-1], p.code, p.found) for p in caught.value.problems}
    assert found == {
        (3, "as_of", "not-date", "2025-07-05"),
        (5, "people", "unknown-code", "techer"),
        (6, "kind", "unknown-choice", "lectur"),
        (7, "people", "missing", "mentee speaker"),
        (8, "mentorship", "unknown-code", "M9"),
        (11, "period", "unknown-choice", "2025-sprin"),
        (12, "requirement", "unknown-choice", "lectures"),
        (12, "achived", "unknown-key", "achived"),
    }
    suggestions: dict[str, str] = {
        p.found: p.expected[0] for p in caught.value.problems if p.expected
    }
    assert suggestions["lectur"] == "lecture"
    assert suggestions["achived"] == "achieved"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing"),
        ("[[example]]\nas_of = 2025-01-01\nexpect = []", "missing"),
        (f"[[example]]\n{TITLE}\nas_of = 2025-01-01", "missing"),
        (f"[[example]]\n{TITLE}\nas_of = 2025-01-01\nexpect_final = [{{}}]", "nothing-expected"),
        ("[[example]", "not-toml"),
    ],
)
def test_an_example_must_say_something(text: str, code: str) -> None:
    with pytest.raises(PolicyError) as caught:
        parse_examples(POLICY, text)
    assert code in {problem.code for problem in caught.value.problems}


def test_people_are_written_in_one_order() -> None:
    person = read_person("h1: lead teacher backbone teacher")
    assert (person.name, person.side, person.post, person.honour, person.part) == (
        "h1", "lead", "teacher", "backbone", "teacher",
    )  # fmt: skip
    plain = read_person("partner")
    assert (plain.post, plain.honour, plain.part) == ("teacher", None, "attendee")
    assert read_person("mentee lead head").side == "lead"
    with pytest.raises(BadPerson):
        read_person("teacher lead")
    with pytest.raises(BadPerson):
        read_person("")


def test_examples_agree_with_the_brute_force_reading() -> None:
    """The same examples without the engine: plain Python over the same facts."""
    differences = []
    for example in EXAMPLES:
        if example.judgment is not None:
            continue
        results = brute_force.evaluate(example.facts, example.as_of)
        found: dict[tuple[str, ...], object] = {}
        for f in results.findings:
            found["findings", f.collaboration_id, f.requirement, f.period] = f
        for s in results.side_years:
            found["side_years", s.collaboration_id, str(s.year), s.side] = s
        for v in results.verdicts:
            found["verdicts", v.collaboration_id, str(v.year)] = v
        for last in brute_force.final_evaluation(example.facts, example.as_of):
            found["final", last.collaboration_id] = last
        for expected in example.expected:
            result = found.get((expected.table, *expected.key))
            if (result is None) is not expected.absent:
                differences.append((name_of(example), expected.key, "is there or not"))
            elif result is not None:
                differences += [
                    (name_of(example), expected.key, column)
                    for column, wanted in expected.values.items()
                    if getattr(result, column) != pytest.approx(wanted, abs=1e-6)
                ]
    assert differences == []
