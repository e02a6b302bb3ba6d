"""From the text of a crontab to its entries, assignments and problems."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from ..errors import Problem, quote
from ._assignments import Assignment, read_assignment
from ._checks import (
    assignment_problems,
    ending_problem,
    entry_problems,
    name_problem,
    size,
    text_problems,
)
from ._entries import Entry, Setting, read_disabled, read_entry, zone_of
from ._errors import CrontabError, LineProblem, failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from ._daemons import Daemon

_MARKER = re.compile(r"[ \t]*#[ \t]*cronexpr:[ \t]*id=([A-Za-z0-9._-]{1,64})[ \t\r]*")

# Lines whose schedules cannot be read: more than anyone mends by hand, and a bound on the time that
# a file which is no crontab can take.
_MOST_EXPLAINED = 1_000


class Reading(NamedTuple):
    """All there is to know of a crontab's text."""

    entries: tuple[Entry, ...]
    disabled: tuple[Entry, ...]
    assignments: tuple[Assignment, ...]
    problems: tuple[LineProblem, ...]


class Line(NamedTuple):
    """A line without its end: *kind* is ``"blank"``, ``"comment"``, ``"assignment"`` or ``"entry"``."""

    number: int
    text: str
    kind: str
    assignment: Assignment | None


def split_lines(text: str) -> list[str]:
    """Return the lines of *text*, each with its newline; only a newline ends a line of a crontab."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def encoded(text: str) -> bytes:
    """Return the bytes that *text* stands for.

    Raises:
        CrontabError: it has surrogates that stand for no byte.
    """
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise CrontabError(failure("CRT030", f"character {error.start + 1} is a lone surrogate")) from None


def read_marker(text: str) -> str | None:
    """Return the id that the line *text* gives to the entry below it, or None."""
    match = _MARKER.fullmatch(text)
    return match[1] if match else None


def read_text(text: str, daemon: Daemon, system: bool, name: str | None, seed: str | None) -> Reading:
    """Return what *daemon* makes of the *text* of a crontab; linear in its length."""
    lines = [_line(number, line, daemon) for number, line in enumerate(_texts(text), 1)]
    problems = list(_file_problems(text, lines, daemon, name if system else None))
    entries: list[Entry] = []
    disabled: list[Entry] = []
    unread = 0
    for line, setting in _settings(lines, daemon, system, seed):
        found: list[Problem] = list(text_problems(line.text, line.number, line.kind))
        if line.assignment is not None:
            found += assignment_problems(line.assignment, line.text, daemon)
        elif line.kind == "entry" and not _is_broken(found):
            entry, faults = read_entry(
                line.text, line.number, _start(line.text), setting, explain=unread < _MOST_EXPLAINED
            )
            unread += entry.expression is None
            entries.append(entry)
            found += [*faults, *entry_problems(entry, daemon)]
        elif line.kind == "comment" and (behind := read_disabled(line.text, line.number, setting)):
            disabled.append(behind)
        problems += [LineProblem(line.number, problem, line.text) for problem in found]
    problems += _repeated_ids([*entries, *disabled])
    problems.sort(key=lambda found: (found.line, found.problem.span))
    assignments = tuple([line.assignment for line in lines if line.assignment is not None])
    return Reading(tuple(entries), tuple(disabled), assignments, tuple(problems))


def _texts(text: str) -> list[str]:
    return [line.removesuffix("\n") for line in split_lines(text)]


def _line(number: int, text: str, daemon: Daemon) -> Line:
    start = _start(text)
    if start == len(text):
        return Line(number, text, "blank", None)
    if text[start] == "#":
        return Line(number, text, "comment", None)
    assignment = read_assignment(_as_read(text, start, daemon), number, daemon)
    return Line(number, text, "assignment" if assignment else "entry", assignment)


def _as_read(text: str, start: int, daemon: Daemon) -> str:
    # No character has more than four bytes, so most lines are short enough without counting.
    if len(text) - start <= daemon.longest_assignment // 4:
        return text
    kept = text[start:].encode("utf-8", "surrogateescape")[: daemon.longest_assignment]
    return text[:start] + kept.decode("utf-8", "surrogateescape")


def _start(text: str) -> int:
    return len(text) - len(text.lstrip(" \t"))


def _is_broken(found: list[Problem]) -> bool:
    # A line that is no line to cron has nothing else wrong with it that matters.
    return any(problem.severity == "error" for problem in found)


def _settings(
    lines: list[Line], daemon: Daemon, system: bool, seed: str | None
) -> Iterator[tuple[Line, Setting]]:
    """Yield each line with what the lines above it say."""
    assignments = tuple([line.assignment for line in lines if line.assignment is not None])
    zone: tzinfo | None = None
    in_force = 0
    above = ""
    for line in lines:
        if line.assignment is not None:
            in_force += 1
            if daemon.zones and line.assignment.name == "CRON_TZ":
                zone, _ = zone_of(line.assignment.value)
        yield line, Setting(daemon, system, seed, zone, read_marker(above), assignments, in_force)
        above = line.text


def _file_problems(text: str, lines: list[Line], daemon: Daemon, name: str | None) -> Iterator[LineProblem]:
    first = lines[0].text if lines else ""
    if name is not None and (problem := name_problem(name, daemon)):
        yield LineProblem(1, problem, first)
    for kind, most in daemon.most:
        counted = [line for line in lines if kind in ("line", line.kind)]
        if len(counted) > most:
            message = f"one {kind} too many: there are {len(counted):,}, and {daemon.title} takes {most:,}"
            yield LineProblem(counted[most].number, Problem("CRT016", "error", message), counted[most].text)
    if daemon.longest_comment is not None:
        yield from _long_comments(lines, daemon.longest_comment)
    if lines and not text.endswith("\n"):
        last = lines[-1]
        yield LineProblem(last.number, ending_problem(last.text, last.kind), last.text)


def _long_comments(lines: list[Line], longest: int) -> Iterator[LineProblem]:
    length = 0
    for line in lines:
        before = length
        length = length + size(line.text) + 1 if line.kind in ("blank", "comment") else 0
        if before <= longest < length:
            message = f"the comment is too long: cronie takes {longest:,} bytes of comments and blank lines"
            yield LineProblem(line.number, Problem("CRT016", "error", message), line.text)


def _repeated_ids(entries: list[Entry]) -> Iterator[LineProblem]:
    named = sorted(
        [(entry.id, entry.line, entry) for entry in entries if entry.id is not None], key=lambda row: row[:2]
    )
    for (one, line, _), (two, _, entry) in pairwise(named):
        if one == two:
            message = f"the id {quote(two)} is that of line {line:,} too"
            yield LineProblem(entry.line, Problem("CRT021", "warning", message), entry.source)
