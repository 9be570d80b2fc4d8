"""Draws in words: problems, checks, who was drawn and who goes where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tandem.lib.messages import Messages, load_messages
from tandem.lib.titles import Language
from tandem.matching.draw import (
    Check,
    DrawError,
    DrawProblem,
    NotEnoughInspectors,
    Plan,
    Record,
    Verified,
    plan_digest,
    seed_text,
    stand,
)

_NAMED = 8


def draw_messages(language: Language) -> Messages:
    """The sentences of the draw commands."""
    return load_messages(Path(__file__).with_name("messages"), language)


def problem_sentence(problem: DrawProblem, messages: Messages) -> str:
    """What stands in the way, in words."""
    return messages(f"problem-{problem.code}", problem.params)


def error_lines(error: DrawError, messages: Messages) -> list[str]:
    """Every problem of an error, a line each."""
    return [problem_sentence(problem, messages) for problem in error.problems]


def shortage_lines(error: NotEnoughInspectors, plan: Plan, messages: Messages) -> list[str]:
    """Which objects cannot be served, and by whom they could be."""
    shortage = error.shortage
    names = _names(plan, messages)
    able = messages("shortage-nobody")
    if shortage.inspectors:
        inspectors = _some([names[i] for i in shortage.inspectors], messages)
        params = {"inspectors": inspectors, "available": str(shortage.available)}
        able = messages("shortage-some", params)
    objects = _some([names[o] for o in shortage.objects], messages)
    params = {"objects": objects, "needed": str(shortage.needed), "able": able}
    return [messages("shortage", params), messages("shortage-help")]


def _some(texts: Sequence[str], messages: Messages) -> str:
    """The texts in a row, a long row cut short."""
    shown = messages("between").join(texts[:_NAMED])
    if len(texts) <= _NAMED:
        return shown
    return messages("shortage-more", {"names": shown, "count": str(len(texts) - _NAMED)})


def _names(plan: Plan, messages: Messages) -> dict[str, str]:
    named = [(o.id, o.name) for o in plan.objects] + [(i.id, i.name) for i in plan.inspectors]
    return {i: messages("entry", {"id": i, "name": name}) for i, name in named}


def stratum_name(stratum: str, messages: Messages) -> str:
    """The stratum, or the word for none."""
    return stratum or messages("stratum-none")


def result_lines(record: Record, messages: Messages) -> list[str]:
    """The objects to be inspected, stratum by stratum, each with its inspectors."""
    standing = stand(record)
    names = _names(record.frozen, messages)
    lines = [messages("drawn", {"count": str(len(standing.ids))})]
    for stratum, ids in standing.drawn.items():
        params = {"stratum": stratum_name(stratum, messages), "count": str(len(ids))}
        lines.append("  " + messages("drawn-stratum", params))
        for object_id in ids:
            team = messages("between").join(names[i] for i in standing.teams.get(object_id, ()))
            params = {"object": names[object_id], "inspectors": team}
            lines.append("    " + (messages("team", params) if team else names[object_id]))
    return lines


def seed_line(record: Record, messages: Messages) -> str:
    """The seed as the draw used it, so that a slip in reading it is seen."""
    seed = seed_text(record.frozen.method, record.draw.seeds)
    return messages("seed-read", {"seed": seed})


def check_line(check: Check, messages: Messages) -> str:
    """A check as one line: a sign and a sentence."""
    if check.holds:
        return "✓ " + messages(f"holds-{check.code}", check.params)
    params = dict(check.params)
    if check.code == "form":
        params["why"] = messages(f"form-{params['reason']}", params)
    if params.get("parts"):
        params["parts"] = messages("fails-parts", params)
    said = [messages(f"fails-{check.code}", params).rstrip()]
    said += [problem_sentence(problem, messages) for problem in check.problems]
    return "✗ " + " ".join(said)


def verified_lines(
    verified: Verified, path: Path, messages: Messages, hints: Iterable[str]
) -> list[str]:
    """Everything that was checked, what came of it, and ``hints`` (message ids) at the end."""
    found = verified.found
    plan = found.frozen if isinstance(found, Record) else found
    title = plan.title if plan is not None else ""
    head = "verify-head" if title else "verify-head-untitled"
    lines = [messages(head, {"title": title, "path": path.name})]
    lines += [check_line(check, messages) for check in verified.checks]
    wrong = sum(not check.holds for check in verified.checks)
    counts = {"count": str(wrong), "all": str(len(verified.checks))}
    lines.append(messages("verdict-fails" if wrong else "verdict-holds", counts))
    if verified.holds:
        params = {"hash": plan_digest(plan) if plan is not None else ""}
        lines += [messages(hint, params) for hint in hints]
        if isinstance(found, Record):
            lines += result_lines(found, messages)
    return lines
