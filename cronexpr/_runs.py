"""Values read back as people write them: runs of neighbours, and progressions."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STEPS_TRIED = range(1, 31)


def runs(members: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return ascending *members* as pairs of first and last: three or more neighbours together, others alone.

    >>> runs([1, 2, 3, 5, 6])
    ((1, 3), (5, 5), (6, 6))
    """
    found: list[tuple[int, int]] = []
    start = 0
    for stop, value in enumerate(members, 1):
        if stop == len(members) or members[stop] != value + 1:
            together = stop - start > 2
            found += [(members[start], value)] if together else [(one, one) for one in members[start:stop]]
            start = stop
    return tuple(found)


def spelt_runs(members: Sequence[int], spell: Callable[[int], str], through: str = "-") -> list[str]:
    """Return the `runs` of *members* as texts.

    >>> spelt_runs([1, 2, 3, 5], str)
    ['1-3', '5']
    """
    return [
        spell(first) if first == last else f"{spell(first)}{through}{spell(last)}"
        for first, last in runs(members)
    ]


def progression(members: Sequence[int], least: int) -> int:
    """Return the step between *members*, or 0 if it varies or they are fewer than *least*, 2 or more.

    >>> progression([1, 3, 5], 3), progression([1, 3, 6], 3)
    (2, 0)
    """
    if len(members) < least:
        return 0
    step = members[1] - members[0]
    return step if list(members) == list(range(members[0], members[-1] + 1, step)) else 0


def progressions(members: Sequence[int]) -> list[range]:
    """Return progressions that cover *members*, from the lowest left the longest with a step of 30 or less.

    Those of fewer than three are single values.

    >>> progressions([1, 2, 4, 5, 7, 8, 9])
    [range(1, 10, 3), range(2, 11, 3), range(9, 10)]
    """
    known, left = frozenset(members), {*members}
    found = []
    for first in members:
        if first in left:
            longest = max([_stride(first, step, known) for step in _STEPS_TRIED], key=len)
            found.append(longest if len(longest) > 2 else range(first, first + 1))
            left.difference_update(found[-1])
    return found


def spelt_progressions(members: Sequence[int]) -> list[str]:
    """Return the `progressions` of *members* as texts.

    >>> spelt_progressions([1, 2, 4, 5, 7, 8, 10, 20, 21, 22])
    ['1-10/3', '2-8/3', '20-22']
    """
    return [
        f"{it[0]}-{it[-1]}" + (f"/{it.step}" if it.step > 1 else "") if len(it) > 1 else str(it[0])
        for it in progressions(members)
    ]


def _stride(first: int, step: int, known: frozenset[int]) -> range:
    stop = first
    while stop in known:
        stop += step
    return range(first, stop, step)
