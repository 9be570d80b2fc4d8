"""The board as a workbook: the same sheets as ``tandem evaluate`` writes, for what is shown."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO

from tandem.compliance.models import PinnedPolicy
from tandem.compliance.policies import clauses_of
from tandem.dashboards.board.queries import Board
from tandem.policy.evaluation import Evaluation
from tandem.reports.words import Words


def board_workbook(board: Board, words: Words) -> bytes:
    """Two sheets: the board, and the to-do list by school, of the collaborations that are shown.

    Raises ``ValueError`` for a board without a policy.
    """
    # a web worker that writes no workbook need not know XlsxWriter
    from xlsxwriter.workbook import Workbook

    from tandem.reports.sheets.board import write_board
    from tandem.reports.sheets.book import Book, workbook_options
    from tandem.reports.sheets.todo import write_todo

    if board.policy is None:
        raise ValueError("a board without a policy has nothing to write")
    findings = tuple(f for row in board.shown for f in row.findings.values())
    evaluation = Evaluation(board.policy, board.as_of, findings, (), (), ())
    pinned = PinnedPolicy.objects.values_list("policy_id", flat=True)
    hash_ = pinned.filter(round=board.term.round_id).get()
    memory = BytesIO()
    with Workbook(memory, workbook_options(words.language)) as workbook:
        noon = datetime.combine(board.as_of, time(12), tzinfo=UTC)
        workbook.set_properties({"title": words.say("about-title"), "created": noon})
        book = Book(workbook, evaluation, board.context, words, board.shown)
        write_board(book, clauses_of(hash_))
        write_todo(book)
    return memory.getvalue()
