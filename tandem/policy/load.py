"""From the text of a policy file to a :class:`~tandem.policy.model.Policy`, or every mistake in it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tandem.lib.titles import Titles
from tandem.lib.toml_reader import TableReader
from tandem.lib.toml_text import parse_toml, read_text
from tandem.policy.load_judgment import read_judgment
from tandem.policy.load_rules import Codes, read_rules
from tandem.policy.model import Policy, Vocabulary
from tandem.policy.problems import PolicyError, PolicyProblem
from tandem.policy.schema import CONTRACT_VERSION, HONOURS, POSTS

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")


def load_policy(path: Path) -> Policy:
    """Read the policy file at ``path`` (UTF-8 TOML).

    Raises :class:`PolicyError` with every mistake, also where the file cannot be read.
    """
    return parse_policy(read_text(path), str(path))


def parse_policy(text: str, source: str = "policy.toml") -> Policy:
    """Read a policy from its text; ``source`` is the name that mistakes are reported under."""
    document, lines = parse_toml(text, source)
    problems: list[PolicyProblem] = []
    top = TableReader(document, (), lines, problems)

    head = top.table("policy", required=True)
    policy_id = head.text("id")
    title = head.titles("title")
    version = head.whole("facts", default=CONTRACT_VERSION)
    if version != CONTRACT_VERSION:
        head.problem("facts", "wrong-contract", version, (CONTRACT_VERSION,))
    head.close()

    vocabulary = _read_vocabulary(top.table("vocabulary", required=True))
    groups = top.table("groups")
    codes = Codes(
        vocabulary, _read_groups(groups, "post", POSTS), _read_groups(groups, "honour", HONOURS)
    )
    groups.close()
    rules = read_rules(top.tables("rule"), codes)
    if not rules and not problems:
        top.problem("rule", "missing", expected=("[[rule]]",))
    judgment = read_judgment(top.table("judgment"), rules)
    top.close()
    if problems:
        raise PolicyError(source, tuple(problems))
    return Policy(
        id=policy_id,
        title=title,
        text=text,
        hash=hashlib.sha256(text.encode()).hexdigest(),
        vocabulary=vocabulary,
        rules=rules,
        judgment=judgment,
    )


def _read_vocabulary(reader: TableReader) -> Vocabulary:
    lists: dict[str, MappingProxyType[str, Titles]] = {}
    for name in ("kinds", "topics", "subjects", "grades"):
        section = reader.table(name, required=name == "kinds")
        for code in section.values:
            if not _CODE.fullmatch(code):
                section.problem(code, "bad-code", code)
        lists[name] = MappingProxyType({code: section.titles(code) for code in section.values})
        _check_titles(section, lists[name])
    reader.close()
    return Vocabulary(**lists)


def _check_titles(section: TableReader, titles: Mapping[str, Titles]) -> None:
    """Two codes of one list may not share a title, in any language: a reader could not tell which."""
    owners: dict[str, str] = {}
    for code, title in titles.items():
        for text in title.all():
            first = owners.setdefault(_as_read(text), code)
            if first != code:
                section.problem(code, "same-title", text, (first,))
                break


def _as_read(title: str) -> str:
    """A title as a reader sees it: width, case and blanks make no difference."""
    return "".join(unicodedata.normalize("NFKC", title).casefold().split())


def _read_groups(
    reader: TableReader, name: str, allowed: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    section = reader.table(name)
    return {group: section.codes(group, allowed) for group in section.values}
