"""The trigger for APScheduler, asked by hand, over simulated nights, and in a running scheduler."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytz
from dateutil import tz as dateutil_tz
from integrations_jobs import hit, hits

import cronexpr

pytest.importorskip("apscheduler")
from apscheduler.events import EVENT_JOB_MISSED, EVENT_JOB_SUBMITTED
from apscheduler.schedulers import base as scheduler_base
from apscheduler.schedulers.background import BackgroundScheduler

from cronexpr.integrations.apscheduler import CronExpressionTrigger

UTC = timezone.utc
BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def fire_times(trigger: CronExpressionTrigger, now: datetime, n: int) -> list[str]:
    """Return *n* fire times as APScheduler asks for them, each with the one before."""
    found: list[str] = []
    previous = None
    while len(found) < n:
        previous = trigger.get_next_fire_time(previous, now)
        if previous is None:
            return [*found, "never"]
        found.append(previous.isoformat())
        now = max(now, previous)
    return found


# Asked by hand


def test_a_text_and_an_expression_make_the_same_trigger() -> None:
    expr = cronexpr.parse("0 9 L * *", tz="Europe/Berlin")
    expected = ["2026-11-30T09:00:00+01:00", "2026-12-31T09:00:00+01:00"]
    assert fire_times(CronExpressionTrigger(expr), NOON, 2) == expected
    assert fire_times(CronExpressionTrigger("0 9 L * *", tz="Europe/Berlin"), NOON, 2) == expected


def test_now_is_eligible_the_first_time_only() -> None:
    trigger = CronExpressionTrigger("* * * * *", tz="UTC")
    assert trigger.get_next_fire_time(None, NOON) == NOON
    assert trigger.get_next_fire_time(NOON, NOON) == NOON + timedelta(minutes=1)
    late = NOON + timedelta(microseconds=1)
    assert trigger.get_next_fire_time(None, late) == NOON + timedelta(minutes=1)


def test_the_answer_lies_after_the_previous_fire_time_wherever_now_is() -> None:
    trigger = CronExpressionTrigger("0 * * * *", tz="UTC")
    for hours in (-48, 0, 48):
        following = trigger.get_next_fire_time(NOON, NOON + timedelta(hours=hours))
        assert following == NOON + timedelta(hours=1)


@pytest.mark.parametrize("text", ["0 0 31 2 *", "0 0 0 1 1 * 2020"])
def test_what_never_fires_answers_none(text: str) -> None:
    assert fire_times(CronExpressionTrigger(text, tz="UTC"), NOON, 1) == ["never"]


def test_start_up_jobs_are_refused_with_what_to_do_instead() -> None:
    with pytest.raises(cronexpr.CronConversionError) as caught:
        CronExpressionTrigger("@reboot")
    (problem,) = caught.value.problems
    assert (problem.code, problem.span) == ("CNV005", (0, 7))
    assert "without a trigger" in problem.hint


def test_start_and_end_are_both_included() -> None:
    trigger = CronExpressionTrigger(
        "0 9 * * *", tz="UTC", start_date="2026-12-01 09:00:00", end_date=datetime(2026, 12, 2, 9)
    )
    expected = ["2026-12-01T09:00:00+00:00", "2026-12-02T09:00:00+00:00", "never"]
    assert fire_times(trigger, NOON, 3) == expected
    assert trigger.get_next_fire_time(NOON, NOON) == datetime(2026, 12, 1, 9, tzinfo=UTC)


def test_bounds_without_a_zone_are_in_the_triggers() -> None:
    trigger = CronExpressionTrigger(
        "0 9 * * *", tz=BERLIN, start_date=date(2026, 12, 1), end_date="2026-12-31"
    )
    assert trigger.start_date == datetime(2026, 12, 1, tzinfo=BERLIN)
    assert trigger.end_date == datetime(2026, 12, 31, tzinfo=BERLIN)


def test_the_end_is_an_instant_even_in_a_repeated_hour() -> None:
    # 02:30 in the first pass comes before 02:15 in the second.
    end = datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN, fold=1)
    trigger = CronExpressionTrigger("*/30 2 * * *", tz=BERLIN, end_date=end)
    assert fire_times(trigger, datetime(2026, 10, 25, 0, tzinfo=BERLIN), 4) == [
        "2026-10-25T02:00:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:00:00+01:00",
        "never",
    ]


def test_the_zone_is_that_of_the_call_else_of_the_expression_else_of_the_scheduler() -> None:
    zoned = cronexpr.parse("0 9 * * *", tz="Asia/Tokyo")
    assert CronExpressionTrigger(zoned, tz="Europe/Berlin", timezone="UTC").timezone == BERLIN
    assert CronExpressionTrigger(zoned, timezone="UTC").timezone == ZoneInfo("Asia/Tokyo")
    assert CronExpressionTrigger("0 9 * * *", timezone="Europe/Berlin").timezone == BERLIN
    assert CronExpressionTrigger("0 9 * * *", timezone=pytz.timezone("Europe/Berlin")).timezone == BERLIN


def test_the_zone_of_the_system_is_the_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cronexpr.integrations.apscheduler.get_localzone", lambda: ZoneInfo("Asia/Tokyo"))
    assert fire_times(CronExpressionTrigger("0 9 * * *"), NOON, 1) == ["2026-11-24T09:00:00+09:00"]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"tz": "Europe/Berln"}, cronexpr.CronOptionError),
        ({"tz": None, "timezone": "Europe/Berln"}, cronexpr.CronOptionError),
        ({"tz": pytz.timezone("Europe/Berlin")}, cronexpr.CronOptionError),
        ({"dst": "never"}, cronexpr.CronOptionError),
        ({"dialect": "jenkins", "expression": "H * * * *"}, cronexpr.CronOptionError),
        ({"expression": "0 24 * * *"}, cronexpr.CronSyntaxError),
        ({"expression": 5}, TypeError),
        ({"jitter": -1}, ValueError),
        ({"jitter": float("nan")}, ValueError),
        ({"jitter": "5"}, TypeError),
        ({"jitter": True}, TypeError),
        ({"start_date": "tomorrow"}, ValueError),
    ],
)
def test_wrong_arguments_are_refused_when_the_trigger_is_made(
    options: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        CronExpressionTrigger(**{"expression": "0 9 * * *", "tz": "UTC", **options})


def test_dialect_seed_and_policy_are_those_of_parse() -> None:
    trigger = CronExpressionTrigger("H H * * *", dialect="jenkins", seed="backup", tz="UTC", dst="vixie")
    assert trigger.expression == cronexpr.parse(
        "H H * * *", dialect="jenkins", seed="backup", tz="UTC", dst="vixie"
    )
    assert (
        CronExpressionTrigger(cronexpr.parse("0 9 * * *", dst="quartz"), tz="UTC").expression.dst == "quartz"
    )


def test_jitter_only_delays_and_never_beyond_the_end() -> None:
    end = NOON + timedelta(seconds=5)
    trigger = CronExpressionTrigger("0 12 * * *", tz="UTC", jitter=30)
    bounded = CronExpressionTrigger("0 12 * * *", tz="UTC", jitter=30, end_date=end)
    delays = {trigger.get_next_fire_time(None, NOON) - NOON for _ in range(50)}  # type: ignore[operator]
    assert timedelta(0) <= min(delays) < max(delays) <= timedelta(seconds=30)
    assert len(delays) > 25
    assert max(bounded.get_next_fire_time(None, NOON) for _ in range(50)) == end  # type: ignore[type-var]


def test_jitter_runs_in_elapsed_time_where_the_clocks_go_back(monkeypatch: pytest.MonkeyPatch) -> None:
    # In wall-clock arithmetic, 02:59:59 and 30 seconds is 03:00:29, an hour too late.
    monkeypatch.setattr("random.uniform", lambda _low, high: high)
    trigger = CronExpressionTrigger("59 59 2 * * *", tz=BERLIN, jitter=30)
    now = datetime(2026, 10, 25, 0, tzinfo=BERLIN)
    assert fire_times(trigger, now, 1) == ["2026-10-25T03:00:29+02:00"]
    assert trigger.get_next_fire_time(None, now) == datetime(2026, 10, 25, 1, 0, 29, tzinfo=UTC)


def test_it_says_what_it_is() -> None:
    trigger = CronExpressionTrigger("0 9 L * *", tz=BERLIN, end_date="2027-01-01", jitter=5)
    assert str(trigger) == "cronexpr['0 9 L * *', tz='Europe/Berlin']"
    assert repr(trigger) == (
        "<CronExpressionTrigger ('0 9 L * *', tz='Europe/Berlin',"
        " end_date='2027-01-01T00:00:00+01:00', jitter=5)>"
    )


# Where the clocks change

GAP, FOLD = datetime(2026, 3, 29, 0, tzinfo=BERLIN), datetime(2026, 10, 25, 0, tzinfo=BERLIN)
NIGHTS = {
    ("30 2 * * *", GAP): ["2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"],
    ("30 2 * * *", FOLD): ["2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"],
    ("*/30 2 * * *", GAP): ["2026-03-30T02:00:00+02:00"],
    ("*/30 2 * * *", FOLD): [
        "2026-10-25T02:00:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:00:00+01:00",
        "2026-10-25T02:30:00+01:00",
        "2026-10-26T02:00:00+01:00",
    ],
}
each_zone = pytest.mark.parametrize("zone", [BERLIN, dateutil_tz.gettz("Europe/Berlin")], ids=type)


@each_zone
@pytest.mark.parametrize(("text", "start"), NIGHTS)
def test_it_advances_across_clock_changes_through_times_that_exist(
    text: str, start: datetime, zone: Any
) -> None:
    # APScheduler's own cron trigger answers 02:30+01:00 in the gap, and with dateutil's zone never leaves it.
    expected = NIGHTS[text, start]
    found = fire_times(CronExpressionTrigger(text, tz=zone), start, len(expected))
    assert found == expected
    for moment in map(datetime.fromisoformat, found):
        assert moment.astimezone(BERLIN).isoformat() == moment.isoformat()


# Pickled


@pytest.mark.parametrize(
    "trigger",
    [
        CronExpressionTrigger("0 9 L * *", tz="Europe/Berlin", jitter=2.5, start_date="2027-01-01"),
        CronExpressionTrigger("H H * * *", dialect="jenkins", seed="backup", tz="UTC", dst="vixie"),
        CronExpressionTrigger("0 9 * * *", tz=timezone(timedelta(hours=5.5)), end_date="2027-01-01"),
    ],
    ids=str,
)
def test_it_survives_pickling(trigger: CronExpressionTrigger) -> None:
    copy = pickle.loads(pickle.dumps(trigger))
    assert repr(copy) == repr(trigger)
    assert copy.expression == trigger.expression
    assert fire_times(copy, NOON, 1)[0][:16] == fire_times(trigger, NOON, 1)[0][:16]


def test_a_derived_dialect_survives_pickling() -> None:
    dialect = cronexpr.dialects.STANDARD.replace(name="ours", sunday=1)
    copy = pickle.loads(pickle.dumps(CronExpressionTrigger("0 9 * * 1", dialect=dialect, tz="UTC")))
    assert fire_times(copy, NOON, 1) == ["2026-11-29T09:00:00+00:00"]


def test_its_state_is_plain_values_with_a_version() -> None:
    state = CronExpressionTrigger("0 9 * * *", tz="Europe/Berlin").__getstate__()
    assert state == {
        "version": 1,
        "expression": "0 9 * * *",
        "dialect": "standard",
        "tz": "Europe/Berlin",
        "dst": "vixie",
        "seed": None,
        "start_date": None,
        "end_date": None,
        "jitter": None,
    }


def test_a_state_of_a_later_release_is_refused() -> None:
    state = CronExpressionTrigger("0 9 * * *", tz="UTC").__getstate__() | {"version": 2}
    with pytest.raises(ValueError, match="version 2"):
        CronExpressionTrigger.__new__(CronExpressionTrigger).__setstate__(state)


def test_a_zone_that_no_other_process_could_find_is_not_stored(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="IANA key"):
        pickle.dumps(CronExpressionTrigger("0 9 * * *", tz=dateutil_tz.gettz("Europe/Berlin")))
    source = dateutil_tz.gettz("Europe/Berlin")
    with Path(source._filename).open("rb") as file:  # type: ignore[union-attr]
        local = ZoneInfo.from_file(file, key="local")
    with pytest.raises(cronexpr.CronOptionError, match="unknown time zone"):
        pickle.dumps(CronExpressionTrigger("0 9 * * *", tz=local))


# In a scheduler


@contextmanager
def running(**options: Any) -> Iterator[BackgroundScheduler]:
    scheduler = BackgroundScheduler(**options)
    scheduler.start()
    try:
        yield scheduler
    finally:
        scheduler.shutdown()


def stored_in(path: Path) -> dict[str, Any]:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore

    # With a pool, what the scheduler's thread holds while the store shuts down is never closed.
    engine = sqlalchemy.create_engine(f"sqlite:///{path}", poolclass=sqlalchemy.NullPool)
    return {"default": SQLAlchemyJobStore(engine=engine)}


def wait_for(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)


def assert_on_the_second(moments: list[float]) -> None:
    """Check that *moments* are the first instants of seconds in a row, each once."""
    seconds = [int(moment) for moment in moments]
    assert seconds == list(range(seconds[0], seconds[0] + len(seconds)))
    assert all(moment - second < 0.5 for moment, second in zip(moments, seconds, strict=True))


def test_a_scheduler_fires_it_and_another_one_reloads_it_from_its_store(tmp_path: Path) -> None:
    with running(jobstores=stored_in(tmp_path / "jobs.sqlite"), timezone="Asia/Tokyo") as scheduler:
        trigger = CronExpressionTrigger("* * * * * *", tz="Europe/Berlin")
        scheduler.add_job(hit, trigger, args=["stored"], id="stored")
        wait_for(lambda: len(hits("stored")) >= 2, 8)
    first = len(hits("stored"))
    assert first >= 2
    with running(jobstores=stored_in(tmp_path / "jobs.sqlite"), timezone="UTC") as scheduler:
        job = scheduler.get_job("stored")
        assert str(job.trigger) == "cronexpr['* * * * * *', tz='Europe/Berlin']"
        wait_for(lambda: len(hits("stored")) >= first + 2, 8)
    assert len(hits("stored")) >= first + 2
    assert_on_the_second(hits("stored")[:first])
    assert_on_the_second(hits("stored")[first:])


def test_a_job_can_name_its_trigger_and_has_the_schedulers_zone() -> None:
    if "cronexpr" not in entry_points(group="apscheduler.triggers").names:
        pytest.skip("cronexpr was installed before it had an entry point for APScheduler")
    scheduler = BackgroundScheduler(timezone=pytz.timezone("Europe/Berlin"))
    scheduler.start(paused=True)
    try:
        job = scheduler.add_job(hit, "cronexpr", expression="0 9 L * *", args=["named"])
        assert isinstance(job.trigger, CronExpressionTrigger)
        assert job.trigger.timezone == BERLIN
        assert job.next_run_time.hour == 9
    finally:
        scheduler.shutdown()


def test_a_job_that_ends_leaves_the_store(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with running(jobstores=stored_in(tmp_path / "jobs.sqlite")) as scheduler:
        end = now + timedelta(seconds=1)
        scheduler.add_job(hit, CronExpressionTrigger("* * * * * *", tz="UTC", end_date=end), args=["ending"])
        wait_for(lambda: not scheduler.get_jobs(), 5)
        assert scheduler.get_jobs() == []
    assert len(hits("ending")) == 1


# A scheduler whose clock is ours


class Clock:
    """Stands for `datetime.datetime` in the scheduler's module, and for its waiting."""

    def __init__(self, start: datetime) -> None:
        self.now_utc = start.astimezone(UTC)

    def now(self, tz: Any = None) -> datetime:
        return self.now_utc.astimezone(tz)


