"""The grammar of the clock: times, windows, minutes and rates; one function for each rule."""

from __future__ import annotations

from .._plan import bits, mask_of
from ..fields import HOUR
from ..terms import Span
from ._draft import Rate, Time
from ._oclock import AROUND, PAST, WHOLES, clock_text, rate_text, read_time, starts_time, window_rate_text
from ._words import EVERY, MINUTE, NUMBER, ORDINAL, THROUGH, UNITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from ._draft import Draft
    from ._words import Words

# Minutes past the hour, before "the hour" or "every hour".
_MINUTES_PAST = {
    **dict.fromkeys([f"{the}{top} of" for the in ("", "the ") for top in ("top", "start", "beginning")], 0),
    "half past": 30,
    "quarter past": 15,
    "quarter to": 45,
}
_WHOLE_HOURS = {"the hour": 0, "the half hour": 30, "the halfhour": 30}
_SECOND = ("second", "seconds", "sec", "secs")


def next_item(words: Words, starts: Callable[[Words, int], bool], *joins: str) -> bool:
    """Read ``separator = "," / [ "," ] ( "and" / ... )``, if an item as *starts* knows it follows."""
    distance = 1 if words.text == "," else 0
    if words.ahead(distance).text in (joins or ("and",)):
        distance += 1
    if distance and starts(words, distance):
        words.at += distance
        return True
    return False


def take_whole(words: Words, unit: str, *joins: str) -> bool:
    """Pass one of *joins*, an article and *unit*, as in "of every hour"; return whether they stood here."""
    return words.take_phrase(*[f"{join} {the} {unit}" for join in joins for the in ("the", *EVERY)])


def starts_number(words: Words, distance: int) -> bool:
    """Return whether a number stands *distance* words further on."""
    return words.ahead(distance).kind == NUMBER


def read_times(words: Words, draft: Draft, since: int) -> None:
    """Read ``times = time *( separator time )``."""
    times: list[Time] = []
    kinds: set[str] = set()
    while not times or next_item(words, starts_time):
        times.append(read_time(words))
        _refuse_shared_minutes(words, times, kinds)
    draft.times += times
    draft.places["the time"] = draft.places.get("the time", (since, 0))[0], words.at


def _refuse_shared_minutes(words: Words, times: list[Time], kinds: set[str]) -> None:
    """Refuse "5 past 10 and 11" and "5 and 10 past 9": what is left out may be meant of both.

    *kinds* are those of the times before the last one, whose kind they take up.
    """
    last = times[-1]
    kind = "around" if _is_around(words, last) else "whole" if _is_whole_hour(words, last) else ""
    is_number = kind == "around" and words.words[last.since].kind == NUMBER
    if (kind == "whole" and "around" in kinds) or (is_number and "whole" in kinds):
        hint = 'write "5 past 10 and 5 past 11", or "10:05 and 11:00"'
        words.refuse("ENG005", "minutes of one hour, or of each?", times[0].since, hint)
    kinds.add(kind)


def _is_around(words: Words, time: Time) -> bool:
    texts = {word.text for word in words.words[time.since : time.until]}
    return not texts.isdisjoint(AROUND)


def _is_whole_hour(words: Words, time: Time) -> bool:
    """Return whether *time*, which no minutes are past or before, is written as a mere hour."""
    first, second = words.words[time.since : time.since + 2]
    return first.kind == NUMBER and len(first.text) != 4 and second.text != ":" and second.kind != NUMBER


def starts_bare_window(words: Words) -> bool:
    """Return whether a window without "from" stands here: ``9am-5pm``."""
    if words.kind != NUMBER:
        return False
    distance = 3 if words.ahead().text == ":" else 1
    if words.ahead(distance).text in {"am", "pm"}:
        distance += 1
    return words.ahead(distance).text in THROUGH and starts_time(words, distance + 1)


def read_window(words: Words, draft: Draft, since: int) -> None:
    """Read ``window = time ( "through" / "to" / "and" ) time``, after "from" or "between", and more such."""
    is_between = words.words[since].text == "between"
    while True:
        first = read_time(words)
        if not words.take(*THROUGH) and not (is_between and words.take("and")):
            words.refuse_word('"through" and a time')
        draft.windows.append((first, read_time(words)))
        if not next_item(words, _starts_window):
            break
        is_between = words.next().text == "between"
    draft.places["the window"] = draft.places.get("the window", (since, 0))[0], words.at


