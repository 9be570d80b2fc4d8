"""The door for a web server (WSGI)."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")

application = get_wsgi_application()

# every page's code is loaded before the first person asks, who would wait half a second for it
_ = get_resolver().url_patterns
