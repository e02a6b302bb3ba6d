"""The linter: "this is probably not what you meant".

What does not parse has errors; what does may have warnings and remarks.  A
warning is proven from the expression's masks and month shapes, never sampled,
and each rule is one row of `RULES`.
"""

from __future__ import annotations

from itertools import islice
from operator import attrgetter

from .. import parse
from .._arguments import plain
from .._value import Value
from ..errors import CronOptionError, CronSyntaxError, Problem, did_you_mean, nearest, quote
from . import _clock, _days, _steps, _writing
from ._subject import Subject
from ._texts import EXPLANATIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from datetime import tzinfo as TzInfo

    from ..dialects import Dialect
    from ..expression import CronExpression
    from ._subject import Finding

PRESETS: dict[str, tuple[str, ...]] = {
    "default": ("warning",),
    "all": ("warning", "info"),
    "strict": ("warning", "info"),
}
"""The severities that each preset selects; ``"strict"`` asks callers to count them all as failures."""

# More than a reader wants.
_MAX_PROBLEMS = 50


class Rule(Value):
    """One thing to look for: its *code* and *severity*, what it *applies* to, and how to *find* it."""

    __slots__ = ("code", "name", "severity", "applies", "find")

    code: str
    name: str
    severity: str
    applies: Callable[[CronExpression], bool]
    find: Callable[[Subject], Iterator[Finding]]


def _where_it_parses(expr: CronExpression) -> bool:
    return not expr.is_reboot


def _where_it_fires(expr: CronExpression) -> bool:
    # What never fires has one thing wrong with it that matters.
    return expr.is_satisfiable


def _where_either_day_suffices(expr: CronExpression) -> bool:
    return expr.is_satisfiable and expr.dialect.day_rule == "or"


def _where_ranges_wrap(expr: CronExpression) -> bool:
    return not expr.is_reboot and bool(expr.dialect.wrapping_fields)


def _where_five_or_six_fields_are_read(expr: CronExpression) -> bool:
    return not expr.is_reboot and {5, 6} <= set(map(len, expr.dialect.layouts))


def _where_sunday_is_one(expr: CronExpression) -> bool:
    return not expr.is_reboot and expr.dialect.sunday == 1


def _where_quartz_is_read_otherwise(expr: CronExpression) -> bool:
    dialect = expr.dialect
    return dialect.sunday == 0 and "?" in dialect.forms and _where_five_or_six_fields_are_read(expr)


def _where_seven_is_sunday(expr: CronExpression) -> bool:
    return not expr.is_reboot and expr.dialect.sunday == 0


def _where_single_values_have_steps(expr: CronExpression) -> bool:
    # Where no line of five fields is read, as in Quartz, `0/15` is the usual way to write it.
    dialect = expr.dialect
    return not expr.is_reboot and dialect.start_steps and 5 in map(len, dialect.layouts)


def _where_nicknames_have_any_case(expr: CronExpression) -> bool:
    return expr.dialect.nickname_case == "any"


RULES = (
    Rule("CRL001", "never-fires", "warning", _where_it_parses, _days.never_fires),
    Rule("CRL002", "every-minute-of-hour", "warning", _where_it_fires, _clock.every_minute),
    Rule("CRL003", "uneven-minute-step", "warning", _where_it_fires, _steps.uneven_minutes),
    Rule("CRL004", "uneven-hour-step", "warning", _where_it_fires, _steps.uneven_hours),
    Rule("CRL005", "day-step", "warning", _where_it_fires, _steps.day_step),
    Rule("CRL006", "uneven-month-step", "info", _where_it_fires, _steps.uneven_months),
    Rule("CRL007", "weekday-step", "warning", _where_it_fires, _steps.weekday_step),
    Rule("CRL008", "step-exceeds-range", "warning", _where_it_fires, _steps.long_step),
    Rule("CRL009", "day-or-weekday", "warning", _where_either_day_suffices, _days.either_day),
    Rule("CRL010", "nth-weekday-idiom", "warning", _where_either_day_suffices, _days.nth_weekday),
    Rule("CRL011", "star-among-days", "warning", _where_either_day_suffices, _days.star_among_days),
    Rule("CRL012", "redundant-full-range", "info", _where_it_parses, _writing.full_range),
    Rule("CRL013", "duplicate-value", "info", _where_it_parses, _writing.duplicates),
    Rule("CRL014", "wrapped-range", "warning", _where_ranges_wrap, _writing.wrapped_range),
    Rule("CRL015", "split-night", "warning", _where_it_fires, _days.split_night),
    Rule("CRL016", "six-fields", "warning", _where_five_or_six_fields_are_read, _writing.six_fields),
    Rule("CRL017", "numbered-weekdays", "warning", _where_sunday_is_one, _writing.numbered_weekdays),
    Rule("CRL018", "rare-day", "info", _where_it_fires, _days.rare_day),
    Rule("CRL019", "clock-change", "info", _where_it_fires, _clock.clock_change),
    Rule("CRL020", "crowded-moment", "info", _where_it_fires, _clock.crowded_moment),
    Rule("CRL021", "very-frequent", "info", _where_it_fires, _clock.very_frequent),
    Rule("CRL022", "late-end", "info", _where_it_fires, _clock.late_end),
    Rule("CRL023", "step-from-value", "warning", _where_single_values_have_steps, _steps.step_from_value),
    Rule("CRL024", "step-of-one", "warning", _where_it_fires, _steps.step_of_one),
    Rule("CRL025", "swapped-fields", "warning", _where_it_fires, _clock.swapped),
    Rule("CRL026", "months-for-weekdays", "info", _where_it_parses, _writing.months_for_weekdays),
    Rule("CRL027", "nickname-case", "info", _where_nicknames_have_any_case, _writing.nickname_case),
    Rule("CRL028", "sunday-seven", "info", _where_seven_is_sunday, _writing.sunday_seven),
    Rule("CRL029", "past-years", "warning", _where_it_parses, _writing.past_years),
    Rule("CRL030", "no-time-zone", "info", _where_it_fires, _clock.no_zone),
    Rule("CRL031", "leading-zero", "info", _where_it_parses, _writing.leading_zeros),
    Rule("CRL032", "every-other-week", "warning", _where_it_fires, _steps.fortnight_step),
    Rule("CRL032", "every-other-week", "warning", _where_either_day_suffices, _days.fortnight_days),
    Rule("CRL033", "quartz-weekdays", "warning", _where_quartz_is_read_otherwise, _writing.quartz_weekdays),
)
"""All rules, by code; one may have several rows."""


