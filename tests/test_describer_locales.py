"""Describing in other languages: tables, losslessness, clean text, and what is frozen of CLDR."""

from __future__ import annotations

import importlib.util
import itertools
import random
import re
import subprocess
import sys
from datetime import datetime, time
from pathlib import Path

import oracle
import pytest
import strategies
from hypothesis import example, given
from hypothesis import strategies as st
from table_rows import rows
from test_describer import MANY, _dialect

import cronexpr
from cronexpr.describer import _cldr, describe, locales
from cronexpr.describer import _phrases as phrase
from cronexpr.describer._composer import compose
from cronexpr.describer.french import French
from cronexpr.describer.german import German
from cronexpr.describer.japanese import Japanese
from cronexpr.describer.spanish import Spanish
from cronexpr.terms import LastDay, LastWeekday, LastWorkday, NearestWorkday, NthWeekday

LANGUAGES = {"de": German, "es": Spanish, "fr": French, "ja": Japanese}
TABLES = {locale: rows(f"descriptions_{locale}.txt") for locale in LANGUAGES}
ROWS = [(locale, *row) for locale, table in TABLES.items() for row in table]
FREEZE = Path(__file__).parent.parent / "tools" / "freeze_cldr.py"

each_locale = pytest.mark.parametrize("locale", LANGUAGES)
each_clock = pytest.mark.parametrize("hour12", [True, False])


def _check_row(locale: str, text: str, dialect: str, in_24_hours: str, in_12_hours: str) -> None:
    expr = cronexpr.parse(text, dialect=_dialect(dialect))
    assert describe(expr, locale=locale) == in_24_hours
    assert describe(expr, locale=locale, hour12=False) == in_24_hours
    assert describe(expr, locale=locale, hour12=True) == (in_24_hours if in_12_hours == "=" else in_12_hours)


@pytest.mark.parametrize(("locale", "text", "dialect", "in_24_hours", "in_12_hours"), ROWS)
def test_says_what_the_table_says(
    locale: str, text: str, dialect: str, in_24_hours: str, in_12_hours: str
) -> None:
    _check_row(locale, text, dialect, in_24_hours, in_12_hours)


@pytest.mark.parametrize("seed", range(3))
def test_says_the_same_in_whatever_order_languages_are_asked(seed: int) -> None:
    for row in random.Random(seed).sample(ROWS, len(ROWS)):
        _check_row(*row)


def test_the_tables_are_of_the_same_expressions() -> None:
    assert len({tuple([row[:2] for row in table]) for table in TABLES.values()}) == 1
    assert len(TABLES["de"]) > 60


# -- losslessness -------------------------------------------------------------------------------------

TREES = list({compose(cronexpr.parse(text)) for text in MANY})


@each_locale
@each_clock
def test_thousands_of_meanings_have_a_text_each(locale: str, hour12: bool) -> None:
    language = LANGUAGES[locale](hour12, True, False)
    tree_of: dict[str, object] = {}
    for tree in TREES:
        assert tree_of.setdefault(language.sentence(tree), tree) == tree
    assert len(tree_of) == len(TREES) > 3_000


def _mains() -> list[phrase.Main]:
    divisors = (1, 2, 3, 5, 10, 30)
    runs = (((0, 0),), ((11, 11),), ((0, 2),), ((1, 1), (21, 21)), ((1, 3), (21, 22), (25, 25)))
    values: list[phrase.Values] = [
        *[phrase.Rate("minute", every, start) for every in divisors for start in range(every)],
        *[phrase.Stretch("minute", every, first, 45) for every in (1, 2, 11) for first in (0, 1, 23)],
        *[phrase.Listed("minute", some) for some in runs],
    ]
    hours: list[phrase.Hours] = [
        *[phrase.HourSteps(every, first, 22) for every in (2, 3) for first in (0, 1, 4)],
        *[phrase.HourList(some) for some in (((0, 0),), ((1, 1),), ((12, 12), (13, 13)), ((1, 3), (9, 12)))],
    ]
    ends = (0, 3_600, 43_200, 46_800, 46_801, 75_600)
    return [
        *[phrase.Clocks((clock,)) for clock in range(0, 86_400, 600)],
        *map(phrase.Clocks, itertools.combinations(ends, 3)),
        *[phrase.Rate("hour", 1, offset) for offset in (0, 1, 2, 21, 59)],
        *[phrase.Rate("second", every, start) for every in divisors for start in range(every)],
        *[phrase.Rate("minute", every, start) for every in divisors for start in range(every)],
        *[phrase.HourRate(every, start) for every in (2, 3, 12) for start in (0, 3_600, 3_661)],
        *[
            phrase.Windows(unit, every, (window,))
            for unit in ("second", "minute", "hour")
            for every in (1, 2, 5)
            for window in itertools.permutations(ends, 2)
        ],
        phrase.Windows("hour", 1, ((0, 7_200), (43_200, 50_400), (75_600, 82_800))),
        *[phrase.Minutes(value, within) for value in values for within in hours],
        # One minute of every hour is a rate of hours.
        *[phrase.Minutes(value, None) for value in values[-3:]],
        *[phrase.Minutes(value, None) for value in values if isinstance(value, phrase.Stretch)],
    ]


