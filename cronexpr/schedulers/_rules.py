"""Recurrence rules of RFC 5545, section 3.3.10, from an expression.

Times are always written, lest those of ``DTSTART`` be taken; so are months beside ``YEARLY``, where a
weekday's number would else count through the year.
"""

from __future__ import annotations

from datetime import datetime

from .._arguments import plain
from .._calendar import FROM_MONDAY, WORKDAYS
from .._days import of_values, reach
from .._making import new_expression
from .._plan import EVERY_YEAR, bits, mask_of
from .._runs import progression
from .._value import Value
from .._zone import instant_of
from ..fields import DAY_OF_MONTH, DAY_OF_WEEK, MONTH, YEAR
from ..terms import LastDay
from ._rows import ANY_DATE, ANY_WEEKDAY, LAST_WEEK, Row, existing_dates, separate_rows, week
from ._subject import FEBRUARY, NEVER, refusal, zone_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo as TzInfo
    from typing import TypeAlias

    from .._plan import Plan
    from ..errors import CronConversionError
    from ..expression import CronExpression

    Years: TypeAlias = tuple[int, int, int]  # first, last, step

WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_LONGEST_END = 31
_MOST_RULES = 100
# BYSETPOS picks from all dates and times of a month: one workday is as many of them as it has times.
_MOST_POSITIONS = 24
_LAST_WORKDAY = [(WORKDAYS & ~(1 << 5), 0, 1 << 1), (1 << 5, 0, 0b1110)]
_FIRST_WORKDAY = [(1 << 1, 0b1110, 0), (WORKDAYS & ~(1 << 1), 1 << 1, 0)]


class Rule(Value):
    """One rule and its *first* occurrence, which is its ``DTSTART``."""

    __slots__ = ("first", "text")

    first: datetime
    text: str


def rules(expr: CronExpression, start: datetime) -> list[Rule]:
    """Return the rules whose occurrences together are those of *expr* from *start* on, in order."""
    if expr.is_reboot:
        hint = "give the time instead, or run the job where the system starts"
        raise refusal(expr, "RRL001", "a recurrence rule cannot say a start-up job", hint)
    start = plain(start)
    # An expression without a zone answers in that of its argument.
    first = expr.next(start, inclusive=True)
    if first is None:
        return []
    if first.tzinfo is not None:
        zone_name(first.tzinfo, "RRL003", "a calendar")
    rows = separate_rows(expr.plan, _LONGEST_END)
    if rows is None:
        raise refusal(expr, "RRL002", "a recurrence rule cannot say these days of February", FEBRUARY)
    found = sorted(_each_rule(expr, start, rows, first), key=lambda rule: instant_of(rule.first))
    if len(found) > _MOST_RULES:
        hint = "name years that follow each other or are evenly spaced"
        raise refusal(expr, "RRL004", f"it would take {len(found)} recurrence rules", hint, "year")
    return found


def nothing_left(expr: CronExpression) -> CronConversionError:
    """Return the refusal of *expr* where no rule is left."""
    hint = "begin earlier, or leave the years out" if expr.is_satisfiable else NEVER
    return refusal(expr, "RRL005", "there is no occurrence to show from the start on", hint)


def dtstart(rule: Rule) -> str:
    """Return the line that says when *rule* begins."""
    first, moment = rule.first, written_moment(rule.first)
    if first.tzinfo is None:
        return f"DTSTART:{moment}"
    zone = zone_name(first.tzinfo, "RRL003", "a calendar")
    return f"DTSTART:{moment}Z" if zone == "UTC" else f"DTSTART;TZID={zone}:{moment}"


def _each_rule(expr: CronExpression, start: datetime, rows: list[Row], first: datetime) -> Iterator[Rule]:
    plan = expr.plan
    clock = _clock(plan)
    for years in _spans_of_years(reach(plan, MONTH.full_mask)[0], first.year):
        bounds = _bounds(years, first.tzinfo)
        for days, parts in _day_parts(rows, plan.times_a_day, is_yearly=len(bounds) > 1):
            beginnings = [_first(expr, row, years, start) for row in days]
            known = [beginning for beginning in beginnings if beginning is not None]
            if known:
                frequency, *others = parts
                yield Rule(min(known, key=instant_of), ";".join([frequency, *bounds, *others, clock]))


def _clock(plan: Plan) -> str:
    names = (("BYHOUR", plan.hours), ("BYMINUTE", plan.minutes), ("BYSECOND", plan.seconds))
    return ";".join([f"{name}={_listed(bits(mask))}" for name, mask in names])


def _listed(values: Iterable[object]) -> str:
    return ",".join(map(str, values))


# Years


def _spans_of_years(years: int, first: int) -> Sequence[Years | None]:
    """Return the years from *first* on as spans: one if they are evenly spaced, else those without a gap."""
    if years == EVERY_YEAR:
        return [None]
    members = [year for year in bits(years) if year >= first]
    if step := progression(members, 3):
        return [(members[0], members[-1], step)]
    begins = [year for year in members if year - 1 not in members]
    ends = [year for year in members if year + 1 not in members]
    return [(begin, end, 1) for begin, end in zip(begins, ends, strict=True)]


