"""What a task is beside its triggers: its name, whose it is, how it behaves, and what it runs."""

from __future__ import annotations

from ._windows_values import INSTANCES, LOGON_TYPES, LONGEST_PATH, checked_length, checked_name, checked_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..expression import CronExpression
    from ._windows_xml import Node

_PRINCIPAL = "Author"


def registration_node(expr: CronExpression, name: str | None, description: str) -> Node:
    """Return the description, which tells what *expr* was, and the *name* if there is one."""
    checked_length("the description", description)
    source = f"cron: {' '.join(expr.source.split())}{' (UTC)' if expr.tz else ''}"
    found: list[Node] = [("Description", f"{description} ({source})" if description else source)]
    if name is not None:
        found.append(("URI", checked_name(name)))
    return "RegistrationInfo", found


def principal_node(user: str | None, logon_type: str | None, highest_privileges: bool) -> Node:
    """Return whose task it is."""
    found: list[Node] = []
    if user is not None:
        found.append(("UserId", checked_length("the user", user, LONGEST_PATH, shortest=1)))
    if logon_type is not None:
        found.append(("LogonType", checked_word("logon_type", logon_type, LOGON_TYPES)))
    found.append(("RunLevel", "HighestAvailable" if highest_privileges else "LeastPrivilege"))
    return "Principals", [(f'Principal id="{_PRINCIPAL}"', found)]


def settings_node(multiple_instances: str, start_when_available: bool) -> Node:
    """Return settings under which a task behaves like a cron job; by default it is kept from a good deal."""
    return "Settings", [
        ("MultipleInstancesPolicy", checked_word("multiple_instances", multiple_instances, INSTANCES)),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("StartWhenAvailable", "true" if start_when_available else "false"),
        ("Enabled", "true"),
        ("ExecutionTimeLimit", "PT0S"),
    ]


def action_node(command: str, arguments: str, working_directory: str | None) -> Node:
    """Return what the task runs, and where."""
    found: list[Node] = [("Command", checked_length("the command", command, LONGEST_PATH, shortest=1))]
    if checked_length("the arguments", arguments):
        found.append(("Arguments", arguments))
    if working_directory is not None:
        directory = checked_length("the working directory", working_directory, LONGEST_PATH, shortest=1)
        found.append(("WorkingDirectory", directory))
    return f'Actions Context="{_PRINCIPAL}"', [("Exec", found)]
