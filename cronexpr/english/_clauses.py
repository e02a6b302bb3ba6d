"""The grammar's top: a text is clauses in any order, each known by its first words."""

from __future__ import annotations

from ..errors import ordinal
from ..fields import DAY_OF_WEEK, MONTH
from ._clock import (
    read_at,
    read_hours,
    read_minutes_past,
    read_times,
    read_window,
    starts_bare_window,
)
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
from ._draft import Draft
from ._every import read_count, read_every
from ._limits import (
    UTC,
    put_months,
    read_months,
    read_years,
    read_zone_clause,
    refuse_place,
    starts_year,
    words_before_time,
    words_of_place,
)
from ._oclock import PARTS_OF_DAY, is_clock_time, starts_time
from ._words import END, EVERY, MONTHS, NUMBER, ORDINAL, THROUGH, UNITS, WEEKDAYS, ZONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ._words import Words

_STARTUP = ("startup", "reboot", "boot", "start up", "system startup", "system start", "boot time")
_NAMES = {*MONTHS, *WEEKDAYS, "weekday", "weekdays", "weekend", "weekends"}


def read_clauses(words: Words) -> Draft:
    """Read ``text = clause *( [ "," ] [ "and" / "or" / "falling" ] clause )``, to the last word."""
    draft = Draft()
    words.take("run", "runs")
    join, at, latest = "", 0, set[str]()
    while True:
        before = _amounts(draft)
        since = words.at
        _read_clause(words, draft)
        words.take("only")
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
    """Return how much was said of each kind that may be said in several clauses side by side."""
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
    at = words.at
    join = words.next().text if words.text in {"and", "or", "falling"} else ""
    if words.kind == END and at == words.at:
        words.refuse_word("more, or no comma,")
    return join


def _read_clause(words: Words, draft: Draft) -> None:
    """Read one clause."""
    since = words.at
    words.take_phrase("but only", "only")
    words.refuse_unsayable(since)
    first, after = words.word, words.ahead()
    if first.text == "in" and (after.kind == ZONE or after.text in UTC):
        words.next()
        read_zone_clause(words, draft, since)
    elif first.text == "(" or first.kind == ZONE or first.text in UTC:
        read_zone_clause(words, draft, since)
    elif first.text in _RULES:
        words.next()
        _RULES[first.text](words, draft, since)
    else:
        _bare(words, draft, since)


def _bare(words: Words, draft: Draft, since: int) -> None:
    """Read a clause that begins with none of the small words: "mondays", "9am", "january 1"."""
    if _starts_dates(words, draft) and words.ahead(3).text == "of":
        read_day_range(words, draft, 1, since)
    elif starts_date(words) or _starts_dates(words, draft):
        read_date(words, draft, since)
    elif starts_weekday(words):
        read_weekdays(words, draft, since)
    elif starts_day(words) or (words.text == "the" and words.ahead().kind == NUMBER):
        read_days(words, draft, since)
    elif words.text in MONTHS:
        put_months(words, draft, since)
    elif words.text in {"minute", "minutes", "second", "seconds"} and words.ahead().kind == NUMBER:
        read_at(words, draft, since)
    elif not any(read(words, draft, since) for read in (read_named_days, read_count, read_minutes_past)):
        _read_bare_time(words, draft, since)


def _starts_dates(words: Words, draft: Draft) -> bool:
    """Return whether "24-26 december" or "1-7 of" stands here, and note if the numbers might be hours."""
    first, last = words.word, words.ahead(2)
    is_range = first.kind == last.kind == NUMBER and words.ahead().text in THROUGH
    after = words.ahead(3).text
    if not is_range or (after not in MONTHS and after != "of") or max(first.value, last.value) > 31:
        return False
    if last.value < 25 and after != "of":
        draft.places["the days or hours"] = words.at, words.at + 4
    return True


def _read_bare_time(words: Words, draft: Draft, since: int) -> None:
    """Read a time or a window without a word before it; a number by itself could be anything."""
    word = words.word
    if starts_bare_window(words):
        read_window(words, draft, since)
    elif starts_time(words) and (word.kind != NUMBER or is_clock_time(words)):
        read_times(words, draft, since)
    elif draft.times and (count := words_before_time(words)):
        refuse_place(words, count, since)
    elif word.kind == NUMBER:
        words.refuse_word('"at" before a time, or a unit after a number')
    else:
        words.refuse_word('a time such as "at 9:00 AM", days such as "on Mondays", or "every" and a unit')


