"""The bundled assessment under numbers that a bureau may choose: the engine's equals the reading's."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tandem.demo.district import District
from tandem.policy.judge import Judged, JudgmentRecords, Pair, Term, judge
from tandem.policy.load import load_policy
from tandem.policy.model import Judgment, Policy
from tandem.policy.results import Band, Finding, SideYear, Status, Verdict
from tandem.policy.shipped import district_policy
from tests.policy.small_policies import policy, rule
from tests.reading.findings import find
from tests.reading.judgment import finish
from tests.reading.judgment import judge as judge_by_hand
from tests.reading.settings import Settings
from tests.reading.small import district
from tests.strategies import as_of_dates, districts, settings_of_judgment

POLICY = load_policy(district_policy())
BANDS: tuple[tuple[tuple[Band, float], ...], ...] = (
    (("excellent", 90), ("good", 80), ("pass", 60)),
    (("excellent", 100), ("good", 50), ("pass", 0)),
    (("excellent", 92.5), ("good", 82.5), ("pass", 80)),
)
AFTER = date(2026, 6, 1)


def judgment_of(chosen: Settings) -> Judgment:
    """The reading's settings as a policy's judgment."""

    def exact(number: float) -> Decimal:
        return Decimal(str(number))

    return replace(
        POLICY.judgment,
        lag_below=exact(chosen.lag_below),
        progress_min=exact(chosen.progress_min),
        progress_group_min=chosen.progress_group_min,
        weight_fulfilment=exact(chosen.weight_fulfilment),
        weight_check=exact(chosen.weight_check),
        weight_progress=exact(chosen.weight_progress),
        formula=chosen.formula,
        alpha=exact(chosen.alpha),
        bands=tuple((band, exact(limit)) for band, limit in chosen.bands),
        award_min_band=chosen.award_min_band,
        quota=exact(chosen.quota),
    )


def policy_of(chosen: Settings) -> Policy:
    """The district policy under these settings."""
    weights = {name: Decimal(str(w)) for name, w in chosen.rule_weights.items()}
    rules = tuple(replace(r, weight=weights.get(r.id, Decimal(1))) for r in POLICY.rules)
    return replace(POLICY, rules=rules, judgment=judgment_of(chosen))


def records_of(facts: District) -> JudgmentRecords:
    """What a judgment needs, from the rows of a district."""
    pair = ("collaboration_id", "round_id", "lead_school_id", "partner_school_id")
    term = ("term_id", "round_id", "year", "starts_on", "ends_on")
    return JudgmentRecords(
        pairs=tuple(
            Pair(*(row[name] for name in (*pair, "starts_on", "ends_on")))
            for row in facts["collaborations"]
        ),
        terms=tuple(Term(*(row[name] for name in term)) for row in facts["terms"]),
        schools={row["school_id"]: (row["stage"], row["bureau_id"]) for row in facts["schools"]},
        quality={(r["school_id"], r["year"]): r["value"] for r in facts.get("quality", [])},
        checks={
            (r["collaboration_id"], r["side"], r["year"]): r["rating"]
            for r in facts.get("checks", [])
        },
    )


def assert_same(ours: Any, theirs: Any) -> None:
    """Every field equal, numbers within 1e-9."""
    for name in ours.__slots__:
        a, b = getattr(ours, name), getattr(theirs, name)
        if isinstance(a, float) and isinstance(b, float):
            assert math.isclose(a, b, rel_tol=0, abs_tol=1e-9), (name, ours, theirs)
        else:
            assert a == b, (name, ours, theirs)


def side_key(side: SideYear) -> tuple[str, int, str]:
    return side.collaboration_id, side.year, side.side


def verdict_key(verdict: Verdict) -> tuple[str, int]:
    return verdict.collaboration_id, verdict.year


@st.composite
def several_settings(draw: st.DrawFn) -> list[Settings]:
    chosen = draw(st.lists(settings_of_judgment(), min_size=3, max_size=3))
    return [replace(one, bands=draw(st.sampled_from(BANDS))) for one in chosen]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(districts(), st.data())
def test_every_setting_judges_as_the_reading(facts: District, data: st.DataObject) -> None:
    as_of = data.draw(as_of_dates(facts))
    findings = [f for pair in facts["collaborations"] for f in find(facts, pair, as_of)]
    records = records_of(facts)
    for chosen in data.draw(several_settings()):
        judged = judge(policy_of(chosen), findings, records, as_of)
        sides, verdicts = judge_by_hand(facts, findings, as_of, chosen)
        assert [side_key(s) for s in judged.side_years] == sorted(map(side_key, sides))
        for own, wanted in zip(judged.side_years, sorted(sides, key=side_key), strict=True):
            assert_same(own, wanted)
        assert [verdict_key(v) for v in judged.verdicts] == sorted(map(verdict_key, verdicts))
        for mine, theirs in zip(judged.verdicts, sorted(verdicts, key=verdict_key), strict=True):
            assert_same(mine, theirs)
        finals = {f.collaboration_id: f for f in finish(facts, verdicts, chosen)}
        assert {f.collaboration_id for f in judged.final} == {v.collaboration_id for v in verdicts}
        for final in judged.final:
            assert_same(final, finals[final.collaboration_id])


# --- one number at a time --------------------------------------------------------------------


def finding(requirement: str, status: Status, period: str = "2025-spring", **other: Any) -> Finding:
    first, last = date(2025, 3, 1), date(2025, 7, 8)
    plain = Finding(
        "C1", requirement, period, "both", "must", 0, 1, status, "1", first, last
    )  # fmt: skip
    return replace(plain, **other)


def judged(of: Policy, findings: Sequence[Finding], facts: District | None = None) -> Judged:
    return judge(of, findings, records_of(facts or district()), AFTER)


def lead(result: Judged) -> SideYear:
    return next(s for s in result.side_years if s.side == "lead")


@pytest.mark.parametrize(
    ("statuses", "fulfilment", "lagging"),
    [
        (("met", "met", "short"), 0.3, False),  # 0.1 + 0.2 of 1: exactly on the line
        (("met", "short", "short"), 0.1, True),
        (("met", "open", "waived"), 1.0, False),
        (("open", "waived", "not_due"), None, None),
    ],
)
def test_decimal_weights_are_exact_on_the_line(
    statuses: Sequence[Status], fulfilment: float | None, lagging: bool | None
) -> None:
    weights = {"a": "0.1", "b": "0.2", "c": "0.7"}
    rules = [rule(name, weight=weight) for name, weight in weights.items()]
    of = policy(*rules, judgment="lag_below = 0.3")
    own = [finding(name, status) for name, status in zip(weights, statuses, strict=True)]
    result = lead(judged(of, own))
    assert (result.fulfilment, result.lagging) == (
        pytest.approx(fulfilment, abs=1e-12) if fulfilment is not None else None,
        lagging,
    )


def test_rules_without_weight_are_no_data() -> None:
    of = policy(rule("a", weight="0"))
    result = judged(of, [finding("a", "short")])
    assert (lead(result).fulfilment, lead(result).score) == (None, None)
    assert result.verdicts[0].blocked_by == ("both:band", "lead:no_data", "partner:no_data")


@pytest.mark.parametrize(
    ("weights", "score"),
    [
        ("{ fulfilment = 0, check = 1, progress = 0 }", 40),
        ("{ fulfilment = 1, check = 0, progress = 0 }", 100),
        ("{ fulfilment = 3, check = 1, progress = 9 }", 85),
        ("{ fulfilment = 0, check = 0, progress = 1 }", None),  # the one that counts has no data
    ],
)
def test_weights_are_spread_over_what_has_data(weights: str, score: float | None) -> None:
    facts = district()
    facts["checks"] = [
        {"collaboration_id": "C1", "side": side, "year": 2025, "rating": 0.4}
        for side in ("lead", "partner")
    ]
    of = policy(rule("a"), judgment=f"weights = {weights}")
    result = judged(of, [finding("a", "met")], facts)
    assert lead(result).score == (None if score is None else pytest.approx(score))
    assert result.verdicts[0].score == lead(result).score


PLANS = [
    rule("plan", per='"round"', count='"plans"', where__event='"submitted"', due='"plan_due_on"'),
    rule(
        "plan-approval", duty='"bureau"', per='"round"', count='"plans"',
        where__event='"approved"', due='"plan_due_on"', grace_days="30",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("blocking", "obstacles"),
    [
        ("", {"both:plan"}),
        ("blocking = []", set()),
        ('blocking = "plan-approval"', {"bureau:plan-approval"}),
        ('blocking = ["plan-approval", "plan", "plan"]', {"both:plan", "bureau:plan-approval"}),
    ],
)
def test_what_is_late_bars_an_award_in_the_year_of_its_deadline(
    blocking: str, obstacles: set[str]
) -> None:
    facts = district(years=(2024, 2025))
    of = policy(rule("a"), *PLANS, judgment=blocking)
    due = date(2025, 5, 1)
    late = [
        finding("plan", "short", "R", ends_on=due),
        finding("plan-approval", "short", "R", duty="bureau", ends_on=due + timedelta(30)),
    ]
    met = [finding("a", "met", f"{year}-spring") for year in (2024, 2025)]
    verdicts = {v.year: v for v in judged(of, [*late, *met], facts).verdicts}
    no_data = {"lead:no_data", "partner:no_data"}
    assert set(verdicts[2025].blocked_by) == obstacles | no_data
    assert set(verdicts[2024].blocked_by) == no_data


def quality(values: Mapping[int, Sequence[float]]) -> District:
    """Five pairs of schools in two years, their figures in the order of the schools."""
    facts = district(pairs=5)
    facts["quality"] = [
        {"school_id": school["school_id"], "year": year, "value": value}
        for year, figures in values.items()
        for school, value in zip(facts["schools"], figures, strict=True)
    ]
    return facts


def test_figures_as_large_as_can_be_are_still_compared() -> None:
    small = [float(n) for n in range(10)]
    huge = [value * 1e307 for value in small]
    of = policy(rule("a"))
    plain = judged(of, [], quality({2024: small, 2025: small[::-1]}))
    large = judged(of, [], quality({2024: huge, 2025: [-v for v in huge]}))
    ours = [side.delta_z for side in large.side_years]
    assert ours == pytest.approx([side.delta_z for side in plain.side_years])
    assert ours[0] is not None
    assert ours[0] > 1


@pytest.mark.parametrize(
    ("scale", "score"),
    [
        ("{ at_zero = 0.5, per_z = 0 }", 50),
        ("{ at_zero = 1, per_z = 100000 }", 100),
        ("{ at_zero = 0, per_z = 0.1 }", 100 * 0.1 * 18 / math.sqrt(33)),
    ],
)
def test_the_scale_of_progress(scale: str, score: float) -> None:
    small = [float(n) for n in range(10)]
    facts = quality({2024: small, 2025: small[::-1]})
    of = policy(rule("a"), judgment=f"progress_score = {scale}")
    # the first school rises from the last place to the first, by 9 of a deviation of √8.25
    assert lead(judged(of, [], facts)).score == pytest.approx(min(score, 100))
