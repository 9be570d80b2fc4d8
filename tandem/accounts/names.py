"""Sign-in names: one spelling of each, and the ones that stand in until a person chooses."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tandem.lib.keys import new_key

_ALLOWED = re.compile(r"[\w.@+-]{2,32}\Z")


def provisional_name() -> str:
    """A sign-in name that nobody can type, for an account that was never activated."""
    return f"~{new_key()}"


def is_provisional(username: str) -> bool:
    """Whether the person has yet to choose a sign-in name."""
    return username.startswith("~")


def tidy_name(text: str) -> str:
    """The one spelling of a sign-in name: no blanks around it, half-width, small letters."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def check_name(username: str) -> None:
    """Raises ``ValidationError`` for a name that nobody could type again."""
    if not _ALLOWED.match(username):
        raise ValidationError(
            _("Use 2 to 32 letters, digits or Chinese characters, without blanks.")
        )
