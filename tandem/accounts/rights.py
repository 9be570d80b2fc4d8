"""Reading ``rights.toml``: which roles have which verb."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tandem.accounts.models import Role

RIGHTS_FILE = Path(__file__).with_name("rights.toml")


@cache
def rights() -> Mapping[str, frozenset[str]]:
    """The roles of every verb (``app.verb``), in the file's order.

    Raises ``ValueError`` for a role that does not exist and for a verb under another app's heading.
    """
    table = tomllib.loads(RIGHTS_FILE.read_text(encoding="utf-8"))
    result: dict[str, frozenset[str]] = {}
    for app, verbs in table.items():
        for verb, roles in verbs.items():
            if not verb.startswith(f"{app}."):
                raise ValueError(f"rights.toml: {verb} stands under [{app}]")
            unknown = set(roles) - set(Role.values)
            if unknown:
                raise ValueError(f"rights.toml: {verb} names unknown roles {sorted(unknown)}")
            result[verb] = frozenset(roles)
    return MappingProxyType(result)


def roles_with(verb: str) -> frozenset[str]:
    """The roles that have a verb. Raises ``KeyError`` for a verb that the file does not name."""
    return rights()[verb]
