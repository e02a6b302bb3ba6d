"""Japanese.  What is larger stands in front: years, months, days, then the time."""

from __future__ import annotations

from cronexpr.terms import LastDay, LastWeekday, LastWorkday, NearestWorkday

from ._cldr import JAPANESE
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
    OddDays,
    Rate,
    Stretch,
    WeekdayRange,
    Weekly,
    Windows,
    YearList,
    YearSteps,
)
from ._translation import Translation, is_numbered

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
        Runs,
        Sentence,
        Time,
        Values,
        Weekdays,
        Years,
    )

_WEEKDAYS, _MONTHS = JAPANESE.weekdays, JAPANESE.months
_UNITS = {"second": "秒", "minute": "分"}
_SPANS = {"second": "秒", "minute": "分", "hour": "時間", "day": "日", "year": "年"}
_EACH_WHOLE = {"second": "毎分", "minute": "毎時"}
_RATES = {"second": "毎秒", "minute": "毎分"}
_NAMED = {43_200: "正午"}
_EVERY = {unit: (f"{{}}{name}ごと",) * 2 for unit, name in _SPANS.items()}


class Japanese(Translation):
    """Japanese."""

    CONVENTIONS = JAPANESE
    HOUR12 = JAPANESE.hour12
    NAMED = _NAMED
    EVERY = _EVERY
    NEVER: str = "実行されません"
    STARTUP: str = "システム起動時"

    def whole(self, tree: Sentence) -> str:
        """Return "2025年の6月の毎週月曜日の9時00分", "6月は15分ごと"."""
        time, days = self._time(tree.time), tree.days
        scopes = []
        if tree.years is not None:
            scopes.append(self.in_years(tree.years))
        if tree.months is not None:
            scopes.append(self.in_months(tree.months))
        if days is None:
            return f"{'の'.join(scopes)}は{time}" if scopes else time
        particle = "の" if isinstance(tree.time.main, Clocks) else "に"
        particle = "" if isinstance(days, Daily) else particle
        return f"{'の'.join([*scopes, self._days(days, tree.months)])}{particle}{time}"

    # Times

    def _time(self, time: Time) -> str:
        main = self._main(time.main)
        return main if time.seconds is None else f"{main}、その分の{self._values(time.seconds)}"

    def _main(self, main: Main) -> str:
        match main:
            case Clocks(times=times):
                return self.all_of(self.clocks(times))
            case Rate(unit="hour", offset=offset):
                return f"毎時{offset}分"
            case Rate(offset=0):
                return self._values(main)
            case Rate(unit=unit):
                return f"{_EACH_WHOLE[unit]}{self._values(main)}"
            case HourRate(every=every, start=start):
                return f"{self.clocks((start,))[0]}から{self._rate(every, 'hour')}"
            case Windows(unit=unit, every=every, windows=windows):
                ends = iter(self.clocks([end for window in windows for end in window]))
                parts = [f"{first}から{last}まで" for first, last in zip(ends, ends, strict=True)]
                return f"{self.all_of(parts)}{self._rate(every, unit)}"
            case Minutes(values=values, hours=hours):
                particle = "の" if isinstance(values, Listed) else "に"
                return f"{self._hours(hours)}{particle if hours else ''}{self._values(values)}"

    def _rate(self, every: int, unit: str) -> str:
        return _RATES[unit] if every == 1 and unit in _RATES else self.every(every, unit)

    def _values(self, values: Values) -> str:
        match values:
            case Rate(unit=unit, every=every, offset=0):
                return self._rate(every, unit)
            case Rate(unit=unit, every=every, offset=offset):
                return f"{offset}{_UNITS[unit]}から{self._rate(every, unit)}"
            case Stretch(unit=unit, every=every, first=first, last=last):
                return f"{first}{_UNITS[unit]}から{last}{_UNITS[unit]}まで{self._rate(every, unit)}"
            case Listed(unit=unit, runs=runs):
                return self.all_of(_spans(runs, _UNITS[unit]))

    def _hours(self, hours: Hours | None) -> str:
        match hours:
            case None:
                return "毎時"
            case HourSteps(every=every, first=first, last=last):
                return f"{self._block(first)}から{self._block(last)}まで{self.every(every, 'hour')}"
            case HourList(runs=runs):
                named = [_run(self._block(first), self._block(last)) for first, last in runs]
                return self.all_of(named)

    def _block(self, hour: int) -> str:
        """Return the hour as a stretch of time, which no name of a point in time can stand for."""
        return f"{self._filled(self.CONVENTIONS.hours[self.hour12], 3600 * hour)}台"

    # Days

    def _days(self, days: Days, months: Months | None) -> str:
        monthly = _monthly(months)
        match days:
            case Daily():
                return "毎日"
            case Weekly(weekdays=weekdays, nths=nths):
                return self.any_of([*self._weekly(weekdays), *self._nths(nths, monthly)])
            case Monthly(dates=dates, months=limit):
                return f"{self._of_months(limit, is_numbered(dates, 0))}{self._dates(dates)}"
            case Either(dates=dates, weekdays=weekdays, nths=nths):
                named = [f"{monthly}{self._dates(dates)}", *self._weekly(weekdays)]
                return f"{'または'.join([*named, *self._nths(nths, monthly)])}のいずれかに該当する日"
            case Both(dates=dates, weekdays=weekdays, nths=nths):
                return f"{monthly}{self._dates(dates)}のうち{self._is(weekdays, nths)}に当たる日"

    def _weekly(self, weekdays: Weekdays | None) -> list[str]:
        return [f"毎週{self.all_of(_weekdays(weekdays))}"] if weekdays else []

    def _nths(self, nths: Nths, monthly: str) -> list[str]:
        return [f"{monthly}{self.all_of([_nth(nth) for nth in nths])}"] if nths else []

    def _is(self, weekdays: Weekdays | None, nths: Nths) -> str:
        return self.any_of([*_weekdays(weekdays), *map(_nth, nths)])

    def _dates(self, dates: Dates) -> str:
        match dates:
            case OddDays():
                return "奇数日"
            case EvenDays():
                return "偶数日"
            case DateSteps(every=every, first=first, last=last):
                return f"{first}日から{last}日まで{self.every(every, 'day')}"
            case DateList(items=items):
                return self.all_of([_date(item) for item in items])

    # Months and years

    def in_months(self, months: Months) -> str:
        """Return "6月、7月", "6月から9月まで"."""
        if isinstance(months, MonthList):
            return self.all_of([_MONTHS[month] for month in months.months])
        return f"{_MONTHS[months.first]}から{_MONTHS[months.last]}まで"

    def _of_months(self, months: Months | None, plain: bool) -> str:
        match months:
            case None:
                return _monthly(months)
            case MonthList(months=(month,)) if plain:
                return _MONTHS[month]
            case _:
                return f"{self.in_months(months)}の{_monthly(months)}"

    def in_years(self, years: Years) -> str:
        """Return "2025年、2027年から2029年", "2025年から2年ごと"."""
        match years:
            case YearList(runs=runs):
                return self.all_of(_spans(runs, "年"))
            case YearSteps(every=every, first=first, last=None):
                return f"{first}年から{self.every(every, 'year')}"
            case YearSteps(every=every, first=first, last=last):
                return f"{first}年から{last}年まで{self.every(every, 'year')}"


