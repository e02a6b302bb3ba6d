"""Names of time zones that do not exist, and what they may mean."""

from __future__ import annotations

from ._arguments import LINKS, RIGHT
from .errors import Problem, nearest, quote

_LONGEST_ABBREVIATION = 5  # letters
_LARGEST_OFFSET = 14  # hours


def unknown_zone(key: str) -> Problem:
    """Return the problem that *key* names no zone, with what was meant or what to write."""
    hint = 'use an IANA key such as "Europe/Berlin" or "UTC"'
    keys = _known_keys()
    if not keys:
        hint = "this system has no time zone data; install the package tzdata"
    word = key.removeprefix(RIGHT)[:64].lower().replace(" ", "_")
    minutes = _offset_minutes(word)
    suggestion = "UTC" if minutes == 0 or word == "z" else None
    if minutes:
        hint = _offset_hint(minutes)
    elif not suggestion:
        suggestion = _like_key(word, keys)
    if suggestion:
        hint = f'did you mean "{suggestion}"?'
    return Problem("OPT002", "error", f"unknown time zone {quote(key)}", hint=hint, suggestion=suggestion)


def _like_key(word: str, keys: dict[str, str]) -> str | None:
    """Return the key that *word*, in lower case, is sure to mean, or is a misspelling of."""
    if word in keys:
        return keys[word]
    in_city = [known for lowered, known in keys.items() if lowered.endswith("/" + word)]
    if len(in_city) == 1:
        return in_city[0]
    # A letter more makes of one abbreviation another, half a world away; a digit, too, of an offset.
    if len(word) <= _LONGEST_ABBREVIATION or any(map(str.isdigit, word)):
        return None
    near = nearest(word, tuple(keys), limit=2)
    return near and keys[near]


def _offset_minutes(word: str) -> int | None:
    """Return the minutes of a fixed offset written as ``utc+1``, ``gmt-05:30`` or ``+0100``, or None."""
    import re

    found = re.fullmatch(r"(?:utc|gmt)?_?([-+\u2212])_?([0-9]{1,2})(?::?([0-5][0-9]))?", word)
    if found is None or int(found[2]) > _LARGEST_OFFSET:
        return None
    minutes = 60 * int(found[2]) + int(found[3] or 0)
    return minutes if found[1] == "+" else -minutes


def _offset_hint(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else ""
    delta = f"hours={sign}{hours}" + (f", minutes={sign}{rest}" if rest else "")
    hint = f"a fixed offset is datetime.timezone(timedelta({delta}))"
    if not rest and hours <= (12 if minutes < 0 else 14):
        # POSIX counts westwards, and tzdata's names follow it (its file etcetera).
        hint += f', or "Etc/GMT{"+" if minutes < 0 else "-"}{hours}", whose sign is reversed'
    return f'{hint}; a place, as in "Europe/Berlin", follows clock changes, too'


# To list its zones a system reads hundreds of files, so it is asked once.
_KEYS: dict[str, str] = {}


def _known_keys() -> dict[str, str]:
    """Return the known IANA keys by their lower-case forms."""
    if not _KEYS:
        from zoneinfo import available_timezones

        _KEYS.update([(key.lower(), key) for key in available_timezones().difference(LINKS)])
    return _KEYS
