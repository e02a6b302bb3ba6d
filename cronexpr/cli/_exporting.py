"""The commands export and import: from an expression to another scheduler's own notation, and back."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import cronexpr
from cronexpr import CronConversionError, CronExpression, Problem
from cronexpr.dialects import dialect_names
from cronexpr.errors import escape

from ._commands import NO, OK, TROUBLE, Arguments, Command, MisuseError, Option, option
from ._export_targets import FLAGS, LOGON_TYPES, TARGETS, Export, Target, check_arguments, takers
from ._importing import Schedule, read_schedules
from ._input import DIALECT, FORCE, SEED, STDOUT, TZ, parsed
from ._output import complain, complain_of, echo_path, print_json, record_of, refused, warn, write_file


def _export(args: Arguments) -> int:
    (target,) = [target for target in TARGETS if target.name == args.to]
    check_arguments(args, target)
    record = record_of(args, args.text, to=args.to)
    try:
        expr = parsed(args, args.text)
        export = target.write(args, expr)
    except CronConversionError as error:
        return refused(args, record, error)
    warnings = _never(args, expr)
    _put_out(args, target, export, record | {"warnings": [warning.as_dict() for warning in warnings]})
    if not args.json:
        for warning in warnings:
            warn(warning, args.text)
        _tell_differences(expr, export)
    return OK


def _never(args: Arguments, expr: CronExpression) -> list[Problem]:
    """Return why *expr* never fires, or not again: the other side may take it without a word."""
    if expr.next() is not None:
        return []
    found = cronexpr.check(args.text, dialect=args.dialect, tz=args.tz, seed=args.seed)
    return [warning for warning in found if warning.code in ("CRL001", "CRL029")]


def _put_out(args: Arguments, target: Target, export: Export, record: dict[str, Any]) -> None:
    files = export.files
    commands: tuple[str, ...] = ()
    if args.file != STDOUT:
        files = _placed(args.file, target, files)
        commands = export.do(tuple(files))
        _write(files, overwrite=args.force)
    if args.json:
        texts = {name: _text(content) for name, content in files.items()}
        told = {"files": texts, "commands": [*commands]}
        print_json(record | told | {"differences": [found.as_dict() for found in export.differences]})
    elif args.file == STDOUT:
        _print(files)
    else:
        for name in files:
            print(f"wrote {escape(name)}")
        for command in commands:
            print(f"then: {escape(command)}")


def _placed(file: str, target: Target, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return *files* by the paths where they belong: in a directory if there are several."""
    path = Path(file)
    if not file:
        raise MisuseError("-o wants the name of a file or directory, and it is empty")
    if path.is_dir():
        return {str(path / name): content for name, content in files.items()}
    if file.endswith(("/", os.sep)):
        raise MisuseError(f"there is no directory {echo_path(file)}")
    if len(files) > 1:
        raise MisuseError(f"{target.name} takes {len(files)} files: give -o a directory that exists")
    (content,) = files.values()
    return {file: content}


def _write(files: dict[str, bytes], *, overwrite: bool) -> None:
    # None is written where one of them would be refused.
    there = [name for name in files if not overwrite and Path(name).exists()]
    if there:
        raise MisuseError(f"{echo_path(there[0])} is there already; --force overwrites it")
    for name, content in files.items():
        write_file(name, content, overwrite=overwrite)


def _print(files: dict[str, bytes]) -> None:
    for number, (name, content) in enumerate(files.items()):
        if len(files) > 1:
            print(f"{chr(10) if number else ''}# {escape(name)}")
        if sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
            print(_text(content), end="")
        else:
            # To the byte: a task for Windows is in UTF-16.
            sys.stdout.flush()
            sys.stdout.buffer.write(content)


