"""When most entries start: counted for all minutes of a week at once, in bit planes."""

from __future__ import annotations

from .._calendar import YEAR_KINDS
from .._plan import bits, mask_of
from .._value import Memo, Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._plan import Plan
    from ._entries import Entry

_MINUTES_A_DAY = 1_440
_DAYS_A_YEAR = 366
_EVERY_SEVENTH_DAY = mask_of(range(0, _DAYS_A_YEAR, 7))


class Peak(Value):
    """A minute at which several entries start.

    *weekday* is 0 (Sunday) to 6, or None for a minute of any day.  *entries* are in the
    order of the file.
    """

    __slots__ = ("weekday", "hour", "minute", "entries")

    weekday: int | None
    hour: int
    minute: int
    entries: tuple[Entry, ...]

    def __init__(self, weekday: int | None, hour: int, minute: int, entries: tuple[Entry, ...]) -> None:
        super().__init__(weekday, hour, minute, entries)


def busiest(entries: Sequence[Entry], n: int, weekly: bool) -> tuple[Peak, ...]:
    """Return the *n* busiest minutes of the day, or of the week if *weekly*; the busiest first."""
    minutes = Memo(_minutes_of_week if weekly else _minutes_of_day, 1_024)
    masks = [minutes[entry.expression.plan] if entry.expression is not None else 0 for entry in entries]
    planes = _counted(masks)
    left = 0
    for mask in masks:
        left |= mask
    peaks: list[Peak] = []
    while left and len(peaks) < n:
        most = _where_most(planes, left)
        left &= ~most
        peaks += [_peak(minute, entries, masks, weekly) for minute in bits(most)[: n - len(peaks)]]
    return tuple(peaks)


def _peak(minute: int, entries: Sequence[Entry], masks: list[int], weekly: bool) -> Peak:
    day, rest = divmod(minute, _MINUTES_A_DAY)
    starting = [entry for entry, mask in zip(entries, masks, strict=True) if mask >> minute & 1]
    return Peak(day if weekly else None, *divmod(rest, 60), tuple(starting))


def _counted(masks: list[int]) -> list[int]:
    """Return how many of *masks* have each bit: as binary numbers that stand upright, lowest plane first."""
    planes: list[int] = []
    for mask in masks:
        carry, level = mask, 0
        while carry:
            if level == len(planes):
                planes.append(0)
            planes[level], carry = planes[level] ^ carry, planes[level] & carry
            level += 1
    return planes


def _where_most(planes: list[int], among: int) -> int:
    for plane in reversed(planes):
        among = among & plane or among
    return among


def _minutes_of_day(plan: Plan) -> int:
    if not plan.is_satisfiable:
        return 0
    return sum([plan.minutes << 60 * hour for hour in bits(plan.hours)])


def _minutes_of_week(plan: Plan) -> int:
    day = _minutes_of_day(plan)
    return sum([day << _MINUTES_A_DAY * weekday for weekday in bits(_weekdays(plan))]) if day else 0


def _weekdays(plan: Plan) -> int:
    """Return on which weekdays *plan* has days, in any year."""
    found = 0
    for kind in set(YEAR_KINDS):
        days, january = plan.days_of_kind[kind], kind >> 1
        for offset in range(7):
            if days >> offset & _EVERY_SEVENTH_DAY:
                found |= 1 << (january + offset) % 7
    return found
