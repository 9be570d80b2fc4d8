"""``tandem pair``: which lead for which partner, why, what if a school closes; who guides whom inside."""

from __future__ import annotations

import click

from tandem.cli.help import SpokenGroup
from tandem.cli.pair.lists import pair_messages
from tandem.lib.messages import Messages


class _InOrder(SpokenGroup):
    """Lists its commands in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def command(messages: Messages) -> click.Group:
    """The group of commands in the messages' language."""
    from tandem.cli.pair.explain import explain_command
    from tandem.cli.pair.mentors import mentors_command
    from tandem.cli.pair.propose import propose_command
    from tandem.cli.pair.repair import repair_command

    own = pair_messages(messages.language)

    @click.group(
        "pair",
        cls=_InOrder,
        messages=messages,
        help=own("help-pair"),
        short_help=own("short-pair"),
    )
    def pair_group() -> None:
        pass

    for make in (propose_command, explain_command, repair_command, mentors_command):
        pair_group.add_command(make(messages, own))
    return pair_group
