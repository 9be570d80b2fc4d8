"""What every contestant is given and must hand back, so that all are measured alike.

A contestant is a module, run as ``python -m bench.<name> FACTS --as-of DAY --out FILE``: it reads the
facts from a folder of Parquet files, evaluates every rule as of a day, and writes the whole findings
table to one Parquet file (columns :data:`COLUMNS`, any row order). Starting up, reading and writing
are part of its time.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

AS_OF = date(2026, 1, 5)
"""The day the bench asks about: the generated first round's last term runs until 20 January."""

COLUMNS = (
    "collaboration_id",
    "requirement",
    "period",
    "duty",
    "severity",
    "achieved",
    "required",
    "status",
    "clause",
)
"""The contract's ``findings``; achieved and required are doubles, everything else is text."""


class Rule(NamedTuple):
    """What the reading's table says of one requirement, as far as a finding shows it."""

    id: str
    clause: str
    duty: str
    severity: str = "must"


RULES = (
    Rule("collaboration-meeting", "5.1.2", "both"),
    Rule("heads-exchange", "5.1.2", "both"),
    Rule("joint-seminar", "5.1.2", "both"),
    Rule("student-event", "5.1.2", "both"),
    Rule("mentor-pairs", "5.1.3", "both"),
    Rule("core-subjects", "5.1.3", "both", "advice"),
    Rule("mentor-observation", "5.1.3", "lead"),
    Rule("research-guidance", "5.1.3", "lead"),
    Rule("open-meetings", "5.2.2", "lead"),
    Rule("lesson-preparation", "5.2.2", "lead"),
    Rule("project-guidance", "5.2.2", "lead"),
    Rule("demonstration", "5.2.2", "lead"),
    Rule("lecture", "5.2.2", "lead"),
    Rule("study-visit", "5.3.2", "partner"),
    Rule("secondment", "5.3.2", "partner"),
    Rule("secondment-evaluation", "5.3.2", "lead"),
    Rule("observation-visits", "5.3.3", "partner"),
    Rule("open-lesson", "5.3.3", "partner"),
    Rule("shared-project", "5.3.3", "partner"),
    Rule("writing", "5.3.3", "partner"),
    Rule("plan", "5.1.1", "both"),
    Rule("plan-approval", "5.1.1", "bureau"),
    Rule("aid", "4.4", "lead", "advice"),
    Rule("department-visit", "5.4.2", "bureau"),
)
RULES_BY_ID = {rule.id: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Task:
    """The facts' folder, the day, the file to write, and the threads it may use."""

    facts: Path
    as_of: date
    out: Path
    threads: int

    def table(self, name: str) -> str:
        """SQL that reads one table of the contract; every contestant is given all of them."""
        path = str(self.facts / f"{name}.parquet").replace("'", "''")
        return f"read_parquet('{path}')"


@dataclass(slots=True)
class Stopwatch:
    """Seconds by step, in the order in which the steps were taken."""

    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done inside; a name used again adds to its seconds."""
        begin = time.perf_counter()
        yield
        self.steps[name] = self.steps.get(name, 0.0) + time.perf_counter() - begin


def run_contestant(evaluate: Callable[[Task, Stopwatch], None]) -> None:
    """Command line of one contestant; prints its seconds by step as one line of JSON."""
    parser = argparse.ArgumentParser(description="One contestant of the bench.")
    parser.add_argument("facts", type=Path, help="folder of Parquet files, one a table")
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the findings, as Parquet")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    watch = Stopwatch()
    evaluate(Task(options.facts, options.as_of, options.out, options.threads), watch)
    print(json.dumps({name: round(seconds, 3) for name, seconds in watch.steps.items()}))
