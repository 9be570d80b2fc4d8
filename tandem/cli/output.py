"""Writing a command's files: all of them, or none."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tandem.cli.failure import Failure
from tandem.lib.messages import Messages

Writer = Callable[[Path], None]


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

    They are made in a folder of their own beside it and moved in place when all are whole.
    """
    with _clear_errors(folder, messages):
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder))
        try:
            for name, write in files.items():
                write(made / name)
            for name in files:
                os.replace(made / name, folder / name)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def write_one(target: Path, write: Writer, messages: Messages) -> None:
    """Write one file, or leave what was there."""
    write_all(target.parent, {target.name: write}, messages)


@contextmanager
def _clear_errors(folder: Path, messages: Messages) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        params = {"path": str(error.filename or folder), "reason": error.strerror or str(error)}
        raise Failure([messages("cannot-write", params)]) from error
