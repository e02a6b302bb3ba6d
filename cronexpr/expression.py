"""The front door: `parse`, and the `CronExpression` it returns."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ._parser import parse_fields
from ._plan import NEVER, compile_plan
from ._relations import is_subset, meaning, overlaps, shortest_interval
from ._search import count_walls, matches_wall, next_wall, previous_wall, walk
from ._zone import POLICIES, instant_of, zone_token, zoned_plan
from .dialects import get_dialect
from .errors import CronOptionError, CronSyntaxError, Problem, nearest, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import tzinfo as TzInfo
    from types import EllipsisType
    from typing import Any, NoReturn, TypeVar, final

    from ._plan import Fields, Plan
    from ._zone import ZonedPlan
    from .dialects import Dialect
    from .fields import FieldSet

    K = TypeVar("K")
else:

    def final(cls):
        return cls


def parse(
    text: str,
    *,
    dialect: str | Dialect = "standard",
    tz: str | TzInfo | None = None,
    dst: str | None = None,
    seed: str | None = None,
) -> CronExpression:
    """Return the expression that *text* means in *dialect*.

    With *tz*, a `tzinfo` or an IANA key, the expression answers in that zone.
    *dst* names the clock-change policy; None is the dialect's own.  *seed* is what
    hashed and random fields are drawn from, in dialects that have them.

    >>> parse("*/15 9-17 * * mon-fri").next(datetime(2026, 11, 20, 17, 45))
    datetime.datetime(2026, 11, 23, 9, 0)

    Raises:
        CronSyntaxError: *text* is not an expression; ``problems`` has every error.
        CronOptionError: an unknown dialect, zone or policy.
        TypeError: an argument has the wrong type.
    """
    grammar = get_dialect(dialect)
    fields = parse_fields(text, grammar)
    return _new(text, grammar, fields, _tzinfo(tz), dst or grammar.dst, seed)


def is_valid(text: str, *, dialect: str | Dialect = "standard") -> bool:
    """Return whether *text* is an expression of *dialect*, whether or not it ever fires.

    >>> is_valid("61 * * * *"), is_valid("0 0 31 2 *")
    (False, True)

    Raises:
        TypeError: *text* is not a str.
        CronOptionError: an unknown dialect.
    """
    try:
        parse_fields(text, get_dialect(dialect))
    except CronSyntaxError:
        return False
    return True


def build(
    *,
    second: int | str | Iterable[int | str] | None = None,
    minute: int | str | Iterable[int | str] = "*",
    hour: int | str | Iterable[int | str] = "*",
    day_of_month: int | str | Iterable[int | str] = "*",
    month: int | str | Iterable[int | str] = "*",
    day_of_week: int | str | Iterable[int | str] = "*",
    year: int | str | Iterable[int | str] | None = None,
    dialect: str | Dialect = "standard",
    tz: str | TzInfo | None = None,
    dst: str | None = None,
    seed: str | None = None,
) -> CronExpression:
    """Return the expression with the given fields: each a number, field text, or several of either.

    >>> build(minute=0, hour=[9, 17], day_of_week="MON-FRI").source
    '0 9,17 * * MON-FRI'

    Raises:
        CronSyntaxError, CronOptionError, TypeError: as `parse`.
    """
    grammar = get_dialect(dialect)
    given = {
        "second": second,
        "minute": minute,
        "hour": hour,
        "day_of_month": day_of_month,
        "month": month,
        "day_of_week": day_of_week,
        "year": year,
    }
    written = {name: _field_text(name, value) for name, value in given.items() if value is not None}
    text = " ".join([written.get(name, "0") for name in _layout(grammar, written)])
    return parse(text, dialect=grammar, tz=tz, dst=dst, seed=seed)


def timeline(
    expressions: Mapping[K, CronExpression],
    start: datetime | None = None,
    stop: datetime | None = None,
) -> Iterator[tuple[datetime, K]]:
    """Iterate over the occurrences of many *expressions* in [*start*, *stop*), as (occurrence, key).

    In order of instants, whatever the zones; at the same instant, in the order of
    the mapping.  *start* is now where left out.

    >>> jobs = {"backup": parse("0 2 * * *"), "report": parse("0 9 * * mon")}
    >>> for when, job in timeline(jobs, datetime(2026, 11, 23), datetime(2026, 11, 24)):
    ...     print(when, job)
    2026-11-23 02:00:00 backup
    2026-11-23 09:00:00 report

    Raises:
        TypeError: naive and aware times are mixed.
    """
    from heapq import merge

    def stream(rank: int, key: K, expr: CronExpression) -> Iterator[tuple[timedelta, int, datetime, K]]:
        for occurrence in expr.occurrences(start, stop):
            yield instant_of(occurrence), rank, occurrence, key

    streams = [stream(rank, key, expr) for rank, (key, expr) in enumerate(expressions.items())]
    return ((when, key) for _, _, when, key in merge(*streams, key=_instant_and_rank))


def _instant_and_rank(entry: tuple[timedelta, int, datetime, object]) -> tuple[timedelta, int]:
    return entry[:2]


@final
class CronExpression:
    """A parsed expression: immutable, hashable, safe to share between threads.

    Made by `parse`, `build` and `from_english`, not by calling the class.  Two
    expressions are equal when they behave alike: same days and times, zone, policy,
    and `is_interval`.
    """

    __slots__ = (
        "__weakref__",
        "_dialect",
        "_dst",
        "_fields",
        "_is_interval",
        "_meaning",
        "_plan",
        "_seed",
        "_source",
        "_tz",
        "_zoned",
    )

    _source: str
    _dialect: Dialect
    _fields: Fields | None
    _tz: TzInfo | None
    _dst: str
    _seed: str | None
    _plan: Plan | None
    _zoned: ZonedPlan | None
    _meaning: tuple[object, ...] | None

    def __init__(self) -> None:
        raise TypeError("use cronexpr.parse() to make a CronExpression")

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("CronExpression cannot be subclassed")

    # What it is

    @property
    def source(self) -> str:
        """The text as it was written."""
        return self._source

    @property
    def dialect(self) -> Dialect:
        """The dialect it was read in."""
        return self._dialect

    @property
    def tz(self) -> TzInfo | None:
        """The zone it answers in, or None: naive in, naive out."""
        return self._tz

    @property
    def dst(self) -> str:
        """The name of its clock-change policy."""
        return self._dst

    @property
    def seed(self) -> str | None:
        """What its hashed and random fields were drawn from."""
        return self._seed

    @property
    def fields(self) -> tuple[FieldSet, ...]:
        """Its seven fields in standard order, absent ones at their defaults; empty for ``@reboot``.

        >>> [field.text for field in parse("0 9 * * mon").fields]
        ['0', '0', '9', '*', '*', 'mon', '*']
        """
        return self._fields or ()

    @property
    def is_reboot(self) -> bool:
        """Whether it is ``@reboot``: it runs at start-up and has no occurrences."""
        return self._fields is None

    @property
    def is_interval(self) -> bool:
        """Whether its policy treats it as an interval (wildcard) job rather than one at fixed times.

        Under Vixie cron's rule: whether the second, minute or hour begins with ``*``.

        >>> parse("*/15 2 * * *").is_interval, parse("0,15,30,45 2 * * *").is_interval
        (True, False)
        """
        return self._fields is not None and POLICIES[self._dst].is_interval(self._fields[:3])

    @property
    def plan(self) -> Plan:
        """What it means, compiled when first needed: masks and tables, for tools that reason about schedules."""
        plan = self._plan
        if plan is None:
            fields = self._fields
            plan = self._plan = compile_plan(fields, self._dialect.day_rule) if fields else NEVER
        return plan

    @property
    def is_satisfiable(self) -> bool:
        """Whether it ever fires; proven, not searched for.

        >>> parse("0 0 31 2 *").is_satisfiable
        False
        """
        return self.plan.is_satisfiable

    # When it fires

    def next(self, after: datetime | None = None, *, inclusive: bool = False) -> datetime | None:
        """Return the first occurrence after *after* (now, if left out), or None if there is none.

        Strictly after, unless *inclusive* allows *after* itself.  The result is in the
        expression's zone, else in that of *after*, else naive.  O(1) in all but
        the rarest schedules.

        >>> parse("0 0 29 2 *").next(datetime(2096, 3, 1))
        datetime.datetime(2104, 2, 29, 0, 0)

        Raises:
            TypeError: *after* is no datetime, or naive where the expression has a zone.
        """
        if after is None:
            after = datetime.now(self._tz)
        elif type(after) is not datetime:
            after = _plain(after)
        if inclusive and self.matches(after):
            return self._answer(after)
        if after.tzinfo is self._tz is None:
            return next_wall(self._plan or self.plan, after)
        zoned = self._zoned
        if zoned is None or zoned.tzinfo is not after.tzinfo:
            zoned = self._in_zone(after)
        return zoned.next(after)

    def previous(self, before: datetime | None = None, *, inclusive: bool = False) -> datetime | None:
        """Return the last occurrence before *before* (now, if left out), or None: the mirror image of `next`.

        >>> parse("0 0 L * *").previous(datetime(2026, 3, 1))
        datetime.datetime(2026, 2, 28, 0, 0)

        Raises:
            TypeError: as `next`.
        """
        if before is None:
            before = datetime.now(self._tz)
        elif type(before) is not datetime:
            before = _plain(before)
        if inclusive and self.matches(before):
            return self._answer(before)
        if before.tzinfo is self._tz is None:
            return previous_wall(self._plan or self.plan, before)
        zoned = self._zoned
        if zoned is None or zoned.tzinfo is not before.tzinfo:
            zoned = self._in_zone(before)
        return zoned.previous(before)

    def occurrences(
        self, start: datetime | None = None, stop: datetime | None = None, *, reverse: bool = False
    ) -> Iterator[datetime]:
        """Iterate lazily over the occurrences in [*start*, *stop*).

        Half-open like `range`, so adjacent ranges add up.  *start* left out is now and
        *stop* left out is the end of year 9999.  With *reverse*, the same set backwards;
        then *start* left out is the beginning of year 1, and *stop*, if both are, now.

        >>> list(parse("0 12 * * *").occurrences(datetime(2026, 1, 1), datetime(2026, 1, 3)))
        [datetime.datetime(2026, 1, 1, 12, 0), datetime.datetime(2026, 1, 2, 12, 0)]

        Raises:
            TypeError: a bound is no datetime, or one is naive where it may not be.
        """
        if reverse and start is None:
            start = datetime.min if stop is None else datetime.min.replace(tzinfo=stop.tzinfo)
            stop = datetime.now(self._tz) if stop is None else stop
            start = start.replace(tzinfo=stop.tzinfo)
        start, stop = self._bounds(start, stop)
        if start.tzinfo is None:
            return walk(self.plan, start, stop, reverse)
        return self._in_zone(start).walk(start, stop, reverse)

    def upcoming(self, n: int, after: datetime | None = None) -> tuple[datetime, ...]:
        """Return the first *n* occurrences after *after* (now, if left out); fewer where it ends.

        >>> parse("0 9 * * mon").upcoming(2, datetime(2026, 11, 22))
        (datetime.datetime(2026, 11, 23, 9, 0), datetime.datetime(2026, 11, 30, 9, 0))

        Raises:
            TypeError: as `next`.
        """
        found: list[datetime] = []
        while len(found) < n and (after := self.next(after)) is not None:
            found.append(after)
        return tuple(found)

    def count(self, start: datetime, stop: datetime) -> int:
        """Return the number of occurrences in [*start*, *stop*), without enumerating them.

        >>> parse("*/5 * * * *").count(datetime(2000, 1, 1), datetime(2100, 1, 1))
        10519200

        Raises:
            TypeError: as `occurrences`.
        """
        start, stop = self._bounds(start, stop)
        if start.tzinfo is None:
            return count_walls(self.plan, start, stop)
        return self._in_zone(start).count(start, stop)

    def matches(self, moment: datetime) -> bool:
        """Return whether *moment* is an occurrence, exact to the microsecond; ``in`` asks the same.

        For "does it run this minute?" truncate first:
        ``expr.matches(now.replace(second=0, microsecond=0))``.

        >>> datetime(2026, 11, 23, 9, 0) in parse("0 9 * * mon")
        True

        Raises:
            TypeError: as `next`.
        """
        if type(moment) is not datetime:
            moment = _plain(moment)
        if moment.tzinfo is self._tz is None:
            return matches_wall(self._plan or self.plan, moment)
        zoned = self._zoned
        if zoned is None or zoned.tzinfo is not moment.tzinfo:
            zoned = self._in_zone(moment)
        return zoned.matches(moment)

    def __contains__(self, moment: datetime) -> bool:
        return self.matches(moment)

    def shortest_interval(self) -> timedelta | None:
        """Return the shortest time between two neighbouring occurrences, exactly, by the wall clock.

        None where there are fewer than two.

        >>> parse("0,5 9 * * *").shortest_interval()
        datetime.timedelta(seconds=300)
        """
        return shortest_interval(self.plan)

    # How it compares

    def equivalent(self, other: CronExpression) -> bool:
        """Compare wall clocks, zones and policies ignored: return whether both have the same occurrences.

        >>> parse("*/15 2 * * *").equivalent(parse("0,15,30,45 2 * * *"))
        True
        """
        same_start = self.is_reboot == other.is_reboot
        return same_start and meaning(self.plan) == meaning(other.plan)

    def issubset(self, other: CronExpression) -> bool:
        """Compare wall clocks, zones and policies ignored: return whether *other* has all of this one's occurrences.

        >>> parse("0 9 * * mon").issubset(parse("0 * * * *"))
        True
        """
        return is_subset(self.plan, other.plan)

    def overlaps(self, other: CronExpression) -> bool:
        """Compare wall clocks, zones and policies ignored: return whether any occurrence is common to both.

        >>> parse("0 0 13 * *").overlaps(parse("0 0 * * fri"))
        True
        """
        return overlaps(self.plan, other.plan)

    def __eq__(self, other: object) -> bool:
        if type(other) is not CronExpression:
            return NotImplemented
        return self is other or self._behaviour() == other._behaviour()

    def __hash__(self) -> int:
        return hash(self._behaviour())

    def _behaviour(self) -> tuple[object, ...]:
        known = self._meaning
        if known is None:
            if self.is_reboot:
                known = ("reboot",)
            elif wall := meaning(self.plan):
                known = (wall, zone_token(self._tz), self._dst, self.is_interval)
            else:
                known = ("never",)
            self._meaning = known
        return known

    # How it is written

    def canonical(self) -> str:
        """Return a short normal form: the same text for equal expressions of one dialect, zone and policy.

        >>> parse("00 9 * * MON,tue,3-5").canonical()
        '0 9 * * 1-5'
        """
        from ._canonical import canonical

        return canonical(self)

    def replace(
        self,
        *,
        tz: str | TzInfo | EllipsisType | None = ...,
        dst: str | EllipsisType | None = ...,
    ) -> CronExpression:
        """Return the same expression with another zone, another clock-change policy, or both.

        None takes the zone away; for *dst* it means the dialect's own policy.

        >>> parse("0 9 * * *").replace(tz="Europe/Berlin")
        cronexpr.parse('0 9 * * *', tz='Europe/Berlin')

        Raises:
            CronOptionError: an unknown zone or policy.
        """
        zone = self._tz if tz is ... else _tzinfo(tz)
        policy = self._dst if dst is ... else dst or self._dialect.dst
        return _new(self._source, self._dialect, self._fields, zone, policy, self._seed)

    def __str__(self) -> str:
        return self._source

    def __repr__(self) -> str:
        arguments = [repr(self._source)]
        if self._dialect.name != "standard" or not self._dialect.is_preset:
            name = self._dialect.name if self._dialect.is_preset else self._dialect
            arguments.append(f"dialect={name!r}")
        if self._tz is not None:
            name_or_none = _zone_name(self._tz)
            arguments.append(f"tz={name_or_none!r}" if name_or_none else f"tz={self._tz!r}")
        if self._dst != self._dialect.dst:
            arguments.append(f"dst={self._dst!r}")
        if self._seed is not None:
            arguments.append(f"seed={self._seed!r}")
        call = f"cronexpr.parse({', '.join(arguments)})"
        evaluates = self._dialect.is_preset and _is_portable(self._tz)
        return call if evaluates else f"<{call}>"

    def __reduce__(self) -> tuple[Any, ...]:
        if not _is_portable(self._tz):
            raise TypeError(
                f"cannot pickle an expression whose time zone has no IANA key: {type(self._tz).__name__};"
                ' name the zone, as in tz="Europe/Berlin"'
            )
        zone = _zone_name(self._tz) or self._tz
        dialect = self._dialect.name if self._dialect.is_preset else self._dialect
        return _restore, (self._source, dialect, zone, self._dst, self._seed)

    def __copy__(self) -> CronExpression:
        return self

    def __deepcopy__(self, memo: object) -> CronExpression:
        return self

    # How it works inside

    def _in_zone(self, moment: datetime) -> ZonedPlan:
        """Return the plan in the expression's zone, or else in that of *moment*."""
        if moment.tzinfo is None:
            raise TypeError(
                "this expression has a time zone, so it needs an aware datetime: add tzinfo=expr.tz to yours"
            )
        zoned = self._zoned
        if zoned is None or self._tz is None and zoned.tzinfo is not moment.tzinfo:
            tzinfo = self._tz or _checked(moment.tzinfo)
            zoned = zoned_plan(self.plan, tzinfo, POLICIES[self._dst], self.is_interval)
            self._zoned = zoned
        return zoned

    def _answer(self, moment: datetime) -> datetime:
        return moment if moment.tzinfo is None else _plain(self._in_zone(moment).localize(moment))

    def _bounds(self, start: datetime | None, stop: datetime | None) -> tuple[datetime, datetime]:
        """Return both bounds as plain datetimes of one kind, absent ones filled in."""
        if start is None:
            start = datetime.now(self._tz if stop is None else stop.tzinfo)
        if stop is None:
            stop = datetime.max.replace(tzinfo=start.tzinfo)
        start, stop = _plain(start), _plain(stop)
        if (start.tzinfo is None) != (stop.tzinfo is None):
            raise TypeError("one bound is naive and the other aware: give both a tzinfo, or neither")
        if start.tzinfo is None and self._tz is not None:
            self._in_zone(start)
        return start, stop


