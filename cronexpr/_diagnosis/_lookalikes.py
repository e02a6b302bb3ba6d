"""Characters that only look like what was meant: dashes, quotes, digits and spaces of other kinds."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Lookalike: TypeAlias = tuple[int, str, str, str]
    """Where it ends, what was meant, the message and the hint."""

QUOTES = {
    '"': "quote character",
    "'": "quote character",
    "`": "backquote",
    "\u2018": "curly quote",
    "\u2019": "curly quote",
    "\u201c": "curly quote",
    "\u201d": "curly quote",
    "\u201e": "low quote",
    "\u00ab": "angle quote",
    "\u00bb": "angle quote",
}
_LOOKALIKES = {
    "\u2010": ("a typographic hyphen", "-"),
    "\u2011": ("a no-break hyphen", "-"),
    "\u2012": ("a figure dash", "-"),
    "\u2013": ("an en dash", "-"),
    "\u2014": ("an em dash", "-"),
    "\u2015": ("a horizontal bar", "-"),
    "\u2212": ("a minus sign", "-"),
    "\u2217": ("an asterisk operator", "*"),
    "\u2044": ("a fraction slash", "/"),
    "\u2215": ("a division slash", "/"),
    "\u201a": ("a low quote", ","),
    "\u060c": ("an Arabic comma", ","),
    "\u3001": ("an ideographic comma", ","),
    "\u200b": ("a zero-width space", ""),
    "\u200c": ("a zero-width non-joiner", ""),
    "\u200d": ("a zero-width joiner", ""),
    "\u200e": ("a left-to-right mark", ""),
    "\u200f": ("a right-to-left mark", ""),
    "\u2060": ("a word joiner", ""),
    "\ufeff": ("a byte order mark", ""),
    "\u00ad": ("a soft hyphen", ""),
    "\u00a0": ("a no-break space", " "),
    "\u202f": ("a narrow no-break space", " "),
    "\u3000": ("an ideographic space", " "),
}
_MEANT = {"-": "a hyphen", "*": "an asterisk", "/": "a slash", ",": "a comma", " ": "a space"}


def lookalike(text: str, start: int, stop: int) -> Lookalike | None:
    """Return what the character at *start* of *text* was meant to be, or None.

    A run of foreign digits, up to *stop*, is one.
    """
    char = text[start]
    if char in QUOTES:
        return start + 1, "", f"{QUOTES[char]} ({_code(char)}) inside the expression", "remove it"
    if char in _LOOKALIKES:
        return start + 1, *_known(char)
    if char.isdecimal():
        return _digits(text, start, stop)
    if "\uff01" <= char <= "\uff5e":
        meant = chr(ord(char) - 0xFEE0)
        return start + 1, meant, f"full-width character ({_code(char)}); use ASCII {meant}", ""
    if char.isspace():
        return start + 1, " ", f"this white space ({_code(char)}) is not a space", "write a space"
    return None


def _known(char: str) -> tuple[str, str, str]:
    name, meant = _LOOKALIKES[char]
    if not meant:
        return meant, f"this is {name} ({_code(char)}), which cannot be seen", "remove it"
    hint = f"pasted from a document? replace it with {'a space' if meant == ' ' else meant}"
    return meant, f"this is {name} ({_code(char)}), not {_MEANT[meant]}", hint


def _digits(text: str, start: int, stop: int) -> Lookalike:
    end = start + 1
    while end < stop and text[end].isdecimal() and not text[end].isascii():
        end += 1
    meant = "".join([str(int(digit)) for digit in text[start:end]])
    kind = "full-width digit" if "\uff10" <= text[start] <= "\uff19" else "foreign digit"
    return end, meant, f"{kind} ({_code(text[start])}); use ASCII {meant[:20]}", ""


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"
