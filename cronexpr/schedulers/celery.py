"""Celery's beat, as source: an entry of ``beat_schedule``.  Writing one takes no Celery.

>>> from cronexpr.schedulers import celery
>>> print(celery.to_source("0 9 * * mon-fri", "tasks.report", name="report"), end="")
# cron: 0 9 * * mon-fri
# At 9:00 AM, Monday through Friday
from celery.schedules import crontab
<BLANKLINE>
app.conf.beat_schedule = {
    "report": {
        "task": "tasks.report",
        "schedule": crontab(minute="0", hour="9", day_of_week="1-5"),
    },
}

`cronexpr.integrations.celery` makes the schedules themselves.
"""

from __future__ import annotations

import json

from .._arguments import spell_call
from .._making import as_expression, parse
from ..converter import convert
from ..converter import differences as differences_in
from ..errors import CronConversionError
from ._given import checked_text
from ._subject import commented, option_error, refusal, zone_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..dialects import Dialect
    from ..errors import Problem
    from ..expression import CronExpression

__all__ = ["differences", "to_source"]

_NAMES = ("minute", "hour", "day_of_month", "month_of_year", "day_of_week")
_ALWAYS = ("minute", "hour")


def to_source(
    text_or_expression: str | CronExpression,
    task: str,
    arguments: Sequence[str] = (),
    *,
    name: str,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> str:
    """Return Python source that lets beat send *task* with *arguments* when the expression fires.

    *name* is the entry's.  Celery's own ``crontab()`` is written where it has the same times; else, and for
    an expression with a zone of its own, `~cronexpr.integrations.celery.CronSchedule`.  *dialect* and
    *seed* are for a text, as in `cronexpr.parse`.

    >>> expr = cronexpr.parse("30 0 9 L * *", tz="Europe/Berlin")
    >>> print(to_source(expr, "tasks.report", ["all"], name="report").splitlines()[7])
            "schedule": CronSchedule('30 0 9 L * *', tz='Europe/Berlin'),

    Raises:
        CronConversionError: it is a start-up job (CNV005), or its zone has no IANA key, or its dialect no
            name (CES001).
        CronOptionError: a text has a character that is none, or the task's name is empty (CES002).
        CronSyntaxError, TypeError: as `cronexpr.parse`.
    """
    expr = as_expression(text_or_expression, dialect, seed)
    kind, call = _schedule(expr)
    if isinstance(arguments, str):
        raise TypeError("arguments must be a sequence of texts, not one of them")
    if not checked_text(task, "the task's name", "CES002"):
        raise option_error("CES002", "the task's name is empty", "say which task to send, as in tasks.report")
    lines = [
        f"from {kind} import {call.partition('(')[0]}",
        "",
        "app.conf.beat_schedule = {",
        f"    {_quoted(name, 'the name')}: {{",
        f'        "task": {_quoted(task, "the task")},',
        f'        "schedule": {call},',
        "    },",
        "}",
    ]
    if arguments:
        given = ", ".join([_quoted(argument, "an argument") for argument in arguments])
        lines.insert(-2, f'        "args": [{given}],')
    return commented(expr, lines)


def differences(expr: CronExpression) -> tuple[Problem, ...]:
    """Return what beat does otherwise than *expr*: nothing, if by a ``CronSchedule``.

    >>> [problem.code for problem in differences(cronexpr.parse("*/30 2 * * *"))]
    ['CNV101', 'CNV102', 'CNV104']
    """
    return differences_in(expr, "celery") if _crontab(expr) else ()


def _schedule(expr: CronExpression) -> tuple[str, str]:
    """Return the module to import from, and the call."""
    if expr.is_reboot:
        hint = "connect a function to celery.signals.beat_init"
        raise refusal(expr, "CNV005", "beat has no start-up jobs", hint)
    crontab = _crontab(expr)
    if crontab:
        return "celery.schedules", crontab
    if not expr.dialect.is_preset:
        hint = "make the CronSchedule in the program that has the dialect"
        raise refusal(expr, "CES001", "the source cannot name a dialect of your own", hint)
    if expr.tz is not None:
        expr = expr.replace(tz=zone_name(expr.tz, "CES001", "the source"))
    return "cronexpr.integrations.celery", spell_call(expr, "CronSchedule")


def _crontab(expr: CronExpression) -> str | None:
    """Return the call of ``crontab()`` with the same times, if there is one."""
    if expr.tz is not None or not expr.is_satisfiable:
        return None
    try:
        line = convert(expr, to="celery")
    except CronConversionError:
        return None
    fields = zip(_NAMES, parse(line, dialect="celery").canonical().split(), strict=True)
    written = [f'{name}="{text}"' for name, text in fields if text != "*" or name in _ALWAYS]
    return f"crontab({', '.join(written)})"


def _quoted(text: str, what: str) -> str:
    checked_text(text, what, "CES002")
    # A string of JSON is one of Python, if it holds nothing that has to be escaped there as two halves.
    return json.dumps(text, ensure_ascii=False) if text.isprintable() else ascii(text)
