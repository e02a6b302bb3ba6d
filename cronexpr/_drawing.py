"""What is left to chance (``H``, ``R``, ``~``) drawn from a seed: the same on every machine, for ever."""

from __future__ import annotations

from .errors import CronOptionError, Problem
from .terms import Hashed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._parser import Fields
    from .fields import FieldSet

_NO_SEED = Problem(
    "OPT005",
    "error",
    "this expression draws values by chance and needs a seed",
    hint='pass seed="..." with a name that stays the same, such as the job\'s',
)


def draw_fields(fields: Fields, seed: str | None) -> Fields:
    """Return *fields* with each `Hashed` term drawn from *seed*.

    Raises:
        CronOptionError: there is no seed.
        TypeError: *seed* is not a str.
    """
    if seed is None:
        raise CronOptionError(_NO_SEED)
    if not isinstance(seed, str):
        raise TypeError(f"seed must be a str or None, not {type(seed).__name__}")
    second, minute, hour, day, month, weekday, year = [_drawn(field, seed) for field in fields]
    return second, minute, hour, day, month, weekday, year


def _drawn(field: FieldSet, seed: str) -> FieldSet:
    mask = field.mask
    terms = list(field.terms)
    for index, term in enumerate(terms):
        if type(term) is Hashed:
            drawn = term.first + draw(seed, f"{field.name} {index}", term.choices)
            terms[index] = term = Hashed(term.sign, term.first, term.last, term.step, drawn)
            mask |= term.mask(field.field)
    return field.replace(terms=tuple(terms), mask=mask)


def draw(seed: str, place: str, choices: int) -> int:
    """Return a number from 0 to *choices* - 1, each equally likely over many seeds.

    It is the first eight bytes of SHA-256 over *place*, a line feed and *seed* in UTF-8, as
    a big-endian number, modulo *choices*.  This rule never changes: jobs would move.

    >>> draw("backup", "minute 0", 60)
    0
    """
    from hashlib import sha256

    digest = sha256(f"{place}\n{seed}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") % choices
