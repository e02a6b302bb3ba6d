"""A zone's clock changes as a VTIMEZONE component: RFC 5545, section 3.6.5."""

from __future__ import annotations

from datetime import datetime, timedelta

from .._calendar import month_length
from .._value import Value
from .._zone import instant_of, zone_of
from ._rules import WEEKDAYS, written_moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo as TzInfo

    from .._zone import Change

# In this many years from then on, every date falls on every weekday that it may: what holds for them, holds.
_SETTLED, _CYCLE = 2100, 28
_LAST = 9999 - _CYCLE


class _Onset(Value):
    """One clock change: the wall time *at* which it happens, and the offsets before and after."""

    __slots__ = ("at", "is_gap", "before", "after")

    at: datetime
    is_gap: bool
    before: timedelta
    after: timedelta


def vtimezone(tzinfo: TzInfo, name: str, year: int) -> Iterator[str]:
    """Yield the content lines of a zone's changes from the beginning of *year* on.

    Those that come every year by one rule are told by it; others are listed, up to 2100.
    """
    yield from ("BEGIN:VTIMEZONE", f"TZID:{name}")
    beginning = datetime(year, 1, 1, tzinfo=tzinfo)
    offset = _offset(beginning)
    yield from _observance(_Onset(beginning, False, offset, offset), [])
    rules, since = _yearly_rules(tzinfo, year)
    alike: dict[tuple[object, ...], list[_Onset]] = {}
    for each in range(year, since):
        for onset in _onsets(tzinfo, each):
            alike.setdefault((onset.is_gap, onset.before, onset.after), []).append(onset)
    for first, *others in alike.values():
        yield from _observance(first, [f"RDATE:{written_moment(other.at)}" for other in others])
    for onset, rule in rules:
        yield from _observance(onset, [f"RRULE:{rule}"])
    yield "END:VTIMEZONE"


def _observance(onset: _Onset, more: list[str]) -> list[str]:
    kind = "DAYLIGHT" if onset.is_gap else "STANDARD"
    offsets = [f"TZOFFSETFROM:{_spelt_offset(onset.before)}", f"TZOFFSETTO:{_spelt_offset(onset.after)}"]
    return [f"BEGIN:{kind}", f"DTSTART:{written_moment(onset.at)}", *offsets, *more, f"END:{kind}"]


def _spelt_offset(offset: timedelta) -> str:
    seconds = abs(offset) // timedelta(seconds=1)
    text = f"{seconds // 3600:02}{seconds // 60 % 60:02}"
    return ("-" if offset < timedelta(0) else "+") + text + (f"{seconds % 60:02}" if seconds % 60 else "")


def _offset(moment: datetime) -> timedelta:
    return moment.replace(tzinfo=None) - datetime.min - instant_of(moment)


def _onsets(tzinfo: TzInfo, year: int) -> list[_Onset]:
    onsets = [_onset(change) for change in zone_of(tzinfo).changes[year]]
    return [onset for onset in onsets if onset.at.year == year]


def _onset(change: Change) -> _Onset:
    """Return *change* at the wall time of the clock as it was before."""
    size = change.high - change.low
    if change.is_gap:
        before = _offset(change.low)
        return _Onset(change.low, True, before, before + size)
    after = _offset(change.high)
    return _Onset(change.high, False, after + size, after)


def _yearly_rules(tzinfo: TzInfo, year: int) -> tuple[list[tuple[_Onset, str]], int]:
    """Return the rules that hold for good, the first change under each, and the year from which they do."""
    settled = min(max(year, _SETTLED), _LAST)
    cycle = [_onsets(tzinfo, each) for each in range(settled, settled + _CYCLE)]
    if any(len(onsets) != len(cycle[0]) for onsets in cycle):
        return [], settled
    series = [*zip(*cycle, strict=True)]
    rules = [_rule(onsets) for onsets in series]
    if None in rules:
        return [], settled
    since, first = settled, cycle[0]
    while since > year:
        onsets = _onsets(tzinfo, since - 1)
        if len(onsets) != len(rules) or not all(map(_belongs, onsets, series)):
            break
        since, first = since - 1, onsets
    return [(onset, rule) for onset, rule in zip(first, rules, strict=True) if rule], since


def _rule(onsets: tuple[_Onset, ...]) -> str | None:
    """Return the yearly rule of *onsets*, one of each year of a cycle; None if there is none."""
    first = onsets[0]
    if len({_kind(onset) for onset in onsets}) > 1:
        return None
    days = {onset.at.day for onset in onsets}
    weekday = WEEKDAYS[first.at.isoweekday() % 7]
    if all(_length(onset.at) - onset.at.day < 7 for onset in onsets):
        return f"FREQ=YEARLY;BYMONTH={first.at.month};BYDAY=-1{weekday}"
    low, high = min(days), max(days)
    if high - low >= 7:
        return None
    if low % 7 == 1:
        return f"FREQ=YEARLY;BYMONTH={first.at.month};BYDAY={low // 7 + 1}{weekday}"
    dates = ",".join(map(str, range(low, high + 1)))
    return f"FREQ=YEARLY;BYMONTH={first.at.month};BYMONTHDAY={dates};BYDAY={weekday}"


def _belongs(onset: _Onset, series: tuple[_Onset, ...]) -> bool:
    """Return whether *onset*, of another year, is as the rule of *series* would have it."""
    return _place(onset) in map(_place, series)


def _place(onset: _Onset) -> tuple[object, ...]:
    return *_kind(onset), onset.at.day, _length(onset.at)


def _kind(onset: _Onset) -> tuple[object, ...]:
    at = onset.at
    return onset.is_gap, onset.before, onset.after, at.month, at.weekday(), at.time()


def _length(moment: datetime) -> int:
    return month_length(moment.year, moment.month)
