"""``tandem pair explain``: why a partner has its lead, and what the next best would cost in all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand
from tandem.cli.options import lang_option
from tandem.cli.pair.changes import read_arrangement
from tandem.cli.pair.files import words_for
from tandem.cli.pair.inputs import find_school, input_options, read_inputs
from tandem.cli.pair.problems import refused
from tandem.cli.pair.propose import proposed
from tandem.lib.messages import Messages
from tandem.matching.explaining import explain_pair
from tandem.matching.impossible import why_impossible
from tandem.matching.model import Impossible, PairingError
from tandem.matching.proposing import adopt_pairing
from tandem.reports.pairing import PairingResults, print_explanation
from tandem.reports.terminal import make_console


def explain_command(messages: Messages, own: Messages) -> click.Command:
    """The command in the messages' language; ``own`` are the sentences of ``tandem pair``."""

    @click.command(
        "explain",
        cls=SpokenCommand,
        messages=messages,
        help=own("help-pair-explain"),
        short_help=own("short-pair-explain"),
    )
    @click.argument("schools", metavar="SCHOOLS", type=click.Path(path_type=Path))
    @click.argument("partner", metavar="PARTNER")
    @click.option("--current", type=click.Path(path_type=Path), help=own("help-current"))
    @input_options(own)
    @lang_option(messages)
    def explain(schools: Path, partner: str, current: Path | None, **given: Any) -> None:
        inputs = read_inputs(schools, own, **given)
        partner_id = find_school(partner, inputs.schools, own, "unknown-partner")
        if all(school.id != partner_id for school in inputs.schools.partners):
            name = inputs.schools.name_of(partner_id)
            raise Failure([own("not-a-partner", {"school": name})])
        if current is None:
            proposal = proposed(inputs, own)
        else:
            pairs = read_arrangement(current, inputs.schools, own)
            try:
                proposal = adopt_pairing(
                    inputs.schools.leads,
                    inputs.schools.partners,
                    pairs,
                    inputs.rules,
                    inputs.weights,
                    inputs.fairness,
                    travel_minutes=inputs.minutes,
                )
            except PairingError as error:
                raise refused(error, inputs.schools, own) from error
        reasons = explain_pair(proposal, partner_id)
        lost = proposal.pair_of(partner_id) is None
        why = why_impossible(proposal) if lost else Impossible((), None)
        results = PairingResults(
            proposal, {partner_id: reasons}, why, inputs.source, inputs.warnings
        )
        words = words_for(proposal, inputs, messages.language)
        print_explanation(make_console(), results, partner_id, words)

    return explain
