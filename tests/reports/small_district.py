"""A hand-made evaluation: three invented pairs in the spring of 2024, as of 20 May."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tandem.policy.evaluation import Evaluation
from tandem.policy.load import load_policy
from tandem.policy.results import FinalEvaluation, Finding, SideYear, Status, Verdict
from tandem.policy.shipped import district_policy
from tandem.reports.context import Context, Pair, Term

AS_OF = date(2024, 5, 20)
SPRING_2023 = Term("T1", "R1", 2023, "spring", date(2023, 3, 1), date(2023, 7, 10))
AUTUMN_2023 = Term("T2", "R1", 2023, "autumn", date(2023, 9, 1), date(2024, 1, 20))
SPRING_2024 = Term("T3", "R1", 2024, "spring", date(2024, 3, 1), date(2024, 7, 10))
POLICY = load_policy(district_policy())


def pair(pair_id: str, lead: str, partner: str, batch: str | None = "1") -> Pair:
    return Pair(
        pair_id, "R1", batch, lead, partner, lead, partner, "primary", date(2023, 3, 1), None
    )


CONTEXT = Context(
    pairs={
        "C1": pair("C1", "青石一小", "云溪小学"),
        "C2": pair("C2", "青石二小", "柳湾小学", "2"),
        "C3": pair("C3", "青石三小", "竹岭小学", None),
    },
    terms={term.term_id: term for term in (SPRING_2023, AUTUMN_2023, SPRING_2024)},
    rounds={"R1": "第一轮"},
)


def finding(
    requirement: str,
    achieved: float,
    required: float,
    status: Status,
    *,
    pair_id: str = "C1",
    period: str = "",
) -> Finding:
    """A finding of the rule's current period (of the spring of 2024, unless named)."""
    rule = POLICY.rule(requirement)
    current = {"term": "T3", "year": "2024", "round": "R1"}
    starts_on, ends_on = SPRING_2024.starts_on, SPRING_2024.ends_on
    if rule.per == "round":
        starts_on, ends_on = date(2023, 3, 1), date(2023, 4, 30)
    if period:
        term = CONTEXT.terms[period]
        starts_on, ends_on = term.starts_on, term.ends_on
    return Finding(
        pair_id,
        requirement,
        period or current[rule.per],
        rule.duty,
        rule.severity,
        achieved,
        required,
        status,
        rule.clause,
        starts_on,
        ends_on,
    )


FINDINGS = (
    finding("collaboration-meeting", 1, 1, "met"),
    finding("joint-seminar", 1, 2, "open"),
    finding("core-subjects", 0.25, 0.5, "open"),
    finding("mentor-observation", 2, 3, "open"),
    finding("lecture", 0, 2, "open"),
    finding("secondment", 0, 1, "waived"),
    finding("secondment-evaluation", 0, 0, "not_applicable"),
    finding("plan", 0, 1, "short"),
    finding("department-visit", 0, 1, "open"),
    finding("lecture", 1, 2, "short", period="T2"),
    finding("collaboration-meeting", 1, 1, "met", pair_id="C2"),
    finding("lecture", 2, 2, "met", pair_id="C2"),
    finding("collaboration-meeting", 0, 1, "not_applicable", pair_id="C3"),
    finding("lecture", 0, 2, "not_applicable", pair_id="C3"),
)

SIDE_YEARS = (
    SideYear("C1", 2023, "lead", 0.455, True, None, None, None, 45.5),
    SideYear("C1", 2023, "partner", 0.9, False, -0.4, False, 0.8, 71.25),
    SideYear("C2", 2023, "lead", 1.0, False, 0.2, True, 1.0, 95.2),
    SideYear("C2", 2023, "partner", 1.0, False, 0.1, True, 1.0, 93.6),
)

VERDICTS = (
    Verdict(
        "C1",
        2023,
        58.375,
        "fail",
        False,
        ("both:band", "both:plan", "lead:lag", "lead:no_data", "partner:no_progress"),
        "no",
    ),
    Verdict("C2", 2023, 94.4, "excellent", True, (), "tie"),
    Verdict("C3", 2023, None, None, False, ("both:band", "lead:no_data"), "no"),
)

FINAL = (FinalEvaluation("C1", 58.375, None, -0.2),)

EVALUATION = Evaluation(POLICY, AS_OF, FINDINGS, SIDE_YEARS, VERDICTS, FINAL)


def many_pairs(count: int) -> tuple[Evaluation, Context]:
    """``count`` pairs that each still owe a lecture."""
    pairs = {f"P{n}": pair(f"P{n}", f"学校{n}", f"学校{n + 500}") for n in range(count)}
    findings = tuple(finding("lecture", 1, 2, "open", pair_id=name) for name in pairs)
    return (
        Evaluation(POLICY, AS_OF, findings, (), (), ()),
        replace(CONTEXT, pairs=pairs),
    )
