"""Texts to fields, fields to terms.

The grammar is read once: here a text is cut into fields and a field into items, and
`_items` has the rules for those.  Where the grammar does not match, a rule raises a
`Fault`: the name of what is wrong and where.  Messages are `_diagnosis`'s business, which
reads a faulty text again by these same rules, item by item.

Fields are remembered by their text, for each dialect and field, so that a text whose
fields were all seen before costs a split and a few dictionary look-ups.
"""

from __future__ import annotations

from operator import itemgetter

from ._grammar import DRAWN_FORMS, Fault, Grammar
from ._items import read_item, single
from ._specials import UNSPECIFIED
from ._tokenizer import tokenize
from ._value import Memo
from .errors import CronSyntaxError
from .fields import FIELD_NAMES, FIELDS, Field, FieldSet
from .terms import Hashed, Span, Unspecified, Wildcard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from .dialects import Dialect
    from .fields import Fields
    from .terms import CalendarTerm, Term

    FieldMemo: TypeAlias = Memo[str, FieldSet]
    Arrangement: TypeAlias = tuple[
        tuple[FieldMemo, ...], tuple[FieldSet, FieldSet], Callable[[tuple[FieldSet, ...]], Fields]
    ]

MAX_LENGTH = 1024
AROUND = " \t\r\n"
"""What may surround an expression; inside, only space and tab separate (OCPS 1.0 rule 2)."""

# Long texts are not remembered: a bound on entries is a bound on memory only
# if entries are small.
_MEMORABLE_LENGTH = 128
_REMEMBERED_FIELDS = 256
_REMEMBERED_DIALECTS = 64
_PLAIN_TERMS = (Span, Wildcard, Unspecified, Hashed)


class Reader:
    """How to read a dialect's texts: its nicknames, and what to do with each number of fields.

    *quick* is *layouts* where a text is no more than its fields.
    """

    __slots__ = ("dialect", "draws", "grammars", "layouts", "memos", "nicknames", "quick")

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.draws = not DRAWN_FORMS.isdisjoint(dialect.forms)
        fields = (*FIELDS[:-1], Field("year", *dialect.years))
        self.grammars = {field.name: Grammar(dialect, field) for field in fields}
        self.memos = {name: _field_memo(grammar) for name, grammar in self.grammars.items()}
        self.nicknames = dict(dialect.nicknames)
        absent = (self.memos["second"]["0"].replace(spans=()), self.memos["year"]["*"].replace(spans=()))
        self.layouts: dict[int, Arrangement] = {
            len(names): (tuple([self.memos[name] for name in names]), absent, _arranger(names))
            for names in dialect.layouts
        }
        is_more = self.draws or dialect.wrapper or dialect.day_rule == "exclusive"
        self.quick = {} if is_more else self.layouts

    def read(self, text: str, words: list[str], seed: str | None) -> Fields | None:
        """Read what is more than its fields: a nickname, a wrapper, fields that need a seed or each other.

        Raises:
            Fault: it is none of these.
        """
        if self.dialect.wrapper:
            words = split(unwrapped(text, self.dialect.wrapper), self.dialect.separators)
        layout = self.layouts.get(len(words))
        if layout is None:
            return self._expand(words, seed)
        memos, defaults, arrange = layout
        fields = arrange((*map(read_written, memos, words), *defaults))
        if self.dialect.day_rule == "exclusive":
            check_exclusive(fields)
        if self.draws and any(type(term) is Hashed for field in fields for term in field.terms):
            from ._drawing import draw_fields

            return draw_fields(fields, seed)
        return fields

    def _expand(self, words: list[str], seed: str | None) -> Fields | None:
        if len(words) == 1:
            name = words[0].lower() if self.dialect.nickname_case == "any" else words[0]
            if name in self.nicknames:
                expansion = self.nicknames[name]
                try:
                    return None if expansion is None else parse_fields(expansion, self.dialect, seed)
                except CronSyntaxError:
                    # The fault is the dialect's: its fields and its nicknames do not go together.
                    raise Fault("expansion", 0, 0) from None
        raise Fault("fields", 0, 0)


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


def parse_fields(text: str, dialect: Dialect, seed: str | None = None) -> Fields | None:
    """Return the seven fields of *text* in standard order, or None for ``@reboot``.

    A field that was not written is its default (second ``0``, year ``*``), without
    spans.  What the dialect draws by chance is drawn from *seed*.  O(length), and *text*
    is at most 1,024 characters.

    Raises:
        CronSyntaxError: *text* is no expression of *dialect*; it has an error for each item at fault.
        CronOptionError: *text* is one, and needs the *seed* that is None.
        TypeError: *text* is not a str, or *seed* neither a str nor None.
    """
    if not isinstance(text, str):
        raise TypeError(f"expression must be a str, not {type(text).__name__}")
    try:
        # A printable text has no white space but the space.
        if len(text) <= MAX_LENGTH and text.isprintable():
            words = text.split()
        else:
            words = split(text, dialect.separators)
        reader = READERS[dialect]
        layout = reader.quick.get(len(words))
        if layout is None:
            return reader.read(text, words, seed)
        memos, defaults, arrange = layout
        look_up: Callable[[FieldMemo, str], FieldSet]
        look_up = dict.__getitem__ if len(text) <= _MEMORABLE_LENGTH else read_written
        fields: Iterable[FieldSet] = map(look_up, memos, words)
        return arrange((*fields, *defaults))
    except Fault:
        from ._diagnosis import syntax_error

        raise syntax_error(text, dialect) from None


