"""Crontabs in files: read, and exchanged all at once."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from cronexpr import CronOptionError
from cronexpr.crontab import Crontab, CrontabChangedError, CrontabError, CrontabFile, parse

JOBS = b"MAILTO=me\r\n0 2 * * * caf\xe9\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "jobs"
    file.write_bytes(JOBS)
    return file


def test_what_was_loaded_is_the_file_to_the_byte(path: Path) -> None:
    jobs = CrontabFile.load(str(path))
    assert (jobs.crontab, jobs.path) == (parse(JOBS), path)
    assert bytes(jobs.crontab) == JOBS
    assert pickle.loads(pickle.dumps(jobs)) == jobs


@pytest.mark.parametrize(
    ("folder", "system", "expected", "name"),
    [
        ("cron.d", None, True, "jobs"),
        ("cron.d", False, False, "jobs"),
        ("spool", None, False, None),
        ("spool", True, True, None),
    ],
)
def test_there_is_a_column_for_the_user_where_the_place_or_the_caller_says_so(
    tmp_path: Path, folder: str, system: bool | None, expected: bool, name: str | None
) -> None:
    file = tmp_path / folder / "jobs"
    file.parent.mkdir()
    file.write_bytes(b"@daily root x\n")
    read: Crontab = CrontabFile.load(file, system=system).crontab
    assert (read.system, read.name) == (expected, name)


def test_the_systems_own_has_the_column_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cronexpr.crontab._disk._SYSTEM_CRONTAB", path)
    monkeypatch.chdir(path.parent)
    assert CrontabFile.load("jobs").crontab.system


def test_dialect_and_seed_are_those_of_parse(path: Path) -> None:
    assert CrontabFile.load(path, dialect="cronie", seed="a").crontab == parse(
        JOBS, dialect="cronie", seed="a"
    )
    with pytest.raises(CronOptionError):
        CrontabFile.load(path, dialect="quartz")


def test_what_is_installed_is_in_the_file_and_can_be_edited_further(path: Path) -> None:
    jobs = CrontabFile.load(path)
    for command in ("one", "two"):
        jobs = jobs.install(jobs.crontab.add("@daily", command))
        assert CrontabFile.load(path) == jobs
    assert path.read_bytes() == JOBS + b"@daily one\n@daily two\n"
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.skipif(os.name != "posix", reason="needs modes and links as POSIX has them")
def test_mode_and_links_stay(path: Path) -> None:
    path.chmod(0o640)
    link = path.with_name("link")
    link.symlink_to(path)
    CrontabFile.load(link).install(parse(b"@daily x\n"))
    assert link.is_symlink()
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"@daily x\n", 0o640)


@pytest.mark.skipif(os.name != "posix", reason="needs owners as POSIX has them")
def test_an_owner_that_cannot_be_kept_is_a_refusal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    jobs = CrontabFile.load(path)
    monkeypatch.setattr("os.chown", forbidden)
    with pytest.raises(PermissionError):
        jobs.install(parse(b""))
    assert (path.read_bytes(), [*path.parent.iterdir()]) == (JOBS, [path])


def test_what_someone_else_changed_is_not_overwritten(path: Path) -> None:
    jobs = CrontabFile.load(path)
    path.write_bytes(b"@daily other\n")
    with pytest.raises(CrontabChangedError) as caught:
        jobs.install(parse(b""))
    assert [problem.code for problem in caught.value.problems] == ["CRT041"]
    assert path.read_bytes() == b"@daily other\n"


def test_what_cannot_be_written_leaves_the_file_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    jobs = CrontabFile.load(path)
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        jobs.install(parse(b""))
    assert (path.read_bytes(), [*path.parent.iterdir()]) == (JOBS, [path])


@pytest.mark.skipif(os.name != "posix", reason="needs a device as POSIX has it")
def test_a_device_is_not_replaced_by_a_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Were it tried, it must not succeed: the device is the system's.
    monkeypatch.setattr("tempfile.mkstemp", None)
    link = path.with_name("link")
    link.symlink_to(os.devnull)
    nothing = CrontabFile.load(link)
    with pytest.raises(OSError, match="not a regular file"):
        nothing.install(parse(b"@daily x\n"))


def test_what_is_too_large_or_missing_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileNotFoundError):
        CrontabFile.load(path.with_name("no"))
    monkeypatch.setattr("cronexpr.crontab._disk.MOST_BYTES", 10)
    with pytest.raises(CrontabError) as caught:
        CrontabFile.load(path)
    assert [problem.code for problem in caught.value.problems] == ["CRT044"]
