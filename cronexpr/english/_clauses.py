"""The grammar's top: a text is clauses in any order, each known by its first words."""

from __future__ import annotations

from datetime import timedelta, timezone

from .._arguments import read_zone
from ..errors import CronOptionError
from ..fields import DAY_OF_WEEK, MONTH
from ._clock import (
    read_at,
    read_hours,
    read_minutes_past,
    read_rate,
    read_times,
    read_window,
    starts_bare_window,
    starts_time,
)
from ._dates import (
    put_months,
    read_date,
    read_day_range,
    read_days,
    read_months,
    read_named_days,
    read_weekdays,
    read_year_step,
    read_years,
    starts_date,
    starts_day,
    starts_weekday,
    starts_year,
)
from ._draft import Draft, Rate
from ._words import END, EVERY, MONTHS, NUMBER, ORDINAL, UNITS, WEEKDAYS, ZONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo as TzInfo

    from ._words import Words

_PERIODS = {
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}
_PARTS_OF_DAY = {"morning": "am", "afternoon": "pm", "evening": "pm", "night": "night"}
_STARTUP = ("startup", "reboot", "boot", "start up", "system startup", "system start", "boot time")
_CLOCK_WORDS = (":", "am", "pm", "oclock", "noon", "midnight")
_SMALL = {"second", "minute", "hour"}


def read_clauses(words: Words) -> Draft:
    """Read ``text = clause *( [ "," ] [ "and" / "or" / "falling" ] clause )``, to the last word."""
    draft = Draft()
    words.take("run", "runs")
    join, at, latest = "", 0, set[str]()
    while True:
        before = _amounts(draft)
        since = words.at
        _read_clause(words, draft)
        grown = {kind for kind, amount in _amounts(draft).items() if amount > before[kind]}
        # "At 9 on the 1st and at noon on the 15th" is two schedules, and must not be read as four times.
        if any(before[kind] for kind in grown - latest):
            words.refuse(
                "ENG010", "this is said of another part of the schedule too", since, "one schedule at a time"
            )
        _join_days(words, draft, join, at, before, grown)
        if words.kind == END:
            return draft
        latest, at = grown, words.at
        join = _read_join(words)


def _amounts(draft: Draft) -> dict[str, int]:
    """Return how much was said of what, for the kinds that may be said in several clauses next to each other."""
    weekdays = bool(draft.weekdays) + len(draft.weekday_terms)
    return {
        "time": len(draft.times),
        "window": len(draft.windows),
        "date": len(draft.dates),
        "days": weekdays + len(draft.dates),
    }


def _join_days(
    words: Words, draft: Draft, join: str, at: int, before: dict[str, int], grown: set[str]
) -> None:
    """Note how a clause about days is joined to those before it."""
    is_second = "days" in grown and before["days"] > 0
    if join in {"or", "falling"} and not is_second:
        words.at = at
        words.refuse_word("another time or day")
    if not is_second:
        return
    if "falling" in draft.joins or (join == "falling" and (before["date"] or "date" not in grown)):
        words.refuse(
            "ENG015", "what falls on what?", at, 'write "on any Monday falling on the 1st of the month"'
        )
    draft.joins.add(join)


def _read_join(words: Words) -> str:
    words.take(",")
    words.take("but")
    at = words.at
    join = words.next().text if words.text in {"and", "or", "falling"} else ""
    if words.kind == END and at == words.at:
        words.refuse_word("more, or no comma,")
    return join


def _read_clause(words: Words, draft: Draft) -> None:
    """Read one clause."""
    since = words.at
    words.take("only")
    words.refuse_unsayable(since)
    first = words.text
    if first in _RULES and words.kind != ORDINAL:
        words.next()
        _RULES[first](words, draft, since)
        return
    if first == "(" or words.kind == ZONE or first in {"utc", "gmt"}:
        _read_zone(words, draft, since)
        return
    if first == "in" and (words.ahead().kind == ZONE or words.ahead().text in {"utc", "gmt"}):
        words.next()
        _read_zone(words, draft, since)
        return
    if first == "in":
        words.next()
        _in(words, draft, since)
        return
    _bare(words, draft, since)


