"""The grammar of what limits all of a schedule: months, years and time zones; and of places that are none."""

from __future__ import annotations

from datetime import timedelta, timezone

from .._arguments import read_zone
from .._plan import mask_of
from .._unknown_zones import unknown_zone
from ..errors import CronOptionError
from ..fields import MONTH, YEAR
from ..terms import Span
from ._clock import next_item
from ._words import END, MONTHS, NAME, NUMBER, THROUGH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo as TzInfo
    from typing import NoReturn

    from ._draft import Draft
    from ._words import Words

UTC = ("utc", "gmt")


# Months and years


def read_months(words: Words) -> int:
    """Read ``months = month [ "through" month ] *( separator ... )`` as a mask; a range may pass December."""
    mask = _read_month_item(words)
    while next_item(words, lambda words, distance: words.ahead(distance).text in MONTHS, "and", "or", "/"):
        mask |= _read_month_item(words)
    return mask


def _read_month_item(words: Words) -> int:
    first = last = _read_month(words)
    if words.text in THROUGH and words.ahead().text in MONTHS:
        words.next()
        last = _read_month(words)
    return Span(first, last).mask(MONTH)


def _read_month(words: Words) -> int:
    if words.text not in MONTHS:
        words.refuse_word("a month")
    return MONTHS[words.next().text]


def put_months(words: Words, draft: Draft, since: int) -> None:
    """Read months that limit everything."""
    draft.months = read_months(words)
    draft.put(words, "the month", since)


def starts_year(words: Words, distance: int = 0) -> bool:
    """Return whether a year stands *distance* words further on."""
    word = words.ahead(distance)
    return word.kind == NUMBER and word.text.isdigit() and len(word.text) == 4


def read_years(words: Words, draft: Draft, since: int) -> None:
    """Read ``years = year [ "through" year ] *( separator ... )``, 1970 to 2199."""
    mask = _read_year_item(words)
    while next_item(words, starts_year):
        mask |= _read_year_item(words)
    draft.years = mask
    draft.put(words, "the year", since)


def _read_year_item(words: Words) -> int:
    first = last = read_year(words)
    if words.take(*THROUGH):
        last = read_year(words)
    return _year_mask(words, first, last, 1)


def read_year(words: Words) -> int:
    """Read a year, 1970 to 2199."""
    if words.kind != NUMBER:
        words.refuse_word("a year")
    word = words.next()
    if not YEAR.low <= word.value <= YEAR.high:
        words.refuse("ENG004", "cron knows no such year", words.at - 1, f"years run {YEAR.low}-{YEAR.high}")
    return word.value


def read_year_step(words: Words, draft: Draft, step: int, since: int) -> None:
    """Read ``year [ "through" year ]``, after "every *step* years from"."""
    first, last = read_year(words), YEAR.high
    if words.take(*THROUGH):
        last = read_year(words)
    draft.years = _year_mask(words, first, last, step)
    draft.put(words, "the year", since)


def _year_mask(words: Words, first: int, last: int, step: int) -> int:
    if last < first:
        words.refuse("ENG004", "the years run backwards", words.at - 1, "the earlier one comes first")
    return mask_of(range(first, last + 1, step))


# Zones


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
    # "North Dakota" is not in the north of Australia.
    is_place = words.text not in {"north", "south", "west"}
    return next((count for count in counts if is_place and _zone_of_place(words, count)), 0)


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
