"""The board's table, written by hand: 4,800 cells through templates would take seconds.

Every text that comes from data is escaped once; a cell is put together from a piece for its look
(one a status and count), one for the pair and one for the duty and period. The table and the list of
narrow screens end their rows alike (:class:`Ends`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tandem.dashboards.board.queries import Board
from tandem.dashboards.chinese import marked
from tandem.policy.model import Rule
from tandem.policy.results import Finding
from tandem.reports.current import Row
from tandem.reports.next_step import next_step
from tandem.reports.standing import OWED, Standing
from tandem.reports.words import Words, number, percent

FOOT: tuple[tuple[str, frozenset[Standing]], ...] = (
    ("met", frozenset({"met"})),
    ("owed", frozenset({"open", "near"})),
    ("short", frozenset({"short", "advised"})),
)
"""The lines of the foot: how many collaborations stand so under each duty."""


@dataclass(frozen=True, slots=True)
class Links:
    """A collaboration's address, and how the addresses of its findings begin and end."""

    pair: Callable[[str], str]
    findings_of: Callable[[str], str]
    finding: Callable[[str, str], str]


class Ends:
    """What stands at the end of a row: the next step and the button for a nudge, worded once a row."""

    def __init__(self, board: Board, words: Words, nudge: Callable[[Row], SafeString]) -> None:
        self._board, self._words, self._nudge = board, words, nudge
        self._made: dict[str, str] = {}

    def of(self, row: Row) -> str:
        """Both, escaped."""
        pk = row.pair.collaboration_id
        if pk not in self._made:
            step = marked(step_text(self._board, self._words, row))
            self._made[pk] = mark_safe(step + self._nudge(row))  # noqa: S308  (both are escaped)
        return self._made[pk]


def head_html(board: Board, words: Words) -> SafeString:
    """Two rows: who owes it, and the duties with their clauses."""
    groups, columns = [], []
    for duty, group in groupby(board.rules, key=lambda rule: rule.duty):
        rules = list(group)
        side = words.side(duty)
        groups.append((len(rules), side))
        columns += [(_start(i == 0), heading(words, r), _note(r)) for i, r in enumerate(rules)]
    return format_html(
        '<thead><tr><th scope="col" rowspan="2">{}</th>{}<th scope="col" rowspan="2"'
        ' class="next-step">{}</th></tr><tr>{}</tr></thead>',
        gettext("Collaboration"),
        format_html_join(
            "", '<th scope="colgroup" colspan="{}" class="group-start">{}</th>', groups
        ),
        words.say("column-next"),
        format_html_join(
            "",
            '<th scope="col"{}><span class="board-duty">{}</span> <small>{}</small></th>',
            columns,
        ),
    )


def heading(words: Words, rule: Rule) -> str:
    """A duty's title for a narrow column: without what it explains in brackets."""
    return _BRACKETS.sub("", words.title(rule.id)) or words.title(rule.id)


_BRACKETS = re.compile(r"\s*[（(][^（()）]*[）)]")


def _start(first: bool) -> SafeString:
    return mark_safe(' class="group-start"') if first else SafeString("")


def _note(rule: Rule) -> str:
    advice = gettext("advice")
    return f"{rule.clause} {advice}" if rule.severity == "advice" else rule.clause


def count_text(rule: Rule, finding: Finding, shown: Standing) -> str:
    """The small count of a cell; none where nothing is owed."""
    if shown == "not_applicable":
        return ""
    if rule.measure == "share":
        return percent(math.floor(finding.achieved * 100 + 1e-9) / 100)
    return f"{number(finding.achieved)}/{number(finding.required)}"


def body_html(board: Board, words: Words, *, links: Links, ends: Ends) -> SafeString:
    """One row a collaboration: its schools, its duties, the next step and the button for a nudge."""
    rules = board.rules
    looks = _Looks(words)
    starts = _group_starts(rules)
    endings: dict[tuple[str, str], str] = {}
    lines: list[str] = []
    for row in board.shown:
        pk = row.pair.collaboration_id
        lines.append(_row_head(words, row, links.pair(pk)))
        own = escape(links.findings_of(pk))
        for rule in rules:
            finding = row.findings.get(rule.id)
            if finding is None:
                lines.append("<td></td>")
                continue
            key = (rule.id, finding.period)
            if key not in endings:
                endings[key] = escape(links.finding(*key))
            before, after = looks.of(rule, finding, row.standings[rule.id])
            lines.append(f"<td{starts[rule.id]}>{before}{own}{endings[key]}{after}")
        lines.append(f'<td class="next-step">{ends.of(row)}</td></tr>')
    return mark_safe("<tbody>" + "".join(lines) + "</tbody>")  # noqa: S308  (escaped above)


