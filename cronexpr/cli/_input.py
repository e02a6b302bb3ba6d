"""What the arguments of commands mean: expressions, moments, numbers."""

from __future__ import annotations

import argparse
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from datetime import datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from dateutil import parser as dateutil_parser

import cronexpr
from cronexpr import CronExpression, CronSyntaxError, EnglishError
from cronexpr._zoned import POLICIES

from ._commands import OK, TROUBLE, Arguments, MisuseError, option
from ._output import complain_of, echo, trouble

if TYPE_CHECKING:
    from cronexpr._arguments import Wording

T = TypeVar("T")

STDOUT = "-"
LONGEST_LINE = 4_096
LONGEST_WHEN = 100
MOST_OCCURRENCES = 1_000_000
_FEW = 5
# 3/4/2027, 3.4.27, 3-4-2027, and 3/4; with another sign and no year it is a time, or an offset.
_TWO_DATES = re.compile(r"(?<![\d/.-])(\d\d?)([/.-])(\d\d?)(\2(?:\d{4}|\d\d))?(?![\d/])")


def each_text(run: Callable[[Arguments, str], int]) -> Callable[[Arguments], int]:
    """Make of *run*, which handles one text, what handles every one; the highest status counts."""

    def run_each(args: Arguments) -> int:
        status = OK
        for text in texts(args.texts):
            status = max(status, _run_one(run, args, text))
            # Whoever writes the texts one by one, through a pipe, waits for the answer to each.
            sys.stdout.flush()
        return status

    return run_each


def _run_one(run: Callable[[Arguments, str], int], args: Arguments, text: str) -> int:
    try:
        return run(args, text)
    except (CronSyntaxError, EnglishError) as error:
        complain_of(error)
        return TROUBLE


def parsed(args: Arguments, text: str) -> CronExpression:
    """Return the expression that *text* is in the dialect and the zone, and from the seed, asked for."""
    return cronexpr.parse(text, dialect=args.dialect, tz=args.tz, dst=policy(args), seed=args.seed)


def policy(args: Arguments) -> str | None:
    """Return the policy for clock changes that was asked for, by a command that can be."""
    name: str | None = getattr(args, "dst", None)
    if name is not None and args.tz is None:
        raise MisuseError("--dst is about clock changes, and without --tz there are none")
    return name


def wording(args: Arguments) -> Wording:
    """Return how sentences are to be worded."""
    return {"locale": args.locale, "hour12": args.hour12}


def texts(arguments: list[str]) -> Iterator[str]:
    """Yield the *arguments*, and for ``-`` the lines of standard input that are not blank."""
    for argument in arguments:
        if argument == "-":
            yield from filter(str.strip, lines(sys.stdin))
        else:
            yield argument


def lines(stream: TextIO) -> Iterator[str]:
    """Yield the lines of *stream*, none longer than an expression may be by much."""
    # A line without an end must not fill the memory: what is past LONGEST_LINE is
    # dropped, and the rest is still too long to be an expression.
    while piece := stream.readline(LONGEST_LINE):
        line = piece
        while piece and not piece.endswith("\n"):
            piece = stream.readline(LONGEST_LINE)
        yield line.rstrip("\r\n")


def read_file(file: str, what: str, largest: int) -> bytes:
    """Return the bytes of *file*, a path or ``-``; a *what* has at most *largest*.

    Raises:
        MisuseError: it cannot be read, or has more.
    """
    with (
        trouble(file, "read"),
        nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as stream,
    ):
        content = stream.read(largest + 1)
    if len(content) > largest:
        raise MisuseError(f"more than {largest:,} bytes are no {what}")
    return content


def read_moment(text: str | None, expr: CronExpression) -> datetime:
    """Return the moment *text* tells (None: now), in the zone of *expr* unless it says otherwise."""
    now = datetime.now(expr.tz)
    if text is None:
        return now
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    moment = _read_when(text, midnight)
    return moment.replace(tzinfo=expr.tz) if moment.tzinfo is None else moment


def read_stop(text: str, start: datetime, expr: CronExpression) -> datetime:
    """Return the moment of ``--to``, as `read_moment` does; *start* is that of ``--from``."""
    stop = read_moment(text, expr)
    if (start.tzinfo is None) != (stop.tzinfo is None):
        raise MisuseError("give both --from and --to a UTC offset, or neither, or name a zone with --tz")
    return stop


def after(start: datetime) -> datetime:
    """Return from where on all is strictly after *start*: nothing starts at a part of a second."""
    return start.replace(microsecond=start.microsecond or 1)


