"""Ask each library the same questions and print which it answers as the specification does.

    pip install -e ".[bench]"
    python benchmarks/features.py                       # a table
    python benchmarks/features.py --rst                 # the table of docs/explanation/comparison.rst

A row is an expression, asked for its first occurrences, or a text that must be refused, or a night on which
the clocks change.  What is right is told by ``tests/oracle.py``, which shares no code with any of them.

What is unfair: every library was made for some dialect, and this asks all of them about one, the Open Cron
Pattern Specification with what `cronexpr` adds.  "other" means that a library reads the text and means
something else by it, which may be documented; "refused" is an honest answer.
"""

from __future__ import annotations

import argparse
import signal
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from libraries import PEERS, Library, Ours

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import oracle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

START = datetime(2026, 1, 1, 0, 0, 30)
STOP = datetime(2200, 1, 1)
FIRST = 6
MOST = 200  # of one day that are looked at
PATIENCE = 3  # seconds for one answer

MEANINGS = {
    "lists, ranges and steps": "*/20 9-17/4 1,15 * *",
    "names, in any case": "0 9 * JAN-mar Mon-FRI",
    "7 is Sunday": "0 0 * * 7",
    "a range that ends on 7": "0 0 * * 5-7",
    "a range that ends on SUN": "0 0 * * FRI-SUN",
    "equal ends are one value": "5-5 * * * *",
    "tabs and runs of blanks": " 0\t9  * * MON ",
    "@daily": "@daily",
    "@midnight": "@midnight",
    "seconds first": "*/20 0 9 * * MON",
    "years last": "0 0 12 1 1 * 2028-2030",
    "date or weekday": "0 0 13 * FRI",
    "date or weekday, with a step": "0 0 */10 * MON",
    "date and weekday (+)": "0 0 13 * +FRI",
    "? in a day field": "0 0 1 * ?",
    "L: the last day": "0 0 L * *",
    "L-3: days before it": "0 0 L-3 * *",
    "LW: the last workday": "0 0 LW * *",
    "15W: the nearest workday": "0 0 15W * *",
    "L in a list": "0 0 1,15,L * *",
    "FRI#2: the second Friday": "0 0 * * FRI#2",
    "5L: the last Friday": "0 0 * * 5L",
    "FRI#L: likewise": "0 0 * * FRI#L",
    "a weekday beside #": "0 0 * * MON,FRI#2",
    "29 February": "0 0 29 2 *",
}
REFUSED = {
    "a value out of range": "61 * * * *",
    "an empty item": "1,,2 * * * *",
    "a trailing comma": "1, * * * *",
    "a sign": "+5 * * * *",
    "an underscore": "1_0 * * * *",
    "digits that are not ASCII": "\u0665 * * * *",
    "a blank that is not ASCII": "0 9\u00a0* * *",
    "a ninth Friday": "0 0 * * FRI#9",
    "a word that begins like a day": "0 0 * * frizzle",
    "letters behind a step": "*/5x * * * *",
    "two steps": "*/2/3 * * * *",
    "a range of three ends": "1-5-9 * * * *",
    "a step of zero": "*/0 * * * *",
}
NIGHTS = {
    "a daily job in a gap runs once": ("30 2 * * *", "Europe/Berlin", datetime(2027, 3, 27, 11, tzinfo=UTC)),
    "a daily job in a fold runs once": (
        "30 2 * * *",
        "Europe/Berlin",
        datetime(2027, 10, 30, 10, tzinfo=UTC),
    ),
    "every 30 minutes stays 30 apart": (
        "*/30 * * * *",
        "Europe/Berlin",
        datetime(2027, 10, 30, 22, 10, tzinfo=UTC),
    ),
    "every hour misses none": ("0 * * * *", "America/New_York", datetime(2027, 11, 7, 4, 10, tzinfo=UTC)),
    "a clock change of 30 minutes": (
        "*/20 * * * *",
        "Australia/Lord_Howe",
        datetime(2027, 4, 3, 13, 10, tzinfo=UTC),
    ),
    "every 4 hours after one": (
        "15 */4 * * *",
        "Australia/Lord_Howe",
        datetime(2027, 10, 2, 12, 30, tzinfo=UTC),
    ),
    "midnight in a gap": ("0 0 * * *", "America/Havana", datetime(2027, 3, 13, 17, tzinfo=UTC)),
}


class SlowError(Exception):
    """The library did not answer in time."""


