"""Spaces that cut a field in two: those beside a comma, a hyphen or a slash."""

from __future__ import annotations

from itertools import pairwise

from cronexpr._parser import READERS
from cronexpr.errors import Problem

from ._offers import is_readable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from cronexpr.dialects import Dialect

    from ._places import Word

    Gap: TypeAlias = tuple[int, int, str, str]
    """Where the characters before and after it stand, the sign beside it, and on which side of the sign."""

_SIGNS = {
    ",": ("a comma", "a list has no spaces"),
    "-": ("a hyphen", "a range has no spaces"),
    "/": ("a slash", "a step has no spaces"),
}


def glued(text: str, words: list[Word], dialect: Dialect) -> tuple[list[Word], list[Problem]]:
    """Undo such spaces, and report them, where that gives an expression.

    For commas a possible number of fields is enough, since none begins or ends with one; and a
    comma alone between two values is none of an empty list, whatever the number.
    """
    layouts = READERS[dialect].layouts
    # A field of Quartz may begin with a slash, so those come last, and one alone.
    for openers in (",-", ",-/"):
        cuts = _cuts(words, ",-/", openers)
        if openers == ",-/" and len(cuts) > 1 and "/n" in dialect.forms:
            continue
        if cuts and len(words) - len(cuts) in layouts:
            whole, gaps = _glue(text, words, cuts)
            if is_readable(" ".join([word for word, _ in whole]), dialect):
                return whole, [_problem(text, gap) for gap in gaps]
    cuts = _cuts(words, ",", ",")
    if not cuts or (len(words) - len(cuts) not in layouts and not _has_lone_comma(words)):
        return words, []
    whole, gaps = _glue(text, words, cuts)
    return whole, [_problem(text, gap) for gap in gaps]


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


def _glue(text: str, words: list[Word], cuts: dict[int, str]) -> tuple[list[Word], list[Gap]]:
    """Join the words that have one of *cuts* between them."""
    whole = [(words[0][0], list(words[0][1]))]
    gaps: list[Gap] = []
    for at, (word, offsets) in enumerate(words[1:], 1):
        if at not in cuts:
            whole.append((word, list(offsets)))
            continue
        before, before_offsets = whole[-1]
        last = before_offsets[-1]
        if gaps and gaps[-1][1] == last and gaps[-1][3] == "before" and text[last + 1] == " ":
            gaps[-1] = (gaps[-1][0], offsets[0], cuts[at], "around")
        else:
            gaps.append((last, offsets[0], cuts[at], "after" if before[-1] == cuts[at] else "before"))
        before_offsets += offsets
        whole[-1] = (before + word, before_offsets)
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
