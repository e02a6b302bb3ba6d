"""The grammar of "every": rates, periods, and what counts; one function for each rule."""

from __future__ import annotations

from .._plan import mask_of
from ..errors import ordinal
from ._clock import read_rate, read_times
from ._dates import (
    read_date,
    read_day_range,
    read_days,
    read_named_days,
    read_weekdays,
    starts_date,
    starts_day,
    starts_weekday,
)
from ._draft import Rate
from ._limits import put_months, read_year_step
from ._oclock import NAMED, PARTS_OF_DAY, count_text, rate_text
from ._words import EVERY, MONTHS, NUMBER, ORDINAL, UNITS, WEEKDAYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._draft import Draft
    from ._words import Words

_TIMES = ("times", "time", "x")
_SMALL = {"second", "minute", "hour"}


def read_every(words: Words, draft: Draft, since: int) -> None:
    """Read what follows "every": a unit with or without a number, days, months, a part of the day."""
    words.take("single")
    if words.take_phrase("half hour", "half an hour", "halfhour"):
        put_rate(words, draft, Rate(30, "minute"), since)
        return
    if words.take_phrase("quarter hour", "quarterhour", "quarter of an hour"):
        put_rate(words, draft, Rate(15, "minute"), since)
        return
    words.refuse_unsayable(since)
    word, after = words.word, words.ahead()
    if word.text in NAMED:
        draft.periods.append("day")
        read_times(words, draft, since)
        return
    _refuse_two_readings(words, since)
    is_ordinal = word.kind == ORDINAL or (
        word.text == "second" and (after.text in UNITS or after.text in WEEKDAYS)
    )
    if word.text == "last" or (is_ordinal and (after.text not in UNITS or words.ahead(2).text == "of")):
        read_days(words, draft, since, is_every=True)
        return
    if word.kind == NUMBER and starts_date(words):
        read_date(words, draft, since)
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


def _refuse_two_readings(words: Words, since: int) -> None:
    """Refuse "every third day of the month", and "every second of the month": once, or at a rate?"""
    word, at, is_of = words.word, words.at, False
    is_day = (
        word.text == "second" or (word.kind == ORDINAL and word.value > 1)
    ) and words.ahead().text == "day"
    distance = 2 if is_day else 1
    while words.ahead(distance).text in {"of", "in", "the", "a", *EVERY}:
        is_of |= words.ahead(distance).text == "of"
        distance += 1
    name = words.ahead(distance).text
    is_second = word.text == "second" and (is_of or (distance == 1 and name in MONTHS))
    if (name not in MONTHS and name != "month") or not ((is_day and is_of) or is_second):
        return
    if not is_of:
        words.at = at + 2
        words.refuse(
            "ENG005",
            "each second of it, or every other one?",
            since,
            f'write "every second in {name}", or "in {name}, every 2 years from 2026"',
        )
    number = word.value or 2
    rate = f"every {number} days from the 1st through 31st" if is_day else "every second"
    once = f"on the {ordinal(number)}"
    words.at = at + (2 if is_day else 1)
    words.refuse("ENG005", "one day, or a rate?", since, f'write "{once} of the month" or "{rate}"', once)


def put_rate(words: Words, draft: Draft, rate: Rate, since: int) -> None:
    draft.put(words, f"the {rate.unit} rate", since)
    draft.rates[rate.unit] = rate


def _every_long(words: Words, draft: Draft, step: int, unit: str, since: int) -> None:
    """Read the rest of a rate in days, weeks, months or years."""
    if not step:
        words.refuse("ENG004", "the number must be at least 1", since, offer=f"every {unit}")
    if step == 1:
        put_period(words, draft, unit, since)
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
        hint = "cron knows the calendar, not how long ago the last run was"
        words.refuse("ENG007", f"cron cannot say {rate_text(step, unit)}", since, hint, f"every {unit}")


def _every_days(words: Words, draft: Draft, step: int, since: int) -> None:
    if words.take("from"):
        read_day_range(words, draft, step, since)
        return
    if step == 7:
        nearest, hint = "every week", "seven days are a week: name the day of the week"
    elif step < 28:
        nearest = f"every {step} days from the 1st through 31st"
        hint = f"cron starts anew each month: `*/{step}` as the day of the month also runs on the 1st"
    else:
        nearest, hint = _near_months(step / 30), "cron knows months, and starts anew each year"
    words.refuse("ENG007", f"cron cannot say {rate_text(step, 'day')}", since, hint, nearest)


def _every_months(words: Words, draft: Draft, step: int, since: int) -> None:
    if 12 % step:
        hint = f"cron starts anew each year, and 12 months are not a multiple of {count_text(step)}"
        words.refuse("ENG006", f"cron cannot say {rate_text(step, 'month')}", since, hint, _near_months(step))
    draft.months = mask_of(range(1, 13, step))
    draft.put(words, "the month", since)
    draft.is_every_month = True
    draft.periods.append("month")
    draft.assume("starting in January")


def _near_months(wanted: float) -> str:
    near = min((1, 2, 3, 4, 6, 12), key=lambda months: abs(months - wanted))
    return "every year" if near == 12 else rate_text(near, "month")


def _every_name(words: Words, draft: Draft, step: int, since: int) -> None:
    """Read days, months or a part of the day after "every" (or "every other", which cron cannot say)."""
    if step != 1 and words.text in {"on", "any", "the", *EVERY}:
        words.refuse_word("a unit such as minutes, or a day")
    is_days = starts_weekday(words)
    if not is_days and words.text not in MONTHS and words.text not in PARTS_OF_DAY:
        if step != 1 or words.text in {"on", "the"}:
            words.refuse_word("a unit such as minutes, or a day")
        if read_named_days(words, draft, since):
            return
        if not starts_day(words):
            words.refuse_word("a unit such as minutes, or a day")
        read_days(words, draft, since)
        return
    if step != 1:
        name = words.next().text.replace("days", "day")
        hint = f'cron knows the calendar, not how long ago the last run was: "every {name}" skips none'
        words.refuse("ENG007", "cron cannot skip any of them", since, hint, f"every {name}")
    if is_days:
        read_weekdays(words, draft, since)
        return
    if words.text in MONTHS and starts_date(words):
        read_date(words, draft, since)
    elif words.text in MONTHS:
        put_months(words, draft, since)
        draft.places["each such month"] = since, words.at
    else:
        put_period(words, draft, words.next().text, since)


def read_count(words: Words, draft: Draft, since: int) -> bool:
    """Read "once a day", "twice a day" and "3 times a day"; how many are named is checked at the end."""
    count = {"once": 1, "twice": 2}.get(words.text, words.word.value if words.ahead().text in _TIMES else 0)
    if not count:
        return False
    words.next()
    words.take(*_TIMES)
    if count == 1 and words.text in EVERY:
        return True  # "once every 5 minutes" is every 5 minutes
    words.take("a", "an", "per", *EVERY)
    unit = UNITS.get(words.text, "")
    if unit in {"", "second", "minute"}:
        words.refuse_word('"a day" or another period')
    words.next()
    draft.count = count, unit
    draft.put(words, "the count", since)
    if unit == "hour":
        put_rate(words, draft, Rate(1, "hour"), since)
    else:
        put_period(words, draft, unit, since)
    return True


def put_period(words: Words, draft: Draft, period: str, since: int) -> None:
    if period in {"morning", "afternoon", "evening", "night"}:
        draft.part_of_day = PARTS_OF_DAY[period]
        draft.put(words, "the part of the day", since)
        period = "day"
    draft.periods.append(period)
    draft.places.setdefault(f"every {period}", (since, words.at))
