"""English to cron: `from_english`, the describer's inverse, and `read` for those who show what was assumed.

The grammar is a superset of what `describe` writes, in both clock modes; clauses may
come in any order, and every word is consumed or refused.  Codes of refusals are stable:

======== ==============================================================
ENG001   the text is empty
ENG002   the text, or what would say it in cron, is too long
ENG003   a word that is not understood
ENG004   a number out of range, or a range that runs backwards
ENG005   AM or PM, or until when? more than one reading
ENG006   a rate that does not repeat evenly
ENG007   counting days or weeks across months: cron cannot
ENG008   not in the calendar: holidays, the sun, one-off dates, "twice"
ENG009   something is missing
ENG010   two clauses contradict each other
ENG011   it takes several expressions (`read` returns them)
ENG012   a window whose last run does not fit into one expression
ENG013   a window past midnight on limited days
ENG014   an unknown time zone, or two different ones
ENG015   days of the month and of the week, without "or" or "falling"
======== ==============================================================
"""

from __future__ import annotations

from .._value import Value
from .._zone import zone_token
from ..errors import CronOptionError, CronSyntaxError, EnglishError
from ..expression import parse
from ._clauses import read_clauses
from ._clock import DAY, clock_text
from ._meaning import lines, products
from ._words import MAX_LENGTH, Words, refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo as TzInfo

    from ..expression import CronExpression
    from ._draft import Draft


class Reading(Value):
    """What a text says: the *expressions* that together say it, and the *assumptions* made to read it so."""

    __slots__ = ("expressions", "assumptions")

    expressions: tuple[CronExpression, ...]
    assumptions: tuple[str, ...]

    def __init__(self, expressions: tuple[CronExpression, ...], assumptions: tuple[str, ...]) -> None:
        super().__init__(expressions, assumptions)


def from_english(text: str, *, tz: str | TzInfo | None = None) -> CronExpression:
    """Return the expression that says what the English *text* says."""
    reading, draft = _read(text, tz)
    if len(reading.expressions) > 1:
        raise _several(text, reading)
    return reading.expressions[0]


def read(text: str, *, tz: str | TzInfo | None = None) -> Reading:
    """Return the expressions."""
    return _read(text, tz)[0]


def _read(text: str, tz: str | TzInfo | None) -> tuple[Reading, Draft]:
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    given = _zone(tz) if tz is not None else None
    if len(text) > MAX_LENGTH:
        raise refusal("ENG002", f"the text has more than {MAX_LENGTH:,} characters", (0, len(text)), text)
    words = Words(text)
    if len(words.words) == 1:
        raise refusal("ENG001", "the text is empty", (0, len(text)), text, 'write "every day at 9:00 AM", say')
    draft = read_clauses(words, _zone)
    found = lines(words, draft)
    zone = given or draft.zone
    expressions = []
    for line in found:
        expressions.append(parse(line.text, dialect="extended" if line.is_extended else "standard", tz=zone))
    return Reading(tuple(expressions), tuple(draft.assumptions)), draft


def _zone(tz: str | TzInfo) -> TzInfo:
    zone = parse("* * * * *", tz=tz).tz
    assert zone is not None
    return zone


def _several(text: str, reading: Reading) -> EnglishError:
    return refusal("ENG011", "several", (0, len(text)), text)
