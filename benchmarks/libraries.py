"""One small adapter for each library: the same few questions, asked in its own words.

Each adapter takes the quickest documented way of its library, bound methods
taken out of the loops.  A peer is imported when its adapter is made, never by
importing this module.
"""

# Each adapter answers the questions that its base class documents, using what it needs of them.
# ruff: noqa: ARG002, D101, D102

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from functools import partial
from importlib import import_module, metadata
from time import perf_counter
from typing import Any

Answer = Callable[[datetime], Any]


class UnsupportedError(Exception):
    """The library has no such function."""


class Library:
    """The questions.  *bounded* tells whether `steps` ends at *stop* by itself."""

    name: str
    module: str
    bounded = False

    def __init__(self) -> None:
        self.api: Any = import_module(self.module)

    def parse(self, text: str) -> object:
        """Read *text*, and keep nothing."""
        raise UnsupportedError

    def steps(self, text: str, start: datetime, stop: datetime, reverse: bool) -> Iterator[datetime]:
        """Return the occurrences after *start* (or from it), or before *stop* backwards."""
        raise UnsupportedError

    def next(self, text: str, zone: tzinfo | None) -> Answer:
        """Return a function from a moment to the next occurrence, *text* being parsed already."""
        raise UnsupportedError

    def previous(self, text: str, zone: tzinfo | None) -> Answer:
        """Return a function from a moment to the previous occurrence."""
        raise UnsupportedError

    def matches(self, text: str, zone: tzinfo | None) -> Answer:
        """Return a function from a moment to whether it is an occurrence."""
        raise UnsupportedError

    def count(self, text: str, start: datetime, stop: datetime) -> Callable[[], int]:
        """Return a function that counts the occurrences in [*start*, *stop*)."""
        raise UnsupportedError

    def describe(self, text: str) -> str:
        """Return *text* in English."""
        raise UnsupportedError

    def forget(self, zones: bool = True) -> None:
        """Empty all caches; *zones* False spares what is known of time zones."""


class Ours(Library):
    name = "cronexpr"
    module = "cronexpr"
    bounded = True

    def __init__(self) -> None:
        super().__init__()
        self.parse = self.api.parse  # type: ignore[method-assign]
        self.api.parse("* * * * *")
        readers = import_module("cronexpr._parser").READERS
        self._zones: Any = import_module("cronexpr._zone")._ZONES
        # All memories there are before the first zone is met, wherever they are kept.  The
        # readers are spared: they are rules made from a dialect, not memories of texts.
        self._memos: list[Any] = [
            memory for memory in gc.get_objects() if type(memory) is type(readers) and memory is not readers
        ]

    def steps(self, text: str, start: datetime, stop: datetime, reverse: bool) -> Iterator[datetime]:
        expr = self.api.parse(text, tz=start.tzinfo)
        found: Iterator[datetime] = expr.occurrences(start, stop, reverse=reverse)
        return found

    def next(self, text: str, zone: tzinfo | None) -> Answer:
        answer: Answer = self.api.parse(text, tz=zone).next
        return answer

    def previous(self, text: str, zone: tzinfo | None) -> Answer:
        answer: Answer = self.api.parse(text, tz=zone).previous
        return answer

    def matches(self, text: str, zone: tzinfo | None) -> Answer:
        answer: Answer = self.api.parse(text, tz=zone).matches
        return answer

    def count(self, text: str, start: datetime, stop: datetime) -> Callable[[], int]:
        return partial(self.api.parse(text, tz=start.tzinfo).count, start, stop)

    def describe(self, text: str) -> str:
        sentence: str = self.api.describe(text)
        return sentence

    def forget(self, zones: bool = True) -> None:
        for memo in self._memos:
            memo.clear()
        if zones:
            self._zones.clear()


class Croniter(Library):
    name = "croniter"
    module = "croniter"

    def _at(self, text: str, start: datetime) -> Any:
        return self.api.croniter(text, start, datetime)

    def parse(self, text: str) -> object:
        return self.api.croniter(text, datetime(2026, 1, 1), datetime)

    def steps(self, text: str, start: datetime, stop: datetime, reverse: bool) -> Iterator[datetime]:
        if reverse:
            return iter(self._at(text, stop).get_prev, None)
        return iter(self._at(text, start).get_next, None)

    def next(self, text: str, zone: tzinfo | None) -> Answer:
        get_next = self._at(text, datetime(2026, 1, 1, tzinfo=zone)).get_next
        return lambda after: get_next(datetime, after)

    def previous(self, text: str, zone: tzinfo | None) -> Answer:
        get_prev = self._at(text, datetime(2026, 1, 1, tzinfo=zone)).get_prev
        return lambda before: get_prev(datetime, before)

    def matches(self, text: str, zone: tzinfo | None) -> Answer:
        return partial(self.api.croniter.match, text)


class CroniterRs(Croniter):
    name = "croniter-rs"
    module = "croniter_rs"


class CronSim(Library):
    name = "cronsim"
    module = "cronsim"

    def parse(self, text: str) -> object:
        return self.api.CronSim(text, datetime(2026, 1, 1))

    def steps(self, text: str, start: datetime, stop: datetime, reverse: bool) -> Iterator[datetime]:
        found: Iterator[datetime] = self.api.CronSim(text, stop if reverse else start, reverse)
        return found


