"""The week grid: a row a weekday, a column an hour, and in it the minutes."""

from __future__ import annotations

from datetime import date

from .._explanation import why_none
from .._plan import bits, mask_of
from .._value import Value
from ..errors import escape
from ..expression import checked
from . import _svg
from ._counts import count_minutes, count_through, cuts, odd_days, read_date, runs_on, weekday_shares
from ._words import MONTHS, WEEKDAYS, odd_note, times, weekday_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from .._plan import Plan
    from .._zoned import Cut
    from ..expression import CronExpression

    Box: TypeAlias = tuple[float, float, float, float]

_PITCH, _CELL = 16, 15
_ROW, _HIGH = 20, 18
_TICK = 2
_LOWEST = 4
_TINT = 0.22
_FRAME = 1.5
# As many minutes of an hour are drawn each at its place; more are a shade that covers as much.
_MOST_TICKS = 4
# The lightest still has a contrast of 3 to an empty cell.
_SHADES = ((60, 1.0), (20, 0.86), (_MOST_TICKS + 1, 0.72))


class Row(Value):
    """A day of the picture.

    *share* is in how many of how many weeks it looks so.  *hours* has, for each hour in which
    something runs, the mask of the minutes; *odd* are the hours that a clock change made
    other than usual.  *count* is how often it runs that day.
    """

    __slots__ = ("name", "share", "hours", "odd", "count")

    name: str
    share: tuple[int, int]
    hours: dict[int, int]
    odd: tuple[int, ...]
    count: int


def week_svg(
    expr: CronExpression, week: date | None = None, *, first_weekday: int = 1, heading: bool = True
) -> str:
    """Return the hours of a week in which *expr* runs, as an SVG picture.

    A row is a weekday and a column an hour.  Up to four minutes of an hour are ticks, each at
    its place; more are a shade, the darker the more of them.

    Without *week*, it is what any week may look like: a mark as high as its row is there every
    week; a lower one in some weeks only, its height the share of them among all the weeks of
    the calendar's 400 years (or of the years that the year field leaves).  Clock changes are no
    part of it.  With *week*, any date, it is the week with that day in it, clock changes and all.

    *first_weekday* is counted as cron does: Sunday = 0, Monday = 1.  *heading* puts the
    expression and its sentence above.

    >>> from cronexpr import parse
    >>> week_svg(parse("0 9 * * 1-5")).partition("<desc>")[2].partition("</desc>")[0]
    'At 9:00 AM, Monday through Friday. Every week.'

    Raises:
        TypeError: *expr* is no expression, *week* no date, or *first_weekday* no int.
        ValueError: *first_weekday* is not from 0 to 6, or the week goes on past the end of time.
    """
    checked(expr)
    order = weekday_order(first_weekday)
    if week is None:
        rows, told = _any_week(expr, order)
        title = f"The hours of a week in which {escape(expr.source)} runs"
    else:
        days = _days_of_week(read_date(week), order)
        rows, told = _one_week(expr, days)
        title = f"The hours in which {escape(expr.source)} runs, {_span_text(days)}"

    def draw(y: float) -> list[str]:
        return [_drawn_row(row, y + _ROW * n) for n, row in enumerate(rows)]

    return _svg.grid("week", expr, title, told, heading, _ROW * 7, _hour_names, draw)


def _any_week(expr: CronExpression, order: list[int]) -> tuple[list[Row], list[str]]:
    plan = expr.plan
    hours = dict.fromkeys(bits(plan.hours), plan.minutes)
    shares = weekday_shares(plan)
    rows = [Row(WEEKDAYS[weekday][:3], shares[weekday], hours, (), plan.times_a_day) for weekday in order]
    return rows, _share_notes(expr, [share for share in shares if share[0]])


def _share_notes(expr: CronExpression, shares: list[tuple[int, int]]) -> list[str]:
    if not shares:
        return [why_none(expr).capitalize()]
    rare = sorted([part / whole for part, whole in shares if part < whole])
    if not rare:
        return ["Every week"]
    found = " to ".join(dict.fromkeys(map(_share_text, (rare[0], rare[-1]))))
    return [f"Lower marks: not every week, but {found} of them"]


