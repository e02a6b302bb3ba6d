"""Slow truth: what a standard expression means, told without any help of the package.

Nothing here imports `cronexpr`.  Text is read by splitting it, days are tested one
by one with `calendar` and `datetime`, and clock changes are found by walking real
time in UTC and looking at what the wall clock shows.  No step relies on
``fold`` or on subtracting aware datetimes (PEP 495).
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise

NICKNAMES = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
MONTHS = dict(zip("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), range(1, 13), strict=True))
WEEKDAYS = dict(zip("SUN MON TUE WED THU FRI SAT".split(), range(7), strict=True))
ONE_DAY = timedelta(days=1)
LONGEST_GAP_MADE_UP = timedelta(hours=3)

DayTest = Callable[[date], bool]


@dataclass(frozen=True)
class Schedule:
    """A standard expression, taken apart into plain sets and tests of a date."""

    time_texts: tuple[str, ...]
    seconds: frozenset[int]
    minutes: frozenset[int]
    hours: frozenset[int]
    months: frozenset[int]
    years: frozenset[int] | None
    day_of_month: DayTest | None
    day_of_week: DayTest | None
    both_days: bool

    def has_day(self, day: date) -> bool:
        """Return whether the date fields allow *day*."""
        if day.month not in self.months or (self.years is not None and day.year not in self.years):
            return False
        if self.day_of_month and self.day_of_week:
            first, second = self.day_of_month(day), self.day_of_week(day)
            return (first and second) if self.both_days else (first or second)
        test = self.day_of_month or self.day_of_week
        return test is None or test(day)

    def has_time(self, moment: time) -> bool:
        """Return whether the time fields allow *moment*, which must be on a whole second."""
        return (
            moment.hour in self.hours
            and moment.minute in self.minutes
            and moment.second in self.seconds
            and moment.microsecond == 0
        )

    def has(self, wall: datetime) -> bool:
        """Return whether the naive *wall* clock time matches."""
        return self.has_day(wall.date()) and self.has_time(wall.time())


# -- reading ------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def read(text: str) -> Schedule:
    """Read *text*, a valid standard expression of 5, 6 or 7 fields or a nickname."""
    parts = NICKNAMES.get(text.strip(), text).split()
    if len(parts) == 5:
        parts = ["0", *parts]
    if len(parts) == 6:
        parts = [*parts, "*"]
    second, minute, hour, day, month, weekday, year = parts
    return Schedule(
        time_texts=(second, minute, hour),
        seconds=_numbers(second, 0, 59),
        minutes=_numbers(minute, 0, 59),
        hours=_numbers(hour, 0, 23),
        months=_numbers(month, 1, 12, MONTHS),
        years=None if year == "*" else _numbers(year, 1970, 2199),
        day_of_month=None if day in ("*", "?") else _any_of([_day_test(item) for item in day.split(",")]),
        day_of_week=_weekday_field(weekday.removeprefix("+")),
        both_days=weekday.startswith("+"),
    )


def _numbers(text: str, low: int, high: int, names: dict[str, int] | None = None) -> frozenset[int]:
    found: set[int] = set()
    for item in text.split(","):
        body, _, step = item.partition("/")
        first, dash, last = body.partition("-")
        if body == "*":
            start, stop = low, high
        else:
            start = _number(first, names)
            stop = _number(last, names) if dash else start
        if not low <= start <= stop <= high:
            raise ValueError(item)
        found.update(range(start, stop + 1, int(step or 1)))
    return frozenset(found)


def _number(text: str, names: dict[str, int] | None) -> int:
    return names[text.upper()] if names and text.upper() in names else int(text)


def _any_of(tests: list[DayTest]) -> DayTest:
    return lambda day: any(test(day) for test in tests)


def _day_test(item: str) -> DayTest:
    if item == "LW":
        return lambda day: day == nearest_workday(day.year, day.month, _length(day))
    if item == "L":
        return lambda day: day.day == _length(day)
    if item.startswith("L-"):
        return lambda day: day.day == _length(day) - int(item[2:])
    if item.endswith("W"):
        return lambda day: day == nearest_workday(day.year, day.month, int(item[:-1]))
    numbers = _numbers(item, 1, 31)
    return lambda day: day.day in numbers


def _weekday_field(text: str) -> DayTest | None:
    return None if text in ("*", "?") else _any_of([_weekday_test(item) for item in text.split(",")])


def _weekday_test(item: str) -> DayTest:
    name, hash_sign, nth = item.partition("#")
    if hash_sign and nth != "L":
        return lambda day: _weekday(day) == _number(name, WEEKDAYS) % 7 and (day.day - 1) // 7 + 1 == int(nth)
    if item.endswith("L"):
        wanted = _number(item.removesuffix("L").removesuffix("#"), WEEKDAYS) % 7
        return lambda day: _weekday(day) == wanted and day.day + 7 > _length(day)
    first, dash, last = item.partition("/")[0].partition("-")
    if dash and last.upper() == "SUN" and first.upper() != "SUN":
        item = item.replace(last, "7")
    numbers = {number % 7 for number in _numbers(item, 0, 6 if item.startswith("*") else 7, WEEKDAYS)}
    return lambda day: _weekday(day) in numbers


def _weekday(day: date) -> int:
    return day.isoweekday() % 7


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


@lru_cache(maxsize=100_000)
def nearest_workday(year: int, month: int, number: int) -> date | None:
    """Return the Monday-to-Friday date of the month that lies nearest to day *number*, if it exists."""
    length = calendar.monthrange(year, month)[1]
    if number > length:
        return None
    workdays = [day for day in range(1, length + 1) if calendar.weekday(year, month, day) < 5]
    return date(year, month, min(workdays, key=lambda day: abs(day - number)))


# -- the wall clock -----------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def times_of_day(schedule: Schedule) -> list[time]:
    """Return the times of day of *schedule*, in order."""
    return [
        time(hour, minute, second)
        for hour in sorted(schedule.hours)
        for minute in sorted(schedule.minutes)
        for second in sorted(schedule.seconds)
    ]


def first_match(text: str, after: datetime, *, years: int = 41, inclusive: bool = False) -> datetime | None:
    """Return the first naive match after *after*, looking no further than *years* years, else None.

    Every shape a month can have comes back within 40 years, so that 41 years
    prove "never" for an expression without a year field.
    """
    schedule = read(text)
    for day in _days(after.date(), years):
        if schedule.has_day(day):
            for moment in times_of_day(schedule):
                wall = datetime.combine(day, moment)
                if wall > after or (inclusive and wall == after):
                    return wall
    return None


def last_match(text: str, before: datetime, *, years: int = 41, inclusive: bool = False) -> datetime | None:
    """Return the last naive match before *before*, looking back no further than *years* years, else None."""
    schedule = read(text)
    for day in _days(before.date(), -years):
        if schedule.has_day(day):
            for moment in reversed(times_of_day(schedule)):
                wall = datetime.combine(day, moment)
                if wall < before or (inclusive and wall == before):
                    return wall
    return None


def _days(first: date, years: int) -> Iterator[date]:
    step, end = (ONE_DAY, date.max) if years > 0 else (-ONE_DAY, date.min)
    day = first
    while abs(day.year - first.year) <= abs(years):
        yield day
        if day == end:
            return
        day += step


def walls_between(schedule: Schedule, start: datetime, stop: datetime) -> Iterator[datetime]:
    """Yield every naive match in the half-open range from *start* to *stop*."""
    day = start.date()
    while day <= stop.date():
        if schedule.has_day(day):
            for moment in times_of_day(schedule):
                wall = datetime.combine(day, moment)
                if start <= wall < stop:
                    yield wall
        if day == date.max:
            return
        day += ONE_DAY


def naive_occurrences(text: str, start: datetime, stop: datetime) -> list[datetime]:
    """Return every naive match of *text* in the half-open range from *start* to *stop*."""
    return list(walls_between(read(text), start, stop))


# -- real time ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """A stretch of real time, *start* to *stop* in naive UTC, during which the UTC offset stays the same."""

    start: datetime
    stop: datetime
    offset: timedelta

    @property
    def wall_start(self) -> datetime:
        """What the wall clock shows at the start."""
        return self.start + self.offset

    @property
    def wall_stop(self) -> datetime:
        """What the wall clock would show at the stop, had nothing changed."""
        return self.stop + self.offset


def offset_at(instant: datetime, zone: tzinfo) -> timedelta:
    """Return how far the wall clock of *zone* is ahead of UTC at *instant* (naive UTC)."""
    wall = instant.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return wall - instant


def pieces(zone: tzinfo, start: datetime, stop: datetime) -> list[Piece]:
    """Cut real time from *start* to *stop* (naive UTC) where the UTC offset of *zone* changes.

    Walks by the hour, and where the offset has changed, narrows the place down to
    the microsecond.
    """
    found: list[Piece] = []
    piece_start, now, offset = start, start, offset_at(start, zone)
    while now < stop:
        later = min(now + timedelta(hours=1), stop)
        new_offset = offset_at(later, zone)
        if new_offset != offset:
            change = _change_between(now, later, zone)
            found.append(Piece(piece_start, change, offset))
            piece_start, offset = change, new_offset
        now = later
    found.append(Piece(piece_start, stop, offset))
    return found


def _change_between(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    old = offset_at(before, zone)
    for step in (timedelta(minutes=1), timedelta(seconds=1), timedelta(milliseconds=1), timedelta.resolution):
        while offset_at(before + step, zone) == old:
            before += step
    return before + timedelta.resolution


def is_interval(schedule: Schedule, policy: str) -> bool:
    """Return whether *policy* takes the job to be one that runs at intervals, judging by the text."""
    if policy == "cronos":
        return any(sign in text for text in schedule.time_texts for sign in "*-/")
    return any(text.startswith("*") for text in schedule.time_texts)


# What each policy does: (in a gap, in a fold) for fixed jobs, then the same for interval jobs.
POLICIES = {
    "vixie": (("after, if short", "first"), ("nothing", "both")),
    "skip": (("nothing", "first"), ("nothing", "first")),
    "wall": (("nothing", "both"), ("nothing", "both")),
    "quartz": (("nothing", "second"), ("nothing", "second")),
    "cronos": (("after", "first"), ("after", "both")),
    "croniter": (("after, if short", "both"), ("nothing", "both")),
}


def zoned_occurrences(
    text: str, zone: tzinfo, start: datetime, stop: datetime, policy: str = "vixie"
) -> list[datetime]:
    """Return the instants (naive UTC) of *text* in *zone* from *start* to *stop* (naive UTC), half-open.

    Looks two days further on both sides, so that folds and gaps at the edges are seen whole.
    """
    schedule = read(text)
    in_gap, in_fold = POLICIES[policy][is_interval(schedule, policy)]
    stretch = pieces(zone, start - 2 * ONE_DAY, stop + 2 * ONE_DAY)
    instants: set[datetime] = set()
    for index, piece in enumerate(stretch):
        if index and _made_up(schedule, stretch[index - 1], piece, in_gap):
            instants.add(piece.start)
        earlier = max((other.wall_stop for other in stretch[:index]), default=datetime.min)
        later = min((other.wall_start for other in stretch[index + 1 :]), default=datetime.max)
        # A wall time is seen twice where this piece and another one show it.
        for wall in walls_between(schedule, piece.wall_start, piece.wall_stop):
            seen_before, seen_again = wall < earlier, wall >= later
            if (in_fold == "first" and seen_before) or (in_fold == "second" and seen_again):
                continue
            instants.add(wall - piece.offset)
    return sorted(instant for instant in instants if start <= instant < stop)


def _made_up(schedule: Schedule, before: Piece, piece: Piece, in_gap: str) -> bool:
    gap = piece.offset - before.offset
    if in_gap == "nothing" or gap <= timedelta(0):
        return False
    if in_gap == "after, if short" and gap > LONGEST_GAP_MADE_UP:
        return False
    return any(True for _ in walls_between(schedule, before.wall_stop, piece.wall_start))


# -- whole schedules ----------------------------------------------------------------------------------


def days(text: str, first_year: int, last_year: int) -> set[date]:
    """Return every date that *text* matches, from *first_year* to *last_year* inclusive."""
    schedule = read(text)
    day, found = date(first_year, 1, 1), set()
    while day.year <= last_year:
        if schedule.has_day(day):
            found.add(day)
        day += ONE_DAY
    return found


def years_that_tell(*texts: str) -> tuple[int, int]:
    """Return years, first and last, in which everything that *texts* can ever do happens at least once."""
    return (2000, 2041) if all(read(text).years is None for text in texts) else (1960, 2210)


def shortest_interval(text: str) -> timedelta | None:
    """Return the shortest time between two matches, by looking at every date there is to look at."""
    schedule = read(text)
    # The calendar repeats after 400 years, weekdays included.
    dates = sorted(days(text, 2000, 2401) if schedule.years is None else days(text, 1970, 2199))
    times = times_of_day(schedule)
    ends = [datetime.combine(date.min, moment) for moment in times]
    gaps = {later - earlier for earlier, later in pairwise(ends)} if dates else set()
    night = ends[0] - ends[-1]
    gaps |= {later - earlier + night for earlier, later in pairwise(dates)}
    return min(gaps, default=None)
