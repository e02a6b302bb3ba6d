"""What the front door hands out: `CronExpression`."""

from __future__ import annotations

from datetime import datetime, timezone

from ._arguments import alike, check_zone, plain, portable, read_bounds, read_policy, read_zone, spell_call
from ._plan import NEVER, compile_plan, meaning
from ._search import count_walls, matches_wall, next_wall, previous_wall, walk
from ._zone import zone_token
from ._zoned import POLICIES, zoned_plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta
    from datetime import tzinfo as TzInfo
    from types import EllipsisType
    from typing import Any, NoReturn, Unpack, final

    from ._arguments import Layout, Wording
    from ._plan import Plan
    from ._zoned import ZonedPlan
    from .dialects import Dialect
    from .fields import Fields, FieldSet
else:

    def final(cls):
        """Mark *cls* for type checkers; at run time `__init_subclass__` sees to it."""
        return cls


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

        >>> [field.text for field in cronexpr.parse("0 9 * * mon").fields]
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

        >>> cronexpr.parse("*/15 2 * * *").is_interval, cronexpr.parse("0,15,30,45 2 * * *").is_interval
        (True, False)
        """
        return self._fields is not None and POLICIES[self._dst].is_interval(self._fields[:3])

    @property
    def plan(self) -> Plan:
        """What it means, compiled when first needed: masks and tables, for tools to reason about."""
        plan = self._plan
        if plan is None:
            fields = self._fields
            plan = self._plan = compile_plan(fields, self._dialect.day_rule) if fields else NEVER
        return plan

    @property
    def is_satisfiable(self) -> bool:
        """Whether it ever fires; proven, not searched for.

        >>> cronexpr.parse("0 0 31 2 *").is_satisfiable
        False
        """
        return self.plan.is_satisfiable

    # When it fires

    def next(self, after: datetime | None = None, *, inclusive: bool = False) -> datetime | None:
        """Return the first occurrence after *after* (now, if left out), or None if there is none.

        Strictly after, unless *inclusive* allows *after* itself.  The result is in the
        expression's zone, else in that of *after*, else naive.  O(1) in all but
        the rarest schedules.

        >>> cronexpr.parse("0 0 29 2 *").next(datetime(2096, 3, 1))
        datetime.datetime(2104, 2, 29, 0, 0)

        Raises:
            TypeError: *after* is not a datetime, or naive where the expression has a zone.
        """
        if after is None:
            after = datetime.now(self._tz)
        elif type(after) is not datetime:
            after = plain(after)
        if inclusive and self.matches(after):
            return self._answer(after)
        tz = after.tzinfo
        if tz is self._tz is None:
            return next_wall(self._plan or self.plan, after)
        zoned = self._zoned
        if zoned is None or zoned.tzinfo is not tz:
            return self._in_zone(after).next(after)
        found = next_wall(zoned.plan, after, tz, zoned.unclear_days)
        return found if found is not after else zoned.next_unclear(after)

    def previous(self, before: datetime | None = None, *, inclusive: bool = False) -> datetime | None:
        """Return the last occurrence before *before* (now, if left out), or None: the mirror image of `next`.

        >>> cronexpr.parse("0 0 L * *").previous(datetime(2026, 3, 1))
        datetime.datetime(2026, 2, 28, 0, 0)

        Raises:
            TypeError: as `next`.
        """
        if before is None:
            before = datetime.now(self._tz)
        elif type(before) is not datetime:
            before = plain(before)
        if inclusive and self.matches(before):
            return self._answer(before)
        tz = before.tzinfo
        if tz is self._tz is None:
            return previous_wall(self._plan or self.plan, before)
        zoned = self._zoned
        if zoned is None or zoned.tzinfo is not tz:
            return self._in_zone(before).previous(before)
        found = previous_wall(zoned.plan, before, tz, zoned.unclear_days)
        return found if found is not before else zoned.previous_unclear(before)

    def occurrences(
        self, start: datetime | None = None, stop: datetime | None = None, *, reverse: bool = False
    ) -> Iterator[datetime]:
        """Iterate lazily over the occurrences in [*start*, *stop*).

        Half-open like `range`, so adjacent ranges add up.  *start* left out is now and
        *stop* left out is the end of year 9999.  With *reverse*, the same set backwards;
        then *start* left out is the beginning of year 1, and *stop*, if both are, now.

        >>> list(cronexpr.parse("0 12 * * *").occurrences(datetime(2026, 1, 1), datetime(2026, 1, 3)))
        [datetime.datetime(2026, 1, 1, 12, 0), datetime.datetime(2026, 1, 2, 12, 0)]

        Raises:
            TypeError: a bound is not a datetime, or one is naive where it may not be.
        """
        if reverse and start is None:
            stop = datetime.now(self._tz) if stop is None else plain(stop)
            start = alike(datetime.min, stop, self._tz)
        start, stop = read_bounds(start, stop, self._tz)
        if start.tzinfo is self._tz is None:
            return walk(self.plan, start, stop, reverse)
        return self._in_zone(start).walk(start, stop, reverse)

    def upcoming(self, n: int, after: datetime | None = None) -> tuple[datetime, ...]:
        """Return the first *n* occurrences after *after* (now, if left out); fewer where it ends.

        >>> cronexpr.parse("0 9 * * mon").upcoming(2, datetime(2026, 11, 22))
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

        >>> cronexpr.parse("*/5 * * * *").count(datetime(2000, 1, 1), datetime(2100, 1, 1))
        10519200

        Raises:
            TypeError: as `occurrences`.
        """
        start, stop = read_bounds(plain(start), plain(stop), self._tz)
        if start.tzinfo is self._tz is None:
            return count_walls(self.plan, start, stop)
        return self._in_zone(start).count(start, stop)

    def matches(self, moment: datetime) -> bool:
        """Return whether *moment* is an occurrence, exact to the microsecond; ``in`` asks the same.

        For "does it run this minute?" truncate first:
        ``expr.matches(now.replace(second=0, microsecond=0))``.

        >>> datetime(2026, 11, 23, 9, 0) in cronexpr.parse("0 9 * * mon")
        True

        Raises:
            TypeError: as `next`.
        """
        if type(moment) is not datetime:
            moment = plain(moment)
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

        >>> cronexpr.parse("0,5 9 * * *").shortest_interval()
        datetime.timedelta(seconds=300)
        """
        from ._relations import shortest_interval

        return shortest_interval(self.plan)

    # How it compares

    def equivalent(self, other: CronExpression) -> bool:
        """Return whether both have the same occurrences by the wall clock, whatever their zones and policies.

        >>> cronexpr.parse("*/15 2 * * *").equivalent(cronexpr.parse("0,15,30,45 2 * * *"))
        True
        """
        return self.is_reboot == checked(other).is_reboot and meaning(self.plan) == meaning(other.plan)

    def issubset(self, other: CronExpression) -> bool:
        """Return whether *other* has all of this one's, by the wall clock, whatever their zones and policies.

        >>> cronexpr.parse("0 9 * * mon").issubset(cronexpr.parse("0 * * * *"))
        True
        """
        from ._relations import is_subset

        return is_subset(self.plan, checked(other).plan)

    def overlaps(self, other: CronExpression) -> bool:
        """Return whether they share an occurrence by the wall clock, whatever their zones and policies.

        >>> cronexpr.parse("0 0 13 * *").overlaps(cronexpr.parse("0 0 * * fri"))
        True
        """
        from ._relations import overlaps

        return overlaps(self.plan, checked(other).plan)

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
        """Return a short normal form: one text for all equal expressions of a dialect, zone and policy.

        Save for a few that join lists like ``1,L`` and ``1#1,3`` by *and* (decision record 5).

        >>> cronexpr.parse("00 9 * * MON,tue,3-5").canonical()
        '0 9 * * 1-5'
        """
        from ._canonical import canonical

        return canonical(self)

    def describe(self, **options: Unpack[Wording]) -> str:
        """Return a sentence that says when it fires; `cronexpr.describer.describe` has the *options*.

        >>> cronexpr.parse("*/15 9-17 * * mon-fri").describe(hour12=False)
        'Every 15 minutes from 09:00 through 17:45, Monday through Friday'

        Raises:
            CronOptionError: an unknown locale.
        """
        from .describer import describe

        return describe(self, **options)

    def calendar(self, year: int, month: int | None = None, **options: Unpack[Layout]) -> str:
        """Return months as text, its days marked; `cronexpr.pictures.calendar` has the *options*.

        >>> print(cronexpr.parse("0 9 * * mon").calendar(2026, 2).partition("February")[2])
         2026
        Mo Tu We Th Fr Sa Su
                           ·
         2  ·  ·  ·  ·  ·  ·
        ...

        Raises:
            ValueError: a number is out of range.
        """
        from .pictures import calendar

        return calendar(self, year, month, **options)

    def replace(
        self, *, tz: str | TzInfo | EllipsisType | None = ..., dst: str | EllipsisType | None = ...
    ) -> CronExpression:
        """Return the same expression with another zone, another clock-change policy, or both.

        None takes the zone away; for *dst* it means the dialect's own policy.

        >>> cronexpr.parse("0 9 * * *").replace(tz="Europe/Berlin")
        cronexpr.parse('0 9 * * *', tz='Europe/Berlin')

        Raises:
            CronOptionError: an unknown zone or policy.
        """
        zone = self._tz if tz is ... else read_zone(tz)
        policy = self._dst if dst is ... else read_policy(dst, self._dialect.dst)
        from ._making import new_expression

        return new_expression(self._source, self._dialect, self._fields, zone, policy, self._seed)

    def __str__(self) -> str:
        return self._source

    def __repr__(self) -> str:
        return spell_call(self)

    def _repr_html_(self) -> str:
        from ._notebook import to_html

        return to_html(self, datetime.now(timezone.utc if self._tz else None))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from .integrations.pydantic import STANDARD

        return STANDARD.expression_schema()

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:
        from .integrations.pydantic import STANDARD

        return STANDARD.__get_pydantic_json_schema__(schema, handler)

    def __reduce__(self) -> tuple[Any, ...]:
        dialect = self._dialect.name if self._dialect.is_preset else self._dialect
        from ._making import restore

        return restore, (self._source, dialect, portable(self._tz), self._dst, self._seed)

    def __copy__(self) -> CronExpression:
        return self

    def __deepcopy__(self, memo: object) -> CronExpression:
        return self

    # How it works inside

    def _in_zone(self, moment: datetime) -> ZonedPlan:
        """Return the plan in the expression's zone, or else in that of *moment*."""
        if moment.tzinfo is None:
            raise TypeError("the expression has a time zone, so add one to your datetime: tzinfo=expr.tz")
        zoned = self._zoned
        if zoned is None or (self._tz is None and zoned.tzinfo is not moment.tzinfo):
            tzinfo = self._tz or check_zone(moment.tzinfo)
            zoned = self._zoned = zoned_plan(self.plan, tzinfo, self._dst, self.is_interval)
        return zoned

    def _answer(self, moment: datetime) -> datetime:
        return moment if moment.tzinfo is None else plain(self._in_zone(moment).localize(moment))


def checked(expr: CronExpression) -> CronExpression:
    """Return *expr*, or raise `TypeError` where it is no expression at all."""
    if type(expr) is not CronExpression:
        raise TypeError(f"expected a CronExpression, not {type(expr).__name__}")
    return expr
