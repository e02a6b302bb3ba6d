"""The ``%`` of crontab commands: the first ends the command, what follows is its standard input."""

from __future__ import annotations

import re

from ..errors import quote
from ._errors import CrontabError, failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._daemons import Daemon

# A backslash takes the character after it along, another backslash too (do_command.c).
_COMMAND = re.compile(r"(?:[^\\%]+|\\.|\\\Z)*+", re.DOTALL)
_PAIR = re.compile(r"\\([\\%])")
_ANY_PAIR = re.compile(r"\\.")
_PERCENT = re.compile(r"\\%")
_BARE = re.compile(r"(\\.)|%")
_INPUT = re.compile(r"(?<!\\)%")


def command_length(written: str) -> int:
    """Return where the command ends in *written*: at the first ``%`` that is not escaped, or the end."""
    match = _COMMAND.match(written)
    return match.end() if match else 0


def read_command(written: str, daemon: Daemon) -> tuple[str, str | None]:
    r"""Return the command that the shell gets, and its standard input (None where it has no ``%``).

    >>> from cronexpr.crontab._daemons import DAEMONS
    >>> read_command(r"date +\%F%one%two", DAEMONS["vixie"])
    ('date +%F', 'one\ntwo\n')
    """
    end = command_length(written)
    command = written[:end]
    command = _PAIR.sub(r"\1", command) if daemon.halves_backslashes else _ANY_PAIR.sub(_unpercented, command)
    return command, _read_input(written[end + 1 :]) if end < len(written) else None


def _unpercented(pair: re.Match[str]) -> str:
    return "%" if pair[0] == "\\%" else pair[0]


def _read_input(written: str) -> str:
    # Here every backslash, escaped or not, escapes the percent sign after it.
    lines = _PERCENT.sub("%", _INPUT.sub("\n", written))
    return lines if not lines or lines.endswith("\n") else lines + "\n"


def escape_percents(written: str) -> str:
    r"""Return *written*, as it stands in a line, as one command: no ``%`` in it ends it.

    >>> print(escape_percents(r"date +\%F%T"))
    date +\%F\%T
    """
    return _BARE.sub(lambda found: found[1] or "\\%", written)


def write_command(command: str, daemon: Daemon) -> str:
    r"""Return *command*, as the shell is to get it, in the way a crontab line has it.

    >>> from cronexpr.crontab._daemons import DAEMONS
    >>> print(write_command("date +%F", DAEMONS["vixie"]))
    date +\%F

    Raises:
        CrontabError: no line can hold it.
    """
    for char, name in (("\n", "a newline"), ("\0", "a NUL")):
        if char in command:
            raise CrontabError(failure("CRT030", f"a command cannot contain {name}: {quote(command)}"))
    command = command.lstrip(" \t")
    if not command or command.startswith("*"):
        raise CrontabError(failure("CRT030", f"{quote(command)} is not a command"))
    if daemon.zones and command.startswith("-"):
        message = f"cronie takes the dash of {quote(command)} for an option"
        hint = "begin the command with its path; the option -n is written into the file by hand"
        raise CrontabError(failure("CRT030", message, hint))
    if daemon.halves_backslashes:
        return re.sub(r"\\{2,}|\\*%", _doubled, command)
    if re.search(r"(?<!\\)(?:\\\\)*\\%", command):
        message = "cronie cannot pass on a backslash right before a percent sign"
        raise CrontabError(failure("CRT030", message, "put the command into a script"))
    return command.replace("%", "\\%")


def _doubled(match: re.Match[str]) -> str:
    slashes = match[0].rstrip("%")
    return 2 * slashes + ("\\%" if match[0].endswith("%") else "")
