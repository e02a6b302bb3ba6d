"""The days of a plan, read back as terms: what they are, however they were written.

``0 0 1-31 * 1``, ``0 0 * * *`` and ``0 0 1-29 * *`` of a February each have a simplest
way of saying their days, found here from the days alone.  The normal form and the
describer rely on it, so equal schedules are written and described alike.

The days are one number: 32 bits for each shape of month that occurs.  So is
every term that can stand for days; a term may be used where its bits are among
those of the days, and is needed where they are not among the other terms'.
"""

from __future__ import annotations

from itertools import chain

from ._calendar import FROM_MONDAY, MONTH_SHAPES, YEAR_KINDS, shape_parts
from ._plan import EVERY_YEAR, bits, mask_of, weekday_days
from ._value import Memo, Value
from .fields import DAY_OF_MONTH, MONTH, FieldSet
from .terms import LastDay, LastWeekday, LastWorkday, NearestWorkday, NthWeekday, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, TypeAlias, TypeVar

    from ._plan import Plan
    from .fields import Field
    from .terms import CalendarTerm, Term

    Terms: TypeAlias = tuple[Term, ...]
    Atom: TypeAlias = tuple[str, Term, int]  # its side, the term, its days in all 28 shapes
    A = TypeVar("A", bound=tuple[Any, ...])
    K = TypeVar("K")


class DayForm(Value):
    """The simplest way to say which days match.

    *months* is the mask of the months with matching days and *years* that of the years
    (`EVERY_YEAR` where all may have some).  Within them a day matches under *rule*
    ``"or"`` when any of *days* or *weekdays* has it, under ``"and"`` when any of both
    has; ``"every"`` day matches when both are empty.  Terms are in a fixed order:
    values first, one `Span` a value.
    """

    __slots__ = ("rule", "days", "weekdays", "months", "years")

    rule: str
    days: tuple[Term, ...]
    weekdays: tuple[Term, ...]
    months: int
    years: int


def day_form(plan: Plan) -> DayForm | None:
    """Return the simplest form of the days of *plan*; None if it never fires, or if there is no form.

    There is one for all unions of terms, and for all intersections in which either
    side is plain or a single term.
    """
    return next(day_forms(plan, _atoms(*_FAMILY_NAMES)), None)


def day_forms(
    plan: Plan, atoms: list[Atom], alone: Sequence[Atom] = (), within: int = MONTH.full_mask
) -> Iterator[DayForm]:
    """Yield forms of the days of *plan*, the simplest first, made of *atoms* only.

    Those *alone* are further terms, which may not be in a list.  *within* is a mask of
    the months to look at.
    """
    years, months, shapes = reach(plan, within)
    if not months:
        return
    days = over(shapes, plan.days_of_shape.__getitem__)
    every = over(shapes, all_days)
    if days == every:
        yield DayForm("every", (), (), months, years)
        return
    for pool in _pools(atoms, alone, days):
        for found in chain(_unions(pool, days, every), _intersections(pool, days, every)):
            yield DayForm(*found, months, years)


def _pools(atoms: list[Atom], alone: Sequence[Atom], days: int) -> Iterator[list[Atom]]:
    """Yield sets of atoms to choose from: all at first, then such that one *alone* is on its side."""
    yield [*atoms, *alone]
    if alone:
        yield atoms
    for atom in alone:
        common = atom[2] & days
        if common in (atom[2], days):
            yield [*[other for other in atoms if other[0] != atom[0]], atom]


def united(masks: Iterable[tuple[K, int]]) -> dict[K, int]:
    """Return *masks*, each behind its key, as one for each key: the union of those that it has."""
    unions: dict[K, int] = {}
    for key, mask in masks:
        unions[key] = unions.get(key, 0) | mask
    return unions


def possible_dates(term: CalendarTerm) -> int:
    """Return the mask of the dates on which the days of *term* may fall."""
    dates = 0
    for shape in range(28):
        dates |= term.day_mask(*shape_parts(shape))
    return dates


def of_values(
    field: Field, mask: int, calendar: tuple[CalendarTerm, ...] = (), *, is_joined: bool = False
) -> FieldSet:
    """Return a *field* of the values in *mask* and the terms in *calendar*, which was written by no one."""
    spans = [Span(value, value) for value in bits(mask)]
    return FieldSet(field, "", (*spans, *calendar), (), mask, calendar, is_joined=is_joined)


