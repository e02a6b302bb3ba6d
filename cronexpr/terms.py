"""What may stand between the commas of a field.

A term is what was written.  Values are in the standard numbering whatever the
dialect: weekdays count from Sunday = 0, and 7 is Sunday where a range ends on it.

Plain terms (`Wildcard`, `Unspecified`, `Span`, `Hashed`) stand for values that never move:
``mask(field)`` has bit *v* set for every value *v*.  Calendar terms (the others) stand
for days of a month that depend on the month: ``day_mask(first_weekday, length)``
has bit *d* set for every matching day of a month of *length* days whose 1st falls on
*first_weekday*.
"""

from __future__ import annotations

from ._value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from .fields import Field

    CalendarTerm: TypeAlias = "LastDay | LastWorkday | NearestWorkday | LastWeekday | NthWeekday"
    PlainTerm: TypeAlias = "Wildcard | Unspecified | Span | Hashed"
    Term: TypeAlias = "PlainTerm | CalendarTerm"


class Wildcard(Value):
    """``*``: every value of the field."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()

    def mask(self, field: Field) -> int:
        """Return the mask of all values of *field*."""
        return field.full_mask


class Unspecified(Value):
    """``?``: no limit from this day field (Quartz; OCPS 1.4 rule 33)."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()

    def mask(self, field: Field) -> int:
        """Return the mask of all values of *field*."""
        return field.full_mask


class Span(Value):
    """``first-last/step``: every *step*-th value from *first*, up to *last* inclusive.

    A single value is a span from it to itself; ``*/15`` of the minutes is
    ``Span(0, 59, 15)``.  *step* is at least 1.  *first* greater than *last* wraps around
    the field's end (only in dialects that allow it).
    """

    __slots__ = ("first", "last", "step")

    first: int
    last: int
    step: int

    def __init__(self, first: int, last: int, step: int = 1) -> None:
        # Spelt out because a parse makes one for nearly each term.
        _put_first(self, first)
        _put_last(self, last)
        _put_step(self, step)

    def mask(self, field: Field) -> int:
        """Return the mask of the span's values in *field*."""
        first, last, step = self.first, self.last, self.step
        if step == 1 and first <= last <= field.high:
            return (1 << last + 1) - (1 << first)
        if last < first:
            last += field.size
        if step == 1:
            mask = (1 << last + 1) - (1 << first)
        elif step > last - first:
            mask = 1 << first
        else:
            # The sum of 2 ** (i * step) for i < count, as a geometric series.
            count = (last - first) // step + 1
            mask = ((1 << step * count) - 1) // ((1 << step) - 1) << first
        if last <= field.high:
            return mask
        # What lies past the field's last value has wrapped: weekday 7 is Sunday,
        # and hour 25 of a night from 22 to 2 is hour 1.
        over = mask >> (field.high + 1)
        return mask & field.full_mask | over << field.low


_put_first, _put_last, _put_step = Span._put


class Hashed(Value):
    """``H``, ``R`` or ``~``: a value from *first* to *last*, drawn from the expression's seed.

    *sign* is how it was written.  With a *step* (0 if there is none), every *step*-th
    value from the drawn one, which is less than *step* away from *first*, up to *last*.
    *drawn* is -1 until a seed is known.
    """

    __slots__ = ("sign", "first", "last", "step", "drawn")

    sign: str
    first: int
    last: int
    step: int
    drawn: int

    def __init__(self, sign: str, first: int, last: int, step: int = 0, drawn: int = -1) -> None:
        # Spelt out, too: a text may have 500 of them, each made once when read and once when drawn.
        _put_sign(self, sign)
        _put_lowest(self, first)
        _put_highest(self, last)
        _put_stride(self, step)
        _put_drawn(self, drawn)

    @property
    def choices(self) -> int:
        """How many values there are to draw from."""
        size = self.last - self.first + 1
        return min(self.step, size) if self.step else size

    def mask(self, field: Field) -> int:
        """Return the mask of the values drawn in *field*."""
        drawn = self.drawn
        if drawn < 0:
            return 0
        if self.step:
            return Span(drawn, self.last, self.step).mask(field)
        return 1 << (drawn if drawn <= field.high else field.low)  # Weekday 7 is Sunday.


_put_sign, _put_lowest, _put_highest, _put_stride, _put_drawn = Hashed._put


class LastDay(Value):
    """``L`` or ``L-n``: the last day of the month, or *offset* (0 to 30) days before it."""

    __slots__ = ("offset",)

    offset: int

    def __init__(self, offset: int = 0) -> None:
        super().__init__(offset)

    def day_mask(self, first_weekday: int, length: int) -> int:
        """Return the one day's bit, or 0 where the month is too short."""
        day = length - self.offset
        return 1 << day if day > 0 else 0


class LastWorkday(Value):
    """``LW``: the last Monday-to-Friday day of the month."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()

    def day_mask(self, first_weekday: int, length: int) -> int:
        """Return the one day's bit."""
        return 1 << _nearest_workday(length, first_weekday, length)


class NearestWorkday(Value):
    """``nW``: the Monday-to-Friday day nearest to *day*, never in another month (OCPS 1.3 rule 29).

    *day* is a day of the month, 1 to 31, or a `LastDay` (Quartz's ``L-nW``).  A month
    without that day has no match.
    """

    __slots__ = ("day",)

    day: int | LastDay

    def __init__(self, day: int | LastDay) -> None:
        super().__init__(day)

    def day_mask(self, first_weekday: int, length: int) -> int:
        """Return the one day's bit, or 0 where the month has no such day."""
        day = self.day if isinstance(self.day, int) else length - self.day.offset
        return 1 << _nearest_workday(day, first_weekday, length) if 1 <= day <= length else 0


class LastWeekday(Value):
    """``5L`` or ``5#L``: the last day of the month that falls on *weekday*, 0 (Sunday) to 6."""

    __slots__ = ("weekday",)

    weekday: int

    def __init__(self, weekday: int) -> None:
        super().__init__(weekday)

    def day_mask(self, first_weekday: int, length: int) -> int:
        """Return the one day's bit."""
        first = 1 + (self.weekday - first_weekday) % 7
        return 1 << first + (length - first) // 7 * 7


class NthWeekday(Value):
    """``5#3``: the *nth* (1 to 5) day of the month that falls on *weekday*, 0 (Sunday) to 6."""

    __slots__ = ("weekday", "nth")

    weekday: int
    nth: int

    def __init__(self, weekday: int, nth: int) -> None:
        super().__init__(weekday, nth)

    def day_mask(self, first_weekday: int, length: int) -> int:
        """Return the one day's bit, or 0 where the month has no *nth* such day."""
        day = 1 + (self.weekday - first_weekday) % 7 + (self.nth - 1) * 7
        return 1 << day if day <= length else 0


def _nearest_workday(day: int, first_weekday: int, length: int) -> int:
    weekday = (first_weekday + day - 1) % 7
    if weekday == 6:
        return day - 1 if day > 1 else 3
    if weekday == 0:
        return day + 1 if day < length else day - 2
    return day
