"""What each dialect is said to do, sentence by sentence: ``tables/dialects-more.txt`` explains it."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from table_rows import rows

import cronexpr
from cronexpr import CronExpression, CronOptionError, CronSyntaxError
from cronexpr.dialects import dialect_names

ROWS = rows("dialects-more.txt")
SEEDS = [str(number) for number in range(1000)]


def _asking(verdict: str) -> list[tuple[str, str, str]]:
    """Return dialect, text and answer of the rows with a *verdict* that begins so."""
    found = [(row[1], _text(row[2]), row[4]) for row in ROWS if row[3].startswith(verdict)]
    assert found
    return found


def _text(written: str) -> str:
    return written.encode("ascii").decode("unicode_escape")


def _values(expr: CronExpression, name: str) -> tuple[int, ...]:
    return next(field.values for field in expr.fields if field.name == name)


def test_every_dialect_has_rows() -> None:
    assert {row[1] for row in ROWS} == set(dialect_names())


@pytest.mark.parametrize(("dialect", "text", "meaning"), _asking("ok"))
def test_what_is_read(dialect: str, text: str, meaning: str) -> None:
    expr = cronexpr.parse(text, dialect=dialect)
    assert expr.equivalent(cronexpr.parse(meaning, dialect="extended"))


@pytest.mark.parametrize(
    ("dialect", "text", "code", "words"),
    [(row[1], _text(row[2]), row[3], row[4]) for row in ROWS if row[3].startswith("CRON")],
)
def test_what_is_refused_says_where_and_why(dialect: str, text: str, code: str, words: str) -> None:
    with pytest.raises(CronSyntaxError) as caught:
        cronexpr.parse(text, dialect=dialect)
    first = caught.value.problems[0]
    assert first.code == code
    assert words in first.message
    assert first.span is not None
    assert text[slice(*first.span)] or code == "CRON101"


@pytest.mark.parametrize(("dialect", "text", "answer"), _asking("drawn"))
def test_what_is_drawn(dialect: str, text: str, answer: str) -> None:
    name, _, bounds = answer.partition(" ")
    low, high = map(int, bounds.split("-"))
    drawn = [_values(cronexpr.parse(text, dialect=dialect, seed=seed), name) for seed in SEEDS]
    assert {len(values) for values in drawn} == {1}
    assert {values[0] for values in drawn} == set(range(low, high + 1))


@pytest.mark.parametrize(("dialect", "text", "answer"), _asking("stepped"))
def test_where_a_step_begins(dialect: str, text: str, answer: str) -> None:
    name, step_text, bounds = answer.split()
    step, (low, high) = int(step_text), map(int, bounds.split("-"))
    drawn = {_values(cronexpr.parse(text, dialect=dialect, seed=seed), name) for seed in SEEDS}
    assert {values[0] for values in drawn} == set(range(low, low + step))
    for values in drawn:
        assert {later - earlier for earlier, later in pairwise(values)} == {step}
        assert high - step < values[-1] <= high


@pytest.mark.parametrize(("dialect", "text", "code"), _asking("seed"))
def test_what_needs_a_seed(dialect: str, text: str, code: str) -> None:
    with pytest.raises(CronOptionError) as caught:
        cronexpr.parse(text, dialect=dialect)
    assert caught.value.problems[0].code == code


@pytest.mark.parametrize(("dialect", "text", "answer"), _asking("next"))
def test_what_comes_next(dialect: str, text: str, answer: str) -> None:
    found = cronexpr.parse(text, dialect=dialect).next(datetime(2026, 1, 1), inclusive=True)
    assert found == (None if answer == "never" else datetime.fromisoformat(answer))


@pytest.mark.parametrize(
    ("dialect", "text", "date", "answer"),
    [(row[1], row[2], row[3], row[4]) for row in ROWS if row[3][0].isdigit()],
)
def test_what_becomes_of_it_where_clocks_change(dialect: str, text: str, date: str, answer: str) -> None:
    day, _, key = date.partition(" ")
    zone = ZoneInfo(key or "Europe/Berlin")
    start = datetime.fromisoformat(day)
    expr = cronexpr.parse(text, dialect=dialect, tz=zone)
    found = expr.occurrences(start.replace(tzinfo=zone), (start + timedelta(days=1)).replace(tzinfo=zone))
    told = [f"{moment:%H:%M}{_hours(moment):+d}" for moment in found]
    assert " ".join(told) == answer.replace("none", "")


def _hours(moment: datetime) -> int:
    offset = moment.utcoffset()
    assert offset is not None
    return offset // timedelta(hours=1)
