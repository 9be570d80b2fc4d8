"""Contestant: the same rules as a careful pandas script, from Parquet to findings.

As a good analyst would write it: only the columns that are needed, categoricals for codes and for
the activity's id, no Python loop over rows, filters while reading, one look-up table from days to
terms, and conditions on people folded into one row an activity before anything is joined. Matching
the categories of the activity's id (one an activity) instead of its values (one a participation) was
the fastest of what was tried (get_indexer, map, merge, factorize on the values).
"""

# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from bench.contestant import Stopwatch, Task, run_contestant
from bench.pandas_tables import Booleans, Facts, Findings, Integers, days

MANAGERS = ["deputy_head", "middle_manager", "league", "team", "archives"]
TEACHING = ["teacher", "speaker"]

# Rule -> (kind, host side or "", the flags of an activity that must all be set, at least).
COLLABORATION_RULES: dict[str, tuple[str, str, tuple[str, ...], int]] = {
    "collaboration-meeting": ("collaboration_meeting", "", ("lead", "partner"), 1),
    "heads-exchange": (
        "heads_exchange",
        "",
        ("lead_head", "partner_head", "heads_topic"),
        1,
    ),
    "joint-seminar": ("joint_seminar", "", ("lead", "partner", "seminar_topic"), 2),
    "student-event": ("student_event", "", ("lead", "partner"), 1),
    "open-meetings": ("regular_meeting", "lead", ("partner_leader",), 2),
    "lesson-preparation": ("lesson_preparation", "partner", ("lead_backbone",), 2),
    "project-guidance": ("project_guidance", "partner", ("lead_backbone",), 2),
    "demonstration": ("demonstration_lesson", "partner", ("lead_backbone_teaching",), 2),
    "lecture": ("lecture", "partner", ("lead_backbone_teaching",), 2),
    "study-visit": ("study_visit", "lead", ("partner_manager",), 1),
}
# Rule -> (kind, host side or "", flags, add up sessions?, at least).
MENTORSHIP_RULES: dict[str, tuple[str, str, tuple[str, ...], bool, int]] = {
    "mentor-observation": ("mentor_observation", "", (), True, 2),
    "research-guidance": ("research_guidance", "", (), False, 2),
    "observation-visits": ("observation_visit", "lead", ("mentee",), True, 2),
    "open-lesson": ("open_lesson", "", ("mentee_teaching", "mentor"), False, 1),
}
OUTPUT_RULES: dict[str, list[str]] = {
    "shared-project": ["project_participation"],
    "writing": ["paper", "case"],
}


def read_activities(facts: Facts) -> pd.DataFrame:
    """The confirmed activities that fall in a term, one row each."""
    coded = ["collaboration_id", "kind", "host_side", "mentorship_id"]
    activities = facts.read(
        "activities",
        ["activity_id", *coded, "held_on", "sessions"],
        filters=[("status", "==", "confirmed"), ("held_on", "<=", facts.as_of)],
        read_dictionary=coded,
    )
    activities = facts.place(activities, "held_on").drop(columns=["held_on", "collaboration_id"])
    activities["sessions"] = activities["sessions"].fillna(1).astype(np.int64)
    return activities.reset_index(drop=True)


def flag(size: int, rows: Integers, condition: Booleans) -> Booleans:
    """Which activities have at least one record that meets the condition."""
    flags = np.zeros(size, np.bool_)
    flags[rows[condition]] = True
    return flags


def rows_of(ids: pd.Series[Any], index: pd.Index[Any]) -> Integers:
    """The activity (row) of every record; -1 for one that does not matter."""
    return np.asarray(index.get_indexer(ids.cat.categories)[ids.cat.codes], np.int64)


