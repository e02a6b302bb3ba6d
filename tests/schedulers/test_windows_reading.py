"""Tasks of the Windows Task Scheduler, read back into expressions."""

from __future__ import annotations

import time as clock
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import expressions
from strategies_windows import foreign_triggers, sayable_expressions, task_of
from table_rows import rows
from task_simulator import simulate

import cronexpr
from cronexpr import CronConversionError
from cronexpr.schedulers import windows

SAYABLE = [text for text, count, *_ in rows("windows.txt") if count.isdigit()]
DAILY = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
MONDAY = "<ScheduleByWeek><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByWeek>"
_OTHER = "<ExecutionTimeLimit>PT1H</ExecutionTimeLimit>"
EVERY_5 = "<Repetition><Interval>PT5M</Interval></Repetition>"


def task(text: str, **options: object) -> bytes:
    return windows.to_task_xml(text, "job.exe", **options)  # type: ignore[arg-type]


def calendar(
    schedule: str = DAILY, start: str = "2026-01-01T09:00:00", before: str = "", after: str = ""
) -> str:
    return (
        f"<CalendarTrigger>{before}<StartBoundary>{start}</StartBoundary>{after}{schedule}</CalendarTrigger>"
    )


def one_time(before: str = "") -> str:
    return f"<TimeTrigger>{before}<StartBoundary>2026-01-01T09:03:00</StartBoundary></TimeTrigger>"


def ending(end: str, start: str = "2026-01-01T09:00:00", before: str = "") -> str:
    return calendar(start=start, before=before, after=f"<EndBoundary>{end}</EndBoundary>")


def monthly(day: int | str, month: str) -> str:
    dates = f"<DaysOfMonth><Day>{day}</Day></DaysOfMonth>"
    return f"<ScheduleByMonth>{dates}<Months><{month} /></Months></ScheduleByMonth>"


def repeated(interval: str, duration: str = "") -> str:
    end = f"<Duration>{duration}</Duration>" if duration else ""
    return f"<Repetition><Interval>{interval}</Interval>{end}</Repetition>"


def read(*triggers: str) -> str:
    return windows.from_task_xml(task_of([*triggers])).source


def refusal(data: bytes | str) -> CronConversionError:
    with pytest.raises(CronConversionError) as caught:
        windows.from_task_xml(data)
    (problem,) = caught.value.problems
    assert problem.hint
    assert len(problem.message) < 150
    assert problem.message.isprintable()
    return caught.value


def outcome(data: bytes | str) -> tuple[tuple[cronexpr.CronExpression, ...], str]:
    """Return the expressions read, or the code of the refusal."""
    try:
        return windows.from_task_xml_all(data), ""
    except CronConversionError as error:
        return (), error.problems[0].code


def code(*triggers: str) -> str:
    return refusal(task_of([*triggers])).problems[0].code


# There and back


@pytest.mark.parametrize("text", SAYABLE)
def test_every_sayable_row_of_the_table_comes_back(text: str) -> None:
    assert windows.from_task_xml(task(text)).equivalent(cronexpr.parse(text))


@given(sayable_expressions(), st.booleans(), st.sampled_from((None, "UTC")))
@example("0 0 0 LW * * 2030", False, None)
@example("0 0 0 1,L * +1#1,3 2030-2031", False, None)
def test_what_is_said_comes_back(text: str, wall_clock: bool, tz: str | None) -> None:
    expr = cronexpr.parse(text, tz=tz)
    try:
        xml = windows.to_task_xml(expr, "job.exe", wall_clock=wall_clock, allow_duplicates=True)
    except CronConversionError:
        assume(False)
    found = windows.from_task_xml(xml)
    assert found.equivalent(expr)
    assert found.tz == (timezone.utc if tz else None)
    assert windows.from_task_xml_all(xml) == (found,)


@given(expressions())
def test_any_expression_comes_back_if_it_can_be_said(text: str) -> None:
    try:
        xml = task(text, allow_duplicates=True)
    except CronConversionError:
        assume(False)
    assert windows.from_task_xml(xml).equivalent(cronexpr.parse(text))
    assert windows.from_task_xml(xml.decode("utf-16")).equivalent(cronexpr.parse(text))


# Other people's tasks


@given(st.lists(foreign_triggers(), min_size=1, max_size=4))
def test_what_is_read_of_foreign_tasks_fires_just_when_they_start(triggers: list[str]) -> None:
    text = task_of(triggers)
    found, refused = outcome(text)
    if refused:
        # A night's chain that not every night has, or that is at other times each day.
        assert refused == "WTS023"
        return
    first, last = date(2028, 1, 30), date(2028, 4, 10)
    start, stop = datetime(2028, 1, 31), datetime(2028, 4, 11)
    # From the second day on, since the first lacks what the day before it leaves over.
    starts = {at for at in simulate(text.encode("utf-16"), first, last) if start <= at < stop}
    assert {at for expr in found for at in expr.occurrences(start, stop)} == starts


