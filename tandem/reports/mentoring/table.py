"""``mentors.csv``: one row a mentee."""

from __future__ import annotations

import csv
import io

from tandem.reports.mentoring.results import MentoringResults
from tandem.reports.mentoring.words import MentoringWords
from tandem.reports.pairing.table import plain_text

COLUMNS = ("mentee-id", "mentee", "mentor-id", "mentor", "subject", "kind", "reasons")


def mentors_csv(results: MentoringResults, words: MentoringWords) -> str:
    """The mentor pairs as CSV text, with a byte order mark so that Excel reads the Chinese.

    One row a mentee, in the order of the list; without a mentor the last column says why.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words.say(f"column-{name}") for name in COLUMNS])
    for mentee in results.teachers.mentees:
        pair = results.pair_of(mentee.id)
        if pair is None:
            row = [mentee.id, mentee.name, "", "", "", "", words.why_left(mentee.id, results)]
        else:
            mentor = next(t for t in results.teachers.mentors if t.id == pair.mentor_id)
            row = [mentee.id, mentee.name, mentor.id, mentor.name]
            row += [words.titles([pair.subject]), words.kind(pair)]
            row.append(words.say("stop").join(words.reasons(pair, results)))
        writer.writerow([plain_text(cell) for cell in row])
    return "\ufeff" + out.getvalue()
