"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from tandem.lib.messages import Messages
from tandem.lib.titles import LANGUAGES
from tandem.policy.shipped import district_policy

AnyFunction = Callable[..., Any]


class Day(click.ParamType[date]):
    """A date written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            if len(value) != 10:
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self.fail(self._messages("usage-day", {"value": str(value)}), param, ctx)


def as_of_option(messages: Messages) -> Callable[[AnyFunction], AnyFunction]:
    """``--as-of``: the day on which everything is looked at."""
    return click.option(
        "--as-of", "as_of", type=Day(messages), required=True, help=messages("help-as-of")
    )


def policy_option(messages: Messages) -> Callable[[AnyFunction], AnyFunction]:
    """``--policy``: the policy file, the shipped district policy by default."""
    return click.option(
        "--policy",
        "policy_path",
        type=click.Path(path_type=Path),
        default=district_policy,
        show_default=messages("help-policy-default"),
        help=messages("help-policy"),
    )


def lang_option(messages: Messages) -> Callable[[AnyFunction], AnyFunction]:
    """``--lang``: read before parsing (see ``language``); declared here for the help."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=messages.language,
        expose_value=False,
        help=messages("help-lang"),
    )


def facts_argument() -> Callable[[AnyFunction], AnyFunction]:
    """``FACTS``: a folder of CSV or Parquet, or one workbook."""
    return click.argument("facts", metavar="FACTS", type=click.Path(path_type=Path))
