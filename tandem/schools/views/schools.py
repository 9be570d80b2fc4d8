"""The list of schools, one school, adding and correcting."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.accounts.actors import Actor, actor_of
from tandem.accounts.permissions import check
from tandem.calendar import today
from tandem.schools import queries
from tandem.schools.actions import add_school, edit_school
from tandem.schools.dependents import running_ties
from tandem.schools.forms import SchoolFilter, SchoolForm
from tandem.schools.permissions import (
    can_manage_people,
    can_manage_schools,
    can_read_people,
    check_manage_schools,
)
from tandem.schools.views.answering import form_page
from tandem.schools.workbooks import schools_workbook
from tandem.widgets.workbooks import XLSX

A_PAGE = 50


def _filtered(request: HttpRequest, actor: Actor) -> tuple[SchoolFilter, Any]:
    schools = queries.visible_schools(actor)
    bureaus = queries.visible_authorities(actor)
    form = SchoolFilter(request.GET, schools=schools, bureaus=bureaus)
    return form, form.apply(schools).select_related("authority")


@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    """Search, filters, a page of schools."""
    actor = actor_of(request)
    check(actor, "schools.read")
    form, schools = _filtered(request, actor)
    kept = request.GET.copy()
    kept.pop("page", None)
    manages = can_manage_schools(actor)
    return render(
        request,
        "schools/list.html",
        {
            "form": form,
            "page": Paginator(schools, A_PAGE).get_page(request.GET.get("page")),
            "query": f"&{kept.urlencode()}" if kept else "",
            "download_query": f"?{kept.urlencode()}" if kept else "",
            "filtered": any(kept.values()),
            "manages": manages,
            "basics": queries.sees_basics_only(actor),
            "rearrange": len(_to_rearrange(actor)) if manages else 0,
        },
    )


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The filtered list as a workbook."""
    actor = actor_of(request)
    check(actor, "schools.read")
    _form, schools = _filtered(request, actor)
    data = schools_workbook(schools, basics=queries.sees_basics_only(actor))
    headers = {"Content-Disposition": 'attachment; filename="schools.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


def _to_rearrange(actor: Actor) -> list[Any]:
    gone = queries.visible_schools(actor).exclude(status="open")
    return running_ties(list(gone.values_list("pk", flat=True)), today())


@require_safe
def rearrange(request: HttpRequest) -> HttpResponse:
    """Running collaborations of which a school was merged or closed."""
    actor = actor_of(request)
    check_manage_schools(actor)
    ties = _to_rearrange(actor)
    ids = {key for tie in ties for key in (tie.lead_id, tie.partner_id)}
    gone = {s.pk: s for s in queries.gone_schools(ids)}
    rows = [
        (tie, [gone[key] for key in (tie.lead_id, tie.partner_id) if key in gone]) for tie in ties
    ]
    reads = actor.may("pairings.read")
    context = {
        "rows": rows,
        "reads_ties": reads,
        "trail": [(reverse("schools:list"), _("Schools"))],
    }
    return render(request, "schools/rearrange.html", context)


@require_safe
def school(request: HttpRequest, pk: str) -> HttpResponse:
    """One school: facts, history, people, collaborations."""
    actor = actor_of(request)
    found = queries.get_school_for(actor, pk)
    detailed = queries.sees_details(actor, found)
    reads_people = can_read_people(actor, found)
    ties = running_ties([pk], today()) if detailed else []
    history = queries.history(found) if detailed else []
    own = [change for change in history if change.school_id == pk]
    return render(
        request,
        "schools/school.html",
        {
            "school": found,
            "detailed": detailed,
            "facts": _facts(found, detailed),
            "history": [
                (change, manages_undo)
                for change in history
                for manages_undo in [change is (own[0] if own else None)]
            ],
            "predecessors": queries.predecessors(found) if detailed else [],
            "ties": ties,
            "reads_ties": actor.may("pairings.read"),
            "gone": found.status != "open",
            "manages": can_manage_schools(actor, [found.authority_id]),
            "reads_people": reads_people,
            "manages_people": can_manage_people(actor, found),
            "managers": queries.managers(pk) if reads_people else [],
            "people_count": queries.roster([pk]).count() if reads_people else 0,
            "trail": [(reverse("schools:list"), _("Schools"))],
        },
    )


def _facts(school: Any, detailed: bool) -> list[tuple[str, Any]]:
    facts = [
        (_("Stage"), school.get_stage_display()),
        (_("Place"), school.place or None),
    ]
    if not detailed:
        return facts
    place = None
    if school.latitude is not None and school.longitude is not None:
        place = f"{school.latitude:.5f}, {school.longitude:.5f}"
    return [
        (_("School code"), school.code or None),
        *facts,
        (_("Bureau"), school.authority.name),
        (_("Address"), school.address or None),
        (_("Phone number"), school.phone or None),
        (_("Pupils"), school.pupils),
        (_("Teachers"), school.teachers),
        (_("Latitude, longitude"), place),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new school."""
    actor = actor_of(request)
    check_manage_schools(actor)
    form = SchoolForm(request.POST or None, bureaus=queries.managed_authorities(actor))

    def act(values: dict[str, Any]) -> Any:
        authority = values.pop("authority")
        values.pop("version")
        return add_school(by=actor, authority_id=authority.pk, values=values)

    return form_page(
        request,
        form,
        act,
        done=lambda made: reverse("schools:school", args=[made.pk]),
        said=_("Added."),
        title=_("Add a school"),
        button=_("Add a school"),
        trail=[(reverse("schools:list"), _("Schools"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Correct what is known of a school."""
    actor = actor_of(request)
    found = queries.get_school_for(actor, pk)
    check_manage_schools(actor, [found.authority_id])
    bureaus = queries.managed_authorities(actor)
    form = SchoolForm(request.POST or None, instance=found, bureaus=bureaus)

    def act(values: dict[str, Any]) -> Any:
        return edit_school(
            by=actor, school_id=pk, version=values.pop("version") or 0, values=values
        )

    own = reverse("schools:school", args=[pk])
    return form_page(
        request,
        form,
        act,
        done=own,
        said=_("Saved."),
        title=_("Change"),
        subject=found.name,
        button=_("Save"),
        trail=[(reverse("schools:list"), _("Schools")), (own, found.name)],
    )
