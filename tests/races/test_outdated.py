"""A stage or dates that change while a record is being written: no finding stays as it was judged before."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest
from django.db import connection, connections

from tandem.compliance import stored
from tandem.compliance.policies import add_policy, district_texts, pin_policy
from tandem.compliance.stored import bring_up_to_date, check_stored
from tandem.compliance.writing import writing
from tandem.pairings.actions import TermDates, change_terms, end_collaboration
from tandem.pairings.models import Collaboration, Term
from tandem.schools.actions.schools import edit_school
from tandem.schools.models import Person


def new_dates(district):
    terms = [
        TermDates(t.year, t.season, t.starts_on, date(2026, 7, 3) if t.pk == "t3" else t.ends_on)
        for t in Term.objects.filter(round="r1")
    ]
    change_terms(by=district.actor("officer"), round_=district.round, terms=terms)


def last_day(district):
    pair = Collaboration.objects.select_related("round").get(pk="c1")
    end_collaboration(by=district.actor("officer"), pair=pair, ends_on=date(2026, 4, 1))


def new_stage(district):
    edit_school(
        by=district.actor("officer"),
        school_id="partner",
        version=1,
        values={"stage": "kindergarten"},
    )


def new_policy(district):
    text, clauses = district_texts()
    text = text.replace("at_least = 2", "at_least = 3", 1)
    officer = district.actor("officer")
    version = add_policy(by=officer, text=text, clauses=clauses)
    pin_policy(by=officer, round_=district.round, version=version)


@pytest.fixture
def meanwhile(at_once):
    """Runs a change against a write, which halts at a point until the change has ended or waits."""

    def run(change, write):
        halted, changed = Event(), Event()

        def halt():
            halted.set()
            with connection.cursor() as cursor:
                for _ in range(10_000):
                    cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
                    if cursor.fetchone() or changed.wait(0.005):
                        return
            raise TimeoutError("the change neither ended nor waited")

        def changing():
            halted.wait(30)
            try:
                change()
            finally:
                connections.close_all()
                changed.set()

        answers = at_once(lambda: write(halt), changing)
        assert [a for a in answers if isinstance(a, Exception)] == []

    return run


CHANGES = [new_dates, last_day, new_stage, new_policy]


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_between_judging_and_storing_is_judged_anew(
    district, meanwhile, monkeypatch, change
):
    bring_up_to_date()
    store = stored._store

    def write(halt):
        def late(*given):
            halt()
            return store(*given)

        monkeypatch.setattr(stored, "_store", late)
        with writing("c1"):
            pass
        monkeypatch.setattr(stored, "_store", store)

    meanwhile(lambda: change(district), write)
    assert check_stored() == []


@pytest.mark.parametrize("change", CHANGES)
def test_a_write_that_names_the_school_and_the_change_do_not_stop_each_other(
    district, meanwhile, change
):
    bring_up_to_date()

    def write(halt):
        with writing("c1"):
            halt()
            Person.objects.create(id="new", name="新来", school_id="partner", post="teacher")

    meanwhile(lambda: change(district), write)
    assert check_stored() == []
