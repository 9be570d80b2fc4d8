"""The clauses that a policy's rules cite, said in plain words in three languages.

The file lies beside the policy (``clauses.toml``), one table a clause, named by its anchor::

    ["5.1.2"]
    title = { zh-Hans = "…", zh-Hant = "…", en = "…" }
    text = { zh-Hans = "…", zh-Hant = "…", en = "…" }
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tandem.lib.titles import Titles
from tandem.lib.toml_reader import TableReader
from tandem.lib.toml_text import parse_toml, read_text
from tandem.policy.problems import PolicyError, PolicyProblem


@dataclass(frozen=True, slots=True)
class Clause:
    """What one clause asks: a few words, and a sentence or two."""

    title: Titles
    text: Titles


def load_clauses(path: Path) -> Mapping[str, Clause]:
    """The clauses of the file at ``path`` (UTF-8 TOML) by anchor, in the file's order; read-only.

    Raises :class:`PolicyError` with every mistake, also where the file cannot be read. A missing
    language is no mistake (the text falls back visibly); a missing title or text is.
    """
    return parse_clauses(read_text(path), str(path))


def parse_clauses(text: str, source: str = "clauses.toml") -> Mapping[str, Clause]:
    """As :func:`load_clauses`, from the text; ``source`` is the name mistakes are reported under."""
    values, lines = parse_toml(text, source)
    problems: list[PolicyProblem] = []
    top = TableReader(values, (), lines, problems)
    clauses: dict[str, Clause] = {}
    for anchor in top.values:
        table = top.table(anchor)
        clauses[anchor] = Clause(table.titles("title"), table.titles("text"))
        table.close()
    if problems:
        raise PolicyError(source, tuple(problems))
    return MappingProxyType(clauses)
