"""Commands for files that others read: checked, and quoted as YAML wants it."""

from __future__ import annotations

import json
import re

from ..errors import CronOptionError, Problem, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# JSON strings are YAML's (1.2, section 7.3.1), save for what YAML does not call printable (section 5.1).
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_UNTOLD = re.compile("[\x00\ud800-\udfff]")


def option_error(code: str, message: str, hint: str = "") -> CronOptionError:
    """Return the error about an argument other than the expression."""
    return CronOptionError(Problem(code, "error", message, hint=hint))


def checked_words(command: str | Sequence[str], code: str) -> list[str]:
    """Return the program and its arguments; a text is a line for ``/bin/sh``.

    Raises:
        CronOptionError: it is empty, or has a character that no process can be given.
        TypeError: it is no text, and no sequence of texts.
    """
    words = ["/bin/sh", "-c", command] if isinstance(command, str) else [*command]
    for word in words:
        checked_text(word, "the command", code, "put it into a script")
    if not command or not words[0]:
        raise option_error(code, "the command is empty", "say what to run")
    return words


def checked_text(text: str, what: str, code: str, hint: str = "leave the character out") -> str:
    """Return *text*, or refuse what is no text at all: NUL, and half of a surrogate pair."""
    if not isinstance(text, str):
        raise TypeError(f"{what} must be text, not {type(text).__name__}")
    wrong = _UNTOLD.search(text)
    if wrong:
        raise option_error(code, f"{what} has the character {quote(wrong[0])}", hint)
    return text


def yaml_text(text: str) -> str:
    r"""Return *text* as a scalar of YAML, in double quotes.

    >>> print(yaml_text('say "no"\n'))
    "say \"no\"\n"
    """
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
