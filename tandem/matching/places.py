"""How many partners each lead takes, from its mentors (5.1.3) where the bureau does not say."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.matching.model import PlacesRule, School


def places_of(school: School, rule: PlacesRule) -> int:
    """The places of one lead: given, or from its mentor supply (see :class:`PlacesRule`)."""
    if school.places is not None:
        return school.places
    mentors = school.mentors
    if mentors is None:
        if school.teachers is None:
            return rule.default
        top, bottom = rule.mentor_share.as_integer_ratio()
        mentors = school.teachers * top // bottom
    return min(rule.most, mentors * rule.mentees_per_mentor // rule.mentor_pairs)


def all_places(leads: Sequence[School], rule: PlacesRule) -> list[int]:
    """The places of every lead, in the order given."""
    return [places_of(lead, rule) for lead in leads]
