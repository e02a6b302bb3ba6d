"""What a crontab starts, and when: merged streams, zones, busy minutes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from table_rows import rows

from cronexpr import crontab

BERLIN = ZoneInfo("Europe/Berlin")
EVERYDAY = [line for line, _ in rows("everyday.txt") if len(line.split()) > 5]


def test_zones_are_merged_by_instant() -> None:
    tab = crontab.parse("0 1 * * * here\nCRON_TZ=Asia/Tokyo\n0 9 * * * there\n", dialect="cronie")
    start = datetime(2026, 11, 22, tzinfo=BERLIN)
    found = [
        (when.isoformat(), entry.command)
        for when, entry in tab.timeline(start, datetime(2026, 11, 22, 12, tzinfo=BERLIN))
    ]
    assert found == [("2026-11-22T01:00:00+01:00", "here"), ("2026-11-22T09:00:00+09:00", "there")]
    with pytest.raises(TypeError):
        list(tab.timeline(datetime(2026, 11, 22)))


def test_cronie_makes_no_amends_below_cron_tz() -> None:
    text = "30 2 * * * amends\nCRON_TZ=Europe/Berlin\n30 2 * * * none\n"
    tab = crontab.parse(text, dialect="cronie")
    night = datetime(2026, 3, 29, tzinfo=BERLIN)
    found = [entry.command for _, entry in tab.timeline(night, night.replace(hour=12))]
    assert found == ["amends"]


def test_check_knows_the_zone_of_each_entry_and_what_becomes_of_its_times() -> None:
    text = "30 2 * * * amends\nCRON_TZ=America/New_York\n30 2 * * * none\n0 3 * * * well\n"
    tab = crontab.parse(text, dialect="cronie")
    winter = datetime(2027, 1, 1, tzinfo=BERLIN)
    found = tab.check(tz="Europe/Berlin", now=winter, select="all")
    assert {item.code for item in found} == {"CRL019"}
    assert [(item.line, item.message) for item in found] == [
        (1, "02:30 does not exist on 2027-03-28 in Europe/Berlin; it will run at 03:00"),
        (1, "02:30 happens twice on 2027-10-31 in Europe/Berlin; it will run the first time only"),
        (3, "02:30 does not exist on 2027-03-14 in America/New_York; it will not run then"),
    ]
    assert {item.line for item in tab.check(now=winter, select="all") if item.code == "CRL019"} == {3}


def test_check_draws_what_the_line_draws() -> None:
    tab = crontab.parse("~ 2 * * * x\n", dialect="cronie", seed="backup")
    found = tab.check(tz=BERLIN, now=datetime(2027, 1, 1, tzinfo=BERLIN), select="all")
    (entry,) = tab.entries
    assert entry.expression is not None
    time = f"{next(tab.timeline(datetime(2027, 1, 1)))[0]:%H:%M}"
    assert [item.message[:5] for item in found if item.code == "CRL019"] == [time, time]


def test_what_cannot_be_read_starts_nothing() -> None:
    tab = crontab.parse("0 24 * * * x\n@reboot y\n#@daily z\n")
    assert list(tab.timeline(datetime(2026, 1, 1), datetime(2027, 1, 1))) == []
    assert tab.busiest() == ()


def test_busy_minutes_of_days_and_weeks() -> None:
    text = "0 2 * * * a\n0 2 * * 1 b\n0 2 29 2 * c\n0 2 31 2 * never\n0 9 * * 1 d\n"
    tab = crontab.parse(text)
    assert [(peak.hour, len(peak.entries)) for peak in tab.busiest()] == [(2, 3), (9, 1)]
    first = tab.busiest(1, weekly=True)[0]
    assert (first.weekday, first.hour, first.minute) == (1, 2, 0)
    assert [entry.command for entry in first.entries] == ["a", "b", "c"]


@pytest.mark.parametrize("line", EVERYDAY)
def test_everyday_lines(line: str) -> None:
    tab = crontab.parse(f"# a comment line\n{line}\n")
    assert tab.problems == ()
    (entry,) = tab.entries
    assert f"{entry.schedule} {entry.command}" == line
    assert entry.expression is not None
    start = datetime(2026, 11, 22)
    assert next(tab.timeline(start))[0] == entry.expression.next(start, inclusive=True)


def test_there_are_everyday_lines() -> None:
    assert len(EVERYDAY) >= 4
