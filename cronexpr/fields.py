"""What the fields of a cron expression are, and what one of them says."""

from __future__ import annotations

from ._value import Value
from .terms import Hashed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from .terms import CalendarTerm, Term

    Fields: TypeAlias = "tuple[FieldSet, FieldSet, FieldSet, FieldSet, FieldSet, FieldSet, FieldSet]"

FIELD_NAMES = ("second", "minute", "hour", "day_of_month", "month", "day_of_week", "year")
"""The standard names, in standard order; `CronExpression.fields` has one entry for each."""

MONTH_NAMES = {
    name: number
    for number, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), 1
    )
}
WEEKDAY_NAMES = {
    name: number for number, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"))
}

FULL_NAMES = {
    "month": (
        "january february march april may june july august september october november december"
    ).split(),
    "day_of_week": "sunday monday tuesday wednesday thursday friday saturday".split(),
}
"""The English names, which some dialects read too."""


class _Measured(Value):
    __slots__ = ("size", "full_mask")

    size: int
    full_mask: int


_put_size, _put_full_mask = _Measured._put


class Field(_Measured):
    """What a field is: its standard *name*, its values *low* to *high*, and its *names*.

    Values are in the standard numbering (weekdays 0 to 6, Sunday = 0); how a
    dialect numbers them is the dialect's affair.  ``size`` is how many they are and
    ``full_mask`` the set of them all.

    >>> MINUTE.replace(high=29).size
    30
    """

    __slots__ = ("name", "low", "high", "names")

    name: str
    low: int
    high: int
    names: dict[str, int]

    def __init__(self, name: str, low: int, high: int, names: dict[str, int] | None = None) -> None:
        Value.__init__(self, name, low, high, names or {})
        size = high - low + 1
        _put_size(self, size)
        _put_full_mask(self, ((1 << size) - 1) << low)

    def __hash__(self) -> int:
        return hash((self.name, self.low, self.high))


SECOND = Field("second", 0, 59)
MINUTE = Field("minute", 0, 59)
HOUR = Field("hour", 0, 23)
DAY_OF_MONTH = Field("day_of_month", 1, 31)
MONTH = Field("month", 1, 12, MONTH_NAMES)
DAY_OF_WEEK = Field("day_of_week", 0, 6, WEEKDAY_NAMES)
YEAR = Field("year", 1970, 2199)

FIELDS = (SECOND, MINUTE, HOUR, DAY_OF_MONTH, MONTH, DAY_OF_WEEK, YEAR)
"""The fields in standard order."""


class FieldSet(Value):
    """What one field says: its *terms* as written, and the set of values they mean.

    ``text`` is the field as written and ``spans`` the half-open character range
    of each term within it.  ``mask`` has bit *v* set for each value *v* of the plain
    terms; ``calendar`` holds the terms that depend on the month (``L``, ``15W``,
    ``5#3``).  ``is_restricted`` tells whether the dialect's day rule counts the
    field as a limit, ``has_star`` whether the text begins with ``*`` or ``?``
    (Vixie's wildcard test) or with a step that has no start, which is one of ``*``
    (``/5``, ``H/15``), ``is_joined`` whether it began with ``+``, which asks for *and*
    between the day fields (OCPS 1.4 rule 32).
    """

    __slots__ = (
        "field",
        "text",
        "terms",
        "spans",
        "mask",
        "calendar",
        "is_restricted",
        "has_star",
        "is_joined",
    )

    field: Field
    text: str
    terms: tuple[Term, ...]
    spans: tuple[tuple[int, int], ...]
    mask: int
    calendar: tuple[CalendarTerm, ...]
    is_restricted: bool
    has_star: bool
    is_joined: bool

    def __init__(
        self,
        field: Field,
        text: str,
        terms: tuple[Term, ...],
        spans: tuple[tuple[int, int], ...],
        mask: int,
        calendar: tuple[CalendarTerm, ...] = (),
        is_restricted: bool = True,
        has_star: bool = False,
        is_joined: bool = False,
    ) -> None:
        # Spelt out because a parse makes one for each field not seen before.
        _put_field(self, field)
        _put_text(self, text)
        _put_terms(self, terms)
        _put_spans(self, spans)
        _put_mask(self, mask)
        _put_calendar(self, calendar)
        _put_is_restricted(self, is_restricted)
        _put_has_star(self, has_star)
        _put_is_joined(self, is_joined)

    @property
    def name(self) -> str:
        """The field's standard name: ``"minute"``, ``"day_of_week"``."""
        return self.field.name

    @property
    def has_spans(self) -> bool:
        """Whether the field holds ``*``, a range or a step (Cronos's interval test); ``H(0-29)`` is none."""
        items = [self.text[start:stop] for start, stop in self.spans]
        return any(
            term.step > 0 if isinstance(term, Hashed) else any(mark in item for mark in "*?-/")
            for term, item in zip(self.terms, items, strict=False)
        )

    @property
    def values(self) -> tuple[int, ...]:
        """The values of the plain terms, ascending."""
        return tuple([v for v in range(self.field.low, self.field.high + 1) if self.mask >> v & 1])


(
    _put_field,
    _put_text,
    _put_terms,
    _put_spans,
    _put_mask,
    _put_calendar,
    _put_is_restricted,
    _put_has_star,
    _put_is_joined,
) = FieldSet._put


def is_either(day_rule: str, day: FieldSet, weekday: FieldSet) -> bool:
    """Return whether a date need match only one of the two day fields, rather than both.

    *day_rule* is a dialect's: ``"or"`` joins two restricted fields so (OCPS 1.0 rule 15),
    unless a ``+`` asks for both (OCPS 1.4 rule 32); any other rule never does.
    """
    return day_rule == "or" and day.is_restricted and weekday.is_restricted and not weekday.is_joined
