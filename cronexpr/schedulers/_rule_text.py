"""The text of recurrence rules taken apart: lines, parts, values (RFC 5545, sections 3.1 and 3.3.10)."""

from __future__ import annotations

from datetime import datetime

from .._arguments import read_zone
from .._value import Value
from ..errors import CronSyntaxError, Problem, quote
from ._reading import check_text
from ._rules import WEEKDAYS
from ._subject import conversion_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo as TzInfo
    from typing import TypeAlias

    from ..errors import CronConversionError

    Beginning: TypeAlias = tuple[datetime | None, TzInfo | None]

FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
# The lowest and highest value of each part, and whether it may count from the end.
_NUMBERS = {
    "INTERVAL": (1, 9999, False),
    "BYSECOND": (0, 59, False),
    "BYMINUTE": (0, 59, False),
    "BYHOUR": (0, 23, False),
    "BYMONTHDAY": (1, 31, True),
    "BYMONTH": (1, 12, False),
    "BYSETPOS": (1, 366, True),
}
_UNSAYABLE = {
    "COUNT": ("RRL013", "cron does not count its runs", "leave COUNT out"),
    "BYWEEKNO": ("RRL015", "cron has no weeks of the year", "name months and dates"),
    "BYYEARDAY": ("RRL015", "cron has no days of the year", "name months and dates"),
    "BYEASTER": ("RRL015", "cron knows no Easter", "name months and dates"),
    "RSCALE": ("RRL015", "cron has the Gregorian calendar only", "leave RSCALE out"),
    "SKIP": ("RRL015", "cron leaves out what does not exist", "leave SKIP out"),
}
_SINGLE_DATES = ("RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID")


class RuleText(Value):
    """One rule, taken apart.

    *frequency* is an index of `FREQUENCIES`, *numbers* has the values of each part that consists of numbers,
    *weekdays* the pairs (number, or 0 for each; weekday) of ``BYDAY``; *until* is as written.  *start* and
    *tz* are those of the ``DTSTART`` before it, if any.  *spans* tells where in *source* each part stands.
    """

    __slots__ = ("frequency", "numbers", "weekdays", "until", "start", "tz", "spans", "source")

    frequency: int
    numbers: dict[str, tuple[int, ...]]
    weekdays: tuple[tuple[int, int], ...]
    until: str
    start: datetime | None
    tz: TzInfo | None
    spans: dict[str, tuple[int, int]]
    source: str

    def refusal(self, code: str, part: str, message: str, hint: str = "") -> CronConversionError:
        """Return the error that cron cannot say the part named *part*."""
        return conversion_error(code, message, hint, self.spans.get(part, self.spans[""]), self.source)


def read_rules(text: str) -> list[RuleText]:
    """Return the rules of *text*: lines of ``RRULE`` and ``DTSTART``, or a bare rule.

    Raises:
        CronSyntaxError, CronConversionError, CronOptionError: that is no text of rules, or cron has nothing
            like a part of it, or the zone is unknown.
    """
    check_text(text, "RRL012")
    # A long line is folded: what goes on begins with a blank.
    source = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
    rules: list[RuleText] = []
    beginning: Beginning = (None, None)
    for line, at in _lines(source):
        head, colon, value = line.partition(":")
        name, _, parameters = head.partition(";")
        if not colon:
            rules.append(_rule(line, at, source, beginning))
        elif name.upper() == "RRULE":
            rules.append(_rule(value, at + len(head) + 1, source, beginning))
        elif name.upper() == "DTSTART":
            beginning = _beginning(value, parameters, (at, at + len(line)), source)
        elif name.upper() in _SINGLE_DATES:
            message = f"cron has nothing like {name.upper()}"
            raise conversion_error("RRL019", message, "", (at, at + len(line)), source)
        else:
            raise _unreadable(quote(name), (at, at + len(line)), source)
    if not rules:
        raise _unreadable("there is no rule", (0, len(source)), source)
    return rules


