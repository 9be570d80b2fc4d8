"""Names that stay Chinese inside a sentence of another language (:mod:`tandem.widgets.chinese`)."""

from __future__ import annotations

from tandem.widgets.chinese import marked

__all__ = ["marked"]
