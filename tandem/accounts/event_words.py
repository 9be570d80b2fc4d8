"""Every verb of the audit trail in words: those of ``rights.toml``, and those no right belongs to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tandem.accounts.verbs import TITLES

EVENTS = {
    "accounts.sign_in": _("Signed in"),
    "accounts.locked": _("Locked after wrong passwords"),
    "accounts.sign_in_changed": _("Changed the way of signing in"),
    "accounts.open": _("Opened an account"),
    "accounts.close": _("Closed an account"),
    "accounts.reopen": _("Opened an account again"),
    "accounts.assign_role": _("Gave a role"),
    "accounts.end_role": _("Ended a role"),
    "accounts.hand_over": _("Handed a post over"),
    "accounts.change_details": _("Changed contact details"),
    "accounts.remove_second_factor": _("Removed the second step of sign-in"),
    "accounts.link_identity": _("Linked an identity"),
    "accounts.issue_code": _("Issued an activation code"),
    "accounts.activate": _("Activated an account"),
    "accounts.reset_password": _("Set a new password with a code"),
    "audit.verify": _("Verified the chain"),
    "audit.download": _("Downloaded the trail"),
    "pairings.create_round": _("Added a round"),
    "pairings.change_terms": _("Changed the dates of semesters"),
    "pairings.create_collaboration": _("Added a collaboration"),
    "pairings.change_collaboration": _("Changed a collaboration"),
    "pairings.end_collaboration": _("Ended a collaboration"),
    "schools.add": _("Added a school"),
    "schools.edit": _("Changed a school"),
    "schools.undo": _("Took a change of a school back"),
    "schools.add_person": _("Added a person"),
    "schools.edit_person": _("Changed a person"),
    "schools.appoint": _("Appointed a person to a post"),
    "schools.transfer": _("Moved a person to another school"),
    "schools.leave": _("Recorded that a person left"),
    "schools.undo_post": _("Took a change of a post back"),
    "schools.import": _("Imported schools"),
    "schools.import_people": _("Imported people"),
    "schools.undo_import": _("Took an import back"),
    "exchange.upload_term": _("Entered a semester’s workbook"),
    "exchange.undo_import": _("Took an import back"),
    "mentoring.renew": _("Reconfirmed a mentorship"),
}


def event_title(verb: str) -> str:
    """An event in words; its code where it has none."""
    return str(EVENTS.get(verb) or TITLES.get(verb) or verb)
