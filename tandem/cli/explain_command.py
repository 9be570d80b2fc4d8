"""``tandem explain``: one finding with the facts that counted and those that nearly did."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand
from tandem.cli.inputs import clauses_beside, read_checked_facts, read_policy
from tandem.cli.options import as_of_option, facts_argument, lang_option, policy_option
from tandem.lib.messages import Messages
from tandem.policy.model import Policy
from tandem.policy.results import Finding


def command(messages: Messages) -> click.Command:
    """The command in the messages' language."""

    @click.command(
        "explain",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-explain"),
        short_help=messages("short-explain"),
    )
    @facts_argument()
    @click.argument("collaboration")
    @click.argument("requirement")
    @click.argument("period")
    @as_of_option(messages)
    @policy_option(messages)
    @lang_option(messages)
    def explain_command(
        facts: Path,
        collaboration: str,
        requirement: str,
        period: str,
        as_of: date,
        policy_path: Path,
    ) -> None:
        from tandem.policy.evaluate import find
        from tandem.policy.explain import explain
        from tandem.reports import make_console, read_context
        from tandem.reports.explanations import print_explanation

        policy = read_policy(policy_path, messages)
        read = read_checked_facts(facts, policy, messages)
        findings = find(policy, read.connection, as_of)
        named = _rule_named(requirement, policy)
        finding = _pick(findings, (collaboration, named, period), messages)
        explanation = explain(policy, read.connection, finding, as_of)
        print_explanation(
            make_console(),
            explanation,
            policy,
            read_context(read.connection),
            read.connection,
            messages.language,
            as_of,
            clauses_beside(policy_path),
        )

    return explain_command


def _rule_named(requirement: str, policy: Policy) -> str:
    """The id of the rule whose title in any language was given; what was given where there is none."""
    for rule in policy.rules:
        if requirement.casefold() in (title.casefold() for title in rule.title.all()):
            return rule.id
    return requirement


def _pick(findings: Sequence[Finding], key: tuple[str, str, str], messages: Messages) -> Finding:
    """The finding of that key; a :class:`Failure` that says which part is unknown, and the nearest."""
    remaining = list(findings)
    parts: tuple[tuple[str, str, Callable[[Finding], str]], ...] = (
        ("collaboration", key[0], lambda f: f.collaboration_id),
        ("requirement", key[1], lambda f: f.requirement),
        ("period", key[2], lambda f: f.period),
    )
    for name, wanted, value in parts:
        known = list(dict.fromkeys(value(f) for f in remaining))
        if wanted not in known:
            near = difflib.get_close_matches(wanted, known, n=8, cutoff=0) or known[:8]
            params = {"value": wanted, "known": "  ".join(near), "count": len(known)}
            raise Failure([messages(f"explain-unknown-{name}", params)])
        remaining = [f for f in remaining if value(f) == wanted]
    return remaining[0]