def _times() -> list[phrase.Time]:
    seconds: list[phrase.Values] = [
        *[phrase.Rate("second", every, start) for every in (1, 2, 10) for start in range(every)],
        phrase.Stretch("second", 1, 0, 30),
        phrase.Stretch("second", 7, 0, 56),
        phrase.Listed("second", ((0, 2), (30, 30))),
        *[phrase.Listed("second", ((value, value),)) for value in (1, 2, 21)],
    ]
    main = phrase.Rate("minute", 5, 0), phrase.Rate("hour", 1, 7)
    return [
        *[phrase.Time(one, None) for one in _mains()],
        *[phrase.Time(one, second) for one in main for second in seconds],
    ]


def _days() -> list[phrase.Days | None]:
    nths: phrase.Nths = (
        *[NthWeekday(day, nth) for nth in range(1, 6) for day in range(7)],
        *map(LastWeekday, range(7)),
    )
    some_nths: list[phrase.Nths] = [*[(nth,) for nth in nths], nths[:2], nths[5:8]]
    week: list[phrase.Weekdays] = [
        *map(phrase.WeekdayList, [(1,), (2,), (6, 0), (1, 3, 5)]),
        *[phrase.WeekdayRange(first, last) for first, last in ((1, 5), (5, 1), (6, 1))],
    ]
    items: list[phrase.DayItem] = [
        *[(day, day) for day in range(1, 32)],
        (1, 7),
        (5, 11),
        *map(LastDay, range(31)),
        LastWorkday(),
        *map(NearestWorkday, range(1, 32)),
        *[NearestWorkday(LastDay(offset)) for offset in range(31)],
    ]
    dates: list[phrase.Dates] = [
        phrase.OddDays(),
        phrase.EvenDays(),
        *[phrase.DateSteps(every, first, 31) for every in (2, 3) for first in (1, 11)],
        *[phrase.DateList((item,)) for item in items],
        *[phrase.DateList((item, LastDay())) for item in items[:34]],
        *map(phrase.DateList, [((1, 1), (11, 11), (31, 31)), ((1, 3), (11, 11), (21, 24))]),
    ]
    months: list[phrase.Months | None] = [
        None,
        *[phrase.MonthList((month,)) for month in range(1, 13)],
        *map(phrase.MonthList, [(4, 10), (1, 2, 8)]),
        phrase.MonthRange(8, 2),
    ]
    sides: list[tuple[phrase.Weekdays | None, phrase.Nths]] = [
        *[(weekdays, ()) for weekdays in week],
        *[(None, some) for some in some_nths],
        *[(weekdays, some_nths[-1]) for weekdays in week],
    ]
    return [
        None,
        phrase.Daily(),
        *[phrase.Weekly(weekdays, some) for weekdays, some in sides],
        *[phrase.Monthly(date, month) for date in dates for month in months],
        *[phrase.Either(date, weekdays, some) for date in dates for weekdays, some in sides],
        *[phrase.Both(date, weekdays, some) for date in dates for weekdays, some in sides],
    ]


def _limits() -> list[tuple[phrase.Months | None, phrase.Years | None]]:
    months: list[phrase.Months | None] = [
        None,
        phrase.MonthList((4,)),
        phrase.MonthList((8, 10, 12)),
        phrase.MonthRange(6, 10),
    ]
    years: list[phrase.Years | None] = [
        None,
        *map(phrase.YearList, [((2025, 2025),), ((2025, 2027),), ((2025, 2025), (2027, 2029))]),
        *[phrase.YearSteps(every, 2025, last) for every in (2, 11) for last in (None, 2069)],
    ]
    return list(itertools.product(months, years))


