"""One expression shared by 32 threads: every first use at the same time, and memories cleared meanwhile.

Run it on a free-threaded build, too: there, threads do not take turns.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import cronexpr
from cronexpr._value import Memo

THREADS = 32
ROUNDS = 4
PATIENCE = 120  # seconds
START = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)
NAIVE = datetime(2026, 3, 28, 22, 30)
DAY = timedelta(days=1)
TEXTS = ("*/7 1-3 15W * *", "30 2 * * 0#L", "0 15,45 */5 29 2 ? 2026-2199", "0 0 13 * +5")
ZONES = ("Europe/Berlin", "Australia/Lord_Howe", "America/Havana")

QUESTIONS: tuple[Callable[[cronexpr.CronExpression], Any], ...] = (
    lambda expr: expr.next(START),
    lambda expr: expr.previous(START),
    lambda expr: expr.matches(START),
    lambda expr: expr.count(START, START + 3_000 * DAY),
    lambda expr: tuple(expr.upcoming(3, START)),
    lambda expr: [next(expr.occurrences(START + 100 * DAY, START, reverse=True), None)],
    lambda expr: list(expr.occurrences(START, START + 40 * DAY))[:30],
    lambda expr: expr.replace(tz=None).next(NAIVE),
    lambda expr: hash(expr) == hash(expr.replace()),
    lambda expr: expr == expr.replace(),
    lambda expr: expr.canonical(),
    lambda expr: (expr.describe(), expr.describe(locale="ja")),
    lambda expr: expr.is_satisfiable,
    lambda expr: expr.shortest_interval(),
    lambda expr: expr.equivalent(cronexpr.parse("0 0 * * *")),
    lambda expr: [problem.code for problem in cronexpr.check(expr.source, now=START)],
)


@pytest.fixture(autouse=True)
def threads_take_turns_often() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """Return what each of the threads gets from *work*, which all begin at the same moment."""
    barrier = Barrier(THREADS)
    found: dict[int, Any] = {}

    def begin(number: int) -> None:
        barrier.wait()
        found[number] = work(number)

    threads = [Thread(target=begin, args=(number,), daemon=True) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(found) == THREADS  # A thread that failed has told so: pytest makes it an error.
    return list(found.values())


def memories() -> list[Memo[Any, Any]]:
    """Return every memory that lives: of plans, days, zones and writers, and those inside them."""
    # By type: `isinstance` would ask other libraries' lazy objects for their class.
    return [thing for thing in gc.get_objects() if issubclass(type(thing), Memo)]


def forget(found: list[Memo[Any, Any]]) -> None:
    for memory in found:
        memory.clear()


def answers(expr: cronexpr.CronExpression, first: int = 0) -> list[Any]:
    """Ask all questions, beginning with the *first*, and return the answers in their usual order."""
    order = [(first + number) % len(QUESTIONS) for number in range(len(QUESTIONS))]
    found = {number: QUESTIONS[number](expr) for number in order}
    return [found[number] for number in range(len(QUESTIONS))]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("text", TEXTS)
def test_all_threads_get_the_answers_that_one_gets(text: str, zone: str) -> None:
    expected = answers(cronexpr.parse(text, tz=zone))
    for _ in range(ROUNDS):
        forget(memories())
        ask = partial(answers, cronexpr.parse(text, tz=zone))
        assert all(found == expected for found in at_once(ask))


def test_memories_that_are_emptied_meanwhile_give_right_answers() -> None:
    shared = cronexpr.parse("*/20 1-3 * * *", tz="Europe/Berlin")
    expected = answers(shared)
    # Looked for once: what a thread is still making must not be looked at by another (gc.get_objects).
    found = memories()

    def work(number: int) -> bool:
        for turn in range(6):
            if number % 8 == 0:
                forget(found)
            elif answers(shared, number + turn) != expected:
                return False
        return True

    assert all(at_once(work))


def test_more_schedules_than_the_memories_hold() -> None:
    zone = ZoneInfo("Europe/Berlin")

    def work(number: int) -> bool:
        # Each thread asks about the same schedules in another order: 720 do not fit into 512 entries.
        return all(
            cronexpr.parse(f"{minute} {hour} * * *", tz=zone).next(START)
            == datetime(2026, 3, 29 + (hour == 0 or (hour, minute) < (0, 30)), hour, minute, tzinfo=zone)
            for minute, hour in [
                ((7 * (place + 20 * number)) % 60, 4 + (place + 20 * number) // 60 % 12)
                for place in range(720)
            ]
        )

    assert all(at_once(work))


def test_a_memory_of_two_entries_never_mixes_them_up() -> None:
    memory: Memo[int, int] = Memo(lambda key: key * key, 2)

    def work(number: int) -> bool:
        return all(
            memory[key] == key * key for turn in range(300) for key in (turn % 7, number % 5, turn % 3)
        )

    assert all(at_once(work))
    assert len(memory) <= 2 + THREADS
