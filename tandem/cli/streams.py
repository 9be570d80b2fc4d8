"""Standard output and error as they come: closed, full, or in an encoding without Chinese."""

from __future__ import annotations

import codecs
import io
import os
import sys


def make_ready() -> None:
    """See to it that both streams are there and take any text.

    Where the system names no encoding (ASCII) UTF-8 is used; elsewhere a character that the encoding
    lacks becomes a question mark, for a message with a hole is better than none.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # stays open as long as the process: it stands in for a stream that is closed
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if ascii_only else None, errors="replace")


def silence_output() -> None:
    """Nobody reads standard output any more: what is still to come goes nowhere."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
