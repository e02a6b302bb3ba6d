"""What croniter, cronsim and Celery make of the same texts, where they should agree with us."""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest
from peer_texts import STARTS, Divergence, is_day_restricted, plain_texts

import cronexpr
from cronexpr import Dialect
from cronexpr.dialects import EXTENDED

COUNT = 1_500
ZONES = ("Europe/Berlin", "America/New_York")
NIGHTS = (
    datetime(2026, 3, 8, 4, tzinfo=UTC),
    datetime(2026, 3, 28, 20, tzinfo=UTC),
    datetime(2026, 10, 24, 20, tzinfo=UTC),
    datetime(2026, 11, 1, 3, tzinfo=UTC),
)
DAYS, WEEKDAYS = ("L",), ("5#2", "1#1", "0#5")


def peer(name: str) -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module: ModuleType = pytest.importorskip(
            name, reason=f"{name} is not installed: pip install -e .[oracles]"
        )
    return module


def ours(text: str, dialect: str | Dialect, start: datetime) -> list[datetime] | None:
    """Return the next occurrences, or None where the text is refused."""
    try:
        return list(cronexpr.parse(text, dialect=dialect).upcoming(8, start))
    except cronexpr.CronSyntaxError:
        return None


def compare(
    texts: Iterator[str],
    known: tuple[Divergence, ...],
    ours: Callable[[str, datetime], object],
    theirs: Callable[[str, datetime], object],
) -> None:
    compared = 0
    for text in texts:
        if not any(divergence.concerns(text) for divergence in known):
            for start in STARTS:
                assert ours(text, start) == theirs(text, start), (text, start)
            compared += 1
    assert compared > COUNT / 4


def still_differs(
    divergence: Divergence,
    ours: Callable[[str, datetime], object],
    theirs: Callable[[str, datetime], object],
) -> bool:
    return any(ours(divergence.example, start) != theirs(divergence.example, start) for start in STARTS)


# -- croniter -----------------------------------------------------------------------------------------------


def _mixes_nth(text: str) -> bool:
    weekday = text.split()[4]
    return bool(re.search("#|(?i:l)", weekday)) and ("," in weekday or is_day_restricted(text))


def _steps_through_a_wrap(text: str) -> bool:
    found = re.findall(r"(\w+)-(\w+)/", text)
    return any(not (first.isdigit() and last.isdigit() and int(first) <= int(last)) for first, last in found)


def _is_full_beside_a_star(text: str) -> bool:
    _, _, day, _, weekday = text.split()
    return is_day_restricted(text) and ("*" in day or "*" in weekday)


CRONITER = (
    Divergence(_mixes_nth, "# and l are joined with `and`, or refused beside plain weekdays", "0 0 13 * 5#2"),
    Divergence(_steps_through_a_wrap, "a step restarts behind the field's end", "0 0 * * 4-2/2"),
    Divergence(
        _is_full_beside_a_star, "a field of all values is a star beside one with a star", "0 0 */9 * */1"
    ),
    Divergence(
        lambda text: bool(re.search(r"\b(\w+)-\1\b", text)), "equal ends are the whole field", "5-5 * * * *"
    ),
)


def ours_as_croniter(text: str, start: datetime) -> list[datetime] | None:
    return ours(text, "croniter", start)


def croniter_itself(text: str, start: datetime) -> list[datetime] | None:
    module = peer("croniter")
    found: list[datetime] = []
    try:
        schedule = module.croniter(text, start, datetime)
        found.extend(islice(schedule, 8))
    except module.CroniterBadCronError:
        return None
    except module.CroniterBadDateError:
        pass
    return found


def test_croniter_agrees_on_the_wall_clock() -> None:
    peer("croniter")
    texts = plain_texts(COUNT, days=("l", "L"), weekdays=("5#2", "l5", "L0"), start_steps=True, wraps=True)
    compare(texts, CRONITER, ours_as_croniter, croniter_itself)


@pytest.mark.parametrize("divergence", CRONITER, ids=[row.example for row in CRONITER])
def test_croniter_still_diverges(divergence: Divergence) -> None:
    peer("croniter")
    assert still_differs(divergence, ours_as_croniter, croniter_itself)


def _same_interval_test(text: str) -> bool:
    # croniter asks whether the hour is every hour; the policy's test is a star at the front.
    minute, hour, *_ = text.split()
    return hour == "*" or not (minute.startswith("*") or "*" in hour)


