"""The words for what is wrong with a name or a special form (``L``, ``W``, ``#``, ``?``), or with neither."""

from __future__ import annotations

from cronexpr._grammar import DRAWN_FORMS, FIELD_FORMS
from cronexpr._tokenizer import NAME, NUMBER
from cronexpr.errors import cut, nearest, ordinal, quote
from cronexpr.fields import FULL_NAMES, MONTH_NAMES, WEEKDAY_NAMES

from ._places import EXTENDED_READS_IT, bounds, order, short_number, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cronexpr._grammar import Fault, Grammar
    from cronexpr.errors import Problem

    from ._places import Place


def _with_seed(dialect: str) -> str:
    python, command = f'dialect="{dialect}", seed="..."', f"--dialect {dialect} --seed TEXT"
    return f"give {python} in Python, {command} on the command line"


_DRAWN = {
    "H": ('"H" (hash) is a Jenkins extension', _with_seed("jenkins")),
    "R": ('"R" (random) is a croniter extension', _with_seed("croniter")),
    "~": ('"~" (random) is a cronie extension', _with_seed("cronie")),
}
_KINDS_OF_NAME = {"month": "month", "day_of_week": "day"}
_CASED = "in lower case it is no special form"


def letter_problem(place: Place, fault: Fault, word: str) -> Problem | None:
    """Say what is wrong with a letter that is a special form elsewhere, or in upper case."""
    upper = word.upper()
    if upper in _DRAWN and upper in place.grammar.forms:
        offer = place.mended(fault.start, fault.stop, upper)
        return place.problem("CRON116", fault, f"{upper} must be upper case", _CASED, suggestion=offer)
    if upper in _DRAWN:
        follows = place.source(fault.stop, fault.stop + 1)
        new = place.mended(fault.start, fault.stop, "*") if follows == "/" else None
        message, hint = _DRAWN[upper]
        return place.problem("CRON116", fault, message, hint, suggestion=new)
    if upper in ("L", "LW", "W") or _is_last_name(place, upper):
        return form_problem(place, fault, word)
    return None


def _is_last_name(place: Place, upper: str) -> bool:
    return place.name == "day_of_week" and upper[-1] == "L" and upper[:-1] in WEEKDAY_NAMES


def form_problem(place: Place, fault: Fault, word: str) -> Problem:
    """Say what is wrong with *word*, which ends in L or W in either case."""
    letter = word[-1].upper()
    wanted: tuple[str, ...] = ("L", "dL") if letter == "L" else ("nW", "LW")
    if word.upper() == "LW":
        wanted = ("LW",)
    if not place.grammar.forms.intersection(wanted):
        return misplaced(place, fault, letter, wanted)
    if fault.start > place.start and any(sign in "-/" for _, sign, _ in place.tokens):
        return place.problem("CRON118", fault, f"{letter} applies to one day, not to a range")
    if word != word.upper() and place.grammar.dialect.form_case == "upper":
        return lower_case(place, fault, word)
    is_alone = letter == "L" and place.name == "day_of_month"
    message = f"{letter} stands {'alone' if is_alone else 'after a day'} here"
    return place.problem("CRON113", fault, message, _form_hint(place, letter))


def _form_hint(place: Place, letter: str) -> str:
    if letter == "W":
        return "for the workday nearest to the 15th write 15W"
    if place.name == "day_of_month":
        return "L alone is the last day of the month"
    return f"for the last Friday of the month write {written(place.grammar, 5)}L"


def lower_case(place: Place, fault: Fault, word: str) -> Problem:
    """Say that *word*, or the letter at its end, is written in upper case."""
    shown = word.upper() if len(word) < 3 else word[-1].upper()
    upper = word.upper() if len(word) < 3 else place.cased(word[:-1]) + shown
    offer = place.mended(fault.start, fault.stop, upper)
    message = f"{word if word[-1] == shown else shown} must be upper case"
    return place.problem("CRON116", fault, message, _CASED, suggestion=offer)


def misplaced(place: Place, fault: Fault, letter: str, forms: tuple[str, ...]) -> Problem:
    """Say where *letter* is allowed, if any of *forms* is part of the dialect."""
    allowed = place.grammar.dialect.forms.intersection(forms)
    where = [order((name,)) for name, own in FIELD_FORMS.items() if allowed & own]
    if not where:
        return place.problem("CRON116", fault, f'"{letter}" is not part of this dialect')
    return place.problem("CRON116", fault, f'"{letter}" is only allowed in {" or ".join(where)}')


def suffix(place: Place, fault: Fault) -> Problem:
    word, number, start = fault.facts
    lower = word.lower()
    if lower in ("am", "pm") and place.name == "hour":
        return twelve_hours(place, fault)
    if lower in ("am", "pm") and place.name == "minute" and 1 <= short_number(number) <= 12:
        hour = int(number) % 12 + 12 * (lower == "pm")
        hint = f"the hour is the field after the minute: for {cut(number)}{lower} write 0 {hour} in these two"
        return place.problem("CRON115", fault, "hours are numbers on the 24-hour clock", hint)
    if lower[0] == "x" and number == "0":
        return _hexadecimal(place, fault, start)
    if lower in ("l", "w"):
        return form_problem(place, fault, word)
    message = f"unexpected {quote(word)} after {quote(number)}"
    offer = place.mended(fault.start, fault.stop, "")
    return place.problem("CRON113", fault, message, suggestion=offer)


