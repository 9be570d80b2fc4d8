"""Everything that a semester's summary says, read once. Only what both schools confirmed is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Q
from django.http import Http404

from tandem.activities.models import Activity, Outing
from tandem.aid.models import Aid
from tandem.calendar import today
from tandem.compliance.models import PinnedPolicy
from tandem.compliance.policies import clauses_of, policy_of
from tandem.dashboards.board.names import context_of
from tandem.dashboards.board.queries import rows_of, stored_findings
from tandem.dashboards.chinese import marked
from tandem.inspections.models import Visit
from tandem.lib.titles import Language
from tandem.mentoring.counts import Done, done_in_term, with_counts
from tandem.mentoring.models import Mentorship, Output
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.two_sided import Status
from tandem.policy.model import Policy
from tandem.policy.results import Duty, Finding
from tandem.reports.current import Row
from tandem.reports.sheets.board import DUTIES
from tandem.reports.standing import LOOKS
from tandem.reports.words import Words
from tandem.schools.models import Person
from tandem.secondments.models import Secondment


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty of the summary: glyph, word, sentence, count, clause and what the clause is about."""

    glyph: str
    standing: str
    word: str
    title: str
    need: str
    clause: str
    clause_title: str


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was done: the day, the kind in words, what about, where."""

    day: date
    kind: str
    title: str
    host: str
    sessions: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the semester with what was done in it."""

    number: int
    first: date
    last: date
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Summary:
    """One collaboration in one semester."""

    term: Term
    terms: Sequence[tuple[str, str]]
    term_name: str
    round_name: str
    day: date
    over: bool
    batch: str
    contacts: Sequence[tuple[str, Sequence[Person]]]
    duties: Sequence[tuple[str, Sequence[DutyLine]]]
    open_points: Sequence[str]
    weeks: Sequence[Week]
    mentorships: Sequence[tuple[Mentorship, str, Sequence[Done]]]
    secondments: Sequence[Secondment]
    outputs: Sequence[Output]
    aid: Sequence[Aid]
    visits: Sequence[Visit]
    waiting: int


def read_summary(pair: Collaboration, term_id: str, language: Language) -> Summary:
    """The summary of a semester as of today. Raises ``Http404`` for a semester of another round."""
    terms = list(Term.objects.filter(round=pair.round_id).order_by("starts_on"))
    term = next((t for t in terms if t.pk == term_id), None)
    hash_ = PinnedPolicy.objects.filter(round=pair.round_id).values_list("policy_id", flat=True)
    pinned = hash_.first()
    if term is None or pinned is None:
        raise Http404(term_id)
    day = today()
    context = context_of([pair], terms)
    policy = policy_of(pinned)
    words = Words(policy, context, language, day)
    row = rows_of(stored_findings([pair.pk], term), context, policy, term, day)[0]
    first, last = term.starts_on, min(term.ends_on, day)
    confirmed = {"collaboration": pair, "status": Status.CONFIRMED}
    return Summary(
        term=term,
        terms=[(t.pk, words.term(context.terms[t.pk])) for t in terms],
        term_name=words.term(context.terms[term.pk]),
        round_name=pair.round.name,
        day=day,
        over=term.ends_on < day,
        batch=words.batch(row.pair) if row.pair.batch else "",
        contacts=_contacts(pair),
        duties=_duties(words, row, pinned),
        open_points=[marked(words.sentence(finding)) for finding in row.to_do()],
        weeks=_weeks(pair, term, last, policy, language),
        mentorships=_mentorships(pair, term, policy, language),
        secondments=list(
            Secondment.objects.filter(**confirmed, starts_on__range=(first, term.ends_on))
            .select_related("person")
            .order_by("starts_on", "pk")
        ),
        outputs=list(
            Output.objects.filter(**confirmed, completed_on__range=(first, last))
            .select_related("person")
            .order_by("completed_on", "pk")
        ),
        aid=list(
            Aid.objects.filter(**confirmed, accepted_on__range=(first, last)).order_by(
                "accepted_on", "pk"
            )
        ),
        visits=list(
            Visit.objects.filter(collaboration=pair, visited_on__range=(first, last)).order_by(
                "visited_on", "pk"
            )
        ),
        waiting=_waiting(pair, term),
    )


