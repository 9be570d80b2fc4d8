"""What accounts must know of schools and authorities, told by the app that holds them.

Accounts lie beneath schools, so ``schools/apps.py`` registers the directory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """A school or an authority; ``above`` is a school's bureau, or an authority's higher one."""

    id: str
    name: str
    is_school: bool
    above: str | None


Directory = Callable[[Collection[str]], Mapping[str, Organisation]]

_directories: list[Directory] = []


def register_directory(directory: Directory) -> None:
    """Name the one directory. A later one takes its place."""
    _directories[:] = [directory]


def organisations(ids: Collection[str]) -> Mapping[str, Organisation]:
    """The organisations of those ids; an unknown one is missing."""
    return _directories[0](ids) if ids and _directories else {}


def organisation(pk: str) -> Organisation:
    """One organisation. Raises ``LookupError`` for an unknown id."""
    return organisations([pk])[pk]
