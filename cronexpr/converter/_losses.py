"""What a dialect cannot express: each loss as a `Problem` with its place, and the nearest text."""

from __future__ import annotations

from cronexpr._days import of_values, possible_dates
from cronexpr._making import new_expression
from cronexpr._parser import field_spans, whole_span
from cronexpr._plan import EVERY_YEAR, compile_plan
from cronexpr.errors import CronConversionError, Problem
from cronexpr.fields import DAY_OF_WEEK, SECOND, YEAR, FieldSet, is_either
from cronexpr.terms import LastDay, LastWeekday, NthWeekday, Wildcard

from ._lines import can_say_days, one_line, plain_forms, several_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from cronexpr._plan import Plan
    from cronexpr._writer import Writer
    from cronexpr.expression import CronExpression
    from cronexpr.fields import Field, Fields
    from cronexpr.terms import CalendarTerm

    Loss: TypeAlias = tuple[str, str, str | None, tuple[int, int]]  # code, what is lost, field, span

_HINTS = {
    "CNV001": "the nearest runs in the same minutes, at second 0",
    "CNV002": "the nearest runs once in each of these minutes, at second 0",
    "CNV003": "the nearest runs in every year",
    "CNV004": "the nearest leaves those years out",
    "CNV005": "run it from what starts the system's services, or let the program do it when it starts",
    "CNV006": "the nearest runs on every date that can be the one: let the command look which it is",
    "CNV007": "the nearest runs on every date that can be the one: let the command look which it is",
    "CNV008": "the nearest runs on that weekday every week: let the command look at the date",
    "CNV009": "the nearest runs on that weekday every week: let the command look at the date",
    "CNV010": "the nearest runs on these dates, whatever the weekday: let the command look at it",
}


def refusal(expr: CronExpression, writer: Writer) -> CronConversionError:
    """Return the error that names all that *writer*'s dialect cannot say of *expr*."""
    name = writer.dialect.name
    whole = whole_span(expr.source)
    if expr.is_reboot:
        losses: list[Loss] = [("CNV005", "start-up jobs", None, whole)]
    else:
        losses = [*_losses(expr, writer)] or [("CNV013", "this in one line", None, whole)]
    nearest = None if expr.is_reboot else _nearest(expr, writer, {code for code, *_ in losses})
    lines = () if expr.is_reboot else several_lines(expr, writer) or ()
    problems = []
    for code, what, field, span in losses:
        hint = _HINTS.get(code, "") if nearest or expr.is_reboot else ""
        if lines:
            hint = f"{len(lines)} lines say it together: {'; '.join(lines)}"
        message = f"the dialect {name} cannot say {what}"
        suggestion = None if lines else nearest
        problems.append(Problem(code, "error", message, span, field, hint, suggestion=suggestion))
    return CronConversionError(tuple(problems), expr.source)


def _losses(expr: CronExpression, writer: Writer) -> Iterator[Loss]:
    """Yield what cannot be said, field by field in standard order, then the joining of the day fields."""
    spans = field_spans(expr.source, expr.dialect)
    whole = whole_span(expr.source)
    written = {name for layout in writer.dialect.layouts for name in layout}
    plan = expr.plan
    if "second" not in written and plan.seconds != 1:
        several = plan.seconds.bit_count() > 1
        code, what = ("CNV002", "more than one run a minute") if several else ("CNV001", "seconds")
        yield code, what, "second", spans.get("second", whole)
    lost_terms = [*_lost_terms(expr, writer, spans)]
    yield from lost_terms
    yield from _lost_joining(expr, writer, spans, any_lost=bool(lost_terms))
    if plan.years != EVERY_YEAR:
        low, high = writer.dialect.years
        where = spans.get("year", whole)
        if "year" not in written:
            yield "CNV003", "years", "year", where
        elif plan.years & ~((2 << high) - (1 << low)):
            yield "CNV004", f"years outside {low} to {high}", "year", where


def _lost_terms(expr: CronExpression, writer: Writer, spans: dict[str, tuple[int, int]]) -> Iterator[Loss]:
    """Yield the terms of the day fields that cannot be said even by themselves, in these months and years."""
    for index in (3, 5):
        written = expr.fields[index]
        start = spans.get(written.name, (0, 0))[0]
        for term in written.calendar:
            if not _can_say(expr, term, writer):
                left, right = written.spans[written.terms.index(term)]
                span = (start + left, start + right) if spans else whole_span(expr.source)
                yield *_name(term), written.name, span


