"""Real programs for the tests of Celery: a Redis server, `celery worker` and `celery beat`."""

from __future__ import annotations

import json
import os
import shelve
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import cronexpr

TESTS = Path(__file__).parent
PATIENCE = 60.0  # Seconds: a program that starts takes two; on a machine that is busy, many more.

T = TypeVar("T")


class Run(NamedTuple):
    """One run of a task: its entry, when beat sent it and when the worker had it, in seconds since 1970."""

    name: str
    sent: float
    received: float

    @property
    def second(self) -> int:
        return int(self.sent)


def wait_for(what: str, ask: Callable[[], T | None], patience: float = PATIENCE) -> T:
    """Ask until there is an answer, and return it; fail with *what* was missing after *patience* seconds."""
    end = time.monotonic() + patience
    while not (answer := ask()):
        if time.monotonic() > end:
            raise AssertionError(f"not within {patience:.0f} s: {what}")
        time.sleep(0.05)
    return answer


@contextmanager
def program(command: list[str], log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program with its output in *log*; whatever happens, it is gone afterwards."""
    paths = [str(TESTS), str(Path(cronexpr.__file__).parent.parent)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONWARNINGS": ""} | environment
    # Celery would take part in a Django that other tests have set up in this process.
    env.pop("DJANGO_SETTINGS_MODULE", None)
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=env, cwd=log.parent)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Run a Redis server of our own, on loopback, that keeps nothing; yield its URL."""
    folder.mkdir()
    executable = shutil.which("redis-server") or ""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
        "--dir",
        str(folder),
    ]
    with program([executable, *options], folder / "redis.log") as server:
        wait_for("an answer of redis-server", lambda: _answers(port) or server.poll() is not None)
        assert server.poll() is None, (folder / "redis.log").read_text(encoding="utf-8")
        yield f"redis://127.0.0.1:{port}/0"


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(7) == b"+PONG\r\n"
    except OSError:
        return False


class Ticks:
    """The app `celery_ticks` on one broker, its files in *folder*."""

    def __init__(self, folder: Path, broker: str, transport: dict[str, Any]) -> None:
        self.folder = folder
        self.notes = folder / "notes"
        self.notes.touch()
        self.environment = {
            "TICKS_BROKER": broker,
            "TICKS_TRANSPORT": json.dumps(transport),
            "TICKS_NOTES": str(self.notes),
        }

    @staticmethod
    def schedule(schedules: dict[str, str]) -> dict[str, str]:
        """Return the environment that gives the app *schedules*: expressions by the names of entries."""
        options = {name: {"expression": text} for name, text in schedules.items()}
        return {"TICKS_SCHEDULE": json.dumps(options)}

    @contextmanager
    def worker(self) -> Iterator[None]:
        options = "--pool solo --concurrency 1 --without-gossip --without-mingle --loglevel INFO"
        log = self.folder / "worker.log"
        with self._celery("worker", *options.split(), log=log) as process:
            wait_for("a worker that is ready", lambda: process.poll() or " ready." in log.read_text("utf-8"))
            assert process.poll() is None, log.read_text("utf-8")
            yield
            process.terminate()
            process.wait(PATIENCE)

    @contextmanager
    def beat(
        self,
        schedules: dict[str, str],
        *,
        kill: bool = False,
        deadline: int | None = None,
        file: str = "schedule",
    ) -> Iterator[None]:
        """Run beat with *schedules* and the schedule *file*, to be told to stop in the end, or killed."""
        log = self.folder / "beat.log"
        options = f"--schedule {self.folder / file} --pidfile= --loglevel INFO".split()
        environment = self.schedule(schedules) | {"TICKS_DEADLINE": json.dumps(deadline)}
        with self._celery("beat", *options, log=log, **environment) as process:
            yield
            assert process.poll() is None, log.read_text(encoding="utf-8")
            process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
            process.wait(PATIENCE)

    def _celery(self, *arguments: str, log: Path, **environment: str) -> Any:
        command = [sys.executable, "-m", "celery", "-A", "celery_ticks", *arguments]
        return program(command, log, **self.environment, **environment)

    def runs(self, name: str) -> list[Run]:
        """Return the runs of the entry *name* so far, in the order in which they came."""
        lines = self.notes.read_text(encoding="utf-8").splitlines(keepends=True)
        return [run for line in lines if line.endswith("\n") and (run := Run(*json.loads(line))).name == name]

    def wait_for_runs(self, name: str, count: int, after: float = 0) -> list[Run]:
        """Return all runs of *name* sent after the moment *after*, once there are *count*."""

        def enough() -> list[Run] | None:
            found = [run for run in self.runs(name) if run.sent > after]
            return found if len(found) >= count else None

        return wait_for(f"{count} runs of {name}", enough)

    def entries(self, file: str = "schedule") -> dict[str, Any]:
        """Return what beat keeps in its schedule *file*."""
        with shelve.open(str(self.folder / file), flag="r") as kept:
            entries: dict[str, Any] = kept["entries"]
            return dict(entries)

    def copy_schedule(self, file: str, copy: str) -> None:
        """Copy beat's schedule *file*, whatever files the database is made of."""
        for path in self.folder.glob(f"{file}*"):
            shutil.copy(path, path.with_name(path.name.replace(file, copy, 1)))
