"""The front door: expressions made from text (`parse`, `is_valid`) or from fields (`build`)."""

from __future__ import annotations

from itertools import islice

from ._arguments import read_policy, read_seed, read_zone
from ._parser import MAX_LENGTH, parse_fields
from .dialects import get_dialect
from .errors import CronSyntaxError, Problem, quote
from .expression import CronExpression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo as TzInfo
    from typing import Any, SupportsIndex, TypeAlias

    from .dialects import Dialect
    from .fields import Fields

    FieldValue: TypeAlias = SupportsIndex | str | Iterable[SupportsIndex | str]

_HUGE = 10**9


def parse(
    text: str,
    *,
    dialect: str | Dialect = "standard",
    tz: str | TzInfo | None = None,
    dst: str | None = None,
    seed: str | None = None,
) -> CronExpression:
    """Return the expression that *text* means in *dialect*.

    With *tz*, a `tzinfo` or an IANA key, the expression answers in that zone.
    *dst* names the clock-change policy; None is the dialect's own.  *seed* is what
    hashed and random fields are drawn from, in dialects that have them.

    >>> from datetime import datetime
    >>> parse("*/15 9-17 * * mon-fri").next(datetime(2026, 11, 20, 17, 45))
    datetime.datetime(2026, 11, 23, 9, 0)

    Raises:
        CronSyntaxError: *text* is not an expression; ``problems`` has one for each list item at fault.
        CronOptionError: an unknown dialect, zone or policy, or no seed where one is needed.
        TypeError: an argument has the wrong type.
    """
    grammar = get_dialect(dialect)
    fields = parse_fields(text, grammar, read_seed(seed))
    return new_expression(text, grammar, fields, read_zone(tz), read_policy(dst, grammar.dst), seed)


def is_valid(text: str, *, dialect: str | Dialect = "standard") -> bool:
    """Return whether *text* is an expression of *dialect*, whether or not it ever fires.

    >>> is_valid("61 * * * *"), is_valid("0 0 31 2 *")
    (False, True)

    Raises:
        TypeError: *text* is not a str.
        CronOptionError: an unknown dialect.
    """
    try:
        # Whether a text is valid does not depend on the seed.
        parse_fields(text, get_dialect(dialect), "")
    except CronSyntaxError:
        return False
    return True


def build(
    *,
    second: FieldValue | None = None,
    minute: FieldValue = "*",
    hour: FieldValue = "*",
    day_of_month: FieldValue = "*",
    month: FieldValue = "*",
    day_of_week: FieldValue = "*",
    year: FieldValue | None = None,
    dialect: str | Dialect = "standard",
    tz: str | TzInfo | None = None,
    dst: str | None = None,
    seed: str | None = None,
) -> CronExpression:
    """Return the expression with the given fields: each a number, field text, or several of either.

    >>> build(minute=0, hour=[9, 17], day_of_week="MON-FRI").source
    '0 9,17 * * MON-FRI'

    Raises:
        CronSyntaxError, CronOptionError, TypeError: as `parse`.
    """
    grammar = get_dialect(dialect)
    given = {
        "second": second,
        "minute": minute,
        "hour": hour,
        "day_of_month": day_of_month,
        "month": month,
        "day_of_week": day_of_week,
        "year": year,
    }
    optional = ("second", "year")
    written = {
        name: _text(name, value) for name, value in given.items() if value is not None or name not in optional
    }
    if grammar.day_rule == "exclusive" and "?" not in (written["day_of_month"], written["day_of_week"]):
        # One of the day fields must say that it says nothing; an unlimited one does.
        idle = "day_of_week" if written["day_of_week"] == "*" else "day_of_month"
        if written[idle] == "*":
            written[idle] = "?"
    absent = {"second": "0", "year": "*"}
    text = " ".join([written.get(name) or absent[name] for name in _layout(grammar, written)])
    return parse(text, dialect=grammar, tz=tz, dst=dst, seed=seed)


def _text(name: str, value: Any) -> str:
    """Return one argument of `build` as field text."""
    expected, items = "a number, text, or several of either", iter((value,))
    if not isinstance(value, (str, bytes, bytearray, memoryview)) and hasattr(value, "__iter__"):
        expected, items = "made of numbers and text", iter(value)
    # An endless iterable makes a text that is too long, which is then refused.
    texts = [_item(name, item, expected) for item in islice(items, MAX_LENGTH)]
    if isinstance(value, (set, frozenset)):
        # Text leaves a set in an order that changes with each start of Python.
        texts.sort(key=lambda text: (len(text), text))
    text = ",".join(texts)
    if not text or any(char in " \t\n\r" for char in text):
        where = name.replace("_", "-")
        problem = Problem(
            "CRON101", "error", f"the {where} field must be one non-empty word", (0, len(text)), name
        )
        raise CronSyntaxError((problem,), text)
    return text


def _item(name: str, item: Any, expected: str) -> str:
    if isinstance(item, str):
        return item
    if isinstance(item, bool) or not hasattr(item, "__index__"):
        raise TypeError(f"{name} must be {expected}, not {type(item).__name__}")
    # No field has a value as large, and Python refuses to write numbers far larger.
    return str(max(-_HUGE, min(item.__index__(), _HUGE)))


def _layout(dialect: Dialect, written: Mapping[str, str]) -> tuple[str, ...]:
    """Return the shortest arrangement of *dialect*'s fields that holds all of *written*."""
    for layout in sorted(dialect.layouts, key=len):
        if set(written) <= set(layout):
            return layout
    extra = sorted(set(written).difference(*dialect.layouts))
    message = f"the dialect {quote(dialect.name)} has no {extra[0].replace('_', '-')} field"
    raise CronSyntaxError((Problem("CRON102", "error", message),))


def new_expression(
    source: str,
    dialect: Dialect,
    fields: Fields | None,
    tz: TzInfo | None,
    dst: str,
    seed: str | None,
) -> CronExpression:
    """Return a new expression; `parse` is its public face."""
    expr = object.__new__(CronExpression)
    expr._source = source
    expr._dialect = dialect
    expr._fields = fields
    expr._tz = tz
    expr._dst = dst
    expr._seed = seed
    expr._plan = expr._zoned = expr._meaning = None
    return expr


def as_expression(
    text_or_expression: str | CronExpression,
    dialect: str | Dialect,
    seed: str | None,
    tz: str | TzInfo | None = None,
) -> CronExpression:
    """Return the expression; a text is parsed, and *dialect*, *seed* and *tz* are for it alone."""
    if isinstance(text_or_expression, CronExpression):
        return text_or_expression
    return parse(text_or_expression, dialect=dialect, tz=tz, seed=seed)


def restore(
    source: str, dialect: str | Dialect, tz: str | TzInfo | None, dst: str, seed: str | None
) -> CronExpression:
    """Make an expression again from what a pickle holds."""
    return parse(source, dialect=dialect, tz=tz, dst=dst, seed=seed)
