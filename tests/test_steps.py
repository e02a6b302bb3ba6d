"""How much work hostile input and rare schedules make, in steps of the interpreter and not in seconds.

A step is an event of `sys.settrace` in the package: a call, a return or a line.  The same on every
machine, loaded or not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any

import pytest

import cronexpr
import cronexpr.crontab
from cronexpr import CronError, CronExpression

NOW = datetime(2026, 11, 27)
# What a doubling may add besides: a memory filled here and not there, a first import.
SLACK = 8_000


def steps(work: Callable[[], object]) -> int:
    """Return how many steps *work* takes, errors of the package included."""
    count = 0

    def trace(frame: FrameType, _event: str, _arg: Any) -> Any:
        nonlocal count
        if not frame.f_globals.get("__name__", "").startswith("cronexpr"):
            return None  # PyPy's `datetime` is written in Python.
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with suppress(CronError):
            work()
    finally:
        sys.settrace(before)
    return count


Family = Callable[[int], str]

EXPRESSIONS: dict[str, Family] = {
    "a long list": lambda n: "0," * n + "0 * * * *",
    "a list of ranges": lambda n: "0-59," * n + "0 * * * *",
    "a list of faults": lambda n: "99," * n + "0 * * * *",
    "a list of last days": lambda n: "0 0 " + "L," * n + "L * *",
    "a list of nth weekdays": lambda n: "0 0 * * " + "5#2," * n + "1",
    "a list of names": lambda n: "* * * jan," + "feb," * n + " *",
    "a name without end": lambda n: "* * * * " + "monday" * n,
    "slashes": lambda n: "*/" * n,
    "dashes": lambda n: "1-" * n + " * * * *",
    "at signs": lambda n: "@" * n,
    "digits": lambda n: "0" * n + " * * * *",
    "blanks": lambda n: " " * n,
    "brackets": lambda n: "(" * n,
    "fields": lambda n: "a " * n,
    "commas between blanks": lambda n: "\t," * n + "\t * * * *",
    "control characters": lambda n: "\x1b" * n + " * * * *",
}
PHRASES: dict[str, Family] = {
    "times": lambda n: "at 9am" + " and 10am" * n,
    "hours": lambda n: "at 9" + ", 10" * n,
    "times without an end": lambda n: "at" + " 9pm and" * n,
    "numbers": lambda n: "every day 9" + " and 10" * n,
    "ranges": lambda n: "24-26 december" + " and 24-26 december" * n,
    "windows": lambda n: "every hour from 9am to 5pm" + " and from 9am to 5pm" * n,
    "days": lambda n: "every monday" + ", monday" * n + " at 9",
    "dates": lambda n: "on 1 january" + " and 2 february" * n,
    **{word: f"{word} ".__mul__ for word in ("first", "the", "9", "between", "every", "xyz", ",")},
    "one word": lambda n: "a" * n,
}
FILES: dict[str, Family] = {
    "entries": lambda n: "0 5 * * * x\n" * n,
    "faulty entries": lambda n: "0 24 * * * x\n" * n,
    "assignments": lambda n: "A=1\n" * n,
    "zones": lambda n: "CRON_TZ=UTC\n@daily x\n" * n,
    "one id": lambda n: "# cronexpr: id=a\n@daily x\n" * n,
    "quotes": lambda n: '"' * n + "\n",
    "percent signs": lambda n: "0 5 * * * " + "%" * n + "\n",
    "backslashes": lambda n: "0 5 * * * " + "\\" * n + "%\n",
    "blanks": lambda n: " " * n + "\n",
    "hash signs": lambda n: "#" * n,
}
READERS: dict[str, tuple[Callable[[str], object], dict[str, Family], int]] = {
    "parse": (cronexpr.parse, EXPRESSIONS, 240),
    "check": (lambda text: cronexpr.check(text, now=NOW, select="all"), EXPRESSIONS, 240),
    "convert": (lambda text: cronexpr.convert(text, to="quartz"), EXPRESSIONS, 240),
    "detect": (cronexpr.detect, EXPRESSIONS, 240),
    "from_english": (cronexpr.from_english, PHRASES, 1_200),
    "crontab": (
        lambda text: cronexpr.crontab.parse(text, dialect="cronie").check(select="all"),
        FILES,
        1_000,
    ),
}


@pytest.mark.parametrize(
    ("reader", "family"), [(reader, name) for reader, (_, texts, _) in READERS.items() for name in texts]
)
def test_four_times_the_text_takes_four_times_the_steps_at_most(reader: str, family: str) -> None:
    read, families, size = READERS[reader]
    make = families[family]
    unit = len(make(2)) - len(make(1))
    short, long = make(size // unit), make(4 * size // unit - 4)
    with suppress(CronError):
        read(make(size // unit + 1))  # What is made once, such as tables of words, is made now.
    assert steps(lambda: read(long)) <= 4 * steps(lambda: read(short)) + SLACK


@pytest.mark.parametrize("family", EXPRESSIONS)
@pytest.mark.parametrize("ask", [cronexpr.parse, cronexpr.is_valid])
def test_what_is_too_long_is_refused_without_being_read(ask: Callable[[str], object], family: str) -> None:
    make = EXPRESSIONS[family]
    assert steps(lambda: ask(make(200_000))) < 1_000


# -- the search ---------------------------------------------------------------------------------------

RARE = (
    "* * * * *",
    "* * * * * *",
    "0 0 29 2 *",
    "0 0 29 2 +1",
    "0 0 29 2 +5#1",
    "0 0 31 2 *",
    "0 0 1 1 +0",
    "*/15 2 * 3 7L",
    "0 0 0 31 12 ? 2199",
    "0 0 0 31 12 ? 1970",
    "0 0 0 1-31/2 2 +7L 1970-2199/3",
)
ENDS = (datetime.min, NOW, datetime(2199, 12, 31, 23, 59, 59), datetime(9999, 12, 31, 23, 59))
FIRST, LAST = datetime(1, 1, 2), datetime(9999, 12, 30)
ASKED: dict[str, tuple[Callable[[CronExpression, datetime], object], int]] = {
    "next": (lambda expr, moment: expr.next(moment), 4_000),
    "previous": (lambda expr, moment: expr.previous(moment), 4_000),
    "matches": (lambda expr, moment: expr.matches(moment), 1_500),
    "occurrences": (lambda expr, moment: next(expr.occurrences(moment), None), 8_000),
    "count": (lambda expr, _: expr.count(FIRST, LAST), 4_000),
    "shortest_interval": (lambda expr, _: expr.shortest_interval(), 10_000),
    "equivalent": (lambda expr, _: expr.equivalent(cronexpr.parse("0 0 1 1 *")), 4_000),
    "canonical": (lambda expr, _: expr.canonical(), 60_000),
}


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize("text", RARE)
def test_no_question_takes_more_steps_than_its_bound(text: str, question: str) -> None:
    ask, most = ASKED[question]
    for moment in ENDS:
        expr = cronexpr.parse(text)
        assert steps(lambda: ask(expr, moment)) <= most  # noqa: B023 (called at once)


@pytest.mark.parametrize(
    ("text", "zone", "policy"),
    [
        ("*/15 2 * 3 7L", "Europe/Berlin", "vixie"),  # always in the gap since 1981
        ("30 2 * 3 7#2", "America/New_York", "skip"),
    ],
)
def test_what_clock_changes_always_take_is_searched_for_once(text: str, zone: str, policy: str) -> None:
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    now = NOW.replace(tzinfo=UTC)
    assert expr.next(now) is None
    later = now + timedelta(days=400)
    for ask in (lambda: expr.next(later), lambda: expr.next(now), lambda: next(expr.occurrences(now), None)):
        assert steps(ask) < 1_000
