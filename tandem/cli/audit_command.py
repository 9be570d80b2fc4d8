"""``tandem audit verify``: whether the audit trail is as it was sealed."""

from __future__ import annotations

import click

from tandem.cli.help import SpokenCommand, SpokenGroup
from tandem.cli.options import lang_option
from tandem.lib.messages import Messages


def command(messages: Messages) -> click.Group:
    """The group of commands in the messages' language."""

    @click.group(
        "audit",
        cls=SpokenGroup,
        messages=messages,
        help=messages("help-audit"),
        short_help=messages("short-audit"),
    )
    def audit_group() -> None:
        pass

    audit_group.add_command(_verify(messages))
    return audit_group


def _verify(messages: Messages) -> click.Command:
    @click.command(
        "verify",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-verify"),
        short_help=messages("short-verify"),
    )
    @lang_option(messages)
    def verify() -> int:
        from tandem.cli.web import set_up

        set_up(messages)
        from tandem.audit.actions import seal_events
        from tandem.audit.queries import verify_chain

        # what has no seal yet can hold nothing to account: seal it, after the look at the rest
        before = verify_chain()
        if not before.holds:
            said = {"place": str(before.broken_at), "event": str(before.broken_event)}
            click.echo(messages(f"audit-{before.reason}", said))
            click.echo(messages("audit-broken", {"place": str(before.broken_at)}))
            return 1
        sealed = seal_events()
        report = verify_chain()
        if not report.holds:
            click.echo(messages("audit-broken", {"place": str(report.broken_at)}))
            return 1
        counts = {"count": report.sealed, "new": sealed, "head": report.head}
        click.echo(messages("audit-holds", counts))
        return 0

    return verify
