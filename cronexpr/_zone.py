"""Time zones: what the clock does, and what cron then does.

Facts come first: `Zone` knows when a zone's clock is put forward (a *gap*: wall
times that never happen) or back (a *fold*: wall times that happen twice; PEP 495).
Policy comes second: a `DstPolicy` says what becomes of an occurrence there.  The
search itself stays in wall-clock time; here it is cut at the changes that matter
and put together again, so that forwards, backwards, matching and counting
share one truth.

The trap of PEP 495 is avoided by never comparing instants within one zone: inside
a fold, order is (fold, wall clock); outside, it is the wall clock's.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import chain

from ._calendar import MAX_YEAR, MIN_YEAR
from ._search import (
    count_walls,
    matches_wall,
    matching_years,
    next_wall,
    part_of_year,
    previous_wall,
    walk,
    whole_year,
)
from ._value import Memo, Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo as TzInfo

    from ._plan import Plan
    from .fields import FieldSet

_DAY = timedelta(1)
_SECOND = timedelta(0, 1)
_PROBE_DAYS = 3  # the closest two changes that cancel out are 3.99 days apart (Freetown, 1939)
_CATCH_UP_LIMIT = timedelta(hours=3)  # Vixie cron 4.1, cron.c: more is a clock correction


class DstPolicy(Value):
    """What becomes of occurrences where the clock changes.

    *gap*: which jobs whose time is skipped run at the first instant after the gap,
    *first* and *second*: which run in the first and the second pass of a fold. Each is a
    pair: (fixed jobs, interval jobs).  *gap_limit* is the longest gap that is made up for.
    *spans_are_intervals*: any ``*``, range or step makes an interval job, not only a
    leading ``*``.
    """

    __slots__ = ("name", "gap", "first", "second", "gap_limit", "spans_are_intervals")

    name: str
    gap: tuple[bool, bool]
    first: tuple[bool, bool]
    second: tuple[bool, bool]
    gap_limit: timedelta
    spans_are_intervals: bool

    def __init__(
        self,
        name: str,
        gap: tuple[bool, bool],
        first: tuple[bool, bool],
        second: tuple[bool, bool],
        gap_limit: timedelta = _CATCH_UP_LIMIT,
        spans_are_intervals: bool = False,
    ) -> None:
        super().__init__(name, gap, first, second, gap_limit, spans_are_intervals)

    def is_interval(self, clock_fields: Iterable[FieldSet]) -> bool:
        """Return whether second, minute and hour *clock_fields* make an interval job (Vixie's wildcard job)."""
        if self.spans_are_intervals:
            return any(field.has_spans for field in clock_fields)
        return any(field.has_star for field in clock_fields)


_NONE, _ALL = (False, False), (True, True)
_FIXED, _INTERVAL = (True, False), (False, True)

POLICIES = {
    policy.name: policy
    for policy in (
        #          name       gap      first pass  second pass
        DstPolicy("vixie", _FIXED, _ALL, _INTERVAL),
        DstPolicy("skip", _NONE, _ALL, _NONE),
        DstPolicy("wall", _NONE, _ALL, _ALL),
        DstPolicy("quartz", _NONE, _NONE, _ALL),
        DstPolicy("cronos", _ALL, _ALL, _INTERVAL, timedelta.max, spans_are_intervals=True),
        DstPolicy("croniter", _FIXED, _ALL, _ALL),
    )
}
"""The policies by name; ``docs/explanation/daylight-saving`` has the table in words."""


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

    __slots__ = ("tzinfo", "years")

    def __init__(self, tzinfo: TzInfo) -> None:
        self.tzinfo = tzinfo
        # year -> (its changes, the days on which a wall time is unclear, as month * 32 + day)
        self.years: Memo[int, tuple[tuple[Change, ...], frozenset[int]]] = Memo(self._year, 10_000)

    def _year(self, year: int) -> tuple[tuple[Change, ...], frozenset[int]]:
        if isinstance(self.tzinfo, timezone):
            return (), frozenset()
        changes = tuple(
            change for change in self._find_changes(year) if change.low.year <= year <= change.high.year
        )
        days = set()
        for change in changes:
            day = change.low
            while day.date() <= change.high.date():
                if day.year == year:
                    days.add(day.month * 32 + day.day)
                day += _DAY
        return changes, frozenset(days)

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
        return wall.month * 32 + wall.day not in self.years[wall.year][1]


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


class ZonedPlan:
    """A plan in a zone under a policy: the search of `_search`, for aware times.

    Arguments may be in any zone; only the instant counts.  Results are in the plan's.
    """

    __slots__ = ("plan", "zone", "tzinfo", "gap", "first", "second", "gap_limit")

    def __init__(self, plan: Plan, zone: Zone, policy: DstPolicy, is_interval: bool) -> None:
        self.plan = plan
        self.zone = zone
        self.tzinfo = zone.tzinfo
        self.gap = policy.gap[is_interval]
        self.first = policy.first[is_interval]
        self.second = policy.second[is_interval]
        self.gap_limit = policy.gap_limit

    def next(self, after: datetime) -> datetime | None:
        """Return the first occurrence strictly after *after*, or None."""
        tzinfo, years = self.tzinfo, self.zone.years
        if after.tzinfo is not tzinfo:
            after = self.localize(after)
        # Where neither end lies on the day of a clock change, the wall clock is
        # right.  A change in between cannot matter: had it a matching wall time, the
        # search would have stopped there.
        if after.month * 32 + after.day not in years[after.year][1]:
            found = next_wall(self.plan, after, tzinfo)
            if found is None or found.month * 32 + found.day not in years[found.year][1]:
                return found
        after = self.localize(after)
        for found in self.walk(after, datetime.max.replace(tzinfo=tzinfo)):
            if found != after or found.fold != after.fold:
                return found
        return None

    def previous(self, before: datetime) -> datetime | None:
        """Return the last occurrence strictly before *before*, or None."""
        tzinfo, years = self.tzinfo, self.zone.years
        if before.tzinfo is not tzinfo:
            before = self.localize(before)
        if before.month * 32 + before.day not in years[before.year][1]:
            found = previous_wall(self.plan, before, tzinfo)
            if found is None or found.month * 32 + found.day not in years[found.year][1]:
                return found
        start = datetime.min.replace(tzinfo=tzinfo)
        return next(self.walk(start, self.localize(before), reverse=True), None)

    def matches(self, moment: datetime) -> bool:
        """Return whether *moment* is an occurrence, exact to the microsecond."""
        if moment.tzinfo is not self.tzinfo:
            moment = self.localize(moment)
        changes, days = self.zone.years[moment.year]
        if moment.month * 32 + moment.day in days:
            moment = self.localize(moment)
            for change in changes:
                if moment == change.high and self._catches_up(change):
                    return True
                if not change.is_gap and change.low <= moment < change.high:
                    runs = self.second if moment.fold else self.first
                    return runs and matches_wall(self.plan, moment)
        return matches_wall(self.plan, moment)

    def count(self, start: datetime, stop: datetime) -> int:
        """Return how many occurrences lie in [*start*, *stop*), without enumerating any."""
        start, stop = self.localize(start), self.localize(stop)
        plan = self.plan
        count = count_walls(plan, start, stop)
        for year in matching_years(plan, *_years_touched(start, stop)):
            for change in self._own_changes(year):
                count -= count_walls(plan, max(start, change.low), min(stop, change.high))
                for first, last, _ in self._passes(change, start, stop):
                    count += count_walls(plan, first, last)
                count += start <= change.high < stop and self._catches_up(change)
        return count

    def walk(self, start: datetime, stop: datetime, reverse: bool = False) -> Iterator[datetime]:
        """Iterate over the occurrences in [*start*, *stop*), forwards or exactly so in *reverse*."""
        start, stop = self.localize(start), self.localize(stop)
        return chain.from_iterable(self._walk_years(start, stop, reverse))

    def localize(self, moment: datetime) -> datetime:
        """Return the same instant in the zone; one that no `datetime` there can hold, as the nearest end of time."""
        tzinfo = self.tzinfo
        if moment.tzinfo is tzinfo and self.zone.is_clear(moment):
            return moment
        try:
            # By way of UTC, even from the zone itself: a wall time in a gap is no instant.
            return moment.astimezone(timezone.utc).astimezone(tzinfo)
        except OverflowError:
            return (datetime.min if moment.year == MIN_YEAR else datetime.max).replace(tzinfo=tzinfo)

    def _walk_years(
        self, start: datetime, stop: datetime, reverse: bool
    ) -> Iterator[Iterator[datetime]]:
        plan, tzinfo = self.plan, self.tzinfo
        first, last = start.year, stop.year
        for year in matching_years(plan, *_years_touched(start, stop), reverse):
            if self._has_change(year):
                pieces = self._pieces(year, start, stop, reverse)
                for piece in reversed(list(pieces)) if reverse else pieces:
                    yield from piece
            elif first < year < last:
                yield from whole_year(plan, year, tzinfo, reverse)
            else:
                yield from part_of_year(plan, year, start, stop, reverse)

    def _pieces(
        self, year: int, start: datetime, stop: datetime, reverse: bool
    ) -> Iterator[Iterable[Iterator[datetime]]]:
        """Yield, ascending, the parts of *year* between its clock changes and what the changes make of theirs."""
        plan = self.plan
        cursor = start
        for change in self.zone.years[year][0]:
            if not self._matters(change):
                continue
            yield part_of_year(plan, year, cursor, min(change.low, stop), reverse)
            if self._owner(change, year) == year:
                yield self._resolve(change, start, stop, reverse)
            cursor = max(cursor, change.high)
        yield part_of_year(plan, year, cursor, stop, reverse)

    def _resolve(
        self, change: Change, start: datetime, stop: datetime, reverse: bool
    ) -> list[Iterator[datetime]]:
        """Return what the policy makes of *change*, as far as it lies in [*start*, *stop*)."""
        if change.is_gap:
            caught = start <= change.high < stop and self._catches_up(change)
            return [iter((change.high,))] if caught else []
        chunks = [
            map(_second_pass, walk(self.plan, first, last, reverse))
            if fold
            else walk(self.plan, first, last, reverse)
            for first, last, fold in self._passes(change, start, stop)
        ]
        return chunks[::-1] if reverse else chunks

    def _passes(
        self, change: Change, start: datetime, stop: datetime
    ) -> Iterator[tuple[datetime, datetime, int]]:
        """Yield the wall times of each pass of a fold in which the plan runs, clipped to [*start*, *stop*)."""
        for fold, runs in enumerate((self.first, self.second)):
            if runs and not change.is_gap:
                first = max(change.low, _cut(start, change, fold))
                last = min(change.high, _cut(stop, change, fold))
                if first < last:
                    yield first, last, fold

    def _catches_up(self, change: Change) -> bool:
        """Return whether the end of a gap makes up for what it skipped (one instant, however much that was)."""
        return (
            self.gap
            and change.is_gap
            and change.high - change.low <= self.gap_limit
            and not matches_wall(self.plan, change.high)
            and self._matters(change)
        )

    def _matters(self, change: Change) -> bool:
        """Return whether any wall time that *change* makes unclear is an occurrence."""
        plan = self.plan
        return plan.touches(change.window) and count_walls(plan, change.low, change.high) > 0

    def _has_change(self, year: int) -> bool:
        return any(map(self._matters, self.zone.years[year][0]))

    def _own_changes(self, year: int) -> Iterator[Change]:
        for change in self.zone.years[year][0]:
            if self._matters(change) and self._owner(change, year) == year:
                yield change

    def _owner(self, change: Change, year: int) -> int:
        """Return the year that accounts for *change*, should it straddle New Year: the first with matching days."""
        low = change.low.year
        return low if low == year or self.plan.year_mask(low) else year


def _years_touched(start: datetime, stop: datetime) -> tuple[int, int]:
    # One that begins on 1 January may stand in the first pass of a fold whose second
    # pass goes back into December; likewise at the other end.
    first = start.year - ((start.month, start.day) == (1, 1))
    last = stop.year + ((stop.month, stop.day) == (12, 31))
    return max(first, MIN_YEAR), min(last, MAX_YEAR)


def _cut(bound: datetime, change: Change, fold: int) -> datetime:
    """Return the wall time at which *bound* cuts pass *fold* of *change*."""
    if bound.fold == fold or not change.low <= bound < change.high:
        return bound
    # Within a fold, order is by pass and only then by the wall clock.
    return change.low if bound.fold < fold else change.high


def _second_pass(wall: datetime) -> datetime:
    # `aware + timedelta` drops the fold, and `replace` is several times dearer.
    return datetime(
        wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second, 0, wall.tzinfo, fold=1
    )


def zone_token(tzinfo: TzInfo | None) -> object:
    """Return what two zones must share to be the same zone: UTC, an IANA key, an offset, else the object itself."""
    if tzinfo is None:
        return None
    if isinstance(tzinfo, timezone):
        return tzinfo.utcoffset(None)
    key = getattr(tzinfo, "key", None)
    if key in ("UTC", "Etc/UTC"):
        return timedelta(0)
    return key or id(tzinfo)


def instant_of(moment: datetime) -> timedelta:
    """Return *moment* as a point on the time line, comparable whatever its zone; the wall clock where it is naive."""
    # A timedelta, unlike a datetime in UTC, can lie a day beyond either end of time.
    return moment.replace(tzinfo=None) - datetime.min - (moment.utcoffset() or timedelta(0))
