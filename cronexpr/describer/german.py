"""German.  Days stand before the time they limit, unless there are two kinds of them."""

from __future__ import annotations

from cronexpr.terms import LastDay, LastWeekday, LastWorkday, NearestWorkday

from ._cldr import GERMAN
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
    OddDays,
    Rate,
    Stretch,
    WeekdayRange,
    Weekly,
    Windows,
    YearList,
    YearSteps,
)
from ._translation import Translation, is_many, is_numbered, is_single, single_dates, spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cronexpr.terms import NthWeekday

    from ._phrases import (
        Dates,
        DayItem,
        Days,
        Hours,
        Main,
        Months,
        Nths,
        Sentence,
        Time,
        Values,
        Weekdays,
        Years,
    )

_WEEKDAYS, _MONTHS = GERMAN.weekdays, GERMAN.months
_UNITS = {"second": "Sekunde", "minute": "Minute"}
_OF_WHOLE = {"second": "jeder Minute", "minute": "jeder Stunde"}
_NTHS = ("", "erste", "zweite", "dritte", "vierte", "fünfte")
_NAMED = {0: "Mitternacht", 43_200: "12 Uhr mittags"}
_EVERY = {
    "second": ("jede Sekunde", "alle {} Sekunden"),
    "minute": ("jede Minute", "alle {} Minuten"),
    "hour": ("jede Stunde", "alle {} Stunden"),
    "day": ("jeden Tag", "alle {} Tage"),
    "year": ("jedes Jahr", "alle {} Jahre"),
}


