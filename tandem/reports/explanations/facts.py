"""One record in a line of words: what it was, when, who, and its id to find it by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tandem.facts.labels import code_label
from tandem.lib.messages import load_messages
from tandem.lib.titles import Language, Titles
from tandem.policy.model import Policy
from tandem.policy.results import ExplainedFact
from tandem.policy.schema import TABLES_BY_NAME
from tandem.reports.context import Context

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MESSAGES = Path(__file__).with_name("messages")
_CODED = ("host_side", "status", "from_side", "post", "department", "side")


class FactWords:
    """Looks records up by id and says them in one language."""

    def __init__(
        self, facts: DuckDBPyConnection, policy: Policy, context: Context, language: Language
    ) -> None:
        self.say = load_messages(MESSAGES, language)
        self._facts = facts
        self._policy = policy
        self._context = context
        self._language = language

    def fact(self, fact: ExplainedFact) -> str:
        """The record of an explanation."""
        label = self.label(fact.table, fact.fact_id)
        if fact.table == "activities" and fact.amount != 1:
            label += self.say("sessions", {"count": int(fact.amount)})
        return label

    def label(self, table: str, fact_id: str) -> str:
        """One record: ``2026-03-10 专题讲座 · 受援校（A12）``."""
        row = self._row(table, fact_id)
        params = {name: self._value(table, name, value, row) for name, value in row.items()}
        params["id"] = fact_id
        message = f"fact-{table.replace('_', '-')}"
        if table == "secondments" and row.get("evaluated_on") is None:
            message += "-unevaluated"
        if table == "plans":
            message += "".join(
                f"-{name}"
                for name, column in (("submitted", "submitted_on"), ("approved", "approved_on"))
                if row[column] is not None
            )
        if table == "aid" and row["accepted_on"] is None:
            message += "-unaccepted"
        return self.say(message, params)

    def _row(self, table: str, fact_id: str) -> dict[str, Any]:
        columns = [column.name for column in TABLES_BY_NAME[table].columns]
        key = TABLES_BY_NAME[table].key[0]
        selected = ", ".join(f'"{name}"' for name in columns)
        found = self._facts.execute(
            f'SELECT {selected} FROM facts.{table} WHERE "{key}" = ?', [fact_id]
        ).fetchone()
        if found is None:
            raise KeyError(f"{table} {fact_id} was explained but is not on record")
        return dict(zip(columns, found, strict=True))

    def _value(self, table: str, name: str, value: object, row: Mapping[str, object]) -> str:
        if value is None:
            return ""
        if isinstance(value, date):
            return value.isoformat()
        if name in ("person_id", "mentor_id", "mentee_id"):
            return self._context.people.get(str(value), str(value))
        if name in _CODED or (name == "kind" and table in ("outputs", "aid")):
            return code_label(table, name, str(value), self._language)
        titles = self._vocabulary(name)
        return titles[str(value)].get(self._language) if str(value) in titles else str(value)

    def _vocabulary(self, name: str) -> Mapping[str, Titles]:
        vocabulary = self._policy.vocabulary
        lists: dict[str, Mapping[str, Titles]] = {
            "kind": vocabulary.kinds,
            "subject": vocabulary.subjects,
            "grade": vocabulary.grades,
        }
        return lists.get(name, {})
