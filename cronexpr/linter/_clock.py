"""Rules about times of day: how often, at which moments everyone else runs too, and where clocks change."""

from __future__ import annotations

from itertools import islice

from .._calendar import MAX_YEAR
from .._plan import bits
from .._search import count_walls, walk
from .._zone import zone_of
from .._zoned import POLICIES, zoned_plan
from ..terms import Span, Wildcard
from ._days import brief_line
from ._subject import enumerated, is_whole, sole_span, spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from .._zone import Change
    from .._zoned import Cut
    from ..fields import FieldSet
    from ._subject import Finding, Subject

_HORIZON = 12  # years to look ahead for a clock change that matters; a yearly job may meet one in seven
_SHOWN_TIMES = 3
_DAY_STARTS, _DAY_ENDS = 6, 23  # hours that a job is likely meant for, if one of them is its minute
_WORKDAYS = 0b011_1110


def every_minute(subject: Subject) -> Iterator[Finding]:
    """Find ``* 9 * * *``: a fixed hour, and all of its minutes; likewise seconds of a fixed minute."""
    field = _forgotten(subject)
    if field is None:
        return
    minutes, seconds = subject.plan.minutes.bit_count(), subject.plan.seconds.bit_count()
    changes = {"second": "0"} if field is subject.second else {"minute": "0"}
    if field is subject.minute and seconds > 1:
        changes["second"] = "0"
    if field is subject.second:
        message = f"this runs at every second of its minutes, {seconds} times a minute, not once"
    else:
        message = f"this runs at every minute of its hours, {minutes * seconds} times an hour, not once"
    yield subject.note(message, field, None, "name one", suggestion=subject.rewritten(changes))


def _forgotten(subject: Subject) -> FieldSet | None:
    """Return the field that runs through all its values though the next larger one names single values."""
    if subject.minute.text == "*" and _is_pointed(subject.hour):
        return subject.minute
    return subject.second if subject.second.text == "*" and _is_pointed(subject.minute) else None


def _is_pointed(field: FieldSet) -> bool:
    """Return whether *field* names moments (``9``, ``9,17``, ``*/2``), not a stretch of time."""
    return all(
        isinstance(term, Span) and (term.first == term.last or term.step > 1) and not isinstance(term, Wildcard)
        for term in field.terms
    )


def very_frequent(subject: Subject) -> Iterator[Finding]:
    """Find what runs every minute, or more often."""
    seconds = subject.plan.seconds.bit_count()
    if _forgotten(subject) is not None:
        return
    if seconds > 1:
        offer = subject.rewritten({"second": "0"}) if subject.second.text == "*" else None
        yield subject.note(
            f"this runs {seconds} times a minute",
            subject.second,
            None,
            "the first of six fields is the second",
            suggestion=offer,
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
    until = f"{hours.first}-{hours.last - 1}" if hours.last - hours.first > 1 else str(hours.first)
    message = f"the last run of the day is at {hours.last:02}:{last:02}, not at {hours.last:02}:00"
    hint = ""
    if minutes & 1:
        one = subject.rewritten({"hour": until})
        two = subject.rewritten({"minute": "0", "hour": str(hours.last)})
        hint = f"to end at {hours.last:02}:00 write two lines: `{brief_line(one)}` and `{brief_line(two)}`"
    yield subject.note(message, subject.hour, None, hint)


def _is_repeating(field: FieldSet) -> bool:
    return field.text == "*" or any(term.step > 1 and is_whole(field, term) for _, term in spans(field))


def swapped(subject: Subject) -> Iterator[Finding]:
    """Find ``9 0 * * 1-5``, which is 00:09 and was likely meant to be 09:00."""
    minute, hour, weekdays = sole_span(subject.minute), sole_span(subject.hour), subject.weekday
    if minute is None or hour is None or not minute.first == minute.last >= _DAY_STARTS or minute.first % 5 == 0:
        return
    if minute.first > _DAY_ENDS or not hour.first == hour.last == 0:
        return
    # Only with workdays: 00:17 every day is a sensible time.
    if weekdays.is_restricted and weekdays.mask and not weekdays.mask & ~_WORKDAYS:
        changes = {"minute": subject.hour.text, "hour": subject.minute.text}
        yield subject.note(
            f"this runs at 00:{minute.first:02}; for {minute.first:02}:00 the minute comes first",
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
            'say which zone is meant, as in tz="Europe/Berlin"',
        )


def clock_change(subject: Subject) -> Iterator[Finding]:
    """Find times that the zone's clock will skip or repeat: the next gap, and the next fold."""
    # A job of every hour, or every so many, takes a clock change as it comes.
    tz = subject.expr.tz
    if tz is None or subject.hour.has_star or not subject.plan.is_satisfiable:
        return
    seen: set[bool] = set()
    for change, cut in _exposures(subject, tz):
        if change.is_gap not in seen:
            seen.add(change.is_gap)
            yield _exposed(subject, change, cut)
        if len(seen) == 2:  # noqa: PLR2004 (a gap and a fold: there is no third kind)
            return


def _exposures(subject: Subject, tz: tzinfo) -> Iterator[tuple[Change, Cut]]:
    expr, now = subject.expr, subject.now
    plan = zoned_plan(subject.plan, tz, POLICIES[expr.dst], expr.is_interval)
    zone = zone_of(tz)
    for year in range(now.year, min(now.year + _HORIZON, MAX_YEAR)):
        cuts = {cut.low: cut for cut in plan.cuts[year]}
        for change in zone.changes[year]:
            if change.low > now and change.low in cuts:
                yield change, cuts[change.low]


def _exposed(subject: Subject, change: Change, cut: Cut) -> Finding:
    times = _times(subject, change)
    zone = getattr(subject.expr.tz, "key", None) or "this zone"
    day = f"{change.low:%Y-%m-%d}"
    several = count_walls(subject.plan, change.low, change.high) > 1
    if change.is_gap:
        runs_after = subject.plan.touches(_second_at(change.high)) and _matches(subject, change.high)
        then = f"it will run at {change.high:%H:%M}" if cut.caught_up or runs_after else "it will not run then"
        message = f"{times} {'do' if several else 'does'} not exist on {day} in {zone}; {then}"
    else:
        how = {(0,): "the first time only", (1,): "the second time only"}.get(cut.passes, "both times")
        message = f"{times} {'happen' if several else 'happens'} twice on {day} in {zone}; it will run {how}"
    hint = f"a time outside {change.low:%H:%M} to {change.high:%H:%M}, or UTC, avoids it"
    return subject.note(message, subject.hour, None, hint, suggestion=_moved(subject, change))


def _second_at(moment: datetime) -> tuple[int, int]:
    second = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return second, second + 1


def _matches(subject: Subject, moment: datetime) -> bool:
    return next(walk(subject.plan, moment, moment.replace(microsecond=1)), None) is not None


def _times(subject: Subject, change: Change) -> str:
    walls = walk(subject.plan, change.low, change.high)
    found = [f"{wall:%H:%M}" + (f":{wall.second:02}" if wall.second else "") for wall in islice(walls, _SHOWN_TIMES)]
    rest = count_walls(subject.plan, change.low, change.high) - len(found)
    return enumerated([*found, f"{rest} more"] if rest else found)


def _moved(subject: Subject, change: Change) -> str | None:
    """Return the text with its one hour moved past the unclear times."""
    hours = bits(subject.plan.hours)
    later = change.high.hour + (1 if change.high.minute else 0)
    if len(hours) > 1 or change.low.date() != change.high.date() or later <= hours[0]:
        return None
    return subject.rewritten({"hour": str(later)})


