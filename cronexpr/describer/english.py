"""English: the one place where descriptions have English words and English word order.

The grammar of these sentences is in the documentation (``reference/describing``);
`cronexpr.english` reads it back.
"""

from __future__ import annotations

from cronexpr.errors import ordinal
from cronexpr.fields import FULL_NAMES
from cronexpr.terms import LastDay, LastWeekday, LastWorkday, NearestWorkday

from ._language import Language
from ._phrases import (
    Both,
    Clocks,
    Daily,
    DateList,
    DateSteps,
    Either,
    EvenDays,
    HourList,
    HourRate,
    HourSteps,
    Listed,
    Minutes,
    MonthList,
    Monthly,
    MonthRange,
    Never,
    OddDays,
    Rate,
    Startup,
    Stretch,
    WeekdayRange,
    Weekly,
    Windows,
    YearList,
    YearSteps,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._phrases import Dates, DayItem, Days, Main, Months, Nths, Sentence, Time, Values, Weekdays, Years

_WEEKDAYS = tuple(map(str.title, FULL_NAMES["day_of_week"]))
_MONTHS = ("", *map(str.title, FULL_NAMES["month"]))
_NTHS = ("", "first", "second", "third", "fourth", "fifth")
_WHOLE = {"second": "minute", "minute": "hour"}


class English(Language):
    """English, as the United States write it but for the serial comma."""

    HOUR12 = True

    def sentence(self, tree: Sentence | Never | Startup) -> str:
        """Return the description, without a final full stop."""
        if isinstance(tree, Never):
            return "never"
        if isinstance(tree, Startup):
            return "at startup"
        text = self._time(tree.time)
        days = tree.days
        if days is not None:
            comma = "," if isinstance(days, Weekly) and isinstance(days.weekdays, WeekdayRange) else ""
            text = f"{text}{comma} {self._days(days)}"
        if tree.months is not None:
            plain = isinstance(days, Daily) or (days is None and tree.time.seconds is None)
            text = f"{text}{'' if plain else ','} {self._months(tree.months)}"
        return text if tree.years is None else f"{text}, {self._years(tree.years)}"

    # Times

    def clock(self, time: int, with_seconds: bool) -> str:
        """Return "midnight", "9:05 AM", "9:05:30 AM", "09:05"."""
        hour, minute, second = time // 3600, time // 60 % 60, time % 60
        if self.hour12 and self.midnight_noon and time in (0, 43_200):
            return "noon" if time else "midnight"
        text = f"{hour % 12 or 12}:{minute:02}" if self.hour12 else f"{hour:02}:{minute:02}"
        if with_seconds:
            text = f"{text}:{second:02}"
        return f"{text} {_half(hour)}" if self.hour12 else text

    def _hour(self, hour: int) -> str:
        if not self.hour12:
            return f"{hour:02}:00"
        if self.midnight_noon and hour in (0, 12):
            return "noon" if hour else "midnight"
        return f"{hour % 12 or 12} {_half(hour)}"

    def _time(self, time: Time) -> str:
        main = self._main(time.main)
        return main if time.seconds is None else f"{main}, {self._seconds(time.seconds)}"

    def _main(self, main: Main) -> str:
        match main:
            case Clocks(times=times):
                return f"at {self._join(self.clocks(times))}"
            case Rate():
                return self._values(main)
            case HourRate(every=every, start=start):
                return f"{_every(every, 'hour')} starting at {self.clocks((start,))[0]}"
            case Windows(unit=unit, every=every, windows=windows):
                ends = iter(self.clocks([end for window in windows for end in window]))
                spans = [f"from {first} through {last}" for first, last in zip(ends, ends, strict=True)]
                return f"{_every(every, unit)} {self._join(spans)}"
            case Minutes(values=values, hours=hours):
                return f"{self._values(values)} {self._hours(hours)}"

    def _values(self, values: Values) -> str:
        match values:
            case Rate(unit="hour", offset=offset):
                return f"every hour at {_count(offset, 'minute')} past" if offset else "every hour"
            case Rate(unit=unit, every=every, offset=0):
                return _every(every, unit)
            case Rate(unit=unit, every=every, offset=offset):
                return f"{_every(every, unit)} starting {_count(offset, unit)} past the {_WHOLE[unit]}"
            case Stretch(unit=unit, every=every, first=first, last=last):
                return f"{_every(every, unit)} from {unit} {first} through {last}"
            case Listed(unit=unit, runs=runs):
                many = len(runs) > 1 or runs[0][0] != runs[0][1]
                return f"at {unit}{'s' if many else ''} {self._join(_through(runs))}"

    def _seconds(self, seconds: Values) -> str:
        text = self._values(seconds)
        names_minute = isinstance(seconds, Listed) or (isinstance(seconds, Rate) and seconds.offset)
        return text if names_minute else f"{text} within the minute"

    def _hours(self, hours: HourSteps | HourList | None) -> str:
        match hours:
            case None:
                return "of every hour"
            case HourSteps(every=every, first=first, last=last):
                return (
                    f"during every {ordinal(every)} hour from {self._hour(first)} through {self._hour(last)}"
                )
            case HourList(runs=runs):
                named = [_run(self._hour(first), self._hour(last)) for first, last in runs]
                many = len(runs) > 1 or runs[0][0] != runs[0][1]
                return f"during the {self._join(named)} hour{'s' if many else ''}"

    # Days

    def _days(self, days: Days) -> str:
        match days:
            case Daily():
                return "every day"
            case Weekly(weekdays=weekdays, nths=nths):
                return self._weekly(weekdays, nths)
            case Monthly(dates=dates, months=months):
                return f"{self._dates(dates)} of {self._of_months(months)}"
            case Either(dates=dates, weekdays=weekdays, nths=nths):
                return f"{self._dates(dates)} of the month or {self._any(weekdays, nths)}"
            case Both(dates=dates, weekdays=weekdays, nths=nths):
                return f"{self._any(weekdays, nths)} falling {self._dates(dates)} of the month"

    def _weekly(self, weekdays: Weekdays | None, nths: Nths) -> str:
        if weekdays is None:
            return self._nths(nths)
        if isinstance(weekdays, WeekdayRange):
            text = f"{_WEEKDAYS[weekdays.first]} through {_WEEKDAYS[weekdays.last]}"
        else:
            text = f"on {self._join([f'{_WEEKDAYS[day]}s' for day in weekdays.weekdays])}"
        return f"{text} or {self._nths(nths)}" if nths else text

    def _any(self, weekdays: Weekdays | None, nths: Nths) -> str:
        if weekdays is None:
            return self._nths(nths)
        if isinstance(weekdays, WeekdayRange):
            text = f"on any day from {_WEEKDAYS[weekdays.first]} through {_WEEKDAYS[weekdays.last]}"
        else:
            text = f"on any {self._join([_WEEKDAYS[day] for day in weekdays.weekdays], 'or')}"
        return f"{text} or {self._nths(nths)}" if nths else text

    def _nths(self, nths: Nths) -> str:
        named = [
            f"the {'last' if isinstance(nth, LastWeekday) else _NTHS[nth.nth]} {_WEEKDAYS[nth.weekday]}"
            for nth in nths
        ]
        return f"on {self._join(named)} of the month"

    def _dates(self, dates: Dates) -> str:
        match dates:
            case OddDays():
                return "on odd-numbered days"
            case EvenDays():
                return "on even-numbered days"
            case DateSteps(every=every, first=first, last=last):
                return f"{_every(every, 'day')} from the {ordinal(first)} through {ordinal(last)}"
            case DateList(items=items):
                return f"on the {self._join([_date(item) for item in items]).removeprefix('the ')}"

    # Months and years

    def _months(self, months: Months) -> str:
        if isinstance(months, MonthList):
            return f"in {self._month_list(months)}"
        return f"from {_MONTHS[months.first]} through {_MONTHS[months.last]}"

    def _of_months(self, months: Months | None) -> str:
        match months:
            case None:
                return "every month"
            case MonthList():
                return self._month_list(months)
            case MonthRange():
                return f"every month {self._months(months)}"

    def _month_list(self, months: MonthList) -> str:
        return self._join([_MONTHS[month] for month in months.months])

    def _years(self, years: Years) -> str:
        match years:
            case YearList(runs=runs):
                return f"in {self._join(_through(runs))}"
            case YearSteps(every=every, first=first, last=None):
                return f"{_every(every, 'year')} from {first}"
            case YearSteps(every=every, first=first, last=last):
                return f"{_every(every, 'year')} from {first} through {last}"

    def _join(self, items: list[str], word: str = "and") -> str:
        if len(items) < 2:
            return items[0]
        comma = "," if self.serial_comma and len(items) > 2 else ""
        return f"{', '.join(items[:-1])}{comma} {word} {items[-1]}"


LANGUAGE = English


def _half(hour: int) -> str:
    return "AM" if hour < 12 else "PM"


def _every(count: int, unit: str) -> str:
    return f"every {unit}" if count == 1 else f"every {count} {unit}s"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _through(runs: Iterable[tuple[int, int]]) -> list[str]:
    return [_run(str(first), str(last)) for first, last in runs]


def _run(first: str, last: str) -> str:
    return first if first == last else f"{first} through {last}"


def _date(item: DayItem) -> str:
    match item:
        case (first, last):
            return _run(ordinal(first), ordinal(last))
        case LastDay(offset=0):
            return "the last day"
        case LastDay(offset=1):
            return "the day before the last day"
        case LastDay(offset=offset):
            return f"the {ordinal(offset)} day before the last day"
        case LastWorkday():
            return "the last weekday"
        case NearestWorkday(day=day):
            return _nearest_weekday(day)


def _nearest_weekday(day: int | LastDay) -> str:
    if day == 1:
        return "the first weekday"
    return f"the weekday nearest {f'the {ordinal(day)}' if isinstance(day, int) else _date(day)}"