@contextmanager
def patience() -> Iterator[None]:
    """Interrupt what takes too long."""

    def give_up(_signal: int, _frame: object) -> None:
        raise SlowError

    previous = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def meaning(library: Library, text: str) -> str:
    """Tell whether the first occurrences are those of the specification."""
    wanted = list(islice(oracle.walls_between(oracle.read(text.strip()), START, STOP), FIRST))
    found = islice(library.steps(text, START, STOP, False), len(wanted))
    return "yes" if [moment.replace(tzinfo=None) for moment in found] == wanted else "other"


def refusal(library: Library, text: str) -> str:
    """Tell whether *text* is refused, before or at the first question."""
    try:
        next(library.steps(text, START, STOP, False), None)
    except SlowError:
        raise
    except Exception:  # noqa: BLE001 -- Any refusal is one.
        return "yes"
    return "accepted"


def never(library: Library, text: str) -> str:
    """Tell whether a date that never comes is told by an end, and by no error."""
    return "yes" if next(library.steps(text, START, STOP, False), None) is None else "other"


def night(library: Library, text: str, key: str, start: datetime) -> str:
    """Tell whether the day after *start* (in UTC) has the instants that Vixie cron's rule gives it."""
    zone = ZoneInfo(key)
    stop = start + timedelta(hours=24)
    steps = library.steps(text, start.astimezone(zone), stop.astimezone(zone), False)
    instants = (moment.astimezone(UTC).replace(tzinfo=None) for moment in islice(steps, MOST))
    naive_stop = stop.replace(tzinfo=None)
    found = list(takewhile(lambda instant: instant < naive_stop, instants))
    return (
        "yes"
        if found == oracle.zoned_occurrences(text, zone, start.replace(tzinfo=None), naive_stop)
        else "other"
    )


def questions() -> Iterator[tuple[str, Callable[..., str], tuple[Any, ...]]]:
    """Yield each row's label, the question it asks of a library, and what it asks about."""
    for label, text in MEANINGS.items():
        yield label, meaning, (text,)
    yield "30 February: an end, no error", never, ("0 0 30 2 *",)
    for label, text in REFUSED.items():
        yield f"refuses {label}", refusal, (text,)
    for label, row in NIGHTS.items():
        yield label, night, row


def asked(library: Library, question: Callable[..., str], about: tuple[Any, ...]) -> str:
    """Return the library's answer; what goes wrong is an answer, too."""
    try:
        with patience():
            return question(library, *about)
    except SlowError:
        return "slow"
    except Exception:  # noqa: BLE001 -- Libraries refuse with whatever they like.
        return "refused"


def present() -> list[Library]:
    """Return our adapter and those of the peers that are installed and tell occurrences."""
    found: list[Library] = [Ours()]
    for peer in PEERS:
        if peer.steps is Library.steps:
            continue  # It describes, and no more.
        try:
            found.append(peer())
        except ImportError:
            print(f"not installed: {peer.name}", file=sys.stderr)
    return found


def rows(libraries: list[Library]) -> list[list[str]]:
    """Return the table: a header, a row a question, and how many each library answers as specified."""
    table = [["", *[title(library) for library in libraries]]]
    for label, question, about in questions():
        table.append([label, *[asked(library, question, about) for library in libraries]])
    counts = [str(sum(row[column] == "yes" for row in table)) for column in range(1, len(table[0]))]
    return [*table, [f"yes, of {len(table) - 1}", *counts]]


def title(library: Library) -> str:
    """Return the library's name and version."""
    try:
        return f"{library.name} {version(library.name)}"
    except PackageNotFoundError:
        return library.name  # This one, run from its tree.


def as_rst(table: list[list[str]]) -> str:
    """Return the table as reStructuredText."""
    widths = " ".join(["26", *["10"] * (len(table[0]) - 1)])
    lines = [".. list-table::", "   :class: answers", "   :header-rows: 1", "   :stub-columns: 1"]
    lines += [f"   :widths: {widths}", ""]
    for row in table:
        lines += [f"   {'* -' if not column else '  -'} {cell}".rstrip() for column, cell in enumerate(row)]
    return "\n".join(lines)


def as_text(table: list[list[str]]) -> str:
    """Return the table for a terminal."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in table]
    return "\n".join("  ".join(row).rstrip() for row in padded)


def main() -> None:
    """Print the table."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("--rst", action="store_true", help="as the documentation has it")
    args = parser.parse_args()
    table = rows(present())
    print(as_rst(table) if args.rst else as_text(table))


if __name__ == "__main__":
    main()
