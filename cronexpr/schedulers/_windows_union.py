"""Schedules as expressions: those that belong together put together, and the rest by themselves."""

from __future__ import annotations

from .._days import united
from .._making import parse
from .._plan import EVERY_YEAR
from ..errors import Problem, cut, quote
from ..fields import YEAR
from ._reading import Part, by_month, merged, plan_of, text_of
from ._subject import AT_ONCE, SWITCHED_OFF, conversion_error
from ._windows_back import is_enabled, read_schedule, refuse_delay
from ._windows_reading import read_task
from ._windows_refusals import MOST_TRIGGERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from ..errors import CronConversionError
    from ..expression import CronExpression
    from ._windows_back import Schedule, Times
    from ._windows_reading import Element

    Clock: TypeAlias = tuple[int, int, int]  # masks of hours, minutes, seconds

_SHOWN = 4


def read_expressions(data: bytes | str) -> tuple[CronExpression, ...]:
    """Return expressions for all triggers of a task that are switched on."""
    active = _active(read_task(data))
    if len(active) > MOST_TRIGGERS:
        message = f"it has {len(active)} triggers, and a task has at most {MOST_TRIGGERS}"
        raise conversion_error("WTS008", message, "Windows would not take it either")
    for trigger in active:
        if trigger.tag not in ("BootTrigger", "CalendarTrigger", "TimeTrigger"):
            message = f"a trigger is no schedule, but a {quote(trigger.tag)}"
            raise conversion_error(
                "WTS021", message, "cron has times, and @reboot for a start of the system; take it out"
            )
    boots = [trigger for trigger in active if trigger.tag == "BootTrigger"]
    for trigger in boots:
        refuse_delay(trigger)
    schedules = [read_schedule(trigger) for trigger in active if trigger not in boots]
    found = (*[parse("@reboot")] * bool(boots), *expressions(schedules))
    if not found:
        raise conversion_error("WTS021", "no trigger is switched on that starts the task", "switch one on")
    return found


def read_rest(data: bytes | str) -> Iterator[Problem]:
    """Yield what the times of a task's triggers do not tell."""
    task = read_task(data)
    settings = task.child("Settings")
    if settings is not None and not is_enabled(settings):
        yield Problem("WTS029", "warning", f"the task is {SWITCHED_OFF}")
    delays = [trigger.text_of("RandomDelay") for trigger in _active(task)]
    for delay in dict.fromkeys(delays):
        if delay.strip("PTDHMS0."):
            message = f"a start is later by a random time, RandomDelay {cut(delay)}; {AT_ONCE}"
            yield Problem("WTS030", "warning", message)


def _active(task: Element) -> list[Element]:
    """Return the triggers of *task* that are switched on."""
    triggers = task.child("Triggers")
    return [trigger for trigger in (triggers.children if triggers else ()) if is_enabled(trigger)]


def several_expressions(found: tuple[CronExpression, ...]) -> CronConversionError:
    """Return the refusal of a task that takes more than one expression."""
    texts = "; ".join([expr.source for expr in found[:_SHOWN]])
    more = "; ..." if len(found) > _SHOWN else ""
    message = f"it takes {len(found)} cron expressions to say when this task starts"
    return conversion_error("WTS028", message, f"from_task_xml_all returns them: {texts}{more}")


def expressions(schedules: Iterable[Schedule]) -> Iterator[CronExpression]:
    """Yield expressions that together have just the times of *schedules*, as few as can easily be found."""
    for schedule in merged(schedules, ("times", "days", "years")):
        years = schedule.years
        if years != EVERY_YEAR and years & ~YEAR.full_mask:
            message = f"a trigger has years outside those of a cron expression, {YEAR.low} to {YEAR.high}"
            raise conversion_error("WTS009", message, "let it end earlier, or not at all")
        for clock in _clocks(schedule.times):
            yield from _of_one_clock(clock, schedule)


def _clocks(times: Times) -> list[Clock]:
    """Return products of hours, minutes and seconds that have each of *times* in one of them."""
    minutes_of = united(((time // 3600, time % 60), 1 << time // 60 % 60) for time in sorted(times))
    seconds_of = united(((hour, minutes), 1 << second) for (hour, second), minutes in minutes_of.items())
    hours_of = united(((minutes, seconds), 1 << hour) for (hour, minutes), seconds in seconds_of.items())
    return [(hours, *rest) for rest, hours in hours_of.items()]


def _of_one_clock(clock: Clock, schedule: Schedule) -> list[CronExpression]:
    """Return one expression for all days of *schedule*, or else as few as months can be put together."""
    whole = _expression(clock, schedule)
    if whole is not None:
        return [whole]
    found: list[tuple[int, CronExpression]] = []
    for alone in by_month(schedule.days):
        for index, (others, _) in enumerate(found):
            expr = _expression(clock, schedule.replace(days=alone | others))
            if expr is not None:
                found[index] = alone | others, expr
                break
        else:
            expr = _expression(clock, schedule.replace(days=alone))
            if expr is not None:
                found.append((alone, expr))
    return [expr for _, expr in found]


def _expression(clock: Clock, schedule: Schedule) -> CronExpression | None:
    """Return the expression of these times and days, if there is one and it ever fires."""
    plan = plan_of(Part(*clock, schedule.years, schedule.days))
    written = text_of(plan) if plan and plan.is_satisfiable else None
    return written and parse(written[0], dialect=written[1], tz="UTC" if schedule.is_utc else None)
