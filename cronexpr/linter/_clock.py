"""Rules about times of day: how often, at which moments everyone else runs too, and where clocks change."""

from __future__ import annotations

from itertools import islice

from .. import parse
from .._calendar import MAX_YEAR, WORKDAYS
from .._parser import MAX_LENGTH
from .._plan import bits
from .._search import count_walls, matches_wall, walk
from .._zone import zone_key, zone_of
from .._zoned import POLICIES, zoned_plan
from ..errors import enumerated
from ..terms import Span
from ._subject import called, sole_span, spans, stretch, two_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from .._plan import Plan
    from .._zone import Change
    from .._zoned import Cut
    from ..expression import CronExpression
    from ..fields import FieldSet
    from ._subject import Finding, Subject

_HORIZON = 12  # years to look ahead for a clock change that matters; a yearly job may meet one in seven
_SHOWN_TIMES = 3
_DAY_STARTS, _DAY_ENDS = 6, 23  # hours that a job is likely meant for, if one of them is its minute
_PASSES = {(0,): "the first time only", (1,): "the second time only", (0, 1): "both times"}


def every_minute(subject: Subject) -> Iterator[Finding]:
    """Find ``* 9 * * *``: a fixed hour, and all of its minutes; likewise seconds of a fixed minute."""
    field = _forgotten(subject)
    if field is None:
        return
    times, larger, changes = 60, subject.minute, {"second": "0"}
    if field is subject.minute:
        times, larger, changes = 60 * subject.plan.seconds.bit_count(), subject.hour, {"minute": "0"}
        if times > 60:
            changes["second"] = "0"
    values = bits(larger.mask)
    where = called(larger, values[0]) if len(values) == 1 else f"each of {len(values)} {larger.name}s"
    message = f"this runs {times} times in {where}, at every {field.name} of it, not once"
    hint = f"name the {field.name}"
    yield subject.note(message, field, None, hint, suggestion=subject.rewritten(changes))


def _forgotten(subject: Subject) -> FieldSet | None:
    """Return the field that runs through all its values though the next larger one names single values."""
    if subject.minute.text == "*" and _is_pointed(subject.hour):
        return subject.minute
    return subject.second if subject.second.text == "*" and _is_pointed(subject.minute) else None


def _is_pointed(field: FieldSet) -> bool:
    """Return whether *field* names moments (``9``, ``9,17``, ``*/2``), not a stretch of time."""
    if field.mask == field.field.full_mask:
        return False
    return all(isinstance(term, Span) and (term.first == term.last or term.step > 1) for term in field.terms)


def very_frequent(subject: Subject) -> Iterator[Finding]:
    """Find what runs every minute, or more often."""
    seconds = subject.plan.seconds.bit_count()
    if _forgotten(subject) is not None:
        return
    if seconds > 1:
        is_star = subject.second.text == "*"
        yield subject.note(
            f"this runs {seconds} times a minute",
            subject.second,
            None,
            "for once a minute name one second" if is_star else "",
            suggestion=subject.rewritten({"second": "0"}) if is_star else None,
        )
    elif subject.minute.mask == subject.minute.field.full_mask:
        yield subject.note("this runs every minute", subject.minute)


def crowded_moment(subject: Subject) -> Iterator[Finding]:
    """Find midnight and the full hour, when everyone's jobs run."""
    plan = subject.plan
    if plan.minutes != 1 or plan.seconds != 1 or plan.hours not in (1, subject.hour.field.full_mask):
        return
    # From the text, so that the same text gets the same answer and different ones spread.
    # Past 23, lest the minute look like an hour.
    minute = 24 + sum(map(ord, subject.text)) % 36
    when = "midnight" if plan.hours == 1 else "the full hour"
    yield subject.note(
        f"many jobs of many people run at {when}; another minute is quieter",
        subject.minute,
        None,
        "any minute but 0 will do",
        suggestion=subject.rewritten({"minute": str(minute)}),
    )


def late_end(subject: Subject) -> Iterator[Finding]:
    """Find ``*/5 9-17``, which runs on past 17:00."""
    minutes, hours = subject.plan.minutes, sole_span(subject.hour)
    if hours is None or not hours.first < hours.last < subject.hour.field.high or hours.step > 1:
        return
    if minutes.bit_count() == 1 or not _is_repeating(subject.minute):
        return
    last = minutes.bit_length() - 1
    message = f"this runs until {hours.last:02}:{last:02}, not until {hours.last:02}:00"
    hint = ""
    if minutes & 1:
        one = subject.rewritten({"hour": stretch(hours.first, hours.last - 1)})
        two = subject.rewritten({"minute": "0", "hour": str(hours.last)})
        lines = two_lines(one, two) or "write another line for that hour"
        hint = f"to end at {hours.last:02}:00 {lines}"
    yield subject.note(message, subject.hour, None, hint)