def run_night(monkeypatch: pytest.MonkeyPatch, text: str, start: datetime, hours: int) -> list[str]:
    """Return when a scheduler in Berlin submits the job, its waits being obeyed to the microsecond."""
    clock = Clock(start)
    monkeypatch.setattr(scheduler_base, "datetime", clock)
    scheduler = BackgroundScheduler(timezone=BERLIN)
    submitted: list[str] = []

    def note(event: Any) -> None:
        local = clock.now(BERLIN).isoformat()
        submitted.extend(
            f"{local[11:]} for {moment.isoformat()[11:]}" for moment in event.scheduled_run_times
        )

    scheduler.add_listener(note, EVENT_JOB_SUBMITTED)
    scheduler.start(paused=True)
    try:
        # It is today, for the threads that run jobs.
        options = {"misfire_grace_time": None, "max_instances": 99}
        scheduler.add_job(int, CronExpressionTrigger(text, tz=BERLIN), **options)
        scheduler.state = scheduler_base.STATE_RUNNING
        stop = clock.now_utc + timedelta(hours=hours)
        while clock.now_utc < stop:
            wait = scheduler._process_jobs()
            clock.now_utc += timedelta(seconds=max(wait, 1e-6))
        scheduler.state = scheduler_base.STATE_PAUSED
    finally:
        scheduler.shutdown()
    return submitted


