"""Which column holds what: from its heading, else from what stands in it; else as it was last time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from tandem.exchange.wizard.fields import FIELDS, Target, headings, words
from tandem.exchange.wizard.reading import Sheet
from tandem.facts.normalise import word

Columns = dict[int, str]
"""Position of a column -> field."""

_LOOKED_AT = 40
_MOBILE = re.compile(r"1\d{10}\Z")
_CODE = re.compile(r"\d{10}\Z")


def headings_hash(sheet: Sheet) -> str:
    """What a set of headings is remembered by."""
    text = "\n".join(map(word, sheet.headings))
    return hashlib.sha256(text.encode()).hexdigest()


def guess(sheet: Sheet, target: Target) -> Columns:
    """The field of each column that seems to hold one."""
    folded = [word(text) for text in sheet.headings]
    found: Columns = {}
    for name, (single, parts) in headings(target).items():
        position = next((folded.index(h) for h in single if h in folded), None)
        if position is not None and position not in found:
            found[position] = name
            continue
        for position, heading in enumerate(folded):
            if heading in parts and position not in found:
                found[position] = name
    missing = [f.name for f in FIELDS[target] if f.name not in found.values()]
    for name in missing:
        position = _by_values(sheet, name, found)
        if position is not None:
            found[position] = name
    return found


def _by_values(sheet: Sheet, name: str, taken: Mapping[int, str]) -> int | None:
    for position in range(len(sheet.headings)):
        if position in taken:
            continue
        cells = [row[position] for _n, row in sheet.rows[:_LOOKED_AT] if row[position]]
        if len(cells) >= 3 and sum(_fits(name, c) for c in cells) >= 0.8 * len(cells):
            return position
    return None


def _fits(name: str, cell: str) -> bool:
    if name in ("stage", "post", "title", "honour", "subjects"):
        folded = word(cell)
        return not folded.isdigit() and folded in words(name)
    if name == "code":
        return bool(_CODE.match(cell))
    return name == "phone" and bool(_MOBILE.match(cell))


def samples(sheet: Sheet, position: int, most: int = 3) -> Sequence[str]:
    """Some different values of a column."""
    found: dict[str, None] = {}
    for _n, row in sheet.rows[:200]:
        if row[position]:
            found.setdefault(row[position][:30])
        if len(found) == most:
            break
    return list(found)
