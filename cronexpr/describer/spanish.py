"""Spanish.  "Los lunes a las 9:00", but "cada 15 minutos, los lunes"."""

from __future__ import annotations

from ._cldr import SPANISH
from ._european import European

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cronexpr.terms import LastDay

_UNITS = {"second": "segundo", "minute": "minuto"}
_OF_WHOLE = {"second": "de cada minuto", "minute": "de cada hora"}
_NAMED = {0: "medianoche", 43_200: "mediodía"}
_EVERY = {
    "second": ("cada segundo", "cada {} segundos"),
    "minute": ("cada minuto", "cada {} minutos"),
    "hour": ("cada hora", "cada {} horas"),
    "day": ("cada día", "cada {} días"),
    "year": ("cada año", "cada {} años"),
}


class Spanish(European):
    """Spanish, as in Spain."""

    CONVENTIONS = SPANISH
    HOUR12 = SPANISH.hour12
    UNITS = _UNITS
    OF_WHOLE = _OF_WHOLE
    NAMED = _NAMED
    EVERY = _EVERY
    NEVER: str = "nunca"
    STARTUP: str = "al iniciar el sistema"

    AT: str = "a {}"
    FROM: str = "{rate} a partir de {start}"
    WINDOW: str = "de {} a {}"
    THROUGH: str = " a "
    AT_MINUTE: str = "{rate} en el minuto {first}"
    STARTING: str = "{rate} a partir del {unit} {first}"
    STRETCH: str = "{rate} del {unit} {first} al {last}"
    LISTED: tuple[str, str] = ("en el {unit} {}", "en los {unit}s {}")
    OF_EVERY_HOUR: str = "de cada hora"
    HOUR_STEPS: str = "durante una de cada {every} horas de {first} a {last}"
    HOURS: tuple[str, str] = ("durante la hora de {}", "durante las horas de {}")
    SECONDS: str = ", {}"
    WITHIN_MINUTE: str = "{} dentro del minuto"

    DAILY: str = "todos los días"
    OR: str = " o "
    EACH: str = "los {}"
    WEEKDAY_RANGE: str = "de {} a {}"
    ANY: tuple[str, str] = ("cualquier {}", "cualquier día {}")
    IS: tuple[str, str] = ("{}", "un día {}")
    BOTH: str = "{}, si es {}"
    NTHS: tuple[str, ...] = ("último", "primer", "segundo", "tercer", "cuarto", "quinto")
    NTH: str = "el {} {}"
    IS_NTH: str = "el {} {}"
    OF_MONTH: str = "del mes"
    ODD_DAYS: str = "los días impares"
    EVEN_DAYS: str = "los días pares"
    DATE: str = "el día {}"
    DATES: str = "los días {}"
    DATE_RANGE: str = "del {} al {}"
    ON: str = "el "
    TO: str = "al "
    FIRST_WORKDAY: str = "el primer día laborable"
    LAST_WORKDAY: str = "el último día laborable"
    NEAREST_WORKDAY: str = "el día laborable más cercano {}"

    IN_MONTHS: str = "en {}"
    MONTH_RANGE: str = "de {} a {}"
    AFTER_NUMBER: str = "de {}"
    OF_MONTHS: str = "de {}"
    OF_EVERY_MONTH: str = "de cada mes"
    IN_YEAR: str = "en {}"
    YEAR_RANGE: str = "de {} a {}"

    def at(self, clocks: list[str]) -> str:
        """Return "a las 9:00 y 17:00", "a la 1:00 y a las 9:00", "a medianoche"."""
        if len({_article(clock) for clock in clocks}) == 1:
            return self.AT.format(_article(clocks[0]) + self.all_of(clocks))
        return self.all_of([self.AT.format(self.end(clock)) for clock in clocks])

    def end(self, text: str) -> str:
        """Return "las 9:00", "la 1:00", "medianoche"."""
        return _article(text) + text

    def each(self, weekday: int) -> str:
        """Return "lunes", "domingos"."""
        name = self.CONVENTIONS.weekdays[weekday]
        return name if name.endswith("s") else f"{name}s"

    def last_day(self, day: LastDay, preposition: str) -> str:
        """Return "el último día", "al penúltimo día"."""
        names = {0: "último día", 1: "penúltimo día"}
        return preposition + (names.get(day.offset) or f"{_ordinal(day.offset)} día antes del último día")


LANGUAGE = Spanish


def _article(clock: str) -> str:
    """Return what stands before *clock*: "la " before one o'clock, nothing before a name."""
    if clock[0] not in "0123456789":
        return ""
    return "la " if clock == "1" or clock[:2] in ("1:", "1 ") else "las "


def _ordinal(number: int) -> str:
    """Return the ordinal before a masculine noun: "primer" and "tercer", but "undécimo", have no o."""
    return f"{number}.er" if number % 10 in (1, 3) and number != 11 else f"{number}.º"
