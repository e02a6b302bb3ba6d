"""Spanish.  "Los lunes a las 9:00", but "cada 15 minutos, los lunes"."""

from __future__ import annotations

from cronexpr.terms import LastDay, LastWeekday, LastWorkday, NearestWorkday

from ._cldr import SPANISH
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
from ._translation import Translation, days_first, is_many, single_dates, spans

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

_WEEKDAYS, _MONTHS = SPANISH.weekdays, SPANISH.months
_UNITS = {"second": "segundo", "minute": "minuto"}
_OF_WHOLE = {"second": "de cada minuto", "minute": "de cada hora"}
_NTHS = ("", "primer", "segundo", "tercer", "cuarto", "quinto")
_NAMED = {0: "medianoche", 43_200: "mediodía"}
_EVERY = {
    "second": ("cada segundo", "cada {} segundos"),
    "minute": ("cada minuto", "cada {} minutos"),
    "hour": ("cada hora", "cada {} horas"),
    "day": ("cada día", "cada {} días"),
    "year": ("cada año", "cada {} años"),
}


class Spanish(Translation):
    """Spanish, as in Spain."""

    CONVENTIONS = SPANISH
    HOUR12 = SPANISH.hour12
    NAMED = _NAMED
    EVERY = _EVERY
    NEVER: str = "nunca"
    STARTUP: str = "al iniciar el sistema"

    def whole(self, tree: Sentence) -> str:
        """Return "los lunes a las 9:00, en junio", "a las 9:00 el día 1 del mes o cualquier lunes"."""
        text = self._time(tree.time)
        if tree.days is not None:
            days = self._days(tree.days)
            comma = "" if isinstance(tree.time.main, Clocks) else ","
            text = f"{days} {text}" if days_first(tree) else f"{text}{comma} {days}"
        return self.limited(text, tree)

    # Times

    def _time(self, time: Time) -> str:
        main = self._main(time.main)
        return main if time.seconds is None else f"{main}, {self._seconds(time.seconds)}"

    def _main(self, main: Main) -> str:
        match main:
            case Clocks(times=times):
                return self._at(self.clocks(times))
            case Rate(offset=0) | Rate(unit="hour"):
                return self._values(main)
            case Rate(unit=unit):
                return f"{self._values(main)} {_OF_WHOLE[unit]}"
            case HourRate(every=every, start=start):
                return f"{self.every(every, 'hour')} a partir de {_the(self.clocks((start,))[0])}"
            case Windows(unit=unit, every=every, windows=windows):
                ends = map(_the, self.clocks([end for window in windows for end in window]))
                parts = [f"de {first} a {last}" for first, last in zip(ends, ends, strict=True)]
                return f"{self.every(every, unit)} {self.all_of(parts)}"
            case Minutes(values=values, hours=hours):
                return f"{self._values(values)} {self._hours(hours)}"

    def _at(self, clocks: list[str]) -> str:
        if len({_article(clock) for clock in clocks}) == 1:
            return f"a {_article(clocks[0])}{self.all_of(clocks)}"
        return self.all_of([f"a {_the(clock)}" for clock in clocks])

    def _values(self, values: Values) -> str:
        match values:
            case Rate(unit="hour", every=every, offset=offset):
                rate = self.every(every, "hour")
                return f"{rate} en el minuto {offset}" if offset else rate
            case Rate(unit=unit, every=every, offset=0):
                return self.every(every, unit)
            case Rate(unit=unit, every=every, offset=offset):
                return f"{self.every(every, unit)} a partir del {_UNITS[unit]} {offset}"
            case Stretch(unit=unit, every=every, first=first, last=last):
                return f"{self.every(every, unit)} del {_UNITS[unit]} {first} al {last}"
            case Listed(unit=unit, runs=runs):
                name = f"los {_UNITS[unit]}s" if is_many(runs) else f"el {_UNITS[unit]}"
                return f"en {name} {self.all_of(spans(runs, ' a '))}"

    def _seconds(self, seconds: Values) -> str:
        text = self._values(seconds)
        return f"{text} dentro del minuto" if isinstance(seconds, Rate) and not seconds.offset else text

    def _hours(self, hours: Hours | None) -> str:
        match hours:
            case None:
                return "de cada hora"
            case HourSteps(every=every, first=first, last=last):
                return f"durante una de cada {every} horas de {self._of_hour(first)} a {self._of_hour(last)}"
            case HourList(runs=runs):
                named = [_run(self._of_hour(first), self._of_hour(last)) for first, last in runs]
                return f"durante {'las horas' if is_many(runs) else 'la hora'} de {self.all_of(named)}"

    def _of_hour(self, hour: int) -> str:
        return _the(self.hour(hour))

    # Days

    def _days(self, days: Days) -> str:
        match days:
            case Daily():
                return "todos los días"
            case Weekly(weekdays=weekdays, nths=nths):
                return " o ".join([*self._weekly(weekdays), *self._nths(nths)])
            case Monthly(dates=dates, months=months):
                return f"{self._dates(dates)} {self._of_months(months)}"
            case Either(dates=dates, weekdays=weekdays, nths=nths):
                phrases = [f"{self._dates(dates)} del mes", *self._any(weekdays), *self._nths(nths)]
                return " o ".join(phrases)
            case Both(dates=dates, weekdays=weekdays, nths=nths):
                return f"{self._dates(dates)} del mes, si es {self._is(weekdays, nths)}"

    def _weekly(self, weekdays: Weekdays | None) -> list[str]:
        if weekdays is None:
            return []
        if isinstance(weekdays, WeekdayRange):
            return [_weekday_range(weekdays)]
        return [f"los {self.all_of([_plural(_WEEKDAYS[day]) for day in weekdays.weekdays])}"]

    def _any(self, weekdays: Weekdays | None) -> list[str]:
        if weekdays is None:
            return []
        if isinstance(weekdays, WeekdayRange):
            return [f"cualquier día {_weekday_range(weekdays)}"]
        return [f"cualquier {self.any_of([_WEEKDAYS[day] for day in weekdays.weekdays])}"]

    def _nths(self, nths: Nths) -> list[str]:
        return [f"{self.all_of([_nth(nth) for nth in nths])} del mes"] if nths else []

    def _is(self, weekdays: Weekdays | None, nths: Nths) -> str:
        named = [f"{_nth(nth)} del mes" for nth in nths]
        if isinstance(weekdays, WeekdayRange):
            named.insert(0, f"un día {_weekday_range(weekdays)}")
        elif weekdays is not None:
            named[:0] = [_WEEKDAYS[day] for day in weekdays.weekdays]
        return self.any_of(named)

    def _dates(self, dates: Dates) -> str:
        match dates:
            case OddDays():
                return "los días impares"
            case EvenDays():
                return "los días pares"
            case DateSteps(every=every, first=first, last=last):
                return f"{self.every(every, 'day')} del {first} al {last}"
            case DateList(items=items) if len(alone := single_dates(items)) > 1:
                return f"los días {self.all_of(list(map(str, alone)))}"
            case DateList(items=items):
                return self.all_of([_date(item) for item in items])

    # Months and years

    def in_months(self, months: Months) -> str:
        """Return "en junio y julio", "de junio a septiembre"."""
        if isinstance(months, MonthList):
            return f"en {self._month_list(months)}"
        return f"de {_MONTHS[months.first]} a {_MONTHS[months.last]}"

    def _month_list(self, months: MonthList) -> str:
        return self.all_of([_MONTHS[month] for month in months.months])

    def _of_months(self, months: Months | None) -> str:
        match months:
            case None:
                return "de cada mes"
            case MonthList():
                return f"de {self._month_list(months)}"
            case MonthRange():
                return f"de cada mes {self.in_months(months)}"

    def in_years(self, years: Years) -> str:
        """Return "en 2025 y de 2027 a 2029", "cada 2 años a partir de 2025"."""
        match years:
            case YearList(runs=runs):
                named = [f"en {first}" if first == last else f"de {first} a {last}" for first, last in runs]
                return self.all_of(named)
            case YearSteps(every=every, first=first, last=None):
                return f"{self.every(every, 'year')} a partir de {first}"
            case YearSteps(every=every, first=first, last=last):
                return f"{self.every(every, 'year')} de {first} a {last}"


