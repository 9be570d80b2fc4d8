"""Looking a published record over: everything is drawn again and compared. Nothing is taken on trust."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tandem.matching.draw.canonical import NotCanonical
from tandem.matching.draw.conflicts import conflict_kinds
from tandem.matching.draw.model import FORMAT, Plan, Record, Step
from tandem.matching.draw.perform import (
    NotEnoughInspectors,
    assign_inspectors,
    run_draw,
    seal,
    stand,
    substitute,
)
from tandem.matching.draw.plan import freeze_again, list_digest, plan_digest
from tandem.matching.draw.problems import DrawError, DrawProblem
from tandem.matching.draw.record import read_file


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: ``code`` (a message id with ``holds-`` or ``fails-``), whether it holds.

    ``problems`` are the rules that were found broken, if any.
    """

    code: str
    holds: bool
    params: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[DrawProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """The checks in order, and what was read (``None`` if the file has no such form)."""

    checks: tuple[Check, ...]
    found: Plan | Record | None

    @property
    def holds(self) -> bool:
        """Whether every single check holds."""
        return all(check.holds for check in self.checks)


def verify_file(
    data: bytes, published: str | None = None, earlier: Iterable[bytes] = ()
) -> Verified:
    """Check a record, or a frozen plan before its draw.

    ``published`` is the digest that was made public before the seed existed; ``earlier`` are the files of
    the earlier draws of the round. Never raises: whatever is wrong is a check that does not hold.
    """
    try:
        found = read_file(data)
    except NotCanonical as bad:
        params = {"reason": bad.code, "at": bad.at}
        return Verified((Check("form", False, params),), None)
    checks = [Check("form", True)]
    plan = found.frozen if isinstance(found, Record) else found
    if isinstance(found, Record):
        checks.append(_same("seal", seal(found).sha256, found.sha256))
        checks.append(_same("frozen", plan_digest(plan), found.frozen_sha256))
    if published is not None:
        checks.append(_same("published", plan_digest(plan), published.strip().lower()))
    checks.append(_same("objects", list_digest(plan.objects), plan.objects_sha256))
    checks.append(_same("inspectors", list_digest(plan.inspectors), plan.inspectors_sha256))
    sound = _plan_check(plan)
    checks.append(sound)
    checks += _earlier_checks(plan, list(earlier))
    if isinstance(found, Record) and sound.holds:
        checks += _draw_checks(found)
    return Verified(tuple(checks), found)


def _same(code: str, computed: str, recorded: str) -> Check:
    return Check(code, computed == recorded, {"computed": computed, "recorded": recorded[:64]})


def _plan_check(plan: Plan) -> Check:
    """Whether the plan is one that freezing makes: sorted, complete, the places as its rule says."""
    try:
        again = freeze_again(plan)
    except DrawError as error:
        return Check("plan", False, {"parts": ""}, error.problems)
    # the digests of the lists have checks of their own
    own = replace(
        again, objects_sha256=plan.objects_sha256, inspectors_sha256=plan.inspectors_sha256
    )
    names = ("format", "objects", "inspectors", "size", "places", "earlier")
    parts = [name for name in names if getattr(own, name) != getattr(plan, name)]
    return Check("plan", not parts, {"parts": ", ".join(parts)})


def _earlier_checks(plan: Plan, files: Sequence[bytes]) -> list[Check]:
    """Whether the earlier draws are those of the files given."""
    checks = []
    recorded = {earlier.sha256: earlier.ids for earlier in plan.earlier}
    for number, data in enumerate(files, 1):
        params = {"number": str(number)}
        try:
            record = read_file(data)
        except NotCanonical:
            checks.append(Check("earlier", False, params))
            continue
        holds = (
            isinstance(record, Record)
            and seal(record).sha256 == record.sha256
            and recorded.get(record.sha256) == tuple(sorted(stand(record).ids))
        )
        checks.append(Check("earlier", holds, params))
    return checks


def _draw_checks(record: Record) -> list[Check]:
    plan, draw = record.frozen, record.draw
    try:
        again = run_draw(plan, draw.seeds, draw.on)
    except DrawError as error:
        return [Check("seed", False, problems=error.problems)]
    same_seed = again.draw.seeds == draw.seeds and record.format == FORMAT
    checks = [Check("seed", same_seed, {"seed": " / ".join(draw.seeds)})]
    count = sum(len(stratum.ids) for stratum in draw.drawn)
    checks.append(Check("drawn", again.draw.drawn == draw.drawn, {"count": str(count)}))
    if not all(check.holds for check in checks):
        return checks
    for number, step in enumerate(record.steps, 1):
        check, again = _step_check(again, step, number)
        checks.append(check)
        if not check.holds:
            return checks
    if stand(record).assigned:
        checks.append(_teams_check(record))
    return checks


def _step_check(before: Record, step: Step, number: int) -> tuple[Check, Record]:
    """Whether ``step`` comes out again from the record ``before`` it; and the record after it."""
    params = {
        "number": str(number),
        "absent": step.absent,
        "substitute": step.substitute,
        "reason": step.reason,
        "tries": ", ".join(str(drawing.tries) for drawing in step.drawings),
        "teams": str(len(step.teams)),
    }
    code = {"assign": "assign", "object": "object", "inspector": "inspector"}.get(step.kind, "step")
    try:
        if step.kind == "assign":
            after = assign_inspectors(before, step.on)
        else:
            after = substitute(before, step.absent, step.reason, step.on)
    except DrawError as error:
        return Check(code, False, params, error.problems), before
    except NotEnoughInspectors:
        problem = DrawProblem("not-enough-inspectors")
        return Check(code, False, params, (problem,)), before
    holds = after.steps[-1] == step
    if holds and step.kind == "object":
        code += "" if step.substitute else "-none"
    return Check(code, holds, params), after


def _teams_check(record: Record) -> Check:
    """Whether in the end every object has its inspectors, none with a conflict, none too often.

    Asked of the lists alone, without drawing anything again.
    """
    plan = record.frozen
    standing = stand(record)
    inspectors = {i.id: i for i in plan.inspectors}
    objects = {o.id: o for o in plan.objects}
    sent: list[str] = []
    good = set(standing.ids) == set(standing.teams)
    for object_id, team in standing.teams.items():
        sent += team
        good = good and len(set(team)) == len(team) == plan.inspectors_each
        good = good and all(
            i not in standing.absent and not conflict_kinds(inspectors[i], objects[object_id])
            for i in team
        )
    good = good and all(sent.count(i) <= plan.per_inspector for i in set(sent))
    params = {"each": str(plan.inspectors_each), "most": str(plan.per_inspector)}
    return Check("teams", good, params)
