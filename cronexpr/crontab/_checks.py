"""What the daemons trip on, apart from schedules: the rules behind the codes ``CRTnnn``."""

from __future__ import annotations

import re

from ..errors import Problem, quote
from ._assignments import SPACES
from ._entries import zone_of
from ._percent import escape_percents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._assignments import Assignment
    from ._daemons import Daemon
    from ._entries import Entry

USER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,31}\$?")
# Users that are no commands: what begins with one of these was copied from a system file.
_SYSTEM_USERS = frozenset(("root", "nobody", "www-data"))
_FILE_NAME = re.compile(r"[A-Za-z0-9_-]+")
_LEFT_BY_TOOLS = ("~", ".rpmsave", ".rpmorig", ".rpmnew")
_VARIABLE = re.compile(r"\$\{?[A-Za-z_]")
_RETURN_FIRST = re.compile(r"[ \t]*(\r)")
_MOST_MINUTES_OF_DELAY = 1_440


def entry_problems(entry: Entry, daemon: Daemon) -> Iterator[Problem]:
    """Yield what is wrong with the command side of *entry*, in text order."""
    text, (start, end) = entry.source, entry.command_span
    if text[: entry.span[0]].endswith("-") and entry.user is None:
        message = "only root may silence the log with a leading dash"
        yield Problem("CRT018", "warning", message, (entry.span[0] - 1, entry.span[0]))
    if entry.expression is None:
        # Where the schedule ends is a guess then, and so is the command.
        return
    if entry.user is not None:
        yield from _user_problems(entry)
    yield from _command_problems(entry, daemon)
    if text.endswith("\r"):
        message = "the carriage return at the end becomes part of the command"
        span = (len(text) - 1, len(text))
        yield Problem(
            "CRT005", "warning", message, span, hint="end lines with a newline alone", fix=text[:-1]
        )
    if end < len(text):
        yield _percent(text, start, end)


def _user_problems(entry: Entry) -> Iterator[Problem]:
    user, start = entry.user or "", entry.span[1]
    if not USER.fullmatch(user) or not entry.command.strip(SPACES):
        at = entry.source.find(user, start) if user else start
        message = (
            f"{quote(user)} is not a user followed by a command; a system crontab has a column for the user"
        )
        hint = "write the user before the command, such as root"
        yield Problem("CRT003", "error", message, (at, at + len(user)), hint=hint)


def _command_problems(entry: Entry, daemon: Daemon) -> Iterator[Problem]:
    command, span = entry.command, entry.command_span
    if not command.strip(SPACES):
        if entry.user is None:
            hint = f"{daemon.title} would run nothing" if daemon.halves_backslashes else ""
            yield Problem("CRT004", "error", "there is no command", span, hint=hint)
    elif command.startswith("*") and not entry._has_option:
        message = "one field too many: the command would begin with a star"
        yield Problem(
            "CRT017",
            "error",
            message,
            (span[0], span[0] + 1),
            hint="cron has five fields, and none for seconds",
        )
    elif entry.user is None and command.partition(" ")[0] in _SYSTEM_USERS:
        user = command.partition(" ")[0]
        text, start = entry.source, span[0]
        message = f"{quote(user)} would be run as a command: a user's own crontab has no column for the user"
        mended = text[:start] + text[start + len(user) :].lstrip(" \t")
        yield Problem("CRT003", "warning", message, (start, start + len(user)), suggestion=mended)
    if daemon.zones and command.startswith("-"):
        # cronie 1.7: a dash begins an option, and -n (no mail if all went well) is the only one.
        message = "cronie takes a dash here for an option, and knows -n alone, with a command behind it"
        hint = "write the path of the command, or put it in quotes"
        yield Problem("CRT022", "error", message, (span[0], span[0] + 1), hint=hint)
    length = size(entry.source[span[0] :])
    if length > daemon.longest_command:
        message = f"the command has {length:,} bytes, and {daemon.title} reads {daemon.longest_command:,}"
        yield Problem("CRT008", "error", message, span, hint="put it into a script")


def _percent(text: str, start: int, at: int) -> Problem:
    message = "an unescaped % ends the command; what follows is its standard input"
    mended = text[:start] + escape_percents(text[start:])
    hint = "escape it where a percent sign is meant"
    return Problem("CRT001", "warning", message, (at, at + 1), hint=hint, suggestion=mended)


