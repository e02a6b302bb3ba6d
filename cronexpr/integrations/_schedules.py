"""What the integrations of schedulers share: the expression that one runs by, and checks."""

from __future__ import annotations

from .._making import as_expression
from ..errors import CronConversionError, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo

    from ..dialects import Dialect
    from ..expression import CronExpression


def check_seconds(name: str, value: object) -> None:
    """Refuse a *value* of the argument *name* that is no number of seconds."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} must be a number of seconds or None, not {type(value).__name__}")


def scheduled(
    expression: str | CronExpression,
    tz: str | tzinfo | None,
    dst: str | None,
    dialect: str | Dialect,
    seed: str | None,
    *,
    refusal: str,
    hint: str,
) -> CronExpression:
    """Return *expression*, with *tz* and *dst* where they are given.

    Raises:
        CronSyntaxError: a text is not an expression of *dialect*.
        CronOptionError: an unknown zone, dialect or policy, or a seed is missing.
        CronConversionError: it is ``@reboot``, which *refusal* and *hint* are about.
    """
    expr = as_expression(expression, dialect, seed)
    if expr.is_reboot:
        problem = Problem("CNV005", "error", refusal, (0, len(expr.source)), hint=hint)
        raise CronConversionError((problem,), expr.source)
    return expr.replace(tz=... if tz is None else tz, dst=... if dst is None else dst)
