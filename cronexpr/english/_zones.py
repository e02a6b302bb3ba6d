"""The grammar of time zones, and places that are none."""

from __future__ import annotations

from datetime import timedelta, timezone

from .._arguments import read_zone
from .._unknown_zones import unknown_zone
from ..errors import CronOptionError
from ._words import END, NAME, VOCABULARY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo as TzInfo
    from typing import NoReturn

    from ._draft import Draft
    from ._words import Words

UTC = ("utc", "gmt")


def read_zone_clause(words: Words, draft: Draft, since: int) -> None:
    """Read ``zone = "(" name ")" / area "/" city / "UTC" [ offset ]``."""
    is_closed = words.take("(")
    start = words.word.start
    stop = words.next().stop
    while (words.word.is_glued or is_closed) and words.text not in {")", ","} and words.kind != END:
        stop = words.next().stop
    name = words.source[start:stop].strip()
    if is_closed and not words.take(")"):
        words.refuse_word('a closing ")"')
    draft.put(words, "the time zone", since)
    try:
        draft.zone = _offset(name) or read_zone("UTC" if name in {"GMT", "utc", "gmt"} else name)
    except CronOptionError as error:
        problem = error.problems[0]
        # The name nearest an offset would lose the offset.
        offer = None if any(char in "0123456789" for char in name) else problem.suggestion
        words.refuse(
            "ENG014", problem.message, since, problem.hint if offer else "write UTC+02:00, say", offer
        )


def _offset(name: str) -> TzInfo | None:
    """Return the zone of ``[ "UTC" / "GMT" ] sign hour [ ":" minute [ ":" second ] ]``, if *name* is one."""
    text = name[3:] if name[:3].lower() in UTC else name
    parts = text[1:].split(":")
    if text[:1] not in {"+", "-"} or len(parts) > 3 or not all(1 <= len(part) <= 2 for part in parts):
        return None
    if not all(char in "0123456789" for part in parts for char in part):
        return None
    hours, minutes, seconds = [*map(int, parts), 0, 0][:3]
    if hours > 23 or max(minutes, seconds) > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timezone(-offset if text[0] == "-" else offset)


def words_before_time(words: Words) -> int:
    """Return how many words stand before "time", as in "Berlin time", if that is near."""
    return next((count for count in (1, 2, 3) if words.ahead(count).text == "time"), 0)


def words_of_place(words: Words) -> int:
    """Return how many of the next words are a place that has a zone, as "New York"."""
    counts = (2, 1) if words.ahead().kind == NAME else (1,)
    count = next((count for count in counts if _zone_of_place(words, count)), 0)
    after = words.ahead(count)
    # "North Dakota" is not in the north of Australia.
    return count if after.kind != NAME or after.text in VOCABULARY or after.text in {"time", "run"} else 0


def refuse_place(words: Words, count: int, since: int) -> NoReturn:
    """Refuse the next *count* words, which are a place, or no zone at any rate."""
    zone = _zone_of_place(words, count)
    words.at += count
    words.take("time")
    hint = f'name a region and a city: "in {zone or "Europe/Berlin"}", say'
    words.refuse("ENG014", "which zone is this?", since, hint, zone and f"in {zone}")


def _zone_of_place(words: Words, count: int) -> str | None:
    """Return the zone of the city that the next *count* words name; what is only like one is no city."""
    city = "_".join([words.ahead(distance).text for distance in range(count)])
    zone = unknown_zone(city).suggestion or ""
    return zone if zone.lower().endswith(f"/{city}") else None
