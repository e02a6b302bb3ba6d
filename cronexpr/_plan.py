"""The compiler: seven field sets become one `Plan`, the tables that the search runs on.

A plan is pure calendar: which days, which times of day, which years.  It knows
neither text nor zones, and plans with the same meaning are shared.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import accumulate, compress

from ._calendar import MONTH_SHAPES, MONTH_STARTS, YEAR_KINDS, shape_parts
from ._value import Memo
from .fields import is_either
from .terms import LastDay, LastWeekday, NearestWorkday, NthWeekday

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from .fields import Fields
    from .terms import CalendarTerm

    DayKey: TypeAlias = tuple[int, int, int, int, int, bool]
    TimeKey: TypeAlias = tuple[int, int, int]
    Deltas: TypeAlias = tuple[timedelta, ...]

EVERY_YEAR = -1
"""The year mask of an unrestricted year field: bit *y* is set for any *y*."""

SECONDS_A_DAY = 86_400

_RARE = 128  # matching days in 400 years that are few enough to be kept
_RARE_IN_A_YEAR = 9  # more cannot be: every kind of year comes 13 times at least


def mask_of(values: Iterable[int]) -> int:
    """Return the mask of *values*, each 0 or more: what `bits` takes apart."""
    return sum([1 << value for value in {*values}])


def low_bit(mask: int) -> int:
    """Return the smallest member of the nonempty *mask*."""
    return (mask & -mask).bit_length() - 1


def bits(mask: int) -> list[int]:
    """Return the members of *mask*, ascending."""
    return [value for value in range(low_bit(mask), mask.bit_length()) if mask >> value & 1] if mask else []


_BITS = bytes.maketrans(b"01", b"\0\1")


def _members(mask: int) -> bytes:
    """Return, for each value 0 to 60 and up to the highest in *mask*, 1 where it is a member, else 0."""
    return f"{mask:061b}"[::-1].encode().translate(_BITS)


def _successors(mask: int) -> tuple[int, ...]:
    """Return, for each value 0 to 60, the smallest member of *mask* above it, or -1."""
    table: list[int] = []
    for value in bits(mask):
        table += [value] * (value - len(table))
    return tuple(table + [-1] * (61 - len(table)))


def _predecessors(mask: int) -> tuple[int, ...]:
    """Return, for each value 0 to 60, the largest member of *mask* below it, or -1."""
    table: list[int] = []
    before = -1
    for value in bits(mask):
        table += [before] * (value + 1 - len(table))
        before = value
    return tuple(table + [before] * (61 - len(table)))


# Far more schedules exist than sets of minutes or hours: the tables are shared.
_SUCCESSORS: Memo[int, tuple[int, ...]] = Memo(_successors, 512)
_PREDECESSORS: Memo[int, tuple[int, ...]] = Memo(_predecessors, 512)
_MEMBERS: Memo[int, bytes] = Memo(_members, 512)

# The days of all years share their distances from 1 January.
_DAY_DELTAS: Memo[int, timedelta] = Memo(timedelta, 366)


def _year_deltas(year_mask: int) -> Deltas:
    return tuple(map(_DAY_DELTAS.__getitem__, compress(range(366), _members(year_mask))))


_YEAR_DELTAS: Memo[int, Deltas] = Memo(_year_deltas, 256)


def _clock_deltas(key: TimeKey) -> tuple[Deltas, Deltas]:
    """Return the times of day as two factors whose sums they are.

    Usually the first is one zero and the second every time of day; with more than
    one second a minute the first is the hours, lest a day need 86,400 entries.
    """
    hours, minutes, seconds = map(bits, key)
    within_hour = [60 * minute + second for minute in minutes for second in seconds]
    if len(seconds) > 1:
        return tuple([timedelta(hours=hour) for hour in hours]), _to_deltas(within_hour)
    return (timedelta(0),), _to_deltas([3600 * hour + rest for hour in hours for rest in within_hour])


def _to_deltas(seconds: list[int]) -> Deltas:
    return tuple([timedelta(0, second) for second in seconds])


_CLOCK_DELTAS: Memo[TimeKey, tuple[Deltas, Deltas]] = Memo(_clock_deltas, 64)


class Days:
    """The matching days of month, day-of-month and day-of-week fields, whatever the year field says.

    Made from (days, months, `calendar_rules` of the days, weekdays, those of the weekdays, whether
    either will do).
    Three memories, each entry made when first asked for: ``of_shape[shape]`` is the mask of
    a month's days (months left out or not), ``of_kind[kind]`` the mask of a year's
    days with bit 0 for 1 January, ``deltas[kind]`` the same as distances from 1 January.
    """

    __slots__ = ("_key", "deltas", "months", "of_kind", "of_shape")

    months: int

    def __init__(self, key: DayKey) -> None:
        self._key = key
        self.months = key[1]
        self.of_shape: Memo[int, int] = Memo(self._days_of_shape, 28)
        self.of_kind: Memo[int, int] = Memo(self._days_of_kind, 14)
        self.deltas: Memo[int, Deltas] = Memo(self._deltas_of_kind, 14)

    def _days_of_shape(self, shape: int) -> int:
        days, _, day_rules, weekdays, weekday_rules, either = self._key
        first_weekday, length = shape_parts(shape)
        by_day = days & (2 << length) - 2
        if day_rules:
            by_day |= calendar_days(day_rules, first_weekday, length)
        by_weekday = weekday_days(weekdays, first_weekday, length)
        if weekday_rules:
            by_weekday |= calendar_days(weekday_rules, first_weekday, length)
        return by_day | by_weekday if either else by_day & by_weekday

    def _days_of_kind(self, kind: int) -> int:
        shapes, starts = MONTH_SHAPES[kind], MONTH_STARTS[kind & 1]
        mask = 0
        for month in bits(self.months):
            mask |= self.of_shape[shapes[month]] >> 1 << starts[month]
        return mask

    def _deltas_of_kind(self, kind: int) -> Deltas:
        return _YEAR_DELTAS[self.of_kind[kind]]


# Calendar terms as one mask, so that hundreds cost no more than one: bits for nth weekdays, week
# by week; for last weekdays; for days from the month's end, a 31st's first; for the days whose
# nearest workdays are meant; and for such days from the end.
_WEEK, _MONTH = (1 << 7) - 1, (1 << 32) - 1
_LASTS, _ENDS, _NEAREST, _NEAREST_ENDS = 35, 42, 74, 106
_FIVE_WEEKS = (1 << 35) - 1
_SUNDAYS = _FIVE_WEEKS // _WEEK


def calendar_rules(terms: Iterable[CalendarTerm]) -> int:
    """Return one number that stands for all of *terms*, for `calendar_days`."""
    rules = 0
    for term in terms:
        if isinstance(term, NearestWorkday):
            day = term.day
            rules |= 1 << (_NEAREST + day if isinstance(day, int) else _NEAREST_ENDS + 31 - day.offset)
        elif isinstance(term, NthWeekday):
            rules |= 1 << 7 * (term.nth - 1) + term.weekday
        elif isinstance(term, LastDay):
            rules |= 1 << _ENDS + 31 - term.offset
        elif isinstance(term, LastWeekday):
            rules |= 1 << _LASTS + term.weekday
        else:
            rules |= 1 << _NEAREST_ENDS + 31
    return rules


def calendar_days(rules: int, first_weekday: int, length: int) -> int:
    """Return the days of a month that any of *rules* means: the union of the terms' ``day_mask``."""
    month = (2 << length) - 2
    days = (rules >> _ENDS & _MONTH) >> 31 - length & month
    if weekday_rules := rules & (1 << _ENDS) - 1:
        last_week = month & -2 << length - 7
        days |= _from_first(weekday_rules & _FIVE_WEEKS, first_weekday) & month
        days |= weekday_days(weekday_rules >> _LASTS, first_weekday, length) & last_week
    near = (rules >> _NEAREST & _MONTH | (rules >> _NEAREST_ENDS) >> 31 - length) & month
    if near:
        saturdays = weekday_days(1 << 6, first_weekday, length)
        sundays = near & (saturdays << 1 | saturdays >> 6)
        saturdays &= near
        first, last = saturdays & 2, sundays & 1 << length
        days |= near & ~saturdays & ~sundays
        # Saturdays move to Friday and Sundays to Monday, but not into another month.
        days |= (saturdays & ~first) >> 1 | first << 2 | (sundays & ~last) << 1 | last >> 2
    return days


