"""The command line: most of it called in process, a handful in a real one."""

from __future__ import annotations

import io
import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

import cronexpr
from cronexpr import cli
from cronexpr.cli import _input
from cronexpr.cli._commands import Command, Family

BERLIN = ["--tz", "Europe/Berlin"]
FRIDAY = ["--from", "2026-11-20 12:00"]

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(capsys: Capture, *argv: str) -> tuple[int, str, str]:
    """Return the status, the output and the complaints of the command line called with *argv*."""
    try:
        status = cli.main(list(argv))
    except SystemExit as end:
        status = int(end.code or 0)
    return (status, *capsys.readouterr())


def feed(monkeypatch: Patch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def process(*argv: str, program: tuple[str, ...] = ("-m", "cronexpr")) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    # Where it is set, nothing waits in a buffer, and what should have been flushed is not missed.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.Popen(
        [sys.executable, *program, *argv], stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=env
    )


# next and previous


def test_next_prints_weekday_time_offset_and_zone(capsys: Capture) -> None:
    status, out, err = run(
        capsys, "next", "*/15 9-17 * * mon-fri", *BERLIN, "--from", "2026-11-20 17:30", "-n", "2"
    )
    assert out.splitlines() == [
        "Fri 2026-11-20 17:45:00 +01:00  Europe/Berlin",
        "Mon 2026-11-23 09:00:00 +01:00  Europe/Berlin",
    ]
    assert (status, err) == (0, "")


def test_next_is_right_across_a_clock_change(capsys: Capture) -> None:
    zone = ["--tz", "America/New_York"]
    _, out, _ = run(capsys, "next", "0 9-17 * * 1-5", *zone, "--from", "2026-10-30 16:30", "-n", "2")
    assert out.splitlines() == [
        "Fri 2026-10-30 17:00:00 -04:00  America/New_York",
        "Mon 2026-11-02 09:00:00 -05:00  America/New_York",
    ]


def test_both_passes_of_a_fold_are_told_apart_by_their_offsets(capsys: Capture) -> None:
    _, out, _ = run(capsys, "next", "*/30 * * * *", *BERLIN, "--from", "2027-10-31 01:45", "-n", "4")
    assert [line[15:27] for line in out.splitlines()] == [
        "02:00:00 +02",
        "02:30:00 +02",
        "02:00:00 +01",
        "02:30:00 +01",
    ]


def test_without_a_zone_times_are_local_and_have_no_offset(capsys: Capture) -> None:
    assert run(capsys, "next", "0 9 * * 1-5", *FRIDAY, "-n", "1") == (0, "Mon 2026-11-23 09:00:00\n", "")