def _new(
    source: str,
    dialect: Dialect,
    fields: Fields | None,
    tz: TzInfo | None,
    dst: str,
    seed: str | None,
) -> CronExpression:
    if dst not in POLICIES:
        raise CronOptionError(_unknown_policy(dst))
    expr = object.__new__(CronExpression)
    expr._source = source
    expr._dialect = dialect
    expr._fields = fields
    expr._tz = tz
    expr._dst = dst
    expr._seed = seed
    expr._plan = expr._zoned = expr._meaning = None
    return expr


def _restore(
    source: str, dialect: str | Dialect, tz: str | TzInfo | None, dst: str, seed: str | None
) -> CronExpression:
    return parse(source, dialect=dialect, tz=tz, dst=dst, seed=seed)


def _unknown_policy(dst: object) -> Problem:
    if not isinstance(dst, str):
        raise TypeError(f"dst must be a str or None, not {type(dst).__name__}")
    near = nearest(dst, tuple(POLICIES), limit=2)
    hint = f"known policies: {', '.join(POLICIES)}"
    return Problem("OPT003", "error", f"unknown clock-change policy {quote(dst)}", hint=hint, suggestion=near)


def _plain(moment: object) -> datetime:
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


def _field_text(name: str, value: int | str | Iterable[int | str]) -> str:
    """Return one argument of `build` as field text."""
    if isinstance(value, (int, str)):
        value = (value,)
    text = ",".join([str(item) for item in value])
    if not text or any(char in " \t\n\r" for char in text):
        where = name.replace("_", "-")
        problem = Problem(
            "CRON101", "error", f"the {where} field must be one non-empty word", (0, len(text)), name
        )
        raise CronSyntaxError((problem,), text)
    return text


