"""``tandem template``: an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand
from tandem.cli.inputs import read_policy
from tandem.cli.options import lang_option, policy_option
from tandem.cli.output import write_one
from tandem.facts import write_template
from tandem.lib.messages import Messages


def command(messages: Messages) -> click.Command:
    """The command in the messages' language."""

    @click.command(
        "template",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-template"),
        short_help=messages("short-template"),
    )
    @click.argument("target", metavar="OUT.xlsx", type=click.Path(path_type=Path))
    @policy_option(messages)
    @lang_option(messages)
    def template_command(target: Path, policy_path: Path) -> None:
        if target.suffix.lower() != ".xlsx":
            raise Failure([messages("template-not-xlsx", {"path": str(target)})])
        if target.exists():
            # most likely the one that has been filled in since
            raise Failure([messages("template-exists", {"path": str(target)})])
        policy = read_policy(policy_path, messages)

        def write(path: Path) -> None:
            write_template(path, vocabulary=policy.codes(), language=messages.language)

        write_one(target, write, messages)
        click.echo(messages("template-written", {"path": str(target)}))

    return template_command
