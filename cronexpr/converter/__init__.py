"""Write an expression in another dialect, exactly, or name what that cannot express.

Nothing is taken on trust: what `convert` returns was read again in the other dialect and
proven to fire at the same times.  At clock changes each scheduler has its own rule;
`differences` compares them.
"""

from __future__ import annotations

from cronexpr._making import as_expression, parse
from cronexpr._writer import WRITERS
from cronexpr.dialects import get_dialect

from ._differences import find_differences
from ._lines import one_line, several_lines
from ._losses import refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cronexpr.dialects import Dialect
    from cronexpr.errors import Problem
    from cronexpr.expression import CronExpression

__all__ = ["convert", "convert_all", "differences"]


def convert(
    text_or_expression: str | CronExpression,
    *,
    to: str | Dialect,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> str:
    """Return a text of the dialect *to* that means the same; see `cronexpr.convert`."""
    expr = as_expression(text_or_expression, dialect, seed)
    writer = WRITERS[get_dialect(to)]
    line = one_line(expr, writer)
    if line is None:
        raise refusal(expr, writer)
    return line


def convert_all(
    text_or_expression: str | CronExpression,
    *,
    to: str | Dialect,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> tuple[str, ...]:
    """Return lines of the dialect *to* that together mean the same; see `cronexpr.convert_all`."""
    expr = as_expression(text_or_expression, dialect, seed)
    writer = WRITERS[get_dialect(to)]
    lines = several_lines(expr, writer)
    if lines is None:
        raise refusal(expr, writer)
    return lines


def differences(
    text_or_expression: str | CronExpression,
    to: str | Dialect,
    *,
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> tuple[Problem, ...]:
    """Return what an expression does differently in the dialect *to*, although the text means the same.

    That is where the clocks change (``CNV101``, ``CNV102``), where two lines of
    `convert_all` share a date (``CNV103``), and whose clock it is (``CNV104``).  In a zone of its
    own, only clock changes of the next 28 years that meet one of its runs count.

    *dialect* and *seed* are for a text, as in `cronexpr.parse`; a `CronExpression` has its own.

    >>> [problem.code for problem in differences("30 2 * * *", "quartz")]
    ['CNV101', 'CNV102', 'CNV104']

    Raises:
        CronConversionError, CronSyntaxError, CronOptionError, TypeError: as `convert_all`.
    """
    expr = as_expression(text_or_expression, dialect, seed)
    target = get_dialect(to)
    lines = convert_all(expr, to=target)
    return find_differences(expr, [parse(line, dialect=target) for line in lines])
