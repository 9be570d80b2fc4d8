"""The web application's database for a command: Django set up, and whether the database is there."""

from __future__ import annotations

import os
from typing import Literal

from tandem.cli.failure import Failure
from tandem.lib.messages import Messages

Wanted = Literal["make", "have", "any"]


def set_up(messages: Messages, wanted: Wanted = "have") -> None:
    """Set Django up for this process, and see to the database.

    ``make`` makes the tables or brings them up to this version. ``have`` wants them there and of this
    version: a :class:`Failure` says what to do otherwise. ``any`` takes an older one too.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from django.db import DatabaseError

    try:
        _look(messages, wanted)
    except (DatabaseError, OSError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise Failure([messages("web-cannot-connect", {"reason": reason})]) from error


def _look(messages: Messages, wanted: Wanted) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if connection.vendor == "sqlite":
        path = connection.settings_dict["NAME"]
        if wanted == "make":
            os.makedirs(os.path.dirname(os.path.abspath(path)) or ".", exist_ok=True)
        elif not str(path).startswith("file:") and not os.path.exists(path):
            raise Failure([messages("web-no-database", {"place": str(path)})])
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not missing:
        return
    if wanted == "make":
        call_command("migrate", verbosity=0, interactive=False)
    elif executor.loader.applied_migrations:
        if wanted != "any":
            raise Failure([messages("web-old-database")])
    else:
        place = str(connection.settings_dict["NAME"])
        raise Failure([messages("web-no-database", {"place": place})])
