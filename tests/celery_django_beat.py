"""django-celery-beat's scheduler on a database in memory: write as JSON what it makes of schedules.

A program of its own, since Django is configured once in a process.
"""

from __future__ import annotations

import json
import logging
import sys

import django
from celery import Celery
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from table_rows import rows

from cronexpr.integrations.celery import CronSchedule, from_celery, to_celery

logging.basicConfig()  # As beat does, to stderr.
settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django_celery_beat"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    TIME_ZONE="UTC",
    USE_TZ=True,
)
django.setup()
call_command("migrate", verbosity=0)

# After Django's setup, without which its models cannot be imported.
from django_celery_beat.models import CrontabSchedule  # noqa: E402
from django_celery_beat.schedulers import DatabaseScheduler  # noqa: E402


def entries() -> list[str]:
    """Return the names of the entries that the scheduler takes, of one of each kind."""
    app = Celery("django", broker="memory://", set_as_current=False)
    app.conf.result_expires = None
    app.conf.beat_schedule = {
        "crontab": {"task": "note", "schedule": to_celery("*/15 9-17 * * mon-fri")},
        "cron schedule": {"task": "note", "schedule": CronSchedule("0 9 L * *")},
    }
    return sorted(DatabaseScheduler(app).schedule)


def refused_rows() -> list[str]:
    """Return those texts of the table whose `crontab()` the model's own validators refuse."""
    refused = []
    for dialect, text, expected, _ in rows("celery.txt"):
        if not expected[:1].isalpha():
            try:
                CrontabSchedule.from_schedule(to_celery(text, dialect=dialect)).full_clean()
            except ValidationError:
                refused.append(text)
    return refused


def read_back() -> str:
    """Return what is read from a row that has a zone of its own."""
    CrontabSchedule.objects.create(minute="0", hour="9", day_of_week="1", timezone="Europe/Berlin")
    return repr(from_celery(CrontabSchedule.objects.get(timezone="Europe/Berlin").schedule))


sys.stdout.write(json.dumps({"entries": entries(), "refused": refused_rows(), "read": read_back()}))
