"""Which language the command speaks, known before its options are parsed (help is translated too)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tandem.lib.messages import Messages, load_messages
from tandem.lib.titles import DEFAULT_LANGUAGE, LANGUAGES, Language

VARIABLE = "TANDEM_LANG"


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """From ``--lang`` anywhere in the arguments, else ``TANDEM_LANG``, else simplified Chinese."""
    asked = ""
    for i, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        elif argument == "--lang" and i + 1 < len(arguments):
            asked = arguments[i + 1]
    for wanted in (asked, environment.get(VARIABLE)):
        for language in LANGUAGES:
            if language == wanted:
                return language
    return DEFAULT_LANGUAGE


def command_messages(language: Language) -> Messages:
    """The command's own sentences."""
    return load_messages(Path(__file__).with_name("messages"), language)
