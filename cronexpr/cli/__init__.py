"""The command line: ``cronexpr COMMAND ...``.

A command is a row in the ``COMMANDS`` of its family's module and a function that
does it.  This is the only package that prints, and the only one that parses arguments.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any, NoReturn

import cronexpr
from cronexpr import CronError
from cronexpr.errors import nearest

from . import _crontab, _explaining, _exporting, _pictures, _texts, _times
from ._commands import BROKEN_PIPE, INTERRUPTED, NO, TROUBLE, Arguments, Command, Family, MisuseError
from ._input import FROM, WHEN, WHEN_HELP
from ._output import (
    complain,
    complain_of,
    discard_output,
    echo,
    echo_path,
    never_fail_to_encode,
    open_what_is_closed,
)

TABLE: tuple[Command | Family, ...] = (
    *_explaining.COMMANDS,
    *_times.COMMANDS,
    *_pictures.COMMANDS,
    *_texts.COMMANDS,
    *_exporting.COMMANDS,
    *_crontab.COMMANDS,
)

COMMON_HELP = """
Every command that answers prints JSON with --json, one object a line.
`cronexpr COMMAND --help` has the options of a command.
"""

STATUS_HELP = """
exit status:
  0    the answer was given: occurrences, a count, "yes", nothing wrong
  1    the answer is no: no occurrence, no match; for check: errors or warnings
       were found, or with --strict remarks; for convert and export: it cannot
       be said there; for import: cron cannot say it; for detect: no dialect reads it
  2    no answer: a wrong option, zone, time or dialect, a missing seed, or (except
       for check and detect) an expression or a sentence that cannot be read
  130  interrupted from the keyboard; 141  the reader of the output went away
       (128 more than the signal's number, as a shell reports them)

Colour is used on a terminal only, and never when NO_COLOR is set.
"""


def main(argv: list[str] | None = None) -> int:
    """Run the command line with *argv* (default: the process's) and return the exit status.

    >>> main(["next", "0 9 * * 1-5", "--tz", "Europe/Berlin", "--from", "2026-11-20 12:00", "-n", "2"])
    Mon 2026-11-23 09:00:00 +01:00  Europe/Berlin
    Tue 2026-11-24 09:00:00 +01:00  Europe/Berlin
    0

    Raises:
        SystemExit: after ``--help``, ``--version`` or a usage error.
    """
    open_what_is_closed()
    try:
        status = _run(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return BROKEN_PIPE
    except OSError as error:
        # A full disk, or what cannot be read as standard input.
        discard_output()
        complain(f"cronexpr: {error.strerror or error}")
        return TROUBLE
    return status


def _run(argv: list[str] | None) -> int:
    never_fail_to_encode(sys.stdin, sys.stdout, sys.stderr)
    parser = _parser()
    args, extra = parser.parse_known_args(argv)
    if extra == ["--"]:
        parser.error("nothing stands behind --")
    if extra:
        parser.prog = args.prog
        parser.error(_unexpected(args, extra[0]))
    command: Command = args.command
    if hasattr(args, "words"):
        args.words = _as_given(args.words, sys.argv[1:] if argv is None else argv)
    try:
        return command.run(args)
    except MisuseError as error:
        complain(f"{args.prog}: {error}")
    except CronError as error:
        complain_of(error)
    return TROUBLE


def _unexpected(args: Arguments, word: str) -> str:
    """Say what is wrong with *word*, which is no argument of the command."""
    flags = [flag for flags, _ in args.command.options for flag in flags]
    if word.startswith("-") and word != "-":
        name = word.partition("=")[0]
        return f"unknown option {echo(name)}{_meant_option(name, flags)}"
    hint = ""
    if hasattr(args, "text") or hasattr(args, "texts") or vars(args).get("schedule"):
        hint = "; write the expression in quotes, as one argument"
    if "--file" in flags and (os.path.exists(word) or not hint):  # noqa: PTH110 -- Path raises for long names.
        hint = f"; for a file, --file {echo_path(word)}"
    return f"unexpected argument {echo(word)}{hint}"


def _meant_option(word: str, flags: list[str]) -> str:
    if word == "--file" and ("file" in flags or "files" in flags):
        return "; write the name of the file alone"
    known = tuple([flag for flag in flags if flag.startswith("--")])
    longer = [flag for flag in known if flag.startswith(word)]
    near = longer[0] if len(longer) == 1 else nearest(word, known, limit=1 if len(word) < 6 else 2)
    return f"; did you mean {near}?" if near else ""


def _as_given(words: list[str], argv: list[str]) -> list[str]:
    """Return the *words* of a command with each ``--`` among them, which argparse may take out."""
    given = argv[argv.index("--") + 1 :] if "--" in argv else []
    others = [word for word in given if word != "--"]
    return given if others == [word for word in words if word != "--"] else words


# The parser, made from the table.


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        self.exit(TROUBLE, f"{self.prog}: {message}\nTry `{self.prog} --help`.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="cronexpr",
        description="Answer questions about cron expressions.\n" + COMMON_HELP,
        epilog=f"examples:{_examples(TABLE)}\n{STATUS_HELP}",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {cronexpr.__version__}")
    _add_rows(parser, TABLE)
    return parser


def _add_rows(parser: argparse.ArgumentParser, rows: tuple[Command | Family, ...]) -> None:
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for row in rows:
        command = subparsers.add_parser(
            row.name,
            usage=row.usage or None,
            help=row.summary,
            description=row.summary[:1].upper()
            + row.summary[1:]
            + ".\n"
            + (WHEN_HELP if _reads_when(row) else ""),
            epilog=f"examples:{_examples((row,))}\n{_statuses(row)}",
        )
        if isinstance(row, Family):
            _add_rows(command, row.commands)
            continue
        command.set_defaults(command=row, prog=command.prog)
        for flags, settings in row.options:
            command.add_argument(*flags, **settings)


def _statuses(row: Command | Family) -> str:
    """Return the exit statuses of one command, as its help tells them."""
    if isinstance(row, Family):
        return ""
    lines = ["", "exit status:", "  0    all is well"]
    for status, meaning in ((NO, row.no), (TROUBLE, row.trouble)):
        lines += [f"  {status}    {meaning}"] if meaning else []
    return "\n".join([*lines, "  130  interrupted; 141  the reader of the output went away", ""])


def _examples(rows: tuple[Command | Family, ...]) -> str:
    return "".join(
        _examples(row.commands) if isinstance(row, Family) else row.examples.rstrip() for row in rows
    )


def _reads_when(row: Command | Family) -> bool:
    return isinstance(row, Command) and (FROM in row.options or WHEN in row.options)
