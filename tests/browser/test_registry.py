"""The bureau brings its register in, and puts two schools together."""

from __future__ import annotations

from playwright.sync_api import FilePayload

from tests.browser.conftest import DESKTOP, Enter

SHEET = "学校标识码,学校名称,办学类型,学生数\n2133000041,云峰小学,小学,212\n2133000042,梨园小学,小学,96\n"


def test_a_register_is_imported_in_three_steps(enter: Enter) -> None:
    visitor = enter("officer", DESKTOP)
    visitor.goto("/schools/")
    visitor.tap("导入学校", "link")
    file: FilePayload = {"name": "学校.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    visitor.page.locator("input[type=file]").set_input_files([file])
    visitor.tap("上传")
    visitor.page.wait_for_url("**/columns")
    assert "2133000041" in visitor.page.locator("main").inner_text()
    visitor.tap("继续，查看预览")
    visitor.page.wait_for_url("**/check")
    said = visitor.page.locator("main").inner_text()
    assert "云峰小学" in said
    assert "梨园小学" in said
    visitor.page.locator("main form .btn-primary").first.click()
    visitor.page.wait_for_url(lambda url: not url.endswith("/check"))
    visitor.goto("/schools/")
    assert "云峰小学" in visitor.page.locator("table").inner_text()


def test_two_schools_become_one(enter: Enter) -> None:
    visitor = enter("officer", DESKTOP)
    visitor.goto("/schools/")
    visitor.tap("荻浦教学点", "link")
    visitor.tap("合并", "link")
    visitor.type("承接学校", "荻浦小学")
    visitor.tap("合并")
    visitor.page.get_by_text("已合并").first.wait_for()
    assert "荻浦小学" in visitor.page.locator("main").inner_text()
