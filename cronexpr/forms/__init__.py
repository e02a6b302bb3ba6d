"""For forms into which people type a schedule: `validate` it, or `preview` it while they type.

One place for the rules that a form adds to those of the language, so that the integrations
of frameworks are thin and agree with each other.  Codes of their own:

======== ==============================================================
FRM001   runs more often than allowed
FRM002   has no occurrence to come, where one is asked for
FRM003   longer than allowed
FRM004   not text
FRM005   an expression whose text would mean something else in this field
======== ==============================================================

>>> from datetime import datetime, timedelta
>>> validate("*/15 * * * *", min_interval=timedelta(minutes=5)).describe()
'Every 15 minutes'
>>> answer = preview("0 24 * * *")
>>> answer["valid"], answer["problems"][0]["suggestion"]
(False, '0 0 * * *')
"""

from __future__ import annotations

from .. import parse
from .._arguments import moment_or_now
from ..errors import CronError
from ._limits import MAX_LENGTH, RULES, findings, is_refused, too_long, too_often
from ._preview import preview

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta
    from datetime import tzinfo as TzInfo

    from ..dialects import Dialect
    from ..expression import CronExpression

__all__ = ["MAX_LENGTH", "RULES", "preview", "validate"]


def validate(
    text: str,
    *,
    dialect: str | Dialect = "standard",
    tz: str | TzInfo | None = None,
    dst: str | None = None,
    seed: str | None = None,
    min_interval: timedelta | None = None,
    must_fire: bool = False,
    strict: bool = False,
    ignore: Iterable[str] = (),
    max_length: int = MAX_LENGTH,
    now: datetime | None = None,
) -> CronExpression:
    """Return the expression that *text* means, or raise with all that is wrong with it here.

    *dialect*, *tz*, *dst* and *seed* are as in `cronexpr.parse`.  *min_interval* refuses what has two
    occurrences closer together, computed exactly (`CronExpression.shortest_interval`);
    *must_fire* what has none after *now* (the present, if left out).  *strict* refuses on
    warnings, too, but for those whose codes are in *ignore*.  *max_length* is in characters;
    a longer text is not read.

    >>> from datetime import timedelta
    >>> try:
    ...     validate("*/5 9 * * *", min_interval=timedelta(minutes=10))
    ... except cronexpr.CronError as error:
    ...     print(error.pretty())
    error[FRM001]: two runs are only 5 min apart; at least 10 min must lie between
      */5 9 * * *
      ^^^ minute
      help: run it less often: `*/10 9 * * *`

    Raises:
        CronSyntaxError: *text* is not an expression of *dialect*.
        CronError: it is one, but not allowed here; ``problems`` say why.
        CronOptionError: an unknown dialect, zone, policy or code, or no seed where one is needed.
        TypeError: an argument has the wrong type, or *now* is naive although there is a *tz*.
    """
    # What is no text at all is for `parse` to complain of.
    if problem := too_long(text, max_length):
        raise CronError((problem,), text)
    expr = parse(text, dialect=dialect, tz=tz, dst=dst, seed=seed)
    moment = moment_or_now(now, expr.tz)
    if strict or must_fire or ignore or now:
        problems = findings(expr, moment, min_interval, must_fire, ignore)
        refused = [problem for problem in problems if is_refused(problem, strict)]
    else:
        # No warning would count, and to look for them takes ten times as long as all the rest.
        often = too_often(expr, min_interval, moment) if min_interval is not None else None
        refused = [often] if often else []
    if refused:
        raise CronError(tuple(refused), text)
    return expr