@pytest.mark.parametrize("command", ["next", "explain"])
@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-03-27", "note: 2027-03-28 02:30:00 does not exist in this system's time zone"),
        ("2027-10-30", "note: 2027-10-31 02:30:00 happens twice in this system's time zone"),
        ("2027-06-01", ""),
    ],
)
def test_a_time_without_a_zone_that_the_systems_zone_lacks_is_told(
    capsys: Capture, monkeypatch: Patch, command: str, day: str, said: str
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    status, out, err = run(capsys, command, "30 2 * * *", "--from", day, "-n", "3")
    assert (status, out.count(" 02:30:00")) == (0, 3)
    assert err.startswith(said)
    assert err.count("--tz") == err.count("\n") == bool(said)
    assert run(capsys, command, "30 2 * * *", *BERLIN, "--from", day, "-n", "3")[2] == ""
    monkeypatch.setenv("TZ", "UTC")
    assert run(capsys, command, "30 2 * * *", "--from", day, "-n", "3") == (0, out, "")


def test_next_is_strictly_after_and_previous_strictly_before(capsys: Capture) -> None:
    at_nine = ["--from", "2026-11-23 09:00", "-n", "1"]
    assert run(capsys, "next", "0 9 * * *", *at_nine)[1] == "Tue 2026-11-24 09:00:00\n"
    assert run(capsys, "previous", "0 9 * * *", *at_nine)[1] == "Sun 2026-11-22 09:00:00\n"


def test_previous_prints_the_latest_first(capsys: Capture) -> None:
    _, out, _ = run(capsys, "previous", "0 9 * * *", *BERLIN, *FRIDAY, "-n", "2")
    assert out.splitlines() == [
        "Fri 2026-11-20 09:00:00 +01:00  Europe/Berlin",
        "Thu 2026-11-19 09:00:00 +01:00  Europe/Berlin",
    ]


def test_next_prints_all_until_a_moment_that_is_named_or_as_many_as_are_asked_for(capsys: Capture) -> None:
    night = ["0 0-22/2 * * *", *BERLIN, "--from", "2027-03-28 00:00", "--to", "2027-03-28 16:00"]
    out = run(capsys, "next", *night)[1].splitlines()
    assert [line[15:30] for line in out] == [
        "03:00:00 +02:00",
        *[f"{hour:02}:00:00 +02:00" for hour in range(4, 16, 2)],
    ]
    assert run(capsys, "next", *night, "-n", "2")[1].splitlines() == out[:2]


@pytest.mark.parametrize(
    ("text", "stop", "status", "said"),
    [
        ("0 9 * * *", "2026-01-01 09:00", 1, "no occurrence in that time"),
        ("0 9 * * *", "2025-01-01", 1, "no occurrence in that time"),
        ("* * * * * *", "2027-01-01", 2, "more than 1,000,000 occurrences: give -n, or a nearer --to"),
        ("0 9 * * *", "2027-01-01T00:00+01:00", 2, "give both --from and --to a UTC offset"),
    ],
)
def test_next_says_why_there_is_none_until_then_or_far_too_many(
    capsys: Capture, text: str, stop: str, status: int, said: str
) -> None:
    found, out, err = run(capsys, "next", text, "--from", "2026-01-01", "--to", stop)
    assert (found, out, said in err) == (status, "", True)


def test_five_occurrences_from_now_are_the_default(capsys: Capture) -> None:
    status, out, _ = run(capsys, "next", "* * * * *")
    assert (status, len(out.splitlines())) == (0, 5)


def test_next_as_json_is_one_object_on_one_line(capsys: Capture) -> None:
    _, out, _ = run(capsys, "next", "0 9 * * 1-5", *BERLIN, *FRIDAY, "-n", "1", "--json")
    assert out.count("\n") == 1
    assert json.loads(out) == {
        "expression": "0 9 * * 1-5",
        "dialect": "standard",
        "tz": "Europe/Berlin",
        "occurrences": ["2026-11-23T09:00:00+01:00"],
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0 0 30 2 *", "no date ever matches"),
        ("0 0 0 1 1 * 1999", "no occurrence in that time"),
        ("@reboot", "runs when the system starts"),
    ],
)
def test_no_occurrence_is_status_1_and_said_why(capsys: Capture, text: str, reason: str) -> None:
    status, out, err = run(capsys, "next", text)
    assert (status, out) == (1, "")
    assert reason in err


# the moment


@pytest.mark.parametrize(
    ("when", "first"),
    [
        ("2026-11-20", "Fri 2026-11-20 09:00:00 +01:00"),
        ("20 November 2026 9am", "Sat 2026-11-21 09:00:00 +01:00"),
        ("2026-11-20T07:59+00:00", "Fri 2026-11-20 09:00:00 +01:00"),
        ("2026-11-20 08:00Z", "Sat 2026-11-21 09:00:00 +01:00"),
    ],
)
def test_a_moment_is_read_by_dateutil_in_the_zone_unless_it_has_its_own(
    capsys: Capture, when: str, first: str
) -> None:
    assert run(capsys, "next", "0 9 * * *", *BERLIN, "--from", when, "-n", "1")[1].startswith(first)


def test_a_moment_with_an_offset_needs_no_zone(capsys: Capture) -> None:
    _, out, _ = run(capsys, "next", "0 9 * * *", "--from", "2026-11-20T08:00+05:30", "-n", "1")
    assert out == "Fri 2026-11-20 09:00:00 +05:30\n"


