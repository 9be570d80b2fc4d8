"""``tandem nightly``: what time alone makes due, once a night."""

from __future__ import annotations

import click

from tandem.cli.help import SpokenCommand
from tandem.cli.options import lang_option
from tandem.lib.messages import Messages


def command(messages: Messages) -> click.Command:
    """The command in the messages' language."""

    @click.command(
        "nightly",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-nightly"),
        short_help=messages("short-nightly"),
    )
    @lang_option(messages)
    def nightly_command() -> None:
        from tandem.cli.web import set_up

        set_up(messages)
        from tandem.audit.actions import seal_events
        from tandem.compliance.stored import bring_up_to_date
        from tandem.dashboards.board.fulfilment import draw_fulfilment
        from tandem.dashboards.warning import tell_of_pace
        from tandem.evidence.sweeping import sweep_files
        from tandem.notifications.digest import send_digests

        evaluated = bring_up_to_date()
        draw_fulfilment()
        tell_of_pace()
        said = {
            "evaluated": evaluated,
            "mails": send_digests(),
            "sealed": seal_events(),
            "swept": sweep_files(),
        }
        click.echo(messages("nightly-done", said))

    return nightly_command
