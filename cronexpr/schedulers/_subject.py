"""What exports and readers have in common: refusals, the zone's name, where a text came from."""

from __future__ import annotations

import re

from .._making import new_expression
from .._parser import field_spans, whole_span
from .._zone import zone_key
from ..converter._differences import find_differences
from ..errors import CronConversionError, CronOptionError, Problem, escape, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo as TzInfo

    from ..expression import CronExpression


# What IANA's names consist of; whoever reads a zone from a file may give it any key, line breaks and all.
_KEY = re.compile(r"[A-Za-z0-9._+/-]+")
# What lies beside IANA's zones in a machine's folder of them: elsewhere it is another, or not there.
_LOCAL_KEY = re.compile(r"localtime|posixrules|Factory|(?:posix|right)/(.+)")


NEVER = "no date matches, in any year; for the last day of the month write L"
FEBRUARY = "leave February out, and give it an expression of its own"
SWITCHED_OFF = "switched off, so it runs at none of these times until somebody switches it on"
AT_ONCE = "cron starts its jobs at once"


def option_error(code: str, message: str, hint: str = "") -> CronOptionError:
    """Return the error about an argument other than the expression."""
    return CronOptionError(Problem(code, "error", message, hint=hint))


def conversion_error(
    code: str,
    message: str,
    hint: str = "",
    span: tuple[int, int] = (0, 0),
    source: str | None = None,
    field: str | None = None,
) -> CronConversionError:
    """Return the error about something that the other side has nothing like, at *span* of *source*."""
    return CronConversionError((Problem(code, "error", message, span, field, hint),), source)


def refusal(
    expr: CronExpression, code: str, message: str, hint: str = "", field: str | None = None
) -> CronConversionError:
    """Return the error about *field* of *expr*, else about the whole."""
    span = field_spans(expr.source, expr.dialect).get(field or "", whole_span(expr.source))
    return conversion_error(code, message, hint, span, expr.source, field)


def zone_name(tzinfo: TzInfo, code: str, target: str) -> str:
    """Return the IANA key by which *target* knows the zone, ``"UTC"`` for UTC.

    Raises:
        CronConversionError: it has none.
    """
    key = zone_key(tzinfo)
    hint = "name the zone by its IANA key, such as Europe/Berlin"
    if key is None or not _KEY.fullmatch(key):
        message = f"{target} knows time zones by IANA keys, and this {type(tzinfo).__name__} has none"
        raise conversion_error(code, message, hint)
    if local := _LOCAL_KEY.fullmatch(key):
        message = f"{target} knows time zones by IANA keys, and {quote(key)} is none"
        raise conversion_error(code, message, f"{local[1]} is the key" if local[1] else hint)
    return "UTC" if key == "Etc/UTC" else key


def origin(expr: CronExpression) -> str:
    """Return, on one line of printable characters, where an export came from.

    >>> origin(cronexpr.parse("0 9 * * mon-fri"))
    'cron: 0 9 * * mon-fri'
    """
    text = escape(" ".join(expr.source.split()))
    dialect = expr.dialect
    return f"cron: {text}" + (f" ({escape(dialect.name)})" if dialect.name != "standard" else "")


def commented(expr: CronExpression, lines: Iterable[str]) -> str:
    """Return *lines* as a text, below comments that tell where it came from and what that means."""
    return "".join([f"{line}\n" for line in (f"# {origin(expr)}", f"# {expr.describe()}", *lines)])


def clock_change_differences(expr: CronExpression, target: str) -> tuple[Problem, ...]:
    """Return what *target*, which skips what is skipped and runs once what comes twice, does otherwise."""
    dialect = expr.dialect.replace(name=target)
    kept = new_expression(expr.source, dialect, expr.fields or None, expr.tz, "skip", expr.seed)  # type: ignore[arg-type]
    return find_differences(expr, [kept])
