"""Calendar files, as the icalendar package and python-dateutil read them."""

from __future__ import annotations

import io
import time as clock
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import SLOW, expressions

import cronexpr
from cronexpr import CronConversionError, CronOptionError, CronSyntaxError
from cronexpr.schedulers import icalendar, rrule

reader = pytest.importorskip("icalendar", reason="icalendar is not installed")

NEW_YEAR = datetime(2026, 1, 1)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "America/Nuuk",
    "America/Havana",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Antarctica/Troll",
    "Pacific/Chatham",
)


def events_of(text: str) -> list[Any]:
    found: list[Any] = reader.Calendar.from_ical(text).events
    return found


@given(text=expressions())
@example("0 0 15W * *")
@example("0 0 0 1 1 * 2026-2199/2")
@settings(max_examples=40 * (10 if SLOW else 1))
def test_a_calendar_has_the_occurrences_of_the_expression(text: str) -> None:
    expected = [*islice(cronexpr.parse(text).occurrences(NEW_YEAR), 30)]
    try:
        events = events_of(icalendar.to_ics(text, NEW_YEAR))
    except CronConversionError as error:
        codes = {problem.code for problem in error.problems}
        assert codes <= ({"RRL002", "RRL004"} if expected else {"RRL005"})
        return
    found: list[datetime] = []
    for event in events:
        rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=event.start)
        found += islice(rule, 30)
    assert sorted(found)[:30] == expected


def test_an_event_says_what_it_is_and_where_it_came_from() -> None:
    (event,) = events_of(icalendar.to_ics("0 9 * * mon-fri", NEW_YEAR))
    assert event["SUMMARY"] == "At 9:00 AM, Monday through Friday"
    assert event["DESCRIPTION"] == "cron: 0 9 * * mon-fri"
    assert event["TRANSP"] == "TRANSPARENT"
    assert "DURATION" not in event
    (event,) = events_of(
        icalendar.to_ics("0 9 * * *", NEW_YEAR, duration=timedelta(days=1, hours=2, seconds=5))
    )
    assert event.duration == timedelta(days=1, hours=2, seconds=5)


def test_the_same_call_gives_the_same_file_and_events_are_told_apart() -> None:
    first = icalendar.to_ics("0 9 13 * fri", NEW_YEAR)
    assert first == icalendar.to_ics("0 9 13 * fri", NEW_YEAR)
    assert len({event["UID"] for event in events_of(first)}) == 2
    other = events_of(icalendar.to_ics("0 9 13 * fri", NEW_YEAR, summary="Other"))
    assert not {event["UID"] for event in events_of(first)} & {event["UID"] for event in other}


def test_a_uid_that_is_given_is_kept() -> None:
    (event,) = events_of(icalendar.to_ics("0 9 * * *", NEW_YEAR, uid="backup@example.org"))
    assert event["UID"] == "backup@example.org"
    events = events_of(icalendar.to_ics("0 9 13 * fri", NEW_YEAR, uid="x"))
    assert [event["UID"] for event in events] == ["x-1", "x-2"]


def test_the_stamp_is_in_utc() -> None:
    stamp = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    (event,) = events_of(icalendar.to_ics("0 9 * * *", NEW_YEAR, stamp=stamp))
    assert event["DTSTAMP"].dt == datetime(2026, 7, 1, 10, tzinfo=UTC)
    (event,) = events_of(icalendar.to_ics("0 9 * * *", NEW_YEAR))
    assert event["DTSTAMP"].dt == datetime(2026, 1, 1, tzinfo=UTC)


