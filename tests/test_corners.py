"""Corners that an attack on the core once found open; each stays shut."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from itertools import count, islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import cronexpr

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
TOKYO = ZoneInfo("Asia/Tokyo")
UTC = timezone.utc


class Seasons(tzinfo):
    """A zone that ignores the fold: two hours from April to September, else one."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        is_summer = moment is not None and 4 <= moment.month <= 9
        return timedelta(hours=2 if is_summer else 1)

    def dst(self, moment: datetime | None) -> timedelta:
        return self.utcoffset(moment) - timedelta(hours=1)

    def tzname(self, _moment: datetime | None) -> str:
        return "seasons"


class Nowhere(tzinfo):
    """A zone without an offset: what wears it is naive, by the letter of `datetime`."""

    def utcoffset(self, _moment: datetime | None) -> None:
        return None

    def dst(self, _moment: datetime | None) -> None:
        return None

    def tzname(self, _moment: datetime | None) -> None:
        return None


@pytest.mark.parametrize(
    ("text", "zone", "policy"),
    [
        ("*/15 2 * 3 7L", "Europe/Berlin", "vixie"),  # always in the gap since 1981
        ("30 2 * 3 7#2", "America/New_York", "skip"),
    ],
)
def test_what_is_always_lost_to_clock_changes_is_known_to_be_over(text: str, zone: str, policy: str) -> None:
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert expr.next(now) is None
    assert expr.next(now + timedelta(days=400)) is None
    assert expr.next(now) is None
    assert next(expr.occurrences(now), None) is None
    before = expr.previous(now)
    assert before is not None
    assert before == expr.previous(datetime(9000, 1, 1, tzinfo=UTC))
    assert expr.matches(before)


def test_what_is_over_in_the_second_pass_is_not_over_in_the_first() -> None:
    # 02:10 in the second pass comes after 02:30 in the first, though its wall clock is earlier.
    expr = cronexpr.parse("0 40 2 25 10 ? 2026", tz=BERLIN)
    assert expr.next(datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN, fold=1)) is None
    assert expr.next(datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)) == datetime(
        2026, 10, 25, 2, 40, tzinfo=BERLIN
    )
    assert expr.next(datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN, fold=1)) is None


def test_a_zone_that_ignores_the_fold_cannot_hold_the_search_up() -> None:
    zone = Seasons()
    expr = cronexpr.parse("*/30 * * * *", tz=zone)
    found = [datetime(2026, 9, 30, 20, tzinfo=UTC).astimezone(zone)]
    while len(found) < 20:
        after = expr.next(found[-1])
        assert after is not None
        found.append(after)
    assert found == sorted(set(found))
    assert list(expr.occurrences(found[1], found[-1])) == found[1:-1]


def test_a_zone_without_an_offset_is_refused() -> None:
    lost = datetime(2026, 1, 1, tzinfo=Nowhere())
    with pytest.raises(TypeError, match="UTC offset"):
        cronexpr.parse("0 * * * *", tz=Nowhere())
    for expr in (cronexpr.parse("0 * * * *", tz="UTC"), cronexpr.parse("0 * * * *")):
        for ask in (expr.next, expr.previous, expr.matches, expr.occurrences):
            with pytest.raises(TypeError, match="UTC offset"):
                ask(lost)


def test_matches_looks_at_the_instant_in_the_last_year_too() -> None:
    expr = cronexpr.parse("30 * * * *", tz="UTC")
    moment = datetime(9999, 10, 31, 2, 30, tzinfo=BERLIN)
    assert expr.matches(moment)
    assert expr.matches(moment.astimezone(UTC))
    assert expr.next(moment, inclusive=True) == moment.astimezone(UTC)


def test_a_bound_left_out_is_the_end_of_time_where_the_answers_are() -> None:
    hourly = cronexpr.parse("0 * * * *", tz=NEW_YORK)
    *_, last = hourly.occurrences(datetime(9999, 12, 31, 12, tzinfo=UTC))
    assert last == datetime(9999, 12, 31, 23, tzinfo=NEW_YORK)
    hourly = cronexpr.parse("0 * * * *", tz=TOKYO)
    *_, first = hourly.occurrences(stop=datetime(1, 1, 1, 12, tzinfo=UTC), reverse=True)
    assert first == datetime(1, 1, 1, tzinfo=TOKYO)


@pytest.mark.parametrize(
    "fields",
    [
        {"day_of_week": None},
        {"minute": None},
        {"day_of_week": None, "dialect": "quartz"},
        {"minute": b"5"},
        {"minute": 5.0},
        {"minute": [5.0]},
    ],
)
def test_what_is_no_field_cannot_be_built(fields: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        cronexpr.build(**fields)


@pytest.mark.parametrize(
    "fields", [{"minute": 10**5000}, {"minute": -(10**5000)}, {"minute": count()}, {"second": 99}]
)
def test_what_is_out_of_range_cannot_be_built(fields: dict[str, Any]) -> None:
    with pytest.raises(cronexpr.CronSyntaxError):
        cronexpr.build(**fields)


def test_fields_that_a_dialect_must_have_are_filled_in() -> None:
    assert cronexpr.build(minute=0, hour=9, day_of_week="MON", dialect="aws").source == "0 9 ? * MON *"
    assert cronexpr.build(minute=0, hour=9, dialect="quartz").source == "0 0 9 * * ?"
    with pytest.raises(cronexpr.CronSyntaxError, match=r"must be \?"):
        cronexpr.build(minute=0, day_of_month="*/2", day_of_week="MON", dialect="quartz")


def test_expressions_compare_with_expressions_only() -> None:
    expr = cronexpr.parse("0 9 * * *")
    for compare in (expr.equivalent, expr.issubset, expr.overlaps):
        with pytest.raises(TypeError, match="CronExpression"):
            compare("0 9 * * *")  # type: ignore[arg-type]


def test_a_timeline_is_checked_before_it_is_walked() -> None:
    expr = cronexpr.parse("0 9 * * *")
    for wrong in ([expr], {1: "0 9 * * *"}, {1: None}):
        with pytest.raises(TypeError):
            cronexpr.timeline(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="bound"):
        cronexpr.timeline({1: expr}, datetime(2026, 1, 1), datetime(2026, 1, 2, tzinfo=UTC))
    soon = datetime.now(UTC) + timedelta(days=2)
    assert len(list(cronexpr.timeline({1: expr}, stop=soon))) == 2


def test_a_seed_is_text() -> None:
    with pytest.raises(TypeError, match="seed"):
        cronexpr.parse("* * * * *", seed=5)  # type: ignore[arg-type]


def test_plans_do_not_keep_their_times_of_day_for_themselves() -> None:
    walks = [
        cronexpr.parse(f"{minute},3,5 * * * *").occurrences(datetime(2026, 1, 1)) for minute in range(60)
    ]
    assert [len(list(islice(walk, 2))) for walk in walks] == [2] * 60
    assert not hasattr(cronexpr.parse("3,5 * * * *").plan, "_clock")
