"""What was read of another notation, as one cron expression where there is one."""

from __future__ import annotations

from .._calendar import MONTH_SHAPES, YEAR_KINDS
from .._days import all_days, over
from .._making import parse
from .._parser import MAX_LENGTH
from .._plan import EVERY_YEAR, NEVER, Days, Plan, bits, meaning
from .._value import Value
from .._writer import WRITERS
from .._zone import zone_token
from ..dialects import get_dialect
from ..errors import CronSyntaxError, Problem
from ..fields import MONTH, YEAR
from ._subject import conversion_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import tzinfo as TzInfo
    from typing import Any, TypeVar

    from .._writer import Writer
    from ..expression import CronExpression

    V = TypeVar("V", bound=Value)

MOST_CHARACTERS = 16_384
"""The most characters of a text of lines or rules: two hundred lines of a timer have as many at most."""

_DIALECTS = ("standard", "extended")
_MOST_TOLD = 5
_BITS = 32 * 28  # of a month, in each of its shapes
_WHOLE = (1 << _BITS) - 1
# The days of each month in the shapes that it can take, which repeat after 28 years.
_POSSIBLE = [over({MONTH_SHAPES[kind][month] for kind in YEAR_KINDS[:28]}, all_days) for month in range(13)]


def check_text(text: str, code: str, most: int = MOST_CHARACTERS) -> None:
    """Refuse what is no text, or longer than *most* characters."""
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    if len(text) > most:
        raise CronSyntaxError((Problem(code, "error", f"more than {most:,} characters"),))


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


def days_of(months: int, of_shape: Callable[[int], int]) -> int:
    """Return the days that *of_shape* tells for each shape of month, in *months* only."""
    days = over(range(28), of_shape)
    return sum([(days & _POSSIBLE[month]) << _BITS * month for month in bits(months)])


def by_month(days: int) -> list[int]:
    """Return *days* in parts, one for each month that has any."""
    parts = [days & _WHOLE << _BITS * month for month in bits(MONTH.full_mask)]
    return [part for part in parts if part]


def expression_of(
    read: Sequence[tuple[Part, TzInfo | None]], codes: tuple[str, str], source: str
) -> CronExpression:
    """Return the one expression that has the times of all parts that were *read*, each with its zone.

    Times that the clocks skip are left out, and those that come twice come once, as in the notations
    that are read here.

    Raises:
        CronConversionError: there is none; *codes* are those for days that cannot be said, and for parts that
            are expressions one by one but not together.
    """
    few = merged([part for part, _ in read], Part.__slots__)
    # However many there are, a reader wants but some.
    texts = [_written(part) for part in few[:_MOST_TOLD]]
    found = [text for text in texts if text]
    hint = ""
    if len({zone_token(tz) for _, tz in read}) > 1:
        code, message = codes[1], "its times are in different time zones"
    elif len(found) < len(texts):
        code, message = codes[0], "no cron expression says these days"
    elif len(few) == 1:
        text, dialect = found[0]
        return parse(text, dialect=dialect, tz=read[0][1], dst="skip")
    else:
        code, message = codes[1], "one cron expression cannot say this"
        more = "; ..." if len(few) > len(found) else ""
        hint = f"{len(few)} expressions say it together: {'; '.join([text for text, _ in found])}{more}"
    raise conversion_error(code, message, hint, (0, len(source)), source)


def merged(values: Iterable[V], names: Sequence[str]) -> list[V]:
    """Return *values*, those that differ in just one of *names*, all sets, in one."""
    found = [*values]
    before = 0
    while len(found) != before:
        before = len(found)
        for name in names:
            unions: dict[V, Any] = {}
            for value in found:
                others, members = value.replace(**{name: None}), getattr(value, name)
                unions[others] = unions[others] | members if others in unions else members
            found = [others.replace(**{name: union}) for others, union in unions.items()]
    return found


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
