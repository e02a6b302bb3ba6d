"""Crontabs in files of their own, such as those in ``/etc/cron.d``."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

from .._value import Value
from ._errors import CrontabError, check_unchanged, failure
from ._file import Crontab

MOST_BYTES = 1 << 22
"""No crontab has more: cron takes 10,000 lines or entries."""
_SYSTEM_CRONTAB = Path("/etc/crontab")


class CrontabFile(Value):
    r"""A crontab in a file, as it was when it was loaded.

    *crontab* is what was in it, and *path* where it is.

    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp(), "jobs")
    >>> path.write_bytes(b"0 2 * * * backup\n")
    17
    >>> jobs = CrontabFile.load(path)
    >>> jobs = jobs.install(jobs.crontab.add("@daily", "tidy"))
    >>> path.read_bytes()
    b'0 2 * * * backup\n@daily tidy\n'
    """

    __slots__ = ("crontab", "path")

    crontab: Crontab
    path: Path

    def __init__(self, crontab: Crontab, path: Path) -> None:
        super().__init__(crontab, path)

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str],
        *,
        system: bool | None = None,
        dialect: str = "vixie",
        seed: str | None = None,
    ) -> CrontabFile:
        """Return the crontab in the file at *path*.

        With *system* it has a column for the user; left out, that is so of ``/etc/crontab`` and of what is
        in a folder ``cron.d``, where names are checked too.  *dialect* and *seed* are as in
        `cronexpr.crontab.parse`.

        Raises:
            CrontabError: it has more than 4,194,304 bytes.
            CronOptionError: an unknown dialect.
            OSError, ValueError: it cannot be read, or *path* is no path.
        """
        path = Path(path)
        place = path.absolute()
        in_cron_d = place.parent.name == "cron.d"
        if system is None:
            system = in_cron_d or place == _SYSTEM_CRONTAB
        text = _content(path).decode("utf-8", "surrogateescape")
        return cls(Crontab(text, dialect, system, path.name if in_cron_d else None, seed), path)

    def install(self, crontab: Crontab) -> CrontabFile:
        """Put *crontab* in the file's place, all at once, and return it as it now is; owner and mode stay.

        Raises:
            CrontabChangedError: the file is not as it was loaded; nothing was changed.
            OSError: it cannot be read or written, has an owner that may not be kept, or is no regular
                file; nothing was changed.
        """
        _put(self.path.resolve(), bytes(crontab), bytes(self.crontab))
        return CrontabFile(crontab, self.path)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise CrontabError(failure("CRT044", f"more than {MOST_BYTES:,} bytes are no crontab"))
    return content


def _put(path: Path, content: bytes, before: bytes) -> None:
    """Put *content* in the place of *before*, which is in the file at *path*: nobody reads half of it."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        # Root would put a file in the place of a device.
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        if hasattr(os, "chown"):  # Windows has no owners.
            os.chown(new, status.st_uid, status.st_gid)
        new.chmod(stat.S_IMODE(status.st_mode))
        check_unchanged(_content(path), before, "the file was changed since it was read")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
