"""The roster of a school, one person, and every change of a post."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.accounts.actors import Actor, actor_of
from tandem.calendar import today
from tandem.schools import actions, queries
from tandem.schools.forms import LeaveForm, PersonForm, PostForm
from tandem.schools.permissions import (
    can_manage_people,
    can_manage_person,
    check_manage_people,
    check_read_people,
)
from tandem.schools.subjects import subject_words
from tandem.schools.views.answering import form_page
from tandem.schools.workbooks import people_workbook
from tandem.widgets.workbooks import XLSX


def _school(request: HttpRequest, pk: str) -> tuple[Actor, Any]:
    """The school whose roster is asked for; other schools' rosters are not there at all."""
    actor = actor_of(request)
    school = queries.get_school_for(actor, pk)
    if not queries.sees_details(actor, school):
        raise Http404
    check_read_people(actor, school)
    return actor, school


def _trail(school: Any, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (reverse("schools:list"), _("Schools")),
        (reverse("schools:school", args=[school.pk]), school.name),
        (reverse("schools:people", args=[school.pk]), _("People")),
        *more,
    ]


@require_safe
def roster_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Who is at the school, and who was."""
    actor, school = _school(request, pk)
    people = queries.roster([pk])
    text = request.GET.get("q", "")
    if text:
        people = queries.search_people(text, people)
    rows = [
        (person, pgettext("names", ", ").join(subject_words(person.subjects))) for person in people
    ]
    context = {
        "school": school,
        "rows": rows,
        "q": text,
        "former": queries.former_people(school),
        "manages": can_manage_people(actor, school),
        "trail": _trail(school)[:2],
    }
    return render(request, "schools/people.html", context)


@require_safe
def download(request: HttpRequest, pk: str) -> HttpResponse:
    """The roster as a workbook."""
    _actor, _found = _school(request, pk)
    headers = {"Content-Disposition": 'attachment; filename="people.xlsx"'}
    return HttpResponse(people_workbook(queries.roster([pk])), content_type=XLSX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: str) -> HttpResponse:
    """A new person."""
    actor, school = _school(request, pk)
    check_manage_people(actor, school)

    def act(values: dict[str, Any]) -> Any:
        starts_on = values.pop("starts_on")
        return actions.add_person(by=actor, school_id=pk, values=values, starts_on=starts_on)

    return form_page(
        request,
        PersonForm(request.POST or None),
        act,
        done=reverse("schools:people", args=[pk]),
        said=_("Added."),
        title=_("Add a person"),
        subject=school.name,
        button=_("Add a person"),
        trail=_trail(school),
    )


def _person(request: HttpRequest, pk: str) -> tuple[Actor, Any]:
    actor = actor_of(request)
    person = queries.get_person_for(actor, pk)
    check_manage_people(actor, person.school)
    return actor, person


@require_safe
def person(request: HttpRequest, pk: str) -> HttpResponse:
    """One person: what is known, every post."""
    actor = actor_of(request)
    found = queries.get_person_for(actor, pk)
    manages = can_manage_person(actor, found)
    posts = queries.posts_of(found)
    facts = [
        (_("Post"), found.get_post_display()),
        (_("Subjects"), pgettext("names", ", ").join(subject_words(found.subjects)) or None),
        (_("Honour"), found.get_honour_display() or None),
        (_("Professional title"), found.get_title_display() or None),
        (_("Phone number"), found.phone or None),
        (_("Staff number"), found.staff_number or None),
    ]
    trail = _trail(found.school) if found.school is not None and manages else []
    context = {
        "person": found,
        "facts": facts,
        "posts": posts,
        "manages": manages,
        "undoable": manages and (len(posts) > 1 or found.left_on is not None),
        "trail": trail,
    }
    return render(request, "schools/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Correct what is known of a person."""
    actor, found = _person(request, pk)

    def act(values: dict[str, Any]) -> Any:
        version = values.pop("version") or 0
        return actions.edit_person(by=actor, person_id=pk, version=version, values=values)

    return _form(
        request,
        found,
        PersonForm(request.POST or None, person=found),
        act,
        title=_("Change"),
        button=_("Save"),
        said=_("Saved."),
    )


def _form(request: HttpRequest, found: Any, form: Any, act: Any, **words: Any) -> HttpResponse:
    own = reverse("schools:person", args=[found.pk])
    trail = _trail(found.school, (own, found.name))
    done = words.pop("done", own)
    return form_page(request, form, act, done=done, subject=found.name, trail=trail, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, pk: str) -> HttpResponse:
    """Another post at the same school."""
    actor, found = _person(request, pk)

    def act(values: dict[str, Any]) -> Any:
        return actions.appoint_person(by=actor, person_id=pk, **values)

    return _form(
        request,
        found,
        PostForm(request.POST or None, person=found, initial={"on": today()}),
        act,
        title=_("New post"),
        button=_("Appoint"),
        said=_("Appointed. The former post stays in the history."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest, pk: str) -> HttpResponse:
    """To another school."""
    actor, found = _person(request, pk)
    schools = queries.open_schools(actor)
    if found.left_on is None:
        schools = schools.exclude(pk=found.school_id)
    form = PostForm(request.POST or None, person=found, schools=schools, initial={"on": today()})

    def act(values: dict[str, Any]) -> Any:
        school = values.pop("to_school")
        return actions.transfer_person(by=actor, person_id=pk, to_school_id=school.pk, **values)

    return _form(
        request,
        found,
        form,
        act,
        title=_("Transfer to another school"),
        button=_("Transfer"),
        said=_("Transferred. The former post stays in the history."),
        before=[_("From that day the other school keeps this person's record.")],
        done=reverse("schools:people", args=[found.school_id]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: str) -> HttpResponse:
    """The last day."""
    actor, found = _person(request, pk)
    form = LeaveForm(request.POST or None, initial={"on": today(), "version": found.version})
    return _form(
        request,
        found,
        form,
        lambda values: actions.person_leaves(by=actor, person_id=pk, **values),
        title=_("Leaves the school"),
        button=_("Enter the last day"),
        said=_("Entered. All records stay; it can be taken back."),
        before=[_("What this person did stays on record.")],
    )


@require_POST
def undo(request: HttpRequest, pk: str) -> HttpResponse:
    """Take back the latest change of a post."""
    actor, found = _person(request, pk)
    try:
        actions.undo_post(by=actor, person_id=found.pk)
        messages.success(request, _("Taken back."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    if queries.visible_people(actor).filter(pk=pk).exists():
        return redirect("schools:person", pk)
    return redirect("schools:list")
