"""Timers: what is written against the real systemd-analyze and the real unit parser, and what is read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import SLOW, expressions, night_expressions, sparse_expressions
from table_rows import rows

import cronexpr
from cronexpr import CronConversionError, CronExpression, CronOptionError, CronSyntaxError
from cronexpr._days import day_form
from cronexpr.dialects import STANDARD
from cronexpr.schedulers import systemd

ROWS = [(text, lines.split("; ")) for text, lines, _ in rows("systemd.txt")]
COUNT = 40
END = datetime(2200, 1, 1)  # systemd's years end at 2199
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2180, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)


def program() -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        pytest.skip("systemd-analyze is not installed")
    return found


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C"}
    return subprocess.run(
        [program(), *arguments], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def elapses(lines: Iterable[str], after: datetime, count: int = COUNT) -> list[datetime]:
    """Return when systemd would next start a timer with these lines, in naive UTC."""
    base = f"--base-time={after:%Y-%m-%d %H:%M:%S} UTC"
    answer = run("calendar", f"--iterations={count}", base, "--", *lines)
    assert answer.returncode == 0, (lines, answer.stderr)
    found = {
        datetime.strptime(text, "%Y-%m-%d %H:%M:%S")
        for text in re.findall(r"(?:elapse|#\d+): \w+ (\S+ \S+) UTC", answer.stdout)
    }
    return sorted(found)[:count]


def expected(expr: CronExpression, after: datetime, count: int = COUNT) -> list[datetime]:
    return [moment for moment in expr.upcoming(count, after) if moment < END]


def lines_of(text: str) -> list[str] | None:
    try:
        return systemd.to_calendar(text)
    except CronConversionError as error:
        if error.problems[0].code != "SYD002":
            raise
        return None


def has_form(text: str) -> bool:
    """Return whether the days alone tell how to write them: a few joinings of two lists do not."""
    plan = cronexpr.parse(text).plan
    return day_form(plan) is not None or not plan.is_satisfiable


# -- what is written ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "lines"), ROWS)
def test_an_expression_becomes_these_lines(text: str, lines: list[str]) -> None:
    assert systemd.to_calendar(text, dialect="extended") == lines


@pytest.mark.parametrize("after", [datetime(2023, 11, 30, 13, 5), datetime(2096, 2, 28)])
def test_systemd_elapses_when_the_lines_of_the_table_should(after: datetime) -> None:
    for text, lines in ROWS:
        assert elapses(lines, after) == expected(cronexpr.parse(text, dialect="extended"), after), text


@given(text=expressions(), after=MOMENTS)
@example("0 0 28W 2 *", datetime(1999, 1, 1))
@example("0 0 29 2 +MON", datetime(2024, 3, 1))
@example("0 0 L-30 * 5#5", datetime(2024, 3, 1))
def test_systemd_elapses_at_the_occurrences_of_any_expression(text: str, after: datetime) -> None:
    lines = lines_of(text)
    if lines is not None:
        assert elapses(lines, after) == expected(cronexpr.parse(text), after)


@given(text=sparse_expressions(), after=MOMENTS)
def test_systemd_elapses_on_awkward_days_over_years(text: str, after: datetime) -> None:
    lines = lines_of(text)
    if lines is not None:
        assert elapses(lines, after, 150) == expected(cronexpr.parse(text), after, 150)


@given(text=night_expressions(), hour=st.integers(0, 47), month=st.sampled_from((3, 10)))
def test_systemd_does_at_clock_changes_what_the_policy_skip_does(text: str, hour: int, month: int) -> None:
    # Where the month is counted from its end and the clocks go back on that very day, systemd 252 may take
    # the second pass; and so it does, on whatever day, if it was started in that.
    assume("L" not in text and (month, hour) != (10, 31))
    after = datetime(2026, month, 29 if month == 3 else 25) - timedelta(hours=30) + timedelta(hours=hour)
    expr = cronexpr.parse(text, tz="Europe/Berlin", dst="skip")
    found = [
        moment.astimezone(UTC).replace(tzinfo=None)
        for moment in expr.upcoming(COUNT, after.replace(tzinfo=UTC))
    ]
    assert elapses(systemd.to_calendar(expr), after) == [moment for moment in found if moment < END]


def test_what_differs_at_clock_changes_is_told() -> None:
    def codes(text: str, **options: str) -> list[str]:
        return [problem.code for problem in systemd.differences(cronexpr.parse(text, **options))]

    assert codes("30 2 * * *") == ["CNV101"]
    assert codes("*/30 * * * *") == ["CNV102"]
    assert codes("30 2 * * *", dst="skip") == []
    assert codes("30 2 * * *", tz="UTC") == []
    assert codes("30 2 * * *", tz="Europe/Berlin") == ["CNV101"]
    assert codes("0 12 * * *", tz="Europe/Berlin") == []
    assert codes("*/30 * * * *", tz="Asia/Tokyo") == []
    assert codes("@reboot") == []


def test_the_zone_is_written_behind_each_line() -> None:
    expr = cronexpr.parse("0 9 13 * fri", tz="Europe/Berlin")
    assert systemd.to_calendar(expr) == ["Fri *-*-* 09:00:00 Europe/Berlin", "*-*-13 09:00:00 Europe/Berlin"]
    assert systemd.to_calendar(expr.replace(tz="UTC"))[0] == "Fri *-*-* 09:00:00 UTC"


def test_a_zone_without_a_key_is_refused() -> None:
    expr = cronexpr.parse("0 9 * * *", tz=timezone(timedelta(hours=2)))
    with pytest.raises(CronConversionError, match="this timezone has none") as caught:
        systemd.to_calendar(expr)
    assert caught.value.problems[0].code == "SYD003"


def test_what_cannot_be_said_is_refused_with_what_to_do() -> None:
    with pytest.raises(CronConversionError) as caught:
        systemd.to_calendar(" @reboot")
    assert caught.value.pretty() == (
        "error[SYD001]: OnCalendar= cannot say a start-up job\n"
        "   @reboot\n"
        "   ^^^^^^^\n"
        "  help: to_units writes OnBootSec= for it"
    )
    with pytest.raises(CronConversionError) as caught:
        systemd.to_calendar("0 0 22 2 +5L")
    assert caught.value.problems[0].code == "SYD002"


def test_years_that_systemd_does_not_know_are_refused() -> None:
    # systemd reads the year 12 as 2012.
    ancient = STANDARD.replace(name="ancient", years=(1, 9999))
    for year in ("12", "1969-1971", "2199,2200"):
        with pytest.raises(CronConversionError) as caught:
            systemd.to_calendar(f"0 0 0 1 1 * {year}", dialect=ancient)
        problem = caught.value.problems[0]
        assert (problem.code, problem.span[0], problem.field) == ("SYD007", 12, "year")
    assert systemd.to_calendar("0 0 0 1 1 * 2199", dialect=ancient) == ["2199-01-01 00:00:00"]
    assert systemd.to_calendar("0 0 0 1 1 * *", dialect=ancient) == ["*-01-01 00:00:00"]


def test_drawn_values_are_numbers() -> None:
    (line,) = systemd.to_calendar("H H * * *", dialect="jenkins", seed="backup")
    expr = cronexpr.parse("H H * * *", dialect="jenkins", seed="backup")
    assert systemd.from_calendar(line).equivalent(expr)


@given(text=expressions())
@example("0 0 1,L * +0,1#2")
def test_what_is_written_is_read_back(text: str) -> None:
    lines = lines_of(text)
    if lines is not None and has_form(text):
        assert systemd.from_calendar("\n".join(lines)).equivalent(cronexpr.parse(text))


# -- units --------------------------------------------------------------------------------------------------

HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cc", "Cs"), max_codepoint=0x2FFF),
        st.sampled_from(list("\"\\'%$;#=[]{}|&~`\t -@:+!")),
    ),
    min_size=1,
    max_size=30,
)


def verify(units: dict[str, str]) -> str:
    """Return what the real systemd has to say against *units*: nothing, if all is well."""
    with tempfile.TemporaryDirectory() as directory:
        for name, text in units.items():
            Path(directory, name).write_text(text, encoding="utf-8")
        answer = run("verify", *[str(Path(directory, name)) for name in units])
    return answer.stderr + f"return code {answer.returncode}" * (answer.returncode != 0)


@pytest.mark.parametrize("text", ["0 2 * * *", "@reboot", "0 9 13,L * fri", "0 0 15W * *", "0 0 30 2 *"])
def test_systemd_takes_the_units(text: str) -> None:
    assert verify(systemd.to_units(text, "true", "job", persistent=True)) == ""


def test_systemd_would_find_fault_with_a_wrong_unit() -> None:
    units = systemd.to_units("0 2 * * *", "true", "job")
    assert "Failed to parse calendar" in verify(
        {**units, "job.timer": units["job.timer"].replace("02:00", "25:00")}
    )


@given(command=HOSTILE, description=HOSTILE)
@settings(max_examples=25 * (10 if SLOW else 1))
def test_no_command_or_description_spoils_a_unit(command: str, description: str) -> None:
    if description.endswith("\\"):
        description += "."
    assert verify(systemd.to_units("0 2 * * *", command, "job", description=description)) == ""


@pytest.fixture(scope="module")
def commands_dir() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as directory:
        yield Path(directory)


def parsed_commands(lines: list[str], directory: Path) -> list[list[str]]:
    """Return what systemd's own parser makes of ``ExecStart=`` *lines*, before it expands variables."""
    manager = shutil.which("systemd", path="/lib/systemd:/usr/lib/systemd")
    if manager is None or not hasattr(os, "geteuid"):
        pytest.skip("systemd itself is not installed")
    unit = "\n".join(["[Service]", "Type=oneshot", *[f"ExecStart={line}" for line in lines], ""])
    Path(directory, "job.service").write_text(unit, encoding="utf-8")
    runtime = directory / "runtime"
    runtime.mkdir(exist_ok=True)
    options: dict[str, object] = {}
    if os.geteuid() == 0:
        # A test run is refused to root.
        directory.chmod(0o755)
        os.chown(runtime, 65534, 65534)
        options = {"user": 65534, "group": 65534, "extra_groups": []}
    environment = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "HOME": str(runtime),
        "XDG_RUNTIME_DIR": str(runtime),
        "SYSTEMD_UNIT_PATH": f"{directory}:",
    }
    command = [manager, "--test", "--user", "--unit=job.service"]
    answer = subprocess.run(  # type: ignore[call-overload]
        command, env=environment, capture_output=True, text=True, check=False, timeout=60, **options
    )
    block = answer.stdout.partition("-> Unit job.service:")[2].partition("-> Unit ")[0]
    found = re.findall(r"Command Line: (.*)", block)
    if not found:
        pytest.skip(f"systemd does not make test runs here: {answer.stderr[-200:]}")
    return [unquoted(line) for line in found]


