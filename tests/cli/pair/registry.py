"""A small invented school registry, as a bureau might have it: traditional headings, two sides, places."""

from __future__ import annotations

from pathlib import Path

HEADINGS = (
    "學校編號",
    "學校名稱",
    "一方",
    "學段",
    "經度",
    "緯度",
    "學生人數",
    "教師人數",
    "薄弱學科",
    "優勢學科",
)
NAMES = (
    "id",
    "name",
    "side",
    "stage",
    "longitude",
    "latitude",
    "pupils",
    "teachers",
    "needs",
    "strengths",
)
"""The fields of the columns above."""
LEADS = (
    ("A1", "鏡湖一小", "指導校", "小學", "118.10", "27.00", "900", "60", "", "語文、數學"),
    ("A2", "鏡湖二小", "指導校", "小學", "118.30", "27.00", "700", "32", "", "英語"),
)
PARTNERS = (
    ("B1", "松溪小學", "受援校", "小學", "118.05", "27.05", "120", "12", "數學", ""),
    ("B2", "竹塘小學", "受援校", "小學", "118.14", "27.06", "90", "10", "語文", ""),
    ("B3", "梅坡小學", "受援校", "小學", "118.27", "26.95", "150", "14", "英語", ""),
    ("B4", "蘭亭小學", "受援校", "小學", "118.33", "27.04", "60", "9", "", ""),
)
ROWS = (*LEADS, *PARTNERS)

Row = tuple[str, ...]


def csv_text(*rows: Row, headings: Row = HEADINGS) -> str:
    """The registry as CSV text."""
    return "\n".join(",".join(row) for row in (headings, *rows)) + "\n"


def write_registry(
    path: Path, *rows: Row, headings: Row = HEADINGS, encoding: str = "utf-8"
) -> Path:
    """Write the registry (all rows unless some are given) to ``path``."""
    path.write_bytes(csv_text(*(rows or ROWS), headings=headings).encode(encoding))
    return path


def changed(row: Row, **cells: str) -> Row:
    """The row with other cells: ``longitude="118"``."""
    return tuple(cells.get(name, value) for name, value in zip(NAMES, row, strict=True))
