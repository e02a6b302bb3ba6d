"""Rules about days: what never comes, what is rare, and how the two day fields join."""

from __future__ import annotations

from .._calendar import MONTH_LENGTHS, is_leap
from .._plan import EVERY_YEAR, bits
from ..errors import enumerated
from ..terms import NearestWorkday, Span
from ._subject import MONTHS, WEEKDAYS, brief, number, stretch, two_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fields import FieldSet
    from ..terms import Term
    from ._subject import Finding, Subject

_FIRST_WEEK = 0b1111_1110
_NTH = {_FIRST_WEEK << 7 * week: str(week + 1) for week in range(4)} | {
    0b111 << 29: "5",
    _FIRST_WEEK << 24: "L",
}
"""What days of the month, taken as a mask, are meant by who writes them beside one weekday."""
_NTH_NAMES = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "L": "last"}
_FORTNIGHTLY = {
    1 << 1 | 1 << 15: "13",
    _FIRST_WEEK | _FIRST_WEEK << 14: "13",
    _FIRST_WEEK << 7 | _FIRST_WEEK << 21: "24",
}
_RARE = 29
_TWO_LINES = "write two lines, the second for the days after"


def never_fires(subject: Subject) -> Iterator[Finding]:
    """Find expressions that no date of any year matches."""
    if subject.plan.is_satisfiable:
        return
    day = subject.day
    months = bits(subject.plan.months)
    longest = max(MONTH_LENGTHS[1][month] for month in months)
    first = bits(day.mask)[0] if day.is_restricted and not day.calendar else 0
    if first > longest and not subject.is_either:
        names = enumerated(map(MONTHS.__getitem__, months))
        have = "has" if len(months) == 1 else "have"
        yield subject.note(
            f"this never runs: {names} {have} at most {longest} days, so day {first} never comes",
            day,
            None,
            "for the last day of the month use L" if "L" in subject.dialect.forms else "",
            suggestion=subject.rewritten({"day_of_month": "L"}) if "L" in subject.dialect.forms else None,
        )
    elif first == _RARE and months == [2] and not subject.weekday.is_restricted:
        yield subject.note("this never runs: none of these years has a 29 February", day)
    else:
        fields = "day, month and year" if subject.year.is_restricted else "day and month"
        yield subject.note(f"this never runs: no date matches the {fields} fields together", day)


def either_day(subject: Subject) -> Iterator[Finding]:
    """Find two day fields of which either suffices, unless a closer rule has its say."""
    if not subject.is_either or _nth(subject) or _fortnight(subject) or _loose_field(subject):
        return
    if not subject.differs_from_both:
        return
    for field, other in ((subject.day, subject.weekday), (subject.weekday, subject.day)):
        if not subject.ever_matches(field):
            yield _idle_day(subject, field, other)
            return
    day, weekday = brief(subject.day.text), brief(subject.weekday.text)
    if not subject.both_days.is_satisfiable:
        yield subject.note(
            f"this runs when the day of month is {day} or the day of week is {weekday}; no date is both",
            subject.weekday,
            None,
            "two lines say it plainly",
        )
        return
    hint, offer = "for either, two lines say it plainly; for both, test the date in the command", None
    if "+" in subject.dialect.forms:
        hint = 'for either, two lines say it plainly; for both, write "+" before the day of week'
        offer = subject.rewritten({"day_of_week": f"+{subject.weekday.text}"})
    yield subject.note(
        f"this runs when the day of month is {day} or the day of week is {weekday}, not only when both are",
        subject.weekday,
        None,
        hint,
        suggestion=offer,
    )


def _idle_day(subject: Subject, field: FieldSet, other: FieldSet) -> Finding:
    """Tell of the day field *field*, which no date matches, beside *other*, which alone counts."""
    name, other_name = (one.name.replace("_", " ") for one in (field, other))
    return subject.note(
        f"the {name} is never {brief(field.text)} in these months and years, so this runs"
        f" whenever the {other_name} is {brief(other.text)}",
        field,
        None,
        "* says so",
        **subject.offers(subject.rewritten({field.name: "*"})),
    )


def nth_weekday(subject: Subject) -> Iterator[Finding]:
    """Find ``1-7 * 1``, written for "the first Monday"."""
    if not subject.is_either or not (nth := _nth(subject)):
        return
    weekday = bits(subject.weekday.mask)[0]
    yield subject.note(
        f"this is not the {_NTH_NAMES[nth]} {WEEKDAYS[weekday]} of the month: it runs on days"
        f" {brief(subject.day.text)} and on every {WEEKDAYS[weekday]}",
        subject.day,
        None,
        "a day matches when either day field does",
        suggestion=_ranked(subject, nth),
    )


def fortnight_days(subject: Subject) -> Iterator[Finding]:
    """Find ``1,15 * 1`` and ``1-7,15-21 * 1``, written for "every second Monday"."""
    if not subject.is_either or not (weeks := _fortnight(subject)):
        return
    weekday = WEEKDAYS[bits(subject.weekday.mask)[0]]
    yield subject.note(
        f"this is not every other {weekday}: it runs on days {brief(subject.day.text)}"
        f" and on every {weekday}",
        subject.day,
        None,
        "cron cannot count weeks; two weekdays of each month come near",
        suggestion=_ranked(subject, weeks),
    )


def _nth(subject: Subject) -> str | None:
    return _NTH.get(subject.day.mask) if _is_day_list_with_weekday(subject) else None


def _fortnight(subject: Subject) -> str | None:
    return _FORTNIGHTLY.get(subject.day.mask) if _is_day_list_with_weekday(subject) else None


