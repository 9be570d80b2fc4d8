"""``tandem draw freeze|run|assign|verify``."""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

import tandem.matching.draw
from tandem.cli.draw.words import draw_messages
from tandem.lib.titles import LANGUAGES
from tests.cli.conftest import Outcome, Tandem

SEED = "31415926535897932384"
SCHOOLS = """学校编号,学校名称,风险等级,协作学校,回避人员
S1,澜汀一小,高,S2,
S2,澜汀二小,高,S1,
S3,澜汀三小,高,,E1
S4,澜汀四小,低,,
S5,澜汀五小,低,,
"""
PEOPLE = """工号,姓名,科室,本人学校,亲属学校,三年内任职学校,审批过的方案
E1,林一,督导室,S1,,,
E2,林二,督导室,,S3,,
E3,林三,教研室,,,S4@2025-08-31、S5@2020-07-01,
E4,林四,教研室,,,,S2
E5,林五,教育科,,,,
E6,林六,教育科,,,,
E7,林七,教育科,,,,
"""
LISTS = ("object", "inspector")
TERMS = ("--number", 3, "--at-least", 1, "--on", "2026-05-20")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "schools.csv").write_text(SCHOOLS, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="gb18030")
    return tmp_path


def freeze(tandem: Tandem, folder: Path, *more: object, lang: str = "en") -> Outcome:
    files = (folder / "schools.csv", folder / "people.csv")
    out = ("--out", folder / "frozen.json")
    return tandem("draw", "freeze", *files, *TERMS, *out, *more, lang=lang)


def draw(tandem: Tandem, folder: Path) -> Path:
    """A record with its inspectors."""
    assert freeze(tandem, folder).code == 0
    record = folder / "record.json"
    frozen = folder / "frozen.json"
    on = ("--on", "2026-05-22")
    assert tandem("draw", "run", frozen, "--seed", SEED, *on, "--out", record).code == 0
    assert tandem("draw", "assign", record, *on).code == 0
    return record


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draw_from_the_lists_to_the_check(tandem: Tandem, folder: Path, language: str) -> None:
    done = freeze(tandem, folder, "--title", "春季抽查", lang=language)
    assert done.code == 0, done.err
    (published,) = re.findall(r"^  ([0-9a-f]{64})$", done.out, re.MULTILINE)
    record, on = folder / "record.json", ("--on", "2026-05-22")
    frozen = folder / "frozen.json"
    run = ("draw", "run", frozen, "--seed", SEED, *on, "--out", record)
    assert tandem(*run, lang=language).code == 0
    assigned = tandem("draw", "assign", record, *on, lang=language)
    assert assigned.code == 0
    assert len(re.findall(r"E\d 林.", assigned.out)) == 6
    for path in (frozen, record):
        verified = tandem("draw", "verify", path, "--published", published, lang=language)
        assert verified.code == 0, verified.out
        assert "✗" not in verified.out
        assert "春季抽查" in verified.out


def test_headings_encodings_and_files_make_no_difference(tandem: Tandem, folder: Path) -> None:
    first = freeze(tandem, folder)
    english = SCHOOLS.replace(
        "学校编号,学校名称,风险等级,协作学校,回避人员", "ID,Name,Stratum,Related,Conflicts"
    )
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in english.splitlines():
        sheet.append(line.split(","))
    book.save(folder / "schools.xlsx")
    again = tandem(
        *("draw", "freeze", folder / "schools.xlsx", folder / "people.csv", *TERMS),
        *("--out", folder / "again.json"),
    )
    assert again.code == 0, again.err
    assert (folder / "again.json").read_bytes() == (folder / "frozen.json").read_bytes()
    assert first.err == again.err == ""


def test_who_left_a_school_long_ago_is_no_colleague_there(tandem: Tandem, folder: Path) -> None:
    freeze(tandem, folder)
    text = (folder / "frozen.json").read_text(encoding="utf-8")
    assert re.findall(r'"colleague": \[\s*"S4"\s*\]', text)
    assert '"2020-07-01' not in text


