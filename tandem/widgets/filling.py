"""What a form gets besides its fields: choices, what was sent, an action's mistakes, new marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict


def set_choices(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """What the field ``name`` of one form offers."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def set_queryset(form: forms.BaseForm, name: str, records: QuerySet[Any]) -> None:
    """The records that the field ``name`` of one form offers."""
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = records


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, if something was: an empty form that is sent is judged too."""
    return request.POST if request.method == "POST" else None


def take_errors(
    form: forms.BaseForm, error: ValidationError, names: Mapping[str, str] = {}
) -> None:
    """Add an action's errors to a form: by field where the form has it, else above all."""
    by_field = (
        error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    )
    for name, errors in by_field.items():
        name = names.get(name, name)
        form.add_error(name if name in form.fields else None, ValidationError(list(errors)))


def restart_from(form: forms.BaseForm, **seen: object) -> None:
    """The next save of a form starts from what stands now: its hidden marks are set anew."""
    data = cast(QueryDict, form.data).copy()
    for name, value in seen.items():
        data[name] = str(value)
    form.data = data
