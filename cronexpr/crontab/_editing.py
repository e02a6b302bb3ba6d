"""Edits of a crontab: each changes one line, and leaves all others as they are."""

from __future__ import annotations

import re

from .. import CronExpression
from .. import parse as parse_expression
from .._zone import zone_key, zone_token
from ..errors import CronConversionError, Problem, quote
from ._checks import USER
from ._daemons import get_daemon
from ._entries import Entry
from ._errors import CrontabError, failure
from ._percent import write_command
from ._reading import encoded, read_marker, split_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._file import Crontab

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def add(
    crontab: Crontab, expression: str | CronExpression, command: str, user: str | None, name: str | None
) -> Crontab:
    """Return *crontab* with one more entry at its end; see `Crontab.add`."""
    columns = [_schedule(crontab, expression), *_user(crontab, user)]
    columns.append(write_command(command, get_daemon(crontab.dialect)))
    lines = split_lines(crontab.text)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if name is not None:
        lines.append(f"# cronexpr: id={_new_id(crontab, name)}\n")
    elif lines and _is_marker(lines[-1]):
        # Left behind by an entry that is gone; the new one is not it.
        lines.append("\n")
    lines.append(" ".join(columns) + "\n")
    edited = _verified(crontab, lines, len(lines), command)
    _refuse_another_zone(expression, edited.entries[-1])
    return edited


def replace(
    crontab: Crontab, target: Entry | str, expression: str | CronExpression | None, command: str | None
) -> Crontab:
    """Return *crontab* with another schedule or command in the line of *target*; see `Crontab.replace`."""
    entry = located(crontab, target)
    lines = split_lines(crontab.text)
    text = lines[entry.line - 1]
    # From the right, so that the places on the left stay where they are.
    if command is not None:
        text = _put(text, entry.command_span, write_command(command, get_daemon(crontab.dialect)))
    if expression is not None:
        text = _put(text, entry.span, _schedule(crontab, expression))
        _refuse_another_zone(expression, entry)
    lines[entry.line - 1] = text
    return _verified(crontab, lines, entry.line, entry.command if command is None else command)


def disable(crontab: Crontab, target: Entry | str) -> Crontab:
    """Return *crontab* with a ``#`` before *target*; see `Crontab.disable`."""
    entry = located(crontab, target)
    if not entry.enabled:
        raise CrontabError(failure("CRT031", f"line {entry.line:,} is disabled already"))
    lines = split_lines(crontab.text)
    lines[entry.line - 1] = "#" + lines[entry.line - 1]
    return _toggled(crontab, lines, entry)


def enable(crontab: Crontab, target: Entry | str) -> Crontab:
    """Return *crontab* without the ``#`` before *target*; see `Crontab.enable`."""
    entry = located(crontab, target)
    if entry.enabled:
        raise CrontabError(failure("CRT031", f"line {entry.line:,} is not disabled"))
    lines = split_lines(crontab.text)
    lines[entry.line - 1] = lines[entry.line - 1].replace("#", "", 1)
    return _no_worse(crontab, _toggled(crontab, lines, entry), entry)


def remove(crontab: Crontab, target: Entry | str) -> Crontab:
    """Return *crontab* without *target* and its marker; see `Crontab.remove`."""
    entry = located(crontab, target)
    lines = split_lines(crontab.text)
    first = entry.line - 1
    while first and _is_marker(lines[first - 1]):
        first -= 1
    del lines[first : entry.line]
    return crontab._with("".join(lines))


def located(crontab: Crontab, target: Entry | str) -> Entry:
    """Return the entry of *crontab* that *target* is or names.

    Raises:
        CrontabError: there is none, or there are several.
    """
    if isinstance(target, Entry):
        for entry in crontab.find():
            if (entry.line, entry.source) == (target.line, target.source):
                return entry
        message = f"this crontab has no such entry at line {target.line:,}"
        raise CrontabError(failure("CRT031", message, "entries belong to the crontab they were read from"))
    found = crontab.find(id=target)
    if len(found) == 1:
        return found[0]
    many = f"several entries have the id {quote(target)}"
    raise CrontabError(failure("CRT031", many if found else f"no entry has the id {quote(target)}"))


