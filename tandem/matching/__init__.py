"""Good pairs and fair lots: pairing proposals, mentor matching and the verifiable draw. Pure code.

The door to pairings: :func:`propose_pairing` for a new round, :func:`explain_pair` for why,
:func:`why_impossible` for why not, :func:`repair_pairing` after a merger or a closure,
:func:`match_mentors` inside a collaboration, and :func:`solve` for anyone who has a matrix. The draw
is in :mod:`tandem.matching.draw`. Nothing here reads the clock or draws a random number.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tandem.matching.explaining import explain_pair, explain_pairs
    from tandem.matching.impossible import why_impossible
    from tandem.matching.mentors import match_mentors
    from tandem.matching.proposing import Proposal, adopt_pairing, propose_pairing
    from tandem.matching.repairing import Repair, repair_pairing
    from tandem.matching.rules_file import BureauRules, load_rules, parse_rules
    from tandem.matching.solving import Assignment, solve

__all__ = [
    "Assignment",
    "BureauRules",
    "Proposal",
    "Repair",
    "adopt_pairing",
    "explain_pair",
    "explain_pairs",
    "load_rules",
    "match_mentors",
    "parse_rules",
    "propose_pairing",
    "repair_pairing",
    "solve",
    "why_impossible",
]

_MODULES = {
    "Assignment": "solving",
    "BureauRules": "rules_file",
    "Proposal": "proposing",
    "Repair": "repairing",
    "adopt_pairing": "proposing",
    "explain_pair": "explaining",
    "explain_pairs": "explaining",
    "load_rules": "rules_file",
    "match_mentors": "mentors",
    "parse_rules": "rules_file",
    "propose_pairing": "proposing",
    "repair_pairing": "repairing",
    "solve": "solving",
    "why_impossible": "impossible",
}


def __getattr__(name: str) -> Any:
    """Each door opens its own module: the draw does without the optimiser (0.3 s to import)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
