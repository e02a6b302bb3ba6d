"""Ticks for asyncio: ``async for when in ticks("*/5 * * * *"): ...``."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone

from .._system_zone import system_zone
from .._zone import instant_of
from ._schedules import check_seconds, scheduled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from datetime import tzinfo

    from ..dialects import Dialect
    from ..expression import CronExpression

# A sleep is measured by a clock that nobody sets and that may stop while the machine is suspended.  So
# this is how long it may take until it is seen that the wall clock went another way.
LONGEST_SLEEP = 10.0
# Vixie cron 4.1, cron.c: a clock put back further than this was wrong before, and all starts anew.
_CORRECTION = timedelta(hours=3)


def _utc_now() -> datetime:
    return datetime.now(timezone.utc)


def ticks(
    expression: str | CronExpression,
    *,
    tz: str | tzinfo | None = None,
    dst: str | None = None,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
    deadline: float | None = None,
    now: Callable[[], datetime] = _utc_now,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> AsyncGenerator[datetime, None]:
    """Iterate over the occurrences from now on, each as soon as its moment has come, and never before.

    *expression* is a text or a `CronExpression`; *tz*, *dst*, *dialect* and *seed* are as in
    `cronexpr.parse`, the last two for a text.  The occurrences are aware, and in the zone of the system
    where there is no other.  The iteration ends with the schedule.

    What is missed, because the body of the loop takes long, the machine is suspended, or the clock is put
    forward, becomes one late tick: the last of what was missed.  With a *deadline*, in seconds, it comes
    only if it is no later than that.  Where the clock is put back, nothing is repeated, unless by more
    than three hours: then it was wrong, and the schedule starts anew (Vixie cron 4.1, cron.c).  Changes
    of the clock are noticed within 10 seconds.

    *now* returns the time, aware, and *sleep* waits; they are there for tests.

    >>> async def main():
    ...     async for when in ticks("* * * * * *"):
    ...         return when.microsecond
    >>> asyncio.run(main())
    0

    Raises:
        CronSyntaxError: *expression* is not one of its dialect.
        CronOptionError: an unknown zone, dialect or policy, or a seed is missing.
        CronConversionError: it is ``@reboot``, which has no occurrences.
        TypeError, ValueError: *deadline* is no positive number.
    """
    refusal, hint = "ticks cannot say start-up jobs", "call the job where the program starts"
    expr = scheduled(expression, tz, dst, dialect, seed, refusal=refusal, hint=hint)
    if expr.tz is None:
        expr = expr.replace(tz=system_zone())
    return _ticks(expr, _limit(deadline), now, sleep)


async def _ticks(
    expr: CronExpression,
    limit: timedelta,
    now: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[object]],
) -> AsyncGenerator[datetime, None]:
    last = now()
    while True:
        current = now()
        if instant_of(last) - instant_of(current) > _CORRECTION:
            last = current
        following = expr.next(last)
        if following is None:
            return
        left = (instant_of(following) - instant_of(current)).total_seconds()
        # Even where a tick is late, other tasks have their turn.
        await sleep(min(max(left, 0.0), LONGEST_SLEEP))
        if left > 0:
            continue
        # The clock may have gone past several; it has gone past one.
        last = expr.previous(current, inclusive=True) or following
        if instant_of(current) - instant_of(last) <= limit:
            yield last


def _limit(deadline: float | None) -> timedelta:
    if deadline is None:
        return timedelta.max
    check_seconds("deadline", deadline)
    if not deadline > 0:
        raise ValueError("deadline must be a positive number of seconds: no tick comes at no time at all")
    try:
        return timedelta(seconds=deadline)
    except OverflowError:
        return timedelta.max
