"""What no browser sends and no database keeps is refused before any page looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

Handler = Callable[[HttpRequest], HttpResponse]

NUL = "\0"


class NulMiddleware:
    """400 for the character U+0000 in an address, a cookie or a form.

    PostgreSQL keeps it in no text: each of them would end as an error of the database otherwise.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info or _has_nul(request.COOKIES.values()) or _holds(request.GET):
            raise BadRequest("U+0000")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """The form is read only here, as a view may never come to be asked."""
        if request.method == "POST" and _holds(request.POST):
            raise BadRequest("U+0000")


def _holds(sent: QueryDict) -> bool:
    return any(NUL in name or _has_nul(values) for name, values in sent.lists())


def _has_nul(values: Iterable[object]) -> bool:
    return any(isinstance(value, str) and NUL in value for value in values)
