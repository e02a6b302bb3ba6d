"""A zone's key goes into other programs' files as it is, so it must be a key."""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

import cronexpr
from cronexpr import CronExpression
from cronexpr.schedulers import aws, github, icalendar, kubernetes, rrule, systemd

NEW_YEAR = datetime(2026, 1, 1)


def zone(key: str) -> ZoneInfo:
    """Return the zone of UTC under another *key*, as anybody can make it from a file."""
    with importlib.resources.files("tzdata").joinpath("zoneinfo/UTC").open("rb") as data:
        return ZoneInfo.from_file(data, key=key)


@pytest.mark.parametrize(
    "write",
    [
        systemd.to_calendar,
        lambda expr: systemd.to_units(expr, "true", "job"),
        lambda expr: kubernetes.to_manifest(expr, "image", name="job"),
        github.to_workflow,
        lambda expr: aws.to_schedules(expr, "arn:a", "arn:b", name="job"),
        lambda expr: rrule.to_rrules(expr, NEW_YEAR.replace(tzinfo=expr.tz)),
        lambda expr: icalendar.to_ics(expr, NEW_YEAR.replace(tzinfo=expr.tz)),
    ],
)
def test_no_key_of_a_zone_begins_a_line_of_its_own(write: Callable[[CronExpression], object]) -> None:
    assert write(cronexpr.parse("0 9 * * *", tz=zone("Mars/Olympus_Mons")))
    with pytest.raises(cronexpr.CronConversionError, match="has none"):
        write(cronexpr.parse("0 9 * * *", tz=zone("UTC\nExecStart=evil")))
