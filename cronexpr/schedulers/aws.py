"""Amazon EventBridge Scheduler: schedules, as the AWS command line takes them.

>>> from cronexpr.schedulers import aws
>>> target = "arn:aws:lambda:eu-central-1:123456789012:function:report"
>>> role = "arn:aws:iam::123456789012:role/scheduler"
>>> expr = cronexpr.parse("0 9 L * *", tz="Europe/Berlin")
>>> for name, value in aws.to_schedules(expr, target, role, name="report")[0].items():
...     print(name, value)
Name report
Description At 9:00 AM on the last day of every month (Europe/Berlin); cron: 0 9 L * *
ScheduleExpression cron(0 9 L * ? *)
ScheduleExpressionTimezone Europe/Berlin
FlexibleTimeWindow {'Mode': 'OFF'}
Target {'Arn': 'arn:aws:lambda:eu-central-1:123456789012:function:report', 'RoleArn': ...}
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping

from .._making import as_expression, parse
from ..converter import convert_all
from ..converter import differences as differences_in
from ..errors import Problem, escape, quote
from ._given import SCHEDULE, checked_text, names
from ._subject import AT_ONCE, SWITCHED_OFF, conversion_error, option_error, origin, zone_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..dialects import Dialect
    from ..expression import CronExpression

__all__ = ["differences", "from_schedule", "left_aside", "to_commands", "to_schedules"]

_LONGEST_DESCRIPTION = 512
_CRON = re.compile(r"cron\((.*)\)")
_ARN = re.compile(r"arn:[!-~]{1,1596}")


def to_schedules(
    text_or_expression: str | CronExpression,
    target_arn: str,
    role_arn: str,
    *,
    name: str,
    description: str | None = None,
    target_input: str | None = None,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> list[dict[str, Any]]:
    """Return schedules that call a target when the expression fires, each as ``create-schedule`` takes it.

    ``json.dumps`` makes of one what ``aws scheduler create-schedule --cli-input-json`` reads.
    *target_arn* is what to call, *role_arn* the role that may, and *target_input* what it is given.
    *description* is the expression in words where left out.  The expression's zone becomes
    ``ScheduleExpressionTimezone``; without one, it is UTC.  Where it takes several lines to say an
    expression, there are as many schedules, and a number behind their names.  *dialect* and *seed* are
    for a text, as in `cronexpr.parse`.

    Raises:
        CronConversionError: the dialect ``aws`` cannot say it, or its zone has no IANA key (AWS001).
        CronOptionError: the name (AWS002), or another text (AWS003) cannot be used.
        CronSyntaxError, TypeError: as `cronexpr.convert_all`.
    """
    expr = as_expression(text_or_expression, dialect, seed)
    lines = convert_all(expr, to="aws")
    zone = "UTC" if expr.tz is None else zone_name(expr.tz, "AWS001", "EventBridge Scheduler")
    target = {"Arn": _checked_arn(target_arn, "target"), "RoleArn": _checked_arn(role_arn, "role")}
    if target_input is not None:
        target["Input"] = checked_text(target_input, "the input", "AWS003")
    about = _about(expr, expr.describe() if description is None else description)
    return [
        {
            "Name": numbered,
            "Description": about,
            "ScheduleExpression": f"cron({line})",
            "ScheduleExpressionTimezone": zone,
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "Target": {**target},
        }
        for numbered, line in zip(names(SCHEDULE, name, len(lines)), lines, strict=True)
    ]


def to_commands(schedules: list[dict[str, Any]]) -> str:
    r"""Return a script for a shell that creates *schedules*, from `to_schedules`, by the AWS command line.

    >>> schedule, = to_schedules("0 9 * * *", "arn:aws:sqs:::q", "arn:aws:iam:::role/r", name="nine")
    >>> print(to_commands([schedule]), end="")
    # At 9:00 AM every day; cron: 0 9 * * *
    aws scheduler create-schedule --cli-input-json '{
      "Name": "nine",
      "Description": "At 9:00 AM every day; cron: 0 9 * * *",
      "ScheduleExpression": "cron(0 9 * * ? *)",
      "ScheduleExpressionTimezone": "UTC",
      "FlexibleTimeWindow": {
        "Mode": "OFF"
      },
      "Target": {
        "Arn": "arn:aws:sqs:::q",
        "RoleArn": "arn:aws:iam:::role/r"
      }
    }'
    """
    # Within JSON nothing is taken for an option, or for the file of which a value could be the address.
    return "\n".join(
        [
            f"# {escape(schedule['Description'])}\n"
            f"aws scheduler create-schedule --cli-input-json {shlex.quote(json.dumps(schedule, indent=2))}\n"
            for schedule in schedules
        ]
    )


def differences(expr: CronExpression) -> tuple[Problem, ...]:
    """Return what a schedule does otherwise than *expr*: `cronexpr.converter.differences` for ``aws``.

    Without a zone, *expr* is by UTC there, whose clock does not change.
    """
    return differences_in(expr if expr.tz else expr.replace(tz="UTC"), "aws")


def from_schedule(schedule: Mapping[str, Any]) -> CronExpression:
    """Return the expression, of the dialect ``aws``, of a schedule or rule with ``cron(...)``.

    *schedule* is what ``aws scheduler get-schedule`` or ``aws events describe-rule`` prints, read by
    `json.loads`.  Of start, end, flexible window and state `left_aside` tells.

    >>> zone = {"ScheduleExpressionTimezone": "Europe/Berlin"}
    >>> from_schedule({"ScheduleExpression": "cron(0 9 L * ? *)", **zone})
    cronexpr.parse('0 9 L * ? *', dialect='aws', tz='Europe/Berlin')

    Raises:
        CronConversionError: it has no ``cron(...)``: a ``rate(...)`` counts from its start (AWS010).
        CronSyntaxError: what stands there is no expression.
        CronOptionError: its zone is unknown.
        TypeError: it is no mapping.
    """
    text, zone = _parts(schedule)
    return parse(text, dialect="aws", tz=zone)


def left_aside(schedule: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return what `from_schedule` leaves aside: a state, a flexible window, a start, an end.

    >>> nine = {"ScheduleExpression": "cron(0 9 * * ? *)"}
    >>> [note.message for note in left_aside(nine | {"EndDate": 1798761600.0})]
    ['it has an EndDate, and a cron job has no last day']

    Raises:
        CronConversionError: it has no ``cron(...)`` (AWS010).
        TypeError: it is no mapping.
    """
    _parts(schedule)
    window = schedule.get("FlexibleTimeWindow")
    told = {
        f"the schedule is {SWITCHED_OFF}": schedule.get("State") == "DISABLED",
        f"it has a FlexibleTimeWindow, so each run may be later; {AT_ONCE}": (
            isinstance(window, dict) and window.get("Mode") == "FLEXIBLE"
        ),
        "it has a StartDate, and a cron job has no first day": schedule.get("StartDate"),
        "it has an EndDate, and a cron job has no last day": schedule.get("EndDate"),
    }
    return tuple([Problem("AWS011", "warning", message) for message, is_so in told.items() if is_so])


