"""Breaking mixed Chinese and Latin text into lines of a terminal.

Chinese may break between any two characters, but no line may begin with closing punctuation or end with
opening punctuation; Latin words stay whole. Widths are terminal cells: a Chinese character has two.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

_CLOSING = "，。、；：！？）》」』】”’%,.;:!?)]"
_OPENING = "（《「『【“‘(["
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_LATIN = rf"[^\s{_WIDE}]+"
# a figure stays with its measure word: 51 天
_PIECE = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:\d+ [{_WIDE}]|[{_WIDE}]|{_LATIN})[{re.escape(_CLOSING)}]*|\s+|."
)


def wrap(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells (a longer word is cut); at least one line."""
    lines: list[str] = []
    line, used = "", 0
    for piece in _PIECE.findall(text):
        size = cell_len(piece)
        if used + size > width and line:
            lines.append(line.rstrip())
            line, used = "", 0
        if not line and piece.isspace():
            continue
        while size > width:
            head = _cut(piece, width)
            lines.append(head)
            piece = piece[len(head) :]
            size = cell_len(piece)
        line += piece
        used += size
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def balanced(text: str, width: int) -> list[str]:
    """``text`` in as few lines as ``width`` allows, all about equally long: no lone last character.

    A word is not cut for the sake of balance.
    """
    lines = wrap(text, width)
    longest = max((cell_len(piece) for piece in _PIECE.findall(text)), default=1)
    for narrower in range(width - 1, longest - 1, -1):
        narrow = wrap(text, narrower)
        if len(narrow) > len(lines):
            break
        lines = narrow
    return lines


def _cut(piece: str, width: int) -> str:
    """The longest beginning of ``piece`` that fits; at least one character."""
    end = len(piece)
    while end > 1 and cell_len(piece[:end]) > width:
        end -= 1
    return piece[:end]
