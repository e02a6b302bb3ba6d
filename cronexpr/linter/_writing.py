"""Rules about how it is written: what is superfluous, ambiguous, or read differently elsewhere."""

from __future__ import annotations

from itertools import groupby

from .._calendar import WORKDAYS
from .._parser import AROUND
from .._plan import bits, mask_of
from ..errors import enumerated
from ..fields import WEEKDAY_NAMES
from ..terms import Span, Unspecified, Wildcard
from ._subject import MONTHS, WEEKDAYS, brief, is_whole, number, spans, stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..fields import FieldSet
    from ..terms import Term
    from ._subject import Finding, Subject

_STAR_HINTS = dict.fromkeys(
    ("second", "minute", "hour"), "* says so, but makes an interval of it when clocks change"
) | {
    "day_of_month": "* says so, and is no limit beside the day of week",
    "day_of_week": "* says so, and is no limit beside the day of month",
    "month": "* says so",
    "year": "* says so, and goes on for ever",
}
"""What ``*`` says in each field, where it is not proven to be the same."""
_NAMES = tuple(WEEKDAY_NAMES)
_ALIKE = "names are read alike everywhere"
_HINTED = 40  # characters of a field in a hint: a list of all weekdays has 27
_WEEKS = tuple(map(mask_of, (range(1, 6), range(1, 7), range(1, 8), range(2, 7))))
"""Masks of months that make little sense as months and much as weekdays: 1-5, 1-6, 1-7, 2-6."""


def full_range(subject: Subject) -> Iterator[Finding]:
    """Find ``0-59``, ``*/1`` and the like."""
    for field in subject.written:
        whole = [index for index, term in spans(field) if term.step == 1 and is_whole(field, term)]
        if not whole:
            continue
        offers = subject.offers(subject.rewritten({field.name: "+*" if field.is_joined else "*"}))
        item = brief(subject.item(field, whole[0]))
        hint = "* says so" if "fix" in offers else _STAR_HINTS[field.name]
        yield subject.note(f"{item} is all there is of this field", field, whole[0], hint, **offers)


def duplicates(subject: Subject) -> Iterator[Finding]:
    """Find items of a list whose values are among those of the others, and ranges that overlap."""
    for field in subject.written:
        if len(field.terms) == 1:
            continue
        kept = _needed(field)
        surplus = [index for index in range(len(field.terms)) if index not in kept]
        if surplus:
            item = brief(subject.item(field, surplus[0]))
            text = "+" * field.is_joined + ",".join([subject.item(field, index) for index in sorted(kept)])
            more = f", and so do {len(surplus) - 1} more items" if len(surplus) > 1 else ""
            yield subject.note(
                f"{item} repeats what the rest of the list says{more}",
                field,
                surplus[0],
                "leave it out" if len(surplus) == 1 else "leave them out",
                **subject.offers(subject.rewritten({field.name: text})),
            )
        elif (index := _overlapping(field)) is not None:
            item = brief(subject.item(field, index))
            yield subject.note(f"{item} overlaps with items before it", field, index)


def _needed(field: FieldSet) -> set[int]:
    """Return the indexes of terms that say what no other does; of equal ones, the first."""
    masks = [_mask(field, term) for term in field.terms]
    before = [0]
    for mask in masks:
        before.append(before[-1] | mask)
    kept: set[int] = set()
    union = 0
    for index in range(len(masks) - 1, -1, -1):
        term = field.terms[index]
        if masks[index] & ~(before[index] | union) or (not masks[index] and term not in field.terms[:index]):
            kept.add(index)
            union |= masks[index]
    return kept


def _overlapping(field: FieldSet) -> int | None:
    seen = 0
    for index, term in enumerate(field.terms):
        mask = _mask(field, term)
        if mask & seen:
            return index
        seen |= mask
    return None


def _mask(field: FieldSet, term: Term) -> int:
    return term.mask(field.field) if isinstance(term, Span | Wildcard | Unspecified) else 0


def wrapped_range(subject: Subject) -> Iterator[Finding]:
    """Find ranges that pass the end of their field."""
    for field in subject.written:
        pieces = {
            index: _unwrapped(subject, field, term) for index, term in spans(field) if term.first > term.last
        }
        if pieces:
            index = min(pieces)
            yield subject.note(
                f"{brief(subject.item(field, index))} passes the end of its field, which many crons refuse",
                field,
                index,
                "write it in two pieces",
                **subject.offers(subject.with_items(field, pieces)),
            )