LANGUAGE = Japanese


def _run(first: str, last: str) -> str:
    return first if first == last else f"{first}から{last}"


def _spans(runs: Runs, unit: str) -> list[str]:
    return [_run(f"{first}{unit}", f"{last}{unit}") for first, last in runs]


def _monthly(months: Months | None) -> str:
    """Return what stands before days of *months*: months one by one are named already."""
    return "" if isinstance(months, MonthList) else "毎月"


def _weekdays(weekdays: Weekdays | None) -> list[str]:
    if isinstance(weekdays, WeekdayRange):
        return [_run(_WEEKDAYS[weekdays.first], _WEEKDAYS[weekdays.last])]
    return [_WEEKDAYS[day] for day in weekdays.weekdays] if weekdays else []


def _nth(nth: NthWeekday | LastWeekday) -> str:
    ordinal = "最終" if isinstance(nth, LastWeekday) else f"第{nth.nth}"
    return f"{ordinal}{_WEEKDAYS[nth.weekday]}"


def _date(item: DayItem) -> str:
    match item:
        case (first, last):
            return _run(f"{first}日", f"{last}日")
        case LastWorkday():
            return "最終平日"
        case NearestWorkday(day=1):
            return "最初の平日"
        case NearestWorkday(day=LastDay() as day):
            return f"{_last_day(day)}に最も近い平日"
        case NearestWorkday(day=day):
            return f"{day}日に最も近い平日"
        case LastDay():
            return _last_day(item)


def _last_day(day: LastDay) -> str:
    return f"末日の{day.offset}日前" if day.offset else "末日"
