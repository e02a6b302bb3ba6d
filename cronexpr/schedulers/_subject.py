"""What exports have in common: the zone's name, where a text came from, and refusals."""

from __future__ import annotations

import re

from cronexpr._making import new_expression
from cronexpr._parser import field_spans
from cronexpr._zone import zone_key
from cronexpr.converter._differences import find_differences
from cronexpr.errors import CronConversionError, Problem, escape, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo as TzInfo

    from cronexpr.expression import CronExpression


# What IANA's names consist of; whoever reads a zone from a file may give it any key, line breaks and all.
_KEY = re.compile(r"[A-Za-z0-9._+/-]+")
# What lies beside IANA's zones in a machine's folder of them: elsewhere it is another, or not there.
_LOCAL_KEY = re.compile(r"localtime|posixrules|Factory|(?:posix|right)/(.+)")


def refusal(
    expr: CronExpression | None, code: str, message: str, hint: str = "", field: str | None = None
) -> CronConversionError:
    """Return the error about *field* of *expr*, else about the whole; about no text where *expr* is None."""
    if expr is None:
        return CronConversionError((Problem(code, "error", message, hint=hint),))
    span = field_spans(expr.source, expr.dialect).get(field or "", whole(expr))
    return CronConversionError((Problem(code, "error", message, span, field, hint),), expr.source)


def whole(expr: CronExpression) -> tuple[int, int]:
    """Return where *expr* stands in its source, without the space around it."""
    start = len(expr.source) - len(expr.source.lstrip())
    return start, start + len(expr.source.strip())


def zone_name(tzinfo: TzInfo, code: str, target: str) -> str:
    """Return the IANA key by which *target* knows the zone, ``"UTC"`` for UTC.

    Raises:
        CronConversionError: it has none.
    """
    key = zone_key(tzinfo)
    hint = "name the zone by its IANA key, such as Europe/Berlin"
    if key is None or not _KEY.fullmatch(key):
        message = f"{target} knows time zones by IANA keys, and this {type(tzinfo).__name__} has none"
        raise refusal(None, code, message, hint)
    if local := _LOCAL_KEY.fullmatch(key):
        message = f"{target} knows time zones by IANA keys, and {quote(key)} is none"
        raise refusal(None, code, message, f"{local[1]} is the key" if local[1] else hint)
    return "UTC" if key == "Etc/UTC" else key


def origin(expr: CronExpression) -> str:
    """Return, on one line of printable characters, where an export came from.

    >>> origin(cronexpr.parse("0 9 * * mon-fri"))
    'cron: 0 9 * * mon-fri'
    """
    text = escape(" ".join(expr.source.split()))
    dialect = expr.dialect
    return f"cron: {text}" + (f" ({escape(dialect.name)})" if dialect.name != "standard" else "")


def clock_change_differences(expr: CronExpression, target: str) -> tuple[Problem, ...]:
    """Return what *target*, which skips what is skipped and runs once what comes twice, does otherwise."""
    dialect = expr.dialect.replace(name=target)
    kept = new_expression(expr.source, dialect, expr.fields or None, expr.tz, "skip", expr.seed)  # type: ignore[arg-type]
    return find_differences(expr, [kept])
