"""One time of day: its grammar, the part of the day that it is in, and how suggestions write it."""

from __future__ import annotations

from ._draft import Time
from ._words import MINUTE, NUMBER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from ._words import Word, Words

BARE = {"bare", "wide"}
PARTS_OF_DAY = {"morning": "am", "afternoon": "afternoon", "evening": "evening", "night": "night"}
_HOURS = {"am": (0, 12), "afternoon": (12, 7), "evening": (17, 7), "night": (18, 12)}  # the first, how many


HALF_DAY = 43_200
DAY = 86_400
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": DAY}
WHOLES = {"second": "minute", "minute": "hour", "hour": "day"}
"""What each unit is counted in."""

NAMED = {"midnight": 0, "noon": HALF_DAY}
_PARTS = {f"in the {name}": part for name, part in PARTS_OF_DAY.items() if name != "night"} | {
    "at night": "night"
}
PAST = ("past", "after")
AROUND = {**dict.fromkeys(PAST, 1), "to": -1, "before": -1}
"""Whether minutes are added to the hour behind the word, or taken from it."""


def list_end(words: Words, distance: int) -> Word:
    """Return the word after the list of bare numbers that starts *distance* words further on."""
    for _ in range(31):
        mark = words.ahead(distance + 1).text
        if words.ahead(distance).kind != NUMBER or mark not in {",", "and"}:
            break
        distance += 3 if mark == "," and words.ahead(distance + 2).text == "and" else 2
    return words.ahead(distance + (words.ahead(distance).kind == NUMBER))


def starts_time(words: Words, distance: int = 0) -> bool:
    """Return whether a time may start *distance* words further on."""
    word, after = words.ahead(distance), words.ahead(distance + 1)
    if word.text in {"half", "quarter"}:
        return after.text in AROUND
    return word.text in NAMED or word.kind == NUMBER


def is_clock_time(words: Words) -> bool:
    """Return whether the bare number that stands here is a time: "9 and 5pm", "nine thirty", "0900 hours"."""
    phrase = " ".join([words.ahead(distance).text for distance in (1, 2, 3)])
    return (
        list_end(words, 0).text in {":", "am", "pm", "oclock", *NAMED}
        or is_spelled_time(words, words.at)
        or phrase.startswith(tuple(_PARTS))
        or (words.ahead().text in PAST and starts_time(words, 2))
        or (len(words.text) == 4 and words.ahead().text in {"hours", "hrs"})
    )


def read_time(words: Words) -> Time:
    """Read ``time = "noon" / "midnight" / [ minutes "past" ] hour [ ":" minute ] [ half ]``."""
    since = words.at
    if not starts_time(words):
        words.refuse_word("a time, such as 9:00 AM or 17:30")
    before = _read_minutes_around(words)
    if words.text in NAMED:
        seconds = (NAMED[words.next().text] + before * 60) % DAY
        return Time(seconds, "named", since, words.at)
    word = words.next()
    if word.kind != NUMBER:
        words.at -= 1
        words.refuse_word("an hour")
    hour, minute, second = _read_numerals(words, word)
    half = _read_half(words, hour)
    if hour > (12 if half else 23) or max(minute, second) > 59 or (half and not hour):
        _refuse_numerals(words, word, since, hour)
    is_padded = word.text[0] == "0" or len(word.text) == 4 == sum(map(str.isdigit, word.text))
    if not half and not is_padded and 1 <= hour <= 12:
        is_wide = word.text.isdigit() and words.words[since + 1].text == ":" and hour > 9
        half = "wide" if is_wide and not before else "bare"
    time = Time((hour * 60 + minute) * 60 + second, half, since, words.at)
    # 12 PM is noon, and a quarter to it is in the other half; "to 12 in the morning" is in the morning.
    is_part = words.words[words.at - 1].text in PARTS_OF_DAY and half != "night"
    if half in {"am", "pm", "night"} and not is_part:
        time = in_half(time, half)
    time = time.replace(seconds=(time.seconds + before * 60) % DAY)
    return in_part(words, time.replace(half="bare"), half) if is_part else time


def _read_numerals(words: Words, word: Word) -> tuple[int, int, int]:
    """Read the rest of the hour, minute and second that begin with *word*."""
    hour, minute, second = word.value, 0, 0
    if word.text.isdigit() and len(word.text) == 4:
        hour, minute = divmod(hour, 100)
        words.take("hours", "hrs")
    elif words.text == ":":
        minute, second = _read_sixtieth(words), _read_sixtieth(words)
        words.take("hours", "hrs")
    elif is_spelled_time(words, words.at - 1):
        minute = words.next().value
    else:
        words.take("oclock")
    return hour, minute, second


def _refuse_numerals(words: Words, word: Word, since: int, hour: int) -> NoReturn:
    message, hint, offer = "there is no such time of day", "hours run 0-23, or 1-12 with AM or PM", None
    is_alone = words.at == since + 1
    if hour == 24:
        message, hint, offer = "there is no hour 24", "the day begins at midnight, 00:00", "midnight"
    elif is_alone and hour < 60:
        hint = f'hours run 0-23; for minutes write "at minute {hour}"'
    elif is_alone and hour < 1000:
        hint, offer = "a colon stands between hours and minutes", f"{hour // 100}:{word.text[-2:]}"
    words.refuse("ENG004", message, since, hint, offer)


