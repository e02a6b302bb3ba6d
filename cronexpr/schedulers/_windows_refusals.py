"""What a task cannot say, each loss as a `Problem` with its place in the source, and the nearest text.

And what it can say, but does otherwise.
"""

from __future__ import annotations

from .._days import possible_dates
from .._making import parse
from .._parser import field_spans, whole_span
from .._relations import is_subset
from .._writer import written_values
from ..converter._losses import plan_with
from ..errors import CronConversionError, CronError, Problem
from ..terms import LastDay, NthWeekday
from ._subject import conversion_error, refusal
from ._windows_days import day_parts, is_shared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from ..expression import CronExpression
    from ..terms import CalendarTerm

    Span: TypeAlias = tuple[int, int]

MOST_TRIGGERS = 48
"""How many triggers a task can have (``triggersType`` of the schema)."""

_MORE_OFTEN = "let it start on more days, and the command look at the date"
_LET_IT_LOOK = "the nearest runs on every date that can be the one: let the command look which it is"


def lost_zone(expr: CronExpression) -> CronConversionError:
    """Return the refusal of a time zone."""
    hint = (
        "for the clock of the machine that the task runs on give no zone:"
        " expr.replace(tz=None) in Python, no --tz on the command line; or give UTC"
    )
    return refusal(expr, "WTS002", "a task runs by its machine's clock or by UTC, in no other zone", hint)


def shared_days(expr: CronExpression) -> CronConversionError:
    """Return the refusal of days that two triggers would have in common."""
    message = "dates or weekdays take two triggers, and on days that are both the task would start twice"
    hint = (
        "if two starts do no harm, accept them:"
        " allow_duplicates=True in Python, --allow-duplicates on the command line"
    )
    return conversion_error("WTS007", message, hint, _day_fields(expr), expr.source, "day_of_month")


def too_many(expr: CronExpression, count: int) -> CronConversionError:
    """Return the refusal of *count* triggers."""
    message = f"it takes {count} triggers, and a task has at most {MOST_TRIGGERS}"
    hint = "make several tasks of it, or start the task more often and let the command look at the clock"
    return refusal(expr, "WTS008", message, hint)


def kept_out(expr: CronExpression) -> Problem:
    """Return what is told of a task that runs only while its user is logged on."""
    message = "it runs only while its user is logged on, and a cron job always does"
    if expr.is_reboot:
        message = "it runs only while its user is logged on, and when the system starts nobody is yet"
    hint = (
        "logon_type in Python, --logon-type S4U on the command line, runs it without access to the network;"
        " or Password, or none for the user S-1-5-18 (SYSTEM)"
    )
    return Problem("WTS015", "warning", message, hint=hint)


def shifted() -> Problem:
    """Return what is told of a repetition of more than an hour."""
    message = (
        "where the clocks change, runs that a trigger repeats for longer than an hour are off by that hour"
        " for the rest of the day"
    )
    hint = "wall_clock=True in Python, --wall-clock on the command line, avoids it"
    return Problem("WTS013", "warning", message, hint=hint)


def lost_days(expr: CronExpression) -> CronConversionError:
    """Return the error that names what cannot be said of the days of *expr*."""
    losses = [*_lost_terms(expr)]
    nearest = _nearest(expr, [(span, texts) for _, _, _, span, texts in losses])
    problems = [
        Problem(code, "error", message, span, field, _hint(code, nearest), suggestion=nearest)
        for code, message, field, span, _ in losses
    ]
    if not problems:
        message = "a task cannot start on days that must match both a date and a weekday"
        weekday = field_spans(expr.source, expr.dialect).get("day_of_week", whole_span(expr.source))
        nearest = _nearest(expr, [(weekday, ["*", "?"])])
        hint = "the nearest runs on these dates, whatever the weekday: let the command look at it"
        span = _day_fields(expr)
        hint = hint if nearest else _MORE_OFTEN
        problems.append(Problem("WTS006", "error", message, span, "day_of_month", hint, suggestion=nearest))
    return CronConversionError(tuple(problems), expr.source)


def _hint(code: str, nearest: str | None) -> str:
    if not nearest:
        return _MORE_OFTEN
    if code == "WTS005":
        return "the nearest runs on the last one of every month: let the command look whether it is the fifth"
    return _LET_IT_LOOK


def _lost_terms(expr: CronExpression) -> Iterator[tuple[str, str, str, Span, list[str]]]:
    """Yield terms that no trigger says, even by themselves: code, message, field, span, what comes near."""
    spans = field_spans(expr.source, expr.dialect)
    for index in (3, 5):
        written = expr.fields[index]
        for term, (start, stop) in zip(written.terms, written.spans, strict=False):
            if term in written.calendar and not _can_say(expr, term):  # type: ignore[arg-type]
                at = spans[written.name][0]
                item = written.text[start:stop]
                code, message, texts = _loss(term, item)  # type: ignore[arg-type]
                yield code, message, written.name, (at + start, at + stop), texts


def _loss(term: CalendarTerm, item: str) -> tuple[str, str, list[str]]:
    if isinstance(term, NthWeekday):
        weekday = item.partition("#")[0]
        message = "a task knows the first to the fourth weekday and the last, no fifth"
        return "WTS005", message, [f"{weekday}L", f"{weekday}#L"]
    texts = [written_values(possible_dates(term), str)]
    if isinstance(term, LastDay):
        return "WTS003", "a task knows the last day of the month, but no day counted from it", texts
    return "WTS004", "a task does not know the workday nearest to a date", texts


def _can_say(expr: CronExpression, term: CalendarTerm) -> bool:
    plan = plan_with(expr, term)
    return not plan.is_satisfiable or day_parts(plan) is not None


def _nearest(expr: CronExpression, changes: list[tuple[Span, list[str]]]) -> str | None:
    """Return the source with all *changes* made, if triggers can say it and it has all that *expr* has."""
    for choice in (0, -1):
        text = expr.source
        for (start, stop), texts in sorted(changes, reverse=True):
            text = text[:start] + texts[choice] + text[stop:]
        try:
            near = parse(text, dialect=expr.dialect, seed=expr.seed)
        except CronError:
            continue
        parts = day_parts(near.plan)
        if parts and not is_shared(parts, near.plan) and is_subset(expr.plan, near.plan):
            return text
    return None


def _day_fields(expr: CronExpression) -> Span:
    spans = field_spans(expr.source, expr.dialect)
    return (spans["day_of_month"][0], spans["day_of_week"][1]) if spans else whole_span(expr.source)
