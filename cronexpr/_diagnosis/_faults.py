"""The words for each way in which an item of a field can be wrong: one function for each `Fault`."""

from __future__ import annotations

from cronexpr._parser import AROUND
from cronexpr._tokenizer import END, NAME, NUMBER
from cronexpr.errors import cut, quote
from cronexpr.fields import MONTH_NAMES, WEEKDAY_NAMES

from ._letters import (
    drawn_backwards,
    form_problem,
    hash_bounds,
    hash_one,
    hash_sign,
    listed,
    name_problem,
    nth,
    offset,
    offset_number,
    offset_workday,
    question,
    question_alone,
    suffix,
    tilde,
    twelve_hours,
)
from ._places import EVERY_90_MINUTES, LABELS, Place, bounds, by_the_clock, name_of, short_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from cronexpr._grammar import Fault, Grammar
    from cronexpr.errors import Problem

_ENDS = {
    ("second", 60): ("for the start of the minute use 0", "0"),
    ("minute", 60): ("for the top of the hour use 0", "0"),
    ("hour", 24): ("midnight is hour 0", "0"),
    ("day_of_month", 0): ("days of the month start at 1", "1"),
    ("month", 0): ("months start at 1", "1"),
}
# Only in these fields does a step that divides their size go on evenly past the field's end.
_CIRCLES = {"second": 60, "minute": 60, "hour": 24, "month": 12}
_CLOSERS = frozenset(".;!)]}>")
_STAR_ALONE = '"*" must stand alone or be followed by /'
_NO_RANGE = 'a step needs "*" or a range before it'


def _weekday_range(grammar: Grammar) -> str:
    low, high = grammar.dialect.weekdays
    sunday = grammar.dialect.sunday
    which = f"both {sunday} and {sunday + 7} are" if high == sunday + 7 else f"{sunday} is"
    return f"{low}-{high}, where {which} Sunday"


def _out_of_range(place: Place, fault: Fault) -> Problem:
    (word,) = fault.facts
    low, high = bounds(place.grammar)
    plural = LABELS[place.name][1]
    names = f" or {place.cased('jan-dec')}" if place.name == "month" and "JAN" in place.grammar.values else ""
    limits = f"{plural} run {low}-{high}{names}"
    if place.name == "day_of_week":
        limits = _weekday_range(place.grammar)
    message = f"{place.label} {cut(word)} is out of range; {limits}"
    number = short_number(word)
    hint, new = "", ""
    if len(place.tokens) == 1:
        hint, new = _ENDS.get((place.name, number), ("", ""))
        if place.name == "day_of_month" and number > high and "L" in place.grammar.forms:
            hint, new = "for the last day of the month use L", "L"
        if place.name == "day_of_week" and number == high + 1 == 7:
            hint, new = "Sunday is 0", "0"
    offer = place.mended(fault.start, fault.stop, new) if new else None
    return place.problem("CRON103", fault, message, hint, suggestion=offer)


def _unexpected(place: Place, fault: Fault) -> Problem:
    kind = fault.facts[0]
    if kind in _UNEXPECTED:
        return _UNEXPECTED[kind](place, fault)
    return _foreign(place, fault)


def _foreign(place: Place, fault: Fault) -> Problem:
    _, word, _ = fault.facts
    if word == "\\":
        fix = place.mended(fault.start, fault.stop, "")
        hint = "the escape belongs to your shell, YAML or Java comment, not to cron"
        return place.problem("CRON113", fault, "stray backslash", hint, fix)
    message = f"{quote(word)} is not allowed in a cron field"
    hint = ""
    if word == ".":
        message += "; numbers are whole"
        is_half = place.source(place.start, place.stop).lstrip("0") == ".5"
        if is_half and place.name == "minute" and _has_seconds_first(place.grammar):
            hint = "for every 30 seconds write */30 in a field of seconds: */30 * * * * *"
    elif word == "_":
        hint = "the digits of a number stand together"
    elif word == "@":
        hint = "a nickname stands alone"
    offer = _without_full_stop(place, fault)
    return place.problem("CRON113", fault, message, "leave it out" if offer else hint, suggestion=offer)


