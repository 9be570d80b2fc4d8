"""``{% attachments "outing" record.pk %}``: a record's files with the form for more."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import Http404

from tandem.accounts.actors import actor_of
from tandem.evidence.forms import FilesForm
from tandem.evidence.permissions import can_add, removable
from tandem.evidence.queries import attachments as attachments_of
from tandem.evidence.queries import get_attachment_for
from tandem.evidence.subjects import get_subject_for

register = template.Library()


@register.inclusion_tag("evidence/attachments.html", takes_context=True)
def attachments(
    context: template.Context, object_type: str, object_id: str, inside_form: bool = False
) -> dict[str, Any]:
    """The files of a record that the reader may see.

    ``inside_form`` leaves the upload form to the page, which is itself one (its buttons then name
    their own addresses).
    """
    request = context["request"]
    actor = actor_of(request)
    subject = get_subject_for(actor, object_type, object_id)
    rows = list(attachments_of(object_type, object_id))
    may_remove = removable(actor, subject, rows)
    return {
        "files": [
            {
                "attachment": row,
                "photo": row.file.media_type.startswith("image/"),
                "may_remove": row.pk in may_remove,
            }
            for row in rows
        ],
        "removed": _removed(actor, request.GET.get("removed"), object_id),
        "object_type": object_type,
        "object_id": object_id,
        "form": FilesForm() if can_add(actor, subject) and not inside_form else None,
        "inside_form": inside_form,
        "csrf_token": context.get("csrf_token"),
    }


def _removed(actor: Any, key: str | None, object_id: str) -> Any:
    """The file that has just been taken away, while the page's address says so."""
    if not key:
        return None
    try:
        attachment, _subject = get_attachment_for(actor, key, removed=True)
    except Http404:
        return None
    return attachment if attachment.object_id == object_id else None
