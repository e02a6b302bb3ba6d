r"""Crontab files: read, check and edit them without touching other bytes.

>>> import cronexpr.crontab
>>> tab = cronexpr.crontab.parse("MAILTO=me\n0 2 * * * /path/to/backup_script.sh\n")
>>> tab.entries[0].command, tab.entries[0].environment
('/path/to/backup_script.sh', {'MAILTO': 'me'})
>>> bytes(tab.replace(tab.entries[0], expression="30 2 * * *"))
b'MAILTO=me\n30 2 * * * /path/to/backup_script.sh\n'

`CrontabFile` is a file that has one, `UserCrontab` the user's own, through the ``crontab`` command.
Findings about schedules have the codes of `cronexpr.check`, those about the rest of a line are CRT001 to
CRT023, and errors CRT030 to CRT044: `RULES` tells what each means.
"""

from __future__ import annotations

from ._assignments import Assignment
from ._busy import Peak
from ._daemons import get_daemon
from ._disk import CrontabFile
from ._entries import Entry
from ._errors import CrontabChangedError, CrontabCommandError, CrontabError, LineProblem
from ._file import Crontab
from ._reading import encoded
from ._rules import RULES
from ._user import UserCrontab

__all__ = [
    "RULES",
    "Assignment",
    "Crontab",
    "CrontabChangedError",
    "CrontabCommandError",
    "CrontabError",
    "CrontabFile",
    "Entry",
    "LineProblem",
    "Peak",
    "UserCrontab",
    "parse",
]


def parse(
    text_or_bytes: str | bytes,
    *,
    system: bool = False,
    dialect: str = "vixie",
    name: str | None = None,
    seed: str | None = None,
) -> Crontab:
    r"""Return the crontab that *text_or_bytes* is; anything is one, perhaps with problems.

    *system* files, ``/etc/crontab`` and those in ``/etc/cron.d``, have a column for the user;
    *name* is such a file's name, to be checked too.  *dialect* is ``"vixie"``, what Debian's cron
    reads, or ``"cronie"``.  *seed* is what cronie's random values are drawn from; without
    one, each line draws its own, the same at every reading.  Bytes that are not UTF-8 are kept as
    lone surrogates.  Linear in the length of the text.

    >>> [found.message for found in parse("0 5 * * *\n").problems]
    ['there is no command']

    Raises:
        CronOptionError: an unknown dialect.
        CrontabError: a str has surrogates that stand for no byte.
        TypeError: an argument has the wrong type.
    """
    if isinstance(text_or_bytes, str):
        text_or_bytes = encoded(text_or_bytes)
    elif not isinstance(text_or_bytes, bytes):
        raise TypeError(f"a crontab is str or bytes, not {type(text_or_bytes).__name__}")
    get_daemon(dialect)
    return Crontab(text_or_bytes.decode("utf-8", "surrogateescape"), dialect, system, name, seed)