def test_reasons_may_stay_unpublished(tandem: Tandem, folder: Path) -> None:
    assert freeze(tandem, folder, "--hide-reasons").code == 0
    text = (folder / "frozen.json").read_text(encoding="utf-8")
    assert '"relative": []' in text
    assert not re.search(r'"relative": \[\n', text)


def test_a_draw_is_never_repeated_over_itself(tandem: Tandem, folder: Path) -> None:
    record = draw(tandem, folder)
    before = files(folder)
    again = ("draw", "run", folder / "frozen.json", "--seed", "2" * 20, "--on", "2026-05-22")
    done = tandem(*again, "--out", record)
    assert done.code == 2
    assert "is there already" in done.err
    assert freeze(tandem, folder).code == 2
    assert tandem("draw", "assign", record, "--on", "2026-05-23").code == 2
    assert files(folder) == before


def test_a_substitution_is_logged_with_its_reason(tandem: Tandem, folder: Path) -> None:
    record = draw(tandem, folder)
    drawn = re.findall(r"^    (S\d)", tandem("draw", "verify", record).out, re.MULTILINE)
    done = tandem(
        *("draw", "assign", record, "--absent", drawn[0], "--reason", "停课一周"),
        *("--on", "2026-05-25"),
    )
    assert done.code == 0, done.err
    said = tandem("draw", "verify", record, lang="zh-Hans").out
    assert f"{drawn[0]} 由签序中的下一个" in said
    assert "原因：停课一周" in said
    alone = tandem("draw", "assign", record, "--absent", drawn[1], "--on", "2026-05-25")
    assert alone.code == 2
    assert "go together" in alone.err


def test_a_changed_record_is_told_in_words_and_takes_no_more_steps(
    tandem: Tandem, folder: Path
) -> None:
    record = draw(tandem, folder)
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("澜汀四小", "澜汀四中"), encoding="utf-8")
    before = files(folder)
    told = tandem("draw", "verify", record, lang="zh-Hans")
    assert told.code == 1
    assert "✗ 对象名单被改动过" in told.out
    assert "这份记录不可采信" in told.out
    done = tandem(
        *("draw", "assign", record, "--absent", "E5", "--reason", "x", "--on", "2026-05-25")
    )
    assert done.code == 2
    assert "nothing is added" in done.err
    assert files(folder) == before


def test_every_school_once_in_a_round_counts_the_earlier_record(
    tandem: Tandem, folder: Path
) -> None:
    record = draw(tandem, folder)
    lists = (folder / "schools.csv", folder / "people.csv")
    rest = ("--number", 1, "--draws-left", 1, "--earlier", record, "--per-inspector", 2)
    second = folder / "second.json"
    done = tandem("draw", "freeze", *lists, *rest, "--on", "2026-11-20", "--out", second)
    assert done.code == 0, done.err
    assert "2 to be drawn" in done.out
    assert tandem("draw", "verify", second, "--earlier", record).code == 0
    damaged = folder / "damaged.json"
    damaged.write_bytes(record.read_bytes() + b"\n")
    assert tandem("draw", "verify", second, "--earlier", damaged).code == 1
    told = tandem(
        *("draw", "freeze", *lists, "--number", 1, "--earlier", damaged),
        *("--on", "2026-11-20", "--out", folder / "third.json"),
    )
    assert told.code == 2
    assert "damaged.json is no record" in told.err


def test_too_few_inspectors_are_told_by_name(tandem: Tandem, folder: Path) -> None:
    few = "".join(line + "\n" for line in PEOPLE.splitlines()[:5])
    (folder / "people.csv").write_text(few, encoding="utf-8")
    assert freeze(tandem, folder).code == 0
    record, on = folder / "record.json", ("--on", "2026-05-22")
    frozen = folder / "frozen.json"
    assert tandem("draw", "run", frozen, "--seed", SEED, *on, "--out", record).code == 0
    before = files(folder)
    done = tandem("draw", "assign", record, *on)
    assert done.code == 2
    assert "No assignment without a conflict exists" in done.err
    assert re.search(r"S\d 澜汀.小", done.err)
    assert "--per-inspector" in done.err
    assert files(folder) == before


