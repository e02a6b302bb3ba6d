"""What the schedulers that others have written for beat make of `CronSchedule`, and of `to_celery`."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("celery", reason="celery is not installed: pip install -e .[celery]")
from celery import Celery
from celery_clock import make_app
from celery_processes import TESTS, redis_server

import cronexpr
from cronexpr.integrations.celery import CronSchedule, from_celery, to_celery

# django-celery-beat: https://django-celery-beat.readthedocs.io


def test_django_celery_beat_takes_what_to_celery_makes_and_leaves_out_cron_schedules() -> None:
    if importlib.util.find_spec("django_celery_beat") is None:
        pytest.skip("django-celery-beat is not installed")
    command = [sys.executable, str(TESTS / "celery_django_beat.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=TESTS)
    found = json.loads(done.stdout)
    assert found["entries"] == ["crontab"]
    assert "Cannot convert schedule type CronSchedule('0 9 L * *') to model" in done.stderr
    assert found["refused"] == []
    assert found["read"] == "cronexpr.parse('0 9 * * 1', dialect='celery', tz='Europe/Berlin')"


# RedBeat: https://redbeat.readthedocs.io


@pytest.fixture
def redbeat_app(tmp_path: Path) -> Iterator[Celery]:
    """Yield an app whose schedule RedBeat keeps in a Redis server of ours."""
    redbeat = pytest.importorskip("redbeat", reason="celery-redbeat is not installed")
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed: apt-get install redis-server")
    with redis_server(tmp_path / "redis") as url:
        app = make_app(redbeat_redis_url=url, redbeat_lock_key=None, result_expires=None)
        yield app
        redbeat.schedulers.get_redis(app).close()


def test_redbeat_cannot_store_a_cron_schedule(redbeat_app: Celery) -> None:
    from redbeat import RedBeatScheduler

    redbeat_app.conf.beat_schedule = {"cron": {"task": "note", "schedule": CronSchedule("0 9 L * *")}}
    with pytest.raises(TypeError, match="CronSchedule is not JSON serializable"):
        RedBeatScheduler(redbeat_app)


def test_redbeat_stores_what_to_celery_makes(redbeat_app: Celery) -> None:
    from redbeat import RedBeatScheduler, RedBeatSchedulerEntry

    expr = cronexpr.parse("*/15 9-17 * * mon-fri")
    redbeat_app.conf.beat_schedule = {"crontab": {"task": "note", "schedule": to_celery(expr)}}
    scheduler = RedBeatScheduler(redbeat_app)
    key = RedBeatSchedulerEntry.generate_key(redbeat_app, "crontab")
    entry = RedBeatSchedulerEntry.from_key(key, app=redbeat_app)
    assert from_celery(entry.schedule).equivalent(expr)
    now = datetime.now(UTC)
    expected = expr.replace(tz="UTC").next(now)
    assert expected is not None
    # RedBeat counts from the last run, which was just now, and not to the microsecond.
    assert abs(entry.due_at - expected) < timedelta(seconds=30)
    scheduler.close()
