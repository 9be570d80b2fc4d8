"""``tandem init``: from an empty database to the bureau, its administrator and the first round."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand
from tandem.cli.options import lang_option
from tandem.lib.messages import Messages

if TYPE_CHECKING:
    from tandem.pairings.proposing import TermDates


def command(messages: Messages) -> click.Command:
    """The command in the messages' language."""

    @click.command(
        "init",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-init"),
        short_help=messages("short-init"),
    )
    @click.option("--bureau", metavar="NAME", help=messages("help-init-bureau"))
    @click.option("--region", metavar="CODE", default="", help=messages("help-init-region"))
    @click.option("--name", metavar="NAME", help=messages("help-init-name"))
    @click.option("--username", metavar="NAME", help=messages("help-init-username"))
    @click.option(
        "--password-file",
        type=click.Path(path_type=Path, allow_dash=True),
        help=messages("help-init-password-file"),
    )
    @click.option("--round", "round_name", metavar="NAME", help=messages("help-init-round"))
    @click.option("--year", type=int, help=messages("help-init-year"))
    @click.option(
        "--terms", "terms_path", type=click.Path(path_type=Path), help=messages("help-init-terms")
    )
    @click.option("--yes", is_flag=True, help=messages("help-init-yes"))
    @lang_option(messages)
    def init(
        bureau: str | None,
        region: str,
        name: str | None,
        username: str | None,
        password_file: Path | None,
        round_name: str | None,
        year: int | None,
        terms_path: Path | None,
        yes: bool,
    ) -> int:
        from tandem.cli.web import set_up

        set_up(messages, "make")
        from django.core.exceptions import ValidationError

        from tandem.calendar import today
        from tandem.dashboards.starting.actions import Beginning, start_programme
        from tandem.pairings.proposing import propose_round

        ask = _Asking(messages, yes)
        bureau = ask.text(bureau, "bureau")
        name = ask.text(name, "name")
        username = ask.text(username, "username")
        password = _password(messages, password_file, yes)
        round_name = ask.text(round_name, "round", messages("init-first-round"))
        year = year or int(ask.text(None, "year", str(today().year)))
        starts_on, ends_on = propose_round(year)
        terms = _terms_of_file(messages, terms_path) if terms_path else ask.terms(year)
        beginning = Beginning(
            bureau, region, username, name, password, round_name, starts_on, ends_on, terms
        )
        try:
            start_programme(beginning)
        except ValidationError as error:
            raise Failure([*error.messages, messages("init-nothing")]) from error
        click.echo(messages("init-done", {"bureau": bureau, "round": round_name}))
        return 0

    return init


class _Asking:
    """Asks for what no option gives, or takes what is proposed."""

    def __init__(self, messages: Messages, yes: bool) -> None:
        self.messages = messages
        self.yes = yes

    def text(self, given: str | None, what: str, proposed: str | None = None) -> str:
        if given is not None:
            return given
        if not self.yes:
            return str(click.prompt(self.messages(f"init-{what}"), default=proposed))
        if proposed is None:
            raise Failure([self.messages("init-missing", {"option": f"--{what}"})])
        return proposed

    def terms(self, year: int) -> list[TermDates]:
        from tandem.pairings.proposing import TermDates, propose_terms

        terms = propose_terms(year)
        if self.yes:
            return terms
        return [
            TermDates(term.year, term.season, *self._dates(term.year, term.season, term))
            for term in terms
        ]

    def _dates(self, year: int, season: str, proposed: TermDates) -> tuple[date, date]:
        question = self.messages("init-term", {"year": str(year), "season": season})
        while True:
            value = click.prompt(question, default=f"{proposed.starts_on} {proposed.ends_on}")
            try:
                first, last = (date.fromisoformat(part) for part in value.split())
            except ValueError:
                click.echo(self.messages("init-term-wrong", {"value": value}), err=True)
                continue
            return first, last


def _password(messages: Messages, path: Path | None, yes: bool) -> str:
    if path is not None:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
        return (text.splitlines() or [""])[0]
    if yes:
        raise Failure([messages("init-missing", {"option": "--password-file"})])
    return str(click.prompt(messages("init-password"), hide_input=True, confirmation_prompt=True))


def _terms_of_file(messages: Messages, path: Path) -> Sequence[TermDates]:
    from tandem.pairings.proposing import TermDates

    terms = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.reader(file), 1):
            if line == 1 and row and not row[0].strip().isdecimal():
                continue
            try:
                year, season, first, last = (cell.strip() for cell in row)
                if season not in ("spring", "autumn"):
                    raise ValueError(season)
                terms.append(
                    TermDates(
                        int(year), season, date.fromisoformat(first), date.fromisoformat(last)
                    )
                )
            except ValueError as error:
                said = {"path": str(path), "line": line}
                raise Failure([messages("init-terms-wrong", said)]) from error
    return terms
