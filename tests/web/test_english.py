"""Every page that links lead to, in one language each: but for data, no word of another."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tandem.pairings.models import Round
from tandem.schools.models import Person, School
from tests.web.grid.fixtures import browsers, filled, taken_back
from tests.web.grid.words import CHINESE, ENGLISH, Words, words_of

pytestmark = pytest.mark.django_db

__all__ = ["browsers", "filled"]

READERS = (
    "officer",
    "administrator",
    "auditor",
    "leader",
    "inspector",
    "lead_coordinator",
    "lead_teacher",
    "partner_head",
)
MOST_PAGES = 260


def pages(client: Client, language: str) -> dict[str, Words]:
    """Every page that can be reached from the first one, each address once whatever its query."""
    client.cookies["django_language"] = language
    read: dict[str, Words] = {}
    waiting, seen = [reverse("home")], set()
    while waiting and len(read) < MOST_PAGES:
        url = waiting.pop(0)
        path = urlsplit(url).path
        if path in seen or path == reverse("account_logout"):
            continue
        seen.add(path)
        answer = client.get(url, follow=True)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        assert answer.status_code == 200, (url, answer.status_code)
        read[url] = words_of(answer.content.decode())
        links = [link for link in read[url].links if not link.startswith("#")]
        found = [urljoin(answer.request["PATH_INFO"], link) for link in links]
        waiting += [
            link for link in found if not urlsplit(link).netloc and not link.startswith("mailto")
        ]
    return read


def names() -> list[str]:
    """What people have named, in whatever script they write."""
    found = [
        *Person.objects.values_list("name", flat=True),
        *Round.objects.values_list("name", flat=True),
    ]
    for name, place in School.objects.values_list("name", "place"):
        found += [name, place]
    return found


def shape(url: str) -> str:
    """An address without its keys: one complaint a kind of page is enough."""
    return re.sub(r"/(?=[^/]*\d)[^/]+", "/*", urlsplit(url).path)


@pytest.mark.parametrize("name", READERS)
def test_an_english_page_holds_no_chinese_but_data(name, browsers):
    wrong: dict[tuple[str, str], None] = {}
    with taken_back():
        read = pages(browsers[name], "en")
    assert len(read) > 8
    for url, words in read.items():
        for lang, text in words.found:
            if CHINESE.search(text) and not lang.startswith("zh"):
                wrong[shape(url), text[:80]] = None
    assert not wrong, "\n".join(f"{page}: {text}" for page, text in wrong)


@pytest.mark.parametrize("name", READERS)
def test_a_chinese_page_holds_no_english_sentence(name, browsers):
    wrong: dict[tuple[str, str], None] = {}
    with taken_back():
        read = pages(browsers[name], "zh-hans")
    for url, words in read.items():
        for lang, text in words.found:
            if ENGLISH.search(text) and not lang.startswith("en"):
                wrong[shape(url), text[:80]] = None
    assert not wrong, "\n".join(f"{page}: {text}" for page, text in wrong)


def in_big5(letter: str) -> bool:
    """Whether traditional Chinese has the character."""
    return bool(letter.encode("cp950", "ignore"))


def test_a_traditional_page_holds_no_simplified_character_but_in_data(browsers):
    data = {letter for name in names() for letter in name}
    wrong: dict[tuple[str, str], None] = {}
    with taken_back():
        read = pages(browsers["officer"], "zh-hant")
    assert len(read) > 8
    for url, words in read.items():
        for lang, text in words.found:
            simplified = {c for c in CHINESE.findall(text) if not in_big5(c)}
            if lang.lower() == "zh-hant" and simplified - data:
                wrong[shape(url), text[:80]] = None
    assert not wrong, "\n".join(f"{page}: {text}" for page, text in wrong)
