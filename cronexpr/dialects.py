"""Dialects are data: what a cron text may say, and what it then means.

A `Dialect` is a record that the parser, the search and the describer consult; there
is no code in it.  Every preset is a constant here, in upper case.  To derive a dialect
of your own, replace some of a preset's values:

>>> STANDARD.replace(name="house", day_rule="and").day_rule
'and'
"""

from __future__ import annotations

from ._value import Value
from .errors import CronOptionError, Problem, did_you_mean, nearest, quote
from .fields import FIELD_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

POLICY_NAMES = ("vixie", "skip", "wall", "quartz", "cronos", "croniter")
"""What there is to do about clock changes; what each does is not known on this floor."""

FORMS = (
    *("?", "+", "L", "L-n", "LW", "nW", "Wn", "L-nW", "dL", "Ld", "d#n", "d#L"),
    *("L=7", "?=*", "/n", "H", "R", "~"),
)
"""All special forms."""

_CHOICES: dict[str, tuple[object, ...]] = {
    "separators": (" ", " \t"),
    "weekdays": ((0, 6), (0, 7), (1, 7)),
    "star_weekdays": ((0, 6), (1, 7)),
    "early_seven": (False, True),
    "name_case": ("any", "upper"),
    "name_forms": ("short", "full", "prefix"),
    "form_case": ("upper", "any"),
    "start_steps": (False, True),
    "step_limit": ("none", "field", "end", "hash"),
    "nickname_case": ("lower", "any"),
    "day_rule": ("or", "and", "exclusive"),
    "star_test": ("exact", "first-char", "robfig"),
    "dst": POLICY_NAMES,
}
_MEMBERS = {
    "late_sundays": ("name", "number"),
    "named_fields": ("month", "day_of_week"),
    "forms": FORMS,
    "listed_forms": FORMS,
    "stepless_fields": FIELD_NAMES,
    "wrapping_fields": FIELD_NAMES,
}


class _HashedOnce(Value):
    __slots__ = ("_hash",)

    _hash: int


(_put_hash,) = _HashedOnce._put


