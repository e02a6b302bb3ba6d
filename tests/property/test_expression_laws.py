"""Equality, canonical form and comparisons of expressions, against the oracle."""

from __future__ import annotations

import copy
import pickle

import oracle
import strategies
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cronexpr
from cronexpr import CronExpression

few = settings(max_examples=settings().max_examples // 3)


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Draw two expressions that are often nearly the same."""
    first = draw(strategies.expressions())
    parts = oracle.NICKNAMES.get(first.strip(), first).split()
    match draw(st.integers(0, 4)):
        case 0:
            return first, draw(strategies.expressions())
        case 1:
            return first, cronexpr.parse(first).canonical()
        case 2:
            return first, " ".join(map(_reversed_list, parts))
        case 3:
            index = draw(st.integers(0, 1))
            parts[index] = draw(
                st.sampled_from(("*", "0", "*/1", "0-59" if index == 0 and len(parts) < 6 else "0"))
            )
            return first, " ".join(parts)
        case _:
            other = draw(strategies.expressions())
            others = oracle.NICKNAMES.get(other.strip(), other).split()
            return first, " ".join(parts[:-3] + others[-3:] if len(parts) == len(others) == 5 else others)


def _reversed_list(field: str) -> str:
    plus = "+" if field.startswith("+") else ""
    return plus + ",".join(reversed(field.removeprefix("+").split(",")))


def _same_times(first: str, second: str) -> bool:
    return oracle.times_of_day(oracle.read(first)) == oracle.times_of_day(oracle.read(second))


def _both_days(first: str, second: str) -> tuple[set[object], set[object]]:
    years = oracle.years_that_tell(first, second)
    return {*oracle.days(first, *years)}, {*oracle.days(second, *years)}


@given(pair=_pairs())
@example(("*/15 2 * * *", "0,15,30,45 2 * * *"))
@example(("0 0 30 2 *", "* * 31 4 *"))
@example(("0 0 * * 0-6", "0 0 1-31 * *"))
@example(("0 0 15W 2 *", "0 0 14-16 2 +MON-FRI"))
def test_equivalent_when_the_dates_and_times_are_the_same(pair: tuple[str, str]) -> None:
    first, second = pair
    ours, theirs = _both_days(first, second)
    expected = ours == theirs and (not ours or _same_times(first, second))
    assert cronexpr.parse(first).equivalent(cronexpr.parse(second)) is expected


@given(pair=_pairs())
def test_equal_when_equivalent_and_alike_in_kind(pair: tuple[str, str]) -> None:
    a, b = map(cronexpr.parse, pair)
    expected = a.equivalent(b) and (not a.is_satisfiable or a.is_interval == b.is_interval)
    assert (a == b) is expected
    assert (a != b) is not expected
    assert (a.canonical() == b.canonical()) is expected
    if expected:
        assert hash(a) == hash(b)


@given(pair=_pairs())
def test_subsets_and_overlaps_are_those_of_the_dates_and_times(pair: tuple[str, str]) -> None:
    first, second = pair
    a, b = cronexpr.parse(first), cronexpr.parse(second)
    ours, theirs = _both_days(first, second)
    my_times, your_times = ({*oracle.times_of_day(oracle.read(text))} for text in pair)
    assert a.issubset(b) is (not ours or (ours <= theirs and my_times <= your_times))
    assert a.overlaps(b) is bool(ours & theirs and my_times & your_times)
    assert a.overlaps(b) is b.overlaps(a)


@given(text=strategies.expressions())
def test_satisfiable_when_any_date_matches(text: str) -> None:
    assert cronexpr.parse(text).is_satisfiable is bool(oracle.days(text, *oracle.years_that_tell(text)))


@few
@given(text=st.one_of(strategies.expressions(), strategies.sparse_expressions()))
@example("0 0 29 2 *")
@example("0 0 29 2 +MON")
@example("* * * * *")
@example("59 23 31 12 *")
@example("0 0 0 1 1 * 2024")
@example("0 0 0 29 2 * 2096-2104")
@example("0 0 30 2 *")
@example("0 0 1,L * *")
@example("* * * * * *")
def test_shortest_interval_is_exact(text: str) -> None:
    assert cronexpr.parse(text).shortest_interval() == oracle.shortest_interval(text)


@given(text=strategies.expressions(), policy=st.sampled_from(sorted(oracle.POLICIES)))
def test_the_canonical_form_parses_back_equal(text: str, policy: str) -> None:
    expr = cronexpr.parse(text, dst=policy)
    again = cronexpr.parse(expr.canonical(), dst=policy)
    assert again == expr
    assert again.is_interval == expr.is_interval or not expr.is_satisfiable
    assert again.canonical() == expr.canonical()


@given(text=strategies.expressions(), policy=st.sampled_from(sorted(oracle.POLICIES)))
def test_interval_jobs_are_told_by_their_text(text: str, policy: str) -> None:
    if policy in ("vixie", "cronos", "croniter"):
        expected = oracle.is_interval(oracle.read(text), policy)
        assert cronexpr.parse(text, dst=policy).is_interval is expected


@given(text=strategies.expressions(), key=st.sampled_from((None, "Europe/Berlin", "UTC")))
def test_copies_are_equal_and_say_the_same(text: str, key: str | None) -> None:
    expr = cronexpr.parse(text, tz=key)
    for again in (eval(repr(expr)), pickle.loads(pickle.dumps(expr)), copy.copy(expr), copy.deepcopy(expr)):
        assert isinstance(again, CronExpression)
        assert again == expr
        assert hash(again) == hash(expr)
        assert (again.source, again.canonical(), again.tz, again.dst) == (
            expr.source,
            expr.canonical(),
            expr.tz,
            expr.dst,
        )


@given(text=strategies.expressions())
def test_str_is_what_was_written(text: str) -> None:
    expr = cronexpr.parse(text)
    assert str(expr) == expr.source
    assert expr.source.strip() == text.strip()


@given(text=strategies.expressions())
def test_the_seven_fields_are_there_in_order(text: str) -> None:
    expr, schedule = cronexpr.parse(text), oracle.read(text)
    names = [field_set.name for field_set in expr.fields]
    assert names == ["second", "minute", "hour", "day_of_month", "month", "day_of_week", "year"]
    second, minute, hour, _, month, _, year = (frozenset(field_set.values) for field_set in expr.fields)
    assert (second, minute, hour, month) == (
        schedule.seconds,
        schedule.minutes,
        schedule.hours,
        schedule.months,
    )
    assert schedule.years is None or schedule.years == year
