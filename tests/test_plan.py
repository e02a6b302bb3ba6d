"""The compiled forms of a plan against the definitions that they are made from."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

import cronexpr
from cronexpr._calendar import CYCLE, YEAR_KINDS, is_leap, shape_parts
from cronexpr._plan import bits, calendar_days, calendar_rules, weekday_days
from cronexpr.terms import LastDay, LastWeekday, LastWorkday, NearestWorkday, NthWeekday

if TYPE_CHECKING:
    from cronexpr.terms import CalendarTerm

TERMS: list[CalendarTerm] = [
    *map(LastDay, range(31)),
    LastWorkday(),
    *map(NearestWorkday, range(1, 32)),
    *[NearestWorkday(LastDay(offset)) for offset in range(31)],
    *map(LastWeekday, range(7)),
    *[NthWeekday(weekday, nth) for weekday in range(7) for nth in range(1, 6)],
]
each_shape = pytest.mark.parametrize("shape", range(28))


@each_shape
def test_the_rules_of_one_term_are_the_term(shape: int) -> None:
    for term in TERMS:
        assert calendar_days(calendar_rules([term]), *shape_parts(shape)) == term.day_mask(
            *shape_parts(shape)
        )


@each_shape
def test_the_rules_of_many_terms_are_their_union(shape: int) -> None:
    random = Random(shape)
    for size in range(2, 60):
        terms = random.sample(TERMS, size)
        union = 0
        for term in terms:
            union |= term.day_mask(*shape_parts(shape))
        assert calendar_days(calendar_rules(terms), *shape_parts(shape)) == union


@each_shape
def test_weekdays_fall_on_their_days(shape: int) -> None:
    first_weekday, length = shape_parts(shape)
    for weekdays in range(128):
        days = [day for day in range(1, length + 1) if weekdays >> (first_weekday + day - 1) % 7 & 1]
        assert bits(weekday_days(weekdays, first_weekday, length)) == days


@pytest.mark.parametrize(
    "window", [(3599, 3600), (3600, 3601), (3660, 7199), (7259, 7260), (86_399, 1), (0, 0)]
)
def test_a_window_is_touched_by_the_times_of_day_in_it(window: tuple[int, int]) -> None:
    first, stop = window
    for text in (
        "59 59 0 * * *",
        "0 0 1 * * *",
        "0 1 1 * * *",
        "59 0 2 * * *",
        "59 59 23 * * *",
        "0 0 0 * * *",
    ):
        second, minute, hour = map(int, text.split()[:3])
        time = hour * 3600 + minute * 60 + second
        touched = first <= time < stop if first < stop else first <= time or time < stop
        assert cronexpr.parse(text).plan.touches(window) is touched, text


def test_kinds_of_years_follow_the_days_that_have_gone_by() -> None:
    weekday = 6  # 1 January 2000 was a Saturday.
    for year in range(2000, 2000 + 2 * CYCLE):
        assert YEAR_KINDS[year % CYCLE] == weekday * 2 + is_leap(year)
        weekday = (weekday + 365 + is_leap(year)) % 7
    assert weekday == 6
