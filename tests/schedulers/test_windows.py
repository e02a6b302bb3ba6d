"""Tasks of the Windows Task Scheduler: triggers, the file, the command lines, and what is refused."""

from __future__ import annotations

import os
import pickle
import re
import shlex
from collections import Counter
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import SLOW, expressions
from strategies_windows import sayable_expressions
from table_rows import rows
from task_simulator import NS, root_of, simulate
from task_structure import faults

import cronexpr
from cronexpr import CronConversionError, CronError, CronOptionError
from cronexpr.schedulers import windows
from cronexpr.schedulers._texts import EXPLANATIONS

TABLE = rows("windows.txt")
SAYABLE = [(text, int(count)) for text, count, *_ in TABLE if count.isdigit()]
REFUSED = [(text, code) for text, code, *_ in TABLE if not code.isdigit()]
FIRST, LAST = date(2027, 1, 1), date(2028, 12, 31)  # one of the years is a leap year
# What looks at years of days is slow.
fewer = settings(max_examples=600 if SLOW else 60)
EVERYDAY = {
    "command": r"C:\Path\to\Python\python.exe",
    "arguments": r"C:\scripts\daily_task.py",
    "working_directory": r"C:\scripts",
    "name": "Daily Python Task",
}


def task(text: str, **options: object) -> bytes:
    return windows.to_task_xml(text, "job.exe", **options)  # type: ignore[arg-type]


def refusal(text: object, **options: object) -> CronConversionError:
    with pytest.raises(CronConversionError) as caught:
        windows.triggers(text, **options)  # type: ignore[arg-type]
    return caught.value


def occurrences(text: str, first: date, last: date) -> list[datetime]:
    start = datetime(first.year, first.month, first.day)
    stop = datetime(last.year, last.month, last.day) + timedelta(days=1)
    return list(cronexpr.parse(text).occurrences(start, stop))


def is_sayable(text: str) -> bool:
    """Return whether triggers can say *text*, if not within 48."""
    try:
        return bool(windows.triggers(text))
    except CronConversionError as error:
        return [problem.code for problem in error.problems] == ["WTS008"]


def span_of(text: str) -> tuple[date, date]:
    """Return days to look at: two years; around a 29 February where there are many times a day."""
    if cronexpr.parse(text).plan.times_a_day > 100:
        return date(2028, 2, 20), date(2028, 4, 10)
    return FIRST, LAST


# The mapping


@pytest.mark.parametrize(("text", "count"), SAYABLE)
def test_every_row_of_the_table_has_that_many_triggers(text: str, count: int) -> None:
    assert len(windows.triggers(text)) == count


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_every_refusal_of_the_table_has_that_code_a_place_and_advice(text: str, code: str) -> None:
    (problem,) = refusal(text).problems
    assert problem.code == code
    assert 0 <= problem.span[0] < problem.span[1] <= len(text)
    assert problem.hint


@pytest.mark.parametrize("text", [text for text, _ in SAYABLE if text != "@reboot"])
@pytest.mark.parametrize("inclusive", [True, False])
def test_every_row_of_the_table_starts_when_the_expression_fires(text: str, inclusive: bool) -> None:
    first, last = date(2024, 1, 1), date(2030, 12, 31)
    if cronexpr.parse(text).plan.times_a_day > 100:
        first, last = span_of(text)
    assert simulate(task(text), first, last, inclusive=inclusive) == occurrences(text, first, last)


@fewer
@given(sayable_expressions(), st.booleans(), st.booleans())
@example("59 59 23 * * * 2027", True, False)
@example("0 0 0 * * * 2027", True, False)
@example("59 * * * * * 2027-2028", True, False)
def test_a_task_starts_just_when_the_expression_fires_and_once_each_time(
    text: str, inclusive: bool, wall_clock: bool
) -> None:
    try:
        xml = task(text, wall_clock=wall_clock)
    except CronConversionError:
        assume(False)
    first, last = span_of(text)
    assert simulate(xml, first, last, inclusive=inclusive) == occurrences(text, first, last)


