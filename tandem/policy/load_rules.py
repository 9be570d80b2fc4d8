"""Reading the ``[[rule]]`` tables of a policy file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast, get_args

from tandem.lib.toml_reader import TableReader
from tandem.policy import schema
from tandem.policy.conditions import MOST, RecordCondition, record_conditions
from tandem.policy.model import (
    PERS,
    Each,
    Enough,
    IfNone,
    Measure,
    Only,
    People,
    Per,
    Rule,
    SchoolScope,
    Source,
    Vocabulary,
    Where,
)
from tandem.policy.results import Duty, Severity

COUNTS: dict[Each, tuple[Source, ...]] = {
    "collaboration": (
        "activities",
        "mentorships",
        "secondments",
        "outputs",
        "plans",
        "aid",
        "visits",
    ),
    "mentorship": ("activities", "outputs"),
    "secondment": ("evaluations",),
}
"""What may be counted for each thing."""

MEASURES: dict[Source, tuple[Measure, ...]] = {
    "activities": ("count", "sessions", "topics", "subjects"),
    "mentorships": ("count", "share"),
}
"""What may be added up; sources that are not named here are counted."""

WHERE_KEYS: dict[Source, tuple[str, ...]] = {
    "activities": ("kind", "host", "topic", "subject", "present", "within_days"),
    "mentorships": ("subject",),
    "secondments": ("from_side", "post", "weekdays"),
    "evaluations": ("from_side", "post", "weekdays", "grade"),
    "outputs": ("kind", "by"),
    "plans": ("event",),
    "aid": ("kind",),
    "visits": ("department",),
}
"""The conditions that each source knows."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHARE = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that rules may name: the policy's vocabulary and its named groups."""

    vocabulary: Vocabulary
    posts: dict[str, tuple[str, ...]]
    honours: dict[str, tuple[str, ...]]


def read_rules(readers: list[TableReader], codes: Codes) -> tuple[Rule, ...]:
    """Every rule in the order of the file; mistakes are noted in the readers' problems."""
    rules: list[Rule] = []
    seen: set[str] = set()
    for reader in readers:
        rule = _read_rule(reader, codes)
        if rule.id in seen:
            reader.problem("id", "duplicate-rule", rule.id)
        seen.add(rule.id)
        rules.append(rule)
    _check_conditions(rules, readers)
    return tuple(rules)


def _check_conditions(rules: list[Rule], readers: list[TableReader]) -> None:
    """Rules per term (year, round) are counted together; there is a limit to what they may ask."""
    for per in PERS:
        asked: set[RecordCondition] = set()
        over: TableReader | None = None
        for rule, reader in zip(rules, readers, strict=True):
            if rule.per == per and rule.count == "activities":
                asked.update(record_conditions(rule))
                if len(asked) > MOST and over is None:
                    over = reader
        if over is not None:
            over.problem(None, "too-many-conditions", f"{per}: {len(asked)}", (MOST,))


def _read_rule(reader: TableReader, codes: Codes) -> Rule:
    rule_id = reader.text("id")
    if rule_id and not _ID.fullmatch(rule_id):
        reader.problem("id", "bad-id", rule_id)
    each = cast(Each, reader.choice("each", get_args(Each)))
    count = cast(Source, reader.choice("count", get_args(Source)))
    per = cast(Per, reader.choice("per", PERS))
    if reader.values.get("each") != each or reader.values.get("count") != count:
        return _unreadable_rule(reader, rule_id, each, per, count)
    if count not in COUNTS[each]:
        reader.problem("count", "count-not-for-each", f"{each}: {count}", COUNTS[each])
    measures = MEASURES.get(count, ("count",))
    measure = cast(Measure, reader.choice("measure", measures, default="count"))
    where = _read_where(reader, count, each, codes)
    where = _with_all_codes(reader, measure, where, codes.vocabulary)
    rule = Rule(
        id=rule_id,
        clause=reader.text("clause"),
        title=reader.titles("title"),
        duty=cast(Duty, reader.choice("duty", get_args(Duty))),
        severity=cast(Severity, reader.choice("severity", get_args(Severity), default="must")),
        weight=reader.number("weight", Decimal(1), low=Decimal(0)),
        each=each,
        per=per,
        count=count,
        measure=measure,
        at_least=_read_at_least(reader, count, measure, where),
        where=where,
        shared_by=_read_shared_by(reader, count, measure, each, codes),
        enough=_read_enough(reader, each),
        if_none=_read_if_none(reader, each, measure),
        due="plan_due_on" if _read_due(reader, count) else None,
        grace_days=_read_grace(reader, count),
        only=_read_only(reader.table("only"), per),
    )
    if measure == "share" and not rule.where.subject:
        reader.problem("measure", "share-needs-subject", expected=("where.subject",))
    if count == "plans" and per != "round":
        reader.problem("per", "plans-per-round", per, ("round",))
    reader.close(("weight", "enough", "if_none", "shared_by", "due", "grace_days", "only", "where"))
    return rule


