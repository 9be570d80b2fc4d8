"""``arrangement.xlsx``: pairs with reasons, the unplaced, the leads' places, costs, rules and source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tandem.matching.model import POINT, Pair
from tandem.reports.pairing.results import PairingResults
from tandem.reports.pairing.rules_words import rule_rows, weight_rows
from tandem.reports.pairing.table import why_unplaced
from tandem.reports.pairing.words import PairingWords, travel_of
from tandem.reports.sheets.book import FONTS
from tandem.reports.wrapping import wrap

_A4 = 9
_LINE = "#D0D5D8"
_INK = "#0B4F4F"
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Written as the workbook's day, so that the same proposal gives the same file."""

Column = tuple[str, float]


def write_pairing_workbook(target: Path, results: PairingResults, words: PairingWords) -> None:
    """Write the workbook to ``target``; the same proposal gives the same file.

    Raises ``OSError`` if it cannot be written; nothing half-written is left then.
    """
    memory = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONTS[words.language], "font_size": 10},
    }
    with Workbook(memory, options) as workbook:
        workbook.set_properties({"title": words.say("about-title"), "created": _NO_DAY})
        book = _Book(workbook, results, words)
        book.about()
        book.pairs()
        book.unplaced()
        book.leads()
        book.terms()
        book.rules()
        workbook.worksheets()[1].activate()
    target.write_bytes(memory.getvalue())


