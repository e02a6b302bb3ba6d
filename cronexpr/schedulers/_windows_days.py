"""The days of a plan as day parts of triggers, as few as can be, and what days those parts share."""

from __future__ import annotations

from itertools import combinations

from .._calendar import MONTH_SHAPES, YEAR_KINDS, shape_parts
from .._days import atoms_where, day_forms, firing_months
from .._plan import EVERY_YEAR, bits
from .._value import Memo
from ..fields import MONTH
from ..terms import LastDay, LastWeekday, NthWeekday, Span
from ._windows_triggers import EVERY_MONTH, Daily, Monthly, MonthlyWeekdays, Weekly

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .._days import Atom, DayForm
    from .._plan import Plan
    from ..terms import Term
    from ._windows_triggers import DayPart

LAST = 0
"""The last week of a month, among the weeks 1 to 4."""

_EVERY_WEEK = frozenset({1, 2, 3, 4, LAST})
_ATOMS: Memo[Callable[[Term], bool], list[Atom]] = Memo(atoms_where, 1)


def day_parts(plan: Plan) -> list[DayPart] | None:
    """Return day parts that have just the days of *plan* together; None if there are none.

    Parts that have no day in common are preferred, then few.  Where no terms say the days of all
    months, those of each month by itself are tried: the day before the last is the 30th in
    January and the 29th in April.
    """
    return _fewest(plan, MONTH.full_mask) or _by_month(plan)


def is_shared(parts: Iterable[DayPart], plan: Plan) -> bool:
    """Return whether any day of *plan* is in more than one of *parts*: exactly, not perhaps."""
    shapes = _shapes_of_months(plan)
    return any(
        one.day_mask(*shape_parts(shape)) & other.day_mask(*shape_parts(shape))
        for one, other in combinations(parts, 2)
        for month in {*one.months} & {*other.months}
        for shape in shapes[month]
    )


def year_runs(parts: list[DayPart], plan: Plan) -> list[tuple[int, int] | None]:
    """Return the years of *plan* as first and last ones, in between which *parts* have no days too many.

    The one run of a plan without a year field has no ends: it is None.
    """
    if plan.years == EVERY_YEAR:
        return [None]
    runs: list[tuple[int, int] | None] = []
    first = last = 0
    for year in bits(plan.years):
        if not plan.year_mask(year):
            continue
        if last and not any(_has_days_in(parts, between) for between in range(last + 1, year)):
            runs.pop()
        else:
            first = year
        last = year
        runs.append((first, last))
    return runs


def _has_days_in(parts: list[DayPart], year: int) -> bool:
    shapes = MONTH_SHAPES[YEAR_KINDS[year % 400]]
    return any(part.day_mask(*shape_parts(shapes[month])) for part in parts for month in part.months)


def _shapes_of_months(plan: Plan) -> dict[int, frozenset[int]]:
    """Return the shapes that each month takes in the years in which *plan* has any days."""
    kinds = {YEAR_KINDS[year % 400] for year in plan.representative_years() if plan.year_mask(year)}
    return {month: frozenset({MONTH_SHAPES[kind][month] for kind in kinds}) for month in EVERY_MONTH}


def _fewest(plan: Plan, within: int) -> list[DayPart] | None:
    """Return the best parts for the days of the months *within* a mask."""
    forms = [form for form in day_forms(plan, _ATOMS[_has_word], (), within) if form.rule != "and"]
    candidates = [_parts(form) for form in forms]
    return min(candidates, key=lambda parts: (is_shared(parts, plan), len(parts)), default=None)


def _by_month(plan: Plan) -> list[DayPart] | None:
    months_of: dict[tuple[DayPart, ...], list[int]] = {}
    for month in bits(firing_months(plan)):
        parts = _fewest(plan, 1 << month)
        if parts is None:
            return None
        # What is of one month is `Monthly` or `MonthlyWeekdays`: all but the month may be alike.
        alike = tuple([part.replace(months=()) for part in parts])
        months_of.setdefault(alike, []).append(month)
    return [part.replace(months=tuple(months)) for parts, months in months_of.items() for part in parts]


def _parts(form: DayForm) -> list[DayPart]:
    months = tuple(bits(form.months))
    if form.rule == "every":
        return [Daily() if months == EVERY_MONTH else Monthly(tuple(range(1, 32)), last=False, months=months)]
    parts: list[DayPart] = []
    if form.days:
        dates = tuple([term.first for term in form.days if isinstance(term, Span)])
        parts.append(Monthly(dates, LastDay() in form.days, months))
    for weeks, weekdays in _weekdays_by_weeks(form.weekdays).items():
        if weeks == _EVERY_WEEK and months == EVERY_MONTH:
            parts.append(Weekly(weekdays))
        else:
            parts.append(MonthlyWeekdays(weekdays, tuple(sorted(weeks - {LAST})), LAST in weeks, months))
    return parts


def _weekdays_by_weeks(terms: tuple[Term, ...]) -> dict[frozenset[int], tuple[int, ...]]:
    """Return the weekdays of *terms* in groups that have their weeks in common, so no group shares a day."""
    weeks_of: dict[int, frozenset[int]] = {}
    for term in terms:
        match term:
            case Span(first=weekday):
                weeks = _EVERY_WEEK
            case NthWeekday(weekday=weekday, nth=nth):
                weeks = frozenset({nth})
            case LastWeekday(weekday=weekday):
                weeks = frozenset({LAST})
        weeks_of[weekday] = weeks_of.get(weekday, frozenset()) | weeks
    groups: dict[frozenset[int], tuple[int, ...]] = {}
    for weekday in sorted(weeks_of):
        weeks = weeks_of[weekday]
        groups[weeks] = (*groups.get(weeks, ()), weekday)
    return groups


def _has_word(term: Term) -> bool:
    """Return whether the Task Scheduler has a word for *term*."""
    match term:
        case Span() | LastDay(offset=0) | NthWeekday(nth=1 | 2 | 3 | 4) | LastWeekday():
            return True
    return False
