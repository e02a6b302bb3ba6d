"""Time zones, the policy: what happens to a plan's occurrences when the clock changes.

The search itself stays in wall-clock time; here it is cut at the changes that matter
and joined again, so that forwards, backwards, matching and counting agree.

The trap of PEP 495 is avoided by never comparing instants within one zone: inside
a fold, order is (fold, wall clock); outside, it is the wall clock's.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import chain

from ._calendar import MAX_YEAR, MIN_YEAR, YEAR_KINDS
from ._plan import EVERY_YEAR
from ._search import count_walls, matches_wall, matching_years, next_wall, previous_wall, walk, whole_year
from ._value import Memo, Value
from ._zone import instant_of, zone_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo as TzInfo
    from typing import TypeAlias

    from ._plan import Plan
    from ._zone import Change, Zone
    from .fields import FieldSet

    Segment: TypeAlias = tuple[datetime, datetime | None, int]

_SECOND = timedelta(0, 1)
# After the years that the tz database lists one by one, rules repeat with the calendar; a
# schedule without a year field may pause for 40 years on top of its cycle of 400.
_LAST_OWN_YEAR = 2087  # Morocco's, whose clock follows Ramadan
_WHOLE_CYCLE = 441
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
        """Return whether the *clock_fields*, second to hour, make an interval (Vixie: wildcard) job."""
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


class Cut(Value):
    """What a plan makes of one clock change under its policy.

    The occurrences with wall times in [*low*, *high*) are those of the *passes* (of a
    fold: 0, 1, both or none), and *caught_up* tells whether *high* itself is one, in
    place of those that a gap skipped.  *year* is the one that accounts for it, should it
    straddle New Year, and *surplus* the number of occurrences that it adds to the
    wall clock's.
    """

    __slots__ = ("low", "high", "passes", "caught_up", "year", "surplus")

    low: datetime
    high: datetime
    passes: tuple[int, ...]
    caught_up: bool
    year: int
    surplus: int


class ZonedPlan:
    """A plan in a zone under a policy: the search of `_search`, for aware times.

    Arguments may be in any zone; only the instant counts.  Results are in the plan's.
    Every answer comes from one cutting of each year into *segments*, stretches of
    wall-clock time without a clock change that matters; forwards, backwards, matching
    and counting cannot disagree.
    """

    __slots__ = (
        "cuts",
        "gap",
        "gap_limit",
        "passes",
        "plan",
        "surplus",
        "tzinfo",
        "unclear_days",
        "barren_from",
        "zone",
    )

    def __init__(self, key: tuple[Plan, Zone, str, bool]) -> None:
        self.plan, self.zone, dst, is_interval = key
        policy = POLICIES[dst]
        self.tzinfo = self.zone.tzinfo
        self.unclear_days = self.zone.unclear_days
        self.gap = policy.gap[is_interval]
        self.gap_limit = policy.gap_limit
        runs = (policy.first[is_interval], policy.second[is_interval])
        self.passes = tuple([fold for fold in (0, 1) if runs[fold]])
        self.cuts: Memo[int, tuple[Cut, ...]] = Memo(self._cuts, 512)
        self.surplus: Memo[int, int] = Memo(self._surplus, 512)
        self.barren_from: timedelta | None = None  # an instant after which nothing is left

    def next(self, after: datetime) -> datetime | None:
        """Return the first occurrence strictly after *after*, or None."""
        tzinfo = self.tzinfo
        if after.tzinfo is not tzinfo:
            moment, after = after, self.localize(after)
            if after.year == MIN_YEAR and instant_of(after) != instant_of(moment):
                return self._first_from(after)  # asked from before the zone's first moment
        # Where neither end lies on the day of a clock change, the wall clock is
        # right.  A change in between cannot matter: had it a matching wall time, the
        # search would have stopped there.
        found = next_wall(self.plan, after, tzinfo, self.unclear_days)
        return self.next_unclear(after) if found is after else found

    def next_unclear(self, after: datetime) -> datetime | None:
        """Return the same where *after*, in this zone, or the answer is on the day of a clock change."""
        return self._first_from(self._next_second(after))

    def previous(self, before: datetime) -> datetime | None:
        """Return the last occurrence strictly before *before*, or None."""
        tzinfo = self.tzinfo
        if before.tzinfo is not tzinfo:
            before = self.localize(before)
        found = previous_wall(self.plan, before, tzinfo, self.unclear_days)
        return self.previous_unclear(before) if found is before else found

    def previous_unclear(self, before: datetime) -> datetime | None:
        """Return the same where *before*, in this zone, or the answer is on the day of a clock change."""
        return self._last_until(self.localize(before))

    def matches(self, moment: datetime) -> bool:
        """Return whether *moment* is an occurrence, exact to the microsecond."""
        if moment.tzinfo is not self.tzinfo:
            instant, moment = moment, self.localize(moment)
            if moment.year in (MIN_YEAR, MAX_YEAR) and instant_of(moment) != instant_of(instant):
                return False  # no datetime in the zone can show it
        if moment.month * 32 + moment.day in self.unclear_days[moment.year]:
            moment = self.localize(moment)
            for cut in self.cuts[moment.year]:
                if cut.low <= moment < cut.high:
                    return moment.fold in cut.passes and matches_wall(self.plan, moment)
                if cut.caught_up and moment == cut.high:
                    return True
        return matches_wall(self.plan, moment)

    def count(self, start: datetime, stop: datetime) -> int:
        """Return how many occurrences lie in [*start*, *stop*), without enumerating any."""
        start, stop = self.localize(start), self.localize(stop)
        (first, early), (late, last) = _years_near(start), _years_near(stop)
        count = count_walls(self.plan, start, stop)
        count += sum(map(self.surplus.__getitem__, range(early + 1, late)))
        for year in {*range(first, early + 1), *range(late, last + 1)}:
            for cut in self.cuts[year] if self.plan.year_mask(year) else ():
                count += self._clipped_surplus(cut, start, stop) if cut.year == year else 0
        return count

    def walk(self, start: datetime, stop: datetime, reverse: bool) -> Iterator[datetime]:
        """Iterate over the occurrences in [*start*, *stop*), forwards or exactly so in *reverse*."""
        start, stop = self.localize(start), self.localize(stop)
        if stop.year - start.year > _WHOLE_CYCLE and not self.matches(start) and self.next(start) is None:
            return iter(())
        return chain.from_iterable(self._walk_years(start, stop, reverse))

    def localize(self, moment: datetime) -> datetime:
        """Return the same instant in the zone, or the end of time nearest to it."""
        tzinfo = self.tzinfo
        if moment.tzinfo is tzinfo and self.zone.is_clear(moment):
            return moment
        if moment.utcoffset() is None:
            raise TypeError(f"the time zone of {moment!r} has no UTC offset")
        try:
            # By way of UTC, even from the zone itself: a wall time in a gap is no instant.
            if moment.tzinfo is not timezone.utc:
                moment = moment.astimezone(timezone.utc)
            return moment.astimezone(tzinfo)
        except OverflowError:
            return (datetime.min if moment.year == MIN_YEAR else datetime.max).replace(tzinfo=tzinfo)

    def _next_second(self, moment: datetime) -> datetime:
        """Return the first whole second after *moment*, in the zone."""
        if self.zone.is_clear(moment):
            return moment.replace(microsecond=0) + _SECOND
        utc = moment.astimezone(timezone.utc).replace(microsecond=0) + _SECOND
        return utc.astimezone(self.tzinfo)

    def _first_from(self, start: datetime) -> datetime | None:
        """Return the first occurrence at or after *start*."""
        instant = instant_of(start)
        if self.barren_from is not None and instant >= self.barren_from:
            return None
        plan, tzinfo = self.plan, self.tzinfo
        stop = datetime.max.replace(tzinfo=tzinfo)
        last_year = MAX_YEAR
        if plan.years == EVERY_YEAR:
            # All may be lost to clock changes; what lasts for a whole cycle lasts for ever.
            last_year = min(max(start.year, _LAST_OWN_YEAR) + _WHOLE_CYCLE, MAX_YEAR)
        seen: set[tuple[int, int]] = set()
        for year in matching_years(plan, _years_near(start)[0], last_year):
            if year > _LAST_OWN_YEAR and year > start.year:
                # What a rule makes of a year depends on its kind alone, or at New Year on its neighbour's.
                kinds = YEAR_KINDS[(year - 1) % 400], YEAR_KINDS[year % 400]
                if kinds in seen:
                    continue
                seen.add(kinds)
            for first, last, fold in self._segments(year, start, stop):
                found = first if last is None or matches_wall(plan, first) else next_wall(plan, first, tzinfo)
                if found is not None and (last is None or found < last):
                    return _second_pass(found) if fold else found
        self.barren_from = instant
        return None

    def _last_until(self, stop: datetime) -> datetime | None:
        """Return the last occurrence before *stop*."""
        plan, tzinfo = self.plan, self.tzinfo
        start = datetime.min.replace(tzinfo=tzinfo)
        last_year = _years_near(stop)[1]
        years = matching_years(plan, MIN_YEAR, last_year, reverse=True)
        if plan.years == EVERY_YEAR and last_year > _LAST_OWN_YEAR + 2 * _WHOLE_CYCLE:
            years = chain(
                matching_years(plan, last_year - _WHOLE_CYCLE, last_year, reverse=True),
                matching_years(plan, MIN_YEAR, _LAST_OWN_YEAR + _WHOLE_CYCLE, reverse=True),
            )
        for year in years:
            for first, last, fold in reversed(list(self._segments(year, start, stop))):
                found = first if last is None else previous_wall(plan, last, tzinfo)
                if found is not None and found >= first:
                    return _second_pass(found) if fold else found
        return None

    def _walk_years(self, start: datetime, stop: datetime, reverse: bool) -> Iterator[Iterator[datetime]]:
        plan, tzinfo, cuts = self.plan, self.tzinfo, self.cuts
        first, last = start.year, stop.year
        for year in matching_years(plan, _years_near(start)[0], _years_near(stop)[1], reverse):
            if not cuts[year] and first < year < last:
                yield from whole_year(plan, year, tzinfo, reverse)
                continue
            segments: Iterable[Segment] = self._segments(year, start, stop)
            for low, high, fold in reversed(list(segments)) if reverse else segments:
                if high is None:
                    yield iter((low,))
                elif fold:
                    yield map(_second_pass, walk(plan, low, high, reverse))
                else:
                    yield walk(plan, low, high, reverse)

    def _segments(self, year: int, start: datetime, stop: datetime) -> Iterator[Segment]:
        """Yield, ascending, the segments of *year* that lie in [*start*, *stop*).

        Each is (first, last, fold): the occurrences with a wall time in [*first*,
        *last*), in that pass; or (moment, None, 0): that one moment.
        """
        cursor = max(start, datetime(year, 1, 1, 0, 0, 0, 0, self.tzinfo))
        end = stop
        if year < stop.year:
            end = datetime(year + 1, 1, 1, 0, 0, 0, 0, self.tzinfo)
        for cut in self.cuts[year]:
            if cursor < cut.low:
                yield cursor, min(cut.low, end), 0
            if cut.year == year:
                yield from _inside(cut, start, stop)
            cursor = max(cursor, cut.high)
        if cursor < end:
            yield cursor, end, 0

    def _surplus(self, year: int) -> int:
        """Return how many more occurrences the cuts of *year* make than its wall clock has."""
        if not self.plan.year_mask(year):
            return 0
        return sum([cut.surplus for cut in self.cuts[year] if cut.year == year])

    def _clipped_surplus(self, cut: Cut, start: datetime, stop: datetime) -> int:
        """Return the same of one *cut*, as far as it lies in [*start*, *stop*)."""
        plan = self.plan
        surplus = -count_walls(plan, max(start, cut.low), min(stop, cut.high))
        for first, last, _ in _inside(cut, start, stop):
            surplus += count_walls(plan, first, last) if last else 1
        return surplus

    def _cuts(self, year: int) -> tuple[Cut, ...]:
        """Return the cuts of *year* by clock changes that matter, ascending."""
        cuts = []
        for change in self.zone.changes[year]:
            if self.plan.touches(change.window):
                walls = count_walls(self.plan, change.low, change.high)
                cuts += [self._cut(change, year, walls)] if walls else []
        return tuple(cuts)

    def _cut(self, change: Change, year: int, walls: int) -> Cut:
        low, high, passes, caught_up = change.low, change.high, self.passes, False
        if change.is_gap:
            passes = ()
            # One instant makes up for all that the gap skipped, unless it is an occurrence anyway.
            caught_up = self.gap and high - low <= self.gap_limit and not matches_wall(self.plan, high)
        # The first year with matching days accounts for it: the search visits no other.
        owner = low.year if self.plan.year_mask(low.year) else year
        return Cut(low, high, passes, caught_up, owner, (len(passes) - 1) * walls + caught_up)


_ZONED_PLANS: Memo[tuple[Plan, Zone, str, bool], ZonedPlan] = Memo(ZonedPlan, 512)


def zoned_plan(plan: Plan, tzinfo: TzInfo, dst: str, is_interval: bool) -> ZonedPlan:
    """Return *plan* in the zone *tzinfo* under *dst*; shared by all expressions that mean the same."""
    return _ZONED_PLANS[plan, zone_of(tzinfo), dst, is_interval]


def _inside(cut: Cut, start: datetime, stop: datetime) -> Iterator[Segment]:
    """Yield the segments that replace a cut's wall times, as far as they lie in [*start*, *stop*)."""
    for fold in cut.passes:
        first = max(cut.low, _bound(start, cut, fold))
        last = min(cut.high, _bound(stop, cut, fold))
        if first < last:
            yield first, last, fold
    if cut.caught_up and start <= cut.high < stop:
        yield cut.high, None, 0


def _bound(bound: datetime, cut: Cut, fold: int) -> datetime:
    """Return the wall time at which *bound* cuts pass *fold*."""
    if bound.fold == fold or not cut.low <= bound < cut.high:
        return bound
    # Within a fold, order is by pass and only then by the wall clock.
    return cut.low if bound.fold < fold else cut.high


def _years_near(moment: datetime) -> tuple[int, int]:
    """Return the first and the last year that a clock change on the day of *moment* can reach into."""
    day = (moment.month, moment.day)
    return max(moment.year - (day == (1, 1)), MIN_YEAR), min(moment.year + (day == (12, 31)), MAX_YEAR)


def _second_pass(wall: datetime) -> datetime:
    # `aware + timedelta` drops the fold, and `replace` is several times dearer.
    return datetime(
        wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second, 0, wall.tzinfo, fold=1
    )
