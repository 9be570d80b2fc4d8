"""A progress bar for work that takes a while, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tandem.lib.messages import Messages

READING_SHARE = 0.6
"""The part of the whole that reading usually takes."""


class Waiting:
    """Where the work stands; does nothing where nobody is watching."""

    def step(self, message_id: str, share: float) -> None:
        """Say what is being done now, and the share (0..1) of the whole that is done."""

    def reading(self, table: str, share: float) -> None:
        """The progress of reading facts: ``share`` of it is done."""


class _Bar(Waiting):
    def __init__(self, messages: Messages) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self._messages = messages
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=32),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task(messages("wait-reading"), total=1.0)

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def step(self, message_id: str, share: float) -> None:
        self._progress.update(self._task, description=self._messages(message_id), completed=share)

    def reading(self, table: str, share: float) -> None:
        self._progress.update(self._task, completed=READING_SHARE * share)


@contextmanager
def waiting(messages: Messages) -> Iterator[Waiting]:
    """A bar on standard error while the block runs, if that is a terminal."""
    if not sys.stderr.isatty():
        yield Waiting()
        return
    with _Bar(messages) as bar:
        yield bar