def _contacts(pair: Collaboration) -> list[tuple[str, Sequence[Person]]]:
    heads = Person.objects.filter(
        school__in=(pair.lead_id, pair.partner_id), post="head", left_on__isnull=True
    )
    by_school: dict[str | None, list[Person]] = {}
    for person in heads:
        by_school.setdefault(person.school_id, []).append(person)
    return [(s.name, by_school.get(s.pk, [])) for s in (pair.lead, pair.partner)]


def _duties(words: Words, row: Row, policy_hash: str) -> list[tuple[str, list[DutyLine]]]:
    clauses = clauses_of(policy_hash)

    def order(finding: Finding) -> int:
        return DUTIES.index(finding.duty)

    def group_name(duty: Duty) -> str:
        names = {"lead": row.pair.lead, "partner": row.pair.partner}
        side = words.side(duty)
        return marked(f"{side} · {names[duty]}" if duty in names else side)

    groups = []
    for duty, findings in groupby(sorted(row.findings.values(), key=order), lambda f: f.duty):
        lines = []
        for finding in findings:
            shown = row.standings[finding.requirement]
            clause = clauses.get(finding.clause)
            lines.append(
                DutyLine(
                    LOOKS[shown].glyph,
                    shown,
                    words.say(f"standing-{shown}"),
                    words.title(finding.requirement),
                    words.need(finding),
                    finding.clause,
                    clause.title.get(words.language) if clause else "",
                )
            )
        groups.append((group_name(duty), lines))
    return groups


def _weeks(
    pair: Collaboration, term: Term, last: date, policy: Policy, language: Language
) -> list[Week]:
    rows = Activity.objects.filter(
        collaboration=pair, status=Status.CONFIRMED, held_on__range=(term.starts_on, last)
    ).order_by("held_on", "outing_id", "position")
    monday = term.starts_on - timedelta(days=term.starts_on.weekday())
    kinds = policy.vocabulary.kinds

    def week(activity: Activity) -> int:
        return (activity.held_on - monday).days // 7

    weeks = []
    for number, activities in groupby(rows, week):
        items = [
            Item(
                a.held_on,
                kinds[a.kind].get(language) if a.kind in kinds else a.kind,
                a.title,
                a.get_host_side_display(),
                a.sessions,
            )
            for a in activities
        ]
        first = monday + timedelta(days=7 * number)
        weeks.append(Week(number + 1, first, first + timedelta(days=6), items))
    return weeks


def _waiting(pair: Collaboration, term: Term) -> int:
    """How many records of the semester the other school has not answered yet."""
    waits = Q(status=Status.SUBMITTED) | Q(proposed__isnull=False)
    held = {"held_on__range": (term.starts_on, term.ends_on)}
    return Outing.objects.filter(waits, collaboration=pair, **held).count()


def _mentorships(
    pair: Collaboration, term: Term, policy: Policy, language: Language
) -> list[tuple[Mentorship, str, Sequence[Done]]]:
    """The confirmed mentor pairs that share a day with the semester, with subject and counts."""
    found = Mentorship.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=term.starts_on),
        collaboration=pair,
        status=Status.CONFIRMED,
        starts_on__lte=term.ends_on,
    ).select_related("mentor", "mentee")
    own = list(with_counts(found, term).order_by("starts_on", "pk"))
    done = done_in_term(own, term)
    subjects = policy.vocabulary.subjects
    return [
        (m, subjects[m.subject].get(language) if m.subject in subjects else m.subject, done[m.pk])
        for m in own
    ]
