"""Arguments as croniter's callers give them: checked, and made what the engine wants."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from .._arguments import plain, read_zone
from ._croniter_errors import CroniterBadDateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo as TzInfo

EPOCH = datetime(1970, 1, 1)


def checked_datetime(moment: datetime) -> datetime:
    """Return *moment*, which is a `datetime`."""
    if not isinstance(moment, datetime):
        raise TypeError(f"expected a datetime, not {type(moment).__name__}")
    return moment


def native(moment: datetime) -> datetime:
    """Return *moment* as the engine wants it: no subclass, and in a zone that follows clock changes."""
    # pytz's zones do not by themselves; zoneinfo has those of the same names.
    zone = getattr(checked_datetime(moment).tzinfo, "zone", None)
    if zone and hasattr(moment.tzinfo, "localize"):
        moment = moment.astimezone(read_zone(zone))
    return plain(moment)


def datetime_at(timestamp: float, zone: TzInfo | None) -> datetime:
    """Return the moment *timestamp* seconds after 1970 began in UTC, in *zone*; without one, naive in UTC."""
    try:
        wall = EPOCH + timedelta(seconds=timestamp)
        return wall.replace(tzinfo=timezone.utc).astimezone(zone) if zone else wall
    except (OverflowError, ValueError):
        raise CroniterBadDateError(f"{timestamp} seconds since 1970 are no date") from None


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
