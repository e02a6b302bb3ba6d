"""Meaning to text: how a dialect writes values, terms, fields, days and whole expressions.

The mirror image of `_parser`, and like it driven by the dialect's data.  Where a
dialect has traps (a leading ``*`` that turns *or* into *and*, a form that may not stand in a
list, a step that is refused), no rule here knows them: a `Writer` proposes spellings,
the best first, and the dialect's own grammar decides which of them means the same.
"""

from __future__ import annotations

from functools import partial
from itertools import chain, product

from ._days import atoms_where, day_forms
from ._grammar import Fault, written_number
from ._parser import READERS, read_written
from ._plan import bits, mask_of
from ._runs import progression, spelt_runs
from ._value import Memo
from ._zoned import POLICIES
from .fields import DAY_OF_MONTH, DAY_OF_WEEK, HOUR, MINUTE, MONTH, SECOND, is_either
from .terms import Hashed, LastDay, LastWeekday, LastWorkday, NearestWorkday, NthWeekday, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeAlias

    from ._days import DayForm
    from ._plan import Plan
    from .dialects import Dialect
    from .fields import Field, FieldSet
    from .terms import CalendarTerm, Term

    Spell: TypeAlias = Callable[[int], str]
    Clock: TypeAlias = tuple[str, str, str]  # second, minute, hour
    Days: TypeAlias = tuple[str, str, str]  # day of month, month, day of week

_WEEKDAYS = (*DAY_OF_WEEK.names, "SUN")
_MONTHS = ("", *MONTH.names)