def test_all_mistakes_of_lists_and_options_are_told_at_once(tandem: Tandem, folder: Path) -> None:
    (folder / "schools.csv").write_text(
        "编号,名称,分层\nS1,甲,高\n,乙,高\nS3,,高\nS1,丁,低\nS5,戊\x07,低\nS6,己,低,x\n",
        encoding="utf-8",
    )
    people = PEOPLE.replace("S4@2025-08-31", "S4@2025-13-31").replace("林五", "")
    (folder / "people.csv").write_text(people, encoding="utf-8")
    before = files(folder)
    done = freeze(tandem, folder, "--share", "0.2", "--weight", "高", "--per-inspector", "0")
    assert done.code == 2
    for said in (
        "Give either --number or --share",
        "--weight is written",
        "schools.csv, row 7: more cells than headings",
        "people.csv, row 4",
        "2025-13-31",
        "at least one object",
    ):
        assert said in done.err
    (folder / "schools.csv").write_text(
        "编号,名称,分层\nS1,甲,高\n,乙,高\nS3,丙,高\nS1,丁,低\nS5,戊\x07,低\n", encoding="utf-8"
    )
    done = freeze(tandem, folder)
    for said in ("schools.csv, row 3: the id is missing", "row 6", "The object S1 is listed 2"):
        assert said in done.err
    assert "Nothing was written." in done.err
    assert files(folder).keys() == before.keys()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\xff\xfe\x00", "encoding"),
        ("a.csv", "编号,名称\n".encode(), "the list is empty"),
        ("a.csv", "甲,乙\n1,2\n".encode(), "no headings found"),
        ("a.csv", "名称\n甲\n".encode(), "the column “id” is missing"),
        ("a.csv", "编号,编号,名称\nS1,S1,甲\n".encode(), "occurs twice"),
        ("a.csv", '编号,名称\nS1,"甲\n'.encode(), "not CSV"),
        ("a.csv", "编号,名称\nS1,".encode() + b"x" * 300 + b"\n", "too long"),
        ("a.csv", "编号,名称\n1.1E+17,甲\n".encode(), "lost its last digits"),
        ("a.xlsx", b"PK\x03\x04", "damaged"),
        ("a.xlsx", b"", "empty"),
        ("a.xlsx", b"no workbook", "not an .xlsx workbook"),
        ("a.pdf", b"%PDF", "as .csv or .xlsx"),
    ],
)
def test_a_list_that_cannot_be_used(
    tandem: Tandem, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    out = tmp_path / "frozen.json"
    done = tandem(
        *("draw", "freeze", tmp_path / name, "--number", 1, "--on", "2026-05-20", "--out", out)
    )
    assert done.code == 2
    assert said in done.err
    assert not out.exists()


def test_a_workbook_with_merged_or_broken_cells(tandem: Tandem, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["编号", "名称", "分层"],
        ["S1", "甲", "高"],
        ["S2", "乙", None],
        ["S3", "=1/0", "低"],
    ):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    path, out = tmp_path / "a.xlsx", tmp_path / "frozen.json"
    book.save(path)
    assert zipfile.is_zipfile(path)
    done = tandem("draw", "freeze", path, "--number", 1, "--on", "2026-05-20", "--out", out)
    assert done.code == 2
    assert "rows 2 to 3 are merged" in done.err
    assert "row 4: the cell holds a formula" in done.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--number", 0), "at least 1"),
        (("--number", 99), "only 5 can be"),
        (("--dice", 3), "at least 10"),
        (("--weight", "中=2"), "no stratum “中”"),
        (("--weight", "高=NaN"), "must be a number"),
        (("--weight", "高=1e9999"), "must be a number"),
        (("--weight", "高=-1"), "must be a number"),
        (("--lottery", "x" * 300), "at most 200 characters"),
        (("--inspectors-each", 1), "At least two inspectors"),
        (("--earlier", "nowhere.json"), "cannot be read"),
    ],
)
def test_terms_that_cannot_be(
    tandem: Tandem, folder: Path, more: tuple[object, ...], said: str
) -> None:
    done = freeze(tandem, folder, *more)
    assert done.code == 2
    assert said in done.err
    assert not (folder / "frozen.json").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--draws-left", "9" * 20), "at most 999999"),
        (("--per-inspector", "9" * 20), "at most 999999"),
        (("--weight", "高=1e9"), "from 0 to 999999999"),
        (("--title", "a\x07"), "“a\\x07” is too long"),
    ],
)
def test_terms_that_no_record_can_hold_are_told(
    tandem: Tandem, folder: Path, more: tuple[object, ...], said: str
) -> None:
    done = freeze(tandem, folder, *more)
    assert (done.code, said in done.err) == (2, True), done.err
    assert not (folder / "frozen.json").exists()


