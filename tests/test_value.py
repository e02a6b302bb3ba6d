"""The two building blocks: records, and memories that forget."""

from __future__ import annotations

import pickle
from datetime import datetime

import pytest

from cronexpr import Problem
from cronexpr._value import Memo
from cronexpr._zone import Change
from cronexpr.describer._phrases import Stretch
from cronexpr.fields import MINUTE, Field
from cronexpr.terms import LastDay, NearestWorkday, Span


def test_a_record_cannot_be_changed() -> None:
    span = Span(1, 5)
    with pytest.raises(AttributeError, match="Span is immutable"):
        span.first = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Span is immutable"):
        del span.first
    assert span == Span(1, 5, 1)


def test_records_of_different_types_differ_though_their_fields_agree() -> None:
    assert LastDay(3) != NearestWorkday(3)
    assert LastDay(3).__eq__(3) is NotImplemented


def test_a_record_prints_pickles_and_is_copied_with_changes() -> None:
    span = Span(9, 17, 2)
    assert repr(span) == "Span(first=9, last=17, step=2)"
    assert pickle.loads(pickle.dumps(span)) == span
    assert hash(pickle.loads(pickle.dumps(span))) == hash(span)
    assert span.replace(step=4) == Span(9, 17, 4)
    problem = Problem("CRON100", "error", "the expression is empty")
    assert problem.replace(span=(1, 2)).span == (1, 2)


def test_a_record_needs_no_constructor_of_its_own() -> None:
    stretch = Stretch("minute", 7, 0, 56)
    assert repr(stretch) == "Stretch(unit='minute', every=7, first=0, last=56)"
    assert pickle.loads(pickle.dumps(stretch)) == stretch
    assert stretch.replace(last=49) == Stretch("minute", 7, 0, 49)
    with pytest.raises(ValueError, match="shorter"):
        Stretch("minute", 7, 0)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Stretch has no field last_one"):
        stretch.replace(last_one=1)


def test_a_field_pickles_although_its_size_is_derived() -> None:
    assert pickle.loads(pickle.dumps(MINUTE)) == MINUTE
    assert hash(pickle.loads(pickle.dumps(MINUTE))) == hash(MINUTE)
    assert Field("minute", 0, 30) != MINUTE


def test_what_is_derived_is_no_field_of_a_record_and_follows_it() -> None:
    half = MINUTE.replace(high=29)
    assert (half, half.size, half.full_mask) == (Field("minute", 0, 29), 30, (1 << 30) - 1)
    change = Change(datetime(2026, 3, 29, 2), datetime(2026, 3, 29, 3), True)
    later = change.replace(high=datetime(2026, 3, 29, 4))
    assert (later.window, change.window) == ((7200, 14400), (7200, 10800))
    assert pickle.loads(pickle.dumps(later)) == later


def test_a_memory_computes_once_and_forgets_all_when_full() -> None:
    asked = []

    def square(number: int) -> int:
        asked.append(number)
        return number * number

    memo: Memo[int, int] = Memo(square, 2)
    assert [memo[number] for number in (3, 3, 4, 3, 5)] == [9, 9, 16, 9, 25]
    assert asked == [3, 4, 5]
    assert dict(memo) == {5: 25}
    assert memo[3] == 9
    assert asked == [3, 4, 5, 3]
