"""Where time itself is short of something: zone data, leap seconds, a beginning and an end."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

import cronexpr

ROOT = Path(__file__).parent.parent

WITHOUT_ZONE_DATA = """
import sys, zoneinfo
from datetime import datetime, timezone
sys.modules["tzdata"] = None
zoneinfo.reset_tzpath(to=())
import cronexpr
start = datetime(2026, 1, 1, tzinfo=timezone.utc)
for tz in ("UTC", timezone.utc):
    print(cronexpr.parse("0 9 * * *", tz=tz).next(start))
print(cronexpr.parse("0 9 * * *").next(start))
print(cronexpr.parse("0 9 * * *").next(datetime(2026, 1, 1)))
try:
    cronexpr.parse("0 9 * * *", tz="Europe/Berlin")
except cronexpr.CronOptionError as error:
    print(error.problems[0].code, error.problems[0].hint)
print(cronexpr.forms.preview("0 9 * * *", tz="Europe/Berlin")["valid"])
"""


def test_without_zone_data_utc_works_and_other_zones_say_what_to_install() -> None:
    script = WITHOUT_ZONE_DATA.replace("import cronexpr\n", "import cronexpr, cronexpr.forms\n")
    answer = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    *times, refused, valid = answer.stdout.splitlines() or [answer.stderr, "", ""]
    assert times == ["2026-01-01 09:00:00+00:00"] * 3 + ["2026-01-01 09:00:00"], answer.stderr
    assert refused.startswith("OPT002")
    assert "tzdata" in refused
    assert valid == "False"


def test_there_is_no_sixtieth_second() -> None:
    # A leap second is 23:59:60 in UTC; `datetime` cannot say it, and no occurrence falls on it.
    with pytest.raises(cronexpr.CronSyntaxError):
        cronexpr.parse("60 59 23 * * *")
    every = cronexpr.parse("* * * * * *", tz="UTC")
    last = datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert every.next(last) == last + timedelta(seconds=1)
    assert every.count(last, last + timedelta(seconds=2)) == 2


@pytest.mark.parametrize("hours", [-23, -1, 0, 1, 23])
def test_the_first_and_the_last_moment_of_every_offset_are_answered(hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    every = cronexpr.parse("* * * * * *", tz=zone)
    first, last = datetime.min.replace(tzinfo=zone), datetime.max.replace(tzinfo=zone)
    assert every.matches(first)
    assert every.previous(first) is None
    assert every.next(last) is None
    assert every.previous(last) == last.replace(microsecond=0)
    assert every.count(first, last) == 86_400 * (datetime.max.toordinal())
    assert next(every.occurrences(first)) == first
    assert next(every.occurrences(reverse=True, start=first, stop=last)) == last.replace(microsecond=0)
    for other in (UTC, zone):
        for moment in (datetime.min.replace(tzinfo=other), datetime.max.replace(tzinfo=other)):
            every.next(moment)
            every.previous(moment)
            every.matches(moment)