class Dialect(_HashedOnce):
    """One way of writing cron expressions.

    - *layouts*: for each number of fields, their standard names in order, `FIVE` among them;
      *separators*: the characters that may stand between them, space or space and tab;
      *wrapper*: the word of ``cron(...)``, which may stand around them, or "";
    - *weekdays*: the lowest and highest number of a weekday, and *sunday* the number
      that is Sunday (so is the one a week later, where in range); *star_weekdays*: what
      ``*/n`` counts through, in the standard numbering;
    - *late_sundays*: how Sunday may be written to end a range that starts on another
      day: ``"name"`` (``FRI-SUN``), ``"number"`` (``5-0``); *early_seven*: whether 7 may
      begin a range (``7-5``);
    - *years*: the lowest and highest year, from 1 to 9999;
    - *named_fields*: the fields that take names; *name_case* is ``"any"`` or ``"upper"``;
      *name_forms* is ``"short"`` (three letters), ``"full"`` (or the whole English name) or
      ``"prefix"`` (or any beginning of it);
    - *forms*: the special forms allowed, of ``? + L L-n LW nW Wn L-nW dL Ld d#n d#L``; of
      ``L=7`` (``L`` alone is day of week 7), ``?=*`` (``?`` is another star, in any field),
      ``/n`` (short for ``*/n``); and of ``H R ~``, which draw from a seed.  *listed_forms* are
      those that may stand in a list; *form_case* is ``"upper"`` or ``"any"``;
    - *start_steps*: whether ``5/15`` means from 5 to the field's end; *stepless_fields*:
      those without steps; *step_limit*: the longest step of a range: ``"none"``,
      ``"field"`` (the field's highest value, where the range has no end), ``"end"`` (the
      range's end), ``"hash"`` (the range's size, after ``H``);
    - *wrapping_fields*: those where a range may pass the field's end (``22-2``);
    - *hash_days*: the highest day of the month that ``H`` alone draws;
    - *nicknames*: pairs of a name (``@`` and lower case) and its fields in this dialect (None
      for a start-up job); *nickname_case* is ``"lower"`` or ``"any"``;
    - *day_rule*: how the day fields join: ``"or"``, ``"and"``, ``"exclusive"`` (exactly one
      of them is ``?``);
      *star_test*: when a field counts as unrestricted: ``"exact"`` (it is ``*`` or
      ``?``), ``"first-char"`` (it begins so; Vixie cron) or ``"robfig"`` (it has a
      star without a step);
    - *dst*: the name of the policy for clock changes;
    - *quirks*: what the original does with what is refused here: pairs of what is at fault (a
      code, the sign in the way, or a word such as ``"backwards"``) and a clause for the message.

    Raises:
        CronOptionError: a value is none of those listed here.
        TypeError: a value is a list where a tuple is wanted.
    """

    __slots__ = (
        "name",
        "layouts",
        "separators",
        "wrapper",
        "weekdays",
        "sunday",
        "star_weekdays",
        "late_sundays",
        "early_seven",
        "years",
        "named_fields",
        "name_case",
        "name_forms",
        "forms",
        "listed_forms",
        "form_case",
        "start_steps",
        "stepless_fields",
        "step_limit",
        "wrapping_fields",
        "hash_days",
        "nicknames",
        "nickname_case",
        "day_rule",
        "star_test",
        "dst",
        "quirks",
    )

    name: str
    layouts: tuple[tuple[str, ...], ...]
    separators: str
    wrapper: str
    weekdays: tuple[int, int]
    sunday: int
    star_weekdays: tuple[int, int]
    late_sundays: tuple[str, ...]
    early_seven: bool
    years: tuple[int, int]
    named_fields: tuple[str, ...]
    name_case: str
    name_forms: str
    forms: frozenset[str]
    listed_forms: frozenset[str]
    form_case: str
    start_steps: bool
    stepless_fields: tuple[str, ...]
    step_limit: str
    wrapping_fields: tuple[str, ...]
    hash_days: int
    nicknames: tuple[tuple[str, str | None], ...]
    nickname_case: str
    day_rule: str
    star_test: str
    dst: str
    quirks: tuple[tuple[str, str], ...]

    def __init__(
        self,
        name: str,
        layouts: tuple[tuple[str, ...], ...],
        separators: str = " \t",
        wrapper: str = "",
        weekdays: tuple[int, int] = (0, 7),
        sunday: int = 0,
        star_weekdays: tuple[int, int] = (0, 6),
        late_sundays: tuple[str, ...] = ("name",),
        early_seven: bool = False,
        years: tuple[int, int] = (1970, 2199),
        named_fields: tuple[str, ...] = ("month", "day_of_week"),
        name_case: str = "any",
        name_forms: str = "short",
        forms: Iterable[str] = (),
        listed_forms: Iterable[str] = (),
        form_case: str = "upper",
        start_steps: bool = False,
        stepless_fields: tuple[str, ...] = (),
        step_limit: str = "none",
        wrapping_fields: tuple[str, ...] = (),
        hash_days: int = 31,
        nicknames: tuple[tuple[str, str | None], ...] = (),
        nickname_case: str = "lower",
        day_rule: str = "or",
        star_test: str = "exact",
        dst: str = "vixie",
        quirks: tuple[tuple[str, str], ...] = (),
    ) -> None:
        Value.__init__(
            self,
            name,
            layouts,
            separators,
            wrapper,
            weekdays,
            sunday,
            star_weekdays,
            late_sundays,
            early_seven,
            years,
            named_fields,
            name_case,
            name_forms,
            frozenset(forms),
            frozenset(listed_forms),
            form_case,
            start_steps,
            stepless_fields,
            step_limit,
            wrapping_fields,
            hash_days,
            nicknames,
            nickname_case,
            day_rule,
            star_test,
            dst,
            quirks,
        )
        message = _complaint(self)
        if message:
            raise CronOptionError(Problem("OPT001", "error", message))
        # Dialects key the parser's memory, so their hash is wanted at every parse.
        try:
            _put_hash(self, hash(self._values()))
        except TypeError:
            raise TypeError("a Dialect has tuples, not lists or other things that change") from None

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Dialect({self.name!r})" if self.is_preset else f"<Dialect {self.name!r}, derived>"

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        if self.is_preset:
            return get_dialect, (self.name,)
        # By name, so that a field that comes with a later version takes the standard's value.
        return _derived, (dict(zip(self.__slots__, self._values(), strict=True)),)

    @property
    def is_preset(self) -> bool:
        """Whether `get_dialect` knows this very dialect by its name."""
        return _preset(self.name) == self


FIVE = ("minute", "hour", "day_of_month", "month", "day_of_week")
"""The fields of every cron there is, in the order of nearly every cron there is."""


