"""What can be proven of plans without searching: inclusion, overlap, the shortest interval.

Times of day are a product of three sets, so they compare factor by factor.  Days
compare by whole years, of which there are only fourteen kinds.
"""

from __future__ import annotations

from datetime import date, timedelta

from ._calendar import CYCLE, YEAR_KINDS
from ._plan import EVERY_YEAR, SECONDS_A_DAY, bits, low_bit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._plan import Plan

_LONGEST_PAUSE = 40  # years until a satisfiable plan without a year field matches again


def is_subset(plan: Plan, other: Plan) -> bool:
    """Return whether every occurrence of *plan* is one of *other*."""
    if not plan.is_satisfiable:
        return True
    if plan.hours & ~other.hours or plan.minutes & ~other.minutes or plan.seconds & ~other.seconds:
        return False
    if plan.years == EVERY_YEAR != other.years:
        return False
    return not any(plan.year_mask(y) & ~other.year_mask(y) for y in plan.representative_years())


def overlaps(plan: Plan, other: Plan) -> bool:
    """Return whether any occurrence of *plan* is one of *other*."""
    if not (plan.hours & other.hours and plan.minutes & other.minutes and plan.seconds & other.seconds):
        return False
    narrow = other if plan.years == EVERY_YEAR else plan
    return any(plan.year_mask(y) & other.year_mask(y) for y in narrow.representative_years())


def shortest_interval(plan: Plan) -> timedelta | None:
    """Return the shortest time between neighbouring occurrences; None if there are not two."""
    if not plan.is_satisfiable:
        return None
    intervals = []
    first = last = 0
    for unit, mask in ((1, plan.seconds), (60, plan.minutes), (3600, plan.hours)):
        # The step from the last time of one minute (hour) to the first of the next.
        if gap := _shortest_gap(mask):
            intervals.append(gap * unit + first - last)
        first += unit * low_bit(mask)
        last += unit * (mask.bit_length() - 1)
    # Days are looked at where two that follow each other could have the shortest pause.
    overnight = SECONDS_A_DAY + first - last
    if (not intervals or overnight < min(intervals)) and (days := _shortest_day_gap(plan)):
        intervals.append((days - 1) * SECONDS_A_DAY + overnight)
    return timedelta(0, min(intervals)) if intervals else None


def _shortest_gap(mask: int) -> int:
    """Return the shortest distance between two members of *mask*, or 0 if it has not two."""
    return next((gap for gap in range(1, mask.bit_length()) if mask & mask >> gap), 0)


def _shortest_day_gap(plan: Plan) -> int:
    """Return the fewest days from one matching day to the next, or 0 if there are not two."""
    years: Iterable[int] = (
        bits(plan.years) if plan.years != EVERY_YEAR else range(CYCLE, 2 * CYCLE + _LONGEST_PAUSE)
    )
    gaps = {kind: _shortest_gap(plan.days_of_kind[kind]) for kind in {YEAR_KINDS[y % 400] for y in years}}
    shortest = min([gap for gap in gaps.values() if gap], default=0)
    last = None
    for year in years:
        mask = plan.year_mask(year)
        if shortest == 1 or not mask:
            continue
        january = date(year, 1, 1).toordinal()
        if last is not None:
            gap = january + low_bit(mask) - last
            shortest = min(shortest, gap) if shortest else gap
        last = january + mask.bit_length() - 1
    return shortest
