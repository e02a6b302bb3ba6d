"""Celery: a beat schedule for any expression, and ``crontab()`` in both directions.

`CronSchedule` stands in a ``beat_schedule`` wherever ``crontab()`` or an interval may.  It
says what ``crontab()`` cannot: seconds and years, ``L``, ``W`` and ``#``, dates *or* weekdays,
and a time zone and clock-change policy of its own.  What was found out about Celery
was found in its 5.7 (``celery/beat.py``, ``celery/schedules.py``).
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from celery.schedules import BaseSchedule, crontab, schedstate

from .. import CronConversionError, CronExpression, Problem, convert, parse
from .._arguments import spell_call
from .._making import as_expression
from .._plan import mask_of
from .._writer import starred
from .._zone import zone_key, zone_token
from ..errors import quote
from ..fields import DAY_OF_MONTH, DAY_OF_WEEK, HOUR, MINUTE, MONTH
from ..schedulers._subject import conversion_error
from ._schedules import scheduled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import tzinfo as TzInfo
    from typing import Any

    from celery import Celery, schedules

    from .. import Dialect
    from ..fields import Field

__all__ = ["CronSchedule", "from_celery", "to_celery"]

_NEVER = timedelta(days=36_525)  # A century: beat does arithmetic with the answer, so it must be finite.
_CRONTAB_FIELDS = (
    ("minute", MINUTE),
    ("hour", HOUR),
    ("day_of_month", DAY_OF_MONTH),
    ("month_of_year", MONTH),
    ("day_of_week", DAY_OF_WEEK),
)
_INSTEAD = "CronSchedule in place of crontab() runs it as it is"
_AT_START = "connect a function to celery.signals.beat_init"


class CronSchedule(BaseSchedule):
    """A beat schedule that runs at the occurrences of an expression.

    *expression* is text in *dialect*, or a `CronExpression`.  *tz* and *dst* are as in
    `cronexpr.parse`; left out, an expression keeps its own.  Without a zone the schedule runs
    by the app's ``timezone``.  *nowfun* and *app* are Celery's: a function for the present,
    aware or in naive UTC, which must pickle; and the app, which beat sets itself.

    Only the instant of the last run counts, whatever zone it is given in.  After a
    time without beat, one run makes up for all those missed; none does where the latest of them is
    longer ago than ``beat_cron_starting_deadline`` seconds.  Schedules are equal where their expressions
    and *nowfun* are, so beat notices a change, and pickle by their text.

    >>> schedule = CronSchedule("30 0 9 L * *", tz="Europe/Berlin")
    >>> schedule
    CronSchedule('30 0 9 L * *', tz='Europe/Berlin')
    >>> schedule == CronSchedule("30 00 09 L JAN-DEC ?", tz="Europe/Berlin")
    True

    Raises:
        CronSyntaxError, CronOptionError, TypeError: as `cronexpr.parse`.
        CronConversionError: the expression is ``@reboot``, which beat has no place for.
    """

    expr: CronExpression
    """The expression; its zone is None where the app's counts."""

    nowfun: Callable[[], datetime] | None

    def __init__(
        self,
        expression: str | CronExpression,
        *,
        tz: str | TzInfo | None = None,
        dst: str | None = None,
        dialect: str | Dialect = "standard",
        seed: str | None = None,
        nowfun: Callable[[], datetime] | None = None,
        app: Celery | None = None,
    ) -> None:
        super().__init__(nowfun=nowfun, app=app)
        refusal = "beat has no start-up jobs"
        self.expr = scheduled(expression, tz, dst, dialect, seed, refusal=refusal, hint=_AT_START)

    @property
    def tz(self) -> TzInfo:  # type: ignore[override]  # celery-types has it for a str.
        """The zone it runs by: the expression's or, without one, the app's."""
        return self.expr.tz or self.app.timezone

    def is_due(self, last_run_at: datetime) -> schedstate:
        """Return whether to run now, and in how many seconds to ask again.

        Due is what has an occurrence after *last_run_at* (naive: UTC) that is not in the future.  The second
        answer counts from now to the next occurrence, so that a late run is not followed by others to
        make up for more; with no occurrence to come it is a century.
        """
        now = self._now()
        run = self._next(_in_utc(last_run_at))
        if run is None or run > now:
            return schedstate(is_due=False, next=_seconds(now, run))
        return schedstate(is_due=self._is_in_time(now), next=_seconds(now, self._next(now)))

    def remaining_estimate(self, last_run_at: datetime) -> timedelta:
        """Return the time from now to the first occurrence after *last_run_at*, negative if that is past.

        It is a century where there is none.
        """
        now, run = self._now(), self._next(_in_utc(last_run_at))
        return _NEVER if run is None else run - now

    def _now(self) -> datetime:
        return _in_utc(self.now())

    def _next(self, after: datetime) -> datetime | None:
        """Return the first occurrence after *after*, both in UTC, where differences are real time."""
        run = self.expr.next(after.astimezone(self.tz))
        return None if run is None else run.astimezone(timezone.utc)

    def _is_in_time(self, now: datetime) -> bool:
        """Return whether the latest occurrence is within the starting deadline, if one is set."""
        deadline = self.app.conf.beat_cron_starting_deadline
        if deadline is None:
            return True
        latest = self.expr.previous(now.astimezone(self.tz), inclusive=True)
        return latest is not None and now - latest.astimezone(timezone.utc) <= timedelta(seconds=deadline)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CronSchedule):
            return NotImplemented
        return self.expr == other.expr and self.nowfun == other.nowfun

    def __hash__(self) -> int:
        return hash((self.expr, self.nowfun))

    def __repr__(self) -> str:
        return spell_call(self.expr, "CronSchedule")

    def __reduce__(self) -> tuple[Any, ...]:
        # The app is left out, as by all of Celery's schedules: beat sets its own.
        return type(self), (self.expr,), {"nowfun": self.nowfun}


