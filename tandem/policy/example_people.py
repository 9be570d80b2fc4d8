"""The short way of writing who took part in an activity: ``"lead teacher backbone speaker"``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tandem.policy.schema import HONOURS, PARTICIPANT_SIDES, PARTS, POSTS

Who = Literal["mentor", "mentee"]


@dataclass(frozen=True, slots=True)
class Person:
    """One participant; ``name`` is the person's id, or ``who`` says whose it is."""

    name: str
    who: Who | None
    side: str
    post: str
    honour: str | None
    part: str


class BadPerson(ValueError):
    """A word that does not belong where it stands; ``expected`` are those that would."""

    def __init__(self, word: str, expected: tuple[str, ...]) -> None:
        super().__init__(word)
        self.word = word
        self.expected = expected


def read_person(text: str) -> Person:
    """``[name:] side|mentor|mentee [side] [post] [honour] [part]``, in this order.

    Left out: post teacher, no honour, part attendee; a mentor is of the lead, a mentee of the
    partner. Raises :class:`BadPerson`.
    """
    head, colon, rest = text.partition(":")
    name = head.strip() if colon else ""
    words = (rest if colon else text).split()
    who: Who | None = None
    side = ""
    if words and words[0] in ("mentor", "mentee"):
        who = "mentor" if words.pop(0) == "mentor" else "mentee"
        side = "lead" if who == "mentor" else "partner"
    if words and words[0] in PARTICIPANT_SIDES:
        side = words.pop(0)
    if not side:
        raise BadPerson(words[0] if words else text, (*PARTICIPANT_SIDES, "mentor", "mentee"))

    def take(codes: tuple[str, ...]) -> str | None:
        return words.pop(0) if words and words[0] in codes else None

    post = take(POSTS) or "teacher"
    honour = take(HONOURS)
    part = take(PARTS) or "attendee"
    if words:
        raise BadPerson(words[0], (*POSTS, *HONOURS, *PARTS))
    return Person(name or f"{side}-{post}", who, side, post, honour, part)
