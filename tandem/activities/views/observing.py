"""Lesson observation notes: write one, see and print it, answer it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.accounts.actors import actor_of
from tandem.activities.forms.observations import ObservationForm, ReplyForm
from tandem.activities.observing import (
    NoteConflict,
    can_reply,
    can_write,
    check_reply,
    check_write,
    grade_of,
    note_of,
    record_observation,
    reply_observation,
    snapshot,
)
from tandem.activities.queries import get_lesson_for, get_note_for, people_of_lesson
from tandem.compliance.cards import title_of
from tandem.compliance.policies import pinned_policy
from tandem.widgets.filling import posted, restart_from, take_errors

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def write(request: HttpRequest, pk: str) -> HttpResponse:
    """A lesson's note: begin it, or change it."""
    actor = actor_of(request)
    lesson = get_lesson_for(actor, pk)
    known = note_of(lesson)
    check_write(actor, lesson.outing.collaboration, known, lesson.outing)
    people = people_of_lesson(lesson)
    if known is not None:
        seen: dict[str, Any] = snapshot(known)
    else:
        taught = [person.pk for person, part in people if part == "teacher"]
        seen = {"teacher_id": taught[0] if len(taught) == 1 else None, "topic": lesson.title}
    asked: dict[str, Any] = {
        "people": [person for person, _part in people],
        "seen": seen,
        "version": known.version if known else 0,
    }
    form = ObservationForm(posted(request), more="more" in request.POST, **asked)
    conflict = None
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        try:
            note = record_observation(
                by=actor,
                activity=lesson,
                version=form.cleaned_data["version"] or 0,
                content=form.content(),
            )
        except ValidationError as error:
            take_errors(form, error)
        except NoteConflict as other:
            conflict = other.note
            # what was typed may be sent again, now against what stands
            restart_from(form, version=conflict.version)
        else:
            messages.success(request, _("Saved."))
            return redirect("activities:note", note.pk)
    more = "more" in request.POST
    if more:
        typed = ObservationForm(None, more=True, **{**asked, "seen": {}})
        typed.initial = {**typed.initial, **{n: form[n].value() for n in form.fields}}
        typed.rows = form.rows
        form = typed
    context = {
        "form": form,
        "lesson": lesson,
        "title": _kind_title(lesson.outing, lesson.kind),
        "collaboration": lesson.outing.collaboration,
        "known": known,
        "conflict": conflict,
        "grade": grade_of(conflict.total) if conflict else "",
    }
    wrong = conflict is not None or (not more and form.errors)
    return render(request, "activities/note_form.html", context, status=422 if wrong else 200)


@require_safe
def note(request: HttpRequest, pk: str) -> HttpResponse:
    """The note as the paper form has it; it prints on A4."""
    actor = actor_of(request)
    return render(request, "activities/note.html", _context(actor, get_note_for(actor, pk)))


@GET_OR_POST
def reply(request: HttpRequest, pk: str) -> HttpResponse:
    """The teacher's answer."""
    actor = actor_of(request)
    found = get_note_for(actor, pk)
    check_reply(actor, found.outing.collaboration, found)
    initial = {"version": found.version, "reply": found.reply}
    form = ReplyForm(posted(request), initial=initial)
    changed = False
    if request.method == "POST" and form.is_valid():
        try:
            reply_observation(by=actor, note=found, **form.cleaned_data)
        except NoteConflict as other:
            changed = True
            restart_from(form, version=other.note.version)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("activities:note", pk)
    context = {**_context(actor, found), "form": form, "changed": changed}
    status = 422 if form.errors or changed else 200
    return render(request, "activities/note_reply.html", context, status=status)


def _context(actor: Any, found: Any) -> dict[str, Any]:
    pair = found.outing.collaboration
    lesson = found.activity
    return {
        "note": found,
        "outing": found.outing,
        "collaboration": pair,
        "title": _kind_title(found.outing, lesson.kind) if lesson else "",
        "subject": _subject_title(found.outing, lesson.subject) if lesson else "",
        "grade": grade_of(found.total),
        "others": [
            person for person, _part in people_of_lesson(lesson) if person.pk != found.teacher_id
        ]
        if lesson
        else [],
        "may_write": lesson is not None and can_write(actor, pair, found, found.outing),
        "may_reply": can_reply(actor, pair, found),
    }


def _kind_title(outing: Any, code: str) -> str:
    policy = pinned_policy(outing.collaboration.round_id)
    return title_of(policy.vocabulary.kinds.get(code) if policy else None, code)


def _subject_title(outing: Any, code: str) -> str:
    policy = pinned_policy(outing.collaboration.round_id)
    return title_of(policy.vocabulary.subjects.get(code) if policy else None, code) if code else ""
