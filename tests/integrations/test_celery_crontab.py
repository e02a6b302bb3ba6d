"""Expressions as Celery's own `crontab()`, and back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

pytest.importorskip("celery", reason="celery is not installed: pip install -e .[celery]")
import celery
import oracle
import strategies
import strategies_conversions
from celery.schedules import BaseSchedule, crontab, schedule
from celery_clock import Beat, Clock, make_app, utc
from hypothesis import example, given, settings
from hypothesis import strategies as st
from table_rows import rows

import cronexpr
from cronexpr import CronConversionError, CronExpression, CronSyntaxError
from cronexpr.integrations import celery as module
from cronexpr.integrations.celery import CronSchedule, from_celery, to_celery

IS_5_7 = tuple(map(int, celery.__version__.split(".")[:2])) >= (5, 7)
IN_UTC = make_app()
ORIGINALS = ("minute", "hour", "day_of_month", "month_of_year", "day_of_week")


def fields(made: crontab) -> str:
    """Return what was given to the constructor, in cron's order."""
    return " ".join([getattr(made, f"_orig_{name}") for name in ORIGINALS])


def refused(expression: str | CronExpression, **options: Any) -> CronConversionError:
    with pytest.raises(CronConversionError) as caught:
        to_celery(expression, **options)
    return caught.value


def codes(error: CronConversionError) -> list[str]:
    return [problem.code for problem in error.problems]


def upcoming(made: crontab, start: datetime, count: int) -> list[datetime]:
    """Return the next *count* runs by Celery's own reckoning, in UTC."""
    clock = Clock(start)
    made.nowfun = clock  # type: ignore[attr-defined]  # celery-types calls it nowfunc.
    runs = []
    for _ in range(count):
        clock.moment += made.remaining_estimate(clock.moment)
        runs.append(clock.moment)
    return runs


# To Celery


@pytest.mark.parametrize(("dialect", "text", "expected", "note"), rows("celery.txt"))
def test_to_celery(dialect: str, text: str, expected: str, note: str) -> None:
    if expected[:1].isalpha():
        error = refused(text, dialect=dialect)
        assert codes(error) == expected.split()
        assert error.source == text
    else:
        assert fields(to_celery(text, dialect=dialect)) == expected


def test_a_refusal_says_what_to_use_instead() -> None:
    for text in ("30 0 9 * * *", "0 9 L * *", "0 0 0 1 1 * 2030", "0 9 13 * 5", "0 0 31 2 *"):
        for problem in refused(text).problems:
            assert problem.severity == "error"
            assert "CronSchedule" in problem.hint
    assert "celery.signals.beat_init" in refused("@reboot").problems[0].hint


def test_a_refusal_keeps_the_place_and_the_nearest_text() -> None:
    (problem,) = refused("0 9 L * *").problems
    assert (problem.span, problem.field, problem.suggestion) == ((4, 5), "day_of_month", "0 9 28-31 * *")
    assert "the nearest runs on every date" in problem.hint
    assert "0 9 13 * 0-4,6; 0 9 * * 5" in refused("0 9 13 * 5").problems[0].hint


def test_a_zone_is_refused_unless_the_app_has_it() -> None:
    berlin = cronexpr.parse("0 9 * * *", tz="Europe/Berlin")
    app = make_app(timezone="Europe/Berlin")
    error = refused(berlin)
    assert codes(error) == ["CEL001"]
    assert "Europe/Berlin" in error.problems[0].message
    assert "CronSchedule" in error.problems[0].hint
    assert codes(refused(berlin.replace(tz="Asia/Tokyo"), app=app)) == ["CEL001"]
    made = to_celery(berlin, app=app)
    assert fields(made) == "0 9 * * *"
    assert made.app is app


def test_utc_is_utc_whatever_stands_for_it() -> None:
    app = make_app()
    for tz in ("UTC", "Etc/UTC", UTC, ZoneInfo("UTC")):
        assert fields(to_celery(cronexpr.parse("0 9 * * *", tz=tz), app=app)) == "0 9 * * *"


def test_a_zone_without_a_key_is_refused_by_its_name() -> None:
    expr = cronexpr.parse("0 9 * * *", tz=timezone(timedelta(hours=2)))
    assert "UTC+02:00" in refused(expr).problems[0].message