@pytest.mark.parametrize(
    "when",
    [
        "",
        "tomorrow-ish",
        "2026-13-45",
        "2026-11-20 09:00 CEST",
        "2026-11-20 09:00+99:99",
        "9" * 30,
        "1 " * 900,
    ],
)
def test_a_moment_that_cannot_be_read_is_misuse(capsys: Capture, when: str) -> None:
    status, out, err = run(capsys, "next", "0 9 * * *", "--from", when)
    assert (status, out) == (2, "")
    assert "cannot read the time" in err
    assert len(err) < 200


@pytest.mark.parametrize(
    ("when", "either", "other"),
    [
        ("03/04/2027", "2027-03-04", "2027-04-03"),
        ("3/4/27 09:00", "2027-03-04", "2027-04-03"),
        ("12:00 03.04.2027", "2027-03-04", "2027-04-03"),
        ("11-12-2027", "2027-11-12", "2027-12-11"),
    ],
)
def test_a_date_that_may_be_two_is_refused(capsys: Capture, when: str, either: str, other: str) -> None:
    status, out, err = run(capsys, "next", "0 9 * * *", "--from", when)
    assert (status, out) == (2, "")
    assert f"is two dates: write {either} or {other}" in err
    assert "is two dates" in run(capsys, "match", "0 9 * * *", "03/04")[2]


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("03/03/2027", "2027-03-03"),
        ("13/04/2027", "2027-04-13"),
        ("04/13/2027", "2027-04-13"),
        ("2027/03/04", "2027-03-04"),
        ("2027-03-04T05:00-06:00", "2027-03-04"),
        ("2027-03-04 05:06-03", "2027-03-04"),
        ("4 Mar 2027 05:06:07.08", "2027-03-04"),
    ],
)
def test_other_dates_are_one(capsys: Capture, when: str, day: str) -> None:
    status, out, _ = run(capsys, "next", "0 9 * * *", "--from", when, "-n", "1")
    assert (status, out[4:14]) == (0, day)


# count and match


def test_count_is_half_open(capsys: Capture) -> None:
    day = ["--from", "2026-11-23 09:00", "--to", "2026-11-24 09:00"]
    assert run(capsys, "count", "0 9 * * *", *day) == (0, "1\n", "")


def test_count_follows_the_zone(capsys: Capture) -> None:
    day = ["--from", "2027-10-31", "--to", "2027-11-01", "--json"]
    _, out, _ = run(capsys, "count", "0 * * * *", *BERLIN, *day)
    assert json.loads(out)["count"] == 25


def test_count_refuses_bounds_of_two_kinds(capsys: Capture) -> None:
    status, _, err = run(capsys, "count", "0 9 * * *", "--from", "2026-11-23", "--to", "2026-11-24T00:00Z")
    assert status == 2
    assert "--tz" in err


@pytest.mark.parametrize(
    ("when", "status", "answer"), [("2026-11-23 09:00", 0, "yes"), ("2026-11-23 09:00:00.000001", 1, "no")]
)
def test_match_answers_in_its_status_too(capsys: Capture, when: str, status: int, answer: str) -> None:
    assert run(capsys, "match", "0 9 * * 1-5", when) == (status, f"{answer}\n", "")


def test_match_as_json(capsys: Capture) -> None:
    _, out, _ = run(capsys, "match", "0 9 * * 1-5", "2026-11-23 09:00", *BERLIN, "--json")
    assert json.loads(out) == {
        "expression": "0 9 * * 1-5",
        "when": "2026-11-23T09:00:00+01:00",
        "matches": True,
    }


# check


def test_check_of_a_good_expression_is_status_0(capsys: Capture) -> None:
    assert run(capsys, "check", "0 9 * * 1-5") == (0, "ok: 0 9 * * 1-5\n", "")


def test_check_shows_every_problem_and_its_place(capsys: Capture) -> None:
    status, out, _ = run(capsys, "check", "0 9 * * 1-5", "60 24 * * *")
    assert status == 1
    assert out.splitlines() == [
        "ok: 0 9 * * 1-5",
        "error[CRON103]: minute 60 is out of range; minutes run 0-59",
        "  60 24 * * *",
        "  ^^ minute",
        "  help: for the top of the hour use 0: `0 0 * * *`",
        "error[CRON103]: hour 24 is out of range; hours run 0-23",
        "  60 24 * * *",
        "     ^^ hour",
        "  help: midnight is hour 0: `0 0 * * *`",
    ]


