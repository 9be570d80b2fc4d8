"""Ending a command with a clear word instead of a traceback."""

from __future__ import annotations

from collections.abc import Sequence

BAD_INPUT = 2
"""Exit code: the input cannot be used; nothing was evaluated or written."""


class Failure(Exception):
    """Stops the command: ``lines`` go to standard error, ``code`` is the exit code."""

    def __init__(self, lines: Sequence[str], code: int = BAD_INPUT) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)
        self.code = code
