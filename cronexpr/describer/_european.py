"""What French, German and Spanish share: the shape of a sentence, which each fills with its messages."""

from __future__ import annotations

from cronexpr.terms import LastDay, LastWeekday, LastWorkday, NearestWorkday

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
    WeekdayList,
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


class European(Translation):
    """A language of that shape.

    What it always says alike is a message, in capitals, with braces where something goes in; what
    depends on the words beside it is a method.  Of a pair of messages, the first is for one value.
    """

    UNITS: dict[str, str]

    # Times, by the records of the tree that they say.
    AT: str
    FROM: str
    WINDOW: str
    THROUGH: str
    AT_MINUTE: str
    STARTING: str
    STRETCH: str
    LISTED: tuple[str, str]
    OF_WHOLE: dict[str, str]
    OF_EVERY_HOUR: str
    HOUR_STEPS: str
    HOURS: tuple[str, str]
    SECONDS: str
    WITHIN_MINUTE: str

    # Days.  The second ones of ANY and IS are for "a day from Monday through Friday"; NTHS begin with "last".
    DAILY: str
    OR: str
    EACH: str
    WEEKDAY_RANGE: str
    ANY: tuple[str, str]
    IS: tuple[str, str]
    BOTH: str
    NTHS: tuple[str, ...]
    NTH: str
    IS_NTH: str
    OF_MONTH: str
    ODD_DAYS: str
    EVEN_DAYS: str
    DATE: str
    DATES: str = ""
    DATE_RANGE: str
    ON: str
    TO: str
    FIRST_WORKDAY: str
    LAST_WORKDAY: str
    NEAREST_WORKDAY: str

    # Months and years.
    IN_MONTHS: str
    MONTH_RANGE: str
    AFTER_NUMBER: str
    OF_MONTHS: str
    OF_EVERY_MONTH: str
    IN_YEAR: str
    YEAR_RANGE: str

    def whole(self, tree: Sentence) -> str:
        """Return time and days, in the order that reads better, then the months and years that limit both."""
        text = self._time(tree.time)
        if tree.days is not None:
            days = self._days(tree.days)
            comma = "" if isinstance(tree.time.main, Clocks) else ","
            text = f"{days} {text}" if self.begins_with_days(tree) else f"{text}{comma} {days}"
        if tree.months is not None:
            plain = isinstance(tree.days, Daily) or (tree.days is None and tree.time.seconds is None)
            text = f"{text}{'' if plain else ','} {self.in_months(tree.months)}"
        return text if tree.years is None else f"{text}, {self._in_years(tree.years)}"

    def begins_with_days(self, tree: Sentence) -> bool:
        """Return whether "on Mondays at 9:00" reads better than "every 15 minutes, on Mondays"."""
        return isinstance(tree.time.main, Clocks) and is_single(tree.days)

    # Times

    def _time(self, time: Time) -> str:
        text = self._main(time.main)
        if time.seconds is None:
            return text
        seconds = self._values(time.seconds)
        if isinstance(time.seconds, Rate) and not time.seconds.offset:
            seconds = self.WITHIN_MINUTE.format(seconds)
        return f"{text}{self.SECONDS.format(seconds)}"

    def _main(self, main: Main) -> str:
        match main:
            case Clocks(times=times):
                return self.at(self.clocks(times))
            case Rate(offset=0) | Rate(unit="hour"):
                return self._values(main)
            case Rate(unit=unit):
                return f"{self._values(main)} {self.OF_WHOLE[unit]}"
            case HourRate(every=every, start=start):
                text = self.FROM.format(
                    rate=self.every(every, "hour"), start=self.end(*self.clocks((start,)))
                )
                return self.oclock(text)
            case Windows(unit=unit, every=every, windows=windows):
                ends = map(self.end, self.clocks([end for window in windows for end in window]))
                parts = [self.WINDOW.format(first, last) for first, last in zip(ends, ends, strict=True)]
                return f"{self.every(every, unit)} {self.all_of([*map(self.oclock, parts)])}"
            case Minutes(values=values, hours=hours):
                return f"{self._values(values)} {self._hours(hours)}"

    def at(self, clocks: list[str]) -> str:
        """Return "at 9:00 and 17:00"."""
        return self.oclock(self.AT.format(self.all_of(clocks)))

    def oclock(self, text: str) -> str:
        """Return *text*, which ends with a clock time, with what may follow that."""
        return text

    def end(self, text: str) -> str:
        """Return a clock time, or an hour, as the end of a stretch of time."""
        return text

    def _values(self, values: Values) -> str:
        match values:
            case Rate(unit=unit, every=every, offset=offset):
                rate = self.every(every, unit)
                message = self.AT_MINUTE if unit == "hour" else self.STARTING
                return message.format(rate=rate, unit=self.UNITS.get(unit), first=offset) if offset else rate
            case Stretch(unit=unit, every=every, first=first, last=last):
                rate = self.every(every, unit)
                return self.STRETCH.format(rate=rate, unit=self.UNITS[unit], first=first, last=last)
            case Listed(unit=unit, runs=runs):
                return self.LISTED[is_many(runs)].format(
                    self.all_of(self.listed(runs)), unit=self.UNITS[unit]
                )

    def listed(self, runs: Runs) -> list[str]:
        """Return *runs* of numbers, those of more than one with "through" between their ends."""
        return [self._run(str(first), str(last)) for first, last in runs]

    def _run(self, first: str, last: str) -> str:
        return first if first == last else f"{first}{self.THROUGH}{last}"

    def _hours(self, hours: Hours | None) -> str:
        match hours:
            case None:
                return self.OF_EVERY_HOUR
            case HourSteps(every=every, first=first, last=last):
                return self.HOUR_STEPS.format(every=every, first=self._hour(first), last=self._hour(last))
            case HourList(runs=runs):
                named = [self._run(self._hour(first), self._hour(last)) for first, last in runs]
                return self.HOURS[is_many(runs)].format(self.all_of(named))

    def _hour(self, hour: int) -> str:
        return self.end(self.hour(hour))

    # Days

    def _days(self, days: Days) -> str:
        match days:
            case Daily():
                return self.DAILY
            case Weekly(weekdays=weekdays, nths=nths):
                return self.OR.join([*self._weekly(weekdays), *self._nths(nths)])
            case Monthly(dates=dates, months=months):
                return f"{self._dates(dates)} {self._of_months(months, dates)}"
            case Either(dates=dates, weekdays=weekdays, nths=nths):
                phrases = [f"{self._dates(dates)} {self.OF_MONTH}", *self._any(weekdays), *self._nths(nths)]
                return self.OR.join(phrases)
            case Both(dates=dates, weekdays=weekdays, nths=nths):
                dates_of_month = f"{self._dates(dates)} {self.OF_MONTH}"
                return self.BOTH.format(dates_of_month, self._is(weekdays, nths))

    def _weekly(self, weekdays: Weekdays | None) -> list[str]:
        match weekdays:
            case None:
                return []
            case WeekdayRange():
                return [self.each_of(weekdays)]
            case WeekdayList(weekdays=members):
                return [self.EACH.format(self.all_of([self.each(day) for day in members]))]

    def each(self, weekday: int) -> str:
        """Return "Mondays"."""
        return f"{self.CONVENTIONS.weekdays[weekday]}s"

    def each_of(self, weekdays: WeekdayRange) -> str:
        """Return "Monday through Friday", every week."""
        return self._range(weekdays)

    def _range(self, weekdays: WeekdayRange) -> str:
        return self.WEEKDAY_RANGE.format(
            self.CONVENTIONS.weekdays[weekdays.first], self.CONVENTIONS.weekdays[weekdays.last]
        )

    def _any(self, weekdays: Weekdays | None) -> list[str]:
        match weekdays:
            case None:
                return []
            case WeekdayRange():
                return [self.ANY[1].format(self._range(weekdays))]
            case WeekdayList(weekdays=members):
                return [self.ANY[0].format(self.any_of([self.CONVENTIONS.weekdays[day] for day in members]))]

    def _is(self, weekdays: Weekdays | None, nths: Nths) -> str:
        named = [f"{self._nth(nth, self.IS_NTH)} {self.OF_MONTH}" for nth in nths]
        if isinstance(weekdays, WeekdayRange):
            named.insert(0, self.IS[1].format(self._range(weekdays)))
        elif weekdays is not None:
            named[:0] = [self.IS[0].format(self.CONVENTIONS.weekdays[day]) for day in weekdays.weekdays]
        return self.any_of(named)

    def _nths(self, nths: Nths) -> list[str]:
        named = [self._nth(nth, self.NTH) for nth in nths]
        return [f"{self.all_of(named)} {self.OF_MONTH}"] if named else []

    def _nth(self, nth: NthWeekday | LastWeekday, message: str) -> str:
        ordinal = self.NTHS[0 if isinstance(nth, LastWeekday) else nth.nth]
        return message.format(ordinal, self.CONVENTIONS.weekdays[nth.weekday])

    def _dates(self, dates: Dates) -> str:
        match dates:
            case OddDays():
                return self.ODD_DAYS
            case EvenDays():
                return self.EVEN_DAYS
            case DateSteps(every=every, first=first, last=last):
                return f"{self.every(every, 'day')} {self.DATE_RANGE.format(self.day(first), self.day(last))}"
            case DateList(items=items):
                alone = [
                    self.day(item[0]) for item in items if isinstance(item, tuple) and item[0] == item[1]
                ]
                if self.DATES and 1 < len(alone) == len(items):
                    return self.DATES.format(self.all_of(alone))
                return self.all_of([self._date(item) for item in items])

    def day(self, number: int) -> str:
        """Return the *number* of a day of the month."""
        return str(number)

    def _date(self, item: DayItem) -> str:
        match item:
            case (first, last):
                message = self.DATE if first == last else self.DATE_RANGE
                return message.format(self.day(first), self.day(last))
            case LastWorkday():
                return self.LAST_WORKDAY
            case NearestWorkday(day=1):
                return self.FIRST_WORKDAY
            case NearestWorkday(day=day):
                near = self.last_day(day, self.TO) if isinstance(day, LastDay) else self.TO + self.day(day)
                return self.NEAREST_WORKDAY.format(near)
            case LastDay():
                return self.last_day(item, self.ON)

    def last_day(self, day: LastDay, preposition: str) -> str:
        """Return "on the last day", "to the day before the last day"."""
        raise NotImplementedError

    # Months and years

    def in_months(self, months: Months) -> str:
        """Return "in June and July", "from June through September"."""
        if isinstance(months, MonthList):
            return self.IN_MONTHS.format(self.month_list(months))
        return self.MONTH_RANGE.format(
            self.CONVENTIONS.months[months.first], self.CONVENTIONS.months[months.last]
        )

    def month_list(self, months: MonthList) -> str:
        """Return "June and July"."""
        return self.all_of([self.CONVENTIONS.months[month] for month in months.months])

    def _of_months(self, months: Months | None, dates: Dates) -> str:
        match months:
            case None:
                return self.OF_EVERY_MONTH
            case MonthRange():
                return f"{self.OF_EVERY_MONTH} {self.in_months(months)}"
            case MonthList(months=(month,)) if is_numbered(dates, -1):
                return self.AFTER_NUMBER.format(self.CONVENTIONS.months[month])
            case MonthList():
                return self.of_month_list(months)

    def of_month_list(self, months: MonthList) -> str:
        """Return "of June and July"."""
        return self.OF_MONTHS.format(self.month_list(months))

    def _in_years(self, years: Years) -> str:
        match years:
            case YearList(runs=runs):
                return self.year_list(runs)
            case YearSteps(every=every, first=first, last=None):
                return self.FROM.format(rate=self.every(every, "year"), start=first)
            case YearSteps(every=every, first=first, last=last):
                rate = self.every(every, "year")
                return f"{rate} {self.YEAR_RANGE.format(first, last)}"

    def year_list(self, runs: Runs) -> str:
        """Return "in 2025 and from 2027 through 2029"."""
        return self.all_of(
            [(self.IN_YEAR if one == two else self.YEAR_RANGE).format(one, two) for one, two in runs]
        )


def is_single(days: Days | None) -> bool:
    """Return whether *days* are one phrase; in front of the time, two might leave it to the second alone."""
    if isinstance(days, Weekly):
        return not (days.weekdays and days.nths)
    return days is not None and not isinstance(days, Either | Both)


def is_many(runs: Runs) -> bool:
    """Return whether *runs* are more than a single value."""
    return len(runs) > 1 or runs[0][0] != runs[0][1]
