"""Every verb of ``rights.toml`` in words, as the page "Who may do what" says it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TITLES = {
    "accounts.manage": _("Manage accounts and roles of the bureau and of every school"),
    "accounts.manage_school": _(
        "Hand out codes, give roles and hand posts over in their own school"
    ),
    "audit.read": _("Read and verify the audit trail"),
    "schools.read": _("See the registry of schools"),
    "schools.read_people": _("See the people of schools"),
    "schools.manage": _("Add, change, merge and close schools"),
    "schools.manage_people": _("Keep the people of schools on record"),
    "pairings.read": _("See collaborations"),
    "pairings.manage": _("Keep rounds, semesters and collaborations"),
    "compliance.waive": _("Waive a duty"),
    "compliance.pin_policy": _("Choose the policy by which a round is judged"),
    "compliance.board": _("See the duty board"),
    "compliance.nudge": _("Remind a school of a duty"),
    "activities.record": _("Record what was done together"),
    "activities.confirm": _("Confirm or reject what the other school recorded"),
    "activities.confirm_for_school": _("Confirm for a school that stayed silent, with a reason"),
    "mentoring.manage": _("Begin, reconfirm and end mentorships"),
    "mentoring.confirm": _("Confirm mentorships, observations and outputs"),
    "mentoring.observe": _("Record the observation of a lesson"),
    "mentoring.record_output": _("Record an output"),
    "secondments.manage": _("Begin and end secondments"),
    "secondments.confirm": _("Confirm secondments"),
    "secondments.log": _("Write the daily log of a secondment"),
    "secondments.evaluate": _("Evaluate a secondment"),
    "aid.record": _("Record aid"),
    "aid.accept": _("Accept aid"),
    "plans.submit": _("Submit a plan"),
    "plans.approve": _("Approve a plan"),
    "inspections.record_visit": _("Record a department's visit"),
    "inspections.rate": _("Rate what was checked"),
    "assessments.record_quality": _("Record quality figures"),
    "evidence.add": _("Add files and photos"),
    "evidence.remove": _("Take away files of colleagues"),
    "exchange.import": _("Import tables"),
    "exchange.upload_term": _("Upload a school's workbook of a semester"),
    "notifications.complain": _("Complain or suggest something"),
    "notifications.answer_complaint": _("Answer complaints and suggestions"),
}

APPS = {
    "accounts": _("People and access"),
    "audit": _("Audit trail"),
    "schools": _("Schools and people"),
    "pairings": _("Rounds and collaborations"),
    "compliance": _("Duties"),
    "activities": _("Activities"),
    "mentoring": _("Mentor pairs"),
    "secondments": _("Secondments"),
    "aid": _("Aid"),
    "plans": _("Plans"),
    "inspections": _("Visits and checks"),
    "assessments": _("Assessment"),
    "evidence": _("Files"),
    "exchange": _("Import and export"),
    "notifications": _("Complaints and suggestions"),
}


def verb_title(verb: str) -> str:
    """A verb in words; its code where it has none yet."""
    return str(TITLES.get(verb, verb))


def app_title(app: str) -> str:
    """A group of verbs in words."""
    return str(APPS.get(app, app))
