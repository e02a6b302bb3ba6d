r"""Crontab files: read, check and edit them without touching other bytes.

>>> import cronexpr.crontab
>>> tab = cronexpr.crontab.parse("MAILTO=me\n0 2 * * * /path/to/backup_script.sh\n")
>>> tab.entries[0].command, tab.entries[0].environment
('/path/to/backup_script.sh', {'MAILTO': 'me'})
>>> bytes(tab.replace(tab.entries[0], expression="30 2 * * *"))
b'MAILTO=me\n30 2 * * * /path/to/backup_script.sh\n'

`CrontabFile` is a file that has one, `UserCrontab` the user's own, through the ``crontab`` command.
Findings about schedules have the codes of `cronexpr.check`, those about the rest of a line these:

====== =====================================================================
CRT001 an unescaped percent sign in a command
CRT002 no newline at the end of the file
CRT003 a user column that is missing, or one too many
CRT004 no command
CRT005 a carriage return (a file with Windows line ends)
CRT006 a byte order mark
CRT007 a NUL character
CRT008 a command that is too long
CRT009 a line that was meant to be an assignment, but is not read as one
CRT010 an assignment that is too long
CRT011 a variable that means nothing to this daemon, or a value that does
CRT012 an unknown time zone
CRT013 a variable that the daemon sets itself
CRT014 a variable in a value: cron does not expand it
CRT015 a name that makes the daemon overlook the file
CRT016 too many lines
CRT017 a field too many
CRT018 a dash that only root may write
CRT019 a comment behind a value: it is part of it
CRT020 TZ, which changes a job's environment but not when it starts
CRT021 two entries of the same id
CRT022 an option that cronie does not know: a command that begins with a dash
CRT023 a schedule that cannot be read, below 1,000 others that were explained
====== =====================================================================

Errors of edits are CRT030 (a command that no line can hold), CRT031 (no such entry), CRT032
(the user column), CRT033 (the id), CRT034 (a line that would not be read back) and CRT035 (another time
zone); of the ``crontab`` command, CRT040 (it failed),
CRT041 (someone else changed the crontab), CRT042 (no backup could be made) and CRT043 (what was
installed reads back otherwise); of files, CRT041 too, and CRT044 (a file too large).
"""

from __future__ import annotations

from ._assignments import Assignment
from ._busy import Peak
from ._daemons import get_daemon
from ._disk import CrontabFile
from ._entries import Entry
from ._errors import CrontabChangedError, CrontabCommandError, CrontabError, LineProblem
from ._file import Crontab, encoded
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
