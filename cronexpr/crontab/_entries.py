"""The lines of a crontab that start something, and how one is read."""

from __future__ import annotations

import re
from datetime import timezone

from .. import parse as parse_expression
from .._value import Value
from ..errors import CronOptionError, CronSyntaxError, Problem, quote
from ._percent import command_length, read_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo

    from .. import CronExpression
    from ._assignments import Assignment
    from ._daemons import Daemon

BLANKS = " \t"
_WORD = r"[^ \t]+"
_SCHEDULE = re.compile(rf"(?:@[^ \t]*|{_WORD}(?:[ \t]+{_WORD}){{0,4}})?+")
_USER = re.compile(r"[^ \t]*+")
_BLANKS = re.compile(r"[ \t]*+")
# Where cron finds no schedule and a name and "=" stand, an assignment was meant.
_MEANT_TO_ASSIGN = re.compile(r"[ \t]*[A-Za-z_'\"][^=]*=")
_DISABLED = re.compile(r"[ \t]*#[ \t]*(?=[-@*0-9])")


class Entry(Value):
    """One line that starts a command: immutable, and part of one `Crontab`.

    - *line* counts from 1; *source* is the line without its end;
    - *schedule* is what is written in front, and *expression* what it means, None where it
      cannot be read; in a crontab with ``CRON_TZ`` lines it has the zone *tz*;
    - *command* is what the shell gets, *stdin* what is written to its standard input (None where the
      line has no ``%``); *user* is the user column of a system file, else None;
    - *id* is the name that a marker on the line above gives it, or None;
    - *span*, *user_span* and *command_span* are where schedule, user and command are written, in
      characters of the line;
    - *enabled* is False for an entry behind a ``#``.
    """

    __slots__ = (
        "line",
        "source",
        "schedule",
        "expression",
        "command",
        "stdin",
        "user",
        "tz",
        "id",
        "span",
        "user_span",
        "command_span",
        "enabled",
        "_assignments",
        "_in_force",
    )

    line: int
    source: str
    schedule: str
    expression: CronExpression | None
    command: str
    stdin: str | None
    user: str | None
    tz: tzinfo | None
    id: str | None
    span: tuple[int, int]
    user_span: tuple[int, int]
    command_span: tuple[int, int]
    enabled: bool
    _assignments: tuple[Assignment, ...]
    _in_force: int

    @property
    def environment(self) -> dict[str, str]:
        """The variables set above this line, as a new dict.

        >>> tab = cronexpr.crontab.parse("A=1\\n@daily one\\nA=2\\n@daily two\\n")
        >>> [entry.environment["A"] for entry in tab.entries]
        ['1', '2']
        """
        return {item.name: item.value for item in self._assignments[: self._in_force]}

    def __repr__(self) -> str:
        return f"<Entry {self.schedule!r} {self.command!r}, line {self.line}>"


class Setting(Value):
    """What the file around an entry says about it: the daemon, the kind of file, the lines above."""

    __slots__ = ("daemon", "system", "seed", "zone", "id", "assignments", "in_force")

    daemon: Daemon
    system: bool
    seed: str | None
    zone: tzinfo | None
    id: str | None
    assignments: tuple[Assignment, ...]
    in_force: int


def zone_of(value: str) -> tuple[tzinfo, bool]:
    """Return the zone that a ``CRON_TZ`` of *value* is, and whether it is known: UTC where not.

    cronie does not check it, and the C library takes what it does not know for UTC.
    """
    from .._arguments import read_zone

    try:
        return read_zone(value) or timezone.utc, True
    except CronOptionError:
        return timezone.utc, False


def read_entry(text: str, line: int, start: int, setting: Setting) -> tuple[Entry, tuple[Problem, ...]]:
    """Return the entry that begins at *start* of the line *text*, and what is wrong with its schedule."""
    daemon = setting.daemon
    at = start + (daemon.zones and text.startswith("-", start))
    span = _span(_SCHEDULE, text, at)
    position = _after_blanks(text, span[1])
    user_span = _span(_USER, text, position) if setting.system else (position, position)
    position = _after_blanks(text, user_span[1])
    written = text[position:]
    command, stdin = read_command(written, daemon)
    expression, problems = _read_schedule(text, span, line, setting)
    entry = Entry(
        line,
        text,
        text[slice(*span)],
        expression,
        command,
        stdin,
        text[slice(*user_span)] if setting.system else None,
        setting.zone,
        setting.id,
        span,
        user_span,
        (position, position + command_length(written)),
        start == 0 or "#" not in text[:start],
        setting.assignments,
        setting.in_force,
    )
    return entry, problems


def read_disabled(text: str, line: int, setting: Setting) -> Entry | None:
    """Return the entry that the comment *text* would be without its first ``#``, or None."""
    match = _DISABLED.match(text)
    if match is None:
        return None
    entry, _ = read_entry(text, line, match.end(), setting)
    return entry if entry.expression is not None and entry.command else None


def _read_schedule(
    text: str, span: tuple[int, int], line: int, setting: Setting
) -> tuple[CronExpression | None, tuple[Problem, ...]]:
    daemon, zone = setting.daemon, setting.zone
    # cronie draws random values anew at each start; here a line keeps the same ones.
    seed = setting.seed if setting.seed is not None else f"line {line}"
    try:
        expression = parse_expression(
            text[slice(*span)],
            dialect=daemon.dialect,
            tz=zone,
            dst="wall" if zone is not None else None,
            seed=seed if daemon.zones else None,
        )
    except CronSyntaxError as error:
        if _MEANT_TO_ASSIGN.match(text):
            return None, (_not_an_assignment(text, daemon),)
        return None, tuple([moved(problem, text, span) for problem in error.problems])
    return expression, ()


def moved(problem: Problem, text: str, span: tuple[int, int]) -> Problem:
    """Return *problem*, which is about the schedule at *span* of the line *text*, as one about the line."""
    start, stop = span

    def whole(mended: str | None) -> str | None:
        return None if mended is None else text[:start] + mended + text[stop:]

    return problem.replace(
        span=(problem.span[0] + start, problem.span[1] + start),
        fix=whole(problem.fix),
        suggestion=whole(problem.suggestion),
    )


def _not_an_assignment(text: str, daemon: Daemon) -> Problem:
    equals = text.index("=")
    name = text[:equals].strip(BLANKS)
    hint = "either side may be quoted, and only blanks may follow the closing quote"
    suggestion = None
    if not text[equals + 1 :].strip():
        hint = "quote an empty value"
        suggestion = f'{text[: equals + 1]}""'
    message = f"{daemon.title} does not read this as an assignment to {quote(name)}"
    return Problem("CRT009", "error", message, (0, len(text)), hint=hint, fix=suggestion)


def _span(pattern: re.Pattern[str], text: str, start: int) -> tuple[int, int]:
    match = pattern.match(text, start)
    return (start, match.end()) if match else (start, start)


def _after_blanks(text: str, start: int) -> int:
    return _span(_BLANKS, text, start)[1]
