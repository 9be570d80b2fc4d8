"""``tandem findings``: the database's findings of any day as files, or a proof of the stored ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand
from tandem.cli.options import Day, lang_option
from tandem.cli.output import text_writer, write_all
from tandem.lib.messages import Messages

SHOWN = 20
"""How many differences are listed."""


def command(messages: Messages) -> click.Command:
    """The command in the messages' language."""

    @click.command(
        "findings",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-findings"),
        short_help=messages("short-findings"),
    )
    @click.option("--as-of", "as_of", type=Day(messages), help=messages("help-findings-as-of"))
    @click.option("--out", type=click.Path(path_type=Path), help=messages("help-out"))
    @click.option("--check", is_flag=True, help=messages("help-findings-check"))
    @lang_option(messages)
    def findings_command(as_of: date | None, out: Path | None, check: bool) -> int:
        from tandem.cli.web import set_up

        if check == (out is not None) or (check and as_of is not None):
            raise Failure([messages("findings-which")])
        set_up(messages)
        if out is None:
            return _check(messages)
        _write(as_of, out, messages)
        return 0

    return findings_command


def _write(as_of: date | None, out: Path, messages: Messages) -> None:
    from tandem.calendar import today
    from tandem.exchange.judging import evaluate_database
    from tandem.policy.results_io import (
        FINDING_COLUMNS,
        SIDE_YEAR_COLUMNS,
        VERDICT_COLUMNS,
        to_csv,
    )

    day = as_of or today()
    found = evaluate_database(day)
    if not found:
        raise Failure([messages("findings-no-policy")])
    findings = sorted(
        (f for e in found for f in e.findings),
        key=lambda f: (f.collaboration_id, f.requirement, f.period),
    )
    sides = sorted(
        (s for e in found for s in e.side_years),
        key=lambda s: (s.collaboration_id, s.year, s.side),
    )
    verdicts = sorted(
        (v for e in found for v in e.verdicts), key=lambda v: (v.collaboration_id, v.year)
    )
    files = {
        "findings.csv": text_writer(to_csv(findings, FINDING_COLUMNS)),
        "side_years.csv": text_writer(to_csv(sides, SIDE_YEAR_COLUMNS)),
        "verdicts.csv": text_writer(to_csv(verdicts, VERDICT_COLUMNS)),
    }
    write_all(out, files, messages)
    said = {"day": day.isoformat(), "count": len(findings), "folder": str(out)}
    click.echo(messages("findings-written", said))


def _check(messages: Messages) -> int:
    from tandem.calendar import today
    from tandem.compliance.models import StoredFinding
    from tandem.compliance.stored import FIELDS, check_stored

    wrong = check_stored()
    day = today().isoformat()
    if not wrong:
        count = StoredFinding.objects.count()
        click.echo(messages("findings-hold", {"count": count, "day": day}))
        return 0
    for fresh, stored in wrong[:SHOWN]:
        one = fresh or stored
        where = "" if one is None else f"{one.collaboration_id} {one.requirement} {one.period}"
        if fresh is None or stored is None:
            key = "findings-not-stored" if stored is None else "findings-too-many"
            click.echo(messages(key, {"finding": where}))
            continue
        for name in FIELDS:
            is_, should = getattr(stored, name), getattr(fresh, name)
            if is_ != should:
                params = {"finding": where, "field": name, "is": str(is_), "should": str(should)}
                click.echo(messages("findings-differs", params))
    click.echo(messages("findings-wrong", {"count": len(wrong), "day": day}))
    return 1
