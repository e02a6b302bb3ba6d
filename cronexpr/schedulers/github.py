"""GitHub Actions: the ``on: schedule:`` of a workflow, or a whole workflow that runs a command.

>>> from cronexpr.schedulers import github
>>> print(github.to_workflow(cronexpr.parse("0 9 * * mon-fri", tz="Europe/Berlin")), end="")
# cron: 0 9 * * mon-fri
# At 9:00 AM, Monday through Friday (Europe/Berlin)
on:
  schedule:
    - cron: "0 9 * * mon-fri"
      timezone: "Europe/Berlin"
"""

from __future__ import annotations

import shlex
from datetime import timedelta

from .._making import as_expression
from ..converter import convert_all
from ..converter import differences as differences_in
from ._given import checked_text, checked_words, yaml_text
from ._subject import commented, refusal, zone_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..dialects import Dialect
    from ..errors import Problem
    from ..expression import CronExpression

__all__ = ["differences", "to_workflow"]

_SHORTEST = timedelta(minutes=5)
_JOB = """\
jobs:
  scheduled:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: {}"""


def to_workflow(
    text_or_expression: str | CronExpression,
    command: str | Sequence[str] | None = None,
    *,
    name: str | None = None,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> str:
    r"""Return the part of a workflow that says when it runs; with a *command*, all of a workflow: YAML.

    *command* is a line for the shell, or a sequence of a program and its arguments.  It is run on
    ``ubuntu-latest``, in the default branch, which is checked out.  *name* is what GitHub shows.  The
    expression's zone becomes ``timezone``; without one, it is UTC.  *dialect* and *seed* are for a text,
    as in `cronexpr.parse`.

    >>> print(to_workflow("0 9 13 * *", ["make", "all reports"], name="Reports"), end="")
    # cron: 0 9 13 * *
    # At 9:00 AM on the 13th of every month
    name: "Reports"
    on:
      schedule:
        - cron: "0 9 13 * *"
    jobs:
      scheduled:
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v4
          - run: "make 'all reports'"

    Raises:
        CronConversionError: the dialect ``github`` cannot say it, its zone has no IANA key (GHA001), or it
            runs more often than every 5 minutes (GHA002).
        CronOptionError: the name or the command cannot be used (GHA003).
        CronSyntaxError, TypeError: as `cronexpr.convert_all`.
    """
    expr = as_expression(text_or_expression, dialect, seed)
    schedules = convert_all(expr, to="github")
    shortest = expr.shortest_interval()
    if shortest is not None and shortest < _SHORTEST:
        hint = "leave 5 minutes between runs, as in */5, or let one run do the work of several"
        raise refusal(expr, "GHA002", "GitHub starts a workflow every 5 minutes at most", hint)
    return commented(expr, _lines(expr, schedules, name, command))


def differences(expr: CronExpression) -> tuple[Problem, ...]:
    """Return what a workflow does otherwise than *expr*: `cronexpr.converter.differences` for ``github``.

    Without a zone, *expr* is by UTC there, whose clock does not change.
    """
    return differences_in(expr if expr.tz else expr.replace(tz="UTC"), "github")


def _lines(
    expr: CronExpression, schedules: tuple[str, ...], name: str | None, command: str | Sequence[str] | None
) -> Iterator[str]:
    zone = "UTC" if expr.tz is None else zone_name(expr.tz, "GHA001", "GitHub")
    if name is not None:
        yield f"name: {yaml_text(checked_text(name, 'the name', 'GHA003'))}"
    yield "on:"
    yield "  schedule:"
    for schedule in schedules:
        yield f"    - cron: {yaml_text(schedule)}"
        if zone != "UTC":
            yield f"      timezone: {yaml_text(zone)}"
    if command is not None:
        yield _JOB.format(yaml_text(_line(command)))


def _line(command: str | Sequence[str]) -> str:
    checked_words(command, "GHA003")
    line = command if isinstance(command, str) else shlex.join(command)
    # GitHub evaluates ${{ ... }} before any shell sees it; this is how to say it in its own language.
    return line.replace("${{", "${{ '${{' }}")
