"""Every catalogue of the package is complete: one set of messages and parameters in all languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import tandem
from tandem.lib.titles import LANGUAGES

PACKAGE = Path(tandem.__file__).parent
FOLDERS = sorted(
    folder for folder in PACKAGE.rglob("messages") if folder.is_dir() and any(folder.iterdir())
)
CHINESE = ("zh-Hans", "zh-Hant")


class _Parameters(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def catalogue(folder: Path, language: str) -> dict[str, set[str]]:
    """Message ids with the parameters that each names."""
    text = (folder / f"{language}.ftl").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ast.Junk), f"{folder} {language}: {entry.content}"
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{folder} {language}: {entry.id.name} twice"
            parameters = _Parameters()
            parameters.visit(entry)
            found[entry.id.name] = parameters.names
    return found


def test_there_are_catalogues():
    assert PACKAGE / "reports" / "messages" in FOLDERS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.parent.name)
def test_the_languages_have_the_same_messages(folder: Path):
    first, *others = (catalogue(folder, language) for language in LANGUAGES)
    for language, other in zip(LANGUAGES[1:], others, strict=True):
        assert set(other) == set(first), language


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.parent.name)
def test_the_languages_have_the_same_parameters(folder: Path):
    first, *others = (catalogue(folder, language) for language in LANGUAGES)
    for language, other in zip(LANGUAGES[1:], others, strict=True):
        different = {name for name in first if other.get(name) != first[name]}
        assert not different, language


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.parent.name)
def test_chinese_sentences_have_full_width_punctuation(folder: Path, language: str):
    text = (folder / f"{language}.ftl").read_text(encoding="utf-8")
    beside = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")
    faults = [line for line in text.splitlines() if beside.search(line) and line[:1] != "#"]
    assert not faults
