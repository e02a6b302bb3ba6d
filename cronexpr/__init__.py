"""Read, check, explain and compute cron expressions.

>>> import cronexpr
>>> from datetime import datetime
>>> expr = cronexpr.parse("*/15 9-17 * * mon-fri", tz="Europe/Berlin")
>>> expr.next(datetime(2026, 11, 22, tzinfo=expr.tz)).isoformat()
'2026-11-23T09:00:00+01:00'
"""

from __future__ import annotations

from ._making import as_expression, build, is_valid, parse
from .dialects import Dialect
from .errors import CronConversionError, CronError, CronOptionError, CronSyntaxError, EnglishError, Problem
from .expression import CronExpression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime, tzinfo
    from typing import TypeVar, Unpack

    from ._arguments import Wording
    from .detection import Reading

    K = TypeVar("K")

__version__ = "0.1.0"

__all__ = [
    "CronConversionError",
    "CronError",
    "CronExpression",
    "CronOptionError",
    "CronSyntaxError",
    "Dialect",
    "EnglishError",
    "Problem",
    "build",
    "check",
    "convert",
    "convert_all",
    "describe",
    "detect",
    "explain_code",
    "from_english",
    "is_valid",
    "parse",
    "timeline",
]


def describe(
    text_or_expression: str | CronExpression,
    *,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
    **options: Unpack[Wording],
) -> str:
    """Return a sentence that says when an expression fires; `cronexpr.describer.describe` has the *options*.

    *dialect* and *seed* are for a text, as in `parse`; a `CronExpression` has its own.

    >>> describe("*/15 * * * *")
    'Every 15 minutes'
    >>> describe("0 9 * * mon-fri", hour12=False)
    'At 09:00, Monday through Friday'

    Raises:
        CronSyntaxError: the text is not an expression.
        CronOptionError: an unknown dialect or locale, or a seed is missing.
        TypeError: an argument has the wrong type.
    """
    return as_expression(text_or_expression, dialect, seed).describe(**options)


def check(
    text: str,
    *,
    dialect: str | Dialect = "standard",
    tz: str | tzinfo | None = None,
    now: datetime | None = None,
    select: str = "default",
    ignore: Iterable[str] = (),
    seed: str | None = None,
    dst: str | None = None,
) -> tuple[Problem, ...]:
    """Return all that is wrong with *text*, in text order: its errors or, if it parses, its warnings.

    *select* is ``"default"`` (warnings), ``"all"`` (and remarks, of severity ``"info"``)
    or ``"strict"``: the same as ``"all"``, for a caller that counts each as a failure, as
    ``cronexpr check --strict`` does.  *ignore* has the codes of warnings to leave out; errors
    stay.  With *tz*, clock changes after *now* (the present, if left out) are looked at
    too.  *dst* and *seed* are as in `parse`, but no seed is ever missing: any will do without one.

    >>> problem, = check("0 24 * * *")
    >>> problem.code, problem.span, problem.suggestion
    ('CRON103', (2, 4), '0 0 * * *')
    >>> [problem.code for problem in check("* 9 13 * 5")]
    ['CRL002', 'CRL009']

    Raises:
        CronOptionError: an unknown dialect, zone, policy, preset, or code to ignore.
        TypeError: an argument has the wrong type, or *now* is naive although there is a *tz*.
    """
    from .linter import check as lint

    if now is None:
        from datetime import datetime, timezone

        now = datetime.now(timezone.utc)
    return lint(text, dialect=dialect, tz=tz, now=now, select=select, ignore=ignore, seed=seed, dst=dst)


def convert(
    text_or_expression: str | CronExpression,
    *,
    to: str | Dialect,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> str:
    """Return a text of the dialect *to* that means the same: it fires at the same times of the wall clock.

    *dialect* and *seed* are for a text, as in `parse`; a `CronExpression` has its own.  What was
    written is kept where *to* has the syntax; what was drawn from a seed becomes a number.
    `cronexpr.converter.differences` tells what *to* does otherwise where the clocks change.

    >>> convert("0 9 * * 1-5", to="quartz")
    '0 0 9 ? * MON-FRI'

    Raises:
        CronConversionError: *to* cannot say it; ``problems`` name all that it cannot say.
        CronSyntaxError: the text is not an expression of *dialect*.
        CronOptionError: an unknown dialect, or a seed is missing.
        TypeError: an argument has the wrong type.
    """
    from .converter import convert as say

    return say(text_or_expression, to=to, dialect=dialect, seed=seed)


def convert_all(
    text_or_expression: str | CronExpression,
    *,
    to: str | Dialect,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> tuple[str, ...]:
    """Return texts of the dialect *to* that together mean the same: one where one can say it, else several.

    No two of them share a date where *to* can keep them apart.

    >>> convert_all("0 0 13 * FRI", to="celery")
    ('0 0 13 * 0-4,6', '0 0 * * 5')

    Raises:
        CronConversionError: *to* cannot say it in several lines either.
        CronSyntaxError, CronOptionError, TypeError: as `convert`.
    """
    from .converter import convert_all as say

    return say(text_or_expression, to=to, dialect=dialect, seed=seed)


def detect(text: str) -> tuple[Reading, ...]:
    """Return what *text* means, and in which dialects: one `Reading` for each meaning.

    Meanings are compared by their wall clocks; no reading at all means that no dialect reads it.

    >>> for reading in detect("0 0 12 ? * 1-5"):
    ...     print(*reading.dialects, "|", reading.difference)
    standard extended spring |
    quartz | 1-5 is Sunday to Thursday in Quartz

    Raises:
        TypeError: *text* is not a str.
    """
    from .detection import detect as read

    return read(text)


def explain_code(code: str) -> str:
    """Return what *code*, that of a `Problem`, means, at length: one paragraph.

    >>> explain_code("CRL001").partition(".")[0]
    'No date matches, in any year'

    Raises:
        CronOptionError: an unknown code.
    """
    from .linter import explain_code as explain

    return explain(code)


def from_english(text: str, *, tz: str | tzinfo | None = None) -> CronExpression:
    """Return the expression that says what the English *text* says, in the zone *tz* if given.

    It reads whatever `describe` writes, and much else; `cronexpr.english.read` tells
    what it assumed.

    >>> from_english("every weekday at 9am").source
    '0 9 * * 1-5'

    Raises:
        EnglishError: a word is not understood, or cron cannot say it in one expression.
        CronOptionError: *tz* is an unknown zone.
        TypeError: an argument has the wrong type.
    """
    from .english import from_english as read

    return read(text, tz=tz)


def timeline(
    expressions: Mapping[K, CronExpression],
    start: datetime | None = None,
    stop: datetime | None = None,
) -> Iterator[tuple[datetime, K]]:
    """Iterate over the occurrences of many *expressions* in [*start*, *stop*), as (occurrence, key).

    In order of instants, whatever the zones; at the same instant, in the order of
    the mapping.  *start* is now where left out.

    >>> from datetime import datetime
    >>> jobs = {"backup": parse("0 2 * * *"), "report": parse("0 9 * * mon")}
    >>> for when, job in timeline(jobs, datetime(2026, 11, 23), datetime(2026, 11, 24)):
    ...     print(when, job)
    2026-11-23 02:00:00 backup
    2026-11-23 09:00:00 report

    Raises:
        TypeError: naive and aware times are mixed.
    """
    from ._timeline import timeline as merge

    return merge(expressions, start, stop)
