"""The verifiable draw of spot checks: objects and inspectors by lot, for everybody to check.

    plan = freeze(objects, inspectors, terms)      # publish plan_digest(plan) now
    record = run_draw(plan, ["31415926535897932384"], on)   # the seed, rolled in public afterwards
    record = assign_inspectors(record, on)
    record = substitute(record, "S07", "…", on)
    verify_file(file_text(record).encode())        # by anyone, at any time

Pure: no clock, no files, no chance of its own. How a stranger checks a record: ``docs/draw.md``.
"""

from tandem.matching.draw.canonical import NotCanonical, canonical_text, digest, read_canonical
from tandem.matching.draw.conflicts import conflict_kinds, may_inspect, still_colleague
from tandem.matching.draw.feasible import Place, Shortage, find_shortage
from tandem.matching.draw.lots import (
    rfc3797_key,
    rfc3797_positions,
    seed_text,
    ticket,
    ticket_order,
)
from tandem.matching.draw.model import (
    Conflicts,
    DrawObject,
    Earlier,
    Inspector,
    Plan,
    Record,
    SizeRule,
    Source,
    Step,
    Weight,
)
from tandem.matching.draw.perform import (
    NotEnoughInspectors,
    Standing,
    assign_inspectors,
    run_draw,
    select,
    stand,
    substitute,
)
from tandem.matching.draw.plan import (
    Terms,
    freeze,
    hide_reasons,
    plan_digest,
    same_names,
    strange_conflicts,
)
from tandem.matching.draw.problems import DrawError, DrawProblem
from tandem.matching.draw.record import file_text, read_file
from tandem.matching.draw.sizes import apportion, plan_places
from tandem.matching.draw.teams import deal_teams
from tandem.matching.draw.verify import Check, Verified, verify_file

__all__ = [
    "Check",
    "Conflicts",
    "DrawError",
    "DrawObject",
    "DrawProblem",
    "Earlier",
    "Inspector",
    "NotCanonical",
    "NotEnoughInspectors",
    "Place",
    "Plan",
    "Record",
    "Shortage",
    "SizeRule",
    "Source",
    "Standing",
    "Step",
    "Terms",
    "Verified",
    "Weight",
    "apportion",
    "assign_inspectors",
    "canonical_text",
    "conflict_kinds",
    "deal_teams",
    "digest",
    "file_text",
    "find_shortage",
    "freeze",
    "hide_reasons",
    "may_inspect",
    "plan_digest",
    "plan_places",
    "read_canonical",
    "read_file",
    "rfc3797_key",
    "rfc3797_positions",
    "run_draw",
    "same_names",
    "seed_text",
    "select",
    "stand",
    "still_colleague",
    "strange_conflicts",
    "substitute",
    "ticket",
    "ticket_order",
    "verify_file",
]
