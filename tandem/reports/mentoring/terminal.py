"""Mentor pairs on a terminal: how many, in what, who guides whom and why, who is left and why."""

from __future__ import annotations

from rich.console import Console

from tandem.reports.mentoring.results import MentoringResults
from tandem.reports.mentoring.words import MentoringWords
from tandem.reports.terminal_lines import Lines

LISTED = 60
"""So many pairs are listed; of more the rest is in the files."""


def print_mentors(console: Console, results: MentoringResults, words: MentoringWords) -> None:
    """The answer in a few lines, then pair by pair, then who has no mentor."""
    out, say, match = Lines(console), words.say, results.match
    params = {"count": len(match.pairs), "core": str(match.core)}
    out.line(say("summary-title", params), style="bold")
    for number, line in enumerate(words.lacking(results)):
        out.line(line, indent=2 if number else 0, style="bold red" if not number else "")
    out.line(say("summary-note"), style="bright_black")
    out.line()
    for pair in match.pairs[:LISTED]:
        names = {"mentor": words.name(pair.mentor_id), "mentee": words.name(pair.mentee_id)}
        out.line(say("summary-pair", names), style="bold")
        out.line(say("stop").join(words.reasons(pair, results)), indent=2)
    if len(match.pairs) > LISTED:
        out.line(say("summary-more", {"count": len(match.pairs) - LISTED}))
    if match.unmatched:
        out.line()
        out.line(say("summary-left", {"count": len(match.unmatched)}), style="bold red")
        for mentee_id in match.unmatched[:LISTED]:
            why = {"mentee": words.name(mentee_id), "why": words.why_left(mentee_id, results)}
            out.line("· " + say("summary-why", why), indent=2, hang=2)
        if len(match.unmatched) > LISTED:
            out.line(say("summary-more", {"count": len(match.unmatched) - LISTED}))
