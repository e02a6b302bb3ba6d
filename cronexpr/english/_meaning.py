"""Clauses to cron: the lines that say them together, with what the text leaves out filled in."""

from __future__ import annotations

from .._plan import bits, mask_of
from .._value import Value
from ..errors import ordinal
from ..terms import LastDay, LastWeekday, LastWorkday
from ._clock import window_text
from ._oclock import DAY, SECONDS, clock_text, count_text, rate_text
from ._times import clock_mask
from ._words import WEEKDAYS
from ._writing import Line, line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from ._draft import Draft
    from ._words import Words
    from ._writing import Clock, Date, Terms


class Window(Value):
    """A window whose last run stands apart: its *span*, the *choices* of one line, the first in English."""

    __slots__ = ("span", "choices", "offer")

    span: tuple[int, int]
    choices: str
    offer: str


def lines(words: Words, draft: Draft) -> list[Line]:
    """Return the cron lines that say together what *draft* says."""
    if draft.alone:
        if draft.places.keys() - {"the time zone", "never or at startup"}:
            place = draft.places["never or at startup"]
            words.refuse_clause(
                place, "ENG010", "this does not go with other clauses", "one schedule at a time"
            )
        return [Line(draft.alone)]
    if "the days or hours" in draft.places and (draft.rates or draft.minutes or draft.seconds):
        place, hint = draft.places["the days or hours"], 'write "the 9th" or "9:00 AM"'
        words.refuse_clause(place, "ENG005", "days of the month, or hours?", hint)
    _check_count(words, draft)
    clocks = products(clock_mask(words, draft))
    _refuse_equal_ends(words, draft)
    if not clocks:
        words.refuse_clause(draft.places["the window"], "ENG010", "no run lies in this window", "widen it")
    settle_days(words, draft)
    return [line(clock, date, draft) for date in dates(draft) for clock in clocks]


