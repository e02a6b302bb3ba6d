"""`CronSchedule` by itself, and in Celery's own scheduler on a clock that tests move."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import pytz

pytest.importorskip("celery", reason="celery is not installed: pip install -e .[celery]")
import oracle
import strategies
from celery import Celery
from celery.schedules import crontab, maybe_schedule, schedule
from celery_clock import Beat, Clock, make_app, utc
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import aware, in_utc

import cronexpr
from cronexpr import CronConversionError, CronOptionError, CronSyntaxError
from cronexpr.integrations.celery import CronSchedule

CENTURY = timedelta(days=36_525)
SECOND = timedelta(seconds=1)


def at(moment: datetime, text: str, *, app: Celery | None = None, **options: str) -> CronSchedule:
    """Return the schedule of *text* whose present is *moment*."""
    return CronSchedule(text, nowfun=Clock(moment), app=app, **options)


def whole(moments: list[datetime]) -> list[datetime]:
    """Return *moments* to the second, once they are seen to come in time: never early, hardly late."""
    for moment in moments:
        assert moment.microsecond < 20_000
    return [moment.replace(microsecond=0) for moment in moments]


# What it is made of


def test_it_is_made_of_text_with_the_options_of_parse() -> None:
    made = CronSchedule("H 9 * * *", tz="Europe/Berlin", dst="skip", dialect="jenkins", seed="backup")
    assert made.expr == cronexpr.parse(
        "H 9 * * *", tz="Europe/Berlin", dst="skip", dialect="jenkins", seed="backup"
    )


def test_it_is_made_of_an_expression_whose_zone_and_policy_can_be_replaced() -> None:
    expr = cronexpr.parse("0 9 * * *", tz="Europe/Berlin", dst="wall")
    assert CronSchedule(expr).expr == expr
    assert CronSchedule(expr, tz="Asia/Tokyo").expr == expr.replace(tz="Asia/Tokyo")
    assert CronSchedule(expr, dst="quartz").expr == expr.replace(dst="quartz")


def test_what_cannot_be_parsed_is_refused_when_it_is_made() -> None:
    with pytest.raises(CronSyntaxError):
        CronSchedule("0 24 * * *")
    with pytest.raises(CronOptionError):
        CronSchedule("0 9 * * *", tz="Europe/Berln")
    with pytest.raises(TypeError):
        CronSchedule(60)  # type: ignore[arg-type]


def test_a_start_up_job_is_refused_with_the_signal_to_use() -> None:
    with pytest.raises(CronConversionError) as caught:
        CronSchedule("@reboot")
    (problem,) = caught.value.problems
    assert (problem.code, problem.span) == ("CNV005", (0, 7))
    assert "celery.signals.beat_init" in problem.hint


def test_its_zone_is_its_own_or_else_that_of_the_app() -> None:
    app = make_app(timezone="Asia/Tokyo")
    assert CronSchedule("0 9 * * *", app=app).tz == ZoneInfo("Asia/Tokyo")
    assert CronSchedule("0 9 * * *", tz="Europe/Berlin", app=app).tz == ZoneInfo("Europe/Berlin")


def test_beat_tells_it_the_app() -> None:
    app = make_app(timezone="Asia/Tokyo")
    made = CronSchedule("0 9 * * *")
    assert maybe_schedule(made, app=app) is made
    assert made.app is app
    assert made.tz == ZoneInfo("Asia/Tokyo")


def test_an_app_with_a_zone_of_pytz_is_told_what_to_write() -> None:
    made = CronSchedule("0 9 * * *", app=make_app(timezone=pytz.timezone("Europe/Berlin")))
    with pytest.raises(CronOptionError, match="ZoneInfo"):
        made.is_due(datetime.now(UTC))


def test_it_stands_in_add_periodic_task() -> None:
    app = make_app()

    @app.task
    def note() -> None: ...

    app.finalize()
    app.add_periodic_task(CronSchedule("0 9 L * *"), note.s(), name="monthly")
    assert app.conf.beat_schedule["monthly"]["schedule"] == CronSchedule("0 9 L * *")


# Equality, pickles, repr


def test_it_is_equal_by_meaning() -> None:
    assert CronSchedule("0 9 * * mon") == CronSchedule("00 09 * * 1")
    assert hash(CronSchedule("0 9 * * mon")) == hash(CronSchedule("00 09 * * 1"))
    assert CronSchedule("0 9 * * *") != CronSchedule("0 10 * * *")
    assert CronSchedule("0 9 * * *") != CronSchedule("0 9 * * *", tz="UTC")
    assert CronSchedule("0 9 * * *", dst="wall") != CronSchedule("0 9 * * *", dst="skip")
    assert CronSchedule("0 9 * * *", nowfun=datetime.now) != CronSchedule("0 9 * * *")


@pytest.mark.parametrize("other", [crontab(0, 9), schedule(86_400), "0 9 * * *", None], ids=repr)
def test_it_equals_nothing_of_another_kind(other: object) -> None:
    assert CronSchedule("0 9 * * *") != other
    assert other != CronSchedule("0 9 * * *")


def test_it_pickles_without_the_app() -> None:
    made = CronSchedule("30 0 9 L * *", tz="Europe/Berlin", dst="wall", nowfun=datetime.now)
    made.app = make_app()
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(made, protocol))
        assert again == made
        assert again.expr.tz == ZoneInfo("Europe/Berlin")
        assert again.nowfun == datetime.now
        assert again._app is None


def test_a_subclass_pickles_as_itself() -> None:
    assert type(pickle.loads(pickle.dumps(Sub("0 9 * * *")))) is Sub


class Sub(CronSchedule):
    pass


def test_it_shows_as_the_call_that_makes_it() -> None:
    made = CronSchedule("0 9 L * *", tz="Europe/Berlin", dst="wall")
    assert repr(made) == "CronSchedule('0 9 L * *', tz='Europe/Berlin', dst='wall')"
    assert eval(repr(made)) == made


# is_due and remaining_estimate


def test_it_is_due_once_an_occurrence_has_passed() -> None:
    made = at(utc(2026, 1, 1, 9, 0, 0), "0 9 * * *", tz="UTC")
    assert made.is_due(utc(2026, 1, 1, 8, 59, 59)) == (True, 86_400.0)
    assert made.is_due(utc(2026, 1, 1, 9)) == (False, 86_400.0)
    made = at(utc(2026, 1, 1, 8, 59, 59) + SECOND / 2, "0 9 * * *", tz="UTC")
    assert made.is_due(utc(2026, 1, 1, 8)) == (False, 0.5)


def test_the_estimate_is_negative_for_what_is_late() -> None:
    made = at(utc(2026, 1, 1, 9, 30), "0 9 * * *", tz="UTC")
    assert made.remaining_estimate(utc(2026, 1, 1, 8)) == timedelta(minutes=-30)
    assert made.remaining_estimate(utc(2026, 1, 1, 9)) == timedelta(hours=23, minutes=30)


def test_seconds_years_and_days_of_the_calendar_count() -> None:
    made = at(utc(2026, 2, 27), "30 15 9 L * * 2027", tz="UTC")
    assert made.remaining_estimate(utc(2026, 2, 27)) == utc(2027, 1, 31, 9, 15, 30) - utc(2026, 2, 27)


def test_the_zone_of_the_last_run_does_not_matter() -> None:
    made = at(utc(2026, 6, 1, 6, 59), "0 9 * * *", tz="Europe/Berlin")
    last = utc(2026, 6, 1, 6)
    for moment in (last, last.astimezone(ZoneInfo("Asia/Tokyo")), last.replace(tzinfo=None)):
        assert made.is_due(moment) == (False, 60.0)


def test_a_naive_present_is_utc_as_celery_means_it() -> None:
    made = CronSchedule("0 9 * * *", tz="Europe/Berlin", nowfun=Clock(datetime(2026, 6, 1, 6, 59)))
    assert made.remaining_estimate(utc(2026, 6, 1, 6)) == timedelta(minutes=1)


def test_the_present_is_the_apps_where_there_is_no_other() -> None:
    made = CronSchedule("* * * * * *", app=make_app(timezone="Asia/Tokyo"))
    assert timedelta(0) <= made.remaining_estimate(datetime.now(UTC)) + SECOND < 3 * SECOND


def test_differences_are_of_real_time_in_the_night_the_clocks_go_back() -> None:
    # 02:30 comes twice; from the first pass to 03:00 it is an hour and a half.
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    made = at(before, "0 3 * * *", tz="Europe/Berlin")
    assert made.remaining_estimate(before) == timedelta(minutes=90)
    assert at(before, "0 3 * * *", app=make_app(timezone="Europe/Berlin")).is_due(before) == (False, 5400.0)


def test_what_never_fires_is_asked_again_in_a_century() -> None:
    made = at(utc(2026, 1, 1), "0 0 31 2 *", tz="UTC")
    assert made.is_due(utc(2000, 1, 1)) == (False, CENTURY.total_seconds())
    assert made.remaining_estimate(utc(2000, 1, 1)) == CENTURY


def test_the_last_occurrence_of_all_is_run() -> None:
    made = at(utc(2026, 1, 1, 9), "0 0 9 1 1 * 2026", tz="UTC")
    assert made.is_due(utc(2025, 12, 31)) == (True, CENTURY.total_seconds())
    assert made.is_due(utc(2026, 1, 1, 9)) == (False, CENTURY.total_seconds())


# Starting deadlines


DEADLINES = """
# present          | last run         | deadline | due
2026-01-01 09:00:00 | 2025-12-31 09:00:00 | 60   | yes
2026-01-01 09:01:00 | 2025-12-31 09:00:00 | 60   | yes
2026-01-01 09:01:01 | 2025-12-31 09:00:00 | 60   | no
2026-01-01 09:01:01 | 2025-12-31 09:00:00 | None | yes
2026-01-01 09:00:30 | 2025-12-01 09:00:00 | 60   | yes
2026-01-01 08:59:59 | 2025-12-01 09:00:00 | 60   | no
2026-01-01 09:00:30 | 2026-01-01 09:00:00 | 60   | no
"""


@pytest.mark.parametrize("row", DEADLINES.strip().splitlines()[1:])
def test_a_starting_deadline_is_kept_as_crontab_keeps_it(row: str) -> None:
    present, last, deadline, due = (cell.strip() for cell in row.split("|"))
    app = make_app(beat_cron_starting_deadline=None if deadline == "None" else int(deadline))
    now = datetime.fromisoformat(present).replace(tzinfo=UTC)
    last_run = datetime.fromisoformat(last).replace(tzinfo=UTC)
    ours = at(now, "0 9 * * *", app=app).is_due(last_run)
    theirs = crontab(0, 9, nowfun=Clock(now), app=app).is_due(last_run)
    assert ours == theirs
    assert ours.is_due is (due == "yes")


# In Celery's scheduler


def test_beat_sends_at_the_seconds_that_match() -> None:
    clock = Clock(utc(2026, 1, 1))
    sent = Beat(clock, tick=CronSchedule("*/20,45 * * * * *")).run(timedelta(minutes=2))
    expected = [utc(2026, 1, 1, 0, minute, second) for minute in (0, 1) for second in (0, 20, 40, 45)]
    assert whole(sent) == expected[1:]


def test_nothing_is_sent_because_beat_starts() -> None:
    clock = Clock(utc(2026, 1, 1, 9, 0, 1))
    assert Beat(clock, tick=CronSchedule("0 9 * * *")).run(timedelta(hours=23)) == []


@pytest.mark.parametrize("hours", [26, 24 * 30])
def test_a_beat_that_comes_late_sends_once_and_goes_on_in_time(hours: int) -> None:
    clock = Clock(utc(2026, 1, 1))
    beat = Beat(clock, tick=CronSchedule("0 9 * * *"))
    beat.run(timedelta(hours=1))
    clock.moment += timedelta(hours=hours)
    late = clock.moment
    sent = beat.run(timedelta(days=2))
    assert sent[0] - late < SECOND
    next_nine = late.replace(hour=9) + timedelta(days=late.hour >= 9)
    assert whole(sent[1:]) == [next_nine, next_nine + timedelta(days=1)]


def test_what_is_late_beyond_the_deadline_is_left_out() -> None:
    clock = Clock(utc(2026, 1, 1))
    beat = Beat(clock, {"beat_cron_starting_deadline": 600}, tick=CronSchedule("0 9 * * *"))
    beat.run(timedelta(hours=1))
    clock.moment = utc(2026, 1, 4, 9, 10, 1)
    assert whole(beat.run(timedelta(days=2))) == [utc(2026, 1, 5, 9), utc(2026, 1, 6, 9)]


def test_a_clock_set_back_repeats_nothing() -> None:
    clock = Clock(utc(2026, 1, 1, 8, 59))
    beat = Beat(clock, tick=CronSchedule("0 9 * * *"))
    assert whole(beat.run(timedelta(minutes=2))) == [utc(2026, 1, 1, 9)]
    clock.moment = utc(2026, 1, 1, 8, 30)
    assert whole(beat.run(timedelta(days=1, hours=1))) == [utc(2026, 1, 2, 9)]


def test_after_a_clock_set_back_by_days_it_waits_for_its_last_run_as_crontab_does() -> None:
    for made in (CronSchedule("*/30 9 * * *"), crontab(minute="*/30", hour=9)):
        clock = Clock(utc(2026, 1, 10, 9))
        beat = Beat(clock, tick=made)
        beat.run(timedelta(minutes=31))
        clock.moment = utc(2026, 1, 5)
        assert whole(beat.run(timedelta(days=7))) == [utc(2026, 1, 11, 9), utc(2026, 1, 11, 9, 30)]
        # Without its file, beat takes the present for the last run.
        assert whole(Beat(Clock(utc(2026, 1, 5)), tick=made).run(timedelta(hours=9, minutes=10))) == [
            utc(2026, 1, 5, 9)
        ]


def test_what_never_fires_disturbs_nothing_beside_it() -> None:
    clock = Clock(utc(2026, 1, 1))
    beat = Beat(
        clock,
        never=CronSchedule("0 0 30 2 *"),
        once=CronSchedule("0 30 1 1 1 * 2026"),
        tick=CronSchedule("0 * * * *"),
    )
    beat.run(timedelta(hours=3, minutes=30))
    assert [name for _, name in beat.sent] == ["tick", "once", "tick", "tick"]


def test_it_runs_beside_celerys_own_schedules() -> None:
    clock = Clock(utc(2026, 1, 1))
    beat = Beat(clock, ours=CronSchedule("30 * * * *"), theirs=crontab(minute=15))
    beat.run(timedelta(hours=2))
    assert [name for _, name in beat.sent] == ["theirs", "ours", "theirs", "ours"]


def test_beat_notices_that_a_schedule_was_changed() -> None:
    clock = Clock(utc(2026, 1, 1))
    beat = Beat(clock, tick=CronSchedule("0 9 * * *"))
    beat.run(timedelta(hours=1))
    beat.add(name="tick", task="note", schedule=CronSchedule("30 1 * * *", nowfun=clock))
    assert whole(beat.run(timedelta(hours=4))) == [utc(2026, 1, 1, 1, 30)]


@pytest.mark.parametrize(
    ("dst", "expected"),
    [("vixie", [(29, 1, 0), (30, 0, 30)]), ("skip", [(30, 0, 30)]), ("wall", [(30, 0, 30)])],
)
def test_beat_follows_the_policy_where_clocks_go_forward(
    dst: str, expected: list[tuple[int, int, int]]
) -> None:
    clock = Clock(utc(2026, 3, 28, 12))
    sent = Beat(clock, tick=CronSchedule("30 2 * * *", tz="Europe/Berlin", dst=dst)).run(timedelta(hours=40))
    assert whole(sent) == [utc(2026, 3, day, hour, minute) for day, hour, minute in expected]


@pytest.mark.parametrize(("dst", "count"), [("vixie", 1), ("skip", 1), ("wall", 2)])
def test_beat_follows_the_policy_where_clocks_go_back(dst: str, count: int) -> None:
    clock = Clock(utc(2026, 10, 24, 12))
    sent = Beat(clock, tick=CronSchedule("30 2 * * *", tz="Europe/Berlin", dst=dst)).run(timedelta(hours=14))
    assert whole(sent) == [utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30)][:count]


def test_a_schedule_without_a_zone_runs_by_the_apps() -> None:
    clock = Clock(utc(2026, 5, 31, 12))
    beat = Beat(clock, {"timezone": "Asia/Tokyo"}, tick=CronSchedule("0 9 * * *"))
    assert whole(beat.run(timedelta(days=1))) == [utc(2026, 6, 1)]


# Any expression


@settings(max_examples=min(600, settings().max_examples))
@given(
    text=strategies.night_expressions(),
    case=strategies.zoned_instants(),
    hours=st.sampled_from((3, 8, 26)),
    policy=st.sampled_from(tuple(oracle.POLICIES)),
)
def test_a_chain_of_answers_runs_at_the_occurrences_of_the_oracle(
    text: str, case: tuple[tzinfo, datetime], hours: int, policy: str
) -> None:
    zone, start = case
    stop = start + timedelta(hours=hours)
    clock = Clock(aware(start, zone))
    made = CronSchedule(text, tz=zone, dst=policy, nowfun=clock)
    runs, last = [], clock.moment
    for _ in range(200):
        due, seconds = made.is_due(last)
        if due:
            last = clock.moment
            runs.append(in_utc(last))
        if in_utc(clock.moment) + timedelta(seconds=seconds) >= stop:
            break
        # In UTC, since adding to an aware time counts by the wall clock.
        clock.moment = clock.moment.astimezone(UTC) + timedelta(seconds=seconds)
    expected = oracle.zoned_occurrences(text, zone, start + timedelta.resolution, stop, policy)
    assert runs == expected[: len(runs)]
    assert len(runs) == len(expected) or len(runs) >= 190
    assert all(one < other for one, other in pairwise(runs))


@given(text=strategies.expressions(), start=strategies.wall_times())
def test_the_estimate_is_the_way_to_the_next_occurrence(text: str, start: datetime) -> None:
    moment = start.replace(tzinfo=UTC)
    made = CronSchedule(text, tz="UTC", nowfun=Clock(moment))
    expected = cronexpr.parse(text).next(start)
    estimate = CENTURY if expected is None else expected - start
    assert made.remaining_estimate(moment) == estimate
    assert made.is_due(moment) == (False, estimate.total_seconds())
    assert pickle.loads(pickle.dumps(CronSchedule(text, tz="UTC"))) == CronSchedule(text, tz="UTC")