def test_what_is_no_expression_is_refused_as_everywhere() -> None:
    with pytest.raises(CronSyntaxError):
        to_celery("0 24 * * *")
    with pytest.raises(TypeError):
        to_celery(crontab())  # type: ignore[arg-type]


def test_everyday_schedules_go_to_celery_and_back() -> None:
    for line, _ in rows("everyday.txt"):
        text = " ".join(line.split()[:5])
        assert from_celery(to_celery(text)).equivalent(cronexpr.parse(text))


def check_against_celery(text: str, dialect: str, start: datetime) -> None:
    """Compare Celery's own reckoning with that of *text*, and with slow truth where that reads it."""
    try:
        made = to_celery(text, dialect=dialect, app=IN_UTC)
    except CronConversionError:
        # The tables tell what is refused; the laws of conversions, that it rightly is.
        return
    found = [moment.replace(tzinfo=None) for moment in upcoming(made, start.replace(tzinfo=UTC), 5)]
    assert found == list(cronexpr.parse(text, dialect=dialect).upcoming(5, start))
    if dialect == "standard":
        after = start
        for moment in found[:2]:
            assert moment == oracle.first_match(text, after)
            after = moment


starts = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
    lambda wall: wall.replace(microsecond=0)
)


@given(text=strategies.expressions(), start=starts)
@example("0 0 29 2 +MON", datetime(2026, 1, 1))
@example("0 0 31 * *", datetime(2026, 1, 31))
def test_celery_reckons_as_the_oracle_does(text: str, start: datetime) -> None:
    check_against_celery(text, "standard", start)


