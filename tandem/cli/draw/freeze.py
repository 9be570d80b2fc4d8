"""``tandem draw freeze``: the lists and rules, settled before the seed exists."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from tandem.cli.draw.files import read_bytes, refuse_existing, text_of
from tandem.cli.draw.lists import Lists, read_lists
from tandem.cli.draw.options import on_option, out_option
from tandem.cli.draw.words import check_line, error_lines, stratum_name
from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand
from tandem.cli.language import command_messages
from tandem.cli.lists import first_of
from tandem.cli.options import lang_option
from tandem.cli.output import text_writer, write_one
from tandem.lib.messages import Messages
from tandem.matching.draw import (
    DrawError,
    Earlier,
    Plan,
    Record,
    SizeRule,
    Source,
    Terms,
    Weight,
    freeze,
    hide_reasons,
    plan_digest,
    same_names,
    stand,
    strange_conflicts,
    verify_file,
)
from tandem.matching.draw.model import METHODS

_USUAL_DICE = 20
_FOLLOWS_FROM_A_BAD_ROW = frozenset(
    {"no-objects", "conflict-unknown", "serves-unknown", "size-too-many", "weight-stratum"}
)


def freeze_command(messages: Messages) -> click.Command:
    """The command in the messages' language."""
    general = command_messages(messages.language)

    @click.command(
        "freeze",
        cls=SpokenCommand,
        messages=general,
        help=messages("help-freeze"),
        short_help=messages("short-freeze"),
    )
    @click.argument("objects", metavar="OBJECTS", type=click.Path(path_type=Path))
    @click.argument(
        "inspectors", metavar="[INSPECTORS]", type=click.Path(path_type=Path), required=False
    )
    @on_option(messages)
    @out_option(messages)
    @click.option("--number", type=int, help=messages("help-number"))
    @click.option("--share", help=messages("help-share"))
    @click.option("--weight", "weights", metavar="X=N", multiple=True, help=messages("help-weight"))
    @click.option("--at-least", type=int, default=0, help=messages("help-at-least"))
    @click.option("--draws-left", type=int, default=0, help=messages("help-draws-left"))
    @click.option(
        "--earlier",
        type=click.Path(path_type=Path),
        multiple=True,
        help=messages("help-earlier"),
    )
    @click.option(
        "--dice",
        type=int,
        help=messages("help-dice"),
        show_default=messages("help-dice-default"),
    )
    @click.option("--lottery", multiple=True, help=messages("help-lottery"))
    @click.option(
        "--method",
        type=click.Choice(METHODS),
        default="tickets",
        show_default=True,
        help=messages("help-method"),
    )
    @click.option(
        "--inspectors-each",
        type=int,
        default=2,
        show_default=True,
        help=messages("help-inspectors-each"),
    )
    @click.option(
        "--per-inspector",
        type=int,
        default=1,
        show_default=True,
        help=messages("help-per-inspector"),
    )
    @click.option("--hide-reasons", is_flag=True, help=messages("help-hide-reasons"))
    @click.option("--title", default="", help=messages("help-title"))
    @lang_option(general)
    def command(
        objects: Path,
        inspectors: Path | None,
        on: date,
        out: Path,
        number: int | None,
        share: str | None,
        weights: tuple[str, ...],
        at_least: int,
        draws_left: int,
        earlier: tuple[Path, ...],
        dice: int | None,
        lottery: tuple[str, ...],
        method: str,
        inspectors_each: int,
        per_inspector: int,
        hide_reasons: bool,
        title: str,
    ) -> None:
        refuse_existing(out, messages)
        faults: list[str] = []
        if (number is None) == (share is None):
            faults.append(messages("one-size"))
        size = SizeRule(
            rule="share" if share is not None else "number",
            number=number or 0,
            share=_decimal(share) if share is not None else "",
            weights=_weights(weights, faults, messages),
            at_least=at_least,
            draws_left=draws_left,
        )
        terms = Terms(
            title=_clean(title),
            on=on,
            sources=_sources(dice, lottery),
            size=size,
            method=method,
            earlier=_earlier(earlier, faults, messages),
            inspectors_each=inspectors_each,
            per_inspector=per_inspector,
        )
        lists = read_lists(objects, inspectors, on, messages)
        plan = _freeze(lists, terms, faults, hide_reasons, messages)
        text = text_of(plan, messages)
        for notice in first_of([*lists.notices, *_notices(plan, messages)], messages.language):
            click.echo(notice, err=True)
        write_one(out, text_writer(text), general)
        for line in _said(plan, out, messages):
            click.echo(line)

    return command


