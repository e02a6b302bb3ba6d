"""Describing: the table of sentences, the options, the locales, and thousands of expressions side by side."""

from __future__ import annotations

import itertools
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz as dateutil_tz
from table_rows import rows

import cronexpr
from cronexpr import CronOptionError, CronSyntaxError, Dialect
from cronexpr._plan import meaning
from cronexpr._value import Value
from cronexpr.describer import describe, locales
from cronexpr.describer._composer import compose
from cronexpr.dialects import STANDARD, get_dialect

FIELDS = ("second", "minute", "hour", "day_of_month", "month", "day_of_week")
DERIVED = {
    "wrapping": STANDARD.replace(name="wrapping", start_steps=True, wrapping_fields=FIELDS),
    "first-char": STANDARD.replace(name="first-char", star_test="first-char"),
}
DESCRIPTIONS = rows("descriptions.txt")


def _dialect(name: str) -> Dialect:
    return DERIVED[name] if name in DERIVED else get_dialect(name)


@pytest.mark.parametrize(("text", "dialect", "in_12_hours", "in_24_hours"), DESCRIPTIONS)
def test_says_what_the_table_says(text: str, dialect: str, in_12_hours: str, in_24_hours: str) -> None:
    expr = cronexpr.parse(text, dialect=_dialect(dialect))
    assert expr.describe() == in_12_hours
    assert expr.describe(hour12=True) == in_12_hours
    assert expr.describe(hour12=False) == (in_12_hours if in_24_hours == "=" else in_24_hours)


def test_no_two_rows_of_the_table_share_a_sentence_unless_they_are_equivalent() -> None:
    for (text, dialect, sentence, _), (other, others, same, _) in itertools.combinations(DESCRIPTIONS, 2):
        one = cronexpr.parse(text, dialect=_dialect(dialect))
        two = cronexpr.parse(other, dialect=_dialect(others))
        assert one.equivalent(two) is (sentence == same), (text, other)


# -- thousands side by side ---------------------------------------------------------------------------

SECONDS = ("0", "5", "*", "*/10", "*/30", "*/7", "0,30", "15,45", "10-50/10")
MINUTES = (
    "*",
    "*/5",
    "*/7",
    "0",
    "5",
    "0,30",
    "5,35",
    "0-45/15",
    "10-50/10",
    "0-30",
    "1-10,20",
    "59",
    "0-59/30",
)
HOURS = ("*", "0", "12", "*/2", "1-23/2", "*/7", "*/8", "9-17", "0,22,23", "0,1,20-23", "1,3,5", "3,9,14,20")
HOURS_AND_MINUTES = tuple(itertools.product(MINUTES, (*HOURS, "8-10,14-16", "0-2,6-8,20-23", "9,17")))
DATES = (
    "*",
    "1",
    "31",
    "*/2",
    "2-30/2",
    "1,15",
    "1-7",
    "1-29",
    "L",
    "L-1",
    "LW",
    "1W",
    "15W",
    "1,L",
    "29,30",
)
MONTHS = ("*", "2", "2,4", "6-9", "11,12,1,2", "*/3")
WEEKDAYS = (
    "*",
    "1",
    "0,6",
    "1-5",
    "5-7",
    "5#3",
    "5L",
    "1,3#2",
    "1#1,1#2,1#3,1#4,1#5",
    "+1",
    "+1-5",
    "+1,3#2",
)
YEARS = ("*", "2024", "2025", "2025-2027", "2025-2199/2", "2024,2028", "2100")


def _many() -> list[str]:
    clocks = [f"{second} {minute} {hour}" for second in SECONDS for minute, hour in HOURS_AND_MINUTES]
    dates = [" ".join(date) for date in itertools.product(DATES, MONTHS, WEEKDAYS)]
    texts = [f"{clock} * * *" for clock in clocks]
    texts += [f"{minute} {hour} * * 1-5" for minute, hour in HOURS_AND_MINUTES]
    texts += [f"0 9 {date}" for date in dates]
    # Every seventh date meets every year, and 7 has no factor in common with the lists.
    texts += [f"0 0 9 {date} {year}" for date in dates[::7] for year in YEARS]
    # And any clock may meet any date.
    texts += [f"{clock} {dates[97 * i % len(dates)]}" for i, clock in enumerate(clocks)]
    return texts


MANY = _many()


@pytest.mark.parametrize("hour12", [True, False])
def test_thousands_have_one_sentence_for_each_meaning_and_one_meaning_for_each_sentence(hour12: bool) -> None:
    sentence_of: dict[object, str] = {}
    meaning_of: dict[str, object] = {}
    for text in MANY:
        expr = cronexpr.parse(text)
        sentence, means = expr.describe(hour12=hour12), meaning(expr.plan)
        assert sentence_of.setdefault(means, sentence) == sentence, text
        assert meaning_of.setdefault(sentence, means) == means, text
    assert len(MANY) > 5_000
    assert len(sentence_of) == len(meaning_of) > 3_000


def _leaves(value: object) -> list[object]:
    if isinstance(value, Value):
        return [leaf for name in value.__slots__ for leaf in _leaves(getattr(value, name))]
    return [leaf for item in value for leaf in _leaves(item)] if isinstance(value, tuple) else [value]


def test_the_phrase_tree_has_no_words_but_the_three_units() -> None:
    for text in MANY[::13]:
        leaves = _leaves(compose(cronexpr.parse(text)))
        assert {leaf for leaf in leaves if not isinstance(leaf, int | None)} <= {"second", "minute", "hour"}