def _unreadable_rule(
    reader: TableReader, rule_id: str, each: Each, per: Per, count: Source
) -> Rule:
    """Stands in for a rule whose ``each`` or ``count`` is wrong; it is never part of a policy.

    What the other keys may say depends on these two, so that judging them would be guessing.
    """
    rule = Rule(
        id=rule_id,
        clause=reader.text("clause"),
        title=reader.titles("title"),
        duty=cast(Duty, reader.choice("duty", get_args(Duty))),
        severity=cast(Severity, reader.choice("severity", get_args(Severity), default="must")),
        weight=reader.number("weight", Decimal(1), low=Decimal(0)),
        each=each,
        per=per,
        count=count,
        measure="count",
        at_least=Decimal(1),
    )
    reader.allow_all()
    return rule


def _with_all_codes(
    reader: TableReader, measure: Measure, where: Where, vocabulary: Vocabulary
) -> Where:
    """Different topics (or subjects) are counted among those named, or else among all there are."""
    if measure == "topics" and not where.topic:
        where = replace(where, topic=tuple(vocabulary.topics))
    elif measure == "subjects" and not where.subject:
        where = replace(where, subject=tuple(vocabulary.subjects))
    if measure in ("topics", "subjects") and not _different(measure, where):
        reader.problem("measure", "no-codes-to-count", measure, (f"vocabulary.{measure}",))
    return where


def _different(measure: Measure, where: Where) -> int:
    return len(where.topic if measure == "topics" else where.subject)


def _read_at_least(reader: TableReader, count: Source, measure: Measure, where: Where) -> Decimal:
    if measure == "share":
        return reader.number("at_least", low=Decimal(0), high=Decimal(1))
    at_least = reader.whole("at_least", minimum=1)
    if measure in ("topics", "subjects") and at_least > _different(measure, where) > 0:
        reader.problem("at_least", "more-than-there-are", at_least, (_different(measure, where),))
    elif count == "evaluations" and at_least > 1:
        # a secondment is evaluated once
        reader.problem("at_least", "more-than-there-are", at_least, (1,))
    return Decimal(at_least)


