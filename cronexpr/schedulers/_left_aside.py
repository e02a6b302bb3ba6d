"""What reading a schedule leaves aside, and what says when or whether it runs all the same."""

from __future__ import annotations

from ..errors import Problem, quote
from ._calendar_reading import is_zero, read_timer
from ._windows_back import is_enabled
from ._windows_reading import read_task

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

_OFF = "so it runs at none of these times until somebody switches it on"


def of_task(data: bytes | str) -> Iterator[Problem]:
    """Yield what the triggers of a Windows task do not tell."""
    settings = read_task(data).child("Settings")
    if settings is not None and not is_enabled(settings):
        yield _note("WTS029", f"the task is switched off, {_OFF}")


def of_timer(text: str) -> Iterator[Problem]:
    """Yield what the lines of ``OnCalendar=`` of a timer do not tell."""
    for _, value, _ in [*read_timer(text, ("RandomizedDelaySec",))][-1:]:
        if not is_zero(value):
            message = f"each run is later by a random time, RandomizedDelaySec={quote(value)[1:-1]}"
            yield _note("SYD016", f"{message}; cron starts its jobs at once")


def of_manifest(manifest: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what the schedule of a CronJob does not tell."""
    if manifest["spec"].get("suspend") is True:
        yield _note("KUB011", f"the CronJob is suspended, {_OFF}")


def of_schedule(schedule: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what the ``cron(...)`` of an EventBridge schedule or rule does not tell."""
    if schedule.get("State") == "DISABLED":
        yield _note("AWS011", f"the schedule is disabled, {_OFF}")
    window = schedule.get("FlexibleTimeWindow")
    if isinstance(window, dict) and window.get("Mode") == "FLEXIBLE":
        yield _note(
            "AWS011", "it has a FlexibleTimeWindow, so each run may be later; cron starts its jobs at once"
        )
    for name in ("StartDate", "EndDate"):
        if schedule.get(name):
            yield _note("AWS011", f"it has a {name}, and a cron job has neither a first day nor a last")


def _note(code: str, message: str) -> Problem:
    return Problem(code, "warning", message)
