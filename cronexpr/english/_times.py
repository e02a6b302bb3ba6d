"""Clauses about the clock to the times of day: a mask of 86,400 bits."""

from __future__ import annotations

from .._plan import bits
from ..fields import HOUR, MINUTE
from ._clock import window_text
from ._halves import settle_halves
from ._oclock import DAY, SECONDS, WHOLES, clock_text, even_rate_text, rate_text, window_rate_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from ._draft import Draft, Rate, Time
    from ._words import Words

_LARGER = {"second": 60, "minute": 60, "hour": 24}
_EVERY_SECOND = (1 << DAY) - 1
_WHOLE_MINUTES = _EVERY_SECOND // ((1 << 60) - 1)
# The rates that repeat evenly, in seconds: each divides a minute, an hour or a day.
_EVEN = tuple(
    [
        SECONDS[unit] * step
        for unit, size in _LARGER.items()
        for step in range(1, size + 1)
        if size % step == 0
    ]
)


_CONTRARY = (
    ("the minute rate", "the hour rate"),
    ("the minute rate", "the minute"),
    ("the hour rate", "the hour"),
    ("the time", "the minute rate"),
    ("the time", "the hour rate"),
    ("the time", "the minute"),
    ("the time", "the window"),
    ("the time", "the hour"),
    ("the time", "the second rate"),
)
"""Kinds of clauses that do not go together, and of which the first is told."""


def clock_mask(words: Words, draft: Draft) -> int:
    """Return the times of day as a mask of 86,400 bits; refuse a night of days that the text limits."""
    mask = _clock_mask(words, draft)
    is_limited = bool(draft.has_days or draft.months or draft.years)
    for first, last in draft.windows:
        if is_limited and first.seconds > last.seconds and mask & (2 << last.seconds) - 1:
            _refuse_night(words, first, last, (mask & -mask).bit_length() - 1)
    return mask


def _clock_mask(words: Words, draft: Draft) -> int:
    settle_halves(words, draft)
    base = _base(words, draft)
    second_rate = draft.rates.get("second")
    seconds = draft.seconds or (second_rate.mask if second_rate else 0)
    if second_rate and not seconds and not _is_windowed_by_seconds(draft):
        seconds = _cycle(words, draft, second_rate)
    if not seconds:
        return base
    if base & ~_WHOLE_MINUTES:
        place = draft.places.get("the second") or draft.places["the second rate"]
        words.refuse_clause(place, "ENG010", "the seconds are said twice", "leave one of the two out")
    mask = 0
    for second in bits(seconds):
        mask |= base << second
    # The last run of a rate may be followed by seconds; the end of a mere window may not.
    return mask if draft.rates.keys() & {"minute", "hour"} else _within(mask, draft)


def _is_windowed_by_seconds(draft: Draft) -> bool:
    is_alone = not draft.rates.keys() - {"second"} and not draft.minutes
    return bool(draft.windows) and is_alone and not draft.rates["second"].mask


def _base(words: Words, draft: Draft) -> int:
    """Return the times without what is said of seconds within the minute."""
    for one, other in _CONTRARY:
        if draft.places.keys() >= {one, other}:
            _contradict(words, draft, one, other)
    rates = draft.rates
    if draft.part_of_day and draft.has_clock and not draft.times and not draft.windows:
        place = draft.places["the part of the day"]
        words.refuse_clause(
            place, "ENG008", "from when to when is that?", 'add a window, such as "from 8:00 AM through noon"'
        )
    if draft.times:
        return _or([1 << time.seconds for time in draft.times])
    if main := rates.get("minute") or rates.get("hour"):
        return _of_rate(words, draft, main)
    if draft.minutes:
        return _within(_hours(draft.minutes, draft.hours), draft)
    if "second" in rates and _is_windowed_by_seconds(draft):
        rate = rates["second"]
        return _or([_run(draft, *window, rate) for window in draft.windows])
    if draft.seconds or "second" in rates:
        return _within(_hours(MINUTE.full_mask, draft.hours), draft)
    if draft.windows or draft.hours:
        kind = "the window" if draft.windows else "the hour"
        hint = 'add "every 15 minutes", say'
        words.refuse_clause(draft.places[kind], "ENG009", "how often in that time?", hint)
    return _default_time(words, draft)


def _default_time(words: Words, draft: Draft) -> int:
    if draft.part_of_day not in {"", "night"} or "the night of a day" in draft.places:
        kind = "the part of the day"
        words.refuse_clause(draft.places[kind], "ENG009", "at what time?", 'add a time, such as "at 9:00 AM"')
    draft.assume("at midnight")
    return 1


