"""Sheet 全部结果: every finding of every period, with titles and codes, to filter."""

from __future__ import annotations

from tandem.reports.sheets.book import Book, excel_day
from tandem.reports.standing import standing


def write_findings(book: Book) -> None:
    """All findings by round, batch and names, then in policy order and by date.

    The last column is what ``tandem explain`` asks for: collaboration, requirement and period by code.
    """
    words, evaluation = book.words, book.evaluation
    say, as_of = words.say, evaluation.as_of
    sheet = book.sheet("findings")
    title = say("findings-title", {"date": words.long_day(as_of)})
    sheet.write_string(0, 0, title, book.title)
    columns = [
        (say("column-lead", {"side": words.side("lead")}), 20.0),
        (say("column-partner", {"side": words.side("partner")}), 20.0),
        (say("column-title"), 26.0),
        (say("column-clause"), 7.0),
        (say("column-period"), 16.0),
        (say("column-duty"), 11.0),
        (say("column-achieved"), 8.0),
        (say("column-required"), 8.0),
        (say("column-status"), 12.0),
        (say("column-due"), 12.0),
        (say("column-key"), 36.0),
    ]
    book.headings(sheet, 1, columns)
    order = {p.collaboration_id: n for n, p in enumerate(book.context.sorted_pairs())}
    place = {rule.id: n for n, rule in enumerate(evaluation.policy.rules)}
    duties = {duty: words.side(duty) for duty in ("both", "lead", "partner", "bureau")}
    titles = {rule.id: words.title(rule.id) for rule in evaluation.policy.rules}
    for rule in evaluation.policy.rules:
        if rule.severity == "advice":
            titles[rule.id] = say("advice-note", {"text": titles[rule.id]})
    shown_words = {name: book.standing_word(name) for name in book.standings}
    pairs, text, number, day = book.context.pairs, book.cell, book.number, book.date
    string, value = sheet.write_string, sheet.write_number
    findings = sorted(
        evaluation.findings,
        key=lambda f: (order[f.collaboration_id], place[f.requirement], f.starts_on),
    )
    for r, f in enumerate(findings, start=2):
        pair = pairs[f.collaboration_id]
        shown = standing(f, as_of)
        string(r, 0, pair.lead, text)
        string(r, 1, pair.partner, text)
        string(r, 2, titles[f.requirement], text)
        string(r, 3, f.clause, text)
        string(r, 4, words.period_name(f), text)
        string(r, 5, duties[f.duty], text)
        value(r, 6, f.achieved, number)
        value(r, 7, f.required, number)
        string(r, 8, shown_words[shown], book.standings[shown])
        value(r, 9, excel_day(f.ends_on), day)
        string(r, 10, f"{f.collaboration_id} {f.requirement} {f.period}", text)
    book.finish_table(sheet, 1, 1 + len(findings), len(columns))
