"""One word for one thing: what the product writes keeps to the words of the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
OBSERVATION = re.compile("到(协作学校听课|協作學校聽課)")
"""A title of the bureau's own document."""
SCHOOLS_ANEW = re.compile("重新安排(协作学校|協作學校)")
LETTERS = re.compile("[\u4e00-\u9fff]")

INSTEAD = {
    "指导校": "牵头学校 牽頭學校 帮扶学校 幫扶學校 支援校",
    "受援校": "协作学校 協作學校 对方校 受援方 受扶校",
    "对口协作": "结对 結對",
    "帮扶对子": "师徒 師徒",
    "帮扶对象": "被指导教师 被指導教師 徒弟",
    "挂职锻炼": "跟岗 跟崗 掛職鍛煉",
    "评价": "鉴定 鑑定",
    "协作方案": "协作计划 協作計劃",
    "硬件援助": "资助 資助 硬件帮扶",
    "成果": "教研成果",
    "部门调研": "部门到校 部門到校",
    "抽查评分": "检查评分 檢查評分 得分率",
    "质量综合评估值": "质量数据 质量数值 综合质量评定 質量",
    "豁免": "免除",
    "主题": "议题 議題",
    "区": "学区 學區",
}
PAIRING = ("cli/pair/", "reports/pairing/", "docs/pairing.md", "docs/glossary.md", "README.md")
"""Where 结对 is the act of pairing schools, not a word for the collaboration."""
CONVERTED = "數據 程式碼 列表 物件 佔比 工作簿 連字元 下劃線 資訊反饋 軟件 硬件 信息"
"""What a converter, or another region's habit, puts into traditional Chinese."""


def _texts() -> Iterator[tuple[Path, str]]:
    """What is written for people, without the words that are only understood when read."""
    paths = [*(ROOT / "tandem").rglob("*.ftl"), *(ROOT / "policies").rglob("*.toml")]
    paths += [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    for path in sorted(paths):
        yield path, path.read_text(encoding="utf-8")
    labels = ROOT / "tandem" / "facts" / "labels.toml"
    yield labels, labels.read_text(encoding="utf-8").split("\n[aliases.tables]\n")[0]
    yield from _pages("zh_Hans")
    yield from _pages("zh_Hant")


@pytest.mark.parametrize("meant", INSTEAD)
def test_no_other_word_is_written_for_it(meant: str) -> None:
    found = []
    for path, text in _texts():
        said = SCHOOLS_ANEW.sub("", OBSERVATION.sub("", text))
        if any(part in path.as_posix() for part in PAIRING):
            said = said.replace("结对", "").replace("結對", "")
        found += [
            f"{path.relative_to(ROOT)}: {line}"
            for line in said.splitlines()
            if any(other in line for other in INSTEAD[meant].split())
        ]
    assert found == []


def _pages(language: str) -> Iterator[tuple[Path, str]]:
    """The translated sentences of the pages."""
    for path in sorted((ROOT / "tandem").glob(f"**/locale/{language}/LC_MESSAGES/django.po")):
        for entry in polib.pofile(str(path)):
            yield from ((path, text) for text in (entry.msgstr, *entry.msgstr_plural.values()))


def _traditional() -> Iterator[tuple[Path, str]]:
    for path, text in _texts():
        if path.name == "zh-Hant.ftl" or "zh_Hant" in path.parts:
            yield path, text
        for title in re.findall(r'zh-Hant = "([^"]*)"', text):
            yield path, title


def test_traditional_chinese_is_written_in_traditional_characters_and_quotes() -> None:
    for path, text in _traditional():
        simplified = {letter for letter in LETTERS.findall(text) if not _in_big5(letter)}
        assert simplified == set(), path
        assert not set("“”") & set(text), (path, text[:60])


@pytest.mark.parametrize("other", CONVERTED.split())
def test_traditional_chinese_keeps_to_one_usage(other: str) -> None:
    assert [f"{path.name}: {text[:80]}" for path, text in _traditional() if other in text] == []


def test_simplified_chinese_is_written_with_its_own_quotes() -> None:
    for path, text in _texts():
        if path.name == "zh-Hans.ftl" or "zh_Hans" in path.parts:
            assert not set("「」") & set(text), path


def _in_big5(letter: str) -> bool:
    try:
        letter.encode("cp950")
    except UnicodeEncodeError:
        return False
    return True
