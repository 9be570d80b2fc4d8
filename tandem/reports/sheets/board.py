"""Sheet 看板: collaborations down, requirements across, for the current semester."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from tandem.policy.clauses import Clause
from tandem.policy.model import Rule
from tandem.policy.results import Duty, Finding
from tandem.reports.next_step import next_step
from tandem.reports.sheets.book import Book
from tandem.reports.standing import LOOKS, STANDINGS, Standing
from tandem.reports.words import number, percent
from tandem.reports.wrapping import balanced

DUTIES: tuple[Duty, ...] = ("both", "lead", "partner", "bureau")
NAME_WIDTH, NEXT_WIDTH = 18.0, 44.0
RULE_WIDTHS = {"zh-Hans": 10.0, "zh-Hant": 10.0, "en": 14.0}
"""Column widths in characters."""

_FOOT: tuple[tuple[str, tuple[Standing, ...]], ...] = (
    ("met", ("met",)),
    ("owed", ("open", "near")),
    ("short", ("short", "advised")),
)


def cell_text(rule: Rule, finding: Finding, shown: Standing) -> str:
    """What a cell of the board says: glyph and count; the glyph alone where nothing is owed."""
    glyph = LOOKS[shown].glyph
    if shown == "not_applicable":
        return glyph
    if rule.measure == "share":
        return f"{glyph} {percent(finding.achieved)}"
    return f"{glyph} {number(finding.achieved)}/{number(finding.required)}"


def write_board(book: Book, clauses: Mapping[str, Clause]) -> None:
    """The board; its foot counts how many collaborations stand how under each requirement."""
    words = book.words
    sheet = book.sheet("board", a3=True)
    rules = sorted(book.evaluation.policy.rules, key=lambda rule: DUTIES.index(rule.duty))
    many = len({row.pair.round_id for row in book.rows}) > 1
    first = 4 if many else 3
    last_column = first + len(rules)
    _write_title(book, sheet, last_column)
    _write_headings(book, sheet, rules, first, many)
    _write_comments(book, sheet, rules, first, clauses)

    for r, row in enumerate(book.rows, start=3):
        names = [words.batch(row.pair), row.pair.lead, row.pair.partner]
        if many:
            names.insert(0, book.context.rounds.get(row.pair.round_id, row.pair.round_id))
        for c, name in enumerate(names):
            sheet.write_string(r, c, name, book.text)
        for c, rule in enumerate(rules, start=first):
            if rule.id not in row.findings:
                sheet.write_blank(r, c, None, book.text)
                continue
            shown = row.standings[rule.id]
            text = cell_text(rule, row.findings[rule.id], shown)
            sheet.write_string(r, c, text, book.standings[shown])
        step = next_step(words, row)
        sheet.write_string(r, last_column, step, book.text)
        texts = [(name, NAME_WIDTH) for name in names]
        book.fit_row(sheet, r, (step, NEXT_WIDTH), *texts[-2:])
    end = 3 + len(book.rows)
    _write_foot(book, sheet, rules, first, end)
    sheet.autofilter(2, 0, max(end - 1, 2), last_column)
    sheet.freeze_panes(3, first)
    sheet.repeat_rows(1, 2)
    sheet.repeat_columns(0, first - 1)


def _write_title(book: Book, sheet: Worksheet, last_column: int) -> None:
    """The semester and the day; at the right what the signs mean, so that a print explains itself."""
    words = book.words
    title = {"date": words.long_day(words.as_of)}
    terms = {row.term for row in book.rows if row.term is not None}
    form = "board-title-many"
    if len(terms) == 1:
        form, title["term"] = "board-title", words.term(next(iter(terms)))
    sheet.write_string(0, 0, words.say(form, title), book.title)
    legend = "   ".join(book.standing_word(shown) for shown in STANDINGS)
    sheet.write_string(0, last_column, legend, book.legend)
    sheet.set_row(0, 28)


def _write_headings(
    book: Book, sheet: Worksheet, rules: list[Rule], first: int, many: bool
) -> None:
    words = book.words
    names = [("batch", 8.0), ("lead", NAME_WIDTH), ("partner", NAME_WIDTH)]
    if many:
        names.insert(0, ("round", 14.0))
    for column, (name, width) in enumerate(names):
        side = {"side": words.side(name)} if name in ("lead", "partner") else {}
        sheet.set_column(column, column, width)
        sheet.write_blank(1, column, None, book.group)
        sheet.write_string(2, column, words.say(f"column-{name}", side), book.head)
    column = first
    for duty, group in groupby(rules, key=lambda rule: rule.duty):
        size = len(list(group))
        text = words.say(f"board-group-{duty}", {"side": words.side(duty)})
        if size == 1:
            sheet.write_string(1, column, text, book.group)
        else:
            sheet.merge_range(1, column, 1, column + size - 1, text, book.group)
        column += size
    width = RULE_WIDTHS[words.language]
    sheet.set_column(first, column - 1, width)
    headings = []
    for c, rule in enumerate(rules, start=first):
        form = "board-rule-advice" if rule.severity == "advice" else "board-rule"
        title = "\n".join(balanced(words.title(rule.id), int(width)))
        text = words.say(form, {"title": title, "clause": rule.clause})
        sheet.write_string(2, c, text, book.head)
        headings.append((text, width))
    book.fit_row(sheet, 2, *headings)
    sheet.set_column(column, column, NEXT_WIDTH)
    sheet.write_blank(1, column, None, book.group)
    sheet.write_string(2, column, words.say("column-next"), book.head)


def _write_comments(
    book: Book,
    sheet: Worksheet,
    rules: list[Rule],
    first: int,
    clauses: Mapping[str, Clause],
) -> None:
    words = book.words
    for c, rule in enumerate(rules, start=first):
        if rule.clause not in clauses:
            continue
        params = {
            "title": words.title(rule.id),
            "clause": rule.clause,
            "text": clauses[rule.clause].text.get(words.language),
        }
        comment = words.say("board-comment", params)
        sheet.write_comment(2, c, comment, {"x_scale": 2.2, "y_scale": 2.0, "font_size": 10})


def _write_foot(book: Book, sheet: Worksheet, rules: list[Rule], first: int, end: int) -> None:
    words = book.words
    for r, (name, standings) in enumerate(_FOOT, start=end):
        text = words.say(f"foot-{name}")
        sheet.merge_range(r, 0, r, first - 1, text, book.foot_label)
        for c, rule in enumerate(rules, start=first):
            count = sum(row.standings.get(rule.id) in standings for row in book.rows)
            sheet.write_number(r, c, count, book.foot)
