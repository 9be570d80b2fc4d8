"""Writing a command's files: all of them, or none."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tandem.cli.failure import Failure
from tandem.facts.describe import reason_in_words
from tandem.lib.messages import Messages

Writer = Callable[[Path], None]
_PARTIAL = ".partial-"


def text_writer(text: str) -> Writer:
    """Writes ``text`` as UTF-8."""

    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8", newline="")

    return write


def json_writer(value: dict[str, Any]) -> Writer:
    """Writes ``value`` as JSON, keys in the given order."""
    return text_writer(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_all(folder: Path, files: dict[str, Writer], messages: Messages) -> None:
    """Write every file into ``folder``, or change nothing there.

    They are made in a folder of their own inside it and moved in place when all are whole; where one
    cannot be moved (a file that is open elsewhere), those before it are put back.
    """
    with _clear_errors(folder, messages):
        was_there = folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        made: Path | None = None
        try:
            made = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=folder))
            for name, write in files.items():
                write(made / name)
            _move_in_place(made, folder, list(files))
        finally:
            if made is not None:
                shutil.rmtree(made, ignore_errors=True)
            if not was_there:
                with suppress(OSError):
                    folder.rmdir()  # only succeeds where it is empty


def _move_in_place(made: Path, folder: Path, names: list[str]) -> None:
    """Move the files from ``made`` to ``folder``: all of them, or none."""
    for name in names:
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
    before = made / "before"
    before.mkdir()
    had = [name for name in names if (folder / name).exists()]
    for name in had:
        _keep(folder / name, before / name)
    moved: list[str] = []
    try:
        for name in names:
            os.replace(made / name, folder / name)
            moved.append(name)
    except BaseException:
        for name in moved:
            if name in had:
                os.replace(before / name, folder / name)
            else:
                (folder / name).unlink()
        raise


def _keep(file: Path, copy: Path) -> None:
    """A second name for a file, or a copy where the file system knows no second names."""
    try:
        os.link(file, copy)
    except OSError:
        shutil.copy2(file, copy)


def write_one(target: Path, write: Writer, messages: Messages) -> None:
    """Write one file, or leave what was there."""
    write_all(target.parent, {target.name: write}, messages)


@contextmanager
def _clear_errors(folder: Path, messages: Messages) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        path = _told(Path(str(error.filename or folder)), folder)
        reason = reason_in_words(error.strerror or str(error), messages.language)
        raise Failure([messages("cannot-write", {"path": str(path), "reason": reason})]) from error


def _told(path: Path, folder: Path) -> Path:
    """The file that was asked for, where ``path`` lies in the folder in which files are made."""
    if path.name.startswith(_PARTIAL):
        return folder
    return folder / path.name if any(p.name.startswith(_PARTIAL) for p in path.parents) else path
