"""The first step from a TOML file: its text, its values and their lines, or why there are none."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from tandem.lib.toml_lines import TomlLines
from tandem.lib.toml_problems import TomlError, TomlProblem

_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_text(path: Path) -> str:
    """The text of the file at ``path`` (UTF-8, with or without a byte order mark).

    Raises :class:`TomlError` where the file cannot be read or is in another encoding.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TomlError(str(path), (TomlProblem(line, "", "not-utf8"),)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise TomlError(str(path), (TomlProblem(1, "", "unreadable", reason),)) from error


def parse_toml(text: str, source: str) -> tuple[dict[str, Any], TomlLines]:
    """The values of ``text`` (decimals exact), and where each stands.

    ``source`` is the name mistakes are reported under.

    Raises :class:`TomlError` with the line where the text is not TOML.
    """
    try:
        return tomllib.loads(text, parse_float=Decimal), TomlLines(text)
    # besides its own error the parser lets those of huge numbers and of deep nesting through
    except (ValueError, ArithmeticError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        line = text.count("\n") + 1 if isinstance(error, tomllib.TOMLDecodeError) else 1
        line = int(at.group(1)) if at else line
        reason = _AT_LINE.sub("", str(error)).strip()
        raise TomlError(source, (TomlProblem(line, "", "not-toml", reason),)) from error
