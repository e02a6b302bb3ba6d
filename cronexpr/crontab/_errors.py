"""What can go wrong with a crontab: findings in lines, and errors of edits and of the ``crontab`` command."""

from __future__ import annotations

from .._value import Value
from ..errors import CronError, Problem, render

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class LineProblem(Value):
    r"""One finding in one line of a crontab.

    *line* counts from 1, *problem* has its span in characters of that line, and *source*
    is the line without its end.

    >>> finding, = cronexpr.crontab.parse("0 24 * * * backup\n").problems
    >>> finding.line, finding.column, finding.code
    (1, 3, 'CRON103')
    """

    __slots__ = ("line", "problem", "source")

    line: int
    problem: Problem
    source: str

    def __init__(self, line: int, problem: Problem, source: str) -> None:
        super().__init__(line, problem, source)

    @property
    def column(self) -> int:
        """Where in the line it begins, in characters from 1."""
        return self.problem.span[0] + 1

    @property
    def code(self) -> str:
        """The problem's code."""
        return self.problem.code

    @property
    def severity(self) -> str:
        """The problem's severity: ``"error"``, ``"warning"`` or ``"info"``."""
        return self.problem.severity

    @property
    def message(self) -> str:
        """The problem's message, one line."""
        return self.problem.message

    def as_dict(self) -> dict[str, Any]:
        """Return the problem's fields, *line* and *column* first, as a new dict ready for JSON."""
        return {"line": self.line, "column": self.column} | self.problem.as_dict()

    def pretty(self, name: str = "crontab") -> str:
        r"""Return a report of several lines; *name* is what the file is called.

        >>> print(cronexpr.crontab.parse("0 24 * * * backup\n").problems[0].pretty("jobs.txt"))
        error[CRON103]: hour 24 is out of range; hours run 0-23
          --> jobs.txt:1:3
          0 24 * * * backup
            ^^ hour
          help: midnight is hour 0: `0 0 * * * backup`
        """
        head, _, rest = render(self.problem, self.source).partition("\n")
        return f"{head}\n  --> {name}:{self.line}:{self.column}\n{rest}"


class CrontabError(CronError):
    """A crontab cannot be edited as asked; the base of this package's own errors."""


class CrontabCommandError(CrontabError):
    """The ``crontab`` command is missing, refused, or did not do what it was told."""


class CrontabChangedError(CrontabError):
    """The crontab was changed by someone else since it was loaded; nothing was overwritten."""


def failure(code: str, message: str, hint: str = "") -> tuple[Problem]:
    """Return the one problem of an error that has no place in a text."""
    return (Problem(code, "error", message, hint=hint),)


def check_unchanged(now: bytes, before: bytes, message: str) -> None:
    """Raise the error of what is not *now* as it was *before*: nothing is overwritten."""
    if now != before:
        hint = "load it again and repeat the edit"
        raise CrontabChangedError(failure("CRT041", f"{message}; nothing was overwritten", hint))
