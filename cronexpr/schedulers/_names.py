"""The names of jobs: what each scheduler takes for one."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..errors import quote
from ._command import checked_text
from ._subject import option_error


class Naming(NamedTuple):
    """How *what* is named: by a *pattern*, which is *letters* in words, of *longest* characters at most."""

    code: str
    what: str
    pattern: re.Pattern[str]
    letters: str
    longest: int


_LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?"

UNIT = Naming(
    "SYD004",
    "a unit",
    re.compile(r"[A-Za-z0-9][A-Za-z0-9:_.-]*"),
    "letters, digits and : _ . -, beginning with a letter or digit",
    200,  # systemd takes 255 bytes, with the suffix
)
CRON_JOB = Naming(
    "KUB002",
    "a CronJob",
    re.compile(rf"{_LABEL}(?:\.{_LABEL})*"),
    "lower-case letters, digits, - and . between them",
    52,  # 63, less what the controller adds for each job
)
SCHEDULE = Naming(
    "AWS002", "a schedule", re.compile(r"[0-9A-Za-z_.-]+"), "letters, digits and the signs - _ .", 64
)


def names(naming: Naming, name: str, jobs: int = 1) -> list[str]:
    """Return the names of *jobs*: *name*, with a number behind it if there are several.

    Raises:
        CronOptionError: *name* cannot be one.
        TypeError: *name* is no str.
    """
    checked_text(name, "the name", naming.code)
    numbers = [""] if jobs == 1 else [f"-{number}" for number in range(1, jobs + 1)]
    longest = naming.longest - len(numbers[-1])
    if len(name) > longest or not naming.pattern.fullmatch(name):
        hint = f"{naming.letters}; {longest} characters at most"
        raise option_error(naming.code, f"{quote(name)} cannot be the name of {naming.what}", hint)
    return [name + number for number in numbers]
