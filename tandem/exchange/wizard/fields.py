"""The fields of an import: their headings, their kinds, the words of their cells."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tandem.facts.labels import code_spellings
from tandem.facts.normalise import word
from tandem.schools.subjects import subject_titles

Target = Literal["schools", "people"]
TARGETS: tuple[Target, ...] = ("schools", "people")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``several``: more than one column may hold it (``sum``, ``join``)."""

    name: str
    label: str | Promise
    several: str = ""
    needed: bool = False


FIELDS: Mapping[Target, tuple[Field, ...]] = {
    "schools": (
        Field("code", _("School code")),
        Field("name", _("Name"), needed=True),
        Field("stage", _("Stage")),
        Field("status", _("Status")),
        Field("place", _("Place"), "join"),
        Field("address", _("Address")),
        Field("phone", _("Phone number")),
        Field("pupils", _("Pupils"), "sum"),
        Field("teachers", _("Teachers"), "sum"),
        Field("latitude", _("Latitude")),
        Field("longitude", _("Longitude")),
    ),
    "people": (
        Field("school", _("School")),
        Field("name", pgettext_lazy("person", "Name"), needed=True),
        Field("staff_number", _("Staff number")),
        Field("post", _("Post")),
        Field("subjects", _("Subjects"), "join"),
        Field("honour", _("Honour")),
        Field("title", _("Professional title")),
        Field("phone", _("Phone number")),
    ),
}


def field_of(target: Target, name: str) -> Field:
    """A field by its name. Raises ``KeyError``."""
    return {f.name: f for f in FIELDS[target]}[name]


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))


@cache
def headings(target: Target) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Field -> (folded headings in order of preference, folded headings of parts)."""
    return {
        name: (
            tuple(dict.fromkeys(map(word, entry["headings"]))),
            tuple(dict.fromkeys(map(word, entry.get("parts", ())))),
        )
        for name, entry in _file()[target].items()
    }


@cache
def all_headings(target: Target) -> frozenset[str]:
    """Every folded heading of a target."""
    return frozenset(text for lists in headings(target).values() for part in lists for text in part)


_CONTRACT = {"stage": ("schools", "stage"), "status": ("schools", "status")}
_PEOPLE = {"post": ("participations", "post"), "honour": ("participations", "honour")}


@cache
def words(name: str) -> Mapping[str, str]:
    """Folded word -> code, for a field with codes."""
    if name == "subjects":
        pairs = [(code, (code, *titles.all())) for code, titles in subject_titles().items()]
        found = {word(text): code for code, texts in pairs for text in texts}
        return {**found, word("道法"): "morality", word("思政"): "morality", word("信息技术"): "it"}
    found = {}
    if name in _CONTRACT or name in _PEOPLE:
        table, column = {**_CONTRACT, **_PEOPLE}[name]
        for code, texts in code_spellings(table, column).items():
            found |= {word(text): code for text in (code, *texts)}
    for code, texts in _file()["words"][name].items():
        found |= {word(text): code for text in (code, *texts)}
    found.pop("student", None)
    return {text: code for text, code in found.items() if code != "student"}


def stage_within(text: str) -> str | None:
    """The stage that a longer text names: a type, or a school's name."""
    folded = word(text)
    for group in _file()["inside"]["stage"]:
        for code, texts in group.items():
            if any(word(part) in folded for part in texts):
                return str(code)
    return None
