"""The manual of pairing: every key of its files is in it, every block of it works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tandem.cli.failure import Failure
from tandem.cli.pair.changes import KINDS, read_changes
from tandem.cli.pair.headings import headings
from tandem.cli.pair.lists import pair_messages
from tandem.cli.pair.mapping import FIELDS, parse_mapping, usual_mapping
from tandem.cli.pair.schools import read_schools
from tandem.cli.program import run
from tandem.lib.toml_reader import TableReader
from tandem.matching.model import Rules, Weights
from tandem.matching.rules_file import parse_rules
from tests.cli.pair.registry import ROWS, changed, write_registry

MANUAL = (Path(__file__).parents[1] / "docs" / "pairing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)
MAPPING, RULES, CHANGES = BLOCKS
DOORS = ("match_mentors(", "solve(")


LISTS = re.findall(r"^```csv\n(.*?)^```\n\n```text\n(.*?)^```$", MANUAL, re.M | re.S)
EXAMPLES = re.findall(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", MANUAL, re.M | re.S)


@pytest.mark.parametrize(("script", "said"), EXAMPLES)
def test_the_examples_say_what_the_manual_shows(script: str, said: str):
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (said, "")


def test_both_doors_for_programs_have_an_example():
    assert [name in text for name, (text, _) in zip(DOORS, EXAMPLES, strict=True)] == [True, True]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every key that a loader asks for while the test runs, by its table's path without numbers."""
    keys: set[str] = set()
    take, has = TableReader._take, TableReader.has

    def note(self: TableReader, key: str) -> None:
        keys.add(".".join([*(p for p in self.path if isinstance(p, str)), key]))

    def noted_take(self: TableReader, key: str, required: bool, expected: str) -> object:
        note(self, key)
        return take(self, key, required, expected)

    def noted_has(self: TableReader, key: str) -> bool:
        note(self, key)
        return has(self, key)

    monkeypatch.setattr(TableReader, "_take", noted_take)
    monkeypatch.setattr(TableReader, "has", noted_has)
    return keys


def documented(key: str) -> bool:
    return f"`{key}`" in MANUAL


def test_every_key_of_the_rules_is_in_the_manual(asked: set[str]):
    text = RULES + "\n[area]\nsouth = 20\nnorth = 30\nwest = 110\neast = 120\n"
    parse_rules(text.replace("[weights]", "[weights]\nquality_band = { from = 0, to = 1 }"))
    own = asked - {"places", "weights"}
    assert {"weights.quality_band.from", "area.south", "alliance.why"} <= own
    assert sorted(key for key in own if not documented(key)) == []


def test_every_key_of_a_mapping_is_in_the_manual(asked: set[str]):
    parse_mapping(MAPPING)
    parse_mapping(
        re.sub(r"\[stage\]\n.*?\n\n", '[stage]\nvalue = "primary"\n\n', MAPPING, flags=re.S)
    )
    own = {
        key
        for key in asked - {"columns", "side", "stage", "units"}
        if not key.startswith(("figures.", "only.", "leave_out.", "stage.values."))
    }
    assert {f"columns.{name}" for name in FIELDS} <= own
    assert sorted(key for key in own if not documented(key)) == []


def test_a_key_that_is_not_there_would_be_missed():
    assert not documented("weights.colour")


def test_the_defaults_of_the_manual_are_those_of_the_program():
    empty = parse_rules("")
    assert (empty.rules, empty.weights, empty.fairness) == (Rules(), Weights(), "worst_off")
    for name in ("travel", "minute", "stage", "needs", "wishes"):
        row = re.search(rf"^\| `weights\.{name}` \|.*\| ([\d.]+) \|$", MANUAL, re.MULTILINE)
        assert row, name
        assert row[1] == str(getattr(Weights(), name))
    for name in ("most", "default", "mentor_pairs", "mentees_per_mentor", "mentor_share"):
        row = re.search(rf"^\| `places\.{name}` \|.*\| ([\d.]+) \|$", MANUAL, re.MULTILINE)
        assert row, name
        assert row[1] == str(getattr(Rules().places, name))


def test_the_changes_of_the_manual_are_read(tmp_path: Path):
    named = ("A01", "A03", "A04", "A05", "B31")
    rows = [changed(ROWS[i % 2 if n[0] == "A" else 2], id=n, name=n) for i, n in enumerate(named)]
    messages = pair_messages("en")
    path = write_registry(tmp_path / "list.csv", *rows)
    schools = read_schools(path, usual_mapping("en"), {}, messages)
    changes = tmp_path / "changes.toml"
    changes.write_text(CHANGES, encoding="utf-8")
    found = read_changes(changes, schools, messages)
    assert [change.kind for change in found] == list(KINDS)
    assert found[1].successor_id == "A05"
    assert found[2].school is not None
    assert found[3].places == 2
    assert all(documented(kind) or f'"{kind}"' in MANUAL for kind in KINDS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"closed"', '"shut"', "line 2, change.1.kind"),
        ('into = "A05"\n', "", "line 5, change.2.into"),
        ("places = 2\n", "", "line 14, change.4.places"),
        ("[[change]]", "[[chnage]]", "did you mean change"),
    ],
)
def test_a_mistake_in_the_changes_names_its_line(tmp_path: Path, old: str, new: str, said: str):
    messages = pair_messages("en")
    path = write_registry(tmp_path / "list.csv")
    schools = read_schools(path, usual_mapping("en"), {}, messages)
    changes = tmp_path / "changes.toml"
    changes.write_text(CHANGES.replace(old, new), encoding="utf-8")
    with pytest.raises(Failure) as failure:
        read_changes(changes, schools, messages)
    assert said in str(failure.value)


@pytest.mark.parametrize("line", re.findall(r"^tandem (.*?)(?: +#.*)?$", MANUAL, re.MULTILINE))
def test_every_command_of_the_manual_is_one_with_those_options(
    line: str, capsys: pytest.CaptureFixture[str]
):
    group, command, *rest = line.split()
    assert run([group, command, "--help", "--lang", "en"]) == 0
    options = {word for word in rest if word.startswith("--")}
    assert options <= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))


def test_the_list_of_teachers_in_the_manual_gives_what_the_manual_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    ((given, said),) = LISTS
    path, out = tmp_path / "teachers.csv", tmp_path / "r"
    path.write_text(given, encoding="utf-8")
    assert run(["pair", "mentors", str(path), "--out", str(out)], {"TANDEM_LANG": "zh-Hans"}) == 1
    assert capsys.readouterr().out.startswith(said)


def test_every_column_of_teachers_is_in_the_manual():
    assert all(documented(known[0]) for known in headings("teachers", "en").values())
    assert all(known[0] in MANUAL for known in headings("teachers", "zh-Hans").values())
