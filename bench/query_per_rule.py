"""Contestant: the same rules as one straightforward DuckDB query each, from Parquet to findings.

Written as one would write each rule by itself: the collaborations and their terms, left-joined to
the facts that count, conditions on people as ``EXISTS``. Every rule reads its fact tables anew.
"""

from __future__ import annotations

import duckdb

from bench.contestant import RULES_BY_ID, Stopwatch, Task, run_contestant

TABLES = (
    *("schools", "collaborations", "terms", "activities", "activity_topics", "participations"),
    *("mentorships", "secondments", "outputs", "plans", "aid", "visits", "waivers"),
)

MANAGERS = "('deputy_head', 'middle_manager', 'league', 'team', 'archives')"
LEADERS = "('head', 'deputy_head', 'middle_manager', 'league', 'team', 'archives')"


def on_record(condition: str) -> str:
    """Somebody who meets the condition took part in activity ``a``."""
    return (
        "EXISTS (SELECT 1 FROM participations p"
        f" WHERE p.activity_id = a.activity_id AND {condition})"
    )


def topic(*topics: str) -> str:
    """Activity ``a`` has one of the topics."""
    codes = ", ".join(f"'{code}'" for code in topics)
    return (
        "EXISTS (SELECT 1 FROM activity_topics x"
        f" WHERE x.activity_id = a.activity_id AND x.topic IN ({codes}))"
    )


BOTH_SIDES = on_record("p.side = 'lead'") + " AND " + on_record("p.side = 'partner'")
BACKBONE = on_record("p.side = 'lead' AND p.honour IS NOT NULL")
BACKBONE_TEACHING = on_record(
    "p.side = 'lead' AND p.honour IS NOT NULL AND p.part IN ('teacher', 'speaker')"
)

# Rule -> (which activities ``a`` count, at least).
COLLABORATION_RULES = {
    "collaboration-meeting": (f"a.kind = 'collaboration_meeting' AND {BOTH_SIDES}", 1),
    "heads-exchange": (
        "a.kind = 'heads_exchange' AND "
        + topic("school_development", "brand", "culture")
        + " AND "
        + on_record("p.side = 'lead' AND p.post = 'head'")
        + " AND "
        + on_record("p.side = 'partner' AND p.post = 'head'"),
        1,
    ),
    "joint-seminar": (
        "a.kind = 'joint_seminar' AND "
        + topic("efficient_classroom", "effective_research", "culture", "lighter_load")
        + f" AND {BOTH_SIDES}",
        2,
    ),
    "student-event": (f"a.kind = 'student_event' AND {BOTH_SIDES}", 1),
    "open-meetings": (
        "a.kind = 'regular_meeting' AND a.host_side = 'lead' AND "
        + on_record(f"p.side = 'partner' AND p.post IN {LEADERS}"),
        2,
    ),
    "lesson-preparation": (
        f"a.kind = 'lesson_preparation' AND a.host_side = 'partner' AND {BACKBONE}",
        2,
    ),
    "project-guidance": (
        f"a.kind = 'project_guidance' AND a.host_side = 'partner' AND {BACKBONE}",
        2,
    ),
    "demonstration": (
        f"a.kind = 'demonstration_lesson' AND a.host_side = 'partner' AND {BACKBONE_TEACHING}",
        2,
    ),
    "lecture": (f"a.kind = 'lecture' AND a.host_side = 'partner' AND {BACKBONE_TEACHING}", 2),
    "study-visit": (
        "a.kind = 'study_visit' AND a.host_side = 'lead' AND "
        + on_record(f"p.side = 'partner' AND p.post IN {MANAGERS}"),
        1,
    ),
}

# Rule -> (which activities ``a`` of mentorship ``m`` count, what is added up, at least).
MENTORSHIP_RULES = {
    "mentor-observation": ("a.kind = 'mentor_observation'", "sum(coalesce(a.sessions, 1))", 2),
    "research-guidance": ("a.kind = 'research_guidance'", "count(*)", 2),
    "observation-visits": (
        "a.kind = 'observation_visit' AND a.host_side = 'lead' AND "
        + on_record("p.person_id = m.mentee_id"),
        "sum(coalesce(a.sessions, 1))",
        2,
    ),
    "open-lesson": (
        "a.kind = 'open_lesson' AND "
        + on_record("p.person_id = m.mentee_id AND p.part IN ('teacher', 'speaker')")
        + " AND "
        + on_record("p.person_id = m.mentor_id"),
        "count(*)",
        1,
    ),
}
# Rule -> (which outputs ``o`` of the mentee count, at least).
OUTPUT_RULES = {
    "shared-project": ("o.kind = 'project_participation'", 1),
    "writing": ("o.kind IN ('paper', 'case')", 1),
}

