"""Rules about steps, which start afresh with every hour, day, week, month and year."""

from __future__ import annotations

from .._plan import bits
from ..errors import enumerated
from ._subject import NOUNS, WEEKDAYS, brief, called, is_whole, number, plural, sole_span, spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fields import FieldSet
    from ..terms import Span
    from ._subject import Finding, Subject

_WHOLES = {
    "second": "minute",
    "minute": "hour",
    "hour": "day",
    "day_of_month": "month",
    "month": "year",
    "day_of_week": "week",
    "year": "range of years",
}
_LAST_DAYS = 28  # a range of days that reaches this far is meant to reach the month's end


def uneven_minutes(subject: Subject) -> Iterator[Finding]:
    """Find steps of the minute or second that do not divide 60, where the next hour or minute follows on."""
    plan = subject.plan
    if plan.minutes & plan.minutes >> 1:
        yield from _uneven(subject, subject.second)
    if plan.hours & plan.hours >> 1:
        yield from _uneven(subject, subject.minute)


def uneven_hours(subject: Subject) -> Iterator[Finding]:
    """Find steps of the hour that do not divide 24, where days follow on each other."""
    for finding in _uneven(subject, subject.hour):
        if subject.has_neighbouring_days():
            yield finding


def uneven_months(subject: Subject) -> Iterator[Finding]:
    """Find steps of the month that do not divide 12, where years follow on each other."""
    if subject.plan.years & subject.plan.years >> 1:
        yield from _uneven(subject, subject.month)


def _uneven(subject: Subject, field: FieldSet) -> Iterator[Finding]:
    term = _stepped(field)
    size = field.field.size
    # Where the step divides, a late start is a window: `20-59/15` was meant to begin at 20.
    if term is None or term.last < field.field.high or not size % term.step:
        return
    values = bits(term.mask(field.field))
    gap = size - values[-1] + values[0]
    noun, whole = NOUNS[field.name], _WHOLES[field.name]
    divisors = [step for step in range(1, size + 1) if size % step == 0]
    best = min(divisors, key=lambda step: abs(step - term.step))
    yield subject.note(
        f"{brief(field.text)} is not every {plural(term.step, noun)}: it starts afresh each {whole}, so"
        f" {called(field, values[-1])} is followed by {called(field, values[0])} after {plural(gap, noun)}",
        field,
        0,
        f"steps that divide the {whole} evenly are {enumerated(map(str, divisors[1:-1]))}",
        suggestion=subject.rewritten({field.name: _restepped(field, term, best)}),
    )


def _stepped(field: FieldSet) -> Span | None:
    """Return the one term of *field* if it has a step that leaves several values."""
    term = sole_span(field)
    return term if term is not None and 1 < term.step <= term.last - term.first else None


def _restepped(field: FieldSet, term: Span, step: int) -> str:
    if step > term.last - term.first:
        return str(term.first)
    start = "*" if term.first == field.field.low else f"{term.first}-{term.last}"
    return f"{start}/{step}"


def day_step(subject: Subject) -> Iterator[Finding]:
    """Find steps of the day of month that are taken for "every n days"."""
    field = subject.day
    term = _stepped(field)
    if term is None or term.last < _LAST_DAYS or term.step == _FORTNIGHT:
        return
    values = bits(term.mask(field.field))
    hint = "cron cannot count days across months: use a scheduler with intervals, or test the date"
    if term.step == 2:
        hint = f"these are the {'odd' if term.first % 2 else 'even'} days of each month; {hint}"
    yield subject.note(
        f"{brief(field.text)} is not every {plural(term.step, 'day')}: it starts afresh each month,"
        f" so day {values[-1]} is followed by day {values[0]} of the next",
        field,
        0,
        hint,
    )


_FORTNIGHT = 14


def fortnight_step(subject: Subject) -> Iterator[Finding]:
    """Find ``*/14`` among the days of the month."""
    field = subject.day
    term = _stepped(field)
    if term is None or term.step != _FORTNIGHT:
        return
    values = bits(term.mask(field.field))
    days = enumerated(map(str, values))
    yield subject.note(
        f"{brief(field.text)} is not every two weeks: it is days {days}, and then {values[0]} again",
        field,
        0,
        "for twice a month name two days",
        suggestion=subject.rewritten({field.name: ",".join(map(str, values[:2]))}),
    )


