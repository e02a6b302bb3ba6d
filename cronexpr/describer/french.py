"""French.  "Tous les lundis à 09:00", but "toutes les 15 minutes, tous les lundis"."""

from __future__ import annotations

from ._cldr import FRENCH
from ._european import European
from ._phrases import MonthRange

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cronexpr.terms import LastDay

    from ._phrases import MonthList, Months

_UNITS = {"second": "seconde", "minute": "minute"}
_OF_WHOLE = {"second": "de chaque minute", "minute": "de chaque heure"}
_NAMED = {0: "minuit", 43_200: "midi"}
_EVERY = {
    "second": ("toutes les secondes", "toutes les {} secondes"),
    "minute": ("toutes les minutes", "toutes les {} minutes"),
    "hour": ("toutes les heures", "toutes les {} heures"),
    "day": ("tous les jours", "tous les {} jours"),
    "year": ("tous les ans", "tous les {} ans"),
}


class French(European):
    """French, as in France."""

    CONVENTIONS = FRENCH
    HOUR12 = FRENCH.hour12
    UNITS = _UNITS
    OF_WHOLE = _OF_WHOLE
    NAMED = _NAMED
    EVERY = _EVERY
    NEVER: str = "jamais"
    STARTUP: str = "au démarrage du système"

    AT: str = "à {}"
    FROM: str = "{rate} à partir de {start}"
    WINDOW: str = "de {} à {}"
    THROUGH: str = " à "
    AT_MINUTE: str = "{rate} à la minute {first}"
    STARTING: str = "{rate} à partir de la {unit} {first}"
    STRETCH: str = "{rate} de la {unit} {first} à la {unit} {last}"
    LISTED: tuple[str, str] = ("à la {unit} {}", "aux {unit}s {}")
    OF_EVERY_HOUR: str = "de chaque heure"
    HOUR_STEPS: str = "pendant une heure sur {every} de {first} à {last}"
    HOURS: tuple[str, str] = ("pendant l'heure de {}", "pendant les heures de {}")
    SECONDS: str = ", {}"
    WITHIN_MINUTE: str = "{} pendant la minute"

    DAILY: str = "tous les jours"
    OR: str = " ou "
    EACH: str = "tous les {}"
    WEEKDAY_RANGE: str = "du {} au {}"
    ANY: tuple[str, str] = ("n'importe quel {}", "n'importe quel jour {}")
    IS: tuple[str, str] = ("un {}", "un jour {}")
    BOTH: str = "{}, si c'est {}"
    NTHS: tuple[str, ...] = ("dernier", "premier", "deuxième", "troisième", "quatrième", "cinquième")
    NTH: str = "le {} {}"
    IS_NTH: str = "le {} {}"
    OF_MONTH: str = "du mois"
    ODD_DAYS: str = "les jours impairs"
    EVEN_DAYS: str = "les jours pairs"
    DATE: str = "le {}"
    DATE_RANGE: str = "du {} au {}"
    ON: str = "le "
    TO: str = "du "
    FIRST_WORKDAY: str = "le premier jour ouvré"
    LAST_WORKDAY: str = "le dernier jour ouvré"
    NEAREST_WORKDAY: str = "le jour ouvré le plus proche {}"

    IN_MONTHS: str = "en {}"
    MONTH_RANGE: str = "{} à {}"
    AFTER_NUMBER: str = "{}"
    OF_EVERY_MONTH: str = "de chaque mois"
    IN_YEAR: str = "en {}"
    YEAR_RANGE: str = "de {} à {}"

    def hour(self, hour: int) -> str:
        """Return "09 h", "9 AM"."""
        return super().hour(hour) if self.hour12 else f"{super().hour(hour)} h"

    def day(self, number: int) -> str:
        """Return "1er", "2"."""
        return "1er" if number == 1 else str(number)

    def last_day(self, day: LastDay, preposition: str) -> str:
        """Return "le dernier jour", "de l'avant-dernier jour"."""
        if day.offset == 1:
            # The article has a form of its own before a vowel, and does not melt into the preposition.
            return f"{'de ' if preposition == self.TO else ''}l'avant-dernier jour"
        ordinal = f"{day.offset}e jour avant le " if day.offset else ""
        return f"{preposition}{ordinal}dernier jour"

    def in_months(self, months: Months) -> str:
        """Return "en juin et juillet", "d'avril à septembre"."""
        text = super().in_months(months)
        return _of(text) if isinstance(months, MonthRange) else text

    def of_month_list(self, months: MonthList) -> str:
        """Return "de juin", "des mois d'avril et juin"."""
        text = _of(self.month_list(months))
        return f"des mois {text}" if len(months.months) > 1 else text


LANGUAGE = French


def _of(name: str) -> str:
    return f"d'{name}" if name[0] in "ao" else f"de {name}"
