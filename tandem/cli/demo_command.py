"""``tandem demo``: make the demo district, evaluate it, show the result."""

from __future__ import annotations

from pathlib import Path

import click

from tandem.cli.help import SpokenCommand
from tandem.cli.options import lang_option
from tandem.cli.output import write_all
from tandem.lib.messages import Messages


def command(messages: Messages) -> click.Command:
    """The command in the messages' language."""

    @click.command(
        "demo",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-demo"),
        short_help=messages("short-demo"),
    )
    @click.option(
        "--out",
        type=click.Path(path_type=Path),
        default=Path("out/demo"),
        show_default=True,
        help=messages("help-demo-out"),
    )
    @lang_option(messages)
    @click.pass_context
    def demo_command(ctx: click.Context, out: Path) -> None:
        from tandem.cli import evaluate_command
        from tandem.demo import default_as_of, make_demo_district, write_folder

        district = make_demo_district()
        as_of = default_as_of(district)
        facts = out / "facts"
        write_all(out, {}, messages)
        write_folder(district, facts)
        click.echo(messages("demo-made", {"folder": str(facts)}))
        ctx.invoke(
            evaluate_command.command(messages),
            facts=facts,
            as_of=as_of,
            out=out / "results",
        )
        click.echo(messages("demo-next", {"facts": str(facts), "as_of": as_of.isoformat()}))

    return demo_command