def _built() -> list[phrase.Sentence]:
    """Return trees made by hand, of all messages with many numbers, composed by any expression or not."""
    noon = phrase.Time(phrase.Clocks((43_200,)), None)
    rate = phrase.Time(phrase.Rate("minute", 5, 0), None)
    some_days: tuple[phrase.Days | None, ...] = (
        None,
        phrase.Daily(),
        phrase.Weekly(phrase.WeekdayRange(1, 5), ()),
        phrase.Weekly(phrase.WeekdayList((1,)), (NthWeekday(3, 2),)),
        phrase.Either(phrase.OddDays(), phrase.WeekdayList((1, 2)), ()),
        phrase.Both(phrase.DateList(((13, 13),)), None, (LastWeekday(5),)),
    )
    return [
        *[phrase.Sentence(clock, None, None, None) for clock in _times()],
        *[phrase.Sentence(noon, day, None, None) for day in _days() if day],
        *[
            phrase.Sentence(clock, day, *limits)
            for clock, day, limits in itertools.product((noon, rate), some_days, _limits())
            if day or clock is rate
        ],
    ]


BUILT = list(set(_built()))


@each_locale
@each_clock
@pytest.mark.parametrize("midnight_noon", [True, False])
def test_every_message_differs_by_its_numbers_and_names(
    locale: str, hour12: bool, midnight_noon: bool
) -> None:
    language = LANGUAGES[locale](hour12, midnight_noon, False)
    tree_of: dict[str, object] = {}
    for tree in BUILT:
        assert tree_of.setdefault(language.sentence(tree), tree) == tree
    assert len(tree_of) > 10_000


# -- clean text ---------------------------------------------------------------------------------------

UNCLEAN = re.compile(r"  | ,|,,|、、|のの|[{}<>]|None|\b24:|12:00(:00)? [AP]M|^ | $|[,、]$")


@each_locale
@each_clock
def test_texts_are_clean(locale: str, hour12: bool) -> None:
    language = LANGUAGES[locale](hour12, True, False)
    for tree in [*TREES, *BUILT]:
        text = language.sentence(tree)
        assert not UNCLEAN.search(text), text
        assert text.isprintable()
        if locale == "ja":
            assert not re.search("[A-Za-z ]", text), text


# Words that the language shares with English.
SHARED = {
    "de": {"am", "april", "august", "in", "minute", "november", "pm", "september"},
    "es": {"a"},
    "fr": {"am", "minute", "minutes", "pm"},
    "ja": set[str](),
}


@each_locale
@each_clock
def test_no_english_word_is_left(locale: str, hour12: bool) -> None:
    words, english = set[str](), set[str]()
    for text in MANY[::7]:
        expr = cronexpr.parse(text)
        words |= set(re.findall(r"[^\W\d]+", describe(expr, locale=locale, hour12=hour12).lower()))
        english |= set(re.findall(r"[^\W\d]+", describe(expr, hour12=True).lower()))
    assert words & english <= SHARED[locale]


def test_days_stand_before_times_and_either_says_so() -> None:
    said = {locale: cronexpr.describe("0 9 1 * 1", locale=locale) for locale in LANGUAGES}
    words = {"de": " oder an jedem ", "es": " o cualquier ", "fr": " ou n'importe quel ", "ja": "いずれか"}
    for locale, text in said.items():
        assert words[locale] in text


# -- clock times --------------------------------------------------------------------------------------

EUROPEAN = re.compile(r"\b(\d+):(\d\d)(?::(\d\d))?(?: ([AaPp])\.? ?[Mm])?")
CLOCK_TIMES = {
    "de": EUROPEAN,
    "es": EUROPEAN,
    "fr": EUROPEAN,
    "ja": re.compile(r"(\d+)時(\d\d)分(?:(\d\d)秒)?()"),
}


def _clock_times(text: str, locale: str) -> list[time]:
    """Return the clock times in *text*, but those that have a name."""
    found = []
    for match in CLOCK_TIMES[locale].finditer(text):
        hour = int(match[1])
        if match[4]:
            hour = hour % 12 + 12 * (match[4] in "Pp")
        hour += 12 * (text[: match.start()].endswith("午後"))
        found.append(time(hour, int(match[2]), int(match[3] or 0)))
    return found


