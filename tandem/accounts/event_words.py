"""Every verb of the audit trail in words: those of ``rights.toml``, and those no right belongs to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tandem.accounts.verbs import TITLES

EVENTS = {
    "accounts.sign_in": _("Signed in"),
    "accounts.locked": _("Locked after wrong passwords"),
    "accounts.sign_in_changed": _("Changed one's way of signing in"),
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
}


def event_title(verb: str) -> str:
    """An event in words; its code where it has none."""
    return str(EVENTS.get(verb) or TITLES.get(verb) or verb)
