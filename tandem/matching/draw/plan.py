"""Freezing: everything that decides a draw, settled and hashed before the seed exists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tandem.matching.draw.canonical import digest, is_clean
from tandem.matching.draw.lots import RFC3797_LIMIT
from tandem.matching.draw.model import (
    FORMAT,
    METHODS,
    SOURCE_KINDS,
    Conflicts,
    DrawObject,
    Earlier,
    Inspector,
    Plan,
    SizeRule,
    Source,
)
from tandem.matching.draw.problems import DrawError, DrawProblem
from tandem.matching.draw.shape import to_json
from tandem.matching.draw.sizes import plan_places

LEAST_DICE = 10
"""Fewer decimal dice than this leave so few outcomes that all could be tried beforehand."""
FEWEST_INSPECTORS = 2
MOST = 999_999
"""More than any whole number that people mean here."""
TEXT_LIMIT = 200

_DIGITS = re.compile(r"([0-9]+)")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Terms:
    """What the bureau decides about a draw, the lists aside.

    ``inspectors_each`` (at least two) go to every object, ``per_inspector`` is the most objects for one.
    """

    title: str
    on: date
    sources: tuple[Source, ...]
    size: SizeRule
    method: str = "tickets"
    earlier: tuple[Earlier, ...] = ()
    inspectors_each: int = FEWEST_INSPECTORS
    per_inspector: int = 1


def freeze(objects: Iterable[DrawObject], inspectors: Iterable[Inspector], terms: Terms) -> Plan:
    """The plan with its sorted lists, their digests and the places of every stratum.

    Raises ``DrawError`` with everything that is wrong at once.
    """
    frozen_objects = tuple(sorted(map(_tidy, objects), key=lambda o: counting(o.id)))
    frozen_inspectors = tuple(
        sorted(map(_tidy_inspector, inspectors), key=lambda i: counting(i.id))
    )
    problems = [
        *_list_problems(frozen_objects, frozen_inspectors),
        *_term_problems(terms, len(frozen_objects)),
    ]
    earlier = tuple(Earlier(e.sha256, _sorted(e.ids)) for e in terms.earlier)
    size = replace(terms.size, weights=tuple(sorted(terms.size.weights, key=lambda w: w.stratum)))
    try:
        places = plan_places(frozen_objects, size, earlier)
    except DrawError as error:
        raise DrawError([*problems, *error.problems]) from None
    if problems:
        raise DrawError(problems)
    return Plan(
        format=FORMAT,
        title=terms.title,
        on=terms.on,
        method=terms.method,
        sources=terms.sources,
        objects=frozen_objects,
        objects_sha256=list_digest(frozen_objects),
        inspectors=frozen_inspectors,
        inspectors_sha256=list_digest(frozen_inspectors),
        size=size,
        places=places,
        earlier=earlier,
        inspectors_each=terms.inspectors_each,
        per_inspector=terms.per_inspector,
    )


def counting(text: str) -> tuple[object, ...]:
    """The order of ids as people count: ``S2`` before ``S10``, else by code point."""
    parts: list[object] = list(_DIGITS.split(text))
    # digits stand at the odd places; of equal length without zeros in front they compare as texts
    for place in range(1, len(parts), 2):
        digits = str(parts[place]).lstrip("0")
        parts[place] = (len(digits), digits)
    return (tuple(parts), text)


def freeze_again(plan: Plan) -> Plan:
    """What :func:`freeze` makes of the lists and terms that ``plan`` holds: the same, if it is sound."""
    terms = Terms(
        title=plan.title,
        on=plan.on,
        sources=plan.sources,
        size=plan.size,
        method=plan.method,
        earlier=plan.earlier,
        inspectors_each=plan.inspectors_each,
        per_inspector=plan.per_inspector,
    )
    return freeze(plan.objects, plan.inspectors, terms)


def list_digest(entries: Sequence[DrawObject] | Sequence[Inspector]) -> str:
    """The SHA-256 of a list: of its canonical text."""
    return digest(to_json(tuple(entries)))


def plan_digest(plan: Plan) -> str:
    """The SHA-256 of the whole plan, lists included: what is published before the seed exists."""
    return digest(to_json(plan))


def hide_reasons(inspectors: Iterable[Inspector]) -> list[Inspector]:
    """The inspectors with all conflicts under ``other``: a relative need not be published as such."""
    return [
        replace(
            i,
            conflicts=Conflicts(other=_sorted(x for _, ids in i.conflicts.by_kind() for x in ids)),
        )
        for i in inspectors
    ]


def same_names(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    """(name, ids) of objects, then inspectors, that share a name: perhaps one of them entered twice."""
    found = []
    lists: tuple[Sequence[DrawObject | Inspector], ...] = (plan.objects, plan.inspectors)
    for entries in lists:
        ids: dict[str, list[str]] = {}
        for entry in entries:
            ids.setdefault(entry.name, []).append(entry.id)
        found += [(name, tuple(same)) for name, same in ids.items() if len(same) > 1]
    return found


def strange_conflicts(plan: Plan) -> list[tuple[str, str]]:
    """(inspector, id) of conflicts with an id that no object has or is related to: perhaps mistyped."""
    known = {i for o in plan.objects for i in (o.id, *o.related)}
    return [
        (inspector.id, object_id)
        for inspector in plan.inspectors
        for _, ids in inspector.conflicts.by_kind()
        for object_id in ids
        if object_id not in known
    ]


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def _tidy(entry: DrawObject) -> DrawObject:
    related = _sorted(i for i in entry.related if i != entry.id)
    return replace(entry, related=related, conflicts=_sorted(entry.conflicts))


def _tidy_inspector(entry: Inspector) -> Inspector:
    conflicts = Conflicts(**{kind: _sorted(ids) for kind, ids in entry.conflicts.by_kind()})
    return replace(entry, strata=_sorted(entry.strata), conflicts=conflicts)


def _problem(code: str, **params: object) -> DrawProblem:
    return DrawProblem(code, {name: str(value) for name, value in params.items()})


def _list_problems(
    objects: Sequence[DrawObject], inspectors: Sequence[Inspector]
) -> list[DrawProblem]:
    problems: list[DrawProblem] = []
    if not objects:
        problems.append(_problem("no-objects"))
    lists: tuple[tuple[str, Sequence[DrawObject | Inspector]], ...]
    lists = (("object", objects), ("inspector", inspectors))
    for code, entries in lists:
        counts = Counter(entry.id for entry in entries)
        problems += [_problem(f"{code}-twice", id=i, count=n) for i, n in counts.items() if n > 1]
        problems += [_problem(f"{code}-unnamed", id=e.id) for e in entries if not e.name]
    both = {o.id for o in objects} & {i.id for i in inspectors}
    problems += [_problem("id-both", id=shared) for shared in sorted(both)]
    strata = {o.stratum for o in objects}
    for inspector in inspectors:
        for stratum in inspector.strata:
            if stratum not in strata:
                problems.append(_problem("serves-unknown", id=inspector.id, stratum=stratum))
    known = {i.id for i in inspectors}
    for drawn in objects:
        for inspector_id in drawn.conflicts:
            if inspector_id not in known:
                problems.append(_problem("conflict-unknown", id=drawn.id, inspector=inspector_id))
    texts: set[str] = set()
    for drawn in objects:
        texts |= {drawn.id, drawn.name, drawn.stratum, *drawn.related}
    for inspector in inspectors:
        texts |= {inspector.id, inspector.name, inspector.department, *inspector.strata}
        texts |= {i for _, ids in inspector.conflicts.by_kind() for i in ids}
    problems += [_problem("text", found=_shown(text)) for text in sorted(texts) if not _fits(text)]
    if "" in known | {drawn.id for drawn in objects}:
        problems.append(_problem("id-empty"))
    return problems


def _too_large(terms: Terms) -> list[DrawProblem]:
    """Numbers longer than a record may hold: what was frozen and published could never be read again."""
    size = terms.size
    numbers = (size.at_least, size.draws_left, terms.inspectors_each, terms.per_inspector)
    return [
        _problem("too-large", found=str(found)[:60], most=MOST) for found in numbers if found > MOST
    ]


def _fits(text: str) -> bool:
    return is_clean(text) and len(text) <= TEXT_LIMIT


def _shown(text: str) -> str:
    return ascii(text)[1:-1][:60]


def _term_problems(terms: Terms, objects: int) -> list[DrawProblem]:
    problems: list[DrawProblem] = []
    if not _fits(terms.title):
        problems.append(_problem("text", found=_shown(terms.title)))
    if terms.method not in METHODS:
        problems.append(_problem("method", found=terms.method))
    if terms.method == "rfc3797" and objects > RFC3797_LIMIT:
        problems.append(_problem("rfc3797-pool", found=objects, limit=RFC3797_LIMIT))
    if not terms.sources:
        problems.append(_problem("no-source"))
    for source in terms.sources:
        if source.kind not in SOURCE_KINDS or (source.kind == "lottery") != (source.digits == 0):
            problems.append(_problem("source", found=source.kind))
        elif source.kind == "dice" and not LEAST_DICE <= source.digits <= 1000:
            problems.append(_problem("dice", found=source.digits, least=LEAST_DICE))
        if not _fits(source.name) or (source.kind == "lottery" and not source.name):
            problems.append(_problem("source-name", found=_shown(source.name)))
    if terms.inspectors_each < FEWEST_INSPECTORS:
        problems.append(_problem("inspectors-each", found=terms.inspectors_each))
    if terms.per_inspector < 1:
        problems.append(_problem("per-inspector", found=terms.per_inspector))
    problems += _too_large(terms)
    problems += [
        _problem("earlier", found=_shown(earlier.sha256))
        for earlier in terms.earlier
        if not _SHA256.fullmatch(earlier.sha256) or not all(_fits(i) and i for i in earlier.ids)
    ]
    if len({e.sha256 for e in terms.earlier}) != len(terms.earlier):
        problems.append(_problem("earlier-twice"))
    return problems
