"""What the languages other than English share: the conventions of a language, from CLDR."""

from __future__ import annotations

from cronexpr._value import Value
from cronexpr.terms import NearestWorkday

from ._language import Language
from ._phrases import DateList, DateSteps, Never, Startup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._phrases import Dates, Sentence


class Conventions(Value):
    """How a language writes names, lists and clock times, and which numbers it says in the singular.

    *weekdays* count from Sunday = 0, *months* from 1.  *all_of* and *any_of* are what stands
    between two members of a list, between the first ones of more, and before the last.  *clocks* are
    format strings for 24 hours, the same with seconds, 12 hours, the same with seconds; *hours* for
    an hour alone, of 24 and of 12; *periods* are the halves of the day.
    """

    __slots__ = (
        "weekdays",
        "months",
        "all_of",
        "any_of",
        "clocks",
        "hours",
        "periods",
        "hour12",
        "singular",
    )

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    all_of: tuple[str, str, str]
    any_of: tuple[str, str, str]
    clocks: tuple[str, str, str, str]
    hours: tuple[str, str]
    periods: tuple[str, str]
    hour12: bool
    singular: tuple[int, ...]

    def __init__(
        self,
        weekdays: tuple[str, ...],
        months: tuple[str, ...],
        all_of: tuple[str, str, str],
        any_of: tuple[str, str, str],
        clocks: tuple[str, str, str, str],
        hours: tuple[str, str],
        periods: tuple[str, str],
        hour12: bool,
        singular: tuple[int, ...],
    ) -> None:
        super().__init__(weekdays, months, all_of, any_of, clocks, hours, periods, hour12, singular)


class Translation(Language):
    """A language by its conventions.

    ``NAMED`` are the clock times with a name, noon and midnight, by the second of the day.
    ``EVERY`` has for each unit what is said of one of them, and of more.  ``NEVER`` and
    ``STARTUP`` are whole descriptions.
    """

    CONVENTIONS: Conventions
    NAMED: dict[int, str]
    EVERY: dict[str, tuple[str, str]]
    NEVER: str
    STARTUP: str

    named: dict[int, str]
    patterns: tuple[str, str]

    def __init__(self, hour12: bool, midnight_noon: bool, serial_comma: bool) -> None:
        super().__init__(hour12, midnight_noon, serial_comma)
        self.named = self.NAMED if hour12 and midnight_noon else {}
        self.patterns = self.CONVENTIONS.clocks[2:] if hour12 else self.CONVENTIONS.clocks[:2]

    def sentence(self, tree: Sentence | Never | Startup) -> str:
        """Return the description, without a final full stop."""
        if isinstance(tree, Never):
            return self.NEVER
        return self.STARTUP if isinstance(tree, Startup) else self.whole(tree)

    def whole(self, tree: Sentence) -> str:
        """Return the description of what fires by the clock."""
        raise NotImplementedError

    def clock(self, time: int, with_seconds: bool) -> str:
        """Return the clock time *time*, in seconds of the day."""
        return self.named.get(time) or self._filled(self.patterns[with_seconds], time)

    def hour(self, hour: int) -> str:
        """Return an hour of the day, which is no clock time."""
        return self.named.get(3600 * hour) or self._filled(self.CONVENTIONS.hours[self.hour12], 3600 * hour)

    def _filled(self, pattern: str, time: int) -> str:
        hour = time // 3600
        period = self.CONVENTIONS.periods[hour >= 12]
        return pattern.format(
            H=hour, h=hour % 12 or 12, K=hour % 12, m=time // 60 % 60, s=time % 60, a=period
        )

    def every(self, count: int, unit: str) -> str:
        """Return "every minute", "every 5 minutes"."""
        one, other = self.EVERY[unit]
        return one if count in self.CONVENTIONS.singular else other.format(count)

    def all_of(self, items: list[str]) -> str:
        """Return the list of *items*, joined by "and"."""
        return _joined(items, self.CONVENTIONS.all_of)

    def any_of(self, items: list[str]) -> str:
        """Return the list of *items*, joined by "or"."""
        return _joined(items, self.CONVENTIONS.any_of)


def _joined(items: list[str], joiners: tuple[str, str, str]) -> str:
    if len(items) < 3:
        return joiners[0].join(items)
    return f"{joiners[1].join(items[:-1])}{joiners[2]}{items[-1]}"


def is_numbered(dates: Dates, at: int) -> bool:
    """Return whether *dates* begin (*at* 0) or end (-1) with the number of a day, which a month may join."""
    match dates.items[at] if isinstance(dates, DateList) else dates:
        case DateSteps() | (_, _):
            return True
        case NearestWorkday(day=int(day)):
            return day != 1  # which is "the first weekday"
    return False
