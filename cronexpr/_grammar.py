"""What one field may say in one dialect, compiled from the dialect's data for the parser's rules."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .dialects import Dialect
    from .fields import Field
    from .terms import Term

FIELD_FORMS = {
    "day_of_month": frozenset(("?", "L", "L-n", "LW", "nW", "L-nW")),
    "day_of_week": frozenset(("?", "+", "dL", "d#n", "d#L")),
}


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
    *forms* and *listed_forms* are the dialect's special forms that belong to the field.
    """

    __slots__ = ("dialect", "field", "forms", "is_restricted", "listed_forms", "values")

    def __init__(self, dialect: Dialect, field: Field) -> None:
        self.dialect = dialect
        self.field = field
        self.forms = FIELD_FORMS.get(field.name, frozenset()) & dialect.forms
        self.listed_forms = self.forms & dialect.listed_forms
        self.values = _written_values(dialect, field)
        self.is_restricted = _IS_RESTRICTED[dialect.star_test]

    def upper(self, word: str) -> str:
        """Return the name that *word* spells, as far as the dialect ignores case."""
        return word.upper() if self.dialect.name_case == "any" else word

    def is_letter(self, word: str, letter: str) -> bool:
        """Return whether *word* is the special *letter*, as far as the dialect ignores case."""
        return word == letter or (word == letter.lower() and self.dialect.form_case == "any")


def _written_values(dialect: Dialect, field: Field) -> dict[str, int]:
    low, high, shift = field.low, field.high, 0
    if field.name == "day_of_week":
        (low, high), shift = dialect.weekdays, dialect.sunday
    values = {str(number): number - shift for number in range(low, high + 1)}
    if field.name in dialect.named_fields:
        values |= field.names
        if dialect.name_case == "any":
            for name, value in field.names.items():
                values[name.lower()] = values[name.capitalize()] = value
    return values


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
