"""``report.xlsx``: the board, the to-do list, all findings and the verdicts, to read, filter and print."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path

from xlsxwriter.workbook import Workbook

from tandem.lib.titles import Language
from tandem.policy.clauses import Clause
from tandem.policy.evaluation import Evaluation
from tandem.reports.context import Context
from tandem.reports.current import current_rows
from tandem.reports.sheets.about import write_about
from tandem.reports.sheets.board import write_board
from tandem.reports.sheets.book import Book, workbook_options
from tandem.reports.sheets.final import write_final
from tandem.reports.sheets.findings import write_findings
from tandem.reports.sheets.todo import write_todo
from tandem.reports.sheets.verdicts import write_verdicts
from tandem.reports.words import Words


@contextmanager
def _no_collection() -> Iterator[None]:
    """Half a million cells are small, live objects without cycles: looking for garbage costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def write_workbook(
    target: Path,
    evaluation: Evaluation,
    context: Context,
    language: Language,
    *,
    clauses: Mapping[str, Clause] | None = None,
) -> None:
    """Write the report of an evaluation to ``target``; an existing file is replaced.

    ``clauses``: what each clause says in plain words (``tandem.policy.clauses``), shown as comments on the
    board's headings. The same evaluation gives the same sheets: the file carries the evaluation's day,
    not the clock's. Raises ``OSError`` if the file cannot be written (open in Excel, say); nothing
    half-written is left then.
    """
    words = Words(evaluation.policy, context, language, evaluation.as_of)
    memory = BytesIO()
    with _no_collection(), Workbook(memory, workbook_options(language)) as workbook:
        noon = datetime.combine(evaluation.as_of, time(12), tzinfo=UTC)
        workbook.set_properties({"title": words.say("about-title"), "created": noon})
        rows = current_rows(evaluation, context)
        book = Book(workbook, evaluation, context, words, rows)
        write_about(book)
        write_board(book, clauses or {})
        write_todo(book)
        write_findings(book)
        write_verdicts(book)
        if evaluation.final:
            write_final(book)
        workbook.worksheets()[1].activate()
    target.write_bytes(memory.getvalue())