@fewer
@given(sayable_expressions())
def test_with_duplicates_allowed_a_task_starts_just_when_the_expression_fires(text: str) -> None:
    try:
        xml = task(text, allow_duplicates=True)
    except CronConversionError:
        assume(False)
    first, last = span_of(text)
    assert sorted({*simulate(xml, first, last)}) == occurrences(text, first, last)


@fewer
@given(sayable_expressions())
@example("0 0 13 * 5")
@example("0 0 29 2 5#1")
@example("0 0 29 2 5#5")
@example("0 0 31 * 5L")
def test_duplicates_are_refused_exactly_where_there_would_be_some(text: str) -> None:
    fields = text.split()
    text = f"0 9 {' '.join(fields[2:5] if len(fields) == 5 else fields[3:6])}"
    try:
        xml = task(text, allow_duplicates=True)
    except CronConversionError:
        assume(False)
    # In 28 years, without a year 2100 among them, each month takes each shape that it can.
    starts = Counter(simulate(xml, date(2001, 1, 1), date(2028, 12, 31)))
    if max(starts.values()) == 1:
        assert windows.triggers(text)
    else:
        assert refusal(text).problems[0].code == "WTS007"


@given(expressions())
def test_whatever_is_refused_is_refused_with_a_place_and_advice(text: str) -> None:
    try:
        windows.triggers(text)
    except CronConversionError as error:
        for problem in error.problems:
            assert problem.code.startswith("WTS0")
            assert cronexpr.explain_code(problem.code)
            assert problem.hint
            assert 0 <= problem.span[0] < problem.span[1] <= len(text)
            if problem.suggestion is not None:
                assert cronexpr.parse(text).issubset(cronexpr.parse(problem.suggestion))
                assert is_sayable(problem.suggestion)


@fewer
@given(expressions())
def test_equal_schedules_have_equal_triggers(text: str) -> None:
    try:
        found = windows.triggers(text, allow_duplicates=True)
    except CronConversionError:
        assume(False)
    assert len(found) <= 48
    again = cronexpr.parse(cronexpr.parse(text).canonical())
    assert windows.triggers(again, allow_duplicates=True) == found


@given(sayable_expressions())
def test_by_the_wall_clock_no_repetition_is_longer_than_its_hour(text: str) -> None:
    try:
        found = windows.triggers(text, wall_clock=True, allow_duplicates=True)
    except CronConversionError:
        assume(False)
    for trigger in found:
        assert isinstance(trigger, windows.Trigger)
        if trigger.interval:
            last = timedelta(minutes=trigger.start.minute) + trigger.interval * (trigger.starts_a_day - 1)
            assert last < timedelta(hours=1)


def test_a_trigger_is_a_record() -> None:
    (trigger,) = windows.triggers("*/15 9-17 * * 1-5")
    assert trigger == windows.Trigger(
        time(9),
        windows.Weekly((1, 2, 3, 4, 5)),
        timedelta(minutes=15),
        timedelta(hours=8, minutes=46),
    )
    assert isinstance(trigger, windows.Trigger)
    assert trigger.starts_a_day == 36
    assert pickle.loads(pickle.dumps(trigger)) == trigger
    with pytest.raises(AttributeError, match="immutable"):
        trigger.start = time(10)  # type: ignore[misc]


def test_a_duration_ends_between_two_starts_whatever_the_version_of_windows_makes_of_its_end() -> None:
    for text in ("* * * * *", "*/2 3 * * *", "0 */6 * * *"):
        (trigger,) = windows.triggers(text)
        assert isinstance(trigger, windows.Trigger)
        assert trigger.interval is not None
        assert trigger.duration is not None
        assert timedelta(0) < trigger.duration % trigger.interval < trigger.interval


def test_a_text_is_read_in_its_dialect_and_zone() -> None:
    (quartz,) = windows.triggers("0 0 9 ? * 2-6", dialect="quartz")
    assert isinstance(quartz, windows.Trigger)
    assert quartz.days == windows.Weekly((1, 2, 3, 4, 5))
    (hashed,) = windows.triggers("H 9 * * *", dialect="jenkins", seed="backup")
    assert isinstance(hashed, windows.Trigger)
    assert (
        hashed.start.minute
        == cronexpr.parse("H 9 * * *", dialect="jenkins", seed="backup").fields[1].values[0]
    )
    with pytest.raises(TypeError):
        windows.triggers(None)  # type: ignore[arg-type]