def add_flags(facts: Facts, activities: pd.DataFrame, mentorships: pd.DataFrame) -> None:
    """Fold people and topics into columns of the activities."""
    index = pd.Index(activities["activity_id"])
    size = len(activities)
    people = facts.read(
        "participations",
        ["activity_id", "person_id", "side", "post", "honour", "part"],
        read_dictionary=["activity_id", "side", "post", "honour", "part"],
    )
    rows = rows_of(people["activity_id"], index)
    people = people.drop(columns="activity_id")[rows >= 0]
    rows = rows[rows >= 0]
    lead = (people["side"] == "lead").to_numpy()
    partner = (people["side"] == "partner").to_numpy()
    head = (people["post"] == "head").to_numpy()
    manager = partner & people["post"].isin(MANAGERS).to_numpy()
    backbone = lead & people["honour"].notna().to_numpy()
    teaching = people["part"].isin(TEACHING).to_numpy()
    for name, condition in {
        "lead": lead,
        "partner": partner,
        "lead_head": lead & head,
        "partner_head": partner & head,
        "partner_manager": manager,
        "partner_leader": manager | (partner & head),
        "lead_backbone": backbone,
        "lead_backbone_teaching": backbone & teaching,
    }.items():
        activities[name] = flag(size, rows, condition)

    # Persons are compared only where the activity belongs to a mentorship and asks for persons.
    asks = activities["kind"].isin(["observation_visit", "open_lesson"]).to_numpy()
    asks = asks & (activities["mentorship"] >= 0).to_numpy()
    some = asks[rows]
    rows, teaching = rows[some], teaching[some]
    person = people["person_id"][some].reset_index(drop=True)
    mentorship = activities["mentorship"].to_numpy()[rows]
    mentee = mentorships["mentee_id"].take(mentorship).reset_index(drop=True)
    mentor = mentorships["mentor_id"].take(mentorship).reset_index(drop=True)
    is_mentee = (person == mentee).to_numpy(dtype=np.bool_)
    activities["mentee"] = flag(size, rows, is_mentee)
    activities["mentee_teaching"] = flag(size, rows, is_mentee & teaching)
    activities["mentor"] = flag(size, rows, (person == mentor).to_numpy(dtype=np.bool_))
    del people, person, mentee, mentor

    topics = facts.read("activity_topics", read_dictionary=["activity_id", "topic"])
    rows = rows_of(topics["activity_id"], index)
    topics = topics[rows >= 0]
    rows = rows[rows >= 0]
    for name, codes in {
        "heads_topic": ["school_development", "brand", "culture"],
        "seminar_topic": [
            "efficient_classroom",
            "effective_research",
            "culture",
            "lighter_load",
        ],
    }.items():
        activities[name] = flag(size, rows, topics["topic"].isin(codes).to_numpy())


def counting(
    activities: pd.DataFrame, kind: str, host: str, flags: tuple[str, ...]
) -> pd.DataFrame:
    """The activities of a kind that meet every condition."""
    keep = (activities["kind"] == kind).to_numpy()
    if host:
        keep = keep & (activities["host_side"] == host).to_numpy()
    for name in flags:
        keep = keep & activities[name].to_numpy()
    return activities[keep]


def read_mentorships(facts: Facts) -> pd.DataFrame:
    """The mentorships begun by now, with their collaboration's row."""
    mentorships = facts.read("mentorships")
    mentorships["starts_day"] = days(mentorships["starts_on"])
    mentorships["ends_day"] = days(mentorships["ends_on"])
    mentorships = mentorships[mentorships["starts_day"] <= facts.today].reset_index(drop=True)
    mentorships["pair"] = facts.pair_index.get_indexer(mentorships["collaboration_id"])
    return mentorships


def cover(facts: Facts, mentorships: pd.DataFrame) -> pd.DataFrame:
    """Mentorship x term, where the one covers at least half of the other."""
    frame = facts.frame.rename_axis("slot").reset_index()
    frame = frame[["slot", "pair", "starts_on", "ends_on"]]
    some = (
        mentorships.drop(columns=["starts_on", "ends_on"]).rename_axis("mentorship").reset_index()
    )
    both = some.merge(frame, on="pair")
    inside = (
        np.minimum(both["ends_day"], both["ends_on"])
        - np.maximum(both["starts_day"], both["starts_on"])
        + 1
    )
    return both[2 * inside >= both["ends_on"] - both["starts_on"] + 1]


