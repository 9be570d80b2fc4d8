"""A mentor has at most two mentees at the same time (5.1.3), over all collaborations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tandem.facts.problems import SHOWN_PER_GROUP, Problem, Problems
from tandem.facts.staging import Staged, Workshop

MOST_MENTEES = 2


def check_mentors(workshop: Workshop, staged: Staged, problems: Problems) -> None:
    """Tell every mentorship that starts when its mentor has two other mentees already."""
    rows = workshop.rows(
        "SELECT mentor_id, mentee_id, starts_on, coalesce(ends_on, DATE '9999-12-31'), _row "
        "FROM typed.mentorships JOIN (SELECT mentor_id FROM typed.mentorships "
        "GROUP BY mentor_id HAVING count(DISTINCT mentee_id) > $1) USING (mentor_id) "
        "WHERE mentee_id IS NOT NULL AND starts_on IS NOT NULL "
        "AND (ends_on IS NULL OR ends_on >= starts_on) ORDER BY mentor_id, starts_on, _row",
        [MOST_MENTEES],
    )
    found: list[Problem] = []
    total = 0
    for mentor, day, row, others in _too_many(rows):
        total += 1
        if len(found) < SHOWN_PER_GROUP:
            found.append(
                Problem(
                    "too_many_mentees", "error", "mentorships", staged.place, row, "mentor_id",
                    mentor,
                    {
                        "day": day.isoformat(),
                        "most": MOST_MENTEES,
                        "others": "、".join(str(other) for other in others[:4]),
                    },
                )
            )
    problems.extend(found, total)


def _too_many(
    rows: Iterable[Sequence[object]],
) -> Iterable[tuple[str, date, int, list[int]]]:
    """(mentor, day, row, rows of the others) for each mentorship that is one too many.

    ``rows`` come sorted by mentor, start and row; first and last day are both included.
    """
    current: object = None
    # mentee -> (last day, row) of that mentee's longest mentorship that is still running
    running: dict[str, tuple[date, int]] = {}
    for mentor, mentee, starts_on, ends_on, row in rows:
        assert isinstance(starts_on, date) and isinstance(ends_on, date) and isinstance(row, int)
        if mentor != current:
            current, running = mentor, {}
        if len(running) >= MOST_MENTEES:
            running = {m: held for m, held in running.items() if held[0] >= starts_on}
        others = [held[1] for m, held in running.items() if m != mentee]
        if len(others) >= MOST_MENTEES and mentee not in running:
            yield str(mentor), starts_on, row, others
        known = running.get(str(mentee))
        if known is None or known[0] < ends_on:
            running[str(mentee)] = (ends_on, row)
