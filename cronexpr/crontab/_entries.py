"""The lines of a crontab that start something, and how one is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timezone
from typing import NamedTuple

from .. import check as check_expression
from .. import parse as parse_expression
from .._arguments import known_zone
from .._diagnosis._offers import is_readable
from ..dialects import get_dialect
from ..errors import CronSyntaxError, Problem, quote
from ._errors import LineProblem
from ._percent import command_length, read_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime, tzinfo

    from .. import CronExpression
    from ._assignments import Assignment
    from ._daemons import Daemon

BLANKS = " \t"
_WORD = r"[^ \t]+"
_SCHEDULE = re.compile(rf"(?:@[^ \t]*|{_WORD}(?:[ \t]+{_WORD}){{0,4}})?+")
_USER = re.compile(r"[^ \t]*+")
# cronie 1.7: no mail after a run that went well.  There is no other option, and none may be repeated.
_OPTION = re.compile(r"(?:-n[ \t]+(?=[^ \t-]))?")
_BLANKS = re.compile(r"[ \t]*+")
# Where cron finds no schedule and a name and "=" stand, an assignment was meant.
_MEANT_TO_ASSIGN = re.compile(r"[ \t]*[A-Za-z_'\"][^=]*=")
# The fifth word is the path of a program.
_COMMAND_TOO_EARLY = re.compile(rf"((?:{_WORD}[ \t]+){{1,4}})((?:~|\.\.?)?/{_WORD})(?:[ \t].*)?")
_DISABLED = re.compile(r"[ \t]*#[ \t]*(?=[-@*~0-9])")


class Setting(NamedTuple):
    """What stands around an entry: the daemon and kind of file, and what the lines above say."""

    daemon: Daemon
    system: bool
    seed: str | None
    zone: tzinfo | None
    id: str | None
    assignments: tuple[Assignment, ...]
    in_force: int


@dataclass(frozen=True, slots=True)
class Entry:
    r"""One line that starts a command: immutable, and part of one `Crontab`.

    - *line* counts from 1; *source* is the line without its end;
    - *expression* is what its schedule means, None where it cannot be read; below a ``CRON_TZ``
      line it has that zone;
    - *command* is what the shell gets, without an option of cronie's; *stdin* is what is written to its
      standard input (None where the line has no ``%``); *user* is the user column of a system file, else
      None;
    - *span* and *command_span* are where the schedule and the command are written, in characters
      of the line;
    - *enabled* is False for an entry behind a ``#``.

    >>> entry, = cronexpr.crontab.parse("0 2 * * * /path/to/backup_script.sh\n").entries
    >>> entry.expression, entry.command
    (cronexpr.parse('0 2 * * *', dialect='vixie'), '/path/to/backup_script.sh')
    """

    line: int
    source: str
    expression: CronExpression | None
    command: str
    stdin: str | None
    user: str | None
    span: tuple[int, int]
    command_span: tuple[int, int]
    enabled: bool
    _has_option: bool = field(repr=False)
    _setting: Setting = field(repr=False)

    @property
    def schedule(self) -> str:
        """What is written in front of the command."""
        return self.source[slice(*self.span)]

    @property
    def tz(self) -> tzinfo | None:
        """The zone that a ``CRON_TZ`` line above sets, for cronie; else None: the daemon's own."""
        return self._setting.zone

    @property
    def id(self) -> str | None:
        """The name that a marker on the line above, ``# cronexpr: id=NAME``, gives it, or None."""
        return self._setting.id

    @property
    def environment(self) -> dict[str, str]:
        r"""The variables set above this line, as a new dict.

        >>> tab = cronexpr.crontab.parse("A=1\n@daily one\nA=2\n@daily two\n")
        >>> [entry.environment["A"] for entry in tab.entries]
        ['1', '2']
        """
        setting = self._setting
        return {item.name: item.value for item in setting.assignments[: setting.in_force]}


def zone_of(value: str) -> tuple[tzinfo, bool]:
    """Return the zone that a ``CRON_TZ`` of *value* is, and whether it is known: UTC where not.

    cronie does not check it, and the C library takes what it does not know for UTC.
    """
    zone = known_zone(value)
    return zone or timezone.utc, zone is not None