def is_spelled_time(words: Words, at: int) -> bool:
    """Return whether "nine thirty" stands at the word *at*."""
    first, second = words.words[at : at + 2]
    is_spelled = first.kind == second.kind == NUMBER and (first.text + second.text).isalpha()
    return is_spelled and first.value < 25 and 9 < second.value < 60


def _read_sixtieth(words: Words) -> int:
    if words.text == ":" and words.word.is_glued and words.ahead().kind == NUMBER and words.ahead().is_glued:
        words.next()
        word = words.next()
        # One digit after a colon is a slip of the fingers: 9:5 may be 9:05 or 9:50.
        return word.value if len(word.text) == 2 else 99
    return 0


def _read_minutes_around(words: Words) -> int:
    """Read ``( "half" / "quarter" / number [ "minutes" ] ) ( "past" / "to" )``, as minutes to add."""
    distance = 2 if words.ahead().text in MINUTE else 1
    sign = AROUND.get(words.ahead(distance).text, 0)
    # "Ten to six" may be a window, but not after "at".
    is_to = words.text.isalpha() and words.words[words.at - 1].text == "at"
    is_number = words.kind == NUMBER and (sign > 0 or is_to or words.ahead(distance).text == "before")
    if words.text in {"half", "quarter"} or (is_number and starts_time(words, distance + 1)):
        since = words.at
        word = words.next()
        minutes = {"half": 30, "quarter": 15}.get(word.text, word.value)
        words.at += distance
        if minutes > 59 or (sign < 0 and word.text == "half"):
            words.refuse("ENG004", "there is no such time of day", since)
        return sign * minutes
    return 0


def _read_half(words: Words, hour: int) -> str:
    if words.text in {"am", "pm"}:
        return words.next().text
    if hour == 12 and words.take("noon"):
        return "pm"
    if hour == 12 and words.take("midnight"):
        return "am"
    if hour <= 12:
        for phrase, half in _PARTS.items():
            if words.take_phrase(phrase):
                return half
    return ""


def in_half(time: Time, half: str) -> Time:
    """Return *time*, whose hour is 1 to 12, in the *half* of the day: ``"am"``, or a part that ends later."""
    seconds = time.seconds % HALF_DAY
    if half not in {"am", "night"} or (half == "night" and seconds >= HALF_DAY // 2):
        seconds += HALF_DAY
    return time.replace(seconds=seconds, half="pm" if seconds >= HALF_DAY else "am")


def in_part(words: Words, time: Time, part: str) -> Time:
    """Return *time* with its half of the day settled by *part* of it; refuse one that is in another part."""
    settled = in_half(time, part) if time.half in BARE else time
    first, count = _HOURS[part]
    if (settled.seconds // 3600 - first) % 24 >= count:
        words.at = time.until
        if time.half in BARE and time.seconds // 3600 == 12:
            noon, midnight = clock_text(time.seconds), clock_text(time.seconds - HALF_DAY)
            words.refuse("ENG005", "noon or midnight?", time.since, f'write "{noon}" or "{midnight}"')
        words.refuse(
            "ENG010", "this time is in another part of the day", time.since, "leave one of the two out"
        )
    return settled


# Times, rates and numbers as suggestions write them, which the grammar reads


def clock_text(seconds: int) -> str:
    """Return a time of day.

    >>> clock_text(34_200), clock_text(0)
    ('9:30 AM', 'midnight')
    """
    if seconds in {0, HALF_DAY}:
        return "noon" if seconds else "midnight"
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    tail = f":{second:02}" if second else ""
    return f"{(hour - 1) % 12 + 1}:{minute:02}{tail} {'PM' if hour > 11 else 'AM'}"


def rate_text(step: int, unit: str) -> str:
    """Return a rate.

    >>> rate_text(1, "minute"), rate_text(2, "hour")
    ('every minute', 'every 2 hours')
    """
    return f"every {unit}" if step == 1 else f"every {count_text(step)} {unit}s"


def even_rate_text(seconds: int) -> str:
    """Return the rate of so many *seconds*, in the largest unit that divides them.

    >>> even_rate_text(7200), even_rate_text(DAY)
    ('every 2 hours', 'every day')
    """
    unit = next(unit for unit in ("day", "hour", "minute", "second") if seconds % SECONDS[unit] == 0)
    return rate_text(seconds // SECONDS[unit], unit)


def window_rate_text(step: int, unit: str, first: int) -> str:
    """Return a rate from *first*, in seconds of the day, through its last run of the day.

    >>> window_rate_text(2, "hour", 32_400)
    'every 2 hours from 9:00 AM through 11:00 PM'
    """
    length = step * SECONDS[unit]
    last = first + (DAY - 1 - first) // length * length
    return f"{rate_text(step, unit)} from {clock_text(first)} through {clock_text(last)}"


def count_text(number: int) -> str:
    """Return *number*, but none as long as a stranger may write it."""
    return str(number) if number < 10**9 else "so many"
