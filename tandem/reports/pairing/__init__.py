"""What people see of a pairing proposal: its table, workbook, map and summary, in three languages."""

from tandem.reports.pairing.map_picture import pairing_map
from tandem.reports.pairing.results import PairingResults
from tandem.reports.pairing.table import arrangement_csv
from tandem.reports.pairing.terminal import print_explanation, print_proposal, print_repair
from tandem.reports.pairing.words import PairingWords
from tandem.reports.pairing.workbook import write_pairing_workbook

__all__ = [
    "PairingResults",
    "PairingWords",
    "arrangement_csv",
    "pairing_map",
    "print_explanation",
    "print_proposal",
    "print_repair",
    "write_pairing_workbook",
]