def list_html(board: Board, words: Words, *, links: Links, ends: Ends) -> SafeString:
    """The same rows for a narrow screen: how a pair stands at worst, how often, its next step."""
    counted = {
        s: f'<span class="status status-{s}"><svg class="glyph" aria-hidden="true">'
        f'<use href="#{s}"/></svg>{escape(words.say(f"standing-{s}"))} %d</span>'
        for s in _COUNTED
    }
    lines = []
    for row in board.shown:
        counts = Counter(
            shown
            for name, shown in row.standings.items()
            if row.findings[name].severity == "must" and shown in counted
        )
        standings = " ".join(counted[s] % counts[s] for s in _COUNTED if counts[s])
        lines.append(
            format_html(
                '<li><div><a href="{}" lang="zh">{} — {}</a> <small class="muted">{}</small>'
                '<p class="board-standings">{}</p><p>{}</p></div></li>',
                links.pair(row.pair.collaboration_id),
                row.pair.lead,
                row.pair.partner,
                marked(words.batch(row.pair)),
                mark_safe(standings),  # noqa: S308  (words are escaped, counts are numbers)
                ends.of(row),
            )
        )
    return mark_safe("".join(lines))  # noqa: S308  (escaped above)


_COUNTED: tuple[Standing, ...] = ("short", "near", "open", "met")
"""What a narrow screen counts, the worst first."""


def _row_head(words: Words, row: Row, url: str) -> SafeString:
    return format_html(
        '<tr id="{}"><th scope="row"><a href="{}" lang="zh">{}<br>{}</a> <small>{}</small></th>',
        row_id(row.pair.collaboration_id),
        url,
        row.pair.lead,
        row.pair.partner,
        marked(words.batch(row.pair)),
    )


def row_id(collaboration_id: str) -> str:
    """The id of a row in the page: a nudge comes back to it."""
    return "row-" + quote(collaboration_id, safe="")


def _group_starts(rules: Sequence[Rule]) -> Mapping[str, str]:
    starts: dict[str, str] = {}
    before = ""
    for rule in rules:
        starts[rule.id] = str(_start(rule.duty != before))
        before = rule.duty
    return starts


class _Looks:
    """The two ends of a cell around its address, made once a status and count."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._made: dict[tuple[Standing, float, float, bool], tuple[str, str]] = {}

    def of(self, rule: Rule, finding: Finding, shown: Standing) -> tuple[str, str]:
        """What stands before the address and what after it."""
        key = (shown, finding.achieved, finding.required, rule.measure == "share")
        if key not in self._made:
            self._made[key] = self._make(count_text(rule, finding, shown), shown)
        return self._made[key]

    def _make(self, count: str, shown: Standing) -> tuple[str, str]:
        word = escape(self._words.say(f"standing-{shown}"))
        glyph = f'<svg class="glyph" aria-hidden="true"><use href="#{shown}"/></svg>'
        # a span is hidden from the eye there (tokens.css): thousands of class names are 100 KB
        return (
            f'<a class="status-{shown}" href="',
            f'">{glyph}<span>{word} </span>{escape(count)}</a></td>',
        )


def step_text(board: Board, words: Words, row: Row) -> str:
    """The next step in words; where one duty is shown, that duty."""
    if not board.choice.duty:
        return next_step(words, row)
    finding = row.findings.get(board.choice.duty)
    if finding is None:
        return ""
    if row.standings[finding.requirement] not in OWED:
        return words.need(finding)
    parts = {
        "need": words.need(finding),
        "who": words.doer(finding.duty, row.pair),
        "left": words.left(finding),
    }
    return words.say("next-step", parts)


def foot_html(board: Board, words: Words) -> SafeString:
    """How many of the shown collaborations stand how under each duty."""
    lines = []
    for name, standings in FOOT:
        counts = foot_counts(board.shown, board.rules, standings)
        cells = format_html_join("", "<td>{}</td>", ((count,) for count in counts))
        label = words.say(f"foot-{name}")
        lines.append(
            format_html(
                '<tr><th scope="row">{}</th>{}<td class="next-step"></td></tr>', label, cells
            )
        )
    return format_html("<tfoot>{}</tfoot>", mark_safe("".join(lines)))  # noqa: S308  (made above)


def foot_counts(
    rows: Iterable[Row], rules: Sequence[Rule], standings: frozenset[Standing]
) -> list[int]:
    """For each duty, how many of the rows stand so."""
    rows = list(rows)
    return [sum(row.standings.get(rule.id) in standings for row in rows) for rule in rules]
