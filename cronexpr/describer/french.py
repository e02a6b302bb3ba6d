"""French.  "Tous les lundis à 09:00", but "toutes les 15 minutes, tous les lundis"."""

from __future__ import annotations

from cronexpr.terms import LastDay, LastWeekday, LastWorkday, NearestWorkday

from ._cldr import FRENCH
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
from ._translation import Translation, days_first, is_many, is_numbered

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

_WEEKDAYS, _MONTHS = FRENCH.weekdays, FRENCH.months
_OF_WHOLE = {"second": "de chaque minute", "minute": "de chaque heure"}
_UNITS = {"second": "seconde", "minute": "minute"}
_NTHS = ("", "premier", "deuxième", "troisième", "quatrième", "cinquième")
_NAMED = {0: "minuit", 43_200: "midi"}
_EVERY = {
    "second": ("toutes les secondes", "toutes les {} secondes"),
    "minute": ("toutes les minutes", "toutes les {} minutes"),
    "hour": ("toutes les heures", "toutes les {} heures"),
    "day": ("tous les jours", "tous les {} jours"),
    "year": ("tous les ans", "tous les {} ans"),
}


class French(Translation):
    """French, as in France."""

    CONVENTIONS = FRENCH
    HOUR12 = FRENCH.hour12
    NAMED = _NAMED
    EVERY = _EVERY
    NEVER: str = "jamais"
    STARTUP: str = "au démarrage du système"

    def whole(self, tree: Sentence) -> str:
        """Return "tous les lundis à 09:00, en juin", "à 09:00 le 1er du mois ou n'importe quel ..."."""
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
                return f"à {self.all_of(self.clocks(times))}"
            case Rate(offset=0) | Rate(unit="hour"):
                return self._values(main)
            case Rate(unit=unit):
                return f"{self._values(main)} {_OF_WHOLE[unit]}"
            case HourRate(every=every, start=start):
                return f"{self.every(every, 'hour')} à partir de {self.clocks((start,))[0]}"
            case Windows(unit=unit, every=every, windows=windows):
                ends = iter(self.clocks([end for window in windows for end in window]))
                parts = [f"de {first} à {last}" for first, last in zip(ends, ends, strict=True)]
                return f"{self.every(every, unit)} {self.all_of(parts)}"
            case Minutes(values=values, hours=hours):
                return f"{self._values(values)} {self._hours(hours)}"

    def _values(self, values: Values) -> str:
        match values:
            case Rate(unit="hour", every=every, offset=offset):
                rate = self.every(every, "hour")
                return f"{rate} à la minute {offset}" if offset else rate
            case Rate(unit=unit, every=every, offset=0):
                return self.every(every, unit)
            case Rate(unit=unit, every=every, offset=offset):
                return f"{self.every(every, unit)} à partir de la {_UNITS[unit]} {offset}"
            case Stretch(unit=unit, every=every, first=first, last=last):
                name = _UNITS[unit]
                return f"{self.every(every, unit)} de la {name} {first} à la {name} {last}"
            case Listed(unit=unit, runs=runs):
                name = f"aux {_UNITS[unit]}s" if is_many(runs) else f"à la {_UNITS[unit]}"
                return f"{name} {self.all_of([_run(str(first), str(last)) for first, last in runs])}"

    def _seconds(self, seconds: Values) -> str:
        text = self._values(seconds)
        return f"{text} pendant la minute" if isinstance(seconds, Rate) and not seconds.offset else text

    def hour(self, hour: int) -> str:
        """Return "09 h", "9 AM"."""
        return super().hour(hour) if self.hour12 else f"{super().hour(hour)} h"

    def _hours(self, hours: Hours | None) -> str:
        match hours:
            case None:
                return "de chaque heure"
            case HourSteps(every=every, first=first, last=last):
                return f"pendant une heure sur {every} de {self.hour(first)} à {self.hour(last)}"
            case HourList(runs=runs):
                named = [_run(self.hour(first), self.hour(last)) for first, last in runs]
                hour = "les heures" if is_many(runs) else "l'heure"
                return f"pendant {hour} de {self.all_of(named)}"

    # Days

    def _days(self, days: Days) -> str:
        match days:
            case Daily():
                return "tous les jours"
            case Weekly(weekdays=weekdays, nths=nths):
                return " ou ".join([*self._weekly(weekdays), *self._nths(nths)])
            case Monthly(dates=dates, months=months):
                return f"{self._dates(dates)} {self._of_months(months, is_numbered(dates, -1))}"
            case Either(dates=dates, weekdays=weekdays, nths=nths):
                phrases = [f"{self._dates(dates)} du mois", *self._any(weekdays), *self._nths(nths)]
                return " ou ".join(phrases)
            case Both(dates=dates, weekdays=weekdays, nths=nths):
                return f"{self._dates(dates)} du mois, si c'est {self._is(weekdays, nths)}"

    def _weekly(self, weekdays: Weekdays | None) -> list[str]:
        if weekdays is None:
            return []
        if isinstance(weekdays, WeekdayRange):
            return [_weekday_range(weekdays)]
        return [f"tous les {self.all_of([f'{_WEEKDAYS[day]}s' for day in weekdays.weekdays])}"]

    def _any(self, weekdays: Weekdays | None) -> list[str]:
        if weekdays is None:
            return []
        if isinstance(weekdays, WeekdayRange):
            return [f"n'importe quel jour {_weekday_range(weekdays)}"]
        return [f"n'importe quel {self.any_of([_WEEKDAYS[day] for day in weekdays.weekdays])}"]

    def _nths(self, nths: Nths) -> list[str]:
        return [f"{self.all_of([_nth(nth) for nth in nths])} du mois"] if nths else []

    def _is(self, weekdays: Weekdays | None, nths: Nths) -> str:
        named = [f"{_nth(nth)} du mois" for nth in nths]
        if isinstance(weekdays, WeekdayRange):
            named.insert(0, f"un jour {_weekday_range(weekdays)}")
        elif weekdays is not None:
            named[:0] = [f"un {_WEEKDAYS[day]}" for day in weekdays.weekdays]
        return self.any_of(named)

    def _dates(self, dates: Dates) -> str:
        match dates:
            case OddDays():
                return "les jours impairs"
            case EvenDays():
                return "les jours pairs"
            case DateSteps(every=every, first=first, last=last):
                return f"{self.every(every, 'day')} du {_day(first)} au {_day(last)}"
            case DateList(items=items):
                return self.all_of([_date(item) for item in items])

    # Months and years

    def in_months(self, months: Months) -> str:
        """Return "en juin et juillet", "de juin à septembre"."""
        if isinstance(months, MonthList):
            return f"en {self._month_list(months)}"
        return f"{_of(_MONTHS[months.first])} à {_MONTHS[months.last]}"

    def _month_list(self, months: MonthList) -> str:
        return self.all_of([_MONTHS[month] for month in months.months])

    def _of_months(self, months: Months | None, plain: bool) -> str:
        match months:
            case None:
                return "de chaque mois"
            case MonthList(months=(month,)):
                return _MONTHS[month] if plain else _of(_MONTHS[month])
            case MonthList():
                return f"des mois {_of(self._month_list(months))}"
            case MonthRange():
                return f"de chaque mois {self.in_months(months)}"

    def in_years(self, years: Years) -> str:
        """Return "en 2025 et de 2027 à 2029", "tous les 2 ans à partir de 2025"."""
        match years:
            case YearList(runs=runs):
                named = [f"en {first}" if first == last else f"de {first} à {last}" for first, last in runs]
                return self.all_of(named)
            case YearSteps(every=every, first=first, last=None):
                return f"{self.every(every, 'year')} à partir de {first}"
            case YearSteps(every=every, first=first, last=last):
                return f"{self.every(every, 'year')} de {first} à {last}"


