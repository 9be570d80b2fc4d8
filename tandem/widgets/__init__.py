"""How forms look: the renderer behind every ``{{ form }}``, and widgets for fingers."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import django.forms
from django import forms
from django.conf import settings
from django.forms import renderers
from django.template.backends.django import DjangoTemplates
from django.utils.translation import gettext_lazy as _

_DIRS = [settings.PACKAGE / "templates", Path(django.forms.__file__).parent / "templates"]


class FormRenderer(renderers.DjangoTemplates):
    """Our form templates (``templates/django/forms``) over Django's own."""

    @cached_property
    def engine(self) -> Any:
        """Both folders of templates, then those of the apps."""
        return DjangoTemplates(
            {
                "NAME": "forms",
                "DIRS": _DIRS,
                "APP_DIRS": True,
                "OPTIONS": {"builtins": settings.TEMPLATES[0]["OPTIONS"]["builtins"]},
            }
        )


class DateInput(forms.DateInput):
    """The browser's own date picker; it wants ISO dates whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day, chosen with the browser's picker."""

    widget = DateInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Give the date, like 2026-05-12."),
        "invalid": _("Give the date, like 2026-05-12."),
    }


class Chips(forms.CheckboxSelectMultiple):
    """Several choices as tappable chips (``large=True`` for the main question of a phone page)."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, large: bool = False) -> None:
        super().__init__(attrs=_chip_attrs(attrs, large))


class ChipRadios(forms.RadioSelect):
    """One choice of few, as tappable chips."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, large: bool = False) -> None:
        super().__init__(attrs=_chip_attrs(attrs, large))


class TelInput(forms.TextInput):
    """A phone number: the number pad on a phone."""

    input_type = "tel"


class CodeInput(forms.TextInput):
    """A one-time code: digits on a phone, filled in by it where it can."""

    default_attrs: ClassVar[dict[str, str]] = {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
    }

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={**self.default_attrs, **(attrs or {})})


def _chip_attrs(attrs: dict[str, Any] | None, large: bool) -> dict[str, Any]:
    return {"class": "chips chips-large" if large else "chips", **(attrs or {})}
