"""The year grid: a row a month, a column a day of the month."""

from __future__ import annotations

from datetime import date

from .._calendar import month_length
from .._explanation import why_none
from ..errors import escape
from ..expression import checked
from . import _svg
from ._counts import changed_days, count_through, odd_days
from ._words import MONTHS, check_year, day_count, odd_note, times

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..expression import CronExpression

_PITCH, _CELL = 12, 11
_ROW, _HIGH = 14, 12
_DAYS_TOLD = (1, 5, 10, 15, 20, 25, 30)


def year_svg(expr: CronExpression, year: int, *, heading: bool = True) -> str:
    """Return the days of *year* (1 to 9999) on which *expr* runs, as an SVG picture.

    A row is a month and a column a day of the month, so that dates stand below each other and
    weekdays run slantwise; Saturdays and Sundays have darker paper.  A mark is a day with
    occurrences.  Where a clock change makes them more or fewer, the mark has a hole, or is
    an outline where none is left.  *heading* puts the expression and its sentence above.

    >>> from cronexpr import parse
    >>> year_svg(parse("0 0 1 * *"), 2026).partition("<desc>")[2].partition("</desc>")[0]
    'At midnight on the 1st of every month. In 2026: 12 days, once a day.'

    Raises:
        TypeError: *expr* is no expression, or *year* no int.
        ValueError: *year* is not from 1 to 9999.
    """
    checked(expr)
    year = check_year(year)
    first, last = date(year, 1, 1), date(year, 12, 31)
    counts = count_through(expr, first, last)
    odd = odd_days(expr, counts, changed_days(expr, first, last))
    title = f"The days of {year} on which {escape(expr.source)} runs"

    def draw(y: float) -> list[str]:
        return [_row(year, month, counts, odd, y + _ROW * (month - 1)) for month in range(1, 13)]

    told = _notes(expr, year, counts, odd)
    return _svg.grid("year", expr, title, told, heading, _ROW * 12, _column_names, draw)


def _column_names(y: float) -> list[str]:
    middle = _svg.LEFT + _CELL / 2
    return [_svg.text(middle + _PITCH * (day - 1), y, str(day), text_anchor="middle") for day in _DAYS_TOLD]


def _row(year: int, month: int, counts: Mapping[date, int], odd: Mapping[date, int], y: float) -> str:
    days = [date(year, month, day) for day in range(1, month_length(year, month) + 1)]
    running = [day for day in days if day in counts]
    marked = [day for day in days if day in counts or day in odd]
    weekend = [day for day in days if day.isoweekday() > 5 and day not in marked]
    workdays = [day for day in days if day.isoweekday() <= 5 and day not in marked]
    name = MONTHS[month - 1]
    total = times(sum([counts[day] for day in running]))
    said = f"{name} {year}: " + (f"{day_count(len(running))}, {total} in all" if running else total)
    return _svg.element(
        "g",
        _svg.element("title", said),
        _svg.group("ink", _svg.label(y + 10, name[:3])),
        _svg.group("cell", _boxes(workdays, y)),
        _svg.group("rest", _boxes(weekend, y)),
        _svg.group("mark", _boxes(marked, y)),
        _svg.group("paper", _holes(odd, [day for day in days if day in odd], y)),
    )


def _boxes(days: Iterable[date], y: float) -> str:
    return _svg.boxes([(_svg.LEFT + _PITCH * (day.day - 1), y, _CELL, _HIGH) for day in days])


def _holes(odd: Mapping[date, int], days: Iterable[date], y: float) -> str:
    """Return what is taken out of the marks of *odd* days: more where nothing is left of the day."""
    edges = [(day, 3 if odd[day] else 1.5) for day in days]
    return _svg.boxes(
        [
            (_svg.LEFT + _PITCH * (day.day - 1) + edge, y + edge, _CELL - 2 * edge, _HIGH - 2 * edge)
            for day, edge in edges
        ]
    )


def _notes(expr: CronExpression, year: int, counts: Mapping[date, int], odd: Mapping[date, int]) -> list[str]:
    if not counts and not odd:
        reason = "" if expr.is_satisfiable else f" ({why_none(expr)})"
        return [f"In {year}: no day{reason}"]
    told = [f"In {year}: {day_count(len(counts))}, {times(expr.plan.times_a_day)} a day"]
    return [*told, "Hollow: " + odd_note(odd)] if odd else told
