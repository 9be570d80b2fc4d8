"""``tandem policy check|show|diff``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.policy.shipped import district_policy
from tests.cli.conftest import Tandem


def test_the_shipped_policy_is_valid_and_its_examples_hold(tandem: Tandem) -> None:
    done = tandem("policy", "check")
    assert done.code == 0, done.err
    assert "24 rules" in done.out
    assert "examples hold" in done.out


def test_every_mistake_is_listed_with_its_line(tandem: Tandem, tmp_path: Path) -> None:
    text = district_policy().read_text(encoding="utf-8")
    bad = tmp_path / "bad.toml"
    wrong = text.replace('duty = "both"', 'duty = "all"', 1).replace("alpha = 0.5", "alpha = 5")
    bad.write_text(wrong.replace("where.weekdays", "where.weekday", 1), encoding="utf-8")
    done = tandem("policy", "check", bad)
    assert done.code == 2
    assert "“all” is unknown; expected one of: lead | partner | both | bureau" in done.err
    assert "5 is out of range; expected 0 … 1" in done.err
    assert "did you mean weekdays?" in done.err
    assert "3 mistakes" in done.err


def test_an_example_that_no_longer_holds_is_named(tandem: Tandem, tmp_path: Path) -> None:
    text = district_policy().read_text(encoding="utf-8")
    folder = tmp_path / "own"
    (folder / "examples").mkdir(parents=True)
    shipped = district_policy().parent
    for path in (shipped / "examples").glob("*.toml"):
        (folder / "examples" / path.name).write_bytes(path.read_bytes())
    (folder / "clauses.toml").write_bytes((shipped / "clauses.toml").read_bytes())
    changed = folder / "policy.toml"
    changed.write_text(text.replace("where.weekdays = 5", "where.weekdays = 4"), encoding="utf-8")
    done = tandem("policy", "check", changed)
    assert done.code == 2
    assert "secondment" in done.err
    assert "should be" in done.err


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-Hans", ["挂职锻炼", "至少 5 个工作日", "每学期", "捆绑式考核"]),
        ("zh-Hant", ["掛職鍛鍊", "至少 5 個工作日", "每學期", "捆綁式考核"]),
        ("en", ["Secondment", "at least 5 weekdays", "every semester", "Bundled assessment"]),
    ],
)
def test_a_policy_is_shown_in_words(tandem: Tandem, language: str, said: list[str]) -> None:
    done = tandem("policy", "show", lang=language)
    assert done.code == 0
    joined = "".join(done.out.split())
    for text in said:
        assert "".join(text.split()) in joined


def test_differences_between_policies_are_listed(tandem: Tandem, tmp_path: Path) -> None:
    text = district_policy().read_text(encoding="utf-8")
    other = tmp_path / "other.toml"
    start = text.index('[[rule]]\nid = "student-event"')
    end = text.index("[[rule]]", start + 1)
    other.write_text(
        (text[:start] + text[end:]).replace("quota = 0.3", "quota = 0.25"), encoding="utf-8"
    )
    done = tandem("policy", "diff", district_policy(), other)
    assert done.code == 0
    assert "quota: 0.3 → 0.25" in done.out
    assert "Gone: Student event (student-event)" in done.out
    assert "heads-exchange" not in done.out
    same = tandem("policy", "diff", other, other)
    assert same.out.strip() == "The two policies say the same."


def test_nothing_is_cut_off_and_no_line_begins_with_a_comma(tandem: Tandem) -> None:
    lines = tandem("policy", "show", lang="zh-Hans").out.splitlines()
    assert not [line for line in lines if "…" in line]
    assert not [line for line in lines if line.strip()[:1] in set("，。、；：）＋")]
