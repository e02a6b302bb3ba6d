"""German.  Days stand before the time they limit, unless there are two kinds of them."""

from __future__ import annotations

from ._cldr import GERMAN
from ._european import European, is_many, is_single

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cronexpr.terms import LastDay

    from ._phrases import Runs, Sentence, WeekdayRange

_UNITS = {"second": "Sekunde", "minute": "Minute"}
_OF_WHOLE = {"second": "jeder Minute", "minute": "jeder Stunde"}
_NAMED = {0: "Mitternacht", 43_200: "12 Uhr mittags"}
_EVERY = {
    "second": ("jede Sekunde", "alle {} Sekunden"),
    "minute": ("jede Minute", "alle {} Minuten"),
    "hour": ("jede Stunde", "alle {} Stunden"),
    "day": ("jeden Tag", "alle {} Tage"),
    "year": ("jedes Jahr", "alle {} Jahre"),
}


class German(European):
    """German, of Germany; other countries write the same."""

    CONVENTIONS = GERMAN
    HOUR12 = GERMAN.hour12
    UNITS = _UNITS
    OF_WHOLE = _OF_WHOLE
    NAMED = _NAMED
    EVERY = _EVERY
    NEVER: str = "nie"
    STARTUP: str = "beim Systemstart"

    AT: str = "um {}"
    FROM: str = "{rate} ab {start}"
    WINDOW: str = "von {} bis {}"
    THROUGH: str = " bis "
    AT_MINUTE: str = "{rate} zur Minute {first}"
    STARTING: str = "{rate} ab {unit} {first}"
    STRETCH: str = "{rate} von {unit} {first} bis {last}"
    LISTED: tuple[str, str] = ("zur {unit} {}", "zu den {unit}n {}")
    OF_EVERY_HOUR: str = "jeder Stunde"
    HOUR_STEPS: str = "in jeder {every}. Stunde von {first} bis {last}"
    HOURS: tuple[str, str] = ("in der Stunde {}", "in den Stunden {}")
    SECONDS: str = ", jeweils {}"
    WITHIN_MINUTE: str = "{} innerhalb der Minute"

    DAILY: str = "täglich"
    OR: str = " oder "
    EACH: str = "{}"
    WEEKDAY_RANGE: str = "von {} bis {}"
    ANY: tuple[str, str] = ("an jedem {}", "an jedem Tag {}")
    IS: tuple[str, str] = ("ein {}", "ein Tag {}")
    BOTH: str = "{}, sofern das {} ist"
    NTHS: tuple[str, ...] = ("letzte", "erste", "zweite", "dritte", "vierte", "fünfte")
    NTH: str = "am {}n {}"
    IS_NTH: str = "der {} {}"
    OF_MONTH: str = "des Monats"
    ODD_DAYS: str = "an ungeraden Tagen"
    EVEN_DAYS: str = "an geraden Tagen"
    DATE: str = "am {}"
    DATES: str = "am {}"
    DATE_RANGE: str = "vom {} bis {}"
    ON: str = "am "
    TO: str = "zum "
    FIRST_WORKDAY: str = "am ersten Arbeitstag"
    LAST_WORKDAY: str = "am letzten Arbeitstag"
    NEAREST_WORKDAY: str = "am nächstgelegenen Arbeitstag {}"

    IN_MONTHS: str = "im {}"
    MONTH_RANGE: str = "von {} bis {}"
    AFTER_NUMBER: str = "{}"
    OF_MONTHS: str = "im {}"
    OF_EVERY_MONTH: str = "jedes Monats"
    IN_YEAR: str = "im Jahr {}"
    YEAR_RANGE: str = "von {} bis {}"

    def begins_with_days(self, tree: Sentence) -> bool:
        """Return whether the days are one phrase, "montags"."""
        return is_single(tree.days)

    def oclock(self, text: str) -> str:
        """Return "um 09:00 Uhr", "um 9:00 AM"."""
        return text if self.hour12 else f"{text} Uhr"

    def each(self, weekday: int) -> str:
        """Return "montags"."""
        return f"{self.CONVENTIONS.weekdays[weekday].lower()}s"

    def each_of(self, weekdays: WeekdayRange) -> str:
        """Return "montags bis freitags"."""
        return f"{self.each(weekdays.first)} bis {self.each(weekdays.last)}"

    def day(self, number: int) -> str:
        """Return "1."."""
        return f"{number}."

    def last_day(self, day: LastDay, preposition: str) -> str:
        """Return "am letzten Tag", "zum 3. Tag vor dem letzten Tag"."""
        names = {0: "letzten Tag", 1: "vorletzten Tag"}
        return preposition + (names.get(day.offset) or f"{day.offset}. Tag vor dem letzten Tag")

    def year_list(self, runs: Runs) -> str:
        """Return "im Jahr 2025", "in den Jahren 2025 bis 2027 und 2030"."""
        listed = self.all_of(self.listed(runs))
        return f"in den Jahren {listed}" if is_many(runs) else f"im Jahr {listed}"


LANGUAGE = German
