"""The everyday example of the documentation: in Celery's scheduler, and for real over Redis."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("celery", reason="celery is not installed: pip install -e .[celery]")
from celery_clock import Beat, Clock, utc
from celery_processes import PATIENCE, program, redis_server, wait_for

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "celery"
OVERRIDE = """
from app import app
from cronexpr.integrations.celery import CronSchedule

app.conf.beat_schedule["database-backup-every-day"]["schedule"] = CronSchedule("* * * * * *")
"""


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("app", EXAMPLE / "app.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "app", module)
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    spec.loader.exec_module(module)
    return module


def test_its_entry_is_sent_every_day_at_two_in_utc(module: ModuleType) -> None:
    conf = module.app.conf
    (name,) = conf.beat_schedule
    entry = conf.beat_schedule[name]
    assert name == "database-backup-every-day"
    assert entry["task"] == "app.backup_database"
    assert entry["task"] in module.app.tasks
    assert (conf.task_serializer, conf.accept_content, conf.timezone) == ("json", ["json"], "UTC")
    assert conf.broker_url == "redis://localhost:6379/0"
    clock = Clock(utc(2026, 1, 1))
    sent = Beat(clock, backup=entry["schedule"]).run(timedelta(days=3))
    assert [moment.replace(microsecond=0) for moment in sent] == [utc(2026, 1, day, 2) for day in (1, 2, 3)]


def test_its_two_programs_run_the_task(tmp_path: Path) -> None:
    pytest.importorskip("redis", reason="redis is not installed: pip install -e .[integrations]")
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed: apt-get install redis-server")
    shutil.copy(EXAMPLE / "app.py", tmp_path)
    # The same app, but sooner than at two.
    (tmp_path / "sooner.py").write_text(OVERRIDE, encoding="utf-8")
    celery = [sys.executable, "-m", "celery", "-A"]
    logs = tmp_path / "worker.log", tmp_path / "beat.log"
    with redis_server(tmp_path / "redis") as url:
        options = ["--loglevel=info"]
        with (
            program([*celery, "app", "worker", *options], logs[0], CELERY_BROKER_URL=url) as worker,
            program([*celery, "sooner", "beat", *options], logs[1], CELERY_BROKER_URL=url) as beat,
        ):
            wait_for("a backup", lambda: "the database is backed up" in logs[0].read_text(encoding="utf-8"))
            for process in (beat, worker):
                process.terminate()
                process.wait(PATIENCE)
    assert "Sending due task database-backup-every-day (app.backup_database)" in logs[1].read_text("utf-8")