def firing_months(plan: Plan) -> int:
    """Return the mask of the months that have any matching day."""
    return reach(plan, MONTH.full_mask)[1]


def dates_by_weekday(plan: Plan, within: int = MONTH.full_mask) -> list[tuple[int, int]] | None:
    """Return the days of *plan* as pairs (mask of dates, mask of weekdays), a day being in at most one.

    None if dates and weekdays do not tell them.  *within* is a mask of the months to look at.
    """
    _, _, shapes = reach(plan, within)
    days = over(shapes, plan.days_of_shape.__getitem__)
    every = over(shapes, all_days)
    found: dict[int, int] = {}
    union = 0
    for weekday in range(7):
        on_weekday = _FAMILIES["weekday"][weekday - 1][2] & every
        dates = 0
        for date, (_, _, of_date) in enumerate(_FAMILIES["day"], 1):
            here = on_weekday & of_date
            if here and not here & ~days:
                dates |= 1 << date
                union |= here
        if not on_weekday & ~days:
            dates = DAY_OF_MONTH.full_mask
        if dates:
            found[dates] = found.get(dates, 0) | 1 << weekday
    return [*found.items()] if union == days else None


def written_form(plan: Plan, fields: tuple[FieldSet, ...]) -> DayForm:
    """Return the days of *plan* by those terms of *fields* that tell, where `day_form` has none."""
    years, months, shapes = reach(plan, MONTH.full_mask)
    days = over(shapes, plan.days_of_shape.__getitem__)
    every = over(shapes, all_days)
    weekday = fields[5]
    own = {*weekday.calendar, *[Span(value, value) for value in bits(weekday.mask)]}
    weekdays = [atom for atom in _atoms(*_WEEKDAYS) if atom[1] in own]
    # From as many days as go with the weekdays written, so that little depends on how it was written.
    within = every & _joined(weekdays)
    month_days = [atom for atom in _atoms(*_DAYS) if atom[2] & within and not atom[2] & within & ~days]
    weekdays = cover(_atoms(*_WEEKDAYS), days, every & _joined(month_days)) or []
    month_days = cover(_atoms(*_DAYS), days, every & _joined(weekdays)) or []
    return DayForm("and", _terms(month_days), _terms(weekdays), months, years)


def reach(plan: Plan, within: int) -> tuple[int, int, frozenset[int]]:
    """Return the years and the months with matching days, and the shapes that those months then have."""
    years, kinds = EVERY_YEAR, set(range(14))
    if plan.years != EVERY_YEAR:
        of_kinds = {kind: plan.years & _YEARS_OF_KIND[kind] for kind in kinds}
        firing = {kind: some for kind, some in of_kinds.items() if some and plan.days_of_kind[kind]}
        years, kinds = sum(firing.values()), {*firing}
    months, shapes = 0, set[int]()
    for month in bits(plan.months & within):
        of_month = {MONTH_SHAPES[kind][month] for kind in kinds}
        if any(map(plan.days_of_shape.__getitem__, of_month)):
            months |= 1 << month
            shapes |= of_month
    return years, months, frozenset(shapes)


def _years_of_kind(kind: int) -> int:
    """Return the mask of all years of one *kind*, which are the same every 400 years."""
    years = mask_of([year for year, other in enumerate(YEAR_KINDS) if other == kind])
    return sum([years << 400 * turn for turn in range(25)])


_YEARS_OF_KIND: Memo[int, int] = Memo(_years_of_kind, 14)


def over(shapes: Iterable[int], of_shape: Callable[[int], int]) -> int:
    """Return the days of each of *shapes*, 32 bits apart."""
    days = 0
    for shape in shapes:
        days |= of_shape(shape) << 32 * shape
    return days


def all_days(shape: int) -> int:
    """Return all days of a month of *shape*."""
    return (2 << shape_parts(shape)[1]) - 2


def _family(name: str) -> tuple[Atom, ...]:
    """Return the terms of one family, in the order in which they are preferred."""
    if name == "weekday":
        return tuple([_weekday(weekday) for weekday in FROM_MONDAY])
    if name == "day":
        return tuple([_day(day) for day in range(1, 32)])
    return tuple([_calendar_atom(name, term) for term in _CALENDAR_FAMILIES[name]])


def _day(day: int) -> Atom:
    return "day", Span(day, day), over(range(28), lambda _: 1 << day)


