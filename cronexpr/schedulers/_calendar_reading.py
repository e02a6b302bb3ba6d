"""Calendar event expressions of systemd.time(7) and timers of systemd.timer(5), read."""

from __future__ import annotations

import re

from .._arguments import read_zone
from .._calendar import FROM_MONDAY
from .._plan import EVERY_YEAR, mask_of
from ..errors import CronConversionError, CronOptionError, CronSyntaxError, Problem, quote
from ..fields import FULL_NAMES
from ._calendar_texts import LONGEST_END
from ._reading import Part, check_text, days_of
from ._rows import ANY_DATE, ANY_WEEKDAY, Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo as TzInfo

_MOST_LINES = 200
_SHORTHANDS = {
    "minutely": "*-*-* *:*:00",
    "hourly": "*-*-* *:00:00",
    "daily": "*-*-* 00:00:00",
    "weekly": "Mon *-*-* 00:00:00",
    "monthly": "*-*-01 00:00:00",
    "quarterly": "*-01,04,07,10-01 00:00:00",
    **dict.fromkeys(("semiannually", "semi-annually", "biannually", "bi-annually"), "*-01,07-01 00:00:00"),
    **dict.fromkeys(("yearly", "annually", "anually"), "*-01-01 00:00:00"),
}
# Of one or two digits, and no step.
_SHORT_YEAR = re.compile(r"(?<![\d/])0*(\d\d?)(?!\d)", re.ASCII)
_NAMES = {name: number for number, full in enumerate(FULL_NAMES["day_of_week"]) for name in (full, full[:3])}
_MONOTONIC = ("OnActiveSec", "OnBootSec", "OnStartupSec", "OnUnitActiveSec", "OnUnitInactiveSec")
_AT_BOOT = ("OnBootSec", "OnStartupSec")
# Not of a comment, which ends with its line.
_CONTINUED = re.compile(r"^(?![ \t]*[#;])(.*)\\\n", re.MULTILINE)


class _UnreadableError(Exception):
    """Something is no part of the language; its text says what."""


def check_size(text: str) -> None:
    """Refuse what is no text, or too much of it."""
    check_text(text, "SYD012")
    if text.count("\n") > _MOST_LINES:
        raise CronSyntaxError((Problem("SYD012", "error", f"more than {_MOST_LINES} lines"),))


def read_calendar(text: str, source: str, start: int) -> tuple[Part, TzInfo | None]:
    """Return what one expression says, and its zone; it stands at *start* in *source*."""
    try:
        return _read(text)
    except (_UnreadableError, CronOptionError) as error:
        message = f"not read as a calendar event expression: {error}"
        problem = Problem("SYD011", "error", message, (start, start + len(text)))
        raise CronSyntaxError((problem,), source) from None


def _read(text: str) -> tuple[Part, TzInfo | None]:
    words = text.split()
    zone = words.pop() if len(words) > 1 and _is_zone(words[-1]) else None
    # Of all zones, UTC may be in any case.
    tz = read_zone("UTC" if zone and zone.upper() == "UTC" else zone)
    if len(words) == 1:
        words = _SHORTHANDS.get(words[0].lower(), words[0]).split()
    weekdays, date, clock = ANY_WEEKDAY, "*-*-*", "00:00:00"
    if words and words[0][0].isalpha():
        weekdays = _weekdays(words.pop(0))
    if words and ":" not in words[0]:
        date = words.pop(0)
    if words:
        clock = words.pop(0)
    if words or not text.split():
        raise _UnreadableError(quote(words[0]) if words else "the text is empty")
    years, row = _date(date, weekdays)
    hours, minutes, seconds = _clock(clock)
    return Part(hours, minutes, seconds, years, days_of(row.months, row.days_of_shape)), tz


def _is_zone(word: str) -> bool:
    name = word.lower()
    first = re.split(r",|\.\.|-", name, maxsplit=1)[0]
    return name[0].isalpha() and name not in _SHORTHANDS and first not in _NAMES


def _weekdays(text: str) -> int:
    mask = 0
    # systemd.time(7) has an example with a comma at the end.
    for item in text.removesuffix(",").split(","):
        # The dash is of old, and still read.
        first, dots, last = item.replace("-", "..", 1).partition("..")
        try:
            begin = FROM_MONDAY.index(_NAMES[first.lower()])
            end = FROM_MONDAY.index(_NAMES[last.lower()]) if dots else begin
        except KeyError:
            raise _UnreadableError(quote(item)) from None
        if end < begin:
            # systemd's week does not wrap around Sunday.
            raise _UnreadableError(quote(item))
        mask |= mask_of(FROM_MONDAY[begin : end + 1])
    return mask


