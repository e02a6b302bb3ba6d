"""What has been understood of a text so far: the clauses, before they mean anything together."""

from __future__ import annotations

from .._value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo as TzInfo

    from ..terms import CalendarTerm
    from ._words import Words


class Rate(Value):
    """Every *step* of *unit* (``"second"``, ``"minute"``, ``"hour"``).

    *mask*, if not 0, has the values within the next larger unit at which it runs
    (``starting 5 minutes past the hour``); *start*, if not None, is where an hourly
    rate starts, in seconds of the day.
    """

    __slots__ = ("step", "unit", "mask", "start")

    step: int
    unit: str
    mask: int
    start: int | None

    def __init__(self, step: int, unit: str, mask: int = 0, start: int | None = None) -> None:
        super().__init__(step, unit, mask, start)


class Draft:
    """The clauses read so far.  A mask of 0, an empty list and None mean that nothing was said.

    ``times`` are seconds of the day and ``windows`` pairs of such; ``dates`` are pairs of a
    month and a mask of its days.  ``joins`` has the words that stood between
    clauses about days: ``"and"``, ``"or"``, ``"falling"``.
    """

    def __init__(self) -> None:
        self.rates: dict[str, Rate] = {}
        self.times: list[int] = []
        self.windows: list[tuple[int, int]] = []
        self.seconds = self.minutes = self.hours = 0
        self.has_hour_step = False
        self.weekdays = self.days = self.months = self.years = 0
        self.weekday_terms: list[CalendarTerm] = []
        self.day_terms: list[CalendarTerm] = []
        self.dates: list[tuple[int, int]] = []
        self.joins: set[str] = set()
        self.periods: dict[str, int] = {}
        self.half_day = ""
        self.bare_hours: list[int] = []
        self.has_meridiem = False
        self.alone = ""
        self.zone: TzInfo | None = None
        self.zone_name = ""
        self.assumptions: list[str] = []
        self.places: dict[str, int] = {}

    @property
    def has_days_of_month(self) -> bool:
        """Whether any day of the month was named."""
        return bool(self.days or self.day_terms or self.dates)

    @property
    def has_weekdays(self) -> bool:
        """Whether any day of the week was named."""
        return bool(self.weekdays or self.weekday_terms)

    @property
    def has_clock(self) -> bool:
        """Whether anything was said about the time of day."""
        return bool(self.rates or self.times or self.minutes or self.seconds)

    def once(self, words: Words, kind: str, since: int) -> None:
        """Note that a clause of *kind* begins at the word at index *since*; two of a kind contradict each other."""
        if kind in self.places:
            words.refuse("ENG010", f"says a second time {kind}", since, "leave one of the two out")
        self.places[kind] = since

    def assume(self, what: str) -> None:
        """Note something that the text does not say."""
        if what not in self.assumptions:
            self.assumptions.append(what)