def window_text(words: Words, first: Time, start: int, stop: int) -> str:
    """Return the window from *start* to *stop*, in seconds of the day, as it reads where *first* stands."""
    join = "and" if words.words[first.since - 1].text == "between" else "through"
    return f"{clock_text(start)} {join} {clock_text(stop)}"


def _starts_window(words: Words, distance: int) -> bool:
    word, after = words.ahead(distance), words.ahead(distance + 1)
    return word.text in {"from", "between"} and starts_time(words, distance + 1) and after.kind != ORDINAL


def read_numbers(words: Words, high: int, what: str) -> int:
    """Read ``numbers = number [ "through" number ] *( separator ... )`` as a mask."""
    mask = 0
    while True:
        first = _read_number(words, high, what)
        last = first
        if words.text in THROUGH and words.ahead().kind == NUMBER:
            words.next()
            last = _read_number(words, high, what)
            if last < first:
                words.refuse(
                    "ENG004", f"the {what}s run backwards", words.at - 3, "the smaller one comes first"
                )
        mask |= (2 << last) - (1 << first)
        if not next_item(words, _starts_minute):
            return mask


def _starts_minute(words: Words, distance: int) -> bool:
    return starts_number(words, distance + (words.ahead(distance).text == ":"))


def _read_number(words: Words, high: int, what: str) -> int:
    words.take(":")
    if words.kind != NUMBER:
        words.refuse_word(f"a {what}, 0 to {high}")
    word = words.next()
    if word.value > high:
        words.refuse("ENG004", f"there is no {what} {word.text[:9]}", words.at - 1, f"{what}s run 0-{high}")
    return word.value


def read_at(words: Words, draft: Draft, since: int) -> None:
    """Read ``minutes / seconds / times``, after "at"."""
    if words.take(*MINUTE):
        draft.minutes = read_numbers(words, 59, "minute")
        if not take_whole(words, "hour", *PAST, "of"):
            words.take("past")
        draft.put(words, "the minute", since)
    elif words.take(*_SECOND):
        draft.seconds = read_numbers(words, 59, "second")
        take_whole(words, "minute", "of", "past", "within")
        draft.put(words, "the second", since)
    elif words.text == ":" and words.ahead().kind == NUMBER:
        draft.minutes = read_numbers(words, 59, "minute")
        draft.put(words, "the minute", since)
    elif not read_minutes_past(words, draft, since):
        read_times(words, draft, since)


def read_minutes_past(words: Words, draft: Draft, since: int) -> bool:
    """Read ``numbers [ "minutes" ] "past" [ the-hour ] / "half past the hour" / "the top of the hour"``."""
    before = words.at
    mask = _read_minutes_past(words, draft)
    if not mask:
        words.at = before
        return False
    draft.minutes = mask
    draft.put(words, "the minute", since)
    return True


def _read_minutes_past(words: Words, draft: Draft) -> int:
    for phrase, minute in _WHOLE_HOURS.items():
        if words.take_phrase(phrase):
            return 1 << minute
    for phrase, minute in _MINUTES_PAST.items():
        if take_whole(words, "hour", phrase):
            return 1 << minute
    if words.kind != NUMBER or words.word.value > 59 or words.ahead().text == ":":
        return 0
    since, is_at = words.at, words.words[words.at - 1].text == "at"
    mask = _read_plain_numbers(words)
    is_counted = words.take(*MINUTE)
    if take_whole(words, "hour", "before", "to"):
        return mask_of([(60 - minute) % 60 for minute in bits(mask)])
    if words.text in PAST and words.ahead().kind != NUMBER and mask:
        return mask if take_whole(words, "hour", *PAST) or words.take("past") else 0
    if not is_counted or not (take_whole(words, "hour", "of") or (is_at and "hour" in draft.rates)):
        return 0
    if mask & (mask - 1) == 0 and not is_at:
        hint = f'write "at minute {bits(mask)[0]}", or "every minute from minute" one "through" another'
        words.refuse("ENG005", "at that minute, or for so long?", since, hint)
    return mask


def _read_plain_numbers(words: Words) -> int:
    """Read numbers as far as they are minutes; 0 where one is none."""
    mask = 0
    while words.kind == NUMBER and words.word.value < 60:
        mask |= 1 << words.next().value
        if not next_item(words, starts_number):
            return mask
    return 0