def weekday_step(subject: Subject) -> Iterator[Finding]:
    """Find steps of the day of week, which are taken for "every n days" or "every n weeks"."""
    field = subject.weekday
    term = _stepped(field)
    if term is None or term.last < field.field.high:
        return
    values = bits(field.mask)
    days = [number(subject, field, value) for value in values]
    yield subject.note(
        f"{brief(subject.item(field, 0))} is neither every {term.step} days nor every {term.step} weeks:"
        f" it is {enumerated(WEEKDAYS[value] for value in values)} of each week",
        field,
        0,
        "say which days are meant",
        suggestion=subject.rewritten({field.name: "+" * field.is_joined + ",".join(days)}),
    )


def long_step(subject: Subject) -> Iterator[Finding]:
    """Find steps that no second value of the field can follow."""
    for field, index, term in _lone_steps(subject):
        # The first Sunday is `1-7 * */7` where a leading star makes both day fields count.
        if not is_whole(field, term) or subject.is_star_that_joins(field):
            continue
        low, high = field.field.low, field.field.high
        noun, whole = NOUNS[field.name], _WHOLES[field.name]
        hint, offer = _instead(subject, field, index, term)
        yield subject.note(
            f"step {term.step} never repeats inside the {whole}: {noun}s run {low}-{high},"
            f" so only {called(field, term.first)} is left",
            field,
            index,
            hint,
            suggestion=offer,
        )


def step_of_one(subject: Subject) -> Iterator[Finding]:
    """Find ranges that are shorter than their step."""
    for field, index, term in _lone_steps(subject):
        if not is_whole(field, term):
            yield subject.note(
                f"step {term.step} is longer than its range, so only {called(field, term.first)} is left",
                field,
                index,
                "write the value alone",
                suggestion=subject.with_item(field, index, number(subject, field, term.first)),
            )


def _lone_steps(subject: Subject) -> Iterator[tuple[FieldSet, int, Span]]:
    for field in subject.written:
        for index, term in spans(field):
            if term.step > 1 and 0 <= term.last - term.first < term.step:
                yield field, index, term


def _instead(subject: Subject, field: FieldSet, index: int, term: Span) -> tuple[str, str | None]:
    """Return a hint, and the text with the step carried over to the hour, or with the one value left."""
    from .._diagnosis._places import EVERY_90_MINUTES, by_the_clock  # Errors are loaded where one is met.

    hint = f"cron counts within the {_WHOLES[field.name]} only"
    if field.name == "minute" and len(field.terms) == 1 and subject.hour.text == "*":
        if term.step == 90 and [other.text for other in subject.written[1:]] == ["*"] * 4:
            return EVERY_90_MINUTES, None
        if rate := by_the_clock(60 * term.step):
            minute, hour = rate.split()[:2]
            return hint, subject.rewritten({"minute": minute, "hour": hour})
    return hint, subject.with_item(field, index, number(subject, field, term.first))


def step_from_value(subject: Subject) -> Iterator[Finding]:
    """Find ``5/15``, which only some dialects read."""
    for field in subject.written:
        ranges = {index: _written_range(subject, field, term) for index, term in _open_steps(subject, field)}
        if ranges:
            index = min(ranges)
            yield subject.note(
                f"many crons refuse a step after a single value; here it means {brief(ranges[index])}",
                field,
                index,
                "write the range",
                **subject.offers(subject.with_items(field, ranges)),
            )


def _open_steps(subject: Subject, field: FieldSet) -> Iterator[tuple[int, Span]]:
    for index, term in spans(field):
        item = subject.item(field, index)
        if "/" in item and not any(sign in item for sign in "-*?"):
            yield index, term


def _written_range(subject: Subject, field: FieldSet, term: Span) -> str:
    first, last = (number(subject, field, value) for value in (term.first, term.last))
    return f"{first}-{last}/{term.step}"
