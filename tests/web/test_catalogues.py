"""The command that keeps the sentences of the pages: what it refuses, and how it says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from tandem.config import catalogues

SAME = {"Remark": ("备注", "備註")}

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write an app of a package of its own: its sentences, in both scripts, complete."""
    package = tmp_path / "package"
    monkeypatch.setattr(catalogues, "PACKAGE", package)

    def app(name: str, words: dict[str, tuple[str, str]], *, context: str = "") -> None:
        folder = package / name
        folder.mkdir(parents=True)
        call = f'pgettext("{context}", "{{}}")' if context else '_("{}")'
        code = "\n".join(call.format(word) for word in words)
        (folder / ("texts.py" if name == "config" else "apps.py")).write_text(
            code, encoding="utf-8"
        )
        assert catalogues.update([name]) == 2 * len(words)
        home = package if name == "config" else folder
        for n, language in enumerate(catalogues.LANGUAGES):
            path = home / "locale" / language / "LC_MESSAGES" / "django.po"
            written = polib.pofile(str(path))
            for entry in written:
                entry.msgstr = words[entry.msgid][n]
            written.save()

    return app


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """What ``--check`` prints; it must fail."""
    capsys.readouterr()
    assert catalogues.main(["--check"]) == 1
    return capsys.readouterr().out


def test_the_same_words_in_every_catalogue_are_accepted(write, capsys):
    write("schools", SAME)
    write("plans", SAME)
    assert catalogues.main(["--check"]) == 0
    assert capsys.readouterr().out == "Every catalogue is complete.\n"


def test_two_catalogues_that_contradict_each_other_are_refused_with_both_words(write, capsys):
    write("schools", {"Remark": ("说明", "說明")})
    write("activities", {"Remark": ("点评", "點評")})
    said = refused(capsys)
    assert "zh_Hans: translated differently, so that one wins on every page: Remark" in said
    assert "说明  in package/schools/locale/zh_Hans/LC_MESSAGES/django.po" in said
    assert "点评  in package/activities/locale/zh_Hans/LC_MESSAGES/django.po" in said
    assert "zh_Hant: translated differently" in said
    assert "with a context" in said


def test_a_context_tells_two_meanings_apart(write, capsys):
    write("schools", {"Remark": ("说明", "說明")})
    write("activities", {"Remark": ("点评", "點評")}, context="lesson")
    assert catalogues.main(["--check"]) == 0
    assert capsys.readouterr().out == "Every catalogue is complete.\n"


def test_two_meanings_within_one_context_are_refused_with_the_context(write, capsys):
    write("schools", {"Remark": ("说明", "說明")}, context="lesson")
    write("activities", {"Remark": ("点评", "點評")}, context="lesson")
    assert "    in the context lesson\n" in refused(capsys)


def test_a_package_that_would_speak_in_our_place_is_named(write, capsys):
    write("schools", {"Phone": ("电话", "電話")})
    assert "电话号码  in allauth\n" in refused(capsys)


def test_the_shared_catalogue_may_reword_a_package(write, capsys):
    write("config", {"Phone": ("电话", "電話")})
    assert catalogues.main(["--check"]) == 0
    assert capsys.readouterr().out == "Every catalogue is complete.\n"


@pytest.mark.parametrize(
    ("simplified", "traditional", "said"),
    [
        ("记录", "记錄", "write 記 for 记: 记錄"),
        ("学校代码", "學校程式碼", "write 代碼 for 程式碼: 學校程式碼"),
        ("选“是”。", "選“是”。", "write 「 for “: 選“是”。"),
        ("选「是」。", "選「是」。", "write “ for 「: 选「是」。"),
        ("已保存,请核对。", "已儲存，請核對。", "half-width punctuation (存,)"),
        ("保存(选填)", "儲存（選填）", "half-width punctuation (存()"),
        ("已保存！", "已儲存。", "write 。 for ！: 已保存！"),
        ("系统提示：已保存。", "已儲存。", "leave out 系统提示: 系统提示：已保存。"),
        ("你可以保存。", "可以儲存。", "write 您 for 你: 你可以保存。"),
        ("已保存。", "請您核對。", "write 請 for 請您: 請您核對。"),
    ],
)
def test_what_is_not_chinese_as_it_is_written_here_is_refused(
    write, capsys, simplified, traditional, said
):
    write("schools", {"Saved.": (simplified, traditional)})
    assert said in refused(capsys)


def test_a_character_of_both_scripts_is_accepted(write, capsys):
    write("schools", {"Assessment": ("考核里程", "考核里程")})
    assert catalogues.main(["--check"]) == 0
    assert capsys.readouterr().out == "Every catalogue is complete.\n"
