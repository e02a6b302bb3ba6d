"""The front door for many expressions at once: `timeline`."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ._zone import instant_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeVar

    from .expression import CronExpression

    K = TypeVar("K")


def timeline(
    expressions: Mapping[K, CronExpression],
    start: datetime | None = None,
    stop: datetime | None = None,
) -> Iterator[tuple[datetime, K]]:
    """Iterate over the occurrences of many *expressions* in [*start*, *stop*), as (occurrence, key).

    In order of instants, whatever the zones; at the same instant, in the order of
    the mapping.  *start* is now where left out.

    >>> from cronexpr import parse
    >>> jobs = {"backup": parse("0 2 * * *"), "report": parse("0 9 * * mon")}
    >>> for when, job in timeline(jobs, datetime(2026, 11, 23), datetime(2026, 11, 24)):
    ...     print(when, job)
    2026-11-23 02:00:00 backup
    2026-11-23 09:00:00 report

    Raises:
        TypeError: naive and aware times are mixed.
    """
    from heapq import merge

    if start is None:
        start = _now(expressions.values())

    def stream(rank: int, key: K, expr: CronExpression) -> Iterator[tuple[timedelta, int, datetime, K]]:
        for occurrence in expr.occurrences(start, stop):
            yield instant_of(occurrence), rank, occurrence, key

    streams = [stream(rank, key, expr) for rank, (key, expr) in enumerate(expressions.items())]
    return ((when, key) for _, _, when, key in merge(*streams, key=_instant_and_rank))


def _instant_and_rank(entry: tuple[timedelta, int, datetime, object]) -> tuple[timedelta, int]:
    return entry[:2]


def _now(expressions: Iterable[CronExpression]) -> datetime:
    zoned = {expr.tz is not None for expr in expressions}
    if len(zoned) > 1:
        raise TypeError("some of the expressions have a time zone and some have none: give an aware start")
    return datetime.now(timezone.utc if True in zoned else None)
