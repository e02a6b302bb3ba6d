"""Time zones, the facts: when a zone's clock changes, and which wall times that makes unclear.

A clock put forward makes a *gap*, wall times that never happen; one put back makes a
*fold*, wall times that happen twice (PEP 495).  What cron then does is another
matter: see `_zoned`.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone

from ._calendar import MAX_YEAR, MIN_YEAR
from ._value import Memo, Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo as TzInfo

_DAY = timedelta(1)
_SECOND = timedelta(0, 1)
_ALL_YEARS = MAX_YEAR
_PROBE_DAYS = 3  # the closest two changes that cancel out are 3.99 days apart (Freetown, 1939)


class Change(Value):
    """One change of a zone's clock.

    [*low*, *high*) are the wall times that it makes unclear: skipped when *is_gap*,
    else repeated.  Both carry the zone, so that they compare with other wall times
    in it.  *window* is the same as seconds of the day.
    """

    __slots__ = ("low", "high", "is_gap", "window")

    low: datetime
    high: datetime
    is_gap: bool
    window: tuple[int, int]

    def __init__(self, low: datetime, high: datetime, is_gap: bool) -> None:
        window = (0, 0) if high - low >= _DAY else (_second_of_day(low), _second_of_day(high))
        super().__init__(low, high, is_gap, window)

    def __reduce__(self) -> tuple[type[Change], tuple[object, ...]]:
        return Change, (self.low, self.high, self.is_gap)


def _second_of_day(wall: datetime) -> int:
    return (wall.hour * 60 + wall.minute) * 60 + wall.second


class Zone:
    """What is known of one `tzinfo`: its clock changes, year by year, found when first needed."""

    __slots__ = ("changes", "tzinfo", "unclear_days")

    def __init__(self, tzinfo: TzInfo) -> None:
        self.tzinfo = tzinfo
        self.changes: Memo[int, tuple[Change, ...]] = Memo(self._changes, _ALL_YEARS)
        # The days of a year, as month * 32 + day, on which any wall time is unclear.
        self.unclear_days: Memo[int, frozenset[int]] = Memo(self._unclear_days, _ALL_YEARS)

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
        """Yield the changes around *year*, by probing every few days and bisecting."""
        probe = datetime(year, 1, 1) - 2 * _DAY if year > MIN_YEAR else datetime(1, 1, 3)
        end = datetime(year + 1, 1, 3) if year < MAX_YEAR else datetime(9999, 12, 29)
        early, offset = probe, self._offset(probe)
        while early < end:
            late = min(early + _PROBE_DAYS * _DAY, end)
            late_offset = self._offset(late)
            while offset != late_offset:
                moment = self._bisect(early, late, offset)
                new_offset = self._offset(moment)
                low, high = sorted((moment + offset, moment + new_offset))
                low, high = low.replace(tzinfo=self.tzinfo), high.replace(tzinfo=self.tzinfo)
                yield Change(low, high, is_gap=new_offset > offset)
                early, offset = moment, new_offset
            early = late

    def _bisect(self, early: datetime, late: datetime, offset: timedelta) -> datetime:
        """Return the first second in (*early*, *late*], naive UTC, whose offset is not *offset*."""
        while late - early > _SECOND:
            middle = early + (late - early) // 2 // _SECOND * _SECOND
            if self._offset(middle) == offset:
                early = middle
            else:
                late = middle
        return late

    def _offset(self, moment: datetime) -> timedelta:
        """Return the UTC offset in force at *moment*, naive UTC."""
        # Asking from UTC is the one question that every tzinfo answers right: the
        # answers about wall times in a gap differ between releases of dateutil.
        local = self.tzinfo.fromutc(moment.replace(tzinfo=self.tzinfo))
        return local.replace(tzinfo=None) - moment

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
    """Return what two zones must share to be the same zone: an offset, an IANA key, else the object itself."""
    if tzinfo is None:
        return None
    if isinstance(tzinfo, timezone):
        return tzinfo.utcoffset(None)
    key = zone_key(tzinfo)
    return timedelta(0) if key in ("UTC", "Etc/UTC") else key or id(tzinfo)


def instant_of(moment: datetime) -> timedelta:
    """Return *moment* as a point on the time line, comparable whatever its zone; the wall clock where it is naive."""
    # A timedelta, unlike a datetime in UTC, can lie a day beyond either end of time.
    return moment.replace(tzinfo=None) - datetime.min - (moment.utcoffset() or timedelta(0))
