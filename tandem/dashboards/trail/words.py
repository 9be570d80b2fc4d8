"""Which record an event is about, in words: its noun, its name, its fields.

The trail itself keeps codes, so that it means the same for ever; a reader is shown words, and the
code beside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tandem.audit.models import AuditEvent

NOUNS = {
    "aid": _("aid"),
    "authority": _("education authority"),
    "chain": _("chain of the trail"),
    "check_rating": _("check rating"),
    "collaboration": _("collaboration"),
    "complaint": _("complaint or suggestion"),
    "draft": _("draft"),
    "finding": _("duty"),
    "import": _("import"),
    "mentorship": _("mentor pair"),
    "observation": _("observation note"),
    "outing": _("record of activities"),
    "output": _("paper, lesson case or project"),
    "person": _("person"),
    "plan": _("plan"),
    "policy": _("policy"),
    "quality": _("quality figure"),
    "role": _("role"),
    "round": _("round"),
    "school": _("school"),
    "secondment": _("secondment"),
    "sign-in name": _("sign-in name"),
    "trail": _("audit trail"),
    "user": _("account"),
    "visit": _("visit"),
    "waiver": _("waiver"),
}

MODELS = {
    "aid": "aid.Aid",
    "authority": "schools.Authority",
    "check_rating": "inspections.CheckRating",
    "collaboration": "pairings.Collaboration",
    "mentorship": "mentoring.Mentorship",
    "observation": "activities.Observation",
    "outing": "activities.Outing",
    "output": "mentoring.Output",
    "person": "schools.Person",
    "plan": "plans.Plan",
    "quality": "assessments.QualityFigure",
    "role": "accounts.RoleAssignment",
    "round": "pairings.Round",
    "school": "schools.School",
    "secondment": "secondments.Secondment",
    "user": "accounts.User",
    "visit": "inspections.Visit",
    "waiver": "compliance.Waiver",
}

NAMED = ("authority", "person", "round", "school", "user")
"""Records with a name of their own; it is read as it is now, the code says which one it was."""


def noun(object_type: str) -> str:
    """What kind of record this is; its code where it has no word."""
    return str(NOUNS.get(object_type, object_type))


def names_of(events: Iterable[AuditEvent]) -> Mapping[tuple[str, str], str]:
    """Type and id → today's name, of the records that have one; one query a type."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.object_type in NAMED:
            wanted[event.object_type].add(event.object_id)
    found = {}
    for object_type, ids in wanted.items():
        model = apps.get_model(MODELS[object_type])
        known = ids if object_type != "user" else {one for one in ids if one.isdecimal()}
        rows = model._default_manager.filter(pk__in=known).values_list("pk", "name")
        found.update({(object_type, str(key)): name for key, name in rows})
    return found


def field_title(object_type: str, field: str) -> str:
    """A field as its forms call it; its code where no form does."""
    if object_type not in MODELS:
        return field
    try:
        column = apps.get_model(MODELS[object_type])._meta.get_field(field.removesuffix("_id"))
    except FieldDoesNotExist:
        return field
    title = getattr(column, "verbose_name", field)
    # a title that Django made from the field's name is no word of ours
    return capfirst(str(title)) if isinstance(title, Promise) else field
