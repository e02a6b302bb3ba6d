"""Clauses to cron: the times of day as fields, the days as fields, and what was assumed."""

from __future__ import annotations

from .._plan import bits
from .._value import Value
from ..fields import DAY_OF_MONTH, HOUR, MINUTE, MONTH, SECOND
from ..terms import LastDay, LastWeekday, LastWorkday, NearestWorkday, NthWeekday
from ._clock import DAY, HALF_DAY, clock_text, in_half

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, TypeAlias

    from ..fields import Field
    from ..terms import CalendarTerm
    from ._draft import Draft, Rate, Time
    from ._words import Words

    Terms: TypeAlias = tuple[CalendarTerm, ...]
    Date: TypeAlias = tuple[int, Terms, int, int, Terms]  # days, their terms, months, weekdays, their terms
    Clock: TypeAlias = tuple[int, int, int]  # masks of hours, minutes, seconds

EVERY_SECOND = (1 << DAY) - 1
_BARE = {"bare", "wide"}
_LARGER = {"second": 60, "minute": 60, "hour": 24}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
# The rates that repeat evenly, in seconds: each divides a minute, an hour or a day.
_EVEN = tuple(
    [
        unit * step
        for unit, size in ((1, 60), (60, 60), (3600, 24))
        for step in range(1, size)
        if size % step == 0
    ]
    + [DAY]
)


class Line(Value):
    """One cron line: its fields as *text*, in *dialect*."""

    __slots__ = ("text", "dialect")

    text: str
    dialect: str

    def __init__(self, text: str, dialect: str = "standard") -> None:
        super().__init__(text, dialect)


class Window(Value):
    """A window whose last run stands apart: where it was read, what single lines can say, the first in English."""

    __slots__ = ("span", "choices", "offer")

    span: tuple[int, int]
    choices: str
    offer: str

    def __init__(self, span: tuple[int, int], choices: str, offer: str) -> None:
        super().__init__(span, choices, offer)


def lines(words: Words, draft: Draft) -> list[Line]:
    """Return the cron lines that say together what *draft* says."""
    if draft.alone:
        if draft.places.keys() - {"the time zone"} or draft.periods:
            words.at = len(words.words) - 1
            words.refuse("ENG010", "this does not go with other clauses", 0)
        return [Line(draft.alone)]
    clocks = products(clock_mask(words, draft))
    settle_days(words, draft)
    return [line(clock, date, draft) for date in dates(draft) for clock in clocks]


# The clock


def clock_mask(words: Words, draft: Draft) -> int:
    """Return the times of day as a mask of 86,400 bits."""
    settle_halves(words, draft)
    base = _base(words, draft)
    second_rate = draft.rates.get("second")
    seconds = draft.seconds or (second_rate.mask if second_rate else 0)
    if second_rate and not seconds and not _is_windowed_by_seconds(draft):
        seconds = _cycle(words, draft, second_rate)
    if not seconds:
        return base
    if base & ~_MINUTES:
        words.refuse_clause(
            draft.places["the second"], "ENG010", "the seconds are said twice", "leave one of the two out"
        )
    mask = 0
    for second in bits(seconds):
        mask |= base << second
    return mask


