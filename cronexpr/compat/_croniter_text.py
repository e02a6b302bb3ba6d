"""croniter's texts: draw what is hashed or random, read, phase by a start time, spell out as lists."""

from __future__ import annotations

import random
import re
from binascii import crc32
from functools import cache, lru_cache

from .._making import parse
from ..dialects import get_dialect
from ..errors import CronError
from ..fields import WEEKDAY_NAMES
from ..terms import LastDay, LastWeekday, NearestWorkday, NthWeekday, Span
from ._croniter_errors import translate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import TypeAlias

    from ..dialects import Dialect
    from ..expression import CronExpression
    from ..fields import FieldSet

    Expanded: TypeAlias = list[list[int | str]]
    NthWeekdays: TypeAlias = dict[int, set[int | str]]

ORDER = ("minute", "hour", "day_of_month", "month", "day_of_week", "second", "year")
"""croniter's order of fields; its users know them by their number in it."""

RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 6), (0, 59), (1970, 2099))

_SPECIAL = re.compile(r"(?:^|\s)(?:[hr](?:[(/\s]|$)|@)|-l|-\w+#", re.ASCII | re.IGNORECASE)
_DRAW = re.compile(r"([hr])(?:\((\d{1,4})-(\d{1,4})\))?(?:/(\d{1,4}))?", re.ASCII | re.IGNORECASE)
_TO_LAST_DAY = re.compile(r"(?<=\w)-l(?=[,/]|$)", re.ASCII | re.IGNORECASE)
_NTH_RANGE = re.compile(r"(\w{1,3})-(\w{1,3})#(\d)", re.ASCII)
_BLANKS = str.maketrans("\t\n\v\f\r", "     ")
_HASHED_NICKNAMES = {
    "@hourly": "H * * * * H",
    "@midnight": "H H(0-2) * * * H",
    "@daily": "H H * * * H",
    "@weekly": "H H * * H H",
    "@monthly": "H H H * * H",
    "@annually": "H H H H * H",
    "@yearly": "H H H H * H",
}


@cache
def dialect_of(day_or: bool, implement_cron_bug: bool, second_at_beginning: bool) -> Dialect:
    """Return the dialect that croniter's three switches ask for."""
    dialect = get_dialect("croniter")
    if not day_or:
        dialect = dialect.replace(day_rule="and")
    if implement_cron_bug:
        dialect = dialect.replace(star_test="first-char")
    if second_at_beginning:
        five, *longer = dialect.layouts
        moved = [("second", *[name for name in layout if name != "second"]) for layout in longer]
        dialect = dialect.replace(layouts=(five, *moved))
    return dialect


def read(
    text: str, dialect: Dialect, hash_id: bytes | None = None, start: datetime | None = None
) -> CronExpression:
    """Return what *text* means; with *start*, its steps counted from there.

    Raises:
        CroniterBadCronError: *text* cannot be read.
        TypeError: *text* is no str.
    """
    if not isinstance(text, str):
        raise TypeError(f"expression must be a str, not {type(text).__name__}")
    if _SPECIAL.search(text) and text.isascii():
        text = _respell(text, dialect, hash_id, is_phased=start is not None)
    elif not text.isprintable():
        text = text.translate(_BLANKS)
    expr = _read(text, dialect)
    return expr if start is None else _read(_phase(expr, start), dialect)


@lru_cache(maxsize=512)
def _read(text: str, dialect: Dialect) -> CronExpression:
    try:
        return parse(text, dialect=dialect)
    except CronError as error:
        raise translate(error) from None


def _respell(text: str, dialect: Dialect, hash_id: bytes | None, *, is_phased: bool) -> str:
    """Return *text* with ``H`` and ``R`` drawn and croniter's own ranges spelled out."""
    words = text.split()
    layouts = {len(names): names for names in dialect.layouts}
    if hash_id is not None and len(words) == 1 and (hashed := _HASHED_NICKNAMES.get(words[0].lower())):
        written = dict(zip(ORDER, hashed.split(), strict=False))
        words = [written[name] for name in layouts[6]]
    for at, name in enumerate(layouts.get(len(words), ())):
        words[at] = _draw(words[at], ORDER.index(name), hash_id, is_phased=is_phased)
        if name == "day_of_month":
            words[at] = _TO_LAST_DAY.sub("-31", words[at])
        elif name == "day_of_week":
            words[at] = _NTH_RANGE.sub(_spread, words[at])
    return " ".join(words)


