"""An app whose task notes when beat sent it and when it came; `celery beat` and `celery worker` run it.

What it runs on and what it runs comes from the environment, as `celery_processes` sets it.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from celery import Celery
from celery.beat import BeatLazyFunc

from cronexpr.integrations.celery import CronSchedule

NOTES = Path(os.environ["TICKS_NOTES"])

app = Celery("celery_ticks", broker=os.environ["TICKS_BROKER"])
app.conf.update(
    broker_transport_options=json.loads(os.environ.get("TICKS_TRANSPORT", "{}")),
    broker_connection_retry_on_startup=True,
    timezone="UTC",
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    result_expires=None,
    beat_cron_starting_deadline=json.loads(os.environ.get("TICKS_DEADLINE", "null")),
    # The moment of sending is an argument, so a slow worker does not blur it.
    beat_schedule={
        name: {
            "task": "celery_ticks.note",
            "schedule": CronSchedule(**options),
            "args": (name, BeatLazyFunc(time.time)),
        }
        for name, options in json.loads(os.environ.get("TICKS_SCHEDULE", "{}")).items()
    },
)


@app.task
def note(name: str, sent: float) -> None:
    with NOTES.open("a", encoding="utf-8") as notes:
        notes.write(json.dumps([name, sent, time.time()]) + "\n")
