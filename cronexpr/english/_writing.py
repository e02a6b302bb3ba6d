"""Times and days to cron text, as a person would write it."""

from __future__ import annotations

from .._plan import bits
from .._runs import progression, spelt_progressions, spelt_runs
from .._value import Value
from .._writer import written_values
from ..fields import DAY_OF_MONTH, HOUR, MINUTE, MONTH, SECOND
from ..terms import LastDay, LastWeekday, LastWorkday, NearestWorkday, NthWeekday

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from ..fields import Field
    from ..terms import CalendarTerm
    from ._draft import Draft

    Terms: TypeAlias = tuple[CalendarTerm, ...]
    Date: TypeAlias = tuple[int, Terms, int, int, Terms]  # days, their terms, months, weekdays, their terms
    Clock: TypeAlias = tuple[int, int, int]  # masks of hours, minutes, seconds

_LONG = 200  # characters of one field


class Line(Value):
    """One cron line: its fields as *text*, in *dialect*."""

    __slots__ = ("text", "dialect")

    text: str
    dialect: str

    def __init__(self, text: str, dialect: str = "standard") -> None:
        super().__init__(text, dialect)


def line(clock: Clock, date: Date, draft: Draft) -> Line:
    """Return the cron line of one product of times and one of days."""
    hours, minutes, seconds = clock
    days, terms, months, weekdays, weekday_terms = date
    has_rate = bool(draft.rates) or draft.has_hour_step
    least = dict.fromkeys(("second", "minute", "hour"), 3 if has_rate else 99)
    for rate in draft.rates.values():
        least[rate.unit] = 2
        if rate.unit == "minute" and rate.step >= 60:
            least["hour"] = 2
    is_joined = "falling" in draft.joins
    has_both = bool((days or terms) and (weekdays or weekday_terms))
    fields = [
        written(minutes, MINUTE, least["minute"]),
        written(hours, HOUR, 2 if draft.has_hour_step else least["hour"]),
        _month_days(days, terms, has_both and not is_joined),
        written(months or MONTH.full_mask, MONTH, 2 if "month" in draft.periods else 3),
        "+" * (has_both and is_joined) + _week_days(weekdays, weekday_terms),
    ]
    if draft.years or seconds != 1:
        fields.insert(0, written(seconds, SECOND, least["second"]))
    if draft.years:
        fields.append(_years(draft.years))
    return Line(" ".join(fields), "extended" if _is_extended(days, terms) else "standard")


def written(mask: int, field: Field, least: int) -> str:
    """Write *mask* as a person would: ``*``, ``*/15``, ``9-17``, ``9,13,17``.

    Steps are used from *least* members on, stars with a step too.
    """
    members = bits(mask)
    if mask == field.full_mask:
        return "*"
    step = progression(members, least)
    if step > 1 and members[0] == field.low and members[-1] + step > field.high:
        # Of two runs only halves are a rate: 0 and 45 are no "every 45 minutes".
        return f"*/{step}" if len(members) > 2 or field.size % step == 0 else _listed(members)
    is_progression = step > 1 and len(members) > 2 and field is not MONTH
    return f"{members[0]}-{members[-1]}/{step}" if is_progression else _listed(members)


def _listed(members: list[int]) -> str:
    return ",".join(spelt_runs(members, str))


def _month_days(days: int, terms: Terms, is_either: bool) -> str:
    if not days and not terms:
        return "*"
    # A star would stop the field from being a limit, here or under another cron.
    text = written(days, DAY_OF_MONTH, 4) if days else ""
    if is_either and text.startswith("*"):
        text = f"1-31{text[1:]}"
    return ",".join([text] * (days > 0) + [_term(term) for term in dict.fromkeys(terms)])


def _week_days(weekdays: int, terms: Terms) -> str:
    """Write days of the week from Monday on, Sunday as 7 where it ends a range."""
    if not weekdays and not terms:
        return "*"
    members = [day for day in (1, 2, 3, 4, 5, 6, 7) if weekdays >> day % 7 & 1]
    if len(members) == 7 and not terms:
        return "*"
    text = _listed(members)
    plain = ["0" if item == "7" else item for item in text.split(",") if item]
    return ",".join(plain + [_term(term) for term in dict.fromkeys(terms)])


def _term(term: CalendarTerm) -> str:
    match term:
        case LastDay(offset=offset):
            return f"L-{offset}" if offset else "L"
        case LastWorkday():
            return "LW"
        case NearestWorkday(day=day):
            return f"{day if isinstance(day, int) else _term(day)}W"
        case NthWeekday(weekday=weekday, nth=nth):
            return f"{weekday}#{nth}"
        case LastWeekday(weekday=weekday):
            return f"{weekday}L"
    raise AssertionError(term)  # pragma: no cover


def _is_extended(days: int, terms: Terms) -> bool:
    workdays = [term for term in terms if isinstance(term, (LastWorkday, NearestWorkday))]
    is_listed = days.bit_count() + len(dict.fromkeys(terms)) > 1
    return bool(workdays) and (
        is_listed or any(isinstance(getattr(term, "day", 0), LastDay) for term in workdays)
    )


def _years(mask: int) -> str:
    text = written_values(mask, str)
    # Two interleaved progressions would else not fit into an expression.
    return text if len(text) <= _LONG else ",".join(spelt_progressions(bits(mask)))