VIEWS = """
-- What each collaboration may owe: its terms, years and round.
CREATE VIEW frame AS
SELECT c.collaboration_id, t.term_id AS period, t.starts_on, t.ends_on,
       c.starts_on <= t.starts_on AND coalesce(c.ends_on >= t.ends_on, true) AS owed
FROM collaborations c JOIN terms t USING (round_id);

CREATE VIEW year_frame AS
SELECT c.collaboration_id, y.year::VARCHAR AS period, y.starts_on, y.ends_on,
       c.starts_on <= y.starts_on AND coalesce(c.ends_on >= y.ends_on, true) AS owed
FROM collaborations c
JOIN (SELECT round_id, year, min(starts_on) AS starts_on, max(ends_on) AS ends_on
      FROM terms GROUP BY round_id, year) y USING (round_id);

CREATE VIEW covering AS
SELECT m.*, f.period, f.starts_on AS term_starts_on, f.ends_on AS term_ends_on
FROM mentorships m JOIN frame f USING (collaboration_id)
WHERE m.starts_on <= {day}
  AND 2 * (least(coalesce(m.ends_on, f.ends_on), f.ends_on)
           - greatest(m.starts_on, f.starts_on) + 1) >= f.ends_on - f.starts_on + 1;

CREATE VIEW qualifying AS
SELECT s.*, f.period, f.ends_on AS term_ends_on
FROM secondments s JOIN frame f
  ON f.collaboration_id = s.collaboration_id AND s.starts_on BETWEEN f.starts_on AND f.ends_on
WHERE s.from_side = 'partner' AND s.post IN {leaders} AND s.ends_on <= {day}
  AND (SELECT count(*) FILTER (isodow(s.starts_on + i::INTEGER) <= 5)
       FROM range(s.ends_on - s.starts_on + 1) r(i)) >= 5;
"""