def _bounds(years: Years | None, tzinfo: TzInfo | None) -> list[str]:
    if years is None:
        return []
    _, last, step = years
    return [f"INTERVAL={step}"] * (step > 1) + [f"UNTIL={end_of_year(last, tzinfo)}"]


def end_of_year(year: int, tzinfo: TzInfo | None) -> str:
    """Return the last second of *year* as the value of ``UNTIL``."""
    end = datetime(year, 12, 31, 23, 59, 59, tzinfo=tzinfo)
    # In UTC, unless the times have no zone (RFC 5545, section 3.3.10, UNTIL).
    return written_moment(end) if tzinfo is None else written_moment(datetime.min + instant_of(end)) + "Z"


def written_moment(moment: datetime) -> str:
    """Return the wall clock of *moment* as ``20261123T090000``."""
    return moment.replace(tzinfo=None).isoformat().replace("-", "").replace(":", "")[:15]


# Days


def _day_parts(
    rows: list[Row], times_a_day: int, *, is_yearly: bool
) -> Iterator[tuple[list[Row], list[str]]]:
    """Yield the parts of each rule that say its frequency and its days, with the rows they stand for."""
    for months in dict.fromkeys([row.months for row in rows]):
        here = [row for row in rows if row.months == months]
        by_month = [f"BYMONTH={_listed(bits(months))}"] if months != MONTH.full_mask else []
        frequency = "YEARLY" if by_month or is_yearly else "MONTHLY"
        workday = _workday(here, times_a_day)
        if workday and not is_yearly:
            # Of each month; YEARLY would pick from all of them together.
            yield here, ["FREQ=MONTHLY", *by_month, "BYDAY=MO,TU,WE,TH,FR", f"BYSETPOS={workday}"]
            continue
        numbered = [(row, day) for row in here for day in _numbered(row)]
        if numbered:
            of_year = [f"BYMONTH={_listed(range(1, 13))}"] if is_yearly and not by_month else by_month
            days = _listed([day for _, day in numbered])
            yield [row for row, _ in numbered], [f"FREQ={frequency}", *of_year, f"BYDAY={days}"]
        for row in here:
            if not _numbered(row):
                yield [row], _plain_parts(row, by_month, is_yearly=is_yearly)


def _plain_parts(row: Row, by_month: list[str], *, is_yearly: bool) -> list[str]:
    by_day = []
    if row.weekdays != ANY_WEEKDAY:
        by_day = [f"BYDAY={_listed(_names(row.weekdays))}"]
    if row.dates == ANY_DATE and by_day:
        return [f"FREQ={'YEARLY' if by_month or is_yearly else 'WEEKLY'}", *by_month, *by_day]
    if row.dates == ANY_DATE and not is_yearly:
        return ["FREQ=DAILY", *by_month]
    dates = _listed([*bits(row.dates), *[-end for end in bits(row.ends)]])
    frequency = "YEARLY" if by_month or is_yearly else "MONTHLY"
    return [f"FREQ={frequency}", *by_month, f"BYMONTHDAY={dates}", *by_day]


def _numbered(row: Row) -> list[str]:
    """Return *row* as numbered weekdays, such as ``2FR`` and ``-1MO``; nothing if it is none of those."""
    if row.weekdays == ANY_WEEKDAY or row.dates == ANY_DATE or row.ends not in (0, LAST_WEEK):
        return []
    weeks = {number: week(number) & existing_dates(row.months) for number in range(1, 6)}
    numbers = [number for number, dates in weeks.items() if dates and not dates & ~row.dates]
    if sum([weeks[number] for number in numbers]) != row.dates:
        return []
    numbers += [-1] * (row.ends > 0)
    return [f"{number}{name}" for number in numbers for name in _names(row.weekdays)]


def _names(weekdays: int) -> list[str]:
    return [WEEKDAYS[day] for day in FROM_MONDAY if weekdays >> day & 1]


def _workday(rows: list[Row], times_a_day: int) -> str:
    """Return which positions among the workdays' times are those of *rows*, the first or the last workday."""
    if times_a_day > _MOST_POSITIONS:
        return ""
    found = [(row.weekdays, row.dates, row.ends) for row in rows]
    if found == _LAST_WORKDAY:
        return _listed(range(-times_a_day, 0))
    return _listed(range(1, times_a_day + 1)) if found == _FIRST_WORKDAY else ""


def _first(expr: CronExpression, row: Row, years: Years | None, start: datetime) -> datetime | None:
    """Return the first occurrence of *expr* from *start* on that is on a day of *row* and in *years*."""
    second, minute, hour, _, _, _, year = expr.fields
    if years is not None:
        first, last, step = years
        year = of_values(YEAR, mask_of(range(first, last + 1, step)))
    last_days = tuple([LastDay(end - 1) for end in bits(row.ends)])
    day = of_values(DAY_OF_MONTH, row.dates, last_days)
    weekday = of_values(DAY_OF_WEEK, row.weekdays, is_joined=True)
    fields = (second, minute, hour, day, of_values(MONTH, row.months), weekday, year)
    # Calendars leave out what is skipped.
    only = new_expression("", expr.dialect, fields, expr.tz, "skip", None)
    return only.next(start, inclusive=True)
