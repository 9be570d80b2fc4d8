"""Working days: the State Council's holidays and make-up days where they are known, else weekdays."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar


def is_working_day(day: date) -> bool:
    """Whether offices work on that day.

    The published calendar covers the years up to the present one only; outside it Monday to Friday
    count, as nobody can know better yet.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def add_working_days(start: date, days: int) -> date:
    """The day on which so many working days after ``start`` are over."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day
