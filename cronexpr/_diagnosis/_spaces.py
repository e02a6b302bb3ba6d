"""Spaces that cut a field in two: those beside a comma, a hyphen or a slash."""

from __future__ import annotations

from itertools import pairwise

from cronexpr._parser import READERS
from cronexpr.errors import Problem, quote

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