@pytest.mark.parametrize(
    ("triggers", "expected"),
    [
        ([calendar()], "0 9 * * *"),
        ([calendar(MONDAY)], "0 9 * * 1"),
        ([calendar(start="2026-06-15T09:00:30")], "30 0 9 * * *"),
        ([calendar(start="2026-06-15T09:00:00.0000000")], "0 9 * * *"),
        ([calendar("<ScheduleByDay />")], "0 9 * * *"),
        # Windows since Vista starts a task once more where the duration ends.
        ([calendar(before=repeated("PT1H", "PT8H"))], "0 9-17 * * *"),
        ([calendar(before=repeated("PT15M", "PT8H45M"))], "*/15 9-17 * * *"),
        ([calendar(before=repeated("PT1H", "PT8H59M59S"))], "0 9-17 * * *"),
        ([calendar(before=repeated("PT5M", "P1D"))], "*/5 * * * *"),
        ([calendar(before=repeated("PT5M", "P1DT0H"))], "*/5 * * * *"),
        ([calendar(before=EVERY_5)], "*/5 * * * *"),
        ([calendar(start="2026-01-01T22:00:00", before=repeated("PT1H", "PT4H"))], "0 0-2,22,23 * * *"),
        ([calendar(before=repeated("P1D"))], "0 9 * * *"),
        ([one_time(EVERY_5)], "3-58/5 * * * *"),
        ([calendar(), calendar(start="2026-01-01T17:00:00")], "0 9,17 * * *"),
        ([calendar(), calendar()], "0 9 * * *"),
        ([calendar(), calendar(MONDAY, after="<Enabled>false</Enabled>")], "0 9 * * *"),
        ([calendar(after=_OTHER + "<Enabled>true</Enabled>")], "0 9 * * *"),
        ([calendar(after="<RandomDelay>PT5M</RandomDelay>")], "0 9 * * *"),
        ([ending("2027-12-31T23:59:59")], "0 0 9 * * * 2026,2027"),
        ([ending("2028-01-01T00:00:00")], "0 0 9 * * * 2026,2027"),
        (["<BootTrigger><Enabled>true</Enabled></BootTrigger>"], "@reboot"),
        ([calendar('<x xmlns="urn:other">1</x>' + MONDAY)], "0 9 * * 1"),
    ],
)  # fmt: skip
def test_triggers_as_other_tools_write_them(triggers: list[str], expected: str) -> None:
    assert read(*triggers) == expected


def test_times_with_a_z_are_read_in_utc() -> None:
    expr = windows.from_task_xml(task_of([calendar(start="2026-01-01T09:00:00Z")]))
    assert expr == cronexpr.parse("0 9 * * *", tz="UTC")
    assert windows.from_task_xml(task_of([calendar(start="2026-01-01T09:00:00+00:00")])) == expr


@pytest.mark.parametrize(
    ("delays", "told"),
    [
        ([], []),
        (["PT0M", "P0DT0.0S", ""], []),
        (["PT5M", "PT0S", "PT5M", "P1D"], ["PT5M", "P1D"]),
        (["&lt;a&gt;"], ["<a>"]),
    ],
)
def test_a_random_delay_is_told_of_where_it_is_one(delays: list[str], told: list[str]) -> None:
    text = task_of([calendar(after=f"<RandomDelay>{delay}</RandomDelay>") for delay in delays])
    off = task_of([calendar(after="<Enabled>false</Enabled><RandomDelay>PT5M</RandomDelay>")])
    notes = windows.left_aside(text)
    assert [(note.code, note.severity) for note in notes] == [("WTS030", "warning")] * len(told)
    for note, delay in zip(notes, told, strict=True):
        assert f"RandomDelay {delay};" in note.message
    assert windows.left_aside(off) == ()


def test_several_expressions_are_all_returned_and_named_by_the_refusal_of_one() -> None:
    text = task_of([calendar(), calendar(MONDAY, "2026-01-01T17:30:00"), "<BootTrigger />"])
    assert [expr.source for expr in windows.from_task_xml_all(text)] == [
        "@reboot",
        "0 9 * * *",
        "30 17 * * 1",
    ]
    problem = refusal(text).problems[0]
    assert problem.code == "WTS028"
    assert problem.hint == "from_task_xml_all returns them: @reboot; 0 9 * * *; 30 17 * * 1"
    local_and_utc = task_of([calendar(), calendar(start="2026-01-01T09:00:00Z")])
    assert [expr.tz for expr in windows.from_task_xml_all(local_and_utc)] == [None, timezone.utc]


