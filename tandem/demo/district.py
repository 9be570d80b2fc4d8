"""The shape in which a made-up district is handed round: the facts contract as Python rows."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
"""One row: column name to ``str``, ``int``, ``float``, ``Decimal``, ``date`` or ``None``."""

District = dict[str, list[Row]]
"""Table name to rows, with the tables and columns of the facts contract."""
