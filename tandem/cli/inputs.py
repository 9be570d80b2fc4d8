"""Reading a policy and facts for a command: all mistakes in words, or what was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from tandem.cli.failure import Failure
from tandem.facts import Facts, FactsError, describe, read_facts
from tandem.facts.describe import reason_in_words
from tandem.lib.messages import Messages
from tandem.policy.clauses import Clause, load_clauses
from tandem.policy.load import load_policy
from tandem.policy.model import Policy
from tandem.policy.problems import PolicyError, PolicyProblem

_OF_THE_FILE = frozenset({"unreadable", "not-utf8"})
"""Mistakes that concern a whole file, not one of its lines."""


def read_policy(path: Path, messages: Messages) -> Policy:
    """The policy at ``path``; a :class:`Failure` that lists every mistake otherwise."""
    try:
        return load_policy(path)
    except PolicyError as error:
        raise Failure(policy_error_lines(error, messages)) from error


def policy_error_lines(error: PolicyError, messages: Messages) -> list[str]:
    """Every mistake of a policy or examples file, a line each, and a closing line."""
    lines = [
        messages(
            "policy-in" if problem.code in _OF_THE_FILE else "policy-at",
            {
                "source": error.source,
                "line": str(problem.line),
                "key": problem.key or "–",
                "text": _policy_sentence(problem, messages),
            },
        )
        for problem in error.problems
    ]
    return [*lines, messages("policy-unusable", {"count": len(error.problems)})]


def _policy_sentence(problem: PolicyProblem, messages: Messages) -> str:
    found = problem.found
    if problem.code == "unreadable":
        found = reason_in_words(found, messages.language)
    shown = list(problem.expected[:8]) + (["…"] if len(problem.expected) > 8 else [])
    return messages(
        f"policy-{problem.code}",
        {"found": found, "expected": " | ".join(shown), "nearest": "".join(shown[:1])},
    )


def read_checked_facts(
    source: Path,
    policy: Policy,
    messages: Messages,
    progress: Callable[[str, float], None] | None = None,
) -> Facts:
    """The facts at ``source``, notices told; a :class:`Failure` that lists every mistake otherwise."""
    try:
        facts = read_facts(source, vocabulary=policy.codes(), progress=progress)
    except FactsError as error:
        lines = [describe(problem, messages.language) for problem in error.problems]
        raise Failure([*lines, messages("facts-unusable", {"count": error.total})]) from error
    for notice in facts.notices:
        click.echo(describe(notice, messages.language), err=True)
    return facts


def clauses_beside(policy_path: Path) -> dict[str, Clause]:
    """The clauses that lie beside a policy, by id; empty where there are none."""
    path = policy_path.with_name("clauses.toml")
    return dict(load_clauses(path)) if path.is_file() else {}