def weekdays(first: Integers, last: Integers) -> Integers:
    """Mondays to Fridays from the first to the last day, both included."""
    begin, end = first.astype("datetime64[D]"), (last + 1).astype("datetime64[D]")
    return np.asarray(np.busday_count(begin, end), np.int64)


def add_term_findings(facts: Facts, findings: Findings, watch: Stopwatch) -> None:
    """Every rule that is counted by term."""
    base = facts.frame
    size = len(base)
    frame = pd.DataFrame(
        {
            "collaboration_id": pd.Categorical.from_codes(
                base["pair"].to_numpy(), categories=facts.pair_index
            ),
            "period": base["term_id"].astype("category"),
            "starts_on": base["starts_on"],
            "ends_on": base["ends_on"],
            "owed": (base["starts_on_pair"] <= base["starts_on"])
            & (base["ends_on_pair"] >= base["ends_on"]),
        }
    )
    with watch.step("read activities"):
        activities = read_activities(facts)
        mentorships = read_mentorships(facts)
        ids = activities["mentorship_id"]
        known = pd.Index(mentorships["mentorship_id"]).get_indexer(ids.cat.categories)
        codes = ids.cat.codes.to_numpy()
        activities["mentorship"] = (
            np.where(codes >= 0, known[codes], -1) if len(known) else np.full(len(codes), -1)
        )
    with watch.step("participations and topics"):
        add_flags(facts, activities, mentorships)
    with watch.step("collaboration rules"):
        for rule, (kind, host, flags, least) in COLLABORATION_RULES.items():
            some = counting(activities, kind, host, flags)
            findings.add(rule, frame, np.bincount(some["slot"], minlength=size), least)
    with watch.step("mentorship rules"):
        covering = cover(facts, mentorships)
        key = covering["mentorship"].to_numpy() * size + covering["slot"].to_numpy()
        pairs = np.bincount(covering["slot"], minlength=size)
        core = covering["subject"].isin(["chinese", "maths"]).to_numpy()
        core_pairs = np.bincount(covering["slot"][core], minlength=size)

        def add_rolled(rule: str, amounts: pd.Series[Any], least: int) -> None:
            met = amounts.reindex(key, fill_value=0).to_numpy() >= least
            achieved = np.bincount(covering["slot"][met], minlength=size)
            findings.add(rule, frame, achieved, np.maximum(pairs, 1))

        for rule, (kind, host, flags, sessions, least) in MENTORSHIP_RULES.items():
            some = counting(activities, kind, host, flags)
            some = some[some["mentorship"] >= 0]
            unit = some["mentorship"].to_numpy() * size + some["slot"].to_numpy()
            amount = some["sessions"].to_numpy() if sessions else np.ones(len(some), np.int64)
            add_rolled(rule, pd.Series(amount).groupby(unit).sum(), least)
        outputs = facts.place(facts.read("outputs"), "completed_on")
        mentees = mentorships[["collaboration_id", "mentee_id"]].rename_axis("mentorship")
        outputs = outputs.merge(
            mentees.reset_index(),
            left_on=["collaboration_id", "person_id"],
            right_on=["collaboration_id", "mentee_id"],
        )
        for rule, kinds in OUTPUT_RULES.items():
            some = outputs[outputs["kind"].isin(kinds)]
            unit = some["mentorship"].to_numpy() * size + some["slot"].to_numpy()
            add_rolled(rule, pd.Series(np.ones(len(some), np.int64)).groupby(unit).sum(), 1)
        findings.add("mentor-pairs", frame, pairs, 3)
        schools = facts.read("schools", ["school_id", "stage"])
        small = schools["school_id"][schools["stage"] == "kindergarten"]
        kindergarten = (
            facts.pairs["lead_school_id"].isin(small) | facts.pairs["partner_school_id"].isin(small)
        ).to_numpy()[base["pair"]]
        share = core_pairs / np.maximum(pairs, 1)
        findings.add("core-subjects", frame, share, 0.5, (pairs > 0) & ~kindergarten)
    with watch.step("small rules"):
        seconded = facts.read("secondments")
        seconded = seconded[
            (seconded["from_side"] == "partner") & seconded["post"].isin(["head", *MANAGERS])
        ]
        first, last = days(seconded["starts_on"]), days(seconded["ends_on"])
        seconded = seconded[(last <= facts.today) & (weekdays(first, last) >= 5)]
        seconded = facts.place(seconded, "starts_on")
        evaluated = days(seconded["evaluated_on"])
        term_end = base["ends_on"].to_numpy()[seconded["slot"]]
        in_time = evaluated <= np.maximum(term_end, days(seconded["ends_on"]))
        in_time &= evaluated <= facts.today
        count = np.bincount(seconded["slot"], minlength=size)
        findings.add("secondment", frame, count, 1)
        done = np.bincount(seconded["slot"][in_time], minlength=size)
        findings.add("secondment-evaluation", frame, done, count, count > 0)
        visits = facts.place(facts.read("visits"), "visited_on")
        findings.add("department-visit", frame, np.bincount(visits["slot"], minlength=size), 1)


