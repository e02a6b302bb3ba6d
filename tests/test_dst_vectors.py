"""The default policy on nights when clocks change, row by row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import oracle
import pytest
from strategies import in_utc
from table_rows import rows

import cronexpr

VECTORS = rows("dst_vectors.txt")
each_vector = pytest.mark.parametrize(
    ("text", "key", "start", "expected"),
    [row[:4] for row in VECTORS],
    ids=[f"{row[0]} {row[1]}: {row[4]}" for row in VECTORS],
)


def _moments(listed: str) -> list[datetime]:
    return [in_utc(datetime.fromisoformat(text)) for text in listed.split(", ")]


def test_the_table_has_not_shrunk() -> None:
    assert len(VECTORS) >= 18


@each_vector
def test_the_oracle_reads_the_table(text: str, key: str, start: str, expected: str) -> None:
    moments, after = _moments(expected), in_utc(datetime.fromisoformat(start))
    found = oracle.zoned_occurrences(text, ZoneInfo(key), after, moments[-1] + timedelta.resolution)
    assert [moment for moment in found if moment > after] == moments


@each_vector
def test_next(text: str, key: str, start: str, expected: str) -> None:
    expr = cronexpr.parse(text, tz=key)
    moment: datetime | None = datetime.fromisoformat(start)
    for written in expected.split(", "):
        assert moment is not None
        moment = expr.next(moment)
        assert moment is not None
        # The offset is part of the answer: inside a fold it tells the two passes apart.
        assert moment.isoformat() == written


@each_vector
def test_occurrences(text: str, key: str, start: str, expected: str) -> None:
    moments = _moments(expected)
    after = datetime.fromisoformat(start) + timedelta.resolution
    walk = cronexpr.parse(text, tz=key).occurrences(after)
    assert [in_utc(moment) for moment in islice(walk, len(moments))] == moments


@each_vector
def test_backwards(text: str, key: str, start: str, expected: str) -> None:
    expr = cronexpr.parse(text, tz=key)
    moments = _moments(expected)
    moment: datetime | None = (moments[-1] + timedelta.resolution).replace(tzinfo=UTC)
    for wanted in reversed(moments):
        assert moment is not None
        moment = expr.previous(moment)
        assert moment is not None
        assert in_utc(moment) == wanted


@each_vector
def test_matches_and_count(text: str, key: str, start: str, expected: str) -> None:
    expr = cronexpr.parse(text, tz=key)
    moments = _moments(expected)
    assert all(expr.matches(moment.replace(tzinfo=UTC)) for moment in moments)
    after = datetime.fromisoformat(start) + timedelta.resolution
    assert expr.count(after, moments[-1].replace(tzinfo=UTC)) == len(moments) - 1
