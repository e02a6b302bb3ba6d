"""The grammar's top: a text is clauses in any order, each known by its first words."""

from __future__ import annotations

from datetime import timedelta, timezone

from .._arguments import read_zone
from ..errors import CronOptionError
from ..fields import DAY_OF_WEEK, MONTH
from ._clock import (
    clock_text,
    next_item,
    read_at,
    read_hours,
    read_minutes_past,
    read_rate,
    read_times,
    read_window,
    starts_time,
)
from ._dates import (
    ordinal_text,
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
from ._refusals import PHRASES, REFUSED
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
_TIMES_A_DAY = {"day": 24, "hour": 60}
_SMALL = {"second", "minute", "hour"}


def read_clauses(words: Words) -> Draft:
    """Read ``text = clause *( [ "," ] [ "and" / "or" / "falling" ] clause )``, to the last word."""
    draft = Draft()
    words.take("run", "runs")
    join, before, at = "", "", 0
    while True:
        kind = _read_clause(words, draft)
        if kind == before == "days":
            draft.joins.add(join)
        elif join in {"or", "falling"}:
            words.at = at
            words.refuse_word("another time or day")
        if words.kind == END:
            return draft
        before, at = kind, words.at
        join = _read_join(words)


def _read_join(words: Words) -> str:
    words.take(",")
    words.take("but")
    at = words.at
    join = words.next().text if words.text in {"and", "or", "falling"} else ""
    if words.kind == END and at == words.at:
        words.refuse_word("more, or no comma,")
    return join


def _read_clause(words: Words, draft: Draft) -> str:
    """Read one clause; return ``"days"`` if it named days, else an empty text."""
    since = words.at
    words.take("only")
    _refuse_known(words)
    first = words.text
    if first in _RULES and words.kind != ORDINAL:
        words.next()
        return _RULES[first](words, draft, since)
    if first == "(" or words.kind == ZONE or first in {"utc", "gmt"}:
        return _read_zone(words, draft, since)
    if first == "in" and (words.ahead().kind == ZONE or words.ahead().text in {"utc", "gmt"}):
        words.next()
        return _read_zone(words, draft, since)
    if first == "in":
        words.next()
        return _in(words, draft, since)
    return _bare(words, draft, since)


def _bare(words: Words, draft: Draft, since: int) -> str:
    """Read a clause that begins with none of the small words: "mondays", "9am", "january 1"."""
    if starts_date(words):
        read_date(words, draft, since)
        return "days"
    if starts_weekday(words):
        read_weekdays(words, draft, since)
        return "days"
    if starts_day(words) or (words.text == "the" and words.ahead().kind in {ORDINAL, NUMBER}):
        read_days(words, draft, since)
        return "days"
    if read_named_days(words, draft, since):
        return "days"
    if words.text in MONTHS:
        put_months(words, draft, since)
    elif words.text in {"minute", "minutes", "second", "seconds"} and words.ahead().kind == NUMBER:
        read_at(words, draft, since)
    elif not _read_count(words, draft, since) and not read_minutes_past(words, draft, since):
        _read_bare_time(words, draft)
    return ""


def _read_bare_time(words: Words, draft: Draft) -> None:
    # A number by itself could be anything; one that looks like a clock could not.
    word, after = words.word, words.ahead().text
    if starts_time(words) and (word.kind != NUMBER or after in {":", "am", "pm", "oclock", "noon", "midnight"}):
        read_times(words, draft)
    elif word.kind == NUMBER:
        words.refuse_word('"at" before a time, or a unit after a number')
    else:
        words.refuse_word('a time such as "at 9:00 AM", days such as "on Mondays", or "every" and a unit')


def _refuse_known(words: Words) -> None:
    """Refuse what people ask and cron cannot say."""
    since = words.at
    for phrase, offer in PHRASES.items():
        for before in ("", "in ", "during ", "during the "):
            if words.take_phrase(before + phrase):
                words.refuse("ENG008", f"{phrase} differ from place to place", since, "say from when to when", offer)
    if words.text in REFUSED:
        code, reason, offer = REFUSED[words.next().text]
        words.refuse(code, "cron cannot say this", since, reason, offer or None)


# Clauses that begin with a small word


def _at(words: Words, draft: Draft, since: int) -> str:
    if words.take_phrase(*_STARTUP):
        draft.alone = "@reboot"
    else:
        read_at(words, draft, since)
    return ""


def _on(words: Words, draft: Draft, since: int) -> str:
    if words.take_phrase(*_STARTUP):
        draft.alone = "@reboot"
        return ""
    if read_minutes_past(words, draft, since):
        return ""
    if starts_weekday(words) or starts_date(words) or starts_day(words):
        return _bare(words, draft, since)
    if not read_named_days(words, draft, since):
        read_days(words, draft, since)
    return "days"


def _never(words: Words, draft: Draft, since: int) -> str:
    draft.alone = "0 0 30 2 *"
    return ""


def _period(words: Words, draft: Draft, since: int) -> str:
    _put_period(draft, _PERIODS[words.words[words.at - 1].text], words, since)
    return ""


def _put_period(draft: Draft, period: str, words: Words, since: int) -> None:
    if period in {"morning", "afternoon", "evening", "night"}:
        draft.part_of_day = _PARTS_OF_DAY[period]
        draft.put(words, "the part of the day", since)
        period = "day"
    draft.periods.append(period)
    draft.places.setdefault(f"every {period}", (since, words.at))


def _hourly(words: Words, draft: Draft, since: int) -> str:
    draft.rates["hour"] = Rate(1, "hour")
    draft.put(words, "the hour rate", since)
    return ""


def _from(words: Words, draft: Draft, since: int) -> str:
    if words.text in MONTHS:
        put_months(words, draft, since)
    elif starts_weekday(words):
        read_weekdays(words, draft, since)
        return "days"
    elif words.text == "the" or words.kind == ORDINAL:
        read_day_range(words, draft, 1, since)
        return "days"
    else:
        read_window(words, draft, since)
    return ""


def _in(words: Words, draft: Draft, since: int) -> str:
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
    return ""


def _during(words: Words, draft: Draft, since: int) -> str:
    if words.text in MONTHS:
        put_months(words, draft, since)
    elif starts_weekday(words) and words.text not in EVERY:
        read_weekdays(words, draft, since)
        return "days"
    else:
        read_hours(words, draft, since)
    return ""


def _of(words: Words, draft: Draft, since: int) -> str:
    """Read "of every day", "of the week", which add nothing, or "of" and months."""
    if words.take("the", "a", *EVERY):
        if UNITS.get(words.text) in {None, "second", "minute"}:
            words.refuse_word('"day" or "month"')
        draft.is_every_month |= words.next().text == "month"
        return ""
    put_months(words, draft, since)
    return ""


def _except(words: Words, draft: Draft, since: int) -> str:
    words.take("for")
    words.take("on", "in", "during")
    _refuse_known(words)
    if words.text in MONTHS:
        draft.months = MONTH.full_mask & ~read_months(words)
        draft.put(words, "the month", since)
        if not draft.months:
            words.refuse("ENG010", "no month is left", since)
        return ""
    if not starts_weekday(words):
        words.refuse_word("days of the week or months, which are all that cron can leave out,")
    read_weekdays(words, draft, since)
    draft.weekdays = DAY_OF_WEEK.full_mask & ~draft.weekdays
    if not draft.weekdays:
        words.refuse("ENG010", "no day is left", since)
    draft.is_every_day = True
    return "days"


def _read_zone(words: Words, draft: Draft, since: int) -> str:
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
    return ""


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
    return timezone(-offset if text[0] == "-" else offset) if hours < 24 and max(minutes, seconds) < 60 else None


# Rates


def _every(words: Words, draft: Draft, since: int) -> str:
    """Read what follows "every": a unit with or without a number, days, months, a part of the day."""
    words.take("single")
    if words.take_phrase("half hour", "half an hour", "halfhour"):
        return _every_unit(words, draft, 30, "minute", since)
    if words.take_phrase("quarter hour", "quarterhour", "quarter of an hour"):
        return _every_unit(words, draft, 15, "minute", since)
    _refuse_known(words)
    word, after = words.word, words.ahead()
    is_ordinal = word.kind == ORDINAL or (word.text == "second" and (after.text in UNITS or after.text in WEEKDAYS))
    if word.text == "last" or (is_ordinal and (after.text not in UNITS or words.ahead(2).text == "of")):
        read_days(words, draft, since, is_every=True)
        return "days"
    step = 1
    if is_ordinal or word.kind == NUMBER or word.text == "other":
        words.next()
        step = word.value or (0 if word.kind == NUMBER else 2)
    if words.text in UNITS:
        unit = UNITS[words.text]
        if unit in _SMALL:
            read_rate(words, draft, step, since)
            return ""
        words.next()
        return _every_long(words, draft, step, unit, since)
    return _every_name(words, draft, step, since)


def _every_unit(words: Words, draft: Draft, step: int, unit: str, since: int) -> str:
    draft.rates[unit] = Rate(step, unit)
    draft.put(words, f"the {unit} rate", since)
    return ""


def _every_long(words: Words, draft: Draft, step: int, unit: str, since: int) -> str:
    """Read the rest of a rate in days, weeks, months or years."""
    if not step:
        words.refuse("ENG004", "the number must be at least 1", since, offer=f"every {unit}")
    if step == 1:
        _put_period(draft, unit, words, since)
        draft.is_every_month |= unit == "month"
    elif unit == "day":
        return _every_days(words, draft, step, since)
    elif unit == "month":
        _every_months(words, draft, step, since)
    elif unit == "year" and words.take("from"):
        read_year_step(words, draft, step, since)
    elif unit == "year":
        words.refuse("ENG009", "from which year?", since, "say it", f"every {step} years from 2026")
    else:
        hint = "cron cannot count weeks: it knows the calendar, not how long ago the last run was"
        words.refuse("ENG007", f"cron cannot say every {_shown(step)} {unit}s", since, hint, f"every {unit}")
    return ""


def _every_days(words: Words, draft: Draft, step: int, since: int) -> str:
    if words.take("from"):
        read_day_range(words, draft, step, since)
        return "days"
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


def _every_name(words: Words, draft: Draft, step: int, since: int) -> str:
    """Read days, months or a part of the day after "every" (or "every other", which cron cannot say)."""
    is_days = starts_weekday(words)
    if not is_days and words.text not in MONTHS and words.text not in _PARTS_OF_DAY:
        if step == 1 and (read_named_days(words, draft, since) or starts_day(words)):
            return _bare(words, draft, since) if starts_day(words) else "days"
        words.refuse_word("a unit such as minutes, or a day")
    if step != 1:
        name = words.next().text
        hint = "cron knows the calendar, not how long ago the last run was"
        words.refuse("ENG007", f"cron cannot skip every other {name}", since, hint, f"every {name}")
    if is_days:
        read_weekdays(words, draft, since)
        return "days"
    if words.text in MONTHS:
        if starts_date(words):
            return _bare(words, draft, since)
        put_months(words, draft, since)
    else:
        _put_period(draft, words.next().text, words, since)
    return ""


def _read_count(words: Words, draft: Draft, since: int) -> bool:
    """Read "once a day"; refuse "twice a day" and "3 times a day", which do not say when."""
    count = {"once": 1, "twice": 2}.get(words.text, words.word.value if words.ahead().text == "times" else 0)
    if not count:
        return False
    words.next()
    words.take("times")
    if count == 1 and words.text in {*_PERIODS, "hourly", *EVERY}:
        return _read_clause(words, draft) == ""
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


_RULES: dict[str, Callable[[Words, Draft, int], str]] = {
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
    **dict.fromkeys(_PERIODS, _period),
}
