"""Hypothesis strategies: small districts that obey the contract and crowd its edges.

A district is begun with whole terms of work, exactly enough for every requirement, then spoilt:
records are changed one cell at a time, dropped, doubled and strewn in. Dates come from a small pool
of interesting days, so that first and last days, the day before and the day after really occur.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from tandem.demo.district import District, Row
from tandem.policy import schema
from tests.contract_rules import GRADES, RULES
from tests.drafts import STEPS, Draft, Pair, add_secondment, do_step, keep_to_two_mentees
from tests.interesting_days import DAY, around, around_half, days_of, edges, middle
from tests.reading.settings import Settings
from tests.spoiling import nudge, spoil, strew

TERM_DATES = (
    ((3, 1), (7, 10), (9, 1), (1, 20)),  # 132 and 142 days
    ((2, 17), (7, 3), (9, 1), (1, 31)),  # an odd number of days
    ((3, 3), (3, 16), (9, 1), (9, 11)),  # a fortnight and eleven days
)
ID_STYLES = ("plain", "digits", "odd")


@st.composite
def districts(draw: st.DrawFn) -> District:
    """A valid district of one or two rounds and one to six collaborations.

    The outline is drawn, the details follow from a drawn seed: a draw for each of some thousand
    details would be slow and would repeat itself. ``tests.reducing`` makes a failure small.
    """
    scene = draw(st.sampled_from(("mixed", "exemplary", "mixed", "exemplary", "quiet")))
    number_of_rounds = draw(st.integers(1, 2))
    least = 4 if scene == "exemplary" else 1
    number_of_pairs = draw(st.integers(least, 6))
    draft = Draft(draw(st.sampled_from(ID_STYLES)))
    random = Random(draw(st.integers(0, 2**32 - 1)))
    _schools(random, draft, scene)
    rounds = [_round(random, draft, n, scene) for n in range(number_of_rounds)]
    pairs: list[Pair] = []
    for n in range(number_of_pairs):
        terms = rounds[0] if n < least else random.choice((*rounds, rounds[-1]))
        pairs.append(_pair(random, draft, terms, pairs, scene))
    for pair in pairs:
        _work(random, draft, pair, scene)
    _figures(random, draft, pairs, scene)
    for _ in range(random.randint(0, 4)):
        strew(random, draft, random.choice(pairs))
    for _ in range(random.randint(0, 25 if scene == "mixed" else 4)):
        spoil(random, draft, pairs)
    keep_to_two_mentees(draft)
    if random.random() < 0.5:
        _people(draft)
    return draft.finish()


def as_of_dates(district: District) -> st.SearchStrategy[date]:
    """Days on which something turns: ends of periods, due dates, holidays, far off."""
    terms = district["terms"]
    first = min(term["starts_on"] for term in terms)
    last = max(term["ends_on"] for term in terms)
    days = {first - 400 * DAY, last + 400 * DAY}
    for term in terms:
        days |= around(term["starts_on"]) | around(term["ends_on"]) | {middle(term)}
        days.add(term["ends_on"] + 20 * DAY)
    for row in district["collaborations"]:
        days |= around(row["plan_due_on"]) | around(row["plan_due_on"] + 30 * DAY)
    turning = {term["starts_on"] for term in terms}
    for row in district.get("secondments", [])[:4]:
        turning |= {row["ends_on"], (row["evaluated_on"] or last) - DAY}
    # Verdicts need years that are over: a third of the draws and more are such days.
    ends = [term["ends_on"] for term in terms if term["season"] == "autumn"]
    over = [day + DAY for day in ends] + ends[:1]
    return st.one_of(
        st.sampled_from(sorted({*over, last + 400 * DAY})),
        st.sampled_from(sorted(days)),
        st.sampled_from(sorted(turning)),
    )


@st.composite
def settings_of_judgment(draw: st.DrawFn) -> Settings:
    """The numbers of the judgment, often the defaults, else others that a bureau might choose."""
    if draw(st.booleans()):
        return Settings()
    weights = draw(st.sampled_from(((0.4, 0.2, 0.4), (1.0, 0.0, 0.0), (0.5, 0.25, 0.25))))
    return Settings(
        lag_below=draw(st.sampled_from((0.6, 0.5, 0.75, 1.0))),
        progress_min=draw(st.sampled_from((-0.1, 0.0, -0.5))),
        progress_group_min=draw(st.sampled_from((5, 3, 8))),
        weight_fulfilment=weights[0],
        weight_check=weights[1],
        weight_progress=weights[2],
        alpha=draw(st.sampled_from((0.5, 0.4, 1.0))),
        formula=draw(st.sampled_from(("mean", "min"))),
        award_min_band=draw(st.sampled_from(("pass", "good", "excellent", "fail"))),
        quota=draw(st.sampled_from((0.3, 0.5, 1.0, 0.0))),
        rule_weights=draw(
            st.dictionaries(st.sampled_from(RULES), st.sampled_from((0.0, 2.0, 0.5)), max_size=3)
        ),
    )


# --- who and when ----------------------------------------------------------------------------


def _schools(random: Random, draft: Draft, scene: str) -> None:
    stages = ("primary",) if scene == "exemplary" else ("primary", "primary", *schema.STAGES)
    bureaus = random.choice((("B1",), ("B1", "B1", "B2")))
    # Twelve schools, so that six pairs can be made without sharing one, and others outside any.
    for n in range(12 + random.randint(0, 4)):
        draft.add(
            "schools",
            name=f"石榴坪{n}校",
            stage=random.choice(stages),
            bureau_id=bureaus[n % len(bureaus)] if scene == "exemplary" else random.choice(bureaus),
            status="open",
        )
    if random.random() < 0.5:
        first, second = draft.tables["schools"][:2]
        first |= {"status": "merged", "successor_id": second["school_id"]}


def _round(random: Random, draft: Draft, number: int, scene: str) -> list[Row]:
    """A round's terms, of one to three years; a second round may overlap the first in time."""
    round_id = draft.new_id("R")
    year = 2023 if scene == "exemplary" else random.randint(2023, 2024) + number
    spring_from, spring_to, autumn_from, autumn_to = random.choice(TERM_DATES)
    terms = []
    for n in range(random.choice((2, 1, 3))):
        autumn_end_year = year + n + (autumn_to[0] < autumn_from[0])
        for season, start, end in (
            ("spring", date(year + n, *spring_from), date(year + n, *spring_to)),
            ("autumn", date(year + n, *autumn_from), date(autumn_end_year, *autumn_to)),
        ):
            terms.append(
                draft.add(
                    "terms",
                    round_id=round_id,
                    year=year + n,
                    season=season,
                    starts_on=start,
                    ends_on=end,
                )
            )
    # The rounds table is there for all rounds or for none.
    if draft.tables["rounds"] if number else random.random() < 0.5:
        draft.add(
            "rounds",
            round_id=round_id,
            name=f"第{number + 1}轮",
            starts_on=terms[0]["starts_on"],
            ends_on=terms[-1]["ends_on"],
        )
    return terms


