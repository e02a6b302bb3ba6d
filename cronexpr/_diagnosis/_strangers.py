"""Texts that are no expressions but hold one, or say one: a line of a crontab, EventBridge's, English."""

from __future__ import annotations

import re

from cronexpr.dialects import get_dialect
from cronexpr.errors import Problem, nearest
from cronexpr.fields import FULL_NAMES, MONTH_NAMES, WEEKDAY_NAMES

from ._faults import with_quirk
from ._offers import converted, is_readable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from cronexpr.dialects import Dialect

    from ._places import Word

# A path has a letter, or a dot, after a slash; a step has neither.
_PATH = re.compile(r"(?:[\w.~$-]+)?/[A-Za-z_.]")
# Two letters at least: one alone is a special form somewhere.
_PROGRAM = re.compile(r"([a-z][a-z_]+)[\w.+-]*")
_NO_PROGRAMS = frozenset("am pm lw to through thru until till and or".split())
_NAMES = (*map(str.lower, (*MONTH_NAMES, *WEEKDAY_NAMES)), *FULL_NAMES["month"], *FULL_NAMES["day_of_week"])
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\s*=")
_COMMENT = re.compile(r"#(?![0-9])")
_FIELDS_OF_A_CRONTAB = 5
_LOOKED_AT = 24  # words, one of which may begin a command: a schedule may be cut by spaces
_PHRASE = 96  # characters; nobody types a longer one where an expression is wanted
_WORD = re.compile(r"[A-Za-z]{2,}")

_IN_CRONTABS = "it is a line of a crontab, which cronexpr.crontab reads"
_ZONE = (
    "a time zone is no part of the expression",
    'give it apart, as tz="Europe/Berlin" in Python, --tz Europe/Berlin on the command line',
)
# What is written before an expression, or around it, elsewhere: a message and a hint.
_HEADS = {
    "cron(": (
        '"cron(...)" is how EventBridge writes expressions',
        'give dialect="aws" in Python, --dialect aws on the command line',
    ),
    "rate(": ('"rate(...)" is not a cron expression', ""),
    "at(": ('"at(...)" is not a cron expression', ""),
    "TZ=": _ZONE,
    "CRON_TZ=": _ZONE,
}


def line_problem(text: str, words: list[Word]) -> Problem | None:
    """Return what *text* is instead, if it is a comment or an assignment."""
    start, stop = words[0][1][0], len(text.rstrip())
    if words[0][0][0] == "#":
        schedule = text[:start] + text[start:].lstrip("# \t")
        message = "a comment is no expression"
        return Problem("CRON113", "error", message, (start, stop), None, _IN_CRONTABS, suggestion=schedule)
    if _ASSIGNMENT.match(text, start) and not words[0][0].startswith(("TZ=", "CRON_TZ=")):
        message = "an assignment is no expression"
        return Problem("CRON113", "error", message, (start, stop), None, _IN_CRONTABS)
    return None


def wrapped_problem(text: str, words: list[Word], dialect: Dialect) -> Problem | None:
    """Return what is wrong with what stands before *text*, or around it, if anything does."""
    first, offsets = words[0]
    head = next((head for head in _HEADS if first.startswith(head)), None)
    if head is None:
        return None
    message, hint = _HEADS[head]
    start, stop, offer = offsets[0], offsets[-1] + 1, None
    if head[-1] == "(":
        stop = words[-1][1][-1] + 1
    elif len(words) > 1:
        offer = text[:start] + text[words[1][1][0] :]
    if head == "cron(":
        inside = text[start + len(head) : stop].removesuffix(")")
        if is_readable(text[start:stop], get_dialect("aws")):
            offer = converted(text[start:stop], "aws", dialect)
            hint = f"{hint}; without it, write `{offer}`" if offer else hint
        elif len(inside.split()) == _FIELDS_OF_A_CRONTAB and is_readable(inside, dialect):
            offer, hint = inside, "give only what is inside"
    message = with_quirk(message, dict(dialect.quirks), head)
    return Problem("CRON113", "error", message, (start, stop), None, hint, suggestion=offer)


def command_start(words: list[str], is_schedule: Callable[[int], bool]) -> int | None:
    """Return which of *words* begins a command or a comment after a schedule, if one does.

    *is_schedule* says whether so many words are an expression: between it and the command may
    stand a user's name.
    """
    at = next((at for at in range(min(len(words), _LOOKED_AT)) if _is_program(words, at)), 0)
    if at < _FIELDS_OF_A_CRONTAB:
        return None
    return _FIELDS_OF_A_CRONTAB if not is_schedule(at) and is_schedule(_FIELDS_OF_A_CRONTAB) else at


def _is_program(words: list[str], at: int) -> bool:
    """Return whether the word *at* may begin a command, or a comment."""
    word = words[at]
    if word[0] == "$" or any(kind.match(word) for kind in (_PATH, _COMMENT, _ASSIGNMENT)):
        return True
    found = _PROGRAM.fullmatch(word)
    if found is None or word in _NO_PROGRAMS or any(name.startswith(found[1]) for name in _NAMES):
        return False
    after = words[at + 1] if len(words) > at + 1 else ""
    is_field = after in ("", "*", ",", "-") or after.isdigit()
    if any(nearest(found[1], (name,)) for name in _NAMES):
        return not is_field and after[0] != "-"
    # After seconds, it may be the day of the week in another language.
    is_no_day = at > _FIELDS_OF_A_CRONTAB or not word.replace("-", "").isalpha() or words[2:3] == ["*"]
    return is_no_day or not is_field


def from_english(text: str) -> str | None:
    """Return the expression that *text* says in English, if it is some."""
    if len(text) > _PHRASE or any(sign in text for sign in "*?/@,;"):
        return None
    words = {word.upper() for word in _WORD.findall(text)}
    if not words.difference(MONTH_NAMES, WEEKDAY_NAMES):
        return None
    from cronexpr.english import source_of

    return source_of(text)
