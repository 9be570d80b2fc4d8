"""What every page's template knows: the navigation of the person's roles, the fixed day."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Navigation and notices of the page."""
    from tandem.config.navigation import navigation

    return {"nav": navigation(request), "demo_today": settings.FIXED_TODAY}
