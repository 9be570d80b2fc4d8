"""``tandem pair`` as an officer uses it: propose, explain, repair, and every slip told plainly."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tandem.cli.pair.lists import pair_messages
from tandem.lib.titles import LANGUAGES, Language
from tandem.matching.model import PROBLEM_CODES
from tests.cli.conftest import Tandem
from tests.cli.pair.registry import HEADINGS, LEADS, PARTNERS, changed, write_registry

ROOT, EXAMPLE = Path(__file__).parents[2], "docs/examples/taiwan-primary-schools.toml"
FILES = {"arrangement.csv", "arrangement.xlsx", "map.svg", "run.json"}


@pytest.fixture
def schools(tmp_path: Path) -> Path:
    return write_registry(tmp_path / "schools.csv")


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def arrangement(folder: Path) -> dict[str, str]:
    return {row[0]: row[2] for row in rows(folder / "arrangement.csv")}


def test_the_remote_schools_of_one_county_are_paired_from_a_ministrys_list(
    tandem: Tandem, tmp_path: Path
):
    listed, mapping = Path(__file__).parent / "pair" / "ministry_list.csv", ROOT / EXAMPLE
    out = tmp_path / "r"
    done = tandem("pair", "propose", listed, "--mapping", mapping, "--out", out, lang="zh-Hant")
    assert done.code == 0, done.err
    with listed.open(encoding="utf-8", newline="") as file:
        kind = {row["學校代碼"]: row["地區屬性"] for row in csv.DictReader(file)}
    found = arrangement(out)
    assert len(found) == 16
    assert all(kind[partner] and not kind[lead] for partner, lead in found.items())
    assert "縣立霧台坡國(中)小" in (out / "map.svg").read_text(encoding="utf-8")
    other = ("--only", "縣市名稱=臺東縣", "--out", out)
    assert tandem("pair", "propose", listed, "--mapping", mapping, *other).code == 0
    assert len(arrangement(out)) == 1


def test_it_pairs_by_distance_and_writes_every_file(tandem: Tandem, schools: Path, tmp_path: Path):
    done = tandem("pair", "propose", schools, "--out", tmp_path / "r")
    assert done.code == 0, done.err
    assert {path.name for path in (tmp_path / "r").iterdir()} == FILES
    assert arrangement(tmp_path / "r") == {"B1": "A1", "B2": "A1", "B3": "A2", "B4": "A2"}
    assert "4 pairs; 2 of 2 leads" in done.out
    assert "鏡湖一小 (2/3)" in done.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_said_in_every_language_and_read_again(
    tandem: Tandem, schools: Path, tmp_path: Path, language: str
):
    out = tmp_path / "r"
    assert tandem("pair", "propose", schools, "--out", out, lang=language).code == 0
    first = rows(out / "arrangement.csv")[0]
    said = {
        "zh-Hans": "直线距离 7.4 公里，计 7.45",
        "zh-Hant": "直線距離 7.4 公里，計 7.45",
        "en": "7.4 km in a straight line: 7.45",
    }
    assert said[language] in first[7]
    again = tandem("pair", "explain", schools, "B1", "--current", out / "arrangement.csv")
    assert again.code == 0, again.err
    assert "松溪小學 — 鏡湖一小" in again.out


def test_the_workbook_has_pairs_places_rules_and_the_fingerprint(
    tandem: Tandem, schools: Path, tmp_path: Path
):
    assert tandem("pair", "propose", schools, "--out", tmp_path / "r").code == 0
    book = load_workbook(tmp_path / "r" / "arrangement.xlsx")
    assert len(book.sheetnames) == 6
    about = {row[0]: row[1] for row in book["About"].iter_rows(min_row=3, values_only=True)}
    record = json.loads((tmp_path / "r" / "run.json").read_text(encoding="utf-8"))
    assert about["Fingerprint of the list (SHA-256)"] == record["schools"]["sha256"]
    pairs = list(book["Pairs"].iter_rows(min_row=3, values_only=True))
    assert [(row[0], row[1]) for row in pairs[:2]] == [
        ("鏡湖一小", "松溪小學"),
        ("鏡湖一小", "竹塘小學"),
    ]
    costs = Counter[tuple[str, str]]()
    for partner, lead, _, _, cost in book["Costs in detail"].iter_rows(min_row=3, values_only=True):
        costs[lead, partner] += round(cost * 100)
    assert costs == {(row[0], row[1]): round(row[3] * 100) for row in pairs}
    leads = list(book["Leads"].iter_rows(min_row=3, values_only=True))
    assert [row[3:6] for row in leads] == [(3, 2, 1), (3, 2, 1)]
    assert book["Unplaced"]["A3"].value == "Every partner has a lead."


def test_a_run_can_be_repeated_byte_for_byte(tandem: Tandem, schools: Path, tmp_path: Path):
    for name in ("one", "two"):
        assert tandem("pair", "propose", schools, "--out", tmp_path / name).code == 0
    for name in FILES - {"arrangement.xlsx"}:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    backwards = write_registry(tmp_path / "back.csv", *reversed((*LEADS, *PARTNERS)))
    assert tandem("pair", "propose", backwards, "--out", tmp_path / "three").code == 0
    for name in ("arrangement.csv", "map.svg"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "three" / name).read_bytes()


def test_rules_decide_and_may_name_schools(tandem: Tandem, schools: Path, tmp_path: Path):
    rules = tmp_path / "rules.toml"
    text = (
        '[[alliance]]\npartner = "B1"\nlead = "鏡湖二小"\nwhy = "同鄉"\n'
        '[[forbidden]]\npartner = "竹塘小學"\nlead = "A1"\n'
    )
    rules.write_text(text, encoding="utf-8")
    out = tmp_path / "r"
    assert tandem("pair", "propose", schools, "--rules", rules, "--out", out).code == 0
    assert arrangement(out)["B1"] == "A2"
    assert arrangement(out)["B2"] == "A2"
    by_id = {row[0]: row for row in rows(out / "arrangement.csv")}
    assert by_id["B1"][6] == "yes"
    assert "同鄉" in by_id["B1"][7]
    svg = (out / "map.svg").read_text(encoding="utf-8")
    assert re.findall(r'data-partner="(\w+)"[^>]*stroke-dasharray', svg) == ["B1"]


def test_travel_times_take_the_place_of_the_straight_line(
    tandem: Tandem, schools: Path, tmp_path: Path
):
    travel = tmp_path / "travel.csv"
    lines = ["受援校,指導校,分鐘"]
    lines += [
        f"{p[0]},{lead[0]},{10 if lead[0] == 'A2' else 90}" for p in PARTNERS for lead in LEADS
    ]
    travel.write_text("\n".join(lines).replace("受援校,指導校", "partner,lead"), encoding="utf-8")
    out = tmp_path / "r"
    done = tandem("pair", "propose", schools, "--travel", travel, "--out", out)
    assert done.code == 0, done.err
    assert Counter(arrangement(out).values())["A2"] == 3
    assert "10.0 min" in done.out


def test_what_cannot_be_placed_is_written_and_said_by_numbers_and_by_rules(
    tandem: Tandem, tmp_path: Path
):
    one = changed(LEADS[0], teachers="16")  # three mentors: two places
    path = write_registry(tmp_path / "schools.csv", one, *PARTNERS)
    done = tandem("pair", "propose", path, "--out", tmp_path / "r")
    assert done.code == 1
    assert "2 partners have no lead" in done.out
    assert "with 2 places in all: 2 too few" in " ".join(done.out.split())
    assert "places: 鏡湖一小 takes at most 2" in done.out
    assert list(arrangement(tmp_path / "r").values()).count("") == 2
    unplaced = load_workbook(tmp_path / "r" / "arrangement.xlsx")["Unplaced"]
    assert "2 too few" in str(unplaced["C3"].value)


def test_an_explanation_gives_terms_rank_price_and_who_else_would_move(
    tandem: Tandem, schools: Path
):
    done = tandem("pair", "explain", schools, "竹塘")
    assert done.code == 0, done.err
    cost = re.search(r"^Cost ([\d.]+):", done.out, re.MULTILINE)
    assert cost
    parts = re.findall(r"^  · .*: ([\d.]+)$", done.out, re.MULTILINE)
    assert sum(map(float, parts)) == pytest.approx(float(cost[1]), abs=0.001)
    assert "cheapest of the 2 leads allowed" in done.out
    assert re.search(r"with 鏡湖二小 instead: .*total cost higher by [\d.]+", done.out)


def test_a_stranger_and_a_lead_are_no_partner(tandem: Tandem, schools: Path):
    stranger = tandem("pair", "explain", schools, "竹塘中學")
    assert stranger.code == 2
    assert "Similar: 竹塘小學" in stranger.err
    lead = tandem("pair", "explain", schools, "A1")
    assert lead.code == 2
    assert "鏡湖一小 is a lead" in lead.err


def test_closing_a_lead_moves_no_other_pair_unless_it_must(tandem: Tandem, tmp_path: Path):
    extra = changed(LEADS[1], id="A3", name="鏡湖三小", longitude="118.12", latitude="27.02")
    path = write_registry(tmp_path / "schools.csv", *LEADS, extra, *PARTNERS)
    assert tandem("pair", "propose", path, "--out", tmp_path / "r").code == 0
    before = arrangement(tmp_path / "r")
    changes = tmp_path / "changes.toml"
    changes.write_text('[[change]]\nkind = "closed"\nschool = "鏡湖二小"\n', encoding="utf-8")
    done = tandem(
        "pair", "repair", path, tmp_path / "r" / "arrangement.csv",
        "--changes", changes, "--at-most", "0", "--out", tmp_path / "s",
    )  # fmt: skip
    assert done.code == 0, done.err
    after = arrangement(tmp_path / "s")
    assert {p for p in after if after[p] != before[p]} == {p for p in before if before[p] == "A2"}
    assert "No other pair changes." in done.out
    record = json.loads((tmp_path / "s" / "run.json").read_text(encoding="utf-8"))
    assert record["changed"] == []


def scarce(tmp_path: Path, places: str) -> tuple[Path, Path, Path]:
    """A1 has three partners and closes; B4 may only go to A2, where B5 has the last place."""
    head = (*HEADINGS, "名額")
    leads = [(*LEADS[0], "3"), (*LEADS[1], "1"), (*changed(LEADS[1], id="A3"), places)]
    leads[2] = (*changed(leads[2][:-1], name="鏡湖三小", longitude="118.50"), places)
    near = [(*changed(row, longitude="118.10", latitude="27.00"), "") for row in PARTNERS]
    near[3] = (*changed(near[3][:-1], id="B5", name="蘆洲小學", longitude="118.30"), "")
    listed = write_registry(tmp_path / "schools.csv", *leads, *near, headings=head)
    rules, changes = tmp_path / "rules.toml", tmp_path / "changes.toml"
    rules.write_text('[[forbidden]]\npartner = "松溪小學"\nlead = "鏡湖三小"\n', encoding="utf-8")
    changes.write_text('[[change]]\nkind = "closed"\nschool = "鏡湖一小"\n', encoding="utf-8")
    return listed, rules, changes


def test_three_partners_lose_their_lead_and_a_pair_that_must_move_is_named_with_for_whom(
    tandem: Tandem, tmp_path: Path
):
    listed, rules, changes = scarce(tmp_path, "3")
    out = tmp_path / "r"
    assert tandem("pair", "propose", listed, "--rules", rules, "--out", out).code == 0
    assert arrangement(out) == {"B1": "A1", "B2": "A1", "B3": "A1", "B5": "A2"}
    arguments = ("pair", "repair", listed, out / "arrangement.csv", "--rules", rules)
    done = tandem(*arguments, "--changes", changes, "--out", tmp_path / "s")
    assert done.code == 0, done.err
    assert arrangement(tmp_path / "s") == {"B1": "A2", "B2": "A3", "B3": "A3", "B5": "A3"}
    assert "1 other pair changes (at most 2 allowed):" in done.out
    assert "蘆洲小學 from 鏡湖二小 to 鏡湖三小, to place 松溪小學" in done.out
    record = json.loads((tmp_path / "s" / "run.json").read_text(encoding="utf-8"))
    assert record["changed"] == ["B5"]
    none = tandem(*arguments, "--changes", changes, "--at-most", "0", "--out", tmp_path / "t")
    assert none.code == 1
    assert "No other pair changes." in none.out
    assert "If 1 pair were allowed to change, more partners could be placed." in none.out
    assert arrangement(tmp_path / "t") == {"B1": "", "B2": "A3", "B3": "A3", "B5": "A2"}


def test_a_list_of_changes_in_chinese_with_a_new_school_and_ids_that_excel_shortened(
    tandem: Tandem, tmp_path: Path
):
    numbered = [changed(row, id=f"00{n}") for n, row in enumerate((*LEADS, *PARTNERS), 1)]
    path = write_registry(tmp_path / "schools.csv", *numbered[:-1])
    assert tandem("pair", "propose", path, "--out", tmp_path / "r").code == 0
    path = write_registry(tmp_path / "schools.csv", *numbered)
    old = (tmp_path / "r" / "arrangement.csv").read_text(encoding="utf-8-sig")
    short = tmp_path / "short.csv"
    short.write_text(re.sub(r"\b00(\d)", r"\1", old), encoding="utf-8")
    changes = tmp_path / "changes.csv"
    changes.write_text("變動,學校,名額\n新增,蘭亭小學,\n名額,鏡湖二小,1\n", encoding="utf-8")
    done = tandem(
        "pair", "repair", path, short, "--changes", changes, "--out", tmp_path / "s", lang="zh-Hant"
    )
    assert done.code == 0, done.err
    after = arrangement(tmp_path / "s")
    assert len(after) == 4
    assert list(after.values()).count("002") == 1


def refused(tandem: Tandem, tmp_path: Path, *arguments: object) -> str:
    """What is said of a bad input: exit code 2, no traceback, nothing written."""
    done = tandem("pair", "propose", *arguments, "--out", tmp_path / "r")
    assert done.code == 2, done.out + done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "r").exists()
    return done.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (PARTNERS, "There are no leads in the list"),
        (LEADS, "There are no partners in the list"),
        (
            (LEADS[0], LEADS[0], PARTNERS[0]),
            "row 3, column “學校編號”: the id “A1” stands in row 2",
        ),
        ((LEADS[0], changed(PARTNERS[0], latitude="")), "row 3: 松溪小學（B1） has no coordinates"),
        (
            (LEADS[0], changed(PARTNERS[0], latitude="118.05", longitude="27.05")),
            "seem to be exchanged",
        ),
        ((LEADS[0], changed(PARTNERS[0], latitude="0", longitude="0")), "are 0, 0"),
        (
            (*LEADS, *PARTNERS[:3], changed(PARTNERS[3], latitude="76.1", longitude="39.5")),
            "too far from all others",
        ),
        ((LEADS[0], changed(PARTNERS[0], latitude="270.5")), "not on the earth"),
        (
            (*LEADS, *PARTNERS[:3], changed(PARTNERS[3], longitude="148.33")),
            "too far from all others",
        ),
        ((LEADS[0], changed(PARTNERS[0], latitude="NaN")), "“NaN” is not a number"),
        ((LEADS[0], changed(PARTNERS[0], pupils="1e9")), "1e9"),
        ((LEADS[0], changed(PARTNERS[0], pupils="-3")), "-3"),
    ],
)
def test_a_bad_list_is_refused_with_what_to_mend(
    tandem: Tandem, tmp_path: Path, given: tuple[tuple[str, ...], ...], said: str
):
    path = write_registry(tmp_path / "schools.csv", *given)
    assert said in refused(tandem, tmp_path, path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[weights]\ntravel = 1e9\n", "line 2, weights.travel"),
        ("[weights]\ntravel = nan\n", "line 2, weights.travel"),
        ("[weights]\nsize_band = { from = 3, to = 2 }\n", "weights.size_band.to"),
        ("[wieghts]\n", "did you mean weights"),
        ("fairness = 3\n", "worst_off"),
        (
            '[[alliance]]\npartner = "B1"\nlead = "A1"\n[[forbidden]]\npartner = "B1"\nlead = "A1"\n',
            "松溪小學（B1） and 鏡湖一小（A1） are an alliance and a forbidden pair",
        ),
        ('[[alliance]]\npartner = "B1"\nlead = "Z9"\n', "“Z9” is not in the list"),
        ("lone_km = -1\n", "line 1, lone_km"),
        ("aera = 3\n", "did you mean area"),
        ("[area]\nsouth = 30\nnorth = 31\nwest = 118\neast = 119\n", "outside the area"),
    ],
)
def test_bad_rules_are_refused_with_what_to_mend(
    tandem: Tandem, schools: Path, tmp_path: Path, text: str, said: str
):
    rules = tmp_path / "rules.toml"
    rules.write_text(text, encoding="utf-8")
    assert said in refused(tandem, tmp_path, schools, "--rules", rules)


def test_a_lonely_place_is_a_warning_everywhere_and_can_be_silenced(tandem: Tandem, tmp_path: Path):
    island = changed(PARTNERS[3], longitude="119.9")
    path = write_registry(tmp_path / "schools.csv", *LEADS, *PARTNERS[:3], island)
    done = tandem("pair", "propose", path, "--out", tmp_path / "r")
    assert done.code == 0, done.err
    said = "".join(done.out.split())
    for part in ("row7", "蘭亭小學（B4）at27.04,119.9", "159km", "鏡湖二小（A2）", "lone_km"):
        assert part in said
    record = json.loads((tmp_path / "r" / "run.json").read_text(encoding="utf-8"))
    assert ["row 7" in warning for warning in record["warnings"]] == [True]
    about = load_workbook(tmp_path / "r" / "arrangement.xlsx")["About"]
    assert [row[1] for row in about.values if row[0] == "Please look"] == record["warnings"]
    for arguments in ((), ("--current", tmp_path / "r" / "arrangement.csv")):
        told = tandem("pair", "explain", path, "B1", *arguments)
        assert all(part in "".join(told.out.split()) for part in ("Pleaselook", "row7", "159km"))
    rules = tmp_path / "rules.toml"
    for text in ("lone_km = 0\n", "lone_km = 200\n"):
        rules.write_text(text, encoding="utf-8")
        quiet = tandem("pair", "propose", path, "--rules", rules, "--out", tmp_path / "s")
        assert "Please look" not in quiet.out


def test_the_same_name_at_the_same_place_is_a_warning(tandem: Tandem, tmp_path: Path):
    twin = changed(PARTNERS[0], id="B9")
    path = write_registry(tmp_path / "schools.csv", *LEADS, *PARTNERS, twin)
    done = tandem("pair", "propose", path, "--out", tmp_path / "r", lang="zh-Hant")
    assert done.code == 0, done.err
    said = "".join(done.out.split())
    assert "第8列：松溪小學（B9）與第4列（B1）同名、同一位置" in said


def test_what_no_school_has_data_for_is_said_once(tandem: Tandem, schools: Path, tmp_path: Path):
    done = tandem("pair", "propose", schools, "--out", tmp_path / "r")
    assert done.out.count("quality figures incomplete") == 1
    assert "5.0 for every pair alike" in done.out
    assert "quality" not in (tmp_path / "r" / "arrangement.csv").read_text(encoding="utf-8")
    about = load_workbook(tmp_path / "r" / "arrangement.xlsx")["About"]
    assert [row[0] for row in about.values if "quality" in str(row[1])] == ["no data"]
    assert "quality" in tandem("pair", "explain", schools, "B1").out


def test_other_slips_are_said(tandem: Tandem, schools: Path, tmp_path: Path):
    assert "nowhere.csv" in refused(tandem, tmp_path, tmp_path / "nowhere.csv")
    assert "COLUMN=VALUE" in refused(tandem, tmp_path, schools, "--only", "county")
    missing = tmp_path / "mapping.toml"
    assert "cannot be read" in refused(tandem, tmp_path, schools, "--mapping", missing)


def test_earlier_results_stay_when_the_list_is_bad(tandem: Tandem, schools: Path, tmp_path: Path):
    out = tmp_path / "r"
    assert tandem("pair", "propose", schools, "--out", out).code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    bad = write_registry(tmp_path / "bad.csv", *LEADS)
    assert tandem("pair", "propose", bad, "--out", out).code == 2
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_bad_changes_are_refused_all_at_once(tandem: Tandem, schools: Path, tmp_path: Path):
    assert tandem("pair", "propose", schools, "--out", tmp_path / "r").code == 0
    changes = tmp_path / "changes.csv"
    changes.write_text("change,school,into\nburnt,A1,\nclosed,Z9,\nmerged,A2,\n", encoding="utf-8")
    current = tmp_path / "r" / "arrangement.csv"
    done = tandem("pair", "repair", schools, current, "--changes", changes, "--out", tmp_path / "s")
    assert done.code == 2
    assert not (tmp_path / "s").exists()
    for said in ("row 2", "burnt", "closed | merged", "row 3", "Z9", "row 4", "takes over"):
        assert said in done.err


def test_a_school_that_opened_cannot_be_in_the_arrangement_in_force(
    tandem: Tandem, schools: Path, tmp_path: Path
):
    out = tmp_path / "r"
    assert tandem("pair", "propose", schools, "--out", out).code == 0
    changes = tmp_path / "changes.toml"
    changes.write_text('[[change]]\nkind = "opened"\nschool = "A1"\n', encoding="utf-8")
    current = out / "arrangement.csv"
    done = tandem("pair", "repair", schools, current, "--changes", changes, "--out", tmp_path / "s")
    assert done.code == 2
    assert "A1 is said to have opened, but is in the arrangement" in done.err
    assert not (tmp_path / "s").exists()


def test_a_travel_time_beyond_reason_says_what_would_do(
    tandem: Tandem, schools: Path, tmp_path: Path
):
    travel = tmp_path / "travel.csv"
    travel.write_text("partner,lead,minutes\nB1,A1,1000000000\nB2,A1,-5\n", encoding="utf-8")
    said = refused(tandem, tmp_path, schools, "--travel", travel)
    assert said.count("expected: 0 … 1000000") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_of_the_pairing_has_words(language: Language):
    messages = pair_messages(language)
    assert [code for code in PROBLEM_CODES if f"pairing-{code}" not in messages] == []


def test_a_name_that_a_spreadsheet_would_run_stays_text(tandem: Tandem, tmp_path: Path):
    path = write_registry(tmp_path / "schools.csv", LEADS[0], changed(PARTNERS[0], name="=1+1"))
    assert tandem("pair", "propose", path, "--out", tmp_path / "r").code == 0
    assert rows(tmp_path / "r" / "arrangement.csv")[0][1] == "'=1+1"
    cell = load_workbook(tmp_path / "r" / "arrangement.xlsx")["Pairs"]["B3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_unknown_headings_are_told_and_stop_nothing(tandem: Tandem, tmp_path: Path):
    head = (*HEADINGS, "校訓")
    given = [(*row, "x") for row in (LEADS[0], PARTNERS[0])]
    path = write_registry(tmp_path / "schools.csv", *given, headings=head)
    done = tandem("pair", "propose", path, "--out", tmp_path / "r")
    assert done.code == 0
    assert "校訓" in done.err
