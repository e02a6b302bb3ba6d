"""Schedules as expressions: those that belong together put together, and the rest by themselves."""

from __future__ import annotations

from .._making import parse
from .._plan import EVERY_YEAR
from ..errors import quote
from ..fields import YEAR
from ._aside import AT_ONCE, SWITCHED_OFF, aside
from ._reading import Part, days_by_month, plan_of, text_of
from ._windows_back import is_enabled, read_schedule, refuse_delay
from ._windows_reading import read_task, unreadable
from ._windows_refusals import MOST_TRIGGERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from ..errors import CronConversionError, Problem
    from ..expression import CronExpression
    from ._windows_back import Schedule, Table, Times
    from ._windows_reading import Element

    Clock: TypeAlias = tuple[int, int, int]  # masks of hours, minutes, seconds

_YEARS, _TIMES, _TABLE = 1, 2, 3
_SHOWN = 4


def read_expressions(data: bytes | str) -> tuple[CronExpression, ...]:
    """Return expressions for all triggers of a task that are switched on."""
    active = _active(read_task(data))
    if len(active) > MOST_TRIGGERS:
        message = f"it has {len(active)} triggers, and a task has at most {MOST_TRIGGERS}"
        raise unreadable("WTS008", message, "Windows would not take it either")
    for trigger in active:
        if trigger.tag not in ("BootTrigger", "CalendarTrigger", "TimeTrigger"):
            message = f"a trigger is no schedule, but a {quote(trigger.tag)}"
            raise unreadable(
                "WTS021", message, "cron has times, and @reboot for a start of the system; take it out"
            )
    boots = [trigger for trigger in active if trigger.tag == "BootTrigger"]
    for trigger in boots:
        refuse_delay(trigger)
    schedules = [read_schedule(trigger) for trigger in active if trigger not in boots]
    found = (*[parse("@reboot")] * bool(boots), *expressions(schedules))
    if not found:
        raise unreadable("WTS021", "no trigger is switched on that starts the task", "switch one on")
    return found


def read_rest(data: bytes | str) -> Iterator[Problem]:
    """Yield what the times of a task's triggers do not tell."""
    task = read_task(data)
    settings = task.child("Settings")
    if settings is not None and not is_enabled(settings):
        yield aside("WTS029", f"the task is {SWITCHED_OFF}")
    delays = [trigger.text_of("RandomDelay") for trigger in _active(task)]
    for delay in dict.fromkeys(delays):
        if delay.strip("PTDHMS0."):
            yield aside(
                "WTS030", f"a start is later by a random time, RandomDelay {quote(delay)[1:-1]}; {AT_ONCE}"
            )


def _active(task: Element) -> list[Element]:
    """Return the triggers of *task* that are switched on."""
    triggers = task.child("Triggers")
    return [trigger for trigger in (triggers.children if triggers else ()) if is_enabled(trigger)]


def several_expressions(found: tuple[CronExpression, ...]) -> CronConversionError:
    """Return the refusal of a task that takes more than one expression."""
    texts = "; ".join([expr.source for expr in found[:_SHOWN]])
    more = "; ..." if len(found) > _SHOWN else ""
    message = f"it takes {len(found)} cron expressions to say when this task starts"
    return unreadable("WTS028", message, f"from_task_xml_all returns them: {texts}{more}")


def expressions(schedules: Iterable[Schedule]) -> Iterator[CronExpression]:
    """Yield expressions that together have just the times of *schedules*, as few as can easily be found."""
    found = [*schedules]
    for coordinate in (_TIMES, _TABLE, _YEARS, _TIMES):
        found = _merged(found, coordinate)
    for is_utc, years, times, table in found:
        if years != EVERY_YEAR and (years & -years < 1 << YEAR.low or years >= 2 << YEAR.high):
            message = f"a trigger has years outside those of a cron expression, {YEAR.low} to {YEAR.high}"
            raise unreadable("WTS009", message, "let it end earlier, or not at all")
        for clock in _clocks(times):
            yield from _of_one_clock(clock, table, years, "UTC" if is_utc else None)


def _merged(schedules: list[Schedule], coordinate: int) -> list[Schedule]:
    """Return the schedules with those made one that differ in *coordinate* only."""
    groups: dict[tuple[object, ...], Schedule] = {}
    for schedule in schedules:
        key = (*schedule[:coordinate], None, *schedule[coordinate + 1 :])
        groups[key] = _joined(groups[key], schedule) if key in groups else schedule
    return [*groups.values()]


def _joined(one: Schedule, other: Schedule) -> Schedule:
    is_utc, years, times, table = one
    _, more_years, more_times, more = other
    return is_utc, years | more_years, times | more_times, _both(table, more)


def _both(one: Table, other: Table) -> Table:
    return tuple([mine | theirs for mine, theirs in zip(one, other, strict=True)])


def _clocks(times: Times) -> list[Clock]:
    """Return products of hours, minutes and seconds that have each of *times* in one of them."""
    minutes_of: dict[tuple[int, int], int] = {}
    for time in sorted(times):
        key = time // 3600, time % 60
        minutes_of[key] = minutes_of.get(key, 0) | 1 << time // 60 % 60
    seconds_of: dict[tuple[int, int], int] = {}
    for (hour, second), minutes in minutes_of.items():
        seconds_of[hour, minutes] = seconds_of.get((hour, minutes), 0) | 1 << second
    hours_of: dict[tuple[int, int], int] = {}
    for (hour, minutes), seconds in seconds_of.items():
        hours_of[minutes, seconds] = hours_of.get((minutes, seconds), 0) | 1 << hour
    return [(hours, minutes, seconds) for (minutes, seconds), hours in hours_of.items()]


def _of_one_clock(clock: Clock, table: Table, years: int, tz: str | None) -> list[CronExpression]:
    """Return one expression for all days of *table*, or else as few as months can be put together."""
    whole = _expression(clock, table, years, tz)
    if whole is not None:
        return [whole]
    found: list[tuple[Table, CronExpression]] = []
    for month, days in enumerate(table):
        alone = tuple([days if index == month else 0 for index in range(len(table))])
        for index, (others, _) in enumerate(found if days else ()):
            together = _both(alone, others)
            expr = _expression(clock, together, years, tz)
            if expr is not None:
                found[index] = together, expr
                break
        else:
            expr = _expression(clock, alone, years, tz) if days else None
            if expr is not None:
                found.append((alone, expr))
    return [expr for _, expr in found]


def _expression(clock: Clock, table: Table, years: int, tz: str | None) -> CronExpression | None:
    """Return the expression of these times and days, if there is one and it ever fires."""
    plan = plan_of(Part(*clock, years, days_by_month(table)))
    written = text_of(plan) if plan and plan.is_satisfiable else None
    return written and parse(written[0], dialect=written[1], tz=tz)
