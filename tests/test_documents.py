"""The documents are true: what they name exists, and what exists is named where it should be."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tandem.cli.program import run

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (".ci", "bench", "docs", "policies", "requirements", "tandem", "tests")
TEXTS = {"", ".csv", ".ftl", ".in", ".md", ".py", ".sh", ".svg", ".toml", ".txt"}
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FILE = re.compile(r"(?:[\w.-]+/)*[\w-]+\.(?:css|html|md|py|scss|toml|ts)")


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def project_files() -> Iterator[Path]:
    yield from (
        path
        for path in ROOT.iterdir()
        if path.is_file() and path.suffix in TEXTS and path.name != ".git"
    )
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in TEXTS and "__pycache__" not in path.parts:
                yield path


def normal(name: str) -> str:
    """A package's name as registries compare it, without extras, versions and markers."""
    found = _NAME.match(name.strip())
    assert found, f"no package name in {name!r}"
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", read("Makefile"), re.MULTILINE))


def declared() -> set[str]:
    """What the project itself asks for: to run, with extras, to build and to develop."""
    project = PYPROJECT["project"]
    names = [*project["dependencies"], *PYPROJECT["build-system"]["requires"]]
    for extra in project["optional-dependencies"].values():
        names += extra
    for path in (ROOT / "requirements").glob("*.in"):
        lines = path.read_text(encoding="utf-8").splitlines()
        names += [line for line in lines if line.strip() and not line.startswith("#")]
    return {normal(name) for name in names}


def pinned(lock: Path) -> dict[str, str]:
    """The locked packages, each with the lines of its pin."""
    entries = re.split(r"^(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {normal(entry): entry for entry in entries if _NAME.match(entry)}


def named_packages() -> dict[str, str]:
    """The packages in the tables of docs/dependencies.md: those with a row, those only brought."""
    own, _, brought = read("docs", "dependencies.md").partition("## Brought by others")
    rows = {normal(name): "own" for name in re.findall(r"^\| `([^`]+)` ", own, re.MULTILINE)}
    for line in re.findall(r"^\| `.*\|(.*)\|$", brought, re.MULTILINE):
        rows |= {normal(name): rows.get(normal(name), "brought") for name in _spans(line)}
    return rows


def _spans(text: str) -> list[str]:
    return _CODE_SPAN.findall(text)


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_make_target_that_a_document_names_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    fenced = "\n".join(_FENCED.findall(text))
    named = set(re.findall(r"^make ([a-z][a-z-]*)", fenced, re.MULTILINE))
    for span in _spans(_FENCED.sub("", text)):
        named |= set(re.findall(r"^make ([a-z][a-z-]*)", span))
    assert named <= make_targets()


def test_the_readme_names_the_two_commands() -> None:
    commands = re.findall(r"^make ([a-z-]+)", read("README.md"), re.MULTILINE)
    assert {"demo", "test"} <= set(commands)


@pytest.mark.parametrize(
    "line", re.findall(r"^\.venv/bin/tandem (.*?)(?: +#.*)?$", read("README.md"), re.MULTILINE)
)
def test_every_command_of_the_readme_is_one_with_those_options(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *rest = line.split()
    assert run([command, "--help"]) == 0
    options = {word for word in rest if word.startswith("--")}
    assert options <= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))


def test_every_step_of_the_runner_is_a_make_target() -> None:
    steps = re.search(r"^steps=\(([^)]*)\)", read(".ci", "run"), re.MULTILINE)
    assert steps
    assert "test" in steps.group(1).split()
    assert set(steps.group(1).split()) <= make_targets()


def test_every_dependency_has_its_reason() -> None:
    with_reason = {name for name, kind in named_packages().items() if kind == "own"}
    assert with_reason == declared()


def test_every_locked_package_is_named_and_no_other() -> None:
    locked = {name for lock in LOCKS for name in pinned(lock)}
    assert locked == named_packages().keys()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_lock_pins_with_hashes_and_gives_no_address(lock: Path) -> None:
    entries = pinned(lock)
    assert entries
    for name, entry in entries.items():
        assert re.match(r"[^\s=]+==\S+", entry), f"{name} is not pinned"
        assert "--hash=sha256:" in entry, f"{name} has no hash"
    assert "://" not in lock.read_text(encoding="utf-8")


def test_what_the_product_asks_for_is_locked() -> None:
    runtime = {normal(name) for name in PYPROJECT["project"]["dependencies"]}
    assert runtime <= pinned(ROOT / "requirements" / "runtime.txt").keys()


@pytest.mark.parametrize("smaller", ["runtime.txt", "dev.txt"])
def test_what_runs_in_service_is_what_was_tested(smaller: str) -> None:
    folder = ROOT / "requirements"
    wider = pinned(folder / ("dev.txt" if smaller == "runtime.txt" else "spark.txt"))
    for name, entry in pinned(folder / smaller).items():
        assert wider[name].split()[0] == entry.split()[0]


def test_the_layers_of_the_architecture_are_those_that_are_enforced() -> None:
    described = re.findall(r"^\| `tandem/([a-z]+)` \|", read("ARCHITECTURE.md"), re.MULTILINE)
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c.get("containers") == ["tandem"])
    assert described == [name for layer in layers for name in layer.split(" | ")]
    for layer in described:
        assert (ROOT / "tandem" / layer / "__init__.py").is_file(), f"{layer} is not a package"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_inside_the_project_leads_somewhere(document: Path) -> None:
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    for link in _LINK.findall(text):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (document.parent / name).resolve() if name else document
        assert target.exists(), f"{link} leads nowhere"
        assert target.is_relative_to(ROOT), f"{link} leads out of the project"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {_slug(heading) for heading in headings}, f"{link}: no such heading"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    """A document may leave out the beginning of a path, as a table's heading says it."""
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    named = {f"/{span}" for span in _spans(text) if _FILE.fullmatch(span)}
    folders = (*(ROOT / folder for folder in FOLDERS), ROOT / "frontend" / "src")
    there = [f"/{path.name}" for path in ROOT.iterdir()]
    there += [path.as_posix() for folder in folders for path in folder.rglob("*")]
    assert [name for name in named if not any(path.endswith(name) for path in there)] == []


def test_the_index_lists_every_decision() -> None:
    folder = ROOT / "docs" / "adr"
    decisions = {path.name for path in folder.glob("[0-9]*.md")}
    assert decisions
    assert decisions == set(re.findall(r"\]\(([0-9][^)]*)\)", read("docs", "adr", "README.md")))


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    of_a_machine = re.compile(r"(?<![\w.}$~-])/(?:work|home|root|Users|mnt|tmp)/\w")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in project_files()
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if of_a_machine.search(line)
    ]
    assert not found


def test_no_file_names_a_package_registry() -> None:
    registry = re.compile(
        r"\bpypi\.org|pythonhosted\.org|\bnpmjs\.(?:com|org)|https?://\S*/simple\b|https?://\S*pypi"
    )
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in project_files()
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if registry.search(line)
    ]
    assert not found
