"""``tandem pair repair``: after a merger or closure, the smallest change to the arrangement in force."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import click

from tandem.cli.help import SpokenCommand
from tandem.cli.options import lang_option
from tandem.cli.output import write_all
from tandem.cli.pair.changes import before_changes, read_arrangement, read_changes, refuse_old
from tandem.cli.pair.files import output_files, results_of, run_record, words_for
from tandem.cli.pair.inputs import input_options, read_inputs
from tandem.cli.pair.problems import refused
from tandem.cli.pair.propose import UNPLACED, out_option
from tandem.cli.waiting import waiting
from tandem.lib.messages import Messages
from tandem.matching.model import PairingError
from tandem.matching.proposing import adopt_pairing
from tandem.matching.repairing import repair_pairing
from tandem.reports.pairing import print_repair
from tandem.reports.terminal import make_console


def repair_command(messages: Messages, own: Messages) -> click.Command:
    """The command in the messages' language; ``own`` are the sentences of ``tandem pair``."""
    path = click.Path(path_type=Path)

    @click.command(
        "repair",
        cls=SpokenCommand,
        messages=messages,
        help=own("help-repair"),
        short_help=own("short-repair"),
    )
    @click.argument("schools", metavar="SCHOOLS", type=path)
    @click.argument("current", metavar="CURRENT", type=path)
    @click.option("--changes", "changes_path", type=path, required=True, help=own("help-changes"))
    @click.option(
        "--at-most",
        type=click.IntRange(min=0),
        default=2,
        show_default=True,
        help=own("help-at-most"),
    )
    @input_options(own)
    @out_option(own)
    @lang_option(messages)
    def repair(
        schools: Path, current: Path, changes_path: Path, at_most: int, out: Path, **given: Any
    ) -> int:
        with waiting(messages) as wait:
            inputs = read_inputs(schools, own, **given)
            changes = read_changes(changes_path, inputs.schools, own)
            before = before_changes(inputs.schools, changes)
            pairs = read_arrangement(current, inputs.schools, own)
            refuse_old(pairs, changes, own)
            wait.step("wait-pairing", 0.3)
            try:
                in_force = adopt_pairing(
                    before.leads,
                    before.partners,
                    pairs,
                    inputs.rules,
                    inputs.weights,
                    inputs.fairness,
                    travel_minutes=inputs.minutes,
                )
                done = repair_pairing(in_force, changes, at_most)
            except PairingError as error:
                raise refused(error, inputs.schools, own) from error
            wait.step("wait-reasons", 0.6)
            results = results_of(done.proposal, inputs)
            words = words_for(done.proposal, inputs, messages.language)
            more = {
                "current": _named(current),
                "changes": _named(changes_path),
                "at_most": at_most,
                "changed": [d.move.partner_id for d in done.changed],
            }
            wait.step("wait-writing", 0.8)
            record = run_record("repair", inputs, done.proposal, **more)
            write_all(out, output_files(results, words, record), messages)
        print_repair(make_console(), done, results, at_most, words)
        click.echo(messages("written", {"folder": str(out)}))
        return UNPLACED if done.proposal.unplaced else 0

    return repair


def _named(path: Path) -> dict[str, str]:
    return {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
