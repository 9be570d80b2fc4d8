"""What a row comes to, in a sentence; and single cells in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tandem.compliance.cards import day as written
from tandem.compliance.cards import language, title_of
from tandem.exchange.semester.work import Said, Work
from tandem.facts.labels import code_label
from tandem.policy.schema import TABLES_BY_NAME

_PEOPLE = frozenset({"person_id", "mentor_id", "mentee_id"})


def sentence(work: Work, table: str, content: Mapping[str, Any]) -> list[Said]:
    """Who, what and when of a record, in pieces: words of the page, and data."""
    comma = (pgettext("list", ", "), False)
    name = work.people.name

    def cell(column: str, key: str) -> Said:
        return shown(work, table, column, content.get(key)), False

    if table == "mentorships":
        people = f"{name(content['mentor'])} → {name(content['mentee'])}"
        return [
            (people, True), comma, cell("subject", "subject"), comma,
            (_("from %(day)s") % {"day": written(content["starts_on"])}, False),
        ]  # fmt: skip
    if table == "secondments":
        span = f"{written(content['starts_on'])} – {written(content['ends_on'])}"
        return [
            (name(content["person"]), True), comma, cell("post", "post"), comma, (span, False),
        ]  # fmt: skip
    if table == "outputs":
        titled: list[Said] = [comma, (content["title"], True)] if content.get("title") else []
        day = (written(content["completed_on"]), False)
        return [(name(content["person"]), True), comma, cell("kind", "kind"), *titled, comma, day]
    about: list[Said] = (
        [comma, (content["description"], True)] if content.get("description") else []
    )
    value = _("%(value)s yuan") % {"value": content["value_yuan"]}
    handed = _("handed over on %(day)s") % {"day": written(content["handed_over_on"])}
    return [cell("kind", "kind"), *about, comma, (value, False), comma, (handed, False)]


def outing_sentence(work: Work, content: Mapping[str, Any]) -> list[Said]:
    """When, where, what, and how many people."""
    kinds = work.policy.vocabulary.kinds
    said: list[Said] = [(written(content["held_on"]), False), (pgettext("list", ", "), False)]
    said.append((shown(work, "activities", "host_side", content["host_side"]), False))
    for item in content["items"]:
        said += [(_("; "), False), (title_of(kinds.get(item["kind"]), item["kind"]), False)]
        if item.get("title"):
            said += [(" ", False), (item["title"], True)]
        n = len(item["people"])
        if n:
            said.append((pgettext("list", ", "), False))
            said.append((ngettext("%(n)s person", "%(n)s people", n) % {"n": n}, False))
    return said


def shown(work: Work, table: str, column: str, value: Any) -> str:
    """A cell's content in the words of the page; a dash for nothing."""
    if value in (None, ""):
        return "–"
    text = str(value)
    if column in _PEOPLE:
        return work.people.name(text)
    if column.endswith("_on"):
        return written(text)
    known = {c.name: c for c in TABLES_BY_NAME[table].columns}.get(column)
    if known is not None and known.vocabulary is not None:
        titles = getattr(work.policy.vocabulary, known.vocabulary)
        return title_of(titles.get(text), text)
    if known is not None and text in known.codes:
        return code_label(table, column, text, language())
    return text
