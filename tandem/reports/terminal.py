"""The evaluation on a terminal: what is open or short, whose duty it is, how many days are left.

Plain text is the same text: every sign has its word, nothing is boxed, colour only repeats what the
glyph says. With more than ``ROOMY`` collaborations that have something to do each takes one line, so
that a whole district stays readable; all are listed unless ``limit`` says otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import IO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from tandem.lib.titles import Language
from tandem.policy.evaluation import Evaluation
from tandem.policy.results import Finding, Verdict
from tandem.reports.context import Context
from tandem.reports.current import Row, count_standings, current_rows
from tandem.reports.next_step import next_step
from tandem.reports.obstacles import reason
from tandem.reports.sheets.about import term_line
from tandem.reports.standing import LOOKS, STANDINGS, Standing
from tandem.reports.words import Words
from tandem.reports.wrapping import wrap

ROOMY = 40
"""Up to so many collaborations are shown with all their duties; more get one line each."""

NAMED = 12
"""So many collaborations of a list are named on the terminal."""

PLAIN_WIDTH = 100
"""The width of text that does not go to a terminal."""


def make_console(stream: IO[str] | None = None) -> Console:
    """A console for ``stream`` (standard output): plain and 100 cells wide where it is no terminal."""
    console = Console(file=stream, highlight=False)
    return (
        console
        if console.is_terminal
        else Console(file=stream, highlight=False, width=PLAIN_WIDTH, color_system=None)
    )


def print_summary(
    console: Console,
    evaluation: Evaluation,
    context: Context,
    language: Language,
    *,
    limit: int | None = None,
) -> None:
    """Print the summary; ``limit``: list at most so many collaborations that have something to do."""
    words = Words(evaluation.policy, context, language, evaluation.as_of)
    printer = _Printer(console, words)
    rows = current_rows(evaluation, context)
    _heading(printer, rows)
    busy = [row for row in rows if row.to_do()]
    listed = busy if limit is None else busy[:limit]
    detailed = len(listed) <= ROOMY
    for row in listed:
        if detailed:
            _details(printer, row)
        else:
            _one_line(printer, row)
    _rest(printer, rows, hidden=len(busy) - len(listed))
    _verdicts(printer, evaluation.verdicts)


class _Printer:
    """Prints styled lines, wrapped for Chinese, with a hanging indent."""

    def __init__(self, console: Console, words: Words) -> None:
        self.console = console
        self.words = words
        self.say = words.say

    def line(
        self, text: str = "", style: str = "", *, lead: str = "", lead_style: str = ""
    ) -> None:
        """One paragraph; ``lead`` stands before its first line, the others are indented by as much."""
        indent = cell_len(lead)
        for n, part in enumerate(wrap(text, max(self.console.width - indent, 20))):
            start = Text.assemble((lead, lead_style)) if n == 0 else Text(" " * indent)
            self.console.print(
                start.append(Text(part, style)), overflow="ignore", no_wrap=True, crop=False
            )


def _heading(printer: _Printer, rows: Sequence[Row]) -> None:
    words, say = printer.words, printer.say
    title = say("summary-title", {"date": words.long_day(words.as_of)})
    printer.line(title, "bold")
    terms = {row.term.round_id: row.term for row in rows if row.term is not None}
    for round_id, term in terms.items():
        text = term_line(words, term)
        if len(terms) > 1:
            name = words.context.rounds.get(round_id, round_id)
            text = say("about-round", {"round": name, "text": text})
        printer.line(text)
    counts = count_standings(rows)
    total = sum(counts.values())
    params = {"pairs": len(rows), "n": total}
    printer.line(say("summary-scope", params))
    shown = [_count(printer, name, counts[name]) for name in STANDINGS if counts[name]]
    _counts_line(printer, shown)


def _count(printer: _Printer, name: Standing, n: int) -> tuple[str, str]:
    look = LOOKS[name]
    word = printer.say(f"standing-{name}")
    params = {"glyph": look.glyph, "word": word, "n": n}
    return printer.say("summary-count", params), look.terminal


def _counts_line(printer: _Printer, shown: Sequence[tuple[str, str]]) -> None:
    """Counts side by side, as many to a line as fit."""
    line, used = Text(), 0
    for text, style in shown:
        size = cell_len(text)
        if used and used + 3 + size > printer.console.width:
            printer.console.print(line)
            line, used = Text(), 0
        if used:
            line.append("   ")
            used += 3
        line.append(text, style)
        used += size
    if used:
        printer.console.print(line, no_wrap=True, crop=False)


def _details(printer: _Printer, row: Row) -> None:
    """A collaboration and its duties: those with one standing, owner and day share a paragraph."""
    words, say = printer.words, printer.say
    printer.line()
    printer.line(words.pair(row.pair), "bold")

    def kind(finding: Finding) -> tuple[Standing, str, str]:
        # the heading has told the semester's last day
        of_term = row.term is not None and finding.ends_on == row.term.ends_on
        when = words.left(finding) if of_term else words.when(finding)
        return (row.standings[finding.requirement], finding.duty, when)

    width = max(cell_len(say(f"standing-{name}")) for name in ("short", "near", "open"))

    order = {name: n for n, name in enumerate(STANDINGS)}
    duties = ("both", "lead", "partner", "bureau")
    to_do = sorted(
        row.to_do(),
        key=lambda f: (order[row.standings[f.requirement]], f.ends_on, duties.index(f.duty)),
    )
    for (shown, duty, when), group in groupby(to_do, key=kind):
        look = LOOKS[shown]
        who = words.doer(duty, row.pair)
        needs = say("list-separator").join(words.need(finding) for finding in group)
        word = say(f"standing-{shown}")
        lead = f"  {look.glyph} {word}{' ' * (width - cell_len(word))}  "
        text = say("summary-line", {"who": who, "needs": needs, "when": when})
        printer.line(text, lead=lead, lead_style=look.terminal)


def _one_line(printer: _Printer, row: Row) -> None:
    """A collaboration in one line: who, how many of what, the next step."""
    words = printer.words
    counts = Counter(row.standings[f.requirement] for f in row.to_do())
    figures = " ".join(f"{LOOKS[name].glyph}{counts[name]}" for name in STANDINGS if counts[name])
    worst = next(name for name in STANDINGS if counts[name])
    printer.line(
        words.say("summary-row", {"pair": words.pair(row.pair), "next": next_step(words, row)}),
        lead=f"{figures:<12} ",
        lead_style=LOOKS[worst].terminal,
    )


def _rest(printer: _Printer, rows: Sequence[Row], *, hidden: int) -> None:
    """Those with nothing to do, summed up in one paragraph each kind."""
    words, say = printer.words, printer.say
    if hidden or len(rows) > sum(bool(row.to_do()) for row in rows):
        printer.line()
    if hidden:
        printer.line(say("summary-more", {"n": hidden}))
    quiet = [row for row in rows if not row.to_do()]
    idle = [row for row in quiet if set(row.standings.values()) <= {"not_applicable"}]
    done = [row for row in quiet if row not in idle]
    for form, group, style in (
        ("summary-done", done, LOOKS["met"].terminal),
        ("summary-idle", idle, LOOKS["not_applicable"].terminal),
    ):
        if group:
            names = _some(words, [_short_pair(words, row) for row in group])
            printer.line(say(form, {"n": len(group), "names": names}), style)


def _short_pair(words: Words, row: Row) -> str:
    return words.say("pair", {"lead": row.pair.lead, "partner": row.pair.partner})


def _verdicts(printer: _Printer, verdicts: Sequence[Verdict]) -> None:
    """Each judged year: the shortlist, ties and obstacles, by name and never by score."""
    words, say = printer.words, printer.say
    place = {p.collaboration_id: n for n, p in enumerate(words.context.sorted_pairs())}
    for year in sorted({verdict.year for verdict in verdicts}):
        own = sorted(
            (v for v in verdicts if v.year == year), key=lambda v: place[v.collaboration_id]
        )
        printer.line()
        params = {"year": str(year), "judged": len(own)}
        printer.line(say("summary-verdicts", params), "bold")
        none = True
        for form in ("yes", "tie"):
            chosen = [v for v in own if v.shortlist == form]
            if chosen:
                none = False
                pairs = [_pair_names(words, v) for v in chosen]
                # a person must decide a tie, and wants to know of whom
                names = say("list-separator").join(pairs) if form == "tie" else _some(words, pairs)
                text = say(f"summary-{form}", {"n": len(chosen), "names": names})
                printer.line(text, lead="  ")
        if none:
            printer.line(say("summary-none"), lead="  ")
        blocked = [v for v in own if not v.eligible]
        if blocked:
            reasons = Counter(
                name for v in blocked for name in {reason(words, code) for code in v.blocked_by}
            )
            counted = say("list-separator").join(
                say("summary-reason", {"reason": name, "n": n})
                for name, n in sorted(reasons.items())
            )
            text = say("summary-blocked", {"n": len(blocked), "reasons": counted})
            printer.line(text, lead="  ")


def _pair_names(words: Words, verdict: Verdict) -> str:
    pair = words.context.pairs[verdict.collaboration_id]
    return words.say("pair", {"lead": pair.lead, "partner": pair.partner})


def _some(words: Words, names: Sequence[str]) -> str:
    """The names; of a long list the first few, and how many more the workbook has."""
    shown = words.say("list-separator").join(names[:NAMED])
    if len(names) <= NAMED:
        return shown
    return words.say("names-more", {"names": shown, "n": len(names) - NAMED})
