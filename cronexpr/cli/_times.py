"""Commands about times: next, previous, count, match."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from cronexpr import CronExpression
from cronexpr._explanation import spell_moment, why_none

from ._commands import NO, OK, Arguments, Command
from ._input import (
    DIALECT,
    DST,
    EXPRESSION,
    FROM,
    JSON,
    NUMBER,
    NUMBER_UNTIL,
    SEED,
    TO,
    TZ,
    UNTIL,
    WHEN,
    after,
    each_text,
    first_of,
    parsed,
    read_moment,
    read_stop,
)
from ._local_zone import note_clock_change
from ._output import complain, record_of, report


def _next(args: Arguments, text: str) -> int:
    expr = parsed(args, text)
    start = read_moment(args.start, expr)
    stop = None if args.stop is None else read_stop(args.stop, start, expr)
    return _list_occurrences(args, expr, first_of(expr.occurrences(after(start), stop), args))


def _previous(args: Arguments, text: str) -> int:
    expr = parsed(args, text)
    found = expr.occurrences(stop=read_moment(args.start, expr), reverse=True)
    return _list_occurrences(args, expr, tuple(islice(found, args.number)))


def _list_occurrences(args: Arguments, expr: CronExpression, found: tuple[datetime, ...]) -> int:
    record = record_of(args, expr.source, occurrences=[moment.isoformat() for moment in found])
    report(args, record, [spell_moment(moment, args.tz) for moment in found])
    note_clock_change(found)
    if found:
        return OK
    complain(f"{args.prog}: {why_none(expr)}: {expr.source}")
    return NO


def _count(args: Arguments, text: str) -> int:
    expr = parsed(args, text)
    start = read_moment(args.start, expr)
    stop = read_stop(args.stop, start, expr)
    number = expr.count(start, stop)
    record = {
        "expression": expr.source,
        "from": start.isoformat(),
        "to": stop.isoformat(),
        "count": number,
    }
    report(args, record, [str(number)])
    return OK


def _match(args: Arguments, text: str) -> int:
    expr = parsed(args, text)
    moment = read_moment(args.when, expr)
    answer = expr.matches(moment)
    record = {"expression": expr.source, "when": moment.isoformat(), "matches": answer}
    report(args, record, ["yes" if answer else "no"])
    return OK if answer else NO


COMMANDS = (
    Command(
        "next",
        each_text(_next),
        "print the next occurrences, strictly after a moment",
        (EXPRESSION, NUMBER_UNTIL, TZ, DST, FROM, UNTIL, DIALECT, SEED, JSON),
        """
  cronexpr next "*/15 9-17 * * mon-fri" --tz Europe/Berlin
  cronexpr next "0 0 L * *" --from 2027-01-01 --to 2028-01-01
  cronexpr next "H H * * *" --dialect jenkins --seed backup
""",
        no="there is no occurrence",
    ),
    Command(
        "previous",
        each_text(_previous),
        "print the previous occurrences, strictly before a moment, latest first",
        (EXPRESSION, NUMBER, TZ, DST, FROM, DIALECT, SEED, JSON),
        """
  cronexpr previous "30 2 * * *" -n 1 --tz America/New_York
""",
        no="there is no occurrence",
    ),
    Command(
        "count",
        each_text(_count),
        "count the occurrences from one moment (included) to another (not included)",
        (EXPRESSION, FROM, TO, TZ, DST, DIALECT, SEED, JSON),
        """
  cronexpr count "0 9 * * 1-5" --from 2027-01-01 --to 2028-01-01
""",
    ),
    Command(
        "match",
        each_text(_match),
        "tell whether a moment is an occurrence, by the exit status too",
        (EXPRESSION, WHEN, TZ, DST, DIALECT, SEED, JSON),
        """
  cronexpr match "0 9 * * 1-5" "2026-11-23 09:00"
  cronexpr match "*/5 * * * *" "$(date +%FT%H:%M)" && echo due
""",
        no="it is not an occurrence",
    ),
)
