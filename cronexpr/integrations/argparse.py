"""Cron expressions as arguments of `argparse` commands.

>>> import argparse
>>> parser = argparse.ArgumentParser(prog="backup", exit_on_error=False)
>>> at = parser.add_argument("--at", type=cron_type(tz="Europe/Berlin"))
>>> parser.parse_args(["--at", "0 9 * * mon-fri"]).at
cronexpr.parse('0 9 * * mon-fri', tz='Europe/Berlin')
>>> try:
...     parser.parse_args(["--at", "0 24 * * *"])
... except argparse.ArgumentError as error:
...     print(error)
argument --at: hour 24 is out of range; hours run 0-23 (column 3). Midnight is hour 0: `0 0 * * *`
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from .. import CronError
from ..errors import advice
from ._rules import IN_QUOTES, Reader, capital, looks_expanded

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Unpack

    from .. import CronExpression
    from ._rules import Rules

__all__ = ["cron_type"]


def cron_type(**rules: Unpack[Rules]) -> Callable[[str], CronExpression]:
    """Return what ``add_argument(type=...)`` takes: a function from text to `CronExpression`.

    The *rules* are the options of `cronexpr.forms.validate` but *now*.  A refusal is
    an `argparse.ArgumentTypeError`, one line.

    >>> cron_type(dialect="quartz")("0 0 12 ? * FRI").describe()
    'At noon on Fridays'

    Raises:
        CronOptionError, TypeError: a rule is wrong.
    """
    reader = Reader(rules)

    def cron(text: str) -> CronExpression:
        try:
            return reader.take(text)
        except CronError as error:
            help_text = IN_QUOTES if looks_expanded(error) else capital(advice(error.problems[0]))
            # Argparse would drop the text of any other error.
            raise ArgumentTypeError(f"{error}. {help_text}" if help_text else str(error)) from None

    return cron
