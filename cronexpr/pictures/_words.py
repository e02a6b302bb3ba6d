"""The words in pictures: names of days and months, numbers of times."""

from __future__ import annotations

from textwrap import wrap

from ..fields import FULL_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

WEEKDAYS = tuple(map(str.title, FULL_NAMES["day_of_week"]))
MONTHS = tuple(map(str.title, FULL_NAMES["month"]))
# As many odd days as fit on a line or two; a policy makes four a year, Morocco's, at most.
_MOST_ODD_DAYS = 8


def check_year(year: object) -> int:
    """Return *year*, or raise where there is no such year."""
    return check_number("year", year, 1, 9999)


def check_number(name: str, value: object, low: int, high: int) -> int:
    """Return *value*, or raise where it is no whole number from *low* to *high*."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")
    if not low <= value <= high:
        raise ValueError(f"{name} must be from {low} to {high}")
    return value


def weekday_order(first_weekday: object) -> list[int]:
    """Return the weekdays, Sunday = 0, of a week that begins with *first_weekday*."""
    first = check_number("first_weekday", first_weekday, 0, 6)
    return [(first + n) % 7 for n in range(7)]


def times(count: int) -> str:
    """Return how often *count* times is.

    >>> times(1), times(2), times(1440)
    ('once', 'twice', '1,440 times')
    """
    return ("not at all", "once", "twice")[count] if count < 3 else f"{count:,} times"


def day_count(number: int) -> str:
    """Return how many days *number* is."""
    return "1 day" if number == 1 else f"{number:,} days"


def day_text(day: date) -> str:
    """Return *day* without its year.

    >>> from datetime import date
    >>> day_text(date(2026, 3, 29))
    '29 Mar'
    """
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def odd_note(odd: Mapping[date, int]) -> str:
    """Return a note on the clock, and on the days that it made *odd*."""
    told = [f"{day_text(day)} {times(count)}" for day, count in odd.items()]
    more = ["..."] if len(told) > _MOST_ODD_DAYS else []
    days = ", ".join([*told[:_MOST_ODD_DAYS], *more])
    return f"the clock changes ({days})" if days else "the clock changes"


def lines_of(text: str, width: int, most: int) -> list[str]:
    """Return *text* in at most *most* lines of *width* characters, the last with an ellipsis if cut."""
    lines = wrap(text, width) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: width - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"]
    return lines
