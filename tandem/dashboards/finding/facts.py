"""The records behind a finding in words, with the address of each: a few queries for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import formats

from tandem.activities.models import Activity
from tandem.aid.models import Aid
from tandem.compliance.cards import language, title_of
from tandem.inspections.models import Visit
from tandem.mentoring.models import Mentorship, Output
from tandem.plans.models import Plan
from tandem.policy.model import Policy
from tandem.policy.results import ExplainedFact, Explanation
from tandem.secondments.models import Secondment


@dataclass(frozen=True, slots=True)
class FactLine:
    """One record: its words and its page."""

    text: str
    url: str


class FactLines:
    """Looks up every record that an explanation names, a query a table."""

    def __init__(self, policy: Policy, explanation: Explanation) -> None:
        self._policy = policy
        wanted: dict[str, set[str]] = {}
        for unit in explanation.units:
            wanted.setdefault(unit.table, set()).add(unit.unit_id)
            for fact in (*unit.counted, *unit.near):
                wanted.setdefault(fact.table, set()).add(fact.fact_id)
        self._lines: dict[tuple[str, str], FactLine] = {}
        for table, ids in wanted.items():
            self._look_up(table, ids)

    def of(self, table: str, key: str) -> FactLine:
        """The record; its id where it is gone."""
        return self._lines.get((table, key), FactLine(key, ""))

    def fact(self, fact: ExplainedFact) -> FactLine:
        """The record of an explained fact."""
        return self.of(fact.table, fact.fact_id)

    def _look_up(self, table: str, ids: Iterable[str]) -> None:
        finder = getattr(self, f"_{table}", None)
        if finder is not None:
            for key, text, url in finder(ids):
                self._lines[table, key] = FactLine(text, url)

    def _activities(self, ids: Iterable[str]) -> Iterable[tuple[str, str, str]]:
        kinds = self._policy.vocabulary.kinds
        for row in Activity.objects.filter(pk__in=ids):
            text = f"{_day(row.held_on)} {title_of(kinds.get(row.kind), row.kind)}"
            if row.title:
                text += f"：{row.title}"
            yield row.pk, text, reverse("activities:detail", args=[row.outing_id])

    def _mentorships(self, ids: Iterable[str]) -> Iterable[tuple[str, str, str]]:
        subjects = self._policy.vocabulary.subjects
        for row in Mentorship.objects.filter(pk__in=ids).select_related("mentor", "mentee"):
            subject = title_of(subjects.get(row.subject), row.subject)
            text = f"{row.mentor} – {row.mentee}（{subject}）"
            yield row.pk, text, reverse("mentoring:detail", args=[row.pk])

    def _secondments(self, ids: Iterable[str]) -> Iterable[tuple[str, str, str]]:
        for row in Secondment.objects.filter(pk__in=ids).select_related("person"):
            text = f"{row.person} {_day(row.starts_on)}–{_day(row.ends_on)}"
            yield row.pk, text, reverse("secondments:detail", args=[row.pk])

    def _outputs(self, ids: Iterable[str]) -> Iterable[tuple[str, str, str]]:
        for row in Output.objects.filter(pk__in=ids).select_related("person"):
            text = f"{_day(row.completed_on)} {row.person}：{row.get_kind_display()} {row.title}"
            yield row.pk, text.strip(), reverse("mentoring:output_detail", args=[row.pk])

    def _aid(self, ids: Iterable[str]) -> Iterable[tuple[str, str, str]]:
        for row in Aid.objects.filter(pk__in=ids):
            text = f"{_day(row.handed_over_on)} {row.get_kind_display()} ¥{row.value_yuan}"
            yield row.pk, text, reverse("aid:detail", args=[row.pk])

    def _plans(self, ids: Iterable[str]) -> Iterable[tuple[str, str, str]]:
        for row in Plan.objects.filter(pk__in=ids):
            days = [_day(day) for day in (row.submitted_on, row.approved_on) if day]
            yield row.pk, " → ".join(days) or "–", ""

    def _visits(self, ids: Iterable[str]) -> Iterable[tuple[str, str, str]]:
        for row in Visit.objects.filter(pk__in=ids):
            yield row.pk, f"{_day(row.visited_on)} {row.get_department_display()}", ""


def _day(day: date) -> str:
    return str(formats.date_format(day, "MONTH_DAY_FORMAT" if language() != "en" else "j N"))
