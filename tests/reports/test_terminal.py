"""The terminal's summary: what it says, and that plain text is plain."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from tandem.lib.titles import LANGUAGES, Language
from tandem.policy.evaluation import Evaluation
from tandem.reports import Context, make_console, print_summary
from tandem.reports.wrapping import balanced, wrap
from tests.reports.small_district import CONTEXT, EVALUATION, finding, many_pairs, pair

ESCAPE = "\x1b"


def shown(
    language: Language = "zh-Hans",
    *,
    width: int = 200,
    evaluation: Evaluation = EVALUATION,
    context: Context = CONTEXT,
    limit: int | None = None,
    terminal: bool = False,
) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
    )
    print_summary(console, evaluation, context, language, limit=limit)
    return stream.getvalue()


def test_the_heading_says_day_semester_days_left_and_counts():
    lines = shown().splitlines()
    assert lines[0] == "学校对口协作 · 截至2024年5月20日"
    assert lines[1] == "2024年春季学期（3月1日至7月10日），还有 51 天"
    assert "○ 未达标 1   ◑ 临近 2   ◔ 进行中 3   ● 已完成 3" in lines[3]


def test_a_collaboration_lists_what_is_owed_by_whom_and_until_when():
    text = shown()
    assert "青石一小 — 云溪小学（第1批）" in text
    assert "○ 未达标  双方（2023年4月30日截止，已过 386 天）：报送协作方案少 1 份（0/1）" in text
    assert "◑ 临近    青石一小（还有 51 天）：专题讲座还需 2 次（0/2）" in text
    assert "◑ 临近    教育局（还有 51 天）：部门调研还需 1 次（0/1）" in text


def test_those_with_nothing_to_do_are_summed_up():
    text = shown()
    assert "没有待办的协作（1 对）：青石二小 — 柳湾小学" in text
    assert "本学期不承担要求的协作（1 对）：青石三小 — 竹岭小学" in text


def test_verdicts_say_ties_and_reasons():
    text = shown()
    assert "2023年度考核：3 对" in text
    assert "并列 1 对，由人决定：青石二小 — 柳湾小学" in text
    assert "当年不予评奖 2 对：" in text
    for reason in (
        "等次不够 2 对",
        "工作滞后 1 对",
        "缺少数据 2 对",
        "报送协作方案到期未完成 1 对",
    ):
        assert reason in text


def test_english_has_chinese_only_in_names():
    text = shown("en")
    names = {name for p in CONTEXT.pairs.values() for name in (p.lead, p.partner)}
    for name in names:
        text = text.replace(name, "")
    assert not re.findall(r"[\u3000-\u9fff\uff00-\uffef]", text)
    assert "Lectures: 2 to go (0 of 2)" in text
    assert "51 days left" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(language: Language, width: int):
    assert max(cell_len(line) for line in shown(language, width=width).splitlines()) <= width


def test_plain_text_has_no_control_codes_and_a_terminal_has_colours():
    assert ESCAPE not in shown()
    coloured = shown(terminal=True)
    assert ESCAPE in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == shown()


def test_a_console_for_a_file_is_plain_and_a_hundred_wide():
    console = make_console(io.StringIO())
    assert (console.width, console.color_system) == (100, None)


def test_a_large_district_takes_one_paragraph_a_collaboration_and_lists_all():
    evaluation, context = many_pairs(41)
    lines = shown(evaluation=evaluation, context=context).splitlines()
    listed = [line for line in lines if line.startswith("◔1 ")]
    assert len(listed) == 41
    assert "学校3 — 学校503（第1批）：学校3：专题讲座还需 1 次（1/2），还有 51 天" in listed[3]


def test_a_limit_says_how_many_are_left_out():
    evaluation, context = many_pairs(5)
    text = shown(evaluation=evaluation, context=context, limit=2)
    assert "学校1 — 学校501" in text
    assert "学校2 — 学校502" not in text
    assert "另有 3 对有待办事项" in text


def test_markup_in_a_name_is_only_text():
    context = replace(CONTEXT, pairs={"C1": pair("C1", "[bold]一小[/bold]", "云溪小学")})
    only = replace(
        EVALUATION,
        findings=(finding("lecture", 1, 2, "open"),),
        side_years=(),
        verdicts=(),
        final=(),
    )
    assert "[bold]一小[/bold] — 云溪小学" in shown(evaluation=only, context=context)


def test_chinese_wraps_without_punctuation_at_a_line_start():
    text = "报送协作方案少一份，审批协作方案少一份（零），还有很多（很多）。"
    for width in range(8, 40):
        lines = wrap(text, width)
        assert "".join(lines) == text
        assert all(cell_len(line) <= width for line in lines)
        assert not any(line[0] in "，。）" for line in lines)
        assert not any(line[-1] == "（" for line in lines)


def test_a_figure_stays_with_its_measure_word():
    assert wrap("还需 12 天", 8) == ["还需", "12 天"]


def test_words_stay_whole_and_a_long_one_is_cut():
    assert wrap("still to go", 7) == ["still", "to go"]
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_balanced_lines_leave_no_lone_character():
    assert balanced("对口协作会议", 10) == ["对口协", "作会议"]
    assert balanced("Collaboration meeting", 14) == ["Collaboration", "meeting"]
