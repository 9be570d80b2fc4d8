"""Schools and people of the facts contract into the registry."""

from __future__ import annotations

from typing import Any

from tandem.lib.transfers import Loading, register_loader
from tandem.schools.models import Authority, Person, School
from tandem.schools.searching import search_text

AUTHORITIES = """
    SELECT DISTINCT bureau_id AS id, bureau_id AS name FROM (
        SELECT bureau_id FROM facts.schools UNION SELECT bureau_id FROM facts.rounds
    ) WHERE bureau_id IS NOT NULL
"""

SCHOOLS = """
    SELECT school_id AS id, name, stage, bureau_id AS authority_id, status,
        successor_id FROM facts.schools
"""

_SIDES = """
    (SELECT collaboration_id, 'lead' AS side, lead_school_id AS school_id FROM facts.collaborations
     UNION ALL SELECT collaboration_id, 'partner', partner_school_id FROM facts.collaborations)
"""

_MENTIONS = f"""
    SELECT person_id, school_id, post, honour, on_day, sure FROM (
        SELECT mentor_id AS person_id, collaboration_id, 'lead' AS side, NULL AS post,
            NULL AS honour, starts_on AS on_day, 2 AS sure FROM facts.mentorships
        UNION ALL SELECT mentee_id, collaboration_id, 'partner', NULL, NULL, starts_on, 2
            FROM facts.mentorships
        UNION ALL SELECT person_id, collaboration_id, from_side, post, NULL, starts_on, 2
            FROM facts.secondments
        UNION ALL SELECT person_id, collaboration_id, 'partner', NULL, NULL, completed_on, 0
            FROM facts.outputs
        UNION ALL SELECT p.person_id, a.collaboration_id, p.side, p.post, p.honour, a.held_on, 1
            FROM facts.participations p JOIN facts.activities a USING (activity_id)
            WHERE p.side <> 'bureau' AND p.post <> 'student'
    ) JOIN {_SIDES} USING (collaboration_id, side)
"""
"""Everybody whom a record names, with the school of the side. An output says no side: it is the
partner's duty (clause 5.3.3), unless the person is met elsewhere."""

_POST = """
    coalesce(max_by(post, (on_day, post)) FILTER (WHERE post IS NOT NULL), 'teacher')
"""

NAMED = f"""
    SELECT l.person_id AS id, l.name, l.school_id, coalesce(m.post, 'teacher') AS post, m.honour
    FROM facts.people l LEFT JOIN (
        SELECT person_id, {_POST} AS post, max_by(honour, (on_day, honour)) AS honour
        FROM ({_MENTIONS}) GROUP BY person_id
    ) m USING (person_id)
    WHERE m.person_id IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM facts.participations p WHERE p.person_id = l.person_id
            AND (p.post = 'student' OR (l.name IS NULL AND p.side = 'bureau')))
"""
"""The people of the list. Pupils are nobody on record (the reading, "Words"), listed or not."""

UNNAMED = f"""
    SELECT person_id AS id, max_by(school_id, (sure, on_day, school_id)) AS school_id,
        {_POST} AS post, max_by(honour, (on_day, honour)) AS honour
    FROM ({_MENTIONS}) m
    WHERE NOT EXISTS (SELECT 1 FROM facts.people l WHERE l.person_id = m.person_id)
    GROUP BY person_id
"""


def load(loading: Loading) -> None:
    """Bureaus that are not known yet, schools, people: listed ones, and those whom records name."""
    loading.upsert("schools", Authority, AUTHORITIES, add_only=True, counted=False)
    loading.upsert("schools", School, SCHOOLS, computed={"search": _school_search})
    loading.upsert(
        "people",
        Person,
        NAMED,
        only_new=("post", "honour"),
        kept=("name",),
        computed={"search": _person_search},
    )
    loading.upsert("people", Person, UNNAMED, add_only=True)


def _school_search(school: Any) -> str:
    return search_text(school.name, school.code)


def _person_search(person: Any) -> str:
    return search_text(person.name, person.staff_number, limit=200)


def register() -> None:
    """Register it."""
    register_loader(load)
