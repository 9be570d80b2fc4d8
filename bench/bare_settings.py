"""The application's settings without everything that a request passes through."""

from __future__ import annotations

from tandem.config.settings import *  # noqa: F403  (all of them, as settings are)

# allauth does not start without its own; it does nothing for a page that is plain text
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
ROOT_URLCONF = "bench.bare"
