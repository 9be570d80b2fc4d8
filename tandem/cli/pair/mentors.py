"""``tandem pair mentors``: who guides whom inside one collaboration, with reasons and workbook."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import click

from tandem.cli.help import SpokenCommand
from tandem.cli.inputs import read_policy
from tandem.cli.options import lang_option
from tandem.cli.output import Writer, json_writer, text_writer, write_all
from tandem.cli.pair.inputs import tell
from tandem.cli.pair.propose import UNPLACED, out_option
from tandem.cli.pair.teachers import TeacherList, read_teachers
from tandem.lib.messages import Messages
from tandem.matching.mentors import match_mentors
from tandem.matching.model import MentorMatch
from tandem.policy.shipped import district_policy
from tandem.reports.mentoring import (
    MentoringResults,
    MentoringWords,
    mentors_csv,
    print_mentors,
    write_mentors_workbook,
)
from tandem.reports.terminal import make_console


def mentors_command(messages: Messages, own: Messages) -> click.Command:
    """The command in the messages' language; ``own`` are the sentences of ``tandem pair``."""

    @click.command(
        "mentors",
        cls=SpokenCommand,
        messages=messages,
        help=own("help-mentors"),
        short_help=own("short-mentors"),
    )
    @click.argument("people", metavar="PEOPLE", type=click.Path(path_type=Path))
    @click.option(
        "--at-least",
        type=click.IntRange(min=0),
        default=3,
        show_default=True,
        help=own("help-at-least"),
    )
    @out_option(own)
    @lang_option(messages)
    def mentors(people: Path, at_least: int, out: Path) -> int:
        subjects = read_policy(district_policy(), messages).codes()
        teachers = read_teachers(people, subjects, own)
        tell(teachers.notices, own)
        match = match_mentors(teachers.pair, at_least)
        results = MentoringResults(teachers.pair, match, at_least, teachers.place, teachers.sha256)
        words = MentoringWords(teachers.pair, subjects["subjects"], messages.language)
        write_all(out, _files(results, words, _record(teachers, match, at_least)), messages)
        print_mentors(make_console(), results, words)
        click.echo(messages("written", {"folder": str(out)}))
        return UNPLACED if match.short or match.unmatched else 0

    return mentors


def _files(
    results: MentoringResults, words: MentoringWords, record: dict[str, Any]
) -> dict[str, Writer]:
    def workbook(path: Path) -> None:
        write_mentors_workbook(path, results, words)

    return {
        "mentors.csv": text_writer(mentors_csv(results, words)),
        "mentors.xlsx": workbook,
        "run.json": json_writer(record),
    }


def _record(teachers: TeacherList, match: MentorMatch, at_least: int) -> dict[str, Any]:
    """What makes a run repeatable, and a hash by which two answers can be compared."""
    from tandem import __version__

    pairs = json.dumps([[p.mentee_id, p.mentor_id, p.subject] for p in match.pairs])
    return {
        "command": "mentors",
        "tandem": __version__,
        "teachers": {
            "file": teachers.place,
            "sha256": teachers.sha256,
            "mentors": len(teachers.pair.mentors),
            "mentees": len(teachers.pair.mentees),
        },
        "at_least": at_least,
        "results": {
            "pairs": len(match.pairs),
            "core": match.core,
            "short": match.short,
            "unmatched": list(match.unmatched),
            "pairs_sha256": hashlib.sha256(pairs.encode()).hexdigest(),
        },
    }