@given(text=strategies.expressions(), locale=st.sampled_from(sorted(LANGUAGES)), hour12=st.booleans())
@example("0 22,23,0,1 * * *", "ja", True)
@example("*/7 9 * * *", "es", True)
@example("0,30 0 9-12 * * *", "fr", False)
@example("*/15 * 22,23,0,1 * * *", "de", True)
def test_every_clock_time_named_is_one_at_which_it_fires(text: str, locale: str, hour12: bool) -> None:
    expr = cronexpr.parse(text)
    said = describe(expr, locale=locale, hour12=hour12, midnight_noon=False)
    first = oracle.first_match(text, datetime(1969, 12, 31), years=231)
    if first is None:
        assert said == describe(cronexpr.parse("0 0 30 2 *"), locale=locale)
        return
    for clock in _clock_times(said, locale):
        assert expr.matches(datetime.combine(first.date(), clock))


@each_locale
@each_clock
def test_the_tests_find_the_clock_times_of_a_text(locale: str, hour12: bool) -> None:
    said = cronexpr.describe("0,20 1,9,21 * * *", locale=locale, hour12=hour12)
    assert _clock_times(said, locale) == [time(hour, minute) for hour in (1, 9, 21) for minute in (0, 20)]
    assert _clock_times(cronexpr.describe("5 1,3,6-20 * * *", locale=locale, hour12=hour12), locale) == []


# -- options ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("de", "Montags um 09:00 Uhr"),
        ("de-AT", "Montags um 09:00 Uhr"),
        ("de_CH", "Montags um 09:00 Uhr"),
        ("es-419", "Los lunes a las 9:00"),
        ("fr-CA", "Tous les lundis à 09:00"),
        ("ja-JP", "毎週月曜日の9時00分"),
        ("ja-Jpan-JP", "毎週月曜日の9時00分"),
    ],
)
def test_a_locale_falls_back_to_the_one_it_narrows(locale: str, expected: str) -> None:
    assert cronexpr.describe("0 9 * * 1", locale=locale) == expected


@pytest.mark.parametrize("tag", ["-a" * 50_000, "en-" + "x" * 50_000, "de-" + "a" * 33])
def test_a_tag_that_nobody_writes_is_not_read(tag: str) -> None:
    with pytest.raises(cronexpr.CronOptionError, match="unknown locale"):
        cronexpr.describe("* * * * *", locale=tag)


@each_locale
def test_languages_await_their_readers(locale: str) -> None:
    assert locales()[locale] == "unreviewed"


@each_locale
def test_a_zone_follows_in_any_language(locale: str) -> None:
    expr = cronexpr.parse("0 9 * * 1", tz="Europe/Paris")
    plain = cronexpr.describe("0 9 * * 1", locale=locale)
    assert describe(expr, locale=locale) == f"{plain} (Europe/Paris)"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("de", "am letzten Arbeitstag jedes Monats um 09:00 Uhr"),
        ("es", "el último día laborable de cada mes a las 9:00"),
        ("fr", "le dernier jour ouvré de chaque mois à 09:00"),
        ("ja", "毎月最終平日の9時00分"),
    ],
)
def test_begins_in_lower_case_for_embedding(locale: str, expected: str) -> None:
    assert cronexpr.describe("0 9 LW * *", locale=locale, sentence_case=False) == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("de", "Täglich um 12:00 AM und 12:00 PM"),
        ("es", "Todos los días a las 12:00 a. m. y 12:00 p. m."),
        ("fr", "Tous les jours à 12:00 AM et 12:00 PM"),
        ("ja", "毎日午前0時00分、午後0時00分"),
    ],
)
def test_midnight_and_noon_can_be_spelt_as_times(locale: str, expected: str) -> None:
    assert cronexpr.describe("0 0,12 * * *", locale=locale, hour12=True, midnight_noon=False) == expected


# -- CLDR ---------------------------------------------------------------------------------------------


def _freeze(argument: str) -> str:
    command = [sys.executable, str(FREEZE), argument]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def test_what_is_frozen_is_what_cldr_says() -> None:
    if importlib.util.find_spec("babel") is None:
        pytest.skip("babel is not installed")
    version = _freeze("--version").strip()
    if f"CLDR {version} " not in (_cldr.__doc__ or ""):
        pytest.skip(f"babel has CLDR {version}, of which the module is not made")
    assert _cldr.__file__ is not None
    assert Path(_cldr.__file__).read_text(encoding="utf-8") == _freeze("--print")


@each_locale
def test_frozen_names_are_complete_and_distinct(locale: str) -> None:
    conventions = LANGUAGES[locale].CONVENTIONS
    assert len(set(conventions.weekdays)) == 7
    assert len(set(conventions.months)) == 13
    assert LANGUAGES[locale].HOUR12 is conventions.hour12
