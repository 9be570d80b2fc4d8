"""Facts for the bench: a province in Parquet, one file a table, in the contract's columns.

``python -m bench.generate FOLDER --collaborations 20000`` writes about 180 activities and 1,080
participations for each collaboration over the six terms of its round. Every number is drawn by
DuckDB's ``hash`` of a key and the seed, so the same seed and DuckDB version give the same facts.

What the data is like, so that nobody has to guess whom it favours:

* 200 collaborations a bureau; 95 % in a round from March 2023, 5 % in one from March 2024, which
  still has terms to come on the bench's day (``AS_OF``, late in the first round's last term).
* Ids are short texts numbered as they were entered ("A1234567"), as a database's keys would be.
* Activities lie in the order in which they were entered (held, plus up to three weeks), so the rows
  of one collaboration are scattered over the whole file. The participants of one activity lie
  together, in the same order; one in a hundred was added later and lies at the end of the file.
* About 88 % of the activities are confirmed; some lie in the holidays; nearly all have the hosts,
  topics and people that the rule wants, so filtering early throws away little.
* Pairs differ in diligence, so that all six statuses occur; some are made or ended in mid-term,
  some have two, four or no mentorships, some mentors change.
* Codes are few and repeat (they are dictionaries in Parquet); a school's people are forty.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import duckdb

from bench.contestant import AS_OF

SEED = 20260901

# u(key, salt): a number from 0 to 999 that depends on the key, the salt and the seed only.
MACROS = """
CREATE MACRO u(k, salt) AS
    (hash(k::BIGINT * 1009 + salt::BIGINT + {seed}::BIGINT * 1000000007) % 1000)::INTEGER;
CREATE MACRO person(school, i) AS 'P' || (school * 40 + i);
CREATE MACRO lead_of(c) AS (CASE WHEN c % 8 = 1 THEN c - 1 ELSE c END);
CREATE MACRO partner_of(c) AS
    (CASE WHEN c % 16 = 3 THEN c - 1 + {n} WHEN c % 16 = 5 AND c % 200 < 190 AND c + 8 < {n}
          THEN lead_of(c + 8) ELSE c + {n} END);
