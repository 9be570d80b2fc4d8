"""What the shared pages must know of mentor pairs and outputs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.compliance.cards import Card, Line, counts_for, day, title_of
from tandem.compliance.policies import pinned_policy
from tandem.compliance.record_pages.pages import RecordPages
from tandem.mentoring.actions import (
    MENTORSHIP,
    OUTPUT,
    record_mentorship,
    record_output,
    revise_mentorship,
    revise_output,
)
from tandem.mentoring.counts import done_in_term, with_counts
from tandem.mentoring.forms import MentorshipForm, OutputForm
from tandem.mentoring.models import Mentorship, Output
from tandem.mentoring.permissions import check_output
from tandem.mentoring.queries import (
    get_mentorship_for,
    get_output_for,
    names_of,
    outputs_of,
    renewals_of,
    visible_to,
)
from tandem.pairings.queries import current_term
from tandem.pairings.two_sided import Status


def mentorship_card(record: Mentorship, content: Mapping[str, Any]) -> Card:
    """Who with whom, in what, how long."""
    if content.get("mentor") == record.mentor_id and content.get("mentee") == record.mentee_id:
        names = {record.mentor_id: str(record.mentor), record.mentee_id: str(record.mentee)}
    else:
        names = names_of([content.get("mentor", ""), content.get("mentee", "")])
    mentor = names.get(content.get("mentor", ""), "–")
    mentee = names.get(content.get("mentee", ""), "–")
    policy = pinned_policy(record.collaboration.round_id)
    code = content.get("subject", "")
    subject = title_of(policy.vocabulary.subjects.get(code) if policy else None, code)
    return Card(
        _("Mentor pair"),
        f"{mentor} → {mentee}",
        [
            Line(_("Mentor"), mentor, "zh"),
            Line(_("Mentee"), mentee, "zh"),
            Line(_("Subject"), subject),
            Line(_("Runs from"), day(content.get("starts_on"))),
            Line(_("Runs until"), day(content.get("ends_on"))),
            *([Line(_("Goals"), content["goals"], "zh")] if content.get("goals") else []),
        ],
        counts_for(record.collaboration, today(), lambda rule: rule.id == "mentor-pairs"),
    )


def output_card(record: Output, content: Mapping[str, Any]) -> Card:
    """Whose, what, where, when."""
    same = content.get("person") == record.person_id
    name = str(record.person) if same else names_of([content["person"]]).get(content["person"], "–")
    kind = content.get("kind", "")
    completed = content.get("completed_on")
    return Card(
        str(Output.Kind(kind).label) if kind in Output.Kind.values else _("Output"),
        content.get("title") or name,
        [
            Line(_("Whose is it?"), name, "zh"),
            Line(_("Title of the work"), content.get("title") or "–", "zh"),
            Line(_("Published or awarded by"), content.get("published_in") or "–", "zh"),
            Line(_("completed on"), day(completed)),
        ],
        counts_for(
            record.collaboration,
            date.fromisoformat(completed) if completed else None,
            lambda rule: rule.count == "outputs" and kind in rule.where.kind,
        ),
    )


def mentorship_more(actor: Actor, record: Mentorship) -> Mapping[str, Any]:
    """This semester's counts, the outputs, the renewals, and what may be done."""
    pair = record.collaboration
    term = current_term(pair.round_id, today())
    counted = list(with_counts(visible_to(actor).filter(pk=record.pk), term))
    manages = actor.may("mentoring.manage", [pair.lead_id, pair.partner_id])
    renewals = renewals_of(record)
    running = term is not None and term.starts_on <= today() <= term.ends_on
    renewed = term is not None and any(r.term_id == term.pk for r in renewals)
    lasts = record.ends_on is None or record.ends_on >= today()
    earlier = term is not None and record.starts_on < term.starts_on
    confirmed = record.status == Status.CONFIRMED
    return {
        "term": term,
        "done": done_in_term(counted, term).get(record.pk, []),
        "outputs": list(outputs_of(record)),
        "renewals": renewals,
        "renewed": renewed,
        "may_renew": manages and running and confirmed and lasts and earlier and not renewed,
        "may_undo_renewal": manages and running and renewed,
        "may_end": manages and confirmed and lasts and record.proposed is None,
        "may_record_output": actor.may("mentoring.record_output", [pair.lead_id, pair.partner_id]),
    }


MENTORSHIPS = RecordPages(
    kind=MENTORSHIP,
    app="mentoring",
    get=get_mentorship_for,
    card=mentorship_card,
    form=MentorshipForm,
    heading=lambda: _("Who mentors whom?"),
    submit=record_mentorship,
    revise=revise_mentorship,
    detail="mentoring/mentorship.html",
    more=mentorship_more,
    enter=False,
)
OUTPUTS = RecordPages(
    kind=OUTPUT,
    app="mentoring",
    prefix="output_",
    folder="outputs/",
    get=get_output_for,
    card=output_card,
    form=OutputForm,
    heading=lambda: _("A paper, a teaching case or a part in a research project"),
    submit=record_output,
    revise=revise_output,
    form_template="mentoring/output_form.html",
    check=check_output,
)
