"""Sheet 说明: what this is, of which day and policy, what the signs mean and what stands where."""

from __future__ import annotations

from tandem.reports.context import Term
from tandem.reports.current import count_standings, days_left_of
from tandem.reports.sheets.book import Book, excel_day
from tandem.reports.standing import STANDINGS
from tandem.reports.words import Words


def term_line(words: Words, term: Term) -> str:
    """A semester with its days and how many are left."""
    one_year = term.starts_on.year == term.ends_on.year == words.as_of.year
    day = words.day if one_year else words.long_day
    params: dict[str, object] = {
        "term": words.term(term),
        "from": day(term.starts_on),
        "to": day(term.ends_on),
    }
    if words.as_of > term.ends_on:
        return words.say("about-term-over", params)
    if words.as_of < term.starts_on:
        return words.say("about-term-ahead", params)
    params["days"] = days_left_of(term.ends_on, words.as_of)
    return words.say("about-term-running", params)


def write_about(book: Book) -> None:
    """The first sheet; everything on it is text, the day is a real date, counts are numbers."""
    words, evaluation = book.words, book.evaluation
    say = words.say
    sheet = book.sheet("about", landscape=False)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 2, 70)
    sheet.write_string(0, 0, say("about-title"), book.title)
    sheet.set_row(0, 30)
    row = 2
    sheet.write_string(row, 0, say("about-as-of"), book.label)
    sheet.write_number(row, 1, excel_day(evaluation.as_of), book.plain_date)
    lines = [
        (say("about-policy"), evaluation.policy.title.get(words.language)),
        (say("about-hash"), evaluation.policy.hash),
    ]
    seen: set[str] = set()
    for board_row in book.rows:
        term = board_row.term
        if term is None or term.round_id in seen:
            continue
        seen.add(term.round_id)
        text = term_line(words, term)
        if len({pair.round_id for pair in book.context.pairs.values()}) > 1:
            name = book.context.rounds.get(term.round_id, term.round_id)
            text = say("about-round", {"round": name, "text": text})
        lines.append((say("about-term"), text))
    for label, text in lines:
        row += 1
        sheet.write_string(row, 0, label, book.label)
        sheet.write_string(row, 1, text, book.plain)
    row += 1
    sheet.write_string(row, 0, say("about-pairs"), book.label)
    sheet.write_number(row, 1, len(book.context.pairs), book.left_number)

    row += 2
    sheet.write_string(row, 0, say("about-legend"), book.head)
    sheet.write_string(row, 1, say("about-legend-count"), book.head)
    sheet.write_string(row, 2, say("about-legend-meaning"), book.head)
    counts = count_standings(book.rows)
    for shown in STANDINGS:
        row += 1
        sheet.write_string(row, 0, book.standing_word(shown), book.standings[shown])
        sheet.write_number(row, 1, counts[shown], book.whole)
        meaning = say(f"meaning-{shown}")
        sheet.write_string(row, 2, meaning, book.text)
        book.fit_row(sheet, row, (meaning, 70.0))

    row += 2
    sheet.write_string(row, 0, say("about-sheets"), book.subtitle)
    names = ["board", "todo", "findings", "verdicts", *(["final"] if evaluation.final else [])]
    for name in names:
        row += 1
        sheet.write_string(row, 0, say(f"sheet-{name}"), book.label)
        what = say(f"about-{name}")
        sheet.merge_range(row, 1, row, 2, what, book.wrapped)
        book.fit_row(sheet, row, (what, 92.0))
    row += 2
    sheet.write_string(row, 0, say("about-note-title"), book.subtitle)
    note = say("about-note")
    sheet.merge_range(row + 1, 0, row + 1, 2, note, book.wrapped)
    book.fit_row(sheet, row + 1, (note, 108.0))
