"""Whose expression is this?  The dialects that read a text, and how their readings differ.

>>> for reading in detect("0 0 12 ? * 1-5"):
...     print(*reading.dialects, "|", reading.difference)
standard extended spring |
quartz | 1-5 is Sunday to Thursday in Quartz
"""

from __future__ import annotations

from ._making import parse
from ._value import Value
from .dialects import dialect_names
from .errors import CronSyntaxError, enumerated
from .fields import FULL_NAMES, is_either

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .expression import CronExpression
    from .fields import FieldSet

_TITLES = {
    "standard": "the standard",
    "extended": "the extended standard",
    "vixie": "Vixie cron",
    "cronie": "cronie",
    "aws": "EventBridge",
    "github": "GitHub",
    "google": "Google Cloud",
    "croniter": "croniter",
}
_DAYS = [name.capitalize() for name in FULL_NAMES["day_of_week"]]


class Reading(Value):
    """One meaning of a text.

    *dialects* are the names of those that agree on it, *expression* is what the first of them
    reads, and *difference* one line that says how that differs from the first reading's, ""
    for that one itself.
    """

    __slots__ = ("dialects", "expression", "difference")

    dialects: tuple[str, ...]
    expression: CronExpression
    difference: str

    def __init__(self, dialects: tuple[str, ...], expression: CronExpression, difference: str) -> None:
        super().__init__(dialects, expression, difference)


def detect(text: str) -> tuple[Reading, ...]:
    """Return what *text* means, and to whom: one `Reading` for each meaning that some preset gives it.

    Meanings are compared by their wall clocks, as `CronExpression.equivalent` does; what the
    dialects do when clocks change is not.  A dialect that draws values by chance takes them from
    the seed "".  If no dialect reads it, there is no reading, and `check` says why.

    >>> [reading.dialects for reading in detect("0 12 ? * 6#3 2030")]
    [('aws',)]

    Raises:
        TypeError: *text* is not a str.
    """
    meanings: list[tuple[CronExpression, list[str]]] = []
    for name in dialect_names():
        try:
            expr = parse(text, dialect=name, seed="")
        except CronSyntaxError:
            continue
        agreeing = next((names for other, names in meanings if other.equivalent(expr)), None)
        if agreeing is None:
            meanings.append((expr, [name]))
        else:
            agreeing.append(name)
    return tuple(
        [
            Reading(tuple(names), expr, _difference(meanings[0][0], expr, names) if index else "")
            for index, (expr, names) in enumerate(meanings)
        ]
    )


def _difference(first: CronExpression, expr: CronExpression, names: list[str]) -> str:
    """Return how *expr*, as the dialects *names* read it, differs from *first*."""
    titles = [_TITLES.get(name, name.capitalize()) for name in names]
    where = enumerated(titles)
    if first.source.strip().startswith("@"):
        return f"{first.source.strip()} is drawn from the seed in {where}"
    old, new = _layout(first), _layout(expr)
    if old != new:
        end, at = ("last", -1) if old[-1] != new[-1] else ("first", 0)
        return f"the {end} field is the {new[at].replace('_', '-')} in {where}"
    if expr.fields[5].calendar and first.dialect.sunday != expr.dialect.sunday:
        return f"weekdays count from Sunday = {expr.dialect.sunday} in {where}"
    for one, two in zip(first.fields, expr.fields, strict=True):
        # Dialects end their years differently, but every year is every year.
        is_limit = one.is_restricted or two.is_restricted
        if is_limit and (one.mask, set(one.calendar)) != (two.mask, set(two.calendar)):
            return f"{_meaning(two)} in {where}"
    _, _, _, day, _, weekday, _ = expr.fields
    either = is_either(expr.dialect.day_rule, day, weekday)
    rule = "needs to match only one of the" if either else "must match both"
    return f"a day {rule} day fields in {where}"


def _layout(expr: CronExpression) -> tuple[str, ...]:
    count = sum([bool(field.spans) for field in expr.fields])
    return next(names for names in expr.dialect.layouts if len(names) == count)


def _meaning(field: FieldSet) -> str:
    """Return what *field* says, in a clause."""
    if field.name != "day_of_week":
        return f"{field.text} is {_few(list(map(str, field.values)))}"
    if field.calendar:
        return f"{field.text} has other weekdays"
    first, last = field.values[0], field.values[-1]
    if last - first == len(field.values) - 1 > 1:
        return f"{field.text} is {_DAYS[first]} to {_DAYS[last]}"
    return f"{field.text} is {_few([_DAYS[value] for value in field.values])}"


def _few(words: list[str]) -> str:
    return " and ".join([part for part in (", ".join(words[:-1]), words[-1]) if part])
