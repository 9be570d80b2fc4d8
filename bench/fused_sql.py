"""Contestant: the whole rule set as hand-written, fused DuckDB SQL, from Parquet to findings.

The plan, and what each choice was worth at 20,000 collaborations (3.5 M activities, 21.2 M
participations, 2.4 M findings; 2 cores; about 4.3 s, 7 processor seconds and 0.5 GB in all):

1. **Small tables** (0.1 s). Collaborations and mentorships get small numbers, so that everything
   downstream groups by integers; ``unit = collaboration * 64 + term``. A **calendar** with a row for
   each day of each term turns "held in which term" into an equality join (0.33 s for all activities;
   0.40 s as a range join on the terms). Waivers become one bit mask by collaboration and period.
2. **Everything but mentoring** (1.4 s): activities are filtered first (status, day, host, kind), then
   participations *and* topics stream once, as "records", through **one hash join** whose build side
   is the activities. Every condition is a bit; an activity's kind and host say which bits it needs;
   records that show none of them are dropped in the join, so 4.3 M of 23 M reach the grouping. An
   activity counts when the ``bit_or`` of its records equals its need. Two thirds of the time is the
   scan and the probe of 21 M text keys: nothing that reads every participation can be much faster.
   *Tried and not better:* one row an activity first, then the join (1.6 s, more memory, because all
   3.5 M activities are grouped); ``max``/``bool_or`` by condition instead of bits (+0.15 s for six,
   and growing with their number); one ``GROUP BY`` over a union of activities and participations
   instead of a join (1.4 s); separate passes for side, post and honour (2.4 s);
   grouping by a row number instead of the text id (equal: short ids lie inside the group's row).
3. **Mentoring** (1.3 s): a second pass with ``person_id``, joined to the sixth of the activities that
   ask for mentor or mentee. In one pass with step 2 it costs the same time (2.7 s for both) and
   twice the memory, since the build side then carries the persons' ids for every activity.
   ``NOT MATERIALIZED``: reading a seventh of the activities twice beats keeping them (1.3 to 1.5 s).
   Mentorship activities and outputs are grouped once by (mentorship, unit), then once by unit.
4. **Wide** (0.2 s): one row a unit, every rule's count a column, all joins on 120,000 rows.
5. **Findings** (0.55 s, of which most is storing 2.4 M rows): one ``UNION ALL`` branch a rule over the
   wide table, with the rule's id, duty and clause as literals; DuckDB keeps those as constant
   vectors. ``unnest`` of a list of structs and a join with a table of rules took 0.83 s. Status and
   waivers are decided here, by integers and flags that were prepared per unit.

``preserve_insertion_order = false`` is what lets scans and the writer run in parallel without
buffering. No memory limit is set; nothing spills.
"""

from __future__ import annotations

import duckdb

from bench.contestant import RULES_BY_ID, Stopwatch, Task, run_contestant

TABLES = (
    *("collaborations", "schools", "terms", "waivers", "mentorships", "activities"),
    *("activity_topics", "participations", "outputs", "secondments", "visits", "aid", "plans"),
)

# What one record shows of its activity, as bits of one integer; NEED says which bits the records of
# an activity must show between them for the activity to count.
LEAD, PARTNER, LEAD_HEAD, PARTNER_HEAD = 1, 2, 4, 8
PARTNER_LEADER, PARTNER_MANAGER, LEAD_BACKBONE, LEAD_BACKBONE_TEACHING = 16, 32, 64, 128
HEADS_TOPIC, SEMINAR_TOPIC = 256, 512

SHOWN = f"""(
    CASE side WHEN 'lead' THEN {LEAD} WHEN 'partner' THEN {PARTNER} ELSE 0 END
    | CASE WHEN post = 'head'
           THEN CASE side WHEN 'lead' THEN {LEAD_HEAD}
                          WHEN 'partner' THEN {PARTNER_HEAD | PARTNER_LEADER} ELSE 0 END
           WHEN side = 'partner'
                AND post IN ('deputy_head', 'middle_manager', 'league', 'team', 'archives')
           THEN {PARTNER_LEADER | PARTNER_MANAGER} ELSE 0 END
    | CASE WHEN side = 'lead' AND honour IS NOT NULL
           THEN CASE WHEN part IN ('teacher', 'speaker')
                     THEN {LEAD_BACKBONE | LEAD_BACKBONE_TEACHING} ELSE {LEAD_BACKBONE} END
           ELSE 0 END)::SMALLINT"""

