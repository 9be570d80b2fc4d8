"""Told early enough to act: which duties will be missed at the pace so far."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from tandem.policy.results import Finding
from tandem.reports.current import days_left
from tandem.reports.standing import standing
from tandem.reports.words import Words

LAST_DAYS = 21
"""So many days before its end a duty that is not done is warned of, whatever the pace."""


@dataclass(frozen=True, slots=True)
class PaceWarning:
    """A duty that will be missed at the pace so far.

    ``missing`` is what is still needed, ``days_left`` until the last day, ``expected`` what would be
    there then if things went on as they did, ``every_days`` how often one is needed from now on.
    """

    finding: Finding
    missing: float
    days_left: int
    expected: float

    @property
    def every_days(self) -> int:
        """One of what is missing in so many days; at least each day one."""
        return max(1, int((self.days_left + 1) // max(1, math.ceil(self.missing - 1e-9))))


def pace_warnings(findings: Iterable[Finding], today: date) -> list[PaceWarning]:
    """The open musts that the calendar is ahead of, or that end within three weeks: soonest first.

    The calendar is ahead when the next one should have been done by now (``reports.standing``): for
    two lectures after a third of the semester, for one after half of it. That leaves the schools
    the longest time in which a warning is not idle.
    """
    found = [pace_warning(finding, today) for finding in findings]
    warnings = [warning for warning in found if warning is not None]
    return sorted(warnings, key=lambda w: (w.days_left, -w.missing, w.finding.requirement))


def pace_warning(finding: Finding, today: date) -> PaceWarning | None:
    """The warning of one finding, where there is reason for one."""
    if finding.status != "open" or finding.severity != "must":
        return None
    left = days_left(finding, today)
    if standing(finding, today) != "near" and left > LAST_DAYS:
        return None
    missing = finding.required - finding.achieved
    return PaceWarning(finding, missing, left, _expected(finding, today))


def _expected(finding: Finding, today: date) -> float:
    """What would be achieved by the last day at the pace so far, in whole ones."""
    days = (finding.ends_on - finding.starts_on).days + 1
    passed = (today - finding.starts_on).days + 1
    if passed <= 0:
        return finding.achieved
    return max(finding.achieved, math.floor(finding.achieved * days / passed + 1e-9))


def next_by(words: Words, warning: PaceWarning) -> date | None:
    """The day by which the next one had better be done; ``None`` where the last day says it all.

    That is so for the last one missing, and for shares, which are not done one by one.
    """
    if words.rule(warning.finding).measure == "share" or warning.every_days > warning.days_left:
        return None
    return words.as_of + timedelta(days=warning.every_days)


def pace_step(words: Words, warning: PaceWarning) -> str:
    """The day of the next one alone, in a list whose heading says that it will be missed."""
    by = next_by(words, warning)
    return gettext("Do the next one by %(day)s.") % {"day": words.day(by)} if by else ""


def pace_note(words: Words, warning: PaceWarning) -> str:
    """Beside a duty that says already what is needed and until when."""
    if warning.days_left == 0:
        return ""
    by = next_by(words, warning)
    if by is None:
        return gettext("At this pace it will be missed.")
    form = gettext("At this pace it will be missed: do the next one by %(day)s.")
    return form % {"day": words.day(by)}


def pace_sentence(words: Words, warning: PaceWarning) -> str:
    """The warning in words: what is still needed, and by when the next one had better be done."""
    need = words.need(warning.finding)
    if warning.days_left == 0:
        return gettext("%(need)s; today is the last day.") % {"need": need}
    left = ngettext("%(n)d day left", "%(n)d days left", warning.days_left)
    parts = {"need": need, "left": left % {"n": warning.days_left}}
    by = next_by(words, warning)
    if by is None:
        return gettext("At this pace it will be missed: %(need)s, %(left)s.") % parts
    form = gettext(
        "At this pace it will be missed: %(need)s, %(left)s. Do the next one by %(day)s."
    )
    return form % (parts | {"day": words.day(by)})
