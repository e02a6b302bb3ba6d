"""The grammar of the calendar: weekdays and days of the month; one function for each rule."""

from __future__ import annotations

from .._calendar import WORKDAYS
from .._plan import mask_of
from ..errors import ordinal
from ..fields import DAY_OF_WEEK
from ..terms import LastDay, LastWeekday, LastWorkday, NearestWorkday, NthWeekday, Span
from ._clock import next_item, starts_number
from ._limits import read_months, read_years, starts_year
from ._oclock import WHOLES, list_end
from ._words import EVERY, MONTHS, NUMBER, ORDINAL, THROUGH, UNITS, WEEKDAYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from ..terms import CalendarTerm
    from ._draft import Draft
    from ._words import Words

_WEEKEND = 0b100_0001
_WORKDAY_WORDS = ("weekday", "weekdays")
_WEEKEND_WORDS = ("weekend", "weekends")
_EVERY_OTHER = {"odd": 1, "even": 2}
_OF = ("of", "in")
# What shows that "second" is an ordinal, not a unit.
_AFTER_SECOND = {"day", "of", "and", ",", "weekday", *WEEKDAYS}


class DayList:
    """A list of days being read: *days* of the month, their *terms*, and terms of *weekdays*."""

    __slots__ = ("days", "terms", "weekdays")

    def __init__(self) -> None:
        self.days: list[int] = []
        self.terms: list[CalendarTerm] = []
        self.weekdays: list[CalendarTerm] = []

    @property
    def has_both(self) -> bool:
        """Whether there are days of the month as well as terms of weekdays."""
        return bool((self.days or self.terms) and self.weekdays)


# Weekdays


def starts_weekday(words: Words, distance: int = 0) -> bool:
    """Return whether a day of the week starts *distance* words further on, after "on", "every" or "any"."""
    while (
        words.ahead(distance).text in {"on", "any", *EVERY} and words.ahead(distance) is not words.words[-1]
    ):
        distance += 1
    word, after = words.ahead(distance).text, words.ahead(distance + 1).text
    if word == "day" and after == "from":
        word = words.ahead(distance + 2).text
    is_workday = word in _WORKDAY_WORDS and after != "nearest"
    return word in WEEKDAYS or is_workday or word in _WEEKEND_WORDS


def read_weekdays(words: Words, draft: Draft, since: int) -> None:
    """Read ``weekdays = item *( separator item )``, and ``"the" ordinal`` after it: Friday the 13th."""
    mask = _read_weekday_item(words)
    while words.text in WEEKDAYS or next_item(words, starts_weekday, "and", "or", "/"):
        mask |= _read_weekday_item(words)
    draft.weekdays = mask
    draft.put(words, "the day of the week", since)
    if words.text == "the" and words.ahead().kind == ORDINAL and words.ahead(2).text not in WEEKDAYS:
        draft.joins.add("falling")
        read_days(words, draft, words.at)


def _read_weekday_item(words: Words) -> int:
    """Read ``item = day [ "through" day ] / "weekdays" / "weekends"``."""
    while words.take("on", "any", *EVERY):
        pass
    words.take_phrase("day from")
    if words.take(*_WORKDAY_WORDS):
        return WORKDAYS
    if words.take(*_WEEKEND_WORDS):
        return _WEEKEND
    first = last = read_weekday(words)
    if words.take(*THROUGH):
        last = read_weekday(words)
    return Span(first, last).mask(DAY_OF_WEEK)


def read_weekday(words: Words) -> int:
    """Read the name of a weekday, as its number."""
    if words.text not in WEEKDAYS:
        words.refuse_word("a day of the week")
    return WEEKDAYS[words.next().text]


# Days of the month


def starts_day(words: Words, distance: int = 0) -> bool:
    """Return whether a day of the month, or "the first Monday", may start *distance* words further on."""
    while words.ahead(distance).text in {"on", "the"}:
        distance += 1
    word, after = words.ahead(distance), words.ahead(distance + 1).text
    if word.text == "second":
        return after in _AFTER_SECOND
    if word.kind == NUMBER:
        # "9 and 5pm" are times: a bare number is a day only in a list that ends as one of days does.
        last = list_end(words, distance)
        is_day = last.kind == ORDINAL or last.text in {"of", "the", "last", *MONTHS}
        return is_day and after != "," and word.value <= 31 and word.text.isdigit()
    starts = word.kind == ORDINAL or word.text == "last"
    return starts or f"{word.text} {after}" in {
        "weekday nearest",
        "nearest weekday",
        "day before",
        "first weekday",
    }


