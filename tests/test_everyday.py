"""Everyday schedules: each must fire in exactly the minutes that its meaning, in words, names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from table_rows import rows

import cronexpr

EVERYDAY = rows("everyday.txt")


def _midnight(wall: datetime) -> bool:
    return (wall.hour, wall.minute) == (0, 0)


def _workday(wall: datetime) -> bool:
    return wall.weekday() <= 4


MEANINGS: dict[str, Callable[[datetime], bool]] = {
    "every minute": lambda _: True,
    "every hour, at minute 0": lambda wall: wall.minute == 0,
    "every day at midnight": _midnight,
    "every Sunday at midnight": lambda wall: _midnight(wall) and wall.weekday() == 6,
    "every hour from 9 AM to 5 PM, Monday to Friday": lambda wall: (
        _workday(wall) and wall.minute == 0 and 9 <= wall.hour <= 17
    ),
    "every 15 minutes": lambda wall: wall.minute in (0, 15, 30, 45),
    "a backup every day at 2 AM": lambda wall: (wall.hour, wall.minute) == (2, 0),
    "a report every Monday at 9 AM": lambda wall: (wall.weekday(), wall.hour, wall.minute) == (0, 9, 0),
    "a health check every 5 minutes in business hours on weekdays": lambda wall: (
        _workday(wall) and wall.minute % 5 == 0 and 9 <= wall.hour <= 17
    ),
    "a cleanup on the 1st of the month at midnight": lambda wall: _midnight(wall) and wall.day == 1,
    "the database every night at 1 AM, under a comment line": lambda wall: (wall.hour, wall.minute) == (1, 0),
}

each_line = pytest.mark.parametrize(("line", "meaning"), EVERYDAY)


def test_every_meaning_stands_in_the_table() -> None:
    assert {meaning for _, meaning in EVERYDAY} == set(MEANINGS)


@each_line
def test_fires_in_exactly_the_minutes_it_means(line: str, meaning: str) -> None:
    expr = cronexpr.parse(" ".join(line.split()[:5]))
    start = datetime(2024, 2, 1)
    minutes = [start + timedelta(minutes=n) for n in range(40 * 24 * 60)]
    expected = [wall for wall in minutes if MEANINGS[meaning](wall)]
    assert list(expr.occurrences(start, minutes[-1] + timedelta(minutes=1))) == expected


@each_line
def test_is_a_valid_expression_without_the_command(line: str, meaning: str) -> None:
    assert cronexpr.is_valid(" ".join(line.split()[:5]))
    assert cronexpr.is_valid(line) is (len(line.split()) == 5)