def first_of(found: Iterable[T], args: Arguments) -> tuple[T, ...]:
    """Return as many of *found* as are asked for with ``-n``: without, five, or all until ``--to``."""
    if args.number is not None or args.stop is None:
        return tuple(islice(found, args.number or _FEW))
    first = tuple(islice(found, MOST_OCCURRENCES + 1))
    if len(first) > MOST_OCCURRENCES:
        raise MisuseError(f"more than {MOST_OCCURRENCES:,} occurrences: give -n, or a nearer --to")
    return first


def _read_when(text: str, default: datetime) -> datetime:
    if len(text) <= LONGEST_WHEN:
        # dateutil only warns about a zone abbreviation it does not know, and drops it.
        with warnings.catch_warnings(), suppress(ValueError, OverflowError, RuntimeWarning):
            warnings.simplefilter("error", dateutil_parser.UnknownTimezoneWarning)
            moment = dateutil_parser.parse(text, default=default)
            offset = moment.utcoffset()  # dateutil accepts +99:99, and datetime refuses it only when asked.
            _refuse_two_dates(text, moment.year)
            # What stands for UTC is of a class of dateutil's: of which, depends on the machine.
            is_utc = offset == timedelta(0) and moment.tzname() in ("UTC", "GMT")
            return moment.replace(tzinfo=timezone.utc) if is_utc else moment
    raise MisuseError(
        f"cannot read the time {echo(text)}; write it like 2026-11-23 09:00 or 2026-11-23T09:00+01:00"
    )


def _refuse_two_dates(text: str, year: int) -> None:
    # dateutil takes the first number for the month where it can, and half of the world does not.
    for date in _TWO_DATES.finditer(text):
        one, two = int(date[1]), int(date[3])
        is_date = date[4] is not None or date[2] == "/"
        if is_date and one != two and 1 <= one <= 12 and 1 <= two <= 12:
            either, other = f"{year:04}-{one:02}-{two:02}", f"{year:04}-{two:02}-{one:02}"
            raise MisuseError(f"{echo(date[0])} is two dates: write {either} or {other}")


def read_number(text: str) -> int:
    """Return the number of occurrences that *text* asks for."""
    if text.isascii() and text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= MOST_OCCURRENCES:
        return int(text)
    raise argparse.ArgumentTypeError(f"{echo(text)} is not a whole number from 1 to {MOST_OCCURRENCES:,}")


# Options that several families of commands take.

STDIN = "in quotes; - reads them from standard input, one a line"
EXPRESSION = option("texts", metavar="EXPR", nargs=1, help=f"the expression, {STDIN}")
EXPRESSIONS = option("texts", metavar="EXPR", nargs="+", help=f"expressions, each {STDIN}")
WHEN = option("when", metavar="WHEN", help="the moment to test, exact to the microsecond")
NUMBER = option(
    "-n", "--number", metavar="N", type=read_number, default=_FEW, help=f"print at most N (default: {_FEW})"
)
TZ = option("--tz", metavar="ZONE", help="the IANA time zone; without one, times know of no clock change")
DST = option(
    "--dst",
    metavar="POLICY",
    help=f"what to do where clocks change: {', '.join(POLICIES)} (default: as the dialect does)",
)
FROM = option("--from", metavar="WHEN", dest="start", help="the moment to start from (default: now)")
TO = option("--to", metavar="WHEN", dest="stop", required=True, help="the moment to stop at, excluded")
NUMBER_UNTIL = option(
    "-n",
    "--number",
    metavar="N",
    type=read_number,
    help=f"print at most N (default: {_FEW}, or all until --to)",
)
UNTIL = option("--to", metavar="WHEN", dest="stop", help="the moment to stop at, excluded")
DIALECT = option("--dialect", metavar="NAME", default="standard", help="EXPR's (default: standard)")
SEED = option("--seed", metavar="TEXT", help="what H, R and ~ are drawn from, such as the job's name")
JSON = option("--json", action="store_true", help="print one JSON object for each EXPR, on a line")
LOCALE = option("--locale", metavar="TAG", default="en", help="the language of the sentence (default: en)")
CLOCK = option(
    "--24h",
    dest="hour12",
    action="store_const",
    const=False,
    default=None,
    help="use the 24-hour clock, whatever the language does",
)
SELECT = option(
    "--select",
    choices=("default", "all", "strict"),
    default="default",
    help="with all: remarks too; with strict: and they count as problems",
)
STRICT = option(
    "--strict", dest="select", action="store_const", const="strict", default="default", help="--select strict"
)
IGNORE = option(
    "--ignore", metavar="CODE", action="append", default=[], help="do not report CODE (may be repeated)"
)

FORCE = option("--force", action="store_true", help="overwrite FILE")

WHEN_HELP = """
WHEN is an ISO date and time, or anything else that dateutil's parser reads; what
is left out is taken from today.  Without an offset it is a time in ZONE.  What may
be two dates, such as 03/04/2027, is refused.
"""
