"""The one clock of the web application (Asia/Shanghai), which a demonstration may hold still."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The present day in Asia/Shanghai; the day of the demonstration where one is set."""
    fixed: date | None = settings.FIXED_TODAY
    return fixed or timezone.localdate()


def now() -> datetime:
    """The present moment, aware; on the fixed day where one is set, at the present time of day."""
    moment = timezone.localtime()
    fixed: date | None = settings.FIXED_TODAY
    if fixed is None:
        return moment
    return moment.replace(year=fixed.year, month=fixed.month, day=fixed.day)
