"""The phrase tree: what a description says, before any language says it.

A `Sentence` holds a `Time`, perhaps days, months and years.  Every record is one thing that
a language has one message for; words, order and case are up to the language.  The tree is
made from what an expression means, so equivalent expressions have the same tree, save for a
few (decision record 5).

Clock times are seconds of the day.  Weekdays count from Sunday = 0 and are listed from
Monday on; months are 1 to 12.  *Runs* are pairs (first, last), both inclusive, of
neighbouring values: a single value, from it to itself, or three and more.
"""

from __future__ import annotations

from cronexpr._value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from cronexpr.terms import LastDay, LastWeekday, LastWorkday, NearestWorkday, NthWeekday

    Run: TypeAlias = tuple[int, int]
    Runs: TypeAlias = tuple[Run, ...]
    Nths: TypeAlias = tuple[NthWeekday | LastWeekday, ...]
    DayItem: TypeAlias = Run | LastDay | LastWorkday | NearestWorkday

    Values: TypeAlias = "Rate | Stretch | Listed"
    Hours: TypeAlias = "HourSteps | HourList"
    Main: TypeAlias = "Clocks | Rate | HourRate | Windows | Minutes"
    Weekdays: TypeAlias = "WeekdayList | WeekdayRange"
    Dates: TypeAlias = "OddDays | EvenDays | DateSteps | DateList"
    Days: TypeAlias = "Daily | Weekly | Monthly | Either | Both"
    Months: TypeAlias = "MonthList | MonthRange"
    Years: TypeAlias = "YearList | YearSteps"


# -- times --------------------------------------------------------------------------------------------


class Clocks(Value):
    """One to six clock *times*: "at 9:00 AM and noon"."""

    __slots__ = ("times",)

    times: tuple[int, ...]


class Rate(Value):
    """Evenly, without end: every *every* of *unit* (``"second"``, ``"minute"``, ``"hour"``).

    *offset* is where in the next larger unit it starts: "every 2 minutes starting 1
    minute past the hour".  With hours, *every* is 1 and *offset* counts minutes: "every hour at
    5 minutes past".
    """

    __slots__ = ("unit", "every", "offset")

    unit: str
    every: int
    offset: int


class HourRate(Value):
    """Evenly over the whole day: "every *every* hours starting at *start*"."""

    __slots__ = ("every", "start")

    every: int
    start: int


class Windows(Value):
    """Evenly within one to three *windows* of the day, from the first to the last time in each.

    "every *every* *unit*s from 9:00 AM through 5:45 PM and from ..."; a window whose end is
    before its beginning goes on past midnight.
    """

    __slots__ = ("unit", "every", "windows")

    unit: str
    every: int
    windows: Runs


class Stretch(Value):
    """Evenly within the next larger unit: "every *every* *unit*s from *unit* *first* through *last*"."""

    __slots__ = ("unit", "every", "first", "last")

    unit: str
    every: int
    first: int
    last: int


class Listed(Value):
    """Values of a *unit*, one by one: "at minutes 1 through 10, 20 and 30"."""

    __slots__ = ("unit", "runs")

    unit: str
    runs: Runs


class HourSteps(Value):
    """Hours: "every 2nd hour from *first* through *last*", hours of the day; *every* is at least 2."""

    __slots__ = ("every", "first", "last")

    every: int
    first: int
    last: int


class HourList(Value):
    """Hours of the day: "the 1 AM, 3 AM and 5 AM through 9 AM hours"."""

    __slots__ = ("runs",)

    runs: Runs


class Minutes(Value):
    """Minutes *values* (of unit ``"minute"``) during *hours*, or of every hour where that is None."""

    __slots__ = ("values", "hours")

    values: Values
    hours: Hours | None


class Time(Value):
    """The time of day: *main*, and the *seconds* (of unit ``"second"``) within each of its minutes.

    *seconds* is None where they are 0, or said by *main* already.
    """

    __slots__ = ("main", "seconds")

    main: Main
    seconds: Values | None


# -- days ---------------------------------------------------------------------------------------------


class WeekdayList(Value):
    """Weekdays one by one, Monday first."""

    __slots__ = ("weekdays",)

    weekdays: tuple[int, ...]


class WeekdayRange(Value):
    """Three to six neighbouring weekdays: "Monday through Friday", "Friday through Monday"."""

    __slots__ = ("first", "last")

    first: int
    last: int


class OddDays(Value):
    """Odd-numbered days of the month."""

    __slots__ = ()


class EvenDays(Value):
    """Even-numbered days of the month."""

    __slots__ = ()


class DateSteps(Value):
    """Days of the month: "every *every* days from the *first* through *last*"."""

    __slots__ = ("every", "first", "last")

    every: int
    first: int
    last: int


class DateList(Value):
    """Days of the month one by one: runs of dates (single, or three and more), then calendar terms."""

    __slots__ = ("items",)

    items: tuple[DayItem, ...]


class Daily(Value):
    """Every day; said where the time names a clock time and nothing limits the days."""

    __slots__ = ()


class Weekly(Value):
    """On *weekdays*, or on *nths* ("the third Friday of the month"), or on both; never neither."""

    __slots__ = ("weekdays", "nths")

    weekdays: Weekdays | None
    nths: Nths


class Monthly(Value):
    """On *dates* of *months*, or of every month where that is None."""

    __slots__ = ("dates", "months")

    dates: Dates
    months: Months | None


class Either(Value):
    """On *dates*, or on any of *weekdays* and *nths*: one of them is enough."""

    __slots__ = ("dates", "weekdays", "nths")

    dates: Dates
    weekdays: Weekdays | None
    nths: Nths


class Both(Value):
    """On any of *weekdays* and *nths* that falls on *dates*."""

    __slots__ = ("dates", "weekdays", "nths")

    dates: Dates
    weekdays: Weekdays | None
    nths: Nths


# -- months, years, sentences -------------------------------------------------------------------------


class MonthList(Value):
    """Months one by one."""

    __slots__ = ("months",)

    months: tuple[int, ...]


class MonthRange(Value):
    """Four to eleven neighbouring months; December is followed by January."""

    __slots__ = ("first", "last")

    first: int
    last: int


class YearList(Value):
    """Years one by one: "2025 through 2027 and 2030"."""

    __slots__ = ("runs",)

    runs: Runs


class YearSteps(Value):
    """Years: "every *every* years from *first* through *last*".

    *last* is None where no later year could follow.
    """

    __slots__ = ("every", "first", "last")

    every: int
    first: int
    last: int | None


class Sentence(Value):
    """The whole description.  *months* cover all that comes before; None where `Monthly` has them."""

    __slots__ = ("time", "days", "months", "years")

    time: Time
    days: Days | None
    months: Months | None
    years: Years | None


class Never(Value):
    """The whole description of what never fires."""

    __slots__ = ()


class Startup(Value):
    """The whole description of ``@reboot``."""

    __slots__ = ()
