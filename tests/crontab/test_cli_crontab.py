"""``cronexpr crontab``: its output, its exit statuses, and what it does to files."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from table_rows import rows

from cronexpr import cli

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch

SUNDAY = ["--from", "2026-11-22 00:00"]
JOBS = """\
# cronexpr: id=backup
0 2 * * * /path/to/backup_script.sh
0 9 * * 1 /path/to/weekly_report.py
#@daily off
"""


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    path = tmp_path / "jobs"
    path.write_text(JOBS)
    return path


def run(capsys: Capture, *argv: str) -> tuple[int, str, str]:
    try:
        status = cli.main(["crontab", *argv])
    except SystemExit as end:
        status = int(end.code or 0)
    return (status, *capsys.readouterr())


def feed(monkeypatch: Patch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


# check


def test_check_says_that_nothing_is_wrong(capsys: Capture, jobs: Path) -> None:
    assert run(capsys, "check", str(jobs)) == (0, f"ok: {jobs}\n", "")


def test_check_reports_each_problem_with_its_place(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "bad"
    path.write_text("@daily x\n0 24 * * * x\n* 9 * * * y\n")
    status, out, _ = run(capsys, "check", str(path))
    assert status == 1
    assert f"  --> {path}:2:3\n  0 24 * * * x\n    ^^ hour\n" in out
    assert "warning[CRL002]" in out


def test_check_ignores_and_selects(capsys: Capture, monkeypatch: Patch) -> None:
    content = b"* 9 * * * date +%F\nTZ=UTC\n"
    feed(monkeypatch, content)
    assert run(capsys, "check", "-", "--ignore", "CRL002", "--ignore", "CRT001") == (0, "ok: stdin\n", "")
    feed(monkeypatch, content)
    assert "CRT020" in run(capsys, "check", "-", "--select", "all")[1]
    for option, expected in (("--select=all", 0), ("--select=strict", 1), ("--strict", 1)):
        feed(monkeypatch, content)
        status, out, _ = run(capsys, "check", "-", option, "--ignore", "CRL002", "--ignore", "CRT001")
        assert (status, "CRT020" in out) == (expected, True)
    feed(monkeypatch, content)
    for code, advice in (("CRX1", ""), ("CRT999", ""), ("crt001", "did you mean CRT001?")):
        status, out, err = run(capsys, "check", "-", "--ignore", code)
        assert (status, out, f'unknown code "{code}"' in err, advice in err) == (2, "", True, True)


def test_check_tells_of_clock_changes_in_the_zone(capsys: Capture, monkeypatch: Patch) -> None:
    argv = ["check", "-", "--select", "all"]
    feed(monkeypatch, b"30 2 * * * x\n")
    assert "CRL019" not in run(capsys, *argv)[1]
    feed(monkeypatch, b"30 2 * * * x\n")
    out = run(capsys, *argv, "--tz", "Europe/Berlin")[1]
    assert "  --> stdin:1:4\n  30 2 * * * x\n" in out
    assert "02:30 does not exist" in out
    assert "it will run at 03:00" in out
    feed(monkeypatch, b"30 2 * * * x\n")
    assert "OPT002" in run(capsys, *argv, "--tz", "Europe/Berln")[2]


def test_random_values_are_drawn_from_the_seed(capsys: Capture, monkeypatch: Patch) -> None:
    told = {}
    for seed in ([], ["--seed", "backup"], ["--seed", "other"]):
        feed(monkeypatch, b"~ 3 * * * x\n")
        argv = ["next", "-", "--dialect", "cronie", *SUNDAY, "-n", "1", *seed]
        told[" ".join(seed)] = run(capsys, *argv)[1].split()[2]
    assert told["--seed backup"] == "03:38:00"
    assert len(set(told.values())) == 3


def test_check_writes_json(capsys: Capture, monkeypatch: Patch) -> None:
    feed(monkeypatch, b"0 24 * * * x\n")
    status, out, _ = run(capsys, "check", "-", "--json")
    record = json.loads(out)
    assert (status, record["file"]) == (1, "stdin")
    assert [(found["line"], found["column"], found["code"]) for found in record["problems"]] == [
        (1, 3, "CRON103")
    ]


def test_check_writes_sarif(capsys: Capture, monkeypatch: Patch) -> None:
    feed(monkeypatch, b"0 24 * * * date +%F\nTZ=UTC\n")
    status, out, _ = run(capsys, "check", "-", "--sarif", "--select", "all")
    log = json.loads(out)
    driver, results = log["runs"][0]["tool"]["driver"], log["runs"][0]["results"]
    assert (status, log["version"], driver["name"]) == (1, "2.1.0", "cronexpr")
    assert {rule["id"] for rule in driver["rules"]} == {result["ruleId"] for result in results}
    assert [result["level"] for result in results] == ["error", "note"]
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 1, "startColumn": 3, "endColumn": 5}
    assert place["artifactLocation"]["uri"] == "stdin"


def test_check_goes_on_after_a_file_that_cannot_be_read(capsys: Capture, jobs: Path) -> None:
    status, out, err = run(capsys, "check", str(jobs) + "-no", str(jobs))
    assert (status, out) == (2, f"ok: {jobs}\n")
    assert "No such file" in err
    assert run(capsys, "check", "a\0b")[0] == 2


def test_files_are_told_apart_by_their_whole_names(capsys: Capture, tmp_path: Path) -> None:
    names = [str(tmp_path / ("name" * 9) / f"{letter}\x1b") for letter in "ab"]
    shown = [name.replace("\x1b", "\\x1b") for name in names]
    lines = run(capsys, "check", *names)[2].splitlines()
    assert [name in line for name, line in zip(shown, lines, strict=True)] == [True, True]
    assert shown[0] in run(capsys, "remove", "1", "--file", names[0])[2]
    assert (cli.main(["import", names[0]]), shown[0] in capsys.readouterr().err) == (2, True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that takes any bytes for a name")
def test_any_name_of_a_file_can_be_told(capsys: Capture, tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 \x1b[2J\\\n")
    Path(name).write_text("61 * * * * x\n")
    (told,) = json.loads(run(capsys, "check", name, "--sarif")[1])["runs"][0]["results"]
    uri = told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.endswith("/caf%E9%20%1B%5B2J%5C%0A")
    assert json.loads(run(capsys, "check", name, "--json")[1])["file"] == name
    for text, argv in {
        "61 * * * * x\n": ["check", name],
        "@daily x\n": ["check", name],
        "@weekly x\n": ["edit", "1", "--command", "x", "--file", name],
    }.items():
        Path(name).write_text(text)
        out = run(capsys, *argv)[1]
        assert ("\x1b" in out, "caf\\udce9 \\x1b[2J\\\\n" in out) == (False, True)


def test_what_a_reader_would_not_read_is_counted(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "jobs"
    for number, said in ((1_000, False), (3_003, True)):
        path.write_text("TZ=UTC\n61 * * * * x\n" * number)
        status, out, _ = run(capsys, "check", str(path))
        assert (status, out.count(f"--> {path}:")) == (1, 1_000)
        assert out.endswith(f"\nand 2,003 more problems in {path}; --json has them all\n") is said
        told = json.loads(run(capsys, "check", str(path), "--json")[1])["problems"]
        assert [problem["line"] for problem in told] == list(range(2, 2 * number + 1, 2))


def test_files_in_cron_d_have_users_and_names(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "cron.d").mkdir()
    path = tmp_path / "cron.d" / "a.b"
    path.write_text("@daily root x\n")
    out = run(capsys, "check", str(path))[1]
    assert "CRT015" in out
    assert "CRT003" not in out


def test_the_system_option_asks_for_users(capsys: Capture, monkeypatch: Patch) -> None:
    feed(monkeypatch, b"@daily /bin/x\n")
    assert "CRT003" in run(capsys, "check", "-", "--system")[1]


# list and next


def test_list_has_line_sentence_next_and_command(capsys: Capture, jobs: Path) -> None:
    assert run(capsys, "list", str(jobs), *SUNDAY) == (
        0,
        (
            "   2  At 2:00 AM every day  (Sun 2026-11-22 02:00:00)  /path/to/backup_script.sh\n"
            "   3  At 9:00 AM on Mondays  (Mon 2026-11-23 09:00:00)  /path/to/weekly_report.py\n"
            "   4  At midnight every day  (disabled)  off\n"
        ),
        "",
    )


def test_list_shows_what_cannot_be_read_and_escapes(capsys: Capture, monkeypatch: Patch) -> None:
    feed(monkeypatch, b"0 24 * * * a\x1b[2J\n")
    assert run(capsys, "list", "-") == (0, "   1  cannot be read  (-)  a\\x1b[2J\n", "")
    feed(monkeypatch, b"")
    assert run(capsys, "list", "-") == (1, "", "cronexpr crontab list: there is no entry in stdin\n")


def test_list_words_its_sentences_as_describe_does(capsys: Capture, jobs: Path) -> None:
    out = run(capsys, "list", str(jobs), "--24h", *SUNDAY)[1]
    assert "At 02:00 every day  (Sun 2026-11-22 02:00:00)" in out
    assert "Täglich um 02:00 Uhr" in run(capsys, "list", str(jobs), "--locale", "de", *SUNDAY)[1]
    status, _, err = run(capsys, "list", str(jobs), "--locale", "xx", *SUNDAY)
    assert (status, "OPT004" in err) == (2, True)


def test_list_writes_json(capsys: Capture, jobs: Path) -> None:
    records = [json.loads(line) for line in run(capsys, "list", str(jobs), "--json", *SUNDAY)[1].splitlines()]
    assert [record["next"] for record in records] == ["2026-11-22T02:00:00", "2026-11-23T09:00:00", None]
    assert records[0]["id"] == "backup"


EVERYDAY = [row for row in rows("everyday.txt") if len(row[0].split()) > 5]


@pytest.mark.parametrize(("line", "meaning"), EVERYDAY)
def test_everyday_lines_are_listed(capsys: Capture, monkeypatch: Patch, line: str, meaning: str) -> None:
    feed(monkeypatch, f"# a comment line\n{line}\n".encode())
    status, out, _ = run(capsys, "list", "-", *SUNDAY)
    assert status == 0
    assert out.startswith("   2  ")
    assert out.rstrip().endswith(line.split(maxsplit=5)[5])
    feed(monkeypatch, f"{line}\n".encode())
    assert run(capsys, "next", "-", "-n", "1", *SUNDAY)[0] == 0


def test_next_merges_all_entries(capsys: Capture, jobs: Path) -> None:
    assert run(capsys, "next", str(jobs), "-n", "3", *SUNDAY)[1] == (
        "Sun 2026-11-22 02:00:00     2  /path/to/backup_script.sh\n"
        "Mon 2026-11-23 02:00:00     2  /path/to/backup_script.sh\n"
        "Mon 2026-11-23 09:00:00     3  /path/to/weekly_report.py\n"
    )
    until = ["--to", "2026-11-23 09:00"]
    assert [line[15:23] for line in run(capsys, "next", str(jobs), *SUNDAY, *until)[1].splitlines()] == [
        "02:00:00",
        "02:00:00",
    ]
    berlin = ["--tz", "Europe/Berlin", "--from", "2026-11-22", "--to", "2026-11-22T09:59+09:00"]
    assert run(capsys, "next", str(jobs), *berlin)[1] == ""
    out = run(capsys, "next", str(jobs), "-n", "1", "--json", "--tz", "Europe/Berlin", *SUNDAY)[1]
    assert json.loads(out)["next"] == "2026-11-22T02:00:00+01:00"


@pytest.mark.parametrize("command", ["next", "list"])
def test_a_time_that_the_systems_zone_lacks_is_told(
    capsys: Capture, monkeypatch: Patch, command: str
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    for start, said in (("2027-03-28 00:00", True), ("2027-03-29 00:00", False)):
        feed(monkeypatch, b"30 2 * * * x\n")
        status, out, err = run(capsys, command, "-", "--from", start)
        assert (status, f"{start[:10]} 02:30" in out) == (0, True)
        assert err.startswith("note: 2027-03-28 02:30:00 does not exist") == said
        assert ("--tz" in err) == said


@pytest.mark.parametrize("content", [None, b"", b"TZif", b"no zone\n", b"TZif2" + bytes(40)], ids=str)
def test_a_zone_of_the_system_that_cannot_be_read_is_no_crash(
    capsys: Capture, monkeypatch: Patch, tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "zone").write_bytes(content)
    for name in (str(tmp_path / "zone"), "nonsense"):
        monkeypatch.setenv("TZ", name)
        for crontab in (b"0 9 * * * x\n", b"CRON_TZ=Asia/Tokyo\n0 9 * * * x\n"):
            feed(monkeypatch, crontab)
            status, out, err = run(capsys, "next", "-", "--dialect", "cronie", "-n", "1", *SUNDAY)
            assert (status, out.count(" 09:00"), err) == (0, 1, "")


@pytest.mark.parametrize("zone", [[], ["--tz", "Europe/Berlin"]], ids=str)
def test_times_are_strictly_after_the_moment_and_look_as_elsewhere(
    capsys: Capture, monkeypatch: Patch, zone: list[str]
) -> None:
    start = ["--from", "2026-11-22 02:00", *zone]
    alone = cli.main(["next", "0 2 * * *", "-n", "1", *start])
    moment = capsys.readouterr().out.removesuffix("  Europe/Berlin\n").rstrip()
    assert (alone, moment[:23]) == (0, "Mon 2026-11-23 02:00:00")
    feed(monkeypatch, b"0 2 * * * x\n")
    assert run(capsys, "next", "-", "-n", "1", *start)[1] == f"{moment}     1  x\n"
    feed(monkeypatch, b"0 2 * * * x\n")
    assert run(capsys, "list", "-", *start)[1] == f"   1  At 2:00 AM every day  ({moment})  x\n"


def test_next_tells_the_second_pass_from_the_first(capsys: Capture, monkeypatch: Patch) -> None:
    feed(monkeypatch, b"*/30 * * * * x\n")
    berlin = ["--tz", "Europe/Berlin", "--from", "2027-10-31T02:30+02:00", "-n", "2"]
    times = [line[15:30] for line in run(capsys, "next", "-", *berlin)[1].splitlines()]
    assert times == ["02:00:00 +01:00", "02:30:00 +01:00"]


@pytest.mark.parametrize("start", ["0001-01-01T00:00+05:00", "9999-12-31T23:59-12:00"])
@pytest.mark.parametrize("command", ["next", "list"])
def test_a_moment_that_the_zone_has_not_is_refused(
    capsys: Capture, jobs: Path, command: str, start: str
) -> None:
    status, out, err = run(capsys, command, str(jobs), "--tz", "UTC", "--from", start)
    assert (status, out, "years 1 to 9999" in err) == (2, "", True)


def test_next_follows_zones(capsys: Capture, monkeypatch: Patch) -> None:
    content = b"CRON_TZ=Asia/Tokyo\n0 9 * * * x\n"
    arguments = ["next", "-", "--dialect", "cronie", "-n", "1", "--from", "2026-11-21T23:59+00:00"]
    feed(monkeypatch, content)
    assert run(capsys, *arguments)[1] == "Sun 2026-11-22 09:00:00 +09:00     2  x\n"
    feed(monkeypatch, b"@reboot x\n")
    assert run(capsys, *arguments) == (1, "", "cronexpr crontab next: no entry of stdin runs after that\n")


# Edits


def test_add_shows_and_makes_the_change(capsys: Capture, jobs: Path) -> None:
    jobs.chmod(0o640)
    command = ["add", "0 3 * * *", "--file", str(jobs), "--id", "x", "--", "/bin/x", "-v", "a b", "50%"]
    status, out, _ = run(capsys, *command[:4], "--dry-run", *command[4:])
    assert (status, jobs.read_text()) == (0, JOBS)
    assert out.splitlines()[-3:] == [
        "+# cronexpr: id=x",
        r"+0 3 * * * /bin/x -v 'a b' 50\%",
        "nothing written (--dry-run)",
    ]
    shown = out.removesuffix("nothing written (--dry-run)\n")
    assert run(capsys, *command) == (0, f"{shown}wrote {jobs}\n", "")
    assert jobs.read_text() == JOBS + "# cronexpr: id=x\n0 3 * * * /bin/x -v 'a b' 50\\%\n"
    if os.name == "posix":
        assert jobs.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in jobs.parent.iterdir()] == ["jobs"]


def test_one_word_is_a_line_for_the_shell(capsys: Capture, jobs: Path) -> None:
    run(capsys, "add", "@daily", "x > y 2>&1", "--file", str(jobs))
    assert jobs.read_text() == JOBS + "@daily x > y 2>&1\n"


def test_edit_changes_schedule_and_command(capsys: Capture, jobs: Path) -> None:
    status, out, _ = run(capsys, "edit", "backup", "--schedule", "@daily", "--file", str(jobs))
    assert (status, out.splitlines()[3:6]) == (
        0,
        [
            " # cronexpr: id=backup",
            "-0 2 * * * /path/to/backup_script.sh",
            "+@daily /path/to/backup_script.sh",
        ],
    )
    run(capsys, "edit", "3", "--command", "date +%F", "--file", str(jobs))
    assert jobs.read_text().splitlines()[1:3] == ["@daily /path/to/backup_script.sh", r"0 9 * * 1 date +\%F"]


def test_entries_are_named_by_line_id_or_command(capsys: Capture, jobs: Path) -> None:
    file = ["--file", str(jobs)]
    run(capsys, "disable", "/path/to/backup_script.sh", *file)
    run(capsys, "enable", "off", *file)
    assert jobs.read_text().splitlines()[1:] == [
        "#0 2 * * * /path/to/backup_script.sh",
        "0 9 * * 1 /path/to/weekly_report.py",
        "@daily off",
    ]
    run(capsys, "remove", "backup", *file)
    run(capsys, "remove", "1", *file)
    assert jobs.read_text() == "@daily off\n"


def test_a_name_that_two_entries_have_is_refused_with_others(capsys: Capture, jobs: Path) -> None:
    for text, advice in {
        "# cronexpr: id=4\n@daily one\n\n@daily two\n@daily 2\n": {
            "4": "name one as one or two",
            "2": "name one as one or 5",
        },
        "# cronexpr: id=4\n@daily x\n# cronexpr: id=2\n@daily x\n": {"4": "only by hand can one be changed"},
        "@daily a b\n@daily a b\n#@daily a b\n": {"a b": "name one as 1 or 2 or 3"},
    }.items():
        jobs.write_text(text)
        for name, expected in advice.items():
            status, out, err = run(capsys, "remove", name, "--file", str(jobs))
            assert (status, out, jobs.read_text()) == (2, "", text)
            assert err.endswith(f"several entries are meant by {name!r}: {expected}\n")
    jobs.write_text("@daily one\n# cronexpr: id=3\n@daily two\n")
    assert run(capsys, "remove", "3", "--file", str(jobs))[0] == 0


@pytest.mark.skipif(os.name != "posix", reason="needs pipes as POSIX has them")
@pytest.mark.parametrize(
    "argv", [["add", "@daily", "y"], ["remove", "backup"], ["edit", "3", "--schedule", "@daily"]]
)
def test_what_cannot_be_shown_is_not_done(jobs: Path, argv: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "cronexpr", "crontab", *argv, "--file", str(jobs)]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr, jobs.read_text()) == (141, b"", JOBS)


def test_a_filter_writes_the_file_and_complains_the_difference(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: Patch
) -> None:
    feed(monkeypatch, b"@daily \xe9\n")
    assert cli.main(["crontab", "edit", "1", "--schedule", "@weekly", "--file", "-"]) == 0
    out, err = capsysbinary.readouterr()
    assert out == b"@weekly \xe9\n"
    assert b"+@weekly" in err


@pytest.mark.parametrize(
    ("before", "argv", "expected"),
    [
        (b"", ["add", "@daily", "x"], "@@ -0,0 +1 @@\n+@daily x"),
        (b"@daily x\n", ["remove", "1"], "@@ -1 +0,0 @@\n-@daily x"),
        (b"@daily x\n" * 300, ["edit", "5", "--command", "y"],
         "@@ -2,7 +2,7 @@\n" + " @daily x\n" * 3 + "-@daily x\n+@daily y\n" + " @daily x\n" * 3),
        (b"@daily x\n" * 3, ["remove", "2"], "@@ -1,3 +1,2 @@\n @daily x\n @daily x\n-@daily x"),
    ],
    ids=["all is new", "all is gone", "all lines alike", "one of several alike"],
)  # fmt: skip
def test_the_difference_is_one_place(
    capsys: Capture, monkeypatch: Patch, before: bytes, argv: list[str], expected: str
) -> None:
    feed(monkeypatch, before)
    out = run(capsys, *argv, "--file", "-", "--dry-run")[1]
    head = "--- stdin (before)\n+++ stdin (after)\n"
    assert out == f"{head}{expected.rstrip()}\nnothing written (--dry-run)\n"


def test_a_filter_that_changes_nothing_says_so(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: Patch
) -> None:
    feed(monkeypatch, b"@daily x\n")
    assert cli.main(["crontab", "edit", "1", "--schedule", "@daily", "--file", "-"]) == 0
    assert capsysbinary.readouterr() == (b"@daily x\n", b"stdin: nothing changes\n")


def test_the_difference_tells_of_a_missing_newline(capsys: Capture, monkeypatch: Patch) -> None:
    feed(monkeypatch, b"@daily x")
    out = run(capsys, "add", "@daily", "y", "--file", "-", "--dry-run")[1]
    assert "-@daily x\\ No newline at end of file\n+@daily x\n" in out


REFUSALS = [
    (["remove", "nosuch"], "has the line number, id or command 'nosuch'"),
    (["remove", "twin"], "several entries are meant by 'twin'"),
    (["edit", "2"], "nothing to change"),
    (["add", "0 24 * * *", "x"], "hour 24"),
    (["add", "@daily", "*x"], "not a command"),
    (["enable", "2"], "not disabled"),
    (["list", "--user", "x"], "not both"),
]


@pytest.mark.parametrize(("arguments", "complaint"), REFUSALS)
def test_refusals_change_nothing(capsys: Capture, jobs: Path, arguments: list[str], complaint: str) -> None:
    jobs.write_text(JOBS + "@daily twin\n@weekly twin\n")
    before = jobs.read_bytes()
    where = [str(jobs)] if arguments[0] == "list" else ["--file", str(jobs)]
    status, out, err = run(capsys, *arguments, *where)
    assert (status, out, jobs.read_bytes()) == (2, "", before)
    assert complaint in err


def test_an_entry_that_is_not_there_is_named_with_what_lists_the_others(
    capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "the jobs"
    path.write_text(JOBS)
    status, _, err = run(capsys, "edit", "vacuum", "--schedule", "@daily", "--file", str(path))
    said = f"no entry of {path} has the line number, id or command 'vacuum'; see `cronexpr crontab list"
    assert (status, err) == (2, f"cronexpr crontab edit: {said} '{path}'`\n")
    reading = ["--dialect", "cronie", "--seed", "a b"]
    err = run(capsys, "remove", "vacuum", "--file", str(path), *reading)[2]
    assert err.endswith(f"`cronexpr crontab list '{path}' --dialect cronie --seed 'a b'`\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("edit backup FILE --schedule @daily", "unexpected argument 'jobs'; for a file, --file 'jobs'"),
        ("remove backup FILE", "unexpected argument 'jobs'; for a file, --file 'jobs'"),
        ("remove backup nosuch", "unexpected argument 'nosuch'; for a file, --file 'nosuch'"),
        ("edit backup --schedule 30 2 --file FILE", "unexpected argument '2'; write the expression"),
        ("list --file FILE", "unknown option '--file'; write the name of the file alone"),
        ("check --file=FILE", "unknown option '--file'; write the name of the file alone"),
    ],
)  # fmt: skip
def test_a_file_in_the_wrong_place_is_told_where_to_go(
    capsys: Capture, jobs: Path, monkeypatch: Patch, arguments: str, said: str
) -> None:
    monkeypatch.chdir(jobs.parent)
    status, out, err = run(capsys, *arguments.replace("FILE", "jobs").split())
    assert (status, out, jobs.read_text()) == (2, "", JOBS)
    assert err.splitlines()[0].partition(": ")[2].startswith(said)


@pytest.mark.parametrize(
    ("schedule", "advice"),
    [
        ("0 9 * * fri#2", "; `cronexpr convert '0 9 * * fri#2' --to vixie` tells"),
        ("0 9 L-3W * *", "; `cronexpr convert '0 9 L-3W * *' --from extended --to vixie` tells"),
        ("0 24 * * *", ""),
    ],
)  # fmt: skip
def test_a_schedule_of_another_dialect_is_told_the_files(
    capsys: Capture, jobs: Path, schedule: str, advice: str
) -> None:
    status, out, err = run(capsys, "edit", "2", "--schedule", schedule, "--file", str(jobs))
    assert (status, out, jobs.read_text()) == (2, "", JOBS)
    assert err.startswith("error[CRON1")
    assert err.splitlines()[-1].startswith(f"note: the crontab is in the dialect vixie{advice}")


def test_no_change_is_no_change(capsys: Capture, jobs: Path) -> None:
    status, out, _ = run(capsys, "edit", "2", "--schedule", "0 2 * * *", "--file", str(jobs))
    assert (status, out) == (0, f"{jobs}: nothing changes\n")


def test_a_file_changed_meanwhile_is_not_overwritten(capsys: Capture, jobs: Path, monkeypatch: Patch) -> None:
    def meddling(*_: object) -> list[str]:
        jobs.write_text("@daily theirs\n")
        return ["shown"]

    monkeypatch.setattr("cronexpr.cli._crontab.difference", meddling)
    status, _, err = run(capsys, "remove", "backup", "--file", str(jobs))
    assert (status, jobs.read_text()) == (2, "@daily theirs\n")
    assert "CRT041" in err


@pytest.mark.skipif(os.name != "posix", reason="needs a device that cannot be replaced")
def test_a_file_that_cannot_be_written(capsys: Capture, monkeypatch: Patch, jobs: Path) -> None:
    monkeypatch.setattr("tempfile.mkstemp", _no_space)
    status, _, err = run(capsys, "remove", "backup", "--file", str(jobs))
    assert (status, jobs.read_text()) == (2, JOBS)
    assert "cannot write" in err


def _no_space(**_: object) -> None:
    raise OSError(28, "No space left on device")


def test_what_is_no_crontab_by_its_size(capsys: Capture, monkeypatch: Patch) -> None:
    monkeypatch.setattr("cronexpr.cli._crontab_files.MOST_BYTES", 10)
    feed(monkeypatch, b"# a long comment\n")
    assert run(capsys, "check", "-")[0] == 2


# Without a file: the user's own, by a stand-in for the crontab command


@pytest.fixture
def own(tmp_path: Path, monkeypatch: Patch) -> Path:
    if os.name != "posix":
        pytest.skip("a stand-in for the crontab command needs a shell")
    spool, program = tmp_path / "spool", tmp_path / "bin" / "crontab"
    spool.write_text(JOBS)
    program.parent.mkdir()
    listing = f'cat "{spool}" 2>/dev/null || {{ echo no crontab for me >&2; exit 1; }}'
    program.write_text(f'#!/bin/sh\ncase "$1" in -l) {listing} ;; -) cat > "{spool}" ;; esac\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return spool


def test_without_a_file_it_is_the_users_own(capsys: Capture, own: Path) -> None:
    assert run(capsys, "check") == (0, "ok: crontab\n", "")
    assert run(capsys, "list", *SUNDAY)[1].count("\n") == 3
    assert run(capsys, "remove", "backup", "--dry-run")[0] == 0
    assert own.read_text() == JOBS
    status, out, _ = run(capsys, "remove", "backup")
    assert (status, "-0 2 * * * /path/to/backup_script.sh" in out) == (0, True)
    assert own.read_text() == "".join(JOBS.splitlines(keepends=True)[2:])


@pytest.mark.parametrize(("command", "status"), [("check", 0), ("list", 1), ("next", 1)])
def test_a_user_without_a_crontab_is_told_so(capsys: Capture, own: Path, command: str, status: int) -> None:
    for content in (None, ""):
        own.unlink(missing_ok=True)
        if content is not None:
            own.write_text(content)
        said = f"cronexpr crontab {command}: you have no crontab\n"
        assert run(capsys, command) == (status, "", said)
        assert run(capsys, command, "--json") == (status, "", said)


def test_an_entry_that_is_not_in_the_users_own(capsys: Capture, own: Path) -> None:
    err = run(capsys, "remove", "vacuum")[2]
    assert err.endswith(
        "no entry of your crontab has the line number, id or command 'vacuum'; see `cronexpr crontab list`\n"
    )
    assert own.read_text() == JOBS


def test_the_users_own_is_read_in_the_dialect_asked_for(capsys: Capture, own: Path) -> None:
    added = ["add", "~ 3 * * *", "x"]
    status, _, err = run(capsys, *added)
    assert (status, "--dialect cronie" in err, own.read_text()) == (2, True, JOBS)
    assert run(capsys, *added, "--dialect", "cronie", "--seed", "x")[0] == 0
    assert own.read_text() == f"{JOBS}~ 3 * * * x\n"
    assert "CRON116" in run(capsys, "check")[1]
    assert run(capsys, "check", "--dialect", "cronie") == (0, "ok: crontab\n", "")


def test_a_users_own_crontab_is_no_system_file(capsys: Capture, own: Path) -> None:
    status, _, err = run(capsys, "list", "--system")
    assert status == 2
    assert "--system" in err
