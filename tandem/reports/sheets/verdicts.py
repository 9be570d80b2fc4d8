"""Sheet 年度考核: the bundled verdict of every year that is over, with the obstacles in words."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from tandem.policy.results import SideYear, Verdict
from tandem.reports.obstacles import by_side, obstacle_list
from tandem.reports.sheets.book import Book
from tandem.reports.words import Words

_SIDE_FIGURES = ("fulfilment", "lagging", "delta", "progress", "check", "side-score")


def shortlist_word(words: Words, verdict: Verdict) -> str:
    """Where the verdict stands on the award line, in words."""
    return words.say(f"shortlist-{verdict.shortlist}")


def write_verdicts(book: Book) -> None:
    """Verdicts by year (latest first), batch and names; both sides' figures beside them."""
    words, evaluation = book.words, book.evaluation
    say = words.say
    sheet = book.sheet("verdicts", a3=True)
    title = say("verdicts-title", {"date": words.long_day(evaluation.as_of)})
    sheet.write_string(0, 0, title, book.title)
    sheet.set_row(0, 28)
    lead, partner = words.side("lead"), words.side("partner")
    columns = [
        (say("column-year"), 8.0),
        (say("column-batch"), 8.0),
        (say("column-lead", {"side": lead}), 18.0),
        (say("column-partner", {"side": partner}), 18.0),
        (say("column-score"), 9.0),
        (say("column-band"), 8.0),
        (say("column-eligible"), 16.0),
        (say("column-obstacles"), 56.0),
        (say("column-shortlist"), 16.0),
    ]
    own = len(columns)
    columns += [(say(f"column-{name}"), 11.0) for _ in range(2) for name in _SIDE_FIGURES]
    for column in range(own):
        sheet.write_blank(1, column, None, book.group)
    size = len(_SIDE_FIGURES)
    sheet.merge_range(1, own, 1, own + size - 1, lead, book.group)
    sheet.merge_range(1, own + size, 1, own + 2 * size - 1, partner, book.group)
    book.headings(sheet, 2, columns)

    order = {p.collaboration_id: n for n, p in enumerate(book.context.sorted_pairs())}
    sides = by_side(evaluation.side_years)
    verdicts = sorted(evaluation.verdicts, key=lambda v: (-v.year, order[v.collaboration_id]))
    for r, verdict in enumerate(verdicts, start=3):
        pair = book.context.pairs[verdict.collaboration_id]
        sheet.write_number(r, 0, verdict.year, book.whole)
        sheet.write_string(r, 1, words.batch(pair), book.text)
        sheet.write_string(r, 2, pair.lead, book.text)
        sheet.write_string(r, 3, pair.partner, book.text)
        book.number_or_none(sheet, r, 4, verdict.score, book.score)
        band = say("no-data") if verdict.band is None else say(f"band-{verdict.band}")
        sheet.write_string(r, 5, band, book.missing if verdict.band is None else book.code)
        eligible = "eligible-yes" if verdict.eligible else "eligible-no"
        # grey, not red: nobody has to act on a past year
        look = book.standings["met" if verdict.eligible else "advised"]
        sheet.write_string(r, 6, say(eligible), look)
        why = "\n".join(obstacle_list(words, verdict, sides))
        sheet.write_string(r, 7, why, book.text)
        place_on_line = shortlist_word(words, verdict)
        sheet.write_string(r, 8, place_on_line, book.code)
        texts = ((2, pair.lead), (3, pair.partner), (7, why), (8, place_on_line))
        book.fit_row(sheet, r, *((text, columns[c][1]) for c, text in texts))
        for place, side in enumerate(("lead", "partner")):
            figures = sides.get((verdict.collaboration_id, verdict.year, side))
            _write_side(book, sheet, r, own + place * size, figures)
    if not verdicts:
        sheet.write_string(3, 0, say("verdicts-empty"), book.plain)
    sheet.autofilter(2, 0, max(2 + len(verdicts), 2), len(columns) - 1)
    sheet.freeze_panes(3, 4)
    sheet.repeat_rows(1, 2)


def _write_side(book: Book, sheet: Worksheet, r: int, column: int, side: SideYear | None) -> None:
    """The six figures of one side; every one of them says so where there is no data."""
    numbers = (
        (0, None if side is None else side.fulfilment, book.share),
        (2, None if side is None else side.delta_z, book.signed),
        (4, None if side is None else side.check_rating, book.score),
        (5, None if side is None else side.score, book.score),
    )
    for offset, value, form in numbers:
        book.number_or_none(sheet, r, column + offset, value, form)
    answers = (
        (1, None if side is None else side.lagging),
        (3, None if side is None else side.progress),
    )
    for offset, answer in answers:
        word = "no-data" if answer is None else "yes" if answer else "no"
        form = book.missing if answer is None else book.code
        sheet.write_string(r, column + offset, book.words.say(word), form)
