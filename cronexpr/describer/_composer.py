"""From an expression to its phrase tree; no word of any language is known here."""

from __future__ import annotations

from cronexpr._calendar import FROM_MONDAY, YEAR_KINDS, is_leap
from cronexpr._days import DayForm, day_form, written_form
from cronexpr._plan import EVERY_YEAR, Days, bits, calendar_rules, low_bit, mask_of
from cronexpr._runs import progression, runs
from cronexpr._value import Memo
from cronexpr.fields import YEAR
from cronexpr.terms import (
    Hashed,
    LastDay,
    LastWeekday,
    LastWorkday,
    NearestWorkday,
    NthWeekday,
    Span,
    Unspecified,
    Wildcard,
)

from ._phrases import (
    Both,
    Daily,
    DateList,
    DateSteps,
    Either,
    EvenDays,
    MonthList,
    Monthly,
    MonthRange,
    Never,
    OddDays,
    Sentence,
    Startup,
    WeekdayList,
    WeekdayRange,
    Weekly,
    YearList,
    YearSteps,
)
from ._times import names_clock, time_phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cronexpr._plan import Plan
    from cronexpr.expression import CronExpression
    from cronexpr.terms import CalendarTerm, Term

    from ._phrases import Dates, Months, Nths, Weekdays, Years
    from ._phrases import Days as DaysPhrase

_ALL_MONTHS = (1 << 13) - 2
_YEAR = tuple(range(1, 13))
_LEAST_DATE_STEPS = 6
_MOST_YEARS = 6


def compose(expr: CronExpression) -> Sentence | Never | Startup:
    """Return the phrase tree of *expr*: one for all equivalent ones whose days have one form."""
    if expr.is_reboot:
        return Startup()
    return _TREES[expr.plan] or _sentence(expr.plan, written_form(expr.plan, expr.fields))


def _tree(plan: Plan) -> Sentence | Never | None:
    """Return the phrase tree of *plan*; None if its days have no simplest form."""
    if not plan.is_satisfiable:
        return Never()
    form = day_form(plan)
    return _sentence(plan, form) if form else None


# A plan is shared by all expressions that mean the same by the same terms, and stands for itself.
_TREES: Memo[Plan, Sentence | Never | None] = Memo(_tree, 256)


def _sentence(plan: Plan, form: DayForm) -> Sentence:
    every_day = form.rule == "every"
    wraps = every_day and form.months == _ALL_MONTHS and form.years == EVERY_YEAR
    time = time_phrase((plan.hours, plan.minutes, plan.seconds), wraps)
    months = _months(form.months)
    days: DaysPhrase | None = Daily() if names_clock(time) else None
    if not every_day:
        days = _days(form, months)
    if isinstance(days, Monthly):
        months = None
    return Sentence(time, days, months, _years(form))


def _days(form: DayForm, months: Months | None) -> DaysPhrase:
    weekday_mask, weekday_terms = _parted(form.weekdays)
    weekdays = _weekdays(bits(weekday_mask))
    nths: Nths = tuple([term for term in weekday_terms if isinstance(term, NthWeekday | LastWeekday)])
    if not form.days:
        return Weekly(weekdays, nths)
    dates = _dates(form.days, _longest_month(form))
    if not form.weekdays:
        return Monthly(dates, months)
    return (Both if form.rule == "and" else Either)(dates, weekdays, nths)


def _weekdays(weekdays: list[int]) -> Weekdays | None:
    if not weekdays:
        return None
    ends = _turning_range(FROM_MONDAY, weekdays, 3)
    return (
        WeekdayRange(*ends) if ends else WeekdayList(tuple([day for day in FROM_MONDAY if day in weekdays]))
    )


def _dates(terms: Iterable[Term], longest: int) -> Dates:
    mask, calendar = _parted(terms)
    dates = bits(mask)
    if not calendar:
        if dates == list(range(1, longest + 1, 2)):
            return OddDays()
        if dates == list(range(2, longest + 1, 2)):
            return EvenDays()
        step = progression(dates, _LEAST_DATE_STEPS)
        if step > 1:
            return DateSteps(step, dates[0], dates[-1])
    others = [term for term in calendar if isinstance(term, LastDay | LastWorkday | NearestWorkday)]
    return DateList((*runs(dates), *others))


def _longest_month(form: DayForm) -> int:
    """Return the number of days of the longest month that *form* speaks of."""
    if form.months & _MONTHS_OF_31:
        return 31
    if form.months != 1 << 2:
        return 30
    has_leap_year = form.years == EVERY_YEAR or any(map(is_leap, bits(form.years)))
    return 29 if has_leap_year else 28


_MONTHS_OF_31 = mask_of((1, 3, 5, 7, 8, 10, 12))


def _months(mask: int) -> Months | None:
    if mask == _ALL_MONTHS:
        return None
    months = bits(mask)
    ends = _turning_range(_YEAR, months, 4)
    return MonthRange(*ends) if ends else MonthList(tuple(months))


def _turning_range(circle: tuple[int, ...], members: list[int], least: int) -> tuple[int, int] | None:
    """Return the ends of *members* if they are at least *least* neighbours on *circle*."""
    firsts = [value for i, value in enumerate(circle) if value in members and circle[i - 1] not in members]
    lasts = [
        value
        for i, value in enumerate(circle, 1)
        if value in members and circle[i % len(circle)] not in members
    ]
    if len(members) < least or len(firsts) != 1:
        return None
    return firsts[0], lasts[0]


def _years(form: DayForm) -> Years | None:
    if form.years == EVERY_YEAR:
        return None
    years = bits(form.years)
    step = progression(years, 4)
    if step > 1:
        last = years[-1]
        # Years after those of the standard are named, since where a dialect ends them is not known here.
        return YearSteps(step, years[0], None if last <= YEAR.high < last + step else last)
    found = runs(years)
    return YearList(found if len(found) <= _MOST_YEARS else runs(_with_idle_years(form)))


def _with_idle_years(form: DayForm) -> list[int]:
    """Return the years of *form* and those between in which its days never come, as 29 February in 2100."""
    if form.rule == "every":
        return bits(form.years)
    (days, day_terms), (weekdays, weekday_terms) = _parted(form.days), _parted(form.weekdays)
    either = form.rule == "or"
    rules = calendar_rules(day_terms), calendar_rules(weekday_terms)
    of_kind = Days((days, form.months, rules[0], weekdays, rules[1], either)).of_kind
    between = range(low_bit(form.years), form.years.bit_length())
    return [year for year in between if form.years >> year & 1 or not of_kind[YEAR_KINDS[year % 400]]]


def _parted(terms: Iterable[Term]) -> tuple[int, tuple[CalendarTerm, ...]]:
    """Return the mask of the plain ones of *terms*, which are single values, and the others."""
    mask = 0
    others: list[CalendarTerm] = []
    for term in terms:
        if isinstance(term, Span):
            mask |= 1 << term.first
        elif not isinstance(term, Wildcard | Unspecified | Hashed):
            others.append(term)
    return mask, tuple(others)
