r"""Recurrence rules, as calendars and python-dateutil read them (RFC 5545).

>>> from datetime import datetime
>>> from cronexpr.schedulers import rrule
>>> print(*rrule.to_rrules("0 9 * * mon-fri", datetime(2026, 11, 21)))
DTSTART:20261123T090000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=0;BYSECOND=0
"""

from __future__ import annotations

from .._making import as_expression
from ._reading import expression_of
from ._rule_reading import read_rule
from ._rule_text import read_rules
from ._rules import dtstart, rules
from ._subject import clock_change_differences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from ..dialects import Dialect
    from ..errors import Problem
    from ..expression import CronExpression

__all__ = ["differences", "from_rrule", "to_rrules"]


def to_rrules(
    text_or_expression: str | CronExpression,
    start: datetime,
    *,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> list[str]:
    r"""Return recurrence rules that together have the occurrences from *start* on, and no others.

    Each is a ``DTSTART`` and an ``RRULE``, two lines, complete for ``dateutil.rrule.rrulestr``; the first
    occurrence is the rule's own, as RFC 5545 wants it.  No two rules have an occurrence in
    common.  There is none at all if nothing fires any more.  Times
    are in the expression's zone, else in that of *start*, else floating.  *dialect* and *seed*
    are for a text, as in `cronexpr.parse`.

    >>> from datetime import datetime
    >>> for rule in to_rrules("0 9 13 * fri", datetime(2026, 1, 1)):
    ...     print(rule)
    DTSTART:20260102T090000
    RRULE:FREQ=WEEKLY;BYDAY=FR;BYHOUR=9;BYMINUTE=0;BYSECOND=0
    DTSTART:20260113T090000
    RRULE:FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=MO,TU,WE,TH,SA,SU;BYHOUR=9;BYMINUTE=0;BYSECOND=0

    Raises:
        CronConversionError: it is a start-up job (RRL001), some days of February cannot be said
            (RRL002), its zone has no IANA key (RRL003), or its years take too many rules (RRL004).
        CronSyntaxError: the text is not an expression of *dialect*.
        CronOptionError: an unknown dialect, or a seed is missing.
        TypeError: *start* is no datetime, or naive although the expression has a zone.
    """
    expr = as_expression(text_or_expression, dialect, seed)
    return [f"{dtstart(rule)}\nRRULE:{rule.text}" for rule in rules(expr, start)]


def from_rrule(text: str) -> CronExpression:
    r"""Return the expression with the occurrences of *text*: rules, each after its ``DTSTART``, if any.

    What a rule leaves out is taken from its ``DTSTART``, which otherwise only gives the zone: an
    expression has no beginning.  A bare rule, ``FREQ=...``, will do.  Several rules are read
    together.  At clock changes it does what calendars do: its policy is ``skip``.

    >>> from_rrule("FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17;BYMINUTE=30").source
    '30 17 * * 5#L'
    >>> from_rrule("DTSTART;TZID=Europe/Berlin:20260105T090000\nRRULE:FREQ=WEEKLY")
    cronexpr.parse('0 9 * * 1', tz='Europe/Berlin', dst='skip')

    Raises:
        CronSyntaxError: that is no such text (RRL011), or it is too long (RRL012).
        CronConversionError: no cron expression says it; ``problems`` name what it is (RRL013 to RRL020).
        CronOptionError: an unknown zone.
        TypeError: *text* is no str.
    """
    found = read_rules(text)
    read = [(read_rule(rule), rule.tz) for rule in found]
    return expression_of(read, ("RRL018", "RRL020"), found[0].source)


def differences(expr: CronExpression, start: datetime | None = None) -> tuple[Problem, ...]:
    """Return what a calendar does otherwise than *expr* where the clocks change.

    As `cronexpr.converter.differences` does for dialects.  RFC 5545 (section 3.3.10) leaves out a time
    that is skipped, and (3.3.5) takes the first pass of one that comes twice.  *start* is as in
    `to_rrules`: its zone counts where *expr* has none.

    >>> [problem.code for problem in differences(cronexpr.parse("*/30 2 * * *", tz="Europe/Berlin"))]
    ['CNV102']
    """
    if expr.tz is None and start is not None and start.tzinfo is not None:
        expr = expr.replace(tz=start.tzinfo)
    return clock_change_differences(expr, "iCalendar")
