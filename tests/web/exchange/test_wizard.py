"""Schools and people from a file: columns guessed, every change and mistake shown, all or nothing, undone."""

import csv
import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tandem.audit.models import AuditEvent
from tandem.exchange.models import ImportRun
from tandem.schools.actions import add_person, edit_school, rename_school
from tandem.schools.models import Person, School
from tandem.schools.queries import search_schools
from tests.web.conftest import TODAY

REGISTRY_SCHOOLS = 2_668
"""As many as a whole registry of primary schools has."""

SCHOOLS = [
    ["学校标识码", "学校名称", "办学类型", "乡镇", "在校生数", "纬度", "经度"],
    ["2133000001", "青川第一小学", "211", "城关", "1200", "32.58", "105.23"],
    ["2133000011", "河湾小学", "小学", "河湾", "210", "32.60", "105.30"],
    ["3133000012", "柏林学校", "九年一贯制学校", "柏林", "430", "32.61", "105.31"],
    ["1133000013", "朝阳幼儿园", "幼儿园", "城关", "95", "32.59", "105.22"],
]
PEOPLE = [
    ["学校", "姓名", "工号", "职务", "任教学科", "职称", "骨干称号"],
    ["青川第一小学", "周知秋", "L003", "教导主任", "语文、道法", "一级教师", "区骨干教师"],
    ["石桥小学", "罗一鸣", "P101", "教师", "数学", "小学高级教师", ""],
]


def as_csv(rows, encoding="utf-8-sig"):
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode(encoding)


def as_xlsx(rows):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for n, row in enumerate(rows):
        sheet.write_row(n, 0, row)
    book.close()
    return file.getvalue()


def upload(client, target, content, name="list.csv", **more):
    """Steps 1 and 2 with the columns as they are proposed; the run and the preview's page."""
    file = SimpleUploadedFile(name, content)
    answer = client.post(reverse("exchange:wizard_start", args=[target]), {"file": file, **more})
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer["Location"])
    fields = page.context["form"]
    data = {f.html_name: f.value() or "" for f in fields}
    answer = client.post(answer["Location"], data)
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer["Location"])
    return ImportRun.objects.order_by("-created_at").first(), page


def apply(client, run, page):
    url = reverse("exchange:wizard_check", args=[run.pk])
    return client.post(url, {"digest": page.context["plan"].digest}, follow=True)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_csv(SCHOOLS), "a.csv"),
        (as_csv(SCHOOLS, "gb18030"), "a.csv"),
        (as_xlsx(SCHOOLS), "a.xlsx"),
    ],
)
def test_schools_are_previewed_imported_and_known_again(as_user, content, name):
    client = as_user("officer")
    run, page = upload(client, "schools", content, name)
    plan = page.context["plan"]
    assert (len(plan.new), len(plan.changed), plan.errors) == (3, 1, [])
    assert "1200" in client.get(page.request["PATH_INFO"] + "?show=changed").content.decode()
    apply(client, run, page)
    stages = dict(School.objects.filter(code__contains="3300001").values_list("name", "stage"))
    assert stages == {"河湾小学": "primary", "柏林学校": "nine_year", "朝阳幼儿园": "kindergarten"}
    assert [s.name for s in search_schools("cyyey")] == ["朝阳幼儿园"]
    assert AuditEvent.objects.filter(verb="schools.import").count() == 4
    _run, page = upload(client, "schools", content, name)
    again = page.context["plan"]
    assert (again.changes, again.unchanged) == ([], 4)


def test_every_mistake_is_told_by_cell_and_nothing_is_written(as_user):
    rows = [
        *SCHOOLS,
        ["2133000011", "另一小学", "小学", "", "10", "", ""],
        ["2133000021", "", "小学", "", "10", "", ""],
        ["2133000022", "某小学", "大学", "", "10", "", ""],
        ["2133000023", "某校", "小学", "", "很多", "", ""],
        ["2133000024", "远小学", "小学", "", "10", "132.6", "105.3"],
    ]
    client = as_user("officer")
    run, page = upload(client, "schools", as_csv(rows))
    told = [(p.row, p.column, p.value) for p in page.context["plan"].errors]
    assert told == [
        (6, "学校标识码", "2133000011"),
        (7, "学校名称", ""),
        (8, "办学类型", "大学"),
        (9, "在校生数", "很多"),
        (10, "纬度", "132.6"),
    ]
    apply(client, run, page)
    assert School.objects.count() == 4