def test_a_list_of_terms_is_refused_with_one_problem_for_each_and_a_text_that_mends_them_all() -> None:
    error = refusal("0 0 L-3,1,L-2 * 5#5")
    assert [(problem.code, problem.span) for problem in error.problems] == [
        ("WTS003", (4, 7)),
        ("WTS003", (10, 13)),
        ("WTS005", (16, 19)),
    ]
    assert {problem.suggestion for problem in refusal("0 0 L-3,1,L-2 * *").problems} == {
        "0 0 25-28,1,26-29 * *"
    }


def test_years_that_windows_does_not_know_are_refused() -> None:
    ancient = cronexpr.Dialect(
        "ancient", layouts=cronexpr.parse("0 0 * * *").dialect.layouts, years=(1, 9999)
    )
    assert refusal("0 0 0 1 1 * 1500", dialect=ancient).problems[0].code == "WTS009"
    assert refusal("0 0 0 1 1 * 9999", dialect=ancient).problems[0].code == "WTS009"
    assert windows.triggers("0 0 0 1 1 * 1601-9998", dialect=ancient)


def test_every_code_in_the_source_is_explained_and_stands_in_the_reference() -> None:
    package = Path(cronexpr.__file__).parent
    named = ("schedulers/*windows*.py", "cli/_export*.py")
    modules = [path for name in named for path in package.glob(name)]
    sources = [path.read_text(encoding="utf-8") for path in modules]
    used = set(re.findall(r"\bWTS\d{3}\b", " ".join(sources)))
    page = (Path(__file__).parents[2] / "docs" / "reference" / "errors.rst").read_text(encoding="utf-8")
    assert len(used) == 26
    assert used == {code for code in EXPLANATIONS if code.startswith("WTS")}
    assert used == set(re.findall(r"^   \* - (WTS\d{3})$", page, re.MULTILINE))


# Zones


def test_only_the_machines_clock_and_utc_can_be_said() -> None:
    assert "Z<" not in task("0 9 * * *").decode("utf-16")
    for utc in ("UTC", "Etc/UTC", timezone.utc, timezone(timedelta(0))):
        text = task("0 0 9 * * * 2027", tz=utc).decode("utf-16")
        assert "<StartBoundary>2027-01-01T09:00:00Z</StartBoundary>" in text
        assert "<EndBoundary>2027-12-31T23:59:59Z</EndBoundary>" in text
        assert "(UTC)" in text
    for zone in ("Europe/Berlin", timezone(timedelta(hours=1))):
        problem = refusal("0 9 * * *", tz=zone).problems[0]
        assert problem.code == "WTS002"
        assert "expr.replace(tz=None)" in problem.hint


# The file


def test_the_everyday_task_has_all_that_was_asked_for() -> None:
    xml = windows.to_task_xml("0 9 * * 1-5", **EVERYDAY, highest_privileges=True)  # type: ignore[arg-type]
    root = root_of(xml)
    texts = {element.tag.removeprefix(NS): element.text for element in root.iter() if element.text}
    assert texts["Command"] == r"C:\Path\to\Python\python.exe"
    assert texts["Arguments"] == r"C:\scripts\daily_task.py"
    assert texts["WorkingDirectory"] == r"C:\scripts"
    assert texts["RunLevel"] == "HighestAvailable"
    assert texts["URI"] == r"\Daily Python Task"
    assert texts["Description"] == "cron: 0 9 * * 1-5"
    assert texts["StartBoundary"] == "2000-01-01T09:00:00"
    days = root.find(f".//{NS}DaysOfWeek")
    assert days is not None
    assert [day.tag.removeprefix(NS) for day in days] == "Monday Tuesday Wednesday Thursday Friday".split()
    assert faults(xml) == []


