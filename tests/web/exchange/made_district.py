"""A made-up district as facts, and in the database."""

from __future__ import annotations

from pathlib import Path

from tandem.accounts.actors import the_program
from tandem.compliance.policies import district_texts
from tandem.demo import make_demo_district, write_folder
from tandem.exchange.importing import Imported, PolicyText, import_facts
from tandem.facts import Facts, read_facts
from tandem.policy.load import parse_policy
from tandem.policy.model import Policy


def district_policy() -> Policy:
    return parse_policy(district_texts()[0])


def made_folder(folder: Path, seed: int = 1, collaborations: int = 4) -> Path:
    write_folder(make_demo_district(seed, collaborations), folder)
    return folder


def facts_of(folder: Path) -> Facts:
    return read_facts(folder, vocabulary=district_policy().codes())


def imported(folder: Path) -> Imported:
    with facts_of(folder) as facts:
        return import_facts(by=the_program(), facts=facts, policy=PolicyText(*district_texts()))
