"""From an empty database to the first round: the page and the command."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.urls import reverse

from tandem.accounts.actors import actor_for
from tandem.accounts.models import User
from tandem.compliance.models import PinnedPolicy
from tandem.pairings.models import Round
from tandem.schools.models import Authority

WORDS = {"bureau": "青川区教育局", "person": "林知夏", "username": "lin", "name": "第一轮"}
PASSWORDS = {"password": "reads-a-lot-5", "repeated": "reads-a-lot-5"}


def filled(page):
    form = page.context["form"]
    dates = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: str(value) for name, value in dates.items() if value} | WORDS | PASSWORDS


def test_the_start_page_sets_everything_up_and_signs_in(client, db):
    assert client.get("/").url == reverse("start")
    page = client.get(reverse("start"))
    done = client.post(reverse("start"), filled(page))
    assert done.status_code == 302, done.context["form"].errors
    user = User.objects.get()
    assert actor_for(user).may("pairings.manage", [Authority.objects.get().pk])
    assert Round.objects.get().terms.count() == 6
    assert PinnedPolicy.objects.count() == 1
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get(reverse("start")).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"2026-spring-ends": "2026-10-01"},
        {"password": "12345678", "repeated": "12345678"},
        {"username": "a b"},
        {"bureau": ""},
        {"region_code": "5108"},
        {"region_code": "5108ab"},
    ],
)
def test_a_mistake_leaves_nothing_behind_and_keeps_what_was_typed(client, db, wrong):
    page = client.get(reverse("start"))
    again = client.post(reverse("start"), filled(page) | wrong)
    assert again.status_code == 200
    assert again.context["form"].errors
    assert "林知夏" in again.content.decode()
    assert not User.objects.exists()
    assert not Authority.objects.exists()
    assert not Round.objects.exists()


RUN = "import sys; from tandem.cli import main; sys.exit(main())"


def run_init(home, *arguments, text=""):
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    environment |= {"TANDEM_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tandem.config.settings"}
    return subprocess.run(
        [sys.executable, "-c", RUN, "--lang", "en", "init", *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def test_the_command_sets_up_once(tmp_path):
    options = ("--bureau", "青川区教育局", "--name", "林知夏", "--username", "lin", "--yes")
    first = run_init(tmp_path, *options, "--password-file", "-", text="reads-a-lot-5\n")
    assert first.returncode == 0, first.stderr
    second = run_init(tmp_path, *options, "--password-file", "-", text="reads-a-lot-5\n")
    assert second.returncode == 2, second
    assert "Nothing was set up" in second.stderr


def test_the_command_reads_semesters_and_names_a_bad_line(tmp_path):
    table = tmp_path / "terms.csv"
    table.write_text("year,season,starts_on,ends_on\n2026,summer,2026-03-01,2026-07-01\n")
    options = ("--bureau", "b", "--name", "n", "--username", "nn", "--password-file", "-", "--yes")
    answer = run_init(tmp_path / "h", *options, "--terms", str(table), text="reads-a-lot-5\n")
    assert answer.returncode == 2
    assert "line 2" in answer.stderr
