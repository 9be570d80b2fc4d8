"""Twice as many rows of everything, so that a page that asks once a row is caught."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from tandem.accounts.models import ActivationCode, RoleAssignment, User
from tandem.activities.models import (
    Activity,
    ActivityTopic,
    Observation,
    ObservationStep,
    Outing,
    OutingDraft,
    Participation,
)
from tandem.aid.models import Aid, AidItem
from tandem.compliance.models import PinnedPolicy, Waiver
from tandem.compliance.stored import reevaluate
from tandem.evidence.models import Attachment
from tandem.exchange.models import ImportRun
from tandem.inspections.models import Visit
from tandem.lib.keys import new_key
from tandem.mentoring.models import Mentorship, Output, Renewal
from tandem.notifications.models import Complaint, Notice
from tandem.pairings.models import Collaboration, Round, Term
from tandem.plans.models import Plan
from tandem.schools.models import Appointment, Person, School, SchoolChange
from tandem.secondments.models import LogEntry, Secondment

ROUND = timedelta(days=1096)
"""The doubled round, its semesters and collaborations lie three years earlier."""

EARLIER = (Round, Term)

ORDER: tuple[type[Model], ...] = (
    User,
    RoleAssignment,
    ActivationCode,
    School,
    SchoolChange,
    Person,
    Appointment,
    Round,
    Term,
    PinnedPolicy,
    Collaboration,
    Waiver,
    Mentorship,
    Renewal,
    Output,
    Secondment,
    LogEntry,
    Aid,
    AidItem,
    Plan,
    Visit,
    OutingDraft,
    Outing,
    Activity,
    ActivityTopic,
    Participation,
    Observation,
    ObservationStep,
    Attachment,
    Notice,
    Complaint,
    ImportRun,
)
"""Parents before children."""

ONCE_A_PARENT = (PinnedPolicy, Renewal, Observation, Waiver)
"""What a parent has once: only the parents' doubles get one more."""


def double_everything() -> None:
    """Every row once more beside its parent, and once more with the parent's double."""
    doubles: dict[tuple[type[Model], Any], Model] = {}
    for model in ORDER:
        for row in list(model._default_manager.all()):
            parents = _parents(row, doubles)
            if model not in ONCE_A_PARENT:
                doubles[model, row.pk] = _double(row, {})
            if parents:
                made = _double(row, parents)
                doubles.setdefault((model, row.pk), made)
    reevaluate(list(Collaboration.objects.values_list("pk", flat=True)))


def _parents(row: Model, doubles: dict[tuple[type[Model], Any], Model]) -> dict[str, Model]:
    found = {}
    for field in row._meta.concrete_fields:
        # schools, people and accounts stay: a double must be seen by the same readers
        if field.related_model in (None, School, Person, User, Collaboration) and not isinstance(
            row, RoleAssignment
        ):
            continue
        key = (field.related_model, getattr(row, field.attname))
        if key in doubles:
            found[field.name] = doubles[key]
    return found


def _double(row: Model, parents: dict[str, Model]) -> Model:
    model = type(row)
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.primary_key and field.name not in parents:
            if field.get_internal_type() == "CharField":
                values[field.name] = new_key()
            continue
        value = getattr(row, field.attname)
        if field.unique or field.name in ("code", "staff_number", "on"):
            value = _another(value)
        if isinstance(value, date) and model in EARLIER:
            value -= ROUND
        values[field.attname] = value
    values |= parents
    if isinstance(row, Collaboration) and "round" in parents:
        for name in ("starts_on", "ends_on", "plan_due_on"):
            values[name] = values[name] and values[name] - ROUND
    for name in [n for n, parent in parents.items() if f"{n}_id" in values]:
        del values[f"{name}_id"]
    return model._default_manager.create(**values)


def _another(value: Any) -> Any:
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, str) and value:
        return new_key()[-max(8, len(value)) :]
    return None if not isinstance(value, str) else value
