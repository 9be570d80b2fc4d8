"""The files of a proposal, and the record that makes it repeatable."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from tandem import __version__
from tandem.cli.output import Writer, json_writer, text_writer
from tandem.cli.pair.inputs import Inputs
from tandem.lib.titles import Language
from tandem.matching.explaining import explain_pairs
from tandem.matching.impossible import why_impossible
from tandem.matching.model import Impossible
from tandem.matching.proposing import Proposal
from tandem.reports.pairing import (
    PairingResults,
    PairingWords,
    arrangement_csv,
    pairing_map,
    write_pairing_workbook,
)


def results_of(proposal: Proposal, inputs: Inputs) -> PairingResults:
    """The proposal with the reasons of every pair, and why some partners have no lead."""
    why = why_impossible(proposal) if proposal.unplaced else Impossible((), None)
    reasons = explain_pairs(proposal)
    return PairingResults(proposal, reasons, why, inputs.source, inputs.warnings)


def words_for(proposal: Proposal, inputs: Inputs, language: Language) -> PairingWords:
    """The words for the schools of a proposal (and those that closed)."""
    schools = {s.id: s for s in (*inputs.schools.schools, *proposal.leads, *proposal.partners)}
    return PairingWords(schools.values(), proposal.rules, proposal.weights, language)


def output_files(
    results: PairingResults, words: PairingWords, record: dict[str, Any]
) -> dict[str, Writer]:
    """Everything that is written, by file name."""

    def workbook(path: Path) -> None:
        write_pairing_workbook(path, results, words)

    return {
        "arrangement.csv": text_writer(arrangement_csv(results, words)),
        "arrangement.xlsx": workbook,
        "map.svg": text_writer(pairing_map(results, words)),
        "run.json": json_writer(record),
    }


def run_record(command: str, inputs: Inputs, proposal: Proposal, **more: Any) -> dict[str, Any]:
    """What makes a run repeatable, and a hash by which two arrangements can be compared."""
    arrangement = json.dumps(dict(sorted(proposal.arrangement.items())), ensure_ascii=True)
    return {
        "command": command,
        "tandem": __version__,
        **inputs.record,
        "fairness": proposal.fairness,
        "warnings": list(inputs.warnings),
        **more,
        "results": {
            "pairs": len(proposal.pairs),
            "unplaced": list(proposal.unplaced),
            "total": proposal.total,
            "worst": proposal.worst,
            "arrangement_sha256": hashlib.sha256(arrangement.encode()).hexdigest(),
        },
    }