TOPIC_SHOWN = f"""(
    CASE WHEN topic IN ('school_development', 'brand', 'culture') THEN {HEADS_TOPIC} ELSE 0 END
    | CASE WHEN topic IN ('efficient_classroom', 'effective_research', 'culture', 'lighter_load')
           THEN {SEMINAR_TOPIC} ELSE 0 END)::SMALLINT"""

NEED = f"""(CASE
    WHEN kind IN ('collaboration_meeting', 'student_event') THEN {LEAD | PARTNER}
    WHEN kind = 'joint_seminar' THEN {LEAD | PARTNER | SEMINAR_TOPIC}
    WHEN kind = 'heads_exchange' THEN {LEAD_HEAD | PARTNER_HEAD | HEADS_TOPIC}
    WHEN host_side = 'lead' THEN CASE kind WHEN 'regular_meeting' THEN {PARTNER_LEADER}
                                           WHEN 'study_visit' THEN {PARTNER_MANAGER} END
    WHEN host_side = 'partner' THEN CASE
        WHEN kind IN ('lesson_preparation', 'project_guidance') THEN {LEAD_BACKBONE}
        WHEN kind IN ('demonstration_lesson', 'lecture') THEN {LEAD_BACKBONE_TEACHING} END
    END)::SMALLINT"""

# Rule -> (kind counted for it, at least).
COLLABORATION_RULES = {
    "collaboration-meeting": ("collaboration_meeting", 1),
    "heads-exchange": ("heads_exchange", 1),
    "joint-seminar": ("joint_seminar", 2),
    "student-event": ("student_event", 1),
    "open-meetings": ("regular_meeting", 2),
    "lesson-preparation": ("lesson_preparation", 2),
    "project-guidance": ("project_guidance", 2),
    "demonstration": ("demonstration_lesson", 2),
    "lecture": ("lecture", 2),
    "study-visit": ("study_visit", 1),
}
# Rule -> (column of the mentorship's tally, at least).
MENTORSHIP_RULES = {
    "mentor-observation": ("observation_sessions", 2),
    "research-guidance": ("guidance", 2),
    "observation-visits": ("visit_sessions", 2),
    "open-lesson": ("open_lessons", 1),
    "shared-project": ("projects", 1),
    "writing": ("writings", 1),
}

SMALL = """
CREATE TEMP TABLE pair AS
SELECT (row_number() OVER ())::INTEGER AS pair, c.collaboration_id, c.round_id, c.starts_on,
       coalesce(c.ends_on, DATE '9999-12-31') AS ends_on, c.plan_due_on,
       l.stage = 'kindergarten' OR p.stage = 'kindergarten' AS kindergarten
FROM {collaborations} c JOIN {schools} l ON l.school_id = c.lead_school_id
JOIN {schools} p ON p.school_id = c.partner_school_id;

CREATE TEMP TABLE term AS
SELECT *, (row_number() OVER (PARTITION BY round_id ORDER BY starts_on))::INTEGER AS term
FROM {terms};

-- Every day of every term, so that a fact finds its term by an equality join.
CREATE TEMP TABLE calendar AS
SELECT round_id, term, unnest(range(starts_on, ends_on + 1, INTERVAL 1 DAY))::DATE AS day FROM term;

CREATE TEMP TABLE waived AS
SELECT collaboration_id, period, bit_or(CASE requirement {waiver_bits} ELSE 0 END) AS waived
FROM {waivers} GROUP BY ALL;

CREATE TEMP TABLE mentorship AS
SELECT (row_number() OVER ())::INTEGER AS mentorship, pair, round_id, m.* EXCLUDE (collaboration_id)
FROM {mentorships} m JOIN pair USING (collaboration_id) WHERE m.starts_on <= {day};
"""

