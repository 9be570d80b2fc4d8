"""``mentors.xlsx``: mentor pairs with reasons, mentees without a mentor, the mentors' load, source."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.workbook import Workbook

from tandem.reports.mentoring.results import MentoringResults
from tandem.reports.mentoring.words import MentoringWords
from tandem.reports.sheets.tables import Column, TableBook, write_tables


def write_mentors_workbook(target: Path, results: MentoringResults, words: MentoringWords) -> None:
    """Write the workbook to ``target``; the same answer gives the same file.

    Raises ``OSError`` if it cannot be written; nothing half-written is left then.
    """

    def fill(workbook: Workbook) -> None:
        book = _Book(workbook, results, words)
        book.pairs()
        book.left()
        book.mentors()
        book.about()

    write_tables(target, words.say("about-title"), words.say, fill)


class _Book(TableBook):
    def __init__(
        self, workbook: Workbook, results: MentoringResults, words: MentoringWords
    ) -> None:
        super().__init__(workbook, words.say)
        self._results = results
        self._words = words

    def pairs(self) -> None:
        """One row a pair: who guides whom, in what, why."""
        say, words = self._say, self._words
        columns: list[Column] = [
            (say("column-mentor"), 16.0),
            (say("column-mentee"), 16.0),
            (say("column-subject"), 12.0),
            (say("column-kind"), 12.0),
            (say("column-reasons"), 60.0),
            (say("column-mentor-id"), 13.0),
            (say("column-mentee-id"), 13.0),
        ]
        sheet = self._table("pairs", columns)
        pairs = self._results.match.pairs
        for r, pair in enumerate(pairs, start=2):
            why = "\n".join(words.reasons(pair, self._results))
            sheet.write_string(r, 0, words.name(pair.mentor_id), self._bold)
            sheet.write_string(r, 1, words.name(pair.mentee_id), self._text)
            sheet.write_string(r, 2, words.titles([pair.subject]), self._text)
            sheet.write_string(r, 3, words.kind(pair), self._centre)
            sheet.write_string(r, 4, why, self._text)
            sheet.write_string(r, 5, pair.mentor_id, self._text)
            sheet.write_string(r, 6, pair.mentee_id, self._text)
            self._fit(sheet, r, (why, 60.0))
        self._finish(sheet, len(pairs), len(columns), frozen=2)

    def left(self) -> None:
        """The mentees without a mentor, each with why."""
        say, words = self._say, self._words
        columns: list[Column] = [(say("column-mentee"), 16.0), (say("column-mentee-id"), 13.0)]
        columns += [(say("column-subject"), 20.0), (say("column-why"), 70.0)]
        sheet = self._table("left", columns)
        left = [t for t in self._results.teachers.mentees if t.id in self._results.match.unmatched]
        for r, mentee in enumerate(left, start=2):
            why = words.why_left(mentee.id, self._results)
            sheet.write_string(r, 0, words.name(mentee.id), self._bold)
            sheet.write_string(r, 1, mentee.id, self._text)
            sheet.write_string(r, 2, words.titles(mentee.subjects), self._text)
            sheet.write_string(r, 3, why, self._text)
            self._fit(sheet, r, (why, 70.0))
        if left:
            self._finish(sheet, len(left), len(columns))
        else:
            sheet.write_string(2, 0, say("left-none"), self._note)

    def mentors(self) -> None:
        """Whom each mentor guides, and how many more he or she could."""
        say, words = self._say, self._words
        columns: list[Column] = [
            (say("column-mentor"), 16.0),
            (say("column-mentor-id"), 13.0),
            (say("column-subject"), 20.0),
            (say("column-honours"), 20.0),
            (say("column-had"), 12.0),
            (say("column-new"), 40.0),
            (say("column-free"), 12.0),
        ]
        sheet = self._table("mentors", columns)
        mentors = self._results.teachers.mentors
        for r, mentor in enumerate(mentors, start=2):
            mine = self._results.mentees_of(mentor.id)
            free = max(mentor.places - mentor.mentees, 0) - len(mine)
            sheet.write_string(r, 0, words.name(mentor.id), self._bold)
            sheet.write_string(r, 1, mentor.id, self._text)
            sheet.write_string(r, 2, words.titles(mentor.subjects), self._text)
            sheet.write_string(r, 3, words.titles(mentor.honours), self._text)
            sheet.write_number(r, 4, mentor.mentees, self._whole)
            sheet.write_string(r, 5, words.names(mine), self._text)
            sheet.write_number(r, 6, free, self._whole)
            self._fit(sheet, r, (words.titles(mentor.subjects), 20.0), (words.names(mine), 40.0))
        self._finish(sheet, len(mentors), len(columns), frozen=1)

    def about(self) -> None:
        """On what the answer stands."""
        from tandem import __version__

        say, results = self._say, self._results
        sheet = self._table("about", [(say("column-key"), 26.0), (say("column-value"), 70.0)])
        params = {"count": len(results.match.pairs), "core": str(results.match.core)}
        rows = [
            (say("about-result"), say("summary-title", params)),
            *((say("about-lacking"), text) for text in self._words.lacking(results)),
            (say("about-list"), results.place),
            (say("about-hash"), results.sha256),
            (say("about-version"), __version__),
            (say("about-how"), say("about-how-text")),
        ]
        self._rows(sheet, 2, rows, (26.0, 70.0))
