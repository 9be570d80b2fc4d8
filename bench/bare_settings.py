"""The application's settings without everything that a request passes through."""

from __future__ import annotations

from tandem.config.settings import *  # noqa: F403
from tandem.config.settings import INSTALLED_APPS as EVERY_APP

# allauth wants its middleware
INSTALLED_APPS = [app for app in EVERY_APP if not app.startswith("allauth")]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.bare"
