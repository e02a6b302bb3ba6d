"""Texts that go into a task or onto a command line, checked before they do."""

from __future__ import annotations

import re

from ..errors import quote
from ._command import checked_text
from ._subject import option_error

LONGEST_PATH = 260
"""The longest command and working directory (``pathType`` of the schema)."""

LONGEST_TEXT = 32_767
"""The longest command line of a Windows process."""

LONGEST_NAME = 230
"""The longest name: the task is kept in a file of that name under ``System32\\Tasks``."""

LOGON_TYPES = ("InteractiveToken", "S4U", "Password", "InteractiveTokenOrPassword")
INSTANCES = ("Parallel", "Queue", "IgnoreNew", "StopExisting")
# XML 1.0 has no C0 controls; what is left of Cc, and lone surrogates, nobody writes on purpose.
_WRONG = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def checked_length(what: str, value: str, longest: int = LONGEST_TEXT, *, shortest: int = 0) -> str:
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
    path = checked_length("the name", name, LONGEST_NAME, shortest=1).removeprefix("\\")
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


def checked_word(what: str, value: str, words: tuple[str, ...]) -> str:
    """Return *value*, which must be one of *words*."""
    if checked_text(value, what, "WTS012") not in words:
        raise option_error("WTS012", f"unknown {what} {quote(value)}", f"known: {', '.join(words)}")
    return value


def quoted(what: str, value: str) -> str:
    """Return *value* in the double quotes of ``cmd.exe``, which keep all but ``"`` and ``%`` as it is."""
    checked_length(what, value, LONGEST_PATH, shortest=1)
    for char in '"%':
        if char in value:
            raise option_error("WTS011", f"cmd.exe cannot be given {what} with {quote(char)} in it")
    if value.endswith("\\"):
        raise option_error(
            "WTS011", f"{what} cannot end with a backslash, which would hide the quote behind it"
        )
    return f'"{value}"'
