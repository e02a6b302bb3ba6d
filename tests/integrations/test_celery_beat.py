"""`celery beat` and `celery worker` as programs of their own, over real brokers, by the real clock.

How late a task is on a machine that is busy says nothing, so most is asserted of the seconds in which beat
sent the tasks, of their order, and of none being sent twice.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("celery", reason="celery is not installed: pip install -e .[celery]")
from celery_processes import PATIENCE, TESTS, Run, Ticks, program, redis_server
from strategies import SLOW

from cronexpr.integrations.celery import CronSchedule

EVERY_SECOND, EVERY_OTHER_SECOND = "* * * * * *", "*/2 * * * * *"
RARELY = "0 0 L FEB +MON"
COUNT = 8 if SLOW else 2


@pytest.fixture(scope="module", params=["filesystem", "redis"])
def ticks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ticks]:
    """Yield the app with a worker on a broker: one that needs nothing but a folder, or a real Redis."""
    folder = tmp_path_factory.mktemp("celery")
    if request.param == "filesystem":
        queue, control = folder / "queue", folder / "control"
        for path in (queue, control):
            path.mkdir()
        transport = {
            "data_folder_in": str(queue),
            "data_folder_out": str(queue),
            "control_folder": str(control),
        }
        found = Ticks(folder, "filesystem://", transport)
        with found.worker():
            yield found
        return
    pytest.importorskip("redis", reason="redis is not installed: pip install -e .[integrations]")
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed: apt-get install redis-server")
    with redis_server(folder / "redis") as url:
        found = Ticks(folder, url, {})
        with found.worker():
            yield found


def check_seconds(runs: list[Run], every: int) -> None:
    """Assert that *runs* are in the right seconds, in order, and none twice."""
    seconds = [run.second // every for run in runs]
    assert seconds == sorted(set(seconds))
    for run in runs:
        # Beat asks 10 ms early.  A run sent so early would stand at the end of the period before; a machine
        # that is busy may send late, but hardly by all of a period.
        assert every - run.sent % every > 0.05
        assert run.received >= run.sent - 0.1


def test_tasks_come_in_the_right_seconds_and_a_restart_loses_and_repeats_nothing(ticks: Ticks) -> None:
    schedules = {"even": EVERY_OTHER_SECOND, "rare": RARELY}
    with ticks.beat(schedules):
        first = ticks.wait_for_runs("even", COUNT)
    check_seconds(first, 2)
    kept = ticks.entries()
    assert set(kept) == {"even", "rare"}
    assert kept["rare"].schedule == CronSchedule(RARELY)
    stopped = time.time()
    with ticks.beat(schedules):
        second = ticks.wait_for_runs("even", COUNT, after=stopped)
    # What passed meanwhile is made up for by one run, at once; all others are in time again.
    check_seconds(second[1:], 2)
    runs = ticks.wait_for_runs("even", ticks.entries()["even"].total_run_count)
    seconds = [run.second // 2 for run in runs]
    assert seconds == sorted(set(seconds))
    again = ticks.entries()
    assert again["even"].total_run_count == len(runs)
    assert again["rare"].last_run_at == kept["rare"].last_run_at
    assert again["rare"].total_run_count == 0


def at_second(moment: int) -> str:
    """Return the expression that fires in this one second, and never again."""
    return datetime.fromtimestamp(moment, UTC).strftime("%-S %-M %-H %-d %-m * %Y")


# What is told here of beat does not depend on the broker.
@pytest.mark.parametrize("ticks", ["filesystem", "redis"] if SLOW else ["filesystem"], indirect=True)
def test_after_a_kill_there_is_one_late_run_at_most_and_none_beyond_the_deadline(ticks: Ticks) -> None:
    with ticks.beat({"pulse": EVERY_SECOND, "watched": EVERY_SECOND}, file="killed", kill=True):
        check_seconds(ticks.wait_for_runs("watched", 2), 1)
    killed = int(time.time())
    for copy in ("late", "strict"):
        ticks.copy_schedule("killed", copy)
    # What should have run in the second after the kill, and never again, is two seconds late by then.
    schedules = {"pulse": EVERY_SECOND, "watched": at_second(killed + 1)}
    time.sleep(max(0, killed + 3.1 - time.time()))

    restarted = time.time()
    with ticks.beat(schedules, file="late"):
        ticks.wait_for_runs("watched", 1, after=restarted)
        pulses = ticks.wait_for_runs("pulse", 3, after=restarted)
    assert len([run for run in ticks.runs("watched") if run.sent > restarted]) == 1
    # Nor is there a burst of those that ran every second.
    assert len({run.second for run in pulses}) == len(pulses)

    before = ticks.entries("strict")["watched"].total_run_count
    restarted = time.time()
    with ticks.beat(schedules, file="strict", deadline=1):
        ticks.wait_for_runs("pulse", 2, after=restarted)
    assert [run for run in ticks.runs("watched") if run.sent > restarted] == []
    assert ticks.entries("strict")["watched"].total_run_count == before


def test_beat_and_a_worker_share_a_process_and_its_memory(tmp_path: Path) -> None:
    # `celery worker --beat` would not do: its beat is a process of its own, with a memory of its own.
    ticks = Ticks(tmp_path, "memory://", {})
    command = [
        sys.executable,
        str(TESTS / "celery_in_one_process.py"),
        str(tmp_path / "schedule"),
        str(COUNT),
    ]
    log = tmp_path / "process.log"
    with program(
        command, log, **ticks.environment, **Ticks.schedule({"even": EVERY_OTHER_SECOND})
    ) as process:
        assert process.wait(2 * PATIENCE) == 0, log.read_text(encoding="utf-8")
    runs = ticks.runs("even")
    assert len(runs) >= COUNT
    check_seconds(runs, 2)
