"""What a task's file must look like, without a schema: which elements, in which order, with which texts."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from task_simulator import MONTHS, NS, WEEKDAYS, root_of

_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?"
_DURATION = r"P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?"
_TRUTH = "true|false"

# An element's children: those that may stand there, in the order in which Windows exports them.
CHILDREN = {
    "Task": "RegistrationInfo Triggers Principals Settings Actions",
    "RegistrationInfo": "Description URI",
    "BootTrigger": "Enabled",
    "CalendarTrigger": (
        "Repetition StartBoundary EndBoundary Enabled"
        " ScheduleByDay ScheduleByWeek ScheduleByMonth ScheduleByMonthDayOfWeek"
    ),
    "Repetition": "Interval Duration StopAtDurationEnd",
    "ScheduleByDay": "DaysInterval",
    "ScheduleByWeek": "WeeksInterval DaysOfWeek",
    "ScheduleByMonth": "DaysOfMonth Months",
    "ScheduleByMonthDayOfWeek": "Weeks DaysOfWeek Months",
    "DaysOfWeek": " ".join(WEEKDAYS),
    "Months": " ".join(MONTHS),
    "Principals": "Principal",
    "Principal": "UserId LogonType RunLevel",
    "Settings": (
        "MultipleInstancesPolicy DisallowStartIfOnBatteries StopIfGoingOnBatteries StartWhenAvailable"
        " Enabled ExecutionTimeLimit"
    ),
    "Actions": "Exec",
    "Exec": "Command Arguments WorkingDirectory",
}
# Those that may occur many times: how often, at most, and which.
MANY = {
    "Triggers": (48, "CalendarTrigger BootTrigger"),
    "DaysOfMonth": (32, "Day"),
    "Weeks": (5, "Week"),
}
REQUIRED = {
    "Task": "Triggers Actions",
    "CalendarTrigger": "StartBoundary",
    "Repetition": "Interval Duration",
    "ScheduleByWeek": "DaysOfWeek",
    "ScheduleByMonth": "DaysOfMonth Months",
    "ScheduleByMonthDayOfWeek": "Weeks DaysOfWeek Months",
    "Exec": "Command",
}
TEXTS = {
    "StartBoundary": _MOMENT,
    "EndBoundary": _MOMENT,
    "Interval": _DURATION,
    "Duration": _DURATION,
    "DaysInterval": "1",
    "WeeksInterval": "1",
    "Day": r"[1-9]|[12]\d|3[01]|Last",
    "Week": "[1-4]|Last",
    "Enabled": _TRUTH,
    "StopAtDurationEnd": "false",
    "DisallowStartIfOnBatteries": _TRUTH,
    "StopIfGoingOnBatteries": _TRUTH,
    "StartWhenAvailable": _TRUTH,
    "MultipleInstancesPolicy": "Parallel|Queue|IgnoreNew|StopExisting",
    "ExecutionTimeLimit": "PT0S",
    "RunLevel": "LeastPrivilege|HighestAvailable",
    "LogonType": "S4U|Password|InteractiveToken|InteractiveTokenOrPassword",
    "Command": r"(?s).{1,260}",
    "WorkingDirectory": r"(?s).{1,260}",
    "Arguments": r"(?s).+",
    "UserId": r"(?s).+",
    "Description": r"(?s).+",
    "URI": r"\\.+",
}
EMPTY = {*WEEKDAYS, *MONTHS}


def faults(xml: bytes) -> list[str]:
    """Return what is wrong with a task's file."""
    if xml[:2] != b"\xff\xfe" or 'encoding="UTF-16"' not in xml.decode("utf-16").splitlines()[0]:
        return ["not UTF-16 with a byte order mark that says so"]
    root = root_of(xml)
    found = [] if root.tag == f"{NS}Task" and root.get("version") == "1.2" else ["the root is no task"]
    for element in root.iter():
        found += [f"{element.tag}: {fault}" for fault in _faults_of(element)]
    ids = {principal.get("id") for principal in root.iter(f"{NS}Principal")}
    if {actions.get("Context") for actions in root.iter(f"{NS}Actions")} != ids:
        found.append("the actions run in the context of no principal")
    return found


def _faults_of(element: Element) -> list[str]:
    name = element.tag.removeprefix(NS)
    tags = [child.tag.removeprefix(NS) for child in element]
    found = [f"{tag} is missing" for tag in REQUIRED.get(name, "").split() if tag not in tags]
    if name in CHILDREN:
        order = CHILDREN[name].split()
        if tags != [tag for tag in order if tag in tags]:
            found.append(f"{tags} are not in order, or unknown")
    elif name in MANY:
        most, kinds = MANY[name]
        if not 1 <= len(tags) <= most or not {*tags} <= {*kinds.split()}:
            found.append(f"has {len(tags)} children, or unknown ones")
        texts = [child.text for child in element]
        if name != "Triggers" and len({*texts}) != len(texts):
            found.append("has a child twice")
    elif name in EMPTY:
        if tags or element.text:
            found.append("is not empty")
    elif tags or not re.fullmatch(TEXTS.get(name, "no such element"), element.text or ""):
        found.append(f"has children or the text {element.text!r}")
    if name == "CalendarTrigger" and sum(tag.startswith("Schedule") for tag in tags) != 1:
        found.append("has not exactly one schedule")
    return found