def _bare(words: Words, draft: Draft, since: int) -> None:
    """Read a clause that begins with none of the small words: "mondays", "9am", "january 1"."""
    if starts_date(words):
        read_date(words, draft, since)
        return
    if starts_weekday(words):
        read_weekdays(words, draft, since)
        return
    if starts_day(words) or (words.text == "the" and words.ahead().kind in {ORDINAL, NUMBER}):
        read_days(words, draft, since)
        return
    if read_named_days(words, draft, since):
        return
    if words.text in MONTHS:
        put_months(words, draft, since)
    elif words.text in {"minute", "minutes", "second", "seconds"} and words.ahead().kind == NUMBER:
        read_at(words, draft, since)
    elif not _read_count(words, draft, since) and not read_minutes_past(words, draft, since):
        _read_bare_time(words, draft, since)


def _read_bare_time(words: Words, draft: Draft, since: int) -> None:
    """Read a time or a window without a word before it; a number by itself could be anything."""
    word, after = words.word, words.ahead().text
    if starts_time(words) and (word.kind != NUMBER or after in _CLOCK_WORDS or starts_bare_window(words)):
        read_times(words, draft, since)
    elif word.kind == NUMBER:
        words.refuse_word('"at" before a time, or a unit after a number')
    else:
        words.refuse_word('a time such as "at 9:00 AM", days such as "on Mondays", or "every" and a unit')


# Clauses that begin with a small word


def _at(words: Words, draft: Draft, since: int) -> None:
    if words.take_phrase(*_STARTUP):
        draft.alone = "@reboot"
    else:
        read_at(words, draft, since)


def _on(words: Words, draft: Draft, since: int) -> None:
    if words.take_phrase(*_STARTUP):
        draft.alone = "@reboot"
        return
    if read_minutes_past(words, draft, since):
        return
    if starts_weekday(words) or starts_date(words) or starts_day(words):
        _bare(words, draft, since)
        return
    if not read_named_days(words, draft, since):
        read_days(words, draft, since)


def _never(words: Words, draft: Draft, since: int) -> None:
    draft.alone = "0 0 30 2 *"


def _period(words: Words, draft: Draft, since: int) -> None:
    _put_period(draft, _PERIODS[words.words[words.at - 1].text], words, since)


def _put_period(draft: Draft, period: str, words: Words, since: int) -> None:
    if period in {"morning", "afternoon", "evening", "night"}:
        draft.part_of_day = _PARTS_OF_DAY[period]
        draft.put(words, "the part of the day", since)
        period = "day"
    draft.periods.append(period)
    draft.places.setdefault(f"every {period}", (since, words.at))


def _hourly(words: Words, draft: Draft, since: int) -> None:
    _put_rate(words, draft, Rate(1, "hour"), since)


def _half_hourly(words: Words, draft: Draft, since: int) -> None:
    _put_rate(words, draft, Rate(30, "minute"), since)


def _from(words: Words, draft: Draft, since: int) -> None:
    if words.text in MONTHS:
        put_months(words, draft, since)
    elif starts_weekday(words):
        read_weekdays(words, draft, since)
        return
    elif words.text == "the" or words.kind == ORDINAL:
        read_day_range(words, draft, 1, since)
        return
    else:
        read_window(words, draft, since)


def _in(words: Words, draft: Draft, since: int) -> None:
    words.take(*EVERY)
    if starts_year(words):
        read_years(words, draft, since)
    elif words.take("the"):
        if words.text not in _PARTS_OF_DAY:
            words.refuse_word('"morning", "afternoon" or "evening"')
        draft.part_of_day = _PARTS_OF_DAY[words.next().text]
        draft.put(words, "the part of the day", since)
    else:
        put_months(words, draft, since)


def _during(words: Words, draft: Draft, since: int) -> None:
    if words.text in MONTHS:
        put_months(words, draft, since)
    elif starts_weekday(words) and words.text not in EVERY:
        read_weekdays(words, draft, since)
        return
    else:
        read_hours(words, draft, since)


def _of(words: Words, draft: Draft, since: int) -> None:
    """Read "of every day", "of the week", which add nothing, or "of" and months."""
    if words.take("the", "a", *EVERY):
        if UNITS.get(words.text) in {None, "second", "minute"}:
            words.refuse_word('"day" or "month"')
        draft.is_every_month |= words.next().text == "month"
        return
    put_months(words, draft, since)