@pytest.mark.parametrize("zone", ZONES)
def test_croniter_agrees_on_nights_when_clocks_change(zone: str) -> None:
    module = peer("croniter")
    minutes = ("*", "*/30", "0", "30", "0,30", "15-45/15", "20")
    texts = [f"{minute} {hour} * * *" for minute in minutes for hour in ("*", "*/2", "2", "1", "1-3", "2,3")]
    for text in filter(_same_interval_test, texts):
        expr = cronexpr.parse(text, dialect="croniter", tz=zone)
        for start in NIGHTS:
            first = start.astimezone(ZoneInfo(zone))
            theirs = module.croniter_range(first, first + timedelta(hours=12), text)
            mine = expr.occurrences(first, first + timedelta(hours=12, microseconds=1))
            assert [t.astimezone(UTC) for t in mine] == [t.astimezone(UTC) for t in theirs], (text, start)


# -- cronsim ------------------------------------------------------------------------------------------------

DEBIAN = EXTENDED.replace(name="as cronsim", star_test="first-char", start_steps=True)
CRONSIM = (
    Divergence(
        lambda text: not cronexpr.parse(text, dialect=DEBIAN).is_satisfiable,
        "a day that no month has is refused",
        "0 0 30 2 *",
    ),
    Divergence(
        lambda text: bool(re.search(r"(^|,)\w+/", text.split()[4])),
        "an open step of weekdays runs to 7, which is Sunday",
        "0 0 * * 3/2",
    ),
)


def ours_as_cronsim(text: str, start: datetime) -> list[datetime] | None:
    return ours(text, DEBIAN, start)


def cronsim_itself(text: str, start: datetime) -> list[datetime] | None:
    module = peer("cronsim")
    try:
        return list(islice(module.CronSim(text, start), 8))
    except module.CronSimError:
        return None


def cronsim_texts() -> Iterator[str]:
    return plain_texts(
        COUNT, days=("L", "LW"), weekdays=("5#2", "1#1", "5L"), start_steps=True, top_weekday=7
    )


def test_cronsim_agrees_on_the_wall_clock() -> None:
    peer("cronsim")
    compare(cronsim_texts(), CRONSIM, ours_as_cronsim, cronsim_itself)


@pytest.mark.parametrize("divergence", CRONSIM, ids=[row.example for row in CRONSIM])
def test_cronsim_still_diverges(divergence: Divergence) -> None:
    peer("cronsim")
    assert still_differs(divergence, ours_as_cronsim, cronsim_itself)


@pytest.mark.parametrize("zone", ZONES)
def test_cronsim_agrees_on_nights_when_clocks_change(zone: str) -> None:
    module = peer("cronsim")
    minutes = ("*", "*/30", "0", "30", "0,30", "15-45/15", "20")
    for text in [f"{minute} {hour} * * *" for minute in minutes for hour in ("*", "*/2", "2", "1", "1-3")]:
        expr = cronexpr.parse(text, dialect=DEBIAN, tz=zone)
        for start in NIGHTS:
            first = start.astimezone(ZoneInfo(zone))
            theirs = [moment.astimezone(UTC) for moment in islice(module.CronSim(text, first), 30)]
            assert [t.astimezone(UTC) for t in expr.upcoming(30, first)] == theirs, (text, start)


# -- Celery -------------------------------------------------------------------------------------------------

CELERY = (
    Divergence(
        lambda text: not cronexpr.parse(text, dialect="celery").is_satisfiable,
        "a day that no month has is refused",
        "0 0 30 2 *",
    ),
)


def ours_as_celery(text: str, start: datetime) -> list[datetime] | None:
    return ours(text, "celery", start)


def celery_itself(text: str, start: datetime) -> list[datetime] | None:
    schedules = peer("celery.schedules")
    app = importlib.import_module("celery").Celery(set_as_current=False)
    app.conf.timezone, app.conf.enable_utc = "UTC", True
    found: list[datetime] = []
    moment = start.replace(tzinfo=UTC)
    names = ("minute", "hour", "day_of_month", "month_of_year", "day_of_week")
    fields = dict(zip(names, text.split(), strict=True))
    try:
        schedule = schedules.crontab(**fields, app=app, nowfun=lambda: moment)
    except (ValueError, schedules.ParseException):
        return None
    for _ in range(8):
        moment += schedule.remaining_estimate(moment)
        found.append(moment.replace(tzinfo=None))
    return found


def celery_texts() -> Iterator[str]:
    return (re.sub("|".join(_MONTHS), "6", text) for text in plain_texts(COUNT // 3, wraps=True))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def test_celery_agrees_on_the_wall_clock() -> None:
    peer("celery.schedules")
    compared = 0
    for text in celery_texts():
        if not any(divergence.concerns(text) for divergence in CELERY):
            assert ours_as_celery(text, STARTS[0]) == celery_itself(text, STARTS[0]), text
            compared += 1
    assert compared > COUNT / 6


@pytest.mark.parametrize("divergence", CELERY, ids=[row.example for row in CELERY])
def test_celery_still_diverges(divergence: Divergence) -> None:
    peer("celery.schedules")
    assert ours_as_celery(divergence.example, STARTS[0]) != celery_itself(divergence.example, STARTS[0])