def read_days(words: Words, draft: Draft, since: int, *, is_every: bool = False) -> None:
    """Read ``days = item *( separator item ) [ of-month ]``.

    Days of the month and terms such as "the first Monday" may stand in one list.
    *is_every* is whether it began with "every", which makes "second Monday" ambiguous.
    """
    found = DayList()
    _read_day_item(words, found)
    while next_item(words, starts_day, "and", "or"):
        join, had_both = words.words[words.at - 1].text, found.has_both
        _read_day_item(words, found)
        if found.has_both and not had_both:
            draft.joins.add("or" if join == "or" else "and")
    months = _read_of_month(words, draft, found, since)
    if is_every and not (months or draft.is_every_month):
        _refuse_every_second(words, found, since)
    if found.days or found.terms:
        _put_dates(words, draft, found, months, since)
    if found.weekdays:
        draft.weekday_terms += found.weekdays
        draft.places.setdefault("the day of the month", (since, words.at))
        if months:
            # The months go with these days only; what else is said of days must not be under them.
            draft.nth_months |= months
            draft.put(words, "the month", since)


def _put_dates(words: Words, draft: Draft, found: DayList, months: int, since: int) -> None:
    draft.dates.append((mask_of(found.days), tuple(found.terms), months))
    draft.places.setdefault("the date", (since, words.at))


def _refuse_every_second(words: Words, found: DayList, since: int) -> None:
    for term in found.weekdays:
        if isinstance(term, NthWeekday) and term.nth > 1:
            words.refuse(
                "ENG007",
                "cron cannot skip weeks",
                since,
                "if you mean once a month, say so",
                f"{words.said(since).replace('every', 'on the', 1)} of the month",
            )


def _read_day_item(words: Words, found: DayList) -> None:
    """Read ``item = [ "the" ] ( ordinals / last / "weekday nearest" day / "day before the last day" )``."""
    words.take("on")
    words.take("the")
    since = words.at
    if words.take_phrase("weekday nearest", "nearest weekday"):
        found.terms.append(_read_nearest(words))
    elif words.take_phrase("day before the last day", "day before the last"):
        found.terms.append(LastDay(1))
    elif words.take("last"):
        _read_last(words, found, since)
    else:
        _read_ordinals(words, found, since)
    _refuse_shared_ordinal(words, since)


def _refuse_shared_ordinal(words: Words, since: int) -> None:
    """Refuse "the first Monday and Tuesday": the first Tuesday, or each?"""
    weekday, distance = words.words[words.at - 1], 1 if words.text == "," else 0
    distance += words.ahead(distance).text in {"and", "or", "/"}
    name = words.ahead(distance).text
    if distance and weekday.text in WEEKDAYS and name in WEEKDAYS:
        ordinal = words.source[words.words[since].start : weekday.start].strip()
        words.at += distance + 1
        message = (
            f"the {ordinal} {name} only, or each?" if len(ordinal) < 20 else "only one of these, or each?"
        )
        first = f"on the {ordinal} {weekday.text}"
        hint = f'write "{first} and the {ordinal} {name}" or "{first} or on {name}"'
        words.refuse("ENG015", message, words.at - 1, hint, f"the {ordinal} {name}")


def _read_nearest(words: Words) -> CalendarTerm:
    words.take("to")
    words.take("the")
    if words.take_phrase("last day"):
        return NearestWorkday(LastDay())
    if words.take_phrase("day before the last day"):
        return NearestWorkday(LastDay(1))
    day = read_ordinal(words, 31)
    if words.take_phrase("day before the last day"):
        return NearestWorkday(LastDay(day))
    return NearestWorkday(day)


def _read_last(words: Words, found: DayList, since: int) -> None:
    if words.text in WEEKDAYS:
        found.weekdays.append(LastWeekday(read_weekday(words)))
    elif words.take(*_WORKDAY_WORDS):
        found.terms.append(LastWorkday())
    elif words.kind == NUMBER and UNITS.get(words.ahead().text) == "day":
        count = words.next().value
        words.next()
        if not 1 <= count <= 31:
            words.refuse("ENG004", "a month has no such days", since, "months have 28 to 31 days")
        found.terms += map(LastDay, range(count - 1, -1, -1))
    elif words.take("day"):
        found.terms.append(LastDay())
    else:
        words.refuse_word('"day" or a day of the week')