class Writer:
    """How one dialect writes what is meant.

    *atoms* are the terms for days that its lists may hold, *alone* those that must stand
    alone, *blank* is what an unrestricted day field shows beside a restricted one.
    """

    __slots__ = ("alone", "atoms", "blank", "dialect", "fields", "layouts")

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.fields = READERS[dialect].memos
        self.layouts = dialect.layouts
        self.blank = "?" if dialect.day_rule == "exclusive" else "*"
        listed = dialect.forms & dialect.listed_forms
        self.atoms = atoms_where(lambda term: _has_form(term, listed))
        self.alone = atoms_where(lambda term: _has_form(term, dialect.forms) and not _has_form(term, listed))

    # Whole expressions

    def text(self, clock: Clock, days: Days, year: str = "*") -> str | None:
        """Return the fields in the dialect's order, the optional ones only where they say something."""
        second, minute, hour = clock
        day, month, weekday = days
        written = {
            "second": second,
            "minute": minute,
            "hour": hour,
            "day_of_month": day,
            "month": month,
            "day_of_week": weekday,
            "year": year,
        }
        for layout in self.layouts:
            if (second == "0" or "second" in layout) and (year == "*" or "year" in layout):
                return " ".join([written[name] for name in layout])
        return None

    def never(self) -> str:
        """Return the expression without occurrences."""
        return self.text(("0", "0", "0"), ("30", "2", self.blank)) or ""

    def is_interval(self, clock: Clock, policy: str) -> bool | None:
        """Return whether *clock* makes an interval job under *policy*; None if the dialect cannot read it."""
        names = ("second", "minute", "hour")
        fields = [self.read(name, text) for name, text in zip(names, clock, strict=True)]
        return None if None in fields else POLICIES[policy].is_interval(fields)  # type: ignore[arg-type]

    # Fields

    def read(self, name: str, text: str) -> FieldSet | None:
        """Return what the dialect makes of *text* as the field *name*; None if it refuses it."""
        try:
            return read_written(self.fields[name], text)
        except Fault:
            return None

    def kept(self, written: FieldSet, source: Dialect) -> Iterator[str]:
        """Yield ways to write a field of the dialect *source*, those first that keep what was *written*.

        A field without a text was written by no one.
        """
        field = written.field
        candidates = chain(self._kept(written, source), self._anew(field, written.mask, written.calendar))
        return self._right(field, candidates, written.mask, written.calendar)

    def values(self, field: Field, mask: int, calendar: Iterable[CalendarTerm] = ()) -> Iterator[str]:
        """Yield ways to write what *field* is to mean, the best first."""
        terms = tuple(calendar)
        return self._right(field, self._anew(field, mask, terms), mask, terms)

    def _right(
        self, field: Field, texts: Iterable[str], mask: int, calendar: tuple[CalendarTerm, ...]
    ) -> Iterator[str]:
        """Yield those of *texts* that the dialect reads as meant."""
        tried = set()
        for text in texts:
            found = None if text in tried else self.read(field.name, text)
            tried.add(text)
            if found is None or any(type(term) is Hashed for term in found.terms):
                continue  # what is drawn is no way to write what was
            # Dialects end their years differently, but every year is every year.
            is_every_year = field.name == "year" and not found.is_restricted
            if is_every_year or (found.mask == mask and {*found.calendar} == {*calendar}):
                yield text

    def _kept(self, written: FieldSet, source: Dialect) -> Iterator[str]:
        if not written.text:
            return
        field = written.field
        body = written.text.removeprefix("+")
        if field.name != "day_of_week" or source.sunday == self.dialect.sunday:
            yield body
        upper = body.upper()
        spell = self._spelling(field, any(name in upper for name in field.names))
        yield ",".join([self._term(field, term, spell) for term in written.terms])

    def _anew(self, field: Field, mask: int, calendar: tuple[CalendarTerm, ...]) -> Iterator[str]:
        spell = self._spelling(field, is_named=False)
        others = [self._term(field, term, spell) for term in calendar]
        if field.name == "month":
            yield starred(mask, field)
        # In names, weeks begin on Monday: FRI-SUN.
        if field.name == "day_of_week" and mask & 1 and spell(1) == "MON":
            yield ",".join([written_values(mask & ~1 | 1 << 7, spell), *others])
        yield ",".join([written_values(mask, spell)] * (mask > 0) + others)
        yield ",".join([*map(spell, bits(mask)), *others])
        if field in (DAY_OF_MONTH, DAY_OF_WEEK) and self.dialect.star_test == "first-char":
            for lead, rest in led(mask, field):
                yield ",".join([lead] + [written_values(rest, spell)] * (rest > 0) + others)

    def _spelling(self, field: Field, is_named: bool) -> Spell:
        """Return how the dialect writes values of *field*: weekdays by name where their numbers mislead."""
        dialect = self.dialect
        if field.name in dialect.named_fields:
            if field.name == "month" and is_named:
                return _MONTHS.__getitem__
            if field.name == "day_of_week" and (is_named or dialect.sunday):
                return _WEEKDAYS.__getitem__
        return partial(written_number, dialect, field.name)

    def _term(self, field: Field, term: Term, spell: Spell) -> str:
        text = "*"
        match term:
            case Span():
                text = _written_span(field, term, spell)
            case Hashed(last=last, step=step, drawn=drawn):
                text = _written_span(field, Span(drawn, last if step else drawn, step or 1), spell)
            case NthWeekday(weekday=weekday, nth=nth):
                text = f"{spell(weekday)}#{nth}"
            case LastWeekday(weekday=weekday):
                text = f"{spell(weekday)}{'#L' if 'd#L' in self.dialect.forms else 'L'}"
            case LastWorkday():
                text = "LW"
            case NearestWorkday(day=int(day)):
                text = f"{day}W"
            case NearestWorkday(day=LastDay(offset=offset)):
                text = f"L-{offset}W"
            case LastDay(offset=offset):
                text = f"L-{offset}" if offset else "L"
        return text

    # Clocks

    def clocks(self, plan: Plan) -> Iterator[Clock]:
        """Yield ways to write the clock fields, best first; to policies, some are interval jobs, some not."""
        masks = ((plan.seconds, SECOND), (plan.minutes, MINUTE), (plan.hours, HOUR))
        plain = _each(starred, masks)
        yield plain
        yield _each(lambda mask, _: written_values(mask, str), masks)
        yield _each(lambda mask, _: ",".join(map(str, bits(mask))), masks)
        # What still begins with no star, or has no range, can be given one that adds nothing.
        for index in (2, 1, 0):
            for lead, rest in led(*masks[index]):
                text = f"{lead},{written_values(rest, str)}" if rest else lead
                yield (*plain[:index], text, *plain[index + 1 :])  # type: ignore[misc]
        for index in (2, 1, 0):
            first, *rest_values = bits(masks[index][0])
            rest = mask_of(rest_values)
            text = f"{first}-{first},{written_values(rest, str)}" if rest else f"{first}-{first}"
            yield (*plain[:index], text, *plain[index + 1 :])  # type: ignore[misc]

    # Days

    def forms(self, plan: Plan, within: int = MONTH.full_mask) -> Iterator[DayForm]:
        """Yield forms of the days of *plan*, simplest first, made of what the dialect can say."""
        return day_forms(plan, self.atoms, self.alone, within)

    def days(self, form: DayForm) -> Days | None:
        """Return the day fields that say *form*, or None."""
        return self.join_terms(form.rule, form.months, form.days, form.weekdays)

    def join_terms(
        self, rule: str, months: int, days: Iterable[Term], weekdays: Iterable[Term]
    ) -> Days | None:
        """Return the day fields that say *days* and *weekdays*, joined by *rule*, of *months*; or None."""
        texts = []
        for field, terms in ((DAY_OF_MONTH, [*days]), (DAY_OF_WEEK, [*weekdays])):
            mask = sum({1 << term.first for term in terms if isinstance(term, Span)})
            calendar = [term for term in terms if not isinstance(term, Span)]
            texts.append(self.values(field, mask, calendar) if terms else None)  # type: ignore[arg-type]
        joined = self.join(rule, *texts)
        return joined and (joined[0], next(self.values(MONTH, months)), joined[1])

    def kept_days(self, fields: Sequence[FieldSet], source: Dialect) -> Days | None:
        """Return the day fields of *source* as written, as far as possible; None if they cannot be said."""
        _, _, _, day, month, weekday, _ = fields
        either = is_either(source.day_rule, day, weekday)
        limits = [field for field in (day, weekday) if field.mask != field.field.full_mask]
        if either and len(limits) < 2:
            limits = []
        texts = [self.kept(field, source) if field in limits else None for field in (day, weekday)]
        joined = self.join("or" if either else "and", *texts)
        return joined and (joined[0], next(self.kept(month, source)), joined[1])

    def join(
        self, rule: str, days: Iterator[str] | None, weekdays: Iterator[str] | None
    ) -> tuple[str, str] | None:
        """Return one of *days* and one of *weekdays* that the dialect joins by *rule*; None is no limit."""
        if weekdays is None:
            text = next(days, None) if days else "*"
            return None if text is None else (text, self.blank)
        if days is None:
            text = next(weekdays, None)
            return None if text is None else (self.blank, text)
        if self.dialect.day_rule == "exclusive":
            return None
        weekday_texts = [*weekdays]
        if "+" in self.dialect.forms and rule == "and":
            weekday_texts = [f"+{text}" for text in weekday_texts]
        for day_text, weekday_text in product(days, weekday_texts):
            day, weekday = self.fields["day_of_month"][day_text], self.fields["day_of_week"][weekday_text]
            if is_either(self.dialect.day_rule, day, weekday) == (rule == "or"):
                return day_text, weekday_text
        return None


