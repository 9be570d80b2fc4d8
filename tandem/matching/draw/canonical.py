"""The one way in which a draw is written, so that a digest means one thing.

Canonical text is JSON with the members of every object sorted by name, one blank of indentation a
level, no escape that JSON does not demand, UTF-8, and one line end at the end. Only objects, lists,
texts (normal form C, no control characters) and whole numbers occur. ``jq -S --indent 1`` prints
exactly this, so ``jq -S --indent 1 .frozen record.json | sha256sum`` is :func:`digest` of that part.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any, NoReturn

SIZE_LIMIT = 64 << 20
"""Bytes that a file may have."""

_DEEPEST = 20
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control characters, and the invisible ones that hide or turn text around.

Private ones stay: rare Chinese names are written with them.
"""

_INTEGER = re.compile(r"0|[1-9][0-9]{0,14}")


class NotCanonical(Exception):
    """The bytes are no canonical text: ``code``, and ``at`` (a line, a member or a value) if known."""

    def __init__(self, code: str, at: str = "") -> None:
        super().__init__(f"{code} {at}".strip())
        self.code = code
        self.at = at


def canonical_text(value: object) -> str:
    """``value`` (dicts, lists, texts, whole numbers) as canonical text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def digest(value: object) -> str:
    """The SHA-256 of the canonical text, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical_text(value).encode("utf-8")).hexdigest()


def is_clean(text: str) -> bool:
    """Whether a text may stand in a record: normal form C, no invisible characters, no blank ends."""
    normal = unicodedata.is_normalized("NFC", text)
    return normal and not _CONTROL.search(text) and text == text.strip()


def read_canonical(data: bytes) -> dict[str, Any]:
    """The JSON object that ``data`` holds; raises :class:`NotCanonical` for any other spelling of it.

    Blanks, other forms of a number or of an escape, members twice or in another order, texts in
    another Unicode form: each is refused, because the digest would no longer cover what is read.
    """
    if len(data) > SIZE_LIMIT:
        raise NotCanonical("too-large")
    if data.startswith(b"\xef\xbb\xbf"):
        raise NotCanonical("bom")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotCanonical("not-utf8", str(data.count(b"\n", 0, error.start) + 1)) from None
    try:
        value = json.loads(
            text,
            object_pairs_hook=_members,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        raise NotCanonical("not-json", str(error.lineno)) from None
    except RecursionError:
        raise NotCanonical("too-deep") from None
    if not isinstance(value, dict):
        raise NotCanonical("not-object")
    _check(value, 0)
    again = canonical_text(value).encode("utf-8")
    if again != data:
        raise NotCanonical("other-form", str(_first_difference(again, data)))
    return value


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotCanonical("member-twice", _CONTROL.sub("?", twice)[:60])
    return members


def _refuse_number(text: str) -> NoReturn:
    raise NotCanonical("number", text[:60])


def _whole(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        _refuse_number(text)
    return int(text)


def _check(value: object, depth: int) -> None:
    """Refuse what has no place in a record: other kinds, unclean texts, no end of nesting."""
    if depth > _DEEPEST:
        raise NotCanonical("too-deep")
    if isinstance(value, dict):
        for name, member in value.items():
            _check(name, depth)
            _check(member, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, str):
        if not is_clean(value):
            raise NotCanonical("unclean-text", _CONTROL.sub("?", value)[:60])
    elif isinstance(value, bool) or not isinstance(value, int):
        raise NotCanonical("kind", str(value))


def _first_difference(one: bytes, other: bytes) -> int:
    """The line of ``other`` at which the two part."""
    ends = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return other.count(b"\n", 0, next(ends, min(len(one), len(other)))) + 1