CREATE MACRO late_round(c) AS ((c // 200) % 20 = 19 OR c % 200 IN (0, 50, 100, 150, 7, 57));
"""

FRAME = """
CREATE TABLE term AS
SELECT 'R' || r || '-' || (2023 + r - 1 + y) || s AS term_id, 'R' || r AS round_id, r, y, s,
       2022 + r + y AS year, CASE s WHEN 'S' THEN 'spring' ELSE 'autumn' END AS season,
       2 * y + (s = 'A')::INTEGER AS t,
       CASE s WHEN 'S' THEN make_date(2022 + r + y, 3, 1)
              ELSE make_date(2022 + r + y, 9, 1) END AS starts_on,
       CASE s WHEN 'S' THEN make_date(2022 + r + y, 7, 10)
              ELSE make_date(2023 + r + y, 1, 20) END AS ends_on
FROM (VALUES (1), (2)) a(r), (VALUES (0), (1), (2)) b(y), (VALUES ('S'), ('A')) c(s);

CREATE TABLE pair AS
SELECT c, 'C' || lpad(c::VARCHAR, 5, '0') AS collaboration_id, r, lead_of(c) AS lead,
       partner_of(c) AS partner, first_day,
       -- one in 25 was made later (most in mid-term), one in 33 ended before its time
       first_day + CASE WHEN u(c, 1) < 40 THEN 1 + u(c, 2) % 400 ELSE 0 END AS starts_on,
       CASE WHEN u(c, 3) < 30 THEN first_day + 410 + u(c, 4) % 500 END AS ends_on,
       700 + u(c, 5) % 300 + CASE WHEN u(c, 6) < 850 THEN 120 ELSE 0 END AS diligence
FROM (SELECT c, r, make_date(2022 + r, 3, 1) AS first_day
      FROM (SELECT c, CASE WHEN late_round(c) THEN 2 ELSE 1 END AS r FROM range({n}) t(c)));

CREATE TABLE mentorship AS
WITH slot AS (
    SELECT c, collaboration_id, lead, partner, k, c * 8 + k AS key, starts_on AS since
    FROM pair, range(4) t(k)
    WHERE u(c, 10) >= 8 AND u(c * 8 + k, 11) < [985, 985, 950, 60][k + 1]),
first AS (
    SELECT *, since + CASE WHEN u(key, 12) < 800 THEN 0 WHEN u(key, 12) < 940 THEN 40 ELSE 150 END
        AS from_day,
        CASE WHEN u(key, 13) < 120 THEN 260 + u(key, 14) % 500 END AS days FROM slot)
SELECT c, k, 0 AS version, key * 2 AS number, collaboration_id, lead, partner, from_day,
       from_day + days AS to_day FROM first
UNION ALL
SELECT c, k, 1, key * 2 + 1, collaboration_id, lead, partner, from_day + days + 1 + u(key, 15) % 30,
       NULL FROM first WHERE days IS NOT NULL AND u(key, 16) < 800;
"""

# The 33 slots of one term: kind, the host it should have, which of the mentorships it belongs to.
SLOTS: tuple[tuple[str, str, int | None], ...] = (
    ("collaboration_meeting", "lead", None),
    ("heads_exchange", "partner", None),
    *(("joint_seminar", "lead", None),) * 2,
    ("student_event", "partner", None),
    *(("mentor_observation", "partner", k) for k in range(3)),
    *(("research_guidance", "online", k % 3) for k in range(6)),
    *(("regular_meeting", "lead", None),) * 2,
    *(("lesson_preparation", "partner", None),) * 2,
    *(("project_guidance", "partner", None),) * 2,
    *(("demonstration_lesson", "partner", None),) * 2,
    *(("lecture", "partner", None),) * 2,
    ("study_visit", "lead", None),
    *(("observation_visit", "lead", k) for k in range(3)),
    *(("open_lesson", "partner", k) for k in range(3)),
    ("lecture", "partner", None),
    ("collaboration_meeting", "partner", None),
)

ACTIVITIES = """
CREATE TABLE planned AS
SELECT p.c, p.collaboration_id, p.lead, p.partner, kind, host, mentor_slot,
       (p.c * 6 + t.t) * 40 + slot AS key,
       t.starts_on - 4 + (hash((p.c * 6 + t.t) * 40 + slot + {seed})
                          % (t.ends_on - t.starts_on + 8))::INTEGER AS held_on
FROM pair p JOIN term t ON t.r = p.r CROSS JOIN (VALUES {slots}) s(slot, kind, host, mentor_slot)
WHERE u((p.c * 6 + t.t) * 40 + slot, 20) < p.diligence + 60
  AND (p.ends_on IS NULL OR t.starts_on <= p.ends_on) AND t.ends_on >= p.starts_on;

CREATE TABLE activity AS
SELECT row_number() OVER (ORDER BY held_on + u(key, 21) % 21, hash(key)) AS number, a.*
FROM (
    SELECT a.*, m.number AS mentorship, m.k
    FROM planned a LEFT JOIN mentorship m
      ON m.c = a.c AND m.k = CASE WHEN u(a.key, 22) < 8 AND mentor_slot = 0 THEN 3
                                  ELSE mentor_slot END
     AND a.held_on >= CASE WHEN m.version = 0 THEN DATE '2000-01-01' ELSE m.from_day END
     AND (a.held_on <= m.to_day OR m.to_day IS NULL)
    WHERE mentor_slot IS NULL OR m.number IS NOT NULL) a
WHERE held_on <= DATE '{as_of}' + 14 ORDER BY number;
DROP TABLE planned;
"""

# How many took part, and who: the first is the lead's main person, the second the partner's.
PEOPLE = """
SELECT number, kind, key, i, side,
       CASE WHEN side = 'bureau' THEN 0 WHEN i = 0 AND u(key, 30) < 955 THEN
            CASE WHEN kind = 'heads_exchange' THEN 0 WHEN k IS NOT NULL THEN 10 + k
                 WHEN kind IN ('collaboration_meeting', 'regular_meeting', 'study_visit')
                 THEN w % 9 ELSE 10 + w % 8 END
            WHEN i = 1 AND u(key, 31) < 955 THEN
            CASE WHEN kind = 'heads_exchange' THEN 0
                 WHEN k IS NOT NULL THEN 20 + k + 4 * (mentorship % 2)
                 WHEN kind IN ('regular_meeting', 'study_visit') THEN w % 9 ELSE w % 36 END
            ELSE w % 40 END::INTEGER AS who,
       CASE WHEN side = 'lead' THEN lead ELSE partner END AS school,
       CASE WHEN i = 0 AND kind IN ('demonstration_lesson', 'lecture') AND u(key, 32) < 960 THEN
            CASE WHEN kind = 'lecture' THEN 'speaker' ELSE 'teacher' END
            WHEN i = 1 AND kind = 'open_lesson' AND u(key, 32) < 960 THEN 'teacher'
            ELSE ['attendee', 'attendee', 'observer', 'observer', 'chair', 'speaker', 'teacher',
                  'attendee'][1 + (w // 64) % 8] END AS part
FROM (SELECT *, (hash(key * 16 + i + {seed}) % 4096)::INTEGER AS w,
             CASE WHEN u(key, 33) < 15 THEN 'lead' WHEN i = 0 THEN 'lead' WHEN i = 1 THEN 'partner'
                  ELSE ['lead', 'lead', 'lead', 'lead', 'partner', 'partner', 'partner', 'partner',
                  'partner', 'bureau'][1 + u(key * 16 + i, 34) % 10] END AS side
      FROM (SELECT *, unnest(range(CASE WHEN u(key, 35) < 5 THEN 0 ELSE 4 + u(key, 36) % 5 END))
                AS i FROM activity))
WHERE (u(key * 16 + i, 37) < 10) = {late}
"""

PARTICIPATIONS = """
SELECT 'A' || number AS activity_id,
       CASE WHEN side = 'bureau' THEN 'B' || (school // 200)
            WHEN kind = 'student_event' AND i > 2 THEN 'X' || number || '-' || i
            ELSE person(school, who) END AS person_id,
       side,
       CASE WHEN side = 'bureau' THEN 'other' WHEN kind = 'student_event' AND i > 2 THEN 'student'
            WHEN who = 0 THEN 'head' WHEN who < 3 THEN 'deputy_head' WHEN who < 6
            THEN 'middle_manager' WHEN who = 6 THEN 'league' WHEN who = 7 THEN 'team'
            WHEN who = 8 THEN 'archives' WHEN who = 39 THEN 'other' ELSE 'teacher' END AS post,
       CASE WHEN side = 'bureau' OR kind = 'student_event' AND i > 2 THEN NULL
            WHEN who IN (4, 12, 13, 14, 15) THEN 'backbone'
            WHEN who IN (10, 11) THEN 'subject_leader'
            WHEN who IN (16, 17) AND side = 'lead' THEN 'excellent' END AS honour,
       part
"""

TABLES: dict[str, str] = {
    "rounds": """SELECT DISTINCT round_id, '第' || r || '轮' AS name, NULL::VARCHAR AS bureau_id,
        make_date(2022 + r, 3, 1) AS starts_on, make_date(2025 + r, 2, 28) AS ends_on FROM term
        ORDER BY 1""",
    "schools": """SELECT 'S' || s AS school_id, '学校' || s AS name,
        CASE WHEN u(s % {n}, 40) < 500 THEN 'primary' WHEN u(s % {n}, 40) < 650 THEN 'kindergarten'
             WHEN u(s % {n}, 40) < 850 THEN 'junior' WHEN u(s % {n}, 40) < 970 THEN 'nine_year'
             ELSE 'complete' END AS stage, 'B' || (s % {n} // 200) AS bureau_id,
        CASE WHEN u(s, 41) < 990 THEN 'open' WHEN u(s, 41) < 997 THEN 'merged' ELSE 'closed' END
            AS status,
        CASE WHEN u(s, 41) BETWEEN 990 AND 996 THEN 'S' || ((s + 1) % (2 * {n})) END AS successor_id
        FROM range(2 * {n}) t(s) ORDER BY s""",
    "collaborations": """SELECT collaboration_id, 'R' || r AS round_id,
        CASE WHEN u(c, 42) < 900 THEN (1 + u(c, 42) % 2)::VARCHAR END AS batch,
        'S' || lead AS lead_school_id, 'S' || partner AS partner_school_id,
        CASE WHEN u(c, 43) < 800 THEN 'assigned' ELSE 'self_arranged' END AS origin,
        starts_on, ends_on,
        CASE WHEN starts_on > first_day + 30 THEN starts_on + 30 ELSE first_day + 60 END
            AS plan_due_on FROM pair ORDER BY c""",
    "terms": "SELECT term_id, round_id, year, season, starts_on, ends_on FROM term ORDER BY r, t",
    "activities": """SELECT 'A' || number AS activity_id,
        CASE WHEN u(key, 44) < 200 THEN 'E' || (number // 2) END AS event_id, collaboration_id,
        kind, held_on, CASE WHEN u(key, 45) < 965 THEN host ELSE
            ['lead', 'partner', 'elsewhere', 'online'][1 + u(key, 46) % 4] END AS host_side,
        CASE WHEN kind IN ('mentor_observation', 'observation_visit')
             THEN CASE WHEN u(key, 47) < 940 THEN 2 + u(key, 48) % 2 ELSE 1 END
             WHEN u(key, 47) < 700 THEN 1 END AS sessions,
        'M' || mentorship AS mentorship_id,
        CASE WHEN kind IN ('lecture', 'demonstration_lesson', 'open_lesson', 'lesson_preparation')
             THEN ['chinese', 'maths', 'english', 'science'][1 + u(key, 49) % 4] END AS subject,
        CASE WHEN held_on > DATE '{as_of}' OR u(key, 50) < 30 THEN 'draft'
             WHEN u(key, 50) < 95 THEN 'submitted' WHEN u(key, 50) < 115 THEN 'rejected'
             ELSE 'confirmed' END AS status
        FROM activity ORDER BY number""",
    "activity_topics": """SELECT 'A' || number AS activity_id,
        CASE WHEN kind = 'heads_exchange' AND j = 0 AND u(key, 51) < 950
             THEN ['school_development', 'brand', 'culture'][1 + u(key, 52) % 3]
             WHEN kind = 'joint_seminar' AND j = 0 AND u(key, 51) < 950
             THEN ['efficient_classroom', 'effective_research', 'culture', 'lighter_load'
                  ][1 + u(key, 52) % 4]
             ELSE ['school_development', 'brand', 'efficient_classroom', 'effective_research',
                   'lighter_load', 'management', 'curriculum', 'other'][1 + u(key + j, 53) % 8] END
            AS topic
        FROM activity, range(2) t(j)
        WHERE u(key + j, 54) < CASE WHEN kind IN ('heads_exchange', 'joint_seminar') AND j = 0
            THEN 990 WHEN mentor_slot IS NULL THEN 450 ELSE 50 END ORDER BY number, j""",
    "participations": PARTICIPATIONS
    + f" FROM ({PEOPLE.replace('{late}', 'false')}) UNION ALL "
    + PARTICIPATIONS
    + f" FROM ({PEOPLE.replace('{late}', 'true')})",
    "mentorships": """SELECT 'M' || number AS mentorship_id, collaboration_id,
        person(lead, 10 + k) AS mentor_id, person(partner, 20 + k + 4 * version) AS mentee_id,
        ['chinese', 'maths', 'english', 'science', 'chinese'][1 + u(number, 55) % 5] AS subject,
        from_day AS starts_on, to_day AS ends_on FROM mentorship ORDER BY from_day, number""",
    "secondments": """SELECT 'X' || (c * 6 + t) AS secondment_id, collaboration_id,
        person(partner, 1 + u(c, 60) % 8) AS person_id,
        CASE WHEN u(key, 61) < 960 THEN 'partner' ELSE 'lead' END AS from_side,
        ['head', 'deputy_head', 'middle_manager', 'league', 'middle_manager', 'archives', 'team',
         'deputy_head', 'middle_manager', CASE WHEN u(key, 62) < 300 THEN 'teacher'
         ELSE 'deputy_head' END][1 + u(key, 63) % 10] AS post, starts_on,
        starts_on + days - 1 AS ends_on,
        CASE WHEN u(key, 64) < 900 THEN starts_on + days - 2 + u(key, 65) % 20 END AS evaluated_on,
        CASE WHEN u(key, 64) < 700 THEN ['excellent', 'good', 'pass'][1 + u(key, 66) % 3] END
            AS grade
        FROM (SELECT p.c, p.collaboration_id, p.partner, t.t, p.c * 6 + t.t AS key,
                  t.starts_on + 20 + u(p.c * 6 + t.t, 67) % 115 AS starts_on,
                  CASE WHEN u(p.c * 6 + t.t, 68) < 60 THEN 4 ELSE 7 + u(p.c * 6 + t.t, 69) % 8 END
                      AS days
              FROM pair p JOIN term t USING (r) WHERE u(p.c * 6 + t.t, 70) < 930)
        WHERE starts_on <= DATE '{as_of}' ORDER BY starts_on, key""",
    "outputs": """SELECT 'O' || row_number() OVER (ORDER BY completed_on, key) AS output_id,
        collaboration_id, person_id, kind, completed_on
        FROM (SELECT m.collaboration_id, (m.number * 6 + t.t) * 2 + j AS key,
                  CASE WHEN u((m.number * 6 + t.t) * 2 + j, 71) < 30 THEN person(m.partner, 30)
                       ELSE person(m.partner, 20 + m.k + 4 * m.version) END AS person_id,
                  CASE WHEN j = 0 THEN 'project_participation'
                       ELSE ['paper', 'case'][1 + u(m.number * 6 + t.t, 72) % 2] END AS kind,
                  t.starts_on + u((m.number * 6 + t.t) * 2 + j, 73) % 130 AS completed_on
              FROM mentorship m JOIN pair p USING (c) JOIN term t USING (r), range(2) x(j)
              WHERE u((m.number * 6 + t.t) * 2 + j, 74) < 950)
        WHERE completed_on <= DATE '{as_of}' ORDER BY completed_on, key""",
    "plans": """SELECT 'L' || c AS plan_id, collaboration_id,
        starts_on - 10 + u(c, 75) % 65 AS submitted_on,
        CASE WHEN u(c, 76) < 960 THEN starts_on + 30 + u(c, 77) % 60 END AS approved_on
        FROM pair WHERE u(c, 78) < 985 ORDER BY submitted_on, c""",
    "aid": """SELECT 'D' || (c * 3 + y) AS aid_id, collaboration_id,
        ['funds', 'equipment', 'books', 'other'][1 + u(c * 3 + y, 79) % 4] AS kind,
        (u(c * 3 + y, 80) * 100)::DECIMAL(18, 2) AS value_yuan, handed_over_on,
        CASE WHEN u(c * 3 + y, 81) < 800 THEN handed_over_on + u(c * 3 + y, 82) % 30 END
            AS accepted_on
        FROM (SELECT c, collaboration_id, y::INTEGER AS y,
                  (first_day + (365 * y)::INTEGER) + u(c * 3 + y, 83) % 320 AS handed_over_on
              FROM pair, range(3) t(y) WHERE u(c * 3 + y, 84) < 700)
        WHERE handed_over_on <= DATE '{as_of}' ORDER BY handed_over_on, c""",
    "visits": """SELECT 'V' || (c * 6 + t) AS visit_id, collaboration_id,
        ['education', 'supervision', 'research'][1 + u(c * 6 + t, 85) % 3] AS department,
        t.starts_on + u(c * 6 + t, 86) % 130 AS visited_on
        FROM pair p JOIN term t USING (r) WHERE u(c * 6 + t, 87) < 920
          AND t.starts_on + u(c * 6 + t, 86) % 130 <= DATE '{as_of}' ORDER BY visited_on, c""",
    "checks": """SELECT collaboration_id, side, 2022 + r + y::INTEGER AS year,
        u(c * 6 + y * 2 + (side = 'lead')::INTEGER, 88) / 1000 AS rating
        FROM pair, range(3) t(y), (VALUES ('lead'), ('partner')) s(side)
        WHERE u(c * 6 + y, 89) < 900 AND 2022 + r + y < 2026 ORDER BY year, c, side""",
    "quality": """SELECT 'S' || s AS school_id, 2022 + y::INTEGER AS year,
        40 + u(s, 90) / 25 + u(s * 4 + y, 91) / 100 AS value
        FROM range(2 * {n}) t(s), range(4) q(y) WHERE u(s * 4 + y, 92) < 970 ORDER BY year, s""",
    "waivers": """SELECT collaboration_id, term_id AS period, requirement, '试点' AS reason
        FROM pair p JOIN term t USING (r), (VALUES ('study-visit', 0), ('secondment', 1),
            ('lecture', 2), ('open-lesson', 3), ('student-event', 4), ('writing', 5)
            ) w(requirement, j) WHERE u((c * 6 + t) * 8 + j, 93) < 20
        UNION ALL SELECT collaboration_id, (2022 + r + y)::VARCHAR, 'aid', '试点'
        FROM pair, range(3) t(y) WHERE u(c * 3 + y, 94) < 20
        UNION ALL SELECT collaboration_id, 'R' || r, 'plan', '试点' FROM pair WHERE u(c, 95) < 20
        ORDER BY 1, 2, 3""",
}


def generate(folder: Path, collaborations: int, seed: int = SEED, threads: int = 2) -> None:
    """Write the facts of ``collaborations`` pairs as ``folder/<table>.parquet``."""
    folder.mkdir(parents=True, exist_ok=True)
    slots = ", ".join(
        f"({i}, '{kind}', '{host}', {'NULL' if k is None else k})"
        for i, (kind, host, k) in enumerate(SLOTS)
    )

    def fill(sql: str) -> str:
        values = {"n": collaborations, "seed": seed, "as_of": AS_OF, "slots": slots}
        for name, value in values.items():
            sql = sql.replace(f"{{{name}}}", str(value))
        return sql

    with duckdb.connect() as db:
        db.execute(f"SET threads = {threads}; SET memory_limit = '1600MB'")
        db.execute(fill(MACROS))
        db.execute(fill(FRAME))
        db.execute(fill(ACTIVITIES))
        for table, sql in TABLES.items():
            target = str(folder / f"{table}.parquet").replace("'", "''")
            db.execute(f"COPY ({fill(sql)}) TO '{target}' (FORMAT parquet)")


def main() -> None:
    """Command line: see the module's first lines."""
    parser = argparse.ArgumentParser(description="Generate the bench's facts as Parquet.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--collaborations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    generate(options.folder, options.collaborations, options.seed)


if __name__ == "__main__":
    main()
