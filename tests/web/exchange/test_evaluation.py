"""Live and stored findings on the application's tables beside DuckDB's on the files."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tandem.accounts.actors import the_program
from tandem.activities.models import Activity
from tandem.compliance import evaluation
from tandem.compliance.evaluation import evaluate_live, evaluate_part
from tandem.compliance.models import StoredFinding
from tandem.compliance.policies import add_policy, district_texts, pin_policy
from tandem.compliance.stored import FIELDS, bring_up_to_date, check_stored, due_ids
from tandem.compliance.writing import writing
from tandem.dashboards.board.queries import part_of
from tandem.mentoring.models import Mentorship, Output
from tandem.pairings.models import Collaboration, Round, Term
from tandem.plans.models import Plan
from tandem.policy.evaluate import find
from tandem.secondments.models import Secondment
from tests.web.exchange.made_district import district_policy, facts_of, imported, made_folder

pytestmark = pytest.mark.django_db

DAYS = (date(2025, 3, 1), date(2025, 7, 11), date(2026, 1, 20), date(2026, 5, 12), date(2028, 4, 1))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_database_finds_what_the_files_give(tmp_path: Path, seed: int):
    folder = made_folder(tmp_path / "facts", seed, 5)
    imported(folder)
    pairs = list(Collaboration.objects.values_list("pk", flat=True))
    with facts_of(folder) as facts:
        for day in DAYS:
            expected = find(district_policy(), facts.connection, day)
            assert evaluate_live(day) == expected
            for some in (pairs[:1], pairs[1:3]):
                own = [f for f in expected if f.collaboration_id in some]
                assert evaluate_live(day, some) == own


WHOLE_ROUND = """count = "activities"
at_least = 2
where.kind = "lesson_preparation"
"""


@pytest.mark.parametrize("per", ["term", "year", "round"])
def test_a_part_of_a_round_is_found_as_in_the_whole(tmp_path: Path, monkeypatch, per: str):
    monkeypatch.setattr(evaluation, "FEW", 0)  # as for many collaborations
    imported(made_folder(tmp_path / "facts", 1, 5))
    text, clauses = district_texts()
    assert text.count('per = "term"\n' + WHOLE_ROUND) == 1
    text = text.replace('per = "term"\n' + WHOLE_ROUND, f'per = "{per}"\n' + WHOLE_ROUND)
    by = the_program("test")
    version = add_policy(by=by, text=text, clauses=clauses)
    for round_ in Round.objects.all():
        pin_policy(by=by, round_=round_, version=version)
    for term in Term.objects.all():
        own = list(Term.objects.filter(round=term.round_id))
        pairs = Collaboration.objects.filter(round=term.round_id).values_list("pk", flat=True)
        part = part_of(own, term)
        for day in DAYS:
            whole = [f for f in evaluate_live(day, pairs) if f.period in part.periods]
            assert evaluate_part(day, pairs, part) == whole
            assert any(f.achieved for f in whole) or day < term.starts_on


@pytest.mark.parametrize("seed", [11, 12])
def test_stored_findings_are_fresh_after_any_writes(tmp_path: Path, seed: int):
    imported(made_folder(tmp_path / "facts", seed, 3))
    random = Random(seed)
    for _ in range(25):
        pair = random.choice(list(Collaboration.objects.order_by("pk")))
        with writing(pair.pk):
            write_something(random, pair)
        assert check_stored() == []


def write_something(random: Random, pair: Collaboration) -> None:
    kind = random.choice(["status", "day", "people", "mentorship", "output", "plan", "secondment"])
    if kind == "plan":
        Plan.objects.filter(collaboration=pair).update(approved_on=some_day(random))
        return
    model = {"mentorship": Mentorship, "output": Output, "secondment": Secondment}.get(
        kind, Activity
    )
    record = random.choice(list(model._default_manager.filter(collaboration=pair)) or [None])
    if record is None:
        return
    if kind == "day":
        record.held_on = some_day(random)
    elif kind == "people":
        record.participations.all().delete()
    else:
        record.status = random.choice(["confirmed", "withdrawn", "submitted"])
    record.save()


def some_day(random: Random) -> date:
    return date(2026, 4, 1) + timedelta(days=random.randrange(120))


def test_stored_findings_are_right_on_every_day_that_comes(tmp_path: Path, settings):
    """Only what :func:`due_ids` names is evaluated again, and that is enough."""
    settings.FIXED_TODAY = date(2026, 5, 12)
    imported(made_folder(tmp_path / "facts", 21, 3))
    random = Random(21)
    for pair in Collaboration.objects.all():
        with writing(pair.pk):
            ids = list(
                Activity.objects.filter(collaboration=pair, status="confirmed")
                .order_by("pk")
                .values_list("pk", flat=True)
            )
            for pk in random.sample(ids, 15):
                Activity.objects.filter(pk=pk).update(held_on=some_day(random))
            Mentorship.objects.filter(collaboration=pair).update(
                starts_on=date(2026, 6, 3), ends_on=None
            )
            Plan.objects.filter(collaboration=pair).update(approved_on=date(2026, 7, 30))
    quiet = 0
    for _ in range(140):
        settings.FIXED_TODAY += timedelta(days=1)
        quiet += not due_ids()
        bring_up_to_date()
        stored = {
            (f.collaboration_id, f.period, f.requirement): tuple(getattr(f, n) for n in FIELDS)
            for f in StoredFinding.objects.all()
        }
        fresh = {
            (f.collaboration_id, f.period, f.requirement): tuple(getattr(f, n) for n in FIELDS)
            for f in evaluate_live(settings.FIXED_TODAY)
        }
        assert stored == fresh, settings.FIXED_TODAY
    assert quiet > 20
