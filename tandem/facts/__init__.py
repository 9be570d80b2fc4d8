"""Facts in: reading, checking and the workbook template (the facts contract, version 1).

``read_facts`` is the door; ``describe`` turns its problems into sentences; ``write_template`` makes the
empty workbook. Nothing here knows Django, the clock or the terminal.
"""

from tandem.facts.problems import FactsError, Problem
from tandem.facts.reading import Facts, read_facts

__all__ = ["Facts", "FactsError", "Problem", "read_facts"]
