"""The duty board over HTTP: contents, filters, other days, access, the workbook, the query budget."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from django.test import override_settings
from python_calamine import CalamineWorkbook

from tandem.cli.program import run
from tandem.compliance.models import StoredFinding, Waiver
from tandem.compliance.stored import bring_up_to_date
from tandem.dashboards.board.fulfilment import draw_fulfilment
from tandem.inspections.models import Visit
from tandem.mentoring.models import Mentorship
from tandem.plans.models import Plan


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def rows_of(response) -> list[str]:
    return re.findall(r'<tr id="row-([^"]+)"', response.content.decode())


def cell(response, pk: str, requirement: str) -> str:
    found = re.search(
        rf'<a class="status-(\w+)" href="[^"]*/{pk}/duties/{requirement}/[^"]*">.*?</svg>'
        r"<span>[^<]*</span>([^<]*)</a>",
        response.content.decode(),
    )
    assert found, (pk, requirement)
    return f"{found[1]} {found[2]}".strip()


def test_every_collaboration_and_every_duty_stand_on_one_page(district, as_user):
    response = as_user("officer").get("/board")
    assert response.status_code == 200
    assert sorted(rows_of(response)) == ["c1", "c2"]
    html = response.content.decode()
    assert html.count("/duties/") == 2 * 24
    assert "2026年春季学期" in html
    assert "下一步" in html
    assert cell(response, "c1", "collaboration-meeting") == "near 0/1"
    assert cell(response, "c1", "plan") == "short 0/1"


def test_a_cell_says_what_was_done_and_the_foot_counts(district, as_user):
    Visit.objects.create(
        collaboration=district.pair, department="research", visited_on=date(2026, 4, 2)
    )
    response = as_user("officer").get("/board", {"duty": "department-visit"})
    assert cell(response, "c1", "department-visit") == "met 1/1"
    assert re.search(
        r"<tfoot><tr><th scope=\"row\">已完成（对）</th><td>1</td>", response.content.decode()
    )


def test_rows_are_in_the_order_of_batch_and_names_whatever_was_done(district, as_user):
    officer = as_user("officer")
    before = rows_of(officer.get("/board"))
    Plan.objects.create(collaboration=district.other_pair, submitted_on=date(2025, 4, 1))
    Plan.objects.create(collaboration=district.pair, submitted_on=date(2025, 4, 1))
    assert rows_of(officer.get("/board")) == before
    district.pair.batch = "2"
    district.pair.save()
    assert rows_of(officer.get("/board")) == ["c2", "c1"]


def test_filters_choose_rows_and_say_so_in_a_sentence(district, as_user):
    district.pair.batch = "2"
    district.pair.save()
    officer = as_user("officer")
    response = officer.get("/board", {"batch": "2", "stage": "primary", "standing": "behind"})
    assert rows_of(response) == ["c1"]
    assert "第2批小学，未达标或临近，2 对中的 1 对" in text_of(response)
    assert rows_of(officer.get("/board", {"place": "柳湾"})) == ["c2"]
    assert rows_of(officer.get("/board", {"standing": "met"})) == []
    assert rows_of(officer.get("/board", {"duty": "plan", "standing": "short"})) == ["c2", "c1"]
    assert rows_of(officer.get("/board", {"duty": "plan", "standing": "near"})) == []


def test_one_duty_shows_its_column_alone(district, as_user):
    response = as_user("officer").get("/board", {"duty": "lecture"})
    assert response.content.decode().count("/duties/") == 2
    assert "专题讲座还需 2 次" in text_of(response)


def test_any_other_day_is_computed_and_not_stored(district, as_user):
    bring_up_to_date()
    kept = list(StoredFinding.objects.order_by("pk").values_list("pk", "status"))
    response = as_user("officer").get("/board", {"as_of": "2025-07-10"})
    html = response.content.decode()
    assert "2025年春季学期" in html
    assert cell(response, "c1", "lecture") == "near 0/2"
    assert 'form="nudge"' not in html
    assert list(StoredFinding.objects.order_by("pk").values_list("pk", "status")) == kept
    after = as_user("officer").get("/board", {"term": "t1", "as_of": "2025-07-11"})
    assert cell(after, "c1", "lecture") == "short 0/2"
    assert "学期已结束" in text_of(after)


def test_a_day_that_is_none_is_said_and_today_is_shown(district, as_user):
    response = as_user("officer").get("/board", {"as_of": "2026-02-31"})
    assert response.status_code == 200
    assert "field-invalid" in response.content.decode()
    assert "2026年5月12日" in text_of(response)


def test_an_earlier_semester_is_judged_as_over(district, as_user):
    response = as_user("officer").get("/board", {"term": "t2"})
    assert cell(response, "c2", "lecture") == "short 0/2"
    assert "学期已结束" in text_of(response)
    assert as_user("officer").get("/board", {"term": "nothing"}).status_code == 404


def test_waived_and_not_applicable_are_shown_as_such(district, as_user):
    Waiver.objects.create(
        collaboration=district.pair, period="t3", requirement="lecture", reason="x"
    )
    response = as_user("officer").get("/board")
    assert cell(response, "c1", "lecture") == "waived 0/2"
    assert cell(response, "c1", "secondment-evaluation") == "not_applicable"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),
        ("leader", 200),
        ("viewer", 200),
        ("inspector", 403),
        ("auditor", 403),
        ("administrator", 403),
        ("lead_head", 403),
        ("lead_coordinator", 403),
        ("lead_teacher", 403),
        ("outsider", 403),
    ],
)
def test_who_sees_the_board(district, as_user, who, status):
    assert as_user(who).get("/board").status_code == status
    assert as_user(who).get("/board.xlsx").status_code == status


def test_only_officers_are_offered_the_nudge(district, as_user):
    assert 'form="nudge"' in as_user("officer").get("/board").content.decode()
    assert 'form="nudge"' not in as_user("leader").get("/board").content.decode()


def test_another_bureaus_officer_sees_none_of_it(district, as_user, client):
    from tandem.accounts.models import Role, RoleAssignment, User
    from tandem.schools.models import Authority

    Authority.objects.create(id="far", name="远方教育局")
    user = User.objects.create_user("far", "Far", "x")
    RoleAssignment.objects.create(
        user=user, role=Role.OFFICER, organisation_id="far", starts_on=date(2025, 1, 1)
    )
    client.force_login(user)
    assert client.get("/board").status_code == 404


def test_names_are_escaped(district, as_user):
    district.schools["lead"].name = "<b>一&小</b>"
    district.schools["lead"].save()
    html = as_user("officer").get("/board").content.decode()
    assert "<b>一" not in html
    assert "&lt;b&gt;一&amp;小&lt;/b&gt;" in html


def test_the_board_in_english_marks_what_stays_chinese(district, as_user):
    officer = as_user("officer")
    officer.cookies["django_language"] = "en"
    html = officer.get("/board").content.decode()
    bare = re.sub(r'<(\w+)[^>]* lang="zh"[^>]*>.*?</\1>', "", html, flags=re.S)
    bare = re.sub(r"<script.*?</script>", "", bare, flags=re.S)
    bare = re.sub(r'<details class="menu.*?</details>', "", bare, flags=re.S)
    assert not re.findall(r"[\u4e00-\u9fff]+", bare)
    assert "Next step" in html


def test_the_workbook_holds_what_is_shown(district, as_user):
    officer = as_user("officer")
    response = officer.get("/board.xlsx", {"place": "柳湾"})
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    assert book.sheet_names == ["看板", "待办"]
    board = book.get_sheet_by_name("看板").to_python()
    names = [row[1] for row in board[3:] if row[2]]
    assert names == ["青川第二小学"]


def test_the_board_takes_few_queries(district, as_user, django_assert_max_num_queries):
    officer = as_user("officer")
    draw_fulfilment()
    officer.get("/board")
    with django_assert_max_num_queries(15):
        officer.get("/board")
    with django_assert_max_num_queries(15):
        officer.get("/board", {"as_of": "2026-04-01"})


def test_fulfilment_is_drawn_week_by_week_and_kept(district, as_user):
    for n in range(3):
        Mentorship.objects.create(
            collaboration=district.pair,
            mentor=district.people[f"lead-{n + 2}"],
            mentee=district.people[f"partner-{n + 2}"],
            subject="chinese",
            starts_on=date(2026, 3, 10),
            status="confirmed",
        )
    officer = as_user("officer")
    assert "本学期的曲线每晚更新" in officer.get("/board").content.decode()
    assert run(["nightly"]) == 0
    html = officer.get("/board").content.decode()
    assert 'data-chart="fulfilment"' in html
    weeks = officer.get("/board").context["weeks"]
    assert weeks[0].day == date(2026, 3, 1)
    assert weeks[-1].day == date(2026, 5, 10)
    assert [week.met for week in weeks][:3] == [0, 0, 1]
    assert all(0 < week.calendar <= 1 for week in weeks)
    assert weeks[-1].before == 0.0


def test_the_lagging_duties_have_a_chart_and_a_table(district, as_user):
    lags = as_user("officer").get("/board").context["lags"]
    by_title = {lag.title: lag for lag in lags}
    assert max(lag.short + lag.near + lag.open for lag in lags) == 2
    assert lags == sorted(lags, key=lambda lag: -lag.behind) or lags[0].behind >= lags[-1].behind
    assert "专题讲座" in str(by_title)


@override_settings(FIXED_TODAY=date(2025, 3, 2))
def test_a_round_that_has_just_begun(district, as_user):
    response = as_user("officer").get("/board")
    assert response.status_code == 200
    assert cell(response, "c1", "lecture") == "open 0/2"


def test_a_narrow_screen_gets_each_pair_in_words(district, as_user):
    html = as_user("officer").get("/board").content.decode()
    items = re.search(r'<ul class="rows board-list">(.*?)</ul>', html, re.S)[1].split("<li>")[1:]
    assert len(items) == 2
    (own,) = [item for item in items if 'href="/collaborations/c1/"' in item]
    told = re.sub(r"<[^>]+>", "", own)
    assert "青川第一小学 — 石桥小学" in told
    assert re.search(r"未达标 2 临近 \d+", told)
    assert "报送协作方案少 1 份" in told
    assert "催办" in told


def test_no_request_draws_the_curve(district, as_user):
    assert as_user("officer").post("/board/draw", {"term": "t3"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "lit"),
    [("/", "待办"), ("/board", "职责总表"), ("/imports/schools/new", "学校"), ("/notices", "")],
)
def test_the_navigation_lights_the_entry_a_page_belongs_to(district, as_user, path, lit):
    html = as_user("officer").get(path, follow=True).content.decode()
    nav = re.search(r'<nav class="main-nav".*?</nav>', html, re.S)[0]
    assert re.findall(r'aria-current="page">([^<]+)<', nav) == ([lit] if lit else [])


def test_an_import_leaves_the_curve_of_the_running_semester(district, tmp_path, as_user):
    folder = tmp_path / "facts"
    assert run(["export", str(folder)]) == 0
    plans = folder / "plans.csv"
    text = plans.read_text(encoding="utf-8").rstrip("\n")
    head = text.splitlines()[0].split(",")
    row = {"plan_id": "p1", "collaboration_id": "c1", "submitted_on": "2025-04-01"}
    line = ",".join(row.get(name, "") for name in head)
    plans.write_text(f"{text}\n{line}\n", encoding="utf-8")
    assert run(["import", str(folder)]) == 0
    assert as_user("officer").get("/board").context["weeks"]
