"""The registry's pages: what each role sees, and one journey through each form."""

import io
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tandem.schools.actions import close_school, rename_school
from tandem.schools.models import Authority, Person, School
from tandem.schools.queries import search_people, search_schools
from tests.web.conftest import TODAY

BUREAU = ("administrator", "officer", "leader", "inspector", "viewer", "auditor")
SCHOOLS = ("lead_head", "lead_coordinator", "lead_teacher", "partner_coordinator", "outsider")


@pytest.mark.parametrize("name", [*BUREAU, *SCHOOLS])
def test_everyone_sees_the_list_and_a_schools_page(as_user, name):
    client = as_user(name)
    page = client.get(reverse("schools:list"))
    assert "石桥小学" in page.content.decode()
    page = client.get(reverse("schools:school", args=["partner"])).content.decode()
    assert "石桥小学" in page
    assert ("2133000002" in page) is (name in BUREAU or name == "partner_coordinator")
    assert ("田远山" in page) is (name in ("administrator", "officer", "partner_coordinator"))


def test_a_school_of_another_district_is_not_there(as_user, district):
    far = Authority.objects.create(id="far", name="远方教育局")
    School.objects.create(id="far-school", name="远方小学", stage="primary", authority=far)
    for name in (*BUREAU, *SCHOOLS):
        assert as_user(name).get(reverse("schools:school", args=["far-school"])).status_code == 404


ROSTER = {
    "administrator": 200,
    "officer": 200,
    "leader": 403,
    "inspector": 403,
    "viewer": 403,
    "auditor": 403,
    "lead_head": 200,
    "lead_coordinator": 200,
    "lead_teacher": 403,
    "partner_head": 404,
    "partner_coordinator": 404,
    "partner_teacher": 404,
    "outsider": 404,
}


@pytest.mark.parametrize(("name", "status"), ROSTER.items())
def test_only_the_own_school_and_the_bureau_see_a_roster(as_user, name, status):
    client = as_user(name)
    for url in ("people", "download_people", "add_person"):
        assert client.get(reverse(f"schools:{url}", args=["lead"])).status_code == status
    person = 200 if status == 200 else 404
    for url in ("person", "edit_person", "appoint", "transfer", "leave"):
        assert client.get(reverse(f"schools:{url}", args=["lead-2"])).status_code == person


@pytest.mark.parametrize("name", [*BUREAU, *SCHOOLS])
def test_only_the_bureau_changes_schools(as_user, name):
    client = as_user(name)
    status = 200 if name in ("administrator", "officer") else 403
    for url in ("edit", "rename", "merge", "close", "reopen"):
        assert client.get(reverse(f"schools:{url}", args=["lead"])).status_code == status
    for url in ("add", "rearrange"):
        assert client.get(reverse(f"schools:{url}")).status_code == status


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("石桥", ["石桥小学"]),
        ("桥小", ["石桥小学"]),
        ("青一", ["青川第一小学"]),
        ("2133000004", ["柳湾小学"]),
        ("qcdy", ["青川第一小学"]),
        ("QCDE", ["青川第二小学"]),
        ("石橋", ["石桥小学"]),
        ("橋學", ["石桥小学"]),
        ("shiqiao", ["石桥小学"]),
        ("liuw", ["柳湾小学"]),
        ("qiao", ["石桥小学"]),
        ("iao", []),
        ("shi", ["石桥小学"]),
        ("shi wan", []),
        ("没有", []),
    ],
)
def test_search_by_characters_code_and_initials(as_user, district, text, found):
    for school in School.objects.all():
        rename_school(
            by=district.actor("officer"), school_id=school.pk, on=TODAY, name=school.name + "甲"
        )
    page = as_user("officer").get(reverse("schools:list"), {"q": text}).content.decode()
    names = [s.name for s in School.objects.all() if f">{s.name}<" in page]
    assert names == [name + "甲" for name in found]


@pytest.mark.parametrize(
    "text", ["仁爱", "仁愛", "爱小", "renai", "raxx", "ra", "RENAIX", "ren'ai"]
)
@pytest.mark.parametrize("name", ["仁愛小學", "仁爱小学"])
def test_simplified_traditional_and_pinyin_find_the_same_school(as_user, district, name, text):
    rename_school(by=district.actor("officer"), school_id="lead", on=TODAY, name=name)
    page = as_user("officer").get(reverse("schools:list"), {"q": text}).content.decode()
    assert f">{name}<" in page
    assert "石桥小学" not in page


