"""``tandem restore``: a backup into the database and the folder of files; everything or nothing."""

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
        "restore",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-restore"),
        short_help=messages("short-restore"),
    )
    @click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
    @click.option("--yes", is_flag=True, help=messages("help-restore-yes"))
    @lang_option(messages)
    def restore_command(source: Path, yes: bool) -> None:
        from tandem.cli.web import set_up

        set_up(messages, "make")
        from tandem.exchange.backups.restoring import RestoreError, restore_backup

        try:
            manifest = restore_backup(source, replace=yes)
        except RestoreError as error:
            said = messages(f"restore-{error.code}", {"path": str(source), **error.params})
            raise Failure([said, messages("restore-nothing")]) from error
        except OSError as error:
            reason = reason_in_words(error.strerror or str(error), messages.language)
            params = {"path": str(error.filename or source), "reason": reason}
            said = messages("restore-unreadable", params)
            raise Failure([said, messages("restore-nothing")]) from error
        counts = {"rows": manifest.rows, "files": manifest.files, "made": manifest.made_at}
        click.echo(messages("restore-done", counts))

    return restore_command