LANGUAGE = Spanish


def _article(clock: str) -> str:
    """Return what stands before *clock*: "la " before one o'clock, nothing before a name."""
    if clock[0] not in "0123456789":
        return ""
    return "la " if clock == "1" or clock[:2] in ("1:", "1 ") else "las "


def _the(clock: str) -> str:
    return f"{_article(clock)}{clock}"


def _run(first: str, last: str) -> str:
    return first if first == last else f"{first} a {last}"


def _plural(weekday: str) -> str:
    return weekday if weekday.endswith("s") else f"{weekday}s"


def _weekday_range(weekdays: WeekdayRange) -> str:
    return f"de {_WEEKDAYS[weekdays.first]} a {_WEEKDAYS[weekdays.last]}"


def _nth(nth: NthWeekday | LastWeekday) -> str:
    ordinal = "último" if isinstance(nth, LastWeekday) else _NTHS[nth.nth]
    return f"el {ordinal} {_WEEKDAYS[nth.weekday]}"


def _date(item: DayItem) -> str:
    match item:
        case (first, last):
            return f"el día {first}" if first == last else f"del {first} al {last}"
        case LastWorkday():
            return "el último día laborable"
        case NearestWorkday(day=1):
            return "el primer día laborable"
        case NearestWorkday(day=LastDay() as day):
            return f"el día laborable más cercano al {_last_day(day)}"
        case NearestWorkday(day=day):
            return f"el día laborable más cercano al {day}"
        case LastDay():
            return f"el {_last_day(item)}"


def _last_day(day: LastDay) -> str:
    """Return the day without its article."""
    names = {0: "último día", 1: "penúltimo día"}
    return names.get(day.offset) or f"{_ordinal(day.offset)} día antes del último día"


def _ordinal(number: int) -> str:
    """Return the ordinal before a masculine noun: "primer" and "tercer", but "undécimo", have no o."""
    return f"{number}.er" if number % 10 in (1, 3) and number != 11 else f"{number}.º"
