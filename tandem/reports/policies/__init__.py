"""Policies on the terminal: the rules as a table, and what differs between two."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tandem.lib.messages import Messages
from tandem.lib.titles import Language
from tandem.policy.compare import Change
from tandem.policy.model import Policy
from tandem.reports.policies.rules import RuleWords, plain
from tandem.reports.wrapping import wrap


def print_policy(console: Console, policy: Policy, language: Language) -> None:
    """Print the rules of ``policy`` as a table, and the numbers of its assessment."""
    words = RuleWords(policy, language)
    say = words.say
    console.print(Text(policy.title.get(language), style="bold"))
    console.print(Text(say("hash", {"hash": policy.hash}), style="bright_black"))
    # the widths are set here, because a table would break Chinese before a comma
    first = max(len(rule.id) for rule in policy.rules)
    duty = max(cell_len(words.duty(rule)) for rule in policy.rules)
    minimum = 25
    conditions = max(24, console.width - first - duty - minimum - 19)
    table = Table(box=box.SIMPLE, pad_edge=False, padding=(0, 1, 1, 0))
    for name, width in (
        ("rule", first),
        ("clause", 7),
        ("duty", duty),
        ("minimum", minimum),
        ("conditions", conditions),
    ):
        table.add_column(say(f"column-{name}"), width=width, overflow="fold")
    for rule in policy.rules:
        title = Text("\n".join(wrap(rule.title.get(language), first)))
        title.append(f"\n{rule.id}", style="bright_black")
        table.add_row(
            title,
            rule.clause,
            words.duty(rule),
            "\n".join(wrap(words.minimum(rule), minimum)),
            "\n".join(wrap(words.conditions(rule), conditions)),
        )
    console.print(table)
    _print_judgment(console, policy, say)


def _print_judgment(console: Console, policy: Policy, say: Messages) -> None:
    judgment = policy.judgment
    bands: dict[str, object] = {name: plain(limit) for name, limit in judgment.bands}
    console.print(Text(say("judgment-title"), style="bold"))
    for line in (
        say("judgment-lag", {"limit": plain(judgment.lag_below)}),
        say(
            "judgment-progress",
            {"limit": plain(judgment.progress_min), "schools": judgment.progress_group_min},
        ),
        say(
            "judgment-weights",
            {
                "fulfilment": plain(judgment.weight_fulfilment),
                "check": plain(judgment.weight_check),
                "progress": plain(judgment.weight_progress),
            },
        ),
        say(f"judgment-{judgment.formula}", {"alpha": plain(judgment.alpha)}),
        say("judgment-bands", {**bands, "award": say(f"band-{judgment.award_min_band}")}),
        say("judgment-quota", {"quota": f"{judgment.quota * 100:.0f}"}),
    ):
        console.print(Text("· " + line))


def print_differences(
    console: Console,
    changes: Sequence[Change],
    before: Policy,
    after: Policy,
    language: Language,
) -> None:
    """Print every difference, grouped by rule or section; say so if there is none."""
    say = RuleWords(before, language).say
    if not changes:
        console.print(say("same"))
        return
    titles = {rule.id: rule.title.get(language) for rule in (*before.rules, *after.rules)}
    old_ids, new_ids = {r.id for r in before.rules}, {r.id for r in after.rules}
    group: tuple[str, str] | None = None
    for change in changes:
        if (change.section, change.subject) != group:
            group = (change.section, change.subject)
            console.print(Text(_group_title(change, titles, old_ids, new_ids, say), style="bold"))
        params = {"key": change.key, "before": change.before, "after": change.after}
        form = (
            "changed" if change.before and change.after else ("added" if change.after else "gone")
        )
        console.print(Text("  " + say(f"key-{form}", params)))


def _group_title(
    change: Change, titles: dict[str, str], old: set[str], new: set[str], say: Messages
) -> str:
    if change.section == "judgment":
        return say("judgment-title")
    if change.section == "rule":
        params = {"title": titles[change.subject], "id": change.subject}
        form = "rule" if change.subject in old & new else "rule-new"
        return say(form if change.subject in new else "rule-gone", params)
    return say("vocabulary", {"section": change.section, "code": change.subject})
