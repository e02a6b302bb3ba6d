"""Commands about crontab files: check, list, next, add, edit, remove, disable, enable."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import cronexpr
from cronexpr import CronError, CronExpression, CronSyntaxError
from cronexpr._explanation import spell_moment
from cronexpr._system_zone import system_zone
from cronexpr.crontab import Crontab, Entry, LineProblem

from ._commands import FOUND, NO, OK, TROUBLE, Arguments, Command, Family, MisuseError, option, verdict
from ._crontab_files import Source, difference, open_source
from ._input import (
    CLOCK,
    FROM,
    IGNORE,
    LOCALE,
    NUMBER_UNTIL,
    SELECT,
    STRICT,
    TZ,
    UNTIL,
    after,
    first_of,
    read_moment,
    read_stop,
    wording,
)
from ._local_zone import note_clock_change
from ._output import complain, complain_of, echo, painted, print_json
from ._sarif import sarif

if TYPE_CHECKING:
    from cronexpr._arguments import Wording

MOST_TOLD = 1_000
Edit = Callable[[Arguments, Crontab], Crontab]


def _check(args: Arguments) -> int:
    status, trouble = OK, False
    found: list[tuple[str, tuple[LineProblem, ...]]] = []
    for file in args.files or [None]:
        try:
            source = open_source(file, args)
        except (MisuseError, CronError) as error:
            complain(f"{args.prog}: {error}")
            trouble = True
            continue
        if source.lack:
            complain(f"{args.prog}: {source.lack}")
            continue
        problems = source.crontab.check(tz=args.tz, select=args.select, ignore=args.ignore)
        status = max(status, verdict([problem.severity for problem in problems], args.select))
        found.append((source.name, problems))
    if args.sarif:
        print_json(sarif(found))
    else:
        for name, problems in found:
            _print_problems(args, name, problems)
    return TROUBLE if trouble else status


def _print_problems(args: Arguments, name: str, problems: tuple[LineProblem, ...]) -> None:
    if args.json:
        print_json({"file": name, "problems": [problem.as_dict() for problem in problems]})
    elif problems:
        told = [problem.pretty(_shown(name)) for problem in problems[:MOST_TOLD]]
        print(painted("\n".join(told), sys.stdout))
        if len(problems) > MOST_TOLD:
            print(f"and {len(problems) - MOST_TOLD:,} more problems in {_shown(name)}; --json has them all")
    else:
        print(f"ok: {_shown(name)}")


def _list(args: Arguments) -> int:
    source = open_source(args.file, args)
    crontab = source.crontab
    clock = _clock(args, crontab)
    start = _by(clock, read_moment(args.start, clock))
    found = [(entry, _following(entry, start)) for entry in crontab.find()]
    for entry, following in found:
        record = _record(entry, following, wording(args))
        if args.json:
            print_json(record)
            continue
        when = "-" if following is None else spell_moment(following, None)
        if not entry.enabled:
            when = "disabled"
        print(f"{entry.line:>4}  {record['sentence']}  ({when})  {_shown(entry.command)}")
    note_clock_change([following for _, following in found if following is not None])
    if found:
        return OK
    complain(f"{args.prog}: {source.lack or f'there is no entry in {_shown(source.name)}'}")
    return NO


def _following(entry: Entry, start: datetime) -> datetime | None:
    return entry.expression.next(start) if entry.expression is not None and entry.enabled else None


def _record(entry: Entry, following: datetime | None, words: Wording) -> dict[str, Any]:
    expr = entry.expression
    return {
        "line": entry.line,
        "id": entry.id,
        "enabled": entry.enabled,
        "schedule": entry.schedule,
        "sentence": "cannot be read" if expr is None else expr.describe(**words),
        "next": None if following is None else following.isoformat(),
        "command": entry.command,
    }


def _next(args: Arguments) -> int:
    source = open_source(args.file, args)
    clock = _clock(args, source.crontab)
    start = read_moment(args.start, clock)
    stop = None if args.stop is None else _by(clock, read_stop(args.stop, start, clock))
    found = first_of(source.crontab.timeline(after(_by(clock, start)), stop), args)
    for when, entry in found:
        if args.json:
            print_json({"next": when.isoformat(), "line": entry.line, "command": entry.command})
        else:
            print(f"{spell_moment(when, None)}  {entry.line:>4}  {_shown(entry.command)}")
    note_clock_change([when for when, _ in found])
    if found:
        return OK
    complain(f"{args.prog}: {source.lack or f'no entry of {_shown(source.name)} runs after that'}")
    return NO


def _clock(args: Arguments, crontab: Crontab) -> CronExpression:
    """Return the clock of the zone asked for, else of the system's where the file needs one."""
    zone = args.tz
    if zone is None and any(entry.tz is not None for entry in crontab.entries):
        zone = system_zone()
    return cronexpr.parse("* * * * *", tz=zone)


