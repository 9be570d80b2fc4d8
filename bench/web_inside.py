"""The part of :mod:`bench.web` inside the application: build, put back, measure actions and pages."""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import tandem
from tandem.accounts.actors import actor_for, the_program
from tandem.accounts.models import Role, RoleAssignment, User
from tandem.activities.actions import confirm_outing
from tandem.activities.models import Activity, Outing
from tandem.calendar import now
from tandem.compliance.models import StoredFinding
from tandem.compliance.policies import district_texts
from tandem.compliance.stored import bring_up_to_date, reevaluate
from tandem.demo import make_demo_district, write_folder
from tandem.exchange.importing import PolicyText, import_facts
from tandem.facts import read_facts
from tandem.pairings.models import Collaboration
from tandem.policy.load import parse_policy

ACTIONS = 60
"""Confirmations with evaluation, and as many without; over HTTP one in each collaboration."""


SIZE: dict[str, Any] = {"collaborations": 200, "terms": 6, "density": 1.14}
"""The demo generator's: 40,000 activities and a few more."""


def main() -> None:
    """Build where needed, measure, and write what the parent needs as JSON."""
    home = Path(os.environ["TANDEM_HOME"])
    complete = home / "complete"
    if not complete.exists() or complete.read_text(encoding="ascii") != made_of():
        complete.unlink(missing_ok=True)
        build()
        complete.parent.mkdir(parents=True, exist_ok=True)
        complete.write_text(made_of(), encoding="ascii")
    outings = put_back(ACTIONS * 2 + Collaboration.objects.count())
    actions, over_http = outings[: ACTIONS * 2], outings[ACTIONS * 2 :]
    first = Collaboration.objects.order_by("pk").first()
    if first is None:
        raise LookupError("the database is empty")
    finding = StoredFinding.objects.filter(collaboration=first, requirement="lecture").last()
    if finding is None:
        raise LookupError("nothing was evaluated")
    pages = {
        "home": reverse("home"),
        "collaboration": reverse("pairings:detail", args=[first.pk]),
        "finding": reverse("finding", args=[first.pk, finding.requirement, finding.period]),
        "board": reverse("board"),
    }
    reader = user_of(first.partner_id)
    officer = User.objects.get(username="officer")
    figures = {
        **confirming(actions),
        **page("home", pages["home"], reader),
        **page("pair", pages["collaboration"], reader),
        **page("board", pages["board"], officer),
        **page("past", f"{pages['board']}?as_of=2027-12-01", officer),
    }
    told = {
        "collaborations": Collaboration.objects.count(),
        "activities": Activity.objects.count(),
        "figures": figures,
        "pages": pages,
        "sessions": {"officer": session_of(officer), "reader": session_of(reader)},
        "confirm": [
            (session_of(user_of(o.collaboration.partner_id)), confirm_path(o), o.version)
            for o in over_http
        ],
    }
    json.dump(told, sys.stdout)


def confirm_path(outing: Outing) -> str:
    """Where an outing is confirmed."""
    return reverse("activities:confirm", args=[outing.pk])


# --- the database ------------------------------------------------------------------------------


