"""Fills an empty folder with the filled district and signs everybody in: run as a module.

What the tests need of it (keys of the records, one session a person) is left in ``browser.json``.
"""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tandem.accounts.actors import Actor
    from tandem.accounts.models import User
    from tests.web.grid.filled import Filled

GONE = "2133000033"
OWNER = "account_authentication_methods_user"


def main() -> None:
    """Make the tables, a record of every kind, and one session a person of the cast."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tandem.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from django.test import Client

    call_command("migrate", verbosity=0, interactive=False)
    from tandem.compliance.stored import bring_up_to_date
    from tandem.schools.actions import add_school, close_school
    from tests.web.grid.filled import filled_district

    with transaction.atomic():
        filled = filled_district()
        by = filled.district.actor("officer")
        for code, name in (
            ("2133000031", "荻浦小学"),
            ("2133000032", "荻浦教学点"),
            (GONE, "旧校"),
        ):
            values = {"code": code, "name": name, "stage": "primary"}
            school = add_school(by=by, authority_id="bureau", values=values)
        close_school(by=by, school_id=school.pk, on=date(2026, 5, 1))
        filled.keys["closed"] = school.pk
        _imports(filled.keys, by)
        _semesters(filled.keys, filled.district.actor("lead_coordinator"))
        _second_step(filled.district.users["viewer"])
        _silent(filled.keys)
        _signing_in(filled)
        bring_up_to_date()
    sessions = {}
    for name, user in filled.district.users.items():
        client = Client()
        client.force_login(user)
        session = client.session
        # nobody is asked for the password once more
        methods = [{"method": "password", "at": time.time() + 86400, "reauthenticated": True}]
        session["account_authentication_methods"] = methods
        session[OWNER] = str(user.pk)
        session.save()
        sessions[name] = client.cookies["sessionid"].value
    told = {"keys": filled.keys, "sessions": sessions}
    Path(os.environ["TANDEM_HOME"], "browser.json").write_text(json.dumps(told), encoding="utf-8")


def _imports(keys: dict[str, Any], by: Actor) -> None:
    """An import as far as its preview, and one that is done."""
    from tandem.exchange.wizard.actions import apply_run, choose_columns, upload
    from tandem.exchange.wizard.queries import plan_of

    for name, code in (("previewed", 51), ("imported", 52)):
        sheet = f"学校标识码,学校名称,办学类型\n21330000{code},柳湾小学{code},小学\n"
        run = upload(
            by=by,
            target="schools",
            organisation_id="bureau",
            file_name=f"{name}.csv",
            content=sheet.encode(),
        )
        run = choose_columns(by=by, run=run, columns={0: "code", 1: "name", 2: "stage"})
        keys[name] = run.pk
    apply_run(by=by, run=run, digest=plan_of(by, run).digest)


def _silent(keys: dict[str, Any]) -> None:
    """The records that wait have waited for long: the bureau may confirm them."""
    from tandem.aid.models import Aid
    from tandem.mentoring.models import Mentorship, Output
    from tandem.secondments.models import Secondment

    long_ago = datetime(2026, 4, 2, 9, tzinfo=UTC)
    for model, name in (
        (Mentorship, "pair_waiting"),
        (Output, "output"),
        (Secondment, "secondment_waiting"),
        (Aid, "aid"),
    ):
        assert model.objects.filter(pk=keys[name]).update(recorded_at=long_ago)


def _signing_in(filled: Filled) -> None:
    """One without a password (the identity service alone signs that one in), one with a fresh code."""
    from tandem.accounts.actions.accounts import open_account
    from tandem.accounts.actions.codes import issue_codes

    leader = filled.district.users["leader"]
    leader.set_unusable_password()
    leader.save()
    by = filled.district.actor("lead_coordinator")
    day = date(2026, 5, 1)
    new = open_account(by=by, name="林晓", role="teacher", organisation_id="lead", starts_on=day)
    (issued,) = issue_codes(by=by, users=[new])
    filled.keys["code"] = issued.code


def _semesters(keys: dict[str, Any], by: Actor) -> None:
    """Workbooks of a semester: one with mistakes, one that is saved."""
    from tandem.exchange.semester.actions import accept, upload
    from tandem.exchange.semester.queries import get_semester_for, preview
    from tests.web.grid.filled import workbook

    semester = get_semester_for(by, "c1", "t3")
    for name, kind, day in (
        ("semester_wrong", "书籍", "2025-01-01"),
        ("semester_done", "设备", "2026-04-02"),
    ):
        run = upload(
            by=by,
            semester=semester,
            file_name="填报表.xlsx",
            content=workbook(kind, "800", day),
        )
        keys[name] = run.pk
    accept(by=by, run=run, semester=semester, digest=preview(by, run, semester).digest)


def _second_step(user: User) -> None:
    """A person who signs in with a second step."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


if __name__ == "__main__":
    main()