def _layout(dialect: Dialect, written: Mapping[str, str]) -> tuple[str, ...]:
    """Return the shortest arrangement of *dialect*'s fields that holds all of *written*."""
    for layout in sorted(dialect.layouts, key=len):
        if set(written) <= set(layout):
            return layout
    extra = sorted(set(written).difference(*dialect.layouts))
    message = f"the dialect {quote(dialect.name)} has no {extra[0].replace('_', '-')} field"
    raise CronSyntaxError((Problem("CRON102", "error", message),))


def _tzinfo(tz: str | TzInfo | None) -> TzInfo | None:
    """Return the zone that *tz* names or is."""
    if tz is None:
        return None
    if not isinstance(tz, str):
        return _checked(tz)
    if tz == "UTC":
        return timezone.utc
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(tz)
    except (KeyError, ValueError, OSError):
        raise CronOptionError(_unknown_zone(tz)) from None


def _unknown_zone(key: str) -> Problem:
    hint = 'use an IANA key such as "Europe/Berlin" or "UTC"'
    from zoneinfo import available_timezones

    keys = {known.lower(): known for known in available_timezones()}
    if not keys:
        hint = "this system has no time zone data; install the package tzdata"
    near = nearest(key.lower()[:64], tuple(keys), limit=2)
    suggestion = keys[near] if near else None
    if suggestion:
        hint = f'did you mean "{suggestion}"?'
    return Problem("OPT002", "error", f"unknown time zone {quote(key)}", hint=hint, suggestion=suggestion)


def _checked(tz: TzInfo | None) -> TzInfo:
    """Return *tz*, or raise where it cannot be trusted with wall-clock arithmetic."""
    from datetime import tzinfo

    if not isinstance(tz, tzinfo):
        raise TypeError(f"tz must be a tzinfo, an IANA key or None, not {type(tz).__name__}")
    zone = getattr(tz, "zone", None)
    if zone is None or not hasattr(tz, "localize"):
        return tz
    if zone == "UTC":
        return timezone.utc
    # pytz's zones are one fixed offset each until normalize() is called by hand.
    raise CronOptionError(
        Problem(
            "OPT002",
            "error",
            "pytz time zones do not follow clock changes",
            hint=f'write zoneinfo.ZoneInfo("{zone}")',
            suggestion=str(zone),
        )
    )


def _zone_name(tz: TzInfo | None) -> str | None:
    return "UTC" if tz is timezone.utc else getattr(tz, "key", None)


def _is_portable(tz: TzInfo | None) -> bool:
    """Return whether *tz* means the same elsewhere: UTC, an IANA key, a fixed offset."""
    return tz is None or isinstance(tz, timezone) or _zone_name(tz) is not None
