"""Arguments as callers give them: zones, policies and moments, checked and made uniform."""

from __future__ import annotations

from datetime import datetime, timezone, tzinfo

from ._zone import is_known, zone_key
from ._zoned import POLICIES
from .errors import CronOptionError, Problem, did_you_mean, nearest, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypedDict

    from .expression import CronExpression

    class Wording(TypedDict, total=False):
        """How to say a description: the options of `cronexpr.describer.describe`."""

        locale: str
        hour12: bool | None
        sentence_case: bool
        midnight_noon: bool
        serial_comma: bool

    class Layout(TypedDict, total=False):
        """How to lay out a calendar: the options of `cronexpr.pictures.calendar`."""

        months: int | None
        first_weekday: int
        ascii_only: bool
        ansi: bool


def read_policy(dst: str | None, default: str) -> str:
    """Return the name of the clock-change policy that *dst* names; None is the dialect's own."""
    if dst is None:
        return default
    if not isinstance(dst, str):
        raise TypeError(f"dst must be a str or None, not {type(dst).__name__}")
    if dst in POLICIES:
        return dst
    near = nearest(dst, tuple(POLICIES), limit=2)
    hint = did_you_mean(near, f"known policies: {', '.join(POLICIES)}")
    raise CronOptionError(
        Problem("OPT003", "error", f"unknown clock-change policy {quote(dst)}", hint=hint, suggestion=near)
    )


def read_seed(seed: object) -> str | None:
    """Return *seed*, or raise where it is neither text nor None."""
    if seed is not None and not isinstance(seed, str):
        raise TypeError(f"seed must be a str or None, not {type(seed).__name__}")
    return seed


def plain(moment: object) -> datetime:
    """Return *moment* as a `datetime` proper, whatever its subclass."""
    if not isinstance(moment, datetime):
        raise TypeError(f"expected a datetime, not {type(moment).__name__}")
    if type(moment) is datetime:
        return moment
    return datetime(
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
        moment.microsecond,
        moment.tzinfo,
        fold=moment.fold,
    )


def moment_or_now(moment: datetime | None, tz: tzinfo | None) -> datetime:
    """Return *moment* as a `datetime` proper; left out, it is now, in *tz*, or naive without one."""
    return datetime.now(tz) if moment is None else plain(moment)


def alike(end: datetime, bound: datetime, tz: tzinfo | None) -> datetime:
    """Return *end* of time naive if *bound* is, else in *tz* or, without one, in the zone of *bound*."""
    return end.replace(tzinfo=bound.tzinfo and (tz or bound.tzinfo))


def read_bounds(
    start: datetime | None, stop: datetime | None, tz: tzinfo | None
) -> tuple[datetime, datetime]:
    """Return both bounds as plain datetimes of one kind, absent ones filled in, for an expression in *tz*."""
    if start is None:
        start = datetime.now(tz if stop is None else plain(stop).tzinfo)
    start = plain(start)
    stop = alike(datetime.max, start, tz) if stop is None else plain(stop)
    if (start.tzinfo is None) != (stop.tzinfo is None):
        raise TypeError("one bound is naive and the other aware: give both a tzinfo, or neither")
    return start, stop


RIGHT = "right/"
"""What the keys begin with of zones that count leap seconds."""
LINKS = ("localtime", "posixrules")
"""Files that some systems have among the zones, and that are another zone on each."""


def read_zone(tz: str | tzinfo | None) -> tzinfo | None:
    """Return the zone that *tz* names or is."""
    if tz is None:
        return None
    if not isinstance(tz, str):
        return check_zone(tz)
    zone = known_zone(tz)
    if zone is not None:
        return zone
    from ._unknown_zones import unknown_zone

    raise CronOptionError(unknown_zone(tz))


def known_zone(key: str) -> tzinfo | None:
    """Return the zone of that IANA *key*, or None where there is none."""
    if key == "UTC":
        return timezone.utc
    from zoneinfo import ZoneInfo

    try:
        # Its zones count leap seconds, which Python does not: their times are off by up to 27 of them.
        return None if key.startswith(RIGHT) or key in LINKS else ZoneInfo(key)
    except (KeyError, ValueError, OSError):
        return None


def check_zone(tz: tzinfo | None) -> tzinfo:
    """Return *tz*, or raise where it cannot be trusted with wall-clock arithmetic."""
    if not isinstance(tz, tzinfo):
        raise TypeError(f"tz must be a tzinfo, an IANA key or None, not {type(tz).__name__}")
    if is_known(tz):
        return tz
    zone = getattr(tz, "zone", None)
    if zone is None or not hasattr(tz, "localize"):
        try:
            tz.fromutc(datetime(2000, 1, 1, tzinfo=tz))
        except (ValueError, NotImplementedError):
            raise TypeError(
                f"tz must tell its UTC offset at any instant, and this {type(tz).__name__} does not"
            ) from None
        return tz
    if zone == "UTC":
        return timezone.utc
    # pytz's zones are one fixed offset each until normalize() is called by hand.
    raise CronOptionError(
        Problem(
            "OPT002",
            "error",
            f'pytz time zones do not follow clock changes: use zoneinfo.ZoneInfo("{zone}")',
            suggestion=str(zone),
        )
    )


def portable(tz: tzinfo | None) -> str | tzinfo | None:
    """Return what stands for *tz* in a pickle: its IANA key, or itself if its offset is fixed.

    Raises:
        TypeError: it is neither, so nobody knows what it would be elsewhere.
    """
    if tz is None:
        return None
    if key := zone_key(tz):
        return key
    if isinstance(tz, timezone):
        return tz
    raise TypeError(
        f"cannot pickle an expression whose time zone has no IANA key ({type(tz).__name__});"
        ' name the zone, as in tz="Europe/Berlin"'
    )


def spell_call(expr: CronExpression, name: str = "cronexpr.parse") -> str:
    """Return the call of *name* that makes *expr*; in angle brackets where it cannot be evaluated."""
    arguments = [repr(expr.source)]
    dialect, tz = expr.dialect, expr.tz
    evaluates = dialect.is_preset
    if dialect.name != "standard" or not dialect.is_preset:
        arguments.append(f"dialect={(dialect.name if dialect.is_preset else dialect)!r}")
    if tz is not None:
        key = zone_key(tz)
        evaluates = evaluates and (key is not None or isinstance(tz, timezone))
        arguments.append(f"tz={(key or tz)!r}")
    if expr.dst != dialect.dst:
        arguments.append(f"dst={expr.dst!r}")
    if expr.seed is not None:
        arguments.append(f"seed={expr.seed!r}")
    call = f"{name}({', '.join(arguments)})"
    return call if evaluates else f"<{call}>"
