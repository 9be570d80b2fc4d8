"""Cells as people type them -> canonical text: blanks, full-width forms, dates, numbers.

Pure functions over single values. Each returns the canonical text (``None`` for an empty cell) or
raises ``BadCell`` with a code; SQL does the bulk, these see only values that are not canonical yet.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

ID_LIMIT = 200
TEXT_LIMIT = 4000
FIRST_YEAR, LAST_YEAR = 1900, 2999
MONEY_DIGITS = 16

_EDGES = "\ufeff\u200b\u200c\u200d\u2060"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|年(\d{1,2})月(\d{1,2})[日号號]?|(\d{2})(\d{2}))"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_INTEGER = re.compile(r"([+-]?\d+)(?:\.0+)?(?:年度?)?")
# What a spreadsheet makes of a long number: 1.10101E+17. Its last digits are gone.
_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_EXCEL_EPOCH = date(1899, 12, 30)
# Serial numbers of the years 1927 to 2119: beyond them a five-digit number is no likely date.
_SERIALS = range(10000, 80001)


class BadCell(Exception):
    """A value that cannot be read: ``code`` of the problem and its parameters."""

    def __init__(self, code: str, params: Mapping[str, str | int] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params = dict(params or {})


@dataclass(frozen=True, slots=True)
class Cell:
    """A canonical value; ``notice`` is the code of what had to be done to it, if worth telling."""

    text: str | None
    notice: str | None = field(default=None)


def strip(text: str) -> str:
    """Without blanks of any width and invisible marks at both ends."""
    return text.strip().strip(_EDGES).strip()


def widths(text: str) -> str:
    """Compatibility forms folded (full-width digits and letters to plain ones), ends stripped."""
    return strip(unicodedata.normalize("NFKC", text))


def word(text: str) -> str:
    """The form in which headings and labels are compared: NFKC, lower case, no blanks or marks."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s_\-*:.,;'\"“”‘’、。·()\[\]【】<>《》/\\|\ufeff\u200b]+", "", folded)


def _check_text(text: str, limit: int) -> None:
    if len(text) > limit:
        raise BadCell("too_long", {"limit": limit, "length": len(text)})
    if _CONTROL.search(text):
        raise BadCell("control_character")


def identifier(value: str) -> Cell:
    """An id: blanks at the ends go, full-width forms become plain ones."""
    stripped = strip(value)
    text = widths(stripped)
    _check_text(text, ID_LIMIT)
    if _ROUNDED.fullmatch(text):
        raise BadCell("id_digits_lost")
    return Cell(text or None, "id_widths" if text != stripped else None)


def free_text(value: str) -> Cell:
    """A name or a reason: only blanks at the ends go."""
    text = strip(value)
    _check_text(text, TEXT_LIMIT)
    return Cell(text or None)


def calendar_date(value: str) -> Cell:
    """A date in any of the usual spellings or as an Excel serial number, to ISO."""
    text = re.sub(r"\s*([年月日号號/.\-])\s*", r"\1", widths(value))
    if not text:
        return Cell(None)
    match = _DATE.fullmatch(text)
    if match is None:
        serial = _SERIAL.fullmatch(text)
        if serial and int(serial[1]) in _SERIALS:
            return Cell(
                (_EXCEL_EPOCH + timedelta(days=int(serial[1]))).isoformat(), "date_as_number"
            )
        raise BadCell("bad_date")
    year, month, day = (int(part) for part in match.groups() if part is not None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadCell("date_out_of_range", {"minimum": FIRST_YEAR, "maximum": LAST_YEAR})
    try:
        return Cell(date(year, month, day).isoformat())
    except ValueError:
        raise BadCell("no_such_day") from None


def _figure(text: str) -> str:
    """A number's text without grouping commas."""
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text


def integer(value: str, minimum: float | None, maximum: float | None) -> Cell:
    """A whole number within its bounds."""
    text = _figure(widths(value))
    if not text:
        return Cell(None)
    match = _INTEGER.fullmatch(text)
    if match is None:
        raise BadCell("bad_integer")
    low = -(2**31) if minimum is None else int(minimum)
    high = 2**31 - 1 if maximum is None else int(maximum)
    # A hostile row of digits is judged by its length: int() refuses very long ones.
    number = int(match[1]) if len(match[1]) <= 12 else 10**12
    if not low <= number <= high:
        raise BadCell("integer_out_of_range", {"minimum": low, "maximum": high})
    return Cell(str(number))


def money(value: str) -> Cell:
    """An amount in yuan: not negative, at most two places."""
    text = _figure(widths(value).removeprefix("¥").removesuffix("元").strip())
    if not text:
        return Cell(None)
    if not _PLAIN.fullmatch(text) or len(text) > 40:
        raise BadCell("bad_decimal")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise BadCell("bad_decimal") from None
    if amount < 0:
        raise BadCell("negative")
    if amount.adjusted() >= MONEY_DIGITS:
        raise BadCell("too_large_amount")
    if amount != round(amount, 2):
        raise BadCell("too_many_places")
    return Cell(f"{amount:.2f}")


def number(value: str, minimum: float | None, maximum: float | None) -> Cell:
    """A decimal number within its bounds; a percentage is taken as its share."""
    text = _figure(widths(value))
    if not text:
        return Cell(None)
    share = text.endswith("%")
    text = text.removesuffix("%").strip()
    if not _PLAIN.fullmatch(text):
        raise BadCell("bad_number")
    figure = float(Decimal(text) / 100) if share and len(text) <= 40 else float(text)
    if not math.isfinite(figure):
        raise BadCell("bad_number")
    if (minimum is not None and figure < minimum) or (maximum is not None and figure > maximum):
        raise BadCell(
            "number_out_of_range",
            {
                "minimum": "" if minimum is None else f"{minimum:g}",
                "maximum": "" if maximum is None else f"{maximum:g}",
            },
        )
    return Cell(repr(figure))
