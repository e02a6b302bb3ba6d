"""What every language shares: the options of the clock, and clock times that agree with each other."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._phrases import Never, Sentence, Startup


class Language:
    """A language says a phrase tree.

    A locale module derives a class of it, has `sentence` and `clock`, and names the class
    ``LANGUAGE``.  Messages are whole parts of a sentence, one for each record of the tree, in
    lower case where a sentence may begin with them.  ``HOUR12`` is the clock a
    reader of the language expects.
    """

    HOUR12 = False

    def __init__(self, hour12: bool, midnight_noon: bool, serial_comma: bool) -> None:
        self.hour12 = hour12
        self.midnight_noon = midnight_noon
        self.serial_comma = serial_comma

    def sentence(self, tree: Sentence | Never | Startup) -> str:
        """Return the description, without a final full stop."""
        raise NotImplementedError

    def clock(self, time: int, with_seconds: bool) -> str:
        """Return the clock time *time*, in seconds of the day; noon and midnight may have names."""
        raise NotImplementedError

    def clocks(self, times: Iterable[int]) -> list[str]:
        """Return clock times of one phrase: with seconds in all of them, or in none."""
        times = tuple(times)
        with_seconds = any(time % 60 for time in times)
        return [self.clock(time, with_seconds) for time in times]

    def capitalized(self, text: str) -> str:
        """Return *text* as the beginning of a sentence."""
        return text[:1].upper() + text[1:]

    def in_zone(self, text: str, zone: str) -> str:
        """Return *text* with the name of its time zone."""
        return f"{text} ({zone})"