def test_an_import_is_undone_as_a_whole(as_user):
    client = as_user("officer")
    run, page = upload(client, "schools", as_csv(SCHOOLS))
    apply(client, run, page)
    client.post(reverse("exchange:wizard_undo", args=[run.pk]))
    assert School.objects.count() == 4
    assert School.objects.get(pk="lead").pupils is None
    assert ImportRun.objects.get(pk=run.pk).state == "undone"


def test_an_import_is_not_undone_once_a_record_changed_or_is_used(as_user, district):
    client = as_user("officer")
    run, page = upload(client, "schools", as_csv(SCHOOLS))
    apply(client, run, page)
    officer = district.actor("officer")
    new = School.objects.get(name="河湾小学")
    add_person(by=officer, school_id=new.pk, values={"name": "罗一鸣", "post": "teacher"})
    answer = client.post(reverse("exchange:wizard_undo", args=[run.pk]))
    assert answer.status_code == 409
    assert "河湾小学" in answer.content.decode()
    assert School.objects.get(pk="lead").pupils == 1200
    school = School.objects.get(pk="lead")
    edit_school(by=officer, school_id="lead", version=school.version, values={"phone": "1"})
    answer = client.post(reverse("exchange:wizard_undo", args=[run.pk]))
    assert "青川第一小学" in answer.content.decode()
    assert School.objects.count() == 7


def test_a_plan_that_is_another_by_now_must_be_looked_at_again(as_user, district):
    client = as_user("officer")
    run, page = upload(client, "schools", as_csv(SCHOOLS))
    rename_school(by=district.actor("officer"), school_id="lead", on=TODAY, name="新名")
    apply(client, run, page)
    assert School.objects.count() == 4
    page = client.get(reverse("exchange:wizard_check", args=[run.pk]))
    apply(client, run, page)
    assert School.objects.get(pk="lead").name == "青川第一小学"
    assert School.objects.get(pk="lead").changes.count() == 2


def test_sent_twice_it_is_imported_once(as_user):
    client = as_user("officer")
    run, page = upload(client, "schools", as_csv(SCHOOLS))
    apply(client, run, page)
    apply(client, run, page)
    assert School.objects.count() == 7


def test_columns_are_remembered(as_user):
    client = as_user("officer")
    upload(client, "schools", as_csv(SCHOOLS))
    file = SimpleUploadedFile("b.csv", as_csv(SCHOOLS))
    page = client.post(
        reverse("exchange:wizard_start", args=["schools"]), {"file": file}, follow=True
    )
    assert page.context["remembered"]


def test_people_are_imported_by_the_bureau_and_known_again(as_user):
    client = as_user("officer")
    run, page = upload(client, "people", as_xlsx(PEOPLE), "p.xlsx")
    plan = page.context["plan"]
    assert (len(plan.new), len(plan.changed), plan.errors) == (1, 1, [])
    apply(client, run, page)
    person = Person.objects.get(pk="lead-2")
    assert (person.post, person.title, person.honour) == ("middle_manager", "first", "backbone")
    assert person.subjects == ["chinese", "morality"]
    assert person.appointments.count() == 2
    assert Person.objects.get(name="罗一鸣").title == "first"
    _run, page = upload(client, "people", as_xlsx(PEOPLE), "p.xlsx")
    assert page.context["plan"].changes == []
    client.post(reverse("exchange:wizard_undo", args=[run.pk]))
    person.refresh_from_db()
    assert (person.post, person.title, person.subjects) == ("teacher", "", ["chinese"])
    assert not Person.objects.filter(name="罗一鸣").exists()


