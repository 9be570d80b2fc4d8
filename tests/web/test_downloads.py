"""Every page that shows a table offers it as a workbook that holds what the page shows."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from tests.web.grid.addresses import path_of
from tests.web.grid.fixtures import browsers, filled, taken_back
from tests.web.test_access_grid import GRID
from tests.web.test_query_counts import readers_of

__all__ = ["browsers", "filled"]

pytestmark = pytest.mark.django_db

WITHOUT = {
    "activities:note": "a record of one lesson, which prints",
    "activities:reply_note": "the same beside the answer",
    "exchange:semester_upload": "a preview of the person's own workbook",
    "exchange:wizard_columns [people]": "a preview of the person's own file",
    "exchange:wizard_columns [schools]": "a preview of the person's own file",
    "term_summary": "made to be printed",
}
"""Pages whose table is no list of records."""

LINK = re.compile(r'href="([^"?]*(?:\.xlsx|/audit/download)[^"]*)"')


@pytest.mark.parametrize("row", [row for row in GRID if readers_of(row)])
def test_a_page_with_a_table_has_a_download(row, filled, browsers):
    client = browsers[readers_of(row)[0]]
    with taken_back():
        page = client.get(path_of(row, filled))
        if page.streaming or not page.headers["Content-Type"].startswith("text/html"):
            return
        text = page.content.decode()
        has = "<table" in text and row not in WITHOUT
        links = LINK.findall(text)
        assert not has or links, "a table and no download"
        for link in set(links):
            file = client.get(link.replace("&amp;", "&"))
            assert file.status_code == 200
            assert file.headers["Content-Disposition"].startswith("attachment")
            assert openpyxl.load_workbook(io.BytesIO(file.content)).worksheets


@pytest.mark.parametrize(
    ("path", "name", "told"),
    [
        ("/staffing.xlsx", "officer", ["青川第一实验小学", "周远山", "Lead Coordinator"]),
        ("/staffing.xlsx?q=石桥", "officer", ["石桥小学", "田远山", "Partner Coordinator"]),
        ("/rounds/r1/policy.xlsx", "lead_teacher", ["专题讲座", "2"]),
        ("/rights.xlsx", "anonymous", ["系统管理员", "●"]),
        ("/assessments/quality/bureau/2026/figures.xlsx", "officer", ["柳湾小学", "小学"]),
    ],
)
def test_it_holds_what_the_page_shows(path, name, told, filled, browsers):
    with taken_back():
        answer = browsers[name].get(path)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    cells = " | ".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)
    assert [word for word in told if word not in cells] == []
    assert ("青川第二小学" in cells) == (
        path in ("/staffing.xlsx", "/assessments/quality/bureau/2026/figures.xlsx")
    )