def _freeze(
    lists: Lists, terms: Terms, faults: list[str], hiding: bool, messages: Messages
) -> Plan:
    """The plan, or a :class:`Failure` with everything that is wrong with lists and terms."""
    inspectors = hide_reasons(lists.inspectors) if hiding else lists.inspectors
    faults = [*faults, *lists.faults]
    objects = lists.objects
    if lists.faults:  # rows that lack an id were told; what follows from them is not told again
        objects = [o for o in objects if o.id and o.name]
        inspectors = [i for i in inspectors if i.id and i.name]
    try:
        plan = freeze(objects, inspectors, terms)
    except DrawError as error:
        told = [
            p for p in error.problems if not lists.faults or p.code not in _FOLLOWS_FROM_A_BAD_ROW
        ]
        if faults:  # neither or both of --number and --share is told already
            told = [p for p in told if p.code != "size-number"]
        more = error_lines(DrawError(told), messages) if told else []
        raise Failure(
            [*first_of([*faults, *more], messages.language), messages("refused")]
        ) from error
    if faults:
        raise Failure([*first_of(faults, messages.language), messages("refused")])
    return plan


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _decimal(text: str) -> str:
    """A decimal as a record writes it, if ``text`` is one; else ``text`` for freezing to refuse."""
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        value = Decimal(plain.removesuffix("%")) if len(plain) < 40 else Decimal("NaN")
    except InvalidOperation:
        return text[:60]
    if not value.is_finite() or abs(value.adjusted()) > 12:
        return text[:60]
    value = value / 100 if plain.endswith("%") else value
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _weights(texts: tuple[str, ...], faults: list[str], messages: Messages) -> tuple[Weight, ...]:
    found = []
    for text in texts:
        stratum, sign, weight = text.rpartition("=")
        if not sign:
            faults.append(messages("bad-weight", {"found": text}))
        else:
            found.append(Weight(_clean(stratum), _decimal(weight)))
    return tuple(found)


def _sources(dice: int | None, lottery: tuple[str, ...]) -> tuple[Source, ...]:
    if dice is None and not lottery:
        dice = _USUAL_DICE
    rolled = () if dice is None else (Source("dice", "", dice),)
    return (*rolled, *(Source("lottery", _clean(name)) for name in lottery))


def _earlier(paths: tuple[Path, ...], faults: list[str], messages: Messages) -> tuple[Earlier, ...]:
    """The earlier draws of the round, each looked over as a whole first."""
    found = []
    for path in paths:
        verified = verify_file(read_bytes(path, messages))
        record = verified.found
        if verified.holds and isinstance(record, Record):
            found.append(Earlier(record.sha256, tuple(stand(record).ids)))
            continue
        wrong = [check_line(c, messages) for c in verified.checks if not c.holds]
        why = wrong[0] if wrong else messages("not-a-record", {"path": path.name})
        faults.append(messages("bad-earlier", {"path": str(path), "why": why}))
    return tuple(found)


def _notices(plan: Plan, messages: Messages) -> list[str]:
    """What may be a slip, and is for a person to look at."""
    twice = [
        messages("note-same-name", {"name": name, "ids": messages("between").join(ids)})
        for name, ids in same_names(plan)
    ]
    strange = [
        messages("note-strange-conflict", {"inspector": inspector, "id": school})
        for inspector, school in strange_conflicts(plan)
    ]
    return [*twice, *strange]


def _said(plan: Plan, out: Path, messages: Messages) -> list[str]:
    counts = {
        "objects": str(len(plan.objects)),
        "inspectors": str(len(plan.inspectors)),
        "places": str(sum(p.places for p in plan.places)),
    }
    lines = [messages("frozen", counts)]
    for places in plan.places:
        params = {
            "stratum": stratum_name(places.stratum, messages),
            "places": str(places.places),
            "size": str(places.size),
            "first": str(places.first),
        }
        code = "frozen-stratum-first" if plan.size.draws_left else "frozen-stratum"
        lines.append("  " + messages(code, params))
    lines.append(messages("written", {"path": str(out)}))
    lists = {"objects": plan.objects_sha256, "inspectors": plan.inspectors_sha256}
    lines.append(messages("frozen-lists", lists))
    lines += [messages("frozen-publish"), f"  {plan_digest(plan)}"]
    for source in plan.sources:
        params = {"digits": str(source.digits), "name": source.name}
        lines.append(messages(f"frozen-next-{source.kind}", params))
    return lines
