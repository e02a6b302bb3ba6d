"""Months as text: the days with occurrences are numbers, all others dots."""

from __future__ import annotations

from datetime import date

from .._calendar import month_length
from .._explanation import why_none
from ..expression import checked
from ._counts import changed_days, count_through, odd_days
from ._words import MONTHS, WEEKDAYS, check_number, check_year, day_count, odd_note, times, weekday_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..expression import CronExpression

_MOST_MONTHS = 1200
_MONTHS_ABREAST = 3
_WIDTH = 21
_GAP = "   "
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def calendar(
    expr: CronExpression,
    year: int,
    month: int | None = None,
    *,
    months: int | None = None,
    first_weekday: int = 1,
    ascii_only: bool = False,
    ansi: bool = False,
) -> str:
    """Return months as lines of text: the days on which *expr* runs are numbers, all others dots.

    It begins with *month* (1 to 12) of *year* (1 to 9999) and goes on for so many *months* (1 to
    1,200): one, if not said, or without *month* the year.  Three stand side by side, in 69 columns.
    *first_weekday* is counted as cron does: Sunday = 0, Monday = 1.  *ascii_only* has dots
    of ASCII; *ansi* makes numbers bold and dots dim, for a terminal.

    Days are those of the expression's zone.  A star is at a day on which a change of its
    clock makes the occurrences more or fewer than otherwise; a note then says how many.

    >>> from cronexpr import parse
    >>> print(calendar(parse("0 9 * * mon-fri"), 2026, 11))
    At 9:00 AM, Monday through Friday
    <BLANKLINE>
       November 2026
    Mo Tu We Th Fr Sa Su
                       ·
     2  3  4  5  6  ·  ·
     9 10 11 12 13  ·  ·
    16 17 18 19 20  ·  ·
    23 24 25 26 27  ·  ·
    30
    <BLANKLINE>
    21 days, once a day

    Raises:
        TypeError: *expr* is no expression, or a number no int.
        ValueError: a number is out of range, or the months go on past year 9999.
    """
    checked(expr)
    shown = _months(year, month, months)
    order = weekday_order(first_weekday)
    first, last = month_ends(year, month, months)
    counts = count_through(expr, first, last)
    odd = odd_days(expr, counts, changed_days(expr, first, last))
    dot = "." if ascii_only else "·"
    blocks = [_block(*which, order, counts, odd, dot) for which in shown]
    rows = [blocks[n : n + _MONTHS_ABREAST] for n in range(0, len(blocks), _MONTHS_ABREAST)]
    lines = [expr.describe(), ""]
    for row in rows:
        lines += [*_abreast(row, dot, ansi), ""]
    return "\n".join([*lines, *_notes(expr, counts, odd)])


def month_ends(year: int, month: int | None, months: int | None) -> tuple[date, date]:
    """Return the first and the last day that `calendar` shows."""
    shown = _months(year, month, months)
    last_year, last_month = shown[-1]
    return date(*shown[0], 1), date(last_year, last_month, month_length(last_year, last_month))


def _months(year: object, month: object, months: object) -> list[tuple[int, int]]:
    first = check_year(year) * 12 + (0 if month is None else check_number("month", month, 1, 12) - 1)
    number = 12 if month is None else 1
    if months is not None:
        number = check_number("months", months, 1, _MOST_MONTHS)
    if first + number > 10_000 * 12:
        raise ValueError("the months go on past year 9999")
    return [(n // 12, n % 12 + 1) for n in range(first, first + number)]


def _block(
    year: int,
    month: int,
    order: list[int],
    counts: Mapping[date, int],
    odd: Mapping[date, int],
    dot: str,
) -> list[str]:
    """Return the eight lines of a month, each 21 columns wide."""
    name = f"{MONTHS[month - 1]} {year}"
    cells = ["   "] * order.index(date(year, month, 1).isoweekday() % 7)
    for number in range(1, month_length(year, month) + 1):
        day = date(year, month, number)
        shown = str(number) if day in counts else dot
        cells.append(f"{shown:>2}{'*' if day in odd else ' '}")
    cells += ["   "] * (42 - len(cells))
    weeks = ["".join(cells[n : n + 7]) for n in range(0, 42, 7)]
    return [f"{name:^20} ", "".join([f"{WEEKDAYS[weekday][:2]} " for weekday in order]), *weeks]


def _abreast(blocks: list[list[str]], dot: str, ansi: bool) -> list[str]:
    """Return the lines of months side by side."""
    lines = [_GAP.join(parts).rstrip() for parts in zip(*blocks, strict=True)]
    while not lines[-1]:
        lines.pop()
    return lines[:2] + [_painted(line, dot) for line in lines[2:]] if ansi else lines


def _painted(line: str, dot: str) -> str:
    """Return *line* with its numbers bold and its dots dim."""
    pieces = []
    for start in range(0, len(line), 3):
        piece = line[start : start + 3]
        ink = _DIM if dot in piece else _BOLD
        pieces.append(f"{ink}{piece}{_PLAIN}" if piece.strip() else piece)
    return "".join(pieces)


def _notes(expr: CronExpression, counts: Mapping[date, int], odd: Mapping[date, int]) -> list[str]:
    if not counts and not odd:
        return ["no day" if expr.is_satisfiable else f"no day: {why_none(expr)}"]
    told = [f"{day_count(len(counts))}, {times(expr.plan.times_a_day)} a day"]
    return [*told, f"* {odd_note(odd)}"] if odd else told