def test_the_settings_are_those_of_a_cron_job() -> None:
    settings = root_of(task("@daily")).find(f"{NS}Settings")
    assert settings is not None
    assert {element.tag.removeprefix(NS): element.text for element in settings} == {
        "MultipleInstancesPolicy": "Parallel",
        "DisallowStartIfOnBatteries": "false",
        "StopIfGoingOnBatteries": "false",
        "StartWhenAvailable": "false",
        "Enabled": "true",
        "ExecutionTimeLimit": "PT0S",
    }


def test_options_go_where_they_belong() -> None:
    text = task(
        "@daily",
        description="Nightly <backup>",
        user="S-1-5-18",
        logon_type=None,
        multiple_instances="Queue",
        start_when_available=True,
        start=date(2026, 11, 23),
    ).decode("utf-16")
    assert "<Description>Nightly &lt;backup&gt; (cron: @daily)</Description>" in text
    assert "<UserId>S-1-5-18</UserId>" in text
    assert "LogonType" not in text
    assert "<MultipleInstancesPolicy>Queue<" in text
    assert "<StartWhenAvailable>true<" in text
    assert "<StartBoundary>2026-11-23T00:00:00<" in text
    assert "RegistrationInfo>\r\n" in text


def test_the_description_tells_of_another_dialect() -> None:
    text = task("0 0 12 ? * FRI", dialect="quartz").decode("utf-16")
    assert "<Description>cron: 0 0 12 ? * FRI (quartz)</Description>" in text


def test_a_task_is_active_from_its_first_year_or_from_the_day_asked_for_if_that_is_later() -> None:
    assert "<StartBoundary>1970-01-01T" in task("0 0 0 * * * 1970-2028").decode("utf-16")
    assert "<StartBoundary>2027-01-01T" in task("0 0 0 * * * 2027-2028", start=date(2026, 5, 1)).decode(
        "utf-16"
    )
    assert "<StartBoundary>2027-05-01T" in task("0 0 0 * * * 2027-2028", start=date(2027, 5, 1)).decode(
        "utf-16"
    )


def test_years_that_are_over_before_the_task_is_active_are_refused() -> None:
    for text in ("0 0 0 * * * 2024", "0 0 0 * * * 2024,2030"):
        with pytest.raises(CronConversionError) as caught:
            task(text, start=date(2026, 1, 1))
        assert caught.value.problems[0].code == "WTS009"
        assert caught.value.problems[0].field == "year"


def test_the_same_arguments_make_the_same_bytes() -> None:
    assert task("5,20 9 1,15 * *") == task("5,20 9 1,15 * *")


# What each option takes, and awkward texts for those that take any.
_AWKWARD = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=30
)


@given(_AWKWARD, _AWKWARD, _AWKWARD)
@example("cmd.exe", '/c "a" && b > c & <d> ]]> %TEMP% ^', "x --> <!-- ")
@example("<Exec>", "</Arguments><Exec>", "&lt;")
def test_any_text_comes_back_as_it_was(command: str, arguments: str, description: str) -> None:
    assume(command.strip())
    xml = windows.to_task_xml("@daily", command, arguments, description=description)
    texts = {element.tag.removeprefix(NS): element.text for element in root_of(xml).iter()}
    assert texts["Command"] == command
    assert texts["Arguments"] == arguments
    assert texts["Description"] == f"{description} (cron: @daily)"
    assert faults(xml) == []


