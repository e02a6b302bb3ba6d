"""What no pure-Python library can go below, measured in the same run as everything else."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from timing import Job

if TYPE_CHECKING:
    from collections.abc import Iterator

MIDNIGHT = datetime(2026, 1, 1)
BERLIN = ZoneInfo("Europe/Berlin")
MINUTES = tuple(timedelta(minutes=minute) for minute in range(1440))
ITEMS = 14400


def _add(base: datetime) -> Job:
    # One day of minutes, ten times over, drained in C: an occurrence a bound
    # method call, and no bytecode in between.
    return Job(lambda: deque(map(base.__add__, MINUTES), maxlen=0), items=len(MINUTES), repeats=10)


def _construct() -> None:
    make, year, month, day, hour, minute = datetime, 2026, 3, 5, 12, 30
    for _ in range(ITEMS):
        make(year, month, day, hour, minute)


def _construct_aware() -> None:
    make, year, month, day, hour, minute, zone = datetime, 2026, 3, 5, 12, 30, BERLIN
    for _ in range(ITEMS):
        make(year, month, day, hour, minute, 0, 0, zone)


def _yield_many() -> Iterator[None]:
    for _ in range(ITEMS):
        yield None


def _offsets() -> None:
    offset = MIDNIGHT.replace(tzinfo=BERLIN).utcoffset
    for _ in range(ITEMS):
        offset()


FLOORS = {
    "add": _add(MIDNIGHT),
    "add, aware": _add(MIDNIGHT.replace(tzinfo=BERLIN)),
    "constructor": Job(_construct, items=ITEMS),
    "constructor, aware": Job(_construct_aware, items=ITEMS),
    "utcoffset": Job(_offsets, items=ITEMS),
    "yield": Job(lambda: deque(_yield_many(), maxlen=0), items=ITEMS),
}
"""The floors: bound ``datetime.__add__`` mapped over a tuple of timedeltas; a datetime made from
Python; the offset of a moment in Berlin; one ``yield`` of a generator."""
