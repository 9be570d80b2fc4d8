"""The page "Who may do what", made from ``rights.toml``."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tandem.accounts.queries import role_labels
from tandem.accounts.rights import rights
from tandem.accounts.verbs import app_title, verb_title


@require_safe
def rights_page(request: HttpRequest) -> HttpResponse:
    """Every verb, the roles that have it."""
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
    return render(
        request,
        "accounts/rights.html",
        {"groups": groups, "roles": [label for _role, label in labels]},
    )
