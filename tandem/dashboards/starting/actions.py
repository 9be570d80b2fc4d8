"""The beginning of everything, in one transaction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tandem.accounts.actions.accounts import make_account_with_password
from tandem.accounts.actions.roles import assign_role
from tandem.accounts.actors import the_program
from tandem.accounts.models import Role, User
from tandem.accounts.queries import no_account_yet
from tandem.audit.actions import record_event
from tandem.calendar import today
from tandem.dashboards.rounds.actions import open_round
from tandem.facts.normalise import widths
from tandem.pairings.models import Round
from tandem.pairings.proposing import TermDates
from tandem.schools.models import Authority


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the bureau says on its first day."""

    bureau: str
    region_code: str
    username: str
    name: str
    password: str
    round_name: str
    starts_on: date
    ends_on: date
    terms: Sequence[TermDates]


def start_programme(beginning: Beginning) -> tuple[User, Round]:
    """The bureau, its first administrator, the first round with the district policy. All or nothing.

    The first administrator is a bureau officer as well, until others are named. Raises
    ``ValidationError``: the database has accounts already, or whatever is wrong in ``beginning``.
    """
    by = the_program("tandem init")
    with transaction.atomic():
        _one_at_a_time()
        if not no_account_yet():
            raise ValidationError(_("The programme has been set up already: sign in instead."))
        if not beginning.bureau.strip() or not beginning.name.strip():
            raise ValidationError(_("Give the names of the bureau and of its administrator."))
        region = widths(beginning.region_code)
        if region and not re.fullmatch("[0-9]{6}", region):
            raise ValidationError(
                {"region_code": _("A region code has six digits, like 510822; it may stay empty.")}
            )
        try:
            validate_password(
                beginning.password, User(username=beginning.username, name=beginning.name)
            )
        except ValidationError as error:
            raise ValidationError({"password": error.messages}) from error
        bureau = Authority.objects.create(name=beginning.bureau.strip(), region_code=region)
        record_event(
            by=by,
            verb="schools.manage",
            object_type="authority",
            object_id=bureau.pk,
            after={"name": bureau.name, "region_code": bureau.region_code},
        )
        user = make_account_with_password(
            by=by, username=beginning.username, name=beginning.name, password=beginning.password
        )
        for role in (Role.ADMINISTRATOR, Role.OFFICER):
            assign_role(by=by, user=user, role=role, organisation_id=bureau.pk, starts_on=today())
        round_ = open_round(
            by=by,
            authority=bureau,
            name=beginning.round_name,
            starts_on=beginning.starts_on,
            ends_on=beginning.ends_on,
            terms=beginning.terms,
        )
    return user, round_


def _one_at_a_time() -> None:
    """Of two who start at once the second finds an account (SQLite's transactions wait anyhow)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7263352)")