def test_check_as_json_has_every_field_of_a_problem(capsys: Capture) -> None:
    status, out, _ = run(capsys, "check", "0 24 * * *", "--json")
    (problem,) = cronexpr.check("0 24 * * *")
    assert status == 1
    assert json.loads(out) == {"expression": "0 24 * * *", "problems": [problem.as_dict()]}


def test_check_reads_the_dialect(capsys: Capture) -> None:
    assert run(capsys, "check", "0 0 L-3W * *")[0] == 1
    assert run(capsys, "check", "0 0 L-3W * *", "--dialect", "extended")[0] == 0


def test_remarks_are_asked_for_and_count_only_when_strict(capsys: Capture) -> None:
    text = ["check", "0 9 * * 0,7", "--tz", "UTC"]
    assert run(capsys, *text) == (0, "ok: 0 9 * * 0,7\n", "")
    statuses = {}
    for option in (["--select", "all"], ["--select", "strict"], ["--strict"]):
        status, out, _ = run(capsys, *text, *option)
        assert out.startswith("info[CRL013]")
        statuses[" ".join(option)] = status
    assert statuses == {"--select all": 0, "--select strict": 1, "--strict": 1}
    assert run(capsys, "check", "* 9 * * *", "--tz", "UTC", "--select", "all")[0] == 1


def test_check_ignores_codes(capsys: Capture) -> None:
    assert run(capsys, "check", "* 9 13 * 5", "--ignore", "CRL002", "--ignore", "CRL009")[0] == 0
    assert run(capsys, "check", "* 9 13 * 5", "--ignore", "CRL002")[0] == 1
    status, out, err = run(capsys, "check", "* * * * *", "--ignore", "CRX1")
    assert (status, out) == (2, "")
    assert "OPT006" in err


# seeds


DRAWN = ["H H * * *", "--dialect", "jenkins"]


