r"""Windows Task Scheduler: an expression as the triggers of a task, and back.

>>> from cronexpr.schedulers import windows
>>> for trigger in windows.triggers("*/15 9-17 * * 1-5"):
...     print(trigger.start, trigger.interval, trigger.starts_a_day, trigger.days)
09:00:00 0:15:00 36 Weekly(weekdays=(1, 2, 3, 4, 5))

A trigger has a time of day, days, and perhaps a repetition.  The times of an expression become as few
chains of repetitions as can be found, one trigger each; a task has at most 48.  Refusals have the codes
WTS001 to WTS012, and those of reading a task WTS020 to WTS030; `cronexpr.explain_code` tells what they mean.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from .._making import as_expression
from .._plan import bits
from .._zone import zone_token
from ._subject import NEVER, refusal
from ._windows_cover import chains
from ._windows_days import day_parts, is_shared, year_runs
from ._windows_refusals import (
    MOST_TRIGGERS,
    kept_out,
    lost_days,
    lost_zone,
    shared_days,
    shifted,
    too_many,
)
from ._windows_task import action_node, checked_name, principal_node, quoted, registration_node, settings_node
from ._windows_triggers import BootTrigger, Daily, Monthly, MonthlyWeekdays, Trigger, Weekly
from ._windows_union import read_expressions, read_rest, several_expressions
from ._windows_xml import to_xml, trigger_node

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo
    from typing import TypeAlias

    from .._plan import Plan
    from ..dialects import Dialect
    from ..errors import Problem
    from ..expression import CronExpression
    from ._windows_triggers import DayPart
    from ._windows_xml import Node

    Years: TypeAlias = "tuple[int, int] | None"
    Times: TypeAlias = "list[tuple[time, timedelta | None, timedelta | None]]"

__all__ = [
    "BootTrigger",
    "Daily",
    "Monthly",
    "MonthlyWeekdays",
    "Trigger",
    "Weekly",
    "differences",
    "from_task_xml",
    "from_task_xml_all",
    "left_aside",
    "to_commands",
    "to_task_xml",
    "triggers",
]

_HOUR = timedelta(hours=1)
_FIRST_YEAR, _LAST_YEAR = 1601, 9998  # of Windows's clock, and of a year after which another can begin


def triggers(
    text_or_expression: CronExpression | str,
    *,
    wall_clock: bool = False,
    allow_duplicates: bool = False,
    dialect: str | Dialect = "standard",
    tz: str | tzinfo | None = None,
    seed: str | None = None,
) -> tuple[Trigger | BootTrigger, ...]:
    """Return the triggers that together start a task exactly when the expression fires.

    Equal schedules have equal triggers, however they are written.  A repetition counts elapsed time, so on
    a day on which the clocks change the rest of its chain is off by an hour; with *wall_clock* none
    is longer than an hour, which takes more triggers.  *allow_duplicates* accepts two triggers for
    dates or weekdays, which start the task twice on days that are both.  *dialect*, *tz* and *seed* are
    for a text, as in `cronexpr.parse`; a `CronExpression` has its own.

    >>> triggers("0 9 L * *")
    (Trigger(start=datetime.time(9, 0), days=Monthly(dates=(), last=True, months=(1, 2, ..., 12)), ...),)

    Raises:
        CronConversionError: triggers cannot say it; ``problems`` tell what they cannot say.
        CronSyntaxError, CronOptionError, TypeError: as `cronexpr.parse`.
    """
    expr = as_expression(text_or_expression, dialect, seed, tz)
    if expr.is_reboot:
        return (BootTrigger(),)
    is_utc = zone_token(expr.tz) == timedelta(0)
    if expr.tz is not None and not is_utc:
        raise lost_zone(expr)
    parts, years = _days(expr, allow_duplicates=allow_duplicates)
    each = len(parts) * len(years)
    times = _times(expr.plan, MOST_TRIGGERS // each, wall_clock=wall_clock)
    if each * len(times) > MOST_TRIGGERS:
        raise too_many(expr, each * len(times))
    return tuple(
        [
            Trigger(start, part, interval, duration, run, is_utc)
            for run in years
            for part in parts
            for start, interval, duration in times
        ]
    )


def to_task_xml(
    text_or_expression: CronExpression | str,
    command: str,
    arguments: str = "",
    *,
    working_directory: str | None = None,
    name: str | None = None,
    description: str = "",
    user: str | None = None,
    logon_type: str | None = "InteractiveToken",
    highest_privileges: bool = False,
    multiple_instances: str = "Parallel",
    start_when_available: bool = False,
    start: date | None = None,
    wall_clock: bool = False,
    allow_duplicates: bool = False,
    dialect: str | Dialect = "standard",
    tz: str | tzinfo | None = None,
    seed: str | None = None,
) -> bytes:
    r"""Return a task as the file that ``schtasks /create /xml`` takes: UTF-16 with a byte order mark.

    *command* is a program, not a line for a shell (``cmd.exe`` with *arguments* ``/c ...`` is one); Windows
    expands ``%VARIABLES%`` in it.  *name* has its folders before it, as in ``Backups\Nightly``.  The text of
    the expression goes into the description.

    *user* is whose task it is, by default that of whoever creates it.  *logon_type* is
    ``"InteractiveToken"`` (it runs only while the user is logged on), ``"S4U"`` (always, without access
    to the network), ``"Password"`` (always; ``schtasks`` asks for it), or None for a service such as SYSTEM.

    The settings are those of a cron job: it runs on batteries too, as long as it takes, beside a
    run that has not ended (*multiple_instances* is ``"Parallel"``, ``"Queue"``, ``"IgnoreNew"`` or
    ``"StopExisting"``), and what was missed is lost, unless *start_when_available*.  *start* is the day
    from which on the task is active, or else 1 January of its first year, or of 2000.  The other arguments
    are as in `triggers`.

    >>> print(to_task_xml("0 9 * * 1-5", "backup.exe").decode("utf-16").replace("\r", ""))
    <?xml version="1.0" encoding="UTF-16"?>
    <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
      <RegistrationInfo>
        <Description>cron: 0 9 * * 1-5</Description>
    ...

    Raises:
        CronConversionError: triggers cannot say the expression.
        CronOptionError: a text has a control character, is too long, or is none that the scheduler knows.
        CronSyntaxError, TypeError: as `cronexpr.parse`.
    """
    expr = as_expression(text_or_expression, dialect, seed, tz)
    if start is not None and type(start) is not date:
        raise TypeError(f"start must be a date, not {type(start).__name__}")
    found = triggers(expr, wall_clock=wall_clock, allow_duplicates=allow_duplicates)
    if start is not None and any(
        isinstance(it, Trigger) and it.years and it.years[1] < start.year for it in found
    ):
        message = "some of the years are over when the task becomes active"
        raise refusal(expr, "WTS009", message, "leave them out, or let it start earlier", "year")
    parts: list[Node] = [
        registration_node(expr, name, description),
        ("Triggers", [trigger_node(trigger, start) for trigger in found]),
        principal_node(user, logon_type, highest_privileges),
        settings_node(multiple_instances, start_when_available),
        action_node(command, arguments, working_directory),
    ]
    return to_xml(parts)


def differences(
    expr: CronExpression, *, logon_type: str | None = "InteractiveToken", wall_clock: bool = False
) -> tuple[Problem, ...]:
    """Return what a task with the triggers of *expr* does otherwise; the arguments are as in `to_task_xml`.

    >>> [problem.code for problem in differences(cronexpr.parse("*/15 9-17 * * *"))]
    ['WTS015', 'WTS013']
    >>> differences(cronexpr.parse("*/15 9-17 * * *"), logon_type="S4U", wall_clock=True)
    ()

    Raises:
        CronConversionError: as `triggers`.
    """
    found = triggers(expr, wall_clock=wall_clock, allow_duplicates=True)
    problems = []
    if logon_type == "InteractiveToken":
        problems.append(kept_out(expr))
    # Without a zone, it is the machine's clock, which may change.
    if expr.tz is None and any(
        isinstance(it, Trigger) and it.duration and it.duration > _HOUR for it in found
    ):
        problems.append(shifted())
    return tuple(problems)


def to_commands(
    name: str, *, path: str = "task.xml", replace: bool = False, run_as: str | None = None
) -> tuple[str, ...]:
    r"""Return lines for ``cmd.exe``: they create the task *name*, show it, run it now, and delete it.

    *path* is where the bytes from `to_task_xml` are; *replace* overwrites a task of that name.
    *run_as* is a user whose password ``schtasks`` is to ask for.

    >>> print(*to_commands(r"Backups\Nightly"), sep="\n")
    schtasks /create /tn "\Backups\Nightly" /xml "task.xml"
    schtasks /query /tn "\Backups\Nightly" /v /fo list
    schtasks /run /tn "\Backups\Nightly"
    schtasks /delete /tn "\Backups\Nightly"

    Raises:
        CronOptionError: *name* is no task's, or ``cmd.exe`` cannot be given a text.
        TypeError: an argument has the wrong type.
    """
    task = quoted("the name", checked_name(name))
    create = f"schtasks /create /tn {task} /xml {quoted('the path', path)}"
    if run_as is not None:
        create += f" /ru {quoted('run_as', run_as)} /rp *"
    return (
        create + " /f" * replace,
        f"schtasks /query /tn {task} /v /fo list",
        f"schtasks /run /tn {task}",
        f"schtasks /delete /tn {task}",
    )


def from_task_xml(data: bytes | str) -> CronExpression:
    """Return the one expression that fires exactly when the triggers of a task start it.

    *data* is a task's file as exported: bytes in UTF-16 or UTF-8, at most 1,048,576 of them, or text.  Read
    are the triggers and nothing else: `@reboot` stands for a start of the system, UTC for times that end in
    ``Z``, a last year for an end.  From when on a task without an end is active is no part of a cron
    expression, and a trigger that is switched off is none.  `left_aside` tells of what else says when, or
    whether, the task starts.

    >>> from_task_xml(to_task_xml("*/15 9-17 * * mon-fri", "backup.exe")).source
    '*/15 9-17 * * 1-5'

    Raises:
        CronConversionError: the file is no task, or no one expression says when it starts.
        TypeError: *data* is neither bytes nor text.
    """
    found = from_task_xml_all(data)
    if len(found) > 1:
        raise several_expressions(found)
    return found[0]


def from_task_xml_all(data: bytes | str) -> tuple[CronExpression, ...]:
    """Return expressions that together fire exactly when the triggers of a task start it.

    As few as can easily be found; *data* is read as in `from_task_xml`.

    Raises:
        CronConversionError: the file is no task, or cron cannot say when one of its triggers starts it.
        TypeError: *data* is neither bytes nor text.
    """
    return read_expressions(data)


def left_aside(data: bytes | str) -> tuple[Problem, ...]:
    """Return what `from_task_xml` leaves aside: that the task is switched off, or starts later at random.

    >>> left_aside(to_task_xml("0 9 * * *", "backup.exe"))
    ()

    Raises:
        CronConversionError: the file is no task.
        TypeError: *data* is neither bytes nor text.
    """
    return tuple(read_rest(data))


def _days(expr: CronExpression, *, allow_duplicates: bool) -> tuple[list[DayPart], list[Years]]:
    plan = expr.plan
    if not plan.is_satisfiable:
        raise refusal(expr, "WTS001", "it never fires, so there is no trigger for it", NEVER)
    parts = day_parts(plan)
    if parts is None:
        raise lost_days(expr)
    if not allow_duplicates and is_shared(parts, plan):
        raise shared_days(expr)
    years = year_runs(parts, plan)
    if any(run and not _FIRST_YEAR <= run[0] <= run[1] <= _LAST_YEAR for run in years):
        message = f"a task's years are {_FIRST_YEAR} to {_LAST_YEAR}"
        raise refusal(expr, "WTS009", message, "leave the others out", "year")
    return parts, years


def _times(plan: Plan, most: int, *, wall_clock: bool) -> Times:
    """Return the times of day as starts, each with the interval and duration of its repetition.

    Two times are two starts, which follow the wall clock, unless that makes more than *most*.
    """
    found = chains(plan.hours, plan.minutes, within_hours=wall_clock)
    seconds = bits(plan.seconds)
    if len(found) * len(seconds) > most:
        found = chains(plan.hours, plan.minutes, shortest=2, within_hours=wall_clock)
    return [
        (time(minute // 60, minute % 60, second), *_repetition(step, count))
        for minute, step, count in found
        for second in seconds
    ]


def _repetition(step: int, count: int) -> tuple[timedelta, timedelta] | tuple[None, None]:
    """Return the interval of *step* minutes and a duration for *count* starts.

    Windows starts a task once more at the end of the duration (since Vista; not so before), so that
    end lies between two starts.
    """
    if count == 1:
        return None, None
    rest = timedelta(seconds=30) if step == 1 else timedelta(minutes=1)
    return timedelta(minutes=step), timedelta(minutes=step * (count - 1)) + rest