def _spread(match: re.Match[str]) -> str:
    """Return ``MON-WED#2`` as ``1#2,2#2,3#2``."""
    first, last = (WEEKDAY_NAMES.get(word.upper(), word) for word in match.groups()[:2])
    if not {str(first), str(last)} <= set("01234567"):
        return match[0]
    days = range(int(first), int(first) + (int(last) - int(first)) % 7 + 1)
    return ",".join([f"{day % 7}#{match[3]}" for day in days])


def _draw(word: str, index: int, hash_id: bytes | None, *, is_phased: bool) -> str:
    """Return the one field *word*, drawn; as it is where it is no draw, or a wrong one."""
    match = _DRAW.fullmatch(word)
    if not match or (match[1] in "hH" and hash_id is None):
        return word
    low, high = RANGES[index]
    first, last, step = (int(match[2] or low), int(match[3] or high), int(match[4] or 1))
    # 7 is Sunday, too.
    if not step or not low <= first <= last <= (high if index != 4 else 7) or (match[2] and first == last):
        return word
    if match[4] and is_phased:
        return f"{first}-{last}/{step}"
    # croniter's own formula, so that jobs stay where they are when their scheduler moves.
    number = random.getrandbits(32) if match[1] in "rR" else crc32(hash_id or b"")
    size = (min(step, last - first + 1)) if match[4] else last - first + 1
    drawn = first + (number >> index) % size
    return f"{drawn}-{last}/{step}" if match[4] and drawn < last else str(drawn)


def _phase(expr: CronExpression, start: datetime) -> str:
    """Return the text of *expr* with the steps of each field counted from *start*, within their ranges."""
    now = {
        "minute": start.minute,
        "hour": start.hour,
        "day_of_month": start.day,
        "month": start.month,
        "day_of_week": start.isoweekday() % 7,
        "second": start.second,
        "year": start.year,
    }
    fields = {field.name: field for field in written_fields(expr)}
    names = next(names for names in expr.dialect.layouts if len(names) == len(fields))
    return " ".join([_phase_field(fields[name], now[name]) for name in names])


def _phase_field(field: FieldSet, now: int) -> str:
    low, high = RANGES[ORDER.index(field.name)]
    text = field.text
    for term, (start, stop) in reversed(list(zip(field.terms, field.spans, strict=True))):
        if isinstance(term, Span) and term.step > 1 and term.first <= term.last <= high:
            phase = low + (now - low) % term.step
            # The first value of that phase inside the range, if there is any.
            phase += max(0, -(-(term.first - phase) // term.step)) * term.step
            if phase <= term.last:
                written = f"{phase}-{term.last}/{term.step}" if phase < term.last else str(phase)
                text = text[:start] + written + text[stop:]
    return text


def written_fields(expr: CronExpression) -> list[FieldSet]:
    """Return the fields that were written, in croniter's order."""
    fields = {field.name: field for field in expr.fields}
    return [fields[name] for name in ORDER if fields[name].spans]


def expand(expr: CronExpression) -> tuple[Expanded, NthWeekdays, set[int]]:
    """Return croniter's view of *expr*: each field's values, nth weekdays, days moved to workdays."""
    fields = written_fields(expr)
    day, weekday = fields[2], fields[4]
    expanded: Expanded = []
    for field in fields:
        other = {"day_of_month": weekday, "day_of_week": day}.get(field.name)
        is_all = field.mask == field.field.full_mask and not (other and other.is_restricted)
        every = is_all or field.text in ("*", "?")
        expanded.append(["*"] if every else _listed(field))
    nths: NthWeekdays = {}
    for term in weekday.calendar:
        if isinstance(term, NthWeekday):
            nths.setdefault(term.weekday, set()).add(term.nth)
        elif isinstance(term, LastWeekday):
            nths.setdefault(term.weekday, set()).add("l")
    return expanded, nths, set(_nearest(day))


def _nearest(field: FieldSet) -> list[int]:
    days = [term.day for term in field.calendar if isinstance(term, NearestWorkday)]
    return [day for day in days if isinstance(day, int)]


def _listed(field: FieldSet) -> list[int | str]:
    numbers = set(field.values)
    numbers |= {term.weekday for term in field.calendar if isinstance(term, NthWeekday | LastWeekday)}
    numbers |= set(_nearest(field))
    last: list[int | str] = ["l"] if LastDay() in field.calendar else []
    return [*sorted(numbers), *last]


def fires(expr: CronExpression, years: int | Iterable[int] | None) -> bool:
    """Return whether *expr* fires in any of *years*, or ever where that is None."""
    if years is None:
        return expr.is_satisfiable
    return any(map(expr.plan.year_mask, (years,) if isinstance(years, int) else years))
