"""The parts of the day, and which of them a time is in."""

from __future__ import annotations

from ._wording import HALF_DAY, clock_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._draft import Time
    from ._words import Words

BARE = {"bare", "wide"}
PARTS_OF_DAY = {"morning": "am", "afternoon": "afternoon", "evening": "evening", "night": "night"}
_HOURS = {"am": (0, 12), "afternoon": (12, 7), "evening": (17, 7), "night": (18, 12)}  # the first, how many


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
