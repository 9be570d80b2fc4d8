"""The form that takes a filled-in workbook."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class WorkbookForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("Filled-in workbook"),
        help_text=_("Excel (.xlsx). Nothing is saved before you have seen every change."),
        error_messages={
            "required": _("Choose the workbook that you filled in."),
            "empty": _("The file is empty. Choose the workbook that was filled in."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm"}),
    )