def test_times_that_are_no_product_are_read_as_several() -> None:
    triggers = [calendar(start=f"2026-01-01T{at}:00") for at in ("09:00", "17:30", "18:30")]
    assert [expr.source for expr in windows.from_task_xml_all(task_of(triggers))] == [
        "0 9 * * *",
        "30 17,18 * * *",
    ]


def test_months_with_days_of_their_own_are_read_as_several_where_no_term_says_them() -> None:
    one, other, third = (
        calendar(monthly(5, "May")),
        calendar(monthly(7, "July")),
        calendar(monthly(5, "March")),
    )
    found = windows.from_task_xml_all(task_of([one, other, third]))
    assert [expr.source for expr in found] == ["0 9 5 3,5 *", "0 9 7 7 *"]
    last_but_one = [calendar(monthly(30, "May")), calendar(monthly(29, "June"))]
    assert read(*last_but_one) == "0 9 L-1 5,6 *"


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        ("<LogonTrigger />", "WTS021"),
        ("<EventTrigger><Subscription>x</Subscription></EventTrigger>", "WTS021"),
        ("<IdleTrigger />", "WTS021"),
        ("<RegistrationTrigger />", "WTS021"),
        ('<x xmlns="urn:other" />', "WTS021"),
        ("", "WTS021"),
        (calendar(after="<Enabled>false</Enabled>"), "WTS021"),
        (calendar("<ScheduleByDay><DaysInterval>2</DaysInterval></ScheduleByDay>"), "WTS022"),
        (calendar(MONDAY.replace("<DaysOf", "<WeeksInterval>2</WeeksInterval><DaysOf", 1)), "WTS022"),
        (calendar(before=repeated("PT7M")), "WTS023"),
        (calendar(before=repeated("PT7M", "P1D")), "WTS023"),
        (calendar(MONDAY, before=EVERY_5), "WTS023"),
        (calendar(MONDAY, before=repeated("PT1H", "PT15H")), "WTS023"),
        (calendar(before=repeated("PT30S", "PT1H")), "WTS023"),
        (calendar(before=repeated("P1M", "P1Y")), "WTS023"),
        (calendar(before=repeated("")), "WTS023"),
        (calendar(before=repeated("PT")), "WTS023"),
        (calendar(before=repeated("PT5M", "-PT5M")), "WTS023"),
        (calendar(before=repeated("PT1.5H", "PT5H")), "WTS023"),
        (calendar(before=repeated("PT99999999M", "PT5H")), "WTS023"),
        (ending("2026-12-31T23:59:59", before=EVERY_5), "WTS023"),
        ("<BootTrigger><Delay>PT5M</Delay></BootTrigger>", "WTS024"),
        (calendar(start=""), "WTS025"),
        (calendar(start="2026-01-01"), "WTS025"),
        (calendar(start="2026-02-30T09:00:00"), "WTS025"),
        (calendar(start="2026-01-01T24:00:00"), "WTS025"),
        (calendar(start="2026-01-01T09:00:00.5"), "WTS025"),
        (calendar(start="2026-01-01T09:00:00+01:00"), "WTS025"),
        (calendar(start="٢026-01-01T09:00:00"), "WTS025"),
        (calendar(start="0000-01-01T09:00:00"), "WTS025"),
        (ending("2027-06-30T23:59:59"), "WTS025"),
        (ending("2027-12-31T08:00:00"), "WTS025"),
        (ending("2020-12-31T23:59:59"), "WTS025"),
        (ending("0001-01-01T00:00:00"), "WTS025"),
        (ending("2027-12-31T23:59:59Z"), "WTS025"),
        (ending("2026-12-31T23:59:59", "2026-03-01T09:00:00"), "WTS025"),
        (ending("2300-12-31T23:59:59", "2300-01-01T09:00:00"), "WTS009"),
        (ending("2000-12-31T23:59:59", "1960-01-01T09:00:00"), "WTS009"),
        (one_time(), "WTS026"),
        (one_time(repeated("PT5M", "PT1H")), "WTS026"),
        (calendar(""), "WTS027"),
        (calendar(DAILY + MONDAY), "WTS027"),
        (calendar("<ScheduleByWeek />"), "WTS027"),
        (calendar("<ScheduleByWeek><DaysOfWeek /></ScheduleByWeek>"), "WTS027"),
        (calendar(MONDAY.replace("Monday", "Moonday")), "WTS027"),
        (calendar(MONDAY.replace("<Monday />", '<Monday xmlns="urn:other" />')), "WTS027"),
        (calendar(monthly(1, "May").replace("Months", "Moons")), "WTS027"),
        (calendar(monthly(32, "May")), "WTS027"),
        (calendar(monthly("01", "May")), "WTS027"),
        (calendar(monthly("", "May")), "WTS027"),
        (calendar(monthly(1, "Mai")), "WTS027"),
        (calendar(after=_OTHER + _OTHER + "<Enabled>true</Enabled><Enabled>true</Enabled>"), "WTS020"),
    ],
)  # fmt: skip
def test_what_cron_cannot_say_is_refused(trigger: str, expected: str) -> None:
    assert code(trigger) == expected