def _read_ordinals(words: Words, found: DayList, since: int) -> None:
    """Read ``ordinals = ordinal *( separator ordinal ) [ noun ] / ordinal "through" ordinal``."""
    ordinals = [_read_day_number(words)]
    # In "the 1st and 3rd Monday" the noun belongs to both; a second "the" starts an item of its own.
    while words.text not in THROUGH and next_item(words, _starts_bare_ordinal):
        ordinals.append(_read_day_number(words))
    if next_item(words, _starts_bare_last):
        _read_ordinals_and_last(words, found, ordinals, since)
    elif words.text in WEEKDAYS:
        _add_nths(words, found, ordinals, since)
    elif words.take_phrase("day before the last day", "day before the last"):
        found.terms += [LastDay(_checked(words, ordinal, 30, since)) for ordinal in ordinals]
    elif words.text in _WORKDAY_WORDS:
        words.take(*_WORKDAY_WORDS)
        _refuse_nth_workday(words, found, ordinals, since)
    elif words.kind == NUMBER and ordinals == [1] and UNITS.get(words.ahead().text) in {"minute", "second"}:
        _refuse_first(words, since)
    elif words.kind == NUMBER and UNITS.get(words.ahead().text) == "day" and ordinals == [1]:
        count = words.next().value
        words.next()
        found.days += range(1, _checked(words, count, 31, since) + 1)
    else:
        last = _read_last_of_range(words, ordinals[-1])
        found.days += [*ordinals, *range(ordinals[-1], last + 1)]
        words.take("day", "days")


def _refuse_first(words: Words, since: int) -> NoReturn:
    """Refuse "the first 10 minutes of every hour": how often in them?"""
    count, unit = words.next().value, UNITS[words.next().text]
    since -= words.words[since - 1].text == "the"
    is_whole = words.ahead(2).text == WHOLES[unit]
    offer = f"every {unit} from {unit} 0 through {count - 1}" if is_whole else None
    words.refuse("ENG009", "how often in that time?", since, "say it", offer)


def _starts_bare_last(words: Words, distance: int) -> bool:
    return words.ahead(distance).text == "last"


def _read_ordinals_and_last(words: Words, found: DayList, ordinals: list[int], since: int) -> None:
    """Read the rest of "first and last Friday", in which the noun belongs to all."""
    words.next()
    if words.text in WEEKDAYS:
        at = words.at
        _add_nths(words, found, ordinals, since)
        words.at = at
    elif words.text in _WORKDAY_WORDS and ordinals == [1]:
        found.terms.append(NearestWorkday(1))
    else:
        found.days += ordinals
    _read_last(words, found, since)


def _starts_bare_ordinal(words: Words, distance: int) -> bool:
    word, after = words.ahead(distance), words.ahead(distance + 1).text
    if word.text == "second":
        return after in _AFTER_SECOND
    is_plain = word.kind == NUMBER and word.text.isdigit() and len(word.text) < 3 and word.value < 32
    return word.kind == ORDINAL or (is_plain and after not in {":", "am", "pm", "oclock", *UNITS, *MONTHS})


def _read_day_number(words: Words) -> int:
    if words.text == "second":
        words.next()
        return 2
    return read_ordinal(words, 31)


def read_ordinal(words: Words, high: int) -> int:
    """Read an ordinal or a plain number, 1 to *high*."""
    if words.kind not in {ORDINAL, NUMBER}:
        words.refuse_word('a day, such as "the 1st"')
    since = words.at
    return _checked(words, words.next().value, high, since)


def _checked(words: Words, value: int, high: int, since: int) -> int:
    if not 1 <= value <= high:
        words.refuse("ENG004", "there is no such day", since, f"it is at least 1 and at most {high}")
    return value


def _add_nths(words: Words, found: DayList, ordinals: list[int], since: int) -> None:
    weekday = read_weekday(words)
    name = words.words[words.at - 1].text
    for nth in ordinals:
        if nth > 5:
            hint = f'it has at most 5; for a date write "the {ordinal(nth)} of the month"'
            words.refuse("ENG004", f"no month has a {ordinal(nth)} {name}", since, hint)
        found.weekdays.append(NthWeekday(weekday, _checked(words, nth, 5, since)))