def _or(masks: list[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


def _hours(minutes: int, hours: int) -> int:
    """Return the times at *minutes* past each of *hours* (0: all)."""
    hour_long = _or([1 << 60 * minute for minute in bits(minutes)])
    return _or([hour_long << 3600 * hour for hour in bits(hours or HOUR.full_mask)])


def _within(mask: int, draft: Draft) -> int:
    """Return what of *mask* lies in the windows, ends included."""
    if not draft.windows:
        return mask
    return mask & _or([_interval(first.seconds, last.seconds) for first, last in draft.windows])


def _interval(first: int, last: int) -> int:
    return (2 << last) - (1 << first) if first <= last else _EVERY_SECOND & ~((1 << first) - (2 << last))


def _of_rate(words: Words, draft: Draft, rate: Rate) -> int:
    if rate.unit == "hour":
        return _of_hours(words, draft, rate)
    if draft.windows and not rate.mask and not draft.hours:
        return _or([_run(draft, *window, rate) for window in draft.windows])
    if rate.step >= 60 and not rate.mask and not draft.hours and rate.step % 60 == 0:
        return _of_hours(words, draft, rate.replace(step=rate.step // 60, unit="hour"))
    return _within(_hours(rate.mask or _cycle(words, draft, rate), draft.hours), draft)


def _of_hours(words: Words, draft: Draft, rate: Rate) -> int:
    for other in ("the minute", "the window"):
        if rate.start and other in draft.places:
            _contradict(words, draft, "the hour rate", other)
    if draft.windows and not draft.minutes:
        return _or([_run(draft, *window, rate) for window in draft.windows])
    if draft.windows and rate.step > 1:
        return _or([_run_past(draft, *window, rate) for window in draft.windows])
    first = rate.start.seconds if rate.start else 0
    if first >= 3600 * rate.step:
        _refuse_late_start(words, draft, rate, first)
    hours = _cycle(words, draft, rate) << first // 3600
    mask = _hours(draft.minutes or 1, hours) << first % 3600
    return _within(mask, draft)


def _refuse_late_start(words: Words, draft: Draft, rate: Rate, first: int) -> NoReturn:
    span = 3600 * rate.step
    offer = window_rate_text(rate.step, "hour", first)
    round_the_clock = f"{rate_text(rate.step, 'hour')} starting at {clock_text(first % span)}"
    hint = f'for the rest of the day, give the last run too; round the clock, write "{round_the_clock}"'
    words.refuse_clause(draft.places[f"the {rate.unit} rate"], "ENG005", "until when?", hint, offer)


def _cycle(words: Words, draft: Draft, rate: Rate) -> int:
    """Return the values of a rate that repeats evenly, from 0."""
    size = _LARGER[rate.unit]
    if rate.step > size or size % rate.step:
        _refuse_uneven(words, draft, rate)
    return _or([1 << value for value in range(0, size, rate.step)])


def _refuse_uneven(words: Words, draft: Draft, rate: Rate) -> NoReturn:
    unit, step, size = rate.unit, rate.step, _LARGER[rate.unit]
    wanted = step * SECONDS[unit]
    near = min(_EVEN, key=lambda seconds: (abs(seconds - wanted), seconds))
    whole = WHOLES[unit]
    if step < size:
        text = {"second": "*/{} * * * * *", "minute": "*/{} * * * *", "hour": "0 */{} * * *"}[unit].format(
            step
        )
        rest = size - (size - 1) // step * step
        hint = f"`{text}` starts anew each {whole}, {rest} {unit}s after its last run"
    elif unit == "hour":
        hint = "cron knows the calendar, not how long ago the last run was"
    else:
        hint = f'cron starts anew each {whole}; it can within a window, "from" one time "through" another'
    place = draft.places.get(f"the {unit} rate") or draft.places["the minute rate"]
    message = f"cron cannot say {rate_text(step, unit)}"
    words.refuse_clause(
        place, "ENG006", message, f"{hint}; near is {even_rate_text(near)}", even_rate_text(near)
    )


def _run(draft: Draft, first: Time, last: Time, rate: Rate) -> int:
    """Return the times of a rate from *first* to *last*, which may be on the next day."""
    step = rate.step * SECONDS[rate.unit]
    stop = last.seconds if first.seconds <= last.seconds else last.seconds + DAY
    runs = range(first.seconds, stop + 1, step)
    if runs[-1] != stop:
        draft.assume(f"the last run is at {clock_text(runs[-1] % DAY)}")
    count = len(runs)
    # The sum of 2 ** (i * step) for i < count, as a geometric series; a single run may have any step.
    mask = (((1 << step * count) - 1) // ((1 << step) - 1) if count > 1 else 1) << first.seconds
    return mask & _EVERY_SECOND | mask >> DAY


def _run_past(draft: Draft, first: Time, last: Time, rate: Rate) -> int:
    """Return the times at the minutes past every so many hours, counted from the first run in the window."""
    length = (last.seconds - first.seconds) % DAY
    minutes = [60 * minute for minute in bits(draft.minutes)]
    start = first.seconds + min([(minute - first.seconds) % 3600 for minute in minutes])
    hours = range(start // 3600 * 3600, first.seconds + length + 1, 3600 * rate.step)
    runs = [hour + minute for hour in hours for minute in minutes]
    return _or([1 << run % DAY for run in runs if 0 <= run - first.seconds <= length])


def _refuse_night(words: Words, first: Time, last: Time, begin: int) -> NoReturn:
    """Refuse a window whose runs after midnight, from *begin* on, are on a day that may be left out."""
    evening = window_text(words, first, first.seconds, DAY - 60)
    hint = f'midnight begins the next day: "{evening}" leaves it out'
    if last.seconds:
        morning = window_text(words, first, begin, last.seconds)
        hint = f'write two schedules: "{evening}", and "{morning}" on the days that follow'
    words.at = last.until
    message = "the window passes midnight into a day that the limit may leave out"
    words.refuse("ENG013", message, first.since, hint, evening)


def _contradict(words: Words, draft: Draft, one: str, other: str) -> NoReturn:
    start, stop = draft.places[one], draft.places[other]
    words.at = max(start[1], stop[1])
    hint = 'a rate runs "from" one time "through" another'
    if other == "the hour rate":
        hint += ', or "at 15 minutes past"'
    words.refuse("ENG010", f"{one} and {other} do not go together", min(start[0], stop[0]), hint)