def _name(term: CalendarTerm) -> tuple[str, str]:
    match term:
        case LastDay(offset=0):
            return "CNV006", "the last day of the month"
        case LastDay():
            return "CNV006", "a day counted from the end of the month"
        case NthWeekday():
            return "CNV008", "the n-th weekday of the month"
        case LastWeekday():
            return "CNV009", "the last weekday of a kind in the month"
    return "CNV007", "the workday nearest to a date"


def plan_with(expr: CronExpression, term: CalendarTerm) -> Plan:
    """Compile *expr* with the days of *term* in place of its own: what cannot say it cannot say *term*."""
    second, minute, hour, day, month, weekday, year = expr.fields
    only = FieldSet(weekday.field, "", (term,), (), 0, (term,))
    if isinstance(term, (NthWeekday, LastWeekday)):
        day, weekday = _unlimited(day.field), only
    else:
        day, weekday = only.replace(field=day.field), _unlimited(weekday.field)
    return compile_plan((second, minute, hour, day, month, weekday, year), "and")


def _can_say(expr: CronExpression, term: CalendarTerm, writer: Writer) -> bool:
    plan = plan_with(expr, term)
    return not plan.is_satisfiable or any(map(writer.days, plain_forms(plan, writer)))


def _lost_joining(
    expr: CronExpression, writer: Writer, spans: dict[str, tuple[int, int]], *, any_lost: bool
) -> Iterator[Loss]:
    """Yield the joining of the day fields, or the list in one of them, if it cannot be said."""
    _, _, _, day, _, weekday, _ = expr.fields
    where = (spans["day_of_month"][0], spans["day_of_week"][1]) if spans else whole_span(expr.source)
    dialect = writer.dialect
    limited = [field for field in (day, weekday) if field.mask != field.field.full_mask]
    if can_say_days(expr, writer):
        return
    if len(limited) < 2:
        if not any_lost:
            yield "CNV012", "these days in one list", limited[0].name, spans.get(limited[0].name, where)
        return
    either = is_either(expr.dialect.day_rule, day, weekday)
    can_join = dialect.day_rule == "or" if either else dialect.day_rule == "and" or "+" in dialect.forms
    unlisted = [field for field in limited if next(writer.kept(field, expr.dialect), None) is None]
    if not any_lost and can_join and unlisted:
        name = unlisted[0].name
        yield "CNV012", "these days in one list", name, spans.get(name, where)
    elif either:
        if not any_lost or dialect.day_rule != "or":
            yield "CNV011", "dates or weekdays, whichever match", "day_of_month", where
    elif not any_lost or (dialect.day_rule != "and" and "+" not in dialect.forms):
        yield "CNV010", "dates and weekdays that must both match", "day_of_month", where


# The nearest


def _nearest(expr: CronExpression, writer: Writer, codes: set[str]) -> str | None:
    """Return the nearest text: it runs on all the days that *expr* does, and on some others."""
    second, minute, hour, day, month, weekday, year = expr.fields
    if codes & {"CNV001", "CNV002"}:
        second = of_values(SECOND, 1)
    if "CNV003" in codes:
        year = _unlimited(YEAR)
    elif "CNV004" in codes:
        low, high = writer.dialect.years
        year = of_values(YEAR, year.mask & ((2 << high) - (1 << low)))
    if codes & {"CNV006", "CNV007"}:
        day = _widened(expr, day, writer)
    if codes & {"CNV008", "CNV009"}:
        weekday = _widened(expr, weekday, writer)
    if "CNV010" in codes:
        weekday = _unlimited(DAY_OF_WEEK)
    fields: Fields = (second, minute, hour, day, month, weekday, year)
    near = new_expression("", expr.dialect, fields, None, expr.dst, None)
    return one_line(near, writer) if near.is_satisfiable else None


def _widened(expr: CronExpression, written: FieldSet, writer: Writer) -> FieldSet:
    """Return the field with values in place of the terms that cannot be said: all days that they may be."""
    mask = written.mask
    kept: list[CalendarTerm] = []
    for term in written.calendar:
        if _can_say(expr, term, writer):
            kept.append(term)
        elif isinstance(term, (NthWeekday, LastWeekday)):
            mask |= 1 << term.weekday
        else:
            mask |= possible_dates(term)
    return of_values(written.field, mask, tuple(kept), is_joined=written.is_joined)


def _unlimited(field: Field) -> FieldSet:
    return FieldSet(field, "*", (Wildcard(),), (), field.full_mask, is_restricted=False, has_star=True)
