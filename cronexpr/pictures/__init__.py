"""Pictures of when an expression runs: calendars for the terminal, grids of a week and of a year as SVG.

Each is made from counts, so none takes longer for a schedule that runs more often.  Nothing here
reads a clock: "today" is no part of a picture.
"""

from __future__ import annotations

from ._counts import count_days
from ._months import calendar
from ._week import week_svg
from ._year import year_svg

__all__ = ["calendar", "count_days", "week_svg", "year_svg"]
