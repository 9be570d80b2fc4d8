"""Help in the chosen language: click's section heads and marks with our own words in their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from tandem.lib.messages import Messages


class SpokenCommand(click.Command):
    """A command whose whole help is in the messages' language; the commands of this package use it."""

    def __init__(self, *arguments: Any, messages: Messages, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.messages = messages

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line, under our own word for it."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=self.messages("head-usage"))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` with our own description."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.messages("help-help")
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, each with its description and what must be known of it."""
        rows = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and isinstance(param, click.Option):
                rows.append((record[0], self._described(param, ctx)))
        write_section(formatter, self.messages("head-options"), rows)

    def _described(self, option: click.Option, ctx: click.Context) -> str:
        extra = option.get_help_extra(ctx)
        said = [option.help or ""]
        if extra.get("required"):
            said.append(self.messages("option-required"))
        default = option.show_default if isinstance(option.show_default, str) else None
        default = default or extra.get("default")
        if default:
            said.append(self.messages("option-default", {"default": default}))
        return "  ".join(filter(None, said))


class SpokenGroup(SpokenCommand, click.Group):
    """A group of commands whose whole help is in the messages' language."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        SpokenCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands in the order of :meth:`list_commands`, each with its short description."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(formatter.width)))
        write_section(formatter, self.messages("head-commands"), rows)


def write_section(
    formatter: click.HelpFormatter, head: str, rows: Sequence[tuple[str, str]]
) -> None:
    """A head that carries its own colon, and rows of name and description under it."""
    if not rows:
        return
    formatter.write_paragraph()
    formatter.write(f"{head}\n")
    with formatter.indentation():
        formatter.write_dl(rows)
