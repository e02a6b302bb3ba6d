"""What one field may say in one dialect, compiled from the dialect's data for the parser's rules.

And the smallest of those rules, which the others share: numbers, names and steps.
"""

from __future__ import annotations

from ._tokenizer import END, NAME, NUMBER
from .fields import FULL_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

    from ._tokenizer import Tokens
    from .dialects import Dialect
    from .fields import Field
    from .terms import Term

_STEP_DIGITS = 9
_ANYWHERE = ("?=*", "/n", "H", "R", "~")
FIELD_FORMS = {
    "day_of_month": frozenset(("?", "L", "L-n", "LW", "nW", "Wn", "L-nW", *_ANYWHERE)),
    "day_of_week": frozenset(("?", "+", "L=7", "dL", "Ld", "d#n", "d#L", *_ANYWHERE)),
}
"""The special forms that have a meaning in each day field; in the others, those of *_ANYWHERE*."""

DRAWN_FORMS = frozenset(("H", "R", "~"))
"""The forms whose values are drawn from a seed."""


class Fault(Exception):  # noqa: N818 (not an error yet: `_diagnosis` makes one of it)
    """The grammar does not match: *name* says how, from *start* to *stop* of the field.

    *facts* are what the message needs to know.
    """

    def __init__(self, name: str, start: int, stop: int, *facts: Any) -> None:
        super().__init__(name, start, stop, *facts)
        self.name = name
        self.start = start
        self.stop = stop
        self.facts = facts


class Grammar:
    """What one field may say in one dialect.

    *values* maps numbers and names, in their usual spellings, to standard values;
    *forms* and *listed_forms* are the dialect's special forms that belong to the field;
    *low* and *high* are what ``*/n`` counts through and *steps* tells whether it may;
    *quirks* are the dialect's.
    """

    __slots__ = (
        "dialect",
        "field",
        "forms",
        "high",
        "is_restricted",
        "listed_forms",
        "low",
        "quirks",
        "steps",
        "values",
    )

    def __init__(self, dialect: Dialect, field: Field) -> None:
        self.dialect = dialect
        self.field = field
        self.forms = FIELD_FORMS.get(field.name, frozenset(_ANYWHERE)) & dialect.forms
        self.listed_forms = self.forms & dialect.listed_forms
        is_weekday = field.name == "day_of_week"
        self.low, self.high = dialect.star_weekdays if is_weekday else (field.low, field.high)
        self.steps = field.name not in dialect.stepless_fields
        self.quirks = dict(dialect.quirks)
        self.values = _written_values(dialect, field)
        self.is_restricted = _IS_RESTRICTED[dialect.star_test]

    def upper(self, word: str) -> str:
        """Return the name that *word* spells, as far as the dialect ignores case."""
        return word.upper() if self.dialect.name_case == "any" else word

    def is_letter(self, word: str, letter: str) -> bool:
        """Return whether *word* is the special *letter*, as far as the dialect ignores case."""
        return word == letter or (word == letter.lower() and self.dialect.form_case == "any")


def written_number(dialect: Dialect, name: str, value: int) -> str:
    """Return the number that stands in *dialect* for the standard *value* of the field *name*."""
    if name != "day_of_week":
        return str(value)
    number = value + dialect.sunday
    return str(number if number <= dialect.weekdays[1] else number - 7)


def _written_values(dialect: Dialect, field: Field) -> dict[str, int]:
    low, high, shift = field.low, field.high, 0
    if field.name == "day_of_week":
        (low, high), shift = dialect.weekdays, dialect.sunday
    # Where the week begins on Monday, Sunday's number is the highest.
    values = {str(n): n - shift if n >= shift else n - shift + 7 for n in range(low, high + 1)}
    if field.name in dialect.named_fields:
        for name in _spellings(dialect, field):
            value = _named(field, name)
            if dialect.early_seven and not value:
                value = 7
            values.setdefault(name, value)
            if dialect.name_case == "any":
                values[name.lower()] = values[name.capitalize()] = values[name]
    return values


