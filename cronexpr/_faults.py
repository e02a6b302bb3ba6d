"""The words for each way in which an item of a field can be wrong: one function for each `Fault`."""

from __future__ import annotations

from ._tokenizer import END, NAME, NUMBER, tokenize
from .errors import Problem, nearest, quote
from .fields import MONTH_NAMES, WEEKDAY_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ._parser import Fault, Grammar, Tokens

_LABELS = {
    "second": ("second", "seconds"),
    "minute": ("minute", "minutes"),
    "hour": ("hour", "hours"),
    "day_of_month": ("day of month", "days"),
    "month": ("month", "months"),
    "day_of_week": ("day of week", "days"),
    "year": ("year", "years"),
}
_FULL_NAMES = {
    "month": (
        "january february march april may june july august september october november december"
    ).split(),
    "day_of_week": "sunday monday tuesday wednesday thursday friday saturday".split(),
}
_KINDS_OF_NAME = {"month": "month", "day_of_week": "day"}
_ENDS = {
    ("second", 60): ("for the start of the minute use 0", "0"),
    ("minute", 60): ("for the top of the hour use 0", "0"),
    ("hour", 24): ("midnight is hour 0", "0"),
    ("day_of_month", 0): ("days of the month start at 1", "1"),
    ("month", 0): ("months start at 1", "1"),
}


