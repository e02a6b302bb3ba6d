"""Arguments as croniter's callers give them: checked, and made what the engine wants."""

from __future__ import annotations

from .._arguments import plain, read_zone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime


def native(moment: datetime) -> datetime:
    """Return *moment* as the engine wants it: no subclass, and in a zone that follows clock changes."""
    # pytz's zones do not by themselves; zoneinfo has those of the same names.
    zone = getattr(moment.tzinfo, "zone", None)
    if zone and hasattr(moment.tzinfo, "localize"):
        moment = moment.astimezone(read_zone(zone))
    return plain(moment)


def as_bytes(hash_id: bytes | str | None) -> bytes | None:
    """Return *hash_id* as bytes, or None."""
    if isinstance(hash_id, str):
        return hash_id.encode()
    if hash_id is not None and not isinstance(hash_id, bytes):
        raise TypeError("hash_id must be bytes or UTF-8 string")
    return hash_id


def checked_years(years: int | None) -> int | None:
    """Return *years* if it is a positive number of them, or None."""
    if years is None:
        return None
    if isinstance(years, bool) or not isinstance(years, int):
        raise TypeError(f"max_years_between_matches must be an int >= 1 or None, not {type(years).__name__}")
    if years < 1:
        raise ValueError("max_years_between_matches must be an int >= 1 or None")
    return years
