"""The triggers of a task's file as schedules: a zone, years, times of day and days each."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from .._calendar import shape_parts
from .._plan import EVERY_YEAR, SECONDS_A_DAY, mask_of
from .._value import Value
from ..errors import quote
from ._reading import days_of
from ._subject import conversion_error
from ._windows_triggers import Daily, Monthly, MonthlyWeekdays, Weekly
from ._windows_xml import MONTHS, WEEKDAYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from ._windows_reading import Element
    from ._windows_triggers import DayPart

    Times: TypeAlias = frozenset[int]  # seconds of the day

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.0+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DURATION = re.compile(
    r"P(?:(\d{1,5})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,7})(?:\.0+)?S)?)?", re.ASCII
)
_SCHEDULES = ("ScheduleByDay", "ScheduleByWeek", "ScheduleByMonth", "ScheduleByMonthDayOfWeek")
_BY_HAND = "read the others, and set this one up by hand"


class Schedule(Value):
    """When a trigger starts the task: its *times* are seconds of the day, its *days* as those of a `Part`."""

    __slots__ = ("is_utc", "years", "times", "days")

    is_utc: bool
    years: int
    times: Times
    days: int


def is_enabled(trigger: Element) -> bool:
    """Return whether *trigger* is not switched off."""
    return trigger.text_of("Enabled", "true") not in ("false", "0")


def refuse_delay(trigger: Element) -> None:
    """Raise where *trigger*, a ``BootTrigger``, starts the task some time after the system has started."""
    delay = trigger.text_of("Delay")
    if delay and _seconds(delay):
        message = "a trigger has a Delay, and cron starts its jobs at once"
        raise conversion_error("WTS024", message, "take it out, and let the command wait")


def read_schedule(trigger: Element) -> Schedule:
    """Return when a ``CalendarTrigger`` or ``TimeTrigger`` starts the task."""
    start, is_utc = _moment(trigger, "StartBoundary")
    repetition = _repetition(trigger)
    if trigger.tag == "CalendarTrigger":
        part = _day_part(trigger)
    elif repetition and repetition[1] is None:
        part = Daily()
    else:
        message = "a trigger starts the task once, or for a while only, and a cron job has no end"
        raise conversion_error("WTS026", message, _BY_HAND)
    first = start.hour * 3600 + start.minute * 60 + start.second
    times, wraps = _times(first, repetition, part)
    years = _years(trigger, start, is_utc, times)
    if wraps and years != EVERY_YEAR:
        raise _endless()
    days = days_of(mask_of(part.months), lambda shape: part.day_mask(*shape_parts(shape)))
    return Schedule(is_utc, years, times, days)


def _moment(trigger: Element, tag: str) -> tuple[datetime, bool]:
    text = trigger.text_of(tag)
    match = _MOMENT.fullmatch(text)
    if match is None:
        message = f"the {tag} {quote(text)} is no date with a time in whole seconds"
        raise conversion_error("WTS025", message, "write it as 2026-01-01T09:00:00")
    zone = match[2] or ""
    if zone not in ("", "Z", "+00:00", "-00:00"):
        message = f"the {tag} has the UTC offset {zone}, which is no time zone"
        raise conversion_error(
            "WTS025", message, "write it in UTC, with a Z, or by the machine's clock, with nothing"
        )
    try:
        return datetime.fromisoformat(match[1]), bool(zone)
    except ValueError:
        raise conversion_error("WTS025", f"there is no such date as {quote(text)}", "correct it") from None


def _seconds(text: str) -> int:
    """Return the seconds of an ``xs:duration`` of days, hours, minutes and whole seconds."""
    match = _DURATION.fullmatch(text)
    if match is None or text[-1] in "PT":
        message = f"the duration {quote(text)} is not one of days, hours, minutes and whole seconds"
        raise conversion_error("WTS023", message, "write it as PT15M")
    days, hours, minutes, seconds = (int(digits or 0) for digits in match.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


def _repetition(trigger: Element) -> tuple[int, int | None] | None:
    """Return the interval and the duration in seconds, None being no end; None without a repetition."""
    repetition = trigger.child("Repetition")
    if repetition is None:
        return None
    interval = _seconds(repetition.text_of("Interval"))
    if interval < 60:
        raise conversion_error("WTS023", "a repetition's interval is a minute at least", "write it as PT1M")
    duration = repetition.text_of("Duration")
    return interval, _seconds(duration) if duration else None


def _times(first: int, repetition: tuple[int, int | None] | None, part: DayPart) -> tuple[Times, bool]:
    """Return the times of day, and whether a chain goes on past midnight.

    Windows since Vista starts a task once more where the duration ends.
    """
    if repetition is None:
        return frozenset({first}), False
    interval, duration = repetition
    last = SECONDS_A_DAY if duration is None else first + duration // interval * interval
    if last < SECONDS_A_DAY:
        return frozenset(range(first, last + 1, interval)), False
    if part != Daily():
        raise _endless()
    if duration is not None and duration < SECONDS_A_DAY:
        return frozenset({second % SECONDS_A_DAY for second in range(first, last + 1, interval)}), True
    if SECONDS_A_DAY % interval:
        raise _endless()
    return frozenset(range(first % interval, SECONDS_A_DAY, interval)), True


def _endless() -> Exception:
    message = "a repetition goes on past midnight, and cron starts afresh with every day"
    return conversion_error("WTS023", message, "end its duration before midnight, or let it be of every day")


def _years(trigger: Element, start: datetime, is_utc: bool, times: Times) -> int:
    """Return the mask of the years between the boundaries; without an end, when it began does not matter."""
    if trigger.child("EndBoundary") is None:
        return EVERY_YEAR
    end, is_end_utc = _moment(trigger, "EndBoundary")
    first, last = timedelta(seconds=min(times)), timedelta(seconds=max(times))
    year = end.year - (end < datetime(end.year, 1, 1) + first)
    starts_with_year = (start.month, start.day) == (1, 1)
    ends_with_year = year >= start.year and end - datetime(year, 12, 31) >= last
    if not (starts_with_year and ends_with_year and is_utc == is_end_utc):
        message = "a trigger ends, and it is not active for whole years"
        hint = "let it begin on 1 January and end on 31 December at 23:59:59, or have no end"
        raise conversion_error("WTS025", message, hint)
    return (2 << year) - (1 << start.year)


# Days


def _day_part(trigger: Element) -> DayPart:
    found = [child for child in trigger.children if child.tag in _SCHEDULES]
    if len(found) != 1:
        raise _incomplete("a calendar trigger has not exactly one schedule")
    schedule = found[0]
    if schedule.tag == "ScheduleByDay":
        _refuse_interval(schedule, "DaysInterval")
        return Daily()
    if schedule.tag == "ScheduleByWeek":
        _refuse_interval(schedule, "WeeksInterval")
        return Weekly(_named(schedule, "DaysOfWeek", WEEKDAYS))
    months = _named(schedule, "Months", MONTHS)
    if schedule.tag == "ScheduleByMonth":
        return Monthly(*_numbered(schedule, "DaysOfMonth", "Day", 31), months)
    return MonthlyWeekdays(
        _named(schedule, "DaysOfWeek", WEEKDAYS), *_numbered(schedule, "Weeks", "Week", 4), months
    )


def _refuse_interval(schedule: Element, tag: str) -> None:
    if schedule.text_of(tag, "1") != "1":
        unit = tag.removesuffix("Interval").lower()
        message = (
            f"a trigger is of every {quote(schedule.text_of(tag))} {unit}, and cron has no memory of them"
        )
        raise conversion_error(
            "WTS022", message, "let it be of every day or week, and the command look at the date"
        )


def _named(schedule: Element, tag: str, names: tuple[str, ...]) -> tuple[int, ...]:
    parent = schedule.child(tag)
    found = [child.tag for child in parent.children] if parent else []
    if not found or "" in found or not {*found} <= {*names}:
        raise _incomplete(f"{schedule.tag} has no {tag}, or one that is unknown")
    return tuple(sorted({names.index(name) for name in found}))


def _numbered(schedule: Element, tag: str, item: str, most: int) -> tuple[tuple[int, ...], bool]:
    """Return the numbers, 1 to *most*, and whether "Last" is among them."""
    parent = schedule.child(tag)
    found = {child.text for child in parent.children if child.tag == item} if parent else set()
    numbers = [number for number in range(1, most + 1) if str(number) in found]
    last = "Last" in found
    if not found or len(found) != len(numbers) + last:
        raise _incomplete(f"{schedule.tag} has no {tag}, or one that is unknown")
    return tuple(numbers), last


def _incomplete(message: str) -> Exception:
    return conversion_error("WTS027", message, "export the task from Windows again")
