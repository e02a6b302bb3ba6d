"""The grammar's rules for special forms: ``?``, ``L``, ``W``, ``#``, and what is drawn from a seed.

Each is read only where the dialect has it; elsewhere the rule raises the `Fault` that
says so.
"""

from __future__ import annotations

from ._grammar import Fault, check_listed, expected_value, read_range_end, read_step, read_value
from ._tokenizer import NAME, NUMBER
from .terms import (
    Hashed,
    LastDay,
    LastWeekday,
    LastWorkday,
    NearestWorkday,
    NthWeekday,
    Span,
    Unspecified,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._grammar import Grammar
    from ._tokenizer import Tokens
    from .terms import Term

UNSPECIFIED = Unspecified()
_LAST_DAY = LastDay()
_LAST_WORKDAY = LastWorkday()


def read_unspecified(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``unspecified = "?"``, alone in a day field (OCPS 1.4 rule 33)."""
    start = tokens[at][2]
    if "?" not in grammar.forms:
        raise Fault("question", start, start + 1)
    if len(tokens) > 2 and (tokens[0][0] != "+" or len(tokens) > 3):
        raise Fault("question-alone", start, start + 1)
    return UNSPECIFIED, at + 1


def read_letters(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int] | None:
    """Read a form that begins with a letter: ``hashed / last-day / last-weekday / day-prefix``, or none."""
    word = tokens[at][1]
    if grammar.dialect.form_case == "any":
        word = word.upper()
    if word in ("H", "R") and word in grammar.forms:
        return _hashed(grammar, tokens, at, word)
    if grammar.forms.isdisjoint(("L", "L-n", "LW", "L=7", "dL", "Ld", "Wn")):
        return None
    return _last_day(grammar, tokens, at, word) or _last_weekday(grammar, tokens, at, word)


def _last_day(grammar: Grammar, tokens: Tokens, at: int, word: str) -> tuple[Term, int] | None:
    """Read ``last-day = "LW" / "L" [ "-" offset ] / "W" value`` of a month."""
    if word == "LW" and "LW" in grammar.forms:
        check_listed(grammar, tokens, at, "LW")
        return _LAST_WORKDAY, at + 1
    if word == "W" and "Wn" in grammar.forms and tokens[at + 1][0] is NUMBER:
        check_listed(grammar, tokens, at, "Wn")
        return NearestWorkday(read_value(grammar, tokens, at + 1)), at + 2
    if word != "L":
        return None
    if tokens[at + 1][0] == "-" and "L-n" in grammar.forms:
        return _last_day_offset(grammar, tokens, at)
    if "L" not in grammar.forms:
        return None
    check_listed(grammar, tokens, at, "L")
    return _LAST_DAY, at + 1


def _last_day_offset(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``offset = number [ "W" ]``, from 1 to 30."""
    kind, word, start = tokens[at + 2]
    stop = start + len(word)
    if kind is not NUMBER:
        raise Fault("offset-number", tokens[at][2], stop, kind, word)
    plain = word.lstrip("0")
    if not plain or len(plain) > 2 or int(plain) > 30:
        raise Fault("offset", start, stop, word)
    term = LastDay(int(plain))
    if not grammar.is_letter(tokens[at + 3][1], "W"):
        check_listed(grammar, tokens, at, "L-n")
        return term, at + 3
    if "L-nW" not in grammar.forms:
        raise Fault("offset-workday", tokens[at + 3][2], tokens[at + 3][2] + 1)
    check_listed(grammar, tokens, at + 3, "L-nW")
    return NearestWorkday(term), at + 4


def _last_weekday(grammar: Grammar, tokens: Tokens, at: int, word: str) -> tuple[Term, int] | None:
    """Read ``last-weekday = name "L" / "L" value`` (``FRIL`` is one token), or ``L`` alone for day 7."""
    if word == "L" and "Ld" in grammar.forms and tokens[at + 1][0] is NUMBER:
        check_listed(grammar, tokens, at, "Ld")
        return LastWeekday(read_value(grammar, tokens, at + 1) % 7), at + 2
    if word == "L" and "L=7" in grammar.forms:
        check_listed(grammar, tokens, at, "L=7")
        last = grammar.values["7"]
        return Span(last, last), at + 1
    if "dL" in grammar.forms and grammar.is_letter(tokens[at][1][-1], "L"):
        weekday = grammar.values.get(grammar.upper(tokens[at][1][:-1]))
        if weekday is not None:
            check_listed(grammar, tokens, at, "dL")
            return LastWeekday(weekday % 7), at + 1
    return None


def read_after_value(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """Read ``letter-term = value "W" / value "L"`` (OCPS 1.3 rules 27 and 29)."""
    _, word, start = tokens[at + 1]
    if "nW" in grammar.forms and grammar.is_letter(word, "W"):
        check_listed(grammar, tokens, at + 1, "nW")
        return NearestWorkday(first), at + 2
    if "dL" in grammar.forms and grammar.is_letter(word, "L"):
        check_listed(grammar, tokens, at + 1, "dL")
        return LastWeekday(first % 7), at + 2
    raise Fault("suffix", start, start + len(word), word, tokens[at][1], tokens[at][2])


def read_nth_weekday(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """Read ``nth-weekday = value "#" ( "1" to "5" / "L" )`` (OCPS 1.3 rules 27 and 28)."""
    sign = tokens[at + 1][2]
    kind, word, start = tokens[at + 2]
    if "d#L" in grammar.forms and grammar.is_letter(word, "L"):
        check_listed(grammar, tokens, at + 1, "d#L")
        return LastWeekday(first % 7), at + 3
    if "d#n" not in grammar.forms:
        raise Fault("hash", sign, sign + 1)
    nth = word.lstrip("0") if kind is NUMBER else ""
    if nth not in ("1", "2", "3", "4", "5"):
        raise Fault("nth", start, start + len(word), kind, word, first % 7)
    check_listed(grammar, tokens, at + 1, "d#n")
    return NthWeekday(first % 7, int(nth)), at + 3


def _hashed(grammar: Grammar, tokens: Tokens, at: int, sign: str) -> tuple[Term, int]:
    """Read ``hashed = ( "H" / "R" ) [ "(" value "-" value ")" ] [ "/" step ]`` (Jenkins)."""
    check_listed(grammar, tokens, at, sign)
    field = grammar.field
    first, last = field.low, field.high
    if field.name == "day_of_month":
        last = grammar.dialect.hash_days
    at += 1
    if tokens[at][0] == "(":
        first, last, at = _bounds(grammar, tokens, at)
    if tokens[at][0] != "/":
        return Hashed(sign, first, last), at
    is_limited = grammar.dialect.step_limit == "hash"
    step, after = read_step(grammar, tokens, at + 1, last - first + 1 if is_limited else 0)
    if step == 1 and is_limited:
        raise Fault("hash-one", tokens[at][2], tokens[after][2])
    return Hashed(sign, first, last, step), after


def _bounds(grammar: Grammar, tokens: Tokens, at: int) -> tuple[int, int, int]:
    """Read ``"(" value "-" value ")"``."""
    first = read_value(grammar, tokens, at + 1)
    _expect(tokens, at + 2, "-")
    last = read_value(grammar, tokens, at + 3)
    _expect(tokens, at + 4, ")")
    if last < first:
        one, two = tokens[at + 1], tokens[at + 3]
        raise Fault("drawn-backwards", one[2], two[2] + len(two[1]), one[1], two[1])
    return first, last, at + 5


def _expect(tokens: Tokens, at: int, sign: str) -> None:
    kind, word, start = tokens[at]
    if kind != sign:
        raise Fault("hash-bounds", start, start + len(word), sign)


def read_random(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``random = "~" [ value ]``: from the lowest value on."""
    if "~" not in grammar.forms:
        expected_value(grammar, tokens, at)
    return _random_from(grammar, tokens, at, grammar.field.low)


def read_random_range(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """Read ``random-range = value "~" [ value ]`` (cronie's crontab(5))."""
    if "~" not in grammar.forms:
        start = tokens[at + 1][2]
        raise Fault("unexpected", start, start + 1, "~", "~", tokens[at][1])
    return _random_from(grammar, tokens, at + 1, first)


def _random_from(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    check_listed(grammar, tokens, at, "~")
    kind, word, start = tokens[at + 1]
    if kind is not NUMBER and kind is not NAME:
        return Hashed("~", first, max(first, grammar.field.high)), at + 1
    last = read_range_end(grammar, tokens, at + 1)
    if last < first:
        raise Fault("drawn-backwards", tokens[at - 1][2], start + len(word), tokens[at - 1][1], word)
    return Hashed("~", first, last), at + 2
