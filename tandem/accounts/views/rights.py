"""The page "Who may do what", made from ``rights.toml``."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tandem.accounts.models import Role
from tandem.accounts.rights import rights
from tandem.accounts.verbs import app_title, verb_title


def rights_page(request: HttpRequest) -> HttpResponse:
    """Every verb, the roles that have it."""
    groups = []
    for app, rows in groupby(rights().items(), key=lambda item: item[0].split(".")[0]):
        verbs = [
            {
                "title": verb_title(verb),
                "cells": [(role.label, role.value in roles) for role in Role],
                "who": [role.label for role in Role if role.value in roles],
            }
            for verb, roles in rows
        ]
        groups.append((app_title(app), verbs))
    return render(request, "accounts/rights.html", {"groups": groups, "roles": list(Role)})
