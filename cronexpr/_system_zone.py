"""The zone of the system, for what has no zone of its own."""

from __future__ import annotations

import struct
from contextlib import suppress
from datetime import datetime

from dateutil import tz as dateutil_tz

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo


def system_zone() -> tzinfo:
    """Return this system's zone: that of ``TZ``, else of its settings, else what the C library knows."""
    # A file that is none of a zone makes dateutil raise whatever comes of reading it, at once or when asked.
    with suppress(ValueError, OSError, AttributeError, struct.error):
        zone = dateutil_tz.gettz()
        if zone is not None:
            datetime.now(zone)
            return zone
    return dateutil_tz.tzlocal()
