"""From raw text to typed tables: every cell checked, usual spellings made canonical.

One scan per table counts the cells that are not canonical already; only their distinct values come
to Python, are judged there, and go back as a map. A clean table costs one scan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tandem.facts.codes import CodeList, VocabularyTitles, code_list
from tandem.facts.normalise import (
    FIRST_YEAR,
    ID_LIMIT,
    LAST_YEAR,
    TEXT_LIMIT,
    BadCell,
    Cell,
    calendar_date,
    free_text,
    identifier,
    integer,
    money,
    number,
)
from tandem.facts.problems import SHOWN_PER_GROUP, Problem, Problems
from tandem.facts.staging import SQL_TYPES, Staged, Workshop, literal, quoted
from tandem.policy.schema import Column

_ID_NAMES = frozenset({"batch", "period"})
_TRAILING_ZERO = r"^\d+\.0+$"


def is_identifier(column: Column) -> bool:
    """Whether a text column holds ids, which are folded to plain widths wherever they stand."""
    return column.type == "text" and (column.name.endswith("_id") or column.name in _ID_NAMES)


def _must_be_filled(column: Column) -> bool:
    return column.required and column.default is None


def _reader(column: Column, codes: CodeList | None) -> Callable[[str], Cell]:
    """The function that judges one value of the column."""
    if codes is not None:
        return codes.read
    if column.type == "date":
        return calendar_date
    if column.type == "integer":
        return lambda value: integer(value, column.minimum, column.maximum)
    if column.type == "decimal":
        return money
    if column.type == "number":
        return lambda value: number(value, column.minimum, column.maximum)
    return identifier if is_identifier(column) else free_text


def _looks_odd(column: Column, codes: CodeList | None) -> str:
    """An SQL condition: the text (never NULL) is not canonical, so Python must see it."""
    name = quoted(column.name)
    if codes is not None:
        listed = ", ".join(literal(code) for code in codes.codes)
        return f"{name} NOT IN ({listed})" if listed else "true"
    if column.type == "date":
        return (
            f"(NOT regexp_full_match({name}, '[12]\\d{{3}}-\\d\\d-\\d\\d') "
            f"OR TRY_CAST({name} AS DATE) IS NULL "
            f"OR {name} NOT BETWEEN '{FIRST_YEAR}' AND '{LAST_YEAR + 1}')"
        )
    bounds = "".join(
        f" OR TRY_CAST({name} AS DOUBLE) {sign} {bound}"
        for sign, bound in (("<", column.minimum), (">", column.maximum))
        if bound is not None
    )
    if column.type == "integer":
        return f"(NOT regexp_full_match({name}, '(0|-?[1-9]\\d{{0,8}})'){bounds})"
    if column.type == "decimal":
        return f"NOT regexp_full_match({name}, '\\d{{1,15}}(\\.\\d{{1,2}})?')"
    if column.type == "number":
        return f"(NOT regexp_full_match({name}, '-?\\d{{1,15}}(\\.\\d{{1,17}})?'){bounds})"
    if is_identifier(column):
        return (
            f"(regexp_matches({name}, '[^!-~]|^\\d(\\.\\d+)?[Ee]\\+\\d+$') "
            f"OR length({name}) > {ID_LIMIT})"
        )
    return (
        f"(regexp_matches({name}, '^[\\s\\p{{Z}}\\p{{Cf}}]|[\\s\\p{{Z}}\\p{{Cf}}]$|[\\x00-\\x1f\\x7f]') "
        f"OR length({name}) > {TEXT_LIMIT})"
    )


def _native_is_odd(column: Column) -> str:
    """The same for a column that arrives typed: only its bounds are left to check."""
    name = quoted(column.name)
    if column.type == "date":
        return f"{name} NOT BETWEEN DATE '{FIRST_YEAR}-01-01' AND DATE '{LAST_YEAR}-12-31'"
    bounds = [
        f"{name} {sign} {bound}"
        for sign, bound in (("<", column.minimum), (">", column.maximum))
        if bound is not None
    ]
    if column.type == "number":
        bounds.append(f"NOT isfinite({name})")
    return "(" + (" OR ".join(bounds) or "false") + ")"


@dataclass(slots=True)
class _Judged:
    """What Python found about a column's odd values."""

    replaced: dict[str, str | None] = field(default_factory=dict)
    bad: dict[str, dict[str, Mapping[str, str | int]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    noticed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class CellReader:
    """Types the staged tables of one reading."""

    def __init__(
        self, workshop: Workshop, vocabulary: VocabularyTitles, problems: Problems
    ) -> None:
        self._workshop = workshop
        self._vocabulary = vocabulary
        self._problems = problems

    def type_table(self, staged: Staged, *, look: bool = True) -> None:
        """Make ``typed.<table>`` of ``raw.<table>`` and tell every bad or empty cell.

        With ``look=False`` the cells are cast as they are (for facts a program has written).
        """
        judged: dict[str, _Judged] = {}
        if look:
            judged = self._judge(staged)
        self._write(staged, judged)

    # --- looking -----------------------------------------------------------------------------

    def _judge(self, staged: Staged) -> dict[str, _Judged]:
        table = staged.table
        present = staged.present
        if not present:
            return {}
        codes = {c.name: code_list(table, c, self._vocabulary) for c in present}
        conditions = {
            c.name: _native_is_odd(c) if c.name in staged.native else _looks_odd(c, codes[c.name])
            for c in present
        }
        sums = ["count(*)", f"count(*) FILTER ({self._blank_row(staged)})"]
        for column in present:
            name = quoted(column.name)
            sums.append(f"count(*) FILTER ({conditions[column.name]})")
            sums.append(f"count({name})" if _must_be_filled(column) else "NULL")
            sums.append(f"any_value({name})" if is_identifier(column) else "NULL")
        source = f"raw.{quoted(table.name)}"
        rows, blank_rows, *counts = self._workshop.one(f"SELECT {', '.join(sums)} FROM {source}")
        expected = int(str(rows)) - int(str(blank_rows))
        judged: dict[str, _Judged] = {}
        for index, column in enumerate(present):
            odd, filled, example = counts[3 * index : 3 * index + 3]
            empty = filled is not None and int(str(filled)) < expected
            blanks: list[str] = []
            if odd:
                mine = self._judge_column(
                    staged, column, codes[column.name], conditions[column.name]
                )
                judged[column.name] = mine
                blanks = [value for value, text in mine.replaced.items() if text is None]
            if empty or (blanks and _must_be_filled(column)):
                self._tell_empty(staged, column, blanks)
            if str(example).endswith(".0"):
                self._drop_zero_tails(staged, column, judged)
        return judged

    def _blank_row(self, staged: Staged) -> str:
        """An SQL condition: nothing stands in the row."""
        return "(" + " AND ".join(f"{quoted(c.name)} IS NULL" for c in staged.present) + ")"

    def _only_blanks(self, staged: Staged) -> str:
        """An SQL condition: nothing but blanks stands in the row (dearer than ``_blank_row``)."""
        return " AND ".join(
            f"coalesce(trim(CAST({quoted(c.name)} AS VARCHAR), ' \t\u3000\u00a0'), '') = ''"
            for c in staged.present
        )

    def _tell_empty(self, staged: Staged, column: Column, blanks: list[str]) -> None:
        """Tell the cells that are empty, or hold only ``blanks``, in rows that hold something."""
        name = quoted(column.name)
        listed = ", ".join(literal(text) for text in blanks)
        or_blank = f" OR CAST({name} AS VARCHAR) IN ({listed})" if blanks else ""
        body = (
            f"FROM raw.{quoted(staged.table.name)} WHERE ({name} IS NULL{or_blank}) "
            f"AND NOT ({self._only_blanks(staged)})"
        )
        told = sorted(row for row, known in staged.told if known == column.name)
        if told:
            body += f" AND _row NOT IN ({', '.join(map(str, told))})"
        count = int(str(self._workshop.one(f"SELECT count(*) {body}")[0]))
        found = self._workshop.rows(f"SELECT _row {body} ORDER BY _row LIMIT {SHOWN_PER_GROUP}")
        self._problems.extend(
            (
                Problem(
                    "empty_cell",
                    "error",
                    staged.table.name,
                    staged.place,
                    int(str(row)),
                    column.name,
                )
                for (row,) in found
            ),
            count,
        )

    def _judge_column(
        self, staged: Staged, column: Column, codes: CodeList | None, condition: str
    ) -> _Judged:
        judged = _Judged()
        read = _reader(column, codes)
        name = quoted(column.name)
        values = self._workshop.rows(
            f"SELECT DISTINCT CAST({name} AS VARCHAR) FROM raw.{quoted(staged.table.name)} "
            f"WHERE {name} IS NOT NULL AND {condition}"
        )
        for (found,) in values:
            value = str(found)
            try:
                cell = read(value)
            except BadCell as bad:
                judged.bad[bad.code][value] = bad.params
                continue
            if cell.text != value:
                judged.replaced[value] = cell.text
            if cell.notice:
                judged.noticed[cell.notice].append(value)
        for code, values_of in judged.bad.items():
            self._tell_cells(staged, column, code, "error", values_of, codes)
        for code, noticed in judged.noticed.items():
            self._tell_cells(staged, column, code, "note", {value: {} for value in noticed}, None)
        return judged

    def _tell_cells(
        self,
        staged: Staged,
        column: Column,
        code: str,
        severity: str,
        values: Mapping[str, Mapping[str, str | int]],
        codes: CodeList | None,
    ) -> None:
        """Tell the first rows that hold one of ``values``, and how many there are."""
        self._workshop.load_map("sought", dict.fromkeys(values))
        name = f"CAST(r.{quoted(column.name)} AS VARCHAR)"
        source = f"raw.{quoted(staged.table.name)} r JOIN sought s ON {name} = s.k"
        total = int(str(self._workshop.one(f"SELECT count(*) FROM {source}")[0]))
        if not total:
            return
        found = self._workshop.rows(
            f"SELECT r._row, s.k FROM {source} ORDER BY r._row LIMIT {SHOWN_PER_GROUP}"
        )
        problems = []
        for row, value in found:
            params = dict(values[str(value)])
            if codes is not None and code == "unknown_code":
                params["nearest"] = codes.nearest(str(value))
                params.update(codes.accepted)
            problems.append(
                Problem(
                    code,
                    "error" if severity == "error" else "note",
                    staged.table.name,
                    staged.place,
                    int(str(row)),
                    column.name,
                    str(value),
                    MappingProxyType(params),
                )
            )
        self._problems.extend(problems, total)

    def _drop_zero_tails(self, staged: Staged, column: Column, judged: dict[str, _Judged]) -> None:
        """Ids that a spreadsheet turned into ``12.0``: undone where the whole column is so."""
        name = quoted(column.name)
        source = f"raw.{quoted(staged.table.name)}"
        plain = f"regexp_matches({name}, '{_TRAILING_ZERO}')"
        if self._workshop.one(f"SELECT bool_and({plain}) FROM {source}")[0] is not True:
            return
        values = self._workshop.rows(
            f"SELECT DISTINCT {name} FROM {source} WHERE {name} IS NOT NULL ORDER BY 1"
        )
        mine = judged.setdefault(column.name, _Judged())
        for (value,) in values:
            mine.replaced[str(value)] = str(value).split(".", 1)[0]
        self._problems.add(
            Problem(
                "id_decimals",
                "note",
                staged.table.name,
                staged.place,
                column=column.name,
                value=str(values[0][0]),
            )
        )

    # --- writing -----------------------------------------------------------------------------

    def _write(self, staged: Staged, judged: Mapping[str, _Judged]) -> None:
        """Create the typed relation: a view where nothing had to be changed and nothing is stored."""
        table = staged.table
        name = quoted(table.name)
        inner, outer, joins = ["r._row"], ["_row"], []
        for index, column in enumerate(table.columns):
            cell = f"r.{quoted(column.name)}"
            mine = judged.get(column.name)
            native = column.name in staged.native
            if mine is not None and mine.replaced and not native:
                self._workshop.load_map(f"map{index}", mine.replaced)
                joins.append(f"LEFT JOIN map{index} m{index} ON {cell} = m{index}.k")
                cell = f"CASE WHEN m{index}.k IS NULL THEN {cell} ELSE m{index}.v END"
            inner.append(f"{cell} AS {quoted(column.name)}")
            outer.append(f"{self._typed(column, staged)} AS {quoted(column.name)}")
        stored = staged.stored or any(mine.replaced or mine.bad for mine in judged.values())
        kind = "TABLE" if stored else "VIEW"
        blank = self._blank_row(staged) if staged.present else "true"
        where = f" WHERE NOT {blank}" if stored else ""
        self._workshop.connection.execute(
            f"CREATE {kind} typed.{name} AS SELECT {', '.join(outer)} FROM ("
            f"SELECT {', '.join(inner)} FROM raw.{name} r {' '.join(joins)}){where}"
        )
        if stored and staged.stored:
            self._workshop.connection.execute(f"DROP TABLE raw.{name}")

    def _typed(self, column: Column, staged: Staged) -> str:
        name = quoted(column.name)
        if staged.native.get(column.name) == SQL_TYPES[column.type]:
            typed = name
        else:
            typed = f"TRY_CAST({name} AS {SQL_TYPES[column.type]})"
        if column.type == "number":
            typed += " + 0.0"  # one zero only: -0.0 would give another digest
        if column.default is not None:
            typed = f"coalesce({typed}, {column.default})"
        return typed
