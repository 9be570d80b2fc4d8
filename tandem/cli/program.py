"""Putting the command together: subcommands loaded when they are called, errors in words."""

from __future__ import annotations

import errno
import importlib
import os
import re
import sys
import traceback
from collections.abc import Mapping, Sequence

import click

from tandem.cli.failure import BAD_INPUT, Failure
from tandem.cli.help import SpokenGroup
from tandem.cli.language import chosen_language, command_messages
from tandem.cli.streams import silence_output
from tandem.facts.describe import reason_in_words
from tandem.lib.messages import Messages
from tandem.lib.titles import LANGUAGES, Language

COMMANDS = (
    "init",
    "evaluate",
    "explain",
    "policy",
    "template",
    "demo",
    "draw",
    "pair",
    "import",
    "export",
    "findings",
    "nightly",
    "audit",
    "backup",
    "restore",
    "serve",
)
"""Subcommands; each is a module of this package with ``command(messages)``."""

CANNOT_PRINT = 74
"""Exit code: what was to be shown could not be (a full disk behind ``>``); files are as they should be."""

_OUTPUT_ERRORS = frozenset({errno.ENOSPC, errno.EIO, errno.EBADF, errno.EDQUOT, errno.EFBIG})
_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)")
# click has no exception of its own for these


class LazyGroup(SpokenGroup):
    """A group that imports a subcommand only when it is called, so that the command starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tandem.cli.{cmd_name}_command")
        command: click.Command = module.command(self.messages)
        return command


def program(language: Language) -> click.Group:
    """The whole command in one language."""
    messages = command_messages(language)
    group = LazyGroup(
        name="tandem",
        messages=messages,
        help=messages("help"),
        no_args_is_help=True,
        context_settings={"max_content_width": 100, "help_option_names": ["-h", "--help"]},
    )
    group.params.append(
        click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            default=language,
            expose_value=False,
            help=messages("help-lang"),
        )
    )
    from tandem import __version__

    click.version_option(
        __version__,
        prog_name="tandem",
        message="%(prog)s %(version)s",
        help=messages("help-version"),
    )(group)
    return group


def run(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run the command; its exit code. Whatever goes wrong is said in one clear message."""
    environment = os.environ if environment is None else environment
    language = chosen_language(arguments, environment)
    messages = command_messages(language)
    for argument in arguments:
        if "\0" in argument:
            click.echo(messages("usage-null", {"found": argument.replace("\0", "\\0")}), err=True)
            return BAD_INPUT
    try:
        result = program(language).main(
            args=list(arguments), prog_name="tandem", standalone_mode=False
        )
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except Failure as failure:
        for line in failure.lines:
            click.echo(line, err=True)
        return failure.code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return BAD_INPUT
    except click.ClickException as error:
        for line in _usage_lines(error, messages):
            click.echo(line, err=True)
        return BAD_INPUT
    except (KeyboardInterrupt, click.Abort):
        click.echo(messages("interrupted"), err=True)
        return 130
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has had enough (rich says it by SystemExit): that is no failure.
        silence_output()
        return 0
    except OSError as error:
        if error.filename is not None or error.errno not in _OUTPUT_ERRORS:
            return _unexpected(error, environment, messages)
        silence_output()
        reason = reason_in_words(error.strerror or str(error), language)
        click.echo(messages("cannot-print", {"reason": reason}), err=True)
        return CANNOT_PRINT
    except Exception as error:
        return _unexpected(error, environment, messages)


def _unexpected(error: Exception, environment: Mapping[str, str], messages: Messages) -> int:
    """Tell a defect of the program; its exit code."""
    if environment.get("TANDEM_DEBUG"):
        traceback.print_exc()
    said = messages("unexpected", {"error": f"{type(error).__name__}: {error}"})
    click.echo(said, err=True)
    return 70


def _usage_lines(error: click.ClickException, messages: Messages) -> list[str]:
    """A mistake in the arguments, in the chosen language, with the way to the help."""
    if isinstance(error, click.exceptions.MissingParameter) and error.param is not None:
        name = error.param.human_readable_name
        if isinstance(error.param, click.Option):
            name = error.param.opts[-1]
        text = messages("usage-missing", {"name": name})
    elif isinstance(error, click.exceptions.NoSuchOption):
        text = messages("usage-no-option", {"name": error.option_name})
    elif (
        isinstance(error, click.exceptions.BadParameter)
        and error.param is not None
        and isinstance(error.param.type, click.Choice)
    ):
        choices = " | ".join(str(choice) for choice in error.param.type.choices)
        name = error.param.opts[-1]
        text = messages("usage-choice", {"name": name, "choices": choices})
    elif isinstance(error, click.exceptions.BadParameter) and error.param is not None:
        text = messages("usage-value", {"name": error.param.opts[-1], "what": error.message})
    elif isinstance(error, click.UsageError) and "No such command" in error.format_message():
        text = messages("usage-no-command", {"commands": ", ".join(_commands(error))})
    elif isinstance(error, click.exceptions.BadOptionUsage):
        text = messages("usage-needs-value", {"name": error.option_name})
    elif found := _EXTRA.search(error.format_message()):
        text = messages("usage-too-many", {"names": found.group(1)})
    else:
        text = error.format_message()
    lines = [text]
    if isinstance(error, click.UsageError) and error.ctx is not None:
        lines.append(messages("usage-see-help", {"command": error.ctx.command_path}))
    return lines


def _commands(error: click.UsageError) -> Sequence[str]:
    """The commands of the group in which one was not found."""
    if error.ctx is not None and isinstance(error.ctx.command, click.Group):
        return error.ctx.command.list_commands(error.ctx)
    return COMMANDS
