"""``tandem backup``: database and uploaded files in one archive, while the application runs."""

from __future__ import annotations

from pathlib import Path

import click

from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand
from tandem.cli.options import lang_option
from tandem.facts.describe import reason_in_words
from tandem.lib.messages import Messages


def command(messages: Messages) -> click.Command:
    """The command in the messages' language."""

    @click.command(
        "backup",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-backup"),
        short_help=messages("short-backup"),
    )
    @click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
    @lang_option(messages)
    def backup_command(target: Path) -> None:
        from tandem.cli.web import set_up

        set_up(messages, "any")
        from tandem.exchange.backups.making import make_backup

        try:
            manifest = make_backup(target)
        except OSError as error:
            reason = reason_in_words(error.strerror or str(error), messages.language)
            said = {"path": str(error.filename or target), "reason": reason}
            raise Failure([messages("cannot-write", said)]) from error
        counts = {"path": str(target), "rows": manifest.rows, "files": manifest.files}
        click.echo(messages("backup-done", counts))

    return backup_command
