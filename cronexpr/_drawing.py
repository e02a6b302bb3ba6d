"""What is left to chance (``H``, ``R``, ``~``) drawn from a seed: the same on every machine, for ever."""

from __future__ import annotations

from .errors import CronOptionError, Problem
from .terms import Hashed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .fields import Fields, FieldSet

_NO_SEED = Problem(
    "OPT005",
    "error",
    "this expression draws values by chance and needs a seed",
    hint='name one that stays the same, such as the job: seed="..." in Python, --seed on the command line',
)


def draw_fields(fields: Fields, seed: str | None) -> Fields:
    """Return *fields* with each `Hashed` term drawn from *seed*.

    Raises:
        CronOptionError: there is no seed.
    """
    if seed is None:
        raise CronOptionError(_NO_SEED)
    second, minute, hour, day, month, weekday, year = [_drawn(field, seed) for field in fields]
    return second, minute, hour, day, month, weekday, year


def _drawn(field: FieldSet, seed: str) -> FieldSet:
    hashed = [(index, term) for index, term in enumerate(field.terms) if type(term) is Hashed]
    if not hashed:
        return field
    mask = field.mask
    terms = list(field.terms)
    numbers = draw(seed, field.name, len(hashed))
    for (index, term), number in zip(hashed, numbers, strict=True):
        value = term.first + number % term.choices
        drawn = Hashed(term.sign, term.first, term.last, term.step, value)
        terms[index] = drawn
        mask |= drawn.mask(field.field)
    return field.replace(terms=tuple(terms), mask=mask)


def draw(seed: str, name: str, count: int) -> list[int]:
    """Return *count* numbers below 2**64, each equally likely over many seeds, for the field *name*.

    They are eight bytes each, in big-endian order, of SHAKE128 over *name*, a line feed and
    *seed* in UTF-8.  A term takes its number modulo the count of its choices.  This
    rule never changes: jobs would move.

    >>> [number % 60 for number in draw("backup", "minute", 2)]
    [38, 49]
    """
    from hashlib import shake_128

    digest = shake_128(f"{name}\n{seed}".encode("utf-8", "surrogatepass")).digest(8 * count)
    return [int.from_bytes(digest[at : at + 8], "big") for at in range(0, 8 * count, 8)]