@given(
    summary=st.text(
        st.one_of(st.characters(), st.sampled_from(list(',;:\\"\r\n\t\x0b\x85\u2028=é'))), max_size=120
    )
)
@example("\nBEGIN:VALARM\nEND:VALARM")
@example("x" * 68 + "é" * 40)
@example("\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
@example("\ud800")
@example("\\n \\, \\;")
def test_no_summary_breaks_out_of_its_line(summary: str) -> None:
    text = icalendar.to_ics("0 9 * * *", NEW_YEAR, summary=summary, uid=summary)
    plain = icalendar.to_ics("0 9 * * *", NEW_YEAR, summary="x", uid="x")
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    # Whatever a reader takes for the end of a line, there are no others.
    assert text.splitlines() == lines
    unfolded = text.replace("\r\n ", "").splitlines()
    assert [line.partition(":")[0] for line in unfolded] == [
        line.partition(":")[0] for line in plain.splitlines()
    ]
    (event,) = events_of(text)
    assert not event.subcomponents


@given(summary=st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=120))
@example('a, b; c\\ d\\n "e": f')
def test_a_summary_is_read_back(summary: str) -> None:
    (event,) = events_of(icalendar.to_ics("0 9 * * *", NEW_YEAR, summary=summary))
    assert str(event["SUMMARY"]) == summary


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", [1990, 2024])
def test_a_zone_is_told_with_its_clock_changes(zone: str, year: int) -> None:
    tz = ZoneInfo(zone)
    text = icalendar.to_ics(cronexpr.parse("0 9 * * *", tz=tz), datetime(year, 1, 1, tzinfo=tz))
    told = tzical(io.StringIO(text.replace("\r\n", "\n"))).get()
    assert told is not None
    # Wall times that are neither skipped nor repeated, every 7 hours for some years and later again.
    walls = [
        datetime(start, 1, 2) + timedelta(hours=7 * n) for start in (year, 2036, 2094) for n in range(2_600)
    ]
    for wall in walls:
        around = {(wall + timedelta(hours=hours)).replace(tzinfo=tz).utcoffset() for hours in (-3, 3)}
        if len(around) == 1:
            assert wall.replace(tzinfo=told).utcoffset() == wall.replace(tzinfo=tz).utcoffset(), wall


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Africa/Casablanca"])
def test_a_zone_is_told_in_the_last_of_years(zone: str) -> None:
    tz = ZoneInfo(zone)
    expr = cronexpr.parse("0 9 * * *", tz=tz)
    text = icalendar.to_ics(expr, datetime(9998, 6, 1, tzinfo=tz))
    read = tzical(io.StringIO(text.replace("\r\n", "\n"))).get()
    for month in (6, 12):
        moment = datetime(9998, month, 15)
        assert moment.replace(tzinfo=read).utcoffset() == moment.replace(tzinfo=tz).utcoffset()


def test_the_instant_of_a_change_is_told_exactly() -> None:
    tz = ZoneInfo("Europe/Berlin")
    text = icalendar.to_ics(cronexpr.parse("0 9 * * *", tz=tz), datetime(2026, 1, 1, tzinfo=tz))
    told = tzical(io.StringIO(text.replace("\r\n", "\n"))).get()
    for wall in (
        datetime(2026, 3, 29, 1, 59, 59),
        datetime(2026, 3, 29, 3),
        datetime(2026, 10, 25, 1, 59, 59),
    ):
        assert wall.replace(tzinfo=told).utcoffset() == wall.replace(tzinfo=tz).utcoffset()
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in text
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in text


def test_utc_and_floating_times_need_no_zone() -> None:
    for start in (NEW_YEAR, NEW_YEAR.replace(tzinfo=UTC)):
        assert "VTIMEZONE" not in icalendar.to_ics("0 9 * * *", start)
    (event,) = events_of(icalendar.to_ics("0 9 * * *", NEW_YEAR.replace(tzinfo=UTC)))
    assert event.start == datetime(2026, 1, 1, 9, tzinfo=UTC)


def test_the_events_are_those_of_the_rules() -> None:
    expr = cronexpr.parse("0 9 13 * fri", tz="Europe/Berlin")
    start = datetime(2026, 1, 1, tzinfo=expr.tz)
    text = icalendar.to_ics(expr, start).replace("\r\n ", "").replace("\r\n", "\n")
    for rule in rrule.to_rrules(expr, start):
        assert all(f"\n{line}\n" in text for line in rule.splitlines())
    assert [event.start for event in events_of(icalendar.to_ics(expr, start))] == [
        datetime(2026, 1, 2, 9, tzinfo=expr.tz),
        datetime(2026, 1, 13, 9, tzinfo=expr.tz),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0 0 30 2 *", "RRL005"),
        ("@reboot", "RRL001"),
    ],
)
def test_what_makes_no_calendar_is_refused(text: str, code: str) -> None:
    with pytest.raises(CronConversionError) as caught:
        icalendar.to_ics(text, NEW_YEAR)
    assert caught.value.problems[0].code == code


@pytest.mark.parametrize("duration", [timedelta(-1), timedelta(microseconds=1)])
def test_what_no_event_can_last_is_refused(duration: timedelta) -> None:
    with pytest.raises(CronOptionError) as caught:
        icalendar.to_ics("0 9 * * *", NEW_YEAR, duration=duration)
    assert caught.value.problems[0].code == "RRL006"


@pytest.mark.parametrize("option", ["summary", "uid"])
def test_what_is_no_text_is_refused_as_such(option: str) -> None:
    with pytest.raises(TypeError, match="must be str, not int"):
        icalendar.to_ics("0 9 * * *", NEW_YEAR, **{option: 5})  # type: ignore[arg-type]


