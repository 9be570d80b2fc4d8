"""What people see of an evaluation: the workbook and the terminal, in three languages.

``read_context`` fetches the names, ``write_workbook`` and ``print_summary`` show an evaluation, ``sentence``
says one duty in words. Nothing here knows the clock: the day is the evaluation's.
"""

from tandem.reports.context import Context, read_context
from tandem.reports.terminal import make_console, print_summary
from tandem.reports.words import sentence
from tandem.reports.workbook import write_workbook

__all__ = [
    "Context",
    "make_console",
    "print_summary",
    "read_context",
    "sentence",
    "write_workbook",
]
