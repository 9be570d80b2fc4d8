"""Forms of complaints."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ComplaintForm(forms.Form):
    """What a person wants to say."""

    text = forms.CharField(
        label=_("What is wrong, or what would you like to be better?"),
        max_length=4000,
        help_text=_("The bureau's officers read it with your name and answer here."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AnswerForm(forms.Form):
    """The bureau's answer."""

    answer = forms.CharField(
        label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