@pytest.mark.parametrize("char", ["\0", "\x07", "\n", "\r", "\t", "\x1b", "\x7f", "\x85", "\ud800", "\uffff"])
@pytest.mark.parametrize(
    "option", ["command", "arguments", "working_directory", "description", "user", "name"]
)
def test_control_characters_are_refused_wherever_they_stand(option: str, char: str) -> None:
    options = {"command": "job.exe", option: f"a{char}b"}
    with pytest.raises(CronOptionError, match="has the character") as caught:
        windows.to_task_xml("@daily", **options)  # type: ignore[arg-type]
    assert caught.value.problems[0].code == "WTS010"
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"command": ""}, "WTS010"),
        ({"command": "  "}, "WTS010"),
        ({"command": "x" * 261}, "WTS010"),
        ({"arguments": "x" * 32_768}, "WTS010"),
        ({"working_directory": ""}, "WTS010"),
        ({"working_directory": "x" * 261}, "WTS010"),
        ({"user": ""}, "WTS010"),
        ({"name": ""}, "WTS010"),
        ({"name": "x" * 231}, "WTS010"),
        ({"name": "\\"}, "WTS011"),
        ({"name": "a\\\\b"}, "WTS011"),
        ({"name": "a\\.."}, "WTS011"),
        ({"name": "a."}, "WTS011"),
        ({"name": " a"}, "WTS011"),
        ({"name": 'a"b'}, "WTS011"),
        ({"name": "a/b"}, "WTS011"),
        ({"name": "a|b"}, "WTS011"),
        ({"name": "%PATH%"}, "WTS011"),
        ({"logon_type": "s4u"}, "WTS012"),
        ({"multiple_instances": "parallel"}, "WTS012"),
    ],
)
def test_what_a_task_cannot_hold_is_refused(options: dict[str, str], code: str) -> None:
    with pytest.raises(CronOptionError) as caught:
        windows.to_task_xml("@daily", **({"command": "job.exe"} | options))  # type: ignore[arg-type]
    assert caught.value.problems[0].code == code
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize(
    "options",
    [
        {"command": None},
        {"arguments": b"x"},
        {"name": 5},
        {"start": datetime(2026, 1, 1)},
        {"start": "2026-01-01"},
        {"logon_type": 3},
        {"multiple_instances": None},
    ],
)
def test_arguments_of_a_wrong_type_are_type_errors(options: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        windows.to_task_xml("@daily", **({"command": "job.exe"} | options))  # type: ignore[arg-type]


# Its structure


@fewer
@given(sayable_expressions())
@example("@reboot")
def test_the_structure_is_the_schemas(text: str) -> None:
    try:
        xml = task(text, allow_duplicates=True)
    except CronConversionError:
        assume(False)
    assert faults(xml) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<Day>1</Day>", "<Day>32</Day>"),
        ("<Day>1</Day>", "<Day>Last</Day>"),
        ("<January />", "<Jan />"),
        ("<January />", "<December />"),
        ("PT5M", "5 min"),
        ("PT56M", "PT"),
        ("<Command>job.exe</Command>", ""),
        ("job.exe", "x" * 261),
        ('Context="Author"', 'Context="Nobody"'),
        ("<Enabled>true</Enabled>", "<Enabled>yes</Enabled>"),
        ("Parallel", "parallel"),
        ('encoding="UTF-16"', 'encoding="UTF-8"'),
        ('version="1.2"', 'version="1.0"'),
        ("</StartBoundary>", "</StartBoundary><Repetition />"),
        ("<ScheduleByMonth>", "<ScheduleByDay /><ScheduleByMonth>"),
    ],
)
def test_the_structural_check_sees_faults(right: str, wrong: str) -> None:
    good = task("*/5 9 1,L * *").decode("utf-16")
    assert faults(good.encode("utf-16")) == []
    assert right in good
    assert faults(good.replace(right, wrong).encode("utf-16"))


def test_the_structural_check_counts_triggers_and_wants_utf_16() -> None:
    good = task("0 9 * * *").decode("utf-16")
    start, stop = good.index("<CalendarTrigger>"), good.index("</Triggers>")
    for more, is_good in ((47, True), (48, False)):
        text = good[:stop] + good[start:stop] * more + good[stop:]
        assert (not faults(text.encode("utf-16"))) is is_good
    assert faults(good.encode("utf-8"))


@pytest.fixture(scope="module")
def schema() -> object:
    named = os.environ.get("CRONEXPR_TASK_XSD")
    if not named:
        pytest.skip("CRONEXPR_TASK_XSD names no schema of the Task Scheduler")
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    return etree.XMLSchema(etree.parse(Path(named)))


@fewer
@given(sayable_expressions())
@example("@reboot")
@example("0 0 L * *")
def test_the_schema_accepts_it(schema: object, text: str) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    try:
        xml = task(text, allow_duplicates=True, name="Földer\\A name & <more>", user="S-1-5-18")
    except (CronConversionError, CronOptionError):
        xml = task("0 9 * * *", name="Földer\\A name & 'more'", user="S-1-5-18", working_directory="C:\\x y")
    schema.assertValid(etree.fromstring(xml))  # type: ignore[attr-defined]