def _weekday(weekday: int) -> Atom:
    days = over(range(28), lambda shape: weekday_days(1 << weekday, *shape_parts(shape)))
    return "weekday", Span(weekday, weekday), days


def _calendar_atom(family: str, term: CalendarTerm) -> Atom:
    side = "weekday" if family == "nth" else "day"
    return side, term, over(range(28), lambda shape: term.day_mask(*shape_parts(shape)))


_OFFSETS = range(31)
_CALENDAR_FAMILIES: dict[str, Sequence[CalendarTerm]] = {
    "last": [*map(LastDay, _OFFSETS), LastWorkday()],
    "nth": [
        *[NthWeekday(weekday, nth) for nth in range(1, 6) for weekday in FROM_MONDAY],
        *map(LastWeekday, FROM_MONDAY),
    ],
    "nearest": [
        *map(NearestWorkday, range(1, 32)),
        *[NearestWorkday(LastDay(offset)) for offset in _OFFSETS],
    ],
}
_FAMILIES: Memo[str, tuple[Atom, ...]] = Memo(_family, 8)
_FAMILY_NAMES = ("weekday", "day", "last", "nth", "nearest")
_DAYS = ("day", "last", "nearest")
_WEEKDAYS = ("weekday", "nth")


def _atoms(*families: str) -> list[Atom]:
    return [atom for family in families for atom in _FAMILIES[family]]


def atoms_where(can_say: Callable[[Term], bool]) -> list[Atom]:
    """Return all terms that stand for days, as far as one *can say* them, in the order of preference."""
    return [atom for atom in _atoms(*_FAMILY_NAMES) if can_say(atom[1])]


def _unions(atoms: list[Atom], days: int, every: int) -> Iterator[tuple[str, Terms, Terms]]:
    """Yield terms whose union *days* is: of both sides, then of either alone."""
    for usable in ([atom for atom in atoms if isinstance(atom[1], Span)], atoms):
        found = cover(usable, days, every)
        if found is None:
            continue
        of_month, of_week = _of_side(found, "day"), _of_side(found, "weekday")
        yield "or", _terms(of_month), _terms(of_week)
        if not of_month or not of_week:
            continue
        if found := cover(_of_side(usable, "day"), days, every):
            yield "or", _terms(found), ()
        if found := cover(_of_side(usable, "weekday"), days, every):
            yield "or", (), _terms(found)


def _intersections(atoms: list[Atom], days: int, every: int) -> Iterator[tuple[str, Terms, Terms]]:
    """Yield pairs of sets of terms, of days and of weekdays, that have just *days* in common."""
    of_month, of_week = _of_side(atoms, "day"), _of_side(atoms, "weekday")
    plain_weekdays = [atom for atom in of_week if isinstance(atom[1], Span) and atom[2] & days]
    plain_days = [atom for atom in of_month if isinstance(atom[1], Span) and atom[2] & days]
    containing = [[atom] for atom in of_week if not days & ~atom[2]]
    for weekdays in (plain_weekdays, *containing):
        if found := cover(of_month, days, every & _joined(weekdays)):
            yield "and", _terms(found), _terms(weekdays)
    containing = [[atom] for atom in of_month if not days & ~atom[2]]
    for month_days in (plain_days, *containing):
        if found := cover(of_week, days, every & _joined(month_days)):
            yield "and", _terms(month_days), _terms(found)


def _of_side(atoms: list[Atom], side: str) -> list[Atom]:
    return [atom for atom in atoms if atom[0] == side]


def cover(atoms: list[A], days: int, within: int) -> list[A] | None:
    """Return the atoms, the fewest of the least preferred, whose days *within* a set are just *days*.

    An atom ends with its days.
    """
    usable = [atom for atom in atoms if atom[-1] & within and not atom[-1] & within & ~days]
    before = [0]
    for atom in usable:
        before.append(before[-1] | atom[-1])
    if before.pop() & within != days:
        return None
    kept: list[A] = []
    union = 0
    for atom, others in zip(reversed(usable), reversed(before), strict=True):
        if (others | union) & within != days:
            kept.append(atom)
            union |= atom[-1]
    return kept[::-1]


def _joined(atoms: list[Atom]) -> int:
    union = 0
    for _, _, days in atoms:
        union |= days
    return union


def _terms(atoms: list[Atom]) -> Terms:
    return tuple([term for _, term, _ in atoms])
