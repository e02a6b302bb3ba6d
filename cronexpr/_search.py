"""The search: the next, the previous and all wall-clock times of a plan.

Wall-clock time only: no zone, no text.  Where the arguments carry a `tzinfo`
it is handed on to the results and never asked anything.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import datetime, timedelta
from itertools import chain, product, repeat, starmap
from operator import add

from ._calendar import CYCLE, MAX_YEAR, MIN_YEAR, MONTH_SHAPES, MONTH_STARTS, YEAR_KINDS
from ._plan import EVERY_YEAR, low_bit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo as TzInfo
    from typing import TypeAlias

    from ._plan import Deltas, Plan

    Chunk: TypeAlias = Iterator[datetime]

_DAY = timedelta(1)
_FEW_YEARS = 14  # fewer are counted one by one, more by their kinds
_CHUNK_DAYS = 64  # midnights made at a time: few enough for a quick first answer


def matches_wall(plan: Plan, wall: datetime) -> bool:
    """Return whether *wall* is an occurrence, exact to the microsecond.  O(1)."""
    year, month = wall.year, wall.month
    return bool(
        plan.minutes >> wall.minute & 1
        and plan.hours >> wall.hour & 1
        and plan.seconds >> wall.second & 1
        and plan.months >> month & 1
        and plan.days_of_shape[MONTH_SHAPES[YEAR_KINDS[year % 400]][month]] >> wall.day & 1
        and plan.years >> year & 1
        and not wall.microsecond
    )


def next_wall(plan: Plan, after: datetime, tzinfo: TzInfo | None = None) -> datetime | None:
    """Return the first occurrence strictly after *after*, or None before the end of year 9999.

    O(1) within a month; else one step a month or year skipped, at most 41 years
    unless the year field says more.
    """
    year, month, day = after.year, after.month, after.day
    if plan.months >> month & 1 and plan.years >> year & 1:
        days = plan.days_of_shape[MONTH_SHAPES[YEAR_KINDS[year % 400]][month]]
        if days >> day & 1:
            hour = after.hour
            if plan.hours >> hour & 1:
                minute = after.minute
                if plan.minutes >> minute & 1:
                    second = plan.second_after[after.second]
                    if second >= 0:
                        return datetime(year, month, day, hour, minute, second, 0, tzinfo)
                minute = plan.minute_after[minute]
                if minute >= 0:
                    return datetime(year, month, day, hour, minute, plan.first_second, 0, tzinfo)
            hour = plan.hour_after[hour]
            if hour >= 0:
                return datetime(year, month, day, hour, plan.first_minute, plan.first_second, 0, tzinfo)
        days = days >> day + 1 << day + 1
    else:
        days = 0
    if not days:
        later = _first_days_after(plan, year, month)
        if later is None:
            return None
        year, month, days = later
    day = (days & -days).bit_length() - 1
    return datetime(
        year,
        month,
        day,
        plan.first_hour,
        plan.first_minute,
        plan.first_second,
        0,
        tzinfo,
    )


def previous_wall(plan: Plan, before: datetime, tzinfo: TzInfo | None = None) -> datetime | None:
    """Return the last occurrence strictly before *before*, or None after the start of year 1.

    The mirror image of `next_wall`, at the same cost.
    """
    year, month, day = before.year, before.month, before.day
    if plan.months >> month & 1 and plan.years >> year & 1:
        days = plan.days_of_shape[MONTH_SHAPES[YEAR_KINDS[year % 400]][month]]
        if days >> day & 1:
            hour = before.hour
            if plan.hours >> hour & 1:
                minute = before.minute
                if plan.minutes >> minute & 1:
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
    else:
        days = 0
    if not days:
        earlier = _last_days_before(plan, year, month)
        if earlier is None:
            return None
        year, month, days = earlier
    return datetime(
        year,
        month,
        days.bit_length() - 1,
        plan.last_hour,
        plan.last_minute,
        plan.last_second,
        0,
        tzinfo,
    )


def _first_days_after(plan: Plan, year: int, month: int) -> tuple[int, int, int] | None:
    """Return (year, month, days) of the first month after the given one that has matching days."""
    month_after, of_shape = plan.month_after, plan.days_of_shape
    month = month_after[month]
    while True:
        if plan.years >> year & 1:
            shapes = MONTH_SHAPES[YEAR_KINDS[year % 400]]
            while month > 0:
                if days := of_shape[shapes[month]]:
                    return year, month, days
                month = month_after[month]
        later = plan.years >> year + 1
        if not later or year == MAX_YEAR or not plan.is_satisfiable:
            return None
        year += (later & -later).bit_length()
        month = month_after[0]


def _last_days_before(plan: Plan, year: int, month: int) -> tuple[int, int, int] | None:
    """Return (year, month, days) of the last month before the given one that has matching days."""
    month_before, of_shape = plan.month_before, plan.days_of_shape
    month = month_before[month]
    while True:
        if plan.years >> year & 1:
            shapes = MONTH_SHAPES[YEAR_KINDS[year % 400]]
            while month > 0:
                if days := of_shape[shapes[month]]:
                    return year, month, days
                month = month_before[month]
        year = (plan.years & (1 << year) - 1).bit_length() - 1
        if year < MIN_YEAR or not plan.is_satisfiable:
            return None
        month = month_before[13]


def matching_years(plan: Plan, first: int, last: int, reverse: bool = False) -> Iterator[int]:
    """Yield the years from *first* to *last*, both included, that have a matching day."""
    if not plan.is_satisfiable:
        return
    years, of_kind = plan.years, plan.days_of_kind
    if years != EVERY_YEAR:
        first, last = max(first, low_bit(years)), min(last, years.bit_length() - 1)
    for year in range(last, first - 1, -1) if reverse else range(first, last + 1):
        if years >> year & 1 and of_kind[YEAR_KINDS[year % 400]]:
            yield year


def walk(plan: Plan, start: datetime, stop: datetime, reverse: bool = False) -> Iterator[datetime]:
    """Iterate over the occurrences from *start* until before *stop*, forwards or in *reverse*.

    Both bounds carry the same tzinfo or none; only their wall clocks are compared.
    The loop runs in C: a few bytecodes a year or 64 days, none an occurrence.
    """
    return chain.from_iterable(_walk_years(plan, start, stop, reverse))


def _walk_years(plan: Plan, start: datetime, stop: datetime, reverse: bool) -> Iterator[Chunk]:
    first, last, tzinfo = start.year, stop.year, start.tzinfo
    for year in matching_years(plan, first, last, reverse):
        if first < year < last:
            yield from whole_year(plan, year, tzinfo, reverse)
        else:
            yield from part_of_year(plan, year, start, stop, reverse)


def whole_year(plan: Plan, year: int, tzinfo: TzInfo | None, reverse: bool) -> Iterable[Chunk]:
    """Return the occurrences of one year, in chunks."""
    days = plan.year_deltas[YEAR_KINDS[year % 400]]
    if plan.times_a_day > 1:
        return _dense_chunks(plan, datetime(year, 1, 1, 0, 0, 0, 0, tzinfo), days, reverse)
    first = datetime(year, 1, 1, plan.first_hour, plan.first_minute, plan.first_second, 0, tzinfo)
    return (map(add, repeat(first), days[::-1] if reverse else days),)


def _dense_chunks(plan: Plan, january: datetime, days: Deltas, reverse: bool) -> Iterator[Chunk]:
    for bases in _bases(plan, january, days, reverse):
        yield _sums(bases, plan.clock()[1], reverse)


def _bases(plan: Plan, january: datetime, days: Deltas, reverse: bool) -> Iterator[list[datetime]]:
    """Yield, ascending in each list, what the second factor of the clock is added to."""
    hours = plan.clock()[0]
    starts = range(0, len(days), _CHUNK_DAYS)
    for start in reversed(starts) if reverse else starts:
        midnights = map(add, repeat(january), days[start : start + _CHUNK_DAYS])
        yield list(starmap(add, product(midnights, hours)) if hours[-1] else midnights)


def _sums(bases: Sequence[datetime], times: Deltas, reverse: bool) -> Chunk:
    if reverse:
        bases, times = bases[::-1], times[::-1]
    return starmap(add, product(bases, times))


def part_of_year(plan: Plan, year: int, start: datetime, stop: datetime, reverse: bool) -> Iterator[Chunk]:
    """Yield the occurrences of one year that lie in [*start*, *stop*), in chunks."""
    days = plan.year_deltas[YEAR_KINDS[year % 400]]
    january = datetime(year, 1, 1, 0, 0, 0, 0, start.tzinfo)
    # The days whose end comes after start and whose midnight comes before stop.
    days = days[bisect_right(days, start - january - _DAY) : bisect_left(days, stop - january)]
    for bases in _bases(plan, january, days, reverse):
        chunks = _clipped(bases, plan.clock()[1], start, stop, reverse)
        yield from reversed(list(chunks)) if reverse else chunks


def _clipped(
    bases: list[datetime], times: Deltas, start: datetime, stop: datetime, reverse: bool
) -> Iterator[Chunk]:
    # Only the base that start falls behind, and the last one before stop, are cut.
    first = max(bisect_right(bases, start) - 1, 0)
    last = bisect_left(bases, stop) - 1
    if last < first:
        return
    head = bisect_left(times, start - bases[first])
    tail = bisect_left(times, stop - bases[last])
    if first == last:
        yield _sums(bases[first : first + 1], times[head:tail], reverse)
        return
    yield _sums(bases[first : first + 1], times[head:], reverse)
    yield _sums(bases[first + 1 : last], times, reverse)
    yield _sums(bases[last : last + 1], times[:tail], reverse)


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
    if plan.years != EVERY_YEAR or last - first < _FEW_YEARS:
        return sum([plan.year_mask(year).bit_count() for year in range(first, last)])
    counts = [plan.days_of_kind[kind].bit_count() for kind in range(14)].__getitem__
    cycles, rest = divmod(last - first, CYCLE)
    kinds = (YEAR_KINDS * 2)[first % CYCLE : first % CYCLE + rest]
    return cycles * sum(map(counts, YEAR_KINDS)) + sum(map(counts, kinds))
