"""A trigger for APScheduler 3: ``scheduler.add_job(backup, CronExpressionTrigger("0 9 L * *"))``."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from datetime import timezone as fixed_offset
from typing import Any

from apscheduler.util import astimezone, convert_to_datetime
from tzlocal import get_localzone

from .._arguments import portable, read_zone
from .._zone import instant_of
from ._schedules import check_seconds, scheduled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..dialects import Dialect
    from ..expression import CronExpression

    class BaseTrigger:
        """What is used of APScheduler's, which has no type hints.

        To a type checker the two are different: annotate variables with `CronExpressionTrigger`.
        """

        __slots__ = ()

        def _apply_jitter(self, moment: datetime, jitter: float | None, now: datetime) -> datetime: ...

else:
    from apscheduler.triggers.base import BaseTrigger

_VERSION = 1
_AT_START = "add the job without a trigger: it then runs once, as soon as the scheduler does"


class CronExpressionTrigger(BaseTrigger):
    """Fires when *expression*, a text or a `cronexpr.CronExpression`, does.

    *tz* and *dst* are as in `cronexpr.parse`, and so are *dialect* and *seed*, which are for a text.
    Without a *tz*, the expression's own zone is used; if it has none, *timezone*, which the scheduler fills
    in where a job names its trigger (``add_job(backup, "cronexpr", expression="0 9 L * *")``); and if that
    is missing, too, the zone of the system.

    *start_date* and *end_date* bound the fire times, both included; as everywhere in APScheduler,
    they are a datetime, a date, or a text, and in the trigger's zone if they name none.  *jitter* delays each
    fire time by a random number of seconds, up to that.

    >>> from datetime import datetime, timezone
    >>> trigger = CronExpressionTrigger("0 9 L * *", tz="Europe/Berlin")
    >>> print(trigger.get_next_fire_time(None, datetime(2026, 11, 23, tzinfo=timezone.utc)))
    2026-11-30 09:00:00+01:00
    >>> print(trigger)
    cronexpr['0 9 L * *', tz='Europe/Berlin']

    Raises:
        CronSyntaxError: *expression* is not one of its dialect.
        CronOptionError: an unknown zone, dialect or policy, or a seed is missing.
        CronConversionError: it is ``@reboot``, which has no fire times.
        TypeError, ValueError: another argument has the wrong type, or *jitter* is negative.
    """

    __slots__ = ("end_date", "expression", "jitter", "start_date")

    expression: CronExpression
    start_date: datetime | None
    end_date: datetime | None
    jitter: float | None

    def __init__(
        self,
        expression: str | CronExpression,
        *,
        tz: str | tzinfo | None = None,
        timezone: str | tzinfo | None = None,
        dst: str | None = None,
        dialect: str | Dialect = "standard",
        seed: str | None = None,
        start_date: str | date | None = None,
        end_date: str | date | None = None,
        jitter: float | None = None,
    ) -> None:
        refusal = "a trigger cannot say start-up jobs"
        expr = scheduled(expression, tz, dst, dialect, seed, refusal=refusal, hint=_AT_START)
        if expr.tz is None:
            zone = get_localzone() if timezone is None else _zone_of_scheduler(timezone)
            expr = expr.replace(tz=zone)
        self.expression = expr
        self.start_date = convert_to_datetime(start_date, self.timezone, "start_date")
        self.end_date = convert_to_datetime(end_date, self.timezone, "end_date")
        self.jitter = _checked_jitter(jitter)

    @property
    def timezone(self) -> tzinfo:
        """The zone by whose clock it fires."""
        zone = self.expression.tz
        assert zone is not None  # noqa: S101 (the constructor saw to it)
        return zone

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """Return the first fire time after *previous_fire_time*; without one, the first at or after *now*.

        None if there is none.  The result has the UTC offset of its moment, not the zone: of two times in
        one zone, order and difference are those of its wall clock, which is an hour off when
        the clocks change.
        """
        start = now if previous_fire_time is None else previous_fire_time
        is_early = self.start_date is not None and instant_of(start) < instant_of(self.start_date)
        if is_early:
            start = self.start_date  # type: ignore[assignment]  # `is_early` says that it is not None.
        found = self.expression.next(start, inclusive=is_early or previous_fire_time is None)
        if found is None or self._is_over(found):
            return None
        delayed = self._apply_jitter(_with_offset_only(found), self.jitter, now)
        return self.end_date if self._is_over(delayed) else delayed

    def _is_over(self, moment: datetime) -> bool:
        return self.end_date is not None and instant_of(moment) > instant_of(self.end_date)

    def __getstate__(self) -> dict[str, Any]:
        # Job stores live for years: plain values outlive the names of modules.
        expr = self.expression
        zone = portable(expr.tz)
        if isinstance(zone, str):
            read_zone(zone)  # A zone read from a file may bear a key that nothing else knows.
        return {
            "version": _VERSION,
            "expression": expr.source,
            "dialect": expr.dialect.name if expr.dialect.is_preset else expr.dialect,
            "tz": zone,
            "dst": expr.dst,
            "seed": expr.seed,
            "start_date": self.start_date,
            "end_date": self.end_date,
            "jitter": self.jitter,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        if state["version"] > _VERSION:
            raise ValueError(
                f"this {type(self).__name__} was stored by a later release of cronexpr, in version"
                f" {state['version']} of its state; version {_VERSION} is the latest that this release reads"
            )
        self.__init__(**{name: value for name, value in state.items() if name != "version"})  # type: ignore[misc]

    def __str__(self) -> str:
        return f"cronexpr[{self._spelt()}]"

    def __repr__(self) -> str:
        arguments = [self._spelt()]
        for name in ("start_date", "end_date", "jitter"):
            value = getattr(self, name)
            if value is not None:
                shown = value.isoformat() if isinstance(value, datetime) else value
                arguments.append(f"{name}={shown!r}")
        return f"<{type(self).__name__} ({', '.join(arguments)})>"

    def _spelt(self) -> str:
        call = repr(self.expression)
        return call[call.index("(") + 1 : call.rindex(")")]


def _zone_of_scheduler(timezone: str | tzinfo) -> tzinfo | None:
    # As APScheduler does, pytz zones are taken for the zones that they name.
    zone: tzinfo | None = read_zone(timezone) if isinstance(timezone, str) else astimezone(timezone)
    return zone


def _checked_jitter(jitter: float | None) -> float | None:
    # A trigger that fails in the scheduler's thread only leaves a line in a log.
    if jitter is None:
        return None
    check_seconds("jitter", jitter)
    if not 0 <= jitter <= timedelta.max.total_seconds():
        raise ValueError("jitter must be a number of seconds, at least 0")
    return jitter


def _with_offset_only(moment: datetime) -> datetime:
    return moment.replace(tzinfo=fixed_offset(moment.utcoffset() or timedelta(0)), fold=0)