def read_rate(words: Words, draft: Draft, step: int, since: int) -> None:
    """Read ``rate = unit [ "starting" start / "from" unit range ]``, after "every" and *step*."""
    unit = UNITS[words.next().text]
    if not step:
        words.refuse("ENG004", "the number must be at least 1", since, offer=f"every {unit}")
    if unit in draft.rates:
        words.refuse("ENG010", "the rate is said twice", since, "leave one of the two out")
    mask, start = 0, None
    if words.take("starting", "beginning"):
        mask, start = _read_start(words, draft, step, unit, since)
    elif words.text == "from" and UNITS.get(words.ahead().text) == unit != "hour":
        words.at += 2
        mask = _read_range(words, step, unit)
    if unit != "hour":
        take_whole(words, WHOLES[unit], "of", "within")
    draft.rates[unit] = Rate(step, unit, mask, start)
    draft.places[f"the {unit} rate"] = since, words.at


def _read_range(words: Words, step: int, unit: str) -> int:
    first = _read_number(words, 59, unit)
    if not words.take(*THROUGH):
        words.refuse_word(f'"through" and a {unit}')
    last = _read_number(words, 59, unit)
    return mask_of(range(first, last + 1, step)) or _backwards(words, unit)


def _backwards(words: Words, unit: str) -> NoReturn:
    words.refuse("ENG004", f"the {unit}s run backwards", words.at - 3, "the smaller one comes first")


def _read_start(words: Words, draft: Draft, step: int, unit: str, since: int) -> tuple[int, Time | None]:
    """Read ``"starting" [ "at" / "from" ] ( time / number unit "past the hour" )``."""
    words.take("at", "from", "on")
    if unit == "hour" and read_minutes_past(words, draft, words.at):
        return 0, None
    if words.text in (unit, ":" if unit == "minute" else "") and words.ahead().kind == NUMBER:
        words.next()
        return _cycle(words, _read_number(words, 59, unit), step, unit), None
    if unit != "hour" and words.kind == NUMBER and words.ahead().text in (*MINUTE, *_SECOND, "past"):
        first = _read_number(words, 59, unit)
        words.take(*(MINUTE if unit == "minute" else _SECOND))
        whole = WHOLES[unit]
        if not (take_whole(words, whole, "past") or words.take("past")):
            words.refuse_word(f'"past the {whole}"')
        return _cycle(words, first, step, unit), None
    start = read_time(words)
    if unit != "hour":
        hint, offer = (
            "a rate that starts at a time of day ends at one too",
            window_rate_text(step, unit, start.seconds),
        )
        words.refuse("ENG005", "until when?", since, hint, offer)
    return 0, start


def _cycle(words: Words, first: int, step: int, unit: str) -> int:
    if 60 % step or first >= step:
        words.refuse(
            "ENG006",
            f"{rate_text(step, unit)} does not repeat evenly from {first}",
            words.at - 1,
            f"say from which {unit} through which",
        )
    return mask_of(range(first, 60, step))


def read_hours(words: Words, draft: Draft, since: int) -> None:
    """Read ``"every" ordinal "hour" [ "from" range ] / [ "the" ] hours [ "hours" ]``, after "during"."""
    if words.take(*EVERY):
        draft.hours = _read_hour_step(words)
        draft.has_hour_step = True
    else:
        words.take("the")
        words.take("hour", "hours")
        draft.hours = _read_hour(words)
        while next_item(words, starts_time):
            draft.hours |= _read_hour(words)
        words.take("hour", "hours")
    draft.put(words, "the hour", since)


def _read_hour_step(words: Words) -> int:
    step = (
        words.next().value if words.kind in {ORDINAL, NUMBER} else 2 if words.take("second", "other") else 1
    )
    if not words.take("hour", "hours"):
        words.refuse_word('"hour"')
    first, last = 0, 23
    if words.take("from", "between"):
        first = _whole_hour(words)
        if not words.take(*THROUGH, "and"):
            words.refuse_word('"through" and an hour')
        last = _whole_hour(words)
    elif not step or 24 % step:
        words.refuse(
            "ENG006", "these hours do not repeat evenly", words.at - 2, "say from which hour through which"
        )
    mask = mask_of(range(first, last + 1, step or 1))
    return mask or _backwards(words, "hour")


def _read_hour(words: Words) -> int:
    first = last = _whole_hour(words)
    if words.take(*THROUGH):
        last = _whole_hour(words)
    return Span(first, last).mask(HOUR)


def _whole_hour(words: Words) -> int:
    time = read_time(words)
    if time.seconds % 3600:
        words.refuse("ENG004", "this is no whole hour", time.since, "an hour has no minutes here")
    return time.seconds // 3600
