"""What stands between fields, or in them, and was not meant: spaces, and characters that look alike."""

from __future__ import annotations

import re
from itertools import pairwise

from cronexpr._parser import READERS
from cronexpr.errors import Problem, quote

from ._offers import is_readable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from cronexpr.dialects import Dialect

    from ._places import Word

    Lookalike: TypeAlias = tuple[int, str, str, str]
    """Where it ends, what was meant, the message and the hint."""

    Gap: TypeAlias = tuple[int, int, str, str]
    """Where the characters before and after it stand, the sign beside it, and on which side of the sign."""

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
ODD = {*QUOTES, "&"}
"""Characters of no expression that may stand for others."""
_ENTITY = re.compile("&(?:#[0-9]{1,5}|#[xX][0-9a-fA-F]{1,4}|[A-Za-z]{2,8});")
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
_SIGNS = {
    ",": ("a comma", "a list has no spaces"),
    "-": ("a hyphen", "a range has no spaces"),
    "/": ("a slash", "a step has no spaces"),
}


def glued(text: str, words: list[Word], dialect: Dialect, limit: int) -> tuple[list[Word], list[Problem]]:
    """Undo such spaces where that gives an expression, and report them, *limit* at most.

    For commas a possible number of fields is enough, since none begins or ends with one; and a
    comma alone between two values is none of an empty list, whatever the number.
    """
    layouts = READERS[dialect].layouts
    # A field of Quartz may begin with a slash, so those come last, and one alone.
    tried = 0
    for openers in (",-", ",-/"):
        cuts = _cuts(words, ",-/", openers)
        if len(cuts) == tried or (openers == ",-/" and len(cuts) > 1 and "/n" in dialect.forms):
            continue
        tried = len(cuts)
        if len(words) - len(cuts) in layouts and is_readable(_joined(words, cuts), dialect):
            break
    else:
        cuts = _cuts(words, ",", ",")
        if not cuts or (len(words) - len(cuts) not in layouts and not _has_lone_comma(words)):
            return words, []
    whole, gaps = _glue(text, words, cuts)
    return whole, [_problem(text, gap) for gap in gaps[:limit]]


def separated(text: str, words: list[Word], dialect: Dialect) -> Problem | None:
    """Return the problem that other signs than spaces separate the fields of *text*, if they do."""
    joined = " ".join([word for word, _ in words])
    for sign in ",;|_":
        parts = [part.strip() for part in joined.split(sign, 7)]
        # Nobody lists a star.
        if "*" in parts and len(parts) > 4 and is_readable(" ".join(parts), dialect):
            start, stop = words[0][1][0], words[-1][1][-1] + 1
            offer = text[:start] + " ".join(parts) + text[stop:]
            message = f"spaces separate fields, and {quote(sign)} does not"
            return Problem("CRON113", "error", message, (start, stop), suggestion=offer)
    return None


def is_torn(words: list[Word], dialect: Dialect) -> bool:
    """Return whether something may have been cut, so that no word is sure to be a field."""
    has_more = len(words) > min(READERS[dialect].layouts)
    openers = ",-" if "/n" in dialect.forms and not has_more else ",-/"
    for (before, _), (after, _) in pairwise(words):
        if before[-1] in ",-/" and (has_more or after[0].isalnum()):
            return True
        if after[0] in openers and (has_more or after[1:2].isalnum()):
            return True
    return False


def _cuts(words: list[Word], closers: str, openers: str) -> dict[int, str]:
    """Return where a word ends with one of *closers*, or the next begins with one of *openers*, and which."""
    cuts = {}
    for at, ((before, _), (after, _)) in enumerate(pairwise(words), 1):
        if before[-1] in closers:
            sign = before[-1]
        elif after[0] in openers:
            sign = after[0]
        else:
            continue
        # Nobody lists a star.
        if sign != "," or not (before[-1] == "*" or (after[0] == "*" and after[1:2] != "/")):
            cuts[at] = sign
    return cuts


def _joined(words: list[Word], cuts: dict[int, str]) -> str:
    return "".join([word if at in cuts else f" {word}" for at, (word, _) in enumerate(words)]).lstrip()


def _glue(text: str, words: list[Word], cuts: dict[int, str]) -> tuple[list[Word], list[Gap]]:
    """Join the words that have one of *cuts* between them."""
    places = list(words[0][1])
    whole: list[Word] = [(words[0][0], places)]
    gaps: list[Gap] = []
    for at, (word, offsets) in enumerate(words[1:], 1):
        if at not in cuts:
            places = list(offsets)
            whole.append((word, places))
            continue
        before, last = whole[-1][0], places[-1]
        if gaps and gaps[-1][1] == last and gaps[-1][3] == "before" and text[last + 1] == " ":
            gaps[-1] = (gaps[-1][0], offsets[0], cuts[at], "around")
        else:
            gaps.append((last, offsets[0], cuts[at], "after" if before[-1] == cuts[at] else "before"))
        places += offsets
        whole[-1] = (before + word, places)
    return whole, gaps


def _problem(text: str, gap: Gap) -> Problem:
    last, first, sign, where = gap
    start, stop = (last, first) if where == "after" else (last + 1, first + (where == "before"))
    # What only looks like the sign is another problem's to mend.
    fix = text[: last + 1] + text[last + 1 : first].strip() + text[first:]
    name, hint = _SIGNS[sign]
    message = f"space {where} {name} splits the field"
    if sign == "/" and where == "before":
        # It may be a step of its own.
        return Problem("CRON120", "error", message, (start, stop), None, hint, suggestion=fix)
    return Problem("CRON120", "error", message, (start, stop), None, hint, fix)


def _has_lone_comma(words: list[Word]) -> bool:
    texts = [word for word, _ in words]
    return any(
        text == "," and before[-1].isalnum() and after[0].isalnum()
        for before, text, after in zip(texts, texts[1:], texts[2:], strict=False)
    )


def lookalike(text: str, start: int, stop: int) -> Lookalike | None:
    """Return what the character at *start* of *text* was meant to be, or None.

    A run of foreign digits, up to *stop*, is one.
    """
    char = text[start]
    if char in QUOTES:
        return start + 1, "", f"{QUOTES[char]} ({_code(char)}) inside the expression", "remove it"
    if char == "&":
        return _entity(text, start)
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


def _entity(text: str, start: int) -> Lookalike | None:
    """Return what the HTML entity at *start* of *text* stands for, or None if none does."""
    found = _ENTITY.match(text, start)
    if found is None:
        return None
    from html import unescape

    char = unescape(found[0])
    _, meant = _LOOKALIKES.get(char, ("", "" if char in QUOTES else char))
    hint = "pasted from a web page? write the character itself"
    return found.end(), meant, "this is an HTML entity", hint


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
