"""A Windows task's triggers, run by hand: which moments they start the task at, told without the package.

The model is Microsoft's description of the schema's `triggerBaseType` and of what derives from it.
Whether a moment on the very end of a duration or a boundary counts differs between versions of
Windows, so that is an argument.
"""

from __future__ import annotations

import calendar
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

NS = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
ONE_DAY = timedelta(days=1)

DayTest = Callable[[date], bool]


@dataclass(frozen=True)
class SimulatedTrigger:
    """One calendar trigger: its time of day, the repetition of it, its days and its boundaries."""

    start: datetime
    end: datetime | None
    interval: timedelta | None
    duration: timedelta | None
    has_day: DayTest

    def offsets(self, inclusive: bool) -> list[timedelta]:
        """Return how long after midnight of its day it starts the task."""
        first = self.start - datetime.combine(self.start, datetime.min.time())
        if self.interval is None:
            return [first]
        assert self.duration is not None, "this repetition never ends"
        found = []
        passed = timedelta(0)
        while passed < self.duration or (inclusive and passed == self.duration):
            found.append(first + passed)
            passed += self.interval
        return found

    def starts(self, first: date, last: date, inclusive: bool) -> list[datetime]:
        """Return when it starts the task, for each of its days from *first* to *last*."""
        offsets = self.offsets(inclusive)
        found = []
        day = max(first, self.start.date())
        while day <= last and (self.end is None or day <= self.end.date()):
            if self.has_day(day):
                midnight = datetime(day.year, day.month, day.day)
                found.append([midnight + offset for offset in offsets])
            day += ONE_DAY
        moments = chain.from_iterable(found)
        if self.end is None:
            return list(moments)
        return [at for at in moments if at < self.end or (inclusive and at == self.end)]


def simulate(xml: bytes, first: date, last: date, *, inclusive: bool = True) -> list[datetime]:
    """Return all starts of the task of the days *first* to *last*, in order, as often as they happen."""
    return sorted(
        chain.from_iterable(trigger.starts(first, last, inclusive) for trigger in read_triggers(xml))
    )


def root_of(xml: bytes) -> ET.Element:
    """Return the root element of a task's file."""
    return ET.fromstring(xml)


def read_triggers(xml: bytes) -> list[SimulatedTrigger]:
    """Return the calendar triggers of a task's file; it has no others."""
    triggers = root_of(xml).find(f"{NS}Triggers")
    assert triggers is not None
    assert {element.tag for element in triggers} == {f"{NS}CalendarTrigger"}
    return [_read_trigger(element) for element in triggers]


def _read_trigger(trigger: ET.Element) -> SimulatedTrigger:
    end = trigger.findtext(f"{NS}EndBoundary")
    interval = trigger.findtext(f"{NS}Repetition/{NS}Interval")
    duration = trigger.findtext(f"{NS}Repetition/{NS}Duration")
    return SimulatedTrigger(
        _moment(trigger.findtext(f"{NS}StartBoundary") or ""),
        _moment(end) if end else None,
        _duration(interval) if interval else None,
        _duration(duration) if duration else None,
        _day_test(trigger),
    )


def _moment(text: str) -> datetime:
    return datetime.strptime(text.removesuffix("Z"), "%Y-%m-%dT%H:%M:%S")


def _duration(text: str) -> timedelta:
    counts = {unit: int(count) for count, unit in re.findall(r"(\d+)([DHMS])", text)}
    assert re.fullmatch(r"P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?", text)
    return timedelta(
        days=counts.get("D", 0),
        hours=counts.get("H", 0),
        minutes=counts.get("M", 0),
        seconds=counts.get("S", 0),
    )


def _day_test(trigger: ET.Element) -> DayTest:
    daily = trigger.find(f"{NS}ScheduleByDay")
    if daily is not None:
        assert daily.findtext(f"{NS}DaysInterval") == "1"
        return lambda _: True
    weekly = trigger.find(f"{NS}ScheduleByWeek")
    if weekly is not None:
        assert weekly.findtext(f"{NS}WeeksInterval") == "1"
        weekdays = _names(weekly, "DaysOfWeek")
        return lambda day: WEEKDAYS[day.weekday()] in weekdays
    monthly = trigger.find(f"{NS}ScheduleByMonth")
    if monthly is not None:
        dates, months = _texts(monthly, "DaysOfMonth"), _names(monthly, "Months")
        return lambda day: MONTHS[day.month - 1] in months and not dates.isdisjoint(_dates(day))
    by_weekday = trigger.find(f"{NS}ScheduleByMonthDayOfWeek")
    assert by_weekday is not None
    weeks, weekdays, months = (
        _texts(by_weekday, "Weeks"),
        _names(by_weekday, "DaysOfWeek"),
        _names(by_weekday, "Months"),
    )
    return lambda day: (
        MONTHS[day.month - 1] in months
        and WEEKDAYS[day.weekday()] in weekdays
        and not weeks.isdisjoint(_weeks(day))
    )


def _names(parent: ET.Element, tag: str) -> set[str]:
    element = parent.find(f"{NS}{tag}")
    assert element is not None
    return {child.tag.removeprefix(NS) for child in element}


def _texts(parent: ET.Element, tag: str) -> set[str]:
    element = parent.find(f"{NS}{tag}")
    assert element is not None
    return {child.text or "" for child in element}


def _dates(day: date) -> set[str]:
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return {str(day.day), "Last"} if is_last else {str(day.day)}


def _weeks(day: date) -> set[str]:
    is_last = (day + 7 * ONE_DAY).month != day.month
    nth = str((day.day - 1) // 7 + 1)
    return {nth, "Last"} if is_last else {nth}
