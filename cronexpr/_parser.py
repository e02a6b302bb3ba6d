"""Tokens to fields of terms: one function for each rule of the grammar, the rule is its docstring.

The grammar is read once, here.  Where it does not match, the rule raises a `Fault`:
the name of what is wrong and where.  Messages are `_diagnosis`'s business, which reads
a faulty text again by these same rules, item by item.

Fields are remembered by their text, for each dialect and field, so that a text whose
fields were all seen before costs a split and a few dictionary look-ups.
"""

from __future__ import annotations

from operator import getitem, itemgetter

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
    from collections.abc import Callable
    from typing import NoReturn, TypeAlias

    from ._tokenizer import Token
    from .dialects import Dialect
    from .terms import CalendarTerm, Term

    Tokens: TypeAlias = list[Token]
    Fields: TypeAlias = tuple[FieldSet, ...]

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


class Fault(Exception):
    """The grammar does not match: *name* says how, from *start* to *stop* of the field.

    *facts* are what the message needs to know.
    """

    def __init__(self, name: str, start: int, stop: int, *facts: object) -> None:
        self.name = name
        self.start = start
        self.stop = stop
        self.facts = facts


class Grammar:
    """What one field may say in one dialect."""

    __slots__ = ("dialect", "field", "forms", "listed_forms", "memo", "values")

    def __init__(self, dialect: Dialect, field: Field) -> None:
        self.dialect = dialect
        self.field = field
        self.forms = _FORMS.get(field.name, frozenset()) & dialect.forms
        self.listed_forms = self.forms & dialect.listed_forms
        self.values = _written_values(dialect, field)
        self.memo: Memo[str, FieldSet] = Memo(self.read, _REMEMBERED_FIELDS)

    def read(self, text: str) -> FieldSet:
        """Return what *text* says.  Raises `Fault`."""
        return read_field(self, text)


_FORMS = {
    "day_of_month": frozenset(("?", "L", "L-n", "LW", "nW", "L-nW")),
    "day_of_week": frozenset(("?", "+", "dL", "d#n", "d#L")),
}


class Reader:
    """What a dialect's texts look like: its grammars, and for each number of fields how to read them."""

    __slots__ = ("grammars", "layouts", "nicknames")

    def __init__(self, dialect: Dialect) -> None:
        fields = (*FIELDS[:-1], Field("year", *dialect.years))
        self.grammars = {field.name: Grammar(dialect, field) for field in fields}
        self.nicknames = dict(dialect.nicknames)
        second = _absent(self.grammars["second"], "0")
        year = _absent(self.grammars["year"], "*")
        self.layouts = {
            len(names): (
                tuple([self.grammars[name].memo for name in names]),
                (second, year),
                itemgetter(*_arrangement(names)),
            )
            for names in dialect.layouts
        }


READERS: Memo[Dialect, Reader] = Memo(Reader, _REMEMBERED_DIALECTS)


def parse_fields(text: str, dialect: Dialect) -> Fields | None:
    """Return the seven fields of *text* in standard order, or None for ``@reboot``.

    A field that was not written is its default (second ``0``, year ``*``), without
    spans.  O(length), and *text* is at most 1,024 characters.

    Raises:
        CronSyntaxError: *text* is no expression of *dialect*; it carries every error.
        TypeError: *text* is not a str.
    """
    try:
        # A printable text has no white space but the space.
        words = text.split() if len(text) <= MAX_LENGTH and text.isprintable() else split(text)
        reader = READERS[dialect]
        layout = reader.layouts.get(len(words))
        if layout is None:
            return _read_nickname(reader, words, dialect)
        memos, defaults, arrange = layout
        look_up = getitem if len(text) <= _MEMORABLE_LENGTH else _read_anew
        return arrange((*map(look_up, memos, words), *defaults))  # type: ignore[no-any-return]
    except Fault:
        from ._diagnosis import syntax_error

        raise syntax_error(text, dialect) from None


def split(text: str) -> list[str]:
    """Return the fields of *text* as written: anything but spaces and tabs stays in them.

    Raises:
        Fault: *text* is too long to be read.
        TypeError: *text* is not a str.
    """
    if not isinstance(text, str):
        raise TypeError(f"expression must be a str, not {type(text).__name__}")
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


def _read_anew(memo: Memo[str, FieldSet], text: str) -> FieldSet:
    return memo.compute(text)


