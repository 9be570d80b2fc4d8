"""Pages of people and access."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.accounts.actions.accounts import (
    link_identity,
    open_account,
    remove_second_factor,
    set_active,
)
from tandem.accounts.actions.codes import issue_codes
from tandem.accounts.actions.roles import assign_role, end_role, hand_over_post
from tandem.accounts.actors import actor_of
from tandem.accounts.organisations import organisations
from tandem.accounts.permissions import (
    can_manage_user,
    check,
    grantable,
    grantable_at,
    manageable,
)
from tandem.accounts.queries import role_label, roles_of, users_at
from tandem.calendar import today
from tandem.dashboards.staffing.actions import open_for_person
from tandem.dashboards.staffing.forms import EndRoleForm, HandOverForm, LinkForm, RoleForm
from tandem.dashboards.staffing.queries import (
    get_organisation_for,
    get_user_for,
    managed_organisations,
    members_of,
    past_roles,
    staffed,
)
from tandem.widgets.workbooks import table_file


@require_safe
def staffing(request: HttpRequest) -> HttpResponse:
    """The organisations whose people the actor looks after; the only one opens at once."""
    actor = actor_of(request)
    check(actor, "accounts.manage_school")
    sought = request.GET.get("q", "").strip()
    rows = managed_organisations(actor, sought)
    if len(rows) == 1 and not sought:
        return redirect("staffing_at", pk=rows[0].id)
    found = staffed(rows)
    context = {
        "rows": found,
        "sought": sought,
        "without": sum(row.place.is_school and not row.coordinators for row in found),
    }
    return render(request, "dashboards/staffing/list.html", context)


@require_safe
def staffing_file(request: HttpRequest) -> HttpResponse:
    """Who heads and who coordinates each school, as a workbook."""
    actor = actor_of(request)
    check(actor, "accounts.manage_school")
    sought = request.GET.get("q", "").strip()
    head = [_("School"), _("Head"), _("School coordinator")]
    names = pgettext("names", ", ")
    rows = [
        [row.place.name, names.join(row.heads), names.join(row.coordinators)]
        for row in staffed(managed_organisations(actor, sought))
    ]
    return table_file("staffing", _("People and access"), head, rows)


@require_safe
def staffing_at(request: HttpRequest, pk: str) -> HttpResponse:
    """The people of one organisation: accounts, roles, codes."""
    actor = actor_of(request)
    check(actor, "accounts.manage_school")
    place = get_organisation_for(actor, pk)
    members = members_of(place)
    manages = manageable(actor, [member.user for member in members if member.user])
    context = {
        "place": place,
        "members": [
            (member, bool(member.user and member.user.pk in manages)) for member in members
        ],
        "past": past_roles(place),
    }
    return render(request, "dashboards/staffing/people.html", context)


@require_POST
@never_cache
def codes(request: HttpRequest, pk: str) -> HttpResponse:
    """Codes for the chosen people, on a page to print. It is shown once."""
    actor = actor_of(request)
    check(actor, "accounts.manage_school")
    place = get_organisation_for(actor, pk)
    chosen = {int(value) for value in request.POST.getlist("user") if value.isdecimal()}
    users = [user for user in users_at(place.id) if user.pk in chosen]
    if not users:
        messages.error(request, _("Choose at least one person."))
        return redirect("staffing_at", pk=pk)
    issued = issue_codes(by=actor, users=users)
    address = request.build_absolute_uri(reverse("accounts:activate"))
    context = {"place": place, "issued": issued, "address": address}
    return render(request, "dashboards/staffing/codes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_role(request: HttpRequest, pk: str) -> HttpResponse:
    """A role for someone on the roster, with an account, or new."""
    actor = actor_of(request)
    check(actor, "accounts.manage_school")
    place = get_organisation_for(actor, pk)
    members = members_of(place)
    people = [
        (f"u{m.user.pk}" if m.user else f"p{m.person.pk}" if m.person else "", m.name)
        for m in members
    ]
    form = RoleForm(
        request.POST or None,
        roles=grantable(actor, place),
        people=people,
        is_school=place.is_school,
        initial={"starts_on": today(), "who": request.GET.get("who", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _give(actor, place.id, form.cleaned_data, members)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The role is given."))
            return redirect("staffing_at", pk=pk)
    return render(request, "dashboards/staffing/role.html", {"form": form, "place": place})


def _give(actor: Any, place_id: str, data: dict[str, Any], members: list[Any]) -> None:
    who = data.pop("who")
    name = data.pop("name")
    member = next(
        (
            m
            for m in members
            if (m.user and who == f"u{m.user.pk}") or (m.person and who == f"p{m.person.pk}")
        ),
        None,
    )
    if member is None:
        open_account(by=actor, name=name, organisation_id=place_id, **data)
    elif member.user is None:
        open_for_person(
            by=actor, person=member.person, role=data["role"], starts_on=data["starts_on"]
        )
    else:
        assign_role(by=actor, user=member.user, organisation_id=place_id, **data)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: str) -> HttpResponse:
    """A post goes from one person to the next in one step."""
    actor = actor_of(request)
    check(actor, "accounts.manage_school")
    place = get_organisation_for(actor, pk)
    form = HandOverForm(
        request.POST or None,
        roles=grantable(actor, place),
        users=users_at(place.id),
        initial={
            "on": today(),
            "from_user": request.GET.get("from"),
            "role": request.GET.get("role"),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            hand_over_post(by=actor, organisation_id=place.id, **form.cleaned_data)
        except PermissionDenied:
            form.add_error(None, _("You cannot hand this post to yourself: ask someone above you."))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The post is handed over; both are told."))
            return redirect("staffing_at", pk=pk)
    return render(request, "dashboards/staffing/hand_over.html", {"form": form, "place": place})


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its roles and their history, codes, ways of signing in, closing."""
    actor = actor_of(request)
    check(actor, "accounts.manage_school")
    user = get_user_for(actor, pk)
    rows = roles_of(user)
    places = organisations({row.organisation_id for row in rows})
    grants = grantable_at(actor, places.values())
    day = today()
    roles = [
        {
            "row": row,
            "label": role_label(row.role),
            "place": place.name,
            "place_id": place.id,
            "may_end": (row.ends_on is None or row.ends_on >= day)
            and user.pk != actor.user_id
            and row.role in grants[place.id],
        }
        for row in rows
        if (place := places.get(row.organisation_id)) is not None
    ]
    context = {
        "person": user,
        "roles": roles,
        "manages": can_manage_user(actor, user),
        "bureau": actor.may("accounts.manage"),
        "oidc": bool(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]),
        "link": LinkForm(),
    }
    return render(request, "dashboards/staffing/account.html", context)


