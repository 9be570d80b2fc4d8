"""What mentor pairs and outputs say, as JSON-ready mappings: read, check, write back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tandem.compliance.mistakes import Mistakes
from tandem.compliance.policies import pinned_policy
from tandem.mentoring.models import Mentorship, Output
from tandem.mentoring.queries import LIVE, mentees_at_the_same_time
from tandem.pairings.models import Collaboration
from tandem.schools.models import Person
from tandem.schools.periods import schools_between

Content = Mapping[str, Any]

MOST_MENTEES = 2
"""A mentor has at most two mentees at the same time (clause 5.1.3)."""


# --- mentor pairs ------------------------------------------------------------------------------


def mentorship_snapshot(record: Mentorship) -> dict[str, Any]:
    """``id`` is the record's own: the check of two mentees must leave it out."""
    return {
        "id": record.pk,
        "mentor": record.mentor_id,
        "mentee": record.mentee_id,
        "subject": record.subject,
        "starts_on": record.starts_on.isoformat(),
        "ends_on": record.ends_on.isoformat() if record.ends_on else None,
        "goals": record.goals,
    }


def apply_mentorship(record: Mentorship, content: Content) -> None:
    """Write a content to a mentor pair and save it."""
    record.mentor_id = content["mentor"]
    record.mentee_id = content["mentee"]
    record.subject = content["subject"]
    record.starts_on = date.fromisoformat(content["starts_on"])
    ends_on = content.get("ends_on")
    record.ends_on = date.fromisoformat(ends_on) if ends_on else None
    record.goals = content.get("goals", "")
    record.save()


def check_mentorship(collaboration: Collaboration, content: Content) -> None:
    """Raises ``ValidationError`` with every mistake: people, subject, days, a third mentee."""
    wrong = Mistakes()
    people = _people(content.get("mentor"), content.get("mentee"))
    mentor, mentee = people.get(content.get("mentor")), people.get(content.get("mentee"))
    if mentor is None:
        wrong.add("mentor", _("Choose the mentor."))
    if mentee is None:
        wrong.add("mentee", _("Choose the mentee."))
    if mentor is not None and mentee is not None and mentor == mentee:
        wrong.add("mentee", _("Mentor and mentee are the same person."))
    check_subject(collaboration, content.get("subject"), wrong)
    first = wrong.day("starts_on", content.get("starts_on"))
    last = wrong.day("ends_on", content.get("ends_on"), required=False)
    if mentor is not None and mentee is not None and mentor != mentee and first is not None:
        _check_sides(collaboration, mentor, mentee, schools_between(people, first, last), wrong)
    wrong.within("starts_on", first, collaboration)
    wrong.within("ends_on", last, collaboration)
    wrong.order("ends_on", first, last)
    if mentor is not None and mentee is not None and first is not None:
        _check_number(mentor, mentee, first, last, content.get("id"), wrong)
    wrong.raise_any()


def _people(*keys: Any) -> dict[Any, Person]:
    """Those people, locked: no second form can give the mentor another mentee meanwhile."""
    wanted = [key for key in keys if key]
    rows = Person.objects.select_for_update().order_by("pk").filter(pk__in=wanted)
    return {person.pk: person for person in rows}


def _check_sides(
    collaboration: Collaboration,
    mentor: Person,
    mentee: Person,
    of: Mapping[str, set[str]],
    wrong: Mistakes,
) -> None:
    """``of``: the schools that the two stood at while the pair runs. They may have moved since."""
    schools = lead, partner = (collaboration.lead_id, collaboration.partner_id)
    one, other = of[mentor.pk], of[mentee.pk]
    if (lead in one and partner in other) or (partner in one and lead in other):
        return
    if not one & set(schools):
        wrong.add("mentor", _("This person was at neither of the two schools at that time."))
    elif not other & set(schools):
        wrong.add("mentee", _("This person was at neither of the two schools at that time."))
    else:
        text = _("Both are of the same school: choose one person of each school.")
        wrong.add("mentee", text)


def check_subject(collaboration: Collaboration, subject: object, wrong: Mistakes) -> None:
    """A subject must be one of the policy's vocabulary."""
    policy = pinned_policy(collaboration.round_id)
    if policy is None:
        wrong.add("subject", _("This round has no policy yet: the bureau must pin one first."))
    elif subject not in policy.vocabulary.subjects:
        wrong.add("subject", _("Choose the subject."))


def _check_number(
    mentor: Person,
    mentee: Person,
    first: date,
    last: date | None,
    own: object,
    wrong: Mistakes,
) -> None:
    others = mentees_at_the_same_time(mentor.pk, first, last, str(own or ""))
    if any(other.mentee_id == mentee.pk for other in others):
        wrong.add("mentee", _("These two are a mentor pair at that time already."))
        return
    names = busiest_names(others, first)
    if len(names) >= MOST_MENTEES:
        text = _("{mentor} already has two mentees at that time: {names}. End one of them first.")
        listed = format_html_join(
            pgettext("names", ", "), '<span lang="zh">{}</span>', ((n,) for n in names)
        )
        name = format_html('<span lang="zh">{}</span>', str(mentor))
        wrong.add("mentor", format_html(text, mentor=name, names=listed))


def busiest_names(others: list[Mentorship], first: date) -> list[str]:
    """The mentees of the day, on or after ``first``, on which the mentor has most of them."""
    most: list[str] = []
    for day in {first, *(other.starts_on for other in others if other.starts_on > first)}:
        here = [o for o in others if o.starts_on <= day and (o.ends_on is None or o.ends_on >= day)]
        names = list({o.mentee_id: str(o.mentee) for o in here}.values())
        if len(names) > len(most):
            most = names
    return most


def lock_people(keys: Iterable[Any]) -> None:
    """Lock people in one order, before several pairs of one form are checked."""
    _people(*keys)


# --- outputs -----------------------------------------------------------------------------------


def output_snapshot(record: Output) -> dict[str, Any]:
    """What an output says."""
    return {
        "person": record.person_id,
        "kind": record.kind,
        "title": record.title,
        "published_in": record.published_in,
        "completed_on": record.completed_on.isoformat(),
    }


def apply_output(record: Output, content: Content) -> None:
    """Write a content to an output and save it."""
    record.person_id = content["person"]
    record.kind = content["kind"]
    record.title = content.get("title", "")
    record.published_in = content.get("published_in", "")
    record.completed_on = date.fromisoformat(content["completed_on"])
    record.save()


def check_output(collaboration: Collaboration, content: Content) -> None:
    """Raises ``ValidationError`` with every mistake: whose, what, which day."""
    wrong = Mistakes()
    pairs = Mentorship.objects.filter(collaboration=collaboration, status__in=LIVE)
    people = set(pairs.values_list("mentee_id", flat=True))
    people |= set(pairs.values_list("mentor_id", flat=True))
    if not content.get("person"):
        wrong.add("person", _("Choose whose it is."))
    elif content["person"] not in people:
        text = _("This person is in no mentor pair of the two schools: enter the pair first.")
        wrong.add("person", text)
    if content.get("kind") not in Output.Kind.values:
        wrong.add("kind", _("Choose what it is."))
    if not str(content.get("title", "")).strip():
        wrong.add("title", _("Give the title, as it is printed."))
    day = wrong.day("completed_on", content.get("completed_on"))
    wrong.past("completed_on", day)
    wrong.within("completed_on", day, collaboration)
    wrong.raise_any()
