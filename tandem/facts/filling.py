"""What already stands in a workbook that is handed out: rows under the headings of the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tandem.facts.codes import VocabularyTitles
from tandem.facts.labels import code_titles
from tandem.lib.titles import Language, Titles
from tandem.policy.schema import TABLES, Column, Table


@dataclass(frozen=True, slots=True)
class Row:
    """A row that stands there already; a ``settled`` one is shown as not to be changed."""

    cells: Mapping[str, Any]
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Filling:
    """A workbook for one purpose: its sheets in their order, their rows, its words.

    ``words`` begins the sentences' ids (``template`` or another). ``picks`` are entries offered under
    a heading, by column; anything else may be entered there too. ``own`` are the sheets to fill in,
    where not all are.
    """

    words: str = "template"
    tables: Sequence[Table] = TABLES
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellFormats:
    """How cells look: open to entry, and settled."""

    text: Format
    day: Format
    money: Format
    settled: Format
    settled_day: Format
    settled_money: Format


def fill_sheet(
    sheet: Worksheet,
    table: Table,
    rows: Sequence[Row],
    vocabulary: VocabularyTitles,
    formats: CellFormats,
    language: Language,
) -> None:
    """Write ``rows`` from the second line on; codes as their labels, as the drop-down lists have them."""
    labels = {
        column.name: code_labels(table, column, vocabulary, language) for column in table.columns
    }
    for line, row in enumerate(rows, start=1):
        for place, column in enumerate(table.columns):
            value = row.cells.get(column.name)
            if value is None or value == "":
                continue
            if isinstance(value, date):
                sheet.write_datetime(
                    line, place, value, formats.settled_day if row.settled else formats.day
                )
            elif isinstance(value, Decimal):
                sheet.write_number(
                    line, place, value, formats.settled_money if row.settled else formats.money
                )
            elif isinstance(value, int | float):
                sheet.write_number(line, place, value, formats.settled if row.settled else None)
            else:
                text = labels[column.name].get(str(value), str(value))
                sheet.write_string(
                    line, place, text, formats.settled if row.settled else formats.text
                )


def code_labels(
    table: Table, column: Column, vocabulary: VocabularyTitles, language: Language
) -> Mapping[str, str]:
    """Code -> label of a column's codes; empty for a column without."""
    if column.vocabulary is not None:
        titles: Mapping[str, Titles] = vocabulary[column.vocabulary]
    elif column.codes:
        titles = code_titles(table.name, column.name)
    else:
        return {}
    return {code: label(named, code, language) for code, named in titles.items()}


def label(titles: Titles, code: str, language: Language) -> str:
    """The label of a code in ``language``, or in another one: the reader accepts any of them."""
    own = {"zh-Hans": titles.zh_hans, "zh-Hant": titles.zh_hant, "en": titles.en}[language]
    return own or (titles.all() or (code,))[0]