def _pair(
    random: Random, draft: Draft, terms: list[Row], earlier: Sequence[Pair], scene: str
) -> Pair:
    schools = draft.tables["schools"]
    number = len(earlier)
    lead, partner = schools[2 * number], schools[2 * number + 1]
    starts_on, ends_on = terms[0]["starts_on"], None
    due = date(starts_on.year, 4, 30)
    if scene != "exemplary":
        lead = random.choice(schools)
        partner = random.choice([school for school in schools if school is not lead])
        # Most pairs run the whole round: others owe little, so little can be seen in them.
        if random.random() < 0.3:
            starts_on = random.choice((starts_on - 9 * DAY, *edges(terms)))
        later = [day for day in edges(terms) if day >= starts_on]
        if random.random() < 0.3:
            ends_on = random.choice((starts_on, *later))
        if random.random() < 0.4:
            due = random.choice((starts_on + 30 * DAY, starts_on, *later))
    row = draft.add(
        "collaborations",
        round_id=terms[0]["round_id"],
        batch=random.choice((None, "1")),
        lead_school_id=lead["school_id"],
        partner_school_id=partner["school_id"],
        origin=random.choice(schema.ORIGINS),
        starts_on=starts_on,
        ends_on=ends_on,
        plan_due_on=max(due, starts_on),
    )
    pair = Pair(
        row,
        terms,
        lead=[draft.new_id("lead") for _ in range(4)],
        partner=[draft.new_id("partner") for _ in range(5)],
    )
    if earlier and scene != "exemplary" and random.random() < 0.5:
        # The same people in two collaborations: what they do in one must not count in the other.
        other = random.choice(earlier)
        pair.lead, pair.partner = other.lead, other.partner
    for n in range(3 if scene == "exemplary" else random.choice((3, 0, 1, 2, 4))):
        _mentorship(random, draft, pair, n, exact=scene == "exemplary")
    return pair


