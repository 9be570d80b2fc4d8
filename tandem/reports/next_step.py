"""The end of a board's row: the one thing to do next for a collaboration, in words."""

from __future__ import annotations

from tandem.reports.current import Row
from tandem.reports.words import Words

NAMED = 3
"""How many of the requirements that were not reached are named."""


def next_step(words: Words, row: Row) -> str:
    """The most urgent duty in words and how many others there are.

    Once the semester is over nothing can be made up: then it says what was not reached.
    """
    say = words.say
    to_do = row.to_do()
    if row.term is not None and row.term.ends_on < words.as_of and to_do:
        titles = say("list-separator").join(words.title(f.requirement) for f in to_do[:NAMED])
        form = "next-term-over" if len(to_do) <= NAMED else "next-term-over-more"
        return say(form, {"n": len(to_do), "titles": titles})
    if to_do:
        first = to_do[0]
        step = say(
            "next-step",
            {
                "need": words.need(first),
                "who": words.doer(first.duty, row.pair),
                "left": words.left(first),
            },
        )
        more = len(to_do) - 1
        return say("next-more", {"step": step, "n": more}) if more else step
    # the plan concerns the round, the semester's own duties say whether the pair owes it
    own = [
        shown
        for name, shown in row.standings.items()
        if row.term is not None and row.findings[name].period == row.term.term_id
    ]
    if all(shown == "not_applicable" for shown in own):
        return say("next-not-applicable")
    return say("next-not-due" if "not_due" in own and "met" not in own else "next-none")
