"""The grammar's rules for what may stand between commas: stars, values, ranges and steps."""

from __future__ import annotations

from ._grammar import Fault, expected_value, read_range_end, read_step, read_value
from ._specials import (
    read_after_value,
    read_letters,
    read_nth_weekday,
    read_random,
    read_random_range,
    read_unspecified,
)
from ._tokenizer import END, NAME, NUMBER
from ._value import Memo
from .terms import Span, Wildcard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ._grammar import Grammar
    from ._tokenizer import Tokens
    from .fields import Field
    from .terms import Term

_WILDCARD = Wildcard()
# Most terms are single numbers, and these are few.
_SINGLES: Memo[int, Span] = Memo(lambda value: Span(value, value), 256)


def single(field: Field, value: int) -> Span:
    """Return the term for one *value* of *field*; weekday 7 is 0."""
    return _SINGLES[value if value <= field.high else field.low]


def read_item(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``item = star / value-term / letter-term / unspecified / random / bare-step``."""
    kind, word, _ = tokens[at]
    if kind is NUMBER or word in grammar.values:
        term, at = _value_term(grammar, tokens, at)
    else:
        term, at = _OPENERS.get(kind, expected_value)(grammar, tokens, at)
    kind, word, start = tokens[at]
    if kind is not END and kind != ",":
        raise Fault("unexpected", start, start + len(word), kind, word, tokens[at - 1][1])
    return term, at


def _star(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``star = "*" [ "/" step ]``."""
    if tokens[at + 1][0] != "/":
        return _WILDCARD, at + 1
    return _open_range(grammar, tokens, at + 2, grammar.low)


def _question(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``?``: another star in some dialects."""
    return (_star if "?=*" in grammar.forms else read_unspecified)(grammar, tokens, at)


def _bare_step(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``bare-step = "/" step``, short for ``*/step`` (Quartz)."""
    if "/n" not in grammar.forms:
        expected_value(grammar, tokens, at)
    return _open_range(grammar, tokens, at + 1, grammar.low)


def _open_range(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """Read the step of a range from *first* to the field's end."""
    last = grammar.high
    if first > last:
        first = grammar.low
    limit = 0
    if grammar.dialect.step_limit in ("end", "field"):
        # Weekdays are limited by their highest number, whatever that is.
        limit = grammar.dialect.weekdays[1] if grammar.field.name == "day_of_week" else last
    step, at = read_step(grammar, tokens, at, limit)
    return Span(first, last, step), at


def _word(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read a special form that begins with a letter, or a name in an unusual case."""
    return read_letters(grammar, tokens, at) or _value_term(grammar, tokens, at)


def _value_term(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``value-term = value / range / letter-term / nth-weekday / start-step / random-range``."""
    first = grammar.values.get(tokens[at][1])
    if first is None:
        first = read_value(grammar, tokens, at)
    kind, word, start = tokens[at + 1]
    if kind is END or kind == ",":
        return single(grammar.field, first), at + 1
    if kind == "-":
        return _range(grammar, tokens, at, first)
    rule = _FOLLOWERS.get(kind)
    if rule is None:
        raise Fault("unexpected", start, start + len(word), kind, word, tokens[at][1])
    return rule(grammar, tokens, at, first)


def _range(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """Read ``range = value "-" value [ "/" step ]``, where SUN may be 7 (OCPS 1.0 rules 5 and 9)."""
    last = grammar.values.get(tokens[at + 2][1])
    if last is None:
        last = read_range_end(grammar, tokens, at + 2)
    field = grammar.field
    if last < first or not last:
        first, last = _turned_range(grammar, tokens, at, first, last)
    elif first > field.high:
        # Only weekday 7 lies past the field's end, and of its ranges only 7-7 is not turned.
        first, last = _sunday_alone(grammar, tokens, at)
    at += 3
    if tokens[at][0] != "/":
        return Span(first, last), at
    step, at = read_step(grammar, tokens, at + 1, last if grammar.dialect.step_limit == "end" else 0)
    return Span(first, last, step), at


def _turned_range(grammar: Grammar, tokens: Tokens, at: int, first: int, last: int) -> tuple[int, int]:
    """Return the ends of a range that ends on 0 or below its start."""
    kind, word, start = tokens[at + 2]
    field, dialect = grammar.field, grammar.dialect
    if field.name == "day_of_week":
        if first == 7 and dialect.early_seven:
            return 0, last
        if last == 0 and kind in dialect.late_sundays:
            # SUN-SUN is Sunday, not the whole week.
            is_same = first % 7 == 0 and (tokens[at][0] is kind or "number" in dialect.late_sundays)
            return (0, 0) if is_same or first == 7 else (first, 7)
    if last < first and field.name not in dialect.wrapping_fields:
        raise Fault("backwards", tokens[at][2], start + len(word), first, last, tokens[at][1], word)
    if last == 0 < first and field.name == "day_of_week":
        return (0, 0) if first == 7 else (first, 7)
    return (0, last) if first == 7 and field.name == "day_of_week" else (first, last)


def _sunday_alone(grammar: Grammar, tokens: Tokens, at: int) -> tuple[int, int]:
    if grammar.dialect.early_seven:
        # Spring turns the first 7 into 0, and so a Sunday into a week.
        stop = tokens[at + 2][2] + len(tokens[at + 2][1])
        raise Fault("whole-week", tokens[at][2], stop, tokens[at][1])
    return 0, 0


def _start_step(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """Read ``start-step = value "/" step``: to the field's end, in dialects that allow it."""
    start = tokens[at][2]
    if not grammar.dialect.start_steps:
        stop = tokens[at + 2][2] + len(tokens[at + 2][1])
        raise Fault("start-step", start, stop, first, tokens[at + 2][1])
    return _open_range(grammar, tokens, at + 2, first)


_OPENERS: dict[str, Callable[[Grammar, Tokens, int], tuple[Term, int]]] = {
    "*": _star,
    NAME: _word,
    "?": _question,
    "~": read_random,
    "/": _bare_step,
}
_FOLLOWERS: dict[str, Callable[[Grammar, Tokens, int, int], tuple[Term, int]]] = {
    NAME: read_after_value,
    "#": read_nth_weekday,
    "/": _start_step,
    "~": read_random_range,
}
