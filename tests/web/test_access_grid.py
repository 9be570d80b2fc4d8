"""Every address x every person: what ``grid/access.toml`` says, written by hand.

An address of the URLconf that the table lacks fails. The district is filled once; what a request
writes is taken back after it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.grid.addresses import arguments, every_address, name_of, path_of, posted
from tests.web.grid.fixtures import browsers, filled, taken_back

__all__ = ["browsers", "filled"]

TABLE = tomllib.loads((Path(__file__).parent / "grid/access.toml").read_text(encoding="utf-8"))
PEOPLE = TABLE.pop("people").split()


def _row(cells: str) -> dict[str, int]:
    codes = [int(cell) for cell in cells.split()]
    if len(codes) == 2:
        signed_in, nobody = codes
        codes = [signed_in] * (len(PEOPLE) - 1) + [nobody]
    return dict(zip(PEOPLE, codes, strict=True))


pytestmark = pytest.mark.django_db

GRID = {row: _row(cells) for part in TABLE.values() for row, cells in part.items()}
OURS = {row for part, rows in TABLE.items() if part != "signing_in" for row in rows}


def answer(client: Client, method: str, path: str, data: dict[str, str] | None = None) -> int:
    """A request's status; what it wrote is taken back, its sign-in too."""
    cookies = client.cookies.copy()
    with taken_back():
        got = client.post(path, data or {}) if method == "POST" else client.generic(method, path)
    client.cookies = cookies
    return got.status_code


@pytest.mark.parametrize("row", GRID)
def test_everybody_gets_what_the_table_says(row, filled, browsers):
    method = "POST" if row.startswith("POST ") else "GET"
    path, data = path_of(row, filled), posted(row, filled)
    got = {name: answer(client, method, path, data) for name, client in browsers.items()}
    assert got == GRID[row]


def test_every_address_is_in_the_table():
    known = {name_of(row) for row in GRID}
    found = {name for name, _pattern, _view in every_address()}
    assert found - known == set()
    assert known - found == set()


@pytest.mark.parametrize("row", [row for row in sorted(OURS) if not row.startswith("POST ")])
def test_who_may_not_look_may_not_write_either(row, filled, browsers):
    path = path_of(row, filled)
    for name, code in GRID[row].items():
        if code in (403, 404) and f"POST {row}" not in GRID:
            assert answer(browsers[name], "POST", path) in (code, 405), name


def who_may(row: str) -> str:
    """The first who may use an address; the administrator where nobody may."""
    may = [name for name, code in GRID[row].items() if code in (200, 302) and name != "anonymous"]
    return may[0] if may else "administrator"


@pytest.mark.parametrize("row", sorted(OURS))
def test_a_wrong_method_is_refused(row, filled, browsers):
    """405 for whoever may use the address; everyone else is told no more than before."""
    path = path_of(row, filled)
    name = who_may(row)
    wrong = ["PUT", "DELETE"]
    if row.startswith("POST ") and row.removeprefix("POST ") not in GRID:
        wrong.append("GET")
    got = {method: answer(browsers[name], method, path) for method in wrong}
    assert set(got.values()) == {405}, got


@pytest.mark.parametrize("row", sorted(OURS))
def test_a_bad_id_is_not_there(row, filled, browsers):
    """Each id of an address in turn is another that no record has."""
    given = arguments(row, filled)
    name = who_may(row)
    method = "POST" if row.startswith("POST ") else "GET"
    for position, value in enumerate(given):
        bad = list(given)
        bad[position] = "999999" if value.isdigit() else "no-such"
        path = reverse(name_of(row), args=bad)
        data = posted(row, filled)
        assert answer(browsers[name], method, path, data) == 404, path