def _except(words: Words, draft: Draft, since: int) -> None:
    words.take("for")
    words.take("on", "in", "during")
    words.refuse_unsayable(words.at)
    if words.text in MONTHS:
        draft.months = MONTH.full_mask & ~read_months(words)
        draft.put(words, "the month", since)
        if not draft.months:
            words.refuse("ENG010", "no month is left", since)
        return
    if not starts_weekday(words):
        words.refuse_word("days of the week or months, which are all that cron can leave out,")
    read_weekdays(words, draft, since)
    draft.weekdays = DAY_OF_WEEK.full_mask & ~draft.weekdays
    if not draft.weekdays:
        words.refuse("ENG010", "no day is left", since)
    draft.is_every_day = True


def _read_zone(words: Words, draft: Draft, since: int) -> None:
    """Read ``zone = "(" name ")" / area "/" city / "UTC" [ offset ]``."""
    is_closed = words.take("(")
    start = words.word.start
    stop = words.next().stop
    while (words.word.is_glued or is_closed) and words.text not in {")", ","} and words.kind != END:
        stop = words.next().stop
    name = words.source[start:stop].strip()
    if is_closed and not words.take(")"):
        words.refuse_word('a closing ")"')
    draft.put(words, "the time zone", since)
    try:
        draft.zone = _offset(name) or read_zone("UTC" if name in {"GMT", "utc", "gmt"} else name)
    except CronOptionError as error:
        problem = error.problems[0]
        words.refuse("ENG014", problem.message, since, problem.hint, problem.suggestion)


def _offset(name: str) -> TzInfo | None:
    """Return the zone of ``[ "UTC" / "GMT" ] sign hour [ ":" minute [ ":" second ] ]``, if *name* is one."""
    text = name[3:] if name[:3] in {"UTC", "GMT"} else name
    parts = text[1:].split(":")
    if text[:1] not in {"+", "-"} or len(parts) > 3 or not all(1 <= len(part) <= 2 for part in parts):
        return None
    if not all(char in "0123456789" for part in parts for char in part):
        return None
    hours, minutes, seconds = [*map(int, parts), 0, 0][:3]
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return (
        timezone(-offset if text[0] == "-" else offset) if hours < 24 and max(minutes, seconds) < 60 else None
    )


# Rates


def _every(words: Words, draft: Draft, since: int) -> None:
    """Read what follows "every": a unit with or without a number, days, months, a part of the day."""
    words.take("single")
    if words.take_phrase("half hour", "half an hour", "halfhour"):
        _put_rate(words, draft, Rate(30, "minute"), since)
        return
    if words.take_phrase("quarter hour", "quarterhour", "quarter of an hour"):
        _put_rate(words, draft, Rate(15, "minute"), since)
        return
    words.refuse_unsayable(since)
    word, after = words.word, words.ahead()
    is_ordinal = word.kind == ORDINAL or (
        word.text == "second" and (after.text in UNITS or after.text in WEEKDAYS)
    )
    if word.text == "last" or (is_ordinal and (after.text not in UNITS or words.ahead(2).text == "of")):
        read_days(words, draft, since, is_every=True)
        return
    step = 1
    if is_ordinal or word.kind == NUMBER or word.text == "other":
        words.next()
        step = word.value or (0 if word.kind == NUMBER else 2)
    if words.text in UNITS:
        unit = UNITS[words.text]
        if unit in _SMALL:
            read_rate(words, draft, step, since)
            return
        words.next()
        _every_long(words, draft, step, unit, since)
        return
    _every_name(words, draft, step, since)


def _put_rate(words: Words, draft: Draft, rate: Rate, since: int) -> None:
    draft.put(words, f"the {rate.unit} rate", since)
    draft.rates[rate.unit] = rate


def _every_long(words: Words, draft: Draft, step: int, unit: str, since: int) -> None:
    """Read the rest of a rate in days, weeks, months or years."""
    if not step:
        words.refuse("ENG004", "the number must be at least 1", since, offer=f"every {unit}")
    if step == 1:
        _put_period(draft, unit, words, since)
        draft.is_every_month |= unit == "month"
    elif unit == "day":
        _every_days(words, draft, step, since)
        return
    elif unit == "month":
        _every_months(words, draft, step, since)
    elif unit == "year" and words.take("from"):
        read_year_step(words, draft, step, since)
    elif unit == "year":
        words.refuse("ENG009", "from which year?", since, "say it", f"every {step} years from 2026")
    else:
        hint = "cron cannot count weeks: it knows the calendar, not how long ago the last run was"
        words.refuse("ENG007", f"cron cannot say every {_shown(step)} {unit}s", since, hint, f"every {unit}")