@pytest.mark.parametrize("letter", ["x", "校"])
def test_a_name_that_no_file_can_have_is_told(tandem: Tandem, folder: Path, letter: str) -> None:
    before = files(folder)
    out = folder / f"{letter * 300}.json"
    done = freeze(tandem, folder, "--out", out)
    assert done.code == 2
    assert done.err == f"Cannot write {out}: the name is too long. No files were changed.\n"
    assert files(folder) == before


def test_a_null_character_in_a_name_is_told(tandem: Tandem, folder: Path) -> None:
    before = files(folder)
    for call in (
        ("draw", "freeze", "a\0.csv", "--number", 1, "--on", "2026-05-20", "--out", "z.json"),
        ("draw", "freeze", folder / "schools.csv", *TERMS, "--out", f"{folder}/z\0.json"),
        ("draw", "verify", "z\0"),
        ("pair", "propose", "a\0", "--out", folder / "out"),
        ("evaluate", "a\0", "--as-of", "2026-01-01"),
    ):
        done = tandem(*call)
        assert (done.code, done.out) == (2, "")
        assert re.fullmatch(r"“.*\\0.*” holds a null character, .+\n", done.err)
    assert files(folder) == before


def test_the_known_draws_come_out_of_the_command(tandem: Tandem, tmp_path: Path) -> None:
    """The known answer of consistent tickets, and a nominating committee of 2022 by RFC 3797."""
    rows = "".join(f"{n},{n}\n" for n in range(100))
    (tmp_path / "tickets.csv").write_text(f"编号,名称\n{rows}", encoding="utf-8")
    rows = "".join(f"{n},{n}\n" for n in range(1, 268))
    (tmp_path / "rfc3797.csv").write_text(f"编号,名称\n{rows}", encoding="utf-8")
    lotteries = [
        "28 40 48 7 8 11 18",
        "15 16 21 31 36 65",
        "8,12,13,17,21,26,35,42",
        "1 5 10 13 14 16 21 25 27",
    ]
    for method, seeds, key, drawn in (
        ("tickets", ["41"], "41", "73 51 17 58 38 42 39 20 11 67"),
        (
            "rfc3797",
            lotteries,
            "7.8.11.18.28.40.48./15.16.21.31.36.65./8.12.13.17.21.26.35.42./"
            "1.5.10.13.14.16.21.25.27./",
            "171 245 68 190 70 126 110 128 138 173",
        ),
    ):
        frozen, record = tmp_path / f"{method}.json", tmp_path / f"{method}-drawn.json"
        named = [x for n in range(len(seeds)) for x in ("--lottery", f"彩票{n}")]
        given = [x for seed in seeds for x in ("--seed", seed)]
        done = tandem(
            *("draw", "freeze", tmp_path / f"{method}.csv", "--number", 10, "--method", method),
            *("--on", "2022-07-01", *named, "--out", frozen),
        )
        assert done.code == 0, done.err
        done = tandem("draw", "run", frozen, *given, "--on", "2022-07-08", "--out", record)
        assert f"as it was read: {key}\n" in done.out
        assert re.findall(r"^    (\d+) \d+$", done.out, re.MULTILINE) == drawn.split()


