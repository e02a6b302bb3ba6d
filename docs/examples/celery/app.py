"""A backup of the database every day at 2 AM, UTC."""

from celery import Celery
from celery.utils.log import get_task_logger

from cronexpr.integrations.celery import CronSchedule

logger = get_task_logger(__name__)

app = Celery("app", broker="redis://localhost:6379/0")
app.conf.update(
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    timezone="UTC",
    enable_utc=True,
    beat_schedule={
        "database-backup-every-day": {
            "task": "app.backup_database",
            "schedule": CronSchedule("0 2 * * *"),
        },
    },
)


@app.task
def backup_database() -> None:
    """Back up the database."""
    logger.info("the database is backed up")
