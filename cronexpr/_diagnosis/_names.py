"""The words for what is wrong with a name, or with letters where no name may be."""

from __future__ import annotations

from cronexpr._tokenizer import NAME
from cronexpr.errors import nearest, quote
from cronexpr.fields import FULL_NAMES, MONTH_NAMES, WEEKDAY_NAMES

from ._letters import letter_problem
from ._places import bounds, order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cronexpr._grammar import Fault, Grammar
    from cronexpr.errors import Problem

    from ._places import Place

_KINDS_OF_NAME = {"month": "month", "day_of_week": "day"}


def name_problem(place: Place, fault: Fault) -> Problem:
    """Say what is wrong with the word at *fault*: a name that is unknown or long, or no name at all."""
    word = _whole_word(place, fault)
    letters = letter_problem(place, fault, word)
    if letters is not None:
        return letters
    kind = _KINDS_OF_NAME.get(place.name)
    if kind is None or not _knows_names(place.grammar):
        hint = f"the field order is {order(place.layout)}"
        return place.problem(
            "CRON113", fault, f"{quote(word)} is not a value of the {place.label} field", hint
        )
    return _unknown_name(place, fault, word, kind)


def _whole_word(place: Place, fault: Fault) -> str:
    """Return the word at *fault*, with the letters beyond ASCII that a name cannot have."""
    while place.source(fault.stop, fault.stop + 1).isalpha():
        fault.stop += 1
    return place.source(fault.start, fault.stop)


def _knows_names(grammar: Grammar) -> bool:
    return grammar.field.name in grammar.dialect.named_fields


def _unknown_name(place: Place, fault: Fault, word: str, kind: str) -> Problem:
    names = [name.lower() for name in place.grammar.field.names]
    code, message = "CRON111", f"unknown {kind} name {quote(word)}"
    if word.lower() in names:
        message = f"{kind} names are upper case here"
    elif _is_long(place, word):
        lengths = "three letters or whole" if place.grammar.dialect.name_forms == "full" else "three letters"
        code, message = "CRON112", f"{kind} names are {lengths} here"
    meant = _meant(place, word)
    if meant is not None:
        offer = place.mended(fault.start, place.stop, meant + _rest(place, fault.stop))
        hint = f"did you mean {meant}?"
        if _may_be_foreign(word, meant):
            return place.problem(code, fault, message, hint, suggestion=offer)
        return place.problem(code, fault, message, hint, offer)
    low, high = bounds(place.grammar)
    hint = f"use {place.cased(' '.join(names))} or {low}-{high}"
    if kind == "day" and len(place.layout) == 6 and 5 in map(len, place.grammar.dialect.layouts):
        # After five fields it may have been meant for one.
        hint += "; a command is no part of the expression"
    if _is_other_name(place, word):
        hint = f"it is the name of a {'day' if kind == 'month' else 'month'}; {hint}"
    return place.problem(code, fault, message, hint)


def _may_be_foreign(word: str, meant: str) -> bool:
    """Return whether *word* has another letter than *meant*, as Monday's name in other languages: ``lun``."""
    return len(word) == len(meant) and sorted(word.lower()) != sorted(meant.lower())


def _is_long(place: Place, word: str) -> bool:
    return len(word) > 3 and any(name.startswith(word.lower()) for name in FULL_NAMES[place.name])


def _meant(place: Place, word: str) -> str | None:
    """Return the name that *word* is too long, or a slip, for."""
    if _is_long(place, word):
        return place.cased(word[:3])
    lower = word.lower()
    near = nearest(lower, tuple([name.lower() for name in place.grammar.field.names]))
    if near is None and len(lower) > 3:
        full = nearest(lower, tuple(FULL_NAMES[place.name]))
        near = full and full[:3]
    if near is None or _is_other_name(place, word):
        return None
    return place.cased(near if word.islower() else near.upper())


def _rest(place: Place, at: int) -> str:
    """Return the item from *at* on, its names as they are meant: of a range both may be long."""
    rest = ""
    for kind, word, start in place.tokens:
        if kind is NAME and start >= at and word not in place.grammar.values:
            rest += place.source(at, start) + (_meant(place, word) or word)
            at = start + len(word)
    return rest + place.source(at, place.stop)


def _is_other_name(place: Place, word: str) -> bool:
    return word.upper() in (WEEKDAY_NAMES if place.name == "month" else MONTH_NAMES)