class Place:
    """An item of a field of a text: what a message can point at and a fix can change."""

    __slots__ = ("grammar", "layout", "offsets", "start", "stop", "text", "tokens")

    def __init__(self, text: str, offsets: list[int], grammar: Grammar, layout: tuple[str, ...]) -> None:
        self.text = text
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
        return self.grammar.field.name

    @property
    def label(self) -> str:
        return _LABELS[self.name][0]

    def source(self, start: int, stop: int) -> str:
        """Return what stands from *start* to *stop* of the field."""
        return "".join([text for _, text, at in self.tokens if start <= at < stop])

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return where *start* to *stop* of the field stands in the text."""
        if stop > start:
            return self.offsets[start], self.offsets[stop - 1] + 1
        at = self.offsets[start] if start < len(self.offsets) else self.offsets[-1] + 1
        return at, at

    def mended(self, start: int, stop: int, new: str) -> str:
        """Return the whole text with *new* from *start* to *stop* of the field."""
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


def order(names: tuple[str, ...]) -> str:
    """Return the fields *names* as they are listed in hints."""
    return " ".join([name.replace("_", "-") for name in names])


def _cut(word: str) -> str:
    return quote(word)[1:-1]


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _short_number(word: str) -> int:
    """Return the number *word*, or a thousand if it has more than three digits."""
    plain = word.lstrip("0")
    return int(plain or 0) if len(plain) <= 3 else 1000


def _bounds(grammar: Grammar) -> tuple[int, int]:
    if grammar.field.name == "day_of_week":
        return grammar.dialect.weekdays
    return grammar.field.low, grammar.field.high


def _written(grammar: Grammar, value: int) -> str:
    shift = grammar.dialect.sunday if grammar.field.name == "day_of_week" else 0
    return str(value + shift)


def _weekday_range(grammar: Grammar) -> str:
    low, high = grammar.dialect.weekdays
    sunday = grammar.dialect.sunday
    which = f"both {sunday} and {sunday + 7} are" if high == sunday + 7 else f"{sunday} is"
    return f"{low}-{high}, where {which} Sunday"


def _out_of_range(place: Place, fault: Fault) -> Problem:
    (word,) = fault.facts
    low, high = _bounds(place.grammar)
    plural = _LABELS[place.name][1]
    names = " or jan-dec" if place.name == "month" and "JAN" in place.grammar.values else ""
    limits = f"{plural} run {low}-{high}{names}"
    if place.name == "day_of_week":
        limits = _weekday_range(place.grammar)
    message = f"{place.label} {_cut(word)} is out of range; {limits}"
    number = _short_number(word)
    hint, new = "", ""
    if len(place.tokens) == 1:
        hint, new = _ENDS.get((place.name, number), ("", ""))
        if place.name == "day_of_month" and number > high and "L" in place.grammar.forms:
            hint, new = "for the last day of the month use L", "L"
    offer = place.mended(fault.start, fault.stop, new) if new else None
    return place.problem("CRON103", fault, message, hint, suggestion=offer)


def _name(place: Place, fault: Fault) -> Problem:
    (word,) = fault.facts
    letters = _letter(place, fault, word)
    if letters is not None:
        return letters
    kind = _KINDS_OF_NAME.get(place.name)
    if kind is None or not _knows_names(place.grammar):
        hint = f"the field order is {order(place.layout)}"
        return place.problem(
            "CRON113", fault, f"{quote(word)} is not a value of the {place.label} field", hint
        )
    return _unknown_name(place, fault, word, kind)


def _knows_names(grammar: Grammar) -> bool:
    return grammar.field.name in grammar.dialect.named_fields


def _unknown_name(place: Place, fault: Fault, word: str, kind: str) -> Problem:
    lower = word.lower()
    if any([name.startswith(lower) and len(lower) > 3 for name in _FULL_NAMES[place.name]]):
        fix = place.mended(fault.start, fault.stop, word[:3])
        hint = f"did you mean {word[:3]}?"
        return place.problem("CRON112", fault, f"{kind} names are three letters here", hint, fix)
    message = f"unknown {kind} name {quote(word)}"
    names = [name.lower() for name in place.grammar.field.names]
    near = nearest(lower, tuple(names))
    if near is not None and not _is_other_name(place, word):
        near = near if word.islower() else near.upper()
        fix = place.mended(fault.start, fault.stop, near)
        return place.problem("CRON111", fault, message, f"did you mean {near}?", fix)
    low, high = _bounds(place.grammar)
    hint = f"use {' '.join(names)} or {low}-{high}"
    return place.problem("CRON111", fault, message, hint)


def _is_other_name(place: Place, word: str) -> bool:
    return word.upper() in (WEEKDAY_NAMES if place.name == "month" else MONTH_NAMES)


def _letter(place: Place, fault: Fault, word: str) -> Problem | None:
    """Say what is wrong with a letter that is a special form elsewhere, or in upper case."""
    upper = word.upper()
    if upper == "H":
        follows = place.source(fault.stop, fault.stop + 1)
        new = place.mended(fault.start, fault.stop, "*") if follows == "/" else None
        return place.problem("CRON116", fault, '"H" (hash) is a Jenkins extension', suggestion=new)
    if upper in ("L", "LW", "W") or _is_last_name(place, upper):
        return _form_problem(place, fault, word)
    return None


def _is_last_name(place: Place, upper: str) -> bool:
    return place.name == "day_of_week" and upper[-1] == "L" and upper[:-1] in WEEKDAY_NAMES


def _form_problem(place: Place, fault: Fault, word: str) -> Problem:
    letter = "L" if word[-1] in "lL" else "W"
    forms = place.grammar.forms
    wanted = {"L": ("L", "dL"), "W": ("nW", "LW")}[letter]
    if len(word) > 1 and word[0] in "lL":
        wanted = ("LW",)
    if not any([form in forms for form in wanted]):
        return _misplaced(place, fault, letter, wanted)
    if any([sign in "-/" for _, sign, _ in place.tokens]) and fault.start > place.start:
        message = f"{letter} applies to one day, not to a range"
        return place.problem("CRON118", fault, message)
    if word != word.upper() and not (place.name == "day_of_week" and word == "l"):
        return _lower_case(place, fault, word)
    if place.name == "day_of_week":
        hint = "for the last Friday of the month write 5L" if place.grammar.dialect.sunday == 0 else ""
        return place.problem("CRON113", fault, "L stands after a day here", hint)
    return place.problem(
        "CRON113", fault, f"{letter} stands after a day", "for the workday nearest to the 15th write 15W"
    )


def _lower_case(place: Place, fault: Fault, word: str) -> Problem:
    letter = word[-1].upper()
    upper = word[:-1] + letter if len(word) > 2 else word.upper()
    offer = place.mended(fault.start, fault.stop, upper)
    return place.problem(
        "CRON116", fault, f"{word.upper() if len(word) < 3 else letter} is upper case", suggestion=offer
    )


def _misplaced(place: Place, fault: Fault, letter: str, forms: tuple[str, ...]) -> Problem:
    allowed = place.grammar.dialect.forms
    where = []
    if any([form in allowed for form in forms if form in ("L", "LW", "nW", "?")]):
        where.append("day-of-month")
    if any([form in allowed for form in forms if form in ("dL", "d#n", "?")]):
        where.append("day-of-week")
    if not where:
        return place.problem("CRON116", fault, f'"{letter}" is not part of this dialect')
    return place.problem("CRON116", fault, f'"{letter}" is only allowed in {" or ".join(where)}')


def _suffix(place: Place, fault: Fault) -> Problem:
    word, number, start = fault.facts
    lower = word.lower()
    if lower in ("am", "pm") and place.name == "hour":
        return _twelve_hours(place, fault, number, start)
    if lower[0] == "x" and number == "0":
        return _hexadecimal(place, fault, start)
    if lower in ("l", "w"):
        return _form_problem(place, fault, word)
    message = f"unexpected {quote(word)} after {quote(number)}"
    offer = place.mended(fault.start, fault.stop, "")
    return place.problem("CRON113", fault, message, suggestion=offer)


def _twelve_hours(place: Place, fault: Fault, number: str, start: int) -> Problem:
    new = ""
    tokens = place.tokens
    for at, (kind, word, _) in enumerate(tokens):
        following = tokens[at + 1][1].lower() if at + 1 < len(tokens) else ""
        if kind is NUMBER and following in ("am", "pm") and 1 <= _short_number(word) <= 12:
            new += str(int(word) % 12 + 12 * (following == "pm"))
        elif kind is not NAME or word.lower() not in ("am", "pm"):
            new += word
    fault.start = start
    offer = place.mended(place.start, place.stop, new)
    hint = "9am is 9; 9pm is 21"
    return place.problem("CRON115", fault, "hours are numbers on the 24-hour clock", hint, suggestion=offer)


def _hexadecimal(place: Place, fault: Fault, start: int) -> Problem:
    stop = start
    for kind, word, at in place.tokens:
        if at == stop and (kind is NUMBER or kind is NAME):
            stop = at + len(word)
    digits = place.source(start, stop)[2:]
    is_number = 0 < len(digits) <= 3 and all([digit in "0123456789abcdefABCDEF" for digit in digits])
    offer = place.mended(start, stop, str(int(digits, 16))) if is_number else None
    fault.start, fault.stop = start, stop
    return place.problem("CRON113", fault, "hexadecimal is not a cron number", suggestion=offer)


def _unexpected(place: Place, fault: Fault) -> Problem:
    kind, word, _ = fault.facts
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
        if place.name == "minute" and "second" in _all_fields(place.grammar):
            hint = "for every 30 seconds write */30 in a field of seconds: */30 * * * * *"
    elif word == "@":
        hint = "a nickname stands alone"
    return place.problem("CRON113", fault, message, hint)


def _all_fields(grammar: Grammar) -> set[str]:
    return {name for layout in grammar.dialect.layouts for name in layout}


def _second_star(place: Place, fault: Fault) -> Problem:
    _, _, before = fault.facts
    if before == "*":
        stop = fault.start
        while place.source(stop, stop + 1) == "*":
            stop += 1
        fix = place.mended(fault.start, stop, "")
        return place.problem("CRON114", fault, 'unexpected "*" after "*"', "write a single *", fix)
    return place.problem("CRON114", fault, _STAR_ALONE)


_STAR_ALONE = '"*" must stand alone or be followed by /'


def _after_star(place: Place, fault: Fault) -> Problem:
    kind, word, _ = fault.facts
    if kind is not NUMBER:
        return place.problem("CRON114", fault, _STAR_ALONE)
    number = _short_number(word)
    plural = _LABELS[place.name][1]
    hint = f"for every {number} {plural} write */{number}" if 1 < number < 1000 else ""
    offer = place.mended(fault.start, fault.stop, f"/{word}")
    return place.problem("CRON114", fault, _STAR_ALONE, hint, suggestion=offer)


def _second_dash(place: Place, fault: Fault) -> Problem:
    _, _, before = fault.facts
    if before == "*":
        return _after_star(place, fault)
    after = place.source(fault.stop, place.stop)
    first = next(iter(tokenize(after)))
    if not before or fault.start == place.start:
        low, _ = _bounds(place.grammar)
        hint = (
            f"write {first[1]} alone, or {low}-{first[1]}" if first[0] is NUMBER and len(first[1]) < 5 else ""
        )
        offer = place.mended(fault.start, fault.stop, "")
        return place.problem("CRON108", fault, "range has no start", hint, suggestion=offer)
    if "-" in place.source(place.start, fault.start) and "/" not in place.source(place.start, fault.start):
        offer = place.mended(fault.start, fault.stop, ",")
        fault.stop += len(first[1])
        message = "unexpected second `-` in a range"
        return place.problem("CRON107", fault, message, "a range has one start and one end", suggestion=offer)
    return place.problem("CRON113", fault, f'unexpected "-" after {quote(before)}')


def _slash(place: Place, fault: Fault) -> Problem:
    _, _, before = fault.facts
    earlier = place.source(place.start, fault.start)
    if "/" in earlier:
        fault.stop += len(next(iter(tokenize(place.source(fault.stop, place.stop))))[1])
        return place.problem("CRON107", fault, "unexpected second `/`")
    offer = place.mended(fault.start, fault.start, "*") if not earlier else None
    return place.problem("CRON121", fault, _NO_RANGE, suggestion=offer)


_NO_RANGE = 'a step needs "*" or a range before it'


def _late_name(place: Place, fault: Fault) -> Problem:
    _, word, before = fault.facts
    if before == "*":
        return _after_star(place, fault)
    upper = word.upper()
    if place.name == "hour" and upper in ("AM", "PM"):
        return _twelve_hours(place, fault, before, fault.start - len(before))
    if upper in ("L", "W") and "/" not in place.source(place.start, fault.start):
        return _form_problem(place, fault, word)
    return _junk(place, fault)


def _junk(place: Place, fault: Fault) -> Problem:
    _, word, before = fault.facts
    if before == "*":
        return _after_star(place, fault)
    offer = place.mended(fault.start, fault.stop, "") if fault.facts[0] is NAME else None
    message = f"unexpected {quote(word)} after {quote(before)}"
    return place.problem("CRON113", fault, message, suggestion=offer)


def _question(place: Place, fault: Fault) -> Problem:
    if "?" not in place.grammar.dialect.forms:
        return place.problem("CRON116", fault, '"?" is not part of this dialect')
    message = '"?" is only allowed in day-of-month or day-of-week'
    offer = place.mended(fault.start, fault.stop, "*")
    return place.problem("CRON116", fault, message, "use *", suggestion=offer)


def _question_alone(place: Place, fault: Fault) -> Problem:
    if "?" not in place.grammar.forms:
        return _question(place, fault)
    return place.problem("CRON114", fault, '"?" must stand alone')


def _hash(place: Place, fault: Fault) -> Problem:
    if "d#n" not in place.grammar.forms:
        return _misplaced(place, fault, "#", ("d#n",))
    if "-" in place.source(place.start, fault.start):
        return place.problem("CRON118", fault, '"#" applies to one day, not to a range')
    return _junk_sign(place, fault)


def _junk_sign(place: Place, fault: Fault) -> Problem:
    _, word, before = fault.facts
    after = f" after {quote(before)}" if before else ""
    return place.problem("CRON113", fault, f"unexpected {quote(word)}{after}")


def _plus(place: Place, fault: Fault) -> Problem:
    offer = place.mended(fault.start, fault.stop, "")
    if "+" not in place.grammar.dialect.forms:
        return place.problem("CRON116", fault, '"+" is not part of this dialect', suggestion=offer)
    message = '"+" is only allowed at the start of day-of-week'
    return place.problem("CRON116", fault, message, suggestion=offer)


_UNEXPECTED: dict[str, Callable[[Place, Fault], Problem]] = {
    "*": _second_star,
    "-": _second_dash,
    "/": _slash,
    "?": _question_alone,
    "#": _hash,
    "+": _plus,
    NAME: _late_name,
    NUMBER: _junk,
}


def _backwards(place: Place, fault: Fault) -> Problem:
    first, last = fault.facts
    one, two = place.source(fault.start, fault.stop).split("-")
    low, high = _bounds(place.grammar)
    message = f"range runs backwards: {_cut(one)} is after {_cut(two)}"
    swapped = f"to swap the ends write {_cut(two)}-{_cut(one)}"
    if place.name == "year" or len(place.tokens) > 3:
        return place.problem("CRON110", fault, message, swapped)
    if place.name == "day_of_week":
        return _backward_days(place, fault, message, swapped, first, last)
    around = f"{_ranged(one, first, high)},{_ranged(str(low), low, last, two)}"
    if place.name == "month" and not one.isdigit():
        around = f"{one}-dec,jan-{two}" if first < high and last > low else around
    words = f"for {_clock(first)} to {_clock(last)}" if place.name == "hour" else "to go past the end"
    offer = place.mended(fault.start, fault.stop, around)
    return place.problem("CRON110", fault, message, f"{words} write {around}; {swapped}", suggestion=offer)


def _backward_days(place: Place, fault: Fault, message: str, swapped: str, first: int, last: int) -> Problem:
    grammar = place.grammar
    one, two = place.source(fault.start, fault.stop).split("-")
    saturday = "sat" if not one.isdigit() else _written(grammar, 6)
    sunday = "sun" if not two.isdigit() else _written(grammar, 0)
    tail = _ranged(sunday, 0, last, two)
    around = f"{_ranged(one, first, 6, saturday)},{tail}" if first < 7 else tail
    offer = place.mended(fault.start, fault.stop, around)
    return place.problem(
        "CRON110", fault, message, f"to go past Saturday write {around}; {swapped}", suggestion=offer
    )


def _ranged(start: str, first: int, last: int, end: str = "") -> str:
    return start if first == last else f"{start}-{end or last}"


def _clock(hour: int) -> str:
    if hour in (0, 12):
        return "noon" if hour else "midnight"
    return f"{hour % 12} {'PM' if hour > 12 else 'AM'}"


def _range_end(place: Place, fault: Fault) -> Problem:
    (word,) = fault.facts
    _, high = _bounds(place.grammar)
    hint = f"write {_cut(word)} alone, or {_cut(word)}-{high}"
    offer = place.mended(fault.start, fault.stop, "")
    return place.problem("CRON108", fault, "range has no end", hint, suggestion=offer)


def _start_step(place: Place, fault: Fault) -> Problem:
    first, step = fault.facts
    low, high = place.grammar.field.low, place.grammar.field.high
    start = place.tokens[0][1]
    if not step.isdigit():
        return place.problem("CRON121", fault, _NO_RANGE)
    whole = f"*/{step}" if first == low else f"{start}-{_written(place.grammar, high)}/{step}"
    offer = place.mended(fault.start, fault.stop, whole)
    hint = f"to start at {_cut(start)} and go on to the end write {_cut(whole)}"
    return place.problem("CRON121", fault, _NO_RANGE, hint, suggestion=offer)


def _step_number(place: Place, fault: Fault) -> Problem:
    kind, _ = fault.facts
    message = "step must be a positive whole number"
    if kind is END or kind == ",":
        fault.start -= 1
        fault.stop = fault.start + 1
        offer = place.mended(fault.start, fault.stop, "")
        return place.problem("CRON105", fault, "step is missing after /", suggestion=offer)
    new = place.source(fault.start + 1, fault.stop)
    offer = place.mended(fault.start, fault.stop, new) if kind == "-" and new else None
    return place.problem("CRON105", fault, message, suggestion=offer)


def _step_zero(place: Place, fault: Fault) -> Problem:
    offer = place.mended(fault.start - 1, fault.stop, "")
    hint = "for every value of the range leave the step out"
    if place.tokens[0][0] == "*":
        hint = f"for every {place.label} write *"
    return place.problem("CRON105", fault, "step must be at least 1", hint, suggestion=offer)


def _step_huge(place: Place, fault: Fault) -> Problem:
    return place.problem("CRON106", fault, "step has more than 9 digits")


def _step_long(place: Place, fault: Fault) -> Problem:
    (step,) = fault.facts
    low, high = _bounds(place.grammar)
    message = f"step {step} never repeats: {_LABELS[place.name][1]} run {low}-{high}"
    if place.name == "minute" and place.tokens[0][0] == "*":
        message = (
            f"step {step} never repeats inside the hour: minutes run 0-59, so this would fire at :00 only"
        )
    return place.problem("CRON106", fault, message)


def _offset(place: Place, fault: Fault) -> Problem:
    (word,) = fault.facts
    if not word.strip("0"):
        offer = place.mended(fault.start - 1, fault.stop, "")
        return place.problem("CRON103", fault, "L-0 is L; the offset runs 1-30", suggestion=offer)
    message = f"L-{_cut(word)} is before the start of every month; the offset runs 1-30"
    return place.problem("CRON103", fault, message)


def _offset_number(place: Place, fault: Fault) -> Problem:
    return place.problem(
        "CRON113", fault, "L- needs a number of days, 1-30", "L alone is the last day of the month"
    )


def _offset_workday(place: Place, fault: Fault) -> Problem:
    return place.problem("CRON118", fault, "W cannot follow L-n in this dialect", _extended_hint())


def _extended_hint() -> str:
    return 'the dialect "extended" reads it'


def _listed(place: Place, fault: Fault) -> Problem:
    (form,) = fault.facts
    letter = form[-1] if form[-1] in "WL" else "#"
    message = f"{letter} applies to one day and stands alone, not in a list"
    return place.problem("CRON118", fault, message, _extended_hint() if letter == "W" else "")


def _nth(place: Place, fault: Fault) -> Problem:
    kind, word, weekday = fault.facts
    forms = place.grammar.forms
    if word == "l" and "d#L" in forms:
        return _lower_case(place, fault, word)
    if kind is not NUMBER:
        return place.problem(
            "CRON113", fault, "# needs a number from 1 to 5" + (" or L" if "d#L" in forms else "")
        )
    day = _FULL_NAMES["day_of_week"][weekday].capitalize()
    which = f"{_ordinal(_short_number(word))} {day}" if _short_number(word) < 1000 else f"such {day}"
    message = f"no month has a {which}; the number after # runs 1-5"
    if "d#L" not in forms:
        return place.problem("CRON103", fault, message)
    hint = f"for the last {day} write {place.tokens[0][1]}#L"
    offer = place.mended(fault.start, fault.stop, "L")
    return place.problem("CRON103", fault, message, hint, suggestion=offer)


def _empty(place: Place, fault: Fault) -> Problem:
    (kind,) = fault.facts
    size = fault.stop - fault.start
    if place.grammar.forms and place.start == 1 and place.text[place.offsets[0]] == "+":
        return place.problem("CRON113", fault, '"+" must be followed by days')
    if kind is END:
        where, new = "after the comma", ""
    elif size == 1:
        where, new = "before the comma", ""
    else:
        where, new = "between commas", ","
    fix = place.mended(fault.start, fault.stop, new) if len(place.offsets) > 1 else None
    return place.problem("CRON109", fault, f"empty item {where}", fix=fix)


FAULTS: dict[str, Callable[[Place, Fault], Problem]] = {
    "backwards": _backwards,
    "empty": _empty,
    "hash": _hash,
    "listed": _listed,
    "name": _name,
    "nth": _nth,
    "offset": _offset,
    "offset-number": _offset_number,
    "offset-workday": _offset_workday,
    "question": _question,
    "question-alone": _question_alone,
    "range": _out_of_range,
    "range-end": _range_end,
    "start-step": _start_step,
    "step-huge": _step_huge,
    "step-long": _step_long,
    "step-number": _step_number,
    "step-zero": _step_zero,
    "suffix": _suffix,
    "unexpected": _unexpected,
}
