"""What stands in the way of a draw: codes and parameters, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DrawProblem:
    """One obstacle: its code (a message id, with the prefix ``problem-``) and its parameters."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


class DrawError(Exception):
    """The draw cannot go on as asked: ``problems`` lists every reason."""

    def __init__(self, problems: Sequence[DrawProblem]) -> None:
        first = problems[0]
        super().__init__(f"{first.code} {dict(first.params)} ({len(problems)} in all)")
        self.problems = tuple(problems)


def refuse(code: str, **params: object) -> DrawError:
    """The error of a single problem, to be raised."""
    return DrawError([DrawProblem(code, {name: str(value) for name, value in params.items()})])