def weekday_days(weekdays: int, first_weekday: int, length: int) -> int:
    """Return the days of a month that fall on one of *weekdays*."""
    return _from_first(weekdays * _SUNDAYS, first_weekday) & (2 << length) - 2


def _from_first(weeks: int, first_weekday: int) -> int:
    """Return as days of a month what *weeks* says of its first seven days, of its second seven and so on.

    There, bit *w* of each seven stands for weekday *w*.
    """
    # Each seven is turned until bit i tells of day i + 1.
    early = (_WEEK >> first_weekday) * _SUNDAYS
    return (weeks >> first_weekday & early | weeks << 7 - first_weekday & ~early & _FIVE_WEEKS) << 1


class Plan:
    """What an expression means, made ready for searching.

    ``hours``, ``minutes``, ``seconds``, ``months`` and ``years`` are masks; ``days_of_shape``,
    ``days_of_kind`` and ``year_deltas`` are those of `Days`.  ``has_hour[v]`` tells whether *v* is one of
    the hours, ``hour_after[v]`` is the smallest of them above *v* and ``hour_before[v]`` the largest
    below it, -1 where there is none.
    """

    __slots__ = (
        "_is_satisfiable",
        "_rare_days",
        "_touches",
        "days_of_kind",
        "days_of_shape",
        "first_hour",
        "first_minute",
        "first_second",
        "has_hour",
        "has_minute",
        "has_month",
        "hour_after",
        "hour_before",
        "hours",
        "last_hour",
        "last_minute",
        "last_second",
        "minute_after",
        "minute_before",
        "minutes",
        "month_after",
        "month_before",
        "months",
        "second_after",
        "second_before",
        "seconds",
        "times_a_day",
        "year_deltas",
        "years",
    )

    hours: int
    minutes: int
    seconds: int
    months: int
    years: int
    first_hour: int
    last_hour: int
    first_minute: int
    last_minute: int
    first_second: int
    last_second: int
    times_a_day: int
    days_of_shape: Memo[int, int]
    days_of_kind: Memo[int, int]
    year_deltas: Memo[int, Deltas]
    has_month: bytes
    has_hour: bytes
    has_minute: bytes
    month_after: tuple[int, ...]
    month_before: tuple[int, ...]
    hour_after: tuple[int, ...]
    hour_before: tuple[int, ...]
    minute_after: tuple[int, ...]
    minute_before: tuple[int, ...]
    second_after: tuple[int, ...]
    second_before: tuple[int, ...]

    def __init__(self, times: TimeKey, days: Days, years: int) -> None:
        self.hours, self.minutes, self.seconds = hours, minutes, seconds = times
        self.months = months = days.months
        self.years = years
        self.days_of_shape, self.days_of_kind, self.year_deltas = days.of_shape, days.of_kind, days.deltas
        self.has_month, self.has_hour, self.has_minute = _MEMBERS[months], _MEMBERS[hours], _MEMBERS[minutes]
        self.month_after, self.month_before = _SUCCESSORS[months], _PREDECESSORS[months]
        self.hour_after, self.hour_before = _SUCCESSORS[hours], _PREDECESSORS[hours]
        self.minute_after, self.minute_before = _SUCCESSORS[minutes], _PREDECESSORS[minutes]
        self.second_after, self.second_before = _SUCCESSORS[seconds], _PREDECESSORS[seconds]
        self.first_hour, self.last_hour = low_bit(hours), hours.bit_length() - 1
        self.first_minute, self.last_minute = low_bit(minutes), minutes.bit_length() - 1
        self.first_second, self.last_second = low_bit(seconds), seconds.bit_length() - 1
        self.times_a_day = hours.bit_count() * minutes.bit_count() * seconds.bit_count()
        self._is_satisfiable: bool | None = None
        self._rare_days: Deltas | None = None
        self._touches: Memo[tuple[int, int], bool] | None = None

    def year_mask(self, year: int) -> int:
        """Return the matching days of *year*, bit 0 being 1 January."""
        return self.days_of_kind[YEAR_KINDS[year % 400]] if self.years >> year & 1 else 0

    def clock(self) -> tuple[Deltas, Deltas]:
        """Return the times of day as two factors, ascending; see `_clock_deltas`."""
        return _CLOCK_DELTAS[self.hours, self.minutes, self.seconds]

    def representative_years(self) -> list[int]:
        """Return years that show all there is to see: those of the year field, or one of each kind."""
        return list(range(2000, 2028)) if self.years == EVERY_YEAR else bits(self.years)

    @property
    def is_satisfiable(self) -> bool:
        """Whether any day in any year matches."""
        known = self._is_satisfiable
        if known is None:
            # Where no kind of year has a matching day, no year need be looked at.
            known = any(map(self.days_of_kind.__getitem__, range(14)))
            if known and self.years != EVERY_YEAR:
                known = any(map(self.year_mask, bits(self.years)))
            self._is_satisfiable = known
        return known

    @property
    def rare_days(self) -> Deltas:
        """The matching days of years 1 to 400, from 1 January of year 1, or of any later 400 years.

        Empty where they are many, or the years are restricted.
        """
        known = self._rare_days
        if known is None:
            known = self._rare_days = self._few_days()
        return known

    def _few_days(self) -> Deltas:
        if self.years != EVERY_YEAR:
            return ()
        of_kind = {}
        for kind in range(14):
            days = of_kind[kind] = self.days_of_kind[kind]
            if days.bit_count() > _RARE_IN_A_YEAR:
                return ()
        kinds = YEAR_KINDS[1:] + YEAR_KINDS[:1]
        if sum([of_kind[kind].bit_count() for kind in kinds]) > _RARE:
            return ()
        starts = accumulate([365 + (kind & 1) for kind in kinds], initial=0)
        found = [
            start + day for start, kind in zip(starts, kinds, strict=False) for day in bits(of_kind[kind])
        ]
        return tuple(map(timedelta, found))

    def times_before(self, hour: int, minute: int, second: int) -> int:
        """Return how many times of day are earlier than *hour*:*minute*:*second*."""
        seconds, minutes, hours = self.seconds, self.minutes, self.hours
        count = (hours & (1 << hour) - 1).bit_count() * minutes.bit_count()
        if hours >> hour & 1:
            count += (minutes & (1 << minute) - 1).bit_count()
        count *= seconds.bit_count()
        if hours >> hour & 1 and minutes >> minute & 1:
            count += (seconds & (1 << second) - 1).bit_count()
        return count

    def touches(self, window: tuple[int, int]) -> bool:
        """Return whether any time of day lies in *window*: (from, to), seconds of the day, half open.

        A *to* not after *from* is on a later day.
        """
        touches = self._touches
        if touches is None:
            touches = self._touches = Memo(self._has_time_in, 256)
        return touches[window]

    def _has_time_in(self, window: tuple[int, int]) -> bool:
        low, high = (self.times_before(second // 3600, second // 60 % 60, second % 60) for second in window)
        return low < high if window[0] < window[1] else low < self.times_a_day or high > 0


def compile_plan(fields: Fields, day_rule: str) -> Plan:
    """Return the plan of seven *fields*, in standard order, under *day_rule*; see `is_either`."""
    second, minute, hour, day, month, weekday, year = fields
    either = is_either(day_rule, day, weekday)
    return _PLANS[
        (hour.mask, minute.mask, second.mask),
        (
            day.mask,
            month.mask,
            calendar_rules(day.calendar),
            weekday.mask,
            calendar_rules(weekday.calendar),
            either,
        ),
        year.mask if year.is_restricted else EVERY_YEAR,
    ]


def meaning(plan: Plan) -> tuple[object, ...]:
    """Return a key that plans share exactly when they share all occurrences; empty for none."""
    days: tuple[object, ...]
    if plan.years == EVERY_YEAR:
        days = tuple(map(plan.days_of_kind.__getitem__, range(14)))
    else:
        masks = [(year, plan.year_mask(year)) for year in bits(plan.years)]
        days = tuple([(year, mask) for year, mask in masks if mask])
    return (plan.hours, plan.minutes, plan.seconds, days) if plan.is_satisfiable else ()


def _new_plan(key: tuple[TimeKey, DayKey, int]) -> Plan:
    times, days, years = key
    return Plan(times, _DAYS[days], years)


_DAYS: Memo[DayKey, Days] = Memo(Days, 512)
_PLANS: Memo[tuple[TimeKey, DayKey, int], Plan] = Memo(_new_plan, 512)

NEVER = Plan((1, 1, 1), Days((0, 0, 0, 0, 0, False)), EVERY_YEAR)
"""The plan without occurrences: ``@reboot``'s."""