# Clauses that begin with a small word


def _at(words: Words, draft: Draft, since: int) -> None:
    if words.take_phrase(*_STARTUP):
        _put_alone(words, draft, "@reboot", since)
    else:
        read_at(words, draft, since)


def _on(words: Words, draft: Draft, since: int) -> None:
    if words.take_phrase(*_STARTUP):
        _put_alone(words, draft, "@reboot", since)
        return
    if read_minutes_past(words, draft, since):
        return
    if words.text in (*EVERY, "other") and not starts_weekday(words):
        words.take(*EVERY)
        read_every(words, draft, since)
    elif words.kind == NUMBER and words.ahead().text == "and" and is_clock_time(words):
        hint = f'write "on the {ordinal(words.next().value)}" or "at"'
        words.refuse("ENG005", "a day, or an hour?", since, hint)
    elif starts_weekday(words) or starts_date(words) or starts_day(words):
        _bare(words, draft, since)
    elif not read_named_days(words, draft, since):
        read_days(words, draft, since)


def _alternate(words: Words, draft: Draft, since: int) -> None:
    words.at = since
    read_every(words, draft, since)


def _never(words: Words, draft: Draft, since: int) -> None:
    _put_alone(words, draft, "0 0 30 2 *", since)


def _put_alone(words: Words, draft: Draft, text: str, since: int) -> None:
    draft.alone = text
    draft.put(words, "never or at startup", since)


def _from(words: Words, draft: Draft, since: int) -> None:
    if words.words[since].text == "between":
        _let_and_be_through(words)
    if words.text in MONTHS:
        put_months(words, draft, since)
    elif starts_weekday(words):
        read_weekdays(words, draft, since)
    elif words.text == "the" or words.kind == ORDINAL or _starts_dates(words, draft):
        read_day_range(words, draft, 1, since)
    else:
        read_window(words, draft, since)


def _let_and_be_through(words: Words) -> None:
    """Make of "Monday and Friday", after "between", the days from one through the other."""
    names = next((names for names in (MONTHS, WEEKDAYS) if words.text in names), {})
    if not names:
        return
    if words.ahead().text not in {"and", *THROUGH} or words.ahead(2).text not in names:
        words.next()
        words.take("and", *THROUGH)
        words.refuse_word('"and" and a second name')
    words.words[words.at + 1] = words.ahead().replace(text="through")


def _in(words: Words, draft: Draft, since: int) -> None:
    words.take(*EVERY)
    if starts_year(words):
        read_years(words, draft, since)
    elif words.take("the"):
        if words.text not in PARTS_OF_DAY:
            words.refuse_word('"morning", "afternoon" or "evening"')
        draft.part_of_day = PARTS_OF_DAY[words.next().text]
        draft.put(words, "the part of the day", since)
    elif words.text in MONTHS:
        put_months(words, draft, since)
    elif count := words_of_place(words):
        refuse_place(words, count, since)
    else:
        words.refuse_word('a month, a year, or a zone such as "Europe/Berlin"')


def _during(words: Words, draft: Draft, since: int) -> None:
    if words.text in MONTHS:
        put_months(words, draft, since)
    elif starts_weekday(words) and words.text not in EVERY:
        read_weekdays(words, draft, since)
    else:
        read_hours(words, draft, since)


def _of(words: Words, draft: Draft, since: int) -> None:
    """Read "of every day", "of the week", which add nothing, or "of" and months."""
    if words.take("the", "a", *EVERY):
        _refuse_day_of_month(words, since)
        if not _adds_nothing(words, draft, UNITS.get(words.text, ""), since):
            words.refuse_word('"hour", "day" or "month"')
        draft.is_every_month |= words.next().text == "month"
        return
    put_months(words, draft, since)


