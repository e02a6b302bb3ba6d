"""Files of other schedulers: what each is, by its content, and the expressions in it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from cronexpr import CronError, CronExpression, Problem

from ._output import echo_path

LARGEST_FILE = 1 << 20
_STDIN = "-"
_KNOWN = (
    "a Windows task (XML), a systemd timer, a calendar (iCalendar) or recurrence rules, or JSON of"
    " Kubernetes CronJobs or of EventBridge schedules"
)


class NoScheduleError(Exception):
    """The file cannot be read, or is none of those that are."""


class Schedule(NamedTuple):
    """One schedule in a file: its *name* there, its *expressions* and what they leave out, or the *error*."""

    name: str
    expressions: tuple[CronExpression, ...] = ()
    notes: tuple[Problem, ...] = ()
    error: CronError | None = None


class Schedules(NamedTuple):
    """What a file has: its *format*, and what was *found* in it."""

    format: str
    found: tuple[Schedule, ...]


def read_schedules(file: str) -> Schedules:
    """Return what *file*, a path or ``-``, has.

    Raises:
        NoScheduleError: it cannot be read, or is of no known kind.
    """
    content = _read(file)
    if len(content) > LARGEST_FILE:
        raise NoScheduleError(f"more than {LARGEST_FILE:,} bytes are no schedule")
    # A task is in UTF-16, with a byte order mark, as Windows exports it.
    if (
        content.startswith((b"\xff\xfe", b"\xfe\xff"))
        or content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    ):
        return Schedules("windows", (_task(content),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoScheduleError(f"it is no text in UTF-8; what can be read is {_KNOWN}") from None
    for name, pattern, read in _FORMATS:
        if re.search(pattern, text, re.MULTILINE | re.IGNORECASE):
            return Schedules(name, _numbered([*read(text)]))
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


def _numbered(found: list[Schedule]) -> tuple[Schedule, ...]:
    """Return *found*, of several each with a name."""
    if len(found) == 1:
        return (found[0],)
    return tuple([one._replace(name=one.name or f"#{number}") for number, one in enumerate(found, 1)])


def _schedule(
    name: str, read: Callable[[], Iterable[CronExpression]], notes: Callable[[], Iterable[Problem]] = tuple
) -> Schedule:
    try:
        return Schedule(name, tuple(read()), tuple(notes()))
    except CronError as error:
        return Schedule(name, error=error)


def _task(content: bytes) -> Schedule:
    from cronexpr.schedulers._left_aside import of_task
    from cronexpr.schedulers.windows import from_task_xml_all

    return _schedule("", lambda: from_task_xml_all(content), lambda: of_task(content))


def _timer(text: str) -> Iterator[Schedule]:
    from cronexpr.schedulers._left_aside import of_timer
    from cronexpr.schedulers.systemd import from_calendar, from_timer

    # Lines of OnCalendar= alone are no unit file.
    is_unit = any(line.lstrip().startswith("[") for line in text.splitlines())
    yield _schedule(
        "", lambda: [from_timer(text) if is_unit else from_calendar(text)], lambda: of_timer(text)
    )


def _rules(text: str) -> Iterator[Schedule]:
    from cronexpr.schedulers.rrule import from_rrule

    yield _schedule("", lambda: [from_rrule(text)])


def _calendar(text: str) -> Iterator[Schedule]:
    """Yield each event that recurs; of several that came from one expression, all together."""
    from cronexpr.schedulers.rrule import from_rrule

    def read(*events: str) -> list[CronExpression]:
        return [from_rrule("\n".join(events))]

    for (name, _), events in _events(text).items():
        together = _schedule(name, partial(read, *events))
        if together.error is None or len(events) == 1:
            yield together
        else:
            yield from [_schedule(name, partial(read, event)) for event in events]


def _events(text: str) -> dict[tuple[str, str], list[str]]:
    """Return the lines about time of each recurring event, by its summary and where it came from."""
    events = [*_components(text)]
    moved: dict[str, list[str]] = {}
    for event in events:
        moved.setdefault(_said(event, "UID"), []).extend(event.get("RECURRENCE-ID", []))
    found: dict[tuple[str, str], list[str]] = {}
    for number, event in enumerate(events):
        if "RRULE" in event:
            # An occurrence that was moved is an event of its own, with the same UID (section 3.8.4.4).
            event["RECURRENCE-ID"] = moved[_said(event, "UID")]
            # An export says which expression it came from, and may take several events to say it.
            source = _said(event, "DESCRIPTION")
            key = _value(event, "SUMMARY"), source if ":cron: " in source else str(number)
            found.setdefault(key, []).append(_about_time(event))
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


def _value(event: dict[str, list[str]], name: str) -> str:
    """Return the TEXT value of what *event* says under *name* (RFC 5545, section 3.3.11)."""
    return re.sub(
        r"\\(.)", lambda match: " " if match[1] in "nN" else match[1], _said(event, name).partition(":")[2]
    )


def _about_time(event: dict[str, list[str]]) -> str:
    names = ("DTSTART", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID")
    return "\n".join([line for name in names for line in event.get(name, [])])


def _json(text: str) -> Iterator[Schedule]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise NoScheduleError("it is no JSON that can be read") from None
    objects = _objects(document)
    if not objects:
        raise NoScheduleError("it is JSON, but of no Kubernetes CronJob and no EventBridge schedule")
    yield from map(_object, objects)


def _object(item: dict[str, Any]) -> Schedule:
    from cronexpr.schedulers._left_aside import of_manifest, of_schedule
    from cronexpr.schedulers.aws import from_schedule
    from cronexpr.schedulers.kubernetes import from_manifest

    if "ScheduleExpression" in item:
        names = [item.get("Name")]
        schedule = _schedule("", lambda: [from_schedule(item)], lambda: of_schedule(item))
    else:
        metadata = item.get("metadata")
        known = metadata if isinstance(metadata, dict) else {}
        names = [known.get("namespace"), known.get("name")]
        schedule = _schedule("", lambda: [from_manifest(item)], lambda: of_manifest(item))
    return schedule._replace(name="/".join([name for name in names if isinstance(name, str)]))


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
