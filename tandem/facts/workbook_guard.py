"""Looking into a workbook before anything opens it: is it one, is it whole, is it bounded.

A workbook is a zip of XML. What a hostile one can do (inflate without end, expand entities, claim a
million columns) is measured here while its parts are inflated piece by piece.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tandem.facts.shared_strings import BadStrings, SharedStrings

FILE_LIMIT = 256 << 20
TOTAL_LIMIT = 1 << 30
"""Bytes: of the file, and of all its parts inflated."""
RATIO_LIMIT = 200
_RATIO_FROM = 20 << 20
PARTS_LIMIT = 5000
CELLS_LIMIT = 30_000_000
"""The rectangle of one sheet, rows x columns: it is held in memory."""

_CHUNK = 1 << 20
_OVERLAP = 256
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = re.compile(rb"""\sr=["']\s*\$?([A-Za-z]{2,})\$?\d""")
_TALL = re.compile(rb"""\sr=["']\s*\$?[A-Za-z]*\$?(\d{5,})["']""")
_ERROR_CELL = re.compile(rb"""<c\s[^<>]*\bt=["']e["'][^<>]*>""")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_VALUELESS = re.compile(
    rb"""<c\s(?![^<>]*\bt=["']str["'])[^<>]*>\s*<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*"""
    rb"""(?:<v\s*/>|<v>\s*</v>|</c>)"""
)
_KEPT = 200
_WORKBOOK_LIMIT = 4 << 20
_NAMING = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")


