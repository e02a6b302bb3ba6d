"""AM or PM: which half of the day a bare hour is in, where the text leaves no doubt."""

from __future__ import annotations

from ._clock import DAY, HALF_DAY, clock_text, in_half, window_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from ._draft import Draft, Time
    from ._words import Words

_BARE = {"bare", "wide"}


def settle_halves(words: Words, draft: Draft) -> None:
    """Decide which half of the day each bare hour is in, or refuse to."""
    draft.windows = [_settled_window(words, draft, *window) for window in draft.windows]
    has_half = any(time.half in {"am", "pm"} for time in draft.times)
    times = []
    for time in draft.times:
        if time.half in _BARE and has_half and not draft.part_of_day:
            words.at = time.until
            words.refuse("ENG005", "AM or PM?", time.since, "say it for each time, or for none")
        times.append(_settled(words, draft, time))
    draft.times = times
    for unit, rate in draft.rates.items():
        if rate.start:
            draft.rates[unit] = rate.replace(start=_settled(words, draft, rate.start))


def _settled(words: Words, draft: Draft, time: Time) -> Time:
    if draft.part_of_day:
        return _in_part_of_day(words, draft, time)
    _assume_24_hours(words, draft, time)
    return time


def _in_part_of_day(words: Words, draft: Draft, time: Time) -> Time:
    part = draft.part_of_day
    settled = in_half(time, part) if time.half in _BARE else time
    hour = settled.seconds // 3600
    fits = {"am": hour < 12, "pm": hour >= 12}.get(part, hour >= 18 or hour < 6)
    if not fits:
        words.at = time.until
        words.refuse(
            "ENG010", "this time is in another part of the day", time.since, "leave one of the two out"
        )
    if time.half in _BARE:
        draft.assume(f"{_written(words, time)} is {clock_text(settled.seconds)}")
    return settled


def _assume_24_hours(words: Words, draft: Draft, time: Time) -> None:
    hour, minute = divmod(time.seconds // 60, 60)
    if time.seconds == HALF_DAY and time.half == "bare":
        draft.assume(f"{_written(words, time)} is noon, not midnight")
    elif hour == 12 and time.half == "bare":
        draft.assume(f"{_written(words, time)} is 12:{minute:02}, not 00:{minute:02}")
    elif hour < 12 and time.half in _BARE:
        draft.assume(f"{_written(words, time)} is {hour:02}:{minute:02}, not {hour + 12}:{minute:02}")


def _written(words: Words, time: Time) -> str:
    words.at = time.until
    start, stop = words.span(time.since)
    return words.source[start:stop]


def _settled_window(words: Words, draft: Draft, first: Time, last: Time) -> tuple[Time, Time]:
    """Decide the halves of a window: by the 24-hour clock if that is sure, else where one choice is left."""
    if draft.part_of_day:
        return _window_in_part_of_day(words, draft, first, last)
    halves = {first.half, last.half}
    if not halves & _BARE:
        return first, last
    is_24_hours = halves <= {"", *_BARE} and (
        "" in halves or halves == {"wide"} or first.seconds < last.seconds
    )
    if is_24_hours:
        if "" not in halves or first.seconds > last.seconds:
            for time in (first, last):
                _assume_24_hours(words, draft, time)
        return first, last
    choices = sorted(
        [(one, two) for one in _choices(first) for two in _choices(last) if _length(one, two)],
        key=lambda pair: _length(*pair),
    )
    # "9pm to 9" leaves one choice, through the night: twelve hours earlier is no window at all.
    by_day = [pair for pair in choices if pair[0].seconds < (pair[1].seconds or DAY)] or choices
    if len(by_day) != 1 or halves <= _BARE:
        _refuse_window(words, choices)
    for before, after in zip((first, last), by_day[0], strict=True):
        if before.half in _BARE:
            draft.assume(f"{_written(words, before)} is {clock_text(after.seconds)}")
    return by_day[0]


def _window_in_part_of_day(words: Words, draft: Draft, first: Time, last: Time) -> tuple[Time, Time]:
    begin = _settled(words, draft, first)
    if draft.part_of_day == "am" and last.seconds == HALF_DAY:
        if last.half == "bare":
            draft.assume(f"{_written(words, last)} is noon")
        return begin, last.replace(half="pm")
    end = _settled(words, draft, last)
    if begin.seconds > end.seconds and draft.part_of_day != "night":
        words.at = last.until
        words.refuse(
            "ENG010", "the window leaves its part of the day", first.since, "leave the part of the day out"
        )
    return begin, end


def _choices(time: Time) -> list[Time]:
    if time.half not in _BARE:
        return [time]
    morning = time.seconds % HALF_DAY
    return [time.replace(seconds=morning), time.replace(seconds=morning + HALF_DAY)]


def _length(first: Time, last: Time) -> int:
    return (last.seconds - first.seconds) % DAY


def _refuse_window(words: Words, choices: list[tuple[Time, Time]]) -> NoReturn:
    one, other = [window_text(words, first, first.seconds, last.seconds) for first, last in choices[:2]]
    first, last = choices[0]
    words.at = last.until
    words.refuse("ENG005", "AM or PM?", first.since, f'write "{one}" or "{other}"', one)