def _parts(schedule: Mapping[str, Any]) -> tuple[str, str]:
    """Return the expression and the zone in *schedule*."""
    if not isinstance(schedule, Mapping):
        raise TypeError(f"schedule must be a mapping, not {type(schedule).__name__}")
    text, zone = schedule.get("ScheduleExpression"), schedule.get("ScheduleExpressionTimezone", "UTC")
    found = _CRON.fullmatch(text) if isinstance(text, str) else None
    if found is None or not isinstance(zone, str):
        hint = "rate() counts from when it was made, and at() is once; cron keeps to the calendar"
        raise conversion_error("AWS010", "there is no schedule with cron(...)", hint)
    return found[1], zone


def _about(expr: CronExpression, description: str) -> str:
    checked_text(description, "the description", "AWS003")
    about = f"{description}; {origin(expr)}" if description else origin(expr)
    if len(about) > _LONGEST_DESCRIPTION:
        # What was written counts for more than what it means.
        about = origin(expr)
    return about[:_LONGEST_DESCRIPTION]


def _checked_arn(arn: str, what: str) -> str:
    checked_text(arn, f"the {what}'s ARN", "AWS003")
    if not _ARN.fullmatch(arn):
        hint = "copy it from the console, or from the command line"
        raise option_error("AWS003", f"{quote(arn)} is not the ARN of a {what}: they begin with arn:", hint)
    return arn