def _without_full_stop(place: Place, fault: Fault) -> str | None:
    """Return the text without the sign that ends it, as a sentence, a statement or what is in brackets."""
    is_last = place.text.rstrip(AROUND) == place.text[: place.span(fault.start, fault.stop)[1]]
    return place.mended(fault.start, fault.stop, "") if is_last and fault.facts[1] in _CLOSERS else None


def _has_seconds_first(grammar: Grammar) -> bool:
    return any(len(names) == 6 and names[0] == "second" for names in grammar.dialect.layouts)


def _second_star(place: Place, fault: Fault) -> Problem:
    _, _, before = fault.facts
    if before == "*":
        stop = fault.start
        while place.source(stop, stop + 1) == "*":
            stop += 1
        fix = place.mended(fault.start, stop, "")
        return place.problem("CRON114", fault, 'unexpected "*" after "*"', "write a single *", fix)
    return place.problem("CRON114", fault, _STAR_ALONE)


def _after_star(place: Place, fault: Fault) -> Problem:
    kind, word, _ = fault.facts
    if kind is not NUMBER:
        return place.problem("CRON114", fault, _STAR_ALONE)
    number = short_number(word)
    is_even = number > 1 and _CIRCLES.get(place.name, 1) % number == 0
    hint = f"for every {number} {LABELS[place.name][1]} write */{number}" if is_even else ""
    offer = place.mended(fault.start, fault.stop, f"/{word}")
    return place.problem("CRON114", fault, _STAR_ALONE, hint, suggestion=offer)


def _dash(place: Place, fault: Fault) -> Problem:
    before = fault.facts[2]
    earlier = place.source(place.start, fault.start)
    after = place.token(fault.stop)
    if before == "*":
        return _after_star(place, fault)
    if not earlier:
        low, _ = bounds(place.grammar)
        hint = f"write {after} alone, or {low}-{after}" if after in place.grammar.values else ""
        offer = place.mended(fault.start, fault.stop, "")
        return place.problem("CRON108", fault, "range has no start", hint, suggestion=offer)
    if "-" not in earlier or "/" in earlier:
        return place.problem("CRON113", fault, f'unexpected "-" after {quote(before)}')
    offer = place.mended(fault.start, fault.stop, ",")
    fault.stop += len(after)
    hint = "a range has one start and one end"
    return place.problem("CRON107", fault, "unexpected second `-` in a range", hint, suggestion=offer)


def _slash(place: Place, fault: Fault) -> Problem:
    earlier = place.source(place.start, fault.start)
    if "/" in earlier:
        fault.stop += len(place.token(fault.stop))
        return place.problem("CRON107", fault, "unexpected second `/`")
    offer = place.mended(fault.start, fault.start, "*") if not earlier else None
    return place.problem("CRON121", fault, _NO_RANGE, suggestion=offer)


def _late_name(place: Place, fault: Fault) -> Problem:
    _, word, before = fault.facts
    if before == "*":
        return _after_star(place, fault)
    upper = word.upper()
    if place.name == "hour" and upper in ("AM", "PM"):
        return twelve_hours(place, fault)
    if upper in ("L", "W") and "/" not in place.source(place.start, fault.start):
        return form_problem(place, fault, word)
    return _junk(place, fault)


def _junk(place: Place, fault: Fault) -> Problem:
    _, word, before = fault.facts
    if before == "*":
        return _after_star(place, fault)
    offer = place.mended(fault.start, fault.stop, "") if fault.facts[0] is NAME else None
    message = f"unexpected {quote(word)} after {quote(before)}"
    return place.problem("CRON113", fault, message, suggestion=offer)


def _plus(place: Place, fault: Fault) -> Problem:
    offer = place.mended(fault.start, fault.stop, "")
    message = '"+" is only allowed at the start of day-of-week'
    if "+" not in place.grammar.dialect.forms:
        message = '"+" is not part of this dialect'
    return place.problem("CRON116", fault, message, "leave it out", suggestion=offer)