class RuleQueries:
    """The queries, one a rule, as of one day."""

    def __init__(self, day: str) -> None:
        self.day = day

    def finding(self, rule_id: str, frame: str, counted: str, required: str, owed: str) -> str:
        """Findings of a rule: ``counted`` gives (collaboration_id, period, achieved, more...)."""
        rule = RULES_BY_ID[rule_id]
        return f"""
        WITH counted AS ({counted}),
        measured AS (
            SELECT f.*, coalesce(achieved, 0)::DOUBLE AS achieved, ({required})::DOUBLE AS required,
                   {owed} AS applies
            FROM {frame} f LEFT JOIN counted USING (collaboration_id, period))
        SELECT m.collaboration_id, '{rule.id}' AS requirement, m.period, '{rule.duty}' AS duty,
               '{rule.severity}' AS severity, achieved, required,
               CASE WHEN NOT applies THEN 'not_applicable'
                    WHEN achieved >= required - 1e-9 THEN 'met'
                    WHEN w.requirement IS NOT NULL THEN 'waived'
                    WHEN {self.day} < m.starts_on THEN 'not_due'
                    WHEN {self.day} <= m.ends_on THEN 'open' ELSE 'short' END AS status,
               '{rule.clause}' AS clause
        FROM measured m LEFT JOIN waivers w
          ON w.collaboration_id = m.collaboration_id AND w.period = m.period
         AND w.requirement = '{rule.id}'"""

    def all(self) -> dict[str, str]:
        """Every rule's query by its id."""
        day = self.day
        queries: dict[str, str] = {}

        def add(rule_id: str, counted: str, required: str = "1", owed: str = "owed") -> None:
            queries[rule_id] = self.finding(rule_id, "frame", counted, required, owed)

        for rule_id, (condition, least) in COLLABORATION_RULES.items():
            counted = f"""
            SELECT f.collaboration_id, f.period, count(*) AS achieved
            FROM activities a JOIN frame f ON f.collaboration_id = a.collaboration_id
             AND a.held_on BETWEEN f.starts_on AND f.ends_on
            WHERE a.status = 'confirmed' AND a.held_on <= {day} AND {condition} GROUP BY ALL"""
            add(rule_id, counted, str(least))
        for rule_id, (condition, amount, least) in MENTORSHIP_RULES.items():
            counted = self.by_mentorship(
                f"""SELECT m.mentorship_id, m.period, {amount} AS amount
                FROM activities a JOIN covering m ON m.mentorship_id = a.mentorship_id
                 AND m.collaboration_id = a.collaboration_id
                 AND a.held_on BETWEEN m.term_starts_on AND m.term_ends_on
                WHERE a.status = 'confirmed' AND a.held_on <= {day} AND {condition} GROUP BY ALL""",
                least,
            )
            add(rule_id, counted, "greatest(coalesce(pairs, 0), 1)")
        for rule_id, (condition, least) in OUTPUT_RULES.items():
            counted = self.by_mentorship(
                f"""SELECT m.mentorship_id, m.period, count(*) AS amount
                FROM outputs o JOIN covering m ON m.collaboration_id = o.collaboration_id
                 AND m.mentee_id = o.person_id
                 AND o.completed_on BETWEEN m.term_starts_on AND m.term_ends_on
                WHERE o.completed_on <= {day} AND {condition} GROUP BY ALL""",
                least,
            )
            add(rule_id, counted, "greatest(coalesce(pairs, 0), 1)")
        add(
            "mentor-pairs",
            "SELECT collaboration_id, period, count(*) AS achieved FROM covering GROUP BY ALL",
            "3",
        )
        add(
            "core-subjects",
            """SELECT collaboration_id, period, avg((subject IN ('chinese', 'maths'))::INTEGER)
            AS achieved FROM covering GROUP BY ALL""",
            "0.5",
            """owed AND achieved IS NOT NULL AND f.collaboration_id NOT IN (
                SELECT c.collaboration_id FROM collaborations c JOIN schools s
                  ON s.school_id IN (c.lead_school_id, c.partner_school_id)
                WHERE s.stage = 'kindergarten')""",
        )
        add(
            "secondment",
            "SELECT collaboration_id, period, count(*) AS achieved FROM qualifying GROUP BY ALL",
        )
        add(
            "secondment-evaluation",
            f"""SELECT collaboration_id, period, count(*) AS qualified, count(*) FILTER (
                evaluated_on <= {day} AND evaluated_on <= greatest(term_ends_on, ends_on)
            ) AS achieved
            FROM qualifying GROUP BY ALL""",
            "coalesce(qualified, 0)",
            "owed AND qualified IS NOT NULL",
        )
        add(
            "department-visit",
            f"""SELECT f.collaboration_id, f.period, count(*) AS achieved
            FROM visits v JOIN frame f ON f.collaboration_id = v.collaboration_id
             AND v.visited_on BETWEEN f.starts_on AND f.ends_on
            WHERE v.visited_on <= {day} GROUP BY ALL""",
        )
        queries["aid"] = self.finding(
            "aid",
            "year_frame",
            f"""SELECT f.collaboration_id, f.period, count(*) AS achieved
            FROM aid a JOIN year_frame f ON f.collaboration_id = a.collaboration_id
             AND a.accepted_on BETWEEN f.starts_on AND f.ends_on
            WHERE a.accepted_on <= {day} GROUP BY ALL""",
            "1",
            "owed",
        )
        for rule_id, column, grace in (
            ("plan", "submitted_on", 0),
            ("plan-approval", "approved_on", 30),
        ):
            frame = f"""(SELECT collaboration_id, round_id AS period, starts_on,
                plan_due_on + {grace} AS ends_on,
                coalesce(ends_on >= plan_due_on + {grace}, true) AS owed FROM collaborations)"""
            queries[rule_id] = self.finding(
                rule_id,
                frame,
                f"""SELECT c.collaboration_id, c.round_id AS period, count(*) AS achieved
                FROM plans p JOIN collaborations c USING (collaboration_id)
                WHERE p.{column} <= {day} AND p.{column} <= c.plan_due_on + {grace} GROUP BY ALL""",
                "1",
                "owed",
            )
        return queries

    @staticmethod
    def by_mentorship(amounts: str, least: int) -> str:
        """Roll amounts by mentorship and term up: how many mentorships reach ``least``."""
        return f"""
        SELECT m.collaboration_id, m.period, count(*) AS pairs,
               count(*) FILTER (amount >= {least}) AS achieved
        FROM covering m LEFT JOIN ({amounts}) USING (mentorship_id, period) GROUP BY ALL"""


def evaluate(task: Task, watch: Stopwatch) -> None:
    """All rules of the reading: the findings as of ``task.as_of``, written to ``task.out``."""
    day = f"DATE '{task.as_of}'"
    out = str(task.out).replace("'", "''")
    with duckdb.connect() as db:
        db.execute(f"SET threads = {task.threads}; SET preserve_insertion_order = false")
        for table in TABLES:
            db.execute(f"CREATE VIEW {table} AS FROM {task.table(table)}")
        db.execute(VIEWS.format(day=day, leaders=LEADERS))
        created = False
        for rule_id, query in RuleQueries(day).all().items():
            with watch.step(rule_id):
                verb = "INSERT INTO findings" if created else "CREATE TABLE findings AS"
                db.execute(f"{verb} {query}")
                created = True
        with watch.step("write"):
            db.execute(f"COPY findings TO '{out}' (FORMAT parquet)")


if __name__ == "__main__":
    run_contestant(evaluate)
