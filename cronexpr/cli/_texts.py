"""Commands about what is written: check, convert."""

from __future__ import annotations

import sys

import cronexpr
from cronexpr import CronConversionError
from cronexpr.converter import differences
from cronexpr.dialects import dialect_names
from cronexpr.errors import render

from ._commands import FOUND, MISUSED, OK, Arguments, Command, MisuseError, option, verdict
from ._export_targets import TARGETS
from ._input import (
    DIALECT,
    DST,
    EXPRESSIONS,
    IGNORE,
    JSON,
    SEED,
    SELECT,
    STRICT,
    TZ,
    each_text,
    parsed,
    policy,
)
from ._output import painted, print_json, refused, report, warn


def _check(args: Arguments, text: str) -> int:
    problems = cronexpr.check(
        text,
        dialect=args.dialect,
        tz=args.tz,
        dst=policy(args),
        select=args.select,
        ignore=args.ignore,
        seed=args.seed,
    )
    if args.json:
        print_json({"expression": text, "problems": [problem.as_dict() for problem in problems]})
    elif problems:
        print(painted("\n".join([render(problem, text) for problem in problems]), sys.stdout))
    else:
        print(f"ok: {text.strip()}")
    return verdict([problem.severity for problem in problems], args.select)


def _convert(args: Arguments, text: str) -> int:
    target = args.to_dialect
    if target not in dialect_names() and target in {target.name for target in TARGETS}:
        raise MisuseError(f"{target} is no dialect: `cronexpr export EXPR --to {target}` writes for it")
    expr = parsed(args, text)
    record = {"expression": text, "from": args.dialect, "to": target}
    try:
        lines = cronexpr.convert_all(expr, to=target) if args.all else (cronexpr.convert(expr, to=target),)
    except CronConversionError as error:
        return refused(args, record, error)
    notes = differences(expr, target)
    told = {"lines": [*lines], "differences": [note.as_dict() for note in notes]}
    report(args, record | told, [*lines])
    for note in notes:
        # Without a zone nobody knows whether the clocks ever change there; one that was named is lost.
        if (note.code == "CNV103" or expr.tz is not None) and not args.json:
            warn(note)
    return OK


FROM_DIALECT = option(
    "--from",
    "--dialect",
    metavar="NAME",
    dest="dialect",
    default="standard",
    help="EXPR's dialect (default: standard)",
)
TO_DIALECT = option("--to", metavar="NAME", dest="to_dialect", required=True, help="the other dialect")
FOR_ZONE = option(
    "--tz", metavar="ZONE", help="tell on standard error what is different where the clocks of ZONE change"
)
ALL = option("--all", action="store_true", help="write several lines where one cannot say it")

COMMANDS = (
    Command(
        "check",
        each_text(_check),
        "say what is wrong with an expression, and where",
        (EXPRESSIONS, TZ, DST, DIALECT, SEED, SELECT, STRICT, IGNORE, JSON),
        """
  cronexpr check "0 24 * * *"
  cronexpr check --strict - < expressions.txt
""",
        no=FOUND,
        trouble=MISUSED,
    ),
    Command(
        "convert",
        each_text(_convert),
        "say an expression in another dialect, or say what cannot be said there",
        (EXPRESSIONS, FROM_DIALECT, TO_DIALECT, ALL, SEED, FOR_ZONE, JSON),
        """
  cronexpr convert "0 9 * * 1-5" --to quartz
  cronexpr convert "30 2 * * *" --to quartz --tz Europe/Berlin
  cronexpr convert "0 0 12 ? * 2-6" --from quartz --to kubernetes
""",
        no="the other dialect cannot say it",
    ),
)
