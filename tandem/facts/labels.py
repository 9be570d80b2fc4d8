"""What tables, columns and fixed codes of the facts contract are called, in three languages.

The words stand in ``labels.toml``; codes that a policy defines have their titles in the policy. Aliases
are other words for the same that a reader understands; they are never written.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tandem.facts.supplements import known_column
from tandem.lib.titles import Language, Titles
from tandem.policy.schema import TABLES_BY_NAME

_FILE = Path(__file__).with_name("labels.toml")


@cache
def _labels() -> Mapping[str, Mapping[str, object]]:
    return MappingProxyType(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def _entry(section: str, table: str, column: str) -> Mapping[str, object]:
    """The entry of a column: its own (``table.column``) before the common one."""
    entries = _labels()[section]
    found = entries.get(f"{table}.{column}", entries.get(column))
    if not isinstance(found, dict):
        raise KeyError(f"labels.toml: [{section}] has no {table}.{column}")
    return found


def _aliases(section: str) -> Mapping[str, Any]:
    """The aliases of one section; not every name has some."""
    found = _labels()["aliases"][section]
    if not isinstance(found, dict):
        raise TypeError(f"labels.toml: [aliases.{section}] is no table")
    return found


def _titles(entry: object) -> Titles:
    if not isinstance(entry, dict):
        raise TypeError(f"labels.toml: {entry!r} is no set of titles")
    return Titles.from_mapping(entry)


@cache
def table_titles(table: str) -> Titles:
    """What ``table`` is called; ``KeyError`` for an unknown one."""
    return _titles(_labels()["tables"][table])


@cache
def column_titles(table: str, column: str) -> Titles:
    """The heading of a column in every language; ``KeyError`` for an unknown one."""
    known_column(table, column)
    return _titles(_entry("columns", table, column))


@cache
def column_notes(table: str, column: str) -> Titles:
    """A short sentence on what the column takes, in every language."""
    known_column(table, column)
    return _titles(_entry("notes", table, column))


@cache
def code_titles(table: str, column: str) -> Mapping[str, Titles]:
    """Code -> titles of a column with a fixed list, in the contract's order.

    Raises ``KeyError`` for a column whose codes are not fixed by the contract.
    """
    codes = TABLES_BY_NAME[table].column(column).codes
    if not codes:
        raise KeyError(f"{table}.{column} has no fixed list of codes")
    entry = _entry("codes", table, column)
    return MappingProxyType({code: _titles(entry[code]) for code in codes})


@cache
def table_spellings(table: str) -> tuple[str, ...]:
    """Every title and alias that means ``table``, titles first; ``KeyError`` for an unknown one."""
    return (*table_titles(table).all(), *_aliases("tables").get(table, ()))


@cache
def column_spellings(table: str, column: str) -> tuple[str, ...]:
    """Every heading and alias that means the column, headings first."""
    aliases = _aliases("columns")
    own = aliases.get(f"{table}.{column}", aliases.get(column, ()))
    return (*column_titles(table, column).all(), *own)


@cache
def code_spellings(table: str, column: str) -> Mapping[str, tuple[str, ...]]:
    """Code -> every label and alias that means it, of a column with a fixed list, labels first."""
    lists = _aliases("codes")
    aliases: Mapping[str, Sequence[str]] = lists.get(f"{table}.{column}", lists.get(column, {}))
    return MappingProxyType(
        {
            code: (*titles.all(), *aliases.get(code, ()))
            for code, titles in code_titles(table, column).items()
        }
    )


def table_title(table: str, language: Language) -> str:
    """What ``table`` is called in ``language``."""
    return table_titles(table).get(language)


def heading(table: str, column: str, language: Language) -> str:
    """The heading of a column in ``language``."""
    return column_titles(table, column).get(language)


def code_label(table: str, column: str, code: str, language: Language) -> str:
    """The label of a fixed code in ``language``; ``KeyError`` for an unknown code."""
    return code_titles(table, column)[code].get(language)
