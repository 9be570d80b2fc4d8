"""What a repair starts from: the arrangement in force, and what happened to schools since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tandem.cli.failure import Failure
from tandem.cli.inputs import policy_error_lines
from tandem.cli.lists.rows import Row
from tandem.cli.pair.cells import count
from tandem.cli.pair.headings import cell_words, headings
from tandem.cli.pair.lists import Names, Reading, rows_of
from tandem.cli.pair.schools import SchoolList
from tandem.facts.normalise import BadCell, word
from tandem.facts.problems import shorten
from tandem.lib.messages import Messages
from tandem.lib.toml_problems import TomlError, TomlProblem
from tandem.lib.toml_reader import TableReader
from tandem.lib.toml_text import parse_toml, read_text
from tandem.matching.model import ChangeKind, SchoolChange, Side

KINDS: tuple[ChangeKind, ...] = ("closed", "merged", "opened", "places")
_KIND_OF: dict[str, ChangeKind] = {kind: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Change:
    """One change as written: ``line`` of the TOML file or row of the list."""

    kind: ChangeKind
    school: str
    into: str
    places: int | None
    line: int


def read_arrangement(path: Path, schools: SchoolList, messages: Messages) -> dict[str, str | None]:
    """Partner id -> lead id (``None`` without one) of an ``arrangement.csv`` or a list like it.

    Schools may be written by id or name. Raises :class:`Failure` with every mistake.
    """
    reading = Reading(path.name, messages)
    columns = headings("arrangement", messages.language)
    rows = rows_of(path, columns, tuple(columns), reading, tell_unknown=False)
    names = Names((school.id, school.name) for school in schools.schools)
    found: dict[str, str | None] = {}
    for row in rows:
        partner = _school(row, "partner_id", reading.heading("partner_id", columns), names, reading)
        lead = _school(
            row, "lead_id", reading.heading("lead_id", columns), names, reading, needed=False
        )
        if not partner:
            continue
        if partner in found:
            reading.fault(
                row.number, reading.heading("partner_id", columns), "pair-twice", value=partner
            )
        found[partner] = lead or None
    reading.stop()
    return found


def _school(
    row: Row, column: str, shown: str, names: Names, reading: Reading, *, needed: bool = True
) -> str:
    text = row.cells.get(column, "").strip().removeprefix("'")
    if not text:
        if needed:
            reading.fault(row.number, shown, "cell-empty")
        return ""
    found = names.find(text)
    if found is None:
        code = "name-shared-error" if names.is_shared(text) else "school-unknown"
        reading.fault(row.number, shown, code, value=shorten(text))
    return found or ""


def read_changes(path: Path, schools: SchoolList, messages: Messages) -> list[SchoolChange]:
    """The changes of a TOML file or a list; raises :class:`Failure` with every mistake.

    A school that opened must stand in the school list already, on its side.
    """
    reading = Reading(path.name, messages)
    is_toml = path.suffix.lower() == ".toml"
    written = _from_toml(path, messages) if is_toml else _from_list(path, reading)
    names = Names((school.id, school.name) for school in schools.schools)
    sides: dict[str, Side] = {school.id: "partner" for school in schools.partners}
    sides |= {school.id: "lead" for school in schools.leads}
    changes = []
    for change in written:
        ids = []
        for key, text in (("school", change.school), ("into", change.into)):
            found = names.find(text) if text else ""
            if found is None:
                reading.fault(change.line, key, "school-unknown", value=shorten(text))
            ids.append(found or "")
        if change.kind == "merged" and not change.into:
            reading.fault(change.line, "into", "change-needs-into")
        if change.kind == "places" and change.places is None:
            reading.fault(change.line, "places", "change-needs-places")
        made = SchoolChange(change.kind, ids[0], ids[1], places=change.places)
        if change.kind == "opened" and ids[0]:
            school = next(s for s in schools.schools if s.id == ids[0])
            made = replace(made, school=school, side=sides[ids[0]])
        changes.append(made)
    reading.stop()
    return changes


def _from_list(path: Path, reading: Reading) -> Iterable[Change]:
    columns = headings("changes", reading.messages.language)
    rows = rows_of(path, columns, ("kind", "school"), reading, tell_unknown=False)
    words = cell_words("change")
    for row in rows:
        kind = _KIND_OF.get(words.get(word(row.cells.get("kind", "")), ""))
        school = row.cells.get("school", "").strip()
        if kind is None:
            value, shown = row.cells.get("kind", ""), " | ".join(KINDS)
            params = {"value": shorten(value), "expected": shown}
            reading.fault(row.number, reading.heading("kind", columns), "word-unknown", **params)
        if not school:
            reading.fault(row.number, reading.heading("school", columns), "cell-empty")
        places = None
        try:
            places = count([row.cells.get("places", "")])
        except BadCell as bad:
            value = row.cells.get("places", "")
            reading.bad_cell(row.number, reading.heading("places", columns), value, bad)
        if kind is not None and school:
            yield Change(kind, school, row.cells.get("into", "").strip(), places, row.number)


def _from_toml(path: Path, messages: Messages) -> Iterable[Change]:
    from tandem.cli.language import command_messages

    try:
        document, lines = parse_toml(read_text(path), str(path))
        problems: list[TomlProblem] = []
        top = TableReader(document, (), lines, problems)
        found = []
        for number, table in enumerate(top.tables("change")):
            kind = _KIND_OF[table.choice("kind", KINDS)]
            school = table.text("school")
            into = table.text("into", required=kind == "merged")
            places = table.whole("places") if table.has("places") or kind == "places" else None
            table.close()
            line = lines.find(("change", number))
            found.append(Change(kind, school, into, places, line))
        if not found and not problems:
            top.problem("change", "missing", expected=("[[change]]",))
        top.close()
        if problems:
            raise TomlError(str(path), tuple(problems))
    except TomlError as error:
        raise Failure(policy_error_lines(error, command_messages(messages.language))) from error
    return found


def refuse_old(
    pairs: Mapping[str, str | None], changes: Iterable[SchoolChange], messages: Messages
) -> None:
    """A :class:`Failure` if a school is said to have opened and is in the arrangement in force."""
    there = {*pairs, *pairs.values()}
    old = [c.school_id for c in changes if c.kind == "opened" and c.school_id in there]
    if old:
        said = [messages("opened-not-new", {"school": school_id}) for school_id in old]
        raise Failure([*said, messages("pairing-unusable", {"count": len(said)})])


def before_changes(schools: SchoolList, changes: Iterable[SchoolChange]) -> SchoolList:
    """The list as it was: without the schools that have only just opened."""
    new = {change.school_id for change in changes if change.kind == "opened"}
    return replace(
        schools,
        leads=tuple(school for school in schools.leads if school.id not in new),
        partners=tuple(school for school in schools.partners if school.id not in new),
    )