def _every_days(words: Words, draft: Draft, step: int, since: int) -> None:
    if words.take("from"):
        read_day_range(words, draft, step, since)
        return
    shown = _shown(step)
    nearest = f"every {step} days from the 1st through 31st" if step < 31 else "every month"
    hint = "cron starts anew each month" + (f": `0 0 */{step} * *` also runs on the 1st" if step < 31 else "")
    words.refuse("ENG007", f"cron cannot say every {shown} days", since, hint, nearest)


def _every_months(words: Words, draft: Draft, step: int, since: int) -> None:
    if 12 % step:
        near = min((1, 2, 3, 4, 6, 12), key=lambda months: abs(months - step))
        offer = f"every {near} months" if near > 1 else "every month"
        hint = f"cron starts anew each year, and 12 months are not a multiple of {_shown(step)}"
        words.refuse("ENG006", f"cron cannot say every {_shown(step)} months", since, hint, offer)
    draft.months = sum([1 << month for month in range(1, 13, step)])
    draft.put(words, "the month", since)
    draft.is_every_month = True
    draft.periods.append("month")
    draft.assume("starting in January")


def _shown(step: int) -> str:
    return str(step) if step < 10**9 else "so many"


def _every_name(words: Words, draft: Draft, step: int, since: int) -> None:
    """Read days, months or a part of the day after "every" (or "every other", which cron cannot say)."""
    is_days = starts_weekday(words)
    if not is_days and words.text not in MONTHS and words.text not in _PARTS_OF_DAY:
        if step != 1 or words.text in {"on", "the"}:
            words.refuse_word("a unit such as minutes, or a day")
        if read_named_days(words, draft, since):
            return
        if not starts_day(words):
            words.refuse_word("a unit such as minutes, or a day")
        read_days(words, draft, since)
        return
    if step != 1:
        name = words.next().text
        hint = "cron knows the calendar, not how long ago the last run was"
        words.refuse("ENG007", f"cron cannot skip every other {name}", since, hint, f"every {name}")
    if is_days:
        read_weekdays(words, draft, since)
        return
    if words.text in MONTHS:
        if starts_date(words):
            _bare(words, draft, since)
            return
        put_months(words, draft, since)
    else:
        _put_period(draft, words.next().text, words, since)


def _read_count(words: Words, draft: Draft, since: int) -> bool:
    """Read "once a day"; refuse "twice a day" and "3 times a day", which do not say when."""
    count = {"once": 1, "twice": 2}.get(words.text, words.word.value if words.ahead().text == "times" else 0)
    if not count:
        return False
    words.next()
    words.take("times")
    if count == 1 and words.text in {*_PERIODS, "hourly", *EVERY}:
        _read_clause(words, draft)
        return True
    words.take("a", "an", "per", *EVERY)
    unit = UNITS.get(words.text) or _PERIODS.get(words.text)
    if unit in {None, "second", "minute"}:
        words.refuse_word('"a day" or another period')
    words.next()
    assert unit is not None
    if count == 1:
        _put_period(draft, unit, words, since) if unit != "hour" else _hourly(words, draft, since)
        return True
    offer = _near_count(count, unit)
    words.refuse("ENG008", f"{_shown(count)} times a {unit}, but when?", since, "name the times", offer)


def _near_count(count: int, unit: str) -> str | None:
    total, smaller = {"day": (24, "hour"), "hour": (60, "minute")}.get(unit, (0, ""))
    return f"every {total // count} {smaller}s" if total and total % count == 0 and count < total else None


_RULES: dict[str, Callable[[Words, Draft, int], None]] = {
    "at": _at,
    "on": _on,
    "every": _every,
    "each": _every,
    "from": _from,
    "between": _from,
    "during": _during,
    "of": _of,
    "except": _except,
    "never": _never,
    "hourly": _hourly,
    "halfhourly": _half_hourly,
    **dict.fromkeys(_PERIODS, _period),
}
