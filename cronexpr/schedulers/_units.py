"""The text of unit files: systemd.unit(5), systemd.timer(5), systemd.service(5), systemd.syntax(7)."""

from __future__ import annotations

import re

from ..errors import quote
from ._given import UNIT, checked_text, checked_words, names
from ._subject import option_error, origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from ..expression import CronExpression

    On: TypeAlias = tuple[str, list[str]]  # a setting of [Timer], and its values

_LONGEST_ARGUMENT = 131_071  # bytes; Linux's MAX_ARG_STRLEN, without the NUL
_PREFIXES = "@-:+!|"
_SUFFIXES = (".timer", ".service")
# Control characters would be read as such or end the line; half a surrogate pair is no UTF-8.
_WRONG = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff]")


def check_name(name: str) -> None:
    """Refuse what is no unit's name, or no harmless file's."""
    names(UNIT, name)
    if name.endswith(_SUFFIXES):
        raise option_error("SYD004", f"the suffix of {quote(name)} is added to the name", "leave it out")


def check_description(description: str) -> str:
    """Return *description*, or refuse what would not be one line of a unit file."""
    checked_text(description, "the description", "SYD005", wrong=_WRONG)
    if description.endswith("\\"):
        # It would join the next line to this one.
        raise option_error("SYD005", "the description ends with a backslash", "let it end otherwise")
    return description


def exec_start(command: str | Sequence[str]) -> str:
    """Return the value of ``ExecStart=`` for *command*: a shell's line, or a program and its arguments."""
    arguments = checked_words(command, "SYD006", "SYD005", _WRONG)
    if any(len(argument.encode()) > _LONGEST_ARGUMENT for argument in arguments):
        raise option_error("SYD006", "the command is longer than Linux takes", "put it into a script")
    if arguments[0][0] in _PREFIXES or "$" in arguments[0]:
        message = f"systemd would read an instruction in the name of the program {quote(arguments[0])}"
        raise option_error("SYD006", message, "give its full path, without $")
    return " ".join(map(_quoted, arguments))


def _quoted(argument: str) -> str:
    """Quote *argument* for ``ExecStart=``, so that nothing of it is unescaped, expanded or substituted."""
    text = argument.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{text.replace("%", "%%").replace("$", "$$")}"'


def timer_unit(expr: CronExpression, description: str, name: str, when: On, *, is_persistent: bool) -> str:
    """Return the text of the timer."""
    setting, values = when
    lines = [f"{setting}={value}" for value in values]
    lines.append("AccuracySec=1s")
    if setting == "OnCalendar":
        lines.append(f"Persistent={'true' if is_persistent else 'false'}")
    lines.append(f"Unit={name}.service")
    return _unit(expr, description, ("Timer", lines), ("Install", ["WantedBy=timers.target"]))


def service_unit(expr: CronExpression, description: str, start: str) -> str:
    """Return the text of the service."""
    return _unit(expr, description, ("Service", ["Type=oneshot", f"ExecStart={start}"]))


def _unit(expr: CronExpression, description: str, *sections: tuple[str, list[str]]) -> str:
    about = ("Unit", [f"Description={description.replace('%', '%%')}"])
    texts = ["\n".join([f"[{title}]", *lines]) for title, lines in (about, *sections)]
    return f"# {origin(expr)}\n" + "\n\n".join(texts) + "\n"