@pytest.mark.parametrize("dialect", sorted(strategies_conversions.TASTES))
@settings(max_examples=min(100, settings().max_examples // 6))
@given(data=st.data(), start=starts)
def test_celery_reckons_alike_from_any_dialect(dialect: str, data: st.DataObject, start: datetime) -> None:
    check_against_celery(data.draw(strategies_conversions.texts(dialect)), dialect, start)


# What the documentation says of the night on which clocks change, in Berlin.
CLOCK_CHANGES: list[tuple[dict[str, Any], datetime, list[str]]] = [
    ({"minute": 30, "hour": 2}, utc(2026, 3, 28, 12), ["03:30+0200"]),
    ({"minute": 0, "hour": 2}, utc(2026, 3, 28, 12), ["03:00+0200"]),
    ({"minute": 30, "hour": 2}, utc(2026, 10, 24, 12), ["02:30+0200"]),
    (
        {"minute": "*/30", "hour": "1-3"},
        utc(2026, 10, 24, 12),
        ["01:00+0200", "01:30+0200", "02:00+0200", "02:30+0200", "03:00+0100", "03:30+0100"],
    ),
]


@pytest.mark.skipif(not IS_5_7, reason="older versions of Celery have another rule")
@pytest.mark.parametrize(("options", "start", "expected"), CLOCK_CHANGES, ids=str)
def test_crontab_itself_shifts_what_is_skipped_and_leaves_out_second_passes(
    options: dict[str, Any], start: datetime, expected: list[str]
) -> None:
    beat = Beat(Clock(start), {"timezone": "Europe/Berlin"}, tick=crontab(**options))
    sent = beat.run(timedelta(hours=20))
    assert [moment.astimezone(ZoneInfo("Europe/Berlin")).strftime("%H:%M%z") for moment in sent] == expected


# From Celery


FROM_CELERY: list[tuple[dict[str, Any], str]] = [
    ({}, "* * * * *"),
    ({"minute": 0, "hour": 9}, "0 9 * * *"),
    ({"minute": "*/15", "hour": "9-17", "day_of_week": "mon-fri"}, "*/15 9-17 * * 1-5"),
    ({"minute": {30, 0}, "hour": [17, 9]}, "0,30 9,17 * * *"),
    ({"minute": range(0, 60, 20), "hour": (8,)}, "*/20 8 * * *"),
    ({"minute": 0, "hour": "22-4"}, "0 0-4,22,23 * * *"),
    ({"minute": 0, "day_of_week": "fri-mon"}, "0 * * * 0,1,5,6"),
    ({"minute": 0, "hour": 0, "day_of_month": 13, "day_of_week": 5}, "0 0 13 * 5"),
    # Celery takes the name of a day in any field, for its number.
    ({"minute": "mon", "hour": 0}, "1 0 * * *"),
    ({"minute": 0, "hour": 0, "month_of_year": "mon"}, "0 0 * 1 *"),
    ({"minute": "0-5-7"}, "0-5 * * * *"),
    ({"minute": "*/90"}, "0 * * * *"),
    ({"hour": {True, 3}}, "* 1,3 * * *"),
    ({"minute": ",".join(map(str, range(60))), "day_of_week": "*/2"}, "* * * * */2"),
]


# Celery 5.4 to 5.6 had no names of months.
FROM_CELERY_5_7: list[tuple[dict[str, Any], str]] = [
    ({"minute": 0, "hour": 0, "month_of_year": "jan,July"}, "0 0 * 1,7 *"),
    ({"minute": 0, "hour": 0, "day_of_week": "jan"}, "0 0 * * 1"),
]


@pytest.mark.parametrize(("options", "expected"), FROM_CELERY + (FROM_CELERY_5_7 if IS_5_7 else []), ids=str)
def test_it_is_read_from_what_celery_makes_of_it(options: dict[str, Any], expected: str) -> None:
    expr = from_celery(crontab(**options))
    assert (expr.source, expr.dialect.name, expr.tz) == (expected, "celery", None)


def test_dates_and_weekdays_must_both_match() -> None:
    expr = from_celery(crontab(0, 0, day_of_month=13, day_of_week="fri"))
    assert expr.next(datetime(2026, 3, 1)) == datetime(2026, 3, 13)
    assert expr.upcoming(2, datetime(2026, 3, 13))[0] == datetime(2026, 11, 13)


def test_a_cron_schedule_gives_its_expression() -> None:
    expr = cronexpr.parse("30 0 9 L * *", tz="Europe/Berlin")
    assert from_celery(CronSchedule(expr)) == expr


class InTokyo(crontab):
    """A `crontab()` with a zone of its own, as django-celery-beat has one."""

    tz = ZoneInfo("Asia/Tokyo")  # type: ignore[assignment]


def test_the_zone_of_a_subclass_is_kept() -> None:
    assert from_celery(InTokyo(0, 9)) == cronexpr.parse("0 9 * * *", dialect="celery", tz="Asia/Tokyo")


@pytest.mark.parametrize("other", [schedule(60), BaseSchedule()], ids=["schedule", "BaseSchedule"])
def test_schedules_of_another_kind_are_refused(other: BaseSchedule) -> None:
    with pytest.raises(CronConversionError, match=type(other).__name__) as caught:
        from_celery(other)
    assert codes(caught.value) == ["CEL003"]
    assert "CronSchedule" in caught.value.problems[0].hint


@pytest.mark.parametrize("values", [{1.5}, {1, 2.5}, set()], ids=str)
def test_values_that_are_no_whole_numbers_are_refused(values: set[Any]) -> None:
    with pytest.raises(CronConversionError, match="minute") as caught:
        from_celery(crontab(values))  # type: ignore[arg-type]
    assert codes(caught.value) == ["CEL004"]


def test_what_is_no_schedule_is_a_type_error() -> None:
    for other in ("0 9 * * *", 60, timedelta(60), None):
        with pytest.raises(TypeError, match="celery schedule"):
            from_celery(other)  # type: ignore[arg-type]


@pytest.mark.skipif(not IS_5_7, reason="older versions of Celery read no names of months")
@settings(max_examples=min(600, settings().max_examples))
@given(text=strategies_conversions.texts("celery"))
def test_there_and_back_it_means_the_same(text: str) -> None:
    expr = cronexpr.parse(text, dialect="celery")
    try:
        minute, hour, day_of_month, month, day_of_week = text.split()
        theirs = crontab(minute, hour, day_of_week, day_of_month, month)
    except ValueError:
        assert not expr.is_satisfiable
        return
    ours = from_celery(theirs)
    assert ours.equivalent(expr)
    assert set(ours.source) <= set("0123456789*/-, ")
    if expr.is_satisfiable:
        again = to_celery(ours)
        assert again == crontab(*[getattr(theirs, name) for name in CONSTRUCTOR])
        assert from_celery(again).equivalent(expr)


CONSTRUCTOR = ("minute", "hour", "day_of_week", "day_of_month", "month_of_year")


# Codes


def test_every_code_is_explained() -> None:
    used = set(re.findall(r"\bCEL\d{3}\b", Path(module.__file__).read_text(encoding="utf-8")))
    assert len(used) == 4
    for code in used:
        assert len(cronexpr.explain_code(code)) > 20
