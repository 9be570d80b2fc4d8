"""Facts in: reading, checking and the workbook template (the facts contract, version 1).

``read_facts`` is the door; ``describe`` turns its problems into sentences; ``write_template``
makes the empty workbook. Nothing here knows Django, the clock or the terminal.
"""

from pathlib import Path

from tandem.facts.codes import VocabularyTitles
from tandem.facts.describe import describe
from tandem.facts.problems import FactsError, Problem
from tandem.facts.reading import Facts, read_facts
from tandem.lib.titles import Language

__all__ = ["Facts", "FactsError", "Problem", "describe", "read_facts", "write_template"]


def write_template(target: Path, *, vocabulary: VocabularyTitles, language: Language) -> None:
    """Write the empty workbook to ``target``: see ``tandem.facts.template``; raises ``OSError``."""
    # Reading facts must not wait for the workbook writer: importing it takes a tenth of a second.
    from tandem.facts import template

    template.write_template(target, vocabulary=vocabulary, language=language)