LANGUAGE = French


def _run(first: str, last: str) -> str:
    return first if first == last else f"{first} à {last}"


def _of(name: str) -> str:
    return f"d'{name}" if name[0] in "ao" else f"de {name}"


def _weekday_range(weekdays: WeekdayRange) -> str:
    return f"du {_WEEKDAYS[weekdays.first]} au {_WEEKDAYS[weekdays.last]}"


def _nth(nth: NthWeekday | LastWeekday) -> str:
    ordinal = "dernier" if isinstance(nth, LastWeekday) else _NTHS[nth.nth]
    return f"le {ordinal} {_WEEKDAYS[nth.weekday]}"


def _day(day: int) -> str:
    return "1er" if day == 1 else str(day)


def _date(item: DayItem) -> str:
    match item:
        case (first, last):
            return f"le {_day(first)}" if first == last else f"du {_day(first)} au {_day(last)}"
        case LastWorkday():
            return "le dernier jour ouvré"
        case NearestWorkday(day=1):
            return "le premier jour ouvré"
        case NearestWorkday(day=LastDay() as day):
            return f"le jour ouvré le plus proche {_last_day(day, 'du ', 'de ')}"
        case NearestWorkday(day=day):
            return f"le jour ouvré le plus proche du {day}"
        case LastDay():
            return _last_day(item, "le ", "")


def _last_day(day: LastDay, article: str, before_vowel: str) -> str:
    """Return the day with its article, or with the preposition that has swallowed it."""
    if day.offset == 1:
        return f"{before_vowel}l'avant-dernier jour"
    ordinal = f"{day.offset}e jour avant le " if day.offset else ""
    return f"{article}{ordinal}dernier jour"
