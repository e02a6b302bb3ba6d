"""The grammar's smallest rules: numbers, names, steps, and the complaints they share."""

from __future__ import annotations

from ._grammar import Fault
from ._tokenizer import END, NAME, NUMBER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from ._grammar import Grammar
    from ._tokenizer import Tokens

_STEP_DIGITS = 9


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