def test_people_are_found_in_both_scripts_and_by_pinyin(as_user, district):
    refresh = import_module("tandem.schools.migrations.0002_search_in_both_scripts").refresh
    refresh(apps, None)
    address = reverse("schools:people", args=["lead"])
    for text in ("遠山", "远山", "zhouyuanshan", "zys"):
        page = as_user("lead_head").get(address, {"q": text}).content.decode()
        assert "周远山" in page, text
        assert "周知秋" not in page, text


def test_rows_of_before_are_given_what_is_searched_anew(district):
    School.objects.filter(pk="lead").update(name="仁愛小學", search="仁愛小學 raxx")
    Person.objects.filter(pk="lead-1").update(name="田葉", search="")
    import_module("tandem.schools.migrations.0002_search_in_both_scripts").refresh(apps, None)
    assert School.objects.get(pk="lead") in search_schools("仁爱")
    assert search_people("tianye", Person.objects.all()).get().pk == "lead-1"


def test_two_schools_are_merged_on_the_web_and_the_collaboration_waits(as_user):
    client = as_user("officer")
    url = reverse("schools:merge", args=["partner"])
    page = client.post(url, {"into": "小学", "on": "2026-05-04", "move_people": "on", "version": 1})
    assert page.status_code == 422
    assert "青川第二小学" in page.content.decode()
    data = {"into": "青川第二小学", "on": "2026-05-04", "move_people": "on", "version": 1}
    page = client.post(url, data, follow=True).content.decode()
    assert page.count("青川第一小学") >= 1
    waiting = client.get(reverse("schools:rearrange")).content.decode()
    assert "石桥小学" in waiting
    assert reverse("schools:rearrange") in client.get(reverse("schools:list")).content.decode()


def test_a_stale_form_shows_both_versions_and_overwrites_nothing(as_user):
    client = as_user("officer")
    url = reverse("schools:edit", args=["lead"])
    data = {"stage": "primary", "place": "城关", "phone": "111", "version": 1}
    assert client.post(url, data).status_code == 302
    page = client.post(url, {**data, "phone": "222"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "111" in text
    assert "222" in text
    assert School.objects.get(pk="lead").phone == "111"
    assert client.post(url, {**data, "phone": "222", "version": 2}).status_code == 302


def test_a_person_is_added_appointed_and_leaves_on_the_web(as_user):
    client = as_user("lead_coordinator")
    data = {"name": "罗一鸣", "post": "teacher", "subjects": ["maths"]}
    client.post(reverse("schools:add_person", args=["lead"]), data)
    person = Person.objects.get(name="罗一鸣")
    data = {"post": "head", "former": "", "on": "2026-05-12", "version": person.version}
    url = reverse("schools:appoint", args=[person.pk])
    page = client.post(url, data)
    assert page.status_code == 422
    assert "周远山" in page.content.decode()
    assert client.post(url, {**data, "former": "teacher"}).status_code == 302
    url = reverse("schools:leave", args=["lead-0"])
    person = Person.objects.get(pk="lead-0")
    assert client.post(url, {"on": "2026-05-12", "version": person.version}).status_code == 302
    assert client.get(reverse("schools:person", args=["lead-0"])).status_code == 200


def test_lists_are_downloaded(as_user, district):
    close_school(by=district.actor("officer"), school_id="lead", on=TODAY)
    for name, url in (
        ("officer", reverse("schools:download")),
        ("outsider", reverse("schools:download")),
        ("officer", reverse("schools:download_people", args=["partner"])),
    ):
        answer = as_user(name).get(url)
        assert answer.content.startswith(b"PK")


def test_a_school_downloads_of_others_no_more_than_it_sees(as_user):
    codes = {}
    for name in ("officer", "outsider"):
        content = as_user(name).get(reverse("schools:download")).content
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        codes[name] = any("2133000001" in row for row in rows)
    assert codes == {"officer": True, "outsider": False}