def split(text: str, separators: str) -> list[str]:
    """Return the fields of *text* as written: anything but *separators* stays in them.

    Raises:
        Fault: *text* is too long to be read.
    """
    if len(text) > MAX_LENGTH:
        raise Fault("too-long", 0, len(text))
    text = text.strip(AROUND)
    for separator in separators:
        text = text.replace(separator, " ")
    return [word for word in text.split(" ") if word]


def unwrapped(text: str, wrapper: str) -> str:
    """Return *text* without the ``cron(...)`` around it, if it is in one."""
    text = text.strip(AROUND)
    return text[len(wrapper) + 1 : -1] if text.startswith(f"{wrapper}(") and text[-1] == ")" else text


def check_exclusive(fields: Fields) -> None:
    """Refuse day fields unless exactly one of them is ``?`` (Quartz, EventBridge)."""
    day, weekday = fields[3], fields[5]
    if (day.terms[0] is UNSPECIFIED) is (weekday.terms[0] is UNSPECIFIED):
        raise Fault("exclusive", 0, 0)


def whole_span(text: str) -> tuple[int, int]:
    """Return where the expression in *text* stands: without the space around it."""
    start = len(text) - len(text.lstrip(AROUND))
    return start, max(start, len(text.rstrip(AROUND)))


def field_spans(text: str, dialect: Dialect) -> dict[str, tuple[int, int]]:
    """Return where each written field of the valid *text* stands; empty for a nickname."""
    inside = unwrapped(text, dialect.wrapper) if dialect.wrapper else text
    words = split(inside, dialect.separators)
    names = next((names for names in dialect.layouts if len(names) == len(words)), ())
    spans = {}
    stop = text.index(inside)
    for name, word in zip(names, words, strict=False):
        start = text.index(word, stop)
        stop = start + len(word)
        spans[name] = (start, stop)
    return spans


def read_written(memo: FieldMemo, text: str) -> FieldSet:
    """Read a field, remembering it only if it is short."""
    return memo[text] if len(text) <= _MEMORABLE_LENGTH else memo.compute(text)


def read_field(grammar: Grammar, text: str) -> FieldSet:
    """Read ``field = [ "+" ] item *( "," item )``."""
    # Most fields that say something are one number, or a few.
    if text in grammar.values:
        term = single(grammar.field, grammar.values[text])
        return FieldSet(grammar.field, text, (term,), ((0, len(text)),), 1 << term.first)
    words = text.split(",")
    numbers = [number for word in words if (number := grammar.values.get(word)) is not None]
    if len(numbers) == len(words):
        return _read_numbers(grammar.field, text, words, numbers)
    return _read_items(grammar, text)


def _read_numbers(field: Field, text: str, words: list[str], numbers: list[int]) -> FieldSet:
    """Return the field that is a list of *numbers*, written as *words*."""
    terms: list[Term] = []
    spans: list[tuple[int, int]] = []
    mask = start = 0
    for word, number in zip(words, numbers, strict=True):
        term = single(field, number)
        terms.append(term)
        mask |= 1 << term.first
        stop = start + len(word)
        spans.append((start, stop))
        start = stop + 1
    return FieldSet(field, text, tuple(terms), tuple(spans), mask)


def _read_items(grammar: Grammar, text: str) -> FieldSet:
    """Read a field of any items."""
    tokens = tokenize(text)
    is_joined = tokens[0][0] == "+" and "+" in grammar.forms
    at = 1 if is_joined else 0
    field = grammar.field
    terms: list[Term] = []
    spans: list[tuple[int, int]] = []
    mask = 0
    # A dict, since a term may be written many times over.
    calendar: dict[CalendarTerm, None] = {}
    kind = ","
    while kind == ",":
        start = tokens[at][2]
        term, at = read_item(grammar, tokens, at)
        kind, _, stop = tokens[at]
        at += 1
        terms.append(term)
        spans.append((start, stop))
        if isinstance(term, _PLAIN_TERMS):
            mask |= term.mask(field)
        else:
            calendar[term] = None
    body = text[1:] if is_joined else text
    opening = terms[0]
    # `H/15` goes on like a star; `H` and `~` are the one value that they turn out to be.
    has_star = body[0] in "*?/" or (type(opening) is Hashed and opening.step > 0)
    is_restricted = ("*" not in body and "?" not in body) or grammar.is_restricted(body, terms)
    return FieldSet(
        field,
        text,
        tuple(terms),
        tuple(spans),
        mask,
        tuple(calendar),
        is_restricted,
        has_star,
        is_joined,
    )