def _refuse_nth_workday(words: Words, found: DayList, ordinals: list[int], since: int) -> None:
    if ordinals == [1]:
        found.terms.append(NearestWorkday(1))
        return
    words.refuse(
        "ENG006",
        "cron cannot count weekdays within a month",
        since,
        "it knows the first and the last, and the one nearest a date",
        f"weekday nearest the {ordinal(ordinals[-1])}",
    )


def _read_last_of_range(words: Words, first: int) -> int:
    distance = 2 if words.ahead().text == "the" else 1
    if words.text not in THROUGH or words.ahead(distance).kind not in {ORDINAL, NUMBER}:
        return first
    words.at += distance
    last = read_ordinal(words, 31)
    if last < first:
        words.refuse("ENG004", "the days run backwards", words.at - 1, "the earlier one comes first")
    return last


def _read_of_month(words: Words, draft: Draft, found: DayList, since: int) -> int:
    """Read ``of-month = [ "of" / "in" ] ( months / ( "the" / "every" ) "month" )``, as a mask of months."""
    of = words.at
    if words.take(*_OF) and (words.take("the", "a", *EVERY) or words.text == "month"):
        if words.take("month"):
            draft.is_every_month = True
            return 0
        if words.text in {"quarter", "year"}:
            return _edge_of_period(words, found, since)
        words.refuse_word('"month"')
    if words.text in MONTHS:
        return read_months(words)
    words.at = of
    return 0


def _edge_of_period(words: Words, found: DayList, since: int) -> int:
    is_year = words.next().text == "year"
    days, terms = set(found.days), [*found.terms, *found.weekdays]
    is_first = days <= {1} and all(
        term == NearestWorkday(1) or getattr(term, "nth", 0) in range(1, 5) for term in terms
    )
    is_last = not days and all(isinstance(term, (LastDay, LastWorkday, LastWeekday)) for term in terms)
    if not is_first and not is_last:
        words.refuse("ENG006", "cron counts days within months only", since, "name the months")
    if is_first:
        return 1 << 1 if is_year else mask_of((1, 4, 7, 10))
    return 1 << 12 if is_year else mask_of((3, 6, 9, 12))


def read_named_days(words: Words, draft: Draft, since: int) -> bool:
    """Read ``"odd" / "even" "numbered" "days" / "day" numbers``, if it stands here."""
    found = DayList()
    if words.text in {"day", "days"} and words.ahead().kind == NUMBER:
        words.next()
        _read_ordinals(words, found, since)
        while next_item(words, starts_number):
            _read_ordinals(words, found, since)
    elif words.text in _EVERY_OTHER:
        found.days += range(_EVERY_OTHER[words.next().text], 32, 2)
        if not words.take("days", "dates", "day"):
            words.refuse_word('"days"')
    else:
        return False
    _put_dates(words, draft, found, _read_of_month(words, draft, found, since), since)
    return True


def read_day_range(words: Words, draft: Draft, step: int, since: int) -> None:
    """Read ``[ "the" ] ordinal "through" [ "the" ] ordinal [ of-month ]``: every *step* days."""
    words.take("the")
    first = read_ordinal(words, 31)
    if words.text not in THROUGH:
        words.refuse_word('"through" and a day')
    last = _read_last_of_range(words, first)
    found = DayList()
    found.days += range(first, last + 1, step)
    _put_dates(words, draft, found, _read_of_month(words, draft, found, since), since)


def read_date(words: Words, draft: Draft, since: int) -> None:
    """Read ``date = ( month numbers / number [ "of" ] month ) [ [ "," ] year ]``."""
    found = DayList()
    if words.text in MONTHS:
        months = 1 << MONTHS[words.next().text]
        _read_ordinals(words, found, since)
    else:
        _read_ordinals(words, found, since)
        words.take("of")
        months = read_months(words)
    if found.weekdays or found.terms:
        words.refuse("ENG003", "did not understand this date", since, 'write "January 1"')
    _put_dates(words, draft, found, months, since)
    if starts_year(words, 1 if words.text == "," else 0):
        words.take(",")
        read_years(words, draft, since)
        draft.is_dated = True


def starts_date(words: Words) -> bool:
    """Return whether a month and a day, or a day and a month, stand here."""
    word, after = words.word, words.ahead()
    if word.text in MONTHS:
        return after.kind == ORDINAL or (
            after.kind == NUMBER and after.value < 32 and words.ahead(2).text not in {":", "am", "pm"}
        )
    return word.kind == NUMBER and word.text.isdigit() and after.text in MONTHS
