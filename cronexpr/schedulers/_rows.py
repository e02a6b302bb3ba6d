"""The days of a plan as rows of a table: such weekdays on such dates of such months.

systemd and calendars both join a weekday with a date by *and*, count dates from either end of
the month, and take several lines for *or*.  In months of one length every set of days
is a union of such rows, since there a date and its weekday tell the shape of the month;
only February, with its two lengths, has days that no rows tell.

Rows come from the days alone, so that equal schedules have the same.
"""

from __future__ import annotations

from .._calendar import FROM_MONDAY, shape_parts
from .._days import all_days, cover, firing_months, over, reach, united
from .._plan import bits, weekday_days
from .._value import Memo, Value
from ..fields import DAY_OF_MONTH, DAY_OF_WEEK, MONTH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from .._plan import Plan

    Cell: TypeAlias = tuple[int, int, int, int]  # weekdays, dates, ends, its days in all 28 shapes

ANY_DATE = DAY_OF_MONTH.full_mask
ANY_WEEKDAY = DAY_OF_WEEK.full_mask
LAST_WEEK = 0b1111_1110
"""The mask of the last seven days of a month, counted from its end."""

_FEBRUARY = 1 << 2
_OF_30 = 1 << 4 | 1 << 6 | 1 << 9 | 1 << 11
_CLASSES = (MONTH.full_mask & ~_OF_30 & ~_FEBRUARY, _OF_30, _FEBRUARY)


class Row(Value):
    """Days of *months*: those that fall on one of *weekdays* and on one of *dates* or *ends*.

    All are masks.  *dates* has bit 1 for the first day of the month, *ends* bit 1 for the last,
    bit 2 for the last but one.
    """

    __slots__ = ("months", "weekdays", "dates", "ends")

    months: int
    weekdays: int
    dates: int
    ends: int

    def __init__(self, months: int, weekdays: int, dates: int, ends: int = 0) -> None:
        super().__init__(months, weekdays, dates, ends)

    def days_of_shape(self, shape: int) -> int:
        """Return the mask of its days in a month of *shape*."""
        first_weekday, length = shape_parts(shape)
        dates = self.dates & all_days(shape)
        for end in bits(self.ends):
            dates |= 2 << length - end if end <= length else 0
        return dates & weekday_days(self.weekdays, first_weekday, length)


def week(number: int) -> int:
    """Return the mask of the dates on which a weekday comes for the *number*-th time, 1 to 5."""
    return 0b1111_1110 << 7 * (number - 1) & ANY_DATE


def existing_dates(months: int) -> int:
    """Return the mask of the dates that any of *months* has."""
    return ANY_DATE >> (0 if months & _CLASSES[0] else 1 if months & _OF_30 else 2) & ANY_DATE


def day_rows(plan: Plan, longest_end: int) -> list[Row] | None:
    """Return as few rows as come to hand whose union are the days of *plan*; None if there are none such.

    Days are counted from the end of the month up to *longest_end*.
    """
    rows = _rows_of(plan, MONTH.full_mask, _POOLS[longest_end])
    return _by_length(plan, longest_end, list) if rows is None else rows


def separate_rows(plan: Plan, longest_end: int) -> list[Row] | None:
    """Return rows as `day_rows`, no two of which share a day."""
    rows = _rows_of(plan, MONTH.full_mask, _POOLS[longest_end])
    return _by_length(plan, longest_end, _separated) if rows is None else _separated(rows)


def _by_length(plan: Plan, longest_end: int, arrange: Callable[[list[Row]], list[Row]]) -> list[Row] | None:
    """Return rows found for the months of each length; those that are alike, in one."""
    found: list[Row] = []
    for months in _CLASSES:
        if not months & firing_months(plan):
            continue
        # Without days counted from the end, there is but one way to name a day.
        rows = _rows_of(plan, months, _POOLS[0]) or _rows_of(plan, months, _POOLS[longest_end])
        if rows is None:
            return None
        found += arrange(rows)
    alike = united(((row.weekdays, row.dates, row.ends), row.months) for row in found)
    return [Row(months, *key) for key, months in alike.items()]


def _rows_of(plan: Plan, within: int, pool: list[Cell]) -> list[Row] | None:
    _, months, shapes = reach(plan, within)
    days, every = over(shapes, plan.days_of_shape.__getitem__), over(shapes, all_days)
    if days == every:
        return [Row(months, ANY_WEEKDAY, ANY_DATE)]
    cells = cover(pool, days, every)
    return None if cells is None else _gathered(cells, months, existing_dates(months))


def _gathered(cells: list[Cell], months: int, existing: int) -> list[Row]:
    """Return *cells* as rows: whole weekdays, whole dates, and weekdays that have the same dates."""
    weekdays = sum([cell[0] for cell in cells if cell[1] == ANY_DATE])
    rows = [Row(months, weekdays, ANY_DATE)] if weekdays else []
    of_weekday: dict[int, tuple[int, int]] = {}
    for weekday, dates, ends, _ in cells:
        if dates != ANY_DATE:
            known = of_weekday.get(weekday, (0, 0))
            of_weekday[weekday] = (known[0] | dates & existing, known[1] | ends)
    if every := of_weekday.pop(ANY_WEEKDAY, None):
        rows.append(Row(months, ANY_WEEKDAY, *every))
    return rows + _of_weekdays(months, of_weekday)


def _of_weekdays(months: int, of_weekday: dict[int, tuple[int, int]]) -> list[Row]:
    """Return a row for each pair of dates and ends, of all weekdays that have it."""
    alike = united((key, weekday) for weekday, key in of_weekday.items())
    rows = [Row(months, weekdays, *key) for key, weekdays in alike.items()]
    return sorted(rows, key=lambda row: min(map(FROM_MONDAY.index, bits(row.weekdays))))


def _separated(rows: list[Row]) -> list[Row]:
    """Return *rows*, all of the same months, such that no two share a day: by weekday, if need be."""
    if not _has_common_days(rows):
        return rows
    of_weekday: dict[int, tuple[int, int]] = {}
    for row in rows:
        for weekday in bits(row.weekdays):
            dates, ends = of_weekday.get(1 << weekday, (0, 0))
            of_weekday[1 << weekday] = (dates | row.dates, ends | row.ends)
    every = {
        weekday: (dates, 0 if dates == ANY_DATE else ends) for weekday, (dates, ends) in of_weekday.items()
    }
    return _of_weekdays(rows[0].months, every)


def _has_common_days(rows: list[Row]) -> bool:
    for shape in range(28):
        union = 0
        for row in rows:
            days = row.days_of_shape(shape)
            if union & days:
                return True
            union |= days
    return False


def _pool(longest_end: int) -> list[Cell]:
    """Return what rows are made of, in the order of preference."""
    each = [1 << weekday for weekday in FROM_MONDAY]
    dates = [1 << date for date in range(1, 32)]
    ends = [1 << end for end in range(1, longest_end + 1)]
    pool = [(weekday, ANY_DATE, 0) for weekday in each]
    pool += [(ANY_WEEKDAY, date, 0) for date in dates]
    pool += [(ANY_WEEKDAY, 0, end) for end in ends]
    pool += [(weekday, week(number), 0) for number in range(1, 6) for weekday in each]
    pool += [(weekday, 0, LAST_WEEK) for weekday in each if longest_end]
    pool += [(weekday, date, 0) for date in dates for weekday in each]
    pool += [(weekday, 0, end) for end in ends for weekday in each]
    return [(*cell, over(range(28), Row(MONTH.full_mask, *cell).days_of_shape)) for cell in pool]


_POOLS: Memo[int, list[Cell]] = Memo(_pool, 3)
