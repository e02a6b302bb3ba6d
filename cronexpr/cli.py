"""The command line: ``cronexpr COMMAND ...``.

A subcommand is a row of `COMMANDS` and a function that handles one expression.
This is the only module that prints, and the only one that parses arguments.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from io import TextIOWrapper
from itertools import islice
from typing import Any, NamedTuple, NoReturn, TextIO

from dateutil import parser as dateutil_parser

import cronexpr
from cronexpr import CronConversionError, CronExpression, CronOptionError, CronSyntaxError
from cronexpr.converter import differences
from cronexpr.errors import render

# Answers, in the manner of grep: yes, no, could not tell.
OK, NO, TROUBLE = 0, 1, 2
# What a shell reports for a program that SIGINT (2) or SIGPIPE (13) ended: 128 more than the signal.
INTERRUPTED, BROKEN_PIPE = 130, 141

LONGEST_LINE = 4_096
LONGEST_WHEN = 100
MOST_OCCURRENCES = 1_000_000
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

Arguments = argparse.Namespace


class Command(NamedTuple):
    """A subcommand: *run* handles one expression; *options* are keys of `OPTIONS`."""

    name: str
    run: Callable[[Arguments, str], int]
    summary: str
    options: tuple[str, ...]
    examples: str


class MisuseError(Exception):
    """The command was given something it cannot work with; ends with status 2."""


def main(argv: list[str] | None = None) -> int:
    """Run the command line with *argv* (default: the process's) and return the exit status.

    >>> main(["next", "0 9 * * 1-5", "--tz", "Europe/Berlin", "--from", "2026-11-20 12:00", "-n", "2"])
    Mon 2026-11-23 09:00:00 +01:00  Europe/Berlin
    Tue 2026-11-24 09:00:00 +01:00  Europe/Berlin
    0

    Raises:
        SystemExit: after ``--help``, ``--version`` or a usage error.
    """
    try:
        status = _run(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return BROKEN_PIPE
    return status


def _run(argv: list[str] | None) -> int:
    _never_fail_to_encode(sys.stdin, sys.stdout, sys.stderr)
    parser = _parser()
    args, extra = parser.parse_known_args(argv)
    if extra:
        parser.error(
            f"unexpected argument {_echo(extra[0])}; write the expression in quotes, as one argument"
        )
    status = OK
    try:
        for text in _expressions(args.expression):
            status = max(status, _run_one(args, text))
    except MisuseError as error:
        _complain(f"cronexpr {args.command.name}: {error}")
        return TROUBLE
    except CronOptionError as error:
        _complain(_painted(error.pretty(), sys.stderr))
        return TROUBLE
    return status


def _run_one(args: Arguments, text: str) -> int:
    run: Callable[[Arguments, str], int] = args.command.run
    try:
        return run(args, text)
    except CronSyntaxError as error:
        _complain(_painted(error.pretty(), sys.stderr))
        return TROUBLE


# Commands: each handles one expression and returns its status.


def _next(args: Arguments, text: str) -> int:
    expr = _parsed(args, text)
    return _list_occurrences(args, expr, expr.upcoming(args.number, _moment(args.start, expr)))


def _previous(args: Arguments, text: str) -> int:
    expr = _parsed(args, text)
    found = expr.occurrences(stop=_moment(args.start, expr), reverse=True)
    return _list_occurrences(args, expr, tuple(islice(found, args.number)))


def _list_occurrences(args: Arguments, expr: CronExpression, found: tuple[datetime, ...]) -> int:
    _report(
        args,
        expr.source,
        {"dialect": args.dialect, "tz": args.tz, "occurrences": [moment.isoformat() for moment in found]},
        [_line(moment, args.tz) for moment in found],
    )
    if found:
        return OK
    _complain(f"cronexpr {args.command.name}: {_why_none(expr)}: {expr.source}")
    return NO


def _why_none(expr: CronExpression) -> str:
    if expr.is_reboot:
        return "runs when the system starts, at no time of day"
    return "no occurrence on that side" if expr.is_satisfiable else "no date ever matches"


def _count(args: Arguments, text: str) -> int:
    expr = _parsed(args, text)
    start, stop = _moment(args.start, expr), _moment(args.stop, expr)
    if (start.tzinfo is None) != (stop.tzinfo is None):
        raise MisuseError("give both --from and --to a UTC offset, or neither, or name a zone with --tz")
    number = expr.count(start, stop)
    record = {"from": start.isoformat(), "to": stop.isoformat(), "count": number}
    _report(args, expr.source, record, [str(number)])
    return OK


def _match(args: Arguments, text: str) -> int:
    expr = _parsed(args, text)
    moment = _moment(args.when, expr)
    answer = expr.matches(moment)
    _report(args, expr.source, {"when": moment.isoformat(), "matches": answer}, ["yes" if answer else "no"])
    return OK if answer else NO


def _check(args: Arguments, text: str) -> int:
    problems = cronexpr.check(text, dialect=args.dialect, tz=args.tz)
    if args.json:
        _print_json({"expression": text, "problems": [problem.as_dict() for problem in problems]})
    elif problems:
        print(_painted("\n".join([render(problem, text) for problem in problems]), sys.stdout))
    else:
        print(f"ok: {text.strip()}")
    return NO if problems else OK


def _convert(args: Arguments, text: str) -> int:
    expr = _parsed(args, text)
    record = {"from": args.dialect, "to": args.to_dialect}
    try:
        lines = (cronexpr.convert_all if args.all else _convert_one)(expr, to=args.to_dialect)
    except CronConversionError as error:
        if args.json:
            problems = [problem.as_dict() for problem in error.problems]
            _print_json({"expression": text} | record | {"problems": problems})
        else:
            _complain(_painted(error.pretty(), sys.stderr))
        return NO
    notes = differences(expr, args.to_dialect)
    told = {"lines": [*lines], "differences": [note.as_dict() for note in notes]}
    _report(args, text, record | told, [*lines])
    for note in notes:
        if note.code == "CNV103" and not args.json:
            _complain(_painted(render(note, None), sys.stderr))
    return OK


def _convert_one(expr: CronExpression, *, to: str) -> tuple[str, ...]:
    return (cronexpr.convert(expr, to=to),)


# What the arguments mean.


def _parsed(args: Arguments, text: str) -> CronExpression:
    return cronexpr.parse(text, dialect=args.dialect, tz=args.tz)


def _expressions(arguments: list[str]) -> Iterator[str]:
    for argument in arguments:
        if argument == "-":
            yield from filter(str.strip, _lines(sys.stdin))
        else:
            yield argument


def _lines(stream: TextIO) -> Iterator[str]:
    # A line without an end must not fill the memory: what is past LONGEST_LINE is
    # dropped, and the rest is still too long to be an expression.
    while piece := stream.readline(LONGEST_LINE):
        line = piece
        while piece and not piece.endswith("\n"):
            piece = stream.readline(LONGEST_LINE)
        yield line.rstrip("\r\n")


def _moment(text: str | None, expr: CronExpression) -> datetime:
    """Return the moment *text* tells (None: now), in the zone of *expr* unless it says otherwise."""
    now = datetime.now(expr.tz)
    if text is None:
        return now
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    moment = _read_when(text, midnight)
    return moment.replace(tzinfo=expr.tz) if moment.tzinfo is None else moment


def _read_when(text: str, default: datetime) -> datetime:
    if len(text) <= LONGEST_WHEN:
        # dateutil only warns about a zone abbreviation it does not know, and drops it.
        with warnings.catch_warnings(), suppress(ValueError, OverflowError, RuntimeWarning):
            warnings.simplefilter("error", dateutil_parser.UnknownTimezoneWarning)
            moment = dateutil_parser.parse(text, default=default)
            moment.utcoffset()  # dateutil accepts +99:99, and datetime refuses it only when asked.
            return moment
    raise MisuseError(
        f"cannot read the time {_echo(text)}; write it like 2026-11-23 09:00 or 2026-11-23T09:00+01:00"
    )


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= MOST_OCCURRENCES:
        return int(text)
    raise argparse.ArgumentTypeError(f"{_echo(text)} is not a whole number from 1 to {MOST_OCCURRENCES:,}")


# What is printed.


def _report(args: Arguments, source: str, record: dict[str, Any], lines: list[str]) -> None:
    """Print the *record* as one line of JSON, or the *lines*, under the *source* when several are read."""
    if args.json:
        _print_json({"expression": source} | record)
        return
    several = "-" in args.expression
    if several:
        print(source)
    for line in lines:
        print(f"  {line}" if several else line)


def _print_json(record: dict[str, Any]) -> None:
    print(json.dumps(record))


def _line(moment: datetime, zone: str | None) -> str:
    # ISO with a space is "2026-11-23 09:00:00" and then the offset, if any.
    text = moment.isoformat(" ", "seconds")
    return " ".join(filter(None, (WEEKDAYS[moment.weekday()], text[:19], text[19:], zone and f" {zone}")))


def _complain(message: str) -> None:
    print(message, file=sys.stderr)


def _echo(text: str) -> str:
    return ascii(text if len(text) <= 20 else f"{text[:17]}...")


MARKER = "^"
COLOURS = {"error[": "1;31", "warning[": "1;33", "info[": "1;36", "  help:": "1;36", MARKER: "1;31"}


def _painted(pretty: str, stream: TextIO) -> str:
    """Colour the rustc-like text *pretty*, if *stream* is a terminal and nobody asked otherwise."""
    if not _wants_colour(stream):
        return pretty
    return "\n".join(map(_painted_line, pretty.split("\n")))


def _painted_line(line: str) -> str:
    for start, colour in COLOURS.items():
        if line.startswith(start) or (start == MARKER and line.lstrip().startswith(start)):
            head, colon, rest = line.partition(":")
            return f"\x1b[{colour}m{head}{colon}\x1b[0m{rest}"
    return line


def _wants_colour(stream: TextIO) -> bool:
    # https://no-color.org: set and not empty, whatever its value.
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def _never_fail_to_encode(*streams: TextIO) -> None:
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _discard_output() -> None:
    # The interpreter flushes stdout once more at exit, and would complain.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# The table of commands, and the parser made from it.


def _option(*flags: str, **settings: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    return flags, settings


STDIN = "in quotes; - reads them from standard input, one a line"
OPTIONS = {
    "expression": _option("expression", metavar="EXPR", nargs=1, help=f"the expression, {STDIN}"),
    "expressions": _option("expression", metavar="EXPR", nargs="+", help=f"expressions, each {STDIN}"),
    "when": _option("when", metavar="WHEN", help="the moment to test, exact to the microsecond"),
    "number": _option(
        "-n", "--number", metavar="N", type=_number, default=5, help="print at most N (default: 5)"
    ),
    "tz": _option("--tz", metavar="ZONE", help="the IANA time zone; without one, times have no UTC offset"),
    "from": _option("--from", metavar="WHEN", dest="start", help="the moment to start from (default: now)"),
    "to": _option("--to", metavar="WHEN", dest="stop", required=True, help="the moment to stop at, excluded"),
    "dialect": _option("--dialect", metavar="NAME", default="standard", help="EXPR's (default: standard)"),
    "from_dialect": _option(
        "--from",
        metavar="NAME",
        dest="dialect",
        default="standard",
        help="EXPR's dialect (default: standard)",
    ),
    "to_dialect": _option("--to", metavar="NAME", dest="to_dialect", required=True, help="the other dialect"),
    "all": _option("--all", action="store_true", help="write several lines where one cannot say it"),
    "json": _option("--json", action="store_true", help="print one JSON object for each EXPR, on a line"),
}

WHEN_HELP = """
WHEN is an ISO date and time, or anything else that dateutil's parser reads; what
is left out is taken from today.  Without an offset it is a time in ZONE.
"""

COMMANDS = (
    Command(
        "next",
        _next,
        "print the next occurrences, strictly after a moment",
        ("expression", "number", "tz", "from", "dialect", "json"),
        """
  cronexpr next "*/15 9-17 * * mon-fri" --tz Europe/Berlin
  cronexpr next "0 0 L * *" -n 12 --from 2027-01-01
""",
    ),
    Command(
        "previous",
        _previous,
        "print the previous occurrences, strictly before a moment, latest first",
        ("expression", "number", "tz", "from", "dialect", "json"),
        """
  cronexpr previous "30 2 * * *" -n 1 --tz America/New_York
""",
    ),
    Command(
        "check",
        _check,
        "say what is wrong with an expression, and where",
        ("expressions", "tz", "dialect", "json"),
        """
  cronexpr check "0 24 * * *"
  cronexpr check - < expressions.txt
""",
    ),
    Command(
        "count",
        _count,
        "count the occurrences from one moment (included) to another (not included)",
        ("expression", "from", "to", "tz", "dialect", "json"),
        """
  cronexpr count "0 9 * * 1-5" --from 2027-01-01 --to 2028-01-01
""",
    ),
    Command(
        "match",
        _match,
        "tell whether a moment is an occurrence, by the exit status too",
        ("expression", "when", "tz", "dialect", "json"),
        """
  cronexpr match "0 9 * * 1-5" "2026-11-23 09:00"
  cronexpr match "*/5 * * * *" "$(date +%FT%H:%M)" && echo due
""",
    ),
    Command(
        "convert",
        _convert,
        "say an expression in another dialect, or say what cannot be said there",
        ("expressions", "from_dialect", "to_dialect", "all", "tz", "json"),
        """
  cronexpr convert "0 9 * * 1-5" --to quartz
  cronexpr convert "0 0 12 ? * 2-6" --from quartz --to kubernetes
""",
    ),
)

STATUS_HELP = """
exit status:
  0    the answer was given: occurrences, a count, "yes", nothing wrong
  1    the answer is no: no occurrence, no match; for check: problems were found;
       for convert: the dialect cannot say it
  2    no answer: a wrong option, zone, time or dialect, or (except for check)
       an expression that cannot be read
  130  interrupted from the keyboard; 141  the reader of the output went away
       (128 more than the signal's number, as a shell reports them)

Colour is used on a terminal only, and never when NO_COLOR is set.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(TROUBLE, f"{self.prog}: {message}\nTry `{self.prog} --help`.\n")


def _parser() -> argparse.ArgumentParser:
    keep_lines = argparse.RawDescriptionHelpFormatter
    parser = _Parser(
        prog="cronexpr",
        description="Answer questions about cron expressions.",
        epilog=f"examples:{''.join(row.examples.rstrip() for row in COMMANDS)}\n{STATUS_HELP}",
        formatter_class=keep_lines,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {cronexpr.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for row in COMMANDS:
        command = commands.add_parser(
            row.name,
            help=row.summary,
            description=row.summary.capitalize() + ".\n" + (WHEN_HELP if _reads_when(row) else ""),
            epilog=f"examples:{row.examples}{STATUS_HELP}",
            formatter_class=keep_lines,
            allow_abbrev=False,
        )
        command.set_defaults(command=row)
        for option in row.options:
            flags, settings = OPTIONS[option]
            command.add_argument(*flags, **settings)
    return parser


def _reads_when(row: Command) -> bool:
    return not {"from", "when"}.isdisjoint(row.options)
