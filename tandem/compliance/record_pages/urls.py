"""The addresses of a record's pages."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_safe

from tandem.compliance.record_pages import answering, entering
from tandem.compliance.record_pages.pages import RecordPages

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
READ = (answering.detail, entering.choose)
"""Pages that take no form."""


def record_urls(pages: RecordPages[Any]) -> list[URLPattern]:
    """Every page's pattern; ``enter=False`` or ``show=False`` leave those to the app."""
    views: list[tuple[str, str, Any]] = [
        ("<key:pk>/edit/", "edit", entering.edit),
        ("<key:pk>/confirm/", "confirm", answering.confirm),
        ("<key:pk>/reject/", "reject", answering.reject),
        ("<key:pk>/withdraw/", "withdraw", answering.withdraw),
        ("<key:pk>/confirm-late/", "confirm_late", answering.confirm_late),
    ]
    if pages.enter:
        views = [
            ("new/", "new", entering.choose),
            ("new/<key:collaboration>/", "new", entering.new),
            *views,
        ]
    if pages.show:
        views.append(("<key:pk>/", "detail", answering.detail))
    return [
        path(f"{pages.folder}{route}", _taking(view), {"pages": pages}, f"{pages.prefix}{name}")
        for route, name, view in views
    ]


def _taking(view: Any) -> Any:
    return require_safe(view) if view in READ else GET_OR_POST(view)