class German(Translation):
    """German, of Germany; other countries write the same."""

    CONVENTIONS = GERMAN
    HOUR12 = GERMAN.hour12
    NAMED = _NAMED
    EVERY = _EVERY
    NEVER: str = "nie"
    STARTUP: str = "beim Systemstart"

    def whole(self, tree: Sentence) -> str:
        """Return "montags um 09:00 Uhr, im Juni", "um 09:00 Uhr am 1. des Monats oder ..."."""
        text = self._time(tree.time)
        if tree.days is not None:
            days = self._days(tree.days)
            comma = "" if isinstance(tree.time.main, Clocks) else ","
            text = f"{days} {text}" if is_single(tree.days) else f"{text}{comma} {days}"
        return self.limited(text, tree)

    # Times

    def _oclock(self, text: str) -> str:
        return text if self.hour12 else f"{text} Uhr"

    def _time(self, time: Time) -> str:
        main = self._main(time.main)
        return main if time.seconds is None else f"{main}, jeweils {self._seconds(time.seconds)}"

    def _main(self, main: Main) -> str:
        match main:
            case Clocks(times=times):
                return self._oclock(f"um {self.all_of(self.clocks(times))}")
            case Rate(offset=0) | Rate(unit="hour"):
                return self._values(main)
            case Rate(unit=unit):
                return f"{self._values(main)} {_OF_WHOLE[unit]}"
            case HourRate(every=every, start=start):
                return self._oclock(f"{self.every(every, 'hour')} ab {self.clocks((start,))[0]}")
            case Windows(unit=unit, every=every, windows=windows):
                ends = iter(self.clocks([end for window in windows for end in window]))
                parts = [
                    self._oclock(f"von {first} bis {last}") for first, last in zip(ends, ends, strict=True)
                ]
                return f"{self.every(every, unit)} {self.all_of(parts)}"
            case Minutes(values=values, hours=hours):
                return f"{self._values(values)} {self._hours(hours)}"

    def _values(self, values: Values) -> str:
        match values:
            case Rate(unit="hour", every=every, offset=offset):
                rate = self.every(every, "hour")
                return f"{rate} zur Minute {offset}" if offset else rate
            case Rate(unit=unit, every=every, offset=0):
                return self.every(every, unit)
            case Rate(unit=unit, every=every, offset=offset):
                return f"{self.every(every, unit)} ab {_UNITS[unit]} {offset}"
            case Stretch(unit=unit, every=every, first=first, last=last):
                return f"{self.every(every, unit)} von {_UNITS[unit]} {first} bis {last}"
            case Listed(unit=unit, runs=runs):
                name = f"zu den {_UNITS[unit]}n" if is_many(runs) else f"zur {_UNITS[unit]}"
                return f"{name} {self.all_of(spans(runs, ' bis '))}"

    def _seconds(self, seconds: Values) -> str:
        text = self._values(seconds)
        return f"{text} innerhalb der Minute" if isinstance(seconds, Rate) and not seconds.offset else text

    def _hours(self, hours: Hours | None) -> str:
        match hours:
            case None:
                return "jeder Stunde"
            case HourSteps(every=every, first=first, last=last):
                return f"in jeder {every}. Stunde von {self.hour(first)} bis {self.hour(last)}"
            case HourList(runs=runs):
                named = [_run(self.hour(first), self.hour(last)) for first, last in runs]
                return f"in {'den Stunden' if is_many(runs) else 'der Stunde'} {self.all_of(named)}"

    # Days

    def _days(self, days: Days) -> str:
        match days:
            case Daily():
                return "täglich"
            case Weekly(weekdays=weekdays, nths=nths):
                return " oder ".join([*self._weekly(weekdays), *self._nths(nths)])
            case Monthly(dates=dates, months=months):
                return f"{self._dates(dates)} {self._of_months(months, is_numbered(dates, -1))}"
            case Either(dates=dates, weekdays=weekdays, nths=nths):
                phrases = [f"{self._dates(dates)} des Monats", *self._any(weekdays), *self._nths(nths)]
                return " oder ".join(phrases)
            case Both(dates=dates, weekdays=weekdays, nths=nths):
                return f"{self._dates(dates)} des Monats, sofern das {self._is(weekdays, nths)} ist"

    def _weekly(self, weekdays: Weekdays | None) -> list[str]:
        if weekdays is None:
            return []
        if isinstance(weekdays, WeekdayRange):
            return [f"{_on_each(weekdays.first)} bis {_on_each(weekdays.last)}"]
        return [self.all_of([_on_each(day) for day in weekdays.weekdays])]

    def _any(self, weekdays: Weekdays | None) -> list[str]:
        if weekdays is None:
            return []
        if isinstance(weekdays, WeekdayRange):
            return [f"an jedem Tag von {_WEEKDAYS[weekdays.first]} bis {_WEEKDAYS[weekdays.last]}"]
        return [f"an jedem {self.any_of([_WEEKDAYS[day] for day in weekdays.weekdays])}"]

    def _nths(self, nths: Nths) -> list[str]:
        named = [f"am {_nth(nth)}n {_WEEKDAYS[nth.weekday]}" for nth in nths]
        return [f"{self.all_of(named)} des Monats"] if named else []

    def _is(self, weekdays: Weekdays | None, nths: Nths) -> str:
        named = [f"der {_nth(nth)} {_WEEKDAYS[nth.weekday]} des Monats" for nth in nths]
        if isinstance(weekdays, WeekdayRange):
            named.insert(0, f"ein Tag von {_WEEKDAYS[weekdays.first]} bis {_WEEKDAYS[weekdays.last]}")
        elif weekdays is not None:
            named[:0] = [f"ein {_WEEKDAYS[day]}" for day in weekdays.weekdays]
        return self.any_of(named)

    def _dates(self, dates: Dates) -> str:
        match dates:
            case OddDays():
                return "an ungeraden Tagen"
            case EvenDays():
                return "an geraden Tagen"
            case DateSteps(every=every, first=first, last=last):
                return f"{self.every(every, 'day')} vom {first}. bis {last}."
            case DateList(items=items) if alone := single_dates(items):
                return f"am {self.all_of([f'{day}.' for day in alone])}"
            case DateList(items=items):
                return self.all_of([_date(item) for item in items])

    # Months and years

    def in_months(self, months: Months) -> str:
        """Return "im Juni und Juli", "von Juni bis September"."""
        if isinstance(months, MonthList):
            return f"im {self.all_of([_MONTHS[month] for month in months.months])}"
        return f"von {_MONTHS[months.first]} bis {_MONTHS[months.last]}"

    def _of_months(self, months: Months | None, plain: bool) -> str:
        match months:
            case None:
                return "jedes Monats"
            case MonthList(months=(month,)) if plain:
                return _MONTHS[month]
            case MonthList():
                return self.in_months(months)
            case MonthRange():
                return f"jedes Monats {self.in_months(months)}"

    def in_years(self, years: Years) -> str:
        """Return "im Jahr 2025", "in den Jahren 2025 bis 2027", "alle 2 Jahre ab 2025"."""
        match years:
            case YearList(runs=runs):
                name = "in den Jahren" if is_many(runs) else "im Jahr"
                return f"{name} {self.all_of(spans(runs, ' bis '))}"
            case YearSteps(every=every, first=first, last=None):
                return f"{self.every(every, 'year')} ab {first}"
            case YearSteps(every=every, first=first, last=last):
                return f"{self.every(every, 'year')} von {first} bis {last}"


LANGUAGE = German


def _run(first: str, last: str) -> str:
    return first if first == last else f"{first} bis {last}"


def _on_each(weekday: int) -> str:
    return f"{_WEEKDAYS[weekday].lower()}s"


def _nth(nth: NthWeekday | LastWeekday) -> str:
    """Return the ordinal in the nominative; the dative ends in one more n."""
    return "letzte" if isinstance(nth, LastWeekday) else _NTHS[nth.nth]


def _date(item: DayItem) -> str:
    match item:
        case (first, last):
            return f"am {first}." if first == last else f"vom {first}. bis {last}."
        case LastWorkday():
            return "am letzten Arbeitstag"
        case NearestWorkday(day=1):
            return "am ersten Arbeitstag"
        case NearestWorkday(day=LastDay() as day):
            return f"am nächstgelegenen Arbeitstag zum {_last_day(day)}"
        case NearestWorkday(day=day):
            return f"am nächstgelegenen Arbeitstag zum {day}."
        case LastDay():
            return f"am {_last_day(item)}"


def _last_day(day: LastDay) -> str:
    """Return the day, without an article, in the dative."""
    names = {0: "letzten Tag", 1: "vorletzten Tag"}
    return names.get(day.offset) or f"{day.offset}. Tag vor dem letzten Tag"
