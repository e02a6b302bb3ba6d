"""The search for equivalent lines: kept as written, from the meaning alone, and several together."""

from __future__ import annotations

from itertools import chain, combinations

from cronexpr._calendar import shape_parts
from cronexpr._days import dates_by_weekday, firing_months
from cronexpr._making import parse
from cronexpr._plan import EVERY_YEAR, bits
from cronexpr._zoned import POLICIES
from cronexpr.errors import CronError
from cronexpr.fields import DAY_OF_MONTH, DAY_OF_WEEK, MONTH, YEAR
from cronexpr.terms import Hashed, Span, Unspecified, Wildcard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from cronexpr._days import DayForm
    from cronexpr._plan import Plan
    from cronexpr._writer import Clock, Days, Writer
    from cronexpr._zoned import DstPolicy
    from cronexpr.dialects import Dialect
    from cronexpr.expression import CronExpression
    from cronexpr.fields import Field
    from cronexpr.terms import Term

    Part: TypeAlias = tuple[tuple[Term, ...], tuple[Term, ...]]  # of days, of weekdays

_ANY_DAYS = ("*", "*", "*")
_MOST_TERMS = 2  # of the calendar, in an answer that nobody wrote so


def one_line(expr: CronExpression, writer: Writer) -> str | None:
    """Return one text of *writer*'s dialect that is proven equivalent to *expr*, or None."""
    for text in _candidates(expr, writer):
        if text is not None and _is_proven(text, writer.dialect, expr):
            return text
    return None


def several_lines(expr: CronExpression, writer: Writer) -> tuple[str, ...] | None:
    """Return texts that are proven to have the occurrences of *expr* together, or None."""
    line = one_line(expr, writer)
    if line is not None:
        return (line,)
    clock = _clock(expr, writer) if expr.is_satisfiable else None
    if clock is None:
        return None
    plan = expr.plan
    for days in (_day_lines(plan, writer), _lines_by_month(plan, writer)):
        for year in _years(expr, writer, plan.years):
            texts = [writer.text(clock, line_days, year) for line_days in days]
            if _add_up(texts, writer.dialect, expr):
                return tuple(filter(None, texts))
    return None


def _candidates(expr: CronExpression, writer: Writer) -> Iterator[str | None]:
    nickname = expr.source.strip().lower()
    for name, expansion in writer.dialect.nicknames:
        if name == nickname or (expr.is_reboot and expansion is None):
            yield name
    if expr.is_reboot:
        return
    clock = _clock(expr, writer)
    for days, years in _dates(expr, writer) if clock else ():
        for year in _years(expr, writer, years):
            yield writer.text(clock, days, year)  # type: ignore[arg-type]
    if not expr.is_satisfiable:
        yield writer.never()


def _dates(expr: CronExpression, writer: Writer) -> Iterator[tuple[Days, int]]:
    """Yield ways to write the day fields, each with its years: as written, then from the meaning."""
    kept = writer.kept_days(expr.fields, expr.dialect)
    if kept:
        yield kept, expr.plan.years
    for form in plain_forms(expr.plan, writer):
        days = writer.days(form)
        if days and form.months == expr.plan.months:
            days = (days[0], next(writer.kept(expr.fields[4], expr.dialect)), days[2])
        if days:
            yield days, form.years


def can_say_days(expr: CronExpression, writer: Writer) -> bool:
    """Return whether the day fields, at least, can be written."""
    return any(_dates(expr, writer))


def _is_proven(text: str, dialect: Dialect, expr: CronExpression) -> bool:
    try:
        return parse(text, dialect=dialect).equivalent(expr)
    except CronError:
        return False


def _clock(expr: CronExpression, writer: Writer) -> Clock | None:
    """Return the clock fields: as written, unless another way keeps it the kind of job it is."""
    sayable = (clock for clock in _clocks(expr, writer) if writer.text(clock, _ANY_DAYS) is not None)
    first = next(sayable, None)
    policy = POLICIES[writer.dialect.dst]
    if first is None or _is_content(policy, expr.is_interval):
        return first
    for clock in chain((first,), sayable):
        if writer.is_interval(clock, policy.name) == expr.is_interval:
            return clock
    return first


def _is_content(policy: DstPolicy, is_interval: bool) -> bool:
    """Return whether *policy* need not be shown what kind of job it is."""
    if all(fixed == interval for fixed, interval in (policy.gap, policy.first, policy.second)):
        return True
    # Where any range makes an interval job, few would write 9,10,11,12 to have a fixed one.
    return policy.spans_are_intervals and not is_interval


def _clocks(expr: CronExpression, writer: Writer) -> Iterator[Clock]:
    second, minute, hour = [next(writer.kept(field, expr.dialect)) for field in expr.fields[:3]]
    if expr.plan.seconds == 1:
        yield "0", minute, hour
    yield second, minute, hour
    # A field of seconds that says nothing is too much for the kind of job: `differences` tells of that.
    is_added = expr.plan.seconds == 1 and any("second" not in layout for layout in writer.layouts)
    for clock in writer.clocks(expr.plan):
        if clock[0] == "0" or not is_added:
            yield clock


def _years(expr: CronExpression, writer: Writer, years: int) -> Iterator[str]:
    """Yield ways to write the year field."""
    yield from writer.kept(expr.fields[6], expr.dialect)
    if years != EVERY_YEAR:
        yield from writer.values(YEAR, years)


# Several lines


def plain_forms(plan: Plan, writer: Writer, months: int = MONTH.full_mask) -> Iterator[DayForm]:
    """Yield those forms of the days that a reader would recognise."""
    for form in writer.forms(plan, months):
        if sum(not isinstance(term, Span) for term in (*form.days, *form.weekdays)) <= _MOST_TERMS:
            yield form