class CronConverter(Library):
    name = "cron-converter"
    module = "cron_converter"

    def parse(self, text: str) -> object:
        return self.api.Cron(text)

    def steps(self, text: str, start: datetime, stop: datetime, reverse: bool) -> Iterator[datetime]:
        seeker = self.api.Cron(text).schedule(stop if reverse else start)
        return iter(seeker.prev if reverse else seeker.next, None)

    def next(self, text: str, zone: tzinfo | None) -> Answer:
        schedule = self.api.Cron(text).schedule
        return lambda after: schedule(after).next()

    def previous(self, text: str, zone: tzinfo | None) -> Answer:
        schedule = self.api.Cron(text).schedule
        return lambda before: schedule(before).prev()

    def matches(self, text: str, zone: tzinfo | None) -> Answer:
        answer: Answer = self.api.Cron(text).validate
        return answer


class Crontab(Library):
    name = "crontab"
    module = "crontab"

    def parse(self, text: str) -> object:
        return self.api.CronTab(text)

    def steps(self, text: str, start: datetime, stop: datetime, reverse: bool) -> Iterator[datetime]:
        answer = self.previous(text, None) if reverse else self.next(text, None)
        return _chain(answer, stop if reverse else start)

    def next(self, text: str, zone: tzinfo | None) -> Answer:
        # default_utc only silences a warning about naive datetimes.
        return partial(self.api.CronTab(text).next, return_datetime=True, default_utc=True)

    def previous(self, text: str, zone: tzinfo | None) -> Answer:
        return partial(self.api.CronTab(text).previous, return_datetime=True, default_utc=True)

    def matches(self, text: str, zone: tzinfo | None) -> Answer:
        answer: Answer = self.api.CronTab(text).test
        return answer


class APScheduler(Library):
    name = "APScheduler"
    module = "apscheduler.triggers.cron"

    def _trigger(self, text: str, zone: tzinfo | None) -> Any:
        # Its weekdays are counted from Monday = 0; names mean the same to all.
        text = text.replace(" 1-5", " mon-fri").replace("MON-FRI", "mon-fri")
        return self.api.CronTrigger.from_crontab(text, timezone=zone or UTC)

    def parse(self, text: str) -> object:
        return self.api.CronTrigger.from_crontab(text, timezone=UTC)

    def steps(self, text: str, start: datetime, stop: datetime, reverse: bool) -> Iterator[datetime]:
        if reverse:
            raise UnsupportedError
        return _chain(self.next(text, start.tzinfo), _utc_if_naive(start))

    def next(self, text: str, zone: tzinfo | None) -> Answer:
        fire_time = self._trigger(text, zone).get_next_fire_time
        if zone is None:
            return lambda after: fire_time(_utc_if_naive(after), _utc_if_naive(after))
        return lambda after: fire_time(after, after)


class Celery(Library):
    name = "celery"
    module = "celery.schedules"

    def parse(self, text: str) -> object:
        return self.api.crontab.from_string(text)

    def steps(self, text: str, start: datetime, stop: datetime, reverse: bool) -> Iterator[datetime]:
        if reverse:
            raise UnsupportedError
        return _chain(self.next(text, start.tzinfo), _utc_if_naive(start))

    def next(self, text: str, zone: tzinfo | None) -> Answer:
        schedule = self.api.crontab.from_string(text)
        # Without an application the schedule would look for one to ask the time.
        schedule.nowfun = partial(datetime, 2026, 1, 1, tzinfo=UTC)
        remaining, zone = schedule.remaining_delta, zone or UTC

        def answer(after: datetime) -> Any:
            last, delta, _ = remaining(_utc_if_naive(after), zone)
            return last + delta

        return answer


class CronDescriptor(Library):
    name = "cron-descriptor"
    module = "cron_descriptor"

    def describe(self, text: str) -> str:
        sentence: str = self.api.get_description(text)
        return sentence


class CBinding(Library):
    """The binding of ccronexpr, whose module is called as ours: asked in a process of its own."""

    name = "cronexpr (C)"
    module = "cronexpr"

    def __init__(self) -> None:
        start = perf_counter()
        super().__init__()
        self.import_ms = (perf_counter() - start) * 1000

    def version(self) -> str:
        return metadata.version("cronexpr")

    def steps(self, text: str, start: datetime, stop: datetime, reverse: bool) -> Iterator[datetime]:
        answer = self.previous(text, start.tzinfo) if reverse else self.next(text, start.tzinfo)
        return _chain(answer, stop if reverse else start)

    def next(self, text: str, zone: tzinfo | None) -> Answer:
        return partial(self.api.next_fire, text)

    def previous(self, text: str, zone: tzinfo | None) -> Answer:
        return partial(self.api.prev_fire, text)


def _utc_if_naive(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _chain(answer: Answer, moment: datetime) -> Iterator[datetime]:
    """Yield the answer to *moment*, the answer to that, and so on until there is none."""
    found = answer(moment)
    while found is not None:
        yield found
        found = answer(found)


PEERS = (Croniter, CronSim, APScheduler, Celery, CroniterRs, CronConverter, Crontab, CronDescriptor)
REMOTE = {CBinding.name: CBinding}
"""Those that another environment's Python imports; see `remote`."""


def installed_peers() -> tuple[list[Library], list[str]]:
    """Return the peers that can be imported, and the names of those that cannot."""
    present: list[Library] = []
    absent: list[str] = []
    for peer in PEERS:
        try:
            present.append(peer())
        except ImportError:
            absent.append(peer.name)
    return present, absent
