"""`Crontab`: a crontab file as an immutable value."""

from __future__ import annotations

from .. import check as check_expression
from .. import timeline as merged
from . import _editing
from ._busy import busiest
from ._daemons import get_daemon
from ._entries import doubts
from ._reading import encoded, read_text
from ._rules import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, tzinfo
    from typing import Any, NoReturn

    from .. import CronExpression
    from ._assignments import Assignment
    from ._busy import Peak
    from ._entries import Entry
    from ._errors import LineProblem


class Crontab:
    """A crontab file: what is in it, what is wrong with it, and the file itself, byte for byte.

    Made by `parse`.  Immutable: an edit returns a new one, in which every other line is as
    it was.  ``bytes(crontab)`` is the file.  *entries* are its jobs, *disabled* those behind a
    ``#``, and *assignments* its environment lines.  *problems* has everything that the daemon
    of its *dialect* trips on, in text order; severity ``"error"`` means that the daemon refuses
    the line, or the whole file, or never does what is written.
    """

    __slots__ = (
        "__weakref__",
        "assignments",
        "dialect",
        "disabled",
        "entries",
        "name",
        "problems",
        "seed",
        "system",
        "text",
    )

    text: str
    dialect: str
    system: bool
    name: str | None
    seed: str | None
    entries: tuple[Entry, ...]
    disabled: tuple[Entry, ...]
    assignments: tuple[Assignment, ...]
    problems: tuple[LineProblem, ...]

    def __init__(self, text: str, dialect: str, system: bool, name: str | None, seed: str | None) -> None:
        reading = read_text(text, get_daemon(dialect), system, name, seed)
        given = {"text": text, "dialect": dialect, "system": system, "name": name, "seed": seed}
        for attribute, value in (given | reading._asdict()).items():
            object.__setattr__(self, attribute, value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("Crontab is immutable: an edit returns a new one")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("Crontab is immutable")

    def __bytes__(self) -> bytes:
        return encoded(self.text)

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return self._given() == other._given() if isinstance(other, Crontab) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._given())

    def __repr__(self) -> str:
        return f"<Crontab, {self.dialect}: {len(self.entries)} entries, {len(self.problems)} problems>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Crontab, self._given()

    def _given(self) -> tuple[str, str, bool, str | None, str | None]:
        return self.text, self.dialect, self.system, self.name, self.seed

    @property
    def environment(self) -> dict[str, str]:
        """The variables in force at the end of the file, as a new dict."""
        return {item.name: item.value for item in self.assignments}

    # What is in it

    def find(self, *, id: str | None = None, command: str | None = None) -> tuple[Entry, ...]:  # noqa: A002 -- What it is called in the file.
        r"""Return the entries, disabled ones too, with this *id* and this very *command*, where given.

        >>> cronexpr.crontab.parse("@daily one\n# @daily two\n").find(command="two")[0].line
        2
        """
        found = sorted((*self.entries, *self.disabled), key=lambda entry: entry.line)
        return tuple(
            [
                entry
                for entry in found
                if (id is None or entry.id == id) and (command is None or entry.command == command)
            ]
        )

    def check(
        self,
        *,
        tz: str | tzinfo | None = None,
        now: datetime | None = None,
        select: str = "default",
        ignore: Iterable[str] = (),
    ) -> tuple[LineProblem, ...]:
        r"""Return the *problems*, and what is doubtful about the schedules, in text order.

        *tz* is the zone of the daemon, for the entries without one of their own; *now*, *select* and
        *ignore* are those of `cronexpr.check`, and *ignore* may name any code here.

        >>> [found.code for found in cronexpr.crontab.parse("* 9 * * * date +%F\n").check()]
        ['CRL002', 'CRT001']

        Raises:
            CronOptionError: an unknown zone, preset or code.
            TypeError: an argument has the wrong type, or *now* is naive although there is a zone.
        """
        from ..linter import known_codes
        from ..linter._texts import EXPLANATIONS

        ignored = known_codes(ignore, EXPLANATIONS | RULES)
        rest = ignored - RULES.keys()
        check_expression("@daily", dialect=self.dialect, tz=tz, now=now, select=select, ignore=rest)
        found = [problem for problem in self.problems if select != "default" or problem.severity != "info"]
        found += doubts(self.entries, tz=tz, now=now, select=select, ignore=rest)
        found.sort(key=lambda problem: (problem.line, problem.problem.span))
        return tuple([problem for problem in found if problem.code not in ignored])

    # When it runs

    def timeline(self, start: datetime, stop: datetime | None = None) -> Iterator[tuple[datetime, Entry]]:
        r"""Iterate over what starts in [*start*, *stop*), as (occurrence, entry), by instant.

        Entries without a zone of their own run in that of *start*, the daemon's; with ``CRON_TZ``
        lines in the file it must have one.

        >>> from datetime import datetime
        >>> tab = cronexpr.crontab.parse("0 2 * * * backup\n0 9 * * 1 report\n")
        >>> for when, entry in tab.timeline(datetime(2026, 11, 23), datetime(2026, 11, 24)):
        ...     print(when, entry.command)
        2026-11-23 02:00:00 backup
        2026-11-23 09:00:00 report

        Raises:
            TypeError: naive and aware times are mixed.
        """
        read: dict[int, CronExpression] = {
            number: entry.expression
            for number, entry in enumerate(self.entries)
            if entry.expression is not None
        }
        return ((when, self.entries[number]) for when, number in merged(read, start, stop))

    def busiest(self, n: int = 5, *, weekly: bool = False) -> tuple[Peak, ...]:
        r"""Return the *n* minutes of the day at which most entries can start, the busiest first.

        With *weekly*, minutes of the week: an entry counts on the weekdays on which it has a day in
        any year.  By the wall clock of each entry's own zone; nothing is enumerated.

        >>> tab = cronexpr.crontab.parse("0 2 * * * one\n0 2 * * 1 two\n0 9 * * 1 three\n")
        >>> [(peak.hour, peak.minute, len(peak.entries)) for peak in tab.busiest()]
        [(2, 0, 2), (9, 0, 1)]
        """
        return busiest(self.entries, n, weekly)

    # How it is changed

    def add(
        self,
        expression: str | CronExpression,
        command: str,
        *,
        user: str | None = None,
        id: str | None = None,  # noqa: A002 -- What it is called in the file.
    ) -> Crontab:
        r"""Return the crontab with one more entry at its end, under a marker if *id* is given.

        *command* is what the shell shall get: percent signs are escaped.  *user* is for system files.

        >>> bytes(cronexpr.crontab.parse("").add("0 2 * * *", "/path/to/backup_script.sh", id="backup"))
        b'# cronexpr: id=backup\n0 2 * * * /path/to/backup_script.sh\n'

        Raises:
            CronSyntaxError: the expression is none of the file's dialect.
            CronConversionError: a `CronExpression` that the file's dialect cannot say, or one with a zone
                (*tz*) that is not the line's: that of the ``CRON_TZ`` above it.
            CrontabError: the command, user or id cannot be written.
        """
        return _editing.add(self, expression, command, user, id)

    def replace(
        self,
        target: Entry | str,
        *,
        expression: str | CronExpression | None = None,
        command: str | None = None,
    ) -> Crontab:
        r"""Return the crontab with another schedule, another command, or both, in the line of *target*.

        *target*, here as below, is an entry of this crontab or the id of one.

        >>> tab = cronexpr.crontab.parse("0 2 * * *   backup  # nightly\n")
        >>> bytes(tab.replace(tab.entries[0], expression="@daily"))
        b'@daily   backup  # nightly\n'

        Raises:
            CronSyntaxError, CronConversionError, CrontabError: as `add`, or there is no such entry.
        """
        return _editing.replace(self, target, expression, command)

    def disable(self, target: Entry | str) -> Crontab:
        """Return the crontab with a ``#`` before *target*, which `enable` can take away again.

        Raises:
            CrontabError: there is no such entry, or it cannot be read: it would be a comment like any other.
        """
        return _editing.disable(self, target)

    def enable(self, target: Entry | str) -> Crontab:
        """Return the crontab without the ``#`` before *target*, one of the *disabled*.

        Raises:
            CrontabError: there is no such entry, or cron would not read it as one.
        """
        return _editing.enable(self, target)

    def remove(self, target: Entry | str) -> Crontab:
        """Return the crontab without *target* and its marker.

        Raises:
            CrontabError: there is no such entry.
        """
        return _editing.remove(self, target)

    def _with(self, text: str) -> Crontab:
        return Crontab(text, self.dialect, self.system, self.name, self.seed)
