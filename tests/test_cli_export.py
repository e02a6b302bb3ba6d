"""The command line's ``export`` and ``import``."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cronexpr
from cronexpr import cli
from cronexpr.cli._export_targets import FLAGS, TARGETS
from cronexpr.cli._exporting import COMMANDS
from cronexpr.schedulers import systemd, windows

Capture = pytest.CaptureFixture[str]
ARN = ("--target-arn", "arn:aws:sqs:::q", "--role-arn", "arn:aws:iam:::role/r")
IMAGE = ("--image", "busybox")
NEEDED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "windows": ((), ("--", "backup.exe")),
    "systemd": ((), ("--", "backup", "--all")),
    "celery": ((), ("--", "tasks.backup")),
    "rrule": ((), ()),
    "ics": ((), ()),
    "kubernetes": (IMAGE, ()),
    "github": ((), ()),
    "aws": (ARN, ()),
}
each_target = pytest.mark.parametrize("target", NEEDED)


def run(capsys: Capture, *argv: str) -> tuple[int, str, str]:
    """Return the status and what was printed; of a usage error, the status that the process ends with."""
    try:
        status = cli.main([*argv])
    except SystemExit as error:
        status = int(error.code or 0)
    return (status, *capsys.readouterr())


def export(capsys: Capture, target: str, *options: str, text: str = "0 2 * * *") -> tuple[int, str, str]:
    needed, words = NEEDED[target]
    return run(capsys, "export", text, "--to", target, *needed, *options, *words)


def test_every_target_is_tested() -> None:
    assert [target.name for target in TARGETS] == [*NEEDED]


# What is written


@each_target
def test_every_target_writes_and_says_where_it_comes_from(capsys: Capture, target: str) -> None:
    status, out, _ = export(capsys, target, "--json")
    record = json.loads(out)
    assert status == 0
    assert (record["expression"], record["dialect"], record["to"]) == ("0 2 * * *", "standard", target)
    for text in record["files"].values():
        # Recurrence rules have no comments.
        assert "cron: 0 2 * * *" in text or target == "rrule"


@each_target
def test_the_dialect_is_told_where_it_is_another(capsys: Capture, target: str) -> None:
    _, out, _ = export(capsys, target, "--json", "--dialect", "quartz", text="0 0 2 ? * MON")
    text = "".join(json.loads(out)["files"].values())
    # The parentheses are escaped in calendars' texts by nobody, in XML neither.
    assert "cron: 0 0 2 ? * MON" in text.replace("\r\n ", "") or target == "rrule"
    assert "quartz" in text or target in ("rrule", "windows")


def test_a_timer_and_its_service_are_printed_one_behind_the_other(capsys: Capture) -> None:
    status, out, _ = export(capsys, "systemd", "--tz", "UTC", text="0 2 L * *")
    assert (status, [line for line in out.splitlines() if line.startswith("# backup")]) == (
        0,
        ["# backup.timer", "# backup.service"],
    )
    assert "OnCalendar=*-*~01 02:00:00 UTC\n" in out
    assert 'ExecStart="backup" "--all"\n' in out


def test_one_word_is_for_a_shell_only_if_it_needs_one(capsys: Capture) -> None:
    for target, options in (("systemd", ()), ("kubernetes", IMAGE)):
        found = {}
        for word in ("/opt/backup", "cd /x && ./backup"):
            argv = ("export", "0 2 * * *", "--to", target, *options, "--name", "job", "--", word)
            found[word] = run(capsys, *argv)[1].rstrip().splitlines()[-1]
        assert "/bin/sh" not in found["/opt/backup"]
        assert "/bin/sh" in found["cd /x && ./backup"]


def test_a_task_for_windows_has_program_and_arguments_apart(capsys: Capture) -> None:
    words = ("C:\\Python\\python.exe", "C:\\My Scripts\\backup.py", "--to", 'a "b"\\')
    options = ("--start-in", "C:\\My Scripts", "--highest-privileges", "--catch-up")
    _, out, _ = run(capsys, "export", "0 9 * * 1-5", "--to", "windows", *options, "--json", "--", *words)
    ((name, text),) = json.loads(out)["files"].items()
    assert name == "python.xml"
    assert "<Command>C:\\Python\\python.exe</Command>" in text
    expected = subprocess.list2cmdline(words[1:]).replace('"', "&quot;")
    assert f"<Arguments>{expected}</Arguments>" in text.replace('"', "&quot;")
    assert "<WorkingDirectory>C:\\My Scripts</WorkingDirectory>" in text
    assert "<RunLevel>HighestAvailable</RunLevel>" in text
    assert "<StartWhenAvailable>true</StartWhenAvailable>" in text


def test_a_task_for_windows_is_printed_to_the_byte() -> None:
    command = [sys.executable, "-m", "cronexpr", "export", "0 9 * * *", "--to", "windows", "--", "backup.exe"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout == windows.to_task_xml(
        "0 9 * * *", "backup.exe", name="backup", description="At 9:00 AM every day"
    )


def test_celery_has_its_own_schedule_where_that_will_do(capsys: Capture) -> None:
    _, out, _ = run(capsys, "export", "0 9 * * mon", "--to", "celery", "--", "tasks.report", "a", 'b"')
    found: dict[str, Any] = {"app": type("App", (), {"conf": type("Conf", (), {})()})()}
    pytest.importorskip("celery")
    exec(out, found)
    entry = found["app"].conf.beat_schedule["tasks.report"]
    assert (entry["task"], entry["args"]) == ("tasks.report", ["a", 'b"'])
    assert repr(entry["schedule"]) == "<crontab: 0 9 * * 1 (m/h/dM/MY/d)>"
    _, out, err = run(
        capsys, "export", "0 9 L * *", "--to", "celery", "--tz", "Europe/Berlin", "--name", "x", "--", "t"
    )
    exec(out, found)
    assert (
        repr(found["app"].conf.beat_schedule["x"]["schedule"])
        == "CronSchedule('0 9 L * *', tz='Europe/Berlin')"
    )
    assert err == ""


def test_rules_and_calendars_begin_when_asked_to(capsys: Capture) -> None:
    _, out, _ = export(capsys, "rrule", "--from", "2026-11-23 03:00")
    assert out == "DTSTART:20261124T020000\nRRULE:FREQ=DAILY;BYHOUR=2;BYMINUTE=0;BYSECOND=0\n"
    _, out, _ = export(
        capsys, "ics", "--from", "2026-11-23", "--tz", "Europe/Berlin", "--description", "Backup"
    )
    assert "DTSTART;TZID=Europe/Berlin:20261123T020000\n" in out.replace("\r\n", "\n")
    assert "SUMMARY:Backup\n" in out.replace("\r\n", "\n")


def test_several_lines_are_several_jobs(capsys: Capture) -> None:
    _, out, err = export(capsys, "aws", "--name", "job", "--tz", "UTC", text="0 0 13 * fri")
    assert out.count("aws scheduler create-schedule") == 2
    assert "warning[CNV103]" in err


def test_differences_are_told_beside_the_output(capsys: Capture) -> None:
    _, out, err = export(capsys, "kubernetes", "--tz", "Europe/Berlin")
    assert [line[8:14] for line in err.splitlines()] == ["CNV101", "CNV102"]
    assert "CNV" not in out
    _, _, err = export(capsys, "kubernetes")
    assert "info[CNV104]: kubernetes runs by the time zone of .spec.timeZone" in err
    _, out, err = export(capsys, "kubernetes", "--json")
    assert [found["code"] for found in json.loads(out)["differences"]] == ["CNV101", "CNV102", "CNV104"]
    assert err == ""


@pytest.mark.parametrize("target", ["aws", "github"])
def test_no_clock_change_is_told_of_where_the_clock_is_that_of_utc(capsys: Capture, target: str) -> None:
    _, out, _ = export(capsys, target, "--json", text="30 2 * * *")
    assert [found["code"] for found in json.loads(out)["differences"]] == ["CNV104"]


@pytest.mark.parametrize("target", ["rrule", "ics"])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/London", "UTC"])
@pytest.mark.parametrize("when", ["2026-01-01T20:00Z", "2026-01-01 20:00+00:00", "2026-01-01 20:00 GMT"])
def test_a_start_in_utc_makes_rules_in_utc_on_any_machine(target: str, zone: str, when: str) -> None:
    argv = [sys.executable, "-m", "cronexpr", "export", "30 2 * * *", "--to", target, "--from", when]
    done = subprocess.run(argv, env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True)
    assert "DTSTART:20260102T023000Z\n" in done.stdout
    assert done.stderr == ""


def test_a_task_that_repeats_for_hours_is_told_to_be_off_when_the_clocks_change(capsys: Capture) -> None:
    text = "*/15 9-17 * * *"
    for options, expected in (
        ((text,), ["WTS013"]),
        ((text, "--wall-clock"), []),
        ((text, "--tz", "UTC"), []),
        (("0 9 * * *",), []),
    ):
        _, out, _ = export(capsys, "windows", "--json", *options[1:], text=options[0])
        assert [found["code"] for found in json.loads(out)["differences"]] == ["WTS015", *expected]


@pytest.mark.parametrize(
    ("options", "principal", "run_as"),
    [
        (("--logon-type", "S4U"), "<LogonType>S4U</LogonType>", ""),
        (
            ("--logon-type", "Password", "--user", "ME\\me"),
            "<UserId>ME\\me</UserId> <LogonType>Password</LogonType>",
            ' /ru "ME\\me" /rp *',
        ),
        (("--logon-type", "none", "--user", "S-1-5-18"), "<UserId>S-1-5-18</UserId>", ""),
    ],
)
def test_a_task_for_windows_may_run_while_nobody_is_logged_on(
    capsys: Capture, tmp_path: Path, options: tuple[str, ...], principal: str, run_as: str
) -> None:
    _, out, _ = export(capsys, "windows", "--json", "-o", str(tmp_path), *options, text="@reboot")
    record = json.loads(out)
    assert record["differences"] == []
    (text,) = record["files"].values()
    assert f'<Principal id="Author"> {principal} <RunLevel>' in " ".join(text.split())
    (command,) = record["commands"]
    assert command.endswith(f'.xml"{run_as}')


@pytest.mark.parametrize(
    ("text", "words"),
    [("@reboot", "when the system starts nobody is yet"), ("@daily", "a cron job always does")],
)
def test_a_task_that_runs_only_while_its_user_is_logged_on_is_told_to(
    capsys: Capture, tmp_path: Path, text: str, words: str
) -> None:
    _, _, err = export(capsys, "windows", "-o", str(tmp_path), text=text)
    assert err.startswith("warning[WTS015]: it runs only while its user is logged on, ")
    assert words in err
    assert "--logon-type S4U" in err


def test_a_task_with_a_password_needs_a_user(capsys: Capture) -> None:
    status, out, err = export(capsys, "windows", "--logon-type", "Password")
    assert (status, out) == (2, "")
    assert "--logon-type Password wants --user" in err


def test_help_tells_which_targets_take_a_command(capsys: Capture) -> None:
    out = " ".join(run(capsys, "export", "--help")[1].split())
    assert "usage: cronexpr export EXPR --to TARGET [OPTION ...] [-- COMMAND ...] " in out
    for targets in re.findall(r"COMMAND what to run: .*?\((.*?)\)", out):
        for target in TARGETS:
            assert (target.name in targets) == ("words" in target.takes)


def test_the_description_is_the_sentence_everywhere(capsys: Capture) -> None:
    for target in (target for target in TARGETS if "description" in target.takes):
        _, out, _ = export(capsys, target.name, "--json")
        assert "At 2:00 AM every day" in "".join(json.loads(out)["files"].values())
        _, out, _ = export(capsys, target.name, "--json", "--description", "Backup of all")
        assert "Backup of all" in "".join(json.loads(out)["files"].values())


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        (("python backup.py",), True),
        (("cd backups && backup > log",), True),
        (("C:\\Python\\python.exe backup.py",), True),
        (("backup.BAT > log",), True),
        (("C:\\Program Files\\Backup\\backup.exe",), False),
        (("%ProgramFiles%\\My Backup\\backup",), False),
        (("backup.exe",), False),
        (("python", "my backup.py"), False),
    ],
)
def test_a_line_for_a_shell_is_told_to_be_one_programs_name_to_windows(
    capsys: Capture, words: tuple[str, ...], is_told: bool
) -> None:
    _, out, _ = run(capsys, "export", "0 2 * * *", "--to", "windows", "--json", "--", *words)
    assert [found["code"] for found in json.loads(out)["differences"]] == is_told * ["WTS014"] + ["WTS015"]


# Where it is written


def test_a_file_is_written_once_and_overwritten_on_demand_only(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "job.yaml"
    status, out, _ = export(capsys, "kubernetes", "-o", str(file))
    written = file.read_bytes()
    assert (status, out) == (0, f"wrote {file}\nthen: kubectl apply -f {file}\n")
    status, out, err = export(capsys, "kubernetes", "-o", str(file), "--tz", "UTC")
    assert (status, out, file.read_bytes()) == (2, "", written)
    assert "is there already; --force overwrites it" in err
    assert export(capsys, "kubernetes", "-o", str(file), "--tz", "UTC", "--force")[0] == 0
    assert file.read_bytes() != written


def test_several_files_go_into_a_directory_or_nowhere(capsys: Capture, tmp_path: Path) -> None:
    status, out, err = export(capsys, "systemd", "-o", str(tmp_path / "backup.timer"))
    assert (status, out) == (2, "")
    assert "a directory that exists" in err
    (tmp_path / "backup.service").touch()
    assert export(capsys, "systemd", "-o", str(tmp_path))[0] == 2
    assert not (tmp_path / "backup.timer").exists()
    status, out, _ = export(capsys, "systemd", "-o", str(tmp_path), "--force")
    assert status == 0
    assert systemd.from_timer((tmp_path / "backup.timer").read_text()).source == "0 2 * * *"
    assert out.splitlines()[2].startswith("then: systemctl link /")


def test_what_was_written_is_in_the_json_too(capsys: Capture, tmp_path: Path) -> None:
    _, out, _ = export(capsys, "windows", "-o", str(tmp_path), "--json")
    record = json.loads(out)
    path = tmp_path / "backup.xml"
    assert list(record["files"]) == [str(path)]
    assert record["commands"] == [f'schtasks /create /tn "\\backup" /xml "{path}"']
    assert windows.from_task_xml(path.read_bytes()).source == "0 2 * * *"


def test_a_name_cannot_lead_out_of_the_directory(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    for target in NEEDED:
        if target != "rrule":
            export(capsys, target, "--name", "../outside", "-o", str(tmp_path / "inside"))
    assert [path.name for path in tmp_path.iterdir()] == ["inside"]


def test_a_name_that_is_cut_short_does_not_end_with_a_dash(capsys: Capture) -> None:
    status, out, _ = run(
        capsys, "export", "0 2 * * *", "--to", "kubernetes", *IMAGE, "--", f"{39 * 'a'}-b", "c"
    )
    assert status == 0
    assert f'  name: "{39 * "a"}"\n' in out


def test_a_directory_that_is_missing_is_told(capsys: Capture, tmp_path: Path) -> None:
    status, _, err = export(capsys, "github", "-o", str(tmp_path / "no" / "job.yml"))
    assert status == 2
    assert "cannot write" in err


@pytest.mark.parametrize(("file", "message"), [("no/", "no directory 'no/'"), ("", "it is empty")])
def test_what_is_no_file_is_not_made_one(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = export(capsys, "github", "-o", file)
    assert status == 2
    assert message in err
    assert [*tmp_path.iterdir()] == []


# What is refused


@pytest.mark.parametrize(
    ("target", "text", "code"),
    [
        ("windows", "0 0 15W * *", "WTS004"),
        ("celery", "@reboot", "CNV005"),
        ("rrule", "@reboot", "RRL001"),
        ("ics", "0 0 31 2 *", "RRL005"),
        ("rrule", "0 0 31 2 *", "RRL005"),
        ("rrule", "0 0 0 1 1 * 2020", "RRL005"),
        ("windows", "0 0 31 2 *", "WTS001"),
        ("kubernetes", "0 0 L * *", "CNV006"),
        ("github", "* * * * *", "GHA002"),
        ("github", "@reboot", "CNV005"),
        ("aws", "*/10 * * * * *", "CNV002"),
    ],
)
def test_what_cannot_be_said_ends_with_1_and_tells_what_to_do(
    capsys: Capture, target: str, text: str, code: str
) -> None:
    status, out, err = export(capsys, target, text=text)
    assert (status, out) == (1, "")
    assert err.startswith(f"error[{code}]")
    assert "  help: " in err
    status, out, err = export(capsys, target, "--json", text=text)
    assert (status, err) == (1, "")
    assert [problem["code"] for problem in json.loads(out)["problems"]] == [code]


NEVER = [(target, "0 0 31 2 *", "CRL001") for target in ("systemd", "celery", "kubernetes", "github", "aws")]
NO_MORE = [(target, "0 0 0 1 1 * 2020", "CRL029") for target in ("windows", "systemd", "celery", "aws")]


@pytest.mark.parametrize(("target", "text", "code"), NEVER + NO_MORE)
def test_what_never_fires_is_written_where_it_can_be_said_and_told(
    capsys: Capture, tmp_path: Path, target: str, text: str, code: str
) -> None:
    status, out, err = export(capsys, target, "-o", str(tmp_path), text=text)
    assert status == 0
    assert out.startswith("wrote ")
    assert err.startswith(f"warning[{code}]: this never runs")
    status, out, err = export(capsys, target, "--json", text=text)
    assert (status, err) == (0, "")
    assert [problem["code"] for problem in json.loads(out)["warnings"]] == [code]


@each_target
def test_no_warning_is_told_of_what_fires(capsys: Capture, target: str) -> None:
    assert json.loads(export(capsys, target, "--json", text="*/45 * * * *")[1])["warnings"] == []


@pytest.mark.parametrize(
    ("options", "text", "keyword", "flag"),
    [
        ((), "0 0 13 * 5", "allow_duplicates=True in Python", "--allow-duplicates"),
        (("--tz", "Europe/Berlin"), "0 9 * * *", "expr.replace(tz=None) in Python", "no --tz"),
    ],
)
def test_hints_tell_the_option_of_the_command_line_and_that_of_python(
    capsys: Capture, options: tuple[str, ...], text: str, keyword: str, flag: str
) -> None:
    status, _, err = export(capsys, "windows", *options, text=text)
    (hint,) = [line for line in err.splitlines() if line.startswith("  help: ")]
    assert status == 1
    assert f"{keyword}, {flag} on the command line" in hint


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["0 24 * * *", "--to", "github"], "error[CRON103]"),
        (["0 9 * * *", "--to", "github", "--tz", "Europe/Berln"], "error[OPT002]"),
        (["0 9 * * *", "--to", "github", "--dialect", "cron"], "error[OPT001]"),
        (["0 9 * * *", "--to", "anacron"], "invalid choice"),
        (["0 9 * * *"], "--to"),
        (["0 9 * * *", "--to", "windows"], "say what to run, behind --"),
        (["0 9 * * *", "--to", "kubernetes"], "--image"),
        (["0 9 * * *", "--to", "kubernetes", *IMAGE, "--name", "A"], "error[KUB002]"),
        (["0 9 * * *", "--to", "aws"], "EventBridge runs no commands"),
        (["0 9 * * *", "--to", "aws", *ARN, "--", "backup"], "aws has no use for a command"),
        (["0 9 * * *", "--to", "rrule", "--from", "whenever"], "cannot read the time"),
        (["0 9 * * *", "--to", "systemd", "--nmae", "x", "--", "a"], "did you mean --name?"),
        (["0 9 * * *", "--to", "systemd", "--"], "nothing stands behind --"),
    ],
)
def test_misuse_ends_with_2(capsys: Capture, argv: list[str], message: str) -> None:
    status, out, err = run(capsys, "export", *argv)
    assert (status, out) == (2, "")
    assert message in err


# What people read in a calendar is written as far as it can be.
TEXTS = [
    (target.name, text)
    for target in TARGETS
    for text in ("name", "description", "words")
    if text in target.takes and target.name != "ics"
]


@pytest.mark.parametrize(("target", "text"), TEXTS)
def test_a_text_that_cannot_be_used_ends_with_2(capsys: Capture, target: str, text: str) -> None:
    needed, words = NEEDED[target]
    wrong = "half a pair: \ud800"
    options, words = ((), ("--", "a", wrong)) if text == "words" else ((FLAGS[text], wrong), words)
    status, out, err = run(capsys, "export", "0 2 * * *", "--to", target, *needed, *options, *words)
    assert (status, out) == (2, "")
    assert err.startswith("error[")


@each_target
def test_what_belongs_to_other_targets_is_refused(capsys: Capture, target: str) -> None:
    (takes,) = [found.takes for found in TARGETS if found.name == target]
    (options,) = [command.options for command in COMMANDS if command.name == "export"]
    tried = 0
    for flags, settings in options:
        name = settings.get("dest", flags[0].lstrip("-").replace("-", "_"))
        if name not in FLAGS or name in takes or name == "words":
            continue
        tried += 1
        value = [] if settings.get("action") == "store_true" else [settings.get("choices", ["x"])[0]]
        status, out, err = export(capsys, target, flags[0], *value)
        assert (status, out) == (2, ""), flags
        assert f"{target} has no use for {flags[0]}, which is for " in err
    assert tried >= 5


def test_double_dashes_among_the_words_are_theirs(capsys: Capture) -> None:
    for argv in (
        ["0 2 * * *", "--to", "systemd", "--", "a", "--", "b", "--c"],
        ["--to", "systemd", "0 2 * * *", "--", "a", "--", "b", "--c"],
        ["0 2 * * *", "--", "a", "--", "b", "--c"],
    ):
        command = ["export", *argv] if "--to" in argv else ["export", "--to", "systemd", *argv]
        assert run(capsys, *command)[1].rstrip().endswith('ExecStart="a" "--" "b" "--c"')


def test_help_imports_neither_frameworks_nor_schedulers() -> None:
    program = (
        "import sys; from cronexpr.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "cronexpr.cli" in loaded
    strange = (
        "celery",
        "django",
        "apscheduler",
        "sqlalchemy",
        "pydantic",
        "cronexpr.schedulers.",
        "cronexpr.integrations",
    )
    assert [name for name in loaded if name.startswith(strange)] == []


# Back


@pytest.mark.parametrize(
    ("target", "kind"),
    [("windows", "windows"), ("systemd", "systemd"), ("rrule", "rrule"), ("ics", "icalendar")],
)
@pytest.mark.parametrize("text", ["0 9 * * 1-5", "0 9 13 * 5", "*/15 9-17 * * *", "0 0 L * *"])
def test_what_was_exported_is_imported(
    capsys: Capture, tmp_path: Path, target: str, kind: str, text: str
) -> None:
    extra = ("--allow-duplicates",) if target == "windows" else ()
    _, out, _ = export(capsys, target, *extra, "-o", str(tmp_path), "--json", text=text)
    status, out, err = run(capsys, "import", next(iter(json.loads(out)["files"])), "--json")
    record = json.loads(out)
    assert (status, err, record["format"]) == (0, "", kind)
    (found,) = record["expressions"]
    assert cronexpr.parse(found["expression"], dialect=found["dialect"]).equivalent(cronexpr.parse(text))
    assert found["description"] == cronexpr.describe(found["expression"], dialect=found["dialect"])


def given_on_stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def imported(capsys: Capture, monkeypatch: pytest.MonkeyPatch, content: str | bytes) -> tuple[int, str, str]:
    given_on_stdin(monkeypatch, content.encode() if isinstance(content, str) else content)
    return run(capsys, "import", "-")


def test_sentence_and_dialect_are_told(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    job = {"kind": "CronJob", "spec": {"schedule": "0 9 * * 1-5", "timeZone": "Europe/Berlin"}}
    assert imported(capsys, monkeypatch, json.dumps(job)) == (
        0,
        "0 9 * * 1-5\n  At 9:00 AM, Monday through Friday (Europe/Berlin); dialect kubernetes\n",
        "",
    )
    assert imported(capsys, monkeypatch, "[Timer]\nOnCalendar=daily\n") == (
        0,
        "0 0 * * *\n  At midnight every day\n",
        "",
    )


JOBS = [{"kind": "CronJob", "spec": {"schedule": f"{minute} * * * *"}} for minute in range(3)]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"kind": "List", "items": JOBS}, ["0 * * * *", "1 * * * *", "2 * * * *"]),
        (JOBS[:1], ["0 * * * *"]),
        ({"ScheduleExpression": "cron(0 9 L * ? *)"}, ["0 9 L * ? *"]),
        ({"Rules": [{"Name": "a"}, {"ScheduleExpression": "cron(0 9 L * ? *)"}]}, ["0 9 L * ? *"]),
    ],
)
def test_json_of_several_is_read(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, document: Any, expected: list[str]
) -> None:
    status, out, _ = imported(capsys, monkeypatch, json.dumps(document, indent=2))
    assert (status, out.splitlines()[::2]) == (0, expected)


FROM_CRON = "a\r\nDESCRIPTION:cron: 0 9 13 * 5"
EVENT = "BEGIN:VEVENT\r\nSUMMARY:{}\r\nDTSTART:20260105T090000\r\nRRULE:{}\r\nEND:VEVENT\r\n"


def calendar(*events: tuple[str, str]) -> str:
    # A zone has rules of its own, which are none of a schedule's.
    zone = "BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nRRULE:FREQ=YEARLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    return f"BEGIN:VCALENDAR\r\n{zone}{''.join([EVENT.format(*event) for event in events])}END:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([("a", "FREQ=DAILY")], ["0 9 * * *"]),
        ([("a", "FREQ=MONTHLY;BYMONTHDAY=13"), ("a", "FREQ=WEEKLY;BYDAY=FR")], ["0 9 13 * *", "0 9 * * 5"]),
        ([(FROM_CRON, "FREQ=MONTHLY;BYMONTHDAY=13"), (FROM_CRON, "FREQ=WEEKLY;BYDAY=FR")], ["0 9 13 * 5"]),
        # Of two exports that are no one expression any more, each is read by itself.
        (
            [(FROM_CRON, "FREQ=DAILY;BYHOUR=7;BYMINUTE=30"), (FROM_CRON, "FREQ=DAILY")],
            ["30 7 * * *", "0 9 * * *"],
        ),
        ([("a", "FREQ=DAILY;BYHOUR=7;BYMINUTE=30"), ("a", "FREQ=DAILY")], ["30 7 * * *", "0 9 * * *"]),
        ([("a", "FREQ=DAILY"), ("b", "FREQ=WEEKLY;BYDAY=\r\n FR")], ["0 9 * * *", "0 9 * * 5"]),
    ],
)
def test_events_are_read_together_where_they_came_from_one_expression(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, events: list[tuple[str, str]], expected: list[str]
) -> None:
    status, out, _ = imported(capsys, monkeypatch, calendar(*events))
    assert (status, out.splitlines()[::2]) == (0, expected)


def test_lines_of_oncalendar_need_no_unit(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    status, out, _ = imported(capsys, monkeypatch, "OnCalendar=Mon 09:00\nOnCalendar=Tue 09:00\n")
    assert (status, out.splitlines()[0]) == (0, "0 9 * * 1,2")


def test_each_event_has_its_name(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "b" * 99
    text = calendar(("Tea\\, 5\\nminutes", "FREQ=DAILY"), (long, "FREQ=DAILY"), ("c", "FREQ=DAILY;COUNT=2"))
    status, out, err = imported(capsys, monkeypatch, text.replace("SUMMARY:T", "SUMMARY;LANGUAGE=en:T"))
    assert (status, out.splitlines()[1::2]) == (
        1,
        ["  Tea, 5 minutes: At 9:00 AM every day", f"  {long[:60]}...: At 9:00 AM every day"],
    )
    assert err.startswith("c:\nerror[RRL013]: ")


COUNTED = {
    "kind": "CronJob",
    "metadata": {"name": "often", "namespace": "a"},
    "spec": {"schedule": "@every 1h"},
}
RATE = {"Name": "often", "ScheduleExpression": "rate(5 minutes)"}
DAILY = {"Name": "daily", "ScheduleExpression": "cron(0 10 * * ? *)"}


@pytest.mark.parametrize(
    ("document", "expected", "status", "complaint"),
    [
        (
            {"kind": "List", "items": [JOBS[0], COUNTED, JOBS[1]]},
            ["0 * * * *", "  #1: Every hour; ", "1 * * * *", "  #3: Every hour at 1 "],
            2,
            "a/often:\nerror[CRON117]: ",
        ),
        ({"Rules": [RATE, DAILY]}, ["0 10 * * ? *", "  daily: At 10:00 AM"], 1, "often:\nerror[AWS010]: "),
    ],
)
def test_what_cannot_be_read_of_several_keeps_none_of_the_others(
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    document: Any,
    expected: list[str],
    status: int,
    complaint: str,
) -> None:
    found, out, err = imported(capsys, monkeypatch, json.dumps(document))
    assert found == status
    assert [line[: len(start)] for line, start in zip(out.splitlines(), expected, strict=True)] == expected
    assert err.startswith(complaint)
    given_on_stdin(monkeypatch, json.dumps(document).encode())
    found, out, err = run(capsys, "import", "-", "--json")
    record = json.loads(out)
    assert (found, err) == (status, "")
    assert [one["expression"] for one in record["expressions"]] == expected[::2]
    assert f"{record['problems'][0]['name']}:\nerror[{record['problems'][0]['code']}]: " == complaint


def switched_off() -> bytes:
    task = windows.to_task_xml("0 9 * * *", "backup.exe").decode("utf-16")
    start, settings, end = task.partition("<Settings>")
    return (start + settings + end.replace("<Enabled>true", "<Enabled>false")).encode("utf-16")


def delayed() -> bytes:
    task = windows.to_task_xml("0 9 * * *", "backup.exe").decode("utf-16")
    return task.replace("</Enabled>", "</Enabled><RandomDelay>PT1H</RandomDelay>", 1).encode("utf-16")


TIMER = "[Timer]\nOnCalendar=9:00\nRandomizedDelaySec={}\n"


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (windows.to_task_xml("0 9 * * *", "backup.exe"), []),
        (switched_off(), ["WTS029"]),
        (delayed(), ["WTS030"]),
        (TIMER.format("12h"), ["SYD016"]),
        (TIMER.format("0"), []),
        (TIMER.format("1h\nRandomizedDelaySec=0s"), []),
        (TIMER.format("1h\nRandomizedDelaySec="), []),
        (json.dumps({"kind": "CronJob", "spec": {"schedule": "0 9 * * *", "suspend": True}}), ["KUB011"]),
        (json.dumps({"kind": "CronJob", "spec": {"schedule": "0 9 * * *", "suspend": False}}), []),
        (json.dumps(DAILY | {"State": "DISABLED"}), ["AWS011"]),
        (json.dumps(DAILY | {"State": "ENABLED", "FlexibleTimeWindow": {"Mode": "OFF"}}), []),
        (json.dumps(DAILY | {"FlexibleTimeWindow": {"Mode": "FLEXIBLE"}, "EndDate": 1.0}), ["AWS011"] * 2),
    ],
)
def test_what_an_expression_does_not_say_is_told_beside_it(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, content: str | bytes, codes: list[str]
) -> None:
    status, out, err = imported(capsys, monkeypatch, content)
    assert (status, len(out.splitlines())) == (0, 2)
    assert re.findall(r"^warning\[(.*?)\]: ", err, re.MULTILINE) == codes
    given_on_stdin(monkeypatch, content.encode() if isinstance(content, str) else content)
    record = json.loads(run(capsys, "import", "-", "--json")[1])
    assert [note["code"] for note in record["notes"]] == codes
    assert all(cronexpr.explain_code(code) for code in codes)


def test_however_many_events_have_one_summary_they_are_read(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [("busy", f"FREQ=DAILY;BYHOUR={number % 24};BYMINUTE={number % 60}") for number in range(400)]
    status, out, _ = imported(capsys, monkeypatch, calendar(*events))
    assert (status, len(out.splitlines())) == (0, 800)


def test_an_occurrence_that_was_moved_is_not_passed_over(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = (
        "BEGIN:VEVENT\r\nUID:{}\r\nRECURRENCE-ID:20260106T090000\r\nDTSTART:20260107T090000\r\nEND:VEVENT\r\n"
    )
    text = calendar(("a", "FREQ=DAILY")).replace("SUMMARY", "UID:1\r\nSUMMARY")
    for uid, status in (("1", 1), ("2", 0)):
        found, _, err = imported(
            capsys, monkeypatch, text.replace("END:VCAL", moved.format(uid) + "END:VCAL")
        )
        assert (found, "error[RRL019]" in err) == (status, status == 1)


@pytest.mark.parametrize(
    ("content", "status", "message"),
    [
        ("", 2, "what can be read is a Windows task"),
        ("0 9 * * * backup\n", 2, "cronexpr crontab list FILE"),
        (b"\xff\x00", 2, "no text in UTF-8"),
        ("kind: CronJob\nspec:\n  schedule: '0 9 * * *'\n", 2, "kubectl get cronjob NAME -o json"),
        ("on:\n  schedule:\n    - cron: '0 9 * * *'\n", 2, "cronexpr explain --dialect github"),
        ("{}", 2, "no Kubernetes CronJob"),
        ('{"a": [', 2, "no JSON"),
        ('[{"a": 1}]', 2, "no Kubernetes CronJob"),
        ("[" + '["', 2, "what can be read"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", 2, "no event in it that recurs"),
        (calendar(("a", "FREQ=DAILY;COUNT=5")), 1, "error[RRL013]"),
        ("RRULE:FREQ=DAILY;INTERVAL=2", 1, "error[RRL01"),
        ("[Timer]\nOnCalendar=nonsense\n", 2, "error[SYD011]"),
        ("[Timer]\nOnUnitActiveSec=5min\n", 1, "error[SYD014]"),
        ("<a/>", 2, "error[WTS020]"),
        ('{"kind": "CronJob", "spec": {}}', 2, "error[KUB010]"),
        ('{"kind": "CronJob", "metadata": [], "spec": {"schedule": 5}}', 2, "error[KUB010]"),
        ('{"ScheduleExpression": "rate(5 minutes)"}', 1, "error[AWS010]"),
        ('{"kind": "CronJob", "spec": {"schedule": "0 24 * * *"}}', 2, "error[CRON103]"),
        ('{"kind": "CronJob", "spec": {"schedule": "0 9 * * *", "timeZone": "Mars"}}', 2, "error[OPT002]"),
        (" " * ((1 << 20) + 1), 2, "more than 1,048,576 bytes"),
    ],
)
def test_what_is_not_read_is_told_why(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, content: str | bytes, status: int, message: str
) -> None:
    found, out, err = imported(capsys, monkeypatch, content)
    assert (found, out) == (status, "")
    assert message in err


def test_one_file_at_a_time_is_imported(capsys: Capture) -> None:
    status, _, err = run(capsys, "import", "a.timer", "b.timer")
    assert (status, err.splitlines()[0]) == (2, "cronexpr import: unexpected argument 'b.timer'")


def test_help_keeps_the_names_of_products(capsys: Capture) -> None:
    assert "Read a schedule back: a Windows task, a systemd timer" in run(capsys, "import", "--help")[1]


def test_deep_json_is_refused(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert imported(capsys, monkeypatch, '{"a": ' + "[" * 500_000)[0] == 2


def test_a_file_that_is_missing_is_told(capsys: Capture, tmp_path: Path) -> None:
    status, _, err = run(capsys, "import", str(tmp_path / "no"))
    assert status == 2
    assert "No such file" in err


def test_json_has_the_problems(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "rule"
    file.write_text("RRULE:FREQ=DAILY;COUNT=5")
    status, out, err = run(capsys, "import", str(file), "--json")
    record = json.loads(out)
    assert (status, err, record["file"]) == (1, "", str(file))
    assert record["problems"][0]["code"] == "RRL013"


def test_a_shell_reads_what_to_do_next(capsys: Capture, tmp_path: Path) -> None:
    folder = tmp_path / "a 'b' c"
    folder.mkdir()
    for target in ("systemd", "kubernetes", "aws"):
        _, out, _ = export(capsys, target, "-o", str(folder), "--json")
        record = json.loads(out)
        words = [word for command in record["commands"] for word in shlex.split(command)]
        assert {*record["files"]} <= {*words}


def test_systemd_takes_the_units(capsys: Capture, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed")
    words = ("--", "/bin/echo", "100%", "$HOME", "it's")
    argv = (
        "export",
        "0 9 13 * fri",
        "--to",
        "systemd",
        "--tz",
        "Europe/Berlin",
        "--name",
        "job",
        "-o",
        str(tmp_path),
    )
    assert run(capsys, *argv, *words)[0] == 0
    units = [str(tmp_path / name) for name in ("job.timer", "job.service")]
    done = subprocess.run([program, "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "job." in line]) == (0, [])
