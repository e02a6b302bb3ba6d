"""What a form refuses although it parses: too long, too often, never."""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter

from .. import check
from .._explanation import spell_length, why_none
from .._parser import MAX_LENGTH as _MAX_LENGTH
from ..errors import Problem
from ..linter._subject import Subject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from ..expression import CronExpression

MAX_LENGTH = 256
"""The most characters that a form takes, unless told otherwise: a list of all 60 minutes has 170."""

RULES = {
    "FRM001": (
        "The expression runs more often than the form allows. The shortest time between two "
        "neighbouring occurrences is computed exactly, by the wall clock, so that `59 9 * * *` and "
        "`0,59 9,10 * * *` are told apart: the second runs at 9:59 and again at 10:00."
    ),
    "FRM002": (
        "The form wants a schedule that runs, and this one does not, or no longer: its dates do not "
        "exist, its years are past, or it is `@reboot`, which has no time."
    ),
    "FRM003": (
        "The text is longer than the form takes. It was not read, so that no text can take much time "
        "or memory."
    ),
    "FRM004": "What was sent as an expression is not text.",
    "FRM005": (
        "A field that keeps text was given an expression of another dialect, time zone, policy or seed, "
        "so that its text, read again by the field's rules, would mean something else."
    ),
}
"""What each code means, at length."""

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_EVEN_MINUTES = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30)
_EVEN_HOURS = (1, 2, 3, 4, 6, 8, 12)
_NEVER = ("CRL001", "CRL029")


def too_long(text: object, max_length: int) -> Problem | None:
    """Return the problem of a *text* of more than *max_length* characters."""
    limit = min(max_length, _MAX_LENGTH)
    if not isinstance(text, str) or len(text) <= limit:
        return None
    message = f"the text has {len(text):,} characters; at most {limit:,} are allowed"
    hint = "a schedule that long is better said in several expressions"
    return Problem("FRM003", "error", message, (limit, len(text)), None, hint)


def findings(
    expr: CronExpression,
    now: datetime,
    min_interval: timedelta | None,
    must_fire: bool,
    ignore: Iterable[str],
) -> list[Problem]:
    """Return what a form may say of *expr*, which parses: broken limits and warnings, in text order."""
    found = check(expr.source, dialect=expr.dialect, tz=expr.tz, now=now, ignore=ignore, seed=expr.seed)
    problems = list(still_firing(expr, now, found) if must_fire else found)
    if min_interval is not None and (problem := too_often(expr, min_interval, now)):
        problems.append(problem)
    return sorted(problems, key=attrgetter("span"))


def is_refused(problem: Problem, strict: bool) -> bool:
    """Return whether *problem* alone keeps a text from being taken."""
    return problem.severity == "error" or (strict and problem.severity == "warning")


def too_often(expr: CronExpression, min_interval: timedelta, now: datetime) -> Problem | None:
    """Return the problem of occurrences of *expr* that lie less than *min_interval* apart."""
    if expr.plan.times_a_day == 1 and min_interval <= _DAY:
        return None  # To look for the closest days is dear.
    shortest = expr.shortest_interval()
    if shortest is None or shortest >= min_interval:
        return None
    subject = Subject(expr, now)
    at_fault = _field_at_fault(shortest)
    field = next((field for field in subject.written if field.name == at_fault), None)
    closest, least = (spell_length(int(span.total_seconds())) for span in (shortest, min_interval))
    message = f"two runs are only {closest} apart; at least {least} must lie between"
    rarer = next(_rarer(subject, min_interval), None)
    hint = "run it less often"
    name = field.name if field else None
    return Problem("FRM001", "error", message, subject.place(field), name, hint, None, rarer)


def still_firing(expr: CronExpression, now: datetime, warnings: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return *warnings*, with an error among them if nothing of *expr* is left after *now*."""
    if expr.next(now) is not None:
        return warnings
    if any(problem.code in _NEVER for problem in warnings):
        # The linter knows which field is to blame, and what else may be meant.
        return tuple([_hardened(problem) for problem in warnings])
    message = f"this {why_none(expr)}" if expr.is_reboot else "this never runs again"
    place = Subject(expr, now).place()
    hint = "write a schedule that has a next time"
    return (Problem("FRM002", "error", message, place, None, hint), *warnings)


def _hardened(problem: Problem) -> Problem:
    return problem.replace(code="FRM002", severity="error") if problem.code in _NEVER else problem


def _field_at_fault(shortest: timedelta) -> str | None:
    # Times of day are a product of three sets: a pause of less than an hour needs two minutes.
    if shortest < _MINUTE:
        return "second"
    if shortest < _HOUR:
        return "minute"
    return "hour" if shortest < _DAY else None


def _rarer(subject: Subject, min_interval: timedelta) -> Iterator[str]:
    """Yield texts, the nearest first, that run as rarely as *min_interval* asks."""
    for changes in _sparser_clocks(subject, min_interval):
        text = subject.rewritten(changes)
        expr = subject._read(text)
        shortest = expr and expr.shortest_interval()
        if shortest and shortest >= min_interval:
            yield text


def _sparser_clocks(subject: Subject, min_interval: timedelta) -> Iterator[dict[str, str]]:
    changes = {"second": "0"} if subject.plan.seconds.bit_count() > 1 else {}
    if changes:
        yield changes
    for field, unit, steps in ((subject.minute, _MINUTE, _EVEN_MINUTES), (subject.hour, _HOUR, _EVEN_HOURS)):
        if field.mask.bit_count() > 1:
            head = "H" if field.text[:1] == "H" else "*"
            for step in steps:
                if step * unit >= min_interval:
                    yield changes | {field.name: f"{head}/{step}" if step > 1 else head}
            changes[field.name] = str(field.values[0])
            yield changes
