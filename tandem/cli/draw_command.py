"""``tandem draw freeze|run|assign|verify``: the verifiable draw of spot checks."""

from __future__ import annotations

import click

from tandem.cli.draw.carry_out import assign_command, run_command
from tandem.cli.draw.check import verify_command
from tandem.cli.draw.freeze import freeze_command
from tandem.cli.draw.words import draw_messages
from tandem.cli.help import SpokenGroup
from tandem.lib.messages import Messages


class _InOrder(SpokenGroup):
    """Lists its commands in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def command(messages: Messages) -> click.Group:
    """The group of commands in the messages' language."""
    own = draw_messages(messages.language)

    @click.group(
        "draw",
        cls=_InOrder,
        messages=messages,
        help=own("help-draw"),
        short_help=own("short-draw"),
    )
    def draw_group() -> None:
        pass

    for make in (freeze_command, run_command, assign_command, verify_command):
        draw_group.add_command(make(own))
    return draw_group
