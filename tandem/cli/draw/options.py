"""Options that several draw commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from tandem.cli.language import command_messages
from tandem.cli.options import AnyFunction, Day
from tandem.lib.messages import Messages


def on_option(messages: Messages) -> Callable[[AnyFunction], AnyFunction]:
    """``--on``: the day on which it is done; nothing here reads the clock."""
    day = Day(command_messages(messages.language))
    return click.option("--on", "on", type=day, required=True, help=messages("help-on"))


def out_option(messages: Messages) -> Callable[[AnyFunction], AnyFunction]:
    """``--out``: the file to write."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path),
        required=True,
        help=messages("help-out-file"),
    )
