"""Commands that say what an expression means: explain, describe, english, detect."""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from textwrap import wrap
from typing import Any

import cronexpr
from cronexpr import CronExpression
from cronexpr._explanation import Explanation, calendar_texts, explain, why_none
from cronexpr.english import read
from cronexpr.errors import render

from ._commands import MISUSED, NO, OK, Arguments, Command, option
from ._input import (
    CLOCK,
    DIALECT,
    DST,
    EXPRESSION,
    EXPRESSIONS,
    FROM,
    JSON,
    LOCALE,
    NUMBER,
    SEED,
    STDIN,
    TZ,
    each_text,
    parsed,
    read_moment,
    wording,
)
from ._local_zone import note_clock_change
from ._output import complain, painted, record_of, report

WIDTH = 80


def _explain(args: Arguments, text: str) -> int:
    if _is_code(text.strip()):
        return _explain_code(args, text.strip().upper())
    expr = parsed(args, text)
    explanation = explain(expr, _instant(read_moment(args.start, expr)), args.number, **wording(args))
    report(args, _record(args, explanation), _lines(explanation))
    note_clock_change([moment for moment, _ in explanation.occurrences])
    return OK


def _is_code(text: str) -> bool:
    # No expression looks like CRL009: none is one word, but nicknames, which begin with @.
    return text.isalnum() and text[:3].isalpha() and text[-3:].isdecimal()


def _explain_code(args: Arguments, code: str) -> int:
    explanation = cronexpr.explain_code(code)
    report(args, {"code": code, "explanation": explanation}, [code, *wrap(explanation, WIDTH)])
    return OK


def _instant(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(timezone.utc)


def _record(args: Arguments, explanation: Explanation) -> dict[str, Any]:
    return record_of(
        args,
        explanation.expr.source,
        description=explanation.description,
        fields=[
            {
                "name": field.name,
                "text": field.text,
                "values": field.values,
                "calendar": calendar_texts(field),
            }
            for field in explanation.fields
        ],
        occurrences=[
            {"at": moment.isoformat(), "in_seconds": seconds} for moment, seconds in explanation.occurrences
        ],
        problems=[problem.as_dict() for problem in explanation.problems],
    )


def _lines(explanation: Explanation) -> list[str]:
    expr = explanation.expr
    rows = explanation.field_rows()
    width = max([len(text) for _, text, _ in rows], default=0)
    fields = [f"  {name:<13} {text:<{width}}  {values}" for name, text, values in rows]
    occurrences = [f"  {when}  {distance}" for when, distance in explanation.occurrence_rows()]
    problems = [painted(render(problem, expr.source), sys.stdout) for problem in explanation.problems]
    parts = [fields, occurrences or [f"  {why_none(expr)}"], problems]
    lines = [explanation.description]
    for part in parts:
        lines += ["", *part] if part else []
    return "\n".join(lines).split("\n")


def _describe(args: Arguments, text: str) -> int:
    description = parsed(args, text).describe(**wording(args))
    report(args, record_of(args, text, description=description), [description])
    return OK


def _english(args: Arguments, text: str) -> int:
    reading = read(text, tz=args.tz)
    said = [(expr, expr.describe(**wording(args))) for expr in reading.expressions]
    record = {
        "english": text,
        "tz": args.tz,
        "expressions": [
            {"expression": expr.source, "dialect": expr.dialect.name, "description": description}
            for expr, description in said
        ],
        "assumptions": reading.assumptions,
    }
    lines = [line for expr, description in said for line in (_with_dialect(expr), f"  {description}")]
    report(args, record, lines + [f"assumed: {assumption}" for assumption in reading.assumptions])
    return OK


def _with_dialect(expr: CronExpression) -> str:
    name = expr.dialect.name
    return expr.source if name == "standard" else f"{expr.source}  (dialect {name})"


def _detect(args: Arguments, text: str) -> int:
    readings = [(reading, reading.expression.describe(**wording(args))) for reading in cronexpr.detect(text)]
    record = {
        "expression": text,
        "readings": [
            {"dialects": reading.dialects, "description": description, "difference": reading.difference}
            for reading, description in readings
        ],
    }
    lines = []
    for reading, description in readings:
        lines += [", ".join(reading.dialects), f"  {description}"]
        lines += [f"  {reading.difference}"] if reading.difference else []
    report(args, record, lines)
    if readings:
        return OK
    complain(f"{args.prog}: no dialect reads it; `cronexpr check` says why")
    return NO


EXPRESSION_OR_CODE = option(
    "texts", metavar="EXPR", nargs=1, help=f"the expression, or a code such as CRL009, {STDIN}"
)
ENGLISH = option("texts", metavar="TEXT", nargs=1, help=f"what to say in cron, {STDIN}")

COMMANDS = (
    Command(
        "explain",
        each_text(_explain),
        "say all there is to say about an expression, or what the code of a problem means",
        (EXPRESSION_OR_CODE, NUMBER, TZ, DST, FROM, DIALECT, SEED, LOCALE, CLOCK, JSON),
        """
  cronexpr explain "*/15 9-17 * * mon-fri" --tz Europe/Berlin
  cronexpr explain "0 0 1 * 1" --locale de
  cronexpr explain CRL009
""",
    ),
    Command(
        "describe",
        each_text(_describe),
        "say in a sentence when an expression fires",
        (EXPRESSIONS, TZ, DIALECT, SEED, LOCALE, CLOCK, JSON),
        """
  cronexpr describe "0 9 * * 1-5" --24h
""",
    ),
    Command(
        "english",
        each_text(_english),
        "say in cron what is said in English",
        (ENGLISH, TZ, LOCALE, CLOCK, JSON),
        """
  cronexpr english "every weekday at 9am"
""",
    ),
    Command(
        "detect",
        each_text(_detect),
        "tell which dialects read an expression, and what it means in each",
        (EXPRESSION, LOCALE, CLOCK, JSON),
        """
  cronexpr detect "0 0 12 ? * 1-5"
""",
        no="no dialect reads it",
        trouble=MISUSED,
    ),
)
