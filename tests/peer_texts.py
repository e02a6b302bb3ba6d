"""Random expression texts in what all cron languages share, and in what some add to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from random import Random
from typing import NamedTuple

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "sun mon tue wed thu fri sat".split()
STARTS = (datetime(2026, 1, 1), datetime(2027, 2, 28, 23, 59), datetime(2031, 12, 31, 12, 30))


class Divergence(NamedTuple):
    """One thing a peer is known to do otherwise: which texts it concerns, why, and a text to see it by."""

    concerns: Callable[[str], bool]
    reason: str
    example: str


def plain_texts(
    count: int,
    *,
    days: Sequence[str] = (),
    weekdays: Sequence[str] = (),
    start_steps: bool = False,
    wraps: bool = False,
    top_weekday: int = 6,
) -> Iterator[str]:
    """Yield five-field texts: stars, numbers, names, ranges, steps and lists, the same ones each time.

    *days* and *weekdays* are special items; *start_steps* adds ``5/15``, *wraps* ``22-2``.
    """
    draw = Random(2026)

    def item(low: int, high: int, names: Sequence[str], special: Sequence[str]) -> str:
        kind = draw.random()
        if special and kind < 0.2:
            return draw.choice(special)
        first, last = draw.randint(low, high), draw.randint(low, high)
        if first > last and not wraps:
            first, last = last, first
        if kind < 0.5 or first == last:
            return names[first - low] if names and kind < 0.35 and first - low < len(names) else str(first)
        if kind < 0.6 and start_steps:
            return f"{first}/{draw.randint(1, high)}"
        return f"{first}-{last}" + (
            f"/{draw.randint(1, last - first)}" if kind > 0.8 and first < last else ""
        )

    def field(low: int, high: int, names: Sequence[str] = (), special: Sequence[str] = ()) -> str:
        kind = draw.random()
        if kind < 0.35:
            return "*"
        if kind < 0.5:
            return f"*/{draw.randint(1, high - low)}"
        return ",".join([item(low, high, names, special) for _ in range(draw.choice((1, 1, 1, 2, 3)))])

    for _ in range(count):
        yield " ".join(
            [
                field(0, 59),
                field(0, 23),
                field(1, 31, (), days),
                field(1, 12, MONTHS),
                field(0, top_weekday, WEEKDAYS, weekdays),
            ]
        )


def is_day_restricted(text: str) -> bool:
    """Return whether both day fields are something else than ``*``, so that their rule matters."""
    _, _, day, _, weekday = text.split()
    return day != "*" and weekday != "*"
