"""A second, slow reading of standard and extended expressions: regular expressions and sets.

It shares no code with the package.  `read` answers None for what is not an
expression, and for the rest, what each field says: its values, and for the day
fields the days it picks in each of the 28 kinds of month.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass

NICKNAMES = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
BOUNDS = [(0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 7), (1970, 2199)]
MONTHS = [name.upper() for name in calendar.month_abbr[1:]]
DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
NAMES = {4: dict(zip(MONTHS, range(1, 13), strict=True)), 5: dict(zip(DAYS, range(7), strict=True))}
# A year for each kind of month: 28 pairs of the first day's weekday (Sunday = 0) and the length.
MONTH_KINDS = [(first, length) for first in range(7) for length in range(28, 32)]


@dataclass
class FieldReading:
    values: frozenset[int]
    days: tuple[frozenset[int], ...]
    is_restricted: bool
    is_joined: bool


def read(text: str, *, extended: bool = False) -> list[FieldReading] | str | None:
    """Return seven readings, "reboot", or None for what is no expression."""
    text = text.strip(" \t\r\n")
    if text == "@reboot":
        return "reboot"
    parts = re.split("[ \t]+", NICKNAMES.get(text, text))
    if len(text) > 1024 or len(parts) not in (5, 6, 7):
        return None
    if len(parts) == 5:
        parts.insert(0, "0")
    if len(parts) == 6:
        parts.append("*")
    readings = [_field(index, part, extended) for index, part in enumerate(parts)]
    return None if None in readings else [reading for reading in readings if reading is not None]


def _field(index: int, part: str, extended: bool) -> FieldReading | None:
    is_joined = index == 5 and part.startswith("+")
    part = part[1:] if is_joined else part
    if part == "?" and index in (3, 5):
        part = "*"
    values: set[int] = set()
    days: list[set[int]] = [set() for _ in MONTH_KINDS]
    items = part.split(",")
    for item in items:
        plain = _plain(index, item)
        pick = None if plain is not None else _picker(index, item, extended or len(items) == 1, extended)
        if plain is None and pick is None:
            return None
        values |= plain or set()
        if pick is not None:
            for found, (first, length) in zip(days, MONTH_KINDS, strict=True):
                found.update(pick({day: (first + day - 1) % 7 for day in range(1, length + 1)}))
    return FieldReading(frozenset(values), tuple(map(frozenset, days)), part != "*", is_joined)


def _number(index: int, word: str) -> int | None:
    low, high = BOUNDS[index]
    if re.fullmatch("[0-9]+", word):
        return int(word) if low <= int(word) <= high else None
    return NAMES.get(index, {}).get(word.upper()) if word.isascii() else None


def _plain(index: int, item: str) -> set[int] | None:
    match = re.fullmatch(r"(\*|[0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?(?:/([0-9]+))?", item)
    if not match:
        return None
    start, end, step = match.groups()
    low, high = BOUNDS[index]
    if start == "*":
        if end is not None:
            return None
        first: int | None = low
        last: int | None = 6 if index == 5 else high
    else:
        first = _number(index, start)
        last = _number(index, end) if end is not None else first
        if end is None and step is not None:
            return None
        if index == 5 and end is not None and end.upper() == "SUN" and start.upper() != "SUN":
            last = 7
    if (
        first is None
        or last is None
        or first > last
        or (step is not None and not 1 <= int(step) <= 999_999_999)
    ):
        return None
    values = range(first, last + 1, int(step or 1))
    return {value % 7 for value in values} if index == 5 else set(values)


def _picker(
    index: int, item: str, may_be_workday: bool, extended: bool
) -> Callable[[dict[int, int]], set[int]] | None:
    if index == 3:
        return _day_picker(item, may_be_workday, extended)
    if index != 5:
        return None
    match = re.fullmatch(r"([0-9A-Za-z]+?)(?:(#?L)|#0*([1-5]))", item)
    weekday = _number(5, match[1]) if match else None
    if match is None or weekday is None:
        return None
    nth = -1 if match[2] else int(match[3]) - 1

    def pick(month: dict[int, int]) -> set[int]:
        those = [day for day in month if month[day] == weekday % 7]
        return {those[nth]} if nth < len(those) else set()

    return pick


def _day_picker(
    item: str, may_be_workday: bool, extended: bool
) -> Callable[[dict[int, int]], set[int]] | None:
    last = re.fullmatch(r"L(?:-0*([1-9][0-9]?))?(W)?", item)
    fixed = re.fullmatch(r"0*([1-9][0-9]?)W", item)
    if last is not None and int(last[1] or 0) <= 30:
        before, workday = int(last[1] or 0), last[2] is not None
        if workday and (not may_be_workday or (before and not extended)):
            return None
        return lambda month: (
            _nearest(month, len(month) - before) if workday else {len(month) - before} & set(month)
        )
    if fixed is not None and int(fixed[1]) <= 31 and may_be_workday:
        return lambda month: _nearest(month, int(fixed[1]))
    return None


def _nearest(month: dict[int, int], day: int) -> set[int]:
    workdays = [other for other in month if 1 <= month[other] <= 5]
    return {min(workdays, key=lambda other: abs(other - day))} if day in month else set()
