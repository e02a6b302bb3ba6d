"""Files of other schedulers: what each is, by its content, and the expressions in it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cronexpr import CronConversionError, CronExpression, CronSyntaxError

from ._output import echo_path

LARGEST_FILE = 1 << 20
_STDIN = "-"
_KNOWN = (
    "a Windows task (XML), a systemd timer, a calendar (iCalendar) or recurrence rules, or JSON of"
    " Kubernetes CronJobs or of EventBridge schedules"
)


class NoScheduleError(Exception):
    """The file cannot be read, or is none of those that are."""


class Schedules(NamedTuple):
    """What a file has: its *format*, and the *expressions* that were read."""

    format: str
    expressions: tuple[CronExpression, ...]


def read_schedules(file: str) -> Schedules:
    """Return what *file*, a path or ``-``, has.

    Raises:
        NoScheduleError: it cannot be read, or is of no known kind.
        CronConversionError, CronSyntaxError, CronOptionError: its schedule is none that cron has.
    """
    content = _read(file)
    if len(content) > LARGEST_FILE:
        raise NoScheduleError(f"more than {LARGEST_FILE:,} bytes are no schedule")
    # A task is in UTF-16, with a byte order mark, as Windows exports it.
    if (
        content.startswith((b"\xff\xfe", b"\xfe\xff"))
        or content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    ):
        from cronexpr.schedulers.windows import from_task_xml_all

        return Schedules("windows", from_task_xml_all(content))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoScheduleError(f"it is no text in UTF-8; what can be read is {_KNOWN}") from None
    for name, pattern, read in _FORMATS:
        if re.search(pattern, text, re.MULTILINE | re.IGNORECASE):
            return Schedules(name, tuple(read(text)))
    raise NoScheduleError(_why_not(text))


def _read(file: str) -> bytes:
    if file == _STDIN:
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a name of a file"
        raise NoScheduleError(f"cannot read {echo_path(file)}: {reason}") from None


def _timer(text: str) -> Iterator[CronExpression]:
    from cronexpr.schedulers.systemd import from_calendar, from_timer

    # Lines of OnCalendar= alone are no unit file.
    is_unit = any(line.lstrip().startswith("[") for line in text.splitlines())
    yield from_timer(text) if is_unit else from_calendar(text)


def _rules(text: str) -> Iterator[CronExpression]:
    from cronexpr.schedulers.rrule import from_rrule

    yield from_rrule(text)


def _calendar(text: str) -> Iterator[CronExpression]:
    """Yield the expression of each event that recurs; of several with one summary, that of all together."""
    from cronexpr.schedulers.rrule import from_rrule

    for events in _events(text).values():
        try:
            found = [from_rrule("\n".join(events))]
        except (CronConversionError, CronSyntaxError):
            if len(events) == 1:
                raise
            found = [*map(from_rrule, events)]
        yield from found


def _events(text: str) -> dict[str, list[str]]:
    """Return the lines about time of each recurring event, by its summary (RFC 5545, section 3.6)."""
    events = [*_components(text)]
    moved: dict[str, list[str]] = {}
    for event in events:
        moved.setdefault(_said(event, "UID"), []).extend(event.get("RECURRENCE-ID", []))
    found: dict[str, list[str]] = {}
    for event in events:
        if "RRULE" in event:
            # An occurrence that was moved is an event of its own, with the same UID (section 3.8.4.4).
            event["RECURRENCE-ID"] = moved[_said(event, "UID")]
            found.setdefault(_said(event, "SUMMARY"), []).append(_about_time(event))
    if not found:
        raise NoScheduleError("there is no event in it that recurs (RRULE)")
    return found


def _components(text: str) -> Iterator[dict[str, list[str]]]:
    """Yield the lines of each event and task by the names that they begin with."""
    event: dict[str, list[str]] | None = None
    # A line that begins with a space goes on where the one before it ended (section 3.1).
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        name = re.split("[:;]", line, maxsplit=1)[0].upper()
        if name == "BEGIN" and line[6:].strip().upper() in ("VEVENT", "VTODO"):
            event = {}
        elif name in ("BEGIN", "END") and event is not None:
            # What begins inside is an alarm, which comes after all that the event says of itself.
            yield event
            event = None
        elif event is not None:
            event.setdefault(name, []).append(line)


def _said(event: dict[str, list[str]], name: str) -> str:
    return "".join(event.get(name, []))


def _about_time(event: dict[str, list[str]]) -> str:
    names = ("DTSTART", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID")
    return "\n".join([line for name in names for line in event.get(name, [])])


def _json(text: str) -> Iterator[CronExpression]:
    from cronexpr.schedulers.aws import from_schedule
    from cronexpr.schedulers.kubernetes import from_manifest

    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise NoScheduleError("it is no JSON that can be read") from None
    objects = _objects(document)
    if not objects:
        raise NoScheduleError("it is JSON, but of no Kubernetes CronJob and no EventBridge schedule")
    for item in objects:
        yield from_schedule(item) if "ScheduleExpression" in item else from_manifest(item)


def _objects(document: Any) -> list[dict[str, Any]]:
    """Return the CronJobs, schedules and rules in *document*, itself or one of a list of them."""
    if isinstance(document, dict):
        # So Kubernetes lists its objects, and so EventBridge its rules.
        inner = document.get("items") or document.get("Rules") or [document]
        document = inner if isinstance(inner, list) else [document]
    if not isinstance(document, list):
        return []
    return [
        item
        for item in document
        if isinstance(item, dict) and (item.get("kind") == "CronJob" or "ScheduleExpression" in item)
    ]


_FORMATS = (
    ("json", r"\A\s*[\[{]\s*[\"{\]}]", _json),
    ("icalendar", r"^BEGIN:VCALENDAR\b", _calendar),
    ("rrule", r"^\s*(RRULE[:;]|DTSTART[:;]|FREQ=)", _rules),
    ("systemd", r"^\s*(\[Timer\]|OnCalendar\s*=)", _timer),
)
"""By what each kind is known, and how it is read."""


def _why_not(text: str) -> str:
    if re.search(r"^kind:\s*[\"']?CronJob\b", text, re.MULTILINE):
        return "YAML is not read here, JSON is: pipe `kubectl get cronjob NAME -o json` in"
    if re.search(r"^\s*-\s*cron:\s", text, re.MULTILINE):
        return "YAML is not read here: give what stands behind cron: to `cronexpr explain --dialect github`"
    return f"what can be read is {_KNOWN}; for a crontab there is `cronexpr crontab list FILE`"