class BadWorkbook(Exception):
    """The workbook must not be opened: ``code`` and parameters of the problem."""

    def __init__(self, code: str, params: Mapping[str, str | int] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params = dict(params or {})


@dataclass(slots=True)
class Inspected:
    """What the look inside told, by sheet, as (row, column), both from 1; and the date system.

    ``error_cells`` hold ``#REF!`` and the like, ``formula_cells`` a formula whose result was not saved:
    both would otherwise arrive as empty.
    """

    error_cells: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    formula_cells: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    dates_from_1904: bool = False


def column_number(letters: str) -> int:
    """``A`` is 1, ``Z`` 26, ``AA`` 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _check_kind(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(8)
        if head == _OLE:
            # Both an .xls and an encrypted .xlsx are OLE files; only the latter has this stream.
            rest = file.read(4 << 20)
            encrypted = "EncryptedPackage".encode("utf-16-le") in rest
            raise BadWorkbook("encrypted_workbook" if encrypted else "old_excel")
    if not head:
        raise BadWorkbook("empty_file")
    if not head.startswith(b"PK"):
        raise BadWorkbook("not_a_workbook")


def inspect_workbook(path: Path) -> Inspected:
    """Inflate every part once, within bounds; raises ``BadWorkbook``, ``OSError``."""
    if path.stat().st_size > FILE_LIMIT:
        raise BadWorkbook("file_too_large", {"limit": FILE_LIMIT >> 20})
    _check_kind(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,  # how zipfile refuses a compression it does not know
        ValueError,
        KeyError,
        RuntimeError,
        ElementTree.ParseError,
    ):
        raise BadWorkbook("damaged_workbook") from None
    except BadStrings:
        raise BadWorkbook("zip_bomb") from None


def _inspect(archive: zipfile.ZipFile) -> Inspected:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > PARTS_LIMIT:
        raise BadWorkbook("zip_bomb")
    if len(set(names)) != len(names):
        raise BadWorkbook("damaged_workbook")
    if "xl/workbook.xml" not in names:
        raise BadWorkbook("not_a_workbook")
    if sum(part.file_size for part in parts) > TOTAL_LIMIT:
        raise BadWorkbook("zip_bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise BadWorkbook("encrypted_workbook")
    left = TOTAL_LIMIT
    strings = SharedStrings()
    sheets: dict[str, str] = {}
    from_1904 = False
    inspected = Inspected()
    # What names the sheets is looked at first, so that a fault in a sheet can name it.
    for part in sorted(parts, key=lambda part: part.filename not in _NAMING):
        if sheets == {} and part.filename not in _NAMING:
            sheets, from_1904 = _sheet_names(archive)
        name = sheets.get(part.filename, part.filename)
        scan = _Scan(part, name, strings)
        left -= scan.run(archive, left)
        if scan.error_cells:
            inspected.error_cells[name] = scan.error_cells
        if scan.formula_cells:
            inspected.formula_cells[name] = scan.formula_cells
    strings.check_total(archive)
    inspected.dates_from_1904 = from_1904
    return inspected


class _Scan:
    """One part of the zip, inflated piece by piece."""

    def __init__(self, part: zipfile.ZipInfo, name: str, strings: SharedStrings) -> None:
        self._part = part
        self._name = name
        self._strings = strings
        self._is_xml = part.filename.lower().endswith((".xml", ".rels"))
        self._is_sheet = part.filename.lower().startswith("xl/worksheets/") and self._is_xml
        self._widest = 26
        self._tallest = 9999
        self.error_cells: list[tuple[int, int]] = []
        self.formula_cells: list[tuple[int, int]] = []

    def run(self, archive: zipfile.ZipFile, left: int) -> int:
        """The number of bytes inflated; raises ``BadWorkbook`` beyond ``left`` or the ratio."""
        size = 0
        tail = b""
        with archive.open(self._part) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                packed = max(self._part.compress_size, 1)
                if size > left or (size > _RATIO_FROM and size > RATIO_LIMIT * packed):
                    raise BadWorkbook("zip_bomb")
                if self._is_xml:
                    window = tail + piece
                    self._look(window, first=size == len(piece))
                    self._strings.look(self._part.filename, window, piece, is_sheet=self._is_sheet)
                    tail = window[-_OVERLAP:]
        return size

    def _look(self, window: bytes, *, first: bool) -> None:
        if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
            raise BadWorkbook("xml_entities")
        if first and window.startswith((b"\xff\xfe", b"\xfe\xff")):
            # UTF-16 would hide all of this from the look; no spreadsheet program writes it.
            raise BadWorkbook("xml_entities")
        if not self._is_sheet:
            return
        for letters in set(_WIDE.findall(window)):
            self._widest = max(self._widest, column_number(letters[:8].decode()))
        for digits in set(_TALL.findall(window)):
            self._tallest = max(self._tallest, int(digits[:12]))
        if self._tallest * self._widest > CELLS_LIMIT:
            raise BadWorkbook("sheet_too_large", {"sheet": self._name})
        if b't="e"' in window or b"t='e'" in window:
            _keep(_ERROR_CELL, window, self.error_cells)
        if b"<f" in window:
            _keep(_VALUELESS, window, self.formula_cells)


def _keep(pattern: re.Pattern[bytes], window: bytes, cells: list[tuple[int, int]]) -> None:
    """Add the cells that ``pattern`` finds in ``window``, as (row, column)."""
    for match in pattern.finditer(window):
        reference = _REFERENCE.search(match[0])
        if reference and len(cells) < _KEPT:
            found = (int(reference[2]), column_number(reference[1].decode()))
            if found not in cells[-50:]:
                cells.append(found)


def _parsed(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """A small part as XML: its size is bounded, and a part with a DOCTYPE was refused before."""
    # no entity can be declared without a DOCTYPE, so the standard parser is safe here
    return ElementTree.fromstring(archive.read(part))  # noqa: S314


def _sheet_names(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """Part name -> sheet name, and whether dates count from 1904."""
    names = set(archive.namelist())
    workbook_part, relations_part = _NAMING
    if relations_part not in names:
        raise BadWorkbook("damaged_workbook")
    for part in _NAMING:
        if archive.getinfo(part).file_size > _WORKBOOK_LIMIT:
            raise BadWorkbook("damaged_workbook")
    targets = {
        node.get("Id"): posixpath.normpath(posixpath.join("/xl", node.get("Target") or "")).lstrip(
            "/"
        )
        for node in _parsed(archive, relations_part)
    }
    root = _parsed(archive, workbook_part)
    sheets: dict[str, str] = {}
    from_1904 = False
    for node in root.iter():
        tag = node.tag.rsplit("}", 1)[-1]
        if tag == "sheet":
            for key, value in node.attrib.items():
                if key.endswith("}id") and value in targets:
                    sheets[targets[value]] = node.get("name") or ""
        elif tag == "workbookPr":
            from_1904 = node.get("date1904") in ("1", "true")
    return sheets, from_1904