def _lines(source: str) -> Iterator[tuple[str, int]]:
    at = 0
    for line in source.split("\n"):
        if body := line.strip():
            yield body, at + line.index(body)
        at += len(line) + 1


def _unreadable(what: str, span: tuple[int, int], source: str) -> CronSyntaxError:
    problem = Problem("RRL011", "error", f"not read as a recurrence rule: {what}", span)
    return CronSyntaxError((problem,), source)


def _beginning(value: str, parameters: str, span: tuple[int, int], source: str) -> Beginning:
    tz = read_zone("UTC") if value[-1:] in ("Z", "z") else None
    for parameter in parameters.split(";"):
        name, _, setting = parameter.partition("=")
        if name.upper() == "TZID":
            if tz is not None:
                # RFC 5545, section 3.2.19: none goes with a time in UTC.
                raise _unreadable("both TZID and Z", span, source)
            tz = read_zone(setting.strip('"'))
        elif parameter.upper() not in ("", "VALUE=DATE", "VALUE=DATE-TIME"):
            raise _unreadable(quote(parameter), span, source)
    date, t, time = value.strip().upper().removesuffix("Z").partition("T")
    digits = date + (time if t else "000000")
    if len(date) == 8 and len(digits) == 14 and digits.isascii() and digits.isdigit():
        try:
            return datetime.fromisoformat(f"{date}T{digits[8:]}"), tz
        except ValueError:
            pass
    raise _unreadable(quote(value), span, source)


def _rule(text: str, at: int, source: str, beginning: Beginning) -> RuleText:
    values, spans = _parts(text, at, source)
    numbers: dict[str, tuple[int, ...]] = {}
    weekdays: list[tuple[int, int]] = []
    frequency = -1
    for name, value in values.items():
        # One value has no list; where each week counts, it does not matter where they begin.
        items = [value] if name in ("FREQ", "INTERVAL", "WKST") else value.split(",")
        try:
            if name == "FREQ":
                frequency = FREQUENCIES.index(value)
            elif name == "BYDAY":
                weekdays = [*dict.fromkeys(map(_weekday, items))]
            elif name == "WKST":
                WEEKDAYS.index(value)
            elif name != "UNTIL":
                numbers[name] = tuple([_number(item, *_NUMBERS[name]) for item in items])
        except (ValueError, KeyError):
            raise _unreadable(quote(f"{name}={value}"), spans[name], source) from None
    if frequency < 0:
        raise _unreadable("FREQ is missing", spans[""], source)
    return RuleText(frequency, numbers, tuple(weekdays), values.get("UNTIL", ""), *beginning, spans, source)


def _parts(text: str, at: int, source: str) -> tuple[dict[str, str], dict[str, tuple[int, int]]]:
    """Return the values of a rule's parts by name, and where each stands; all of it stands at ``""``."""
    values: dict[str, str] = {}
    spans = {"": (at, at + len(text))}
    for item in text.rstrip(";").split(";"):
        name, _, value = item.partition("=")
        name, value = name.strip().upper(), value.strip().upper()
        span = (at, at + len(item))
        at += len(item) + 1
        if name in _UNSAYABLE:
            raise conversion_error(*_UNSAYABLE[name], span, source)
        if not value or name in values:
            raise _unreadable(quote(item), span, source)
        values[name], spans[name] = value, span
    return values, spans


def _number(text: str, low: int, high: int, is_signed: bool) -> int:
    sign = text[:1] if is_signed and text[:1] in ("+", "-") else ""
    digits = text[len(sign) :]
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4 and low <= int(digits) <= high):
        raise ValueError(text)
    return -int(digits) if sign == "-" else int(digits)


def _weekday(text: str) -> tuple[int, int]:
    """Return the number (0 where there is none) and the weekday of an item such as ``-1FR``."""
    number = _number(text[:-2], 1, 53, True) if text[:-2] else 0
    return number, WEEKDAYS.index(text[-2:])