def _spellings(dialect: Dialect, field: Field) -> list[str]:
    """Return the names that the dialect reads, in upper case; where one begins two names, it is the first."""
    if dialect.name_forms == "short":
        return list(field.names)
    full = [name.upper() for name in FULL_NAMES.get(field.name, ())]
    if dialect.name_forms == "full":
        return [*field.names, *full]
    return [name[:size] for name in full for size in range(1, len(name) + 1)]


def _named(field: Field, beginning: str) -> int:
    return next(value for name, value in field.names.items() if name.startswith(beginning[:3]))


def _is_no_star(body: str, _terms: list[Term]) -> bool:
    return body not in ("*", "?")


def _begins_with_no_star(body: str, _terms: list[Term]) -> bool:
    return body[0] not in "*?"


def _has_no_whole_star(body: str, terms: list[Term]) -> bool:
    items = zip(body.split(","), terms, strict=True)
    return not any(item[0] in "*?" and getattr(term, "step", 1) == 1 for item, term in items)


_IS_RESTRICTED: dict[str, Callable[[str, list[Term]], bool]] = {
    "exact": _is_no_star,
    "first-char": _begins_with_no_star,
    "robfig": _has_no_whole_star,
}


def read_value(grammar: Grammar, tokens: Tokens, at: int) -> int:
    """Read ``value = number / name``, in bounds, with leading zeros or in any case."""
    kind, word, start = tokens[at]
    value = grammar.values.get(word)
    if value is not None:
        return value
    if kind is not NUMBER and kind is not NAME:
        expected_value(grammar, tokens, at)
    plain = word.lstrip("0") or "0" if kind is NUMBER else grammar.upper(word)
    value = grammar.values.get(plain)
    if value is None:
        name = "range" if kind is NUMBER else "name"
        raise Fault(name, start, start + len(word), word)
    return value


def read_range_end(grammar: Grammar, tokens: Tokens, at: int) -> int:
    """Read the value after the dash."""
    kind, _, start = tokens[at]
    if kind is END or kind in ",/":
        raise Fault("range-end", start - 1, start, tokens[at - 2][1])
    return read_value(grammar, tokens, at)


def read_step(grammar: Grammar, tokens: Tokens, at: int, limit: int) -> tuple[int, int]:
    """Read ``step = number``, at least 1 (OCPS 1.0 rule 11), and at most *limit* if that is not 0."""
    kind, word, start = tokens[at]
    stop = start + len(word)
    if not grammar.steps:
        raise Fault("stepless", tokens[at - 1][2], stop)
    if kind is not NUMBER:
        if kind == "-" and tokens[at + 1][0] is NUMBER:
            stop = tokens[at + 1][2] + len(tokens[at + 1][1])
        raise Fault("step-number", start, stop, kind, word)
    if len(word) > _STEP_DIGITS:
        word = word.lstrip("0")
        if len(word) > _STEP_DIGITS:
            raise Fault("step-huge", start, stop)
    step = int(word or 0)
    if not step:
        raise Fault("step-zero", start, stop)
    if limit and step > limit:
        raise Fault("step-long", start, stop, step, limit)
    return step, at + 1


def check_listed(grammar: Grammar, tokens: Tokens, at: int, form: str) -> None:
    """Refuse *form*, whose token is *at*, in a list where the dialect wants it alone."""
    if form not in grammar.listed_forms and any(token[0] == "," for token in tokens):
        start = tokens[at][2]
        raise Fault("listed", start, start + len(tokens[at][1]), form)


def expected_value(_: Grammar, tokens: Tokens, at: int) -> NoReturn:
    """Complain that an item does not begin here."""
    kind, word, start = tokens[at]
    if kind is END or kind == ",":
        before = tokens[at - 1] if at else None
        raise Fault("empty", before[2] if before else start, start + len(word), kind)
    raise Fault("unexpected", start, start + len(word), kind, word, tokens[at - 1][1] if at else "")