def boundary(words: Words, draft: Draft) -> Window | None:
    """Return how one line could say a window that several say exactly, if leaving out the last run is one way."""
    rate = draft.rates.get("minute") or draft.rates.get("second")
    if draft.alone or not rate or len(draft.windows) != 1 or rate.mask:
        return None
    first, last = draft.windows[0]
    step = rate.step * _SECONDS[rate.unit]
    end = (last.seconds - step) % DAY
    earlier = _line_through(words, draft, end)
    later = _line_through(words, draft, last.seconds // 3600 * 3600 + 3599)
    if earlier is None or later is None:
        return None
    draft.assume(f"the run at {clock_text(last.seconds)} is included")
    choices = f"`{earlier}` ends at {clock_text(end)}, `{later}` goes on to the end of that hour"
    words.at = last.until
    start, stop = words.span(first.since)
    offer = (
        f"{words.source[:start]}{clock_text(first.seconds)} through {clock_text(end)}{words.source[stop:]}"
    )
    return Window((start, stop), choices, offer)


def _line_through(words: Words, draft: Draft, end: int) -> str | None:
    """Return the one line of *draft* with its window ending at *end*; None if it takes several."""
    first, last = draft.windows[0]
    assumptions, draft.assumptions = draft.assumptions, []
    draft.windows = [(first, last.replace(seconds=end))]
    clocks, days = products(clock_mask(words, draft)), dates(draft)
    draft.windows, draft.assumptions = [(first, last)], assumptions
    return line(clocks[0], days[0], draft).text if len(clocks) == len(days) == 1 else None


def _is_windowed_by_seconds(draft: Draft) -> bool:
    return bool(draft.windows) and not draft.rates.keys() - {"second"} and not draft.minutes


def _base(words: Words, draft: Draft) -> int:
    """Return the times without what is said of seconds within the minute."""
    rates = draft.rates
    if "minute" in rates and "hour" in rates:
        _contradict(words, draft, "the minute rate", "the hour rate")
    main = rates.get("minute") or rates.get("hour")
    if draft.times and (main or draft.minutes or draft.windows or draft.hours):
        other = next(
            kind
            for kind in ("the minute rate", "the hour rate", "the minute", "the window", "the hour")
            if kind in draft.places
        )
        _contradict(words, draft, "the time", other)
    if draft.times:
        return _or([1 << time.seconds for time in draft.times])
    if main:
        return _of_rate(words, draft, main)
    if draft.minutes:
        return _within(_hours(draft.minutes, draft.hours), draft)
    if "second" in rates and _is_windowed_by_seconds(draft):
        rate = rates["second"]
        return _or([_run(words, draft, *window, rate) for window in draft.windows])
    if draft.seconds or "second" in rates:
        return _within(_hours(MINUTE.full_mask, draft.hours), draft)
    if draft.windows or draft.hours:
        kind = "the window" if draft.windows else "the hour"
        words.refuse_clause(
            draft.places[kind], "ENG009", "how often in that time?", 'add "every 15 minutes", say'
        )
    return _default_time(words, draft)


def _default_time(words: Words, draft: Draft) -> int:
    if draft.part_of_day in {"am", "pm"}:
        kind = "the part of the day"
        words.refuse_clause(draft.places[kind], "ENG009", "at what time?", 'add a time, such as "at 9:00 AM"')
    draft.assume("at midnight")
    return 1


_MINUTES = EVERY_SECOND // 0xFFF_FFFF_FFFF_FFFF


def _or(masks: list[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


def _hours(minutes: int, hours: int) -> int:
    """Return the times at *minutes* past each of *hours* (0: all)."""
    hour_long = _or([1 << 60 * minute for minute in bits(minutes)])
    return _or([hour_long << 3600 * hour for hour in bits(hours or HOUR.full_mask)])


def _within(mask: int, draft: Draft) -> int:
    """Return what of *mask* lies in the windows, ends included."""
    if not draft.windows:
        return mask
    return mask & _or([_interval(first.seconds, last.seconds) for first, last in draft.windows])


def _interval(first: int, last: int) -> int:
    return (2 << last) - (1 << first) if first <= last else EVERY_SECOND & ~((1 << first) - (2 << last))


def _of_rate(words: Words, draft: Draft, rate: Rate) -> int:
    if rate.unit == "hour":
        if draft.hours:
            _contradict(words, draft, "the hour rate", "the hour")
        return _of_hours(words, draft, rate)
    if draft.minutes:
        _contradict(words, draft, "the minute rate", "the minute")
    if draft.windows and not rate.mask and not draft.hours:
        return _or([_run(words, draft, *window, rate) for window in draft.windows])
    if rate.step >= 60 and not rate.mask and not draft.hours and rate.step % 60 == 0:
        return _of_hours(words, draft, rate.replace(step=rate.step // 60, unit="hour"))
    return _within(_hours(rate.mask or _cycle(words, draft, rate), draft.hours), draft)


def _of_hours(words: Words, draft: Draft, rate: Rate) -> int:
    if draft.windows and not draft.minutes:
        return _or([_run(words, draft, *window, rate) for window in draft.windows])
    first = rate.start.seconds if rate.start else 0
    if rate.start and draft.minutes:
        _contradict(words, draft, "the hour rate", "the minute")
    if first >= 3600 * rate.step:
        _refuse_late_start(words, draft, rate, first)
    hours = _cycle(words, draft, rate) << first // 3600
    mask = _hours(draft.minutes or 1, hours) << first % 3600
    return _within(mask, draft)


def _refuse_late_start(words: Words, draft: Draft, rate: Rate, first: int) -> NoReturn:
    span = 3600 * rate.step
    every = "every hour" if rate.step == 1 else f"every {rate.step} hours"
    last = first + (DAY - 1 - first) // span * span
    offer = f"{every} from {clock_text(first)} through {clock_text(last)}"
    round_the_clock = f"{every} starting at {clock_text(first % span)}"
    hint = f'for the rest of the day, give the last run too; round the clock, write "{round_the_clock}"'
    words.refuse_clause(draft.places[f"the {rate.unit} rate"], "ENG005", "until when?", hint, offer)


def _cycle(words: Words, draft: Draft, rate: Rate) -> int:
    """Return the values of a rate that repeats evenly, from 0."""
    size = _LARGER[rate.unit]
    if rate.step <= size and size % rate.step == 0:
        return _or([1 << value for value in range(0, size, rate.step)])
    _refuse_uneven(words, draft, rate)


def _refuse_uneven(words: Words, draft: Draft, rate: Rate) -> NoReturn:
    unit, step, size = rate.unit, rate.step, _LARGER[rate.unit]
    wanted = step * _SECONDS[unit]
    near = min(_EVEN, key=lambda seconds: (abs(seconds - wanted), seconds))
    whole = {"second": "minute", "minute": "hour", "hour": "day"}[unit]
    if step < size:
        text = {"second": "*/{} * * * * *", "minute": "*/{} * * * *", "hour": "0 */{} * * *"}[unit].format(
            step
        )
        rest = size - (size - 1) // step * step
        hint = f"`{text}` starts anew each {whole}, {rest} {unit}s after its last run"
    elif unit == "hour":
        hint = "cron knows the calendar, not how long ago the last run was"
    else:
        hint = f'cron starts anew each {whole}; it can within a window, "from" one time "through" another'
    shown = str(step) if step < 10**9 else "so many"
    place = draft.places.get(f"the {unit} rate") or draft.places["the minute rate"]
    message = f"cron cannot say every {shown} {unit}s"
    words.refuse_clause(place, "ENG006", message, f"{hint}; near is {every_text(near)}", every_text(near))


def every_text(seconds: int) -> str:
    """Return a rate that divides the day, as English suggestions write it.

    >>> every_text(60), every_text(7200)
    ('every minute', 'every 2 hours')
    """
    for unit, size in (("day", DAY), ("hour", 3600), ("minute", 60), ("second", 1)):
        if seconds % size == 0:
            break
    step = seconds // size
    return f"every {unit}" if step == 1 else f"every {step} {unit}s"


def _run(words: Words, draft: Draft, first: Time, last: Time, rate: Rate) -> int:
    """Return the times of a rate that starts at *first* and ends at *last* at the latest, the next day if earlier."""
    step = rate.step * _SECONDS[rate.unit]
    stop = last.seconds if first.seconds <= last.seconds else last.seconds + DAY
    if stop >= DAY and _is_limited(draft):
        _refuse_night(words, first, last)
    runs = range(first.seconds, stop + 1, step)
    if runs[-1] != stop:
        draft.assume(f"the last run is at {clock_text(runs[-1] % DAY)}")
    count = len(runs)
    # The sum of 2 ** (i * step) for i < count, as a geometric series; a single run may have any step.
    mask = (((1 << step * count) - 1) // ((1 << step) - 1) if count > 1 else 1) << first.seconds
    return mask & EVERY_SECOND | mask >> DAY


def _is_limited(draft: Draft) -> bool:
    return bool(draft.weekdays or draft.weekday_terms or draft.dates or draft.months or draft.years)


def _refuse_night(words: Words, first: Time, last: Time) -> NoReturn:
    words.at = last.until
    words.refuse(
        "ENG013",
        "the window passes midnight into a day that the limit may leave out",
        first.since,
        f"cron would run it from midnight through {clock_text(last.seconds)} and from {clock_text(first.seconds)}"
        " of the same day: write two schedules",
        f"{clock_text(first.seconds)} through 11:59 PM",
    )


# AM or PM


def settle_halves(words: Words, draft: Draft) -> None:
    """Decide which half of the day each bare hour is in, or refuse to."""
    draft.windows = [_settled_window(words, draft, *window) for window in draft.windows]
    has_half = any(time.half in {"am", "pm"} for time in draft.times)
    times = []
    for time in draft.times:
        if time.half in _BARE and has_half and not draft.part_of_day:
            words.at = time.until
            words.refuse("ENG005", "AM or PM?", time.since, "say it for each time, or for none")
        times.append(_settled(words, draft, time))
    draft.times = times
    for unit, rate in draft.rates.items():
        if rate.start:
            draft.rates[unit] = rate.replace(start=_settled(words, draft, rate.start))


def _settled(words: Words, draft: Draft, time: Time) -> Time:
    if draft.part_of_day:
        return _in_part_of_day(words, draft, time)
    _assume_24_hours(words, draft, time)
    return time


def _in_part_of_day(words: Words, draft: Draft, time: Time) -> Time:
    part = draft.part_of_day
    settled = in_half(time, part) if time.half in _BARE else time
    hour = settled.seconds // 3600
    fits = {"am": hour < 12, "pm": hour >= 12}.get(part, hour >= 18 or hour < 6)
    if not fits:
        words.at = time.until
        words.refuse(
            "ENG010", "this time is in another part of the day", time.since, "leave one of the two out"
        )
    if time.half in _BARE:
        draft.assume(f"{_written(words, time)} is {clock_text(settled.seconds)}")
    return settled


def _assume_24_hours(words: Words, draft: Draft, time: Time) -> None:
    hour, minute = divmod(time.seconds // 60, 60)
    if hour < 12 and time.half in _BARE:
        draft.assume(f"{_written(words, time)} is {hour:02}:{minute:02}, not {hour + 12}:{minute:02}")


def _written(words: Words, time: Time) -> str:
    words.at = time.until
    start, stop = words.span(time.since)
    return words.source[start:stop]


def _settled_window(words: Words, draft: Draft, first: Time, last: Time) -> tuple[Time, Time]:
    """Decide the halves of the ends of a window: by the 24-hour clock if it surely is one, else if only one choice is no night."""
    if draft.part_of_day:
        return _settled(words, draft, first), _settled(words, draft, last)
    halves = {first.half, last.half}
    if not halves & _BARE:
        return first, last
    is_24_hours = halves <= {"", *_BARE} and (
        "" in halves or halves == {"wide"} or first.seconds < last.seconds
    )
    if is_24_hours:
        if "" not in halves or first.seconds > last.seconds:
            for time in (first, last):
                _assume_24_hours(words, draft, time)
        return first, last
    choices = sorted(
        [(one, two) for one in _choices(first) for two in _choices(last)], key=lambda pair: _length(*pair)
    )
    by_day = [pair for pair in choices if pair[0].seconds < (pair[1].seconds or DAY)]
    if len(by_day) != 1 or halves <= _BARE:
        _refuse_window(words, choices)
    for before, after in zip((first, last), by_day[0], strict=True):
        if before.half in _BARE:
            draft.assume(f"{_written(words, before)} is {clock_text(after.seconds)}")
    return by_day[0]


def _choices(time: Time) -> list[Time]:
    if time.half not in _BARE:
        return [time]
    morning = time.seconds % HALF_DAY
    return [time.replace(seconds=morning), time.replace(seconds=morning + HALF_DAY)]


def _length(first: Time, last: Time) -> int:
    return (last.seconds - first.seconds) % DAY


def _refuse_window(words: Words, choices: list[tuple[Time, Time]]) -> NoReturn:
    one, other = [
        f"{clock_text(first.seconds)} through {clock_text(last.seconds)}" for first, last in choices[:2]
    ]
    first, last = choices[0]
    words.at = last.until
    words.refuse("ENG005", "AM or PM?", first.since, f'write "{one}" or "{other}"', one)


# Products of fields


def products(mask: int) -> list[Clock]:
    """Return the fewest products of hours, minutes and seconds, by whole hours and minutes, whose union *mask* is."""
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
    """Fill in the days, months and years that the text leaves out, and refuse what does not fit together."""
    _settle_joins(words, draft)
    periods = set(draft.periods)
    has_days = bool(draft.dates or draft.weekdays or draft.weekday_terms)
    if "quarter" in periods and not draft.months:
        draft.months = sum([1 << month for month in (1, 4, 7, 10)])
    if "week" in periods and not draft.weekdays:
        draft.weekdays = 1
        draft.assume("on Sundays")
        has_days = True
    if (
        periods & {"month", "quarter", "year"}
        and draft.weekdays
        and not draft.dates
        and not draft.weekday_terms
    ):
        if "week" not in periods and "year" not in periods:
            _refuse_period(
                words, draft, "which of them in the month?", 'say "on the first Monday", for example'
            )
    if "year" in periods and not draft.months and not any(months for _, _, months in draft.dates):
        draft.months = 1 << 1
        draft.assume("in January")
    if has_days or "day" in periods or "night" in periods or draft.is_every_day:
        return
    if periods & {"month", "quarter", "year"} or (draft.months and not draft.has_clock):
        draft.dates.append((1 << 1, (), 0))
        draft.assume("on the 1st of the month")
    elif not draft.has_clock:
        _refuse_empty(words, draft)
    elif draft.times:
        draft.assume("every day")


def _settle_joins(words: Words, draft: Draft) -> None:
    has_both = bool(draft.dates and (draft.weekdays or draft.weekday_terms))
    if has_both and not draft.joins & {"or", "falling"}:
        kinds = draft.places.keys() & {"the day of the week", "the date", "the day of the month"}
        place = min(draft.places[kind][0] for kind in kinds), max(draft.places[kind][1] for kind in kinds)
        hint = (
            'write "on the 1st of the month or on any Monday" for the days of both,'
            ' "on any Monday falling on the 1st of the month" for those in both'
        )
        words.refuse_clause(place, "ENG015", "days of the month and of the week: of both, or in both?", hint)
    if draft.nth_months:
        is_alone = not draft.weekdays and all(months == draft.nth_months for _, _, months in draft.dates)
        if not is_alone:
            place = draft.places["the month"]
            words.refuse_clause(
                place, "ENG010", "which days are limited to this month?", "one schedule at a time"
            )
        draft.months = draft.nth_months


def _refuse_period(words: Words, draft: Draft, message: str, hint: str) -> NoReturn:
    kind = next(kind for kind in draft.places if kind.startswith("every "))
    words.refuse_clause(draft.places[kind], "ENG010", message, hint)


def _refuse_empty(words: Words, draft: Draft) -> NoReturn:
    words.at = len(words.words) - 1
    words.refuse("ENG009", "when?", 0, 'add a time, such as "at 9:00 AM every day"')


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


# Writing


def line(clock: Clock, date: Date, draft: Draft) -> Line:
    """Return the cron line of one product of times and one of days."""
    hours, minutes, seconds = clock
    days, terms, months, weekdays, weekday_terms = date
    has_rate = bool(draft.rates) or draft.has_hour_step
    least = {field: 3 if has_rate else 99 for field in ("second", "minute", "hour")}
    for rate in draft.rates.values():
        least[rate.unit] = 2
        if rate.unit == "minute" and rate.step >= 60:
            least["hour"] = 2
    is_joined = "falling" in draft.joins
    has_both = bool((days or terms) and (weekdays or weekday_terms))
    fields = [
        written(minutes, MINUTE, least["minute"]),
        written(hours, HOUR, 2 if draft.has_hour_step else least["hour"]),
        _month_days(days, terms, has_both and not is_joined),
        written(months or MONTH.full_mask, MONTH, 2 if "month" in draft.periods else 3),
        "+" * (has_both and is_joined) + _week_days(weekdays, weekday_terms),
    ]
    if draft.years or seconds != 1:
        fields.insert(0, written(seconds, SECOND, least["second"]))
    if draft.years:
        fields.append(_years(draft.years))
    return Line(" ".join(fields), "extended" if _is_extended(days, terms) else "standard")


def written(mask: int, field: Field, least: int) -> str:
    """Write *mask* as a person would: ``*``, ``*/15``, ``9-17``, ``9,13,17``.

    Steps are used from *least* members on, stars with a step too.
    """
    members = bits(mask)
    if mask == field.full_mask:
        return "*"
    step = _step(members) if len(members) >= least else 0
    if step > 1 and members[0] == field.low and members[-1] + step > field.high:
        return f"*/{step}"
    is_progression = step > 1 and len(members) > 2 and field is not MONTH
    return f"{members[0]}-{members[-1]}/{step}" if is_progression else _runs(members)


def _step(members: list[int]) -> int:
    step = members[1] - members[0]
    return step if members == list(range(members[0], members[-1] + 1, step)) else 0


def _runs(members: list[int]) -> str:
    """Write values with ranges where three or more follow each other."""
    items: list[str] = []
    at = 0
    while at < len(members):
        stop = at + 1
        while stop < len(members) and members[stop] == members[stop - 1] + 1:
            stop += 1
        run = members[at:stop]
        items += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else map(str, run)
        at = stop
    return ",".join(items)


def _month_days(days: int, terms: Terms, is_either: bool) -> str:
    if not days and not terms:
        return "*"
    # A star would stop the field from being a limit, here or under another cron.
    text = written(days, DAY_OF_MONTH, 4) if days else ""
    if is_either and text.startswith("*"):
        text = f"1-31{text[1:]}"
    return ",".join([text] * (days > 0) + [_term(term) for term in dict.fromkeys(terms)])


def _week_days(weekdays: int, terms: Terms) -> str:
    """Write days of the week from Monday on, Sunday as 7 where it ends a range."""
    if not weekdays and not terms:
        return "*"
    members = [day for day in (1, 2, 3, 4, 5, 6, 7) if weekdays >> day % 7 & 1]
    if len(members) == 7 and not terms:
        return "*"
    text = _runs(members)
    plain = ["0" if item == "7" else item for item in text.split(",") if item]
    return ",".join(plain + [_term(term) for term in dict.fromkeys(terms)])


def _term(term: CalendarTerm) -> str:
    match term:
        case LastDay(offset=offset):
            return f"L-{offset}" if offset else "L"
        case LastWorkday():
            return "LW"
        case NearestWorkday(day=day):
            return f"{day if isinstance(day, int) else _term(day)}W"
        case NthWeekday(weekday=weekday, nth=nth):
            return f"{weekday}#{nth}"
        case LastWeekday(weekday=weekday):
            return f"{weekday}L"


def _is_extended(days: int, terms: Terms) -> bool:
    workdays = [term for term in terms if isinstance(term, (LastWorkday, NearestWorkday))]
    is_listed = days.bit_count() + len(dict.fromkeys(terms)) > 1
    return bool(workdays) and (
        is_listed or any(isinstance(getattr(term, "day", 0), LastDay) for term in workdays)
    )


def _years(mask: int) -> str:
    members = bits(mask)
    step = _step(members) if len(members) > 2 else 0
    return f"{members[0]}-{members[-1]}/{step}" if step > 1 else _runs(members)


# Refusing


def _contradict(words: Words, draft: Draft, one: str, other: str) -> NoReturn:
    start, stop = draft.places[one], draft.places[other]
    words.at = max(start[1], stop[1])
    hint = 'a rate runs "from" one time "through" another'
    if other == "the hour rate":
        hint += ', or "at 15 minutes past"'
    words.refuse("ENG010", f"{one} and {other} do not go together", min(start[0], stop[0]), hint)
