"""The normal form: one text for all expressions that mean the same."""

from __future__ import annotations

from ._days import DayForm, day_form
from ._parser import parse_fields
from ._plan import EVERY_YEAR, bits
from ._zoned import POLICIES
from .fields import HOUR, MINUTE, MONTH, SECOND
from .terms import LastDay, LastWeekday, LastWorkday, NearestWorkday, NthWeekday, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ._plan import Plan
    from .expression import CronExpression
    from .fields import Field, FieldSet
    from .terms import Term

_NEVER = "0 0 30 2 *"


def canonical(expr: CronExpression) -> str:
    """Return the normal form of *expr* in its own dialect; see `CronExpression.canonical`."""
    if expr.is_reboot:
        return "@reboot"
    if not expr.is_satisfiable:
        return _NEVER
    plan = expr.plan
    form = day_form(plan)
    days = _written_days(expr) if form is None else _days(form)
    years = plan.years if form is None else form.years
    for clock in _clocks(plan):
        text = _layout(clock, days, "" if years == EVERY_YEAR else _values(years))
        fields = parse_fields(text, expr.dialect)
        if fields and POLICIES[expr.dst].is_interval(fields[:3]) == expr.is_interval:
            return text
    raise AssertionError("the last clock is an interval job under every policy")  # pragma: no cover


def _layout(clock: tuple[str, str, str], days: tuple[str, str, str], years: str) -> str:
    """Return the fields in order, the optional ones only where they say something."""
    second, minute, hour = clock
    fields = [minute, hour, *days]
    if years or second != "0":
        fields.insert(0, second)
    return " ".join([*fields, years]).rstrip()


def _clocks(plan: Plan) -> list[tuple[str, str, str]]:
    """Return ways to write the clock fields, best first; they differ in what jobs the policies take them for."""
    masks = ((plan.seconds, SECOND), (plan.minutes, MINUTE), (plan.hours, HOUR))

    def written(write: Callable[[int, Field], str]) -> tuple[str, str, str]:
        second, minute, hour = [write(mask, field) for mask, field in masks]
        return second, minute, hour

    plain = written(_starred)
    clocks = [plain, written(_spanned), written(_listed)]
    # What still begins with no star, or has no range, can be given one that adds nothing.
    for prefix in ("*/{size}", "{first}-{first}"):
        for index in (2, 1, 0):
            mask, field = masks[index]
            forced = prefix.format(size=field.size, first=bits(mask)[0])
            if "*" in forced and not mask >> field.low & 1:
                continue
            rest = mask & mask - 1
            text = f"{forced},{_spanned(rest, field)}" if rest else forced
            clocks.append((*plain[:index], text, *plain[index + 1 :]))  # type: ignore[arg-type]
    return clocks


def _starred(mask: int, field: Field) -> str:
    """Write a clock or month field the shortest way: ``*``, ``*/15``, ``9-17``."""
    if mask == field.full_mask:
        return "*"
    first, last, step = _progression(mask)
    if step > 1 and first == field.low and last + step > field.high:
        return f"*/{step}"
    return _values(mask)


def _spanned(mask: int, field: Field) -> str:
    """Write a field without a star: ``0-45/15``."""
    return _values(mask)


def _listed(mask: int, field: Field) -> str:
    """Write a field without stars, ranges and steps: ``0,15,30,45``."""
    return ",".join(map(str, bits(mask)))


def _values(mask: int) -> str:
    """Write a set of numbers: as one progression of three or more, else as ranges of three or more and single values."""
    first, last, step = _progression(mask)
    if step:
        return f"{first}-{last}" if step == 1 else f"{first}-{last}/{step}"
    items: list[str] = []
    while mask:
        first = bits(mask)[0]
        length = (~(mask >> first) & (mask >> first) + 1).bit_length() - 1
        last = first + length - 1
        items += [f"{first}-{last}"] if length > 2 else map(str, range(first, last + 1))
        mask = mask >> last + 1 << last + 1
    return ",".join(items)


def _progression(mask: int) -> tuple[int, int, int]:
    """Return (first, last, step) of an arithmetic progression of at least three; step 0 if *mask* is none."""
    members = bits(mask)
    if len(members) < 3:
        return 0, 0, 0
    step = members[1] - members[0]
    regular = members == list(range(members[0], members[-1] + 1, step))
    return (members[0], members[-1], step) if regular else (0, 0, 0)


def _days(form: DayForm) -> tuple[str, str, str]:
    """Write day of month, month and day of week."""
    joined = "+" if form.rule == "and" else ""
    return _terms(form.days), _starred(form.months, MONTH), joined + _terms(form.weekdays)


def _terms(terms: Iterable[Term]) -> str:
    """Write the terms of a day field: values first, as ranges where they make such, then the others."""
    mask = 0
    others = []
    for term in terms:
        if isinstance(term, Span):
            mask |= 1 << term.first
        else:
            others.append(_calendar_term(term))
    return ",".join([_values(mask)] * (mask > 0) + others) or "*"


def _calendar_term(term: Term) -> str:
    match term:
        case LastDay(offset=0):
            return "L"
        case LastDay(offset=offset):
            return f"L-{offset}"
        case LastWorkday():
            return "LW"
        case NearestWorkday(day=day):
            return f"{day if isinstance(day, int) else _calendar_term(day)}W"
        case NthWeekday(weekday=weekday, nth=nth):
            return f"{weekday}#{nth}"
        case LastWeekday(weekday=weekday):
            return f"{weekday}#L"
    raise AssertionError(term)  # pragma: no cover


def _written_days(expr: CronExpression) -> tuple[str, str, str]:
    """Return the day fields term by term: for the few joinings that have no simplest form."""
    _, _, _, day, month, weekday, _ = expr.fields
    joined = "+" if weekday.is_joined else ""
    return _own_terms(day), _starred(month.mask, MONTH), joined + _own_terms(weekday)


def _own_terms(field: FieldSet) -> str:
    return ",".join(
        [_values(field.mask)] * (field.mask > 0) + sorted({_calendar_term(t) for t in field.calendar})
    )