def test_a_school_imports_its_own_people_only(as_user):
    client = as_user("lead_coordinator")
    _run, page = upload(client, "people", as_csv(PEOPLE))
    errors = page.context["plan"].errors
    assert [(p.row, p.value) for p in errors] == [(3, "石桥小学")]


def test_two_people_of_one_name_draw_a_warning(as_user, district):
    Person.objects.create(name="周知秋", school_id="lead", post="teacher")
    rows = [["姓名", "职务"], ["周知秋", "教师"]]
    _run, page = upload(as_user("lead_coordinator"), "people", as_csv(rows))
    assert len(page.context["plan"].warnings) == 1


ACCESS = {
    "administrator": (200, 200),
    "officer": (200, 200),
    "leader": (403, 403),
    "inspector": (403, 403),
    "viewer": (403, 403),
    "auditor": (403, 403),
    "lead_head": (403, 200),
    "lead_coordinator": (403, 200),
    "lead_teacher": (403, 403),
}


@pytest.mark.parametrize(("name", "status"), ACCESS.items())
def test_who_may_import_what(as_user, name, status):
    client = as_user(name)
    found = tuple(
        client.get(reverse("exchange:wizard_start", args=[t])).status_code
        for t in ("schools", "people")
    )
    assert found == status


def test_anothers_import_is_not_there(as_user):
    run, _page = upload(as_user("lead_coordinator"), "people", as_csv(PEOPLE))
    for url in ("wizard_columns", "wizard_check", "wizard_done"):
        for name in ("partner_coordinator", "leader", "lead_teacher", "outsider"):
            answer = as_user(name).get(reverse(f"exchange:{url}", args=[run.pk]))
            assert answer.status_code == 404


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\x03", b"PK\x03\x04broken", "学校名称\n".encode()]
)
def test_what_is_no_table_is_told(as_user, content):
    file = SimpleUploadedFile("x.csv", content)
    answer = as_user("officer").post(
        reverse("exchange:wizard_start", args=["schools"]), {"file": file}
    )
    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


def registry_rows():
    """An invented registry under the headings of a real one: traditional characters, 67 columns."""
    years = [f"推估{year}年人數" for year in range(114, 131)]
    grades = [f"{grade}年級{what}" for grade in range(1, 7) for what in ("班級數", "男學生數")]
    head = ["學年度", "縣市代碼", "縣市名稱", "鄉鎮市區", "學校代碼", "學校名稱", *grades]
    head += [
        "男專任教師",
        "女專任教師",
        "學校級別",
        "代碼",
        "學校名稱_ref",
        "縣市別",
        "地址",
        "電話",
    ]
    head += ["地區屬性", "X 坐標", "Y 坐標", "Unnamed: 12", "經度", "緯度", "學生人數", *years]
    rows = [head]
    for number in range(REGISTRY_SCHOOLS):
        code, name = f"{11301 + number:06}", f"縣立柏溪{number}國小"
        row = ["113", "1", "柏溪縣", f"第{number % 90}鄉", code, name, *["2"] * len(grades)]
        row += [
            "9",
            "16",
            "國民小學",
            code,
            name,
            "柏溪縣",
            f"[251]柏溪縣真理街{number}號",
            "(02)1",
        ]
        row += ["偏遠" if number % 3 == 0 else "", "293930.465", "2785238.828", ""]
        row += [str(121 + number / 5000), str(24 + number / 5000), "0" if number < 13 else "500"]
        rows.append(row + ["511.0"] * len(years))
    return rows


def test_a_whole_registry_goes_through_and_back(as_user):
    client = as_user("officer")
    run, page = upload(client, "schools", as_csv(registry_rows()))
    plan = page.context["plan"]
    assert plan.errors == []
    apply(client, run, page)
    assert School.objects.count() == REGISTRY_SCHOOLS + 4
    school = School.objects.get(code="011400")
    assert (school.name, school.stage, school.place) == ("縣立柏溪99國小", "primary", "柏溪縣第9鄉")
    assert (school.pupils, school.teachers) == (500, 25)
    client.post(reverse("exchange:wizard_undo", args=[run.pk]))
    assert School.objects.count() == 4
