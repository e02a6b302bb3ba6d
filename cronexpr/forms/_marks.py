"""Where in a text its problems stand, so that a client draws them without counting."""

from __future__ import annotations

from itertools import accumulate, pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..errors import Problem

_GRAVITY = {"error": 0, "warning": 1, "info": 2}


def utf16_offsets(text: str) -> Sequence[int]:
    r"""Return where each character of *text* begins in UTF-16, as browsers count, and the end of the last.

    >>> utf16_offsets("\U0001f600x")
    [0, 2, 3]
    """
    if text.isascii():
        return range(len(text) + 1)
    return [0, *accumulate([1 + (char > "\uffff") for char in text])]


def segments(text: str, problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return *text* cut wherever one of *problems* begins or ends; joined, the pieces are the text.

    A problem of no length, something that is missing, has a piece of its own, without text.

    >>> from cronexpr.errors import Problem
    >>> wrong, missing = Problem("CRON103", "error", "", (0, 2)), Problem("CRON101", "error", "", (4, 4))
    >>> for piece in segments("61 *", [wrong, missing]):
    ...     print(piece)
    {'text': '61', 'problems': [0], 'severity': 'error'}
    {'text': ' *', 'problems': [], 'severity': None}
    {'text': '', 'problems': [1], 'severity': 'error'}
    """
    spans = [problem.span for problem in problems]
    holes = {start for start, stop in spans if start == stop}
    cuts = sorted({0, len(text)}.union(*spans))
    pieces: list[tuple[int, int]] = []
    for start, stop in pairwise([*cuts, len(text)]):
        pieces += [(start, start)] if start in holes else []
        pieces += [(start, stop)] if start < stop else []
    marks = _marks(spans, pieces)
    return [
        {"text": text[start:stop], "problems": found, "severity": _gravest(problems, found)}
        for (start, stop), found in zip(pieces, marks, strict=True)
    ]


def _marks(spans: list[tuple[int, int]], pieces: list[tuple[int, int]]) -> list[list[int]]:
    """Return for each of *pieces* which of *spans* cover it."""
    marks: list[list[int]] = [[] for _ in pieces]
    at = {piece: index for index, piece in enumerate(pieces)}
    first = {start: index for (start, stop), index in at.items() if start < stop}
    for number, (start, stop) in enumerate(spans):
        if start == stop:
            marks[at[start, start]].append(number)
            continue
        index = first[start]
        while index < len(pieces) and pieces[index][1] <= stop:
            if pieces[index][0] < pieces[index][1]:
                marks[index].append(number)
            index += 1
    return marks


def _gravest(problems: Sequence[Problem], found: list[int]) -> str | None:
    return min([problems[index].severity for index in found], key=_GRAVITY.__getitem__, default=None)
