"""Measure small pieces of work fairly: in turns, garbage collector off, best and spread kept."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


K = TypeVar("K")


class Timed(Protocol):
    """What can be measured: work here, or in another process (`remote`)."""

    def seconds(self) -> float:
        """Return the seconds one unit took, averaged over one round."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """Work to time: *work* does *items* units of it and runs *repeats* times a round.

    *before*, if given, runs untimed ahead of every single run of *work*; it is
    how a cache is emptied for a measurement of the first use.
    """

    work: Callable[[], object]
    items: int = 1
    repeats: int = 1
    before: Callable[[], object] | None = None

    def seconds(self) -> float:
        """Return the seconds one unit took, averaged over one round."""
        if self.before is None:
            return self._run() / (self.items * self.repeats)
        total = 0.0
        for _ in range(self.repeats):
            self.before()
            start = perf_counter()
            self.work()
            total += perf_counter() - start
        return total / (self.items * self.repeats)

    def _run(self) -> float:
        work = self.work
        start = perf_counter()
        for _ in range(self.repeats):
            work()
        return perf_counter() - start


@dataclass(frozen=True, slots=True)
class Measurement:
    """What the rounds took, in microseconds a unit: the *best*, and the *quartiles* of all."""

    best: float
    quartiles: tuple[float, float, float]

    @property
    def spread(self) -> float:
        """How much slower the median round was than the best one: 0.03 is 3 %."""
        return self.quartiles[1] / self.best - 1 if self.best else 0.0


def summary(taken: list[float]) -> Measurement:
    """Return what *taken*, at least two rounds, have in common."""
    first, middle, third = quantiles(taken, n=4, method="inclusive")
    return Measurement(min(taken), (first, middle, third))


@contextmanager
def collector_off() -> Iterator[None]:
    """Collect garbage once, then not again until the block ends."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def measure(jobs: Mapping[K, Timed], rounds: int = 15) -> dict[K, Measurement]:
    """Time *jobs* in turns, *rounds* times, so that a busy moment of the machine meets them all."""
    times: dict[K, list[float]] = {name: [] for name in jobs}
    with collector_off():
        for job in jobs.values():
            job.seconds()
        for _ in range(rounds):
            for name, job in jobs.items():
                times[name].append(job.seconds() * 1e6)
    return {name: summary(taken) for name, taken in times.items()}
