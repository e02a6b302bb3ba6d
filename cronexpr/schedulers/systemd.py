r"""systemd timers: expressions as ``OnCalendar=``, and units that run a command by them.

Two lines of ``OnCalendar=`` in one timer are joined by *or*, weekday and date in one line by *and*,
so that what takes one field of cron may take several lines here.

>>> from cronexpr.schedulers import systemd
>>> systemd.to_calendar(cronexpr.parse("*/15 9-17 * * mon-fri", tz="Europe/Berlin"))
['Mon..Fri *-*-* 09..17:00/15:00 Europe/Berlin']
>>> systemd.to_calendar("0 9 13,L * fri")
['Fri *-*-* 09:00:00', '*-*-13 09:00:00', '*-*~01 09:00:00']
"""

from __future__ import annotations

from .._making import as_expression, parse
from .._plan import EVERY_YEAR
from ..errors import Problem, cut
from ..fields import YEAR
from ._calendar_reading import check_settings, check_size, is_start_up, is_zero, read_calendar, read_timer
from ._calendar_texts import calendar_texts
from ._reading import expression_of
from ._subject import AT_ONCE, FEBRUARY, clock_change_differences, refusal, zone_name
from ._units import check_description, check_name, exec_start, service_unit, timer_unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..dialects import Dialect
    from ..expression import CronExpression
    from ._units import On

__all__ = ["differences", "from_calendar", "from_timer", "left_aside", "to_calendar", "to_units"]


def to_calendar(
    text_or_expression: str | CronExpression, *, dialect: str | Dialect = "standard", seed: str | None = None
) -> list[str]:
    """Return the calendar event expressions (systemd.time(7)) that together fire when the expression does.

    Each is for an ``OnCalendar=`` of its own, in one timer.  They come from what is meant, so
    that equal schedules have the same; what was drawn from a seed becomes a number.  A zone
    of the expression is written behind each; without one systemd uses the machine's.  *dialect*
    and *seed* are for a text, as in `cronexpr.parse`.

    >>> to_calendar("0 0 LW * *")
    ['Mon..Thu *-*~01 00:00:00', 'Fri *-*~01..03 00:00:00']

    Raises:
        CronConversionError: it is a start-up job (SYD001), some days of February cannot be said
            (SYD002), its zone has no IANA key (SYD003), or it names years outside 1970-2199 (SYD007).
        CronSyntaxError: the text is not an expression of *dialect*.
        CronOptionError: an unknown dialect, or a seed is missing.
    """
    expr = as_expression(text_or_expression, dialect, seed)
    if expr.is_reboot:
        hint = "to_units writes OnBootSec= for it"
        raise refusal(expr, "SYD001", "OnCalendar= cannot say a start-up job", hint)
    if expr.plan.years != EVERY_YEAR and expr.plan.years & ~YEAR.full_mask:
        hint = f"name years from {YEAR.low} to {YEAR.high}"
        raise refusal(expr, "SYD007", "systemd knows no such years", hint, "year")
    zone = "" if expr.tz is None else f" {zone_name(expr.tz, 'SYD003', 'systemd')}"
    texts = calendar_texts(expr.plan)
    if texts is None:
        raise refusal(expr, "SYD002", "OnCalendar= cannot say these days of February", FEBRUARY)
    return [text + zone for text in texts]


