"""Checks between rows and tables: repeated ids, dangling ids, and the contract's own rules.

Every check is one query over the typed tables; only the rows that fail come to Python.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from tandem.facts.mentors import check_mentors
from tandem.facts.problems import SHOWN_PER_GROUP, Problem, Problems, Severity
from tandem.facts.staging import Staged, Workshop, quoted
from tandem.policy.schema import TABLES_BY_NAME, Column, Table

_NEAREST_AMONG = 3000
_PAIRS = (
    ("rounds", "starts_on", "ends_on"),
    ("collaborations", "starts_on", "ends_on"),
    ("terms", "starts_on", "ends_on"),
    ("mentorships", "starts_on", "ends_on"),
    ("secondments", "starts_on", "ends_on"),
)
_ORDERED = (
    ("aid", "handed_over_on", "accepted_on"),
    ("plans", "submitted_on", "approved_on"),
)


def check_facts(
    workshop: Workshop,
    staged: Mapping[str, Staged],
    failed: Collection[str],
    problems: Problems,
) -> None:
    """Run every check on the typed tables; ``failed`` are tables that were there but unreadable."""
    _Checks(workshop, staged, failed, problems).run()


_Make = Callable[[tuple[object, ...]], Mapping[str, str | int]]


class _Question(NamedTuple):
    """Rows that must not be there, and what to say of each: see ``_Checks._ask``."""

    table: str
    column: str | None
    code: str
    severity: Severity
    body: str
    columns: str
    make: _Make | None
    counted: str | None


class _Checks:
    def __init__(
        self,
        workshop: Workshop,
        staged: Mapping[str, Staged],
        failed: Collection[str],
        problems: Problems,
    ) -> None:
        self._workshop = workshop
        self._staged = staged
        self._failed = failed
        self._problems = problems
        self._asked: list[_Question] = []

    def run(self) -> None:
        """All checks, in the order in which their findings are told."""
        for staged in self._staged.values():
            self._unique(staged)
        for staged in self._staged.values():
            for column in staged.present:
                if column.references:
                    self._reference(staged, column)
        for table, first, second in _PAIRS:
            self._order(table, first, second, "end_before_start", "error")
        for table, first, second in _ORDERED:
            self._order(table, first, second, "dates_out_of_order", "warning")
        self._collaborations()
        self._schools()
        self._terms()
        self._activity_mentorships()
        self._waivers()
        self._answer()
        if self._can("mentorships", "mentor_id", "mentee_id", "starts_on", "ends_on"):
            check_mentors(self._workshop, self._staged["mentorships"], self._problems)

    # --- helpers -----------------------------------------------------------------------------

    def _can(self, table: str, *columns: str) -> bool:
        """Whether the table was read and has these columns."""
        staged = self._staged.get(table)
        return staged is not None and not staged.missing.intersection(columns)

    def _has_rows(self, table: str) -> bool:
        if table not in self._staged:
            return False
        sql = f"SELECT count(*) FROM (SELECT 1 FROM typed.{quoted(table)} LIMIT 1)"
        return self._workshop.one(sql)[0] != 0

    def _ask(
        self,
        table: str,
        column: str | None,
        code: str,
        severity: Severity,
        body: str,
        columns: str,
        make: _Make | None = None,
        counted: str | None = None,
    ) -> None:
        """Ask for the rows of ``SELECT <columns> FROM <body>``: the first few, and their count.

        ``columns`` selects the row number, then the value shown, then what ``make`` turns into
        parameters; ``counted`` is a cheaper query for the count.
        """
        self._asked.append(_Question(table, column, code, severity, body, columns, make, counted))

    def _answer(self) -> None:
        """Count every question's rows, and fetch the first few of those that have any."""
        selects = [
            question.counted or f"SELECT count(*) FROM {question.body}" for question in self._asked
        ]
        if not selects:
            return
        if all(staged.stored for staged in self._staged.values()):
            # In memory all counts are one query: fewer trips, and they run side by side.
            joined = ", ".join(f"({select})" for select in selects)
            totals = list(self._workshop.one(f"SELECT {joined}"))
        else:
            totals = [self._workshop.one(select)[0] for select in selects]
        for question, total in zip(self._asked, totals, strict=True):
            if total:
                self._tell(question, int(str(total)))

    def _tell(self, question: _Question, total: int) -> None:
        found = self._workshop.rows(
            f"SELECT {question.columns} FROM {question.body} ORDER BY 1 LIMIT {SHOWN_PER_GROUP}"
        )
        place, make = self._staged[question.table].place, question.make
        self._problems.extend(
            (
                Problem(
                    question.code,
                    question.severity,
                    question.table,
                    place,
                    int(str(row[0])),
                    question.column,
                    None if row[1] is None else str(row[1]),
                    make(row) if make else {},
                )
                for row in found
            ),
            total,
        )

    # --- ids ---------------------------------------------------------------------------------

    def _unique(self, staged: Staged) -> None:
        """Each key stands once; a repeat names the row of its first use."""
        table = staged.table
        if not table.key or staged.missing.intersection(table.key):
            return
        keys = ", ".join(quoted(name) for name in table.key)
        complete = " AND ".join(f"{quoted(name)} IS NOT NULL" for name in table.key)
        source = f"typed.{quoted(table.name)}"
        shown = f"concat_ws(' + ', {keys})"
        self._ask(
            table.name,
            table.key[0] if len(table.key) == 1 else "+".join(table.key),
            "repeated_id" if len(table.key) == 1 else "repeated_key",
            "error",
            f"(SELECT _row, {shown} AS shown, min(_row) OVER (PARTITION BY {keys}) AS first "
            f"FROM {source} WHERE {complete}) WHERE _row > first",
            "_row, shown, first",
            lambda row: {"first": int(str(row[2]))},
            f"SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM {source} "
            f"WHERE {complete} GROUP BY {keys} HAVING count(*) > 1)",
        )

    def _parent(self, staged: Staged, column: Column) -> tuple[Table, str] | None:
        """The table and column that a reference must be found in; ``None`` where nothing is checked."""
        target = column.references or ""
        if target == "people" and not self._has_rows("people"):
            return None
        if target == "rounds" and not self._has_rows("rounds"):
            if staged.table.name != "collaborations" or "rounds" in self._failed:
                return None
            target = "terms"
        parent = TABLES_BY_NAME[target]
        if target in self._failed or (parent.required and target not in self._staged):
            return None
        key = "round_id" if column.references == "rounds" else parent.key[0]
        if target in self._staged and key in self._staged[target].missing:
            return None
        return parent, key

    def _reference(self, staged: Staged, column: Column) -> None:
        """Every id that is filled in exists where it must."""
        found = self._parent(staged, column)
        if found is None:
            return
        parent, key = found
        child, name = f"typed.{quoted(staged.table.name)}", quoted(column.name)
        where = f"c.{name} IS NOT NULL"
        if staged.table.name == "participations" and column.name == "person_id":
            # Pupils take part anonymously, and the bureau's staff are in no list of schools' people.
            where += " AND c.post IS DISTINCT FROM 'student' AND c.side IS DISTINCT FROM 'bureau'"
        if parent.name in self._staged:
            where += (
                f" AND NOT EXISTS (SELECT 1 FROM typed.{quoted(parent.name)} p "
                f"WHERE p.{quoted(key)} = c.{name})"
            )
        known = self._known(parent, key)
        self._ask(
            staged.table.name,
            column.name,
            "dangling_id",
            "error",
            f"{child} c WHERE {where}",
            f"c._row, c.{name}",
            lambda row: {
                "parent": parent.name,
                "parent_column": key,
                "nearest": _nearest(str(row[1]), known()),
            },
        )

    def _known(self, parent: Table, key: str) -> Callable[[], list[str]]:
        """The parent's ids, fetched when first asked for; empty when there are too many to compare."""
        cache: list[list[str]] = []

        def ids() -> list[str]:
            if not cache:
                rows: list[tuple[object, ...]] = []
                if parent.name in self._staged:
                    rows = self._workshop.rows(
                        f"SELECT DISTINCT {quoted(key)} FROM typed.{quoted(parent.name)} "
                        f"WHERE {quoted(key)} IS NOT NULL ORDER BY 1 LIMIT {_NEAREST_AMONG + 1}"
                    )
                cache.append([str(r[0]) for r in rows] if len(rows) <= _NEAREST_AMONG else [])
            return cache[0]

        return ids

    # --- the contract's rules ----------------------------------------------------------------

    def _order(self, table: str, first: str, second: str, code: str, severity: Severity) -> None:
        if self._can(table, first, second):
            self._ask(
                table,
                second,
                code,
                severity,
                f"typed.{quoted(table)} WHERE {second} < {first}",
                f"_row, {second}, {first}",
                lambda row: {"start": str(row[2]), "start_column": first},
            )

    def _collaborations(self) -> None:
        if self._can("collaborations", "lead_school_id", "partner_school_id"):
            self._ask(
                "collaborations",
                "partner_school_id",
                "lead_is_partner",
                "error",
                "typed.collaborations WHERE lead_school_id = partner_school_id",
                "_row, partner_school_id",
            )

    def _schools(self) -> None:
        if not self._can("schools", "school_id", "stage", "bureau_id"):
            return
        if self._can("schools", "successor_id"):
            self._ask(
                "schools",
                "successor_id",
                "own_successor",
                "warning",
                "typed.schools WHERE successor_id = school_id",
                "_row, successor_id",
            )
        if self._can("collaborations", "lead_school_id", "partner_school_id"):
            body = (
                "typed.collaborations c JOIN typed.schools l ON l.school_id = c.lead_school_id "
                "JOIN typed.schools p ON p.school_id = c.partner_school_id "
                "WHERE c.lead_school_id <> c.partner_school_id AND l.{0} <> p.{0}"
            )
            for column, code in (("stage", "stages_differ"), ("bureau_id", "bureaus_differ")):
                self._ask(
                    "collaborations",
                    None,
                    code,
                    "warning",
                    body.format(column),
                    f"c._row, c.collaboration_id, l.{column}, p.{column}",
                    lambda row: {"lead": str(row[2]), "partner": str(row[3])},
                )

    def _terms(self) -> None:
        if not self._can("terms", "term_id", "round_id", "year", "season", "starts_on", "ends_on"):
            return
        self._ask(
            "terms",
            "starts_on",
            "terms_overlap",
            "error",
            "(SELECT _row, starts_on, arg_max(term_id, ends_on) OVER w AS before, "
            "max(ends_on) OVER w AS last FROM typed.terms WHERE starts_on <= ends_on "
            "WINDOW w AS (PARTITION BY round_id ORDER BY starts_on, _row "
            "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) WHERE starts_on <= last",
            "_row, starts_on, before, last",
            lambda row: {"other": str(row[2]), "last": str(row[3])},
        )
        self._ask(
            "terms",
            "season",
            "season_twice",
            "warning",
            "(SELECT _row, term_id, year, row_number() OVER (PARTITION BY round_id, year, season "
            "ORDER BY _row) AS n FROM typed.terms WHERE year IS NOT NULL AND season IS NOT NULL) "
            "WHERE n > 1",
            "_row, term_id, year",
            lambda row: {"year": int(str(row[2]))},
        )
        if self._can("rounds", "round_id", "starts_on", "ends_on"):
            self._ask(
                "terms",
                "starts_on",
                "term_outside_round",
                "warning",
                "typed.terms t JOIN typed.rounds r ON r.round_id = t.round_id "
                "WHERE t.starts_on < r.starts_on OR t.ends_on > r.ends_on",
                "t._row, t.term_id, r.round_id",
                lambda row: {"round": str(row[2])},
            )
        if self._can("collaborations", "round_id") and self._has_rows("rounds"):
            self._ask(
                "collaborations",
                "round_id",
                "round_without_terms",
                "warning",
                "typed.collaborations c WHERE EXISTS (SELECT 1 FROM typed.rounds r "
                "WHERE r.round_id = c.round_id) AND NOT EXISTS (SELECT 1 FROM typed.terms t "
                "WHERE t.round_id = c.round_id)",
                "c._row, c.round_id",
            )

    def _activity_mentorships(self) -> None:
        if self._can("activities", "mentorship_id", "collaboration_id") and self._can(
            "mentorships", "mentorship_id", "collaboration_id"
        ):
            self._ask(
                "activities",
                "mentorship_id",
                "foreign_mentorship",
                "error",
                "typed.activities a JOIN (SELECT mentorship_id, any_value(collaboration_id) AS theirs "
                "FROM typed.mentorships GROUP BY mentorship_id) m "
                "ON m.mentorship_id = a.mentorship_id WHERE m.theirs <> a.collaboration_id",
                "a._row, a.mentorship_id, m.theirs, a.collaboration_id",
                lambda row: {"theirs": str(row[2]), "own": str(row[3])},
            )

    def _waivers(self) -> None:
        """A waiver's period is a term, a year or the round of its collaboration."""
        if not (
            self._can("waivers", "collaboration_id", "period")
            and self._can("collaborations", "collaboration_id", "round_id")
            and self._can("terms", "term_id", "round_id", "year")
        ):
            return
        self._ask(
            "waivers",
            "period",
            "unknown_period",
            "error",
            "typed.waivers w JOIN (SELECT collaboration_id, any_value(round_id) AS round_id "
            "FROM typed.collaborations GROUP BY collaboration_id) c USING (collaboration_id) "
            "WHERE w.period IS NOT NULL AND w.period <> c.round_id AND NOT EXISTS ("
            "SELECT 1 FROM (SELECT round_id, term_id AS period FROM typed.terms UNION ALL "
            "SELECT round_id, CAST(year AS VARCHAR) FROM typed.terms) t "
            "WHERE t.round_id = c.round_id AND t.period = w.period)",
            "w._row, w.period, c.round_id",
            lambda row: {"round": str(row[2])},
        )


def _nearest(value: str, known: list[str]) -> str:
    """The id most like ``value`` (one that differs in capitals only comes first), or empty text."""
    same = [name for name in known if name.casefold() == value.casefold()]
    if same:
        return same[0]
    found = difflib.get_close_matches(value[:100], known, n=1, cutoff=0.75) if value else []
    return found[0] if found else ""
