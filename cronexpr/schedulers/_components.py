"""The events of a calendar file that recur: lines, components, properties (RFC 5545, 3.1 and 3.6)."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    # The lines of a component by the names that they begin with.
    Component: TypeAlias = dict[str, list[str]]

_ABOUT_TIME = ("DTSTART", "RRULE", "RDATE", "EXDATE", "EXRULE")


def recurring(text: str) -> list[tuple[str, list[str]]]:
    """Return what recurs in the calendar *text*: a name, and the lines about time of each event that has it.

    Several events have one name where an export took as many to say one expression.
    """
    components = [*_components(text)]
    # An occurrence that was moved is an event of its own, with the same UID (section 3.8.4.4).
    moved = {_said(each, "UID"): each["RECURRENCE-ID"][:1] for each in components if "RECURRENCE-ID" in each}
    found: dict[tuple[str, str], list[str]] = {}
    for number, each in enumerate(components):
        if "RRULE" in each:
            lines = [line for name in _ABOUT_TIME for line in each.get(name, [])]
            lines += moved.get(_said(each, "UID"), [])
            # An export says which expression it came from.
            source = _said(each, "DESCRIPTION")
            key = _value(each, "SUMMARY"), source if ":cron: " in source else str(number)
            found.setdefault(key, []).append("\n".join(lines))
    return [(name, events) for (name, _), events in found.items()]


def _components(text: str) -> Iterator[Component]:
    """Yield each event and task."""
    component: Component | None = None
    # A line that begins with a space goes on where the one before it ended (section 3.1).
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        name = re.split("[:;]", line, maxsplit=1)[0].upper()
        if name == "BEGIN" and line[6:].strip().upper() in ("VEVENT", "VTODO"):
            component = {}
        elif name in ("BEGIN", "END") and component is not None:
            # What begins inside is an alarm, which comes after all that the event says of itself.
            yield component
            component = None
        elif component is not None:
            component.setdefault(name, []).append(line)


def _said(component: Component, name: str) -> str:
    return "".join(component.get(name, []))


def _value(component: Component, name: str) -> str:
    """Return the TEXT value of what *component* says under *name* (section 3.3.11)."""
    written = _said(component, name).partition(":")[2]
    return re.sub(r"\\(.)", lambda escaped: " " if escaped[1] in "nN" else escaped[1], written)
