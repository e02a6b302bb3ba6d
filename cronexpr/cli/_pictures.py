"""Commands that show rather than tell: calendar, plot."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date, datetime

from cronexpr import CronExpression
from cronexpr.fields import MONTH_NAMES, WEEKDAY_NAMES
from cronexpr.pictures import calendar, week_svg, year_svg
from cronexpr.pictures._counts import count_through
from cronexpr.pictures._months import month_ends

from ._commands import NO, OK, Arguments, Command, MisuseError, option
from ._input import DIALECT, EXPRESSION, FORCE, JSON, SEED, STDOUT, TZ, each_text, parsed
from ._output import echo, print_json, record_of, report, wants_colour, write_file

_MONTHS_SHOWN = 3


def _calendar(args: Arguments, text: str) -> int:
    expr = parsed(args, text)
    year, month, months = _months_asked_for(args, expr)
    try:
        first, last = month_ends(year, month, months)
    except ValueError as error:
        raise MisuseError(str(error)) from None
    counts = count_through(expr, first, last)
    shown = calendar(
        expr,
        year,
        month,
        months=months,
        first_weekday=args.first_weekday,
        ascii_only=args.ascii or not _can_print("·"),
        ansi=wants_colour(sys.stdout),
    )
    record = record_of(
        args,
        expr.source,
        first=first.isoformat(),
        last=last.isoformat(),
        days={day.isoformat(): count for day, count in counts.items()},
    )
    report(args, record, shown.split("\n"))
    return OK if counts else NO


def _months_asked_for(args: Arguments, expr: CronExpression) -> tuple[int, int | None, int | None]:
    if args.year is not None:
        return args.year, args.month, args.months
    now = datetime.now(expr.tz)
    return now.year, args.month or now.month, args.months or (None if args.month else _MONTHS_SHOWN)


def _can_print(letter: str) -> bool:
    try:
        letter.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _plot(args: Arguments) -> int:
    if args.texts == ["-"]:
        raise MisuseError("write the expression as an argument: a picture is of one")
    if args.week + (args.week_of is not None) + (args.year is not None) > 1:
        raise MisuseError("give one of --week, --week-of and --year")
    return _draw(args)


@each_text
def _draw(args: Arguments, text: str) -> int:
    expr = parsed(args, text)
    record = record_of(args, expr.source)
    svg = _svg(args, expr)
    if args.file == STDOUT:
        report(args, record | {"svg": svg}, [svg])
        return OK
    write_file(args.file, f"{svg}\n".encode(), overwrite=args.force)
    if args.json:
        print_json(record | {"file": args.file})
    return OK


def _svg(args: Arguments, expr: CronExpression) -> str:
    if args.year is not None:
        return year_svg(expr, args.year)
    try:
        return week_svg(expr, args.week_of, first_weekday=args.first_weekday)
    except ValueError as error:
        raise MisuseError(str(error)) from None


# What options mean.


def _number(low: int, high: int, names: dict[str, int] | None = None) -> Callable[[str], int]:
    """Return what reads a whole number from *low* to *high*, or one of *names*."""

    def read(text: str) -> int:
        number = (names or {}).get(text[:3].upper()) if len(text) <= 9 else None
        if number is None and text.isascii() and text.isdecimal() and len(text) <= 4:
            number = int(text)
        if number is None or not low <= number <= high:
            choice = f" or one of {', '.join(names)}" if names else ""
            raise argparse.ArgumentTypeError(f"{echo(text)} is not a number from {low} to {high}{choice}")
        return number

    return read


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{echo(text)} is not a date like 2026-11-23") from None


YEAR = option("--year", metavar="YEAR", type=_number(1, 9999), help="the year, 1 to 9999 (default: this one)")
MONTH = option(
    "--month",
    metavar="MONTH",
    type=_number(1, 12, MONTH_NAMES),
    help="the month to begin with, a number or a name (default: this one; with --year, the whole year)",
)
MONTHS = option(
    "--months", metavar="N", type=_number(1, 1200), help="show N months (default: 3; with --month, 1)"
)
FIRST_WEEKDAY = option(
    "--first-weekday",
    metavar="DAY",
    type=_number(0, 6, WEEKDAY_NAMES),
    default=1,
    help="begin weeks with DAY, such as sun (default: mon)",
)
ASCII = option("--ascii", action="store_true", help="use no letter beyond ASCII")
ONE_EXPRESSION = option("texts", metavar="EXPR", nargs=1, help="the expression, in quotes")
WEEK = option("--week", action="store_true", help="draw what any week may look like (the default)")
WEEK_OF = option(
    "--week-of", metavar="DATE", type=_date, help="draw the week with DATE in it, clock changes and all"
)
PLOT_YEAR = option("--year", metavar="YEAR", type=_number(1, 9999), help="draw the days of YEAR")
FILE = option(
    "-o", "--output", dest="file", metavar="FILE", default=STDOUT, help="write to FILE (default: -, stdout)"
)

COMMANDS = (
    Command(
        "calendar",
        each_text(_calendar),
        "show months with the days on which an expression fires",
        (EXPRESSION, YEAR, MONTH, MONTHS, FIRST_WEEKDAY, ASCII, TZ, DIALECT, SEED, JSON),
        """
  cronexpr calendar "0 9 * * mon-fri"
  cronexpr calendar "0 0 L * *" --year 2027
  cronexpr calendar "0 0 13 * 5" --year 2026 --month nov --months 2
""",
        no="there is no day to show",
    ),
    Command(
        "plot",
        _plot,
        "draw a week or a year of an expression as an SVG picture",
        (ONE_EXPRESSION, WEEK, WEEK_OF, PLOT_YEAR, FILE, FORCE, FIRST_WEEKDAY, TZ, DIALECT, SEED, JSON),
        """
  cronexpr plot "*/15 9-17 * * mon-fri" -o week.svg
  cronexpr plot "30 2 * * *" --tz Europe/Berlin --week-of 2027-03-28 -o spring.svg
  cronexpr plot "0 0 13 * 5" --year 2027 -o year.svg
""",
    ),
)
