"""Policies of a few rules, written key by key as an officer would."""

from __future__ import annotations

from tandem.policy.load import parse_policy
from tandem.policy.model import Policy

HEAD = """\
[policy]
id = "odd"
title = { en = "Odd" }
[groups.post]
manager = ["deputy_head", "league"]
[vocabulary.kinds]
meeting = { en = "Meeting" }
lesson = { en = "Lesson" }
talk = { en = "Talk" }
[vocabulary.topics]
brand = { en = "Brand" }
culture = { en = "Culture" }
load = { en = "Load" }
[vocabulary.subjects]
chinese = { en = "Chinese" }
maths = { en = "Maths" }
[vocabulary.grades]
good = { en = "Good" }
"""


def rule(rule_id: str, **keys: str) -> str:
    """One ``[[rule]]``: values as in TOML, ``__`` in a key for a dot; a plain rule on meetings."""
    values = {
        "clause": '"1"',
        "title": f'{{ en = "{rule_id}" }}',
        "duty": '"both"',
        "each": '"collaboration"',
        "per": '"term"',
        "count": '"activities"',
        "at_least": "1",
    }
    values |= {key.replace("__", "."): value for key, value in keys.items()}
    if values["count"] == '"activities"':
        values.setdefault("where.kind", '"meeting"')
    return f'[[rule]]\nid = "{rule_id}"\n' + "".join(f"{k} = {v}\n" for k, v in values.items())


def policy(*rules: str, judgment: str = "") -> Policy:
    """A policy of these rules; ``judgment`` is the text of its table."""
    return parse_policy(policy_text(*rules, judgment=judgment))


def policy_text(*rules: str, judgment: str = "") -> str:
    """The text of such a policy."""
    return HEAD + "".join(rules) + (f"[judgment]\n{judgment}\n" if judgment else "")
