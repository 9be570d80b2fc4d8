"""Reading frozen plans and records for a command, and writing them without replacing anything."""

from __future__ import annotations

from pathlib import Path

from tandem.cli.draw.words import check_line, error_lines
from tandem.cli.failure import Failure
from tandem.facts.describe import reason_in_words
from tandem.lib.messages import Messages
from tandem.matching.draw import DrawError, Plan, Record, Verified, file_text, verify_file
from tandem.matching.draw.canonical import SIZE_LIMIT


def read_bytes(path: Path, messages: Messages) -> bytes:
    """The file's bytes (no more than a record may have, and one); a :class:`Failure` otherwise."""
    try:
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as error:
        reason = reason_in_words(error.strerror or type(error).__name__, messages.language)
        params = {"path": str(path), "reason": reason}
        raise Failure([messages("unreadable", params)]) from error


def read_plan(path: Path, messages: Messages) -> Plan:
    """What was frozen, if it holds; a :class:`Failure` that says why not otherwise."""
    found = _holding(path, messages).found
    if not isinstance(found, Plan):
        raise Failure([messages("not-a-plan", {"path": str(path)})])
    return found


def read_record(path: Path, messages: Messages) -> Record:
    """A record, if all of it holds; a :class:`Failure` that says why not otherwise."""
    found = _holding(path, messages).found
    if not isinstance(found, Record):
        raise Failure([messages("not-a-record", {"path": str(path)})])
    return found


def _holding(path: Path, messages: Messages) -> Verified:
    verified = verify_file(read_bytes(path, messages))
    if not verified.holds:
        wrong = [check_line(check, messages) for check in verified.checks if not check.holds]
        raise Failure([messages("unusable", {"path": str(path)}), *wrong, messages("refused")])
    return verified


def text_of(part: Plan | Record, messages: Messages) -> str:
    """The text of the file; a :class:`Failure` for one that nobody could read again."""
    try:
        return file_text(part)
    except DrawError as error:
        raise Failure([*error_lines(error, messages), messages("refused")]) from error


def refuse_existing(path: Path, messages: Messages) -> None:
    """A :class:`Failure` if the file exists: a draw is not drawn until one likes the outcome."""
    try:
        is_there = path.exists() or path.is_symlink()
    except OSError:
        return  # a name that no file can have: writing says why
    if is_there:
        raise Failure([messages("exists", {"path": str(path)}), messages("refused")])
