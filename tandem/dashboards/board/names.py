"""The names behind the findings, from the database, as the sentences of ``tandem.reports`` want them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from tandem.pairings.models import Collaboration, Term
from tandem.reports import context as named


def context_of(pairs: Iterable[Collaboration], terms: Iterable[Term]) -> named.Context:
    """Names by id. The pairs must come with both schools and their round; no query."""
    own: dict[str, named.Pair] = {}
    schools: dict[str, str] = {}
    rounds: dict[str, str] = {}
    for pair in pairs:
        lead, partner = pair.lead, pair.partner
        schools[lead.pk], schools[partner.pk] = lead.name, partner.name
        rounds[pair.round_id] = pair.round.name
        own[pair.pk] = named.Pair(
            collaboration_id=pair.pk,
            round_id=pair.round_id,
            batch=pair.batch or None,
            lead=lead.name,
            partner=partner.name,
            lead_school_id=lead.pk,
            partner_school_id=partner.pk,
            stage=partner.stage,
            starts_on=pair.starts_on,
            ends_on=pair.ends_on,
        )
    semesters = {term.pk: named_term(term) for term in terms}
    return named.Context(pairs=own, terms=semesters, schools=schools, rounds=rounds)


def named_term(term: Term) -> named.Term:
    """A semester as the sentences want it."""
    season = cast(named.Season, term.season)
    return named.Term(term.pk, term.round_id, term.year, season, term.starts_on, term.ends_on)
