"""Files of other schedulers: what each is, by its content, and the expressions in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from cronexpr import CronError, CronExpression, Problem

from ._commands import MisuseError
from ._input import read_file

_LARGEST_FILE = 1 << 20
_KNOWN = (
    "a Windows task (XML), a systemd timer, a calendar (iCalendar) or recurrence rules, or JSON of"
    " Kubernetes CronJobs or of EventBridge schedules"
)


class Schedule(NamedTuple):
    """One schedule in a file: its *name* there, its *expressions* and what they leave out, or the *error*."""

    name: str
    expressions: tuple[CronExpression, ...] = ()
    notes: tuple[Problem, ...] = ()
    error: CronError | None = None


def read_schedules(file: str) -> tuple[str, tuple[Schedule, ...]]:
    """Return the name of the format of *file*, a path or ``-``, and what it has.

    Raises:
        MisuseError: it cannot be read, or is of no known kind.
    """
    content = read_file(file, "schedule", _LARGEST_FILE)
    # A task is in UTF-16, with a byte order mark, as Windows exports it.
    if (
        content.startswith((b"\xff\xfe", b"\xfe\xff"))
        or content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    ):
        return "windows", (_task(content),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MisuseError(f"it is no text in UTF-8; what can be read is {_KNOWN}") from None
    for name, pattern, read in _FORMATS:
        if re.search(pattern, text, re.MULTILINE | re.IGNORECASE):
            return name, _numbered([*read(text)])
    raise MisuseError(_why_not(text))


def _numbered(found: list[Schedule]) -> tuple[Schedule, ...]:
    """Return *found*, of several each with a name."""
    if len(found) == 1:
        return (found[0],)
    return tuple([one._replace(name=one.name or f"#{number}") for number, one in enumerate(found, 1)])


def _schedule(
    read: Callable[[], Iterable[CronExpression]], left_aside: Callable[[], tuple[Problem, ...]] = tuple
) -> Schedule:
    try:
        return Schedule("", tuple(read()), left_aside())
    except CronError as error:
        return Schedule("", error=error)


def _task(content: bytes) -> Schedule:
    from cronexpr.schedulers.windows import from_task_xml_all, left_aside

    return _schedule(lambda: from_task_xml_all(content), lambda: left_aside(content))


def _timer(text: str) -> Iterator[Schedule]:
    from cronexpr.schedulers.systemd import from_calendar, from_timer, left_aside

    # Lines of OnCalendar= alone are no unit file.
    is_unit = any(line.lstrip().startswith("[") for line in text.splitlines())
    read = from_timer if is_unit else from_calendar
    yield _schedule(lambda: [read(text)], lambda: left_aside(text))


def _rules(text: str) -> Iterator[Schedule]:
    from cronexpr.schedulers.rrule import from_rrule

    yield _schedule(lambda: [from_rrule(text)])


def _calendar(text: str) -> Iterator[Schedule]:
    from cronexpr.schedulers.icalendar import from_ics

    found = from_ics(text)
    if not found:
        raise MisuseError("there is no event in it that recurs (RRULE)")
    for event in found:
        yield Schedule(event.name, (event.expression,) if event.expression else (), error=event.error)


def _json(text: str) -> Iterator[Schedule]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise MisuseError("it is no JSON that can be read") from None
    objects = _objects(document)
    if not objects:
        raise MisuseError("it is JSON, but of no Kubernetes CronJob and no EventBridge schedule")
    yield from map(_object, objects)


def _object(item: dict[str, Any]) -> Schedule:
    from cronexpr.schedulers import aws, kubernetes

    if "ScheduleExpression" in item:
        names = [item.get("Name")]
        schedule = _schedule(lambda: [aws.from_schedule(item)], lambda: aws.left_aside(item))
    else:
        metadata = item.get("metadata")
        known = metadata if isinstance(metadata, dict) else {}
        names = [known.get("namespace"), known.get("name")]
        schedule = _schedule(lambda: [kubernetes.from_manifest(item)], lambda: kubernetes.left_aside(item))
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
