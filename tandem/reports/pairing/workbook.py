"""``arrangement.xlsx``: pairs with reasons, the unplaced, the leads' places, costs, rules and source."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.workbook import Workbook

from tandem.matching.model import POINT, Pair
from tandem.reports.pairing.results import PairingResults
from tandem.reports.pairing.rules_words import rule_rows, weight_rows
from tandem.reports.pairing.table import why_unplaced
from tandem.reports.pairing.words import PairingWords, travel_of
from tandem.reports.sheets.tables import Column, TableBook, write_tables


def write_pairing_workbook(target: Path, results: PairingResults, words: PairingWords) -> None:
    """Write the workbook to ``target``; the same proposal gives the same file.

    Raises ``OSError`` if it cannot be written; nothing half-written is left then.
    """

    def fill(workbook: Workbook) -> None:
        book = _Book(workbook, results, words)
        book.about()
        book.pairs()
        book.unplaced()
        book.leads()
        book.terms()
        book.rules()
        workbook.worksheets()[1].activate()

    write_tables(target, words.say("about-title"), words.say, fill)


class _Book(TableBook):
    def __init__(self, workbook: Workbook, results: PairingResults, words: PairingWords) -> None:
        super().__init__(workbook, words.say)
        self._results = results
        self._proposal = results.proposal
        self._words = words

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


def _travel(pair: Pair) -> float | None:
    term = travel_of(pair.terms)
    return None if term is None else term.value


def _unit(pair: Pair) -> str:
    term = travel_of(pair.terms)
    return "" if term is None else term.unit
