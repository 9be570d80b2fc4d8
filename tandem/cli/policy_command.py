"""``tandem policy check|show|diff``: validate, print and compare policies."""

from __future__ import annotations

from pathlib import Path

import click

from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand, SpokenGroup
from tandem.cli.inputs import clauses_beside, policy_error_lines, read_policy
from tandem.cli.options import lang_option
from tandem.lib.messages import Messages
from tandem.policy.problems import PolicyError
from tandem.policy.shipped import district_policy


def command(messages: Messages) -> click.Group:
    """The group of commands in the messages' language."""

    @click.group(
        "policy",
        cls=SpokenGroup,
        messages=messages,
        help=messages("help-policies"),
        short_help=messages("short-policies"),
    )
    def policy_group() -> None:
        pass

    policy_group.add_command(_check(messages))
    policy_group.add_command(_show(messages))
    policy_group.add_command(_diff(messages))
    return policy_group


def _check(messages: Messages) -> click.Command:
    @click.command(
        "check",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-check"),
        short_help=messages("short-check"),
    )
    @click.argument("path", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
    @lang_option(messages)
    def check(path: Path | None) -> None:
        path = path or district_policy()
        policy = read_policy(path, messages)
        try:
            clauses = clauses_beside(path)
        except PolicyError as error:
            raise Failure(policy_error_lines(error, messages)) from error
        unknown = [r for r in policy.rules if clauses and r.clause not in clauses]
        if unknown:
            raise Failure(
                [messages("check-no-clause", {"rule": r.id, "clause": r.clause}) for r in unknown]
            )
        params = {"path": str(path), "rules": len(policy.rules), "hash": policy.hash}
        click.echo(messages("check-valid", params))
        examples = path.with_name("examples")
        if examples.is_dir():
            from tandem.cli.policy_examples import report_examples

            report_examples(policy, examples, messages)

    return check


def _show(messages: Messages) -> click.Command:
    @click.command(
        "show",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-show"),
        short_help=messages("short-show"),
    )
    @click.argument("path", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
    @lang_option(messages)
    def show(path: Path | None) -> None:
        from tandem.reports import make_console
        from tandem.reports.policies import print_policy

        print_policy(
            make_console(),
            read_policy(path or district_policy(), messages),
            messages.language,
        )

    return show


def _diff(messages: Messages) -> click.Command:
    @click.command(
        "diff",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-diff"),
        short_help=messages("short-diff"),
    )
    @click.argument("before", metavar="BEFORE", type=click.Path(path_type=Path))
    @click.argument("after", metavar="AFTER", type=click.Path(path_type=Path))
    @lang_option(messages)
    def diff(before: Path, after: Path) -> None:
        from tandem.policy.compare import diff_policies
        from tandem.reports import make_console
        from tandem.reports.policies import print_differences

        old, new = read_policy(before, messages), read_policy(after, messages)
        print_differences(make_console(), diff_policies(old, new), old, new, messages.language)

    return diff
