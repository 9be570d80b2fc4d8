"""The records that files can be added to, told by the apps that hold them.

Evidence lies beneath every record app, so each of them registers its records from its ``apps.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404

from tandem.accounts.actors import Actor


@dataclass(frozen=True, slots=True)
class Subject:
    """A record that files belong to, as one reader sees it.

    ``organisations`` are the collaboration's schools and their bureaus: whose people may add files.
    """

    collaboration_id: str
    url: str
    label: str
    organisations: frozenset[str]


GetFor = Callable[[Actor, str], Subject]


@dataclass(frozen=True, slots=True)
class _Registered:
    get_for: GetFor
    lasting: bool


_subjects: dict[str, _Registered] = {}


def register_subject(object_type: str, get_for: GetFor, *, lasting: bool = True) -> None:
    """Name a kind of record. ``get_for`` raises ``Http404`` for outsiders.

    ``lasting=False`` is for drafts: a file of theirs has not been used yet.
    """
    _subjects[object_type] = _Registered(get_for, lasting)


def get_subject_for(actor: Actor, object_type: str, object_id: str) -> Subject:
    """One record; raises ``Http404`` for an unknown kind and for outsiders."""
    registered = _subjects.get(object_type)
    if registered is None:
        raise Http404
    return registered.get_for(actor, object_id)


def passing_types() -> list[str]:
    """The kinds whose files have not been used yet."""
    return [name for name, registered in _subjects.items() if not registered.lasting]
