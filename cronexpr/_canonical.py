"""The normal form: one text for all expressions that mean the same."""

from __future__ import annotations

from itertools import chain

from ._days import written_form
from ._parser import MAX_LENGTH
from ._plan import EVERY_YEAR, bits
from ._runs import spelt_progressions
from ._writer import WRITERS
from .fields import YEAR, is_either

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._days import DayForm
    from ._writer import Clock, Days, Writer
    from .expression import CronExpression


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
            return text if len(text) <= MAX_LENGTH else _shortened(expr, writer, clock, days, year)
    # Only a step drawn from a seed makes an interval job that cannot be written otherwise.
    return expr.source.strip()


def _shortened(expr: CronExpression, writer: Writer, clock: Clock, days: Days, year: str) -> str:
    """Return the normal form with the years of *year* written by steps; the source, if too long still."""
    written = writer.read("year", year)
    steps = ",".join(spelt_progressions(bits(written.mask) if written else []))
    text = writer.text(clock, days, steps) if writer.read("year", steps) else None
    return expr.source.strip() if text is None or len(text) > MAX_LENGTH else text


def _dates(expr: CronExpression, writer: Writer) -> tuple[Days, str]:
    """Return the day fields and the year field."""
    for form in chain(writer.forms(expr.plan), _from_own_terms(expr)):
        if days := writer.days(form):
            return days, "*" if form.years == EVERY_YEAR else next(writer.values(YEAR, form.years))
    # Not met in any preset; a dialect could be derived that has lists of one kind of term only.
    _, _, _, day, month, weekday, year = expr.fields
    return (day.text, month.text, weekday.text), year.text


def _from_own_terms(expr: CronExpression) -> Iterator[DayForm]:
    if not is_either(expr.dialect.day_rule, expr.fields[3], expr.fields[5]):
        yield written_form(expr.plan, expr.fields)
