"""``tandem import``: a contract folder or workbook into the web application's database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand
from tandem.cli.inputs import read_checked_facts, read_policy
from tandem.cli.options import facts_argument, lang_option
from tandem.cli.waiting import waiting
from tandem.lib.messages import Messages

if TYPE_CHECKING:
    from tandem.exchange.importing import Imported, PolicyText
    from tandem.exchange.limits import Limit
    from tandem.policy.model import Policy


def command(messages: Messages) -> click.Command:
    """The command in the messages' language."""

    @click.command(
        "import",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-import"),
        short_help=messages("short-import"),
    )
    @facts_argument()
    @click.option(
        "--policy",
        "policy_path",
        type=click.Path(path_type=Path),
        help=messages("help-import-policy"),
    )
    @click.option(
        "--clauses",
        "clauses_path",
        type=click.Path(path_type=Path),
        help=messages("help-import-clauses"),
    )
    @lang_option(messages)
    def import_command(facts: Path, policy_path: Path | None, clauses_path: Path | None) -> None:
        from tandem.cli.web import set_up

        chosen = None if policy_path is None else read_policy(policy_path, messages)
        if clauses_path is not None and not clauses_path.is_file():
            raise Failure([messages("import-no-clauses", {"path": str(clauses_path)})])
        set_up(messages, "make")
        from django.db import DatabaseError

        from tandem.accounts.actors import the_program
        from tandem.dashboards.board.fulfilment import draw_fulfilment
        from tandem.exchange.importing import import_facts
        from tandem.exchange.limits import LimitError

        with waiting(messages) as wait:
            used, text = _policy(chosen, policy_path, clauses_path)
            with read_checked_facts(facts, used, messages, wait.reading) as read:
                wait.step("wait-importing", 0.6)
                try:
                    done = import_facts(by=the_program("tandem import"), facts=read, policy=text)
                except LimitError as error:
                    lines = [_limit(limit, messages) for limit in error.limits]
                    raise Failure([*lines, messages("import-nothing")]) from error
                except DatabaseError as error:
                    reason = str(error).strip().partition("\n")[0]
                    said = messages("import-refused", {"reason": reason})
                    raise Failure([said, messages("import-nothing")]) from error
                if done.touched:
                    wait.step("wait-drawing", 0.9)
                    draw_fulfilment()
        _tell(done, messages)

    return import_command


def _policy(
    chosen: Policy | None, policy_path: Path | None, clauses_path: Path | None
) -> tuple[Policy, PolicyText]:
    """The policy whose codes the file uses, and the text that a round without one is judged by."""
    from tandem.compliance.policies import district_texts
    from tandem.exchange.importing import PolicyText, policy_in_use
    from tandem.policy.load import parse_policy

    text, clauses = district_texts()
    if policy_path is not None:
        text = policy_path.read_text(encoding="utf-8")
        beside = clauses_path or policy_path.with_name("clauses.toml")
        clauses = beside.read_text(encoding="utf-8") if beside.is_file() else ""
    elif clauses_path is not None:
        clauses = clauses_path.read_text(encoding="utf-8")
    used = chosen or policy_in_use() or parse_policy(text)
    return used, PolicyText(text, clauses)


def _limit(limit: Limit, messages: Messages) -> str:
    from tandem.facts.labels import column_titles, table_title

    return messages(
        f"import-too-{limit.kind}",
        {
            "table": table_title(limit.table, messages.language),
            "column": column_titles(limit.table, limit.column).get(messages.language),
            "value": limit.value[:40],
            "most": limit.most,
            "count": limit.count,
        },
    )


def _tell(done: Imported, messages: Messages) -> None:
    from tandem.facts.labels import table_title

    for table, count in done.counts.items():
        click.echo(
            messages(
                "import-table",
                {
                    "table": table_title(table, messages.language),
                    "new": count.new,
                    "changed": count.changed,
                    "unchanged": count.unchanged,
                    "removed": count.removed,
                },
            )
        )
    if not done.touched:
        click.echo(messages("import-same"))
    elif done.evaluated:
        click.echo(messages("import-done", {"count": done.evaluated}))
