"""Writing a lesson observation note, and answering it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.activities.models import Activity, Observation, ObservationStep, Outing
from tandem.activities.models.observations import PARTS
from tandem.audit.actions import changed, record_event
from tandem.calendar import now
from tandem.pairings.models import Collaboration
from tandem.pairings.two_sided import Status

VERB = "mentoring.observe"
MOST_STEPS = 40
SCORE_FIELDS = {
    "thought": "thought",
    "design": "design",
    "activity_score": "activity",
    "effect": "effect",
}
"""The score's columns and the part that each is."""

TEXTS = ("class_name", "topic", "lesson_type", "highlights", "suggestions", "overall")


class NoteConflict(Exception):
    """The note is no longer what the person saw: nothing was written. ``note`` is what stands."""

    def __init__(self, note: Observation) -> None:
        super().__init__("changed")
        self.note = note


def record_observation(
    *, by: Actor, activity: Activity, version: int, content: Mapping[str, Any]
) -> Observation:
    """Write a lesson's note, or change it. ``version`` is the one seen, 0 where there was none.

    ``content`` holds :data:`TEXTS`, ``teacher_id``, the score's columns (or ``None``) and ``steps``,
    each with ``time``, ``what`` and ``remark``. Raises ``PermissionDenied``, ``ValidationError`` with
    every mistake, :class:`NoteConflict`.
    """
    pair = activity.outing.collaboration
    check_write(by, pair, note_of(activity), activity.outing)
    check_content(activity, content)
    with transaction.atomic():
        Outing.objects.select_for_update().get(pk=activity.outing_id)
        note = note_of(activity)
        check_write(by, pair, note, activity.outing)
        if (note.version if note else 0) != version:
            raise NoteConflict(note or Observation(outing=activity.outing))
        before = snapshot(note) if note else {}
        if note is None:
            note = Observation(
                outing=activity.outing,
                activity=activity,
                version=0,
                recorded_side=pair.side_of(by.organisations(VERB)) or "bureau",
                recorded_by_id=by.user_id,
                recorded_by_name=by.name[:64],
                recorded_at=now(),
            )
        for name in (*TEXTS, *SCORE_FIELDS):
            setattr(note, name, content.get(name, None if name in SCORE_FIELDS else ""))
        note.teacher_id = content.get("teacher_id") or None
        note.version += 1
        note.save()
        note.steps.all().delete()
        ObservationStep.objects.bulk_create(
            ObservationStep(observation=note, position=n, **step)
            for n, step in enumerate(content.get("steps", ()))
        )
        _tell(by, note, pair, *changed(before, snapshot(note)))
    return note


def reply_observation(*, by: Actor, note: Observation, version: int, reply: str) -> Observation:
    """The teacher's answer to the note of their lesson.

    Raises ``PermissionDenied``, ``ValidationError`` and :class:`NoteConflict`.
    """
    if not reply.strip():
        raise ValidationError({"reply": _("Write what you make of it.")})
    pair = note.outing.collaboration
    with transaction.atomic():
        note = Observation.objects.select_for_update(of=("self",)).get(pk=note.pk)
        check_reply(by, pair, note)
        if note.version != version:
            raise NoteConflict(note)
        before = {"reply": note.reply}
        note.reply = reply.strip()
        note.replied_by_name = by.name[:64]
        note.replied_at = now()
        note.version += 1
        note.save()
        _tell(by, note, pair, *changed(before, {"reply": note.reply}))
    return note


# --- who ---------------------------------------------------------------------------------------


def check_write(by: Actor, pair: Collaboration, note: Observation | None, outing: Outing) -> None:
    """People of both schools; an existing note is changed by the school that wrote it.

    The observed teacher does not change it but answers. Raises ``PermissionDenied``.
    """
    side = pair.side_of(by.organisations(VERB))
    if side is None and not by.everything:
        raise PermissionDenied(VERB)
    if outing.status in (Status.WITHDRAWN, Status.REJECTED):
        raise PermissionDenied("the outing no longer stands")
    if note is None or by.everything or note.recorded_by_id == by.user_id:
        return
    if note.recorded_side != side or _is_teacher(by, note):
        raise PermissionDenied(VERB)


def check_reply(by: Actor, pair: Collaboration, note: Observation) -> None:
    """The teacher of the lesson; a teacher without an account is answered for by their school.

    Raises ``PermissionDenied``.
    """
    if _is_teacher(by, note):
        return
    teacher = note.teacher
    alone = teacher is None or teacher.user_id is None
    school = teacher.school_id if teacher else None
    schools = [school] if school else [pair.lead_id, pair.partner_id]
    writer = note.recorded_by_id == by.user_id
    if not alone or writer or by.everything or not by.may(VERB, schools):
        raise PermissionDenied(VERB)


def can_write(by: Actor, pair: Collaboration, note: Observation | None, outing: Outing) -> bool:
    """Whether :func:`check_write` would let it pass."""
    try:
        check_write(by, pair, note, outing)
    except PermissionDenied:
        return False
    return True


def can_reply(by: Actor, pair: Collaboration, note: Observation) -> bool:
    """Whether :func:`check_reply` would let it pass."""
    try:
        check_reply(by, pair, note)
    except PermissionDenied:
        return False
    return True


def _is_teacher(by: Actor, note: Observation) -> bool:
    return (
        by.user_id is not None and note.teacher is not None and note.teacher.user_id == by.user_id
    )


# --- content -----------------------------------------------------------------------------------


def note_of(activity: Activity) -> Observation | None:
    """A lesson's note with its teacher, if there is one."""
    return Observation.objects.select_related("teacher").filter(activity=activity).first()


def check_content(activity: Activity, content: Mapping[str, Any]) -> None:
    """Raises ``ValidationError`` with every mistake at once, by field."""
    errors: dict[str, str] = {}
    if not content.get("topic", "").strip():
        errors["topic"] = _("Give the lesson's topic.")
    given = [name for name in SCORE_FIELDS if content.get(name) is not None]
    if given and len(given) < len(SCORE_FIELDS):
        for name in SCORE_FIELDS:
            if name not in given:
                errors[name] = _("Give all four parts of the score, or none.")
    for name in given:
        most = PARTS[SCORE_FIELDS[name]]
        if not 0 <= content[name] <= most:
            errors[name] = _("At most %(most)s points.") % {"most": most}
    present = set(activity.participations.values_list("person_key", flat=True))
    if content.get("teacher_id") and content["teacher_id"] not in present:
        errors["teacher"] = _("Choose one of the people who were there.")
    if len(content.get("steps", ())) > MOST_STEPS:
        errors["steps"] = _("At most %(most)s steps.") % {"most": MOST_STEPS}
    if errors:
        raise ValidationError({key: [text] for key, text in errors.items()})


def snapshot(note: Observation) -> dict[str, Any]:
    """A note's content as a form and the trail have it."""
    return {
        **{name: getattr(note, name) for name in (*TEXTS, *SCORE_FIELDS)},
        "teacher_id": note.teacher_id,
        "steps": list(note.steps.values("time", "what", "remark")),
    }


def grade_of(total: int | None) -> str:
    """A total in words, as the paper form has them; empty without a score."""
    if total is None:
        return ""
    if total >= 90:
        return _("Excellent")
    if total >= 80:
        return _("Good")
    return _("Pass") if total >= 60 else _("Fail")


def _tell(
    by: Actor, note: Observation, pair: Collaboration, before: dict[str, Any], after: dict[str, Any]
) -> None:
    record_event(
        by=by,
        verb=VERB,
        object_type="observation",
        object_id=note.pk,
        collaboration_id=pair.pk,
        before=before,
        after=after,
    )
