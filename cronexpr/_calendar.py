"""The proleptic Gregorian calendar, as far as cron needs it.

A month is known to cron by two things only: the weekday it starts on and its
length.  That makes 7 x 4 = 28 *shapes*.  A year is known by the weekday of
1 January and whether it is a leap year: 14 *kinds*.  Weekdays are counted from
Sunday = 0, as cron counts them.
"""

from __future__ import annotations

MIN_YEAR = 1
MAX_YEAR = 9999

MONTH_LENGTHS = (
    (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
    (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
)
"""Days of each month, in a common and in a leap year; index 0 is unused."""

FROM_MONDAY = (1, 2, 3, 4, 5, 6, 0)
"""The weekdays in the order of a week that begins on Monday."""

WORKDAYS = 0b011_1110
"""The mask of Monday to Friday."""

CYCLE = 400
"""Years after which the calendar repeats, weekdays included."""


def is_leap(year: int) -> bool:
    """Return whether *year* has a 29 February (any integer year).

    >>> is_leap(2000), is_leap(2100)
    (True, False)
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return how many days *month*, 1 to 12, of *year* has."""
    return MONTH_LENGTHS[is_leap(year)][month]


def month_shape(first_weekday: int, length: int) -> int:
    """Return the shape, 0 to 27, of a month of *length* days (28 to 31) that starts on *first_weekday*."""
    return first_weekday * 4 + length - 28


def shape_parts(shape: int) -> tuple[int, int]:
    """Return the first weekday (Sunday = 0) and the length of a month of *shape*, 0 to 27."""
    return shape >> 2, (shape & 3) + 28


def _year_kind(year: int) -> int:
    # The weekday of 1 January moves by one a year and by two after a leap year;
    # 1 January of year 1 was a Monday.
    before = year - 1
    first_weekday = (1 + before + before // 4 - before // 100 + before // 400) % 7
    return first_weekday * 2 + is_leap(year)


def _month_starts(leap: int) -> tuple[int, ...]:
    starts = [0, 0]
    for length in MONTH_LENGTHS[leap][1:12]:
        starts.append(starts[-1] + length)
    return tuple(starts)


def _month_shapes(kind: int) -> bytes:
    leap = kind & 1
    months = zip(MONTH_STARTS[leap][1:], MONTH_LENGTHS[leap][1:], strict=True)
    return bytes([0, *[month_shape(((kind >> 1) + start) % 7, length) for start, length in months]])


# While every fourth year is a leap year, kinds repeat after 28 years.
_JULIAN = bytes(map(_year_kind, range(2000, 2028))) * 6


def _century(first: int) -> bytes:
    # The first year of most centuries is no leap year, so the next four tell where in the run they are.
    start = _JULIAN.index(bytes(map(_year_kind, range(first + 1, first + 5))))
    return bytes((_year_kind(first), *_JULIAN[start : start + 99]))


YEAR_KINDS = b"".join(map(_century, (400, 500, 600, 700)))
"""The kind of year *y*, 0 to 13, stands at ``y % 400``: first weekday x 2 + leap."""

MONTH_STARTS = (_month_starts(0), _month_starts(1))
"""Days of the year before each month, by leap and month; index 0 is unused."""

MONTH_SHAPES = tuple(map(_month_shapes, range(14)))
"""The shape of each month, by year kind and month; index 0 is unused."""

YEAR_SHAPES = tuple([MONTH_SHAPES[kind] for kind in YEAR_KINDS])
"""The shapes of the months of year *y* stand at ``y % 400``."""