def _text(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return content.decode(encoding).replace("\r\n", "\n")


def _tell_differences(expr: CronExpression, export: Export) -> None:
    for found in export.differences:
        # Whose clock counts is clear where the expression's zone has been written.
        if found.severity != "info" or expr.tz is None:
            warn(found)


# Back


def _import(args: Arguments) -> int:
    name, found = read_schedules(args.file)
    if args.json:
        print_json({"file": args.file, "format": name, **_records(found)})
    else:
        for schedule in found:
            _tell(schedule)
    return max(map(_status, found))


def _status(schedule: Schedule) -> int:
    """Return the status of one schedule: whether it was read, cannot be said, or could not be read."""
    if schedule.error is None:
        return OK
    is_none = schedule.error.problems[0].code in ("WTS020", "KUB010")
    return NO if isinstance(schedule.error, CronConversionError) and not is_none else TROUBLE


def _records(found: tuple[Schedule, ...]) -> dict[str, Any]:
    expressions = [{"name": one.name} | _record(expr) for one in found for expr in one.expressions]
    notes = [{"name": one.name} | note.as_dict() for one in found for note in one.notes]
    problems = [
        {"name": one.name} | problem.as_dict() for one in found if one.error for problem in one.error.problems
    ]
    return {"expressions": expressions, "notes": notes} | ({"problems": problems} if problems else {})


def _record(expr: CronExpression) -> dict[str, Any]:
    return {
        "expression": expr.source,
        "dialect": expr.dialect.name,
        "tz": None if expr.tz is None else str(expr.tz),
        "dst": expr.dst,
        "description": expr.describe(),
    }


def _tell(schedule: Schedule) -> None:
    name = escape(schedule.name[:_LONGEST_NAME] + "..." * (len(schedule.name) > _LONGEST_NAME))
    for expr in schedule.expressions:
        sentence = expr.describe()
        dialect = "" if expr.dialect.name == "standard" else f"; dialect {expr.dialect.name}"
        print(expr.source)
        # Of an export, the name may be the sentence.
        heading = "" if schedule.name in ("", sentence) else f"{name}: "
        print(f"  {heading}{sentence}{dialect}")
    if name and (schedule.notes or schedule.error):
        complain(f"{name}:")
    for note in schedule.notes:
        warn(note)
    if schedule.error is not None:
        complain_of(schedule.error)


_LONGEST_NAME = 60


# The table.


class _Words(argparse.Action):
    """The command behind ``--``: all that is left, if anything is."""

    def __init__(self, **settings: Any) -> None:
        # As many as there are ("*") would be taken at once: none, before the options.
        super().__init__(**{**settings, "nargs": "+", "required": False, "default": []})

    def __call__(self, _parser: object, namespace: Arguments, values: Any, _flag: object = None) -> None:
        setattr(namespace, self.dest, values)


EXPRESSION = option("text", metavar="EXPR", help="the expression, in quotes")


def _target_name(text: str) -> str:
    """Return *text*; what is a dialect alone is written by another command."""
    if text in dialect_names() and all(target.name != text for target in TARGETS):
        raise argparse.ArgumentTypeError(
            f"{text} is a dialect: `cronexpr convert EXPR --to {text}` writes it"
        )
    return text


TO_TARGET = option(
    "--to",
    required=True,
    type=_target_name,
    choices=[target.name for target in TARGETS],
    help="the scheduler or notation to write for",
)
WORDS = option(
    "words",
    metavar="COMMAND",
    action=_Words,
    help="what to run: one word for a shell, or several as they are; for celery, the task and its arguments"
    " (windows, systemd and celery need it, kubernetes and github may have it)",
)
NAME = option("--name", metavar="NAME", help="the job's name (default: that of the command)")
FILE = option(
    "-o",
    "--output",
    dest="file",
    metavar="FILE",
    default=STDOUT,
    help="write to FILE, or into a directory (default: -, standard output)",
)
JSON = option("--json", action="store_true", help="print one JSON object, on a line")


def _for_some(name: str, *, help: str, **settings: Any) -> Option:  # noqa: A002 -- As argparse calls it.
    return option(FLAGS[name], dest=name, help=f"{takers(name)}: {help}", **settings)


DESCRIPTION = _for_some(
    "description",
    metavar="TEXT",
    help="what people read (default: the expression in words; for ics, NAME)",
)
START = _for_some("start", metavar="WHEN", help="the moment to start from (default: now)")
OF_TARGETS = (
    _for_some("catch_up", action="store_true", help="make up for a run missed while off"),
    _for_some("start_in", metavar="DIR", help="the folder to start the command in"),
    _for_some("highest_privileges", action="store_true", help="run as an administrator"),
    _for_some("user", metavar="USER", help="whose task it is (default: that of whoever creates it)"),
    _for_some(
        "logon_type",
        choices=LOGON_TYPES,
        help="InteractiveToken: run while USER is logged on (default); S4U: always, without access to the"
        " network; Password: always, with USER's password; none: for a service such as SYSTEM",
    ),
    _for_some("wall_clock", action="store_true", help="keep to the clock when it changes"),
    _for_some("allow_duplicates", action="store_true", help="run twice where date and weekday match"),
    _for_some("image", metavar="IMAGE", help="the container image to run (required)"),
    _for_some(
        "concurrency_policy",
        choices=("Allow", "Forbid", "Replace"),
        help="what to do while the last run goes on (default: Allow)",
    ),
    _for_some("target_arn", metavar="ARN", help="what to call (required)"),
    _for_some("role_arn", metavar="ARN", help="the role that may call it (required)"),
    _for_some("target_input", metavar="TEXT", help="what to call it with"),
)

IMPORTED = option("file", metavar="FILE", help="a file to read; - is standard input")

COMMANDS = (
    Command(
        "export",
        _export,
        "write an expression for another scheduler: Windows, systemd, Kubernetes and so on",
        (
            EXPRESSION,
            TO_TARGET,
            WORDS,
            NAME,
            DESCRIPTION,
            FILE,
            FORCE,
            START,
            *OF_TARGETS,
            TZ,
            DIALECT,
            SEED,
            JSON,
        ),
        """
  cronexpr export "0 2 * * *" --to systemd -o . -- /path/to/backup --all
  cronexpr export "0 9 * * 1-5" --to kubernetes --tz Europe/Berlin --image report:1
""",
        no="it cannot be said there",
        usage="%(prog)s EXPR --to TARGET [OPTION ...] [-- COMMAND ...]",
    ),
    Command(
        "import",
        _import,
        "read a schedule back: a Windows task, a systemd timer, a calendar, JSON of a CronJob",
        (IMPORTED, JSON),
        """
  cronexpr import /etc/systemd/system/backup.timer
  kubectl get cronjobs -o json | cronexpr import -
""",
        no="cron cannot say it, or one of several",
        trouble="what is there, or one of several, cannot be read",
    ),
)
