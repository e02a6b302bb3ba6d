"""The grammar of months and years; one function for each rule."""

from __future__ import annotations

from ..fields import MONTH, YEAR
from ..terms import Span
from ._clock import next_item
from ._words import MONTHS, NUMBER, THROUGH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._draft import Draft
    from ._words import Words


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
    return sum([1 << year for year in range(first, last + 1, step)])
