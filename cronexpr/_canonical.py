"""The normal form: one text for all expressions that mean the same."""

from __future__ import annotations

from itertools import chain

from ._days import written_form
from ._plan import EVERY_YEAR, bits
from ._writer import WRITERS
from .fields import YEAR, is_either
from .terms import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._days import DayForm
    from ._writer import Days, Writer
    from .expression import CronExpression
    from .fields import FieldSet
    from .terms import Term


def canonical(expr: CronExpression) -> str:
    """Return the normal form of *expr* in its own dialect; see `CronExpression.canonical`."""
    writer = WRITERS[expr.dialect]
    if expr.is_reboot:
        return next(name for name, expansion in expr.dialect.nicknames if expansion is None)
    if not expr.is_satisfiable:
        return writer.never()
    days, year = _dates(expr, writer)
    for clock in writer.clocks(expr.plan):
        text = writer.text(clock, days, year)
        if text is not None and writer.is_interval(clock, expr.dst) == expr.is_interval:
            return text
    # Only a step drawn from a seed makes an interval job that cannot be written otherwise.
    return expr.source.strip()


def _dates(expr: CronExpression, writer: Writer) -> tuple[Days, str]:
    """Return the day fields and the year field."""
    years = expr.plan.years
    days = None
    for form in chain(writer.forms(expr.plan), _last_resort(expr)):
        if days := writer.days(form):
            years = form.years
            break
    year = "*" if years == EVERY_YEAR else next(writer.values(YEAR, years))
    return days or _written_days(expr, writer), year


def _last_resort(expr: CronExpression) -> Iterator[DayForm]:
    yield written_form(expr.plan, expr.fields)


def _written_days(expr: CronExpression, writer: Writer) -> Days:
    """Return the day fields term by term: for the few joinings that have no simplest form."""
    _, _, _, day, month, weekday, _ = expr.fields
    rule = "or" if is_either(expr.dialect.day_rule, day, weekday) else "and"
    days = writer.join_terms(rule, month.mask, _own_terms(day), _own_terms(weekday))
    return days or (day.text, month.text, weekday.text)


def _own_terms(field: FieldSet) -> list[Term]:
    return [*[Span(value, value) for value in bits(field.mask)], *sorted({*field.calendar}, key=repr)]
