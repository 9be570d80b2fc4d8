"""Import, export and the findings of any day, through the command."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tandem.activities.models import Activity, Outing
from tandem.audit.models import AuditEvent
from tandem.cli.program import run
from tandem.pairings.models import Round
from tandem.policy.schema import TABLES
from tandem.schools.models import Person
from tests.web.exchange.made_district import imported, made_folder

pytestmark = pytest.mark.django_db


def tandem(*arguments: object) -> int:
    return run([str(argument) for argument in arguments], {"TANDEM_LANG": "en"})


def rewrite(folder: Path, table: str, change) -> None:
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = reader.fieldnames, list(reader)
    rows = [row for row in rows if change(row) is not False]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def test_an_import_repeated_changes_nothing(tmp_path: Path):
    folder = made_folder(tmp_path / "facts")
    assert tandem("import", folder) == 0
    events = AuditEvent.objects.filter(verb="exchange.import").count()
    done = imported(folder)
    assert done.touched == 0
    assert AuditEvent.objects.filter(verb="exchange.import").count() == events == 1


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_import_export_import_changes_nothing(tmp_path: Path, name: str):
    assert tandem("import", made_folder(tmp_path / "facts")) == 0
    assert tandem("export", tmp_path / name) == 0
    assert {t: c for t, c in imported(tmp_path / name).counts.items() if c.touched} == {}


def test_findings_of_the_database_are_those_of_the_files(tmp_path: Path):
    folder = made_folder(tmp_path / "facts", seed=5)
    assert tandem("import", folder) == 0
    assert tandem("export", tmp_path / "out") == 0
    for day in ("2025-06-30", "2026-02-01", "2026-05-12"):
        assert tandem("findings", "--as-of", day, "--out", tmp_path / "db") == 0
        for source in (folder, tmp_path / "out"):
            assert tandem("evaluate", source, "--as-of", day, "--out", tmp_path / "files") == 0
            for file in ("findings.csv", "side_years.csv", "verdicts.csv"):
                ours = (tmp_path / "db" / file).read_text(encoding="utf-8")
                assert ours == (tmp_path / "files" / file).read_text(encoding="utf-8"), day


def test_the_optional_tables_are_made_from_the_others(tmp_path: Path):
    folder = made_folder(tmp_path / "facts")
    (folder / "rounds.csv").unlink(missing_ok=True)
    (folder / "people.csv").unlink(missing_ok=True)
    assert tandem("import", folder) == 0
    round_ = Round.objects.get()
    assert round_.name == round_.pk
    assert round_.starts_on == min(term.starts_on for term in round_.terms.all())
    assert Person.objects.filter(name="", school__isnull=False).exists()
    assert not Person.objects.exclude(name="").exists()


def test_pupils_are_nobody_on_record(tmp_path: Path):
    folder = made_folder(tmp_path / "facts")
    assert tandem("import", folder) == 0
    with (folder / "participations.csv").open(encoding="utf-8", newline="") as file:
        pupils = {row["person_id"] for row in csv.DictReader(file) if row["post"] == "student"}
    assert pupils
    assert not Person.objects.filter(pk__in=pupils).exists()


def test_a_changed_row_is_updated_and_one_left_out_stays(tmp_path: Path):
    folder = made_folder(tmp_path / "facts")
    imported(folder)
    first, second = Activity.objects.order_by("pk").values_list("pk", flat=True)[:2]

    def change(row):
        if row["activity_id"] == first:
            row["status"] = "rejected"
        return row["activity_id"] != second

    def gone(row):
        return row["activity_id"] != second

    rewrite(folder, "activities", change)
    rewrite(folder, "activity_topics", gone)
    rewrite(folder, "participations", gone)
    before = Activity.objects.count()
    assert imported(folder).counts["activities"].changed == 1
    assert Activity.objects.count() == before
    assert Activity.objects.get(pk=first).status == "rejected"
    assert Activity.objects.get(pk=first).outing.status == "rejected"
    assert Activity.objects.get(pk=second).participations.exists()
    assert tandem("findings", "--check") == 0


def test_people_of_an_activity_in_the_file_are_replaced_as_a_whole(tmp_path: Path):
    folder = made_folder(tmp_path / "facts")
    imported(folder)
    activity = Activity.objects.filter(participations__isnull=False).order_by("pk").first()
    assert activity is not None
    rewrite(folder, "participations", lambda row: row["activity_id"] != activity.pk)
    count = activity.participations.count()
    assert imported(folder).counts["participations"].removed == count
    assert not activity.participations.exists()
    assert tandem("findings", "--check") == 0


def test_an_outing_holds_what_one_event_was(tmp_path: Path):
    imported(made_folder(tmp_path / "facts"))
    for outing in Outing.objects.prefetch_related("items")[:200]:
        for item in outing.items.all():
            assert (item.collaboration_id, item.held_on, item.host_side, item.status) == (
                outing.collaboration_id,
                outing.held_on,
                outing.host_side,
                outing.status,
            )


def test_a_file_with_a_mistake_changes_nothing(tmp_path: Path, capsys):
    folder = made_folder(tmp_path / "facts")
    rewrite(folder, "schools", lambda row: row.update(name="长" * 129))
    assert tandem("import", folder) == 2
    assert "too long" in capsys.readouterr().err
    assert not Round.objects.exists()


def test_every_table_is_handed_out(tmp_path: Path):
    imported(made_folder(tmp_path / "facts"))
    assert tandem("export", tmp_path / "out") == 0
    assert {path.stem for path in (tmp_path / "out").iterdir()} == {t.name for t in TABLES}


def test_a_wrong_stored_finding_is_told(tmp_path: Path, capsys):
    from tandem.compliance.models import StoredFinding

    imported(made_folder(tmp_path / "facts"))
    assert tandem("findings", "--check") == 0
    row = StoredFinding.objects.order_by("pk").first()
    StoredFinding.objects.filter(pk=row.pk).update(achieved=row.achieved + 7)
    capsys.readouterr()
    assert tandem("findings", "--check") == 1
    assert row.requirement in capsys.readouterr().out


def test_the_trail_is_sealed_and_verified(tmp_path: Path, capsys):
    from tandem.audit.models import Seal

    imported(made_folder(tmp_path / "facts"))
    assert tandem("nightly") == 0
    assert tandem("audit", "verify") == 0
    Seal.objects.create(position=10_000, event_id=10_000, hash="0" * 64)
    capsys.readouterr()
    assert tandem("audit", "verify") == 1
    assert "does not hold" in capsys.readouterr().out