EVENT = "BEGIN:VEVENT\r\nSUMMARY:{}\r\nDTSTART:20260105T090000\r\n{}\r\nEND:VEVENT\r\n"


def calendar_of(*events: tuple[str, str]) -> str:
    return f"BEGIN:VCALENDAR\r\n{''.join([EVENT.format(*event) for event in events])}END:VCALENDAR\r\n"


@given(text=expressions())
@example("0 9 13 * 5")
@example("0 9 L * *")
@settings(max_examples=40 * (10 if SLOW else 1))
def test_what_was_written_is_read_back(text: str) -> None:
    expr = cronexpr.parse(text)
    try:
        calendar = icalendar.to_ics(expr, datetime(1970, 1, 1), summary="Tea, ü; \\ and\nmore")
    except CronConversionError:
        return
    found = icalendar.from_ics(calendar)
    assert {event.name for event in found} == {"Tea, ü; \\ and more"}
    if len(found) == 1 and found[0].expression:
        assert found[0].expression.equivalent(expr)
    else:
        # The rules are no one expression, and so each is read, or refused, by itself.
        assert all((event.expression is None) != (event.error is None) for event in found)
        with pytest.raises(CronConversionError):
            rrule.from_rrule("\n".join(rrule.to_rrules(expr, datetime(1970, 1, 1))))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), []),
        ((("once", "CLASS:PUBLIC"),), []),
        ((("a", "RRULE:FREQ=DAILY"), ("a", "RRULE:FREQ=WEEKLY")), [("a", "0 9 * * *"), ("a", "0 9 * * 1")]),
        ((("a", "RRULE:FREQ=DAI\r\n LY"),), [("a", "0 9 * * *")]),
        ((("a", "rrule:FREQ=DAILY"),), [("a", "0 9 * * *")]),
        ((("a\\, b\\nc", "RRULE:FREQ=DAILY"),), [("a, b c", "0 9 * * *")]),
        ((("a", "RRULE:FREQ=DAILY\r\nBEGIN:VALARM\r\nRRULE:FREQ=X\r\nEND:VALARM"),), [("a", "0 9 * * *")]),
        ((("a", "RRULE:FREQ=DAILY;COUNT=2"), ("b", "RRULE:FREQ=DAILY")),
            [("a", "RRL013"), ("b", "0 9 * * *")]),
        ((("a", "RRULE:FREQ=HOUR"),), [("a", "RRL011")]),
        ((("a", "RRULE:FREQ=DAILY\r\nEXDATE:20260106T090000"),), [("a", "RRL019")]),
        ((("a", "RRULE:FREQ=DAILY\r\nDTSTART;TZID=Mars:20260106T090000"),), [("a", "OPT002")]),
    ],
)  # fmt: skip
def test_each_event_that_recurs_is_read_or_refused_by_itself(
    events: tuple[tuple[str, str], ...], expected: list[tuple[str, str]]
) -> None:
    found = icalendar.from_ics(calendar_of(*events))
    said = [event.expression.source if event.expression else event.error.problems[0].code for event in found]  # type: ignore[union-attr]
    assert [*zip([event.name for event in found], said, strict=True)] == expected


@pytest.mark.parametrize("text", ["", "RRULE:FREQ=DAILY", "BEGIN:VCALENDAR\n" + " " * 1_048_576])
def test_what_is_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(CronSyntaxError) as caught:
        icalendar.from_ics(text)
    assert [problem.code for problem in caught.value.problems] == ["RRL021"]


def test_a_calendar_is_text() -> None:
    with pytest.raises(TypeError, match="text must be a str, not bytes"):
        icalendar.from_ics(b"BEGIN:VCALENDAR")  # type: ignore[arg-type]


def test_many_moved_occurrences_of_many_events_take_no_time_of_their_own() -> None:
    # Each event with all that was moved of its UID would be gigabytes.
    moved = "BEGIN:VEVENT\r\nRECURRENCE-ID:20260106T090000\r\nEND:VEVENT\r\n" * 7_000
    event = "BEGIN:VEVENT\r\nRRULE:FREQ=DAILY;BYHOUR=9\r\nEND:VEVENT\r\n" * 7_000
    before = clock.perf_counter()
    found = icalendar.from_ics(f"BEGIN:VCALENDAR\r\n{moved}{event}END:VCALENDAR\r\n")
    assert clock.perf_counter() - before < 20
    assert {event.error.problems[0].code for event in found if event.error} == {"RRL019"}
    assert len(found) == 7_000
