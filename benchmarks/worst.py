"""Search sets of nasty texts for the one that costs most."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING, Any

from cases import ACCEPTED, REFUSED, ZONES, Case
from timing import Job, Measurement, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from libraries import Ours

# From either end of the years a field can name, on a leap day, inside a fold in Berlin.
MOMENTS = (
    datetime(1970, 1, 1),
    datetime(2000, 2, 29, 12),
    datetime(2026, 10, 25, 2, 30, 15),
    datetime(2199, 12, 31, 23, 59, 59),
)


@dataclass(frozen=True, slots=True)
class Worst:
    """The dearest of many: what it cost, and where."""

    measurement: Measurement
    text: str
    moment: datetime | None = None

    def where(self) -> str:
        """Return the text, shortened, and the moment it was asked about."""
        text = self.text if len(self.text) <= 28 else f"{self.text[:20]}... ({len(self.text)} characters)"
        return ascii(text) + (f" at {self.moment:%Y-%m-%d %H:%M}" if self.moment else "")


def _dearest(jobs: dict[tuple[str, datetime | None], Job], rounds: int) -> Worst:
    times = measure(jobs, rounds)
    return max(
        (Worst(time, *asked) for asked, time in times.items()), key=lambda worst: worst.measurement.best
    )


def worst_answer(library: Ours, which: str, zone: tzinfo | None, first: bool, rounds: int) -> Worst:
    """Return the dearest call of the method *which* over `ACCEPTED` and `MOMENTS`.

    *first* asks for the first call of a new expression with all plans forgotten,
    what is known of the zone's clock changes apart; otherwise every call is a repetition.
    """

    def job(text: str, moment: datetime) -> Job:
        expression: list[Any] = [library.api.parse(text, dialect="extended", tz=zone)]
        if not first:
            return Job(partial(getattr(expression[0], which), moment), repeats=10)

        def renew() -> None:
            library.forget(zones=False)
            expression[0] = library.api.parse(text, dialect="extended", tz=zone)

        return Job(lambda: getattr(expression[0], which)(moment), before=renew)

    asked = [(text, moment) for text in ACCEPTED for moment in MOMENTS]
    return _dearest(
        {(text, moment): job(text, moment.replace(tzinfo=zone)) for text, moment in asked}, rounds
    )


def worst_reading(library: Ours, which: str, rounds: int) -> Worst:
    """Return the dearest ``parse`` or ``check`` over `ACCEPTED` and `REFUSED`, nothing remembered."""
    read = getattr(library.api, which)

    def attempt(text: str) -> None:
        with contextlib.suppress(library.api.CronError):
            read(text)

    def job(text: str) -> Job:
        return Job(partial(attempt, text), before=library.forget)

    return _dearest({(text, None): job(text) for text in (*ACCEPTED, *REFUSED)}, rounds)


def worst_cases(library: Ours, quick: bool) -> Iterator[tuple[Case, Callable[[], Worst]]]:
    """Yield a case, for its name and its goal, and the search that measures it."""
    rounds = 3 if quick else 9
    for zone in (None, "Berlin"):
        for first in (False, True):
            for which in ("next", "previous", "matches"):
                name = f"worst {which}{f', {zone}' if zone else ''}, {'first call' if first else 'warm'}"
                case = Case(name, which, "", 100.0 if first else 50.0, zone=zone)
                yield case, partial(worst_answer, library, which, ZONES[zone], first, rounds)
    for which in ("parse", "check"):
        case = Case(f"worst {which} of 1,024 characters", which, "", 1000.0)
        yield case, partial(worst_reading, library, which, rounds)
