"""Everything that a pairing starts from, read and checked: list, mapping, rules, travel times."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click

from tandem.cli.failure import Failure
from tandem.cli.inputs import policy_error_lines, read_policy
from tandem.cli.language import command_messages
from tandem.cli.options import AnyFunction
from tandem.cli.pair.cells import figure
from tandem.cli.pair.headings import headings
from tandem.cli.pair.lists import Names, Reading, pair_messages, rows_of
from tandem.cli.pair.mapping import LISTS, ListMapping, load_mapping, usual_mapping
from tandem.cli.pair.schools import SchoolList, read_schools
from tandem.cli.pair.warnings import list_warnings
from tandem.facts.normalise import BadCell
from tandem.facts.problems import shorten
from tandem.lib.messages import Messages
from tandem.lib.toml_problems import TomlError
from tandem.matching.model import Fairness, PairRule, Rules, Weights
from tandem.matching.rules_file import load_rules
from tandem.policy.shipped import district_policy
from tandem.reports.pairing.results import Source

_SHOWN_NOTICES = 10


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a command of ``tandem pair`` works on; ``record`` says where it came from (``run.json``).

    ``warnings`` are sentences on what should be looked at in the list.
    """

    schools: SchoolList
    rules: Rules
    weights: Weights
    fairness: Fairness
    minutes: Mapping[tuple[str, str], float] | None
    source: Source
    warnings: tuple[str, ...]
    record: dict[str, Any] = field(hash=False)


def input_options(messages: Messages) -> Callable[[AnyFunction], AnyFunction]:
    """The options that all commands of ``tandem pair`` share; they arrive as ``read_inputs`` takes them."""
    path = click.Path(path_type=Path)

    def decorate(function: AnyFunction) -> AnyFunction:
        for option in reversed(
            (
                click.option("--rules", "rules_path", type=path, help=messages("help-rules")),
                click.option("--mapping", "mapping_path", type=path, help=messages("help-mapping")),
                click.option(
                    "--only",
                    multiple=True,
                    metavar=messages("metavar-only"),
                    help=messages("help-only"),
                ),
                click.option("--travel", "travel_path", type=path, help=messages("help-travel")),
            )
        ):
            function = option(function)
        return function

    return decorate


def read_inputs(
    path: Path,
    messages: Messages,
    *,
    rules_path: Path | None,
    mapping_path: Path | None,
    only: Sequence[str],
    travel_path: Path | None,
) -> Inputs:
    """Read all of it; notices are told, a :class:`Failure` lists every mistake of a file."""
    from tandem import __version__

    mapping = _mapping(mapping_path, only, messages)
    rules, weights, fairness = Rules(), Weights(), "worst_off"
    if rules_path is not None:
        try:
            read = load_rules(rules_path)
        except TomlError as error:
            raise Failure(policy_error_lines(error, command_messages(messages.language))) from error
        rules, weights, fairness = read.rules, read.weights, read.fairness
    own = pair_messages(messages.language)
    needs_subjects = any(name in mapping.fields for name in LISTS[:2])
    general = command_messages(messages.language)
    subjects = read_policy(district_policy(), general).codes() if needs_subjects else {}
    schools = read_schools(path, mapping, subjects, own)
    notices = list(schools.notices)
    minutes = None if travel_path is None else _travel(travel_path, schools, own, notices)
    tell(notices, own)
    source = Source(
        schools.place,
        schools.sha256,
        "" if rules_path is None else rules_path.name,
        "" if rules_path is None else _sha256(rules_path),
        __version__,
    )
    record: dict[str, Any] = {
        "schools": {"file": schools.place, "sha256": schools.sha256},
        "mapping": _named(mapping_path),
        "only": {key: list(words) for key, words in mapping.only.items()},
        "rules": _named(rules_path),
        "travel": _named(travel_path),
    }
    record["schools"] |= {
        "leads": len(schools.leads),
        "partners": len(schools.partners),
        "rows_left_out": schools.left_out,
    }
    rules = _by_id(rules, schools)
    checked: Fairness = "least_total" if fairness == "least_total" else "worst_off"
    warnings = list_warnings(schools, rules, own)
    return Inputs(schools, rules, weights, checked, minutes, source, warnings, record)


