"""``tandem draw run`` and ``tandem draw assign``: the lots, then the inspectors and substitutions."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import click

from tandem.cli.draw.files import read_plan, read_record, refuse_existing, text_of
from tandem.cli.draw.options import on_option, out_option
from tandem.cli.draw.words import error_lines, result_lines, seed_line, shortage_lines
from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand
from tandem.cli.language import command_messages
from tandem.cli.options import lang_option
from tandem.cli.output import text_writer, write_one
from tandem.lib.messages import Messages
from tandem.matching.draw import (
    DrawError,
    NotEnoughInspectors,
    Record,
    assign_inspectors,
    run_draw,
    substitute,
)


def run_command(messages: Messages) -> click.Command:
    """``tandem draw run`` in the messages' language."""
    general = command_messages(messages.language)

    @click.command(
        "run",
        cls=SpokenCommand,
        messages=general,
        help=messages("help-run"),
        short_help=messages("short-run"),
    )
    @click.argument("frozen", metavar="FROZEN", type=click.Path(path_type=Path))
    @click.option("--seed", "seeds", multiple=True, required=True, help=messages("help-seed"))
    @on_option(messages)
    @out_option(messages)
    @lang_option(general)
    def command(frozen: Path, seeds: tuple[str, ...], on: date, out: Path) -> None:
        refuse_existing(out, messages)
        plan = read_plan(frozen, messages)
        try:
            record = run_draw(plan, seeds, on)
        except DrawError as error:
            raise Failure([*error_lines(error, messages), messages("refused")]) from error
        _write(record, out, messages, seed_line(record, messages))

    return command


def assign_command(messages: Messages) -> click.Command:
    """``tandem draw assign`` in the messages' language."""
    general = command_messages(messages.language)

    @click.command(
        "assign",
        cls=SpokenCommand,
        messages=general,
        help=messages("help-assign"),
        short_help=messages("short-assign"),
    )
    @click.argument("path", metavar="RECORD", type=click.Path(path_type=Path))
    @on_option(messages)
    @click.option("--absent", help=messages("help-absent"))
    @click.option("--reason", help=messages("help-reason"))
    @lang_option(general)
    def command(path: Path, on: date, absent: str | None, reason: str | None) -> None:
        if (absent is None) != (reason is None):
            raise Failure([messages("needs-both"), messages("refused")])
        record = read_record(path, messages)
        try:
            if absent is None or reason is None:
                after = assign_inspectors(record, on)
            else:
                said = " ".join(unicodedata.normalize("NFC", reason).split())
                after = substitute(record, absent, said, on)
        except DrawError as error:
            raise Failure([*error_lines(error, messages), messages("refused")]) from error
        except NotEnoughInspectors as error:
            lines = shortage_lines(error, record.frozen, messages)
            raise Failure([*lines, messages("refused")]) from error
        _write(after, path, messages)

    return command


def _write(record: Record, path: Path, messages: Messages, *said: str) -> None:
    write_one(path, text_writer(text_of(record, messages)), command_messages(messages.language))
    for line in (*said, *result_lines(record, messages)):
        click.echo(line)
    click.echo(messages("written", {"path": str(path)}))
