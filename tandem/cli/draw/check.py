"""``tandem draw verify``: a published record looked over, in words."""

from __future__ import annotations

from pathlib import Path

import click

from tandem.cli.draw.files import read_bytes
from tandem.cli.draw.words import verified_lines
from tandem.cli.help import SpokenCommand
from tandem.cli.language import command_messages
from tandem.cli.options import lang_option
from tandem.lib.messages import Messages
from tandem.matching.draw import Plan, Record, Verified, stand, verify_file

DOES_NOT_HOLD = 1
"""Exit code: the file was looked over, and something does not hold."""


def verify_command(messages: Messages) -> click.Command:
    """The command in the messages' language."""
    general = command_messages(messages.language)

    @click.command(
        "verify",
        cls=SpokenCommand,
        messages=general,
        help=messages("help-verify"),
        short_help=messages("short-verify"),
    )
    @click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
    @click.option("--published", help=messages("help-published"))
    @click.option(
        "--earlier",
        type=click.Path(path_type=Path),
        multiple=True,
        help=messages("help-earlier"),
    )
    @lang_option(general)
    @click.pass_context
    def command(
        ctx: click.Context, path: Path, published: str | None, earlier: tuple[Path, ...]
    ) -> None:
        files = [read_bytes(other, messages) for other in earlier]
        verified = verify_file(read_bytes(path, messages), published, files)
        hints = _hints(verified, published is not None, bool(earlier))
        for line in verified_lines(verified, path, messages, hints):
            click.echo(line)
        if not verified.holds:
            ctx.exit(DOES_NOT_HOLD)

    return command


def _hints(verified: Verified, published: bool, earlier: bool) -> list[str]:
    """What was not, or could not be, looked at."""
    hints = []
    found = verified.found
    if isinstance(found, Plan):
        hints.append("note-undrawn")
    if isinstance(found, Record):
        if not published:
            hints.append("note-published")
        if not stand(found).assigned:
            hints.append("note-unassigned")
        if found.frozen.earlier and not earlier:
            hints.append("note-earlier")
    return hints
