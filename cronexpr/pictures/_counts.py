"""How often an expression runs: on a day, in an hour, in a minute, by the clock on the wall.

Days and times of day are independent of each other, so a count is a product of masks.
Only where a clock changes is it another one; those few days are counted anew.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from .._calendar import YEAR_KINDS
from .._plan import EVERY_YEAR, bits, mask_of
from .._search import count_walls
from .._zoned import zoned_plan
from ..expression import checked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .._plan import Plan
    from .._zoned import Cut
    from ..expression import CronExpression

DAY = timedelta(1)
_EVERY_SEVENTH = mask_of(range(0, 371, 7))


def count_days(expr: CronExpression, start: date, stop: date) -> dict[date, int]:
    """Return the days from *start* until before *stop* on which *expr* runs, each with how many times.

    A day is what the wall clock calls so; an expression with a zone is counted in it, clock
    changes and their policy included.

    >>> from datetime import date
    >>> from cronexpr import parse
    >>> nightly = parse("0,30 2 * * *", tz="Europe/Berlin", dst="skip")
    >>> [*count_days(nightly, date(2027, 3, 27), date(2027, 3, 30)).values()]
    [2, 2]

    Raises:
        TypeError: *expr* is no expression, or a bound no date.
    """
    checked(expr)
    start, stop = read_date(start), read_date(stop)
    return count_through(expr, start, stop - DAY) if start < stop else {}


def count_through(expr: CronExpression, first: date, last: date) -> dict[date, int]:
    """Return the same from *first* through *last*, the last day there is not excepted."""
    counts: dict[date, int] = {}
    years = range(first.year, last.year + 1)
    for year in years:
        _count_year(expr.plan, year, first, last, counts)
    changes = cuts(expr, years)
    for day in _days_of(changes):
        if first <= day <= last:
            counts[day] = count_shown(expr.plan, changes, *_ends(day, changes))
    return {day: count for day, count in sorted(counts.items()) if count}


def read_date(day: object) -> date:
    """Return *day*, a date or a datetime, as a date proper."""
    if not isinstance(day, date):
        raise TypeError(f"expected a date, not {type(day).__name__}")
    return date(day.year, day.month, day.day)


def _count_year(plan: Plan, year: int, first: date, last: date, counts: dict[date, int]) -> None:
    january = date(year, 1, 1).toordinal()
    low, high = max(first.toordinal() - january, 0), last.toordinal() - january
    days = plan.year_mask(year) & (2 << high) - 1
    for day in bits(days >> low << low):
        counts[date.fromordinal(january + day)] = plan.times_a_day


def cuts(expr: CronExpression, years: Iterable[int]) -> list[Cut]:
    """Return what the clock changes of *years* do to *expr*; nothing where it has no zone."""
    if expr.tz is None:
        return []
    zoned = zoned_plan(expr.plan, expr.tz, expr.dst, expr.is_interval)
    found: list[Cut] = []
    for year in years:
        found += [cut for cut in zoned.cuts[year] if cut not in found]
    return found


def changed_days(expr: CronExpression, first: date, last: date) -> list[date]:
    """Return the days from *first* through *last* on which a clock change may make a difference to *expr*."""
    days = _days_of(cuts(expr, range(first.year, last.year + 1)))
    return sorted([day for day in days if first <= day <= last])


def runs_on(plan: Plan, day: date) -> bool:
    """Return whether *plan* runs on *day*, whatever the clock does."""
    return bool(plan.year_mask(day.year) >> (day.timetuple().tm_yday - 1) & 1)


def odd_days(expr: CronExpression, counts: Mapping[date, int], days: Iterable[date]) -> dict[date, int]:
    """Return those of *days* on which a clock change makes *expr* run more or less often than otherwise."""
    usual = expr.plan.times_a_day
    found = {day: counts.get(day, 0) for day in days}
    return {day: count for day, count in found.items() if count != usual * runs_on(expr.plan, day)}


def _days_of(changes: list[Cut]) -> set[date]:
    days: set[date] = set()
    for cut in changes:
        first, last = cut.low.date(), cut.high.date()
        days.update([first + DAY * n for n in range((last - first).days + 1)])
    return days


def _ends(day: date, changes: list[Cut]) -> tuple[datetime, datetime]:
    tzinfo = changes[0].low.tzinfo
    # The last microsecond is no occurrence, and midnight after it may be past the end of time.
    return datetime.combine(day, time.min, tzinfo), datetime.combine(day, time.max, tzinfo)


def count_shown(plan: Plan, changes: list[Cut], low: datetime, high: datetime) -> int:
    """Return how often *plan* runs while the wall clock shows [*low*, *high*), in whichever pass.

    The bounds carry the zone of the *changes*, so that wall clocks are compared.
    """
    count = count_walls(plan, low, high)
    for cut in changes:
        count += (len(cut.passes) - 1) * count_walls(plan, max(low, cut.low), min(high, cut.high))
        count += cut.caught_up and low <= cut.high < high
    return count


def count_minutes(plan: Plan, changes: list[Cut], day: date, hour: int) -> list[int]:
    """Return how often *plan* runs in each minute of an *hour* that one of the *changes* is near."""
    tzinfo = changes[0].low.tzinfo
    starts = [datetime(day.year, day.month, day.day, hour, minute, 0, 0, tzinfo) for minute in range(60)]
    return [
        count_shown(plan, changes, start, start.replace(second=59, microsecond=999_999)) for start in starts
    ]


def weekday_shares(plan: Plan) -> list[tuple[int, int]]:
    """Return, for each weekday, Sunday first, on how many of how many of them *plan* runs.

    Exact: over all of the calendar's 400 years, or over the years of the year field in
    which there are any.
    """
    if plan.years == EVERY_YEAR:
        years = [(kind, YEAR_KINDS.count(kind), plan.days_of_kind[kind]) for kind in range(14)]
    else:
        years = [(YEAR_KINDS[year % 400], 1, plan.year_mask(year)) for year in bits(plan.years)]
    running = [(weight, kind, mask) for kind, weight, mask in years if mask]
    return [
        (
            sum(
                [weight * (mask & _weekday_mask(kind, weekday)).bit_count() for weight, kind, mask in running]
            ),
            sum([weight * _weekday_mask(kind, weekday).bit_count() for weight, kind, _ in running]),
        )
        for weekday in range(7)
    ]


def _weekday_mask(kind: int, weekday: int) -> int:
    """Return the days of a year of *kind* that are a *weekday*, bit 0 being 1 January."""
    return _EVERY_SEVENTH << (weekday - (kind >> 1)) % 7 & (1 << 365 + (kind & 1)) - 1
