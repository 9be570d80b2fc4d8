"""Fills an empty folder with a district and a thousand outings that wait: run as a module."""

from __future__ import annotations

import os
import sys


def main(count: int) -> None:
    """Make the tables, the small district of the web tests, and ``count`` submitted outings of
    two lectures that will count."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tandem.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0, interactive=False)
    from tandem.activities.models import Activity, Outing, Participation
    from tandem.calendar import now
    from tandem.compliance.stored import bring_up_to_date
    from tests.web.conftest import district

    with transaction.atomic():
        district.__wrapped__(None)
        outings = [
            Outing(
                id=f"o{n:04}",
                collaboration_id="c1",
                status="submitted",
                recorded_side="lead",
                recorded_at=now(),
                held_on="2026-05-11",
                host_side="partner",
            )
            for n in range(count)
        ]
        Outing.objects.bulk_create(outings)
        Activity.objects.bulk_create(
            Activity(
                id=f"a{n:04}{part}",
                outing_id=f"o{n:04}",
                collaboration_id="c1",
                kind="lecture",
                held_on="2026-05-11",
                host_side="partner",
                status="submitted",
            )
            for n in range(count)
            for part in "xy"
        )
        Participation.objects.bulk_create(
            Participation(
                activity_id=f"a{n:04}{part}",
                person_key="lead-2",
                side="lead",
                post="teacher",
                honour="backbone",
                part="speaker",
            )
            for n in range(count)
            for part in "xy"
        )
    bring_up_to_date()


if __name__ == "__main__":
    main(int(sys.argv[1]))
