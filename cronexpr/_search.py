"""The search: the next, the previous and all wall-clock times of a plan.

Wall-clock time only: no zone, no text.  Where the arguments carry a `tzinfo`
it is handed on to the results and never asked anything.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import datetime, timedelta
from itertools import chain, product, repeat, starmap
from operator import add

from ._calendar import CYCLE, MAX_YEAR, MIN_YEAR, MONTH_STARTS, YEAR_KINDS, YEAR_SHAPES
from ._plan import EVERY_YEAR, low_bit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import tzinfo as TzInfo
    from typing import TypeAlias

    from ._plan import Deltas, Plan

    Chunk: TypeAlias = Iterator[datetime]
    DaysOfYears: TypeAlias = Mapping[int, Container[int]]

_DAY = timedelta(1)
_FEW_YEARS = 14  # fewer are counted one by one, more by their kinds
_CHUNK_DAYS = 64  # midnights made at a time: few enough for a quick first answer


def matches_wall(plan: Plan, wall: datetime) -> bool:
    """Return whether *wall* is an occurrence, exact to the microsecond.  O(1)."""
    if not (plan.has_minute[wall.minute] and plan.has_hour[wall.hour]):
        return False
    year, month = wall.year, wall.month
    return bool(
        plan.has_month[month]
        and plan.days_of_shape[YEAR_SHAPES[year % CYCLE][month]] >> wall.day & 1
        and plan.seconds >> wall.second & 1
        and plan.years >> year & 1
        and not wall.microsecond
    )


def next_wall(  # noqa: C901, PLR0912 (in one piece: a call costs as much as four of its tests)
    plan: Plan, after: datetime, tzinfo: TzInfo | None = None, unclear: DaysOfYears | None = None
) -> datetime | None:
    """Return the first occurrence strictly after *after*, or None before the end of year 9999.

    Where *after* or the answer lies on one of the *unclear* days of its year, written
    month * 32 + day, *after* itself is returned instead.  O(1) within a month; else one step a
    month or year skipped, at most 41 years unless the year field says more.
    """
    year, month, day = after.year, after.month, after.day
    if unclear is not None and month * 32 + day in unclear[year]:
        return after
    days = 0
    if plan.years >= 0 and not plan.years >> year & 1:
        month = 12  # nothing in this year
    elif plan.has_month[month]:
        days = plan.days_of_shape[YEAR_SHAPES[year % CYCLE][month]] >> day
        if days & 1:
            hour = after.hour
            if plan.has_hour[hour]:
                minute = after.minute
                if plan.last_second and plan.has_minute[minute]:
                    second = plan.second_after[after.second]
                    if second >= 0:
                        return datetime(year, month, day, hour, minute, second, 0, tzinfo)
                minute = plan.minute_after[minute]
                if minute >= 0:
                    return datetime(year, month, day, hour, minute, plan.first_second, 0, tzinfo)
            hour = plan.hour_after[hour]
            if hour >= 0:
                return datetime(year, month, day, hour, plan.first_minute, plan.first_second, 0, tzinfo)
        days >>= 1
    while not days:
        day = -1
        month = plan.month_after[month]
        if month > 0:
            days = plan.days_of_shape[YEAR_SHAPES[year % CYCLE][month]]
        else:
            later = plan.years >> year + 1
            if not later or year == MAX_YEAR or not plan.is_satisfiable:
                return None
            year += (later & -later).bit_length()
            month = 0
    # The lowest bit of what is left stands for the next day, or for day 0 of another month.
    day += (days & -days).bit_length()
    if unclear is not None and month * 32 + day in unclear[year]:
        return after
    return datetime(year, month, day, plan.first_hour, plan.first_minute, plan.first_second, 0, tzinfo)


def previous_wall(  # noqa: C901, PLR0912
    plan: Plan, before: datetime, tzinfo: TzInfo | None = None, unclear: DaysOfYears | None = None
) -> datetime | None:
    """Return the last occurrence strictly before *before*, or None after the start of year 1.

    The mirror image of `next_wall`, at the same cost.
    """
    year, month, day = before.year, before.month, before.day
    if unclear is not None and month * 32 + day in unclear[year]:
        return before
    days = 0
    if plan.years >= 0 and not plan.years >> year & 1:
        month = 1  # nothing in this year
    elif plan.has_month[month]:
        days = plan.days_of_shape[YEAR_SHAPES[year % CYCLE][month]]
        if days >> day & 1:
            hour = before.hour
            if plan.has_hour[hour]:
                minute = before.minute
                if plan.has_minute[minute]:
                    # A started second counts: 12:00:00.5 comes after 12:00:00.
                    second = plan.second_before[before.second + (before.microsecond > 0)]
                    if second >= 0:
                        return datetime(year, month, day, hour, minute, second, 0, tzinfo)
                minute = plan.minute_before[minute]
                if minute >= 0:
                    return datetime(year, month, day, hour, minute, plan.last_second, 0, tzinfo)
            hour = plan.hour_before[hour]
            if hour >= 0:
                return datetime(year, month, day, hour, plan.last_minute, plan.last_second, 0, tzinfo)
        days &= (1 << day) - 1
    while not days:
        month = plan.month_before[month]
        if month > 0:
            days = plan.days_of_shape[YEAR_SHAPES[year % CYCLE][month]]
        else:
            year = (plan.years & (1 << year) - 1).bit_length() - 1
            if year < MIN_YEAR or not plan.is_satisfiable:
                return None
            month = 13
    day = days.bit_length() - 1
    if unclear is not None and month * 32 + day in unclear[year]:
        return before
    return datetime(year, month, day, plan.last_hour, plan.last_minute, plan.last_second, 0, tzinfo)


def matching_years(plan: Plan, first: int, last: int, reverse: bool = False) -> Iterator[int]:
    """Yield the years from *first* to *last*, both included, that have a matching day."""
    years, of_kind = plan.years, plan.days_of_kind
    if years != EVERY_YEAR:
        first, last = max(first, low_bit(years)), min(last, years.bit_length() - 1)
    for year in _ascending(first, last, reverse):
        if years >> year & 1 and of_kind[YEAR_KINDS[year % CYCLE]]:
            yield year
        elif not plan.is_satisfiable:
            return


def walk(plan: Plan, start: datetime, stop: datetime, reverse: bool) -> Iterator[datetime]:
    """Iterate over the occurrences from *start* until before *stop*, forwards or in *reverse*.

    Both bounds carry the same tzinfo or none; only their wall clocks are compared.
    The loop runs in C: a few bytecodes a year, or 64 days, or 400 years of rare days, none an occurrence.
    """
    return chain.from_iterable(_walk_stretches(plan, start, stop, reverse))


def _walk_stretches(plan: Plan, start: datetime, stop: datetime, reverse: bool) -> Iterator[Chunk]:
    """Yield the occurrences year by year, those of rare days 400 years by 400 years."""
    tzinfo, year_deltas = start.tzinfo, plan.year_deltas
    if days := plan.rare_days:
        for cycle in _ascending(_cycle(start.year), _cycle(stop.year), reverse):
            january = datetime(cycle * CYCLE + 1, 1, 1, 0, 0, 0, 0, tzinfo)
            yield from _clipped(plan, january, days, start, stop, reverse)
        return
    for year in matching_years(plan, start.year, stop.year, reverse):
        if start.year < year < stop.year:
            yield from whole_year(plan, year, tzinfo, reverse)
        else:
            january = datetime(year, 1, 1, 0, 0, 0, 0, tzinfo)
            yield from _clipped(plan, january, year_deltas[YEAR_KINDS[year % CYCLE]], start, stop, reverse)


def _cycle(year: int) -> int:
    """Return which 400 years *year* is in, counted from year 1."""
    return (year - 1) // CYCLE


def _ascending(first: int, last: int, reverse: bool) -> range:
    """Return the numbers from *first* to *last*, both included; in *reverse*, descending."""
    return range(last, first - 1, -1) if reverse else range(first, last + 1)


def whole_year(plan: Plan, year: int, tzinfo: TzInfo | None, reverse: bool) -> Iterable[Chunk]:
    """Return the occurrences of one year, in chunks."""
    days = plan.year_deltas[YEAR_KINDS[year % CYCLE]]
    if plan.times_a_day > 1:
        return _whole_days(plan, datetime(year, 1, 1, 0, 0, 0, 0, tzinfo), days, reverse)
    first = datetime(year, 1, 1, plan.first_hour, plan.first_minute, plan.first_second, 0, tzinfo)
    return (map(add, repeat(first), days[::-1] if reverse else days),)


def _clipped(
    plan: Plan, base: datetime, days: Deltas, start: datetime, stop: datetime, reverse: bool
) -> Iterable[Chunk]:
    """Return the occurrences on the *days* after *base* that lie in [*start*, *stop*), in chunks."""
    if plan.times_a_day == 1:
        base += plan.clock()[1][0]
        days = days[bisect_left(days, start - base) : bisect_left(days, stop - base)]
        return (map(add, repeat(base), days[::-1] if reverse else days),)
    early, late = start - base, stop - base
    # The days whose end comes after start and whose midnight comes before stop.
    first = bisect_right(days, early - _DAY)
    last = bisect_left(days, late, first)
    head: Iterable[Chunk] = ()
    tail: Iterable[Chunk] = ()
    if first < last and days[first] < early:
        head = _part_of_day(plan, base + days[first], start, stop, reverse)
        first += 1
    if first < last and days[last - 1] + _DAY > late:
        last -= 1
        tail = _part_of_day(plan, base + days[last], start, stop, reverse)
    pieces = (head, _whole_days(plan, base, days[first:last], reverse), tail)
    return chain.from_iterable(reversed(pieces) if reverse else pieces)


def _whole_days(plan: Plan, base: datetime, days: Deltas, reverse: bool) -> Iterator[Chunk]:
    """Yield the occurrences on the *days* after *base*."""
    hours, times = plan.clock()
    if reverse:
        days, hours, times = days[::-1], hours[::-1], times[::-1]
    at, size = 0, 1
    while at < len(days):
        bases: Iterator[datetime] = map(add, repeat(base), days[at : at + size])
        if hours[0] or hours[-1]:
            bases = starmap(add, product(bases, hours))
        yield starmap(add, product(bases, times))
        at += size
        # Few days first, for a quick first answer.
        size = min(8 * size, _CHUNK_DAYS)


def _part_of_day(
    plan: Plan, midnight: datetime, start: datetime, stop: datetime, reverse: bool
) -> Iterator[Chunk]:
    """Yield the occurrences of one day that lie in [*start*, *stop*)."""
    hours, times = plan.clock()
    for hour in hours[::-1] if reverse else hours:
        base = midnight + hour
        part = times[bisect_left(times, start - base) : bisect_left(times, stop - base)]
        yield map(add, repeat(base), part[::-1] if reverse else part)


def count_walls(plan: Plan, start: datetime, stop: datetime) -> int:
    """Return how many occurrences lie in [*start*, *stop*), without enumerating any.

    O(years); a century takes microseconds.
    """
    if start >= stop:
        return 0
    first, last = start.year, stop.year
    first_mask, first_day = plan.year_mask(first), _day_of_year(start)
    last_mask, last_day = plan.year_mask(last), _day_of_year(stop)
    days = (last_mask & (1 << last_day) - 1).bit_count()
    days -= (first_mask & (1 << first_day) - 1).bit_count()
    days += _days_in_years(plan, first, last)
    count = days * plan.times_a_day
    if last_mask >> last_day & 1:
        count += _times_before(plan, stop)
    if first_mask >> first_day & 1:
        count -= _times_before(plan, start)
    return count


def _times_before(plan: Plan, wall: datetime) -> int:
    hour, minute, second = wall.hour, wall.minute, wall.second
    count = plan.times_before(hour, minute, second)
    if wall.microsecond:
        # The started second has passed, so an occurrence on it has, too.
        count += plan.hours >> hour & plan.minutes >> minute & plan.seconds >> second & 1
    return count


def _day_of_year(wall: datetime) -> int:
    leap = YEAR_KINDS[wall.year % 400] & 1
    return MONTH_STARTS[leap][wall.month] + wall.day - 1


def _days_in_years(plan: Plan, first: int, last: int) -> int:
    """Return the matching days of the years from *first* until before *last*."""
    if plan.years != EVERY_YEAR:
        first, last = max(first, low_bit(plan.years)), min(last, plan.years.bit_length())
    if plan.years != EVERY_YEAR or last - first < _FEW_YEARS:
        return sum([plan.year_mask(year).bit_count() for year in range(first, last)])
    counts = [plan.days_of_kind[kind].bit_count() for kind in range(14)].__getitem__
    cycles, rest = divmod(last - first, CYCLE)
    kinds = (YEAR_KINDS * 2)[first % CYCLE : first % CYCLE + rest]
    return cycles * sum(map(counts, YEAR_KINDS)) + sum(map(counts, kinds))
