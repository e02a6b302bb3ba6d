"""Where crontabs come from and go to: files, the standard streams, the user's own."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from cronexpr import crontab as crontabs
from cronexpr.crontab import Crontab, CrontabChangedError, UserCrontab
from cronexpr.errors import Problem

from ._commands import Arguments, MisuseError
from ._input import read_file
from ._output import echo_path

_LARGEST_FILE = 1 << 26
_SYSTEM_CRONTAB = Path("/etc/crontab")


class Source(NamedTuple):
    """A crontab, what to call it, and how to *write* another one in its place.

    *lack* is what to say of a user's crontab in which there is nothing.
    """

    name: str
    crontab: Crontab
    write: Callable[[Crontab], object]
    is_stream: bool = False
    lack: str = ""


def open_source(file: str | None, args: Arguments) -> Source:
    """Return the crontab that *file* names: a path, ``-``, or None for the user's own."""
    if file is None:
        if args.system:
            raise MisuseError("a user's own crontab is no system file: name a file with --system")
        mine = UserCrontab.load(args.user)
        dialect = args.dialect or mine.crontab.dialect
        seeded = crontabs.parse(bytes(mine.crontab), dialect=dialect, seed=args.seed)
        # To the crontab command an empty one is there, too, but it makes no difference to anyone.
        lack = "you have no crontab" if args.user is None else f"{args.user} has no crontab"
        return Source("crontab", seeded, mine.install, lack="" if seeded.text else lack)
    if args.user is not None:
        raise MisuseError("give a file or --user, not both")
    if file == "-":
        return Source("stdin", _parsed(_read(file), args, system=args.system), _print, is_stream=True)
    path = Path(file)
    in_cron_d = path.absolute().parent.name == "cron.d"
    system = args.system or in_cron_d or path.absolute() == _SYSTEM_CRONTAB
    before = _read(file)
    crontab = _parsed(before, args, system=system, name=path.name if in_cron_d else None)

    def write(edited: Crontab) -> None:
        if _read(file) != before:
            message = "the file was changed since it was read; nothing was overwritten"
            raise CrontabChangedError((Problem("CRT041", "error", message, hint="repeat the edit"),))
        try:
            _write(path.resolve(), bytes(edited))
        except OSError as error:
            raise MisuseError(f"cannot write {echo_path(file)}: {error.strerror}") from None

    return Source(file, crontab, write)


def _parsed(content: bytes, args: Arguments, *, system: bool, name: str | None = None) -> Crontab:
    dialect = args.dialect or "vixie"
    return crontabs.parse(content, system=system, dialect=dialect, name=name, seed=args.seed)


def _read(file: str) -> bytes:
    return read_file(file, "crontab", _LARGEST_FILE)


def _write(path: Path, content: bytes) -> None:
    """Put *content* in the place of the file at *path* all at once, with its owner and mode."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        shutil.copymode(path, name)
        status = path.stat()
        with suppress(OSError, AttributeError):  # Only root may give files away; Windows has no owners.
            os.chown(name, status.st_uid, status.st_gid)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _print(edited: Crontab) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(bytes(edited))


def difference(before: Crontab, after: Crontab, name: str) -> str:
    """Return the unified difference between two crontabs, without a newline at its end."""
    lines = unified_diff(_lines(before), _lines(after), f"{name} (before)", f"{name} (after)", lineterm="")
    return "\n".join(lines)


def _lines(crontab: Crontab) -> list[str]:
    lines = crontab.text.split("\n")
    # What a file without a last newline lacks, diff tells in these words.
    return lines[:-1] if lines[-1] == "" else [*lines[:-1], f"{lines[-1]}\\ No newline at end of file"]
