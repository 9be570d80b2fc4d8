"""Which day it is where the programme runs, and which days are working days."""

from tandem.calendar.days import now, today
from tandem.calendar.working import add_working_days, is_working_day

__all__ = ["add_working_days", "is_working_day", "now", "today"]