def read_field(grammar: Grammar, text: str) -> FieldSet:
    """field = [ "+" ] item *( "," item )"""
    tokens = tokenize(text)
    at = 1 if tokens[0][0] == "+" and "+" in grammar.forms else 0
    is_joined = at == 1
    terms: list[Term] = []
    spans: list[tuple[int, int]] = []
    while True:
        start = tokens[at][2]
        term, at = read_item(grammar, tokens, at)
        kind, _, stop = tokens[at]
        terms.append(term)
        spans.append((start, stop))
        if kind is END:
            break
        at += 1
    field = grammar.field
    mask = 0
    calendar: tuple[CalendarTerm, ...] = ()
    for term in terms:
        if isinstance(term, _PLAIN_TERMS):
            mask |= term.mask(field)
        else:
            calendar += (term,)
    body = text[1:] if is_joined else text
    has_star = body[0] in "*?"
    is_restricted = _IS_RESTRICTED[grammar.dialect.star_test](body, terms)
    return FieldSet(
        field, text, tuple(terms), tuple(spans), mask, calendar, is_restricted, has_star, is_joined
    )


def read_item(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """item = ( star / unspecified / last-day / value-term ), followed by "," or the end"""
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
        _expected_value(grammar, tokens, at)
    kind, word, start = tokens[at]
    if kind is not END and kind != ",":
        raise Fault("unexpected", start, start + len(word), kind, word, tokens[at - 1][1])
    return term, at


def _star(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """star = "*" [ "/" step ]"""
    if tokens[at + 1][0] != "/":
        return _WILDCARD, at + 1
    field = grammar.field
    step, at = _step(grammar, tokens, at + 2, field.low, field.high)
    return Span(field.low, field.high, step), at


def _unspecified(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """unspecified = "?", alone in a day field (OCPS 1.4 rule 33)"""
    start = tokens[at][2]
    if "?" not in grammar.forms:
        raise Fault("question", start, start + 1)
    if len(tokens) > 2 and (tokens[0][0] != "+" or len(tokens) > 3):
        raise Fault("question-alone", start, start + 1)
    return _UNSPECIFIED, at + 1


def _value_term(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """value-term = value / range / nearest-workday / weekday-term"""
    first = _value(grammar, tokens, at)
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
    """range = value "-" value [ "/" step ]; SUN is 7 at its end (OCPS 1.0 rules 5 and 9)"""
    last = _value(grammar, tokens, at + 2, tokens[at + 1])
    _, start_word, start = tokens[at]
    kind, word, stop = tokens[at + 2]
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
        raise Fault("backwards", tokens[at][2], start + len(word), first, last)
    return last


def _start_step(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """start-step = value "/" step, in dialects that read it as a range to the field's end"""
    start = tokens[at][2]
    if not grammar.dialect.start_steps:
        stop = tokens[at + 2][2] + len(tokens[at + 2][1])
        raise Fault("start-step", start, stop, first, tokens[at + 2][1])
    step, at = _step(grammar, tokens, at + 2, first, grammar.field.high)
    return Span(first, grammar.field.high, step), at


def _step(grammar: Grammar, tokens: Tokens, at: int, first: int, last: int) -> tuple[int, int]:
    """step = number, at least 1 (OCPS 1.0 rule 11)"""
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


def _value(grammar: Grammar, tokens: Tokens, at: int, dash: Token | None = None) -> int:
    """value = number / name, within the field's bounds"""
    kind, word, start = tokens[at]
    value = grammar.values.get(word)
    if value is not None:
        return value
    if kind is not NUMBER and kind is not NAME:
        if dash is not None and (kind is END or kind in ",/"):
            raise Fault("range-end", dash[2], start, tokens[at - 2][1])
        _expected_value(grammar, tokens, at)
    # Leading zeros are read as decimal, names in any case.
    plain = word.lstrip("0") or "0" if kind is NUMBER else _upper(grammar, word)
    value = grammar.values.get(plain)
    if value is None:
        name = "range" if kind is NUMBER else "name"
        raise Fault(name, start, start + len(word), word)
    return value


def _upper(grammar: Grammar, word: str) -> str:
    return word.upper() if grammar.dialect.name_case == "any" else word


def _last_day(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """last-day = "L" / "LW" / "L-" number [ "W" ]"""
    kind, word, start = tokens[at]
    if grammar.dialect.form_case == "any":
        word = word.upper()
    if word == "LW" and "LW" in grammar.forms:
        _check_listed(grammar, tokens, at, "LW")
        return _LAST_WORKDAY, at + 1
    if word != "L" or "L" not in grammar.forms:
        return _weekday_letter(grammar, tokens, at)
    if tokens[at + 1][0] == "-" and "L-n" in grammar.forms:
        return _last_day_offset(grammar, tokens, at)
    return _LAST_DAY, at + 1


def _last_day_offset(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """offset = "L-" number [ "W" ], from 1 to 30"""
    kind, word, start = tokens[at + 2]
    stop = start + len(word)
    if kind is not NUMBER:
        raise Fault("offset-number", tokens[at][2], stop, kind, word)
    plain = word.lstrip("0")
    if not plain or len(plain) > 2 or int(plain) > 30:
        raise Fault("offset", start, stop, word)
    term = LastDay(int(plain))
    if not _is_letter(grammar, tokens[at + 3], "W"):
        return term, at + 3
    if "L-nW" not in grammar.forms:
        raise Fault("offset-workday", tokens[at + 3][2], tokens[at + 3][2] + 1)
    _check_listed(grammar, tokens, at + 3, "L-nW")
    return NearestWorkday(term), at + 4


def _weekday_letter(grammar: Grammar, tokens: Tokens, at: int) -> tuple[Term, int]:
    """weekday-letter = name "L", written together, as in FRIL; or a name in an unusual case"""
    kind, word, start = tokens[at]
    if "dL" in grammar.forms and _is_letter(grammar, (NAME, word[-1], start), "L"):
        weekday = grammar.values.get(_upper(grammar, word[:-1]))
        if weekday is not None:
            _check_listed(grammar, tokens, at, "dL")
            return LastWeekday(weekday), at + 1
    return _value_term(grammar, tokens, at)


def _letter_term(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """letter-term = number "W" / number "L" (OCPS 1.3 rules 27 and 29)"""
    kind, word, start = tokens[at + 1]
    if "nW" in grammar.forms and _is_letter(grammar, tokens[at + 1], "W"):
        _check_listed(grammar, tokens, at + 1, "nW")
        return NearestWorkday(first), at + 2
    if "dL" in grammar.forms and _is_letter(grammar, tokens[at + 1], "L"):
        _check_listed(grammar, tokens, at + 1, "dL")
        return LastWeekday(first % 7), at + 2
    raise Fault("suffix", start, start + len(word), word, tokens[at][1], tokens[at][2])


def _nth_weekday(grammar: Grammar, tokens: Tokens, at: int, first: int) -> tuple[Term, int]:
    """nth-weekday = value "#" ( number from 1 to 5 / "L" ) (OCPS 1.3 rules 27 and 28)"""
    sign = tokens[at + 1][2]
    if "d#n" not in grammar.forms:
        raise Fault("hash", sign, sign + 1)
    kind, word, start = tokens[at + 2]
    if "d#L" in grammar.forms and _is_letter(grammar, tokens[at + 2], "L"):
        _check_listed(grammar, tokens, at + 1, "d#L")
        return LastWeekday(first % 7), at + 3
    nth = word.lstrip("0") if kind is NUMBER else ""
    if nth not in ("1", "2", "3", "4", "5"):
        raise Fault("nth", start, start + len(word), kind, word, first % 7)
    _check_listed(grammar, tokens, at + 1, "d#n")
    return NthWeekday(first % 7, int(nth)), at + 3


def _check_listed(grammar: Grammar, tokens: Tokens, at: int, form: str) -> None:
    if form not in grammar.listed_forms and any([token[0] == "," for token in tokens]):
        start = tokens[at][2]
        raise Fault("listed", start, start + len(tokens[at][1]), form)


def _is_letter(grammar: Grammar, token: Token, letter: str) -> bool:
    return token[1] == letter or (token[1] == letter.lower() and grammar.dialect.form_case == "any")


def _expected_value(grammar: Grammar, tokens: Tokens, at: int) -> NoReturn:
    kind, word, start = tokens[at]
    if kind is END or kind == ",":
        before = tokens[at - 1] if at else None
        raise Fault("empty", before[2] if before else start, start + len(word), kind)
    raise Fault("unexpected", start, start + len(word), kind, word, tokens[at - 1][1] if at else "")


def _has_wide_star(body: str, terms: list[Term]) -> bool:
    # Robfig's parser keeps the star of any item that has no step above 1.
    items = zip(body.split(","), terms, strict=True)
    return any([item[0] in "*?" and getattr(term, "step", 1) == 1 for item, term in items])


_IS_RESTRICTED: dict[str, Callable[[str, list[Term]], bool]] = {
    "exact": lambda body, terms: body != "*" and body != "?",
    "first-char": lambda body, terms: body[0] not in "*?",
    "robfig": lambda body, terms: not _has_wide_star(body, terms),
}


def _absent(grammar: Grammar, text: str) -> FieldSet:
    return grammar.read(text).replace(spans=())


def _arrangement(names: tuple[str, ...]) -> list[int]:
    written = (*names, "second", "year")
    return [written.index(name) for name in FIELD_NAMES]


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
