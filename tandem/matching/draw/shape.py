"""Between the dataclasses of :mod:`model` and JSON values, both ways, nothing left over."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


class BadShape(Exception):
    """A JSON value that is not what the record demands: ``path`` of the member that is at fault."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def to_json(value: Any) -> Any:
    """A dataclass as a dict, tuples as lists, dates as ``YYYY-MM-DD``."""
    if dataclasses.is_dataclass(value):
        return {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def from_json(kind: type[_T], value: Any, path: str = "") -> _T:
    """The dataclass ``kind`` from ``value``; raises :class:`BadShape` unless it is exactly that."""
    return cast(_T, _read(kind, value, path))


@cache
def _members(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any, path: str) -> Any:
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise BadShape(path)
        inner = get_args(kind)[0]
        return tuple(_read(inner, item, f"{path}[{i}]") for i, item in enumerate(value, 1))
    if dataclasses.is_dataclass(kind):
        members = _members(cast(type, kind))
        if not isinstance(value, dict):
            raise BadShape(path)
        strange = set(value) ^ set(members)
        if strange:
            raise BadShape(f"{path}.{min(strange)}".lstrip("."))
        read = {n: _read(k, value[n], f"{path}.{n}".lstrip(".")) for n, k in members.items()}
        return cast(type, kind)(**read)
    if kind is date:
        return _day(value, path)
    if type(value) is not kind:
        raise BadShape(path)
    return value


def _day(value: Any, path: str) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadShape(path) from None
    if day.isoformat() != value:  # 20260520 is a date too, but another text
        raise BadShape(path)
    return day
