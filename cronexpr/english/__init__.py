"""English to cron: `from_english`, the describer's inverse, and `read` for those who show what was assumed.

The grammar is a superset of what `describe` writes, in both clock modes; clauses may
come in any order, and every word is consumed or refused.  Codes of refusals are stable:

======== ==============================================================
ENG001   the text is empty
ENG002   the text, or what would say it in cron, is too long
ENG003   a word that is not understood
ENG004   a number or date out of range, or a range that runs backwards
ENG005   AM or PM, or until when? more than one reading
ENG006   a rate that does not repeat evenly
ENG007   counting days or weeks across months: cron cannot
ENG008   not in the calendar: holidays, the sun, one-off dates, "twice"
ENG009   something is missing
ENG010   two clauses contradict each other
ENG011   it takes several expressions (`read` returns them)
ENG012   a window whose last run does not fit into one expression
ENG013   a window past midnight on limited days
ENG014   an unknown time zone, an abbreviation of several, or two zones
ENG015   days of the month and of the week, without "or" or "falling"
======== ==============================================================
"""

from __future__ import annotations

from .._arguments import read_zone
from .._making import is_valid, parse
from .._value import Value
from .._zone import zone_token
from ..errors import CronSyntaxError, EnglishError
from ._clauses import read_clauses
from ._meaning import boundary, lines
from ._words import MAX_LENGTH, Words, refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo as TzInfo
    from typing import TypeVar

    from ..expression import CronExpression
    from ._meaning import Window

    T = TypeVar("T")


class Reading(Value):
    """What a text says: the *expressions* that together say it, and the *assumptions* made to read it so."""

    __slots__ = ("expressions", "assumptions")

    expressions: tuple[CronExpression, ...]
    assumptions: tuple[str, ...]

    def __init__(self, expressions: tuple[CronExpression, ...], assumptions: tuple[str, ...]) -> None:
        super().__init__(expressions, assumptions)


def from_english(text: str, *, tz: str | TzInfo | None = None) -> CronExpression:
    """Return the expression that says what the English *text*, of at most 8,192 characters, says.

    It is one of the standard dialect where that can say it, else of the extended.
    *tz* is its zone; a text may name one too, but no other.

    >>> from_english("every weekday at 9am")
    cronexpr.parse('0 9 * * 1-5')
    >>> from_english("Every 15 minutes from 9:00 AM through 5:45 PM, Monday through Friday").source
    '*/15 9-17 * * 1-5'

    Raises:
        EnglishError: a word is not understood, cron cannot say it, or only several
            expressions can; the problem has the span and, where there is one, the
            nearest text that can be read.
        CronOptionError: *tz* is an unknown zone.
        TypeError: an argument has the wrong type.
    """
    return _answer(_only, text, tz)


def read(text: str, *, tz: str | TzInfo | None = None) -> Reading:
    """Return the expressions that together say what *text* says, and what was assumed to read it so.

    >>> read("weekdays at 9 and 17:30").assumptions
    ('9 is 09:00, not 21:00',)
    >>> [expr.source for expr in read("weekdays at 9 and 17:30").expressions]
    ['0 9 * * 1-5', '30 17 * * 1-5']

    Raises:
        EnglishError, CronOptionError, TypeError: as `from_english`, but several
            expressions are an answer here.
    """
    return _answer(_all, text, tz)


def source_of(text: str) -> str | None:
    """Return the expression that `from_english` makes of *text*, as text, or None where it refuses it.

    >>> source_of("every day at 9"), source_of("every day at nein")
    ('0 9 * * *', None)
    """
    try:
        return _only(text, None).source
    except EnglishError:
        return None


def _answer(ask: Callable[[str, TzInfo | None], T], text: str, tz: str | TzInfo | None) -> T:
    """Return what *ask* makes of *text*; a refusal offers only what *ask* would not refuse."""
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    zone = read_zone(tz)
    try:
        return ask(text, zone)
    except EnglishError as error:
        problem = error.problems[0]
        if problem.code == "ENG003" and is_valid(text):
            problem = problem.replace(hint="this is a cron expression: parse() reads it")
        elif problem.suggestion is None or _is_answered(ask, problem.suggestion, zone):
            raise
        # A text with one slip mended may hold another: then it is no offer.
        problem = problem.replace(suggestion=None)
    raise EnglishError((problem,), text)


def _is_answered(ask: Callable[[str, TzInfo | None], object], text: str, zone: TzInfo | None) -> bool:
    try:
        ask(text, zone)
    except EnglishError:
        return False
    return True


def _all(text: str, zone: TzInfo | None) -> Reading:
    return _understood(text, zone)[0]


def _only(text: str, zone: TzInfo | None) -> CronExpression:
    reading, window = _understood(text, zone)
    if len(reading.expressions) > 1:
        raise _several(text, reading, window)
    return reading.expressions[0]


def _understood(text: str, zone: TzInfo | None) -> tuple[Reading, Window | None]:
    if len(text) > MAX_LENGTH:
        raise refusal("ENG002", f"the text has more than {MAX_LENGTH:,} characters", (0, len(text)), text)
    words = Words(text)
    if len(words.words) == 1:
        raise refusal(
            "ENG001", "the text is empty", (0, len(text)), text, 'write "every day at 9:00 AM", say'
        )
    draft = read_clauses(words)
    if zone is not None and draft.zone is not None and zone_token(zone) != zone_token(draft.zone):
        words.refuse_clause(draft.places["the time zone"], "ENG014", "the text and tz name different zones")
    found = lines(words, draft)
    try:
        expressions = [parse(line.text, dialect=line.dialect, tz=zone or draft.zone) for line in found]
    except CronSyntaxError:
        raise refusal(
            "ENG002", "this takes more characters than an expression has", (0, len(text)), text
        ) from None
    if not draft.alone and not all(expr.is_satisfiable for expr in expressions):
        place = draft.places.get("the date") or (0, len(words.words) - 1)
        words.refuse_clause(
            place, "ENG004", "there is no such date, in any year", "months have 28 to 31 days"
        )
    window = boundary(words, draft) if len(expressions) > 1 else None
    return Reading(tuple(expressions), tuple(draft.assumptions)), window


def _several(text: str, reading: Reading, window: Window | None) -> EnglishError:
    sources = [f"`{expr.source}`" for expr in reading.expressions]
    listed = ", ".join(sources[:4]) + (", ..." if len(sources) > 4 else "")
    if window is None:
        message, span = f"this takes {len(sources)} expressions", (0, len(text))
        return refusal("ENG011", message, span, text, f"read() returns them: {listed}")
    hint = f"{window.choices}; exactly this takes {len(sources)} expressions: {listed}"
    return refusal(
        "ENG012", "the last run does not fit into the same expression", window.span, text, hint, window.offer
    )
