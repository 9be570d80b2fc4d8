"""The trail: append-only in the database itself, chained, readable by auditors alone."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.urls import reverse

from tandem.accounts.actors import the_program
from tandem.audit.actions import record_event, seal_events
from tandem.audit.models import AuditEvent, Seal
from tandem.audit.queries import last_seal, verify_chain
from tests.web.append_only import without_triggers


def write(n=1, **more):
    words = {"verb": "schools.manage", "object_type": "school", "object_id": "s1"} | more
    return [
        record_event(by=the_program(), before={"n": i}, after={"n": i + 1, "name": "石桥"}, **words)
        for i in range(n)
    ]


@pytest.mark.parametrize("model", [AuditEvent, Seal])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_remove_a_row(db, model, change):
    write(2)
    seal_events()
    field = "verb" if model is AuditEvent else "hash"
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**{field: "x"}) if change == "update" else model.objects.all().delete()
    assert model.objects.count() == 2
    assert verify_chain().holds


def test_the_database_refuses_to_empty_the_trail_at_once(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    write(1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_auditevent, audit_seal")


def test_sealing_goes_on_where_it_stopped(db):
    write(3)
    assert seal_events() == 3
    head = last_seal().hash
    assert seal_events() == 0
    assert last_seal().hash == head
    write(2)
    assert seal_events() == 2
    report = verify_chain()
    assert report.holds
    assert (report.sealed, report.unsealed) == (5, 0)
    assert report.head == last_seal().hash != head


def test_a_changed_event_breaks_the_chain_where_it_stands(db):
    events = write(4)
    seal_events()
    with without_triggers():
        AuditEvent.objects.filter(pk=events[2].pk).update(after={"n": 99})
    report = verify_chain()
    assert (report.broken_at, report.broken_event, report.reason) == (3, events[2].pk, "changed")


def test_a_removed_event_breaks_the_chain(db):
    events = write(4)
    seal_events()
    with without_triggers():
        AuditEvent.objects.filter(pk=events[1].pk).delete()
    assert (verify_chain().broken_at, verify_chain().reason) == (2, "missing")


def test_an_event_removed_with_its_seal_leaves_a_gap(db):
    events = write(4)
    seal_events()
    with without_triggers():
        AuditEvent.objects.filter(pk=events[1].pk).delete()
        Seal.objects.filter(event_id=events[1].pk).delete()
    assert verify_chain().reason == "gap"


def test_a_tail_that_is_cut_off_shows_against_a_noted_head(db):
    events = write(4)
    seal_events()
    noted = last_seal()
    with without_triggers():
        AuditEvent.objects.filter(pk=events[3].pk).delete()
        Seal.objects.filter(event_id=events[3].pk).delete()
    report = verify_chain()
    assert report.holds
    assert report.head != noted.hash
    assert report.sealed < noted.position


@pytest.mark.django_db(transaction=True)
def test_sealers_at_once_and_late_commits_make_one_chain():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    write(50)
    begun, go = threading.Event(), threading.Event()

    def late():
        try:
            with transaction.atomic():
                write(1, object_id="late")
                begun.set()
                go.wait(10)
        finally:
            connections.close_all()

    def seal():
        try:
            seal_events()
        finally:
            connections.close_all()

    slow = threading.Thread(target=late)
    slow.start()
    begun.wait(10)
    write(50, object_id="after")
    sealers = [threading.Thread(target=seal) for _ in range(4)]
    for thread in sealers:
        thread.start()
    for thread in sealers:
        thread.join()
    assert Seal.objects.count() == 100
    go.set()
    slow.join()
    assert seal_events() == 1
    report = verify_chain()
    assert report.holds
    assert report.sealed == 101
    assert report.unsealed == 0


@pytest.mark.parametrize("name", ["administrator", "officer", "leader", "lead_head", "inspector"])
def test_only_auditors_read_the_trail(as_user, name):
    browser = as_user(name)
    assert browser.get(reverse("audit")).status_code == 403
    assert browser.get(reverse("audit_download")).status_code == 403
    assert browser.post(reverse("audit_verify")).status_code == 403


def test_an_auditor_searches_reads_verifies_and_takes_it_away(as_user, district):
    auditor = as_user("auditor")
    write(1, object_id="石桥小学", verb="schools.manage")
    page = auditor.get(reverse("audit"), {"record": "石桥小学", "who": "tandem"})
    text = page.content.decode()
    assert len(page.context["rows"]) == 1
    assert "石桥小学" in text
    assert "修改前" in text
    assert not auditor.get(reverse("audit"), {"until": "2020-01-01"}).context["rows"]
    verified = auditor.post(reverse("audit_verify")).content.decode()
    assert "记录链完好" in verified
    assert last_seal().hash in verified
    assert AuditEvent.objects.filter(verb="audit.verify").count() == 1
    book = auditor.get(reverse("audit_download"))
    assert book.content[:2] == b"PK"


def test_an_event_says_in_words_which_record_and_which_field(as_user, district):
    record_event(
        by=the_program(),
        verb="schools.edit",
        object_type="school",
        object_id="lead",
        before={"pupils": 900},
        after={"pupils": 950},
    )
    text = as_user("auditor").get(reverse("audit"), {"record": "lead"}).content.decode()
    assert '学校 <span lang="zh">青川第一小学</span>' in text
    assert "学生人数</th>" in text
    record_event(by=the_program(), verb="schools.edit", object_type="school", object_id="gone")
    record_event(by=the_program(), verb="accounts.open", object_type="user", object_id="none")
    assert "gone" in as_user("auditor").get(reverse("audit")).content.decode()
