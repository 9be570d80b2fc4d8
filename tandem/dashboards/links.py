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


def finding_links() -> Callable[[str, str, str], str]:
    """A function from collaboration, duty and period to the address of the finding's page."""
    before, middle, last, after = _finding_parts()

    def link(pk: str, requirement: str, period: str) -> str:
        return f"{before}{key_to_path(pk)}{middle}{requirement}{last}{key_to_path(period)}{after}"

    return link