def test_more_triggers_than_a_task_has_are_refused() -> None:
    assert read(*[calendar()] * 48) == "0 9 * * *"
    assert code(*[calendar()] * 49) == "WTS008"


# Files that are none


GOOD = task_of([calendar()])


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        GOOD.encode("utf-16"),
        GOOD.encode("utf-16-le"),
        GOOD.encode("utf-16-be"),
        b"\xfe\xff" + GOOD.encode("utf-16-be"),
        GOOD.encode("utf-8"),
        GOOD.encode("utf-8-sig"),
        "\ufeff" + GOOD,
        GOOD.replace("UTF-16", "UTF-8").encode("utf-16"),
        GOOD.replace("UTF-16", "nonsense").encode("utf-8"),
        GOOD.partition("?>")[2].encode("utf-8"),
    ],
)
def test_any_encoding_that_the_bytes_show_is_read_whatever_the_file_claims(data: bytes | str) -> None:
    assert windows.from_task_xml(data).source == "0 9 * * *"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no XML"),
        (b"\xff\xfe", "no XML"),
        ("", "no XML"),
        (b"0 9 * * *", "no XML"),
        (GOOD[:-3], "no XML, at line 1"),
        (GOOD + "<x/>", "no XML"),
        (GOOD.replace("2026", "&bomb;"), "no XML"),
        ("<Task />", "no task"),
        ('<Tasks xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task" />', "no task"),
        ("<html><body>not found</body></html>", "no task"),
        (GOOD.encode("utf-16")[:-1], "not in UTF-16, as it seemed"),
        (GOOD.replace("x.exe", "ü.exe").encode("latin-1"), "not in UTF-8, as it seemed, at byte"),
        (GOOD.replace("x.exe", "\ud800"), "half a character"),
        ("<!DOCTYPE Task>" + GOOD.partition("?>")[2], "document type"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + GOOD.partition("?>")[2].replace("x.exe", "&a;"), "document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + GOOD.partition("?>")[2], "document type"),
        (GOOD.replace("<Exec>", "<a>" * 20).replace("</Exec>", "</a>" * 20), "too deep"),
        (b" " * 1_048_577, "larger than 1,048,576 bytes"),
        ("\ud800" * 1_048_577, "larger than 1,048,576 bytes"),
    ],
)
def test_a_file_that_is_no_task_is_refused_with_the_reason(data: bytes | str, message: str) -> None:
    error = refusal(data)
    assert error.problems[0].code == "WTS020"
    assert message in error.problems[0].message


@pytest.mark.parametrize("data", [None, 5, bytearray(b"<Task />"), ["<Task />"]])
def test_what_is_neither_bytes_nor_text_is_a_type_error(data: object) -> None:
    with pytest.raises(TypeError, match="bytes or str"):
        windows.from_task_xml(data)  # type: ignore[arg-type]


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_but_be_refused(data: bytes) -> None:
    refusal(data)


@given(st.data())
def test_a_task_with_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    xml = bytearray(GOOD.encode(data.draw(st.sampled_from(("utf-8", "utf-16")))))
    for _ in range(data.draw(st.integers(1, 3))):
        xml[data.draw(st.integers(0, len(xml) - 1))] = data.draw(st.integers(0, 255))
    found, refused = outcome(bytes(xml))
    assert refused.startswith("WTS0") or found
    assert all(expr.is_reboot or expr.is_satisfiable for expr in found)


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("x.exe", "a<b/>" * 100_000),
        GOOD.replace("x.exe", "a<!---->" * 100_000),
        GOOD.replace("x.exe", "&lt;" * 200_000),
        GOOD.replace("<Monday", "<x/>" * 200_000 + "<Monday"),
        GOOD.replace("09:00:00", "9" * 1_000_000),
        task_of([calendar(before=repeated("PT1M", "P99999D"))] * 48),
        task_of([calendar(before=repeated("PT1M", "PT23H"))] * 48),
    ],
)
def test_a_hostile_file_takes_little_time(text: str) -> None:
    started = clock.process_time()
    outcome(text)
    assert clock.process_time() - started < 5


def test_switching_the_year_off_is_not_guessed_from_when_a_task_was_made() -> None:
    early = windows.from_task_xml(task("0 9 * * *", start=date(1999, 5, 5)))
    assert early == windows.from_task_xml(task("0 9 * * *", start=date(2030, 1, 1)))
    assert early.next(datetime(2020, 1, 1)) - datetime(2020, 1, 1) == timedelta(hours=9)  # type: ignore[operator]
