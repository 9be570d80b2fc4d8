"""The path of every row of ``access.toml``, and what a POST carries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

from tests.web.grid.filled import Filled

KEYS: dict[str, list[str]] = {
    "finding": ["c1", "lecture", "t3"],
    "term_summary": ["c1", "t3"],
    "notice": ["@notice"],
    "complaint": ["@complaint"],
    "round": ["r1"],
    "round_terms": ["r1"],
    "round_policy": ["r1"],
    "policy_file": ["r1"],
    "policy_xlsx": ["r1"],
    "collaboration_add": ["r1"],
    "collaboration_edit": ["c1"],
    "account [teacher]": ["@account"],
    "account [leader]": ["@user:leader"],
    "account_do [teacher]": ["@account"],
    "account_do [administrator]": ["@user:administrator"],
    "account_do [head]": ["@user:lead_head"],
    "role_end": ["@account", "@role"],
    "staffing_at [lead]": ["lead"],
    "staffing_at [bureau]": ["bureau"],
    "staffing_role": ["lead"],
    "staffing_codes": ["lead"],
    "hand_over": ["lead"],
    "pairings:detail": ["c1"],
    **{f"activities:{n}": ["@draft"] for n in ("where", "what", "who", "led", "check", "discard")},
    **{f"activities:{n}": ["@waiting"] for n in ("detail", "sent", "confirm", "reject")},
    **{f"activities:{n}": ["@waiting"] for n in ("edit", "withdraw")},
    "activities:confirm_late": ["@silent"],
    "activities:write_note": ["@lesson"],
    "activities:note": ["@note"],
    "activities:reply_note": ["@note"],
    **{f"mentoring:{n}": ["@pair"] for n in ("detail", "edit", "end", "undo_reconfirm")},
    **{f"mentoring:{n}": ["@pair_waiting"] for n in ("confirm", "reject", "withdraw")},
    "mentoring:confirm_late": ["@pair_waiting"],
    **{
        f"mentoring:output_{n}": ["@output"]
        for n in ("detail", "edit", "confirm", "reject", "withdraw", "confirm_late")
    },
    **{f"secondments:{n}": ["@secondment"] for n in ("detail", "edit", "log", "summary")},
    "secondments:evaluate": ["@secondment"],
    **{f"secondments:{n}": ["@secondment_waiting"] for n in ("confirm", "reject", "withdraw")},
    "secondments:confirm_late": ["@secondment_waiting"],
    **{
        f"aid:{n}": ["@aid"]
        for n in ("detail", "edit", "confirm", "reject", "withdraw", "confirm_late")
    },
    **{f"plans:{n}": ["@plan"] for n in ("detail", "edit", "approve")},
    **{f"inspections:{n}": ["@visit"] for n in ("detail", "edit", "remove")},
    "inspections:ratings [this year]": ["c1"],
    "inspections:ratings [2026]": ["c1", "2026"],
    "assessments:quality [2026]": ["bureau", "2026"],
    "assessments:quality_xlsx": ["bureau", "2026"],
    "waivers:list": ["c1"],
    "waivers:new": ["c1"],
    "waivers:remove": ["@waiver"],
    **{
        f"schools:{n}": ["lead"]
        for n in ("school", "edit", "rename", "merge", "close", "reopen", "people")
    },
    **{f"schools:{n}": ["lead"] for n in ("download_people", "add_person")},
    "schools:undo_change": ["lead", "@change"],
    **{
        f"schools:{n}": ["lead-2"]
        for n in ("person", "edit_person", "appoint", "transfer", "leave", "undo_post")
    },
    "exchange:wizard_start [schools]": ["schools"],
    "exchange:wizard_start [people]": ["people"],
    "exchange:wizard_columns [schools]": ["@run"],
    "exchange:wizard_columns [people]": ["@run_people"],
    "exchange:semester_now": ["c1"],
    "exchange:semester": ["c1", "t3"],
    "exchange:semester_workbook": ["c1", "t3"],
    **{f"exchange:semester_{n}": ["@run_semester"] for n in ("upload", "take_back")},
    **{f"exchange:wizard_{n}": ["@run"] for n in ("check", "done", "undo")},
    "evidence:add": ["outing", "@waiting"],
    "evidence:show": ["@file"],
    "evidence:small": ["@file"],
    "evidence:remove": ["@file"],
    "evidence:restore": ["@file_gone"],
    "openid_connect_login": ["oidc"],
    "openid_connect_callback": ["oidc"],
}
"""The arguments of each address; ``@name`` is a key of the filled district."""

POSTED: dict[str, dict[str, str]] = {
    "nudge": {"duty": "c1 lecture t3"},
    "notice": {"open": "1"},
    "account_do [teacher]": {"do": "close"},
    "account_do [administrator]": {"do": "close"},
    "account_do [head]": {"do": "close"},
    "staffing_codes": {"user": "@account"},
    "activities:confirm": {"version": "1"},
    "inspections:remove": {"version": "1"},
    "set_language": {"language": "en"},
}


def arguments(row: str, filled: Filled) -> list[str]:
    """The arguments of a row's address."""
    bare = row.removeprefix("POST ")
    given = KEYS.get(bare, ["c1"] if bare.endswith("[c1]") else [])
    return [_value(text, filled) for text in given]


def path_of(row: str, filled: Filled) -> str:
    """The path of a row."""
    return reverse(name_of(row), args=arguments(row, filled))


def name_of(row: str) -> str:
    """The name in the URLconf."""
    return row.removeprefix("POST ").split(" [", maxsplit=1)[0]


def posted(row: str, filled: Filled) -> dict[str, Any]:
    """What a POST row carries."""
    given = POSTED.get(row.removeprefix("POST "), {})
    return {name: _value(text, filled) for name, text in given.items()}


def _value(text: str, filled: Filled) -> str:
    if text.startswith("@user:"):
        return str(filled.district.users[text[6:]].pk)
    return str(filled.keys[text[1:]]) if text.startswith("@") else text


def every_address() -> Iterator[tuple[str, str, Any]]:
    """Name, pattern and view of every address of the URLconf."""

    def walk(resolver: Any, spaces: str, before: str) -> Iterator[tuple[str, str, Any]]:
        for part in resolver.url_patterns:
            pattern = before + str(part.pattern)
            if isinstance(part, URLPattern):
                yield f"{spaces}{part.name}", pattern, part.callback
            else:
                inner = f"{spaces}{part.namespace}:" if part.namespace else spaces
                yield from walk(part, inner, pattern)

    return walk(get_resolver(), "", "")