def read_entry(
    text: str, line: int, start: int, setting: Setting, explain: bool
) -> tuple[Entry, tuple[Problem, ...]]:
    """Return the entry that begins at *start* of the line *text*, and what is wrong with its schedule.

    To *explain* that is dear.
    """
    daemon = setting.daemon
    silent = daemon.zones and text.startswith("-", start)
    span = _span(_SCHEDULE, text, start + silent)
    position = _after_blanks(text, span[1])
    user_span = _span(_USER, text, position) if setting.system else (position, position)
    position = _after_blanks(text, user_span[1])
    option = _span(_OPTION, text, position) if daemon.zones else (position, position)
    position = option[1]
    written = text[position:]
    command, stdin = read_command(written, daemon)
    expression, problems = _read_schedule(text, span, line, setting, explain)
    entry = Entry(
        line=line,
        source=text,
        expression=expression,
        command=command,
        stdin=stdin,
        user=text[slice(*user_span)] if setting.system else None,
        span=span,
        command_span=(position, position + command_length(written)),
        enabled="#" not in text[:start],
        _has_option=option[0] < option[1],
        _setting=setting,
    )
    return entry, problems


def read_disabled(text: str, line: int, setting: Setting) -> Entry | None:
    """Return the entry that the comment *text* would be without its first ``#``, or None."""
    match = _DISABLED.match(text)
    if match is None:
        return None
    entry, _ = read_entry(text, line, match.end(), setting, explain=False)
    return entry if entry.expression is not None and entry.command else None


def _read_schedule(
    text: str, span: tuple[int, int], line: int, setting: Setting, explain: bool
) -> tuple[CronExpression | None, tuple[Problem, ...]]:
    daemon, zone, source = setting.daemon, setting.zone, text[slice(*span)]
    if not explain and not is_readable(source, get_dialect(daemon.dialect)):
        return None, (Problem("CRT023", "error", "the schedule cannot be read", span),)
    # cronie draws random values anew at each start; here a line keeps the same ones.
    seed = setting.seed if setting.seed is not None else f"line {line}"
    try:
        expression = parse_expression(
            source,
            dialect=daemon.dialect,
            tz=zone,
            dst="wall" if zone is not None else None,
            seed=seed if daemon.zones else None,
        )
    except CronSyntaxError as error:
        if _MEANT_TO_ASSIGN.match(text):
            return None, (_not_an_assignment(text, daemon),)
        if command := _COMMAND_TOO_EARLY.fullmatch(text, *span):
            return None, (_too_few_fields(command),)
        return None, tuple([moved(problem, text, span) for problem in error.problems])
    return expression, ()


def _too_few_fields(found: re.Match[str]) -> Problem:
    number = len(found[1].split())
    message = f"too few fields: {number} before the command {quote(found[2])}, and cron has five"
    return Problem("CRON101", "error", message, found.span(2), hint="write * for what does not matter")


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


def doubts(
    entries: Iterable[Entry],
    *,
    tz: str | tzinfo | None,
    now: datetime | None,
    select: str,
    ignore: Collection[str],
) -> Iterator[LineProblem]:
    """Yield what is doubtful about the schedules of *entries*, each in its own zone, else *tz*."""
    known: dict[tuple[object, ...], tuple[Problem, ...]] = {}
    for entry in entries:
        expr = entry.expression
        if expr is None:
            continue
        # Where nothing is drawn, entries with the same schedule and zone have the same doubts.
        seed = expr.seed if "~" in entry.schedule else None
        key = entry.schedule, entry.tz, seed
        if key not in known:
            known[key] = check_expression(
                entry.schedule,
                dialect=expr.dialect,
                tz=entry.tz or tz,
                dst=expr.dst,
                now=now,
                select=select,
                ignore=ignore,
                seed=seed,
            )
        for problem in known[key]:
            yield LineProblem(entry.line, moved(problem, entry.source, entry.span), entry.source)


def _not_an_assignment(text: str, daemon: Daemon) -> Problem:
    equals = text.index("=")
    name = text[:equals].strip(BLANKS)
    hint = "either side may be quoted, and only blanks may follow the closing quote"
    fix = None
    if not text[equals + 1 :].strip():
        hint = "quote an empty value"
        fix = f'{text[: equals + 1]}""'
    message = f"{daemon.title} does not read this as an assignment to {quote(name)}"
    return Problem("CRT009", "error", message, (0, len(text)), hint=hint, fix=fix)


def _span(pattern: re.Pattern[str], text: str, start: int) -> tuple[int, int]:
    match = pattern.match(text, start)
    return (start, match.end()) if match else (start, start)


def _after_blanks(text: str, start: int) -> int:
    return _span(_BLANKS, text, start)[1]