def _mentorship(random: Random, draft: Draft, pair: Pair, number: int, *, exact: bool) -> None:
    starts_on, ends_on = pair.terms[0]["starts_on"], None
    if not exact and random.random() < 0.4:
        days = [day for term in pair.terms for day in around_half(term)] + edges(pair.terms)
        starts_on = random.choice((starts_on, *days))
        ends_on = random.choice((None, starts_on, *(day for day in days if day >= starts_on)))
    pair.mentorships.append(
        draft.add(
            "mentorships",
            collaboration_id=pair.id,
            mentor_id=pair.lead[2 + number % 2],
            mentee_id=pair.partner[2 + number % 3],
            subject=random.choice(("chinese", "maths", "art", "pe")),
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )


# --- the work of the terms -------------------------------------------------------------------


def _work(random: Random, draft: Draft, pair: Pair, scene: str) -> None:
    steady = random.choice(("nothing", "waived")) if scene == "quiet" else "all"
    modes = ("nothing", "all", "all but", "all but", "waived", "waived and worked")
    for term in pair.terms:
        mode = random.choice(modes) if scene == "mixed" else steady
        if mode.startswith("waived"):
            for rule in RULES:
                _waive(draft, pair, term["term_id"], rule)
        if mode in ("nothing", "waived"):
            continue
        left_out = set() if mode == "all" else set(random.sample(STEPS, random.randint(0, 5)))
        days = days_of(term, random.randint(0, 6))
        for step in STEPS:
            if step in left_out:
                continue
            if step == "secondment":
                _secondment(random, draft, pair, term, exact=scene == "exemplary")
                continue
            before = {name: len(rows) for name, rows in draft.tables.items()}
            do_step(draft, pair, step, days)
            if mode != "all" and random.random() < 0.7:
                nudge(random, draft, pair, step, before)
    _plan(random, draft, pair, exact=scene == "exemplary")
    if random.random() < 0.5:
        _aid(random, draft, pair)
    for _ in range(random.randint(0, 2)):
        terms = [term["term_id"] for term in pair.terms]
        years = [str(term["year"]) for term in pair.terms]
        period = random.choice((*terms, years[0], pair.row["round_id"]))
        _waive(draft, pair, period, random.choice(RULES))
    year, round_id = str(pair.terms[0]["year"]), pair.row["round_id"]
    hard_to_reach = [("aid", year), ("plan", round_id), ("plan-approval", round_id)]
    hard_to_reach += [("secondment-evaluation", term["term_id"]) for term in pair.terms[:2]]
    for rule, period in hard_to_reach:
        if random.randint(0, 3) == 3:
            _waive(draft, pair, period, rule)


def _secondment(random: Random, draft: Draft, pair: Pair, term: Row, *, exact: bool) -> None:
    first, last = term["starts_on"], term["ends_on"]
    monday = first + ((7 - first.weekday()) % 7) * DAY
    if exact:
        add_secondment(draft, pair, monday, 5, last)
        return
    starts_on = random.choice((monday, monday + 2 * DAY, monday + 5 * DAY, last, first, last + DAY))
    row = add_secondment(draft, pair, starts_on, random.choice((5, 5, 4, 6)), None)
    row["ends_on"] += random.choice((0, 0, 1, 2)) * DAY
    deadline = max(last, row["ends_on"])
    row["evaluated_on"] = random.choice(
        (deadline, deadline + DAY, last, last + DAY, row["ends_on"], starts_on - DAY, None)
    )
    row["from_side"] = random.choice(("partner", "partner", "partner", "partner", "lead"))
    row["post"] = random.choice(("archives", "head", "league", "deputy_head", "teacher"))
    row["grade"] = random.choice((None, *GRADES))


def _plan(random: Random, draft: Draft, pair: Pair, *, exact: bool) -> None:
    due = pair.row["plan_due_on"]
    start = pair.row["starts_on"]
    if exact and random.randint(0, 4) < 4:
        draft.add("plans", collaboration_id=pair.id, submitted_on=due, approved_on=due + 30 * DAY)
        return
    for _ in range(random.randint(0, 2)):
        draft.add(
            "plans",
            collaboration_id=pair.id,
            submitted_on=random.choice((due, due + DAY, start, start - DAY, None)),
            approved_on=random.choice((due + 30 * DAY, due + 31 * DAY, due, start - DAY, None)),
        )


def _aid(random: Random, draft: Draft, pair: Pair) -> None:
    spring, autumn = pair.terms[:2]
    holiday = spring["ends_on"] + 10 * DAY
    days = (holiday, spring["starts_on"], autumn["ends_on"], autumn["ends_on"] + DAY, None)
    draft.add(
        "aid",
        collaboration_id=pair.id,
        kind=random.choice(schema.AID_KINDS),
        value_yuan=random.choice((Decimal(0), Decimal("12345.67"), Decimal("800.00"))),
        handed_over_on=spring["starts_on"],
        accepted_on=random.choice(days),
    )


def _waive(draft: Draft, pair: Pair, period: str, rule: str) -> None:
    key = (pair.id, period, rule)
    rows = draft.tables["waivers"]
    if key not in {(r["collaboration_id"], r["period"], r["requirement"]) for r in rows}:
        draft.add(
            "waivers", collaboration_id=pair.id, period=period, requirement=rule, reason="停课"
        )


# --- figures ---------------------------------------------------------------------------------


def _figures(random: Random, draft: Draft, pairs: list[Pair], scene: str) -> None:
    """Quality and check ratings: equal, steady, moved about, in part missing, or none."""
    schools = draft.tables["schools"]
    years = sorted({term["year"] for term in draft.tables["terms"]})
    usual = random.choice(("steady", "equal"))
    modes: dict[str, tuple[str, ...]] = {
        "mixed": ("equal", "steady", "steady", "moved", "gaps", "none"),
        "exemplary": (usual, usual, usual, "moved"),
        "quiet": ("none", "steady", "steady", "moved"),
    }
    for year in [years[0] - 1, *years]:
        mode = random.choice(modes[scene])
        turn = random.randint(0, 5) if mode in ("moved", "gaps") else 0
        for n, school in enumerate(schools):
            if mode == "none" or (mode == "gaps" and (n + turn) % 3 == 0):
                continue
            value = 83.3 if mode == "equal" else 60.1 + (n * (2 * turn + 1)) % 11
            draft.add("quality", school_id=school["school_id"], year=year, value=value)
    some = ("none", "none", "drawn") if scene == "quiet" else ("none", "top", "drawn", "drawn")
    ratings = random.choice(some)
    for pair in pairs if ratings != "none" else ():
        for year in sorted({term["year"] for term in pair.terms}):
            for side in schema.SIDES:
                rating = 1.0 if ratings == "top" else random.choice((None, 0.0, 1.0, 0.55))
                if rating is not None:
                    draft.add(
                        "checks", collaboration_id=pair.id, side=side, year=year, rating=rating
                    )


def _people(draft: Draft) -> None:
    """Adds the people table: everybody named anywhere, but pupils and bureau officers."""
    named: dict[str, None] = {}
    for row in draft.tables["participations"]:
        if row["post"] != "student" and row["side"] != "bureau":
            named[row["person_id"]] = None
    for row in draft.tables["mentorships"]:
        named |= {row["mentor_id"]: None, row["mentee_id"]: None}
    for table in ("secondments", "outputs"):
        for row in draft.tables[table]:
            named[row["person_id"]] = None
    for person_id in named:
        draft.add("people", person_id=person_id)
