"""Addresses made by the thousand: the resolver is asked once, the ids are filled in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.urls import reverse

from tandem.lib.keys import key_to_path

_PAIR, _DUTY, _PERIOD = "pair-pair", "duty-duty", "period-period"


@cache
def _finding_parts() -> tuple[str, str, str, str]:
    url = reverse("finding", kwargs={"pk": _PAIR, "requirement": _DUTY, "period": _PERIOD})
    before, rest = url.split(_PAIR)
    middle, rest = rest.split(_DUTY)
    last, after = rest.split(_PERIOD)
    return before, middle, last, after


def finding_link_parts() -> tuple[Callable[[str], str], Callable[[str, str], str]]:
    """That address in two: up to the collaboration (made once a row), and from the duty on."""
    before, middle, last, after = _finding_parts()

    def first(pk: str) -> str:
        return f"{before}{key_to_path(pk)}{middle}"

    def second(requirement: str, period: str) -> str:
        return f"{requirement}{last}{key_to_path(period)}{after}"

    return first, second


def finding_links() -> Callable[[str, str, str], str]:
    """A function from collaboration, duty and period to the address of the finding's page."""
    first, second = finding_link_parts()
    return lambda pk, requirement, period: first(pk) + second(requirement, period)
