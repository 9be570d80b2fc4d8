"""``tandem evaluate``: from a facts folder or workbook to findings, verdicts and a report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any, cast

import click

from tandem import __version__
from tandem.cli.compiled_store import kept_compiler
from tandem.cli.failure import Failure
from tandem.cli.help import SpokenCommand
from tandem.cli.inputs import clauses_beside, read_checked_facts, read_policy
from tandem.cli.options import as_of_option, facts_argument, lang_option, policy_option
from tandem.cli.output import Writer, json_writer, text_writer, write_all
from tandem.cli.secrets import without_password
from tandem.cli.waiting import Waiting, waiting
from tandem.facts import Facts
from tandem.lib.messages import Messages
from tandem.policy.engines.errors import EngineError
from tandem.policy.evaluate import EngineName, evaluate
from tandem.policy.evaluation import Evaluation
from tandem.policy.model import Policy
from tandem.policy.results_io import contract_files

ENGINES: tuple[EngineName, ...] = ("duckdb", "sqlite", "postgres", "spark")


def command(messages: Messages) -> click.Command:
    """The command in the messages' language."""

    @click.command(
        "evaluate",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-evaluate"),
        short_help=messages("short-evaluate"),
    )
    @facts_argument()
    @as_of_option(messages)
    @policy_option(messages)
    @click.option(
        "--out",
        type=click.Path(path_type=Path),
        default=Path("tandem-results"),
        show_default=True,
        help=messages("help-out"),
    )
    @click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default="duckdb",
        show_default=True,
        help=messages("help-engine"),
    )
    @click.option("--database", metavar="URL", help=messages("help-database"))
    @click.option(
        "--compare",
        "other_path",
        metavar="OTHER.toml",
        type=click.Path(path_type=Path),
        help=messages("help-compare"),
    )
    @lang_option(messages)
    def evaluate_command(
        facts: Path,
        as_of: date,
        policy_path: Path,
        out: Path,
        engine: str,
        database: str | None,
        other_path: Path | None,
    ) -> None:
        if engine == "postgres" and not database:
            raise Failure([messages("engine-postgres-needs-database")])
        policy = read_policy(policy_path, messages)
        other = None if other_path is None else read_policy(other_path, messages)
        with waiting(messages) as wait:
            read = read_checked_facts(facts, policy, messages, wait.reading)
            name = cast(EngineName, engine)
            with _hashed_meanwhile(read):
                evaluation = _evaluate(policy, read, as_of, name, database, messages, wait)
                changed = None
                if other is not None:
                    changed = _evaluate(other, read, as_of, name, database, messages, wait)
            wait.step("wait-writing", 0.9)
            files = _files(evaluation, read, policy_path, engine, messages)
            if changed is not None:
                files |= _comparison_files(evaluation, changed)
            write_all(out, files, messages)
        _show(evaluation, changed, read, out, messages)

    return evaluate_command


@contextmanager
def _hashed_meanwhile(facts: Facts) -> Iterator[None]:
    """Hash the facts beside the block: it takes as long as evaluating them, and nobody waits for it.

    The thread is always awaited: its database must not be closed under it when the block fails.
    """
    hashing = Thread(target=lambda: facts.digest, daemon=True)
    hashing.start()
    try:
        yield
    finally:
        hashing.join()


def _evaluate(
    policy: Policy,
    facts: Facts,
    as_of: date,
    engine: EngineName,
    database: str | None,
    messages: Messages,
    wait: Waiting,
) -> Evaluation:
    wait.step("wait-evaluating", 0.6)
    try:
        return evaluate(
            policy,
            facts.connection,
            as_of,
            engine=engine,
            database=database,
            compiler=kept_compiler(),
        )
    except EngineError as error:
        said = messages(f"engine-{error.code}", dict(error.params))
        raise Failure([without_password(said, database)]) from error


def _files(
    evaluation: Evaluation, facts: Facts, policy_path: Path, engine: str, messages: Messages
) -> dict[str, Writer]:
    from tandem.reports import read_context, write_workbook

    context = read_context(facts.connection)
    clauses = clauses_beside(policy_path)

    def workbook(path: Path) -> None:
        write_workbook(path, evaluation, context, messages.language, clauses=clauses)

    files: dict[str, Writer] = {
        name: text_writer(text) for name, text in contract_files(evaluation).items()
    }
    files["run.json"] = json_writer(run_record(evaluation, facts, engine))
    files["report.xlsx"] = workbook
    return files


def run_record(evaluation: Evaluation, facts: Facts, engine: str) -> dict[str, Any]:
    """What makes a run repeatable: policy, engine version, day and facts, each by its hash."""
    from tandem.policy.compiled import ENGINE_VERSION

    return {
        "as_of": evaluation.as_of.isoformat(),
        "policy": {"id": evaluation.policy.id, "sha256": evaluation.policy.hash},
        "facts": {"sha256": facts.digest, "rows": facts.counts},
        "engine": {"name": engine, "version": ENGINE_VERSION, "tandem": __version__},
        "results": {
            "findings": len(evaluation.findings),
            "side_years": len(evaluation.side_years),
            "verdicts": len(evaluation.verdicts),
        },
    }


def _comparison_files(evaluation: Evaluation, changed: Evaluation) -> dict[str, Writer]:
    from tandem.policy.compare import compare
    from tandem.reports.comparison import changes_csv

    return {"changes.csv": text_writer(changes_csv(compare(evaluation, changed)))}


def _show(
    evaluation: Evaluation,
    changed: Evaluation | None,
    facts: Facts,
    out: Path,
    messages: Messages,
) -> None:
    from tandem.reports import make_console, print_summary, read_context

    console = make_console()
    context = read_context(facts.connection)
    if changed is None:
        print_summary(console, evaluation, context, messages.language)
    else:
        from tandem.policy.compare import compare, diff_policies
        from tandem.reports.comparison import print_effects

        differences = diff_policies(evaluation.policy, changed.policy)
        effects = compare(evaluation, changed)
        print_effects(
            console, evaluation, changed, differences, effects, context, messages.language
        )
    click.echo(messages("written", {"folder": str(out)}))