def add_other_findings(facts: Facts, findings: Findings) -> None:
    """Aid by year, plan and approval by round."""
    pairs = facts.pairs
    years = facts.terms.groupby(["round_id", "year"], as_index=False).agg(
        starts_on=("starts_on", "min"), ends_on=("ends_on", "max")
    )
    base = pairs[["collaboration_id", "round_id", "starts_on", "ends_on"]].merge(
        years, on="round_id", suffixes=("_pair", "")
    )
    base["owed"] = (base["starts_on_pair"] <= base["starts_on"]) & (
        base["ends_on_pair"] >= base["ends_on"]
    )
    base["period"] = base["year"].astype("str")
    aid = facts.read("aid", ["collaboration_id", "accepted_on"])
    aid["day"] = days(aid["accepted_on"])
    aid = aid[aid["day"] <= facts.today]
    given = base.rename_axis("row").reset_index().merge(aid, on="collaboration_id")
    given = given[(given["day"] >= given["starts_on"]) & (given["day"] <= given["ends_on"])]
    findings.add("aid", base, np.bincount(given["row"], minlength=len(base)), 1)

    plans = facts.read("plans")
    plan_pair = facts.pair_index.get_indexer(plans["collaboration_id"])
    for rule, column, grace in (
        ("plan", "submitted_on", timedelta(0)),
        ("plan-approval", "approved_on", timedelta(days=30)),
    ):
        due = pairs["plan_due_on"].to_numpy() + grace.days
        frame = pairs[["collaboration_id", "starts_on"]].copy()
        frame["period"] = pairs["round_id"]
        frame["owed"] = pairs["ends_on"].to_numpy() >= due
        frame["ends_on"] = due
        day = days(plans[column])
        in_time = (day <= facts.today) & (day <= due[plan_pair])
        achieved = np.bincount(plan_pair[in_time], minlength=len(pairs))
        findings.add(rule, frame, achieved, 1)


def evaluate(task: Task, watch: Stopwatch) -> None:
    """All rules of the reading: the findings as of ``task.as_of``, written to ``task.out``."""
    with watch.step("small tables"):
        facts = Facts(task)
        findings = Findings(facts)
    add_term_findings(facts, findings, watch)
    add_other_findings(facts, findings)
    with watch.step("write"):
        table = pd.concat(
            [
                part.astype({"collaboration_id": "str", "period": "str", "status": "str"})
                for part in findings.parts
            ],
            ignore_index=True,
        )
        table.to_parquet(task.out, index=False)


if __name__ == "__main__":
    run_contestant(evaluate)
