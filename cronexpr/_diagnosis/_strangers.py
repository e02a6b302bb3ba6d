"""Texts that are no expressions but hold one, or say one: a line of a crontab, a nickname, English."""

from __future__ import annotations

import re

from cronexpr._parser import READERS
from cronexpr.dialects import get_dialect
from cronexpr.errors import Problem, nearest
from cronexpr.fields import FULL_NAMES, MONTH_NAMES, WEEKDAY_NAMES

from ._faults import with_quirk
from ._offers import converted, is_readable
from ._places import by_the_clock

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
_COMMENT = re.compile(r"#(?![0-9])|\([A-Za-z]")
_FIELDS_OF_A_CRONTAB = 5
_LOOKED_AT = 24  # words, one of which may begin a command: a schedule may be cut by spaces
_PHRASE = 96  # characters; nobody types a longer one where an expression is wanted
_WORD = re.compile(r"[A-Za-z]{2,}")

# What lists, prompts, YAML, JSON and calls put before an expression.
_LABEL = re.compile(
    r"""(?:(?:[-$>:\u2022]|[0-9]{1,2}[.)])[ \t]+)?[\[({<]{0,2}
    (?:\s?["']?[A-Za-z_][\w.-]{0,40}["']?\s?(?:[:=]>?|(?<=cron\s|.tab\s|dule\s))\s?(?:[>|]-?\s{1,9})?)?""",
    re.VERBOSE,
)
_MARKS = "\"'`\u2018\u201c\u201e\u00ab"
_ZONE_NAME = re.compile(r"\(?(?:UTC|GMT|[A-Z][A-Za-z]+/[A-Z]\w+)\)?")
# A duration of Go's, as far as it is one of whole seconds.
_DURATION = re.compile("(?:([0-9]{1,3})h)?(?:([0-9]{1,5})m)?(?:([0-9]{1,6})s)?")
_NO_CLOCK = "it counts from when it began, and an expression goes by the clock"

_IN_CRONTABS = "it is a line of a crontab, which cronexpr.crontab reads"
_ZONE = (
    "a time zone is no part of the expression",
    'give it apart, as tz="Europe/Berlin" in Python, --tz Europe/Berlin on the command line',
)
_RULE = ("a recurrence rule is no cron expression", "cronexpr.schedulers.rrule.from_rrule reads it")
# What is written before an expression, or around it, elsewhere: a message and a hint.
_HEADS = {
    "cron(": (
        '"cron(...)" is how EventBridge writes expressions',
        'give dialect="aws" in Python, --dialect aws on the command line',
    ),
    "rate(": ('"rate(...)" is not a cron expression', _NO_CLOCK),
    "at(": ('"at(...)" is not a cron expression', ""),
    "TZ=": _ZONE,
    "CRON_TZ=": _ZONE,
    "OnCalendar=": (
        "this is of a timer of systemd",
        "cronexpr.schedulers.systemd.from_calendar reads what follows",
    ),
    "FREQ=": _RULE,
    "RRULE:": _RULE,
}


def label_end(text: str, start: int) -> int:
    """Return where what stands before an expression ends: "cron:", a bullet, a bracket; or *start*."""
    found = _LABEL.match(text, start)
    end = found.end() if found else start
    rest = text[end : end + _PHRASE].lstrip(_MARKS)
    is_expression = len(rest.split()) >= _FIELDS_OF_A_CRONTAB and rest[0] in "*0123456789"
    is_other = rest.startswith(("@", "cron(", "rate("))
    is_head = text.startswith(tuple(_HEADS), start)
    return end if (is_expression or is_other) and not is_head else start


def line_problem(text: str, words: list[Word]) -> Problem | None:
    """Return what *text* is instead, if it is a comment or an assignment."""
    start, stop = words[0][1][0], len(text.rstrip())
    if words[0][0][0] == "#":
        schedule = text[:start] + text[start:].lstrip("# \t")
        message = "a comment is no expression"
        return Problem("CRON113", "error", message, (start, stop), None, _IN_CRONTABS, suggestion=schedule)
    if _ASSIGNMENT.match(text, start) and not words[0][0].startswith(tuple(_HEADS)):
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
        stop = start + len(text[start:].rstrip(" \t\r\n,;"))
    elif len(words) > 1:
        offer = text[:start] + text[words[1][1][0] :]
    if head == "cron(":
        inside = text[start + len(head) : stop].removesuffix(")").strip(_MARKS)
        if is_readable(f"cron({inside})", get_dialect("aws")):
            offer = converted(f"cron({inside})", "aws", dialect)
            hint = f"{hint}; without it, write `{offer}`" if offer else hint
        elif len(inside.split()) == _FIELDS_OF_A_CRONTAB and is_readable(inside, dialect):
            offer, hint = inside, "give only what is inside"
    elif head == "rate(":
        offer = from_english(f"every {text[start + len(head) : stop].removesuffix(')')}")
    message = with_quirk(message, dict(dialect.quirks), head)
    return Problem("CRON113", "error", message, (start, stop), None, hint, suggestion=offer)


def surplus_problem(words: list[str], at: int, start: int, stop: int, schedule: str) -> Problem:
    """Return the problem that what begins with the word *at* is no part of the expression."""
    word = words[at]
    kind = "comment" if word[0] in "#(-=" or word.startswith("//") else "command"
    message = f"a {kind} is no part of the expression"
    hint = "this is a line of a crontab, and its schedule alone is an expression"
    if at == len(words) - 1 and _ZONE_NAME.fullmatch(word):
        message, hint = _ZONE
    return Problem("CRON102", "error", message, (start, stop), None, hint, suggestion=schedule)


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
    if word[0] == "$" or any(kind.match(word) for kind in (_PATH, _COMMENT, _ASSIGNMENT, _ZONE_NAME)):
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
    # "9:30" is a time of day; what has seconds may be a TimeSpan, which says how often.
    if text.count(":") != 1 and not words.difference(MONTH_NAMES, WEEKDAY_NAMES):
        return None
    from cronexpr.english import source_of

    return source_of(text)


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
        hint = _NO_CLOCK
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
