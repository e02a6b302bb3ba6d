"""How it is told what reading leaves aside, although it says when or whether something runs."""

from __future__ import annotations

from ..errors import Problem

SWITCHED_OFF = "switched off, so it runs at none of these times until somebody switches it on"
AT_ONCE = "cron starts its jobs at once"


def aside(code: str, message: str) -> Problem:
    """Return what is told: a warning, which lies at no place in a text."""
    return Problem(code, "warning", message)
