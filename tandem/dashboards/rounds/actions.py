"""A new round that can be judged from its first day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from tandem.accounts.actors import Actor
from tandem.compliance.policies import add_policy, district_texts, pin_policy
from tandem.pairings.actions import create_round
from tandem.pairings.models import Round
from tandem.pairings.proposing import TermDates
from tandem.schools.models import Authority


def open_round(
    *,
    by: Actor,
    authority: Authority,
    name: str,
    starts_on: date,
    ends_on: date,
    terms: Sequence[TermDates],
) -> Round:
    """A round with its semesters, judged by the district's policy. Both or neither.

    Raises ``ValidationError`` for dates that do not fit.
    """
    with transaction.atomic():
        round_ = create_round(
            by=by,
            authority=authority,
            name=name,
            starts_on=starts_on,
            ends_on=ends_on,
            terms=terms,
        )
        text, clauses = district_texts()
        version = add_policy(by=by, text=text, clauses=clauses)
        pin_policy(by=by, round_=round_, version=version)
    return round_
