"""Every code that the engine may raise has a sentence in the command's catalogue."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import tandem.policy
from tandem.cli.language import command_messages
from tandem.lib.titles import LANGUAGES

SOURCES = Path(tandem.policy.__file__).parent


def calls(names: set[str]) -> Iterator[ast.Call]:
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in names:
                    yield node


def codes(call: ast.Call, place: int) -> Iterator[str]:
    """The constant strings that may stand at one place of a call."""
    for node in ast.walk(call.args[place]):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_policy_problems() -> None:
    found = {c for call in calls({"problem"}) if len(call.args) > 1 for c in codes(call, 1)}
    found |= {c for call in calls({"PolicyProblem"}) if len(call.args) > 2 for c in codes(call, 2)}
    assert len(found) > 30
    for language in LANGUAGES:
        messages = command_messages(language)
        assert [code for code in sorted(found) if f"policy-{code}" not in messages] == []


def test_engine_errors() -> None:
    found = {code for call in calls({"EngineError"}) for code in codes(call, 0)}
    assert len(found) >= 5
    for language in LANGUAGES:
        messages = command_messages(language)
        assert [code for code in sorted(found) if f"engine-{code}" not in messages] == []
