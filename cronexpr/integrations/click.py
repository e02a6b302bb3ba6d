r"""Cron expressions as options and arguments of `click <https://click.palletsprojects.com>`__ commands.

>>> import click
>>> from click.testing import CliRunner
>>> @click.command()
... @click.option("--at", type=CronType(), required=True)
... def schedule(at):
...     click.echo(at.describe())
>>> CliRunner().invoke(schedule, ["--at", "0 9 * * mon-fri"]).output
'At 9:00 AM, Monday through Friday\n'
>>> print(CliRunner().invoke(schedule, ["--at", "0 24 * * *"]).output)
Usage: schedule [OPTIONS]
Try 'schedule --help' for help.
<BLANKLINE>
Error: Invalid value for '--at': hour 24 is out of range; hours run 0-23
  0 24 * * *
    ^^ hour
  help: midnight is hour 0: `0 0 * * *`
<BLANKLINE>
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from .. import CronError, CronExpression
from ._rules import IN_QUOTES, Reader, looks_expanded

if TYPE_CHECKING:
    from typing import Unpack

    from ._rules import Rules

    _ParamType = click.ParamType[CronExpression]
else:
    _ParamType = click.ParamType

__all__ = ["CronType"]


class CronType(_ParamType):
    """Give it to an option or argument as its type; the command then gets a `CronExpression`.

    The *rules* are the options of `cronexpr.forms.validate` but *now*.  The shell completes
    ``@``, once click's completion is installed.

    >>> CronType(dialect="quartz").convert("0 0 12 ? * FRI", None, None)
    cronexpr.parse('0 0 12 ? * FRI', dialect='quartz')

    Raises:
        CronOptionError, TypeError: a rule is wrong.
    """

    name = "cron"

    def __init__(self, **rules: Unpack[Rules]) -> None:
        self._reader = Reader(rules)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> CronExpression:
        """Return the expression that *value*, text or an expression, means; click calls this.

        Raises:
            click.BadParameter: it is none, or breaks a rule; the message draws where.
        """
        try:
            return self._reader.take(value)
        except CronError as error:
            self.fail(_drawing(error), param, ctx)

    def split_envvar_value(self, rv: str) -> list[str]:
        """Return the lines of *rv*, an environment variable for several values; click calls this."""
        # Click would split at white space, which is inside each expression.
        return [line for line in rv.splitlines() if line.strip()]

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 -- Click passes it.
        param: click.Parameter,  # noqa: ARG002 -- And this.
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the nicknames that begin with *incomplete*, each with what it means; click calls this."""
        return [
            CompletionItem(nickname, help=meaning)
            for nickname, meaning in self._reader.nicknames()
            if nickname.startswith(incomplete)
        ]

    def __repr__(self) -> str:
        return f"CronType({self._reader})"


def _drawing(error: CronError) -> str:
    # Click has written "Invalid value", which says what the first one's severity would.
    first = error.problems[0]
    drawing = error.pretty().removeprefix(f"{first.severity}[{first.code}]: ")
    return f"{drawing}\n  {IN_QUOTES}" if looks_expanded(error) else drawing
