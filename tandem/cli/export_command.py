"""``tandem export``: the database as a contract folder or workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand
from tandem.cli.options import lang_option
from tandem.cli.output import Writer, write_all, write_one
from tandem.lib.messages import Messages


def command(messages: Messages) -> click.Command:
    """The command in the messages' language."""

    @click.command(
        "export",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-export"),
        short_help=messages("short-export"),
    )
    @click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
    @lang_option(messages)
    def export_command(out: Path) -> None:
        from tandem.cli.web import set_up

        set_up(messages)
        from tandem.exchange.exporting import (
            TooManyRowsError,
            contract_rows,
            write_csv,
            write_workbook,
        )
        from tandem.exchange.snapshots import one_moment
        from tandem.facts.labels import table_title
        from tandem.policy.schema import TABLES

        with one_moment():
            rows = contract_rows()
            if out.suffix.lower() == ".xlsx":
                try:
                    write_one(
                        out,
                        lambda path: write_workbook(rows, path, messages.language),
                        messages,
                    )
                except TooManyRowsError as error:
                    title = table_title(error.table, messages.language)
                    raise Failure([messages("export-too-many", {"table": title})]) from error
            else:
                files: dict[str, Writer] = {
                    f"{table.name}.csv": partial(write_csv, table, rows[table.name])
                    for table in TABLES
                }
                write_all(out, files, messages)
        click.echo(messages("export-done", {"path": str(out)}))

    return export_command
