"""``tandem serve``: the web application, in the foreground; with ``--demo`` the demo district in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from tandem.cli.help import SpokenCommand
from tandem.cli.options import lang_option
from tandem.lib.messages import Messages

DEMO_HOME = Path("out/demo-web")
DEMO_DAY = "2026-05-15"


def command(messages: Messages) -> click.Command:
    """The command in the messages' language."""

    @click.command(
        "serve",
        cls=SpokenCommand,
        messages=messages,
        help=messages("help-serve"),
        short_help=messages("short-serve"),
    )
    @click.option(
        "--host", default="127.0.0.1", show_default=True, help=messages("help-serve-host")
    )
    @click.option(
        "--port",
        type=click.IntRange(1, 65535),
        default=8000,
        show_default=True,
        help=messages("help-serve-port"),
    )
    @click.option(
        "--workers",
        type=click.IntRange(1, 64),
        default=1,
        show_default=True,
        help=messages("help-serve-workers"),
    )
    @click.option("--demo", is_flag=True, help=messages("help-serve-demo"))
    @lang_option(messages)
    def serve_command(host: str, port: int, workers: int, demo: bool) -> None:
        from tandem.cli.web import set_up

        if demo:
            _demo_environment(host)
            _make_demo(messages)
        set_up(messages, "make")
        if demo:
            _tell_accounts(messages)
        click.echo(messages("serve-at", {"url": f"http://{host}:{port}/"}))
        sys.stdout.flush()
        arguments = ["--interface", "wsgi", "--host", host, "--port", str(port)]
        arguments += ["--workers", str(workers), "--blocking-threads", "4", "--no-ws"]
        arguments += ["--log-level", "warning", "tandem.config.wsgi:application"]
        os.execv(sys.executable, [sys.executable, "-m", "granian", *arguments])

    return serve_command


def _demo_environment(host: str) -> None:
    """The demonstration has a folder and a day of its own; what the environment names goes first."""
    os.environ.setdefault("TANDEM_HOME", str(DEMO_HOME))
    os.environ.setdefault("TANDEM_TODAY", DEMO_DAY)
    if host not in ("127.0.0.1", "localhost"):
        os.environ.setdefault("TANDEM_HOSTS", "*")


def _make_demo(messages: Messages) -> None:
    """Make the demo district where it is not there yet: beside its place first, then moved in whole."""
    home = Path(os.environ["TANDEM_HOME"]).absolute()
    if os.environ.get("DATABASE_URL") or (home / "complete").exists():
        return
    click.echo(messages("serve-making"))
    building = home.with_name(home.name + ".making")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    # a process of its own, as Django is set up once, for one folder
    environment = {**os.environ, "TANDEM_HOME": str(building)}
    subprocess.run([sys.executable, "-m", "tandem.cli.make_demo"], env=environment, check=True)
    (building / "complete").touch()
    shutil.rmtree(home, ignore_errors=True)
    building.rename(home)


def _tell_accounts(messages: Messages) -> None:
    from django.utils import translation

    from tandem.accounts.models import Role
    from tandem.exchange.demonstration import PASSWORD, demo_accounts

    code = {"zh-Hans": "zh-hans", "zh-Hant": "zh-hant"}.get(messages.language, "en")
    with translation.override(code):
        click.echo(messages("serve-accounts", {"password": PASSWORD}))
        for account in demo_accounts():
            click.echo(f"  {account.username:<22}{Role(account.role).label}")
