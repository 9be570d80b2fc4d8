"""Reading what a judgment needs from the contract's tables in DuckDB."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tandem.policy.judge.records import JudgmentRecords, Pair, Term

if TYPE_CHECKING:
    import duckdb


def read_judgment_records(facts: duckdb.DuckDBPyConnection) -> JudgmentRecords:
    """Pairs, terms, schools, quality figures and check ratings of the schema ``facts``."""

    def rows(sql: str) -> list[Any]:
        return facts.execute(sql).fetchall()

    pairs = rows(
        "SELECT collaboration_id, round_id, lead_school_id, partner_school_id, starts_on, ends_on"
        " FROM facts.collaborations"
    )
    terms = rows("SELECT term_id, round_id, year, starts_on, ends_on FROM facts.terms")
    schools = rows("SELECT school_id, stage, bureau_id FROM facts.schools")
    quality = rows("SELECT school_id, year, value FROM facts.quality")
    checks = rows("SELECT collaboration_id, side, year, rating FROM facts.checks")
    return JudgmentRecords(
        pairs=tuple(Pair(*row) for row in pairs),
        terms=tuple(Term(*row) for row in terms),
        schools={row[0]: (row[1], row[2]) for row in schools},
        quality={(row[0], row[1]): row[2] for row in quality},
        checks={(row[0], row[1], row[2]): row[3] for row in checks},
    )
