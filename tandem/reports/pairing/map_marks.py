"""The signs of a map as SVG: leads are squares, partners circles; hollow where nothing came of it."""

from __future__ import annotations

import re
from html import escape

INK, GREY, PALE = "#1F2A2E", "#5B666B", "#C9D1D4"
LEAD, PARTNER, UNPLACED = "#0B4F4F", "#D9822B", "#A8201A"
LINES = ("#2F6DA3", "#7A3E95", "#3B7F54", "#B03A66", "#8A5A1B", "#1F7F8C", "#5A5FBF", "#A0522D")
NUMBERED = 7.5
"""Half the size of a square with a number."""
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def mark(kind: str, x: float, y: float, radius: float) -> str:
    """The sign of a school of this kind: lead, lead-free, partner or unplaced."""
    if kind.startswith("lead"):
        r = radius * 1.05
        look = f'fill="{LEAD}"' if kind == "lead" else f'fill="#FFFFFF" stroke="{LEAD}"'
        at = f'x="{number(x - r)}" y="{number(y - r)}"'
        return f'<rect {at} width="{number(2 * r)}" height="{number(2 * r)}" {look}/>'
    at = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
    if kind == "partner":
        return f'<circle {at} fill="{PARTNER}"/>'
    return f'<circle {at} fill="#FFFFFF" stroke="{UNPLACED}" stroke-width="2.4"/>'


def square_with_number(x: float, y: float, radius: float, count: int, colour: str) -> str:
    """A lead's square with its number, in the colour of its lines."""
    r, size = radius, radius * (1.4 if count < 10 else 1.25 if count < 100 else 0.95)
    return (
        f'<rect x="{number(x - r)}" y="{number(y - r)}" width="{number(2 * r)}" '
        f'height="{number(2 * r)}" fill="{colour}"/><text x="{number(x)}" '
        f'y="{number(y + size * 0.36)}" font-size="{number(size)}" font-weight="bold" '
        f'text-anchor="middle" fill="#FFFFFF" stroke="none">{count}</text>'
    )


def number(value: float) -> str:
    """A number of the picture: at most one decimal place."""
    return f"{value:.1f}".removesuffix(".0")


def attribute(text: str) -> str:
    """Text as XML takes it, also in an attribute."""
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)
