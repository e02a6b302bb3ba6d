"""Dialects are data: what a cron text may say, and what it then means.

A `Dialect` is a record that the parser, the search and the describer consult; there
is no code in it.  To derive one of your own, replace some of its values:

>>> STANDARD.replace(name="house", day_rule="and").day_rule
'and'
"""

from __future__ import annotations

from ._value import Value
from .errors import CronOptionError, Problem, nearest, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Layout = tuple[str, ...]


class _HashedOnce(Value):
    # A slot of its own class, so that it is no part of the record's values.
    __slots__ = ("_hash",)


class Dialect(_HashedOnce):
    """One way of writing cron expressions.

    - *layouts*: for each number of fields, their standard names in order;
    - *weekdays*: the lowest and highest number of a weekday, and *sunday* the number
      that is Sunday (so is the one a week later, where in range);
    - *late_sundays*: how Sunday may be written to end a range that starts on another
      day: ``"name"`` (``FRI-SUN``), ``"number"`` (``5-0``);
    - *years*: the lowest and highest year;
    - *named_fields*: the fields that take three-letter names; *name_case* is
      ``"any"`` or ``"upper"``;
    - *forms*: the special forms allowed, of ``? + L L-n LW nW L-nW dL d#n d#L``, and
      *listed_forms* those that may stand in a list; *form_case* is ``"upper"`` or ``"any"``;
    - *start_steps*: whether ``5/15`` means from 5 to the field's end; *long_steps*:
      whether a step may exceed its range; *wrapping_fields*: those where a range
      may pass the field's end (``22-2``);
    - *nicknames*: pairs of a name and its expression in this dialect (None for a start-up
      job);
      *nickname_case* is ``"lower"`` or ``"any"``;
    - *day_rule*: how the day fields join: ``"or"``, ``"and"``, ``"exclusive"``;
      *star_test*: when a field counts as unrestricted: ``"exact"`` (it is ``*`` or
      ``?``), ``"first-char"`` (it begins so; Vixie cron) or ``"robfig"`` (it has a
      star without a step);
    - *dst*: the name of the policy for clock changes.
    """

    __slots__ = (
        "name",
        "layouts",
        "weekdays",
        "sunday",
        "late_sundays",
        "years",
        "named_fields",
        "name_case",
        "forms",
        "listed_forms",
        "form_case",
        "start_steps",
        "long_steps",
        "wrapping_fields",
        "nicknames",
        "nickname_case",
        "day_rule",
        "star_test",
        "dst",
    )

    name: str
    layouts: tuple[Layout, ...]
    weekdays: tuple[int, int]
    sunday: int
    late_sundays: tuple[str, ...]
    years: tuple[int, int]
    named_fields: tuple[str, ...]
    name_case: str
    forms: frozenset[str]
    listed_forms: frozenset[str]
    form_case: str
    start_steps: bool
    long_steps: bool
    wrapping_fields: tuple[str, ...]
    nicknames: tuple[tuple[str, str | None], ...]
    nickname_case: str
    day_rule: str
    star_test: str
    dst: str

    def __init__(
        self,
        name: str,
        layouts: tuple[Layout, ...],
        weekdays: tuple[int, int] = (0, 7),
        sunday: int = 0,
        late_sundays: tuple[str, ...] = ("name",),
        years: tuple[int, int] = (1970, 2199),
        named_fields: tuple[str, ...] = ("month", "day_of_week"),
        name_case: str = "any",
        forms: frozenset[str] = frozenset(),
        listed_forms: frozenset[str] = frozenset(),
        form_case: str = "upper",
        start_steps: bool = False,
        long_steps: bool = True,
        wrapping_fields: tuple[str, ...] = (),
        nicknames: tuple[tuple[str, str | None], ...] = (),
        nickname_case: str = "lower",
        day_rule: str = "or",
        star_test: str = "exact",
        dst: str = "vixie",
    ) -> None:
        super().__init__(
            name,
            layouts,
            weekdays,
            sunday,
            late_sundays,
            years,
            named_fields,
            name_case,
            frozenset(forms),
            frozenset(listed_forms),
            form_case,
            start_steps,
            long_steps,
            wrapping_fields,
            nicknames,
            nickname_case,
            day_rule,
            star_test,
            dst,
        )
        # Dialects key the parser's memory, so their hash is wanted at every parse.
        object.__setattr__(self, "_hash", hash(self._values()))

    def __hash__(self) -> int:
        return self._hash  # type: ignore[attr-defined, no-any-return]

    def __repr__(self) -> str:
        return f"Dialect({self.name!r})" if self.is_preset else f"<Dialect {self.name!r}, derived>"

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return (get_dialect, (self.name,)) if self.is_preset else super().__reduce__()

    @property
    def is_preset(self) -> bool:
        """Whether `get_dialect` knows this very dialect by its name."""
        return _PRESETS.get(self.name) == self


_FIVE = ("minute", "hour", "day_of_month", "month", "day_of_week")

STANDARD = Dialect(
    "standard",
    layouts=(_FIVE, ("second", *_FIVE), ("second", *_FIVE, "year")),
    forms=frozenset(("?", "+", "L", "L-n", "LW", "nW", "dL", "d#n", "d#L")),
    listed_forms=frozenset(("L", "L-n", "dL", "d#n", "d#L")),
    nicknames=(
        ("@yearly", "0 0 1 1 *"),
        ("@annually", "0 0 1 1 *"),
        ("@monthly", "0 0 1 * *"),
        ("@weekly", "0 0 * * 0"),
        ("@daily", "0 0 * * *"),
        ("@midnight", "0 0 * * *"),
        ("@hourly", "0 * * * *"),
        ("@reboot", None),
    ),
)
"""The Open Cron Pattern Specification 1.4, and `L-n`, `LW` and `L` in lists on top of it."""

EXTENDED = STANDARD.replace(
    name="extended",
    forms=STANDARD.forms | {"L-nW"},
    listed_forms=STANDARD.listed_forms | {"LW", "nW", "L-nW"},
)
"""`STANDARD`, with ``W`` in lists and ``L-nW``."""

_PRESETS = {dialect.name: dialect for dialect in (STANDARD, EXTENDED)}


def dialect_names() -> tuple[str, ...]:
    """Return the names of all presets.

    >>> "standard" in dialect_names()
    True
    """
    return tuple(_PRESETS)


def get_dialect(dialect: str | Dialect) -> Dialect:
    """Return the preset named *dialect*, or *dialect* itself if it is one.

    >>> get_dialect("standard").day_rule
    'or'

    Raises:
        CronOptionError: no preset has that name.
        TypeError: *dialect* is neither a name nor a `Dialect`.
    """
    if isinstance(dialect, Dialect):
        return dialect
    if not isinstance(dialect, str):
        raise TypeError(f"dialect must be a str or a Dialect, not {type(dialect).__name__}")
    try:
        return _PRESETS[dialect]
    except KeyError:
        raise CronOptionError(_unknown(dialect)) from None


def _unknown(name: str) -> Problem:
    near = nearest(name.strip().lower(), dialect_names(), limit=2)
    known = f"known dialects: {', '.join(_PRESETS)}"
    hint = f'did you mean "{near}"? {known}' if near else known
    return Problem("OPT001", "error", f"unknown dialect {quote(name)}", hint=hint, suggestion=near)
