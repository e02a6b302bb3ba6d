"""The model of the tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models

import cronexpr
from cronexpr.integrations.django import CronField


class Job(models.Model):
    """Something to run."""

    name: models.CharField[str, str] = models.CharField(max_length=40, default="job")
    schedule = CronField(
        tz="Europe/Berlin", min_interval=timedelta(minutes=5), help_text="When it <em>runs</em>."
    )
    quartz = CronField("for Quartz", dialect="quartz", null=True, blank=True, max_length=60)
    careful = CronField(strict=True, blank=True, default=cronexpr.parse("@daily"))
    chosen = CronField(choices=[("0 9 * * 1", "Mondays"), ("@hourly", "Hourly")], default="@hourly")

    class Meta:
        app_label = "django_jobs"

    if TYPE_CHECKING:

        def get_schedule_display(self) -> str: ...
        def get_quartz_display(self) -> str: ...
        def get_chosen_display(self) -> str: ...

    def __str__(self) -> str:
        return self.name
