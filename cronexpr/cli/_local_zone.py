"""What this system's zone does at times that are shown without one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime

from cronexpr._system_zone import system_zone
from cronexpr._zone import zone_of

from ._output import complain


def note_clock_change(moments: Iterable[datetime]) -> None:
    """Complain of the first of *moments* without a zone that this system's zone skips or repeats.

    What was asked without a zone is answered without one, and would be taken for local time.
    """
    walls = sorted([moment for moment in moments if moment.tzinfo is None])
    if not walls:
        return
    zone = system_zone()
    for year in sorted({wall.year for wall in walls}):
        for change in zone_of(zone).changes[year]:
            at = bisect_left(walls, change.low.replace(tzinfo=None))
            if at < len(walls) and walls[at] < change.high.replace(tzinfo=None):
                complain(_note(walls[at], is_gap=change.is_gap))
                return


def _note(wall: datetime, *, is_gap: bool) -> str:
    happens = "does not exist" if is_gap else "happens twice"
    return (
        f"note: {wall:%Y-%m-%d %H:%M:%S} {happens} in this system's time zone; without a zone, times"
        " know of no clock change: name one, as in --tz Europe/Berlin"
    )