def test_a_scheduler_runs_a_skipped_time_once_right_after_the_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_night(monkeypatch, "30 2 * * *", GAP, 20) == ["03:00:00+02:00 for 03:00:00+02:00"]


def test_a_scheduler_runs_both_passes_of_an_interval_job_at_their_own_instants(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run_night(monkeypatch, "*/30 2 * * *", FOLD, 20) == [
        f"{time} for {time}"
        for time in ("02:00:00+02:00", "02:30:00+02:00", "02:00:00+01:00", "02:30:00+01:00")
    ]


def test_a_late_scheduler_runs_a_coalescing_job_once(tmp_path: Path) -> None:
    late = datetime.now(UTC) - timedelta(hours=3)
    missed: list[datetime] = []
    scheduler = BackgroundScheduler(jobstores=stored_in(tmp_path / "jobs.sqlite"))
    scheduler.add_listener(lambda event: missed.append(event.scheduled_run_time), EVENT_JOB_MISSED)
    scheduler.start(paused=True)
    try:
        jobs: dict[str, dict[str, Any]] = {
            "once": {"coalesce": True, "misfire_grace_time": None},
            "graceful": {"coalesce": False, "misfire_grace_time": 4_000},
        }
        for name, options in jobs.items():
            trigger = CronExpressionTrigger("0 * * * *", tz="UTC")
            following = trigger.get_next_fire_time(None, late)
            scheduler.add_job(hit, trigger, args=[name], next_run_time=following, **options)
        scheduler.resume()
        wait_for(lambda: bool(hits("once")) and len(hits("graceful")) + len(missed) == 3, 5)
    finally:
        scheduler.shutdown()
    assert len(hits("once")) == 1
    # Of the three full hours that passed, one at least and two at most began in the last 4,000 seconds.
    assert len(hits("graceful")) + len(missed) == 3
    assert 1 <= len(hits("graceful")) <= 2


def test_the_example_of_the_documentation_runs_and_knows_its_job_again(tmp_path: Path) -> None:
    pytest.importorskip("sqlalchemy")
    example = Path(__file__).parents[2] / "docs/examples/apscheduler/app.py"
    text = example.read_text(encoding="utf-8")
    assert '"0 2 LW * *"' in text
    (tmp_path / "app.py").write_text(text.replace('"0 2 LW * *"', '"* * * * * *"'), encoding="utf-8")
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "app.py"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
        ) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "the backup is done\n"
            program.terminate()
    assert (tmp_path / "jobs.sqlite").exists()