def test_the_schema_accepts_the_everyday_task_and_refuses_a_broken_one(schema: object) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    xml = windows.to_task_xml("0 9 * * 1-5", **EVERYDAY, highest_privileges=True)  # type: ignore[arg-type]
    schema.assertValid(etree.fromstring(xml))  # type: ignore[attr-defined]
    broken = xml.decode("utf-16").replace("<Monday />", "<Noday />").encode("utf-16")
    assert not schema.validate(etree.fromstring(broken))  # type: ignore[attr-defined]


# The command lines


def test_the_command_lines_of_the_everyday_task() -> None:
    assert windows.to_commands("Daily Python Task", path=r"C:\scripts\daily.xml", replace=True) == (
        r'schtasks /create /tn "\Daily Python Task" /xml "C:\scripts\daily.xml" /f',
        r'schtasks /query /tn "\Daily Python Task" /v /fo list',
        r'schtasks /run /tn "\Daily Python Task"',
        r'schtasks /delete /tn "\Daily Python Task"',
    )
    assert windows.to_commands("\\A\\B", run_as="ME\\me")[0] == (
        r'schtasks /create /tn "\A\B" /xml "task.xml" /ru "ME\me" /rp *'
    )


@given(_AWKWARD, _AWKWARD)
@example("a & del x", "b | c")
@example("a' ^ (b)", "!x!")
def test_a_command_line_is_refused_or_keeps_each_text_in_one_pair_of_quotes(name: str, path: str) -> None:
    try:
        lines = windows.to_commands(name, path=path)
    except CronError:
        assert any(char in name + path for char in '"%/:*?<>|\\.') or name != name.strip() or not path.strip()
        return
    for line in lines:
        # Between double quotes, cmd.exe gives no character a meaning but the quote and the percent sign.
        assert line.count('"') == (4 if "/xml" in line else 2)
        assert "%" not in line
        outside = "".join(line.split('"')[::2])
        assert set(outside) <= set("abcdefghijklmnopqrstuvwxyz/ ")
    words = shlex.split(lines[0].replace("\\", "/").replace("'", "_"))
    assert len(words) == 6


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ('x" & calc "', {}),
        ("%PATH%", {}),
        ("x", {"path": 'a" & calc "'}),
        ("x", {"path": "%TEMP%\\t.xml"}),
        ("x", {"path": "C:\\"}),
        ("x", {"path": ""}),
        ("x", {"run_as": 'a" /f'}),
        ("x\n/f", {}),
    ],
)
def test_what_cmd_would_take_for_more_than_a_text_is_refused(name: str, options: dict[str, str]) -> None:
    with pytest.raises(CronOptionError) as caught:
        windows.to_commands(name, **options)  # type: ignore[arg-type]
    assert caught.value.problems[0].code in ("WTS010", "WTS011")


@pytest.mark.parametrize(
    ("text", "options", "codes"),
    [
        ("0 9 * * *", {}, ["WTS015"]),
        ("@reboot", {}, ["WTS015"]),
        ("0 9 * * *", {"logon_type": None}, []),
        ("*/15 9-17 * * *", {}, ["WTS015", "WTS013"]),
        ("*/15 9-17 * * *", {"logon_type": "S4U", "wall_clock": True}, []),
        ("*/15 9 * * *", {"logon_type": "S4U"}, []),
        # Two triggers may share a day.
        ("*/5 9,10 13 * 5", {"logon_type": "S4U"}, ["WTS013"]),
    ],
)
def test_what_a_task_does_otherwise_is_told(text: str, options: dict[str, Any], codes: list[str]) -> None:
    found = windows.differences(cronexpr.parse(text), **options)
    assert [problem.code for problem in found] == codes
    assert all(cronexpr.explain_code(code) for code in codes)


def test_by_utc_no_repetition_is_off() -> None:
    expr = cronexpr.parse("*/15 9-17 * * *", tz="UTC")
    assert windows.differences(expr, logon_type="S4U") == ()