def _read_where(reader: TableReader, count: Source, each: Each, codes: Codes) -> Where:
    where = reader.table("where")
    known = WHERE_KEYS[count]

    def listed(key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        return where.codes(key, allowed) if key in known else ()

    vocabulary = codes.vocabulary
    kinds: tuple[str, ...] = ()
    if count == "activities":
        kinds = where.codes("kind", tuple(vocabulary.kinds), required=True)
    elif count == "outputs":
        kinds = where.codes("kind", schema.OUTPUT_KINDS)
    elif count == "aid":
        kinds = where.codes("kind", schema.AID_KINDS)
    by = "mentee"
    if count == "outputs" and each == "mentorship":
        by = where.choice("by", ("mentee", "mentor"), default="mentee")
    result = Where(
        kind=kinds,
        host=listed("host", schema.HOST_SIDES),
        topic=listed("topic", tuple(vocabulary.topics)),
        subject=listed("subject", tuple(vocabulary.subjects)),
        present=_read_people(where, "present", codes) if "present" in known else (),
        within_days=where.whole("within_days")
        if "within_days" in known and where.has("within_days")
        else None,
        from_side=listed("from_side", schema.SIDES),
        post=where.codes("post", schema.POSTS, codes.posts) if "post" in known else (),
        weekdays=where.whole("weekdays", default=0) if "weekdays" in known else 0,
        grade=listed("grade", tuple(vocabulary.grades)),
        by="mentor" if by == "mentor" else "mentee",
        event="approved"
        if count == "plans" and where.choice("event", ("submitted", "approved")) == "approved"
        else "submitted",
        department=listed("department", schema.DEPARTMENTS),
    )
    # whose outputs they are is a question only where each mentorship is asked for its own
    where.close([key for key in known if key != "by" or each == "mentorship"])
    return result


def _read_people(reader: TableReader, key: str, codes: Codes) -> tuple[People, ...]:
    people = []
    if reader.values.get(key) == [] and key == "present":
        reader.problem(key, "empty-list")
    for item in reader.tables(key):
        if not item.values:
            item.problem(None, "empty-people")
        who = item.choice("who", ("mentor", "mentee"), default="") if item.has("who") else ""
        people.append(
            People(
                side=item.codes("side", schema.PARTICIPANT_SIDES),
                post=item.codes("post", schema.POSTS, codes.posts),
                honour=item.codes("honour", schema.HONOURS, codes.honours),
                part=item.codes("part", schema.PARTS),
                who=None if not who else ("mentor" if who == "mentor" else "mentee"),
            )
        )
        item.close(("who",))
    return tuple(people)


def _read_shared_by(
    reader: TableReader, count: Source, measure: Measure, each: Each, codes: Codes
) -> tuple[People, ...]:
    if not reader.has("shared_by"):
        return ()
    people = _read_people(reader, "shared_by", codes)
    if count != "activities" or measure not in ("count", "sessions") or each != "collaboration":
        reader.problem("shared_by", "shared-by-not-here")
    if len(people) < 2:
        reader.problem("shared_by", "shared-by-two", len(people), (2,))
    return people


def _read_enough(reader: TableReader, each: Each) -> Enough:
    if not reader.has("enough"):
        return Enough()
    if each != "mentorship":
        reader.problem("enough", "enough-not-here", each, ("mentorship",))
    value = reader.values["enough"]
    if isinstance(value, int):
        return Enough(number=reader.whole("enough", minimum=1))
    reader.allow("enough")
    share = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if share and int(share.group(1)) <= int(share.group(2)):
        return Enough(share=(int(share.group(1)), int(share.group(2))))
    if value != "all":
        reader.problem("enough", "bad-enough", value, ("all", "2", "2/3"))
    return Enough()


def _read_if_none(reader: TableReader, each: Each, measure: Measure) -> IfNone:
    if reader.has("if_none") and each == "collaboration" and measure != "share":
        reader.problem("if_none", "if-none-not-here")
    return cast(IfNone, reader.choice("if_none", get_args(IfNone), default="owed"))


def _read_due(reader: TableReader, count: Source) -> bool:
    if reader.has("due") and count != "plans":
        reader.problem("due", "due-not-here", count, ("plans",))
    return reader.has("due") and bool(reader.choice("due", ("plan_due_on",)))


def _read_grace(reader: TableReader, count: Source) -> int:
    if reader.has("grace_days") and count not in ("plans", "evaluations"):
        reader.problem("grace_days", "grace-not-here", count, ("plans", "evaluations"))
    elif reader.has("grace_days") and count == "plans" and not reader.has("due"):
        reader.problem("grace_days", "grace-needs-due", expected=("due",))
    return reader.whole("grace_days", default=0)


def _read_only(reader: TableReader, per: Per) -> Only:
    only = Only(
        stage=reader.codes("stage", schema.STAGES),
        school=cast(SchoolScope, reader.choice("school", get_args(SchoolScope), default="both")),
        batch=reader.texts("batch"),
        origin=reader.codes("origin", schema.ORIGINS),
        season=reader.codes("season", schema.SEASONS),
    )
    if only.season and per != "term":
        reader.problem("season", "season-per-term", per, ("term",))
    if reader.has("school") and not only.stage:
        reader.problem("school", "school-needs-stage", only.school, ("stage",))
    reader.close()
    return only
