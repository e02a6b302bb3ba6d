"""Time zones, the facts: when a zone's clock changes, and which wall times that makes unclear.

A clock put forward makes a *gap*, wall times that never happen; one put back makes a
*fold*, wall times that happen twice (PEP 495).  What cron then does is another
matter: see `_zoned`.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone
from itertools import repeat
from operator import add, sub

from ._calendar import MAX_YEAR, MIN_YEAR
from ._value import Memo, Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo as TzInfo

_DAY = timedelta(1)
_SECOND = timedelta(0, 1)
_REMEMBERED_YEARS = 1024
# Every third day: the closest two changes that cancel out are 3.99 days apart (Freetown, 1939).
_PROBES = tuple([timedelta(day) for day in range(0, 373, 3)])


class _Windowed(Value):
    __slots__ = ("window",)

    window: tuple[int, int]


(_put_window,) = _Windowed._put


class Change(_Windowed):
    """One change of a zone's clock.

    [*low*, *high*) are the wall times that it makes unclear: skipped when *is_gap*,
    else repeated.  Both carry the zone, so that they compare with other wall times
    in it.  ``window`` is the same as seconds of the day.
    """

    __slots__ = ("low", "high", "is_gap")

    low: datetime
    high: datetime
    is_gap: bool

    def __init__(self, low: datetime, high: datetime, is_gap: bool) -> None:
        Value.__init__(self, low, high, is_gap)
        window = (0, 0) if high - low >= _DAY else (_second_of_day(low), _second_of_day(high))
        _put_window(self, window)


def _second_of_day(wall: datetime) -> int:
    return (wall.hour * 60 + wall.minute) * 60 + wall.second


class Zone:
    """What is known of one `tzinfo`: its clock changes, year by year, found when first needed."""

    __slots__ = ("changes", "tzinfo", "unclear_days")

    def __init__(self, tzinfo: TzInfo) -> None:
        self.tzinfo = tzinfo
        self.changes: Memo[int, tuple[Change, ...]] = Memo(self._changes, _REMEMBERED_YEARS)
        # The days of a year, as month * 32 + day, on which any wall time is unclear.
        self.unclear_days: Memo[int, frozenset[int]] = Memo(self._unclear_days, _REMEMBERED_YEARS)

    def _changes(self, year: int) -> tuple[Change, ...]:
        if isinstance(self.tzinfo, timezone):
            return ()
        around = self._find_changes(year)
        return tuple([change for change in around if change.low.year <= year <= change.high.year])

    def _unclear_days(self, year: int) -> frozenset[int]:
        days = set()
        for change in self.changes[year]:
            day = change.low
            while day.date() <= change.high.date():
                if day.year == year:
                    days.add(day.month * 32 + day.day)
                day += _DAY
        return frozenset(days)

    def _find_changes(self, year: int) -> Iterator[Change]:
        """Yield the changes around *year*, found by probing every few days and bisecting."""
        # Moments are UTC clocks that wear the zone's own tzinfo.  That is how `fromutc` wants
        # them, the one question that every tzinfo answers right (about wall times in a
        # gap, releases of dateutil disagree), and differences are those of the clocks.
        fromutc = self.tzinfo.fromutc
        first = datetime(year, 1, 3, tzinfo=self.tzinfo)
        first -= 4 * _DAY if year > MIN_YEAR else timedelta(0)
        moments = list(map(add, repeat(first), _PROBES if year < MAX_YEAR else _PROBES[:-3]))
        offsets = list(map(sub, map(fromutc, moments), moments))
        for moment, late, before, last in zip(moments, moments[1:], offsets, offsets[1:], strict=False):
            change, offset = moment, before
            while offset != last:
                change = self._bisect(change, late, offset)
                after = fromutc(change) - change
                low, high = sorted((change + offset, change + after))
                if after > offset or low.replace(fold=1).utcoffset() != low.utcoffset():
                    # Of a fold whose second pass the zone cannot tell from the first, nothing is
                    # made (dateutil 2.9 has such): its moments could not be told apart, either.
                    yield Change(low, high, is_gap=after > offset)
                offset = after

    def _bisect(self, early: datetime, late: datetime, offset: timedelta) -> datetime:
        """Return the first second in (*early*, *late*] at which the offset is not *offset*."""

        def is_before(second: int) -> bool:
            moment = early + timedelta(0, second)
            return self.tzinfo.fromutc(moment) - moment == offset

        low, high = 0, (late - early) // _SECOND
        # Nearly all changes fall on a quarter of an hour; the others take a second round.
        for unit in (900, 1) if high % 900 == 0 else (1,):  # pragma: no branch (the last always breaks)
            while high - low > unit:
                middle = (low + high) // (2 * unit) * unit
                low, high = (middle, high) if is_before(middle) else (low, middle)
            if is_before(high - 1):
                break
        return early + timedelta(0, high)

    def is_clear(self, wall: datetime) -> bool:
        """Return whether the day of *wall* has no unclear wall time."""
        return wall.month * 32 + wall.day not in self.unclear_days[wall.year]


_ZONES: dict[int, Zone] = {}
_ZONES_SIZE = 1024


def zone_of(tzinfo: TzInfo) -> Zone:
    """Return what is known of *tzinfo*; remembered by identity, for dateutil's zones cannot be hashed."""
    # A zone holds its tzinfo, so while it is in the table no other object has that id.
    zone = _ZONES.get(id(tzinfo))
    if zone is None:
        if len(_ZONES) >= _ZONES_SIZE:
            _ZONES.clear()
        zone = _ZONES[id(tzinfo)] = Zone(tzinfo)
    return zone


def is_known(tzinfo: TzInfo) -> bool:
    """Return whether `zone_of` has met *tzinfo* before, so that whether it can be trusted is settled."""
    return id(tzinfo) in _ZONES


def zone_key(tzinfo: TzInfo) -> str | None:
    """Return the IANA key of *tzinfo*, where it is a `ZoneInfo` that has one, or UTC."""
    if tzinfo is timezone.utc:
        return "UTC"
    # Others have an attribute `key`, too (dateutil 4), and other data behind it.  Where
    # zoneinfo was never imported, this is none of its zones.
    zoneinfo = sys.modules.get("zoneinfo")
    key = tzinfo.key if zoneinfo and isinstance(tzinfo, zoneinfo.ZoneInfo) else None
    return key if isinstance(key, str) else None


def zone_token(tzinfo: TzInfo | None) -> object:
    """Return what zones must share to be the same: an offset, an IANA key, else the object itself."""
    if tzinfo is None:
        return None
    if isinstance(tzinfo, timezone):
        return tzinfo.utcoffset(None)
    key = zone_key(tzinfo)
    return timedelta(0) if key in ("UTC", "Etc/UTC") else key or id(tzinfo)


def instant_of(moment: datetime) -> timedelta:
    """Return *moment* as a point on the time line, comparable across zones; naive, its wall clock."""
    # A timedelta, unlike a datetime in UTC, can lie a day beyond either end of time.
    return moment.replace(tzinfo=None) - datetime.min - (moment.utcoffset() or timedelta(0))