def _day_lines(plan: Plan, writer: Writer, months: int = MONTH.full_mask) -> list[Days]:
    """Return day fields that together say the days of *plan* in *months*; none if there are no such."""
    for form in plain_forms(plan, writer, months):
        if days := writer.days(form):
            return [days]
    unions = [form for form in writer.forms(plan, months) if form.rule == "or" and not writer.days(form)]
    found = [_parted(form, writer) for form in unions]
    found += [
        _crossed(form, plan, writer) for form in plain_forms(plan, writer, months) if form.rule == "and"
    ]
    found.append(_by_weekday(plan, writer, months & firing_months(plan)))
    # Rather one line more than a job that runs twice.
    return min(filter(None, found), key=lambda lines: (_share_dates(lines, writer), len(lines)), default=[])


def _by_weekday(plan: Plan, writer: Writer, months: int) -> list[Days]:
    """Return a line for each set of weekdays that has the same dates; none if that is no answer."""
    parts = [
        (_spans(DAY_OF_MONTH, dates), _spans(DAY_OF_WEEK, weekdays))
        for dates, weekdays in dates_by_weekday(plan, months) or ()
    ]
    return _written(parts, months, writer)


def _written(parts: Iterable[Part], months: int, writer: Writer) -> list[Days]:
    """Return a line for each of *parts*; none if the dialect cannot say them all."""
    lines = [writer.join_terms("and", months, *part) for part in parts]
    return [] if None in lines else lines  # type: ignore[return-value]


def _share_dates(lines: list[Days], writer: Writer) -> bool:
    texts = [writer.text(("0", "0", "0"), days) for days in lines]
    exprs = [parse(text or "", dialect=writer.dialect) for text in texts]
    return any(one.overlaps(other) for one, other in combinations(exprs, 2))


def _lines_by_month(plan: Plan, writer: Writer) -> list[Days]:
    """Return day fields found month by month, the months that share them in one; none if some have none."""
    found: dict[tuple[str, str], int] = {}
    for month in bits(firing_months(plan)):
        lines = _day_lines(plan, writer, 1 << month)
        if not lines:
            return []
        for day, _, weekday in lines:
            found[day, weekday] = found.get((day, weekday), 0) | 1 << month
    return [(day, next(writer.values(MONTH, mask)), weekday) for (day, weekday), mask in found.items()]


def _parted(form: DayForm, writer: Writer) -> list[Days]:
    """Return one line for each part of the union *form*, without common dates where the dialect allows it."""
    month_days = _parts(form.days, writer)
    weekdays = _parts(form.weekdays, writer)
    separate = [*[(part, ()) for part in month_days], *[((), part) for part in weekdays]]
    apart = _apart(month_days, weekdays)
    return (apart and _written(apart, form.months, writer)) or _written(separate, form.months, writer)


def _crossed(form: DayForm, plan: Plan, writer: Writer) -> list[Days]:
    """Return one line for each part of the intersection *form*."""
    lines = [
        (days, () if _are_within(days, plan) else weekdays)
        for days in _parts(form.days, writer)
        for weekdays in _parts(form.weekdays, writer)
    ]
    # Where no weekday is needed, one line would stand once for each part of them.
    return _written(dict.fromkeys(lines), form.months, writer)


def _are_within(terms: tuple[Term, ...], plan: Plan) -> bool:
    """Return whether *terms* by themselves, all of the calendar, have only days of *plan*."""
    return not any(
        isinstance(term, (Span, Wildcard, Unspecified, Hashed))
        or term.day_mask(*shape_parts(shape)) & ~plan.days_of_shape[shape]
        for term in terms
        for shape in range(28)
    )


def _parts(terms: tuple[Term, ...], writer: Writer) -> list[tuple[Term, ...]]:
    """Return *terms* as lists that the dialect can say: those that must stand alone do."""
    alone = {term for _, term, _ in writer.alone}
    listed = tuple([term for term in terms if term not in alone])
    return [listed] * bool(listed) + [(term,) for term in terms if term in alone]


def _apart(month_days: list[tuple[Term, ...]], weekdays: list[tuple[Term, ...]]) -> list[Part] | None:
    """Return the union of days and weekdays as parts that share no date, if either is one plain list."""
    if len(weekdays) == 1 and all(isinstance(term, Span) for term in weekdays[0]):
        others = tuple(Span(day, day) for day in range(7) if Span(day, day) not in weekdays[0])
        return [*[(part, others) for part in month_days], ((), weekdays[0])]
    if len(month_days) == 1 and all(isinstance(term, Span) for term in month_days[0]):
        others = tuple(Span(day, day) for day in range(1, 32) if Span(day, day) not in month_days[0])
        return [(month_days[0], ()), *[(others, part) for part in weekdays]]
    return None


def _spans(field: Field, mask: int) -> tuple[Span, ...]:
    return () if mask == field.full_mask else tuple([Span(value, value) for value in bits(mask)])


def _add_up(lines: list[str | None], dialect: Dialect, expr: CronExpression) -> bool:
    """Return whether the occurrences of *lines* together are those of *expr*."""
    try:
        plans = [parse(line or "", dialect=dialect).plan for line in lines]
    except CronError:
        return False
    whole = expr.plan
    if {_clock_and_years(plan) for plan in plans} != {_clock_and_years(whole)}:
        return False
    years = whole.representative_years()
    return all(_days_of(plans, year) == whole.year_mask(year) for year in years)


def _clock_and_years(plan: Plan) -> tuple[int, int, int, int]:
    return plan.hours, plan.minutes, plan.seconds, plan.years


def _days_of(plans: list[Plan], year: int) -> int:
    days = 0
    for plan in plans:
        days |= plan.year_mask(year)
    return days