def to_units(
    text_or_expression: str | CronExpression,
    command: str | Sequence[str],
    name: str,
    *,
    description: str | None = None,
    persistent: bool = False,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> dict[str, str]:
    r"""Return a timer and the service that it starts: the texts of two unit files, by file name.

    *command* is a shell's, as in a crontab, or a sequence of a program and its arguments, which no
    shell sees.  *name* is the units', without a suffix.  *description* is the expression in
    words where left out.  With *persistent*, a run that was missed while the machine was off is
    made up for at start-up; cron never does that.  The timer is exact to the second, where
    systemd by itself would allow a minute.  ``@reboot`` becomes ``OnBootSec=0``.

    >>> units = to_units("0 2 * * *", "backup --log /var/log/backup-$(date +%F)", "backup")
    >>> list(units)
    ['backup.timer', 'backup.service']
    >>> print(units["backup.service"], end="")
    # cron: 0 2 * * *
    [Unit]
    Description=At 2:00 AM every day
    <BLANKLINE>
    [Service]
    Type=oneshot
    ExecStart="/bin/sh" "-c" "backup --log /var/log/backup-$$(date +%%F)"

    Raises:
        CronConversionError: as `to_calendar`, save for ``@reboot``.
        CronOptionError: the name (SYD004), the description (SYD005), or the command (SYD005, SYD006) cannot
            stand in a unit file; or as `to_calendar`.
        CronSyntaxError: as `to_calendar`.
        TypeError: *command* is no text, and no sequence of texts.
    """
    expr = as_expression(text_or_expression, dialect, seed)
    check_name(name)
    start = exec_start(command)
    text = expr.describe() if description is None else check_description(description)
    when: On = ("OnBootSec", ["0"]) if expr.is_reboot else ("OnCalendar", to_calendar(expr))
    return {
        f"{name}.timer": timer_unit(expr, text, name, when, is_persistent=persistent),
        f"{name}.service": service_unit(expr, text, start),
    }


def from_calendar(text: str) -> CronExpression:
    r"""Return the expression that fires when *text* does: a calendar event expression, or one in each line.

    Blank lines are skipped, and ``OnCalendar=`` may stand before each.  Read are weekdays, dates from
    either end of the month, times, lists, ranges, steps, a zone, and names such as ``daily``; not
    fractions of a second.  At clock changes it does what systemd does: its policy is ``skip``.

    >>> from_calendar("Mon..Fri *-*-* 09..17:00/15:00 Europe/Berlin")
    cronexpr.parse('*/15 9-17 * * 1-5', tz='Europe/Berlin', dst='skip')
    >>> from_calendar("Fri *-*-* 09:00\n*-*-13 09:00").source
    '0 9 13 * 5'

    Raises:
        CronSyntaxError: that is no such text (SYD011), or it is too long (SYD012).
        CronConversionError: no cron expression says it (SYD013, SYD015).
        TypeError: *text* is no str.
    """
    check_size(text)
    found = []
    at = 0
    for line in text.splitlines(keepends=True) or [""]:
        body = line.strip()
        value = body.removeprefix("OnCalendar=").strip()
        if value or not text.strip():
            found.append((value, at + line.index(value)))
        at += len(line)
    return _from_lines(found, text)


def from_timer(text: str) -> CronExpression:
    """Return the expression of a timer: what the ``OnCalendar=`` lines of *text*, a unit file, say together.

    ``OnBootSec=0`` alone is ``@reboot``.  Everything else in the file is left aside, a random delay too, of
    which `left_aside` tells.

    >>> from_timer(to_units("0 9 * * 1-5", "true", "work")["work.timer"]).source
    '0 9 * * 1-5'

    Raises:
        CronSyntaxError, TypeError: as `from_calendar`.
        CronConversionError: as `from_calendar`; or the timer has no ``OnCalendar=``, or another setting that
            says when (SYD014).
    """
    check_size(text)
    settings = [*read_timer(text)]
    if is_start_up(settings):
        return parse("@reboot")
    check_settings(settings, text)
    return _from_lines([(value, start) for _, value, start in settings], text)


def left_aside(text: str) -> tuple[Problem, ...]:
    r"""Return what `from_timer` leaves aside although it says when the timer starts its unit: a random delay.

    >>> note, = left_aside("[Timer]\nOnCalendar=daily\nRandomizedDelaySec=1h\n")
    >>> note.code, note.message
    ('SYD016', 'each run is later by a random time, RandomizedDelaySec=1h; cron starts its jobs at once')

    Raises:
        CronSyntaxError: *text* is too long (SYD012).
        TypeError: *text* is no str.
    """
    check_size(text)
    delays = [value for _, value, _ in read_timer(text, ("RandomizedDelaySec",))]
    if not delays or is_zero(delays[-1]):
        return ()
    delay = cut(delays[-1])
    message = f"each run is later by a random time, RandomizedDelaySec={delay}; {AT_ONCE}"
    return (Problem("SYD016", "warning", message),)


def _from_lines(lines: list[tuple[str, int]], source: str) -> CronExpression:
    read = [read_calendar(value, source, start) for value, start in lines]
    return expression_of(read, ("SYD015", "SYD013"), source)


def differences(expr: CronExpression) -> tuple[Problem, ...]:
    """Return what a timer does otherwise than *expr* where the clocks change.

    As `cronexpr.converter.differences` does for dialects.  systemd leaves out a time that is skipped, and
    runs once, in the first pass, at one that comes twice.

    >>> [problem.code for problem in differences(cronexpr.parse("30 2 * * *", tz="Europe/Berlin"))]
    ['CNV101']
    """
    return clock_change_differences(expr, "systemd")
