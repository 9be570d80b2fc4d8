"""Facts in: a folder of CSV or Parquet files, or one workbook, to typed tables in DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType

import duckdb

from tandem.facts.cells import CellReader
from tandem.facts.checks import check_facts
from tandem.facts.codes import VocabularyTitles
from tandem.facts.digest import facts_digest
from tandem.facts.problems import Problem, Problems
from tandem.facts.sources import stage_source
from tandem.facts.staging import Workshop
from tandem.policy.schema import TABLES, Table

Progress = Callable[[str, float], None]
"""Called with a table's name, or ``checks``, and the share of the work done (0 to 1)."""


@dataclass(eq=False)
class Facts:
    """A district's facts, typed and checked, in a private DuckDB.

    Schema ``facts`` of ``connection`` has every table of the contract with exactly its columns
    (Parquet files are read in place). ``notices`` are warnings and notes; ``counts`` rows by table,
    ``places`` the file or sheet that each table came from. ``mistakes`` are there only where they
    were asked for: such cells are empty.
    Close it when done, or use it as a context manager.
    """

    workshop: Workshop
    notices: tuple[Problem, ...]
    counts: dict[str, int]
    places: Mapping[str, str] = field(default_factory=dict)
    mistakes: tuple[Problem, ...] = ()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The database; it belongs to these facts and ends with them."""
        return self.workshop.connection

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the typed content, whatever the file format, row order and language."""
        # a cursor of its own: it may be asked for while the connection is at work in another thread
        return facts_digest(self.connection.cursor())

    def close(self) -> None:
        """Close the database and remove temporary files."""
        self.workshop.close()

    def __enter__(self) -> Facts:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def read_facts(
    source: Path,
    *,
    vocabulary: VocabularyTitles,
    progress: Progress | None = None,
    check: bool = True,
    tables: Sequence[Table] = TABLES,
    tolerant: bool = False,
) -> Facts:
    """Read and check the facts in ``source``: a folder of CSV or Parquet files, or an ``.xlsx``.

    ``vocabulary`` has the policy's ``kinds``, ``topics``, ``subjects``, ``grades`` and ``rules``,
    each code -> titles. ``check=False`` leaves out the checks between tables and, for Parquet, those of
    cells: only for facts that a program has written and something else has checked. ``tables`` are the
    contract's, of a workbook perhaps with other columns required and more of them
    (``tandem.facts.supplements``): those stand in the schema ``typed``.
    ``tolerant`` gives the rows with their mistakes, where the source can be read at all.
    Raises ``FactsError`` with all mistakes of all files at once; nothing is returned then.
    """
    workshop = Workshop()
    try:
        return _read(
            Path(source),
            workshop,
            vocabulary,
            progress or (lambda _what, _done: None),
            check,
            tables,
            tolerant,
        )
    except BaseException:
        workshop.close()
        raise


def _read(
    source: Path,
    workshop: Workshop,
    vocabulary: VocabularyTitles,
    progress: Progress,
    check: bool,
    tables: Sequence[Table],
    tolerant: bool,
) -> Facts:
    problems = Problems()
    found = stage_source(source, workshop, problems, vocabulary, progress, tables)
    reader = CellReader(workshop, vocabulary, problems)
    for index, staged in enumerate(found.staged):
        progress(staged.table.name, 0.6 + 0.2 * index / len(found.staged))
        try:
            reader.type_table(staged, look=check or staged.stored)
        except duckdb.Error:
            if staged.stored:
                raise
            # A Parquet file is read in place, and only now in full: a damaged page shows here.
            problems.add(Problem("not_parquet", "error", staged.table.name, staged.place))
            found.failed.add(staged.table.name)
    for table in tables:
        if table.required and table.name not in found.tried:
            problems.add(Problem("missing_table", "error", table.name, source.name))
    if check:
        progress("checks", 0.8)
        whole = {s.table.name: s for s in found.staged if s.table.name not in found.failed}
        check_facts(workshop, whole, found.failed, problems)
    if problems.has_errors and not tolerant:
        raise problems.error()
    counts = workshop.publish()
    progress("checks", 1.0)
    places = {staged.table.name: staged.place for staged in found.staged}
    return Facts(workshop, problems.notices(), counts, places, problems.errors())
