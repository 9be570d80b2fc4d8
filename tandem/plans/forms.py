"""The plan's two short forms."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.widgets import DateField


class SubmitForm(forms.Form):
    """When the plan was handed in."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    submitted_on = DateField(label=_("Handed in on"))
    note = forms.CharField(label=_("Remark"), max_length=200, required=False)


class ApproveForm(forms.Form):
    """When it was approved. Empty takes the approval back."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    approved_on = DateField(label=_("Approved on"), required=False)
