"""Nonsense at every address: whatever is sent, the answer is words, never a failure of the program.

The nonsense of an address is drawn from its name: the same in every run.
"""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.web.grid.addresses import arguments, name_of, path_of, posted
from tests.web.grid.fixtures import browsers, filled, taken_back
from tests.web.grid.hostile import IDS, Page, filled_in, questions
from tests.web.test_access_grid import GRID, who_may

__all__ = ["browsers", "filled"]

pytestmark = pytest.mark.django_db

FORMS, QUESTIONS = 2, 1


def answered(client: Client, method: str, path: str, data: Any = None) -> Any:
    """A request's answer; what it wrote is taken back. An exception of a page is not caught."""
    cookies = client.cookies.copy()
    with taken_back():
        answer = client.post(path, data or {}) if method == "POST" else client.get(path, data)
    client.cookies = cookies
    assert answer.status_code < 500 or answer.status_code == 503, path
    return answer


@pytest.mark.parametrize("row", GRID)
def test_nonsense_is_answered_in_words(row, filled, browsers):
    chance, name = Random(row), who_may(row)
    path, client = path_of(row, filled), browsers[name]
    text = ""
    if not row.startswith("POST "):
        answer = answered(client, "GET", path)
        text = "" if answer.streaming else answer.content.decode(errors="replace")
    page = Page(text)
    for field, value in posted(row, filled).items():
        page.fields.setdefault(field, []).append(str(value))
    for asked in questions(page, chance, QUESTIONS):
        answered(client, "GET", path, asked)
    answered(client, "POST", path)
    for _ in range(FORMS):
        answered(client, "POST", path, filled_in(page, chance))
    answered(browsers["outsider"], "POST", path, filled_in(page, chance))


@pytest.mark.parametrize("row", [row for row in GRID if ":" in row or "[" in row])
def test_ids_of_nothing_are_not_there(row, filled, browsers):
    client, given = browsers[who_may(row)], arguments(row, filled)
    mark = "7777777"
    for position, _known in enumerate(given):
        with suppress(NoReverseMatch):
            path = reverse(name_of(row), args=[*given[:position], mark, *given[position + 1 :]])
            for bad in IDS:
                assert answered(client, "GET", path.replace(mark, bad)).status_code in (404, 405)


@pytest.mark.parametrize("where", ["question", "form", "cookie", "address"])
def test_the_character_that_no_database_keeps_is_refused_everywhere(where, filled, browsers):
    client = browsers["officer"]
    if where == "question":
        answer = answered(client, "GET", "/schools/", {"q": "河\0湾"})
    elif where == "form":
        answer = answered(client, "POST", "/complaints", {"text": "a\0b"})
    elif where == "cookie":
        stranger = Client()
        stranger.cookies["sessionid"] = "\0" * 32
        answer = answered(stranger, "GET", "/")
    else:
        answer = answered(client, "GET", "/collaborations/c1/duties/a%00b/t3/")
    assert answer.status_code == 400
    assert "没有保存" in answer.content.decode()