def _backwards(place: Place, fault: Fault) -> Problem:
    first, last, one, two = fault.facts
    message = f"range runs backwards: {cut(one)} is after {cut(two)}"
    swapped = f"to swap the ends write {cut(two)}-{cut(one)}"
    if place.name == "year" or len(place.tokens) > 3:
        return place.problem("CRON110", fault, message, swapped)
    around = _around(place.grammar, first, last, one, two)
    words = f"for {_clock(first)} to {_clock(last)}" if place.name == "hour" else "to go past the end"
    offer = place.mended(fault.start, fault.stop, around)
    return place.problem("CRON110", fault, message, f"{words} write {around}; {swapped}", suggestion=offer)


def _around(grammar: Grammar, first: int, last: int, one: str, two: str) -> str:
    """Return what a range that passes the field's end is in the manner in which it was written."""
    field = grammar.field
    start = name_of(grammar, first % 7 if field.name == "day_of_week" else first, one)
    if last == 0 and "7" in grammar.values and field.name == "day_of_week":
        return f"{start}-7"
    tail = _ranged(name_of(grammar, field.low, two), name_of(grammar, last, two))
    if first > field.high:
        return tail
    return f"{_ranged(start, name_of(grammar, field.high, one))},{tail}"


def _ranged(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"


def _clock(hour: int) -> str:
    if hour in (0, 12):
        return "noon" if hour else "midnight"
    return f"{hour % 12} {'PM' if hour > 12 else 'AM'}"


def _range_end(place: Place, fault: Fault) -> Problem:
    (word,) = fault.facts
    _, high = bounds(place.grammar)
    hint = f"write {cut(word)} alone, or {cut(word)}-{high}"
    offer = place.mended(fault.start, fault.stop, "")
    return place.problem("CRON108", fault, "range has no end", hint, suggestion=offer)


def _start_step(place: Place, fault: Fault) -> Problem:
    first, step = fault.facts
    field = place.grammar.field
    if not step.isdigit() or len(step) > 9:
        return place.problem("CRON121", fault, _NO_RANGE)
    written = place.tokens[0][1]
    start = name_of(place.grammar, first % 7 if field.name == "day_of_week" else first, written)
    whole = f"{start}-{name_of(place.grammar, field.high, written)}/{step}"
    if first == field.low:
        whole = f"*/{step}"
    offer = place.mended(fault.start, fault.stop, whole)
    hint = f"to start at {start} and go on to the end write {whole}"
    return place.problem("CRON121", fault, _NO_RANGE, hint, suggestion=offer)


def _step_number(place: Place, fault: Fault) -> Problem:
    kind = fault.facts[0]
    if kind is END or kind == ",":
        fault.start -= 1
        fault.stop = fault.start + 1
        offer = place.mended(fault.start, fault.stop, "")
        return place.problem("CRON105", fault, "step is missing after /", suggestion=offer)
    number = place.source(fault.start + 1, fault.stop) if kind == "-" else ""
    positive = place.mended(fault.start, fault.stop, number) if number else None
    return place.problem("CRON105", fault, "step must be a positive whole number", suggestion=positive)


def _step_zero(place: Place, fault: Fault) -> Problem:
    offer = place.mended(fault.start - 1, fault.stop, "")
    hint = "for every value of the range leave the step out"
    if place.tokens[0][0] == "*":
        hint = f"for every {place.label} write *"
    return place.problem("CRON105", fault, "step must be at least 1", hint, suggestion=offer)


def _step_huge(place: Place, fault: Fault) -> Problem:
    return place.problem("CRON106", fault, "step has more than 9 digits")


def _step_long(place: Place, fault: Fault) -> Problem:
    step, limit = fault.facts
    low, high = bounds(place.grammar)
    first = place.tokens[0][1]
    if first in "Hh":
        message = f"step {step} is longer than its range of {limit} values"
        return place.problem("CRON106", fault, message)
    inside = " inside the hour" if place.name == "minute" and first == "*" else ""
    message = f"step {step} never repeats{inside}: {LABELS[place.name][1]} run {low}-{high}"
    if any(sign == "-" for sign, _, _ in place.tokens):
        message = f"step {step} is longer than its range"
    elif inside and fault.name not in place.grammar.quirks:
        message += ", so this would fire at :00 only"
    hint = "a step counts within its own field only"
    offer = place.mended(place.start, place.stop, str(low) if first in "*/" else first)
    if inside and place.text.split()[1:] == ["*"] * 4 and place.text.split()[0] == f"*/{step}":
        if step == 90:
            return place.problem("CRON106", fault, message, EVERY_90_MINUTES)
        offer = by_the_clock(60 * step) or offer
    return place.problem("CRON106", fault, message, hint, suggestion=offer)


def _stepless(place: Place, fault: Fault) -> Problem:
    message = f"the {place.label} field has no steps in this dialect"
    return place.problem("CRON116", fault, message, "list the values")


def _whole_week(place: Place, fault: Fault) -> Problem:
    (word,) = fault.facts
    hint = f"for Sunday write {word}, for every day *"
    offer = place.mended(fault.start, fault.stop, word)
    return place.problem("CRON110", fault, "this range is a Sunday to a Sunday", hint, suggestion=offer)


def _empty(place: Place, fault: Fault) -> Problem:
    (kind,) = fault.facts
    size = fault.stop - fault.start
    if place.grammar.forms and place.start == 1 and place.text[place.offsets[0]] == "+":
        hint = "as in +fri: the day must match both day fields"
        return place.problem("CRON113", fault, '"+" must be followed by days', hint)
    if kind is END:
        where, new = "after the comma", ""
    elif size == 1:
        where, new = "before the comma", ""
    else:
        where, new = "between commas", ","
    if not place.word.strip("+,"):
        return place.problem("CRON109", fault, f"empty item {where}", "for every value write *")
    fix = place.mended(fault.start, fault.stop, new)
    return place.problem("CRON109", fault, f"empty item {where}", fix=fix)


_UNEXPECTED: dict[str, Callable[[Place, Fault], Problem]] = {
    "*": _second_star,
    "-": _dash,
    "/": _slash,
    "?": question_alone,
    "#": hash_sign,
    "+": _plus,
    "~": tilde,
    NAME: _late_name,
    NUMBER: _junk,
}

FAULTS: dict[str, Callable[[Place, Fault], Problem]] = {
    "backwards": _backwards,
    "drawn-backwards": drawn_backwards,
    "empty": _empty,
    "hash": hash_sign,
    "hash-bounds": hash_bounds,
    "hash-one": hash_one,
    "listed": listed,
    "name": name_problem,
    "nth": nth,
    "offset": offset,
    "offset-number": offset_number,
    "offset-workday": offset_workday,
    "question": question,
    "question-alone": question_alone,
    "range": _out_of_range,
    "range-end": _range_end,
    "start-step": _start_step,
    "step-huge": _step_huge,
    "step-long": _step_long,
    "step-number": _step_number,
    "step-zero": _step_zero,
    "stepless": _stepless,
    "suffix": suffix,
    "unexpected": _unexpected,
    "whole-week": _whole_week,
}


def quirk_key(fault: Fault) -> str:
    """Return what a dialect's quirks may call *fault*: its name, or the sign or word in the way."""
    if fault.name == "unexpected":
        return str(fault.facts[1])
    if fault.name == "nth" and (fault.facts[0] is not NUMBER or not fault.facts[1].strip("0")):
        return "no-nth"
    if fault.name == "name" and {fault.facts[0].upper()[:3]} & (MONTH_NAMES.keys() | WEEKDAY_NAMES.keys()):
        return "other-name"
    return fault.name


def with_quirk(message: str, quirks: dict[str, str], *keys: str) -> str:
    """Return *message* and what the original does with such a text, if *quirks* has any of *keys*."""
    quirk = next((quirks[key] for key in keys if key in quirks), "")
    return f"{message}; {quirk}" if quirk else message
