"""What a task starts by: records of triggers, with the words of the Task Scheduler's schema."""

from __future__ import annotations

from .._plan import mask_of, weekday_days
from .._value import Value
from ..fields import DAY_OF_WEEK, MONTH
from ..terms import LastDay, LastWeekday, NthWeekday

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import time, timedelta
    from typing import TypeAlias

    DayPart: TypeAlias = "Daily | Weekly | Monthly | MonthlyWeekdays"

EVERY_MONTH = tuple(range(MONTH.low, MONTH.high + 1))


class Daily(Value):
    """``ScheduleByDay``: every day."""

    __slots__ = ()

    months = EVERY_MONTH

    def day_mask(self, first_weekday: int, length: int) -> int:
        """Return the bits of its days in a month of *length* days whose 1st falls on *first_weekday*."""
        return weekday_days(DAY_OF_WEEK.full_mask, first_weekday, length)


class Weekly(Value):
    """``ScheduleByWeek``: these *weekdays*, 0 (Sunday) to 6, of every week."""

    __slots__ = ("weekdays",)

    months = EVERY_MONTH
    weekdays: tuple[int, ...]

    def __init__(self, weekdays: tuple[int, ...]) -> None:
        super().__init__(weekdays)

    def day_mask(self, first_weekday: int, length: int) -> int:
        """Return the bits of its days in a month of *length* days whose 1st falls on *first_weekday*."""
        return weekday_days(mask_of(self.weekdays), first_weekday, length)


class Monthly(Value):
    """``ScheduleByMonth``: these *dates*, 1 to 31, and the *last* day if asked for, of these *months*.

    A month without a date is passed over.
    """

    __slots__ = ("dates", "last", "months")

    dates: tuple[int, ...]
    last: bool
    months: tuple[int, ...]

    def __init__(self, dates: tuple[int, ...], last: bool, months: tuple[int, ...]) -> None:
        super().__init__(dates, last, months)

    def day_mask(self, first_weekday: int, length: int) -> int:
        """Return the bits of its days in a month of *length* days whose 1st falls on *first_weekday*."""
        mask = mask_of(self.dates) & (2 << length) - 2
        return mask | LastDay().day_mask(first_weekday, length) if self.last else mask


class MonthlyWeekdays(Value):
    """``ScheduleByMonthDayOfWeek``: the *weekdays* of these *weeks* of these *months*.

    Week *n*, 1 to 4, means the n-th such weekday of the month; *last* adds the last one.
    """

    __slots__ = ("weekdays", "weeks", "last", "months")

    weekdays: tuple[int, ...]
    weeks: tuple[int, ...]
    last: bool
    months: tuple[int, ...]

    def __init__(
        self, weekdays: tuple[int, ...], weeks: tuple[int, ...], last: bool, months: tuple[int, ...]
    ) -> None:
        super().__init__(weekdays, weeks, last, months)

    def day_mask(self, first_weekday: int, length: int) -> int:
        """Return the bits of its days in a month of *length* days whose 1st falls on *first_weekday*."""
        mask = 0
        for weekday in self.weekdays:
            for week in self.weeks:
                mask |= NthWeekday(weekday, week).day_mask(first_weekday, length)
            if self.last:
                mask |= LastWeekday(weekday).day_mask(first_weekday, length)
        return mask


class Trigger(Value):
    """``CalendarTrigger``: a task starts at *start* of each of its *days*.

    With an *interval* it starts again at each, as long as the *duration* since *start* has not
    passed; both are None or neither is.  *years*, a first and a last one, limit it.  By the machine's
    own clock, unless *is_utc*.
    """

    __slots__ = ("start", "days", "interval", "duration", "years", "is_utc")

    start: time
    days: DayPart
    interval: timedelta | None
    duration: timedelta | None
    years: tuple[int, int] | None
    is_utc: bool

    def __init__(
        self,
        start: time,
        days: DayPart,
        interval: timedelta | None = None,
        duration: timedelta | None = None,
        years: tuple[int, int] | None = None,
        is_utc: bool = False,
    ) -> None:
        super().__init__(start, days, interval, duration, years, is_utc)

    @property
    def starts_a_day(self) -> int:
        """How many times it starts the task on each of its days."""
        if self.interval is None or self.duration is None:
            return 1
        return self.duration // self.interval + 1


class BootTrigger(Value):
    """``BootTrigger``: the task starts when the system does."""

    __slots__ = ()
