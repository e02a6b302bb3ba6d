"""Environment lines: ``NAME = value``."""

from __future__ import annotations

from .._value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._daemons import Daemon

SPACES = " \t\n\v\f\r"
"""What C's ``isspace`` takes for space."""
_QUOTES = ("'", '"')
_ENDS_A_NAME = SPACES + "="


class Assignment(Value):
    """An environment line: *name* gets *value* for all entries below it.

    *line* counts from 1, and *span* is where the value is written in that line, quotes
    included.
    """

    __slots__ = ("name", "value", "line", "span")

    name: str
    value: str
    line: int
    span: tuple[int, int]

    def __init__(self, name: str, value: str, line: int, span: tuple[int, int]) -> None:
        super().__init__(name, value, line, span)


def read_assignment(text: str, line: int, daemon: Daemon) -> Assignment | None:
    """Return the assignment that *text*, a line without its end, is to *daemon*, or None.

    Vixie cron, env.c: both sides may be quoted, and then only space may follow.
    """
    start = len(text) - len(text.lstrip(" \t"))
    named = _read_name(text, start)
    if named is None:
        return None
    name, position = named
    position = _skip(text, position)
    if position == len(text):
        return Assignment(name, "", line, (position, position)) if daemon.empty_values else None
    if text[position] not in _QUOTES:
        value = text[position:].rstrip(SPACES)
        return Assignment(name, value, line, (position, position + len(value)))
    end = text.find(text[position], position + 1)
    if end < 0 or text[end + 1 :].strip(SPACES):
        return None
    value = text[position + 1 : end]
    return Assignment(name, value.rstrip(SPACES) if daemon.trims_quoted else value, line, (position, end + 1))


def _read_name(text: str, start: int) -> tuple[str, int] | None:
    """Return the name that begins at *start* and where the value may begin, behind the ``=``."""
    if text.startswith(_QUOTES, start):
        end = text.find(text[start], start + 1)
        name, equals = text[start + 1 : end], end + 1
        if end < 0 or "=" in name:
            return None
    else:
        equals = start
        while equals < len(text) and text[equals] not in _ENDS_A_NAME:
            equals += 1
        name = text[start:equals]
    equals = _skip(text, equals)
    return (name, equals + 1) if text[equals : equals + 1] == "=" else None


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in SPACES:
        position += 1
    return position
