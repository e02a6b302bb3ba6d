"""Where crontabs come from and go to: files, the standard streams, the user's own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import takewhile
from typing import NamedTuple

from cronexpr import crontab as crontabs
from cronexpr.crontab import Crontab, CrontabFile, UserCrontab
from cronexpr.crontab._disk import MOST_BYTES

from ._commands import Arguments, MisuseError
from ._input import read_file
from ._output import trouble

# Lines that are shown on either side of a change.
_AROUND = 3


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
    dialect = args.dialect or "vixie"
    if file == "-":
        content = read_file(file, "crontab", MOST_BYTES)
        crontab = crontabs.parse(content, system=args.system, dialect=dialect, seed=args.seed)
        return Source("stdin", crontab, _print, is_stream=True)
    with trouble(file, "read"):
        opened = CrontabFile.load(file, system=args.system or None, dialect=dialect, seed=args.seed)

    def write(edited: Crontab) -> None:
        with trouble(file, "write"):
            opened.install(edited)

    return Source(file, opened.crontab, write)


def _print(edited: Crontab) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(bytes(edited))


def difference(before: Crontab, after: Crontab, name: str) -> list[str]:
    """Return the lines of the unified difference between two crontabs; an edit changes one place."""
    if before == after:
        return [f"{name}: nothing changes"]
    old, new = _lines(before), _lines(after)
    above = _shared(old, new)
    below = _shared(old[above:][::-1], new[above:][::-1])
    first, rest = max(0, above - _AROUND), max(0, below - _AROUND)
    gone, come = old[above : len(old) - below], new[above : len(new) - below]
    return [
        f"--- {name} (before)",
        f"+++ {name} (after)",
        f"@@ -{_range(first, len(old) - rest)} +{_range(first, len(new) - rest)} @@",
        *[f" {line}" for line in old[first:above]],
        *[f"-{line}" for line in gone],
        *[f"+{line}" for line in come],
        *[f" {line}" for line in old[len(old) - below : len(old) - rest]],
    ]


def _shared(one: list[str], other: list[str]) -> int:
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))])


def _range(first: int, stop: int) -> str:
    # As POSIX has it: the number of lines is left out where it is one; of none, the line before is told.
    number = stop - first
    return f"{first + 1}" if number == 1 else f"{first + (number > 0)},{number}"


def _lines(crontab: Crontab) -> list[str]:
    lines = crontab.text.split("\n")
    # What a file without a last newline lacks, diff tells in these words.
    return lines[:-1] if lines[-1] == "" else [*lines[:-1], f"{lines[-1]}\\ No newline at end of file"]