BY_PAIR = """
CREATE TEMP TABLE by_pair AS
WITH activity AS (
    SELECT activity_id, pair * 64 + term AS unit, kind, {need} AS need
    FROM {activities} JOIN pair USING (collaboration_id)
    JOIN calendar ON calendar.round_id = pair.round_id AND day = held_on
    WHERE status = 'confirmed' AND held_on <= {day} AND {need} > 0),
record AS (
    SELECT activity_id, {shown} AS shown FROM {participations}
    UNION ALL SELECT activity_id, {topic_shown} FROM {activity_topics}),
counted AS (
    SELECT unit, kind
    FROM (SELECT activity_id, unit, kind, need, shown & need AS shown
          FROM record JOIN activity USING (activity_id) WHERE (shown & need) > 0)
    GROUP BY activity_id, unit, kind, need HAVING bit_or(shown) = need)
SELECT unit, {kind_counts} FROM counted GROUP BY unit;
"""

# 1: the mentee is on record, 2: as teacher or speaker, 4: the mentor is.
BY_MENTORSHIP = """
CREATE TEMP TABLE by_mentorship AS
WITH activity AS NOT MATERIALIZED (
    SELECT activity_id, m.mentorship, m.pair * 64 + term AS unit, kind,
           coalesce(sessions, 1) AS sessions, mentor_id, mentee_id,
           CASE kind WHEN 'observation_visit' THEN 1 WHEN 'open_lesson' THEN 6 ELSE 0 END AS need
    FROM {activities} JOIN mentorship m USING (mentorship_id)
    JOIN calendar ON calendar.round_id = m.round_id AND day = held_on
    WHERE status = 'confirmed' AND held_on <= {day}
      AND (kind IN ('mentor_observation', 'research_guidance', 'open_lesson')
           OR kind = 'observation_visit' AND host_side = 'lead')),
counted AS (
    SELECT mentorship, unit, kind, sessions FROM activity WHERE need = 0
    UNION ALL
    SELECT mentorship, unit, kind, sessions
    FROM (SELECT activity_id, mentorship, unit, kind, sessions, need,
                 CASE WHEN person_id <> mentee_id THEN 0
                      WHEN part IN ('teacher', 'speaker') THEN 3 ELSE 1 END
                 | CASE WHEN person_id = mentor_id THEN 4 ELSE 0 END AS shown
          FROM {participations} JOIN activity USING (activity_id)
          WHERE need > 0 AND (person_id = mentee_id OR person_id = mentor_id))
    GROUP BY activity_id, mentorship, unit, kind, sessions, need
    HAVING (bit_or(shown) & need) = need
    UNION ALL
    SELECT mentorship, m.pair * 64 + term, o.kind, 1
    FROM {outputs} o JOIN pair USING (collaboration_id)
    JOIN mentorship m ON m.pair = pair.pair AND mentee_id = person_id
    JOIN calendar ON calendar.round_id = m.round_id AND day = completed_on
    WHERE completed_on <= {day}),
tally AS (
    SELECT mentorship, unit,
           sum(sessions) FILTER (kind = 'mentor_observation') AS observation_sessions,
           count(*) FILTER (kind = 'research_guidance') AS guidance,
           sum(sessions) FILTER (kind = 'observation_visit') AS visit_sessions,
           count(*) FILTER (kind = 'open_lesson') AS open_lessons,
           count(*) FILTER (kind = 'project_participation') AS projects,
           count(*) FILTER (kind IN ('paper', 'case')) AS writings
    FROM counted GROUP BY mentorship, unit),
covering AS (
    SELECT mentorship, pair * 64 + term AS unit, subject IN ('chinese', 'maths') AS core
    FROM mentorship m JOIN term t USING (round_id)
    WHERE 2 * (least(coalesce(m.ends_on, t.ends_on), t.ends_on)
               - greatest(m.starts_on, t.starts_on) + 1) >= t.ends_on - t.starts_on + 1)
SELECT unit, count(*) AS mentorships, count(*) FILTER (core) AS core, {mentorship_counts}
FROM covering LEFT JOIN tally USING (mentorship, unit) GROUP BY unit;
"""

# Weekdays up to a day: five a week, counted from a Monday.
WEEKDAYS = "(5 * (({0}) // 7) + least(({0}) % 7, 5))"