def _refuse_day_of_month(words: Words, since: int) -> None:
    """Refuse "Monday of the month", where "the first Monday" or "every Monday" is meant."""
    before, last = words.words[max(since - 2, 0)].text, words.words[since - 1].text
    if words.text == "month" and last in WEEKDAYS and last[-1] == "y" and before in {last, "on"}:
        words.next()
        hint = f'write "the first {last} of the month" or "every {last}"'
        words.refuse("ENG005", "which of them in the month?", since - 1, hint)


def _adds_nothing(words: Words, draft: Draft, unit: str, since: int) -> bool:
    """Return whether "of every *unit*" leaves all that was said as it is."""
    if unit in {"hour", "day", "month"}:
        return True
    before, last = words.words[max(since - 2, 0)].text, words.words[since - 1].text
    if unit in {"week", "quarter", "year"} and before in {*EVERY, "single"} and last in {*UNITS, *WEEKDAYS}:
        return True  # "every day of the year"
    if unit == "week":
        return bool(draft.weekdays) and not draft.dates
    has_months = draft.months or draft.nth_months or (draft.dates and all(date[2] for date in draft.dates))
    return unit == "year" and bool(has_months)


def _part_of_day(words: Words, draft: Draft, since: int) -> None:
    """Read "morning" or "mornings", right after a day of the week."""
    words.at = since
    if not since or words.words[since - 1].text not in {*WEEKDAYS, "weekday", "weekend"}:
        words.refuse_word('"in the" or "every" before it')
    draft.part_of_day = PARTS_OF_DAY[words.next().text.removesuffix("s")]
    draft.put(words, "the part of the day", since)
    if draft.part_of_day == "night":
        draft.places["the night of a day"] = since, words.at


def _but(words: Words, draft: Draft, since: int) -> None:
    words.take("not", "except")
    _except(words, draft, since)


def _except(words: Words, draft: Draft, since: int) -> None:
    words.take("for")
    words.take("on", "in", "during")
    words.refuse_unsayable(words.at)
    if words.text in MONTHS:
        draft.months = MONTH.full_mask & ~read_months(words)
        draft.put(words, "the month", since)
        if not draft.months:
            words.refuse("ENG010", "no month is left", since)
        _refuse_more(words, since)
        return
    if not starts_weekday(words):
        words.refuse_word("days of the week or months, which are all that cron can leave out")
    # "Weekdays except Friday" is known; the 1st, if it may be a Friday, is not all of the days.
    kept, count = DAY_OF_WEEK.full_mask, len(draft.dates)
    if draft.weekdays and not draft.dates and not draft.weekday_terms:
        kept = draft.weekdays
        del draft.places["the day of the week"]
    read_weekdays(words, draft, since)
    _refuse_more(words, since)
    if len(draft.dates) > count:
        words.refuse(
            "ENG003", "cron cannot leave out a date", since, "it can leave out whole days of the week"
        )
    draft.weekdays = kept & ~draft.weekdays
    if not draft.weekdays:
        words.refuse("ENG010", "no day is left", since)
    draft.is_every_day = True


def _refuse_more(words: Words, since: int) -> None:
    """Refuse "except Mondays in July", and "except Mondays and July": left out too, or a limit?"""
    comma = int(words.text == ",")
    is_joined = words.ahead(comma).text in {"and", "or"}
    joins = comma + is_joined
    name = words.ahead(joins + (words.ahead(joins).text in {"in", "on", "of", "during", "from"})).text
    if (comma and not is_joined) or name not in _NAMES:
        return
    said = words.said(since)
    words.at += joins
    message = "is what follows left out too, or does it limit the rest?"
    hint = 'write "except" before all that is left out, and a comma before what is not'
    words.refuse("ENG005", message, since, hint, f"{said}, except" if is_joined else f"{said},")


_RULES: dict[str, Callable[[Words, Draft, int], None]] = {
    "at": _at,
    "on": _on,
    "every": read_every,
    "each": read_every,
    "other": _alternate,
    "from": _from,
    "in": _in,
    "between": _from,
    "during": _during,
    "of": _of,
    **dict.fromkeys(("except", "not", "no"), _except),
    "but": _but,
    **dict.fromkeys(("morning", "afternoon", "evening", "night"), _part_of_day),
    **dict.fromkeys(("mornings", "afternoons", "evenings", "nights"), _part_of_day),
    "never": _never,
}