def _unwrapped(subject: Subject, field: FieldSet, term: Span) -> str:
    """Write the values of *term*, which wraps, without wrapping."""
    if term.step > 1:
        return ",".join([number(subject, field, value) for value in bits(term.mask(field.field))])
    ends = ((term.first, field.field.high), (field.field.low, term.last))
    return ",".join([stretch(*[number(subject, field, value) for value in pair]) for pair in ends])


def six_fields(subject: Subject) -> Iterator[Finding]:
    """Find six fields that look like five and a year, or like five and seconds at the end."""
    if not _is_six_from_second(subject):
        return
    texts = [field.text for field in subject.written]
    if _is_week_of_months(subject):
        yield subject.note(
            f"the first of six fields is the second, so {brief(subject.month.text)} are months here",
            subject.month,
            None,
            "for five fields leave the last one out",
            suggestion=" ".join(texts[:-1]),
        )
    elif _has_seconds_last(subject):
        yield subject.note(
            "the last of six fields is the day of week, so 0 is Sunday here and no second",
            subject.weekday,
            None,
            "the second comes first",
            suggestion=" ".join([texts[-1], *texts[:-1]]),
        )


def _is_six_from_second(subject: Subject) -> bool:
    return len(subject.places) == 6 and next(iter(subject.places)) == "second"


def _is_week_of_months(subject: Subject) -> bool:
    free = not subject.day.is_restricted and not subject.weekday.is_restricted
    return free and subject.month.mask in _WEEKS and not any(map(str.isalpha, subject.month.text))


def _has_seconds_last(subject: Subject) -> bool:
    free = subject.day.text == subject.month.text == "*"
    return free and subject.weekday.text == "0" and subject.second.text != "0"


def months_for_weekdays(subject: Subject) -> Iterator[Finding]:
    """Find ``* * * 1-5 *``, where the month has what the day of week was likely meant to have."""
    if subject.places and not _is_six_from_second(subject) and _is_week_of_months(subject):
        first, *_, last = (MONTHS[value] for value in bits(subject.month.mask))
        changes = {"month": subject.weekday.text, "day_of_week": subject.month.text}
        yield subject.note(
            f"{brief(subject.month.text)} is the month here: {first} to {last}",
            subject.month,
            None,
            "the day of week is the field after it",
            suggestion=subject.rewritten(changes),
        )


def numbered_weekdays(subject: Subject) -> Iterator[Finding]:
    """Find weekdays as numbers where 1 is Sunday."""
    field = subject.weekday
    if field.name not in subject.places or not any(map(str.isdigit, field.text)):
        return
    meant = _named(field.text, 0)
    if meant != field.text:
        values = {*bits(field.mask), *[getattr(term, "weekday", 0) for term in field.calendar]}
        days = enumerated([WEEKDAYS[value] for value in sorted(values)])
        yield subject.note(
            f"1 is Sunday in this dialect, so {brief(field.text)} means {days}",
            field,
            None,
            f"if you counted from Sunday = 0, as crontabs do, write {_short(meant)}; {_ALIKE}",
            suggestion=subject.rewritten({field.name: _named(field.text, 1)}),
        )


def quartz_weekdays(subject: Subject) -> Iterator[Finding]:
    """Find ``0 0 12 ? * 2-6``, which looks like Quartz, whose weekdays are other ones."""
    field = subject.weekday
    if "second" not in subject.places or subject.day.text != "?":
        return
    values = _values(field.text)
    # Who writes 1-5 counts from Monday = 1, whatever the scheduler.
    if not values or "0" in values or field.mask in (WORKDAYS, field.field.full_mask):
        return
    here, there = _named(field.text, 0), _named(field.text, 1)
    yield subject.note(
        f"{brief(field.text)} is {brief(here)} here, and {brief(there)} in Quartz,"
        " which counts weekdays from Sunday = 1",
        field,
        None,
        f'if it was written for Quartz, pass dialect="quartz", or write {_short(there)}; {_ALIKE}',
        suggestion=subject.rewritten({field.name: here}),
    )


def _short(names: str) -> str:
    return names if len(names) <= _HINTED else "the names of those days"


