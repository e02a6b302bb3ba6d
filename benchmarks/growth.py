"""How the cost grows with the number of expressions: 1 to 1,000,000 parsed, each asked for its next one.

Each number is tried in a fresh process: seconds to parse all, seconds to ask each once, and how many
bytes the process grew by, the texts themselves apart.  A peer goes on to ten times as many as long as
that would take less than some seconds.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from environments import C_BINDING, NODE, python_of
from libraries import PEERS, REMOTE, Answer, CronDescriptor, Library, Ours, UnsupportedError
from report import arguments, finish, microseconds, print_table, version

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBERS = tuple([10**power for power in range(7)])
START = datetime(2026, 1, 1)
HERE = Path(__file__).parent
BUDGET = 12.0
"""Seconds that a number may take a peer to be tried at all, judged by a tenth of it."""


def texts(number: int) -> list[str]:
    """Return *number* texts that all mean something else: daily jobs first, then monthly and yearly ones."""
    return [_text(n) for n in range(number)]


def _text(n: int) -> str:
    rest, minute = divmod(n, 60)
    rest, hour = divmod(rest, 24)
    rest, day = divmod(rest, 28)
    more, month = divmod(rest, 12)
    minutes = f"{minute},{(minute + 7 * more) % 60}" if more else minute
    # What is 0 so far has not begun to matter.
    return f"{minutes} {hour} {day + 1 if n >= 1440 else '*'} {month + 1 if n >= 40_320 else '*'} *"


def _resident() -> int:
    """Return the bytes of memory that this process has now, or has had at most where only that is known."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def grow(library: Library, number: int) -> tuple[float, float, int]:
    """Return the seconds to parse *number* texts, those to ask each once, and the bytes all that took."""
    written = texts(number)
    _asker(library, "1 1 1 1 1")(START)
    before = _resident()
    start = perf_counter()
    answers = [_asker(library, text) for text in written]
    parsed = perf_counter()
    for answer in answers:
        answer(START)
    asked = perf_counter()
    return parsed - start, asked - parsed, _resident() - before


def _asker(library: Library, text: str) -> Answer:
    try:
        return library.next(text, None)
    except UnsupportedError:
        # cronsim is an iterator from the start.
        steps = library.steps(text, START, datetime.max, False)
        return lambda _after: next(steps)


def _library(name: str) -> Library:
    known: dict[str, Any] = {library.name: library for library in (Ours, *PEERS)} | REMOTE
    library: Library = known[name]()
    return library


def _commands() -> Iterator[tuple[str, list[str | Path]]]:
    """Yield the libraries that can be asked, each with the command that makes a fresh process of it."""
    for peer in (Ours, *PEERS):
        if (peer is Ours or version(peer.name)) and peer is not CronDescriptor:
            yield peer.name, [sys.executable, HERE / "growth.py", "--child", peer.name]
    if python_of(C_BINDING).exists():
        for name in REMOTE:
            yield name, [python_of(C_BINDING), HERE / "growth.py", "--child", name]
    node = shutil.which("node")
    for package in ("croner", "cron-parser"):
        if node and (NODE / "node_modules" / package).exists():
            yield f"{package} (JS)", [node, "--max-old-space-size=6000", HERE / "peers.mjs", package, NODE]


def _tried(command: list[str | Path], number: int) -> tuple[float, float, int]:
    """Return what `grow` does, in a fresh process."""
    question: dict[str, object] = {"do": "grow", "number": number}
    if str(command[-1]) == str(NODE):
        question = {
            "do": "grow",
            "texts": texts(number),
            "after": START.replace(tzinfo=UTC).timestamp() * 1000,
        }
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {"TZ": "UTC"}
    done = subprocess.run(
        command,
        input=json.dumps(question) + "\n",
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    parse, ask, size = json.loads(done.stdout)["answer"]
    return parse, ask, size


def _growth(name: str, command: list[str | Path], quick: bool) -> Iterator[dict[str, Any]]:
    for number in NUMBERS[: 5 if quick else None]:
        runs = [_tried(command, number) for _ in range(1 if quick or number > 10_000 else 5)]
        parse, ask, size = (median(column) for column in zip(*runs, strict=True))
        yield {
            "number": number,
            "parse": parse / number * 1e6,
            "next": ask / number * 1e6,
            "bytes": size / number,
            "parse range": [
                min(run[0] for run in runs) / number * 1e6,
                max(run[0] for run in runs) / number * 1e6,
            ],
            "next range": [
                min(run[1] for run in runs) / number * 1e6,
                max(run[1] for run in runs) / number * 1e6,
            ],
        }
        print(f"{name}: {number:,} took {parse + ask:.3g} s", file=sys.stderr)
        if 10 * (parse + ask) > BUDGET and name != Ours.name:
            return


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    return f"{row['number']:,}", microseconds(row["parse"]), microseconds(row["next"]), f"{row['bytes']:,.0f}"


def main() -> None:
    options = arguments(__doc__)
    grown = {
        name: list(_growth(name, command, options.quick))
        for name, command in _commands()
        if options.only in name
    }
    if not options.json:
        rows = [(name, *_cells(row)) for name, found in grown.items() for row in found]
        print_table(("library", "expressions", "parse each", "next each", "bytes each"), rows)
    versions = {name: version(name) for name in grown if version(name)}
    finish(
        "growth",
        {"unit": "microseconds and bytes an expression", "versions": versions, "libraries": grown},
        options,
    )


def _child(name: str) -> None:
    question = json.loads(sys.stdin.readline())
    print(json.dumps({"answer": grow(_library(name), question["number"])}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(sys.argv[2])
    else:
        main()
