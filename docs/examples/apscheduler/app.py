"""A backup on the last workday of every month at 2 AM in Berlin, kept in a file across restarts."""

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.blocking import BlockingScheduler

from cronexpr.integrations.apscheduler import CronExpressionTrigger


def back_up() -> None:
    """Back up."""
    print("the backup is done", flush=True)


if __name__ == "__main__":
    scheduler = BlockingScheduler(jobstores={"default": SQLAlchemyJobStore("sqlite:///jobs.sqlite")})
    trigger = CronExpressionTrigger("0 2 LW * *", tz="Europe/Berlin")
    # The store keeps the function's name, so it is named as others would import it.
    scheduler.add_job("app:back_up", trigger, id="backup", replace_existing=True)
    scheduler.start()
