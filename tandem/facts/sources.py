"""What lies in the folder or workbook: which file or sheet is which table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tandem.facts.codes import VocabularyTitles
from tandem.facts.headings import find_table
from tandem.facts.labels import code_spellings, column_spellings
from tandem.facts.normalise import word
from tandem.facts.parquet_files import read_parquet_table
from tandem.facts.problems import Problem, Problems
from tandem.facts.staging import Staged, Workshop
from tandem.facts.text_files import read_text_table
from tandem.facts.workbook import read_workbook
from tandem.policy.schema import TABLES, TABLES_BY_NAME, Table

_TEXT = (".csv", ".tsv", ".txt")
_PARQUET = (".parquet",)
_WORKBOOK = (".xlsx", ".xlsm")
_OTHER_WORKBOOK = (".xls", ".et", ".ods", ".xlsb", ".xlt", ".xltx", ".numbers")


@dataclass(slots=True)
class Found:
    """The tables that could be staged, those that were there at all, those that failed."""

    staged: list[Staged] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)


def _known_words(vocabulary: VocabularyTitles) -> frozenset[str]:
    """Headings and labels in every language: what tells one legacy encoding from another."""
    words: set[str] = set()
    for table in TABLES:
        for column in table.columns:
            words.update(map(word, column_spellings(table.name, column.name)))
            if column.codes:
                for spelled in code_spellings(table.name, column.name).values():
                    words.update(map(word, spelled))
    for codes in vocabulary.values():
        for titles in codes.values():
            words.update(word(t) for t in titles.all())
    return frozenset(words - {""})


def stage_source(
    source: Path,
    workshop: Workshop,
    problems: Problems,
    vocabulary: VocabularyTitles,
    progress: Callable[[str, float], None],
    tables: Sequence[Table] = TABLES,
) -> Found:
    """Stage everything in ``source``; raises ``FactsError`` when there is nothing to read."""
    try:
        is_folder, exists = source.is_dir(), source.exists()
    except OSError as error:
        problems.add(_unreadable(source, error))
        raise problems.error() from None
    if is_folder:
        return _stage_folder(source, workshop, problems, vocabulary, progress)
    if not exists:
        problems.add(Problem("no_such_source", "error", place=str(source)))
        raise problems.error()
    if source.suffix.lower() not in _WORKBOOK:
        other = source.suffix.lower() in _OTHER_WORKBOOK
        code = "other_workbook" if other else "unknown_source"
        problems.add(Problem(code, "error", place=source.name))
        raise problems.error()
    found = Found()
    found.staged, found.tried = read_workbook(source, workshop, problems, progress, tables)
    found.failed = found.tried - {s.table.name for s in found.staged}
    return found


def _unreadable(place: Path, error: OSError) -> Problem:
    reason = error.strerror or type(error).__name__
    return Problem("unreadable", "error", place=str(place), params={"reason": reason})


def _stage_folder(
    folder: Path,
    workshop: Workshop,
    problems: Problems,
    vocabulary: VocabularyTitles,
    progress: Callable[[str, float], None],
) -> Found:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        problems.add(_unreadable(folder, error))
        raise problems.error() from None
    files: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        if path.suffix.lower() not in _TEXT + _PARQUET or path.name.startswith((".", "~$")):
            continue
        name = find_table(path.stem)
        if name is None:
            problems.add(Problem("unknown_file", "note", place=path.name))
        else:
            files[name].append(path)
    if not files:
        books = [path.name for path in paths if path.suffix.lower() in _WORKBOOK]
        code = "workbook_in_folder" if books else "no_tables"
        problems.add(Problem(code, "error", place=str(folder), params={"book": "".join(books[:1])}))
        raise problems.error()
    found = Found(tried=set(files))
    known = _known_words(vocabulary)
    order = [table.name for table in TABLES if table.name in files]
    for index, name in enumerate(order):
        progress(name, 0.6 * index / len(order))
        table, candidates = TABLES_BY_NAME[name], files[name]
        if len(candidates) > 1:
            problems.add(
                Problem(
                    "table_twice",
                    "error",
                    name,
                    candidates[0].name,
                    params={"others": "、".join(p.name for p in candidates[1:])},
                )
            )
        elif candidates[0].suffix.lower() in _PARQUET:
            _keep(found, name, read_parquet_table(candidates[0], table, workshop, problems))
        else:
            _keep(found, name, read_text_table(candidates[0], table, workshop, problems, known))
    return found


def _keep(found: Found, name: str, staged: Staged | None) -> None:
    if staged is None:
        found.failed.add(name)
    else:
        found.staged.append(staged)
