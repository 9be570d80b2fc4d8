"""What the shared pages must know of a secondment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.compliance.cards import Card, Line, counts_for, day, title_of
from tandem.compliance.policies import pinned_policy
from tandem.compliance.record_pages.pages import RecordPages
from tandem.schools.models.people import PostCode
from tandem.secondments.actions import SECONDMENT, record_secondment, revise_secondment
from tandem.secondments.content import weekdays, why_it_will_not_count
from tandem.secondments.forms import SecondmentForm
from tandem.secondments.models import Secondment
from tandem.secondments.permissions import can_evaluate, can_log, home_of, host_of
from tandem.secondments.queries import evaluation_due_on, get_secondment_for, log_days, name_of


def card(record: Secondment, content: Mapping[str, Any]) -> Card:
    """Who, from where to where, how long, as what."""
    same = content.get("person") == record.person_id
    name = str(record.person) if same else name_of(content["person"])
    first, last = content.get("starts_on"), content.get("ends_on")
    post = content.get("post", "")
    days = weekdays(date.fromisoformat(first), date.fromisoformat(last)) if first and last else 0
    return Card(
        _("Secondment"),
        name,
        [
            Line(_("Who goes?"), name, "zh"),
            Line(_("Post at home"), str(dict(PostCode.choices).get(post, post))),
            Line(_("From the school"), home_of(record).name, "zh"),
            Line(_("To the school"), host_of(record).name, "zh"),
            Line(_("Post at the other school"), content.get("host_post") or "–", "zh"),
            Line(_("First day there"), day(first)),
            Line(_("Last day"), day(last)),
            Line(_("Weekdays"), str(days)),
            *([Line(_("Tasks"), content["tasks"], "zh")] if content.get("tasks") else []),
        ],
        counts_for(
            record.collaboration,
            date.fromisoformat(first) if first else None,
            lambda rule: rule.count == "secondments",
        ),
    )


def more(actor: Actor, record: Secondment) -> Mapping[str, Any]:
    """Log, summary, evaluation with its deadline, and what keeps it from counting."""
    policy = pinned_policy(record.collaboration.round_id)
    grade = title_of(policy.vocabulary.grades.get(record.grade) if policy else None, record.grade)
    due = evaluation_due_on(record)
    running = record.starts_on <= today() <= record.ends_on
    days = log_days(record)
    return {
        "will_not_count": why_it_will_not_count(record),
        "log": [(on, entry) for on, entry in days if entry is not None],
        "missing": sum(entry is None for _on, entry in days),
        "grade": grade,
        "evaluation_due_on": due,
        "evaluation_late": bool(due and record.evaluated_on is None and today() > due),
        "evaluated_late": bool(due and record.evaluated_on and record.evaluated_on > due),
        "may_log": can_log(actor, record) and record.starts_on <= today(),
        "may_evaluate": can_evaluate(actor, record) and record.starts_on <= today(),
        "running": running,
    }


SECONDMENTS = RecordPages(
    kind=SECONDMENT,
    app="secondments",
    get=get_secondment_for,
    card=card,
    form=SecondmentForm,
    heading=lambda: _("Who works at the other school, and when?"),
    submit=record_secondment,
    revise=revise_secondment,
    detail="secondments/secondment.html",
    more=more,
)
