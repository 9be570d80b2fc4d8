"""Adding the files of a sent form, one by one, and what there is to say about each."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tandem.accounts.actors import actor_of
from tandem.evidence.actions import Added, add_file


def add_files(
    request: HttpRequest,
    object_type: str,
    object_id: str,
    files: Sequence[UploadedFile[bytes]],
    *,
    shows_pupils: bool,
    consent: bool,
) -> list[str]:
    """Add what can be added; the mistakes of the others. A photo used before is pointed out."""
    mistakes: list[str] = []
    for upload in files:
        try:
            added = add_file(
                by=actor_of(request),
                object_type=object_type,
                object_id=object_id,
                upload=upload,
                shows_pupils=shows_pupils,
                consent=consent,
            )
        except ValidationError as error:
            mistakes += error.messages
        else:
            _point_out(request, added)
    return mistakes


def _point_out(request: HttpRequest, added: Added) -> None:
    use = added.used
    if use is None:
        return
    words = {
        "name": added.attachment.name,
        "label": use.label,
        "day": date_format(use.day, "DATE_FORMAT"),
    }
    if use.label:
        text = _("“%(name)s” was used before: %(label)s, added on %(day)s.")
    else:
        text = _("“%(name)s” was used before, on a record of other schools.")
    messages.warning(request, text % words + " " + _("If that is a mistake, take it away again."))
