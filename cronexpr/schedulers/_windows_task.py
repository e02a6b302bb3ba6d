"""What a task is beside its triggers: its name, whose it is, how it behaves, what it runs; all checked."""

from __future__ import annotations

import re

from ..errors import quote
from ._given import checked_text
from ._subject import option_error, origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..expression import CronExpression
    from ._windows_xml import Node

_LONGEST_PATH = 260
"""The longest command and working directory (``pathType`` of the schema)."""

_LONGEST_TEXT = 32_767
"""The longest command line of a Windows process."""

_LONGEST_NAME = 230
"""The longest name: the task is kept in a file of that name under ``System32\\Tasks``."""

_LOGON_TYPES = ("InteractiveToken", "S4U", "Password", "InteractiveTokenOrPassword")
_INSTANCES = ("Parallel", "Queue", "IgnoreNew", "StopExisting")
# XML 1.0 has no C0 controls; what is left of Cc, and lone surrogates, nobody writes on purpose.
_WRONG = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PRINCIPAL = "Author"


def registration_node(expr: CronExpression, name: str | None, description: str) -> Node:
    """Return the description, which tells what *expr* was, and the *name* if there is one."""
    _checked("the description", description)
    source = origin(expr) + (" (UTC)" if expr.tz else "")
    found: list[Node] = [("Description", f"{description} ({source})" if description else source)]
    if name is not None:
        found.append(("URI", checked_name(name)))
    return "RegistrationInfo", found


def principal_node(user: str | None, logon_type: str | None, highest_privileges: bool) -> Node:
    """Return whose task it is."""
    found: list[Node] = []
    if user is not None:
        found.append(("UserId", _checked("the user", user, _LONGEST_PATH, shortest=1)))
    if logon_type is not None:
        found.append(("LogonType", _checked_word("logon_type", logon_type, _LOGON_TYPES)))
    found.append(("RunLevel", "HighestAvailable" if highest_privileges else "LeastPrivilege"))
    return "Principals", [(f'Principal id="{_PRINCIPAL}"', found)]


def settings_node(multiple_instances: str, start_when_available: bool) -> Node:
    """Return settings under which a task behaves like a cron job; by default it is kept from a good deal."""
    return "Settings", [
        ("MultipleInstancesPolicy", _checked_word("multiple_instances", multiple_instances, _INSTANCES)),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("StartWhenAvailable", "true" if start_when_available else "false"),
        ("Enabled", "true"),
        ("ExecutionTimeLimit", "PT0S"),
    ]


def action_node(command: str, arguments: str, working_directory: str | None) -> Node:
    """Return what the task runs, and where."""
    found: list[Node] = [("Command", _checked("the command", command, _LONGEST_PATH, shortest=1))]
    if _checked("the arguments", arguments):
        found.append(("Arguments", arguments))
    if working_directory is not None:
        directory = _checked("the working directory", working_directory, _LONGEST_PATH, shortest=1)
        found.append(("WorkingDirectory", directory))
    return f'Actions Context="{_PRINCIPAL}"', [("Exec", found)]


# Texts


def quoted(what: str, value: str) -> str:
    """Return *value* in the double quotes of ``cmd.exe``, which keep all but ``"`` and ``%`` as it is."""
    _checked(what, value, _LONGEST_PATH, shortest=1)
    for char in '"%':
        if char in value:
            raise option_error("WTS011", f"cmd.exe cannot be given {what} with {quote(char)} in it")
    if value.endswith("\\"):
        raise option_error(
            "WTS011", f"{what} cannot end with a backslash, which would hide the quote behind it"
        )
    return f'"{value}"'


def _checked(what: str, value: str, longest: int = _LONGEST_TEXT, *, shortest: int = 0) -> str:
    """Return *value*, or raise where XML or a command line cannot hold it; *what* names it."""
    checked_text(value, what, "WTS010", wrong=_WRONG)
    if len(value.strip()) < shortest:
        raise option_error("WTS010", f"{what} is empty")
    if len(value) > longest:
        raise option_error("WTS010", f"{what} has {len(value)} characters, and {longest} are the most")
    return value


def checked_name(name: str) -> str:
    r"""Return the task's *name* with its folders, beginning with a backslash.

    Each part is a file's name: not empty, not only dots, without ``/ : * ? " < > |``.  Nor has it a
    percent sign, which no quotes keep from ``cmd.exe``.
    """
    path = _checked("the name", name, _LONGEST_NAME, shortest=1).removeprefix("\\")
    for part in path.split("\\"):
        if not part.strip(" .") or part != part.strip() or part.endswith("."):
            message = (
                "a name, and each folder before it, needs more than spaces and dots, and none at its end"
            )
            raise option_error("WTS011", message, "folders end at a backslash, as in Backups\\Nightly")
        for char in part:
            if char in '/:*?"<>|%':
                raise option_error("WTS011", f"a task's name cannot have {quote(char)} in it")
    return f"\\{path}"


def _checked_word(what: str, value: str, words: tuple[str, ...]) -> str:
    """Return *value*, which must be one of *words*."""
    if checked_text(value, what, "WTS012") not in words:
        raise option_error("WTS012", f"unknown {what} {quote(value)}", f"known: {', '.join(words)}")
    return value
