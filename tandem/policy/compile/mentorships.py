"""Rules on mentorships: how many cover a period, and what each of them had (clauses 5.1.3, 5.3.3)."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from tandem.policy.compile.activities import Part, achieved
from tandem.policy.compile.frames import FRAME_KEYS
from tandem.policy.compile.outputs import output_tally
from tandem.policy.compile.relations import FAR_DAY, Relations, attach, one_of
from tandem.policy.compile.tally import Outcome, Wide, count_of, fixed, required_of
from tandem.policy.model import Rule

Indexed = Sequence[tuple[int, Rule]]


def covering(relations: Relations, frame: ir.Table) -> ir.Table:
    """Mentorships beside each period of which they cover at least half the days.

    ``2 · (min(ends, last) − max(starts, first) + 1) >= last − first + 1`` with open ends read as the
    period's last day (the reading, "Mentorships").
    """
    mentorships = relations.until(relations.of("mentorships"), "starts_day")
    periods = frame.select(*FRAME_KEYS, "first_day", "last_day")
    rows = mentorships.inner_join(periods, "collaboration_id")
    return rows.filter(covers_half(rows)).select(
        "collaboration_id", "period", "mentorship_id", "mentor_id", "mentee_id", "subject"
    )


def covers_half(row: ir.Table) -> ir.BooleanValue:
    """Whether a mentorship beside a period covers at least half of its days."""
    covered = (
        ibis.least(row.ends_day.fill_null(FAR_DAY), row.last_day)
        - ibis.greatest(row.starts_day, row.first_day)
        + 1
    )
    result: ir.BooleanValue = covered * 2 >= row.last_day - row.first_day + 1
    return result


def add_mentorships(
    wide: Wide,
    relations: Relations,
    frame: ir.Table,
    counted: Indexed,
    each: Indexed,
    activities: ir.Table | None,
    columns: Sequence[Part],
) -> None:
    """Add the rules that count mentorships and those that are asked of each mentorship.

    ``activities`` is the tally of activities by mentorship and period (columns ``columns``).
    """
    rows = covering(relations, frame)
    if activities is not None:
        own = activities.filter(activities.mentorship_id.notnull()).select(
            "mentorship_id", "period", *(part.name for part in columns)
        )
        rows = attach(rows, own, ["mentorship_id", "period"])
    for by in ("mentee", "mentor"):
        about = [(i, rule) for i, rule in each if rule.count == "outputs" and rule.where.by == by]
        if about:
            rows = attach(*_with_person(rows, output_tally(relations, frame, about, True), by))
    tally: dict[str, ir.Value] = {"mentorships": rows.count()}
    outcomes: dict[str, Outcome] = {}
    for index, rule in counted:
        name = f"m{index}"
        if rule.where.subject:
            tally[name] = rows.count(where=one_of(rows.subject, rule.where.subject))
        outcomes[rule.id] = _counted(rule, name if rule.where.subject else "mentorships")
    for index, rule in each:
        name = f"m{index}"
        tally[name] = rows.count(where=_own(index, rule, rows) >= float(rule.at_least))
        outcomes[rule.id] = _each(rule, name)
    wide.add(rows.group_by(*FRAME_KEYS).agg(**tally), outcomes)


def _own(index: int, rule: Rule, row: ir.Table) -> ir.Value:
    """What one mentorship has on record for the rule."""
    if rule.count == "outputs":
        return row[f"o{index}"].fill_null(0)
    return achieved(rule, index, row)


def _with_person(
    rows: ir.Table, outputs: ir.Table, by: str
) -> tuple[ir.Table, ir.Table, list[str]]:
    person = f"{by}_id"
    keyed = outputs.rename({person: "person_id"})
    return rows, keyed, ["collaboration_id", person, "period"]


def _counted(rule: Rule, column: str) -> Outcome:
    if rule.measure != "share":
        return Outcome(count_of(column), fixed(rule))

    def share(row: ir.Table) -> ir.Value:
        total = row.mentorships.fill_null(0)
        part = row[column].fill_null(0).cast("float64")
        # a share of nothing is written 0 and, where the policy says so, not applicable
        return ibis.ifelse(total > 0, part / ibis.greatest(total, 1), 0.0)

    owed = None
    if rule.if_none == "not_applicable":
        owed = _any_mentorship
    return Outcome(share, fixed(rule), owed)


def _any_mentorship(row: ir.Table) -> ir.BooleanValue:
    result: ir.BooleanValue = row.mentorships.fill_null(0) > 0
    return result


def _each(rule: Rule, column: str) -> Outcome:
    none_is_owed = rule.if_none == "owed"

    def required(row: ir.Table) -> ir.Value:
        return required_of(rule.enough, row.mentorships.fill_null(0), none_is_owed=none_is_owed)

    return Outcome(count_of(column), required, None if none_is_owed else _any_mentorship)
