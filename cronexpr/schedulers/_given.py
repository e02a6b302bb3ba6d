"""Names, texts and commands for files that others read: checked, and quoted as YAML wants it."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from ..errors import quote
from ._subject import option_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# JSON strings are YAML's (1.2, section 7.3.1), save for what YAML does not call printable (section 5.1).
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""What no process can be given: NUL, and half of a surrogate pair."""


def checked_words(
    command: str | Sequence[str], code: str, text_code: str = "", wrong: re.Pattern[str] = NO_TEXT
) -> list[str]:
    """Return the program and its arguments; a text is a line for ``/bin/sh``.

    Raises:
        CronOptionError: it is empty (*code*), or has what is *wrong* (*text_code*, if that is another).
        TypeError: it is no text, and no sequence of texts.
    """
    words = ["/bin/sh", "-c", command] if isinstance(command, str) else [*command]
    for word in words:
        checked_text(word, "the command", text_code or code, "put it into a script", wrong)
    if not command or not words[0]:
        raise option_error(code, "the command is empty", "say what to run")
    return words


def checked_text(
    text: str,
    what: str,
    code: str,
    hint: str = "leave the character out",
    wrong: re.Pattern[str] = NO_TEXT,
) -> str:
    """Return *text*, or refuse what is none, or has a character that is *wrong*."""
    if not isinstance(text, str):
        raise TypeError(f"{what} must be a str, not {type(text).__name__}")
    found = wrong.search(text)
    if found:
        raise option_error(code, f"{what} has the character {quote(found[0])}", hint)
    return text


def yaml_text(text: str) -> str:
    r"""Return *text* as a scalar of YAML, in double quotes.

    >>> print(yaml_text('say "no"\n'))
    "say \"no\"\n"
    """
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


# Names of jobs


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
