"""Sheet 终结性评价: the round as a whole, once years have been judged."""

from __future__ import annotations

from tandem.reports.sheets.book import Book


def write_final(book: Book) -> None:
    """Mean of the yearly scores and the slope of each school's quality, by batch and names."""
    words, evaluation = book.words, book.evaluation
    say = words.say
    sheet = book.sheet("final")
    title = say("final-title", {"date": words.long_day(evaluation.as_of)})
    sheet.write_string(0, 0, title, book.title)
    sheet.set_row(0, 28)
    lead, partner = {"side": words.side("lead")}, {"side": words.side("partner")}
    columns = [
        (say("column-batch"), 8.0),
        (say("column-lead", lead), 26.0),
        (say("column-partner", partner), 26.0),
        (say("column-mean"), 16.0),
        (say("column-lead-slope", lead), 16.0),
        (say("column-partner-slope", partner), 16.0),
    ]
    book.headings(sheet, 1, columns)
    order = {p.collaboration_id: n for n, p in enumerate(book.context.sorted_pairs())}
    final = sorted(evaluation.final, key=lambda f: order[f.collaboration_id])
    for r, whole in enumerate(final, start=2):
        pair = book.context.pairs[whole.collaboration_id]
        sheet.write_string(r, 0, words.batch(pair), book.text)
        sheet.write_string(r, 1, pair.lead, book.text)
        sheet.write_string(r, 2, pair.partner, book.text)
        book.fit_row(sheet, r, (pair.lead, 26.0), (pair.partner, 26.0))
        book.number_or_none(sheet, r, 3, whole.mean_score, book.score)
        book.number_or_none(sheet, r, 4, whole.lead_slope, book.signed)
        book.number_or_none(sheet, r, 5, whole.partner_slope, book.signed)
    book.finish_table(sheet, 1, 1 + len(final), len(columns))
