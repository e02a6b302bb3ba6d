"""What earlier versions wrote down, still loads: pickles, and the texts that ``repr`` gave."""

from __future__ import annotations

import pickle
from base64 import b64decode
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from table_rows import rows

import cronexpr
import cronexpr.crontab

TABLE = rows("earlier.txt")
NAMES = {
    "cronexpr": cronexpr,
    "datetime": __import__("datetime"),
    "timezone": timezone,
    "timedelta": timedelta,
}


def made_today(call: str) -> Any:
    return eval(f"cronexpr.{call}", NAMES.copy())


def without_prose(value: Any) -> Any:
    """Return *value*; of problems, what is not their wording, which may get better."""
    if isinstance(value, cronexpr.Problem):
        return value.code, value.severity, value.span
    return [without_prose(item) for item in value] if isinstance(value, tuple) else value


def test_the_table_has_every_kind_of_thing() -> None:
    assert {type(made_today(call)).__name__ for _, call, *_ in TABLE} == {
        "CronExpression",
        "Crontab",
        "Dialect",
        "Problem",
        "tuple",
    }


@pytest.mark.parametrize(("commit", "call", "shown", "pickled"), TABLE, ids=[row[1] for row in TABLE])
def test_what_was_pickled_loads_as_what_is_made_today(
    commit: str, call: str, shown: str, pickled: str
) -> None:
    loaded, today = pickle.loads(b64decode(pickled)), made_today(call)
    assert without_prose(loaded) == without_prose(today)
    if isinstance(today, cronexpr.CronExpression):
        assert (loaded.source, loaded.dialect, loaded.tz, loaded.dst, loaded.seed) == (
            *(today.source, today.dialect, today.tz, today.dst, today.seed),
        )
        start = datetime(2026, 1, 1, tzinfo=today.tz)
        assert loaded.upcoming(5, start) == today.upcoming(5, start)


@pytest.mark.parametrize(("commit", "call", "shown", "pickled"), [row for row in TABLE if row[2] != "-"])
def test_what_repr_showed_makes_the_same_today(commit: str, call: str, shown: str, pickled: str) -> None:
    assert eval(shown, NAMES.copy()) == made_today(call)
    assert repr(made_today(call)) == shown