class _Book:
    def __init__(self, workbook: Workbook, results: PairingResults, words: PairingWords) -> None:
        self._workbook = workbook
        self._results = results
        self._proposal = results.proposal
        self._words = words
        self._say = words.say
        base = {"font_name": FONTS[words.language], "font_size": 10, "valign": "vcenter"}
        box = {**base, "border": 1, "border_color": _LINE, "valign": "top"}

        def made(*parts: dict[str, Any]) -> Any:
            return workbook.add_format({k: v for part in parts for k, v in part.items()})

        self._title = made(base, {"font_size": 16, "bold": True, "font_color": _INK})
        self._note = made(base, {"font_color": "#595959", "text_wrap": True, "valign": "top"})
        head = {"bold": True, "bg_color": "#E3EEEE", "text_wrap": True, "align": "center"}
        self._head = made(box, head, {"valign": "vcenter"})
        self._text = made(box, {"text_wrap": True})
        self._bold = made(box, {"text_wrap": True, "bold": True})
        self._number = made(box, {"num_format": "0.0", "align": "right"})
        self._cost = made(box, {"num_format": "0.00", "align": "right"})
        self._whole = made(box, {"num_format": "#,##0", "align": "right"})
        self._missing = made(box, {"font_color": "#666666", "align": "center"})
        self._centre = made(box, {"align": "center"})

    # --- the sheets --------------------------------------------------------------------------

    def about(self) -> None:
        """On what the proposal stands, and how much there is of what."""
        say, proposal, source = self._say, self._proposal, self._results.source
        sheet = self._workbook.add_worksheet(say("sheet-about"))
        self._page(sheet, landscape=False)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 70)
        sheet.write_string(0, 0, say("about-title"), self._title)
        sheet.set_row(0, 28)
        note = say("about-note")
        sheet.merge_range(1, 0, 1, 1, note, self._note)
        self._fit(sheet, 1, (note, 94.0))
        worst = proposal.worst
        rows: list[tuple[str, str]] = [
            (say("about-schools"), source.schools),
            (say("about-hash"), source.schools_sha256),
            (say("about-rules"), source.rules or say("about-rules-default")),
        ]
        if source.rules_sha256:
            rows.append((say("about-rules-hash"), source.rules_sha256))
        rows += [
            (say("about-version"), source.version),
            (say("about-fairness"), say(f"fairness-{proposal.fairness}")),
            (say("about-leads"), say("count-schools", {"count": len(proposal.leads)})),
            (say("about-places"), str(sum(proposal.places.values()))),
            (say("about-partners"), say("count-schools", {"count": len(proposal.partners)})),
            (say("about-pairs"), say("count-pairs", {"count": len(proposal.pairs)})),
            (say("about-unplaced"), say("count-schools", {"count": len(proposal.unplaced)})),
            (say("about-total"), self._words.cost(proposal.total)),
            (say("about-worst"), say("none") if worst is None else self._words.cost(worst)),
            (say("about-cost"), say("about-cost-text")),
        ]
        unknown = self._words.unknown_everywhere(self._results.unknown_everywhere)
        rows += [(say("no-data"), text) for text in unknown]
        rows += [(say("warnings"), warning) for warning in self._results.warnings]
        self._rows(sheet, 2, rows, (26.0, 70.0))

    def pairs(self) -> None:
        """One row a pair, by lead: distance, cost, reasons and the other choice."""
        say, words = self._say, self._words
        minutes = any(_unit(pair) == "min" for pair in self._proposal.pairs)
        columns: list[Column] = [
            (say("column-lead"), 20.0),
            (say("column-partner"), 20.0),
            (say("column-min" if minutes else "column-km"), 10.0),
            (say("column-cost"), 8.0),
            (say("column-fixed"), 9.0),
            (say("column-reasons"), 46.0),
            (say("column-other"), 46.0),
            (say("column-lead-id"), 13.0),
            (say("column-partner-id"), 13.0),
        ]
        sheet = self._table("pairs", columns)
        order = {school.id: n for n, school in enumerate(self._proposal.leads)}
        pairs = sorted(
            self._proposal.pairs, key=lambda pair: (order[pair.lead_id], pair.cost, pair.partner_id)
        )
        for r, pair in enumerate(pairs, start=2):
            reasons = self._results.reasons.get(pair.partner_id)
            why = "\n".join(words.reasons(pair, self._results.unknown_everywhere))
            other = ""
            if reasons is not None:
                other = f"{words.rank(reasons)}\n{words.other_choice(reasons)}"
            texts = [words.name(pair.lead_id), words.name(pair.partner_id)]
            sheet.write_string(r, 0, texts[0], self._bold)
            sheet.write_string(r, 1, texts[1], self._text)
            self._measure(sheet, r, 2, _travel(pair), self._number)
            sheet.write_number(r, 3, pair.cost / POINT, self._cost)
            sheet.write_string(r, 4, say("yes") if pair.fixed else "", self._centre)
            sheet.write_string(r, 5, why, self._text)
            sheet.write_string(r, 6, other, self._text)
            sheet.write_string(r, 7, pair.lead_id, self._text)
            sheet.write_string(r, 8, pair.partner_id, self._text)
            self._fit(sheet, r, (texts[0], 20.0), (texts[1], 20.0), (why, 46.0), (other, 46.0))
        self._finish(sheet, len(pairs), len(columns), frozen=2)

    def unplaced(self) -> None:
        """The partners without a lead, each with why; below them the reasons in full."""
        say, words = self._say, self._words
        columns = [(say("column-partner"), 24.0), (say("column-partner-id"), 14.0)]
        columns.append((say("column-why"), 90.0))
        sheet = self._table("unplaced", columns)
        why = why_unplaced(self._results, words)
        row = 2
        for partner_id, text in why.items():
            sheet.write_string(row, 0, words.name(partner_id), self._bold)
            sheet.write_string(row, 1, partner_id, self._text)
            sheet.write_string(row, 2, text, self._text)
            self._fit(sheet, row, (text, 90.0))
            row += 1
        if not why:
            sheet.write_string(row, 0, say("unplaced-empty"), self._note)
            sheet.set_row(row, 20)
        else:
            self._finish(sheet, len(why), len(columns))
        for line in words.impossible(self._results.impossible) if why else ():
            row += 1
            sheet.merge_range(row, 0, row, 2, line, self._note)
            self._fit(sheet, row, (line, 126.0))

    def leads(self) -> None:
        """Places, how many are used, and by whom."""
        say, words, proposal = self._say, self._words, self._proposal
        columns: list[Column] = [
            (say("column-lead"), 26.0),
            (say("column-lead-id"), 14.0),
            (say("column-pupils"), 10.0),
            (say("column-places"), 8.0),
            (say("column-used"), 8.0),
            (say("column-free"), 8.0),
            (say("column-partners"), 70.0),
        ]
        sheet = self._table("leads", columns)
        places = proposal.places
        for r, lead in enumerate(proposal.leads, start=2):
            partners = say("and").join(words.name(p) for p in proposal.partners_of(lead.id))
            used = self._results.used(lead.id)
            sheet.write_string(r, 0, words.name(lead.id), self._bold)
            sheet.write_string(r, 1, lead.id, self._text)
            self._measure(sheet, r, 2, lead.pupils, self._whole)
            for column, value in ((3, places[lead.id]), (4, used), (5, places[lead.id] - used)):
                sheet.write_number(r, column, value, self._whole)
            sheet.write_string(r, 6, partners, self._text)
            self._fit(sheet, r, (words.name(lead.id), 26.0), (partners, 70.0))
        self._finish(sheet, len(proposal.leads), len(columns), frozen=1)

    def terms(self) -> None:
        """Every pair, term by term: the measure and what it costs; the rows add up to the cost."""
        say, words = self._say, self._words
        columns: list[Column] = [
            (say("column-partner"), 22.0),
            (say("column-lead"), 22.0),
            (say("column-term"), 14.0),
            (say("column-measure"), 44.0),
            (say("column-cost"), 10.0),
        ]
        sheet = self._table("terms", columns)
        row = 2
        for pair in self._proposal.pairs:
            for term in pair.terms:
                said = words.reason(term, pair)
                if not said and not term.cost:
                    continue
                sheet.write_string(row, 0, words.name(pair.partner_id), self._text)
                sheet.write_string(row, 1, words.name(pair.lead_id), self._text)
                sheet.write_string(row, 2, say(f"term-{term.name}"), self._text)
                sheet.write_string(row, 3, said, self._text)
                sheet.write_number(row, 4, term.cost / POINT, self._cost)
                row += 1
        self._finish(sheet, row - 2, len(columns))

    def rules(self) -> None:
        """The rules kept and the weights used."""
        say = self._say
        columns: list[Column] = [(say("column-key"), 20.0), (say("column-value"), 90.0)]
        sheet = self._table("rules", columns)
        rows = rule_rows(self._proposal.rules, self._words)
        rows += weight_rows(self._proposal.weights, self._words)
        self._rows(sheet, 2, rows, (20.0, 90.0))

    # --- their parts -------------------------------------------------------------------------

    def _page(self, sheet: Worksheet, *, landscape: bool) -> None:
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&A&R{self._say('page-footer')}")
        sheet.hide_gridlines(2)
        sheet.set_default_row(18)

    def _table(self, name: str, columns: Sequence[Column], *, landscape: bool = True) -> Worksheet:
        """A sheet with its title in the first row and headings in the second."""
        sheet = self._workbook.add_worksheet(self._say(f"sheet-{name}"))
        self._page(sheet, landscape=landscape)
        sheet.write_string(0, 0, self._say(f"{name}-title"), self._title)
        sheet.set_row(0, 28)
        for column, (text, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(1, column, text, self._head)
        self._fit(sheet, 1, *columns)
        return sheet

    def _finish(self, sheet: Worksheet, rows: int, columns: int, *, frozen: int = 0) -> None:
        sheet.autofilter(1, 0, max(1 + rows, 1), columns - 1)
        sheet.freeze_panes(2, frozen)
        sheet.repeat_rows(1)

    def _rows(
        self,
        sheet: Worksheet,
        first: int,
        rows: Sequence[tuple[str, str]],
        widths: tuple[float, float],
    ) -> None:
        for r, (key, value) in enumerate(rows, start=first):
            sheet.write_string(r, 0, key, self._bold)
            sheet.write_string(r, 1, value, self._text)
            self._fit(sheet, r, (key, widths[0]), (value, widths[1]))

    def _measure(
        self, sheet: Worksheet, row: int, column: int, value: float | None, form: Any
    ) -> None:
        """A real number, or the words for *no data*: never an empty cell, never 0."""
        if value is None:
            sheet.write_string(row, column, self._say("no-data"), self._missing)
        else:
            sheet.write_number(row, column, value, form)

    @staticmethod
    def _fit(sheet: Worksheet, row: int, *cells: tuple[str, float]) -> None:
        """A row high enough for its wrapped texts, each with its column's width in characters."""
        lines = max(
            sum(len(wrap(line, int(width))) for line in text.splitlines() or [""])
            for text, width in cells
        )
        if lines > 1:
            sheet.set_row(row, 5 + 14 * lines)


def _travel(pair: Pair) -> float | None:
    term = travel_of(pair.terms)
    return None if term is None else term.value


def _unit(pair: Pair) -> str:
    term = travel_of(pair.terms)
    return "" if term is None else term.unit