def _complaint(dialect: Dialect) -> str:
    """Return what is wrong with the values of *dialect*, or ""."""
    for slot, choices in _CHOICES.items():
        value = getattr(dialect, slot)
        if value not in choices:
            return f"{slot} must be one of {', '.join(map(repr, choices))}, not {quote(str(value))}"
    for slot, members in _MEMBERS.items():
        for value in getattr(dialect, slot):
            if value not in members:
                return f"{slot} must be some of {', '.join(members)}, and {quote(str(value))} is none"
    return next((f"{slot} must be {rule}" for slot, rule, is_kept in _RULES if not is_kept(dialect)), "")


def _has_layouts(dialect: Dialect) -> bool:
    layouts = dialect.layouts
    known, five = {*FIELD_NAMES}, {*FIVE}
    sizes = {len(names) for names in layouts}
    return 0 < len(sizes) == len(layouts) and all(
        five <= {*names} <= known and len({*names}) == len(names) for names in layouts
    )


def _has_years(dialect: Dialect) -> bool:
    years = dialect.years
    return [*map(type, years)] == [int, int] and 1 <= years[0] <= years[1] <= 9999


def _has_nicknames(dialect: Dialect) -> bool:
    return all(
        name[:1] == "@" and name.split() == [name.lower()] and "@" not in (expansion or "")
        for name, expansion in dialect.nicknames
    )


def _has_question(dialect: Dialect) -> bool:
    return dialect.day_rule != "exclusive" or {"?", "?=*"} & dialect.forms == {"?"}


_RULES: tuple[tuple[str, str, Callable[[Dialect], bool]], ...] = (
    ("layouts", "of different lengths, each of the five fields and perhaps second and year", _has_layouts),
    ("years", "the lowest and the highest, within 1-9999", _has_years),
    ("sunday", "one of the weekdays", lambda it: it.weekdays[0] <= it.sunday <= it.weekdays[1]),
    ("weekdays", "up to 7 where L alone means it", lambda it: it.weekdays[1] == 7 or "L=7" not in it.forms),
    ("forms", "with ?, and without ?=*, where the day rule is exclusive", _has_question),
    ("hash_days", "within 1-31", lambda it: 1 <= it.hash_days <= 31),
    ("nicknames", "names in lower case after an @, and fields or None for each", _has_nicknames),
)

STANDARD = Dialect(
    "standard",
    layouts=(FIVE, ("second", *FIVE), ("second", *FIVE, "year")),
    forms=("?", "+", "L", "L-n", "LW", "nW", "dL", "d#n", "d#L"),
    listed_forms=("L", "L-n", "dL", "d#n", "d#L"),
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


def _derived(fields: dict[str, Any]) -> Dialect:
    return STANDARD.replace(**fields)


def __getattr__(name: str) -> Dialect:
    # The other presets are built when first asked for: `import cronexpr` needs none of them.
    preset = _preset(name.lower()) if name.isupper() else None
    if preset is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return preset


def __dir__() -> list[str]:
    return sorted([*globals(), *[name.upper() for name in dialect_names()[2:]]])


def dialect_names() -> tuple[str, ...]:
    """Return the names of all presets.

    >>> dialect_names()[:4]
    ('standard', 'extended', 'vixie', 'cronie')
    """
    from ._presets import PRESETS

    return (STANDARD.name, EXTENDED.name, *PRESETS)


def get_dialect(dialect: str | Dialect) -> Dialect:
    """Return the preset named *dialect*, or *dialect* itself if it is one.

    >>> get_dialect("quartz").sunday
    1

    Raises:
        CronOptionError: no preset has that name.
        TypeError: *dialect* is neither a name nor a `Dialect`.
    """
    if dialect == "standard":
        return STANDARD
    if isinstance(dialect, Dialect):
        return dialect
    if not isinstance(dialect, str):
        raise TypeError(f"dialect must be a str or a Dialect, not {type(dialect).__name__}")
    preset = _preset(dialect)
    if preset is None:
        raise CronOptionError(_unknown(dialect))
    return preset


def _preset(name: str) -> Dialect | None:
    if name == STANDARD.name:
        return STANDARD
    if name == EXTENDED.name:
        return EXTENDED
    from ._presets import PRESETS

    return PRESETS.get(name)


def _unknown(name: str) -> Problem:
    near = nearest(name.strip().lower(), dialect_names(), limit=2)
    known = f"known dialects: {', '.join(dialect_names())}"
    hint = did_you_mean(near, known)
    return Problem("OPT001", "error", f"unknown dialect {quote(name)}", hint=hint, suggestion=near)
