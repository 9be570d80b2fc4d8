"""``tandem pair propose``: an arrangement for a new round, with reasons, workbook and map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tandem.cli.help import SpokenCommand
from tandem.cli.options import AnyFunction, lang_option
from tandem.cli.output import write_all
from tandem.cli.pair.files import output_files, results_of, run_record, words_for
from tandem.cli.pair.inputs import Inputs, input_options, read_inputs
from tandem.cli.pair.problems import refused
from tandem.cli.waiting import waiting
from tandem.lib.messages import Messages
from tandem.matching.model import PairingError
from tandem.matching.proposing import Proposal, propose_pairing
from tandem.reports.pairing import print_proposal
from tandem.reports.terminal import make_console

UNPLACED = 1
"""Exit code: the arrangement is written, but some partners have no lead."""


def propose_command(messages: Messages, own: Messages) -> click.Command:
    """The command in the messages' language; ``own`` are the sentences of ``tandem pair``."""

    @click.command(
        "propose",
        cls=SpokenCommand,
        messages=messages,
        help=own("help-propose"),
        short_help=own("short-propose"),
    )
    @click.argument("schools", metavar="SCHOOLS", type=click.Path(path_type=Path))
    @input_options(own)
    @out_option(own)
    @lang_option(messages)
    def propose(schools: Path, out: Path, **given: Any) -> int:
        with waiting(messages) as wait:
            inputs = read_inputs(schools, own, **given)
            wait.step("wait-pairing", 0.3)
            proposal = proposed(inputs, own)
            wait.step("wait-reasons", 0.6)
            results = results_of(proposal, inputs)
            words = words_for(proposal, inputs, messages.language)
            wait.step("wait-writing", 0.8)
            record = run_record("propose", inputs, proposal)
            write_all(out, output_files(results, words, record), messages)
        print_proposal(make_console(), results, words)
        click.echo(messages("written", {"folder": str(out)}))
        return UNPLACED if proposal.unplaced else 0

    return propose


def out_option(own: Messages) -> Callable[[AnyFunction], AnyFunction]:
    """``--out``: the folder for the results."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path),
        default=Path("tandem-pairing"),
        show_default=True,
        help=own("help-pair-out"),
    )


def proposed(inputs: Inputs, own: Messages) -> Proposal:
    """The proposal for what was read; a :class:`Failure` with every problem otherwise."""
    try:
        return propose_pairing(
            inputs.schools.leads,
            inputs.schools.partners,
            inputs.rules,
            inputs.weights,
            inputs.fairness,
            travel_minutes=inputs.minutes,
        )
    except PairingError as error:
        raise refused(error, inputs.schools, own) from error
