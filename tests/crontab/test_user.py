"""The user's own crontab: with Debian's real command, in that of a user made for it and removed after."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from strategies_crontab import contents, file_of
from table_rows import rows

from cronexpr import crontab
from cronexpr.crontab import CrontabChangedError, CrontabCommandError, UserCrontab

Patch = pytest.MonkeyPatch


def run(*command: str, feed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command, input=feed, capture_output=True, check=False, env=os.environ | {"LC_ALL": "C"}
    )


def _why_not_debian() -> str:
    if shutil.which("crontab") is None:
        return "no crontab command: the package cron is not installed"
    if b"cronie" in (shown := run("crontab", "-V")).stdout + shown.stderr:
        return "the crontab command is cronie's"
    return "" if run("crontab", "-n", "-").returncode == 0 else "this crontab command has no dry run (-n)"


NOT_DEBIAN = _why_not_debian()
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("useradd") is not None
NO_USERS = NOT_DEBIAN or ("" if IS_ROOT else "only root can make a user for it")
with_debian = pytest.mark.skipif(bool(NOT_DEBIAN), reason=NOT_DEBIAN)


def stand_in(directory: Path, monkeypatch: Patch, script: str) -> None:
    program = directory / "crontab"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{directory}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_STATE_HOME", str(directory))


on_posix = pytest.mark.skipif(os.name != "posix", reason="a stand-in needs a shell")


# Debian's dry run as the oracle


def debian_refuses(content: bytes) -> bool:
    return run("crontab", "-n", "-", feed=content).returncode != 0


def has_errors(content: bytes) -> bool:
    return any(found.severity == "error" for found in crontab.parse(content).problems)


@with_debian
@pytest.mark.parametrize(
    ("written", "debian"), [(row[0], row[3]) for row in rows("crontab.txt") if row[1] == "vixie"]
)
def test_the_table_says_what_debian_does(written: str, debian: str) -> None:
    assert debian_refuses(file_of(written)) is (debian == "refuses")


@with_debian
@given(content=contents)
def test_all_that_debian_refuses_is_refused(content: bytes) -> None:
    assert has_errors(content) or not debian_refuses(content)


@with_debian
@pytest.mark.parametrize("length", [997, 998, 999, 1_500])
def test_the_limits_are_debians(length: int) -> None:
    for content in (f"@daily {'x' * length}\n".encode(), f'A="{"x" * length}"\n'.encode()):
        assert has_errors(content) or not debian_refuses(content)
    assert debian_refuses(b"@daily " + b"x" * length + b"\n") is (length > 998)


# The real command, and a user of its own


@pytest.fixture
def user(monkeypatch: Patch, tmp_path: Path) -> Iterator[str]:
    if NO_USERS:
        pytest.skip(NO_USERS)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    name = f"cronexpr{os.getpid()}"
    made = run("useradd", "--no-create-home", "--shell", "/bin/sh", name)
    if made.returncode:
        pytest.skip(f"useradd failed: {made.stderr.decode('utf-8', 'replace').strip()}")
    try:
        yield name
    finally:
        run("crontab", "-u", name, "-r")
        run("userdel", name)


def backups(tmp_path: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((tmp_path / "cronexpr" / "crontabs").glob("*"))]


def installed(user: str) -> bytes:
    return run("crontab", "-u", user, "-l").stdout


def test_no_crontab_is_an_empty_one(user: str) -> None:
    mine = UserCrontab.load(user)
    assert (bytes(mine.crontab), mine.crontab.dialect, mine.user) == (b"", "vixie", user)
    assert mine.remove().crontab == mine.crontab


def test_install_edit_and_remove(user: str, tmp_path: Path) -> None:
    first = UserCrontab.load(user)
    second = first.install(first.crontab.add("0 2 * * *", "date +%F", id="a"))
    assert installed(user) == bytes(second.crontab) == b"# cronexpr: id=a\n0 2 * * * date +\\%F\n"
    assert backups(tmp_path) == []
    third = second.install(second.crontab.replace("a", expression="@daily"))
    assert installed(user) == b"# cronexpr: id=a\n@daily date +\\%F\n"
    assert UserCrontab.load(user) == third
    assert backups(tmp_path) == [bytes(second.crontab)]
    third.remove()
    assert run("crontab", "-u", user, "-l").returncode == 1
    assert backups(tmp_path) == [bytes(second.crontab), bytes(third.crontab)]


def test_the_last_entry_removed_leaves_an_empty_crontab(user: str) -> None:
    mine = UserCrontab.load(user)
    mine = mine.install(mine.crontab.add("@daily", "x", id="a"))
    mine.install(mine.crontab.remove("a"))
    assert (installed(user), run("crontab", "-u", user, "-l").returncode) == (b"", 0)


ODD = [
    b"# \xe9\xff\n@daily printf '\xc3\xa9'  \n\n\t\n",
    b"# a carriage return\r\n@daily x\r\n",
    b"@daily printf 'two characters\\r'\n",
    b"# both \r and \\r\n",
    b"# DO NOT EDIT THIS FILE - edit the master and reinstall.\n# (x\n# (Cron version\n@daily x\n",
]


@pytest.mark.parametrize("content", ODD)
def test_bytes_of_any_kind_survive(user: str, content: bytes) -> None:
    mine = UserCrontab.load(user).install(crontab.parse(content))
    again = UserCrontab.load(user)
    assert bytes(again.crontab) == content
    assert mine == again


@on_posix
def test_what_cannot_be_read_byte_for_byte_is_an_error(tmp_path: Path, monkeypatch: Patch) -> None:
    stand_in(tmp_path, monkeypatch, 'case "$1" in -l) printf "%s\\n" "# \\r" ;; -e) echo no ;; esac')
    with pytest.raises(CrontabCommandError, match="byte for byte"):
        UserCrontab.load()


def test_what_someone_else_changed_is_not_overwritten(user: str, tmp_path: Path) -> None:
    mine = UserCrontab.load(user)
    run("crontab", "-u", user, "-", feed=b"@daily theirs\n")
    with pytest.raises(CrontabChangedError, match="changed since"):
        mine.install(mine.crontab.add("@daily", "ours"))
    with pytest.raises(CrontabChangedError):
        mine.remove()
    assert installed(user) == b"@daily theirs\n"
    assert backups(tmp_path) == []


def test_what_the_command_refuses_leaves_things_as_they_were(user: str) -> None:
    mine = UserCrontab.load(user).install(crontab.parse("@daily x\n"))
    with pytest.raises(CrontabCommandError, match="bad hour"):
        mine.install(crontab.parse("0 24 * * * x\n"))
    with pytest.raises(CrontabCommandError, match="missing newline"):
        mine.install(crontab.parse("@daily y"))
    assert installed(user) == b"@daily x\n"


def test_no_change_without_a_backup(user: str, tmp_path: Path) -> None:
    mine = UserCrontab.load(user).install(crontab.parse("@daily x\n"))
    shutil.rmtree(tmp_path / "cronexpr")
    (tmp_path / "cronexpr").write_bytes(b"in the way")
    with pytest.raises(CrontabCommandError, match="no backup"):
        mine.install(mine.crontab.add("@daily", "y"))
    assert installed(user) == b"@daily x\n"


def test_half_a_backup_is_none(user: str, tmp_path: Path, monkeypatch: Patch) -> None:
    def full(descriptor: int, _: str) -> NoReturn:
        os.close(descriptor)
        raise OSError(28, "No space left on device")

    mine = UserCrontab.load(user).install(crontab.parse("@daily x\n"))
    monkeypatch.setattr("cronexpr.crontab._user.os.fdopen", full)
    with pytest.raises(CrontabCommandError, match=r"no backup could be made, .*: No space left"):
        mine.install(mine.crontab.add("@daily", "y"))
    assert (installed(user), backups(tmp_path)) == (b"@daily x\n", [])


# Each says that it is ready, starts when it is told, and says whether it was done.
ADD_ONE = """
import sys
from cronexpr.crontab import CrontabChangedError, UserCrontab
mine = UserCrontab.load(sys.argv[1])
print("ready", flush=True)
input()
try:
    mine.install(mine.crontab.add("@daily", sys.argv[2]))
