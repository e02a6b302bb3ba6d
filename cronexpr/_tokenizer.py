"""Text to tokens.  It knows characters, not meanings.

A token is a tuple of its kind, its text and the offset it starts at.  The kind of
``*``, ``-``, ``/`` and their like is the character itself.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Token: TypeAlias = tuple[str, str, int]
    Tokens: TypeAlias = list[Token]

NUMBER = "number"
NAME = "name"
OTHER = "other"
END = "end"

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SIGNS = "*,-/?#+~()"

_KINDS = dict.fromkeys(DIGITS, NUMBER) | dict.fromkeys(LETTERS, NAME) | {sign: sign for sign in SIGNS}


def tokenize(text: str) -> Tokens:
    """Return the tokens of one field, the last of kind ``END``.

    Runs of ASCII digits are a ``NUMBER``, runs of ASCII letters a ``NAME``, any other
    character is a token of its own.  O(n).

    >>> tokenize("*/15")
    [('*', '*', 0), ('/', '/', 1), ('number', '15', 2), ('end', '', 4)]
    """
    tokens: Tokens = []
    kind_of = _KINDS.get
    start = 0
    size = len(text)
    while start < size:
        word = text[start]
        kind = kind_of(word, OTHER)
        stop = start + 1
        if kind is NUMBER or kind is NAME:
            while stop < size and kind_of(text[stop]) is kind:
                stop += 1
            word = text[start:stop]
        tokens.append((kind, word, start))
        start = stop
    tokens.append((END, "", size))
    return tokens
