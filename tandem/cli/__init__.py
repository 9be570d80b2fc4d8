"""The ``tandem`` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point: run the command that the arguments name and exit with its code."""
    from tandem.cli.program import run
    from tandem.cli.streams import make_ready

    make_ready()
    sys.exit(run(sys.argv[1:]))