def check(
    text: str,
    *,
    dialect: str | Dialect,
    tz: str | TzInfo | None,
    now: datetime,
    select: str,
    ignore: Iterable[str],
    seed: str | None = None,
    dst: str | None = None,
) -> tuple[Problem, ...]:
    """Return what is wrong with *text*, or else what is doubtful; see `cronexpr.check`."""
    severities = _severities(select)
    ignored = known_codes(ignore, EXPLANATIONS)
    try:
        # Any seed will do: whether a hashed field is wrong does not depend on it.
        expr = parse(text, dialect=dialect, tz=tz, dst=dst, seed="check" if seed is None else seed)
    except CronSyntaxError as error:
        return error.problems
    now = plain(now)
    if expr.tz is not None and now.tzinfo is None:
        raise TypeError("with a tz, now must be an aware datetime: add tzinfo=... to yours")
    subject = Subject(expr, now)
    found = [
        Problem(rule.code, rule.severity, *finding)
        for rule in RULES
        if rule.severity in severities and rule.code not in ignored and rule.applies(expr)
        for finding in islice(rule.find(subject), _MAX_PROBLEMS)
    ]
    return tuple(sorted(found, key=attrgetter("span"))[:_MAX_PROBLEMS])


def _severities(select: str) -> tuple[str, ...]:
    if select in PRESETS:
        return PRESETS[select]
    near = nearest(select, tuple(PRESETS), limit=2)
    hint = did_you_mean(near, f"known presets: {', '.join(PRESETS)}")
    raise CronOptionError(
        Problem("OPT006", "error", f"unknown preset {quote(select)}", hint=hint, suggestion=near)
    )


def explain_code(code: str) -> str:
    """Return the long text about *code*; see `cronexpr.explain_code`."""
    from cronexpr.crontab import RULES as OF_CRONTABS
    from cronexpr.forms import RULES as OF_FORMS
    from cronexpr.schedulers._texts import EXPLANATIONS as OF_SCHEDULERS

    texts = EXPLANATIONS | OF_CRONTABS | OF_FORMS | OF_SCHEDULERS
    return texts[_known_code(code, texts)]


def known_codes(ignore: Iterable[str], texts: dict[str, str]) -> frozenset[str]:
    """Return the codes to *ignore*, each of which *texts* must have."""
    if isinstance(ignore, str):
        raise TypeError("ignore must be an iterable of codes, not one str")
    return frozenset([_known_code(code, texts) for code in ignore])


def _known_code(code: str, texts: dict[str, str]) -> str:
    if not isinstance(code, str):
        raise TypeError(f"code must be a str, not {type(code).__name__}")
    if code in texts:
        return code
    near = code.upper() if code.upper() in texts else nearest(code.upper(), tuple(texts))
    hint = f"did you mean {near}?" if near else "codes look like CRON103, CRL009 or OPT001"
    raise CronOptionError(
        Problem("OPT006", "error", f"unknown code {quote(code)}", hint=hint, suggestion=near)
    )
