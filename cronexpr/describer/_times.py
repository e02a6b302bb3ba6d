"""The times of day of a plan as phrases: from three masks to a `Time`."""

from __future__ import annotations

from itertools import pairwise

from cronexpr._plan import bits, low_bit
from cronexpr._runs import progression, runs

from ._phrases import Clocks, HourList, HourRate, HourSteps, Listed, Minutes, Rate, Stretch, Time, Windows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._phrases import Hours, Main, Values

    Masks = tuple[int, int, int]

_DAY = 86_400
_ALL_HOURS = (1 << 24) - 1
_MOST_LISTED = 6
_MOST_WINDOWS = 3
_LEAST_IN_WINDOW = 3


def time_phrase(masks: Masks, wraps: bool) -> Time:
    """Return the phrase for the times of day of *masks*: hours, minutes, seconds.

    *wraps* tells whether a window may go on past midnight: only where every day
    matches, lest the night after the last matching day be promised.
    """
    hours, minutes, seconds = masks
    if hours == _ALL_HOURS:
        return _hourly(minutes, seconds)
    if main := _clocked(masks, wraps):
        return Time(main, None)
    return Time(Minutes(values_phrase("minute", minutes), _hours(hours)), _suffix(seconds))


def names_clock(time: Time) -> bool:
    """Return whether *time* speaks of certain hours of the day, so that "every day" belongs beside it."""
    main = time.main
    return isinstance(main, Clocks | Windows) or (isinstance(main, Minutes) and main.hours is not None)


def values_phrase(unit: str, mask: int) -> Values:
    """Return the phrase for minutes or seconds: a full cycle, else a progression of four, else a list."""
    if cycle := _cycle(mask, 60):
        return Rate(unit, *cycle)
    members = bits(mask)
    if step := progression(members, 4):
        return Stretch(unit, step, members[0], members[-1])
    return Listed(unit, runs(members))


def _hourly(minutes: int, seconds: int) -> Time:
    """Return the phrase for *minutes* and *seconds* of every hour."""
    cycle = _cycle(minutes, 60)
    if cycle == (1, 0) and (every := _cycle(seconds, 60)):
        return Time(Rate("second", *every), None)
    main: Main
    if cycle:
        main = Rate("minute", *cycle)
    elif minutes.bit_count() == 1:
        main = Rate("hour", 1, low_bit(minutes))
    else:
        main = Minutes(values_phrase("minute", minutes), None)
    return Time(main, _suffix(seconds))


def _suffix(seconds: int) -> Values | None:
    if seconds == 1:
        return None
    return (
        Listed("second", runs(bits(seconds)))
        if seconds.bit_count() <= 3
        else values_phrase("second", seconds)
    )


def _cycle(mask: int, size: int) -> tuple[int, int] | None:
    """Return (step, offset) if *mask* has two members or more, evenly spread over a cycle of *size*."""
    count = mask.bit_count()
    if count < 2 or size % count:
        return None
    step, offset = size // count, low_bit(mask)
    return (step, offset) if bits(mask) == list(range(offset, size, step)) else None


def _clocked(masks: Masks, wraps: bool) -> Main | None:
    """Return the phrase that names first and last clock times, if few are needed."""
    hours, minutes, seconds = masks
    count = hours.bit_count() * minutes.bit_count() * seconds.bit_count()
    cycle = _cycle(hours, 24)
    if cycle and count == hours.bit_count() > 2:
        return HourRate(cycle[0], 3600 * cycle[1] + 60 * low_bit(minutes) + low_bit(seconds))
    if count > 3 and (windows := _windows(masks, wraps)):
        return windows
    return Clocks(tuple(_clock_times(masks))) if count <= _MOST_LISTED else None


def _clock_times(masks: Masks) -> list[int]:
    hours, minutes, seconds = map(bits, masks)
    return [3600 * hour + 60 * minute + second for hour in hours for minute in minutes for second in seconds]


def _windows(masks: Masks, wraps: bool) -> Windows | None:
    hours, minutes, seconds = masks
    if within := _cycle(seconds, 60):
        # Evenly within the minute, so evenly for as long as the minutes follow each other.
        step, offset = within
        minute_starts = _clock_times((hours, minutes, 1))
        found = _stretches(minute_starts, 60, wraps, -(-_LEAST_IN_WINDOW * step // 60))
        windows = [(first + offset, last + offset + 60 - step) for first, last in found]
    else:
        if seconds.bit_count() > 1 and hours.bit_count() * minutes.bit_count() > _MOST_WINDOWS:
            return None
        times = _clock_times(masks)
        gaps = [later - earlier for earlier, later in pairwise(times)]
        # Windows of three and more share a gap that outnumbers all others.
        step = max(set(gaps), key=gaps.count)
        windows = _stretches(times, step, wraps, _LEAST_IN_WINDOW)
    if not windows:
        return None
    for unit, size in (("hour", 3600), ("minute", 60), ("second", 1)):
        if step % size == 0:
            return Windows(unit, step // size, tuple(windows))
    raise AssertionError(step)  # pragma: no cover


def _stretches(times: list[int], gap: int, wraps: bool, least: int) -> list[tuple[int, int]]:
    """Return the first and last of each stretch of *times* that are *gap* apart.

    None at all if there are more than three stretches, or one is shorter than *least*.
    """
    cuts = [i for i in range(1, len(times)) if times[i] - times[i - 1] != gap]
    if len(cuts) > _MOST_WINDOWS:
        return []
    stretches = [times[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(times)], strict=True)]
    if wraps and cuts and times[0] + _DAY - times[-1] == gap:
        stretches[-1] += stretches.pop(0)
    if len(stretches) > _MOST_WINDOWS or min(map(len, stretches)) < least:
        return []
    return [(stretch[0], stretch[-1]) for stretch in stretches]


def _hours(mask: int) -> Hours:
    members = bits(mask)
    step = progression(members, 4)
    return HourSteps(step, members[0], members[-1]) if step > 1 else HourList(runs(members))
