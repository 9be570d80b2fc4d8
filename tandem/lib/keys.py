"""Ids of records: short, sortable by the moment they were made, safe in a URL and in a spreadsheet."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\Z")
LENGTH = 16


def new_key() -> str:
    """A new id of 16 characters: the moment in milliseconds, then 35 random bits, in base 32.

    It begins with a letter, so that no spreadsheet takes it for a number.
    """
    number = (int(time.time() * 1000) << 35 | secrets.randbits(35)) & ((1 << 80) - 1)
    text = ""
    for _ in range(LENGTH - 1):
        number, digit = divmod(number, 32)
        text = _ALPHABET[digit] + text
    return "t" + text


def key_to_path(key: str) -> str:
    """A record's id as one segment of a URL; an id of the contract may hold any character."""
    if _PLAIN.match(key):
        return key
    return "~" + base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def path_to_key(segment: str) -> str:
    """The id behind a segment of a URL. Raises ``ValueError`` for one that is none."""
    if not segment.startswith("~"):
        return segment
    text = segment[1:]
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise ValueError(segment) from error
