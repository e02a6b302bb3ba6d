"""What the daemons do differently with a crontab: rows of data, and their sources."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import CronOptionError, Problem, did_you_mean, nearest, quote


class Daemon(NamedTuple):
    r"""How one daemon reads crontab files.

    *longest_command*, *longest_assignment* and *longest_comment*, of lines with nothing between them, are
    in bytes (None is no limit), and *most* has how many lines of a kind there may be.
    *halves_backslashes*: whether ``\\`` in a command becomes ``\``.  *empty_values*: whether ``NAME=`` is an
    assignment.  *trims_quoted*: whether blanks at the end of a quoted value go.  *zones*: whether
    ``CRON_TZ`` and ``RANDOM_DELAY`` mean anything, a leading ``-`` silences the log, and a ``-n`` before the
    command the mail.  *protected* are the variables that it sets itself.
    """

    dialect: str
    title: str
    longest_command: int
    longest_assignment: int
    longest_comment: int | None
    most: tuple[tuple[str, int], ...]
    halves_backslashes: bool
    empty_values: bool
    trims_quoted: bool
    zones: bool
    protected: frozenset[str]


# Run on Debian 12: cron 3.0pl1-162, its command and its daemon.
_DEBIAN = Daemon(
    "vixie",
    "Debian's cron",
    longest_command=998,
    longest_assignment=999,
    longest_comment=None,
    most=(("line", 10_000),),
    halves_backslashes=True,
    empty_values=False,
    trims_quoted=True,
    zones=False,
    protected=frozenset(("LOGNAME",)),
)

# cronie 1.7: crontab(5), entry.c, env.c, do_command.c.
_CRONIE = Daemon(
    "cronie",
    "cronie",
    longest_command=131_071,
    longest_assignment=131_071,
    longest_comment=32_767,
    most=(("entry", 10_000), ("assignment", 1_000)),
    halves_backslashes=False,
    empty_values=True,
    trims_quoted=False,
    zones=True,
    protected=frozenset(("LOGNAME", "USER")),
)

DAEMONS = {daemon.dialect: daemon for daemon in (_DEBIAN, _CRONIE)}


def get_daemon(dialect: str) -> Daemon:
    """Return the daemon whose files are in *dialect*.

    Raises:
        CronOptionError: no daemon here reads that dialect.
        TypeError: *dialect* is not a str.
    """
    if not isinstance(dialect, str):
        raise TypeError(f"dialect must be a str, not {type(dialect).__name__}")
    daemon = DAEMONS.get(dialect)
    if daemon is None:
        near = nearest(dialect, tuple(DAEMONS), limit=2)
        hint = did_you_mean(near, f"crontab files are read as: {', '.join(DAEMONS)}")
        problem = Problem(
            "OPT001", "error", f"no crontab dialect {quote(dialect)}", hint=hint, suggestion=near
        )
        raise CronOptionError(problem)
    return daemon
