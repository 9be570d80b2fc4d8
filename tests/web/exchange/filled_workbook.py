"""A semester's workbook in the hands of a person: downloaded, filled in under its headings, uploaded."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

START = ("c1", "t3")


def downloaded(client: Client, language: str = "zh-hans") -> Workbook:
    """The workbook of this semester as it is handed out."""
    client.cookies["django_language"] = language
    answer = client.get(reverse("exchange:semester_workbook", args=START))
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def headings(sheet: Any) -> dict[str, int]:
    """The columns of a sheet by the first line of their headings, without the star."""
    return {
        str(cell.value).split("\n")[0].removesuffix(" *"): cell.column
        for cell in sheet[1]
        if cell.value
    }


def add(book: Workbook, sheet: str, **cells: Any) -> int:
    """One more row under those that stand there; its number."""
    columns = headings(book[sheet])
    row = 2
    while any(book[sheet].cell(row, column).value for column in columns.values()):
        row += 1
    for heading, value in cells.items():
        book[sheet].cell(row, columns[heading]).value = value
    return row


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """What stands under the headings."""
    columns = headings(book[sheet])
    return [
        {heading: line[column - 1].value for heading, column in columns.items()}
        for line in book[sheet].iter_rows(min_row=2)
        if any(cell.value is not None for cell in line)
    ]


def put(book: Workbook, sheet: str, row: int, heading: str, value: Any) -> None:
    """Write into one cell."""
    book[sheet].cell(row, headings(book[sheet])[heading]).value = value


def content_of(book: Workbook) -> bytes:
    """The file's bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def upload(client: Client, book: Workbook | bytes, name: str = "填报表.xlsx") -> str:
    """Upload it; the address of its preview."""
    content = book if isinstance(book, bytes) else content_of(book)
    answer = client.post(
        reverse("exchange:semester", args=START), {"file": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def digest_of(page: str) -> str:
    """The fingerprint of what the preview shows; empty where there is nothing to save."""
    found = re.search(r'name="digest" value="([0-9a-f]+)"', page)
    return found[1] if found else ""


def save(client: Client, address: str) -> Any:
    """Look at the preview and save it; the page after it."""
    page = client.get(address).content.decode()
    return client.post(address, {"digest": digest_of(page)}, follow=True)


def whole_semester(book: Workbook) -> None:
    """Something of every kind, as a coordinator of the lead school would write it."""
    add(
        book, "帮扶对子", 对子编号="师徒1", 指导教师姓名="周知秋", 帮扶对象姓名="田知秋", 学科="语文",
        开始日期=date(2026, 3, 2),
    )  # fmt: skip
    add(
        book, "活动", 活动编号="A1", 外出编号="外出1", 活动类别="专题讲座",
        举办日期=date(2026, 5, 6), 举办地="受援校", 活动内容="整本书阅读",
    )  # fmt: skip
    add(
        book, "活动", 活动编号="A2", 外出编号="外出1", 活动类别="教学示范（示范课、研讨课）", 学科="语文",
        举办日期=date(2026, 5, 6), 举办地="受援校", 具体地点="三年级教室",
    )  # fmt: skip
    add(book, "参加人员", 活动编号="A1", 人员姓名="周知秋", 参加角色="主讲")
    add(book, "参加人员", 活动编号="A1", 人员编号="田小满", 参加角色="参加")
    add(book, "参加人员", 活动编号="A2", 人员编号="lead-2", 参加角色="授课")
    add(
        book, "参加人员", 活动编号="A2", 人员编号="学生40", 所属方="受援校", 职务="学生",
        参加角色="参加",
    )  # fmt: skip
    add(
        book, "挂职锻炼", 人员姓名="田望舒", 开始日期=date(2026, 4, 6), 结束日期=date(2026, 4, 17),
        挂职岗位="教导处",
    )  # fmt: skip
    add(
        book, "成果", 人员姓名="田知秋", 成果类别="论文", 完成日期=date(2026, 5, 2),
        成果题目="小规模学校的整本书阅读",
    )  # fmt: skip
    add(book, "硬件援助", 援助类别="图书", **{"价值（元）": 1280.5}, 移交日期=date(2026, 4, 1))