def _share_text(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.01 else "less than 1 %"


def _days_of_week(day: date, order: list[int]) -> list[date]:
    start = day.toordinal() - order.index(day.isoweekday() % 7)
    if not 1 <= start <= date.max.toordinal() - 6:
        raise ValueError("the week is not all within years 1 to 9999")
    return [date.fromordinal(start + n) for n in range(7)]


def _span_text(days: list[date]) -> str:
    return " to ".join([f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (days[0], days[-1])])


def _one_week(expr: CronExpression, days: list[date]) -> tuple[list[Row], list[str]]:
    counts = count_through(expr, days[0], days[-1])
    changes = cuts(expr, sorted({days[0].year, days[-1].year}))
    rows = [_row_of(expr.plan, day, counts.get(day, 0), changes) for day in days]
    odd = odd_days(expr, counts, days)
    total = sum(counts.values())
    told = [f"{_span_text(days)}: {times(total)}"]
    if any(row.odd for row in rows):
        told.append("Framed: " + odd_note(odd))
    return rows, told


def _row_of(plan: Plan, day: date, count: int, changes: list[Cut]) -> Row:
    usual = dict.fromkeys(bits(plan.hours), plan.minutes) if runs_on(plan, day) else {}
    hours, odd = usual, []
    for hour in _hours_near(changes, day):
        found = count_minutes(plan, changes, day, hour)
        mask = mask_of([minute for minute in range(60) if found[minute]])
        hours = {**hours, hour: mask}
        if mask != usual.get(hour, 0) or max(found) > plan.seconds.bit_count():
            odd.append(hour)
    name = f"{WEEKDAYS[day.isoweekday() % 7][:3]} {day.day}"
    return Row(name, (1, 1), hours, tuple(odd), count)


def _hours_near(changes: list[Cut], day: date) -> list[int]:
    """Return the hours of *day* that any of the *changes* touches."""
    first = day.toordinal() * 24
    found: set[int] = set()
    for cut in changes:
        low, high = (end.toordinal() * 24 + end.hour - first for end in (cut.low, cut.high))
        found.update(range(max(low, 0), min(high, 23) + 1))
    return sorted(found)


# Drawing.


def _hour_names(y: float) -> list[str]:
    return [_svg.text(_svg.LEFT + _PITCH * hour, y, f"{hour:02}:00") for hour in range(0, 24, 3)]


def _drawn_row(row: Row, y: float) -> str:
    part, whole = row.share
    high = max(round(_HIGH * part / whole), _LOWEST) if part else 0
    boxes: dict[int, Box] = {
        hour: (*_corner(hour, y + _HIGH - high), _CELL, high) for hour in row.hours if high
    }
    cells: list[Box] = [(*_corner(hour, y), _CELL, _HIGH) for hour in range(24)]
    framed = [cells[hour] for hour in row.odd]
    # What is framed is drawn smaller, lest the frame hide it.
    boxes |= {hour: _inside(cells[hour]) for hour in row.odd}
    return _svg.element(
        "g",
        _svg.element("title", f"{row.name}: {times(row.count if part else 0)}"),
        _svg.group("ink", _svg.label(y + 13, row.name)),
        _svg.group("cell", _svg.boxes([cell for cell in cells if cell not in framed])),
        _svg.group("mark", _svg.frames(framed, _FRAME), *_marks(row.hours, boxes)),
    )


def _corner(hour: int, y: float) -> tuple[float, float]:
    return _svg.LEFT + _PITCH * hour, y


def _inside(box: Box) -> Box:
    x, y, width, height = box
    return x + 2 * _FRAME, y + 2 * _FRAME, width - 4 * _FRAME, height - 4 * _FRAME


def _marks(hours: Mapping[int, int], boxes: Mapping[int, Box]) -> list[str]:
    """Return ticks for hours with few minutes, and boxes of the right shade for the others."""
    shades: dict[float, list[Box]] = {}
    ticks: list[Box] = []
    for hour, box in boxes.items():
        minutes = bits(hours.get(hour, 0))
        if minutes:
            shades.setdefault(_shade(len(minutes)), []).append(box)
        if len(minutes) <= _MOST_TICKS:
            x, y, width, height = box
            ticks += [(x + minute * (width - _TICK) // 59, y, _TICK, height) for minute in minutes]
    return [
        *[_svg.element("g", _svg.boxes(found), fill_opacity=shade) for shade, found in shades.items()],
        _svg.boxes(ticks),
    ]


def _shade(minutes: int) -> float:
    return next((shade for least, shade in _SHADES if minutes >= least), _TINT)