def _schedule(crontab: Crontab, expression: str | CronExpression) -> str:
    if isinstance(expression, CronExpression):
        if expression.dialect.name == crontab.dialect:
            return expression.source.strip()
        from ..converter import convert

        return convert(expression, to=crontab.dialect)
    seed = "" if get_daemon(crontab.dialect).zones else None
    return parse_expression(expression, dialect=crontab.dialect, seed=seed).source.strip()


def _refuse_another_zone(expression: str | CronExpression, entry: Entry) -> None:
    """Raise where *expression* has a zone, and its line, which *entry* is, goes by another."""
    if (
        isinstance(expression, str)
        or expression.tz is None
        or zone_token(expression.tz) == zone_token(entry.tz)
    ):
        return
    zone = zone_key(expression.tz) or str(expression.tz)
    other = "the daemon's own" if entry.tz is None else f"that of CRON_TZ, {quote(str(entry.tz))}"
    message = f"the line would not run by {quote(zone)}: its zone is {other}"
    hint = "give expr.replace(tz=None) if that is meant; CRON_TZ, which cronie reads, is written by hand"
    span = (0, len(expression.source))
    raise CronConversionError((Problem("CRT035", "error", message, span, hint=hint),), expression.source)


def _user(crontab: Crontab, user: str | None) -> tuple[str, ...]:
    if not crontab.system:
        if user is None:
            return ()
        raise CrontabError(failure("CRT032", "a user's own crontab has no column for the user"))
    if user is not None and USER.fullmatch(user):
        return (user,)
    wrong = "is needed" if user is None else f"cannot be {quote(user)}"
    raise CrontabError(failure("CRT032", f"in a system crontab a user {wrong}", "for example root"))


def _new_id(crontab: Crontab, name: str) -> str:
    if not _ID.fullmatch(name):
        hint = "1 to 64 letters, digits, dots, dashes and underscores"
        raise CrontabError(failure("CRT033", f"{quote(name)} cannot be an id", hint))
    if crontab.find(id=name):
        raise CrontabError(failure("CRT033", f"an entry with the id {quote(name)} is there already"))
    return name


def _is_marker(line: str) -> bool:
    return read_marker(line.removesuffix("\n")) is not None


def _put(text: str, span: tuple[int, int], new: str) -> str:
    start, stop = span
    # What had no command has no blank before it either.
    gap = " " if start and text[start - 1] not in " \t#-" else ""
    return text[:start] + gap + new + text[stop:]


def _toggled(crontab: Crontab, lines: list[str], entry: Entry) -> Crontab:
    """Return the crontab of *lines*, once *entry* is read back from them, now off or now on."""
    edited = crontab._with("".join(lines))
    for found in edited.disabled if entry.enabled else edited.entries:
        if (found.line, found.schedule, found.command) == (entry.line, entry.schedule, entry.command):
            return edited
    message = f"line {entry.line:,} would not be read back as the same entry"
    raise CrontabError(failure("CRT034", message, "see what is wrong with it (check), and mend that first"))


def _verified(crontab: Crontab, lines: list[str], line: int, command: str) -> Crontab:
    """Return the crontab of *lines*, once it is read back as meant: with *command* at *line*."""
    text = "".join(lines)
    encoded(text)
    edited = crontab._with(text)
    read = [entry for entry in edited.find() if entry.line == line]
    if not read or read[0].command != command.lstrip(" \t"):
        message = f"cron would not read this as an entry with the command {quote(command)}"
        raise CrontabError(failure("CRT030", message))
    return _no_worse(crontab, edited, read[0])


def _no_worse(crontab: Crontab, edited: Crontab, entry: Entry) -> Crontab:
    """Return *edited*, unless the line of *entry* has errors in it that it has not in *crontab*."""
    before = [found.code for found in crontab.problems if found.line == entry.line]
    wrong = [found for found in edited.problems if found.line == entry.line and found.severity == "error"]
    if any(entry.expression is None or found.code not in before for found in wrong):
        raise CrontabError(tuple([found.problem for found in wrong]), wrong[0].source)
    return edited