@pytest.mark.parametrize(
    ("argv", "answer"),
    [
        (["next", *DRAWN, "--from", "2026-11-22", "-n", "1"], "Sun 2026-11-22 06:38:00"),
        (["previous", *DRAWN, "--from", "2026-11-22", "-n", "1"], "Sat 2026-11-21 06:38:00"),
        (["count", *DRAWN, "--from", "2026-11-22 06:38", "--to", "2026-11-22 06:39"], "1"),
        (["match", DRAWN[0], "2026-11-22 06:38", *DRAWN[1:]], "yes"),
        (["describe", *DRAWN], "At 6:38 AM every day"),
        (["explain", *DRAWN], "At 6:38 AM every day"),
        (["convert", DRAWN[0], "--from", "jenkins", "--to", "vixie"], "38 6 * * *"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_is_left_to_chance_is_drawn_from_the_seed(capsys: Capture, argv: list[str], answer: str) -> None:
    status, out, err = run(capsys, *argv, "--seed", "backup")
    assert (status, out.splitlines()[0], err) == (0, answer, "")
    status, out, err = run(capsys, *argv)
    assert (status, out) == (2, "")
    assert err.startswith("error[OPT005]")
    assert "--seed" in err


def test_check_needs_no_seed_but_heeds_one(capsys: Capture) -> None:
    text = ["check", "H H(1-3) * * *", "--dialect", "jenkins", "--tz", "Europe/Berlin", "--select", "all"]
    assert run(capsys, *text)[0] == 0
    # The gap and the fold in Berlin are at 2: "a" draws 3:58, and "b" 2:36.
    assert "CRL019" not in run(capsys, *text, "--seed", "a")[1]
    assert "CRL019" in run(capsys, *text, "--seed", "b")[1]


# policies for clock changes


@pytest.mark.parametrize(
    ("argv", "answers"),
    [
        (
            ["next", "--from", "2027-03-28", "-n", "1"],
            ("Sun 2027-03-28 03:00:00 +02", "Mon 2027-03-29 02:30:00 +02"),
        ),
        (
            ["previous", "--from", "2027-03-29", "-n", "1"],
            ("Sun 2027-03-28 03:00:00", "Sat 2027-03-27 02:30:00 +01"),
        ),
        (["count", "--from", "2027-03-28", "--to", "2027-03-29"], ("1", "0")),
        (["match", "2027-03-28 03:00"], ("yes", "no")),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_the_policy_for_clock_changes_can_be_named(
    capsys: Capture, argv: list[str], answers: tuple[str, str]
) -> None:
    command = [argv[0], "30 2 * * *", *argv[1:], *BERLIN]
    for policy, answer in zip(([], ["--dst", "skip"]), answers, strict=True):
        assert run(capsys, *command, *policy)[1].startswith(answer)


def test_explain_heeds_the_policy(capsys: Capture) -> None:
    out = run(capsys, "explain", "30 2 * * *", *BERLIN, "--from", "2027-03-28", "--dst", "skip")[1]
    assert "2027-03-28" not in out
    assert "Mon 2027-03-29 02:30:00" in out


def test_check_heeds_the_policy(capsys: Capture) -> None:
    command = ["check", "30 2 * * *", *BERLIN, "--select", "all"]
    assert "it will run at 03:00" in run(capsys, *command)[1]
    assert "it will not run then" in run(capsys, *command, "--dst", "skip")[1]


def test_the_policies_are_listed_where_one_is_unknown_and_in_the_help(capsys: Capture) -> None:
    status, out, err = run(capsys, "next", "30 2 * * *", *BERLIN, "--dst", "foreward")
    assert (status, out) == (2, "")
    assert "OPT003" in err
    told = " ".join(run(capsys, "next", "--help")[1].split())
    assert "vixie, skip, wall, quartz, cronos, croniter" in " ".join(err.split())
    assert "vixie, skip, wall, quartz, cronos, croniter" in told


def test_a_policy_without_a_zone_is_refused(capsys: Capture) -> None:
    status, out, err = run(capsys, "next", "30 2 * * *", "--dst", "skip")
    assert (status, out) == (2, "")
    assert "--tz" in err


# standard input


def test_expressions_are_read_from_standard_input_one_a_line(capsys: Capture, monkeypatch: Patch) -> None:
    feed(monkeypatch, "0 9 * * *\n\n  \n0 10 * * *\r\n")
    status, out, _ = run(capsys, "next", "-", *FRIDAY, "-n", "1")
    assert status == 0
    assert out.splitlines() == [
        "0 9 * * *",
        "  Sat 2026-11-21 09:00:00",
        "0 10 * * *",
        "  Sat 2026-11-21 10:00:00",
    ]


def test_a_bad_line_does_not_stop_the_others(capsys: Capture, monkeypatch: Patch) -> None:
    feed(monkeypatch, "61 * * * *\n0 9 * * *\n")
    status, out, err = run(capsys, "count", "-", "--from", "2026-01-01", "--to", "2027-01-01")
    assert (status, out) == (2, "0 9 * * *\n  365\n")
    assert err.startswith("error[CRON103]")


def test_an_endless_line_is_refused_not_kept(capsys: Capture, monkeypatch: Patch) -> None:
    feed(monkeypatch, "*" * 100_000 + "\n* * * * *")
    status, out, _ = run(capsys, "check", "-")
    assert status == 1
    assert out.startswith("error[CRON104]")
    assert out.endswith("ok: * * * * *\n")
    assert len(out) < 1_000


# misuse


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["nonsense"],
        ["next"],
        ["check"],
        ["count", "* * * * *"],
        ["next", "* * * * *", "-n", "0"],
        ["next", "* * * * *", "-n", "-1"],
        ["next", "* * * * *", "-n", "1000001"],
        ["next", "* * * * *", "-n", "five"],
        ["next", "* * * * *", "-n", "٣"],
        ["next", "* * * * *", "--tz", "Europe/Berln"],
        ["next", "* * * * *", "--tz", "../../etc/passwd"],
        ["next", "* * * * *", "--dialect", "quarz"],
        ["check", "* * * * *", "--dialect", "quarz"],
        ["next", "61 * * * *"],
        ["match", "61 * * * *", "2026-11-23"],
        ["match", "* * * * *"],
    ],
    ids=" ".join,
)
def test_misuse_is_status_2_and_prints_only_a_complaint(capsys: Capture, argv: list[str]) -> None:
    status, out, err = run(capsys, *argv)
    assert (status, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_an_unquoted_expression_is_noticed(capsys: Capture) -> None:
    status, _, err = run(capsys, "next", "0", "9", "*", "*", "1-5")
    assert status == 2
    assert "in quotes" in err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["next", "* * * * *", "--skip", "3"], "cronexpr next: unknown option '--skip'"),
        (
            ["next", "* * * * *", "--form=2027-01-01"],
            "cronexpr next: unknown option '--form'; did you mean --from?",
        ),
        (
            ["next", "* * * * *", "--dial", "vixie"],
            "cronexpr next: unknown option '--dial'; did you mean --dialect?",
        ),
        (
            ["crontab", "edit", "1", "--schedul", "x"],
            "cronexpr crontab edit: unknown option '--schedul'; did you mean --schedule?",
        ),
        (["next", "* * * * *", "-x"], "cronexpr next: unknown option '-x'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_unknown_option_is_called_one(capsys: Capture, argv: list[str], said: str) -> None:
    status, out, err = run(capsys, *argv)
    assert (status, out) == (2, "")
    assert err.splitlines() == [said, f"Try `{said.partition(':')[0]} --help`."]


def _commands(rows: tuple[Command | Family, ...], *names: str) -> Iterator[tuple[str, Command]]:
    for row in rows:
        if isinstance(row, Family):
            yield from _commands(row.commands, *names, row.name)
        else:
            yield " ".join([*names, row.name]), row


COMMANDS = dict(_commands(cli.TABLE))


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples_and_the_statuses(capsys: Capture, name: str) -> None:
    command = COMMANDS[name]
    status, out, _ = run(capsys, *name.split(), "--help")
    assert status == 0
    assert f"cronexpr {name}" in command.examples
    assert command.examples.strip() in out
    assert "exit status:" in out


@pytest.mark.parametrize("name", COMMANDS)
def test_help_tells_the_statuses_of_its_command_alone(capsys: Capture, name: str) -> None:
    told = run(capsys, *name.split(), "--help")[1].partition("exit status:")[2].split("\n")
    statuses = [line[2:7].strip() for line in told if line[2:3].isdigit()]
    never_no = name.rsplit(maxsplit=1)[-1] in {"add", "edit", "remove", "disable", "enable"} or name in {
        "count",
        "describe",
        "english",
        "explain",
        "plot",
    }
    assert statuses == (["0", "2", "130"] if never_no else ["0", "1", "2", "130"])


@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_takes_a_dialect_takes_a_seed(name: str) -> None:
    settings = [setting for _, setting in COMMANDS[name].options]
    flags = {flag for flags, _ in COMMANDS[name].options for flag in flags}
    takes_dialect = "--dialect" in flags or any(setting.get("dest") == "dialect" for setting in settings)
    assert ("--seed" in flags) == takes_dialect


def test_help_tells_of_what_the_readme_says_it_does(capsys: Capture) -> None:
    readme = (Path(__file__).parent.parent / "README.rst").read_text(encoding="utf-8")
    (sentence,) = [line for line in readme.splitlines() if line.startswith("``cronexpr --help`` lists")]
    _, out, _ = run(capsys, "--help")
    told = sentence.split("``")[3::2]
    assert "--json" in told
    assert [word for word in told if word not in out] == []
    assert "exit status" in sentence
    assert "exit status:" in out


def test_version(capsys: Capture) -> None:
    assert run(capsys, "--version") == (0, f"cronexpr {cronexpr.__version__}\n", "")


# colour


def terminal(monkeypatch: Patch, **environment: str) -> Terminal:
    """Make standard output a terminal; no fixture, since pytest redirects it anew for the test itself."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in ({"TERM": "xterm"} | environment).items():
        monkeypatch.setenv(name, value)
    return screen


def test_problems_are_coloured_on_a_terminal(monkeypatch: Patch) -> None:
    screen = terminal(monkeypatch)
    assert cli.main(["check", "0 24 * * *"]) == 1
    head, source, marker, help_line = screen.getvalue().splitlines()
    assert head.startswith("\x1b[1;31merror[CRON103]:\x1b[0m ")
    assert source == "  0 24 * * *"
    assert "\x1b[" in marker
    assert "\x1b[" in help_line


@pytest.mark.parametrize("refusal", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_colour_can_be_refused(monkeypatch: Patch, refusal: dict[str, str]) -> None:
    screen = terminal(monkeypatch, **refusal)
    assert cli.main(["check", "0 24 * * *"]) == 1
    assert "\x1b" not in screen.getvalue()


def test_an_empty_no_color_refuses_nothing(monkeypatch: Patch) -> None:
    screen = terminal(monkeypatch, NO_COLOR="")
    assert cli.main(["check", "0 24 * * *"]) == 1
    assert "\x1b" in screen.getvalue()


def test_no_colour_without_a_terminal(capsys: Capture) -> None:
    assert "\x1b" not in run(capsys, "check", "0 24 * * *")[1]


# Interruptions


def test_ctrl_c_ends_quietly(capsys: Capture, monkeypatch: Patch) -> None:
    def interrupt(_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(_input, "lines", interrupt)
    assert run(capsys, "check", "-") == (130, "", "")


def test_a_broken_pipe_without_a_file_behind_it_ends_quietly(monkeypatch: Patch) -> None:
    class Broken(io.StringIO):
        def write(self, _text: str, /) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Broken())
    assert cli.main(["check", "* * * * *"]) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", [("check", "0 24 * * *"), ("export", "0 9 * * *", "--to", "rrule")])
def test_a_full_disk_is_told_in_one_line(command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        child = subprocess.run(
            [sys.executable, "-m", "cronexpr", *command], check=False, stdout=full, stderr=subprocess.PIPE
        )
    assert child.returncode == 2
    assert child.stderr.splitlines()[-1:] == [b"cronexpr: No space left on device"]
    assert b"Traceback" not in child.stderr


@pytest.mark.skipif(os.name == "nt", reason="cmd.exe does not close streams")
@pytest.mark.parametrize("command", ["check -", "import -", "crontab check -", "next '0 9 * * *'"])
def test_closed_streams_are_empty_ones(command: str) -> None:
    line = f"{shlex.quote(sys.executable)} -m cronexpr {command} <&- >&-"
    child = subprocess.run(["/bin/sh", "-c", line], check=False, stderr=subprocess.PIPE)
    assert child.returncode in {0, 2}
    assert b"Traceback" not in child.stderr


# In a process of its own


def test_the_module_runs() -> None:
    with process("next", "0 9 * * 1-5", *BERLIN, *FRIDAY, "-n", "1") as child:
        out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (0, "Mon 2026-11-23 09:00:00 +01:00  Europe/Berlin\n", "")


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    with process("next", "* * * * * *", "-n", "100000") as child:
        assert child.stdout is not None
        assert child.stderr is not None
        first = child.stdout.readline()
        child.stdout.close()
        complaint = child.stderr.read()
        status = child.wait(timeout=60)
    assert first[4:6] == "20"
    assert (status, complaint) == (141, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
def test_an_interrupt_from_the_keyboard_ends_it_quietly() -> None:
    # A shell starts background jobs with SIGINT ignored, and Python then lets it be.
    attentive = (
        "import signal, sys; from cronexpr.cli import main;"
        "signal.signal(signal.SIGINT, signal.default_int_handler); sys.exit(main())"
    )
    with process("check", "-", program=("-c", attentive)) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write("* * * * *\n")
        child.stdin.flush()
        assert child.stdout.readline() == "ok: * * * * *\n"
        child.send_signal(signal.SIGINT)
        complaint = child.stderr.read()
        status = child.wait(timeout=60)
    assert (status, complaint) == (130, "")


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_any_bytes_may_come_in_on_any_terminal(encoding: str) -> None:
    child = subprocess.run(
        [sys.executable, "-m", "cronexpr", "check", "-", "0 \uff19 * * *"],
        input=b"\xff\x00 * * * *\n0 \xef\xbc\x99 * * *\n",
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        timeout=60,
        check=False,
    )
    assert (child.returncode, child.stderr) == (1, b"")
    assert child.stdout.count(b"error[") >= 3
