"""Lines of plain text for a terminal, wrapped for Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from tandem.reports.wrapping import wrap


class Lines:
    """Prints lines wrapped for Chinese, with a hanging indent."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def line(self, text: str = "", *, indent: int = 0, hang: int = 0, style: str = "") -> None:
        """One paragraph; an empty one is a blank line."""
        width = max(20, self._console.width - indent - hang)
        lines: Sequence[str] = wrap(text, width) if text else [""]
        for number, piece in enumerate(lines):
            lead = " " * (indent + (hang if number else 0))
            self._console.print(Text(lead + piece, style=style), soft_wrap=True)
