"""Choosing files, and the word about pupils in them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tandem.evidence.actions import MOST_FILES, check_consent
from tandem.evidence.contents import ACCEPT


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class _FilesField(forms.FileField):
    """Several files; each is judged when it is added, so that every mistake is told by its name."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        files = list(data or [])
        if self.required and not files:
            raise ValidationError(self.error_messages["required"], code="required")
        return files


class FilesForm(forms.Form):
    """``required=False``: files are optional beside something else that is sent."""

    files = _FilesField(  # type: ignore[assignment]  # Django keeps a field of this name apart
        label=_("Photos and files"),
        help_text=_(
            "Photos, PDF, Word, Excel, PowerPoint; up to 10 MB each. Places and cameras written"
            " inside photos are taken out."
        ),
        widget=_Files(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Choose at least one file.")},
    )
    shows_pupils = forms.BooleanField(label=_("Pupils can be recognised in them"), required=False)
    consent = forms.BooleanField(
        label=_("Their guardians have agreed; the school keeps the consent"), required=False
    )

    def __init__(self, *args: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].required = required

    def clean_files(self) -> list[UploadedFile[bytes]]:
        """Not more at once than a record takes."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["files"]
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("A record takes %(most)s files: choose fewer.") % {"most": MOST_FILES}
            )
        return files

    def clean(self) -> dict[str, Any]:
        """Pupils only with consent."""
        data = super().clean() or {}
        if data.get("files"):
            check_consent(shows_pupils=data["shows_pupils"], consent=data["consent"])
        return data