def _by(clock: CronExpression, moment: datetime) -> datetime:
    """Return *moment* by the daemon's clock, that of its zone, whatever offset it was told with."""
    try:
        return moment if clock.tz is None else moment.astimezone(clock.tz)
    except OverflowError:
        raise MisuseError(f"{moment} is not within the years 1 to 9999 of that zone") from None


def _shown(command: str) -> str:
    return "".join([char if char.isprintable() else ascii(char)[1:-1] for char in command])


# Edits: each returns the new crontab, and `_change` shows the difference before it makes it.


def _add(args: Arguments, crontab: Crontab) -> Crontab:
    return crontab.add(args.schedule, _command(args.words), user=args.as_user, id=args.id)


def _edit(args: Arguments, crontab: Crontab) -> Crontab:
    if args.schedule is None and args.new_command is None:
        raise MisuseError("nothing to change: give --schedule, --command, or both")
    return crontab.replace(_target(args, crontab), expression=args.schedule, command=args.new_command)


def _with_target(edit: Callable[[Crontab, Entry], Crontab]) -> Edit:
    return lambda args, crontab: edit(crontab, _target(args, crontab))


def _change(edit: Edit) -> Callable[[Arguments], int]:
    """Make a command of *edit*, which returns the crontab as it shall be."""

    def run(args: Arguments) -> int:
        source = open_source(args.file, args)
        try:
            return _carry_out(args, source, edit)
        except CronSyntaxError as error:
            complain_of(error)
            complain(f"note: {_other_dialect(args.schedule, source.crontab.dialect)}")
            return TROUBLE

    return run


def _other_dialect(schedule: str, dialect: str) -> str:
    """Say in which *dialect* the crontab is, and how to carry *schedule* over from one that reads it."""
    note = f"the crontab is in the dialect {dialect}"
    known = [name for name in ("standard", "extended") if cronexpr.is_valid(schedule, dialect=name)]
    if not known:
        return note
    words = ["cronexpr", "convert", schedule, *(["--from", known[0]] if known[0] != "standard" else [])]
    return f"{note}; `{_shown(shlex.join([*words, '--to', dialect]))}` tells what can be said there"


def _carry_out(args: Arguments, source: Source, edit: Edit) -> int:
    edited = edit(args, source.crontab)
    # A filter's output is the file, so what changes is told beside it.
    is_filter = source.is_stream and not args.dry_run
    change = difference(source.crontab, edited, source.name)
    (complain if is_filter else print)("\n".join(map(_shown, change)))
    if edited == source.crontab and not is_filter:
        return OK
    # What could not be shown is not done.
    sys.stdout.flush()
    if args.dry_run:
        print("nothing written (--dry-run)")
        return OK
    source.write(edited)
    if not is_filter:
        print(f"wrote {_shown(source.name)}")
    return OK


def _command(words: list[str]) -> str:
    # One word is a line for the shell as it stands; of several, the shell shall see each as it is.
    return words[0] if len(words) == 1 else shlex.join(words)


