"""The occurrences of many expressions at once."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ._arguments import plain
from ._zone import instant_of
from .expression import checked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias, TypeVar

    from .expression import CronExpression

    K = TypeVar("K")
    Entry: TypeAlias = tuple[timedelta, int, datetime, K]


def timeline(
    expressions: Mapping[K, CronExpression], start: datetime | None, stop: datetime | None
) -> Iterator[tuple[datetime, K]]:
    """Iterate over the occurrences of many expressions, in order; see `cronexpr.timeline`."""
    from heapq import merge

    if not hasattr(expressions, "items"):
        raise TypeError(f"expressions must be a mapping, not {type(expressions).__name__}")
    if start is None:
        start = _now(expressions, stop)
    walks = [(key, checked(expr).occurrences(start, stop)) for key, expr in expressions.items()]
    streams = [_stream(rank, key, walk) for rank, (key, walk) in enumerate(walks)]
    return ((when, key) for _, _, when, key in merge(*streams, key=_instant_and_rank))


def _stream(rank: int, key: K, walk: Iterator[datetime]) -> Iterator[Entry[K]]:
    for occurrence in walk:
        yield instant_of(occurrence), rank, occurrence, key


def _instant_and_rank(entry: Entry[object]) -> tuple[timedelta, int]:
    return entry[:2]


def _now(expressions: Mapping[K, CronExpression], stop: datetime | None) -> datetime:
    if stop is not None and plain(stop).tzinfo is not None:
        return datetime.now(stop.tzinfo)
    zoned = {checked(expr).tz is not None for expr in expressions.values()}
    if len(zoned) > 1:
        raise TypeError("some of the expressions have a time zone and some have none: give an aware start")
    return datetime.now(timezone.utc if True in zoned else None)
