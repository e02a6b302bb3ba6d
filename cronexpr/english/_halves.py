"""AM or PM: which half of the day a bare hour is in, where the text leaves no doubt."""

from __future__ import annotations

from itertools import pairwise

from ._clock import window_text
from ._oclock import BARE, DAY, HALF_DAY, clock_text, in_part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from ._draft import Draft, Time
    from ._words import Words


def settle_halves(words: Words, draft: Draft) -> None:
    """Decide which half of the day each bare hour is in, or refuse to."""
    draft.windows = [_settled_window(words, draft, *window) for window in draft.windows]
    halves = {time.half for time in draft.times}
    has_half = not halves.isdisjoint({"am", "pm"})
    if "" not in halves and not draft.part_of_day:
        _refuse_descent(words, draft.times)
    times = []
    for time in draft.times:
        if time.half in BARE and has_half and not draft.part_of_day:
            words.at = time.until
            words.refuse("ENG005", "AM or PM?", time.since, "say it for each time, or for none")
        times.append(_settled(words, draft, time))
    draft.times = times
    for unit, rate in draft.rates.items():
        if rate.start:
            draft.rates[unit] = rate.replace(start=_settled(words, draft, rate.start))


def _refuse_descent(words: Words, times: list[Time]) -> None:
    """Refuse "at 9, noon and 3": times are told in their order, so what is below the last one may be PM."""
    for before, time in pairwise(times):
        if time.half in BARE and time.seconds <= before.seconds:
            words.at = time.until
            morning, evening = [clock_text(choice.seconds) for choice in _choices(time)]
            hint = f'write "{morning}" or "{evening}", and AM or PM for each time'
            words.refuse("ENG005", "AM or PM?", time.since, hint)


def _settled(words: Words, draft: Draft, time: Time) -> Time:
    if draft.part_of_day:
        return _in_part_of_day(words, draft, time)
    _assume_24_hours(words, draft, time)
    return time


def _in_part_of_day(words: Words, draft: Draft, time: Time) -> Time:
    settled = in_part(words, time, draft.part_of_day)
    if "the night of a day" in draft.places and settled.seconds < HALF_DAY:
        hint = "midnight begins the next day: leave the night out, and name the day that it is then"
        words.refuse_clause(
            draft.places["the night of a day"], "ENG005", "the day before it, or after?", hint
        )
    if time.half in BARE:
        draft.assume(f"{_written(words, time)} is {clock_text(settled.seconds)}")
    return settled


def _assume_24_hours(words: Words, draft: Draft, time: Time) -> None:
    hour, minute = divmod(time.seconds // 60, 60)
    if time.seconds == HALF_DAY and time.half == "bare":
        draft.assume(f"{_written(words, time)} is noon, not midnight")
    elif hour == 12 and time.half == "bare":
        draft.assume(f"{_written(words, time)} is 12:{minute:02}, not 00:{minute:02}")
    elif hour < 12 and time.half in BARE:
        draft.assume(f"{_written(words, time)} is {hour:02}:{minute:02}, not {hour + 12}:{minute:02}")


def _written(words: Words, time: Time) -> str:
    words.at = time.until
    return words.said(time.since)


def _settled_window(words: Words, draft: Draft, first: Time, last: Time) -> tuple[Time, Time]:
    """Decide the halves of a window: by the 24-hour clock if that is sure, else where one choice is left."""
    if draft.part_of_day:
        return _window_in_part_of_day(words, draft, first, last)
    halves = {first.half, last.half}
    # "09:00 to 5" looks like a working day, and by the 24-hour clock it would be a night.
    is_backwards = 0 < last.seconds < first.seconds < HALF_DAY
    if not halves & BARE:
        if halves == {""} and is_backwards:
            draft.assume(f"through the night, until {_written(words, last)} the next day")
        return first, last
    is_24_hours = halves <= {"", *BARE} and (
        ("" in halves and not (is_backwards and "bare" in halves))
        or halves == {"wide"}
        or first.seconds < last.seconds
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
    if len(by_day) != 1 or halves <= {"", *BARE}:
        _refuse_window(words, choices)
    for before, after in zip((first, last), by_day[0], strict=True):
        if before.half in BARE:
            draft.assume(f"{_written(words, before)} is {clock_text(after.seconds)}")
    return by_day[0]


def _window_in_part_of_day(words: Words, draft: Draft, first: Time, last: Time) -> tuple[Time, Time]:
    begin = _settled(words, draft, first)
    if draft.part_of_day == "am" and last.seconds == HALF_DAY:
        if last.half == "bare":
            draft.assume(f"{_written(words, last)} is noon")
        return begin, last.replace(half="pm")
    if draft.part_of_day == "evening" and last == last.replace(seconds=0, half="named"):
        return begin, last
    end = _settled(words, draft, last)
    if begin.seconds > end.seconds and draft.part_of_day != "night":
        words.at = last.until
        words.refuse(
            "ENG010", "the window leaves its part of the day", first.since, "leave the part of the day out"
        )
    return begin, end


def _choices(time: Time) -> list[Time]:
    if time.half not in BARE:
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