def made_of() -> str:
    """A digest of what the kept database depends on: its size and the application's tables."""
    digest = hashlib.sha256(repr(SIZE).encode())
    for path in sorted(Path(tandem.__file__).parent.glob("*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build() -> None:
    """The large district of the demo's generator, through the import; an account a partner school."""
    if connection.vendor == "postgresql":  # what an interrupted run left, or another version
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    else:
        name = Path(connection.settings_dict["NAME"])
        name.parent.mkdir(parents=True, exist_ok=True)
        for ending in ("", "-wal", "-shm"):
            name.with_name(name.name + ending).unlink(missing_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    policy, clauses = district_texts()
    district = make_demo_district(**SIZE)
    with tempfile.TemporaryDirectory() as folder:
        write_folder(district, Path(folder))
        facts = read_facts(Path(folder), vocabulary=parse_policy(policy).codes())
        import_facts(by=the_program("bench"), facts=facts, policy=PolicyText(policy, clauses))
    bureau = Collaboration.objects.select_related("lead")[0].lead.authority_id
    account("officer", Role.OFFICER, bureau)
    for pk in set(Collaboration.objects.values_list("partner_id", flat=True)):
        account(f"at-{pk}", Role.COORDINATOR, pk)


def account(name: str, role: Role, organisation: str) -> None:
    """An account that signs in by its session alone."""
    user = User(username=name, name=name)
    user.set_unusable_password()
    user.save()
    RoleAssignment.objects.create(
        user=user, role=role, organisation_id=organisation, starts_on="2025-03-01"
    )


def put_back(count: int) -> list[Outing]:
    """The latest confirmed outings, by turns of the collaborations, wait for the partner again."""
    Outing.objects.filter(status="submitted").update(status="confirmed")
    Activity.objects.filter(status="submitted").update(status="confirmed")
    found = Outing.objects.filter(status="confirmed", proposed__isnull=True).order_by(
        "-held_on", "pk"
    )
    turns: dict[str, list[str]] = {}
    for pk, pair in found.values_list("pk", "collaboration_id"):
        turns.setdefault(pair, []).append(pk)
    chosen = [own[n] for n in range(10) for own in turns.values() if n < len(own)][:count]
    Outing.objects.filter(pk__in=chosen).update(
        status="submitted", recorded_side="lead", recorded_at=now(), version=1
    )
    Activity.objects.filter(outing__in=chosen).update(status="submitted")
    bring_up_to_date()
    reevaluate(list(Collaboration.objects.values_list("pk", flat=True)))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    outings = Outing.objects.select_related("collaboration").in_bulk(chosen)
    return [outings[pk] for pk in chosen]


def user_of(school: str) -> User:
    """The account of a partner school."""
    return User.objects.get(username=f"at-{school}")


def session_of(user: User) -> str:
    """The key of a session in which the person is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "tandem.accounts.backend.RolesBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


# --- measuring ---------------------------------------------------------------------------------


def confirming(outings: list[Outing]) -> dict[str, float]:
    """Milliseconds of a confirmation with evaluation and without, by turns, and its queries."""
    asked = [(actor_for(user_of(o.collaboration.partner_id)), o) for o in outings]
    spent: dict[bool, list[float]] = {True: [], False: []}
    with CaptureQueriesContext(connection) as queries:
        confirm(*asked[0])
    confirm(*asked[1])
    for number, (actor, outing) in enumerate(asked[2:]):
        if number % 2 == 0:
            spent[True].append(clocked(confirm, actor, outing))
        else:
            with mock.patch("tandem.compliance.writing.reevaluate"):
                spent[False].append(clocked(confirm, actor, outing))
    with_ms, without_ms = statistics.median(spent[True]), statistics.median(spent[False])
    return {
        "with_ms": with_ms,
        "without_ms": without_ms,
        "ratio": with_ms / without_ms,
        "confirm_queries": len(queries),
    }


def confirm(actor: Any, outing: Outing) -> None:
    """One confirmation."""
    confirm_outing(by=actor, key=outing.pk, version=outing.version)


def clocked(act: Callable[..., object], *given: object) -> float:
    """Milliseconds of one call."""
    begin = time.perf_counter()
    act(*given)
    return (time.perf_counter() - begin) * 1000


def page(name: str, path: str, user: User) -> dict[str, float]:
    """A page's queries and its median time inside the process."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    count = len(queries)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    if os.environ.get("BENCH_SHOW_QUERIES"):
        for query in queries.captured_queries:
            print(f"{name}: {query['time']} {query['sql'][:160]}", file=sys.stderr)
    times = [clocked(lambda: client.get(path)) for _ in range(7)]
    return {f"{name}_queries": count, f"{name}_ms": statistics.median(times)}
