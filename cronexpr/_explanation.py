"""What the command line and notebooks show of an expression."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

from . import check
from ._runs import spelt_runs
from ._value import Value
from ._zone import zone_key
from .fields import MONTH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import Unpack

    from ._arguments import Wording
    from .errors import Problem
    from .expression import CronExpression
    from .fields import FieldSet

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
_NAMES = {
    "day_of_week": ("", *DAYS),
    "month": ("", *map(str.title, MONTH.names)),
}
# More items than this are shown by their first ones and their last, if their steps are equal.
_MOST_ITEMS = 12


class Explanation(Value):
    """What there is to say about *expr*.

    *description* is its sentence, *occurrences* the next ones, each with the seconds until
    then, and *problems* its warnings.
    """

    __slots__ = ("expr", "description", "occurrences", "problems")

    expr: CronExpression
    description: str
    occurrences: tuple[tuple[datetime, int], ...]
    problems: tuple[Problem, ...]

    @property
    def fields(self) -> tuple[FieldSet, ...]:
        """The fields that were written, or that a nickname stands for."""
        return tuple([field for field in self.expr.fields if field.spans])

    def field_rows(self) -> list[tuple[str, str, str]]:
        """Return name, text and values of each field, to be read by people."""
        return [(field.name.replace("_", "-"), field.text, spell_values(field)) for field in self.fields]

    def occurrence_rows(self) -> list[tuple[str, str]]:
        """Return each occurrence, and how far away it is, to be read by people."""
        zone = zone_key(self.expr.tz) if self.expr.tz else None
        return [
            (spell_moment(moment, zone), f"in {spell_length(seconds)}")
            for moment, seconds in self.occurrences
        ]


def explain(expr: CronExpression, now: datetime, n: int = 5, **wording: Unpack[Wording]) -> Explanation:
    """Return what there is to say about *expr* at the moment *now*, with its next *n* occurrences.

    *now* is aware if *expr* has a zone.
    """
    problems = check(expr.source, dialect=expr.dialect, tz=expr.tz, dst=expr.dst, now=now, seed=expr.seed)
    occurrences = tuple([(moment, seconds_from(now, moment)) for moment in expr.upcoming(n, now)])
    return Explanation(expr, expr.describe(**wording), occurrences, problems)


def seconds_from(now: datetime, moment: datetime) -> int:
    """Return the seconds from *now* to *moment*, rounded up."""
    # The difference of two times in one zone is that of its wall clock, whatever happened in between.
    if now.tzinfo is None:
        return ceil((moment - now).total_seconds())
    return ceil(moment.timestamp() - now.timestamp())


def why_none(expr: CronExpression) -> str:
    """Return why no occurrence of *expr* was found."""
    if expr.is_reboot:
        return "runs when the system starts, at no time of day"
    return "no occurrence in that time" if expr.is_satisfiable else "no date ever matches"


def spell_moment(moment: datetime, zone: str | None) -> str:
    """Return weekday, date, time, offset and zone of *moment*.

    >>> from datetime import datetime
    >>> spell_moment(datetime(2026, 11, 23, 9), None)
    'Mon 2026-11-23 09:00:00'
    """
    return " ".join(filter(None, (DAYS[moment.weekday()], spell_wall(moment, 19), zone and f" {zone}")))


def spell_wall(moment: datetime, length: int) -> str:
    """Return date and time of *moment* in *length* characters, and its offset, if it has one.

    >>> from datetime import datetime, timezone
    >>> spell_wall(datetime(2026, 11, 23, 9, tzinfo=timezone.utc), 16)
    '2026-11-23 09:00 +00:00'
    """
    text = moment.isoformat(" ", "seconds")
    return f"{text[:length]} {text[19:]}".rstrip()


def spell_length(seconds: int) -> str:
    """Return how many days, hours, minutes and seconds that is: the two largest that count.

    >>> spell_length(11_559)
    '3 h 12 min'
    """
    parts: list[tuple[int, str]] = []
    for name, size in _UNITS:
        count, seconds = divmod(seconds, size)
        if count or parts:
            parts.append((count, name))
    return " ".join([f"{count:,} {name}" for count, name in parts[:2] if count])


def spell_values(field: FieldSet) -> str:
    """Return the values of *field*, runs of them as ranges; days that depend on the month as written.

    >>> from cronexpr import parse
    >>> [spell_values(field) for field in parse("*/5 9-17 L,15 * mon-fri").fields[1:6]]
    ['0, 5, 10, ..., 55', '9-17', '15, L', 'any', 'Mon-Fri']
    """
    if field.mask == field.field.full_mask:
        return "any"
    return ", ".join(_spelt_runs(field) + [text.upper() for text in calendar_texts(field)])


def calendar_texts(field: FieldSet) -> list[str]:
    """Return the terms of *field* whose days depend on the month, as written."""
    terms = zip(field.terms, field.spans, strict=True)
    return [field.text[start:stop] for term, (start, stop) in terms if term in field.calendar]


def _spelt_runs(field: FieldSet) -> list[str]:
    values = field.values
    if field.name == "day_of_week":
        # Weeks begin on Monday, where people read them.
        values = tuple(sorted([value or 7 for value in values]))
    gaps = {two - one for one, two in pairwise(values)}
    if len(values) > _MOST_ITEMS and len(gaps) == 1 and gaps != {1}:
        return [*map(str, values[:3]), "...", str(values[-1])]
    names = _NAMES.get(field.name) or range(field.field.high + 1)
    return spelt_runs(values, lambda value: str(names[value]))
