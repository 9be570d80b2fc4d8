"""Problems in words: where, what is wrong, what was expected."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from tandem.facts.cells import is_identifier
from tandem.facts.labels import code_titles, column_titles, heading, table_title
from tandem.facts.problems import Problem
from tandem.facts.supplements import is_supplement, known_column
from tandem.lib.messages import Messages, load_messages
from tandem.lib.titles import Language
from tandem.policy.schema import TABLES_BY_NAME

_ERROR_NAMES = {os.strerror(number): name for number, name in errno.errorcode.items()}
_EXAMPLES = {"year": "2024", "rating": "0.85", "value": "74.5"}
_FOLDER = Path(__file__).with_name("messages")


def catalogue(language: Language) -> Messages:
    """The sentences of this package in ``language``."""
    return load_messages(_FOLDER, language)


def reason_in_words(reason: str, language: Language) -> str:
    """Why the operating system refused, in ``language``: ``reason`` is its own (``strerror``).

    The commonest reasons have a sentence; any other one is given back as it is.
    """
    messages = catalogue(language)
    code = f"reason-{_ERROR_NAMES.get(reason, '')}"
    return messages(code) if code in messages else reason


def describe(problem: Problem, language: Language) -> str:
    """One sentence or two: the place, what is wrong and what was expected."""
    messages = catalogue(language)
    what = explain(problem, language)
    at = _place(problem, messages, language)
    return messages("whole", {"at": at, "what": what}) if at else what


def explain(problem: Problem, language: Language) -> str:
    """What is wrong and what was expected, without the place."""
    messages = catalogue(language)
    params = _params(problem, messages, language)
    code = problem.code
    if problem.params.get("nearest") and f"{code}-near" in messages:
        code += "-near"
    elif code == "integer_out_of_range" and problem.params.get("maximum") == 2**31 - 1:
        code = "integer_too_small"
    return messages(code, params)


def _known_column(problem: Problem) -> str | None:
    """The contract's column that the problem is about, where it is one."""
    if problem.table is None or problem.column is None:
        return None
    if is_supplement(problem.table, problem.column):
        return problem.column
    names = {column.name for column in TABLES_BY_NAME[problem.table].columns}
    return problem.column if problem.column in names else None


def _column_name(table: str, column: str, messages: Messages, language: Language) -> str:
    return messages("column-name", {"heading": heading(table, column, language), "code": column})


def _place(problem: Problem, messages: Messages, language: Language) -> str:
    place: dict[str, object] = {"place": problem.place, "row": str(problem.row or "")}
    if problem.column is not None and problem.table is not None:
        columns = problem.column.split("+")
        place["column"] = " + ".join(
            _column_name(problem.table, column, messages, language) for column in columns
        )
        return messages("at-column" if problem.row is None else "at-cell", place)
    if problem.row is not None:
        return messages("at-row", place)
    return messages("at-place", place) if problem.place else ""


def _expected(table: str, name: str, messages: Messages) -> str:
    column = known_column(table, name)
    kind: str = column.type
    if column.codes or column.vocabulary:
        kind = "code"
    elif is_identifier(column):
        kind = "id"
    return messages(f"expected-{kind}")


def _params(problem: Problem, messages: Messages, language: Language) -> Mapping[str, object]:
    """The problem's parameters with tables, columns and codes put into words."""
    # Numbers go in as text: Fluent would group the digits of a year.
    params: dict[str, object] = {name: str(value) for name, value in problem.params.items()}
    params["value"] = problem.value or ""
    if language == "en" and "others" in params:
        params["others"] = str(params["others"]).replace("、", ", ")
    if "reason" in params:
        params["reason"] = reason_in_words(str(params["reason"]), language)
    params["accepted"] = params.get(f"accepted-{language}", "")
    params["count"] = problem.count
    if problem.table is not None:
        table = problem.table
        params["table"] = table_title(table, language)
        first = TABLES_BY_NAME[table].columns[0].name
        params["first"] = params.get("first", heading(table, first, language))
        known = _known_column(problem)
        if known is not None:
            params["expected"] = params.get("expected", _expected(table, known, messages))
            params["example"] = _EXAMPLES.get(known, "2")
        if "start_column" in params:
            params["start_column"] = heading(table, str(params["start_column"]), language)
    if "parent" in params:
        parent, column = str(params["parent"]), str(params["parent_column"])
        params["parent"] = table_title(parent, language)
        params["parent_column"] = column_titles(parent, column).get(language)
    if problem.code == "stages_differ":
        stages = code_titles("schools", "stage")
        for side in ("lead", "partner"):
            params[side] = stages[str(params[side])].get(language)
    return params
