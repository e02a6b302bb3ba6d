"""Texts that are no expressions but hold one, or say one: a line of a crontab, English."""

from __future__ import annotations

import re

from cronexpr.fields import MONTH_NAMES, WEEKDAY_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# A path has a letter, or a dot, after a slash; a step has neither.
_PATH = re.compile(r"(?:[\w.~-]+)?/[A-Za-z_.]")
_FIELDS_OF_A_CRONTAB = 5
_PHRASE = 96  # characters; nobody types a longer one where an expression is wanted
_WORD = re.compile(r"[A-Za-z]{2,}")


def command_start(words: list[str], is_schedule: Callable[[int], bool]) -> int | None:
    """Return which of *words* begins a command after a schedule, if one of them is a path.

    *is_schedule* says whether so many words are an expression: between it and the command may
    stand a user's name.
    """
    at = next((at for at, word in enumerate(words) if _PATH.match(word)), 0)
    if at < _FIELDS_OF_A_CRONTAB:
        return None
    return at if is_schedule(at) else _FIELDS_OF_A_CRONTAB


def from_english(text: str) -> str | None:
    """Return the expression that *text* says in English, if it is some."""
    if len(text) > _PHRASE or any(sign in text for sign in "*?/@,;"):
        return None
    words = {word.upper() for word in _WORD.findall(text)}
    if not words.difference(MONTH_NAMES, WEEKDAY_NAMES):
        return None
    from cronexpr.english import source_of

    return source_of(text)
