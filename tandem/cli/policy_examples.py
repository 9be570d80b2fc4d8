"""Checking the rule examples that lie beside a policy, failures in words."""

from __future__ import annotations

from pathlib import Path

import click

from tandem.cli.failure import Failure
from tandem.cli.inputs import policy_error_lines
from tandem.lib.messages import Messages
from tandem.policy.example_files import load_examples
from tandem.policy.examples import ExampleFailure, check_examples
from tandem.policy.model import Policy
from tandem.policy.problems import PolicyError


def report_examples(policy: Policy, folder: Path, messages: Messages) -> None:
    """Say that every example holds; a :class:`Failure` that lists those that do not."""
    try:
        examples = load_examples(policy, folder)
    except PolicyError as error:
        raise Failure(policy_error_lines(error, messages)) from error
    failures = check_examples(policy, examples)
    if failures:
        params = {"failed": len(failures), "count": len(examples)}
        raise Failure(
            [
                *(_sentence(failure, messages) for failure in failures),
                messages("check-examples-failed", params),
            ]
        )
    click.echo(messages("check-examples", {"count": len(examples)}))


def _sentence(failure: ExampleFailure, messages: Messages) -> str:
    return messages(
        "check-example-failed",
        {
            "file": failure.source,
            "line": str(failure.line),
            "title": failure.title.get(messages.language),
            "what": " ".join((*failure.key, failure.column)),
            "expected": failure.expected or "–",
            "found": failure.found or "–",
        },
    )
