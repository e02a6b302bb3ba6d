r"""Calendar files (iCalendar, RFC 5545), so that people can look at a schedule in a calendar; and read back.

>>> from datetime import datetime
>>> from cronexpr.schedulers import icalendar
>>> calendar = icalendar.to_ics("0 9 * * mon-fri", datetime(2026, 11, 21), summary="Stand-up")
>>> for line in calendar.splitlines()[6:9]:
...     print(line)
DTSTART:20261123T090000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=0;BYSECOND=0
SUMMARY:Stand-up
>>> [(event.name, event.expression.source) for event in icalendar.from_ics(calendar)]
[('Stand-up', '0 9 * * 1-5')]
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

import cronexpr

from .._arguments import plain
from .._making import as_expression
from .._value import Value
from .._zone import instant_of
from ..errors import CronError, CronSyntaxError, Problem
from ._components import recurring
from ._reading import check_text
from ._rules import dtstart, nothing_left, rules, written_moment
from ._subject import option_error, origin, zone_name
from ._vtimezone import vtimezone
from .rrule import from_rrule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..dialects import Dialect
    from ..expression import CronExpression
    from ._rules import Rule

__all__ = ["Event", "from_ics", "to_ics"]

_MOST_CHARACTERS = 1_048_576
_WIDTH = 75  # octets (RFC 5545, section 3.1)
_NOTHING = timedelta(0)
# What some reader would take for the end of a line.
_LINE_ENDS = {ord(char): "\n" for char in "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def to_ics(
    text_or_expression: str | CronExpression,
    start: datetime,
    *,
    summary: str | None = None,
    duration: timedelta = _NOTHING,
    uid: str | None = None,
    stamp: datetime | None = None,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> str:
    r"""Return a calendar of the occurrences from *start* on: an event for each rule of `to_rrules`.

    *summary* is what the calendar shows, the expression in words where left out; *duration* how long an
    event lasts, in whole seconds, nothing by default.  *uid*, by which a calendar knows an
    event again, is drawn from all the rest where left out, so that the same call gives the
    same file.  *stamp* is when that is made, *start* where left out.  Times are in the
    expression's zone, else in that of *start*, else floating: then each reader's own.  A
    zone is told with its clock changes.  Lines end in ``\r\n`` and are folded at 75 octets; write
    them with ``newline=""``.

    >>> to_ics("0 9 * * *", datetime(2026, 1, 1)).count("BEGIN:VEVENT")
    1

    Raises:
        CronConversionError: as `to_rrules`; or nothing fires from *start* on (RRL005).
        CronOptionError: as `to_rrules`; or the duration is negative, or no whole number of seconds (RRL006).
        CronSyntaxError, TypeError: as `to_rrules`.
    """
    expr = as_expression(text_or_expression, dialect, seed)
    if duration < _NOTHING or duration.microseconds:
        raise option_error("RRL006", "a duration is a whole number of seconds, 0 or more")
    found = rules(expr, start)
    if not found:
        raise nothing_left(expr)
    summary = expr.describe() if summary is None else summary
    stamp = plain(start if stamp is None else stamp)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//cronexpr//cronexpr {cronexpr.__version__}//EN"]
    lines += _zone(found)
    for number, rule in enumerate(found, 1):
        own = uid or sha256(repr((expr, summary, rule, duration)).encode("utf-8", "replace")).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(own)}" + (f"-{number}" if uid and len(found) > 1 else ""),
            f"DTSTAMP:{written_moment(datetime.min + instant_of(stamp))}Z",
            dtstart(rule),
            *([f"DURATION:{_spelt(duration)}"] if duration else []),
            f"RRULE:{rule.text}",
            f"SUMMARY:{_text(summary)}",
            f"DESCRIPTION:{_text(origin(expr))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join([f"{part}\r\n" for line in lines for part in _folded(line)])


class Event(Value):
    """What recurs in a calendar: its *name*, and the *expression* of its occurrences.

    Where the rule cannot be read, or cron cannot say it, the *expression* is None, and the *error* tells why.
    """

    __slots__ = ("name", "expression", "error")

    name: str
    expression: CronExpression | None
    error: CronError | None

    def __init__(self, name: str, expression: CronExpression | None, error: CronError | None = None) -> None:
        super().__init__(name, expression, error)


def from_ics(text: str) -> tuple[Event, ...]:
    r"""Return what recurs in *text*, a calendar, in its order: events and tasks with an ``RRULE``.

    Each is read as by `from_rrule`, and one that cannot be keeps none of the others.  Those that `to_ics`
    wrote for one expression are one again.  What happens once is passed over.

    >>> rules = ("FREQ=DAILY;BYHOUR=9;BYMINUTE=0", "FREQ=DAILY;COUNT=3")
    >>> events = [f"BEGIN:VEVENT\nSUMMARY:Tea\nRRULE:{rule}\nEND:VEVENT\n" for rule in rules]
    >>> for event in from_ics(f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n"):
    ...     print(event.name, event.expression, event.error)
    Tea 0 9 * * * None
    Tea None cron does not count its runs (column 18)

    Raises:
        CronSyntaxError: that is no calendar, or it has more than 1,048,576 characters (RRL021).
        TypeError: *text* is no str.
    """
    check_text(text, "RRL021", _MOST_CHARACTERS)
    if "BEGIN:VCALENDAR" not in text.upper():
        message = "there is no calendar, which begins with BEGIN:VCALENDAR"
        raise CronSyntaxError((Problem("RRL021", "error", message),))
    return tuple([event for name, rules in recurring(text) for event in _events(name, rules)])


def _events(name: str, rules: list[str]) -> list[Event]:
    """Return the event of all *rules* together, or else that of each."""
    together = _event(name, "\n".join(rules))
    return [together] if together.error is None else [_event(name, rule) for rule in rules]


def _event(name: str, rules: str) -> Event:
    try:
        return Event(name, from_rrule(rules))
    except CronError as error:
        return Event(name, None, error)


def _zone(found: list[Rule]) -> Iterator[str]:
    first = found[0].first
    if first.tzinfo is not None:
        name = zone_name(first.tzinfo, "RRL003", "a calendar")
        if name != "UTC":
            yield from vtimezone(first.tzinfo, name, min([rule.first.year for rule in found]))


def _text(text: str) -> str:
    """Return *text* as a TEXT value (RFC 5545, section 3.3.11), without characters that it may not have."""
    if not isinstance(text, str):
        raise TypeError(f"summary and uid must be str, not {type(text).__name__}")
    lines = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    kept = [char for char in lines if char in "\t\n" or not (char < " " or "\x7f" <= char < "\xa0")]
    return "".join(kept).encode("utf-8", "replace").decode().translate(_ESCAPES)


def _spelt(duration: timedelta) -> str:
    seconds = duration.seconds
    days = f"{duration.days}D" if duration.days else ""
    return f"P{days}T{seconds // 3600}H{seconds // 60 % 60}M{seconds % 60}S"


def _folded(line: str) -> Iterator[str]:
    """Yield *line* in parts of at most 75 octets, those after the first with a space before them."""
    part, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > _WIDTH:
            yield part
            part, size = " ", 1
        part += char
        size += width
    yield part
