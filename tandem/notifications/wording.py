"""What a notice says, in the reader's language, where it is read: on a page or in a mail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tandem.notifications.models import Notice

Wording = Callable[[Mapping[str, Any]], str]
"""From a notice's parameters to one sentence in the active language."""

_wordings: dict[str, Wording] = {}


def register_wording(code: str, wording: Wording) -> None:
    """Name the words of a notice. Raises ``ValueError`` if the code has other ones."""
    if _wordings.setdefault(code, wording) is not wording:
        raise ValueError(f"the notice {code} has words already")


def notice_text(notice: Notice) -> str:
    """The sentence of a notice; for a code without words the sentence that it carries itself."""
    wording = _wordings.get(notice.code)
    if wording is not None:
        return wording(notice.params)
    return carried(notice.params)


def carried(params: Mapping[str, Any]) -> str:
    """The sentence that a notice carries in ``texts``, by language code; Chinese where it has none."""
    texts = params.get("texts", {})
    own = texts.get((get_language() or "").lower())
    return str(own or texts.get("zh-hans") or _("There is something new for you."))


def _nudge(params: Mapping[str, Any]) -> str:
    form = _("The bureau (%(by)s) reminds you: %(text)s")
    return form % {"by": params.get("by", ""), "text": carried(params)}


register_wording("nudge", _nudge)
