"""The command run in this process: its exit code and both its streams."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tandem.cli.program import run
from tandem.demo import make_demo_district, write_folder

AS_OF = "2026-05-15"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of the command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Tandem = Callable[..., Outcome]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(autouse=True)
def _own_store(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled SQL is kept for the session, away from the user's own."""
    monkeypatch.setenv("TANDEM_CACHE", str(store))


@pytest.fixture
def tandem(capsys: pytest.CaptureFixture[str]) -> Tandem:
    """Runs ``tandem ARGUMENTS`` (in English unless ``lang`` says otherwise)."""

    def call(*arguments: object, lang: str = "en") -> Outcome:
        code = run([str(argument) for argument in arguments], {"TANDEM_LANG": lang})
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo district as a folder of CSV."""
    folder = tmp_path_factory.mktemp("district") / "facts"
    write_folder(make_demo_district(), folder)
    return folder
