"""Names that stay Chinese inside a sentence of another language, marked for browsers and readers."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

_RUN = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff][\u3400-\u9fff\uf900-\ufaff\u3001-\u301f\uff01-\uff5e0-9]*"
)


@register.filter
def marked(text: object) -> SafeString:
    """The text, escaped; where the page is not Chinese each run of Chinese is marked ``lang="zh"``."""
    if (get_language() or "").startswith("zh"):
        return conditional_escape(str(text))
    text = str(text)
    parts, at = [], 0
    for run in _RUN.finditer(text):
        parts.append(conditional_escape(text[at : run.start()]))
        parts.append(format_html('<span lang="zh">{}</span>', run[0]))
        at = run.end()
    parts.append(conditional_escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308  (every part was escaped)


@register.filter
def lang_of(text: object) -> SafeString:
    """`` lang="zh"`` for an element whose whole text is data with Chinese in it, on other pages."""
    if (get_language() or "").startswith("zh") or not _RUN.search(str(text)):
        return SafeString("")
    return SafeString(' lang="zh"')


@register.filter
def unasked(label: object) -> str:
    """A label before a colon: without its question mark."""
    return str(label).rstrip("?？ ")
