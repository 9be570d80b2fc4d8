"""The dated changes of a school."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.accounts.actors import Actor, actor_of
from tandem.calendar import today
from tandem.schools import actions, queries
from tandem.schools.dependents import running_ties
from tandem.schools.forms import DayForm, MergeForm, RenameForm
from tandem.schools.permissions import check_manage_schools
from tandem.schools.views.answering import form_page


def _opened(request: HttpRequest, pk: str) -> tuple[Actor, Any]:
    actor = actor_of(request)
    school = queries.get_school_for(actor, pk)
    check_manage_schools(actor, [school.authority_id])
    return actor, school


def _page(
    request: HttpRequest,
    school: Any,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    **words: Any,
) -> HttpResponse:
    own = reverse("schools:school", args=[school.pk])
    trail = [(reverse("schools:list"), _("Schools")), (own, school.name)]
    return form_page(
        request,
        form,
        act,
        done=own,
        said=words.pop("said"),
        subject=school.name,
        trail=trail,
        **words,
    )


def _what_happens(school: Any) -> list[str]:
    count = len(running_ties([school.pk], today()))
    said = [_("Its records, its people's history and its collaborations stay.")]
    if count:
        said.append(
            _("Running collaborations that will be shown as to be re-arranged: %(count)s.")
            % {"count": count}
        )
    return said


def rename(request: HttpRequest, pk: str) -> HttpResponse:
    """Another name or code."""
    actor, school = _opened(request, pk)
    initial = {"name": school.name, "code": school.code, "version": school.version, "on": today()}
    form = RenameForm(request.POST or None, initial=initial)
    return _page(
        request,
        school,
        form,
        lambda values: actions.rename_school(by=actor, school_id=pk, **values),
        title=_("Rename"),
        button=_("Rename"),
        said=_("Renamed. The former name stays in the history."),
        before=[_("The former name and code stay in the history.")],
    )


def merge(request: HttpRequest, pk: str) -> HttpResponse:
    """Merge into a successor."""
    actor, school = _opened(request, pk)
    others = queries.open_schools(actor).exclude(pk=pk)
    initial = {"version": school.version, "on": today(), "move_people": True}
    form = MergeForm(request.POST or None, initial=initial, schools=others)

    def act(values: dict[str, Any]) -> Any:
        into = values.pop("into")
        return actions.merge_school(by=actor, school_id=pk, into_id=into.pk, **values)

    return _page(
        request,
        school,
        form,
        act,
        title=_("Merge into another school"),
        button=_("Merge"),
        said=_("Merged. The history shows it; it can be taken back there."),
        before=[*_what_happens(school), _("The head moves with another post.")],
    )


def close(request: HttpRequest, pk: str) -> HttpResponse:
    """Close without a successor."""
    actor, school = _opened(request, pk)
    initial = {"version": school.version, "on": today()}
    return _page(
        request,
        school,
        DayForm(request.POST or None, initial=initial),
        lambda values: actions.close_school(by=actor, school_id=pk, **values),
        title=_("Close the school"),
        button=_("Close the school"),
        said=_("Closed. The history shows it; it can be taken back there."),
        before=_what_happens(school),
    )


def reopen(request: HttpRequest, pk: str) -> HttpResponse:
    """Teach again."""
    actor, school = _opened(request, pk)
    initial = {"version": school.version, "on": today()}
    return _page(
        request,
        school,
        DayForm(request.POST or None, initial=initial),
        lambda values: actions.reopen_school(by=actor, school_id=pk, **values),
        title=_("Reopen the school"),
        button=_("Reopen the school"),
        said=_("Reopened."),
        before=[],
    )


@require_POST
def undo(request: HttpRequest, pk: str, change: int) -> HttpResponse:
    """Take back the latest change."""
    actor, school = _opened(request, pk)
    if not any(known.pk == change and known.school_id == pk for known in queries.history(school)):
        raise Http404
    try:
        actions.undo_change(by=actor, change_id=change)
        messages.success(request, _("Taken back."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("schools:school", pk)
