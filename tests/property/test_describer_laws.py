"""Descriptions of any expression: lossless, one for each meaning, and true to the last clock time."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import oracle
import pytest
import strategies
from hypothesis import example, given, settings
from hypothesis import strategies as st
from phrase_reader import date_text, times_named

import cronexpr
from cronexpr.describer._composer import compose
from cronexpr.describer._phrases import Never, Sentence

few = settings(max_examples=settings().max_examples // 3)


def _backwards(field: str) -> str:
    """Return *field* with its terms in the opposite order; a ``+`` stays in front."""
    joined = "+" * field.startswith("+")
    return joined + ",".join(reversed(field.removeprefix("+").split(",")))


@st.composite
def _variants(draw: st.DrawFn) -> tuple[str, str]:
    """Draw an expression, and another that often means the same."""
    text = draw(strategies.expressions())
    parts = oracle.NICKNAMES.get(text.strip(), text).split()
    match draw(st.integers(0, 4)):
        case 0:
            return text, cronexpr.parse(text).canonical()
        case 1:
            return text, " ".join(map(_backwards, parts))
        case 2:
            clock = [",".join(map(str, field.values)) for field in cronexpr.parse(text).fields[:3]]
            return text, " ".join([*clock, *parts[len(parts) - 3 - (len(parts) == 7) :]])
        case 3:
            other = draw(strategies.expressions())
            others = oracle.NICKNAMES.get(other.strip(), other).split()
            same_size = len(parts) == len(others) == 5
            return text, " ".join(parts[:2] + others[2:]) if same_size else other
        case _:
            return text, re.sub(r"(?<=\s)\d+$", "1", text.strip()) if len(parts) == 5 else text


def _same(first: str, second: str) -> bool:
    """Return, by the oracle alone, whether both have the same occurrences."""
    years = oracle.years_that_tell(first, second)
    days, others = oracle.days(first, *years), oracle.days(second, *years)
    one, two = oracle.read(first), oracle.read(second)
    return days == others and (not days or oracle.times_of_day(one) == oracle.times_of_day(two))


@given(pair=_variants(), hour12=st.booleans())
@example(("0 0 31 1,3,5,7,8,10,12 *", "0 0 31 * *"), True)
@example(("0 0 L-30 * *", "0 0 1 1,3,5,7,8,10,12 *"), True)
@example(("0 0 1-7 * +1", "0 0 * * 1#1"), False)
@example(("0 0 1,L * +1#1,3", "0 0 L,1 * +3,1#1"), False)
@example(("0 0 0 29 2 ? 2096-2104", "0 0 0 29 2 ? 2096,2104"), True)
@example(("0 0 0 L 2 ? 2024,2028", "0 0 0 29 2 ? 2024-2030"), True)
@example(("0 0 0 29 2 * 2024-2199", "0 0 0 29 2 * 2023-2199"), True)
@example(("0 22 * * *", "0 22 * * 1-5"), True)
def test_the_same_sentence_exactly_when_the_same_occurrences(pair: tuple[str, str], hour12: bool) -> None:
    first, second = (cronexpr.parse(text).describe(hour12=hour12) for text in pair)
    assert (first == second) is _same(*pair)


@given(text=strategies.expressions())
@example("*/15 * 22,23,0,1 * * *")
@example("0,30 0 9-12 * * *")
@example("*/20 59 23 * * *")
@example("1-59/2 1-59/2 1-23/2 * * *")
@example("0 0 20-23,0-2 * 1 *")
@example("0 0 0 29 2 ? 2024-2199")
def test_the_phrases_name_exactly_the_times_and_the_dates(text: str) -> None:
    tree = compose(cronexpr.parse(text))
    years = oracle.years_that_tell(text)
    expected = oracle.days(text, *years)
    if not expected:
        assert tree == Never()
        return
    assert isinstance(tree, Sentence)
    assert oracle.days(date_text(tree), *years) == expected
    seconds = {3600 * t.hour + 60 * t.minute + t.second for t in oracle.times_of_day(oracle.read(text))}
    assert times_named(tree.time) == seconds


CLOCK_12 = re.compile(r"\b(?:midnight|noon|(\d+):(\d\d)(?::(\d\d))? ([AP])M)\b")
CLOCK_24 = re.compile(r"\b(\d\d):(\d\d)(?::(\d\d))?\b")
# Hours named by their first minute are no clock times: "during the 09:00 through 12:00 hours".
HOURS = re.compile(r"during the .*? hours?|during every \w+ hour from \S+( [AP]M)? through \S+( [AP]M)?")


def _clock_times(sentence: str, hour12: bool) -> list[time]:
    sentence = HOURS.sub("", sentence)
    found = []
    for match in (CLOCK_12 if hour12 else CLOCK_24).finditer(sentence):
        if match[0] in ("midnight", "noon"):
            found.append(time(12 if match[0] == "noon" else 0))
            continue
        hour = int(match[1])
        if hour12:
            hour = hour % 12 + (12 if match[4] == "P" else 0)
        found.append(time(hour, int(match[2]), int(match[3] or 0)))
    return found


@given(text=strategies.expressions(), hour12=st.booleans())
@example("0 22,23,0,1 * * *", True)
@example("*/7 9 * * *", True)
@example("0,30 0 9-12 * * *", False)
def test_every_clock_time_named_is_one_at_which_it_fires(text: str, hour12: bool) -> None:
    expr = cronexpr.parse(text)
    first = oracle.first_match(text, datetime(1969, 12, 31), years=231)
    if first is None:
        assert expr.describe() == "Never"
        return
    for clock in _clock_times(expr.describe(hour12=hour12), hour12):
        assert expr.matches(datetime.combine(first.date(), clock))


@pytest.mark.parametrize(
    ("sentence", "hour12", "expected"),
    [
        ("At 9:00 AM and noon every day", True, [time(9), time(12)]),
        ("Every minute during the 09:00 through 12:00 hours", False, []),
        ("Every minute during every 2nd hour from midnight through 10 PM", True, []),
        ("At minute 5 during the midnight and noon hours on Mondays", True, []),
        ("Every hour from 09:00:15 through 17:00:15", False, [time(9, 0, 15), time(17, 0, 15)]),
    ],
)
def test_the_tests_find_the_clock_times_of_a_sentence(
    sentence: str, hour12: bool, expected: list[time]
) -> None:
    assert _clock_times(sentence, hour12) == expected


@given(text=strategies.expressions(), hour12=st.booleans(), serial_comma=st.booleans())
def test_a_sentence_is_clean_text(text: str, hour12: bool, serial_comma: bool) -> None:
    sentence = cronexpr.parse(text).describe(hour12=hour12, serial_comma=serial_comma)
    assert sentence == sentence.strip()
    assert sentence[0].isupper()
    assert sentence.isascii()
    assert not re.search(r"  | ,|,,|[.{}<>]|(?<![\d:])24:|12:00(:00)? [AP]M|None", sentence)


@few
@given(text=strategies.expressions())
def test_says_every_day_only_where_every_day_of_its_months_and_years_has_an_occurrence(text: str) -> None:
    expr = cronexpr.parse(text)
    if " every day" not in expr.describe():
        return
    start = oracle.first_match(text, datetime(1969, 12, 31), years=231)
    assert start is not None
    day = start.date().replace(day=1)
    while day.month == start.month:
        assert expr.count(datetime.combine(day, time()), datetime.combine(day + timedelta(1), time())) > 0
        day += timedelta(1)
