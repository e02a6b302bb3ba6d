"""A zone's key goes into other programs' files as it is, so it must be a key."""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

import cronexpr
from cronexpr import CronExpression
from cronexpr.schedulers import aws, celery, github, icalendar, kubernetes, rrule, systemd

NEW_YEAR = datetime(2026, 1, 1)


def zone(key: str) -> ZoneInfo:
    """Return the zone of UTC under another *key*, as anybody can make it from a file."""
    with importlib.resources.files("tzdata").joinpath("zoneinfo/UTC").open("rb") as data:
        return ZoneInfo.from_file(data, key=key)


EXPORTS: list[Callable[[CronExpression], object]] = [
    systemd.to_calendar,
    lambda expr: systemd.to_units(expr, "true", "job"),
    lambda expr: kubernetes.to_manifest(expr, "image", name="job"),
    github.to_workflow,
    lambda expr: aws.to_schedules(expr, "arn:a", "arn:b", name="job"),
    lambda expr: rrule.to_rrules(expr, NEW_YEAR.replace(tzinfo=expr.tz)),
    lambda expr: icalendar.to_ics(expr, NEW_YEAR.replace(tzinfo=expr.tz)),
]


def to_celery(expr: CronExpression) -> str:
    return celery.to_source(expr, "task", name="job")


@pytest.mark.parametrize("write", EXPORTS)
def test_no_key_of_a_zone_begins_a_line_of_its_own(write: Callable[[CronExpression], object]) -> None:
    assert write(cronexpr.parse("0 9 * * *", tz=zone("Mars/Olympus_Mons")))
    with pytest.raises(cronexpr.CronConversionError, match="has none"):
        write(cronexpr.parse("0 9 * * *", tz=zone("UTC\nExecStart=evil")))


@pytest.mark.parametrize("write", [*EXPORTS, to_celery])
@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("localtime", "such as Europe/Berlin"),
        ("posixrules", "such as Europe/Berlin"),
        ("Factory", "such as Europe/Berlin"),
        ("posix/Asia/Tokyo", "Asia/Tokyo is the key"),
        ("right/Asia/Tokyo", "Asia/Tokyo is the key"),
    ],
)
def test_no_name_is_handed_over_that_only_one_machine_has(
    write: Callable[[CronExpression], object], key: str, hint: str
) -> None:
    with pytest.raises(cronexpr.CronConversionError, match=f'and "{key}" is none') as caught:
        write(cronexpr.parse("0 9 * * *", tz=zone(key)))
    assert hint in caught.value.problems[0].hint
