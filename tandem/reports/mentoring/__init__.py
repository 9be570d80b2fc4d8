"""What people see of proposed mentor pairs: table, workbook and summary, in three languages."""

from tandem.reports.mentoring.results import MentoringResults
from tandem.reports.mentoring.table import mentors_csv
from tandem.reports.mentoring.terminal import print_mentors
from tandem.reports.mentoring.words import MentoringWords
from tandem.reports.mentoring.workbook import write_mentors_workbook

__all__ = [
    "MentoringResults",
    "MentoringWords",
    "mentors_csv",
    "print_mentors",
    "write_mentors_workbook",
]
