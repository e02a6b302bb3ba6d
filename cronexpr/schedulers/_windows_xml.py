"""A task's file: its triggers and its other parts as XML."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from html import escape

from .._calendar import FROM_MONDAY
from ..fields import FULL_NAMES
from ._windows_triggers import BootTrigger, Daily, Monthly, MonthlyWeekdays, Trigger, Weekly

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from ._windows_triggers import DayPart

    # A tag with its attributes, and its text or its children.
    Node: TypeAlias = "tuple[str, str | list[Node]]"

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
WEEKDAYS = tuple(map(str.title, FULL_NAMES["day_of_week"]))
MONTHS = ("", *map(str.title, FULL_NAMES["month"]))
_LONG_AGO = date(2000, 1, 1)
_MIDNIGHT = time()
_LAST_SECOND = time(23, 59, 59)
_ONE_DAY = timedelta(days=1)


def to_xml(parts: list[Node]) -> bytes:
    """Return the task that consists of *parts*, in UTF-16 with a byte order mark, as Windows exports it."""
    root: Node = (f'Task version="1.2" xmlns="{NAMESPACE}"', parts)
    lines = ['<?xml version="1.0" encoding="UTF-16"?>', *_lines(root, 0), ""]
    # "utf-16" would take the byte order of the machine that writes.
    return b"\xff\xfe" + "\r\n".join(lines).encode("utf-16-le")


def _lines(node: Node, depth: int) -> Iterator[str]:
    tag, content = node
    indent = "  " * depth
    name = tag.partition(" ")[0]
    if not content:
        yield f"{indent}<{tag} />"
    elif isinstance(content, str):
        yield f"{indent}<{tag}>{escape(content, quote=False)}</{name}>"
    else:
        yield f"{indent}<{tag}>"
        for child in content:
            yield from _lines(child, depth + 1)
        yield f"{indent}</{name}>"


def trigger_node(trigger: Trigger | BootTrigger, start: date | None) -> Node:
    """Return one trigger, active from the day *start* on; the order of its elements is the schema's."""
    if isinstance(trigger, BootTrigger):
        return "BootTrigger", [("Enabled", "true")]
    content: list[Node] = []
    if trigger.interval and trigger.duration:
        repetition: list[Node] = [
            ("Interval", _duration(trigger.interval)),
            ("Duration", _duration(trigger.duration)),
            ("StopAtDurationEnd", "false"),
        ]
        content.append(("Repetition", repetition))
    zone = "Z" if trigger.is_utc else ""
    begin = datetime.combine(_active_from(trigger, start), trigger.start)
    content.append(("StartBoundary", f"{begin.isoformat()}{zone}"))
    if trigger.years:
        content.append(("EndBoundary", f"{_end(trigger, trigger.years[1]).isoformat()}{zone}"))
    return "CalendarTrigger", [*content, ("Enabled", "true"), _schedule(trigger.days)]


def _active_from(trigger: Trigger, start: date | None) -> date:
    if trigger.years is None:
        return start or _LONG_AGO
    new_year = date(trigger.years[0], 1, 1)
    return max(start, new_year) if start else new_year


def _end(trigger: Trigger, year: int) -> datetime:
    """Return a moment behind the last start of *year* and before the first of the next.

    So it does not matter whether a boundary still belongs to what it bounds.
    """
    last = datetime.combine(date(year, 12, 31), trigger.start)
    if trigger.interval:
        last += trigger.interval * (trigger.starts_a_day - 1)
    if last.time() < _LAST_SECOND:
        return datetime.combine(last, _LAST_SECOND)
    return datetime.combine(last + _ONE_DAY, _MIDNIGHT)


def _duration(length: timedelta) -> str:
    """Return *length*, less than a day, as ``xs:duration``."""
    minutes, seconds = divmod(length // timedelta(seconds=1), 60)
    counts = ((minutes // 60, "H"), (minutes % 60, "M"), (seconds, "S"))
    return "PT" + "".join([f"{count}{unit}" for count, unit in counts if count])


def _schedule(days: DayPart) -> Node:
    match days:
        case Daily():
            return "ScheduleByDay", [("DaysInterval", "1")]
        case Weekly():
            return "ScheduleByWeek", [("WeeksInterval", "1"), _weekdays(days.weekdays)]
        case Monthly():
            dates: list[Node] = [("Day", day) for day in _numbers(days.dates, days.last)]
            return "ScheduleByMonth", [("DaysOfMonth", dates), _months(days.months)]
        case MonthlyWeekdays():
            weeks: list[Node] = [("Week", week) for week in _numbers(days.weeks, days.last)]
            content = [("Weeks", weeks), _weekdays(days.weekdays), _months(days.months)]
            return "ScheduleByMonthDayOfWeek", content


def _numbers(numbers: Iterable[int], last: bool) -> list[str]:
    return [*map(str, numbers), *["Last"] * last]


def _weekdays(weekdays: Iterable[int]) -> Node:
    # The schema's weeks begin on Monday.
    return "DaysOfWeek", [(WEEKDAYS[day], "") for day in sorted(weekdays, key=FROM_MONDAY.index)]


def _months(months: Iterable[int]) -> Node:
    return "Months", [(MONTHS[month], "") for month in months]
