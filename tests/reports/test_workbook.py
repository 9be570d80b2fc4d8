"""The workbook, read back: board, to-do list, findings, verdicts."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tandem.lib.titles import LANGUAGES, Language, Titles
from tandem.policy.clauses import Clause
from tandem.policy.evaluation import Evaluation
from tandem.reports import Context, write_workbook
from tandem.reports.standing import LOOKS, Standing
from tests.reports.small_district import AS_OF, CONTEXT, EVALUATION, POLICY, finding, pair


def written(
    folder: Path,
    language: Language = "zh-Hans",
    evaluation: Evaluation = EVALUATION,
    context: Context = CONTEXT,
    **more: Any,
) -> Workbook:
    target = folder / "report.xlsx"
    write_workbook(target, evaluation, context, language, **more)
    return openpyxl.load_workbook(target)


def table(sheet: Worksheet, head: int) -> list[dict[str, object]]:
    """The rows below a heading row, by heading."""
    names = [cell.value for cell in sheet[head]]
    rows = sheet.iter_rows(min_row=head + 1, values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def board_cell(sheet: Worksheet, lead: str, title: str) -> Cell:
    """The board's cell of a pair (by its lead) and a requirement (by its heading's beginning)."""
    heads = [str(cell.value).replace("\n", "") for cell in sheet[3]]
    column = next(n for n, head in enumerate(heads) if head.startswith(title))
    row = next(r for r in sheet.iter_rows(min_row=4) if r[1].value == lead)
    return row[column]


def colours(cell: Cell) -> tuple[str, str]:
    return "#" + str(cell.font.color.rgb)[2:], "#" + str(cell.fill.start_color.rgb)[2:]


@pytest.mark.parametrize(
    ("title", "text", "look"),
    [
        ("对口协作会议", "● 1/1", "met"),
        ("共同研讨", "◔ 1/2", "open"),
        ("专题讲座", "◑ 0/2", "near"),
        ("报送协作方案", "○ 0/1", "short"),
        ("对子以语文", "◔ 25%", "open"),
        ("指导教师听评课", "◔ 2/3", "open"),
    ],
)
def test_a_board_cell_has_glyph_count_and_colour(
    tmp_path: Path, title: str, text: str, look: Standing
):
    cell = board_cell(written(tmp_path)["看板"], "青石一小", title)
    assert cell.value == text
    assert colours(cell) == (LOOKS[look].colour, LOOKS[look].background)


def test_what_is_not_owed_is_a_dash_and_what_is_waived_keeps_its_count(tmp_path: Path):
    sheet = written(tmp_path)["看板"]
    assert board_cell(sheet, "青石一小", "挂职评价").value == "–"
    assert board_cell(sheet, "青石一小", "挂职锻炼").value == "◇ 0/1"


def test_the_board_is_grouped_by_duty_and_says_the_next_step(tmp_path: Path):
    sheet = written(tmp_path)["看板"]
    groups = [cell.value for cell in sheet[2] if cell.value]
    assert groups[0] == "双方的职责"
    assert groups[-1] == "教育局的职责"
    steps = {row["指导校"]: row["下一步"] for row in table(sheet, 3)}
    assert steps["青石一小"] == ("双方：报送协作方案少 1 份（0/1），已过 386 天；另有 4 项")
    assert steps["青石二小"] == "要求均已完成"
    assert steps["青石三小"] == "本学期不承担要求"


def test_after_the_semester_the_next_step_says_what_was_not_reached(tmp_path: Path):
    over = replace(
        EVALUATION,
        as_of=date(2024, 7, 20),
        findings=(finding("lecture", 1, 2, "short"), finding("joint-seminar", 0, 2, "short")),
    )
    steps = [row["下一步"] for row in table(written(tmp_path, evaluation=over)["看板"], 3)]
    assert steps[0] == "学期已结束，2 项未达标：共同研讨、专题讲座"


def test_the_foot_counts_how_many_stand(tmp_path: Path):
    sheet = written(tmp_path)["看板"]
    heads = [str(cell.value).replace("\n", "") for cell in sheet[3]]
    column = next(n for n, head in enumerate(heads) if head.startswith("对口协作会议"))
    foot = {row[0].value: row[column].value for row in sheet.iter_rows(min_row=7)}
    assert foot == {"已完成（对）": 2, "进行中（对）": 0, "未达标（对）": 0}


def test_the_board_stays_put_filters_and_prints_on_a3(tmp_path: Path):
    sheet = written(tmp_path)["看板"]
    assert sheet.freeze_panes == "D4"
    assert sheet.auto_filter.ref.startswith("A3:")
    assert sheet.auto_filter.ref.endswith("6")  # the foot is not sorted into the pairs
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)  # one is Excel's default
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$2:$3"


def test_a_heading_carries_its_clause_in_plain_words(tmp_path: Path):
    clause = Clause(Titles("每学期的活动"), Titles("两校每学期至少开一次协作会议。"))
    sheet = written(tmp_path, clauses={"5.1.2": clause})["看板"]
    comments = {
        str(cell.value).replace("\n", ""): cell.comment.text for cell in sheet[3] if cell.comment
    }
    assert "两校每学期至少开一次协作会议。" in comments["对口协作会议5.1.2"]
    assert not any(name.startswith("专题讲座") for name in comments)


def test_the_to_do_list_has_overdue_first_then_by_date_and_each_owing_school(tmp_path: Path):
    rows = table(written(tmp_path)["待办"], 2)
    listed = [(row["责任学校"], row["还需完成"], row["剩余天数"]) for row in rows]
    assert listed == [
        ("云溪小学", "报送协作方案少 1 份（0/1）", -386),
        ("青石一小", "报送协作方案少 1 份（0/1）", -386),
        ("云溪小学", "共同研讨还需 1 次（1/2）", 51),
        ("教育局", "部门调研还需 1 次（0/1）", 51),
        ("青石一小", "共同研讨还需 1 次（1/2）", 51),
        ("青石一小", "指导教师听评课还需 1 个对子（每个 2 节，2/3）", 51),
        ("青石一小", "专题讲座还需 2 次（0/2）", 51),
    ]
    assert rows[0]["截止日期"] == datetime(2023, 4, 30)  # noqa: DTZ001 - Excel dates have no zone
    assert rows[0]["状态"] == "○ 未达标"


def test_nothing_to_do_is_said(tmp_path: Path):
    done = replace(EVALUATION, findings=(finding("lecture", 2, 2, "met"),))
    assert written(tmp_path, evaluation=done)["待办"]["A3"].value == "当前学期没有待办事项。"


def test_all_findings_are_listed_with_titles_codes_and_real_numbers(tmp_path: Path):
    rows = table(written(tmp_path)["全部结果"], 2)
    assert len(rows) == len(EVALUATION.findings)
    key = "代码（tandem explain 用）"
    past = next(row for row in rows if row[key] == "C1 lecture T2")
    assert (past["要求"], past["时段"]) == ("专题讲座", "2023年秋季学期")
    assert (past["已完成"], past["应完成"]) == (1, 2)
    assert past["截止日期"] == datetime(2024, 1, 20)  # noqa: DTZ001 - Excel dates have no zone


@pytest.mark.parametrize(
    ("language", "sheet", "column", "words"),
    [
        (
            "zh-Hans",
            "年度考核",
            "原因",
            [
                "年度等次为不合格，评奖须达到合格",
                "双方：报送协作方案到期未完成",
                "青石一小工作滞后，履责率 45.5%，应不低于 60%",
                "青石一小没有进步数据，须由人书面决定",
                "云溪小学没有进步",
            ],
        ),
        (
            "zh-Hant",
            "年度考核",
            "原因",
            [
                "年度等次為不合格，評獎須達到合格",
                "雙方：報送協作方案到期未完成",
                "青石一小工作滯後，履責率 45.5%，應不低於 60%",
                "青石一小沒有進步資料，須由人書面決定",
                "云溪小学沒有進步",
            ],
        ),
        (
            "en",
            "Verdicts",
            "Why not",
            [
                "Band for the year is fail, an award needs pass",
                "Both schools: Plan submitted – not done when due",
                "青石一小 is lagging: fulfilment 45.5%, at least 60% needed",
                "青石一小 has no data on progress: a person decides in writing",
                "云溪小学 has made no progress",
            ],
        ),
    ],
)
def test_obstacles_are_said_in_words(
    tmp_path: Path, language: Language, sheet: str, column: str, words: list[str]
):
    rows = table(written(tmp_path, language)[sheet], 3)
    assert str(rows[0][column]).split("\n") == words
    assert not rows[1][column]


def test_a_verdict_has_real_figures_and_a_tie_is_for_a_person(tmp_path: Path):
    tied = table(written(tmp_path)["年度考核"], 3)[1]
    assert (tied["年度"], tied["得分"], tied["等次"]) == (2023, 94.4, "优秀")
    assert tied["表彰候选"] == "并列，由人决定"


def test_no_data_is_said_and_never_zero(tmp_path: Path):
    book = written(tmp_path)
    rows = list(book["年度考核"].iter_rows(min_row=4, values_only=True))
    first, last = rows[0], rows[2]
    # C1, lead: fulfilment, lagging, Δz, progress, check, score
    assert first[9:15] == (0.455, "是", "无数据", "无数据", "无数据", 45.5)
    assert (last[4], last[5]) == ("无数据", "无数据")
    assert set(last[9:21]) == {"无数据"}
    assert book["终结性评价"]["E3"].value == "无数据"


def test_pairs_are_never_ordered_by_score(tmp_path: Path):
    rows = table(written(tmp_path)["年度考核"], 3)
    assert [row["得分"] for row in rows] == [58.375, 94.4, "无数据"]


def test_about_names_day_policy_hash_and_counts(tmp_path: Path):
    sheet = written(tmp_path)["说明"]
    found = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert found["截至日期"] == datetime(2024, 5, 20)  # noqa: DTZ001 - Excel dates have no zone
    assert found["政策指纹（SHA-256）"] == POLICY.hash
    assert found["当前学期"] == "2024年春季学期（3月1日至7月10日），还有 51 天"
    assert found["○ 未达标"] == 1
    assert found["◑ 临近"] == 2
    assert found["● 已完成"] == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_sheets(tmp_path: Path, language: Language):
    assert len(written(tmp_path, language).sheetnames) == 6


def test_without_verdicts_the_sheet_says_so_and_there_is_no_final_evaluation(tmp_path: Path):
    early = replace(EVALUATION, side_years=(), verdicts=(), final=())
    book = written(tmp_path, evaluation=early)
    assert book["年度考核"]["A4"].value == "还没有已结束的年度，暂无考核结果。"
    assert "终结性评价" not in book.sheetnames


def test_a_name_that_looks_like_a_formula_stays_text(tmp_path: Path):
    context = replace(CONTEXT, pairs={"C1": pair("C1", "=1+1", "云溪小学")})
    only = replace(EVALUATION, findings=(finding("lecture", 1, 2, "open"),), side_years=())
    only = replace(only, verdicts=(), final=())
    cell = written(tmp_path, evaluation=only, context=context)["看板"]["B4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_two_rounds_each_show_their_own_semester(tmp_path: Path):
    later = replace(CONTEXT.terms["T3"], term_id="N1", round_id="R2", starts_on=date(2024, 4, 1))
    newer = replace(pair("C9", "青石九小", "梅坡小学"), round_id="R2")
    context = replace(
        CONTEXT,
        terms={**CONTEXT.terms, "N1": later},
        pairs={"C1": CONTEXT.pairs["C1"], "C9": newer},
        rounds={"R1": "第一轮", "R2": "第二轮"},
    )
    new = replace(finding("lecture", 1, 2, "open", pair_id="C9"), period="N1")
    both = replace(
        EVALUATION,
        findings=(new, finding("lecture", 2, 2, "met")),
        side_years=(),
        verdicts=(),
        final=(),
    )
    rows = table(written(tmp_path, evaluation=both, context=context)["看板"], 3)
    assert [(row["轮次"], row["指导校"]) for row in rows[:2]] == [
        ("第二轮", "青石九小"),
        ("第一轮", "青石一小"),
    ]


def test_the_same_evaluation_gives_the_same_file(tmp_path: Path):
    parts = []
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, EVALUATION, CONTEXT, "en")
        with zipfile.ZipFile(tmp_path / name) as archive:
            parts.append({entry: archive.read(entry) for entry in archive.namelist()})
    assert parts[0] == parts[1]
    assert AS_OF.isoformat().encode() in parts[0]["docProps/core.xml"]


def test_a_target_that_cannot_be_written_is_an_oserror(tmp_path: Path):
    with pytest.raises(OSError, match="missing"):
        write_workbook(tmp_path / "missing" / "report.xlsx", EVALUATION, CONTEXT, "en")
