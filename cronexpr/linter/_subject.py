"""What the rules look at: an expression, where its parts stand, and how it would read otherwise."""

from __future__ import annotations

from .. import parse
from .._days import all_days
from .._grammar import written_number
from .._parser import AROUND, field_spans, whole_span
from .._plan import compile_plan, meaning
from .._zoned import POLICIES
from ..errors import CronSyntaxError, escape
from ..fields import FULL_NAMES, is_either
from ..terms import Span, Wildcard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import TypeAlias

    from .._plan import Plan
    from ..expression import CronExpression
    from ..fields import Fields, FieldSet

    Offers: TypeAlias = dict[str, str | None]
    Finding: TypeAlias = tuple[str, tuple[int, int], str | None, str, str | None, str | None]

WEEKDAYS = tuple(map(str.title, FULL_NAMES["day_of_week"]))
MONTHS = ("", *map(str.title, FULL_NAMES["month"]))
NOUNS = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day_of_month": "day",
    "month": "month",
    "day_of_week": "weekday",
    "year": "year",
}
_JOINS = "the leading * makes both day fields count here; spelt out, either would suffice"
_ECHO = 20
_LINE = 72  # characters of an expression in a hint
_PROVABLE = 256  # to read the text once more takes time, and a longer one is no person's writing


class Subject:
    """An expression that parsed, under examination at the moment *now*.

    *places* tells where each written field stands in *text*; it is empty for a nickname,
    whose fields are those of its expansion.  `@reboot` has no fields to ask for.
    """

    __slots__ = (
        "day",
        "dialect",
        "expr",
        "fields",
        "hour",
        "minute",
        "month",
        "now",
        "places",
        "plan",
        "second",
        "text",
        "weekday",
        "year",
    )

    def __init__(self, expr: CronExpression, now: datetime) -> None:
        self.expr = expr
        self.now = now
        self.text = expr.source
        self.dialect = expr.dialect
        self.plan = expr.plan
        self.places = field_spans(self.text, self.dialect)
        self.fields = expr.fields
        if self.fields:
            fields: Fields = self.fields  # type: ignore[assignment]
            self.second, self.minute, self.hour, self.day, self.month, self.weekday, self.year = fields

    # What it says

    @property
    def written(self) -> list[FieldSet]:
        """The fields that stand in the text, in standard order."""
        return [field for field in self.fields if field.name in self.places]

    @property
    def is_either(self) -> bool:
        """Whether a day matches when one of two restricted day fields does."""
        return is_either(self.dialect.day_rule, self.day, self.weekday)

    @property
    def differs_from_both(self) -> bool:
        """Whether asking for both day fields would make another schedule."""
        return meaning(self.plan) != meaning(self.both_days)

    @property
    def both_days(self) -> Plan:
        """What it would mean if a day had to match both day fields."""
        fields: Fields = self.fields  # type: ignore[assignment]
        return compile_plan(fields, "and")

    def ever_matches(self, field: FieldSet) -> bool:
        """Return whether the day field *field* has a date of its own in these months and years."""
        fields: Fields = self.fields  # type: ignore[assignment]
        day, weekday = [
            one if one is field else one.replace(terms=(Wildcard(),), mask=one.field.full_mask, calendar=())
            for one in (self.day, self.weekday)
        ]
        return compile_plan((*fields[:3], day, self.month, weekday, self.year), "and").is_satisfiable

    def is_star_that_joins(self, field: FieldSet | None) -> bool:
        """Return whether *field* is the day field whose leading ``*`` makes both day fields count."""
        if self.dialect.day_rule != "or" or self.weekday.is_joined or field is None:
            return False
        other = {"day_of_month": self.weekday, "day_of_week": self.day}.get(field.name)
        return other is not None and other.is_restricted and not field.is_restricted and field.text != "*"

    def is_every_day(self) -> bool:
        """Whether the day fields leave no day of any month out."""
        return all(self.plan.days_of_shape[shape] == all_days(shape) for shape in range(28))

    def has_neighbouring_days(self) -> bool:
        """Whether any two days of one year that follow each other both match."""
        years = map(self.plan.year_mask, self.plan.representative_years())
        return any(days & days >> 1 for days in years)

    # Where it stands, and how it would read otherwise

    def place(self, field: FieldSet | None = None, index: int | None = None) -> tuple[int, int]:
        """Return where *field*, or its term at *index*, stands; in a nickname, where that stands."""
        if field is None or field.name not in self.places:
            return whole_span(self.text)
        start, stop = self.places[field.name]
        if index is None:
            return start, stop
        first, last = field.spans[index]
        return start + first, start + last

    def item(self, field: FieldSet, index: int) -> str:
        """Return the term at *index* as it was written."""
        start, stop = field.spans[index]
        return field.text[start:stop]

    def rewritten(self, changes: dict[str, str]) -> str:
        """Return the whole text with other texts for some fields; a field of no text is left out."""
        if not self.places:
            # A nickname; its second and its year say nothing, so the dialect's shortest layout has room.
            texts = {field.name: changes.get(field.name, field.text) for field in self.fields}
            return " ".join([texts[name] for name in min(self.dialect.layouts, key=len)])
        text = self.text
        for name, (start, stop) in reversed(self.places.items()):
            new = changes.get(name)
            if new == "":
                text = text[:start].rstrip(AROUND) + text[stop:]
            elif new is not None:
                text = text[:start] + new + text[stop:]
        return text

    def with_item(self, field: FieldSet, index: int, new: str) -> str:
        """Return the whole text with *new* for the term at *index*."""
        start, stop = field.spans[index]
        return self.rewritten({field.name: field.text[:start] + new + field.text[stop:]})

    def with_items(self, field: FieldSet, changes: dict[int, str]) -> str:
        """Return the whole text with other texts for some terms of *field*."""
        items = [changes.get(index) or self.item(field, index) for index in range(len(field.terms))]
        return self.rewritten({field.name: "+" * field.is_joined + ",".join(items)})

    def offers(self, text: str) -> Offers:
        """Return *text* as a fix if it provably behaves the same, else as a suggestion."""
        other = self._read(text)
        if other is None:
            return {"suggestion": text}
        same = self._means_as_much(other)
        policy = POLICIES[self.expr.dst]
        same = same and policy.is_interval(self.fields[:3]) == policy.is_interval(other.fields[:3])
        return {"fix": text} if same else {"suggestion": text}

    def _means_as_much(self, other: CronExpression) -> bool:
        return self.plan is other.plan or meaning(self.plan) == meaning(other.plan)

    def _read(self, text: str) -> CronExpression | None:
        if len(text) > _PROVABLE:
            return None
        try:
            return parse(text, dialect=self.dialect, seed=self.expr.seed)
        except CronSyntaxError:
            return None

    def note(
        self,
        message: str,
        field: FieldSet | None = None,
        index: int | None = None,
        hint: str = "",
        fix: str | None = None,
        suggestion: str | None = None,
    ) -> Finding:
        """Return what was found: at the term at *index* of *field*, at the field, or at the whole text.

        A *suggestion* that the dialect does not read, that never fires or that is too long to tell is left
        out.  So is one that takes away a ``*`` that joins the day fields.
        """
        other = None if suggestion is None else self._read(suggestion)
        if other is None or not other.is_satisfiable:
            suggestion = None
        elif self.is_star_that_joins(field) and not self._means_as_much(other):
            hint, suggestion = _JOINS, None
        name = field.name if field is not None and field.name in self.places else None
        return message, self.place(field, index), name, hint, fix, suggestion