def _named(text: str, sunday: int) -> str:
    """Return *text* with names for the numbers of weekdays, which count from *sunday*."""
    return _renumbered(text, lambda digits: _NAMES[(int(digits) - sunday) % 7])


def sunday_seven(subject: Subject) -> Iterator[Finding]:
    """Find Sunday written as 7."""
    field = subject.weekday
    if field.name not in subject.places or "7" not in field.text:
        return
    items = [subject.item(field, index) for index in range(len(field.terms))]
    without = {item: _without_seven(field, items.index(item)) for item in set(items) if "7" in _values(item)}
    sevens = {index: without[item] for index, item in enumerate(items) if item in without}
    # Those that only repeat what others say are told of as such.
    if not _needed(field).isdisjoint(sevens):
        yield subject.note(
            "7 is Sunday here, but some crons know only 0",
            field,
            min(sevens),
            "0 and sun are Sunday in all of them",
            **subject.offers(subject.with_items(field, sevens)),
        )


def _without_seven(field: FieldSet, index: int) -> str:
    term = field.terms[index]
    if not isinstance(term, Span) or term.first == term.last:
        start, stop = field.spans[index]
        return _renumbered(
            field.text[start:stop], lambda digits: "0" if digits.lstrip("0") == "7" else digits
        )
    values = bits(term.mask(field.field))
    if term.step > 1:
        return ",".join(map(str, values))
    if len(values) == field.field.size:
        return "0-6"
    return f"{stretch(str(values[1]), str(values[-1]))},0"


def leading_zeros(subject: Subject) -> Iterator[Finding]:
    """Find ``08``, which shells and YAML may read as octal."""
    for field in subject.written:
        pieces = _pieces(field.text) if "0" in field.text else []
        padded = [start for piece, start in pieces if _is_padded(piece)]
        if not padded:
            continue
        plain = "".join([piece.lstrip("0") or "0" if _is_padded(piece) else piece for piece, _ in pieces])
        index = next(at for at, (_, stop) in enumerate(field.spans) if padded[0] < stop)
        yield subject.note(
            "some shells and YAML readers take a number with a leading zero for octal",
            field,
            index,
            "leave the zero out",
            **subject.offers(subject.rewritten({field.name: plain})),
        )


def _is_padded(piece: str) -> bool:
    return len(piece) > 1 and piece[0] == "0"


def nickname_case(subject: Subject) -> Iterator[Finding]:
    """Find ``@Daily``."""
    word = subject.text.strip(AROUND)
    if word[0] == "@" and word != word.lower():
        fix = subject.text.replace(word, word.lower())
        yield subject.note("many crons know nicknames in lower case only", hint="use lower case", fix=fix)


def past_years(subject: Subject) -> Iterator[Finding]:
    """Find expressions of which no date is left in the years named."""
    if not subject.year.is_restricted or not subject.plan.is_satisfiable:
        return
    if subject.expr.next(subject.now) is None:
        last = subject.plan.years.bit_length() - 1
        offer = subject.rewritten({"year": ""}) if len(subject.places) == 7 else None
        why = f"the last year it names is {last}"
        if last > subject.now.year:
            why = "no date is left in the years it names"
        yield subject.note(
            f"this never runs again: {why}", subject.year, None, "leave the year out", suggestion=offer
        )


def _values(item: str) -> list[str]:
    """Return the numbers of *item* that are values, not steps or ranks, without leading zeros."""
    return [piece.lstrip("0") or "0" for piece, start in _pieces(item) if _is_value(item, start)]


def _renumbered(text: str, change: Callable[[str], str]) -> str:
    """Return *text* with *change* made to each number that is a value, not a step or a rank."""
    return "".join([change(piece) if _is_value(text, start) else piece for piece, start in _pieces(text)])


def _is_value(text: str, start: int) -> bool:
    return text[start].isdigit() and text[start - 1 : start] not in ("/", "#")


def _pieces(text: str) -> list[tuple[str, int]]:
    """Cut the valid *text* into runs of digits and what lies between, each with its start."""
    pieces: list[tuple[str, int]] = []
    start = 0
    for _, run in groupby(text, str.isdigit):
        piece = "".join(run)
        pieces.append((piece, start))
        start += len(piece)
    return pieces
