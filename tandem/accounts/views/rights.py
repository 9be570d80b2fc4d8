"""The page "Who may do what", made from ``rights.toml``."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.accounts.queries import role_labels
from tandem.accounts.rights import rights
from tandem.accounts.verbs import app_title, verb_title
from tandem.widgets.workbooks import table_file


@require_safe
def rights_page(request: HttpRequest) -> HttpResponse:
    """Every verb, the roles that have it."""
    groups, labels = _groups(), role_labels()
    context = {"groups": groups, "roles": [label for _role, label in labels]}
    return render(request, "accounts/rights.html", context)


@require_safe
def rights_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, one column a role."""
    head = [_("Right"), *(label for _role, label in role_labels())]
    rows = [
        [verb["title"], *("●" if has else "" for _label, has in verb["cells"])]
        for _title, verbs in _groups()
        for verb in verbs
    ]
    return table_file("rights", _("Who may do what"), head, rows)


def _groups() -> list[tuple[str, list[dict[str, Any]]]]:
    groups, labels = [], role_labels()
    for app, rows in groupby(rights().items(), key=lambda item: item[0].split(".")[0]):
        verbs = [
            {
                "title": verb_title(verb),
                "cells": [(label, role in roles) for role, label in labels],
                "who": [label for role, label in labels if role in roles],
            }
            for verb, roles in rows
        ]
        groups.append((app_title(app), verbs))
    return groups