# -- what is given ------------------------------------------------------------------------------------


def test_takes_text_or_an_expression() -> None:
    assert cronexpr.describe("*/15 * * * *") == "Every 15 minutes"
    assert cronexpr.describe(cronexpr.parse("*/15 * * * *")) == "Every 15 minutes"
    assert cronexpr.describe("0 0 15W,LW * *", dialect="extended", hour12=False) == (
        "At 00:00 on the last weekday and the weekday nearest the 15th of every month"
    )


def test_refuses_what_is_no_expression() -> None:
    with pytest.raises(CronSyntaxError):
        cronexpr.describe("61 * * * *")
    with pytest.raises(TypeError):
        cronexpr.describe(None)  # type: ignore[arg-type]


def test_describes_the_values_and_not_the_clock_change_policy() -> None:
    texts = ("*/15 2 * * *", "0,15,30,45 2 * * *")
    one, two = map(cronexpr.parse, texts)
    assert one != two
    assert one.describe() == two.describe()


# -- options ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*/15 * * * *", "every 15 minutes"),
        ("0 9 * * 1", "at 9:00 AM on Mondays"),
        ("0 0 30 2 *", "never"),
        ("@reboot", "at startup"),
    ],
)
def test_begins_in_lower_case_for_embedding(text: str, expected: str) -> None:
    assert cronexpr.describe(text, sentence_case=False) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 0,12 * * *", "At 12:00 AM and 12:00 PM every day"),
        ("0 */6 * * *", "Every 6 hours starting at 12:00 AM"),
        ("*/7 0,2,4,6 * * *", None),
    ],
)
def test_midnight_and_noon_can_be_spelt_as_times(text: str, expected: str | None) -> None:
    expected = expected or (
        "Every 7 minutes from minute 0 through 56 during every 2nd hour from 12 AM through 6 AM every day"
    )
    assert cronexpr.describe(text, midnight_noon=False) == expected
    in_24_hours = cronexpr.describe(text, hour12=False)
    assert cronexpr.describe(text, hour12=False, midnight_noon=False) == in_24_hours


def test_the_serial_comma_stands_in_lists_of_three_and_more() -> None:
    assert cronexpr.describe("0 9,11 * * 1,3,5", serial_comma=True) == (
        "At 9:00 AM and 11:00 AM on Mondays, Wednesdays, and Fridays"
    )
    assert cronexpr.describe("0 9 1 * 1,3,5", serial_comma=True) == (
        "At 9:00 AM on the 1st of the month or on any Monday, Wednesday, or Friday"
    )


@pytest.mark.parametrize("locale", ["en", "EN", "en-GB", "en_US", "en-Latn-US"])
def test_a_locale_falls_back_to_the_one_it_narrows(locale: str) -> None:
    assert cronexpr.describe("0 9 * * *", locale=locale) == "At 9:00 AM every day"


@pytest.mark.parametrize("locale", ["", "tlh", "e", "-", "english", "x-en", "en\n", "EN\0", "zz-en"])
def test_an_unknown_locale_is_an_error_that_names_the_known_ones(locale: str) -> None:
    with pytest.raises(CronOptionError) as caught:
        cronexpr.describe("* * * * *", locale=locale)
    (problem,) = caught.value.problems
    assert problem.code == "OPT004"
    for known in locales():
        assert known in problem.hint
    assert "\n" not in problem.message
    assert "\0" not in problem.message


def test_a_locale_is_a_str() -> None:
    with pytest.raises(TypeError, match="locale must be a str"):
        cronexpr.describe("* * * * *", locale=None)  # type: ignore[arg-type]


def test_each_locale_has_a_status_and_a_language() -> None:
    assert locales()["en"] == "reviewed"
    assert set(locales().values()) <= {"reviewed", "unreviewed"}
    for locale in locales():
        assert cronexpr.describe("0 9 * * 1", locale=locale)
    locales()["xx"] = "reviewed"
    assert "xx" not in locales()


# -- zones --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tz", "suffix"),
    [
        ("Europe/Paris", " (Europe/Paris)"),
        ("UTC", " (UTC)"),
        (ZoneInfo("UTC"), " (UTC)"),
        (timezone(timedelta(hours=2)), " (UTC+02:00)"),
        (timezone(-timedelta(hours=3, minutes=30), "home"), " (UTC-03:30)"),
        (dateutil_tz.gettz("Europe/Berlin"), ""),
        (None, ""),
    ],
)
def test_a_zone_follows_if_it_has_a_name_or_a_fixed_offset(tz: str, suffix: str) -> None:
    assert cronexpr.parse("0 9 * * *", tz=tz).describe() == "At 9:00 AM every day" + suffix


@pytest.mark.parametrize(("text", "expected"), [("0 0 30 2 *", "Never"), ("@reboot", "At startup")])
def test_what_has_no_clock_time_has_no_zone(text: str, expected: str) -> None:
    assert describe(cronexpr.parse(text, tz="Europe/Paris")) == expected


def test_years_to_the_end_of_a_longer_calendar_are_named() -> None:
    far = STANDARD.replace(name="far", years=(1970, 9999))
    said = {
        text: cronexpr.describe(f"0 0 0 1 1 * {text}", dialect=far)
        for text in ("2000-2198/2", "2000-9999/2", "2200-2400/2")
    }
    assert said["2000-9999/2"].endswith("every 2 years from 2000 through 9998")
    assert said["2200-2400/2"].endswith("every 2 years from 2200 through 2400")
    assert len(set(said.values())) == 3
