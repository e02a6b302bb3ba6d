"""croniter's interface on this package's engine.

Change ``from croniter import croniter`` to ``from cronexpr.compat.croniter import
croniter`` and the rest of a program stays as it is: the texts mean the same (the dialect
``croniter``), and so do clock changes (the policy ``croniter``).  Where croniter 7 errs,
this does not; ``docs/howto/coming-from-croniter`` lists every difference.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import chain, repeat

from .._zone import instant_of
from ._croniter_arguments import EPOCH, as_bytes, checked_datetime, checked_years, datetime_at, native
from ._croniter_errors import (
    CroniterBadCronError,
    CroniterBadDateError,
    CroniterBadTypeRangeError,
    CroniterError,
    CroniterNotAlphaError,
    CroniterUnsupportedSyntaxError,
    Exhausted,
)
from ._croniter_text import RANGES, dialect_of, expand, fires, read, written_fields

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo as TzInfo
    from types import EllipsisType
    from typing import Any, Self, TypeAlias

    from ._croniter_text import Expanded, NthWeekdays

    Moment: TypeAlias = datetime | float

__all__ = [
    "DAY_FIELD",
    "DOW_FIELD",
    "HOUR_FIELD",
    "MINUTE_FIELD",
    "MONTH_FIELD",
    "OVERFLOW32B_MODE",
    "SECOND_FIELD",
    "UTC_DT",
    "YEAR_FIELD",
    "CroniterBadCronError",
    "CroniterBadDateError",
    "CroniterBadTypeRangeError",
    "CroniterError",
    "CroniterNotAlphaError",
    "CroniterUnsupportedSyntaxError",
    "croniter",
    "croniter_range",
    "datetime_to_timestamp",
]

MINUTE_FIELD, HOUR_FIELD, DAY_FIELD, MONTH_FIELD, DOW_FIELD, SECOND_FIELD, YEAR_FIELD = range(7)
UTC_DT = timezone.utc
OVERFLOW32B_MODE = False

_EPOCH_INSTANT = instant_of(EPOCH)


def datetime_to_timestamp(d: datetime) -> float:
    """Return *d* in seconds since 1970; a naive one is taken for UTC.

    >>> datetime_to_timestamp(datetime(1970, 1, 2))
    86400.0
    """
    return (instant_of(d) - _EPOCH_INSTANT).total_seconds()


class croniter:  # noqa: N801 (the name is the interface)
    """An iterator over the times of a cron expression, with a current time.

    *start_time*, an aware or naive `datetime` or a number of seconds since 1970, is where
    it starts (now, if left out); *ret_type*, ``float`` or ``datetime``, is what it answers.
    The day fields join with *or*, with *day_or* false with *and*, and with
    *implement_cron_bug* with *and* where either begins with ``*``.  An answer more than
    *max_years_between_matches* away is none.  *hash_id* is what ``H`` is drawn from.
    *second_at_beginning* reads the seconds first, *expand_from_start_time* counts steps
    from *start_time*.

    >>> schedule = croniter("*/15 9-17 * * mon-fri", datetime(2026, 11, 20, 17, 40))
    >>> schedule.get_next(datetime), schedule.get_next(datetime)
    (datetime.datetime(2026, 11, 20, 17, 45), datetime.datetime(2026, 11, 23, 9, 0))

    Raises:
        CroniterBadCronError: *expr_format* cannot be read; it is a `CronSyntaxError`, too.
        CroniterBadDateError: *start_time* is a number outside the years 1 to 9999.
        TypeError: an argument has the wrong type.
    """

    RANGES = RANGES
    tzinfo: TzInfo | None = None

    def __init__(
        self,
        expr_format: str,
        start_time: Moment | None = None,
        ret_type: type = float,
        day_or: bool = True,
        max_years_between_matches: int | None = None,
        is_prev: bool = False,
        hash_id: bytes | str | None = None,
        implement_cron_bug: bool = False,
        second_at_beginning: bool = False,
        expand_from_start_time: bool = False,
    ) -> None:
        self.day_or = day_or
        self.second_at_beginning: bool = bool(second_at_beginning)
        self._ret_type = ret_type
        self._is_prev = is_prev
        self._is_phased = expand_from_start_time
        self._max_years_between_matches = checked_years(max_years_between_matches)
        self._moment = EPOCH
        self.set_current(datetime.now(UTC_DT).timestamp() if start_time is None else start_time)
        self.start_time: float = self.cur
        self.dst_start_time: float = self.cur
        dialect = dialect_of(bool(day_or), bool(implement_cron_bug), self.second_at_beginning)
        self._expr = read(
            expr_format, dialect, as_bytes(hash_id), self._moment if expand_from_start_time else None
        )

    # What it is

    @property
    def expanded(self) -> Expanded:
        """The values of each field, in croniter's order; ``["*"]`` for all of them."""
        return expand(self._expr)[0]

    @property
    def nth_weekday_of_month(self) -> NthWeekdays:
        """Which of the month's weekdays ``5#2`` and ``L5`` mean."""
        return expand(self._expr)[1]

    @property
    def nearest_weekday(self) -> set[int]:
        """The days whose nearest workday ``15W`` means."""
        return expand(self._expr)[2]

    @property
    def expressions(self) -> list[str]:
        """The text of each field in croniter's order, in lower case."""
        return [field.text.lower() for field in written_fields(self._expr)]

    @property
    def fields(self) -> tuple[int, ...]:
        """The numbers of the fields that were written."""
        return tuple(range(len(written_fields(self._expr))))

    @property
    def cur(self) -> float:
        """The current time in seconds since 1970."""
        return datetime_to_timestamp(self._moment)

    @cur.setter
    def cur(self, timestamp: float) -> None:
        self._moment = self._at(timestamp)

    # Where it stands

    def get_current(self, ret_type: type | None = None) -> Any:
        """Return the current time: the start, or the last answer."""
        return self._show(self._moment, ret_type or self._ret_type)

    def set_current(self, start_time: Moment | None, force: bool = True) -> float:
        """Go to *start_time*, and to its zone if it is a `datetime`; return it as seconds since 1970."""
        if start_time is None or not force:
            return self.cur
        if isinstance(start_time, datetime):
            self.tzinfo = start_time.tzinfo
            self._moment = native(start_time)
        elif isinstance(start_time, (int, float)):
            self._moment = self._at(start_time)
        else:
            raise TypeError(f"start_time must be a datetime or a number, not {type(start_time).__name__}")
        return self.cur

    datetime_to_timestamp: staticmethod[[datetime], float] = staticmethod(datetime_to_timestamp)

    def timestamp_to_datetime(self, timestamp: float, tzinfo: TzInfo | EllipsisType | None = ...) -> datetime:
        """Return *timestamp*, in seconds since 1970, as a `datetime` in *tzinfo*, or the current zone."""
        return datetime_at(timestamp, self.tzinfo if tzinfo is ... else tzinfo)

    # Where it goes

    def get_next(
        self, ret_type: type | None = None, start_time: Moment | None = None, update_current: bool = True
    ) -> Any:
        """Return the next time after the current one, or after *start_time*, and go there.

        Raises:
            CroniterBadDateError: there is none.
            ValueError: *start_time* is given although steps count from the first one.
        """
        if start_time is not None and self._is_phased:
            raise ValueError("start_time is not supported when using expand_from_start_time = True.")
        return self._step(False, ret_type, start_time, update_current)

    def get_prev(
        self, ret_type: type | None = None, start_time: Moment | None = None, update_current: bool = True
    ) -> Any:
        """Return the last time before the current one, or before *start_time*, and go there.

        Raises: as `get_next`, but ValueError.
        """
        return self._step(True, ret_type, start_time, update_current)

    def all_next(
        self,
        ret_type: type | None = None,
        start_time: Moment | None = None,
        update_current: bool | None = None,
    ) -> Iterator[Any]:
        """Iterate over the times after the current one, until there are no more.

        >>> [time.year for time in croniter("0 0 1 1 * 0 2027-2029", datetime(2026, 1, 1)).all_next(datetime)]
        [2027, 2028, 2029]
        """
        return self._walk(False, ret_type, start_time, update_current)

    def all_prev(
        self,
        ret_type: type | None = None,
        start_time: Moment | None = None,
        update_current: bool | None = None,
    ) -> Iterator[Any]:
        """Iterate over the times before the current one, backwards, until there are no more."""
        return self._walk(True, ret_type, start_time, update_current)

    def iter(self, *_: object, **__: object) -> Any:
        """Return `all_prev` or `all_next`, the way it goes."""
        return self.all_prev if self._is_prev else self.all_next

    def __iter__(self) -> Self:
        return self

    def __next__(
        self,
        ret_type: type | None = None,
        start_time: Moment | None = None,
        is_prev: bool | None = None,
        update_current: bool | None = None,
    ) -> Any:
        return self._item(self._is_prev if is_prev is None else is_prev, ret_type, start_time, update_current)

    next = __next__

    def _item(
        self, backwards: bool, ret_type: type | None, start_time: Moment | None, update_current: bool | None
    ) -> Any:
        try:
            return self._step(backwards, ret_type, start_time, update_current is not False)
        except CroniterBadDateError as end:
            raise Exhausted(end.problems) from None

    def _walk(
        self, backwards: bool, ret_type: type | None, start_time: Moment | None, update_current: bool | None
    ) -> Iterator[Any]:
        self.set_current(start_time)
        # No generator: it would turn `Exhausted` into a RuntimeError.
        return map(self._item, repeat(backwards), repeat(ret_type), repeat(None), repeat(update_current))

    def _step(
        self, backwards: bool, ret_type: type | None, start_time: Moment | None, update_current: bool
    ) -> Any:
        if start_time is not None:
            self.set_current(start_time)
        self._is_prev = backwards
        kind = ret_type or self._ret_type
        if not issubclass(kind, (float, datetime)):
            raise TypeError("Invalid ret_type, only 'float' or 'datetime' is acceptable.")
        here = self._moment
        found = self._expr.previous(here) if backwards else self._expr.next(here)
        limit = self._max_years_between_matches
        if found is None or (limit and abs(found.year - here.year) > limit):
            raise CroniterBadDateError(f"failed to find {'prev' if backwards else 'next'} date")
        if update_current:
            self._moment = found
        return self._show(found, kind)

    def _between(self, stop: Moment, exclude_ends: bool) -> Iterator[Any]:
        here = self._moment
        there = native(stop) if isinstance(stop, datetime) else self._at(stop)
        backwards = instant_of(there) < instant_of(here)
        low, high = (there, here) if backwards else (here, there)
        first = self._expr.next(low) if exclude_ends else low
        # Half-open, so the upper end comes by itself.
        found = self._expr.occurrences(first or high, high, reverse=backwards)
        end = () if exclude_ends or not self._expr.matches(high) else (high,)
        return map(self._show, chain(end, found) if backwards else chain(found, end), repeat(self._ret_type))

    def _show(self, moment: datetime, ret_type: type) -> Any:
        """Return *moment* as *ret_type*, in the zone that was given."""
        if not issubclass(ret_type, datetime):
            return datetime_to_timestamp(moment)
        return moment if moment.tzinfo is self.tzinfo else moment.astimezone(self.tzinfo)

    def _at(self, timestamp: float) -> datetime:
        return native(self.timestamp_to_datetime(timestamp))

    # What needs no iterator

    @classmethod
    def expand(
        cls,
        expr_format: str,
        hash_id: bytes | str | None = None,
        second_at_beginning: bool = False,
        from_timestamp: float | None = None,
        from_timestamp_tz: TzInfo | None = None,
        strict: bool = False,
        strict_year: int | Iterable[int] | None = None,
    ) -> tuple[Expanded, NthWeekdays]:
        """Return the values of each field of *expr_format*, and which nth weekdays it means.

        With *strict*, one that never fires is an error: in any year, or in none of *strict_year*.

        >>> croniter.expand("0-5,10 * * * mon-fri")
        ([[0, 1, 2, 3, 4, 5, 10], ['*'], ['*'], ['*'], [1, 2, 3, 4, 5]], {})

        Raises:
            CroniterBadCronError: *expr_format* cannot be read.
            CroniterBadDateError: *from_timestamp* is outside the years 1 to 9999.
        """
        start = None
        if from_timestamp is not None:
            start = datetime_at(from_timestamp, from_timestamp_tz or UTC_DT)
        expr = read(expr_format, dialect_of(True, False, bool(second_at_beginning)), as_bytes(hash_id), start)
        if strict and not fires(expr, strict_year):
            raise CroniterBadCronError("the expression never fires: no date matches")
        return expand(expr)[:2]

    @classmethod
    def is_valid(
        cls,
        expression: str,
        hash_id: bytes | str | None = None,
        encoding: str = "UTF-8",
        second_at_beginning: bool = False,
        strict: bool = False,
        strict_year: int | Iterable[int] | None = None,
    ) -> bool:
        """Return whether *expression* can be read and, with *strict*, ever fires.

        >>> croniter.is_valid("0 0 31 2 *"), croniter.is_valid("0 0 31 2 *", strict=True)
        (True, False)

        Raises:
            TypeError: *expression* is not a str, or *hash_id* neither bytes nor str.
        """
        hash_id = hash_id.encode(encoding) if isinstance(hash_id, str) else hash_id
        try:
            cls.expand(
                expression,
                hash_id=hash_id or None,
                second_at_beginning=second_at_beginning,
                strict=strict,
                strict_year=strict_year,
            )
        except CroniterError:
            return False
        return True

    @classmethod
    def match(
        cls,
        cron_expression: str,
        testdate: datetime,
        day_or: bool = True,
        second_at_beginning: bool = False,
        precision_in_seconds: float | None = None,
    ) -> bool:
        """Return whether there is a time less than *precision_in_seconds* before *testdate*, or at it.

        The precision is 60 seconds, or one where the expression has seconds.

        >>> croniter.match("0 0 * * *", datetime(2026, 11, 22, 0, 0, 59))
        True

        Raises: as the class.
        """
        if checked_datetime(testdate).tzinfo:
            shown = testdate.astimezone(UTC_DT).astimezone(testdate.tzinfo)
            if shown.replace(tzinfo=None) != testdate.replace(tzinfo=None):
                return False  # the clock skips it
        return cls.match_range(
            cron_expression, testdate, testdate, day_or, second_at_beginning, precision_in_seconds
        )

    @classmethod
    def match_range(
        cls,
        cron_expression: str,
        from_datetime: datetime,
        to_datetime: datetime,
        day_or: bool = True,
        second_at_beginning: bool = False,
        precision_in_seconds: float | None = None,
    ) -> bool:
        """Return whether there is a time from *from_datetime*, less `match`'s precision, to *to_datetime*.

        >>> croniter.match_range("0 0 * * *", datetime(2026, 11, 21, 23), datetime(2026, 11, 22, 1))
        True
        """
        expr = read(cron_expression, dialect_of(bool(day_or), False, bool(second_at_beginning)))
        if precision_in_seconds is None:
            precision_in_seconds = 1 if len(written_fields(expr)) > 5 else 60
        last = expr.previous(native(to_datetime), inclusive=True)
        earliest = instant_of(checked_datetime(from_datetime)) - timedelta(seconds=precision_in_seconds)
        return last is not None and instant_of(last) > earliest


def croniter_range(
    start: Any,
    stop: Any,
    expr_format: str,
    ret_type: type | None = None,
    day_or: bool = True,
    exclude_ends: bool = False,
    _croniter: type[croniter] | None = None,
    second_at_beginning: bool = False,
    expand_from_start_time: bool = False,
) -> Iterator[Any]:
    """Iterate over the times from *start* to *stop*, both included; backwards if *stop* is earlier.

    >>> days = croniter_range(datetime(2026, 1, 1), datetime(2026, 3, 31), "0 0 * * sat#1")
    >>> [day.day for day in days]
    [3, 7, 7]

    Raises:
        CroniterBadTypeRangeError: the bounds have different types.
        CroniterBadCronError: *expr_format* cannot be read.
    """
    if not (isinstance(start, type(stop)) or isinstance(stop, type(start))):
        raise CroniterBadTypeRangeError(
            f"The start and stop must be same type.  {type(start)} != {type(stop)}"
        )
    ends = (_croniter or croniter)(
        expr_format,
        start,
        ret_type or (datetime if isinstance(start, datetime) else float),
        day_or=day_or,
        second_at_beginning=second_at_beginning,
        expand_from_start_time=expand_from_start_time,
    )
    return ends._between(stop, exclude_ends)
