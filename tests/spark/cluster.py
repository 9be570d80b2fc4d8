"""A standalone Spark cluster on loopback, started from PySpark's own distribution."""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psutil
import pyspark

LOOPBACK = "127.0.0.1"
PATIENCE = 90.0
"""Seconds to wait for a process to say what it should; only a failure takes so long."""


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@dataclass
class Daemon:
    """A Java process of Spark's and what it says."""

    process: subprocess.Popen[str]
    lines: queue.Queue[str] = field(default_factory=queue.Queue)
    said: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Collect the process's output, so that it never waits for a reader."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for(self, text: str, times: int = 1) -> None:
        """Return once the process has said ``text`` so many times."""
        while sum(text in line for line in self.said) < times:
            try:
                self.said.append(self.lines.get(timeout=PATIENCE))
            except queue.Empty:
                raise AssertionError(f"{text!r} never said:\n{''.join(self.said)}") from None


class Cluster:
    """A master and two workers of one core each; ``url`` is the master's address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._daemons: list[Daemon] = []
        self._web_port = free_port()
        port = free_port()
        self.url = f"spark://{LOOPBACK}:{port}"
        try:
            self._start_all(port)
        except BaseException:
            self.stop()
            raise

    def _start_all(self, port: int) -> None:
        master = self._start(
            "org.apache.spark.deploy.master.Master", port=port, web_port=self._web_port
        )
        master.wait_for("I have been elected leader")
        for _ in range(2):
            self._start(
                "org.apache.spark.deploy.worker.Worker",
                *("--cores", "1", "--memory", "1g", self.url),
                port=0,
                web_port=0,
            )
        master.wait_for("Registering worker", times=2)

    def _start(self, main: str, *arguments: str, port: int, web_port: int) -> Daemon:
        home = Path(pyspark.__file__).parent
        command = [str(home / "bin" / "spark-class"), main, "--host", LOOPBACK]
        command += ["--port", str(port), "--webui-port", str(web_port), *arguments]
        folder = self._folder / str(len(self._daemons))
        folder.mkdir()
        environment = {
            **os.environ,
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": LOOPBACK,
            "SPARK_LOCAL_DIRS": str(folder),
            "SPARK_WORKER_DIR": str(folder),
            "SPARK_DAEMON_MEMORY": "256m",
        }
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        daemon = Daemon(process)
        self._daemons.append(daemon)
        threading.Thread(target=daemon.listen, daemon=True).start()
        return daemon

    def workers(self) -> list[dict[str, Any]]:
        """What the master knows of its workers."""
        with urlopen(f"http://{LOOPBACK}:{self._web_port}/json/", timeout=PATIENCE) as answer:
            return list(json.load(answer)["workers"])

    def processes(self) -> list[psutil.Process]:
        """Master, workers and the executors that the workers have started."""
        own = [psutil.Process(daemon.process.pid) for daemon in self._daemons]
        return own + [child for process in own for child in process.children(recursive=True)]

    def stop(self) -> None:
        """End all of it, executors too."""
        for daemon in reversed(self._daemons):
            if daemon.process.poll() is None:
                os.killpg(daemon.process.pid, signal.SIGTERM)
        for daemon in self._daemons:
            try:
                daemon.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(daemon.process.pid, signal.SIGKILL)
                daemon.process.wait()
