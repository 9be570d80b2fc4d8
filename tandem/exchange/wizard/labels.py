"""Codes in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise

from tandem.exchange.wizard.fields import Target, field_of
from tandem.schools.actions.importing import Change
from tandem.schools.models import Honour, PostCode, School, Stage, Title
from tandem.schools.subjects import subject_choices, subject_words

_CHOICES: Mapping[str, Any] = {
    "stage": Stage.choices,
    "status": School.Status.choices,
    "post": PostCode.choices,
    "honour": Honour.choices,
    "title": Title.choices,
}


def choices(name: str) -> list[tuple[str, str | Promise]]:
    """Codes and words of a field."""
    return list(subject_choices()) if name == "subjects" else list(_CHOICES[name])


def shown(name: str, value: Any) -> str:
    """A value in the words of the page; a dash for nothing."""
    if value in (None, "", []):
        return "–"
    if name == "subjects":
        return "、".join(subject_words(value))
    if name in _CHOICES:
        return str(dict(_CHOICES[name]).get(value, value))
    return str(value)


def lines(target: Target, change: Change, schools: Mapping[str, str]) -> list[tuple[Any, str, str]]:
    """(label, old, new) of everything that a change writes."""
    found = []
    for name, value in change.after.items():
        own = "school" if name == "school_id" else name
        old = change.before.get(name)
        if own == "school":
            found.append((field_of(target, own).label, "–", schools.get(str(value), str(value))))
        else:
            found.append((field_of(target, own).label, shown(own, old), shown(own, value)))
    return found
