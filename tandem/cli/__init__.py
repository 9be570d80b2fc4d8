"""The ``tandem`` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point: run the command that the arguments name and exit with its code."""
    from tandem.cli.program import run

    sys.exit(run(sys.argv[1:]))