def _is_day_list_with_weekday(subject: Subject) -> bool:
    plain = not subject.day.calendar and not subject.weekday.calendar
    return plain and subject.weekday.mask.bit_count() == 1


def _ranked(subject: Subject, ranks: str) -> str:
    """Return the text with its one weekday at each of *ranks* of the month, "1" to "5" and "L"."""
    text = subject.weekday.text
    # A name stays a name; a number is written as the dialect counts.
    day = text if text.isalpha() else number(subject, subject.weekday, bits(subject.weekday.mask)[0])
    return subject.rewritten(
        {"day_of_month": "*", "day_of_week": ",".join([f"{day}#{rank}" for rank in ranks])}
    )


def star_among_days(subject: Subject) -> Iterator[Finding]:
    """Find a day field that some crons take for ``*`` and some do not, beside a restricted one."""
    field = _loose_field(subject)
    if field is None:
        return
    other = subject.weekday if field is subject.day else subject.day
    name = field.name.replace("_", "-")
    if _is_full(field):
        message = (
            f"{name} {brief(field.text)} counts as a limit, and every day meets it, so"
            f" {other.name.replace('_', '-')} {brief(other.text)} has no effect"
        )
        hint, new = "to leave the other field its effect write *", "*"
    else:
        here = "either day field suffices here, both must match in Vixie cron and cronie"
        if not field.is_restricted:
            here = "both day fields must match here, either suffices in other crons"
        message = f"{name} {brief(field.text)} begins with *: {here}"
        hint, new = "to be read alike everywhere spell it out", _spelt_out(subject, field)
    yield subject.note(message, field, None, hint, suggestion=subject.rewritten({field.name: new}))


def _loose_field(subject: Subject) -> FieldSet | None:
    """Return the day field whose restriction is a matter of dialect, if the other is restricted."""
    pairs = ((subject.day, subject.weekday), (subject.weekday, subject.day))
    if subject.dialect.day_rule != "or" or subject.weekday.is_joined:
        return None
    for field, other in pairs:
        if not other.is_restricted or field.text in ("*", "?"):
            continue
        if field.has_star or (field.is_restricted and _is_full(field)):
            return field
    return None


def _is_full(field: FieldSet) -> bool:
    return field.is_restricted and field.mask == field.field.full_mask


def _spelt_out(subject: Subject, field: FieldSet) -> str:
    term = field.terms[0]
    if field is subject.day and len(field.terms) == 1 and isinstance(term, Span):
        return f"{term.first}-{term.last}/{term.step}"
    values = ",".join([number(subject, field, value) for value in bits(field.mask)])
    letters = [subject.item(field, at) for at, term in enumerate(field.terms) if term in field.calendar]
    return ",".join([values, *letters])


def rare_day(subject: Subject) -> Iterator[Finding]:
    """Find days that some of the chosen months do not have."""
    field = subject.day
    days = [_named_day(term) for term in field.terms]
    day = max(days)
    months = bits(subject.plan.months)
    years = subject.plan.years
    lengths = MONTH_LENGTHS[years != EVERY_YEAR and all(map(is_leap, bits(years)))]
    missing = [month for month in months if lengths[month] < day]
    if not missing:
        return
    have = "has" if len(missing) == 1 else "have"
    where = f"{enumerated(map(MONTHS.__getitem__, missing))} {have} none"
    if day == _RARE:
        where = "February has one in leap years only"
    form = _last_day(subject, field.terms[days.index(day)]) if day > _RARE or months == missing else None
    yield subject.note(
        f"not every month has a day {day}: {where}",
        field,
        days.index(day),
        f"for the last day of the month use {form}" if form else "",
        suggestion=subject.with_item(field, days.index(day), form) if form else None,
    )


def _named_day(term: Term) -> int:
    if isinstance(term, Span) and term.first == term.last:
        return term.first
    return term.day if isinstance(term, NearestWorkday) and isinstance(term.day, int) else 0


def _last_day(subject: Subject, term: Term) -> str | None:
    form = "L" if isinstance(term, Span) else "LW"
    dialect = subject.dialect
    return form if form in (dialect.forms if len(subject.day.terms) == 1 else dialect.listed_forms) else None


def split_night(subject: Subject) -> Iterator[Finding]:
    """Find hours on both sides of midnight with a limit to some days."""
    hours = subject.plan.hours
    evening, morning = _night(hours)
    if not evening or not (subject.day.is_restricted or subject.weekday.is_restricted):
        return
    if subject.is_every_day():
        return
    first, last = 24 - evening, morning - 1
    late, early = stretch(first, 23), stretch(0, last)
    message = f"hours {late} and {early} are not one night: on one day {early} comes before {late}"
    yield subject.note(message, subject.hour, None, _two_nights(subject, late, early))


def _night(hours: int) -> tuple[int, int]:
    """Return how many *hours* run up to midnight and how many follow on it, if there are no others."""
    morning = (~hours & hours + 1).bit_length() - 1
    evening = next((count for count in range(24) if not hours >> 23 - count & 1), 24)
    is_night = morning + evening == hours.bit_count() and morning and evening
    return (evening, morning) if is_night else (0, 0)


def _two_nights(subject: Subject, late: str, early: str) -> str:
    if (
        subject.day.mask != subject.day.field.full_mask
        or subject.weekday.calendar
        or len(subject.places) != 5
    ):
        return _TWO_LINES
    values = [number(subject, subject.weekday, (value + 1) % 7) for value in bits(subject.weekday.mask)]
    one = subject.rewritten({"hour": late})
    two = subject.rewritten({"hour": early, "day_of_week": ",".join(values)})
    return two_lines(one, two) or _TWO_LINES