def _target(args: Arguments, crontab: Crontab) -> Entry:
    """Return the one entry that the user means by a line number, an id, or a command."""
    found = crontab.find()
    meant = [entry for entry in found if args.target in _names(entry)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        used = Counter([name for entry in found for name in _names(entry)])
        own = [next((name for name in _names(entry) if used[name] == 1), None) for entry in meant]
        names = " or ".join([_shown(shlex.quote(name)) for name in own if name is not None])
        advice = f"name one as {names}" if names else "only by hand can one be changed"
        raise MisuseError(f"several entries are meant by {echo(args.target)}: {advice}")
    where = "your crontab" if args.file is None else _shown(args.file)
    raise MisuseError(
        f"no entry of {where} has the line number, id or command {echo(args.target)}; see `{_listing(args)}`"
    )


def _listing(args: Arguments) -> str:
    """Return the command that lists what the edit was about."""
    words = ["cronexpr", "crontab", "list", *([] if args.file is None else [args.file])]
    words += ["--system"] if args.system else []
    for name in ("user", "dialect", "seed"):
        value = getattr(args, name)
        words += [] if value is None else [f"--{name}", value]
    return _shown(shlex.join(words))


def _names(entry: Entry) -> list[str]:
    """Return what *entry* can be named by, each once: its line number, its id, its command."""
    return [*dict.fromkeys([name for name in (str(entry.line), entry.id, entry.command) if name])]


# The table.

FILES = option(
    "files", metavar="FILE", nargs="*", help="crontab files; - is standard input (default: your own)"
)
FILE = option(
    "file", metavar="FILE", nargs="?", help="a crontab file; - is standard input (default: your own)"
)
EDITED = option(
    "--file",
    metavar="FILE",
    help="edit this file; - edits standard input to standard output (default: your own)",
)
SYSTEM = option("--system", action="store_true", help="there is a column for the user, as in /etc/crontab")
DIALECT = option(
    "--dialect",
    choices=("vixie", "cronie"),
    help="whose cron reads it (default: for FILE vixie, as in Debian; for your own, the one installed)",
)
USER = option("--user", metavar="NAME", help="that user's crontab, not your own (for root)")
SEED = option("--seed", metavar="TEXT", help="what cronie's ~ is drawn from (default: each line's own)")
JSON = option("--json", action="store_true", help="print one JSON object for each line of output")
SARIF = option("--sarif", action="store_true", help="print one SARIF 2.1.0 log, for code scanning")
DRY_RUN = option("--dry-run", action="store_true", help="only show what would change")
SCHEDULE = option("schedule", metavar="EXPR", help="when to run it, in quotes")
NEW_SCHEDULE = option("--schedule", metavar="EXPR", help="when to run it from now on, in quotes")
TARGET = option("target", metavar="ENTRY", help="a line number, an id, or a whole command")
WORDS = option(
    "words", metavar="COMMAND", nargs="+", help="what to run: one word for the shell, or several as they are"
)
NEW_COMMAND = option(
    "--command", metavar="COMMAND", dest="new_command", help="what to run from now on, in quotes"
)
ID = option("--id", metavar="NAME", help="mark the entry, so that it can be found by this name")
AS_USER = option("--as", metavar="NAME", dest="as_user", help="the user column, in system files")

UNCHANGED = "a wrong option, entry, schedule or command, or a file that cannot be read or written"

_WHERE = (EDITED, USER, SYSTEM, DIALECT, SEED, DRY_RUN)

CRONTAB = Family(
    "crontab",
    "read, check and edit crontab files",
    (
        Command(
            "check",
            _check,
            "say what is wrong with crontab files, and where",
            (FILES, USER, SYSTEM, DIALECT, SEED, TZ, SELECT, STRICT, IGNORE, JSON, SARIF),
            """
  cronexpr crontab check /etc/cron.d/*
  crontab -l | cronexpr crontab check -
""",
            no=FOUND,
            trouble="a wrong option or zone, or a file that cannot be read",
        ),
        Command(
            "list",
            _list,
            "say what runs when: line, sentence, next time, command",
            (FILE, USER, SYSTEM, DIALECT, SEED, TZ, FROM, LOCALE, CLOCK, JSON),
            """
  cronexpr crontab list
""",
            no="there is no entry",
        ),
        Command(
            "next",
            _next,
            "print what starts next, of all entries together, strictly after a moment",
            (FILE, USER, SYSTEM, DIALECT, SEED, NUMBER_UNTIL, TZ, FROM, UNTIL, JSON),
            """
  cronexpr crontab next /etc/crontab -n 20
""",
            no="nothing starts after that",
        ),
        Command(
            "add",
            _change(_add),
            "add an entry",
            (SCHEDULE, WORDS, ID, AS_USER, *_WHERE),
            """
  cronexpr crontab add "0 2 * * *" --id backup -- /path/to/backup_script.sh
""",
            trouble=UNCHANGED,
        ),
        Command(
            "edit",
            _change(_edit),
            "change the schedule of an entry, its command, or both",
            (TARGET, NEW_SCHEDULE, NEW_COMMAND, *_WHERE),
            """
  cronexpr crontab edit backup --schedule "30 2 * * *" --dry-run
""",
            trouble=UNCHANGED,
        ),
        Command(
            "remove",
            _change(_with_target(Crontab.remove)),
            "remove an entry",
            (TARGET, *_WHERE),
            """
  cronexpr crontab remove backup
""",
            trouble=UNCHANGED,
        ),
        Command(
            "disable",
            _change(_with_target(Crontab.disable)),
            "put a # before an entry, so that it does not run",
            (TARGET, *_WHERE),
            """
  cronexpr crontab disable 7
""",
            trouble=UNCHANGED,
        ),
        Command(
            "enable",
            _change(_with_target(Crontab.enable)),
            "take the # before an entry away",
            (TARGET, *_WHERE),
            """
  cronexpr crontab enable 7
""",
            trouble=UNCHANGED,
        ),
    ),
)

COMMANDS = (CRONTAB,)