def assignment_problems(assignment: Assignment, text: str, daemon: Daemon) -> Iterator[Problem]:
    """Yield what is doubtful about *assignment*, which the line *text* is."""
    name, value, span = assignment.name, assignment.value, assignment.span
    if size(text.lstrip(" \t")) > daemon.longest_assignment:
        limit = f"{daemon.longest_assignment:,} bytes"
        message = f"the line is too long: {daemon.title} reads {limit} and drops the rest"
        yield Problem("CRT010", "error", message, span)
    if name in ("CRON_TZ", "RANDOM_DELAY"):
        yield from _special_problems(assignment, daemon)
    elif name == "TZ":
        message = "TZ changes the environment of the jobs below, but not when they start"
        hint = (
            "cronie has CRON_TZ for that"
            if daemon.zones
            else "Debian's cron starts all jobs by the system's zone"
        )
        yield Problem("CRT020", "info", message, span, hint=hint)
    if name in daemon.protected:
        yield Problem("CRT013", "warning", f"{daemon.title} sets {name} itself and overrides this", span)
    if found := _VARIABLE.search(value):
        message = f"cron does not expand variables: the value has {quote(found[0])} in it as it stands"
        yield Problem("CRT014", "warning", message, span, hint="write it out, or set it in the command")
    if " #" in value and text[span[0]] not in "'\"":
        at = text.index(" #", span[0]) + 1
        hint = "put the comment on a line of its own"
        yield Problem(
            "CRT019", "warning", "this is part of the value, not a comment", (at, span[1]), hint=hint
        )


def _special_problems(assignment: Assignment, daemon: Daemon) -> Iterator[Problem]:
    name, value, span = assignment.name, assignment.value, assignment.span
    if not daemon.zones:
        message = f"{name} means nothing to {daemon.title}; it goes into the environment of the jobs"
        yield Problem("CRT011", "warning", message, span, hint="only cronie reads it")
    elif name == "CRON_TZ":
        if not zone_of(value)[1]:
            message = (
                f"unknown time zone {quote(value)}: cronie does not check it, and would start the jobs by UTC"
            )
            yield Problem("CRT012", "warning", message, span, hint='use an IANA key such as "Europe/Berlin"')
    elif not (value.isascii() and value.isdecimal() and int(value[:5]) <= _MOST_MINUTES_OF_DELAY):
        message = f"{quote(value)} is not a number of minutes from 0 to 1,440, so cronie ignores it"
        yield Problem("CRT011", "warning", message, span)


def text_problems(text: str, line: int, kind: str) -> Iterator[Problem]:
    """Yield what is wrong with the characters of one line, which is of that *kind*."""
    if line == 1 and text.startswith("\ufeff"):
        message = "the file begins with a byte order mark, which cron takes for a minute"
        yield Problem("CRT006", "error", message, (0, 1), hint="save it as UTF-8 without one", fix=text[1:])
    elif text.strip(SPACES) == "" and text.strip(" \t"):
        message = "the line is not blank to cron: a carriage return or the like is a bad minute"
        yield Problem(
            "CRT005", "error", message, (0, len(text)), hint="end lines with a newline alone", fix=""
        )
    elif kind == "entry" and (found := _RETURN_FIRST.match(text)):
        message = "the line begins with a carriage return, which cron takes for a minute"
        fix = text[: found.start(1)] + text[found.end(1) :].lstrip(SPACES)
        yield Problem(
            "CRT005", "error", message, found.span(1), hint="begin lines with blanks alone", fix=fix
        )
    elif "\0" in text and kind != "comment":
        at = text.index("\0")
        yield Problem("CRT007", "error", "a NUL character ends the line for cron", (at, at + 1))


def ending_problem(text: str, kind: str) -> Problem:
    """Return what is wrong with the last line, *text*, for its lack of a newline."""
    span = (len(text), len(text))
    if kind in ("blank", "comment"):
        return Problem("CRT002", "warning", "the file does not end with a newline", span)
    message = "the file does not end with a newline, so cron refuses it"
    return Problem("CRT002", "error", message, span, hint="add an empty line")


def name_problem(name: str, daemon: Daemon) -> Problem | None:
    """Return why *daemon* overlooks a file of that *name* in ``/etc/cron.d``, or None."""
    if daemon.zones:
        overlooked = name.startswith((".", "#")) or name.endswith(_LEFT_BY_TOOLS) or name == "cron.hostname"
        hint = "names that begin with . or #, or end with ~ or .rpmnew, are skipped"
    else:
        overlooked = not _FILE_NAME.fullmatch(name)
        hint = "only letters, digits, _ and - may be in a name; a dot may not"
    message = f"{daemon.title} ignores a file named {quote(name)}"
    return Problem("CRT015", "error", message, hint=hint) if overlooked else None


def size(text: str) -> int:
    """Return how many bytes *text* has in the file."""
    return len(text.encode("utf-8", "surrogateescape"))