@pytest.mark.parametrize("share", ["0.2", "20%", "２０％", ".20"])
def test_a_share_may_be_written_as_people_do(tandem: Tandem, folder: Path, share: str) -> None:
    lists = (folder / "schools.csv", folder / "people.csv")
    out = folder / "frozen.json"
    done = tandem("draw", "freeze", *lists, "--share", share, "--on", "2026-05-20", "--out", out)
    assert done.code == 0, done.err
    assert '"share": "0.2"' in out.read_text(encoding="utf-8")


def test_files_of_the_wrong_kind(tandem: Tandem, folder: Path) -> None:
    record = draw(tandem, folder)
    frozen, on = folder / "frozen.json", ("--on", "2026-05-22")
    swapped = tandem("draw", "run", record, "--seed", SEED, *on, "--out", folder / "x.json")
    assert (swapped.code, "is a record" in swapped.err) == (2, True)
    swapped = tandem("draw", "assign", frozen, *on)
    assert (swapped.code, "not a record" in swapped.err) == (2, True)
    assert tandem("draw", "verify", folder / "nowhere.json").code == 2
    assert tandem("draw", "verify", folder).code == 2
    told = tandem("draw", "verify", folder / "schools.csv")
    assert (told.code, "line 1 is not JSON" in told.out) == (1, True)
    bad = tandem("draw", "run", frozen, "--seed", "7", *on, "--out", folder / "x.json")
    assert (bad.code, "20 decimal dice" in bad.err) == (2, True)
    assert not (folder / "x.json").exists()


def test_what_may_be_a_slip_is_pointed_out(tandem: Tandem, folder: Path) -> None:
    schools = SCHOOLS.replace("澜汀五小", "澜汀四小")
    (folder / "schools.csv").write_text(schools, encoding="utf-8")
    people = PEOPLE.replace("工号", "工号,电话").replace("督导室,S1", "督导室,S77")
    rows = [line.replace(",", ",0,", 1) if line[0] == "E" else line for line in people.splitlines()]
    (folder / "people.csv").write_text("\n".join(rows), encoding="utf-8")
    done = freeze(tandem, folder)
    assert done.code == 0
    assert "“澜汀四小” is listed under S4, S5" in done.err
    assert "E1 names S77" in done.err
    assert "the column “电话” is not known" in done.err


@pytest.mark.parametrize("command", ["freeze", "run", "assign", "verify"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_help_with_an_example(
    tandem: Tandem, command: str, language: str
) -> None:
    done = tandem("draw", command, "--help", lang=language)
    assert done.code == 0
    assert f"  tandem draw {command}" in done.out
    assert any("\u4e00" <= letter <= "\u9fff" for letter in done.out) == (language != "en")


def constants(name: str, place: int) -> Iterator[str]:
    """The texts at one place of every call of ``name`` in the package."""
    for path in Path(tandem.matching.draw.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                for inner in ast.walk(node.args[place]) if len(node.args) > place else ():
                    if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                        if inner.value.startswith("-"):  # the end of a code of either list
                            yield from (f"{listed}{inner.value}" for listed in LISTS)
                        else:
                            yield inner.value


def test_every_code_has_words() -> None:
    problems = {
        c for name in ("refuse", "tell", "_problem", "DrawProblem") for c in constants(name, 0)
    }
    assert len(problems) > 20
    reasons = set(constants("NotCanonical", 0))
    assert len(reasons) > 10
    checks = {c for name in ("Check", "_same") for c in constants(name, 0)}
    assert len(checks) > 9
    for language in LANGUAGES:
        messages = draw_messages(language)
        assert [c for c in sorted(problems) if f"problem-{c}" not in messages] == []
        assert [c for c in sorted(reasons) if f"form-{c}" not in messages] == []
        assert [c for c in sorted(checks) if f"fails-{c}" not in messages] == []
        assert [c for c in sorted(checks) if f"holds-{c}" not in messages] == []