def tell(notices: Sequence[str], messages: Messages) -> None:
    """Say what stops nothing, on standard error; of many the first ones."""
    for notice in notices[:_SHOWN_NOTICES]:
        click.echo(notice, err=True)
    if len(notices) > _SHOWN_NOTICES:
        click.echo(messages("notices-more", {"count": len(notices) - _SHOWN_NOTICES}), err=True)


def find_school(text: str, schools: SchoolList, messages: Messages, code: str) -> str:
    """The id that a person means (an id, a name or a part of one); a :class:`Failure` otherwise."""
    names = Names((school.id, school.name) for school in schools.schools)
    found = names.find(text)
    if found is not None:
        return found
    within = [school.id for school in schools.schools if text and text in school.name]
    if len(within) == 1:
        return within[0]
    known = [text for s in schools.schools for text in (s.name, s.id)]
    near = "  ".join(difflib.get_close_matches(text, known, n=6, cutoff=0.3))
    raise Failure([messages(code, {"value": shorten(text), "known": near or "–"})])


def _mapping(path: Path | None, only: Sequence[str], messages: Messages) -> ListMapping:
    try:
        mapping = usual_mapping(messages.language) if path is None else load_mapping(path)
    except TomlError as error:
        raise Failure(policy_error_lines(error, command_messages(messages.language))) from error
    wanted: dict[str, tuple[str, ...]] = {}
    for condition in only:
        heading, mark, text = condition.partition("=")
        if not (heading.strip() and mark):
            own = pair_messages(messages.language)
            raise Failure([own("only-form", {"value": shorten(condition)})])
        wanted[heading.strip()] = (*wanted.get(heading.strip(), ()), text.strip())
    return mapping.narrowed(wanted) if wanted else mapping


def _travel(
    path: Path, schools: SchoolList, messages: Messages, notices: list[str]
) -> dict[tuple[str, str], float]:
    """(partner id, lead id) -> minutes."""
    reading = Reading(path.name, messages)
    columns = headings("travel", messages.language)
    names = Names((school.id, school.name) for school in schools.schools)
    found: dict[tuple[str, str], float] = {}
    strangers = 0
    for row in rows_of(path, columns, tuple(columns), reading, tell_unknown=False):
        ends = [names.find(row.cells.get(key, "").strip()) for key in ("partner_id", "lead_id")]
        value = row.cells.get("minutes", "")
        try:
            minutes = figure(value)
        except BadCell as bad:
            reading.bad_cell(row.number, reading.heading("minutes", columns), value, bad)
            continue
        if None in ends:
            strangers += 1
        elif minutes is None:
            reading.fault(row.number, reading.heading("minutes", columns), "cell-empty")
        else:
            pair = str(ends[0]), str(ends[1])
            if pair in found:
                reading.fault(row.number, "", "travel-twice")
            found[pair] = minutes
    reading.stop()
    if strangers:
        params = {"place": path.name, "count": strangers}
        notices.append(messages("travel-strangers", params))
    return found


def _by_id(rules: Rules, schools: SchoolList) -> Rules:
    """The same rules, with ids where they name schools."""
    names = Names((school.id, school.name) for school in schools.schools)

    def named(listed: Sequence[PairRule]) -> tuple[PairRule, ...]:
        return tuple(
            replace(
                rule,
                partner_id=names.find(rule.partner_id) or rule.partner_id,
                lead_id=names.find(rule.lead_id) or rule.lead_id,
            )
            for rule in listed
        )

    return replace(rules, alliances=named(rules.alliances), forbidden=named(rules.forbidden))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _named(path: Path | None) -> dict[str, str] | None:
    return None if path is None else {"file": path.name, "sha256": _sha256(path)}
