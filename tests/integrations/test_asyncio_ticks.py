"""Ticks for asyncio: with a clock that is ours, and with the real one."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytz
from hypothesis import given
from hypothesis import strategies as st

import cronexpr
from cronexpr.integrations.asyncio import LONGEST_SLEEP, ticks

UTC = timezone.utc
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Clock:
    """A wall clock that goes on while *sleep* waits, and does what *happens* says at some of its waits."""

    def __init__(self, start: datetime = NOON + MINUTE, happens: dict[int, timedelta] | None = None) -> None:
        self.time = start
        self.waits: list[float] = []
        self.happens = happens or {}

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += timedelta(seconds=seconds) + self.happens.get(len(self.waits), timedelta(0))
        await asyncio.sleep(0)


def collect(
    clock: Clock, n: int, *arguments: Any, body: Callable[[int], timedelta] | None = None, **options: Any
) -> list[str]:
    """Return *n* ticks as "when" or "when late by", and check that none comes early."""

    async def run() -> list[str]:
        found: list[str] = []
        async for when in ticks(*arguments, **{"tz": "UTC", **options}, now=clock.now, sleep=clock.sleep):
            late = clock.time.astimezone(UTC) - when.astimezone(UTC)
            assert late >= timedelta(0)
            found.append(f"{when:%H:%M:%S}" + (f" +{late}" if late else ""))
            if len(found) == n:
                break
            clock.time += body(len(found)) if body else timedelta(0)
        return found

    return asyncio.run(run())


def test_each_occurrence_comes_at_its_moment() -> None:
    assert collect(Clock(), 3, "*/5 * * * *") == ["12:05:00", "12:10:00", "12:15:00"]


def test_the_moment_of_the_start_has_passed() -> None:
    assert collect(Clock(NOON), 1, "*/5 * * * *") == ["12:05:00"]


def test_no_sleep_is_long() -> None:
    clock = Clock()
    collect(clock, 2, "0 * * * *")
    assert max(clock.waits) == LONGEST_SLEEP


def test_a_sleep_that_ends_early_is_gone_on_with() -> None:
    clock = Clock(NOON + 4.9 * MINUTE, {1: timedelta(milliseconds=-15), 2: timedelta(microseconds=-1)})
    assert collect(clock, 2, "*/5 * * * *") == ["12:05:00", "12:10:00"]


def test_after_the_machine_was_suspended_there_is_one_late_tick() -> None:
    clock = Clock(happens={3: 8 * HOUR})
    assert collect(clock, 3, "*/5 * * * *") == ["20:00:00 +0:01:30", "20:05:00", "20:10:00"]


def test_a_body_that_takes_long_is_followed_by_one_late_tick() -> None:
    found = collect(Clock(), 4, "*/5 * * * *", body=lambda n: 12 * MINUTE if n == 1 else timedelta(0))
    assert found == ["12:05:00", "12:15:00 +0:02:00", "12:20:00", "12:25:00"]


def test_a_body_that_takes_less_than_a_period_delays_nothing() -> None:
    found = collect(Clock(), 3, "*/5 * * * *", body=lambda _: 4 * MINUTE)
    assert found == ["12:05:00", "12:10:00", "12:15:00"]


def test_with_a_deadline_what_would_come_later_is_left_out() -> None:
    clock = Clock(happens={3: 8 * HOUR})
    assert collect(clock, 2, "*/5 * * * *", deadline=60) == ["20:05:00", "20:10:00"]
    clock = Clock(happens={3: 8 * HOUR})
    assert collect(clock, 2, "*/5 * * * *", deadline=90) == ["20:00:00 +0:01:30", "20:05:00"]


def test_where_the_clock_is_put_back_nothing_is_repeated() -> None:
    clock = Clock(happens={30: -HOUR})
    assert collect(clock, 3, "*/5 * * * *") == ["12:05:00", "12:10:00", "12:15:00"]
    assert clock.time == NOON + 15 * MINUTE
    assert len(clock.waits) > 3_600 / LONGEST_SLEEP


def test_where_the_clock_was_far_ahead_the_schedule_starts_anew() -> None:
    clock = Clock(happens={30: -4 * HOUR})
    assert collect(clock, 3, "*/5 * * * *") == ["12:05:00", "08:10:00", "08:15:00"]


def test_the_iteration_ends_with_the_schedule() -> None:
    start = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    assert collect(Clock(start), 5, "0 0 * * * * 2026") == ["23:00:00"]
    assert collect(Clock(), 5, "0 0 31 2 *") == []


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("30 2 * * *", datetime(2026, 3, 29, 0, tzinfo=UTC), ["03:00:00", "02:30:00"]),
        ("30 2 * * *", datetime(2026, 10, 24, 22, tzinfo=UTC), ["02:30:00", "02:30:00"]),
        (
            "*/30 2 * * *",
            datetime(2026, 10, 24, 22, tzinfo=UTC),
            ["02:00:00", "02:30:00", "02:00:00", "02:30:00", "02:00:00"],
        ),
    ],
)
def test_clock_changes_are_no_steps_of_the_clock(text: str, start: datetime, expected: list[str]) -> None:
    clock = Clock(start)
    assert collect(clock, len(expected), text, tz="Europe/Berlin") == expected


def test_without_a_zone_the_occurrences_are_in_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateutil.tz.gettz", lambda: ZoneInfo("Asia/Kolkata"))
    assert collect(Clock(), 2, "*/20 * * * *", tz=None) == ["17:40:00", "18:00:00"]


def test_a_setting_of_tz_that_is_no_zone_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", __file__)
    assert len(collect(Clock(), 2, "*/20 * * * *", tz=None)) == 2


def test_an_expression_keeps_its_zone_unless_another_is_given() -> None:
    expr = cronexpr.parse("0 12 * * *", tz="Asia/Kolkata")
    clock = Clock()
    collect(clock, 1, expr, tz=None)
    assert clock.time == datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    assert collect(Clock(), 1, expr, tz="Asia/Tokyo") == ["12:00:00"]


@pytest.mark.parametrize(
    ("arguments", "options", "error"),
    [
        (("0 24 * * *",), {}, cronexpr.CronSyntaxError),
        (("@reboot",), {}, cronexpr.CronConversionError),
        ((5,), {}, TypeError),
        (("H * * * *",), {"dialect": "jenkins"}, cronexpr.CronOptionError),
        (("0 9 * * *",), {"tz": "Europe/Berln"}, cronexpr.CronOptionError),
        (("0 9 * * *",), {"tz": pytz.timezone("Europe/Berlin")}, cronexpr.CronOptionError),
        (("0 9 * * *",), {"dst": "never"}, cronexpr.CronOptionError),
        (("0 9 * * *",), {"deadline": 0}, ValueError),
        (("0 9 * * *",), {"deadline": float("nan")}, ValueError),
        (("0 9 * * *",), {"deadline": "5"}, TypeError),
        (("0 9 * * *",), {"deadline": True}, TypeError),
    ],
)
def test_wrong_arguments_are_refused_by_the_call_itself(
    arguments: tuple[Any, ...], options: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ticks(*arguments, **options)


def test_a_deadline_without_end_is_none() -> None:
    clock = Clock(happens={3: 8 * HOUR})
    assert collect(clock, 1, "*/5 * * * *", deadline=float("inf")) == ["20:00:00 +0:01:30"]


# What a wall clock does while a wait lasts, apart from going on: a little, jumping ahead, or being put back.
EVENTS = st.lists(st.floats(-0.02, 0.02) | st.floats(0, 100_000) | st.floats(-300, 0), max_size=30)
BODIES = st.lists(st.floats(0, 2_000), min_size=1, max_size=8)
PERIOD = 300


@given(events=EVENTS, bodies=BODIES, deadline=st.none() | st.floats(1, 900))
def test_whatever_the_clock_does_ticks_ascend_and_each_is_the_last_full_period(
    events: list[float], bodies: list[float], deadline: float | None
) -> None:
    clock = Clock(happens={n: timedelta(seconds=seconds) for n, seconds in enumerate(events, 1)})
    read: list[float] = []
    found: list[float] = []

    def now() -> datetime:
        read.append(clock.time.timestamp())
        return clock.time

    async def run() -> None:
        async for when in ticks("*/5 * * * *", tz="UTC", deadline=deadline, now=now, sleep=clock.sleep):
            # Judged by what the clock said when it was last asked.
            assert when.timestamp() == read[-1] // PERIOD * PERIOD
            assert deadline is None or read[-1] - when.timestamp() <= deadline + 1e-5
            found.append(when.timestamp())
            if len(clock.waits) > len(events) and len(found) >= 5:
                return
            clock.time += timedelta(seconds=bodies[len(found) % len(bodies)])

    asyncio.run(run())
    assert len(found) >= 5
    assert found == sorted(set(found))


# For real


def test_ticks_come_on_the_second() -> None:
    async def run() -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        async for when in ticks("* * * * * *", tz="Europe/Berlin"):
            found.append((when.timestamp(), time.time()))
            if len(found) == 3:
                break
        return found

    found = asyncio.run(run())
    first = found[0][0]
    assert [when for when, _ in found] == [first, first + 1, first + 2]
    assert all(0 <= now - when < 0.5 for when, now in found)


def test_a_cancelled_task_ends_at_once() -> None:
    async def run() -> float:
        generator = ticks("0 0 29 2 *")

        async def wait() -> None:
            async for _ in generator:
                pytest.fail(
                    "it is not 29 February" if time.gmtime()[1:3] != (2, 29) else "started at midnight"
                )

        task = asyncio.create_task(wait())
        await asyncio.sleep(0.05)
        start = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        # The generator was ended by the cancellation, and has nothing left to close.
        assert [when async for when in generator] == []
        return time.monotonic() - start

    assert asyncio.run(run()) < 0.5


def test_a_loop_that_is_left_can_be_closed_and_others_go_on() -> None:
    async def run() -> list[datetime]:
        generator = ticks("* * * * * *")
        async for _ in generator:
            break
        await generator.aclose()
        return [when async for when in generator]

    assert asyncio.run(run()) == []


def test_other_tasks_have_their_turn_even_where_every_tick_is_late() -> None:
    clock = Clock()

    def now() -> datetime:
        clock.time += HOUR
        return clock.time

    async def run() -> int:
        turns = 0

        async def other() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        task = asyncio.create_task(other())
        n = 0
        async for _ in ticks("* * * * * *", tz="UTC", now=now):
            n += 1
            if n == 20:
                break
        task.cancel()
        return turns

    assert asyncio.run(run()) >= 19


def test_the_example_of_the_documentation_runs() -> None:
    example = Path(__file__).parents[2] / "docs/examples/asyncio/app.py"
    text = example.read_text(encoding="utf-8")
    assert '"*/15 9-17 * * mon-fri"' in text
    text = text.replace('"*/15 9-17 * * mon-fri"', '"* * * * * *"').replace(
        '"*/10 * * * * *"', '"* * * * * *"'
    )
    with subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        found = {program.stdout.readline()[:8] for _ in range(4)}
        program.terminate()
    assert found == {"the repo", "alive at"}
