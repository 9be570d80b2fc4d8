"""Sheet 待办: what each school still has to do, overdue first, then by date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tandem.policy.results import Finding
from tandem.reports.context import natural_key
from tandem.reports.current import days_left
from tandem.reports.sheets.book import Book, excel_day
from tandem.reports.standing import standing


@dataclass(frozen=True, slots=True)
class Item:
    """One duty in one school's list."""

    school: str
    other: str
    finding: Finding


def to_do_items(book: Book) -> list[Item]:
    """Every duty once for each school that owes it: overdue first, then by date and school.

    A duty of both schools stands in both lists; the bureau's own stand under the bureau.
    """
    place = {rule.id: number for number, rule in enumerate(book.evaluation.policy.rules)}

    def key(item: Item) -> tuple[object, ...]:
        finding = item.finding
        due = finding.ends_on.toordinal()
        names = (natural_key(item.school), natural_key(item.other))
        return (finding.status != "short", due, *names, place[finding.requirement])

    return sorted(_items(book), key=key)


def _items(book: Book) -> Iterator[Item]:
    for row in book.rows:
        lead, partner = row.pair.lead, row.pair.partner
        for finding in row.to_do():
            if finding.duty in ("lead", "both"):
                yield Item(lead, partner, finding)
            if finding.duty in ("partner", "both"):
                yield Item(partner, lead, finding)
            if finding.duty == "bureau":
                yield Item(book.words.side("bureau"), book.words.pair(row.pair), finding)


def write_todo(book: Book) -> None:
    """The list; one row a duty and school, filterable by school."""
    words, as_of = book.words, book.evaluation.as_of
    say = words.say
    sheet = book.sheet("todo")
    title = say("todo-title", {"date": words.long_day(as_of)})
    sheet.write_string(0, 0, title, book.title)
    sheet.set_row(0, 28)
    columns = [
        (say("column-school"), 22.0),
        (say("column-other"), 26.0),
        (say("column-need"), 56.0),
        (say("column-due"), 13.0),
        (say("column-left"), 11.0),
        (say("column-status"), 12.0),
        (say("column-clause"), 8.0),
    ]
    book.headings(sheet, 1, columns)
    items = to_do_items(book)
    for r, item in enumerate(items, start=2):
        finding = item.finding
        shown = standing(finding, as_of)
        sheet.write_string(r, 0, item.school, book.text)
        sheet.write_string(r, 1, item.other, book.text)
        sheet.write_string(r, 2, words.need(finding), book.text)
        sheet.write_number(r, 3, excel_day(finding.ends_on), book.date)
        sheet.write_number(r, 4, days_left(finding, as_of), book.days)
        sheet.write_string(r, 5, book.standing_word(shown), book.standings[shown])
        sheet.write_string(r, 6, finding.clause, book.code)
        texts = (item.school, item.other, words.need(finding))
        book.fit_row(sheet, r, *((t, columns[c][1]) for c, t in enumerate(texts)))
    if not items:
        sheet.write_string(2, 0, say("todo-empty"), book.plain)
    book.finish_table(sheet, 1, 1 + len(items), len(columns))