def _check_count(words: Words, draft: Draft) -> None:
    """Refuse "twice a day" without the times, or with more or fewer."""
    count, unit = draft.count
    named = _named(draft, unit)
    if not count or named == count or (count == 1 and not named):
        return
    place = draft.places["the count"]
    if named:
        words.refuse_clause(place, "ENG010", f"the text names {named} of them", "leave the count out")
    total, smaller = {"day": (24, "hour"), "hour": (60, "minute")}.get(unit, (1, ""))
    near = rate_text(total // count, smaller) if total % count == 0 and count < total else None
    shown = count_text(count)
    words.refuse_clause(place, "ENG008", f"{shown} times per {unit}, but when?", "name the times", near)


def _named(draft: Draft, unit: str) -> int:
    """Return how many runs a *unit* were named."""
    times = len({time.seconds for time in draft.times})
    if unit in {"hour", "day"}:
        return times if unit == "day" else draft.minutes.bit_count()
    days = 0
    if unit == "week" and not (draft.dates or draft.weekday_terms):
        days = draft.weekdays.bit_count()
    elif unit == "month" and not (draft.weekdays or draft.nth_months or any(date[2] for date in draft.dates)):
        days = sum([days.bit_count() + len(terms) for days, terms, _ in draft.dates]) + len(
            draft.weekday_terms
        )
    return 0 if draft.rates or draft.minutes or draft.seconds else days * max(times, 1)


def _refuse_equal_ends(words: Words, draft: Draft) -> None:
    if draft.rates and any(first.seconds == last.seconds for first, last in draft.windows):
        offer = "" if len(draft.windows) == 1 else None
        message = "the window ends where it begins: one run, or round the clock?"
        words.refuse_clause(draft.places["the window"], "ENG005", message, "leave the window out", offer)


def boundary(words: Words, draft: Draft) -> Window | None:
    """Return how one line could nearly say a window, if leaving out the last run is one way."""
    rate = draft.rates.get("minute") or draft.rates.get("second")
    if draft.alone or not rate or rate.mask:
        return None
    step = rate.step * SECONDS[rate.unit]
    if len(draft.windows) != 1:
        for first, last in draft.windows:
            if last.seconds % (60 * SECONDS[rate.unit]) == 0 == (last.seconds - first.seconds) % step:
                draft.assume(f"the run at {clock_text(last.seconds)} is included")
        return None
    first, last = draft.windows[0]
    final = first.seconds + (last.seconds - first.seconds) % DAY // step * step
    end = (final - step) % DAY
    earlier = _line_through(words, draft, end)
    later = _line_through(words, draft, final % DAY // 3600 * 3600 + 3599)
    if earlier is None or later is None:
        return None
    draft.assume(f"the run at {clock_text(final % DAY)} is included")
    choices = f"`{earlier}` ends at {clock_text(end)}, `{later}` goes on to the end of that hour"
    words.at = last.until
    start, stop = words.span(first.since)
    offer = f"{words.source[:start]}{window_text(words, first, first.seconds, end)}{words.source[stop:]}"
    return Window((start, stop), choices, offer)


def _line_through(words: Words, draft: Draft, end: int) -> str | None:
    """Return the one line of *draft* with its window ending at *end*; None if it takes several."""
    first, last = draft.windows[0]
    assumptions, draft.assumptions = draft.assumptions, []
    # What part of the day the window is in is settled; its end may leave that.
    part, draft.part_of_day = draft.part_of_day, ""
    draft.windows = [(first, last.replace(seconds=end))]
    clocks, days = products(clock_mask(words, draft)), dates(draft)
    draft.windows, draft.assumptions, draft.part_of_day = [(first, last)], assumptions, part
    return line(clocks[0], days[0], draft).text if len(clocks) == len(days) == 1 else None


# Products of fields


def products(mask: int) -> list[Clock]:
    """Return products of hours, minutes and seconds whose union *mask* is: one a pattern of an hour."""
    found: list[Clock] = []
    for hours, within in _grouped(mask, 24, 3600):
        found += [(hours, minutes, seconds) for minutes, seconds in _grouped(within, 60, 60)]
    return found


def _grouped(mask: int, count: int, size: int) -> list[tuple[int, int]]:
    """Cut *mask* into *count* pieces of *size* bits; return, for each piece that occurs, where it does."""
    where: dict[int, int] = {}
    for index in range(count):
        piece = mask >> index * size & (1 << size) - 1
        if piece:
            where[piece] = where.get(piece, 0) | 1 << index
    return [(indices, piece) for piece, indices in where.items()]


# Days


def settle_days(words: Words, draft: Draft) -> None:
    """Fill in the days and months that the text leaves out, and refuse what does not fit together."""
    _settle_joins(words, draft)
    periods = set(draft.periods)
    if "quarter" in periods and not draft.months:
        is_last = _is_last(words, draft)
        draft.months = mask_of((3, 6, 9, 12) if is_last else (1, 4, 7, 10))
        draft.assume(
            f"in {'March, June, September and December' if is_last else 'January, April, July and October'}"
        )
    if "week" in periods and not draft.weekdays:
        if draft.has_days:
            _refuse_days(words, draft, "these are no days of the week", "leave the week out")
        draft.weekdays = 1
        draft.assume("on Sundays")
    _refuse_misfits(words, draft, periods)
    if "year" in periods and not draft.months and not any(months for _, _, months in draft.dates):
        is_last = _is_last(words, draft)
        draft.months = 1 << (12 if is_last else 1)
        draft.assume("in December" if is_last else "in January")
    if not (draft.has_days or periods & {"day", "night"} or draft.is_every_day):
        _assume_days(words, draft, has_month=bool(periods))


def _is_last(words: Words, draft: Draft) -> bool:
    """Return whether the days of a year or quarter are its last; refuse those of both ends."""
    terms = [*draft.weekday_terms, *[term for date in draft.dates for term in date[1]]]
    lasts = [
        isinstance(getattr(term, "day", term), (LastDay, LastWorkday, LastWeekday)) for term in terms
    ] + [False for days, _, _ in draft.dates if days]
    if any(lasts) and not all(lasts):
        _refuse_days(words, draft, "of which months are these?", "name the months")
    return any(lasts)


def _refuse_misfits(words: Words, draft: Draft, periods: set[str]) -> None:
    is_weekly = not draft.dates and not draft.weekday_terms
    if draft.weekdays and is_weekly and periods & {"month", "quarter", "year"} and "week" not in periods:
        _refuse_days(words, draft, "which of them in the month?", 'say "on the first Monday", for example')
    if draft.months and any(months not in {0, draft.months} for _, _, months in draft.dates):
        _refuse_days(words, draft, "these days are in another month", "leave one of the two months out")
    if draft.is_dated and (len(draft.dates) > 1 or draft.has_weekdays):
        _refuse_days(words, draft, "which of these days are limited to the year?", "one schedule at a time")


def _refuse_days(words: Words, draft: Draft, message: str, hint: str) -> NoReturn:
    kinds = ("the day of the week", "the date", "the day of the month")
    place = next(draft.places[kind] for kind in kinds if kind in draft.places)
    words.refuse_clause(place, "ENG010", message, hint)


def _assume_days(words: Words, draft: Draft, *, has_month: bool) -> None:
    if has_month or (draft.months and not draft.has_clock):
        draft.dates.append((1 << 1, (), 0))
        draft.assume("on the 1st of the month")
    elif not draft.has_clock:
        place = 0, len(words.words) - 1
        words.refuse_clause(place, "ENG009", "when?", 'add a time, such as "at 9:00 AM every day"')
    elif draft.times and "each such month" in draft.places:
        place = draft.places["each such month"]
        said = words.source[words.words[place[0] + 1].start : words.words[place[1] - 1].stop]
        hint = f'write "every day in {said}", or name the day'
        words.refuse_clause(place, "ENG005", "every day of it, or once?", hint, f"every day in {said}")
    elif draft.times:
        draft.assume("every day")


def _settle_joins(words: Words, draft: Draft) -> None:
    if draft.dates and draft.has_weekdays and not draft.joins & {"or", "falling"}:
        kinds = draft.places.keys() & {"the day of the week", "the date", "the day of the month"}
        place = min(draft.places[kind][0] for kind in kinds), max(draft.places[kind][1] for kind in kinds)
        date, day = _example(draft)
        either, both = (
            f"on {date} of the month or on any {day}",
            f"on any {day} falling on {date} of the month",
        )
        hint = f'write "{either}" for the days of both, "{both}" for those in both'
        words.refuse_clause(place, "ENG015", "days of the month and of the week: of both, or in both?", hint)
    if draft.nth_months:
        is_alone = not draft.weekdays and all(months == draft.nth_months for _, _, months in draft.dates)
        if not is_alone:
            place = draft.places["the month"]
            words.refuse_clause(
                place, "ENG010", "which days are limited to this month?", "one schedule at a time"
            )
        draft.months = draft.nth_months


def _example(draft: Draft) -> tuple[str, str]:
    """Return the days of the month and of the week as a hint writes them, where they are few and plain."""
    days, terms, months = draft.dates[0]
    names = [
        name.title()
        for name, number in WEEKDAYS.items()
        if name.endswith("day") and draft.weekdays >> number & 1
    ]
    if (
        len(draft.dates) > 1
        or terms
        or months
        or draft.weekday_terms
        or max(days.bit_count(), len(names)) > 3
    ):
        return "the 1st", "Monday"
    return " or ".join([f"the {ordinal(day)}" for day in bits(days)]), " or ".join(names)


def dates(draft: Draft) -> list[Date]:
    """Return the days as few products of days and months (0: all)."""
    by_months: dict[int, tuple[int, Terms]] = {}
    for days, terms, own_months in draft.dates:
        months = own_months or draft.months
        known = by_months.get(months, (0, ()))
        by_months[months] = known[0] | days, known[1] + terms
    merged: dict[tuple[int, Terms], int] = {}
    for months, key in by_months.items():
        merged[key] = merged.get(key, 0) | months
    week = draft.weekdays, tuple(draft.weekday_terms)
    is_joined = "falling" in draft.joins
    if not merged or is_joined:
        return [(*key, months, *week) for key, months in merged.items()] or [(0, (), draft.months, *week)]
    # Days of the week are limited by no month that belongs to days of the month.
    found: list[Date] = []
    for key, months in merged.items():
        found.append((*key, months, *(week if months == draft.months else (0, ()))))
    if any(week) and all(date[2] != draft.months for date in found):
        found.append((0, (), draft.months, *week))
    return found
