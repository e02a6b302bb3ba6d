"""Calendar event expressions of systemd.time(7), from masks."""

from __future__ import annotations

from .._days import reach, united
from .._plan import EVERY_YEAR, bits
from .._runs import progression, spelt_runs
from ..fields import DAY_OF_MONTH, HOUR, MINUTE, MONTH, SECOND, WEEKDAY_NAMES, YEAR
from ._rows import ANY_DATE, ANY_WEEKDAY, day_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._plan import Plan
    from ..fields import Field

_WEEKDAYS = tuple(map(str.title, WEEKDAY_NAMES))
LONGEST_END = 28
"""systemd counts from ``~01`` to ``~28``."""


def calendar_texts(plan: Plan) -> list[str] | None:
    """Return the expressions whose union is *plan*, without a zone; None if there are none such."""
    if not plan.is_satisfiable:
        return ["*-02-30 00:00:00"]
    rows = day_rows(plan, LONGEST_END)
    if rows is None:
        return None
    # One expression counts from one end of the month only.
    dates = united(
        ((row.months, written), row.weekdays) for row in rows for written in _dates(row.dates, row.ends)
    )
    years = reach(plan, MONTH.full_mask)[0]
    year = "*" if years == EVERY_YEAR else _values(years, YEAR)
    times = ((plan.hours, HOUR), (plan.minutes, MINUTE), (plan.seconds, SECOND))
    clock = ":".join([_field(mask, field) for mask, field in times])
    return [
        f"{_weekdays(weekdays)}{year}-{_field(months, MONTH)}{date} {clock}"
        for (months, date), weekdays in dates.items()
    ]


def _dates(dates: int, ends: int) -> Iterable[str]:
    if dates:
        yield "-*" if dates == ANY_DATE else f"-{_values(dates, DAY_OF_MONTH)}"
    if ends:
        # Steps run the other way there, so ranges and single days only; and systemd 252 refuses the
        # second of a list where it is past ~25, the third past ~22, and so on.
        line: list[str] = []
        for item in _spelt(bits(ends)):
            if int(item[-2:]) > LONGEST_END - 3 * len(line):
                yield f"~{','.join(line)}"
                line = []
            line.append(item)
        yield f"~{','.join(line)}"


def _weekdays(weekdays: int) -> str:
    """Write weekdays from Monday on, where systemd's week begins."""
    if weekdays == ANY_WEEKDAY:
        return ""
    days = [day for day in range(1, 8) if weekdays >> day % 7 & 1]
    return ",".join(spelt_runs(days, lambda day: _WEEKDAYS[day % 7], "..")) + " "


def _field(mask: int, field: Field) -> str:
    return "*" if mask == field.full_mask else _values(mask, field)


def _values(mask: int, field: Field) -> str:
    """Write values as one progression of three or more, else as runs."""
    members = bits(mask)
    step = progression(members, 3)
    if step < 2:
        return ",".join(_spelt(members))
    first, last = members[0], members[-1]
    # A step without an end runs on past the field's, and in systemd 252 then skips a run where a month
    # ends (github.com/systemd/systemd/issues/22665), unless it comes out even.
    is_even = field.size % step == 0 and last + step > field.high
    return f"{first:02}/{step}" if is_even else f"{first:02}..{last:02}/{step}"


def _spelt(members: list[int]) -> list[str]:
    return spelt_runs(members, "{:02}".format, "..")
