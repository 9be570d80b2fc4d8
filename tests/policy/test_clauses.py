"""The clauses of the shipped policy are complete, and a mistake in such a file names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.lib.titles import LANGUAGES
from tandem.policy.clauses import load_clauses, parse_clauses
from tandem.policy.load import load_policy
from tandem.policy.problems import PolicyError
from tandem.policy.shipped import district_policy, policies_folder

DISTRICT = policies_folder() / "district" / "clauses.toml"
TITLE = 'title = { zh-Hans = "会议", zh-Hant = "會議", en = "Meetings" }'
TEXT = 'text = { zh-Hans = "每学期一次。", zh-Hant = "每學期一次。", en = "Once a term." }'


def test_every_clause_that_a_district_rule_cites_is_there() -> None:
    cited = {rule.clause for rule in load_policy(district_policy()).rules}
    assert cited
    assert cited <= load_clauses(DISTRICT).keys()


@pytest.mark.parametrize("anchor", ["3.1", "6.1a", "6.1b", "6.1c", "6.1d"])
def test_the_clauses_of_the_judgment_are_there(anchor: str) -> None:
    assert anchor in load_clauses(DISTRICT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_is_said_in_every_language(language: str) -> None:
    for anchor, clause in load_clauses(DISTRICT).items():
        for titles in (clause.title, clause.text):
            said = {"zh-Hans": titles.zh_hans, "zh-Hant": titles.zh_hant, "en": titles.en}
            assert said[language], f"{anchor} is not said in {language}"


def test_clauses_come_by_anchor_in_the_order_of_the_file() -> None:
    clauses = parse_clauses(f'["6.1b"]\n{TITLE}\n{TEXT}\n["5.1"]\n{TITLE}\n{TEXT}\n')
    assert list(clauses) == ["6.1b", "5.1"]
    assert clauses["5.1"].title.get("zh-Hant") == "會議"
    assert clauses["5.1"].text.get("en") == "Once a term."


def test_a_missing_language_falls_back_visibly() -> None:
    clauses = parse_clauses(f'["1"]\n{TITLE}\ntext = {{ zh-Hans = "每学期一次。" }}\n')
    assert clauses["1"].text.get("en") == "每学期一次。 [zh-Hans]"


def test_every_mistake_is_told_with_its_line_and_key() -> None:
    text = f'["1"]\n{TITLE}\n\n["2"]\ntitle = "no languages"\n{TEXT}\nnote = "stray"\n'
    with pytest.raises(PolicyError) as caught:
        parse_clauses(text, "mine.toml")
    assert caught.value.source == "mine.toml"
    assert [(p.line, p.key, p.code) for p in caught.value.problems] == [
        (1, "1.text", "missing"),
        (5, "2.title", "not-titles"),
        (7, "2.note", "unknown-key"),
    ]


def test_a_clause_that_is_no_table_is_a_mistake() -> None:
    with pytest.raises(PolicyError) as caught:
        parse_clauses('title = "stray"\n')
    assert (caught.value.problems[0].line, caught.value.problems[0].code) == (1, "not-table")


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (f'["1"]\n{TITLE}\n["1"]\n{TEXT}\n'.encode(), 3, "not-toml"),
        ('["1"]\ntitle = "条款"\n'.encode("gbk"), 2, "not-utf8"),
        (None, 1, "unreadable"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_line(
    tmp_path: Path, content: bytes | None, line: int, code: str
) -> None:
    path = tmp_path / "clauses.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PolicyError) as caught:
        load_clauses(path)
    assert caught.value.source == str(path)
    assert [(p.line, p.code) for p in caught.value.problems] == [(line, code)]
