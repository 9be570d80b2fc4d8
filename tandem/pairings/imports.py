"""Rounds, semesters and collaborations of the facts contract."""

from __future__ import annotations

from tandem.lib.transfers import Loading, register_loader
from tandem.pairings.models import Collaboration, Round, Term

ROUNDS = """
    SELECT round_id AS id, name, bureau_id AS authority_id, starts_on, ends_on FROM facts.rounds
"""

MADE_ROUNDS = """
    SELECT round_id AS id, round_id AS name, min(starts_on) AS starts_on, max(ends_on) AS ends_on
    FROM facts.terms t
    WHERE NOT EXISTS (SELECT 1 FROM facts.rounds r WHERE r.round_id = t.round_id)
    GROUP BY round_id
"""
"""The contract's list of rounds is optional: without it a round is what its semesters say."""

TERMS = "SELECT term_id AS id, round_id, year, season, starts_on, ends_on FROM facts.terms"

COLLABORATIONS = """
    SELECT collaboration_id AS id, round_id, batch, lead_school_id AS lead_id,
        partner_school_id AS partner_id, origin, starts_on, ends_on, plan_due_on
    FROM facts.collaborations
"""


def load(loading: Loading) -> None:
    """Rounds, their semesters, the collaborations in them."""
    loading.upsert("rounds", Round, ROUNDS)
    loading.upsert("rounds", Round, MADE_ROUNDS, add_only=True)
    loading.upsert("terms", Term, TERMS)
    loading.upsert("collaborations", Collaboration, COLLABORATIONS)


def register() -> None:
    """Register it."""
    register_loader(load)
