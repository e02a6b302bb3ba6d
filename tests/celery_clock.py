"""Celery's own beat scheduler on a clock that jumps: what it would send, and when, without waiting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from celery import Celery
from celery.beat import ScheduleEntry, Scheduler
from celery.schedules import BaseSchedule


def make_app(**conf: object) -> Celery:
    """Return an app that is nobody's current one and knows of no Django, whatever other tests have set up."""
    app = Celery("clock", set_as_current=False, fixups=[], broker="memory://")
    app.conf.update(conf)
    return app


class Clock:
    """The present, for schedules to ask and for tests to move."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


class Beat(Scheduler):
    """The scheduler with its sending replaced by a note of the moment; it opens no connection."""

    producer = None  # type: ignore[assignment]

    def __init__(
        self, clock: Clock, conf: dict[str, object] | None = None, **schedules: BaseSchedule
    ) -> None:
        self.clock = clock
        self.sent: list[tuple[datetime, str]] = []
        app = make_app(**(conf or {}))
        for schedule in schedules.values():
            schedule.nowfun = clock  # type: ignore[attr-defined]  # celery-types calls it nowfunc.
        app.conf.beat_schedule = {
            name: {"task": "note", "schedule": schedule} for name, schedule in schedules.items()
        }
        super().__init__(app)

    def apply_async(self, entry: ScheduleEntry, *_: Any, **__: Any) -> None:
        assert isinstance(entry.name, str)
        self.sent.append((self.clock.moment, entry.name))

    def run(self, duration: timedelta) -> list[datetime]:
        """Tick for *duration*, sleeping as beat does, and return when something was sent meanwhile."""
        stop, known = self.clock.moment + duration, len(self.sent)
        while self.clock.moment < stop:
            # A clock that stood still while beat works would never get to the occurrence.
            self.clock.moment += max(timedelta(seconds=self.tick() or 0), timedelta(milliseconds=1))
        return [moment for moment, _ in self.sent[known:]]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]
