"""A second, slow reading of what other dialects make of numbers, ranges, steps and lists: loops and sets.

It shares no code with the package, and states the facts about each dialect anew.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FIVE = ("minute", "hour", "day", "month", "weekday")
LIMITS = {
    "second": (0, 59),
    "minute": (0, 59),
    "hour": (0, 23),
    "day": (1, 31),
    "month": (1, 12),
    "year": (1970, 2199),
}


class Facts(NamedTuple):
    """What sets a dialect apart: its weekdays, and the ways in which its ranges are unlike the standard's."""

    fields: tuple[str, ...]
    weekdays: tuple[int, int]
    sunday: int = 0
    open_steps: bool = False
    wraps: bool = False
    either: str = ""


FACTS = {
    "vixie": Facts(FIVE, (0, 7), either="first"),
    "cronie": Facts(FIVE, (0, 7), either="first"),
    "kubernetes": Facts(FIVE, (0, 6), open_steps=True, either="robfig"),
    "github": Facts(FIVE, (0, 6), open_steps=True, either="exact"),
    "jenkins": Facts(FIVE, (0, 7)),
    "azure": Facts(("second", *FIVE), (0, 6), open_steps=True),
    "google": Facts(FIVE, (0, 7), either="exact"),
    "celery": Facts(FIVE, (0, 6), wraps=True),
    "croniter": Facts((*FIVE, "second"), (0, 7), open_steps=True, wraps=True, either="exact"),
    "quartz": Facts(("second", *FIVE), (1, 7), 1, True, True),
    "spring": Facts(("second", *FIVE), (0, 7), open_steps=True),
    "aws": Facts((*FIVE, "year"), (1, 7), 1, True, True),
}


class Reading(NamedTuple):
    """The values of each field (weekdays from Sunday = 0), and whether either day field suffices."""

    values: dict[str, frozenset[int]]
    either: bool


def read(text: str, name: str) -> Reading | None:
    """Return what *text* means in the dialect *name*, or None if it refuses it."""
    facts = FACTS[name]
    words = dict(zip(facts.fields, text.split(" "), strict=True))
    values = {}
    for field, word in words.items():
        items = [_item(name, facts, field, item) for item in word.split(",")]
        if any(item is None for item in items):
            return None
        members = {value for item in items if item is not None for value in item}
        values[field] = frozenset(
            (value - facts.sunday) % 7 if field == "weekday" else value for value in members
        )
    if name in ("quartz", "aws") and (words["day"] == "?") == (words["weekday"] == "?"):
        return None
    return Reading(
        values, bool(facts.either) and all(_limits(facts.either, words[day]) for day in ("day", "weekday"))
    )


def _limits(test: str, word: str) -> bool:
    if test == "robfig":
        return not any(item in ("*", "*/1") for item in word.split(","))
    return word[0] != "*" if test == "first" else word != "*"


def _item(name: str, facts: Facts, field: str, item: str) -> set[int] | None:
    if item == "?":
        item = "*" if field in ("day", "weekday") and name in ("quartz", "aws") else "?"
    match = re.fullmatch(r"(\*|\d+)(?:-(\d+))?(?:/(\d+))?", item)
    if match is None:
        return None
    start, end, step = match.groups()
    low, high = LIMITS.get(field, facts.weekdays)
    if start == "*":
        first, last = _whole(name, facts, field)
    else:
        first = int(start)
        last = int(end) if end is not None else high if step else first
    if not (low <= first <= high and low <= last <= high) or (start == "*" and end is not None):
        return None
    if step and not _may_step(name, facts, field, start, end, int(step), high if start == "*" else last):
        return None
    if first == last and end is None and not step:
        return {first}
    return _between(name, facts, field, first, last, int(step or 1), is_open=end is None)


def _whole(name: str, facts: Facts, field: str) -> tuple[int, int]:
    if field != "weekday":
        return LIMITS[field]
    # Sunday at both ends of a week is one Sunday, except that Spring's week ends with it.
    return (1, 7) if name == "spring" or facts.sunday else (0, 6)


def _may_step(name: str, facts: Facts, field: str, start: str, end: str | None, by: int, last: int) -> bool:
    if by == 0 or (name == "aws" and field == "weekday"):
        return False
    if start != "*" and end is None and not facts.open_steps:
        return False
    if name == "quartz" and end is None:
        return by <= last
    return name != "vixie" or last == 0 or by <= last


def _between(
    name: str, facts: Facts, field: str, first: int, last: int, by: int, *, is_open: bool
) -> set[int] | None:
    low, high = LIMITS[field] if field != "weekday" else facts.weekdays
    if field == "weekday" and name == "spring" and not is_open and first == 7:
        if last == 7:
            return None
        first = 0
    if field == "weekday" and name == "croniter":
        # Its 7 is 0 wherever it stands, and its week 0-6; we let 0-7 be the week that was meant.
        high = 6
        if (first, last) == (0, 7) or is_open:
            first, last = first % 7, 6
        else:
            first, last = first % 7, last % 7
    if field == "weekday" and name == "cronie" and last == 0 < first:
        last = 7
    if last < first:
        if not facts.wraps or field == "year":
            return None
        circle = [*range(first, high + 1), *range(low, last + 1)]
        return set(circle[::by])
    return set(range(first, last + 1, by))
