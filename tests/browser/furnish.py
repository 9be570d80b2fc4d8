"""Fills an empty folder with the filled district and signs everybody in: run as a module.

What the tests need of it (keys of the records, one session a person) is left in ``browser.json``.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

GONE = "2133000033"


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
        bring_up_to_date()
    sessions = {}
    for name, user in filled.district.users.items():
        client = Client()
        client.force_login(user)
        sessions[name] = client.cookies["sessionid"].value
    told = {"keys": filled.keys, "sessions": sessions}
    Path(os.environ["TANDEM_HOME"], "browser.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