WIDE = """
CREATE TEMP TABLE seconded AS
SELECT s.pair * 64 + t.term AS unit, count(*) AS seconded,
       count(*) FILTER (evaluated_on <= greatest(t.ends_on, s.ends_on) AND evaluated_on <= {day})
           AS evaluated
FROM (SELECT pair, round_id, s.starts_on, s.ends_on, evaluated_on,
             s.starts_on - DATE '1900-01-01' AS first, s.ends_on + 1 - DATE '1900-01-01' AS after
      FROM {secondments} s JOIN pair USING (collaboration_id)
      WHERE from_side = 'partner' AND s.ends_on <= {day}
        AND post IN ('head', 'deputy_head', 'middle_manager', 'league', 'team', 'archives')) s
JOIN calendar c ON c.round_id = s.round_id AND c.day = s.starts_on
JOIN term t ON t.round_id = c.round_id AND t.term = c.term
WHERE {weekdays_after} - {weekdays_first} >= 5 GROUP BY ALL;

CREATE TEMP TABLE visited AS
SELECT pair * 64 + term AS unit, count(*) AS visits
FROM {visits} JOIN pair USING (collaboration_id)
JOIN calendar ON calendar.round_id = pair.round_id AND day = visited_on
WHERE visited_on <= {day} GROUP BY ALL;

CREATE TEMP TABLE wide AS
SELECT p.collaboration_id, t.term_id AS period, coalesce(waived, 0) AS waived, kindergarten,
       p.starts_on <= t.starts_on AND p.ends_on >= t.ends_on AS owed,
       CASE WHEN {day} < t.starts_on THEN 'not_due' WHEN {day} <= t.ends_on THEN 'open'
            ELSE 'short' END AS otherwise, {wide_columns}
FROM pair p JOIN term t USING (round_id)
LEFT JOIN by_pair b ON b.unit = p.pair * 64 + t.term
LEFT JOIN by_mentorship m ON m.unit = p.pair * 64 + t.term
LEFT JOIN seconded s ON s.unit = p.pair * 64 + t.term
LEFT JOIN visited v ON v.unit = p.pair * 64 + t.term
LEFT JOIN waived w ON w.collaboration_id = p.collaboration_id AND w.period = t.term_id;

CREATE TEMP TABLE by_year AS
WITH year AS (
    SELECT round_id, year, min(starts_on) AS starts_on, max(ends_on) AS ends_on
    FROM term GROUP BY ALL)
SELECT p.collaboration_id, year::VARCHAR AS period, coalesce(any_value(waived), 0) AS waived,
       p.starts_on <= y.starts_on AND p.ends_on >= y.ends_on AS owed,
       CASE WHEN {day} < y.starts_on THEN 'not_due' WHEN {day} <= y.ends_on THEN 'open'
            ELSE 'short' END AS otherwise, count(accepted_on) AS aid
FROM pair p JOIN year y USING (round_id)
LEFT JOIN {aid} a ON a.collaboration_id = p.collaboration_id AND a.accepted_on <= {day}
                 AND a.accepted_on BETWEEN y.starts_on AND y.ends_on
LEFT JOIN waived w ON w.collaboration_id = p.collaboration_id AND w.period = year::VARCHAR
GROUP BY p.collaboration_id, year, p.starts_on, p.ends_on, y.starts_on, y.ends_on;

CREATE TEMP TABLE by_round AS
SELECT p.collaboration_id, p.round_id AS period, coalesce(any_value(waived), 0) AS waived,
       p.ends_on >= plan_due_on AS plan_owed, p.ends_on >= plan_due_on + 30 AS approval_owed,
       CASE WHEN {day} < p.starts_on THEN 'not_due' WHEN {day} <= plan_due_on THEN 'open'
            ELSE 'short' END AS plan_otherwise,
       CASE WHEN {day} < p.starts_on THEN 'not_due' WHEN {day} <= plan_due_on + 30 THEN 'open'
            ELSE 'short' END AS approval_otherwise,
       count(*) FILTER (submitted_on <= plan_due_on AND submitted_on <= {day}) AS plans,
       count(*) FILTER (approved_on <= plan_due_on + 30 AND approved_on <= {day}) AS approvals
FROM pair p LEFT JOIN {plans} USING (collaboration_id)
LEFT JOIN waived w ON w.collaboration_id = p.collaboration_id AND w.period = p.round_id
GROUP BY p.collaboration_id, p.round_id, p.starts_on, p.ends_on, plan_due_on;
"""


