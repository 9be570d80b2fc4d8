"""The words of the notices that come from accounts and from complaints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tandem.accounts.queries import role_label
from tandem.notifications.wording import register_wording


def _day(value: Any) -> str:
    return date_format(date.fromisoformat(str(value)[:10]), "DATE_FORMAT")


def _handed_over(params: Mapping[str, Any]) -> str:
    form = _("%(role)s of %(organisation)s: from %(on)s it is %(after)s, after %(before)s.")
    return form % {
        **params,
        "role": role_label(str(params.get("role"))),
        "on": _day(params.get("on")),
    }


def _transferred(params: Mapping[str, Any]) -> str:
    form = _("You belong to %(after)s from %(on)s; until then to %(before)s.")
    return form % {**params, "on": _day(params.get("on"))}


def _complaint(params: Mapping[str, Any]) -> str:
    return _("%(by)s wrote a complaint or suggestion.") % params


def _answered(params: Mapping[str, Any]) -> str:
    return _("%(by)s answered what you wrote to the bureau.") % params


def register() -> None:
    """Name the words of each code."""
    for code, words in (
        ("post_handed_over", _handed_over),
        ("person_transferred", _transferred),
        ("complaint", _complaint),
        ("complaint_answered", _answered),
    ):
        register_wording(code, words)