def unquoted(line: str) -> list[str]:
    """Take a command line apart as systemd prints it."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|([^ ]+)', line)
    names = {"t": "\t"}
    return [
        re.sub(r"\\(.)", lambda found: names.get(found[1], found[1]), quoted or bare)
        for quoted, bare in words
    ]


@given(arguments=st.lists(st.lists(HOSTILE, min_size=1, max_size=4), min_size=1, max_size=12))
@settings(max_examples=8 * (10 if SLOW else 1))
def test_systemd_reads_the_arguments_that_were_given(arguments: list[list[str]], commands_dir: Path) -> None:
    from cronexpr.schedulers._units import exec_start

    found = parsed_commands([exec_start(["/bin/echo", *words]) for words in arguments], commands_dir)
    # It expands variables when it runs the command: $$ is then one.
    assert found == [["/bin/echo", *[word.replace("$", "$$") for word in words]] for words in arguments]


def test_a_command_is_a_shells_or_a_program_with_arguments() -> None:
    shell = systemd.to_units("0 2 * * *", 'echo "$HOME" 100%', "job")["job.service"]
    assert shell.endswith('ExecStart="/bin/sh" "-c" "echo \\"$$HOME\\" 100%%"\n')
    program_ = systemd.to_units("0 2 * * *", ("/bin/echo", "$HOME", ""), "job")["job.service"]
    assert program_.endswith('ExecStart="/bin/echo" "$$HOME" ""\n')


def test_the_units_say_where_they_came_from() -> None:
    units = systemd.to_units("0\t2 * * *\n", "true", "job")
    assert [text.splitlines()[0] for text in units.values()] == ["# cron: 0 2 * * *"] * 2
    units = systemd.to_units("0 0 2 ? * *", "true", "job", dialect="quartz")
    assert units["job.timer"].startswith("# cron: 0 0 2 ? * * (quartz)\n")


def test_a_timer_is_exact_and_makes_up_for_nothing_unless_asked() -> None:
    timer = systemd.to_units("0 2 * * *", "true", "job")["job.timer"]
    assert "\nAccuracySec=1s\nPersistent=false\nUnit=job.service\n" in timer
    assert "Persistent=true" in systemd.to_units("0 2 * * *", "true", "job", persistent=True)["job.timer"]
    assert "Persistent" not in systemd.to_units("@reboot", "true", "job")["job.timer"]


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"name": "../x"}, "SYD004", "cannot be the name"),
        ({"name": ""}, "SYD004", "cannot be the name"),
        ({"name": "-x"}, "SYD004", "cannot be the name"),
        ({"name": "x@y"}, "SYD004", "cannot be the name"),
        ({"name": "x" * 201}, "SYD004", "cannot be the name"),
        ({"name": "x\n[Service]"}, "SYD004", "cannot be the name"),
        ({"name": "x.timer"}, "SYD004", "the suffix"),
        ({"command": "true\nExecStart=evil"}, "SYD005", "the command"),
        ({"command": "a\0b"}, "SYD005", "the command"),
        ({"command": ["/bin/echo", "\ud800"]}, "SYD005", "the command"),
        ({"command": ""}, "SYD006", "empty"),
        ({"command": []}, "SYD006", "empty"),
        ({"command": ["", "x"]}, "SYD006", "empty"),
        ({"command": "x" * 131_072}, "SYD006", "longer"),
        ({"command": ["-true"]}, "SYD006", "instruction"),
        ({"command": ["$SHELL"]}, "SYD006", "instruction"),
        ({"description": "a\r"}, "SYD005", "the description"),
        ({"description": "a\\"}, "SYD005", "backslash"),
    ],
)
def test_what_cannot_stand_in_a_unit_file_is_refused(
    changes: dict[str, object], code: str, words: str
) -> None:
    arguments: dict[str, object] = {"command": "true", "name": "job", **changes}
    with pytest.raises(CronOptionError, match=words) as caught:
        systemd.to_units("0 2 * * *", **arguments)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.hint


@pytest.mark.parametrize("changes", [{"name": 5}, {"command": [1]}, {"description": b"x"}])
def test_a_wrong_type_is_a_type_error(changes: dict[str, object]) -> None:
    arguments: dict[str, object] = {"command": "true", "name": "job", **changes}
    with pytest.raises(TypeError, match="must be a str"):
        systemd.to_units("0 2 * * *", **arguments)  # type: ignore[arg-type]


# -- what is read -------------------------------------------------------------------------------------------

ACCEPTED = {
    "Mon-Fri 09:00": "0 9 * * 1-5",
    "Mon-Wed,Fri 9:00": "0 9 * * 1-3,5",
    "biannually": "0 0 1 1,7 *",
    "bi-annually": "0 0 1 1,7 *",
    "semi-annually": "0 0 1 1,7 *",
    "anually": "0 0 1 1 *",
    "26-01-01": "0 0 0 1 1 * 2026",
    "70/2-01-01": "0 0 0 1 1 * 1970-2199/2",
    "68..069/1-01-01": "0 0 0 1 1 * 2068,2069",
    "mon-sun 9:00 utc": "0 9 * * *",
    "*:8/51": "8,59 * * * *",
    "*:0..10/20": "0 * * * *",
    "14..24/3:00": "0 14-23/3 * * *",
    "*-*~03/2": "0 0 L-2,L * *",
}
REFUSED = (
    "*:7/59",
    "*:0..70/20:00/60",
    "0..24:00",
    "*-*-1/31",
    "*-*~01/3",
    "*-*~02/2",
    "100-01-01",
    "Fri-Mon",
    "Mon-Tue-Wed",
    "Mon - Fri 9:00",
    "utc",
)


@pytest.mark.parametrize("text", [*ACCEPTED, *REFUSED])
def test_systemd_accepts_and_refuses_what_is_read_and_refused_here(text: str) -> None:
    assert (run("calendar", "--", text).returncode == 0) == (text in ACCEPTED)


@pytest.mark.parametrize(
    ("text", "expected_source"),
    [
        ("minutely", "* * * * *"),
        ("Weekly", "0 0 * * 1"),
        ("quarterly", "0 0 1 */3 *"),
        ("mon,Wednesday *-*-* 9:00", "0 9 * * 1,3"),
        ("9:5", "5 9 * * *"),
        ("12-25", "0 0 25 12 *"),
        ("Sat", "0 0 * * 6"),
        ("daily UTC", "0 0 * * *"),
        ("*-*~07/1 00:00:00", "0 0 L-6,L-5,L-4,L-3,L-2,L-1,L * *"),
        ("*-*-* 09:00\n\n*-*-* 17:00", "0 9,17 * * *"),
        ("OnCalendar=*-*-* 09:00\nOnCalendar=Mon *-*-* 09:00", "0 9 * * *"),
        ("2026-01-01\n2028-01-01", "0 0 0 1 1 * 2026,2028"),
        *ACCEPTED.items(),
    ],
)
def test_calendar_event_expressions_are_read(text: str, expected_source: str) -> None:
    found = systemd.from_calendar(text)
    assert found.equivalent(cronexpr.parse(expected_source)), found
    assert found.dst == "skip"


@given(text=expressions(), after=MOMENTS)
@settings(max_examples=20 * (10 if SLOW else 1))
def test_what_systemd_normalises_is_read_alike(text: str, after: datetime) -> None:
    lines = lines_of(text) or []
    normal = re.findall(r"Normalized form: (.*)", run("calendar", "--", *lines).stdout) if lines else []
    assert len(normal) == len(lines)
    if normal and has_form(text):
        assert systemd.from_calendar("\n".join(normal)).equivalent(cronexpr.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "foo",
        "25:00",
        "*:60",
        "*-*-32",
        "*-*~29",
        "Sun..Mon",
        "Fri..Mon *-*-* 00:00:00",
        "0 9 * * *",
        "*-*-* 00:00:00.5",
        "@1234",
        "*-*-*-* 00:00",
        "1:2:3:4",
        "*-*-1..",
        "*-*-5..1",
        "*-*-1/0",
        "*-*-* 00:00:00 Nowhere/City",
        "Mon Tue",
        "*-*-²",
        *REFUSED,
    ],
)
def test_what_is_no_calendar_event_expression_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(CronSyntaxError) as caught:
        systemd.from_calendar(f"daily\n{text}" if text else text)
    (problem,) = caught.value.problems
    assert problem.code == "SYD011"
    assert problem.span == ((6, 6 + len(text)) if text else (0, 0))


def test_weekdays_may_end_with_a_comma_as_in_the_manual() -> None:
    assert systemd.from_calendar("Wed, 17:48").source == "48 17 * * 3"


def test_a_setting_goes_on_behind_a_backslash_and_a_comment_does_not() -> None:
    text = "[Timer]\n# every hour \\\nOnCalendar=Mon \\\n  03:00\n"
    assert systemd.from_timer(text).source == "0 3 * * 1"
    with pytest.raises(CronSyntaxError) as caught:
        systemd.from_timer(text.replace("03:00", "03:60"))
    start, stop = caught.value.problems[0].span
    assert text[start:stop] == "Mon \\\n  03:00"


@pytest.mark.parametrize("text", ["x" * 16_385, "\n" * 201])
def test_what_is_too_long_is_not_read(text: str) -> None:
    for read in (systemd.from_calendar, systemd.from_timer):
        with pytest.raises(CronSyntaxError) as caught:
            read(text)
        assert caught.value.problems[0].code == "SYD012"


@given(text=st.text(st.sampled_from(list("0123456789*-~:/.,@ \nMonFriUTC")), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found: object = systemd.from_calendar(text)
    except (CronSyntaxError, CronConversionError) as error:
        found = error.problems[0].code[:3]
    assert found == "SYD" or isinstance(found, CronExpression)


def test_lines_that_are_no_one_expression_are_told_one_by_one() -> None:
    with pytest.raises(CronConversionError) as caught:
        systemd.from_calendar("*-*-* 09:00\n*-*-* 17:30")
    (problem,) = caught.value.problems
    assert problem.code == "SYD013"
    assert problem.hint == "2 expressions say it together: 0 9 * * *; 30 17 * * *"
    with pytest.raises(CronConversionError, match="different time zones"):
        systemd.from_calendar("*-*-* 09:00\n*-*-* 09:00 UTC")


def test_days_that_one_expression_cannot_say_are_refused() -> None:
    with pytest.raises(CronConversionError) as caught:
        systemd.from_calendar("Mon *-*-3\nTue *-*-4")
    assert caught.value.problems[0].code == "SYD015"


@given(text=sparse_expressions())
@settings(max_examples=20 * (10 if SLOW else 1))
def test_a_timer_is_read_back(text: str) -> None:
    if lines_of(text) is not None and has_form(text):
        timer = systemd.to_units(text, "true", "job")["job.timer"]
        assert systemd.from_timer(timer).equivalent(cronexpr.parse(text))


def test_a_timer_is_read_as_systemd_reads_it() -> None:
    text = (
        "[Unit]\nOnCalendar=hourly\n[Timer]\n# OnCalendar=daily\n; x\nOnCalendar=weekly\nOnCalendar=\n"
        "OnCalendar = Mon *-*-* 9:00\nAccuracySec=1h\nOnCalendar=Tue *-*-* 9:00\n"
        "[Install]\nOnCalendar=daily\n"
    )
    assert systemd.from_timer(text).source == "0 9 * * 1,2"
    assert systemd.from_timer("[Timer]\nOnBootSec=0\n").is_reboot
    assert systemd.from_timer("[Timer]\nOnStartupSec=0 min\n").is_reboot


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no OnCalendar="),
        ("OnCalendar=daily", "no OnCalendar="),
        ("[Timer]\nOnBootSec=5min", "nothing like OnBootSec="),
        ("[Timer]\nOnCalendar=daily\nOnUnitActiveSec=1h", "nothing like OnUnitActiveSec="),
        ("[Timer]\nOnCalendar=daily\nOnBootSec=0", "nothing like OnBootSec="),
    ],
)
def test_a_timer_that_cron_has_nothing_like_is_refused(text: str, words: str) -> None:
    with pytest.raises(CronConversionError, match=words) as caught:
        systemd.from_timer(text)
    assert caught.value.problems[0].code == "SYD014"


def test_an_argument_of_the_wrong_type_or_name_is_refused() -> None:
    with pytest.raises(TypeError, match="text must be a str"):
        systemd.from_calendar(None)  # type: ignore[arg-type]
    with pytest.raises(CronOptionError):
        systemd.to_calendar("0 9 * * *", dialect="unknown")
    with pytest.raises(CronSyntaxError):
        systemd.to_calendar("0 24 * * *")
