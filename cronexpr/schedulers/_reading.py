"""What was read of another notation, as one cron expression where there is one."""

from __future__ import annotations

from cronexpr._calendar import MONTH_SHAPES, YEAR_KINDS
from cronexpr._days import all_days, over
from cronexpr._making import parse
from cronexpr._parser import MAX_LENGTH
from cronexpr._plan import EVERY_YEAR, NEVER, Days, Plan, bits, meaning
from cronexpr._value import Value
from cronexpr._writer import WRITERS
from cronexpr.dialects import get_dialect
from cronexpr.errors import CronConversionError, Problem
from cronexpr.fields import MONTH, YEAR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import tzinfo as TzInfo

    from cronexpr._writer import Writer
    from cronexpr.expression import CronExpression

_DIALECTS = ("standard", "extended")
_MOST_TOLD = 5
_BITS = 32 * 28  # of a month, in each of its shapes


class Part(Value):
    """Times that belong together: every second of every minute of every hour of every day.

    All are masks.  *days* has those of each month in each of the 28 shapes side by side; see `days_of`.
    """

    __slots__ = ("hours", "minutes", "seconds", "years", "days")

    hours: int
    minutes: int
    seconds: int
    years: int
    days: int

    def __init__(self, hours: int, minutes: int, seconds: int, years: int, days: int) -> None:
        super().__init__(hours, minutes, seconds, years, days)


def days_of(months: int, of_shape: Callable[[int], int]) -> int:
    """Return the days that *of_shape* tells for each shape of month, in *months* only."""
    days = over(range(28), of_shape)
    return days_by_month([days if months >> month & 1 else 0 for month in range(1, 13)])


def days_by_month(table: Iterable[int]) -> int:
    """Return the days of a year's months, each those of all shapes, side by side."""
    return sum([days << _BITS * month for month, days in enumerate(table, 1)])


def expression_of(
    parts: Sequence[Part], tz: TzInfo | None, codes: tuple[str, str], source: str
) -> CronExpression:
    """Return the one expression that has the times of all *parts*, in the zone *tz*.

    Times that the clocks skip are left out, and those that come twice come once, as in the notations
    that are read here.

    Raises:
        CronConversionError: there is none; *codes* are those for days that cannot be said, and for parts that
            are expressions one by one but not together.
    """
    merged = _merged([*parts])
    # However many there are, a reader wants but a few.
    texts = [_written(part) for part in merged[:_MOST_TOLD]]
    found = [text for text in texts if text]
    if len(found) == len(merged) == 1:
        text, dialect = found[0]
        return parse(text, dialect=dialect, tz=tz, dst="skip")
    whole = (0, len(source))
    if len(found) < len(texts):
        problem = Problem(codes[0], "error", "no cron expression says these days", whole)
    else:
        more = "; ..." if len(merged) > len(found) else ""
        hint = f"{len(merged)} expressions say it together: {'; '.join([text for text, _ in found])}{more}"
        problem = Problem(codes[1], "error", "one cron expression cannot say this", whole, hint=hint)
    raise CronConversionError((problem,), source)


def _merged(parts: list[Part]) -> list[Part]:
    """Return *parts*, those that differ in one thing only in one."""
    before = 0
    while len(parts) != before:
        before = len(parts)
        for name in Part.__slots__:
            found: dict[Part, int] = {}
            for part in parts:
                others = part.replace(**{name: 0})
                found[others] = found.get(others, 0) | getattr(part, name)
            parts = [others.replace(**{name: mask}) for others, mask in found.items()]
    return parts


class _KnownDays(Days):
    """Days that were read from elsewhere, by the shape of the month."""

    __slots__ = ("_known",)

    def __init__(self, months: int, known: dict[int, int]) -> None:
        super().__init__((0, months, 0, 0, 0, False))
        self._known = known

    def _days_of_shape(self, shape: int) -> int:
        return self._known.get(shape, 0)


def _written(part: Part) -> tuple[str, str] | None:
    plan = plan_of(part)
    return None if plan is None else text_of(plan)


def text_of(plan: Plan) -> tuple[str, str] | None:
    """Return the text of the expression that means *plan*, and its dialect; None if there is none."""
    for name in _DIALECTS:
        for text in _texts(plan, WRITERS[get_dialect(name)]):
            if len(text) <= MAX_LENGTH and meaning(parse(text, dialect=name).plan) == meaning(plan):
                return text, name
    return None


def plan_of(part: Part) -> Plan | None:
    """Return what *part* means; None if its months differ in more than their shapes."""
    if not (part.hours and part.minutes and part.seconds):
        return NEVER
    kinds = set(range(14))
    if part.years != EVERY_YEAR:
        kinds = {YEAR_KINDS[year % 400] for year in bits(part.years)}
    known: dict[int, int] = {}
    months = 0
    for month in bits(MONTH.full_mask):
        days = part.days >> _BITS * month
        shapes = {MONTH_SHAPES[kind][month] for kind in kinds}
        of_month = {shape: days >> 32 * shape & all_days(shape) for shape in shapes}
        if any(of_month.values()):
            months |= 1 << month
            if any(known.setdefault(shape, mask) != mask for shape, mask in of_month.items()):
                return None
    return Plan((part.hours, part.minutes, part.seconds), _KnownDays(months, known), part.years)


def _texts(plan: Plan, writer: Writer) -> Iterator[str]:
    if not plan.is_satisfiable:
        yield writer.never()
        return
    clock = next(writer.clocks(plan))
    for form in writer.forms(plan):
        days = writer.days(form)
        years = iter("*") if form.years == EVERY_YEAR else writer.values(YEAR, form.years)
        for year in years if days else ():
            if text := writer.text(clock, days, year):  # type: ignore[arg-type]
                yield text