except CrontabChangedError:
    print("refused")
else:
    print("done")
"""


def test_of_several_at_once_none_overwrites_another(user: str) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", ADD_ONE, user, f"job-{number}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for number in range(4)
    ]
    for process in started:
        assert process.stdout is not None
        process.stdout.readline()
    for process in started:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
    said = [process.communicate()[0] for process in started]
    assert sorted(said) == [b"done\n"] + [b"refused\n"] * 3
    assert installed(user) == b"@daily job-%d\n" % said.index(b"done\n")


def test_the_last_twenty_backups_are_kept_for_their_owner_only(user: str, tmp_path: Path) -> None:
    mine = UserCrontab.load(user)
    for number in range(23):
        mine = mine.install(crontab.parse(f"# {number}\n"))
    assert backups(tmp_path) == [f"# {number}\n".encode() for number in range(2, 22)]
    directory = tmp_path / "cronexpr" / "crontabs"
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()} == {0o600}


def test_an_unknown_user_is_refused_by_the_command(user: str) -> None:
    with pytest.raises(CrontabCommandError, match="unknown"):
        UserCrontab.load(f"{user}no")


# What Debian's command does not do: a stand-in, a few lines of shell


@on_posix
def test_cronie_is_told_by_its_version(tmp_path: Path, monkeypatch: Patch) -> None:
    stand_in(tmp_path, monkeypatch, 'case "$1" in -V) echo "cronie 1.7.2" ;; -l) echo "~ 5 * * * x" ;; esac')
    mine = UserCrontab.load()
    assert (mine.crontab.dialect, mine.user) == ("cronie", None)
    assert mine.crontab.problems == ()


@on_posix
def test_a_refusal_to_list_is_an_error(tmp_path: Path, monkeypatch: Patch) -> None:
    stand_in(tmp_path, monkeypatch, 'echo "you may not" >&2; exit 1')
    with pytest.raises(CrontabCommandError, match="you may not"):
        UserCrontab.load()


@on_posix
@pytest.mark.parametrize("said", ["no crontab for me", "crontab: no crontab for me"])
def test_no_crontab_is_told_in_two_ways(tmp_path: Path, monkeypatch: Patch, said: str) -> None:
    stand_in(tmp_path, monkeypatch, f'echo "{said}" >&2; exit 1')
    mine = UserCrontab.load()
    assert (bytes(mine.crontab), mine.remove().crontab) == (b"", mine.crontab)


@on_posix
def test_no_home_is_no_backup(tmp_path: Path, monkeypatch: Patch) -> None:
    def homeless(path: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    stand_in(tmp_path, monkeypatch, 'case "$1" in -l) echo "@daily x" ;; *) exit 3 ;; esac')
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setattr("pathlib.Path.expanduser", homeless)
    mine = UserCrontab.load()
    with pytest.raises(CrontabCommandError, match=r"no backup could be made, .* home directory"):
        mine.install(mine.crontab.add("@daily", "y"))


@on_posix
def test_a_silent_refusal_has_a_status(tmp_path: Path, monkeypatch: Patch) -> None:
    stand_in(tmp_path, monkeypatch, 'case "$1" in -l) echo "@daily x" ;; *) exit 3 ;; esac')
    mine = UserCrontab.load()
    with pytest.raises(CrontabCommandError, match="exit status 3"):
        mine.install(mine.crontab.add("@daily", "y"))
    with pytest.raises(CrontabCommandError, match="exit status 3"):
        mine.remove()


@on_posix
def test_what_reads_back_otherwise_is_an_error(tmp_path: Path, monkeypatch: Patch) -> None:
    stand_in(tmp_path, monkeypatch, 'case "$1" in -l) echo "@daily x" ;; esac')
    mine = UserCrontab.load()
    with pytest.raises(CrontabCommandError, match="does not read back"):
        mine.install(mine.crontab.add("@daily", "y"))


@on_posix
def test_a_command_that_does_not_run(tmp_path: Path, monkeypatch: Patch) -> None:
    stand_in(tmp_path, monkeypatch, "")
    mine = UserCrontab.load()
    (tmp_path / "crontab").unlink()
    with pytest.raises(CrontabCommandError, match="did not run"):
        mine.remove()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CrontabCommandError, match="no crontab command"):
        UserCrontab.load()


@pytest.mark.parametrize("name", ["-r", "a b", "", "x\n", "root;x"])
def test_names_that_are_no_users_never_reach_the_command(name: str) -> None:
    with pytest.raises(CrontabCommandError, match="no user name"):
        UserCrontab.load(name)


@on_posix
def test_a_relative_state_directory_is_ignored(tmp_path: Path, monkeypatch: Patch) -> None:
    state = tmp_path / "state"
    stand_in(
        tmp_path,
        monkeypatch,
        f'case "$1" in -l) cat "{state}" 2>/dev/null || echo "@daily x" ;; -) cat > "{state}" ;; esac',
    )
    monkeypatch.setenv("XDG_STATE_HOME", "state")
    monkeypatch.setenv("HOME", str(tmp_path))
    mine = UserCrontab.load()
    mine.install(crontab.parse("@daily y\n"))
    kept = tmp_path / ".local" / "state" / "cronexpr" / "crontabs" / "crontab.000001"
    assert kept.read_bytes() == b"@daily x\n"
