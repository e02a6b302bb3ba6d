"""Where a fault lies in the text, and the words that all messages share."""

from __future__ import annotations

from cronexpr._grammar import written_number
from cronexpr._tokenizer import END
from cronexpr.errors import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from cronexpr._grammar import Fault, Grammar
    from cronexpr._tokenizer import Tokens

    Word: TypeAlias = tuple[str, Sequence[int]]
    """Characters of a field, and where each stands in the text."""

LABELS = {
    "second": ("second", "seconds"),
    "minute": ("minute", "minutes"),
    "hour": ("hour", "hours"),
    "day_of_month": ("day of month", "days"),
    "month": ("month", "months"),
    "day_of_week": ("day of week", "days"),
    "year": ("year", "years"),
}
"""What a value, and what several values, of each field are called."""

# Seconds in a unit, units in the next one, and a text with a step of units.
_UNITS = ((1, 60, "{} * * * * *"), (60, 60, "{} * * * *"), (3600, 24, "0 {} * * *"))
EVERY_90_MINUTES = "every 90 minutes takes two lines: `0 */3 * * *` and `30 1-22/3 * * *`"
EXTENDED_READS_IT = 'dialect="extended" reads it'


class Place:
    """An item of a field of a text: what a message can point at and a fix can change."""

    __slots__ = ("grammar", "layout", "offsets", "start", "stop", "text", "tokens", "word")

    tokens: Tokens
    start: int
    stop: int

    def __init__(
        self, text: str, word: str, offsets: Sequence[int], grammar: Grammar, layout: tuple[str, ...]
    ) -> None:
        self.text = text
        self.word = word
        self.offsets = offsets
        self.grammar = grammar
        self.layout = layout

    def item(self, tokens: Tokens, at: int) -> Place:
        """Point at the item that begins with the token *at*."""
        end = at
        while tokens[end][0] != "," and tokens[end][0] is not END:
            end += 1
        self.tokens = tokens[at:end]
        self.start = tokens[at][2]
        self.stop = tokens[end][2]
        return self

    @property
    def name(self) -> str:
        """The standard name of the field."""
        return self.grammar.field.name

    @property
    def label(self) -> str:
        """What a value of the field is called."""
        return LABELS[self.name][0]

    def cased(self, name: str) -> str:
        """Return *name* in upper case where the dialect wants that."""
        return name if self.grammar.dialect.name_case == "any" else name.upper()

    def source(self, start: int, stop: int) -> str:
        """Return what stands from *start* to *stop* of the field."""
        return self.word[start:stop]

    def token(self, start: int) -> str:
        """Return the token of the item that begins at *start* of the field, or ""."""
        return next((token for _, token, begins in self.tokens if begins == start), "")

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return where *start* to *stop* of the field stands in the text."""
        if stop > start:
            return self.offsets[start], self.offsets[stop - 1] + 1
        at = self.offsets[start] if start < len(self.offsets) else self.offsets[-1] + 1
        return at, at

    def mended(self, start: int, stop: int, new: str) -> str | None:
        """Return the whole text with *new* from *start* to *stop* of the field.

        None, if nothing would be left of the field, or two numbers would become one.
        """
        before, after = self.word[:start], self.word[stop:]
        if not new and (not (before or after) or (before[-1:].isdigit() and after[:1].isdigit())):
            return None
        first, last = self.span(start, stop)
        return self.text[:first] + new + self.text[last:]

    def problem(
        self,
        code: str,
        fault: Fault,
        message: str,
        hint: str = "",
        fix: str | None = None,
        suggestion: str | None = None,
    ) -> Problem:
        """Return a problem at *fault*."""
        span = self.span(fault.start, fault.stop)
        return Problem(code, "error", message, span, self.name, hint, fix, suggestion)


def by_the_clock(seconds: int) -> str | None:
    """Return the expression that runs every so many *seconds*, if one does."""
    for unit, size, text in _UNITS:
        count, rest = divmod(seconds, unit)
        if 0 < count < size and not rest and size % count == 0:
            return text.format("*" if count == 1 else f"*/{count}")
    return "0 0 * * *" if seconds == 86_400 else None


def order(names: tuple[str, ...]) -> str:
    """Return the fields *names* as they are listed in hints."""
    return " ".join([name.replace("_", "-") for name in names])


def short_number(word: str) -> int:
    """Return the number *word*, or a thousand if it has more than three digits."""
    plain = word.lstrip("0")
    return int(plain or 0) if len(plain) <= 3 else 1000


def bounds(grammar: Grammar) -> tuple[int, int]:
    if grammar.field.name == "day_of_week":
        return grammar.dialect.weekdays
    return grammar.field.low, grammar.field.high


def written(grammar: Grammar, value: int) -> str:
    """Return the number that stands for the standard *value* in the dialect."""
    return written_number(grammar.dialect, grammar.field.name, value)


def name_of(grammar: Grammar, value: int, like: str) -> str:
    """Return how *value* is written in the manner of *like*: a number, or a name in lower or upper case."""
    if like.isdigit():
        return written(grammar, value)
    name = next(name for name, number in grammar.field.names.items() if number == value)
    return name.lower() if like.islower() else name
