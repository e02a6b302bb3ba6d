"""What is wrong with a text that begins with an at sign."""

from __future__ import annotations

import re

from cronexpr._parser import READERS
from cronexpr.errors import Problem, nearest

from ._faults import with_quirk
from ._offers import is_readable
from ._places import by_the_clock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cronexpr.dialects import Dialect

    from ._places import Word

# A duration of Go's, as far as it is one of whole seconds.
_DURATION = re.compile("(?:([0-9]{1,3})h)?(?:([0-9]{1,5})m)?(?:([0-9]{1,6})s)?")


def nickname_problem(text: str, words: list[Word], dialect: Dialect) -> Problem | None:
    """Return what is wrong with *text*, if anything is."""
    names = tuple(READERS[dialect].nicknames)
    name, offsets = words[0]
    lower = name.lower()
    start, stop, end = offsets[0], offsets[-1] + 1, words[-1][1][-1] + 1
    message, hint, fix, suggestion = "unknown nickname", f"known: {' '.join(names)}", None, None
    if not names:
        message, hint = "this dialect has no nicknames", "write the fields"
    elif len(words) > 1 and (name in names or lower in names):
        plain = name if name in names else lower
        message, hint, suggestion = "a nickname stands alone", "", text[:start] + plain + text[end:]
        start, stop = words[1][1][0], end
    elif name in names or (lower in names and dialect.nickname_case == "any"):
        if is_readable(lower, dialect):
            return None
        message = f"{name} stands for fields that this dialect cannot read"
        hint = "give the dialect nicknames for fields of its own"
    elif lower in names:
        message, hint, fix = "nicknames are lower case", "", text[:start] + lower + text[stop:]
    elif name == "@" and len(words) > 1 and f"@{words[1][0].lower()}" in names:
        message, fix = "a nickname has no spaces", text[:stop] + text[words[1][1][0] :]
        hint, stop = "", words[1][1][0]
    elif lower == "@every":
        message = '"@every" is an interval of robfig/cron, and no nickname'
        hint = "it counts from when the program started, and an expression goes by the clock"
        said = by_the_clock(_seconds(words[1][0])) if len(words) == 2 else None
        suggestion, stop = said and text[:start] + said + text[end:], end
    else:
        # @hour, @day
        whole = f"{lower.replace('@day', '@dai')}ly"
        near = whole if whole in names else nearest(lower, names)
        if near:
            hint, fix = f"did you mean {near}? {hint}", text[:start] + near + text[stop:]
    message = with_quirk(message, dict(dialect.quirks), name)
    return Problem("CRON117", "error", message, (start, stop), None, hint, fix, suggestion)


def _seconds(duration: str) -> int:
    """Return how many seconds *duration* has; 0, if it is none that is written in whole ones."""
    found = _DURATION.fullmatch(duration)
    hours, minutes, seconds = [int(number or 0) for number in found.groups()] if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