WRITERS: Memo[Dialect, Writer] = Memo(Writer, 64)


def _has_form(term: Term, forms: frozenset[str]) -> bool:
    """Return whether *forms* have one for *term*."""
    match term:
        case Span():
            return True
        case LastDay(offset=0):
            return "L" in forms
        case LastDay():
            return "L-n" in forms
        case LastWorkday():
            return "LW" in forms
        case NearestWorkday(day=day):
            return ("nW" if isinstance(day, int) else "L-nW") in forms
        case NthWeekday():
            return "d#n" in forms
    return "dL" in forms or "d#L" in forms


def _written_span(field: Field, span: Span, spell: Spell) -> str:
    first, last, step = span.first, span.last, span.step
    if step > 1 and (first, last) == (field.low, field.high):
        return f"*/{step}"
    text = spell(first) if first == last else f"{spell(first)}-{spell(last)}"
    return text if step == 1 else f"{text}/{step}"


def _each(write: Callable[[int, Field], str], masks: tuple[tuple[int, Field], ...]) -> Clock:
    second, minute, hour = [write(mask, field) for mask, field in masks]
    return second, minute, hour


def starred(mask: int, field: Field) -> str:
    """Write a clock or month field the shortest way: ``*``, ``*/15``, ``9-17``."""
    if mask == field.full_mask:
        return "*"
    members = bits(mask)
    step = progression(members, 3)
    if step > 1 and members[0] == field.low and members[-1] + step > field.high:
        return f"*/{step}"
    return written_values(mask, str)


def led(mask: int, field: Field) -> Iterator[tuple[str, int]]:
    """Yield stars with a step that add nothing to *mask*, and what they leave out; an exact one first."""
    found = []
    for step in range(field.size, 1, -1) if mask >> field.low & 1 else ():
        star = Span(field.low, field.high, step).mask(field)
        if not star & ~mask:
            found.append((f"*/{step}", mask & ~star))
    yield from sorted(found, key=lambda pair: pair[1] != 0)


def written_values(mask: int, spell: Spell) -> str:
    """Write values as one progression of three or more, else as ranges of three or more and single values."""
    members = bits(mask)
    step = progression(members, 3)
    if step > 1:
        return f"{spell(members[0])}-{spell(members[-1])}/{step}"
    return ",".join(spelt_runs(members, spell))
