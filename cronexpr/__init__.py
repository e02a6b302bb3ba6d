"""Read, check, explain and compute cron expressions.

>>> import cronexpr
>>> from datetime import datetime
>>> expr = cronexpr.parse("*/15 9-17 * * mon-fri", tz="Europe/Berlin")
>>> expr.next(datetime(2026, 11, 22, tzinfo=expr.tz)).isoformat()
'2026-11-23T09:00:00+01:00'
"""

from ._build import build
from ._timeline import timeline
from .dialects import Dialect
from .errors import CronConversionError, CronError, CronOptionError, CronSyntaxError, EnglishError, Problem
from .expression import CronExpression, is_valid, parse

__version__ = "0.1.0"

__all__ = [
    "CronConversionError",
    "CronError",
    "CronExpression",
    "CronOptionError",
    "CronSyntaxError",
    "Dialect",
    "EnglishError",
    "Problem",
    "build",
    "is_valid",
    "parse",
    "timeline",
]
