"""Tokens to fields of terms: one function for each rule of the grammar, the rule is its docstring.

The grammar is read once, here.  Where it does not match, the rule raises a `Fault`:
the name of what is wrong and where.  Messages are `_diagnosis`'s business, which reads
a faulty text again by these same rules, item by item.

Fields are remembered by their text, for each dialect and field, so that a text whose
fields were all seen before costs a split and a few dictionary look-ups.
"""

from __future__ import annotations

from operator import itemgetter

from ._grammar import Fault, Grammar
from ._tokenizer import END, NAME, NUMBER, tokenize
from ._value import Memo
from .fields import FIELD_NAMES, FIELDS, Field, FieldSet
from .terms import (
    LastDay,
    LastWeekday,
    LastWorkday,
    NearestWorkday,
    NthWeekday,
    Span,
    Unspecified,
    Wildcard,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import NoReturn, TypeAlias

    from ._tokenizer import Token
    from .dialects import Dialect
    from .terms import CalendarTerm, Term

    Tokens: TypeAlias = list[Token]
    Fields: TypeAlias = tuple[FieldSet, FieldSet, FieldSet, FieldSet, FieldSet, FieldSet, FieldSet]
    FieldMemo: TypeAlias = Memo[str, FieldSet]

MAX_LENGTH = 1024
AROUND = " \t\r\n"
"""What may surround an expression; inside, only space and tab separate (OCPS 1.0 rule 2)."""

# Long texts are not remembered: a bound on entries is a bound on memory only
# if entries are small.
_MEMORABLE_LENGTH = 128
_REMEMBERED_FIELDS = 256
_REMEMBERED_DIALECTS = 64
_STEP_DIGITS = 9

_WILDCARD = Wildcard()
_UNSPECIFIED = Unspecified()
_LAST_DAY = LastDay()
_LAST_WORKDAY = LastWorkday()
_PLAIN_TERMS = (Span, Wildcard, Unspecified)


class Reader:
    """How to read a dialect's texts: its nicknames, and what to do with each number of fields."""

    __slots__ = ("grammars", "layouts", "memos", "nicknames")

    def __init__(self, dialect: Dialect) -> None:
        fields = (*FIELDS[:-1], Field("year", *dialect.years))
        self.grammars = {field.name: Grammar(dialect, field) for field in fields}
        self.memos = {name: _field_memo(grammar) for name, grammar in self.grammars.items()}
        self.nicknames = dict(dialect.nicknames)
        absent = (self.memos["second"]["0"].replace(spans=()), self.memos["year"]["*"].replace(spans=()))
        self.layouts = {
            len(names): (tuple([self.memos[name] for name in names]), absent, _arranger(names))
            for names in dialect.layouts
        }


def _field_memo(grammar: Grammar) -> FieldMemo:
    # Most fields of most expressions say nothing.
    wildcard = read_field(grammar, "*")

    def read(text: str) -> FieldSet:
        return wildcard if text == "*" else read_field(grammar, text)

    return Memo(read, _REMEMBERED_FIELDS)


def _arranger(names: tuple[str, ...]) -> Callable[[tuple[FieldSet, ...]], Fields]:
    """Return what puts fields written in the order of *names*, then the defaults, in standard order."""
    written = (*names, "second", "year")
    return itemgetter(*[written.index(name) for name in FIELD_NAMES])


READERS: Memo[Dialect, Reader] = Memo(Reader, _REMEMBERED_DIALECTS)


def parse_fields(text: str, dialect: Dialect) -> Fields | None:
    """Return the seven fields of *text* in standard order, or None for ``@reboot``.

    A field that was not written is its default (second ``0``, year ``*``), without
    spans.  O(length), and *text* is at most 1,024 characters.

    Raises:
        CronSyntaxError: *text* is no expression of *dialect*; it carries every error.
        TypeError: *text* is not a str.
    """
    if not isinstance(text, str):
        raise TypeError(f"expression must be a str, not {type(text).__name__}")
    try:
        # A printable text has no white space but the space.
        words = text.split() if len(text) <= MAX_LENGTH and text.isprintable() else split(text)
        reader = READERS[dialect]
        layout = reader.layouts.get(len(words))
        if layout is None:
            return _read_nickname(reader, words, dialect)
        memos, defaults, arrange = layout
        look_up: Callable[[FieldMemo, str], FieldSet]
        look_up = dict.__getitem__ if len(text) <= _MEMORABLE_LENGTH else _read_anew
        fields: Iterable[FieldSet] = map(look_up, memos, words)
        return arrange((*fields, *defaults))
    except Fault:
        from ._diagnosis import syntax_error  # noqa: PLC0415 (a valid text never needs it)

        raise syntax_error(text, dialect) from None


def split(text: str) -> list[str]:
    """Return the fields of *text* as written: anything but spaces and tabs stays in them.

    Raises:
        Fault: *text* is too long to be read.
    """
    if len(text) > MAX_LENGTH:
        raise Fault("too-long", 0, len(text))
    return [word for word in text.strip(AROUND).replace("\t", " ").split(" ") if word]


def field_spans(text: str, dialect: Dialect) -> dict[str, tuple[int, int]]:
    """Return where each written field of the valid *text* stands; empty for a nickname."""
    words = split(text)
    names = next((names for names in dialect.layouts if len(names) == len(words)), ())
    spans = {}
    stop = 0
    for name, word in zip(names, words, strict=False):
        start = text.index(word, stop)
        stop = start + len(word)
        spans[name] = (start, stop)
    return spans


def _read_nickname(reader: Reader, words: list[str], dialect: Dialect) -> Fields | None:
    if len(words) == 1:
        name = words[0].lower() if dialect.nickname_case == "any" else words[0]
        if name in reader.nicknames:
            expansion = reader.nicknames[name]
            return None if expansion is None else parse_fields(expansion, dialect)
    raise Fault("fields", 0, 0)


def _read_anew(memo: FieldMemo, text: str) -> FieldSet:
    return memo.compute(text)


def read_field(grammar: Grammar, text: str) -> FieldSet:
    """Read ``field = [ "+" ] item *( "," item )``."""
    tokens = tokenize(text)
    at = 1 if tokens[0][0] == "+" and "+" in grammar.forms else 0
    is_joined = at == 1
    field = grammar.field
    terms: list[Term] = []
    spans: list[tuple[int, int]] = []
    mask = 0
    calendar: tuple[CalendarTerm, ...] = ()
    while True:
        start = tokens[at][2]
        term, at = read_item(grammar, tokens, at)
        kind, _, stop = tokens[at]
        terms.append(term)
        spans.append((start, stop))
        if isinstance(term, _PLAIN_TERMS):
            mask |= term.mask(field)
        else:
            calendar += (term,)
        if kind is END:
            break
        at += 1
    body = text[1:] if is_joined else text
    has_star = body[0] in "*?"
    is_restricted = ("*" not in body and "?" not in body) or grammar.is_restricted(body, terms)
    return FieldSet(
        field, text, tuple(terms), tuple(spans), mask, calendar, is_restricted, has_star, is_joined
    )


def read_item(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``item = star / unspecified / last-day / value-term``, up to a comma or the end."""
    kind, word, _ = tokens[at]
    term: Term
    if kind == "*":
        term, at = _star(grammar, tokens, at)
    elif kind is NUMBER or word in grammar.values:
        term, at = _value_term(grammar, tokens, at)
    elif kind is NAME:
        term, at = _last_day(grammar, tokens, at)
    elif kind == "?":
        term, at = _unspecified(grammar, tokens, at)
    else:
        _expected_value(tokens, at)
    kind, word, start = tokens[at]
    if kind is not END and kind != ",":
        raise Fault("unexpected", start, start + len(word), kind, word, tokens[at - 1][1])
    return term, at


def _star(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``star = "*" [ "/" step ]``."""
    if tokens[at + 1][0] != "/":
        return _WILDCARD, at + 1
    field = grammar.field
    step, at = _step(grammar, tokens, at + 2, field.low, field.high)
    return Span(field.low, field.high, step), at


def _unspecified(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``unspecified = "?"``, alone in a day field (OCPS 1.4 rule 33)."""
    start = tokens[at][2]
    if "?" not in grammar.forms:
        raise Fault("question", start, start + 1)
    if len(tokens) > 2 and (tokens[0][0] != "+" or len(tokens) > 3):
        raise Fault("question-alone", start, start + 1)
    return _UNSPECIFIED, at + 1


def _value_term(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``value-term = value / range / letter-term / nth-weekday / start-step``."""
    first = grammar.values.get(tokens[at][1])
    if first is None:
        first = _unusual_value(grammar, tokens, at)
    kind, word, start = tokens[at + 1]
    if kind is END or kind == ",":
        first = first if first <= grammar.field.high else grammar.field.low
        return Span(first, first), at + 1
    if kind == "-":
        return _range(grammar, tokens, at, first)
    if kind is NAME:
        return _letter_term(grammar, tokens, at, first)
    if kind == "#":
        return _nth_weekday(grammar, tokens, at, first)
    if kind == "/":
        return _start_step(grammar, tokens, at, first)
    raise Fault("unexpected", start, start + len(word), kind, word, tokens[at][1])


def _range(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """Read ``range = value "-" value [ "/" step ]``, where SUN may be 7 (OCPS 1.0 rules 5 and 9)."""
    last = grammar.values.get(tokens[at + 2][1])
    if last is None:
        last = _range_end(grammar, tokens, at + 2)
    field = grammar.field
    if last < first or not last:
        last = _last_of_range(grammar, tokens, at, first, last)
    if first > field.high:
        # Only weekday 7, whose one range is 7-7, begins past the field's end.
        first = last = field.low
    at += 3
    if tokens[at][0] != "/":
        return Span(first, last), at
    step, at = _step(grammar, tokens, at + 1, first, last)
    return Span(first, last, step), at


def _last_of_range(grammar: Grammar, tokens: Tokens, at: int, first: int, last: int) -> int:
    kind, word, start = tokens[at + 2]
    field = grammar.field
    if last == 0 and field.name == "day_of_week" and kind in grammar.dialect.late_sundays:
        # SUN-SUN is Sunday, not the whole week.
        return 0 if tokens[at][0] is kind and first == 0 else 7
    if last < first and field.name not in grammar.dialect.wrapping_fields:
        raise Fault("backwards", tokens[at][2], start + len(word), first, last, tokens[at][1], word)
    return last


def _start_step(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """Read ``start-step = value "/" step``: to the field's end, in dialects that allow it."""
    start = tokens[at][2]
    if not grammar.dialect.start_steps:
        stop = tokens[at + 2][2] + len(tokens[at + 2][1])
        raise Fault("start-step", start, stop, first, tokens[at + 2][1])
    step, at = _step(grammar, tokens, at + 2, first, grammar.field.high)
    return Span(first, grammar.field.high, step), at


def _step(grammar: Grammar, tokens: Tokens, at: int, first: int, last: int) -> tuple[int, int]:
    """Read ``step = number``, at least 1 (OCPS 1.0 rule 11)."""
    kind, word, start = tokens[at]
    stop = start + len(word)
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
    if step > last - first and not grammar.dialect.long_steps:
        raise Fault("step-long", start, stop, step)
    return step, at + 1


def _range_end(grammar: Grammar, tokens: Tokens, at: int) -> int:
    kind, _, start = tokens[at]
    if kind is END or kind in ",/":
        raise Fault("range-end", start - 1, start, tokens[at - 2][1])
    return _unusual_value(grammar, tokens, at)


def _unusual_value(grammar: Grammar, tokens: Tokens, at: int) -> int:
    """Read ``value = number / name``, in bounds, with leading zeros or in any case."""
    kind, word, start = tokens[at]
    if kind is not NUMBER and kind is not NAME:
        _expected_value(tokens, at)
    plain = word.lstrip("0") or "0" if kind is NUMBER else grammar.upper(word)
    value = grammar.values.get(plain)
    if value is None:
        name = "range" if kind is NUMBER else "name"
        raise Fault(name, start, start + len(word), word)
    return value


def _last_day(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``last-day = "LW" / "L" [ "-" offset ]``, or what else begins with a letter."""
    word = tokens[at][1]
    if grammar.dialect.form_case == "any":
        word = word.upper()
    if word == "LW" and "LW" in grammar.forms:
        _check_listed(grammar, tokens, at, "LW")
        return _LAST_WORKDAY, at + 1
    if word != "L" or "L" not in grammar.forms:
        return _weekday_letter(grammar, tokens, at)
    if tokens[at + 1][0] == "-" and "L-n" in grammar.forms:
        return _last_day_offset(grammar, tokens, at)
    _check_listed(grammar, tokens, at, "L")
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
        _check_listed(grammar, tokens, at, "L-n")
        return term, at + 3
    if "L-nW" not in grammar.forms:
        raise Fault("offset-workday", tokens[at + 3][2], tokens[at + 3][2] + 1)
    _check_listed(grammar, tokens, at + 3, "L-nW")
    return NearestWorkday(term), at + 4


def _weekday_letter(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """Read ``weekday-letter = name "L"`` (``FRIL`` is one token), or a name in an unusual case."""
    word = tokens[at][1]
    if "dL" in grammar.forms and grammar.is_letter(word[-1], "L"):
        weekday = grammar.values.get(grammar.upper(word[:-1]))
        if weekday is not None:
            _check_listed(grammar, tokens, at, "dL")
            return LastWeekday(weekday), at + 1
    return _value_term(grammar, tokens, at)


def _letter_term(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """Read ``letter-term = value "W" / value "L"`` (OCPS 1.3 rules 27 and 29)."""
    _, word, start = tokens[at + 1]
    if "nW" in grammar.forms and grammar.is_letter(word, "W"):
        _check_listed(grammar, tokens, at + 1, "nW")
        return NearestWorkday(first), at + 2
    if "dL" in grammar.forms and grammar.is_letter(word, "L"):
        _check_listed(grammar, tokens, at + 1, "dL")
        return LastWeekday(first % 7), at + 2
    raise Fault("suffix", start, start + len(word), word, tokens[at][1], tokens[at][2])


def _nth_weekday(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """Read ``nth-weekday = value "#" ( "1" to "5" / "L" )`` (OCPS 1.3 rules 27 and 28)."""
    sign = tokens[at + 1][2]
    if "d#n" not in grammar.forms:
        raise Fault("hash", sign, sign + 1)
    kind, word, start = tokens[at + 2]
    if "d#L" in grammar.forms and grammar.is_letter(word, "L"):
        _check_listed(grammar, tokens, at + 1, "d#L")
        return LastWeekday(first % 7), at + 3
    nth = word.lstrip("0") if kind is NUMBER else ""
    if nth not in ("1", "2", "3", "4", "5"):
        raise Fault("nth", start, start + len(word), kind, word, first % 7)
    _check_listed(grammar, tokens, at + 1, "d#n")
    return NthWeekday(first % 7, int(nth)), at + 3


def _check_listed(grammar: Grammar, tokens: Tokens, at: int, form: str) -> None:
    if form not in grammar.listed_forms and any(token[0] == "," for token in tokens):
        start = tokens[at][2]
        raise Fault("listed", start, start + len(tokens[at][1]), form)


def _expected_value(tokens: Tokens, at: int) -> NoReturn:
    kind, word, start = tokens[at]
    if kind is END or kind == ",":
        before = tokens[at - 1] if at else None
        raise Fault("empty", before[2] if before else start, start + len(word), kind)
    raise Fault("unexpected", start, start + len(word), kind, word, tokens[at - 1][1] if at else "")
