"""The filled district and everybody's browser, once a module; a test module imports them by name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.web.conftest import TODAY
from tests.web.grid.filled import Filled, filled_district


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Filled]:
    """The filled district, once for this module; taken back at its end."""
    files = tmp_path_factory.mktemp("files")
    with (
        django_db_blocker.unblock(),
        override_settings(FIXED_TODAY=TODAY, MEDIA_ROOT=files),
        taken_back(),
    ):
        yield filled_district()


@pytest.fixture(scope="module")
def browsers(filled: Filled) -> dict[str, Client]:
    """Everybody's browser."""
    clients = {"anonymous": Client()}
    for name, user in filled.district.users.items():
        clients[name] = Client()
        clients[name].force_login(user)
    return clients


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written inside is undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
