"""A mentor has at most two mentees at the same time (5.1.3), over all collaborations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tandem.facts.problems import SHOWN_PER_GROUP, Problem, Problems
from tandem.facts.staging import Staged, Workshop

MOST_MENTEES = 2


class _Tie(NamedTuple):
    mentor: str
    mentee: str
    starts_on: date
    ends_on: date
    row: int


def check_mentors(workshop: Workshop, staged: Staged, problems: Problems) -> None:
    """Tell every mentorship that starts when its mentor has two other mentees already."""
    rows = workshop.connection.execute(
        "SELECT mentor_id, mentee_id, starts_on, coalesce(ends_on, DATE '9999-12-31'), _row "
        "FROM typed.mentorships JOIN (SELECT mentor_id FROM typed.mentorships "
        "GROUP BY mentor_id HAVING count(DISTINCT mentee_id) > $1) USING (mentor_id) "
        "WHERE mentee_id IS NOT NULL AND starts_on IS NOT NULL "
        "AND (ends_on IS NULL OR ends_on >= starts_on) ORDER BY mentor_id, starts_on, _row",
        [MOST_MENTEES],
    ).fetchall()
    found: list[Problem] = []
    total = 0
    for mentor, day, row, others in _too_many(_Tie(*row) for row in rows):
        total += 1
        if len(found) < SHOWN_PER_GROUP:
            found.append(
                Problem(
                    "too_many_mentees",
                    "error",
                    "mentorships",
                    staged.place,
                    row,
                    "mentor_id",
                    mentor,
                    {
                        "day": day.isoformat(),
                        "most": MOST_MENTEES,
                        "others": "、".join(str(other) for other in others[:4]),
                    },
                )
            )
    problems.extend(found, total)


def _too_many(ties: Iterable[_Tie]) -> Iterable[tuple[str, date, int, list[int]]]:
    """(mentor, day, row, rows of the others) for each mentorship that is one too many.

    ``ties`` come sorted by mentor, start and row; first and last day are both included.
    """
    current: str | None = None
    # mentee -> (last day, row) of that mentee's longest mentorship so far
    running: dict[str, tuple[date, int]] = {}
    for tie in ties:
        if tie.mentor != current:
            current, running = tie.mentor, {}
        if len(running) >= MOST_MENTEES:
            running = {m: held for m, held in running.items() if held[0] >= tie.starts_on}
        others = [row for mentee, (_, row) in running.items() if mentee != tie.mentee]
        if len(others) >= MOST_MENTEES and tie.mentee not in running:
            yield tie.mentor, tie.starts_on, tie.row, others
        known = running.get(tie.mentee)
        if known is None or known[0] < tie.ends_on:
            running[tie.mentee] = (tie.ends_on, tie.row)