def twelve_hours(place: Place, fault: Fault) -> Problem:
    """Say that hours run to 23, and offer the item with its hours converted."""
    new = ""
    tokens = place.tokens
    for at, (kind, word, _) in enumerate(tokens):
        following = tokens[at + 1][1].lower() if at + 1 < len(tokens) else ""
        if kind is NUMBER and following in ("am", "pm") and 1 <= short_number(word) <= 12:
            new += str(int(word) % 12 + 12 * (following == "pm"))
        elif kind is not NAME or word.lower() not in ("am", "pm"):
            new += word
    offer = place.mended(place.start, place.stop, new)
    hint = "9am is 9; 9pm is 21"
    return place.problem("CRON115", fault, "hours are numbers on the 24-hour clock", hint, suggestion=offer)


def _hexadecimal(place: Place, fault: Fault, start: int) -> Problem:
    stop = start
    for kind, word, at in place.tokens:
        if at == stop and (kind is NUMBER or kind is NAME):
            stop = at + len(word)
    digits = place.source(start, stop)[2:]
    is_number = 0 < len(digits) <= 3 and all(digit in "0123456789abcdefABCDEF" for digit in digits)
    offer = place.mended(start, stop, str(int(digits, 16))) if is_number else None
    fault.start, fault.stop = start, stop
    return place.problem("CRON113", fault, "hexadecimal is not a cron number", suggestion=offer)


def question(place: Place, fault: Fault) -> Problem:
    message = '"?" is only allowed in day-of-month or day-of-week'
    if "?" not in place.grammar.dialect.forms:
        message = '"?" is not part of this dialect'
    offer = place.mended(fault.start, fault.stop, "*")
    return place.problem("CRON116", fault, message, "use *", suggestion=offer)


def question_alone(place: Place, fault: Fault) -> Problem:
    if "?" not in place.grammar.forms:
        return question(place, fault)
    return place.problem(
        "CRON114", fault, '"?" must stand alone', "it limits nothing; to limit the days leave it out"
    )


def hash_sign(place: Place, fault: Fault) -> Problem:
    if "d#n" not in place.grammar.forms:
        return misplaced(place, fault, "#", ("d#n",))
    if "-" in place.source(place.start, fault.start):
        hint = "list the days, each with its own #" if "d#n" in place.grammar.listed_forms else ""
        return place.problem("CRON118", fault, '"#" applies to one day, not to a range', hint)
    _, word, before = fault.facts
    after = f" after {quote(before)}" if before else ""
    return place.problem("CRON113", fault, f"unexpected {quote(word)}{after}")


def offset(place: Place, fault: Fault) -> Problem:
    (word,) = fault.facts
    if not word.strip("0"):
        offer = place.mended(fault.start - 1, fault.stop, "")
        return place.problem("CRON103", fault, "L-0 is L; the offset runs 1-30", suggestion=offer)
    message = f"L-{cut(word)} is before the start of every month; the offset runs 1-30"
    return place.problem("CRON103", fault, message)


def offset_number(place: Place, fault: Fault) -> Problem:
    return place.problem(
        "CRON113", fault, "L- needs a number of days, 1-30", "L alone is the last day of the month"
    )


def offset_workday(place: Place, fault: Fault) -> Problem:
    return place.problem("CRON118", fault, "W cannot follow L-n in this dialect", _extended(place))


def _extended(place: Place) -> str:
    return EXTENDED_READS_IT if place.grammar.dialect.name == "standard" else ""


def tilde(place: Place, fault: Fault) -> Problem:
    """Say whose sign ``~`` is, or what may follow it."""
    if "~" in place.grammar.forms:
        return place.problem("CRON113", fault, 'unexpected "~"')
    return place.problem("CRON116", fault, *_DRAWN["~"])


def hash_bounds(place: Place, fault: Fault) -> Problem:
    """Say what is missing in ``H(0-29)``."""
    (sign,) = fault.facts
    letter = place.tokens[0][1]
    return place.problem("CRON108", fault, f'expected "{sign}": bounds are written {letter}(1-10)')


def hash_one(place: Place, fault: Fault) -> Problem:
    """Say that ``H/1`` is no step."""
    offer = place.mended(place.start, fault.stop, "*") if len(place.tokens) == 3 else None
    return place.problem("CRON105", fault, "a hashed step must be at least 2", suggestion=offer)


def drawn_backwards(place: Place, fault: Fault) -> Problem:
    """Say that there is nothing to draw from."""
    one, two = fault.facts
    message = f"range runs backwards: {cut(one)} is after {cut(two)}"
    sign = place.source(fault.start + len(one), fault.stop - len(two))
    offer = place.mended(fault.start, fault.stop, two + sign + one)
    return place.problem("CRON110", fault, message, "swap the ends", suggestion=offer)


def listed(place: Place, fault: Fault) -> Problem:
    (form,) = fault.facts
    letter = next((letter for letter in "W#L" if letter in form), form)
    reason = "is one value" if form in DRAWN_FORMS else "applies to one day"
    message = f"{letter} {reason} and stands alone, not in a list"
    hint = (letter == "W" and _extended(place)) or "days of several kinds take several expressions"
    return place.problem("CRON118", fault, message, hint)


def nth(place: Place, fault: Fault) -> Problem:
    kind, word, weekday = fault.facts
    forms = place.grammar.forms
    if word == "l" and "d#L" in forms:
        return lower_case(place, fault, word)
    if kind is not NUMBER:
        return place.problem(
            "CRON113", fault, "# needs a number from 1 to 5" + (" or L" if "d#L" in forms else "")
        )
    day = FULL_NAMES["day_of_week"][weekday].capitalize()
    which = f"{ordinal(short_number(word))} {day}" if short_number(word) < 1000 else f"such {day}"
    message = f"no month has a {which}; the number after # runs 1-5"
    if "d#L" not in forms:
        return place.problem("CRON103", fault, message)
    hint = f"for the last {day} write {cut(place.tokens[0][1])}#L"
    offer = place.mended(fault.start, fault.stop, "L")
    return place.problem("CRON103", fault, message, hint, suggestion=offer)


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
