"""Times, rates and numbers as suggestions write them, which the grammar reads."""

from __future__ import annotations

HALF_DAY = 43_200
DAY = 86_400
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": DAY}
WHOLES = {"second": "minute", "minute": "hour", "hour": "day"}
"""What each unit is counted in."""


def clock_text(seconds: int) -> str:
    """Return a time of day.

    >>> clock_text(34_200), clock_text(0)
    ('9:30 AM', 'midnight')
    """
    if seconds in {0, HALF_DAY}:
        return "noon" if seconds else "midnight"
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    tail = f":{second:02}" if second else ""
    return f"{(hour - 1) % 12 + 1}:{minute:02}{tail} {'PM' if hour > 11 else 'AM'}"


def rate_text(step: int, unit: str) -> str:
    """Return a rate.

    >>> rate_text(1, "minute"), rate_text(2, "hour")
    ('every minute', 'every 2 hours')
    """
    return f"every {unit}" if step == 1 else f"every {count_text(step)} {unit}s"


def even_rate_text(seconds: int) -> str:
    """Return the rate of so many *seconds*, in the largest unit that divides them.

    >>> even_rate_text(7200), even_rate_text(DAY)
    ('every 2 hours', 'every day')
    """
    unit = next(unit for unit in ("day", "hour", "minute", "second") if seconds % SECONDS[unit] == 0)
    return rate_text(seconds // SECONDS[unit], unit)


def window_rate_text(step: int, unit: str, first: int) -> str:
    """Return a rate from *first*, in seconds of the day, through its last run of the day.

    >>> window_rate_text(2, "hour", 32_400)
    'every 2 hours from 9:00 AM through 11:00 PM'
    """
    length = step * SECONDS[unit]
    last = first + (DAY - 1 - first) // length * length
    return f"{rate_text(step, unit)} from {clock_text(first)} through {clock_text(last)}"


def count_text(number: int) -> str:
    """Return *number*, but none as long as a stranger may write it."""
    return str(number) if number < 10**9 else "so many"
