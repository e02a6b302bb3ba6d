"""Peers in processes of their own: other environments, other languages.

A peer answers lines of JSON with lines of JSON: what its first results of a case are, and how long
one round of the case took by its own clock.  Rounds are still taken in turns with ours.

Run by another environment's Python, this module is such a peer: ``python remote.py LIBRARY``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cases import CASES, COMPARED_ONLY, EVERYDAY, ZONES, Case, seen_texts, unseen_texts
from environments import C_BINDING, NODE, python_of
from jobs import asked, job, sample, spelled
from libraries import REMOTE, UnsupportedError

if TYPE_CHECKING:
    from datetime import datetime

    from timing import Timed

HERE = Path(__file__).parent


class Remote:
    """A library that another process asks."""

    def __init__(self, name: str, command: list[str | Path]) -> None:
        self.name = name
        # The C binding works in the local zone, which for it is UTC.
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {"TZ": "UTC"}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self.version, self.import_ms = self.ask(do="hello")

    def ask(self, **question: object) -> Any:
        """Return the answer to *question*.

        Raises:
            UnsupportedError: the library has no such function.
            RuntimeError: it raised an error.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("a peer without pipes")
        stdin.write(json.dumps(question) + "\n")
        stdin.flush()
        answer = json.loads(stdout.readline())
        if "answer" in answer:
            return answer["answer"]
        raise UnsupportedError if answer["error"] == "unsupported" else RuntimeError(answer["error"])

    def sample(self, case: Case) -> list[object]:
        """Return its first results of *case*, as `jobs.spelled` writes them."""
        found: list[object] = self.ask(do="sample", case=_described(case))
        return found

    def job(self, case: Case) -> RemoteJob:
        """Return what to time, made ready over there."""
        self.ask(do="prepare", case=_described(case))
        return RemoteJob(self, case.name)

    def close(self) -> None:
        """End the process."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait()


class RemoteJob:
    """A case that another process is ready to time."""

    def __init__(self, remote: Remote, name: str) -> None:
        self.remote = remote
        self.name = name

    def seconds(self) -> float:
        """Return the seconds one unit took, by the clock over there."""
        taken: float = self.remote.ask(do="round", case={"name": self.name})
        return taken


def _described(case: Case) -> dict[str, object]:
    """Return all that a peer needs to know of *case*, moments in milliseconds since 1970."""
    texts = {"everyday": list(EVERYDAY), "unseen": unseen_texts(), "seen": seen_texts()[::5]}
    which = case.action.partition("parse ")[2]
    return {
        "name": case.name,
        "action": case.action,
        "text": case.text,
        "zone": getattr(ZONES[case.zone], "key", "UTC"),
        "start": _milliseconds(case.aware(case.start)),
        "stop": _milliseconds(case.aware(case.stop)),
        "reverse": case.reverse,
        "checked": case.checked,
        "checkFrom": [_milliseconds(case.aware(moment)) for moment in case.check_from],
        "asked": [_milliseconds(moment) for moment in asked(case)] if case.action.split()[0] in _ASKS else [],
        "texts": texts.get(which, list(EVERYDAY)),
    }


_ASKS = ("next", "previous", "matches")


def _milliseconds(moment: datetime) -> float:
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZONES["UTC"])).timestamp() * 1000


def installed_remotes() -> tuple[list[Remote], list[str]]:
    """Return the peers whose environments `environments` has made, and the names of the others."""
    present: list[Remote] = []
    absent: list[str] = []
    c_python, node = python_of(C_BINDING), shutil.which("node")
    if c_python.exists():
        present.append(Remote("cronexpr (C)", [c_python, HERE / "remote.py", "cronexpr (C)"]))
    else:
        absent.append("cronexpr (C)")
    for package in ("croner", "cron-parser", "cronstrue"):
        if node and (NODE / "node_modules" / package).exists():
            present.append(Remote(f"{package} (JS)", [node, HERE / "peers.mjs", package, NODE]))
        else:
            absent.append(f"{package} (JS)")
    return present, absent


def _answers(name: str) -> None:
    library = REMOTE[name]()
    known = {case.name: case for case in (*CASES, *COMPARED_ONLY)}
    ready: dict[str, Timed] = {}
    for line in sys.stdin:
        question = json.loads(line)
        try:
            match question["do"]:
                case "hello":
                    answer: object = [library.version(), library.import_ms]
                case "sample":
                    answer = spelled(sample(known[question["case"]["name"]], library))
                case "prepare":
                    wanted = known[question["case"]["name"]]
                    ready = {wanted.name: job(wanted, library)}
                    answer = None
                case _:
                    answer = ready[question["case"]["name"]].seconds()
        except UnsupportedError:
            print(json.dumps({"error": "unsupported"}), flush=True)
        except Exception as error:  # noqa: BLE001 (whatever it raises is its answer)
            print(json.dumps({"error": repr(error)}), flush=True)
        else:
            print(json.dumps({"answer": answer}), flush=True)


if __name__ == "__main__":
    _answers(sys.argv[1])