def spans(field: FieldSet) -> Iterator[tuple[int, Span]]:
    """Yield the index and the term of each value, range and step of *field*."""
    for index, term in enumerate(field.terms):
        if isinstance(term, Span):
            yield index, term


def sole_span(field: FieldSet) -> Span | None:
    """Return the one term of *field* if it is a value, a range or a step."""
    term = field.terms[0]
    return term if len(field.terms) == 1 and isinstance(term, Span) else None


def is_whole(field: FieldSet, term: Span) -> bool:
    """Return whether the range of *term*, its step aside, is all of *field*."""
    return term.last - term.first >= field.field.size - 1


def number(subject: Subject, field: FieldSet, value: int) -> str:
    """Return *value* as the dialect writes it."""
    return written_number(subject.dialect, field.name, value)


def called(field: FieldSet, value: int) -> str:
    """Return what *value* of *field* is called: ``minute 0``, ``February``, ``Friday``."""
    if field.name == "day_of_week":
        return WEEKDAYS[value % 7]
    return MONTHS[value] if field.name == "month" else f"{NOUNS[field.name]} {value}"


def brief(text: str) -> str:
    """Return *text* for a message: 20 characters at most."""
    return escape(text[:_ECHO]) + ("..." if len(text) > _ECHO else "")


def two_lines(one: str, two: str) -> str:
    """Return the hint to write two expressions, each on one line; cut off, they would be of no use."""
    lines = [" ".join(text.split()) for text in (one, two)]
    return f"write two lines: `{lines[0]}` and `{lines[1]}`" if max(map(len, lines)) <= _LINE else ""


def stretch(first: int | str, last: int | str) -> str:
    """Write a range, or a single value where it is one."""
    return str(first) if first == last else f"{first}-{last}"


def plural(count: int, noun: str) -> str:
    """Return *count* of *noun*: ``1 hour``, ``3 hours``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
