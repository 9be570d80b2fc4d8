"""What every form page of the registry does: show, act, answer; keep everything typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.schools.editing import Conflict, values_of
from tandem.widgets.filling import restart_from, take_errors

Act = Callable[[dict[str, Any]], Any]


def form_page(
    request: HttpRequest,
    form: forms.BaseForm,
    act: Act,
    *,
    done: str | Callable[[Any], str],
    said: str,
    **context: Any,
) -> HttpResponse:
    """A page with one form. ``act(values)`` writes; its mistakes are told beside the fields.

    ``context`` has ``title``, ``button``, ``trail`` and what the page says before the form. Where
    somebody saved in between, the page shows what stands now and what was typed, and saves nothing.
    """
    if request.method == "POST" and form.is_valid():
        try:
            result = act(form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        except Conflict as conflict:
            context["theirs"] = _theirs(form, conflict)
            restart_from(form, version=conflict.record.version)
        else:
            messages.success(request, said)
            return redirect(done if isinstance(done, str) else done(result))
    status = 409 if "theirs" in context else 422 if form.errors else 200
    return render(request, "schools/form.html", {"form": form, **context}, status=status)


def _theirs(form: forms.BaseForm, conflict: Conflict) -> list[tuple[Any, Any]]:
    """Field by field what stands now, where it differs from what was typed."""
    stored = values_of(conflict.record)
    found = []
    for name, field in form.fields.items():
        if name in stored and stored[name] != form.cleaned_data.get(name):
            choices = dict(getattr(field, "choices", ()))
            now = stored[name]
            words = [str(choices.get(n, n)) for n in (now if isinstance(now, list) else [now])]
            found.append((field.label or _("Value"), "、".join(w for w in words if w != "None")))
    return found
