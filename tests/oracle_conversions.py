"""Slow truth for other dialects: what a text means there, told without any help of the package.

Nothing here imports `cronexpr`.  A text becomes the dates that it matches in years that
show every shape of month, and its times of day.  It must be a valid text.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from functools import lru_cache

from oracle import MONTHS, WEEKDAYS, nearest_workday

FIVE = "minute hour day month weekday"
SIX = f"second {FIVE}"
SEVEN = f"{SIX} year"

_KINDS = {(calendar.weekday(year, 1, 1), calendar.isleap(year)): year for year in range(2042, 2014, -1)}
YEARS = (1969, 1970, 1999, *sorted(_KINDS.values()), 2030, 2099, 2100, 2199, 2200)
"""Of each of the 14 kinds of year one, and some at the ends of year fields and beyond."""


@dataclass(frozen=True)
class Rules:
    """How a dialect reads its texts."""

    layouts: tuple[str, ...]
    sunday: int = 0
    first_star_weekday: int = 0
    join: str = "or"
    star: str = "exact"
    last_year: int = 2199


RULES = {
    "standard": Rules((FIVE, SIX, SEVEN)),
    "extended": Rules((FIVE, SIX, SEVEN)),
    "vixie": Rules((FIVE,), star="first"),
    "cronie": Rules((FIVE,), star="first"),
    "quartz": Rules((SIX, SEVEN), sunday=1, join="and"),
    "spring": Rules((SIX,), first_star_weekday=1, join="and"),
    "aws": Rules((f"{FIVE} year",), sunday=1, join="and"),
    "kubernetes": Rules((FIVE,), star="whole"),
    "github": Rules((FIVE,)),
    "jenkins": Rules((FIVE,), join="and"),
    "azure": Rules((FIVE, SIX), join="and"),
    "google": Rules((FIVE,)),
    "celery": Rules((FIVE,), join="and"),
    "croniter": Rules((FIVE, f"{FIVE} second", f"{FIVE} second year"), last_year=2099),
}
NICKNAMES = {
    "@yearly": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@hourly": "0 * * * *",
}
BOUNDS = {"second": (0, 59), "minute": (0, 59), "hour": (0, 23), "day": (1, 31), "month": (1, 12)}

Date = tuple[int, int, int]
Meaning = tuple[frozenset[Date], frozenset[int], frozenset[int], frozenset[int]]


@lru_cache(maxsize=10_000)
def meaning(text: str, dialect: str) -> Meaning:
    """Return the dates of `YEARS`, the hours, minutes and seconds; all are empty if there are no dates."""
    rules = RULES[dialect]
    parts = NICKNAMES.get(text, text).split()
    if text in NICKNAMES:
        layout = FIVE
    else:
        layout = next(layout for layout in rules.layouts if len(layout.split()) == len(parts))
    fields = {"second": "0", "year": "*"} | dict(zip(layout.split(), parts, strict=True))
    months = _numbers(fields["month"], *BOUNDS["month"], tuple(MONTHS))
    years = _numbers(fields["year"], 1970, rules.last_year) if fields["year"] != "*" else set(YEARS)
    dates = frozenset(
        (year, month, day)
        for year in YEARS
        if year in years
        for month in months
        for day in _days(fields["day"], fields["weekday"], year, month, rules)
    )
    times = [frozenset(_numbers(fields[name], *BOUNDS[name])) for name in ("hour", "minute", "second")]
    hours, minutes, seconds = times if dates else [frozenset[int]()] * 3
    return dates, hours, minutes, seconds


def _days(day: str, weekday: str, year: int, month: int, rules: Rules) -> set[int]:
    every = set(range(1, calendar.monthrange(year, month)[1] + 1))
    is_joined = weekday.startswith("+")
    weekday = weekday.removeprefix("+")
    by_day = {found for item in day.split(",") for found in _dates(item, year, month)} & every
    by_weekday = {found for item in weekday.split(",") for found in _on_weekdays(item, year, month, rules)}
    either = rules.join == "or" and not is_joined
    if either and not _is_star(day, rules) and not _is_star(weekday, rules):
        return by_day | by_weekday
    return by_day & by_weekday


def _is_star(field: str, rules: Rules) -> bool:
    match rules.star:
        case "first":
            return field[0] == "*"
        case "whole":
            return any(item in ("*", "?", "*/1", "?/1") for item in field.split(","))
    return field in ("*", "?")


def _dates(item: str, year: int, month: int) -> set[int]:
    length = calendar.monthrange(year, month)[1]
    item = item.upper()
    workday = item.replace("W", "")
    if "W" in item:
        if workday == "L":
            number = length
        elif workday.startswith("L-"):
            number = length - int(workday[2:])
        else:
            number = int(workday)
        found = nearest_workday(year, month, number) if number > 0 else None
        return {found.day} if found else set()
    if item.startswith("L"):
        return {length - int(item[2:] or 0)}
    return _numbers(item, 1, 31)


@lru_cache(maxsize=1_000)
def _dates_of_weekdays(year: int, month: int) -> list[list[int]]:
    dates: list[list[int]] = [[] for _ in range(7)]
    for day in range(1, calendar.monthrange(year, month)[1] + 1):
        dates[(calendar.weekday(year, month, day) + 1) % 7].append(day)
    return dates


def _on_weekdays(item: str, year: int, month: int, rules: Rules) -> list[int]:
    dates = _dates_of_weekdays(year, month)
    item = item.upper()
    name, hash_sign, nth = item.partition("#")
    if hash_sign and nth != "L":
        return dates[_weekday(name, rules)][int(nth) - 1 : int(nth)]
    name = name.removeprefix("L").removesuffix("L")
    if nth == "L" or (name and name != item):
        return dates[_weekday(name, rules)][-1:]
    if not name:
        return dates[6]
    return [day for number in _weekdays(item, rules) for day in dates[number]]


def _weekday(name: str, rules: Rules) -> int:
    return WEEKDAYS[name] if name in WEEKDAYS else (int(name) - rules.sunday) % 7


@lru_cache(maxsize=10_000)
def _weekdays(item: str, rules: Rules) -> set[int]:
    body, _, step = item.partition("/")
    first, dash, last = body.partition("-")
    if body in ("*", "?"):
        start = rules.first_star_weekday
        stop = start + 6
    else:
        start = _weekday(first, rules)
        # A step without an end goes to the end of the week, as the dialect numbers it.
        end = _weekday(last, rules) if dash else 7 - (rules.sunday == 1) if step else start
        stop = end if end >= start else end + 7
        if dash and not step and {first, last} == {"0", "7"}:
            stop = start + 7
    return {number % 7 for number in range(start, stop + 1, int(step or 1))}


@lru_cache(maxsize=10_000)
def _numbers(field: str, low: int, high: int, names: tuple[str, ...] = ()) -> set[int]:
    found: set[int] = set()
    for item in field.upper().split(","):
        body, _, step = item.partition("/")
        first, dash, last = body.partition("-")
        if body in ("*", "?"):
            start, stop = low, high
        else:
            start = _number(first, names)
            stop = _number(last, names) if dash else high if step else start
        size = high - low + 1
        for number in range(start, stop + 1 if stop >= start else stop + size + 1, int(step or 1)):
            found.add(number if number <= high else number - size)
    return found


def _number(text: str, names: tuple[str, ...]) -> int:
    return names.index(text) + 1 if text in names else int(text)