@require_POST
def account_do(request: HttpRequest, pk: int) -> HttpResponse:
    """Close or open an account, take the second step away, link an identity."""
    actor = actor_of(request)
    check(actor, "accounts.manage_school")
    user = get_user_for(actor, pk)
    what = request.POST.get("do", "")
    try:
        if what in ("close", "open"):
            set_active(by=actor, user=user, active=what == "open")
        elif what == "second":
            remove_second_factor(by=actor, user=user)
        elif what == "link":
            link_identity(by=actor, user=user, subject=request.POST.get("subject", ""))
        else:
            raise Http404(what)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Saved."))
    return redirect("account", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def end(request: HttpRequest, pk: int, role_pk: int) -> HttpResponse:
    """The last day of a role."""
    actor = actor_of(request)
    check(actor, "accounts.manage_school")
    user = get_user_for(actor, pk)
    row = next((row for row in roles_of(user) if row.pk == role_pk), None)
    if row is None:
        raise Http404(str(role_pk))
    form = EndRoleForm(request.POST or None, initial={"ends_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_role(by=actor, assignment=row, ends_on=form.cleaned_data["ends_on"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The role ends; what was done stays."))
            return redirect("account", pk=pk)
    context = {"form": form, "person": user, "label": role_label(row.role)}
    return render(request, "dashboards/staffing/end.html", context)
