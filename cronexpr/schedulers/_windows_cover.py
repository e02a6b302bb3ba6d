"""Times of day as few chains as possible: a start, a step and a count of times each."""

from __future__ import annotations

from .._plan import bits, low_bit, mask_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Chain: TypeAlias = tuple[int, int, int]  # first minute of the day, minutes from time to time, times


def chains(hours: int, minutes: int, *, shortest: int = 3, within_hours: bool = False) -> list[Chain]:
    """Return chains that have each minute of the day in *hours* and *minutes* (masks) in just one of them.

    Fewest where that is cheap to find: the longest chain first, of the day as a whole, or the
    same chains of hours for each minute, or the same chains of minutes for each hour.  What is left
    over from chains of *shortest* times becomes chains of one time, with step 0.  *within_hours*
    allows the last of the three ways only.
    """
    by_hour = [
        (60 * hour + start, step, count)
        for hour in bits(hours)
        for start, step, count in _split(minutes, shortest)
    ]
    if within_hours:
        return by_hour
    by_minute = [
        (60 * start + minute, 60 * step, count)
        for minute in bits(minutes)
        for start, step, count in _split(hours, shortest)
    ]
    whole_day = sum([minutes << 60 * hour for hour in bits(hours)])
    ways = [_split(whole_day, shortest), by_hour, by_minute]
    fewest = min(ways, key=len)
    return sorted(fewest)


def _split(values: int, shortest: int) -> list[Chain]:
    """Return chains of the members of a mask, the longest taken out first."""
    found = []
    while values and (chain := _longest(values, shortest)):
        start, step, count = chain
        found.append(chain)
        values &= ~(mask_of(range(0, step * count, step)) << start)
    return sorted(found + [(value, 0, 1) for value in bits(values)])


def _longest(values: int, shortest: int) -> Chain | None:
    """Return the longest chain of at least *shortest* members, of those the one of the smallest step."""
    best: Chain | None = None
    longest = shortest - 1
    extent = values.bit_length() - 1 - low_bit(values)
    step = 1
    # A chain longer than the longest so far has that many steps, at least, within the extent.
    while step * longest <= extent:
        count, starts = 0, values
        # After each round, the members from which the chain goes on for one more.
        while starts:
            count, kept = count + 1, starts
            starts &= starts >> step
        if count > longest:
            longest, best = count, (low_bit(kept), step, count)
        step += 1
    return best
