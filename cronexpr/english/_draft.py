"""What has been understood of a text so far: the clauses, before they mean anything together."""

from __future__ import annotations

from .._value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo as TzInfo

    from ..terms import CalendarTerm
    from ._words import Words


class Time(Value):
    """A time of day in *seconds*, written at the words from index *since* to *until*.

    *half* is ``"am"`` or ``"pm"`` where written, ``"bare"`` where an hour from 1 to 12 could be
    either, and empty where the hour is surely one of the 24.
    """

    __slots__ = ("seconds", "half", "since", "until")

    seconds: int
    half: str
    since: int
    until: int


class Rate(Value):
    """Every *step* of *unit* (``"second"``, ``"minute"``, ``"hour"``).

    *mask*, if not 0, has the values within the next larger unit at which it runs
    (``starting 5 minutes past the hour``); *start*, if not None, is where an hourly
    rate starts.
    """

    __slots__ = ("step", "unit", "mask", "start")

    step: int
    unit: str
    mask: int
    start: Time | None

    def __init__(self, step: int, unit: str, mask: int = 0, start: Time | None = None) -> None:
        super().__init__(step, unit, mask, start)


class Draft:
    """The clauses read so far.  A mask of 0, an empty container and an empty text mean that nothing was said.

    ``dates`` has, for each list of days of the month, its mask of days, its terms, and its
    months (0 where none were named with it); ``nth_months`` are those of "the first Monday of June".
    ``joins`` has what stood between clauses about days: ``"and"``, ``"or"``, ``"falling"``, or
    nothing.  ``places`` has, for each kind of clause, the words it was read from: the index of
    the first, and that after the last.
    """

    def __init__(self) -> None:
        self.alone = ""
        self.rates: dict[str, Rate] = {}
        self.times: list[Time] = []
        self.windows: list[tuple[Time, Time]] = []
        self.seconds = self.minutes = self.hours = 0
        self.has_hour_step = False
        self.count = 0, ""
        self.part_of_day = ""
        self.weekdays = self.months = self.nth_months = self.years = 0
        self.weekday_terms: list[CalendarTerm] = []
        self.dates: list[tuple[int, tuple[CalendarTerm, ...], int]] = []
        self.is_every_day = self.is_every_month = self.is_dated = False
        self.joins: set[str] = set()
        self.periods: list[str] = []
        self.zone: TzInfo | None = None
        self.assumptions: list[str] = []
        self.places: dict[str, tuple[int, int]] = {}

    @property
    def has_weekdays(self) -> bool:
        """Whether any day of the week was named."""
        return bool(self.weekdays or self.weekday_terms)

    @property
    def has_days(self) -> bool:
        """Whether any day was named."""
        return bool(self.dates) or self.has_weekdays

    @property
    def has_clock(self) -> bool:
        """Whether anything was said about the time of day."""
        return bool(self.rates or self.times or self.minutes or self.seconds)

    def put(self, words: Words, kind: str, since: int) -> None:
        """Note that a clause of *kind* begins at the word at *since*; two of a kind contradict."""
        if kind in self.places and kind == "the day of the week" and self.times:
            words.refuse("ENG010", "this begins a second schedule", since, "one schedule at a time")
        if kind in self.places:
            words.refuse("ENG010", f"{kind} is said twice", since, "leave one of the two out")
        self.places[kind] = since, words.at

    def assume(self, what: str) -> None:
        """Note something that the text does not say."""
        if what not in self.assumptions:
            self.assumptions.append(what)