def to_celery(
    text_or_expression: str | CronExpression,
    *,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
    app: Celery | None = None,
) -> schedules.crontab:
    """Return Celery's own ``crontab()`` with the same wall-clock times, all in numbers.

    *dialect* and *seed* are for a text, as in `cronexpr.parse`; a `CronExpression` has its own.  It runs
    by the app's ``timezone``, so an expression with a zone is refused unless *app* is given and has that
    zone.  Where the clocks change, Celery has a rule of its own.

    >>> to_celery("0 9 * * mon-fri")
    <crontab: 0 9 * * 1-5 (m/h/dM/MY/d)>

    Raises:
        CronConversionError: ``crontab()`` cannot say it; ``problems`` name all that it cannot say.
        CronSyntaxError, CronOptionError, TypeError: as `cronexpr.convert`.
    """
    expr = as_expression(text_or_expression, dialect, seed)
    said = parse(_line(expr, app), dialect="celery").fields[1:6]
    minute, hour, day_of_month, month, day_of_week = [starred(field.mask, field.field) for field in said]
    return crontab(minute, hour, day_of_week, day_of_month, month, app=app)


def from_celery(schedule: BaseSchedule) -> CronExpression:
    """Return the expression, of the dialect ``celery``, with the times of a ``crontab()``.

    It is written in numbers, whatever was given (names, lists, sets).  Dates and weekdays must both match, as
    in Celery.  The zone is the app's, so the expression has none; that of a subclass with a zone of its
    own, such as django-celery-beat's, is kept.  A `CronSchedule` returns its ``expr``.

    >>> from_celery(crontab(hour="9,17", minute={0, 30}, day_of_week="mon-fri")).source
    '0,30 9,17 * * 1-5'

    Raises:
        CronConversionError: it is a schedule of another kind, or its values are no whole numbers.
        CronOptionError: the subclass's zone cannot be used.
        TypeError: it is no schedule of Celery's.
    """
    if isinstance(schedule, CronSchedule):
        return schedule.expr
    if not isinstance(schedule, BaseSchedule):
        raise TypeError(f"expected a celery schedule, not {type(schedule).__name__}")
    if not isinstance(schedule, crontab):
        kind = type(schedule).__name__
        hint = "cron keeps to the calendar; crontab() and CronSchedule do, too"
        raise conversion_error(
            "CEL003", f"no expression has the times of a schedule of the kind {quote(kind)}", hint
        )
    line = " ".join([_field(getattr(schedule, name), name, field) for name, field in _CRONTAB_FIELDS])
    return parse(line, dialect="celery", tz=None if type(schedule) is crontab else schedule.tz)


def _line(expr: CronExpression, app: Celery | None) -> str:
    """Return *expr* in Celery's dialect; raise for all that cannot be said there."""
    problems = [*_lost_besides(expr, app)]
    line = ""
    try:
        line = convert(expr, to="celery")
    except CronConversionError as error:
        problems += [_with_way_out(problem) for problem in error.problems]
    if problems:
        raise CronConversionError(tuple(problems), expr.source)
    return line


def _lost_besides(expr: CronExpression, app: Celery | None) -> Iterator[Problem]:
    """Yield what ``crontab()`` cannot say although the dialect's five fields can."""
    whole = (0, len(expr.source))
    if expr.tz is not None and (app is None or zone_token(app.timezone) != zone_token(expr.tz)):
        zone = zone_key(expr.tz) or str(expr.tz)
        whose = "the app's is another" if app else "it runs by the app's"
        hint = f"{_INSTEAD}; or say which app has this zone (app=...)"
        message = f"crontab() has no time zone: {whose}, not by {quote(zone)}"
        yield Problem("CEL001", "error", message, whole, hint=hint)
    if not expr.is_satisfiable and not expr.is_reboot:
        yield Problem("CEL002", "error", "crontab() refuses dates that never come", whole, hint=_INSTEAD)


def _with_way_out(problem: Problem) -> Problem:
    if problem.code == "CNV005":
        return problem.replace(hint=_AT_START)
    return problem.replace(hint=f"{_INSTEAD}; {problem.hint}" if problem.hint else _INSTEAD)


def _field(values: Iterable[object], name: str, field: Field) -> str:
    """Return the *values* of a ``crontab()``, which takes a set as it is, as text."""
    found = [value for value in values if isinstance(value, int)]
    if not found or len(found) < len({*values}):
        hint = "give whole numbers, at least one"
        raise conversion_error(
            "CEL004", f"the {name} of this crontab() is never, or not made of whole numbers", hint
        )
    return starred(mask_of(found), field)


def _in_utc(moment: datetime) -> datetime:
    """Return *moment* in UTC; Celery means UTC by a naive one."""
    return moment.replace(tzinfo=timezone.utc) if moment.tzinfo is None else moment.astimezone(timezone.utc)


def _seconds(now: datetime, run: datetime | None) -> float:
    return (_NEVER if run is None else run - now).total_seconds()
