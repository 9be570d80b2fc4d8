"""What becomes of each pair: a few pairs stumble, each for a reason that an officer would know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Stage = Literal["kindergarten", "primary", "junior", "nine_year"]

EVERY_TERM = frozenset(range(6))


@dataclass(frozen=True, slots=True)
class Story:
    """A pair's course.

    ``forgets`` is the share of its tasks that it forgets in a term that is over; ``pace`` how early in
    a term it works (1 spreads over the whole term); ``gain`` what lead and partner gain in the
    quality rating from year to year, beyond a random part; ``check`` the range of its check ratings;
    ``troubles`` which troubles strike it, each with the indices of the terms.
    """

    stage: Stage = "primary"
    forgets: float = 0.03
    pace: float = 0.85
    gain: tuple[float, float] = (0.9, 0.9)
    check: tuple[float, float] = (0.72, 0.9)
    troubles: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def strikes(self, trouble: str, term_index: int) -> bool:
        """Whether a trouble strikes in that term."""
        return term_index in self.troubles.get(trouble, ())


def _strong(pace: float = 0.55) -> Story:
    return Story(forgets=0.0, pace=pace, gain=(1.8, 2.2), check=(0.94, 0.99))


def _steady(stage: Stage = "primary", **troubles: frozenset[int]) -> Story:
    return Story(stage, troubles=troubles)


# Two pairs whose schools have the same figures and ratings: they meet on the award line.
_EQUAL = Story(forgets=0.0, pace=0.7, gain=(1.4, 1.6), check=(0.9, 0.9))

STORIES: tuple[Story, ...] = (
    _strong(),
    _strong(0.75),
    _steady(deputy_for_head=frozenset({0, 2})),
    _strong(0.6),
    _steady("kindergarten"),
    _EQUAL,
    _steady(four_day_secondment=frozenset({1})),
    _steady("junior", late_evaluation=frozenset({0})),
    _strong(0.65),
    _steady(late_plan=frozenset({0})),
    Story(
        forgets=0.02,
        check=(0.5, 0.6),
        troubles={"no_mentors": frozenset({0, 1}), "one_seminar": frozenset({1})},
    ),
    _EQUAL,
    _steady(late_evaluation=frozenset({1})),
    _steady("nine_year", four_day_secondment=frozenset({2})),
    _steady(weak_mentorship=frozenset({0, 1, 2})),
    Story(gain=(0.9, -4.0), check=(0.6, 0.7)),
    _strong(0.5),
    _steady("kindergarten", school_closed=frozenset({1, 2})),
    Story(
        forgets=0.05,
        pace=1.0,
        gain=(0.2, 0.9),
        check=(0.35, 0.5),
        troubles={"stays_home": frozenset({0, 1, 2})},
    ),
    _steady(made_in_mid_term=EVERY_TERM),
    _steady(merged=EVERY_TERM),
    _steady("junior", no_visit=frozenset({1})),
    _strong(0.7),
    _steady(unconfirmed=frozenset({1, 2}), late_approval=frozenset({0})),
)


def story_of(number: int) -> Story:
    """The story of the pair with that number; beyond the first 24 they come round again."""
    return STORIES[number % len(STORIES)]
