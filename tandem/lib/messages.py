"""Sentences by code: Project Fluent catalogues that lie beside the code that speaks them.

Code returns message ids and parameters; only the edge (terminal, workbook, page) asks for words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from tandem.lib.titles import Language

_LONGEST = 900
"""Characters of a parameter that are shown; Fluent refuses more than a thousand."""


def _clipped(value: object) -> object:
    if isinstance(value, str) and len(value) > _LONGEST:
        return value[:_LONGEST] + "…"
    return value


class Messages:
    """The sentences of one folder of ``<language>.ftl`` files in one language."""

    def __init__(self, folder: Path, language: Language) -> None:
        self.language = language
        self._folder = folder
        self._bundle = FluentBundle([language], use_isolating=False)
        text = (folder / f"{language}.ftl").read_text(encoding="utf-8")
        self._bundle.add_resource(FluentResource(text))

    def __contains__(self, message_id: str) -> bool:
        return self._bundle.has_message(message_id)

    def __call__(self, message_id: str, params: Mapping[str, object] | None = None, /) -> str:
        """The sentence ``message_id`` with its parameters filled in.

        Raises ``KeyError`` for an unknown id and ``ValueError`` for a missing parameter: a catalogue
        fault is a defect of the program, never something to show half-done.
        """
        if message_id not in self:
            raise KeyError(f"{self._folder.name}/{self.language}.ftl has no message {message_id}")
        pattern = self._bundle.get_message(message_id).value
        assert pattern is not None, f"{message_id} has no text"
        values = {name: _clipped(value) for name, value in (params or {}).items()}
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise ValueError(f"{message_id}: {errors[0]}")
        return str(text)


@cache
def load_messages(folder: Path, language: Language) -> Messages:
    """The catalogue ``folder/<language>.ftl``, read once per process."""
    return Messages(folder, language)