def _date(text: str, weekdays: int) -> tuple[int, Row]:
    head, tilde, end = text.partition("~")
    parts = [*head.split("-"), end] if tilde else text.split("-")
    if len(parts) == 2:
        parts.insert(0, "*")
    if len(parts) != 3:
        raise _UnreadableError(quote(text))
    year, month, day = parts
    years = EVERY_YEAR if year == "*" else _values(_SHORT_YEAR.sub(_full_year, year), 1970, 2199)
    months = _values(month, 1, 12)
    if tilde and day != "*":
        return years, Row(months, weekdays, 0, _ends(day))
    return years, Row(months, weekdays, ANY_DATE if day == "*" else _values(day, 1, 31))


def _full_year(match: re.Match[str]) -> str:
    return str(int(match[1]) + (1900 if int(match[1]) >= 70 else 2000))


def _clock(text: str) -> tuple[int, int, int]:
    parts = text.split(":")
    if len(parts) == 2:
        parts.append("00")
    if len(parts) != 3:
        raise _UnreadableError(quote(text))
    hour, minute, second = parts
    return _values(hour, 0, 23), _values(minute, 0, 59), _values(second, 0, 59)


def _ends(text: str) -> int:
    """Return days counted from the end of the month; a step runs towards it."""
    mask = 0
    for item in text.split(","):
        body, slash, step = item.partition("/")
        if slash:
            begin = _number(body, 1, LONGEST_END)
            mask |= mask_of(range(begin, 0, -_number(step, 1, begin - 1)))
        else:
            mask |= _values(body, 1, LONGEST_END)
    return mask


def _values(text: str, low: int, high: int) -> int:
    if text == "*":
        return (2 << high) - (1 << low)
    mask = 0
    for item in text.split(","):
        body, slash, step = item.partition("/")
        first, dots, last = body.partition("..")
        begin = _number(first, low, high)
        if dots:
            # What counts is the last value, not the end that was written.
            values = range(begin, _number(last, begin, 9999) + 1, _number(step, 1, 9999) if slash else 1)
        else:
            # One step at least must have a place.
            values = (
                range(begin, high + 1, _number(step, 1, high - begin)) if slash else range(begin, begin + 1)
            )
        if values[-1] > high:
            raise _UnreadableError(quote(item))
        mask |= mask_of(values)
    return mask


def _number(text: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and low <= int(text) <= high):
        raise _UnreadableError(quote(text))
    return int(text)


# Timers


_SAY_WHEN = ("OnCalendar", *_MONOTONIC)


def read_timer(text: str, names: tuple[str, ...] = _SAY_WHEN) -> Iterator[tuple[str, str, int]]:
    """Yield the settings *names* of the section [Timer]: name, value, and where that begins."""
    section, at = "", 0
    found: list[tuple[str, str, int]] = []
    # A backslash and the end of its line are a blank (systemd.syntax(7)); two keep what follows in its place.
    for line in _CONTINUED.sub(r"\1  ", text).splitlines(keepends=True):
        body = line.strip()
        name, equals, value = body.partition("=")
        name, value = name.rstrip(), value.lstrip()
        if body.startswith("["):
            section = body
        elif section == "[Timer]" and equals and body[0] not in "#;" and name in names:
            if value:
                found.append((name, value, at + line.rindex(value)))
            else:
                # An empty value takes back all that was set before.
                found.clear()
        at += len(line)
    yield from found


def is_start_up(settings: list[tuple[str, str, int]]) -> bool:
    """Return whether *settings* of a timer run the job right after start-up, and at no other time."""
    return bool(settings) and all(name in _AT_BOOT and is_zero(value) for name, value, _ in settings)


def is_zero(span: str) -> bool:
    """Return whether *span* is a time span of nothing, such as ``0`` or ``0s``."""
    return not span.rstrip("abcdefghijklmnopqrstuvwxyz ").strip("0")


def check_settings(settings: list[tuple[str, str, int]], source: str) -> None:
    """Refuse a timer that has nothing to read, or something that cron has nothing like."""
    problems = [
        Problem("SYD014", "error", f"cron has nothing like {name}=", (start, start + len(value)))
        for name, value, start in settings
        if name != "OnCalendar"
    ]
    if not settings:
        problems = [Problem("SYD014", "error", "there is no OnCalendar= in a section [Timer]")]
    if problems:
        raise CronConversionError(tuple(problems), source)
