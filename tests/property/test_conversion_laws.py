"""Conversion by meaning: between all pairs of dialects, both sides evaluated by the oracle."""

from __future__ import annotations

from datetime import date, timedelta

import oracle_conversions
import pytest
import strategies_conversions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cronexpr
from cronexpr import CronConversionError
from cronexpr.converter import differences
from cronexpr.dialects import dialect_names

NAMES = tuple(oracle_conversions.RULES)
few = settings(
    max_examples=max(5, settings().max_examples // 6),
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
each_dialect = pytest.mark.parametrize("dialect", NAMES)


def test_every_preset_is_tested() -> None:
    assert set(NAMES) == set(dialect_names())


@each_dialect
@few
@given(data=st.data())
def test_texts_mean_what_the_oracle_says(dialect: str, data: st.DataObject) -> None:
    text = data.draw(strategies_conversions.texts(dialect))
    expr = cronexpr.parse(text, dialect=dialect)
    dates, hours, minutes, seconds = oracle_conversions.meaning(text, dialect)
    plan = expr.plan
    found = {
        (day.year, day.month, day.day)
        for year in oracle_conversions.YEARS
        for day in _dates(plan.year_mask(year), year)
    }
    assert found == dates
    if dates:
        masks = (plan.hours, plan.minutes, plan.seconds)
        assert masks == tuple(sum(1 << value for value in values) for values in (hours, minutes, seconds))


def _dates(mask: int, year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(day) for day in range(366) if mask >> day & 1]


@each_dialect
@few
@given(data=st.data())
def test_every_conversion_means_the_same(dialect: str, data: st.DataObject) -> None:
    text = data.draw(strategies_conversions.texts(dialect))
    expected = oracle_conversions.meaning(text, dialect)
    for to in NAMES:
        try:
            line = cronexpr.convert(text, dialect=dialect, to=to)
        except CronConversionError as error:
            _check_reasons(error, expected, to)
            _check_lines(text, dialect, to, expected)
        else:
            assert oracle_conversions.meaning(line, to) == expected
            assert cronexpr.convert_all(text, dialect=dialect, to=to) == (line,)


def _check_reasons(error: CronConversionError, expected: oracle_conversions.Meaning, to: str) -> None:
    """Look at what can be told of the reasons without proving that something cannot be said."""
    fields = " ".join(oracle_conversions.RULES[to].layouts)
    dates, _, _, seconds = expected
    codes = {problem.code for problem in error.problems}
    assert codes
    assert not codes - {f"CNV{number:03}" for number in range(1, 13)}
    assert ("CNV001" in codes) == ("second" not in fields and len(seconds) == 1 and seconds != {0})
    assert ("CNV002" in codes) == ("second" not in fields and len(seconds) > 1)
    if "CNV003" in codes:
        assert "year" not in fields
    for problem in error.problems:
        assert problem.severity == "error"
        start, stop = problem.span
        assert error.source is not None
        assert 0 <= start < stop <= len(error.source)
        if problem.suggestion is not None:
            near = oracle_conversions.meaning(problem.suggestion, to)
            assert near[0] >= dates or "CNV004" in codes


def _check_lines(text: str, dialect: str, to: str, expected: oracle_conversions.Meaning) -> None:
    try:
        lines = cronexpr.convert_all(text, dialect=dialect, to=to)
    except CronConversionError:
        return
    assert len(lines) > 1
    meanings = [oracle_conversions.meaning(line, to) for line in lines]
    assert frozenset[oracle_conversions.Date]().union(*[dates for dates, *_ in meanings]) == expected[0]
    assert all(found[1:] == expected[1:] for found in meanings)
    shared = sum(len(dates) for dates, *_ in meanings) - len(expected[0])
    told = [problem.code for problem in differences(text, to, dialect=dialect)]
    assert ("CNV103" in told) == (shared > 0)
    if oracle_conversions.RULES[to].join == "and" and to not in ("quartz", "aws", "spring"):
        assert not shared


# GitHub's policy takes every range for an interval, which a leading star cannot always say.
@pytest.mark.parametrize("dialect", [name for name in NAMES if name != "github"])
@few
@given(data=st.data())
def test_a_job_stays_the_kind_of_job_it_is(dialect: str, data: st.DataObject) -> None:
    text = data.draw(strategies_conversions.texts(dialect))
    expr = cronexpr.parse(text, dialect=dialect)
    for to in ("standard", "extended", "cronie"):
        try:
            line = cronexpr.convert(expr, to=to)
        except CronConversionError:
            continue
        assert cronexpr.parse(line, dialect=to).is_interval == expr.is_interval or not expr.is_satisfiable


@each_dialect
@few
@given(data=st.data())
def test_the_canonical_form_is_one_for_all_that_mean_the_same(dialect: str, data: st.DataObject) -> None:
    text = data.draw(strategies_conversions.texts(dialect))
    expr = cronexpr.parse(text, dialect=dialect)
    other = cronexpr.parse(data.draw(_variants(text, dialect)), dialect=dialect)
    again = cronexpr.parse(expr.canonical(), dialect=dialect)
    assert again == expr
    assert again.is_interval == expr.is_interval or not expr.is_satisfiable
    assert again.canonical() == expr.canonical()
    assert (other == expr) == (other.canonical() == expr.canonical())


def _variants(text: str, dialect: str) -> st.SearchStrategy[str]:
    """Draw texts that mean the same or nearly: lists turned round, a conversion, another text's clock."""
    parts = text.split()
    turned = " ".join(part if "+" in part else ",".join(reversed(part.split(","))) for part in parts)
    there = cronexpr.convert(text, dialect=dialect, to=dialect)
    others = (
        strategies_conversions.texts(dialect).map(str.split).filter(lambda other: len(other) == len(parts))
    )
    mixed = others.map(lambda other: " ".join([*other[:2], *parts[2:]]))
    return st.one_of(st.just(turned), st.just(there), mixed, strategies_conversions.texts(dialect))
