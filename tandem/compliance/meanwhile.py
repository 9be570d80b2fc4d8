"""Records of the bureau that one person edits: whoever saves second is told and overwrites nothing."""

from __future__ import annotations

from typing import Any

from django import forms

from tandem.widgets.filling import restart_from


class Stale(Exception):  # it is an answer to a person, not a fault
    """The record is no longer what the person saw; ``record`` is what stands now."""

    def __init__(self, record: Any) -> None:
        super().__init__(str(record))
        self.record = record


def show_stale(form: forms.BaseForm, text: str, **seen: Any) -> None:
    """Say above the form what stands now; the next save starts from it. ``seen`` are hidden fields."""
    form.add_error(None, text)
    restart_from(form, **seen)