def finding(
    rule_id: str,
    source: str,
    achieved: str,
    required: str,
    owed: str = "owed",
    otherwise: str = "otherwise",
) -> str:
    """The findings of one rule: one branch of the last statement, over an aggregated table."""
    rule = RULES_BY_ID[rule_id]
    return f"""SELECT collaboration_id, '{rule.id}' AS requirement, period, '{rule.duty}' AS duty,
        '{rule.severity}' AS severity, ({achieved})::DOUBLE AS achieved,
        ({required})::DOUBLE AS required,
        CASE WHEN NOT ({owed}) THEN 'not_applicable'
             WHEN ({achieved}) >= ({required}) - 1e-9 THEN 'met'
             WHEN waived & {waiver_bit(rule.id)} <> 0 THEN 'waived' ELSE {otherwise} END AS status,
        '{rule.clause}' AS clause FROM {source}"""


def waiver_bit(rule_id: str) -> int:
    """The bit of a rule in the mask of a collaboration's waivers for one period."""
    return int(1 << list(RULES_BY_ID).index(rule_id))


def findings_sql() -> str:
    """All findings: each rule's columns of the aggregated tables turned into rows."""
    core = "CASE WHEN mentorships = 0 THEN 0 ELSE core / mentorships END"
    parts = [
        *(
            finding(rule, "wide", kind, str(least))
            for rule, (kind, least) in COLLABORATION_RULES.items()
        ),
        *(
            finding(rule, "wide", f"{column}_met", "greatest(mentorships, 1)")
            for rule, (column, _) in MENTORSHIP_RULES.items()
        ),
        finding("mentor-pairs", "wide", "mentorships", "3"),
        finding(
            "core-subjects", "wide", core, "0.5", "owed AND mentorships > 0 AND NOT kindergarten"
        ),
        finding("secondment", "wide", "seconded", "1"),
        finding("secondment-evaluation", "wide", "evaluated", "seconded", "owed AND seconded > 0"),
        finding("department-visit", "wide", "visits", "1"),
        finding("aid", "by_year", "aid", "1"),
        finding("plan", "by_round", "plans", "1", "plan_owed", "plan_otherwise"),
        finding(
            "plan-approval", "by_round", "approvals", "1", "approval_owed", "approval_otherwise"
        ),
    ]
    return " UNION ALL ".join(parts)


def evaluate(task: Task, watch: Stopwatch) -> None:
    """All rules of the reading: the findings as of ``task.as_of``, written to ``task.out``."""
    kinds = [kind for kind, _ in COLLABORATION_RULES.values()]
    met = [f"{column}_met" for column, _ in MENTORSHIP_RULES.values()]
    wide = [*kinds, "mentorships", "core", *met, "seconded", "evaluated", "visits"]
    words = {
        **{table: task.table(table) for table in TABLES},
        "day": f"DATE '{task.as_of}'",
        "shown": SHOWN,
        "topic_shown": TOPIC_SHOWN,
        "need": NEED,
        "waiver_bits": " ".join(f"WHEN '{rule}' THEN {waiver_bit(rule)}" for rule in RULES_BY_ID),
        "kind_counts": ", ".join(f"count(*) FILTER (kind = '{kind}') AS {kind}" for kind in kinds),
        "mentorship_counts": ", ".join(
            f"count(*) FILTER ({column} >= {least}) AS {column}_met"
            for column, least in MENTORSHIP_RULES.values()
        ),
        "weekdays_after": WEEKDAYS.format("after"),
        "weekdays_first": WEEKDAYS.format("first"),
        "wide_columns": ", ".join(f"coalesce({column}, 0) AS {column}" for column in wide),
    }
    out = str(task.out).replace("'", "''")
    with duckdb.connect() as db:
        db.execute(f"SET threads = {task.threads}; SET preserve_insertion_order = false")
        for name, sql in (
            ("small tables", SMALL),
            ("activities, participations", BY_PAIR),
            ("mentorships", BY_MENTORSHIP),
            ("wide", WIDE),
            ("findings", f"COPY ({findings_sql()}) TO '{out}' (FORMAT parquet)"),
        ):
            with watch.step(name):
                db.execute(sql.format(**words) if name != "findings" else sql)


if __name__ == "__main__":
    run_contestant(evaluate)