def _is_repeating(field: FieldSet) -> bool:
    return field.text == "*" or any(
        term.step > 1 and term.last == field.field.high for _, term in spans(field)
    )


def swapped(subject: Subject) -> Iterator[Finding]:
    """Find ``9 0 * * 1-5``, which is 00:09 and was likely meant to be 09:00."""
    plan, weekdays = subject.plan, subject.weekday
    minute = plan.first_minute
    if plan.hours != 1 or minute != plan.last_minute or not _DAY_STARTS <= minute <= _DAY_ENDS:
        return
    # Multiples of five are sensible minutes, and so is 00:17 every day; at nine past
    # midnight on workdays few things happen.
    if minute % 5 and weekdays.is_restricted and weekdays.mask and not weekdays.mask & ~WORKDAYS:
        changes = {"minute": subject.hour.text, "hour": subject.minute.text}
        yield subject.note(
            f"this runs at 00:{minute:02}, not at {minute:02}:00",
            subject.minute,
            None,
            "the field order is minute, then hour",
            suggestion=subject.rewritten(changes),
        )


def no_zone(subject: Subject) -> Iterator[Finding]:
    """Find fixed hours without a time zone."""
    if subject.expr.tz is None and subject.plan.hours != subject.hour.field.full_mask:
        yield subject.note(
            "the hour is that of whatever zone the scheduler keeps, which is often UTC",
            subject.hour,
            None,
            'say which zone is meant: tz="Europe/Berlin" in Python, --tz Europe/Berlin on the command line',
        )


def clock_change(subject: Subject) -> Iterator[Finding]:
    """Find times that the zone's clock will skip or repeat: the next gap, and the next fold."""
    expr = subject.expr
    # What runs again and again takes a clock change as it comes.
    if expr.tz is None or (expr.is_interval and not _is_pointed(subject.hour)) or subject.hour.has_star:
        return
    seen: set[bool] = set()
    for change, cut in _exposures(expr, subject.now):
        if change.is_gap not in seen:
            seen.add(change.is_gap)
            yield _exposed(subject, change, cut)


def _exposures(expr: CronExpression, now: datetime) -> Iterator[tuple[Change, Cut]]:
    """Yield the clock changes after *now* that *expr* has occurrences in, and what becomes of those."""
    tz: tzinfo = expr.tz  # type: ignore[assignment]
    plan = zoned_plan(expr.plan, tz, expr.dst, expr.is_interval)
    zone = zone_of(tz)
    for year in range(now.year, min(now.year + _HORIZON, MAX_YEAR)):
        cuts = {cut.low: cut for cut in plan.cuts[year]}
        for change in zone.changes[year]:
            if change.low in cuts and change.low > now:
                yield change, cuts[change.low]


def _exposed(subject: Subject, change: Change, cut: Cut) -> Finding:
    plan = subject.plan
    low, high = change.low, change.high
    one = count_walls(plan, low, high) == 1
    where = f"on {low:%Y-%m-%d} in {zone_key(subject.expr.tz) or 'this zone'}"  # type: ignore[arg-type]
    if change.is_gap:
        makes_up = POLICIES[subject.expr.dst].gap[subject.expr.is_interval] and matches_wall(plan, high)
        then = f"it will run at {high:%H:%M}" if cut.caught_up or makes_up else "it will not run then"
        message = f"{_times(plan, change)} {'does' if one else 'do'} not exist {where}; {then}"
    else:
        then = _PASSES[cut.passes]
        message = f"{_times(plan, change)} {'happens' if one else 'happen'} twice {where}; it will run {then}"
    hint = f"a time outside {low:%H:%M} to {high:%H:%M}, or UTC, avoids it"
    return subject.note(message, subject.hour, None, hint, suggestion=_moved(subject, change))


def _times(plan: Plan, change: Change) -> str:
    """Return the first few times of *plan* that *change* makes unclear."""
    walls = islice(walk(plan, change.low, change.high, reverse=False), _SHOWN_TIMES)
    found = [f"{wall:%H:%M}" + (f":{wall:%S}" if wall.second else "") for wall in walls]
    rest = count_walls(plan, change.low, change.high) - len(found)
    return enumerated([*found, f"{rest} more"] if rest else found)


def _moved(subject: Subject, change: Change) -> str | None:
    """Return the text with its one hour moved past the unclear times, to where no clock change reaches it."""
    hours = bits(subject.plan.hours)
    if len(hours) > 1:
        return None
    for hour in range(hours[0] + 1, min(hours[0] + 4, 24)):
        text = subject.rewritten({"hour": str(hour)})
        given = subject.expr
        if len(text) > MAX_LENGTH:
            return None
        expr = parse(text, dialect=subject.dialect, tz=given.tz, dst=given.dst, seed=given.seed)
        if next(_exposures(expr, change.low.replace(month=1, day=1)), None) is None:
            return text
    return None
