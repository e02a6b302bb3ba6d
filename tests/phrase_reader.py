"""The phrase tree read back, as a language's reader would: which times of day it names, which dates.

Shares no code with the package: the tree's records are read as data, and dates become
the text of an expression that the oracle understands.
"""

from __future__ import annotations

from cronexpr.describer import _phrases as phrase
from cronexpr.terms import LastDay, LastWeekday, LastWorkday, NearestWorkday, NthWeekday

DAY = 86_400
SIZES = {"second": 1, "minute": 60, "hour": 3600}
WHOLES = {"second": 60, "minute": 3600, "hour": DAY}


def times_named(time: phrase.Time) -> set[int]:
    """Return the times of day, in seconds, that *time* names."""
    main = _main(time.main)
    if time.seconds is None:
        return main
    within = _values(time.seconds)
    return {start + second for start in main for second in within}


def _main(main: phrase.Main) -> set[int]:
    match main:
        case phrase.Clocks(times=times):
            return set(times)
        case phrase.Rate(unit="hour", offset=offset):
            return set(range(60 * offset, DAY, 3600))
        case phrase.Rate(unit=unit):
            whole = WHOLES[unit]
            return {start + value for start in range(0, DAY, whole) for value in _values(main)}
        case phrase.HourRate(every=every, start=start):
            assert start < every * 3600
            return set(range(start, DAY, every * 3600))
        case phrase.Windows(unit=unit, every=every, windows=windows):
            return {
                time % DAY for first, last in windows for time in _window(first, last, every * SIZES[unit])
            }
        case phrase.Minutes(values=values, hours=hours):
            return {3600 * hour + minute for hour in _hours(hours) for minute in _values(values)}


def _window(first: int, last: int, step: int) -> range:
    last += DAY if last < first else 0
    assert (last - first) % step == 0, "the end of a window is a time at which it fires"
    return range(first, last + 1, step)


def _hours(hours: phrase.Hours | None) -> set[int]:
    match hours:
        case None:
            return set(range(24))
        case phrase.HourSteps(every=every, first=first, last=last):
            assert (last - first) % every == 0
            return set(range(first, last + 1, every))
        case phrase.HourList(runs=runs):
            return {hour for first, last in runs for hour in range(first, last + 1)}


def _values(values: phrase.Values) -> set[int]:
    """Return the seconds that *values*, minutes or seconds, name in the next larger unit."""
    size = SIZES[values.unit]
    match values:
        case phrase.Rate(every=every, offset=offset):
            assert 60 % every == 0
            assert offset < every
            return {size * value for value in range(offset, 60, every)}
        case phrase.Stretch(every=every, first=first, last=last):
            assert (last - first) % every == 0
            return {size * value for value in range(first, last + 1, every)}
        case phrase.Listed(runs=runs):
            return {size * value for first, last in runs for value in range(first, last + 1)}


def date_text(tree: phrase.Sentence) -> str:
    """Return an expression that fires at midnight of the dates that *tree* names."""
    days = tree.days
    months = days.months if isinstance(days, phrase.Monthly) else tree.months
    day, weekday = "*", "*"
    if isinstance(days, phrase.Monthly | phrase.Either | phrase.Both):
        day = _dates(days.dates)
    if isinstance(days, phrase.Weekly | phrase.Either | phrase.Both):
        weekday = ",".join([*_weekdays(days.weekdays), *map(_nth, days.nths)])
    joined = "+" if isinstance(days, phrase.Both) else ""
    return f"0 0 0 {day} {_months(months)} {joined}{weekday} {_years(tree.years)}"


def _dates(dates: phrase.Dates) -> str:
    match dates:
        case phrase.OddDays():
            return "1-31/2"
        case phrase.EvenDays():
            return "2-30/2"
        case phrase.DateSteps(every=every, first=first, last=last):
            return f"{first}-{last}/{every}"
        case phrase.DateList(items=items):
            return ",".join(map(_date, items))


def _date(item: phrase.DayItem) -> str:
    match item:
        case LastDay(offset=offset):
            return f"L-{offset}" if offset else "L"
        case LastWorkday():
            return "LW"
        case NearestWorkday(day=day):
            assert isinstance(day, int), "no standard expression has one before the last day"
            return f"{day}W"
        case (first, last):
            return f"{first}-{last}"
    raise AssertionError(item)


def _weekdays(weekdays: phrase.Weekdays | None) -> list[str]:
    if weekdays is None:
        return []
    if isinstance(weekdays, phrase.WeekdayList):
        return list(map(str, weekdays.weekdays))
    return [str(day % 7) for day in range(weekdays.first, weekdays.first + 7)][
        : (weekdays.last - weekdays.first) % 7 + 1
    ]


def _nth(nth: NthWeekday | LastWeekday) -> str:
    return f"{nth.weekday}L" if isinstance(nth, LastWeekday) else f"{nth.weekday}#{nth.nth}"


def _months(months: phrase.Months | None) -> str:
    match months:
        case None:
            return "*"
        case phrase.MonthList(months=listed):
            return ",".join(map(str, listed))
        case phrase.MonthRange(first=first, last=last):
            count = (last - first) % 12 + 1
            return ",".join([str((first - 1 + n) % 12 + 1) for n in range(count)])


def _years(years: phrase.Years | None) -> str:
    match years:
        case None:
            return "*"
        case phrase.YearList(runs=runs):
            return ",".join([f"{first}-{last}" for first, last in runs])
        case phrase.YearSteps(every=every, first=first, last=last):
            return f"{first}-{last or 2199}/{every}"
