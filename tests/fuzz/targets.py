"""What the fuzzer calls with bytes: each target lets through the documented errors only, and asks for laws.

Used by ``test_corpus.py`` with the kept corpora, and by ``tools/fuzz.py`` with whatever the fuzzer makes.
Standard library and the package only, so that the fuzzer's environment needs nothing else.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterable
from datetime import datetime, timezone

import cronexpr
import cronexpr.crontab
import cronexpr.english
from cronexpr import (
    CronConversionError,
    CronError,
    CronExpression,
    CronOptionError,
    CronSyntaxError,
    EnglishError,
    forms,
)
from cronexpr.compat.croniter import CroniterBadCronError, CroniterBadDateError, croniter
from cronexpr.dialects import dialect_names
from cronexpr.schedulers import icalendar, rrule, systemd, windows

DIALECTS = dialect_names()
MOMENTS = (
    datetime(1, 1, 1),
    datetime(1999, 12, 31, 23, 59, 59, 999_999),
    datetime(2024, 2, 29, 12, 30),
    datetime(2026, 11, 26, 23, 1, 7),
    datetime(9999, 12, 31, 23, 59, 59),
)
NOW = datetime(2026, 11, 26, tzinfo=timezone.utc)
LONGEST_ECHO = 400


def _text(data: bytes) -> str:
    # Bytes that are no UTF-8 become lone surrogates, as in file names.
    return data.decode("utf-8", "surrogateescape")


def _choice(data: bytes) -> tuple[str, str]:
    """Return a dialect, told by the first byte, and the rest as text."""
    return DIALECTS[data[0] % len(DIALECTS)] if data else "standard", _text(data[1:])


def _is_told_well(error: CronError) -> None:
    assert error.problems
    assert all(problem.severity == "error" for problem in error.problems)
    assert len(str(error)) <= LONGEST_ECHO, str(error)
    assert error.pretty()


def _parsed(text: str, dialect: str) -> cronexpr.CronExpression | None:
    try:
        return cronexpr.parse(text, dialect=dialect, seed="seed")
    except CronSyntaxError as error:
        _is_told_well(error)
        return None


def parse(data: bytes) -> None:
    """Parse; what parses is written, compared, pickled, described and searched without surprises."""
    dialect, text = _choice(data)
    expr = _parsed(text, dialect)
    assert cronexpr.is_valid(text, dialect=dialect) == (expr is not None)
    if expr is None:
        return
    again = cronexpr.parse(expr.canonical(), dialect=dialect, seed="seed")
    assert again == expr
    assert again.canonical() == expr.canonical()
    assert pickle.loads(pickle.dumps(expr)) == expr
    assert expr.describe()
    assert (expr.next(MOMENTS[0], inclusive=True) is not None) == expr.is_satisfiable
    for moment in MOMENTS:
        following, preceding = expr.next(moment), expr.previous(moment)
        assert following is None or (following > moment and following in expr)
        assert preceding is None or (preceding < moment and preceding in expr)
        if following is not None:
            assert expr.count(moment, following) == (moment in expr)


def check(data: bytes) -> None:
    """Check; every problem has its place within the text, and a certain fix mends what it says it mends."""
    dialect, text = _choice(data)
    problems = cronexpr.check(text, dialect=dialect, now=NOW, select="all")
    is_wrong = any(problem.severity == "error" for problem in problems)
    assert is_wrong != cronexpr.is_valid(text, dialect=dialect)
    for problem in problems:
        start, stop = problem.span or (0, 0)
        assert 0 <= start <= stop <= len(text), problem
        assert len(problem.message) <= LONGEST_ECHO, problem
        assert problem.message.isprintable(), problem
        assert cronexpr.explain_code(problem.code)
        problem.as_dict()
        if problem.fix is not None and problem.severity == "error":
            assert problem not in cronexpr.check(problem.fix, dialect=dialect, now=NOW)


def from_english(data: bytes) -> None:
    """Read as English; what is read fires as described, and its description reads back."""
    text = _text(data)
    try:
        reading = cronexpr.english.read(text)
    except EnglishError as error:
        _is_told_well(error)
        return
    for expr in reading.expressions:
        assert cronexpr.from_english(expr.describe()).equivalent(expr) or expr.is_reboot


def convert(data: bytes) -> None:
    """Convert between any two dialects; what comes out means the same there."""
    if not data:
        return
    target = DIALECTS[data[0] % len(DIALECTS)]
    dialect, text = _choice(data[1:])
    expr = _parsed(text, dialect)
    if expr is None:
        return
    try:
        line = cronexpr.convert(expr, to=target)
    except CronConversionError as error:
        _is_told_well(error)
        return
    assert cronexpr.parse(line, dialect=target).equivalent(expr)


def crontab(data: bytes) -> None:
    """Read a crontab file; not a byte of it is lost, and each problem lies within its line."""
    for dialect in ("vixie", "cronie"):
        tab = cronexpr.crontab.parse(data, dialect=dialect, seed="seed")
        assert bytes(tab) == data
        tab.check(select="all")
        for entry in tab.entries:
            assert entry.line >= 1


def from_task_xml(data: bytes) -> None:
    """Read a task of Windows; what is read can be written as a task that starts at the same times."""
    try:
        found = windows.from_task_xml_all(data)
    except CronConversionError as error:
        _is_told_well(error)
        return
    assert found
    for expr in found:
        try:
            task = windows.to_task_xml(expr, "job.exe", wall_clock=expr.tz is None)
        except CronConversionError as error:
            _is_told_well(error)
        else:
            assert _times([expr]) == _times(windows.from_task_xml_all(task)), expr


def from_rrule(data: bytes) -> None:
    """Read recurrence rules; what is read can be written as rules that read back."""
    expr = _foreign(rrule.from_rrule, data)
    if expr is not None:
        _reads_back(expr, lambda: rrule.to_rrules(expr, NOW), rrule.from_rrule)


def from_ics(data: bytes) -> None:
    """Read a calendar; what is read of each event can be written as a calendar that reads back."""
    try:
        found = icalendar.from_ics(_text(data))
    except CronSyntaxError as error:
        _is_told_well(error)
        return
    for event in found:
        assert (event.expression is None) != (event.error is None)
        if event.error is not None:
            _is_told_well(event.error)
        if event.expression is not None:
            _event_reads_back(event.expression, event.name)


def _event_reads_back(expr: CronExpression, name: str) -> None:
    def read(text: str) -> CronExpression:
        first, *others = icalendar.from_ics(text)
        if first.error is not None:
            raise first.error
        assert first.expression is not None
        # Several are those that are no one expression, though it came from one.
        return expr if others else first.expression

    _reads_back(expr, lambda: [icalendar.to_ics(expr, NOW, summary=name)], read)


def from_calendar(data: bytes) -> None:
    """Read systemd's calendar event expressions; what is read is written, and reads back."""
    expr = _foreign(systemd.from_calendar, data)
    if expr is not None:
        _reads_back(expr, lambda: systemd.to_calendar(expr), systemd.from_calendar)


def from_timer(data: bytes) -> None:
    """Read a unit file; what is read is written as one, and reads back."""
    expr = _foreign(systemd.from_timer, data)
    if expr is not None:
        _reads_back(expr, lambda: [systemd.to_units(expr, "true", "job")["job.timer"]], systemd.from_timer)


def _foreign(read: Callable[[str], CronExpression], data: bytes) -> CronExpression | None:
    try:
        return read(_text(data))
    except (CronSyntaxError, CronConversionError, CronOptionError) as error:
        _is_told_well(error)
        return None


def _reads_back(
    expr: CronExpression, write: Callable[[], list[str]], read: Callable[[str], CronExpression]
) -> None:
    try:
        written = write()
    except CronConversionError as error:
        _is_told_well(error)
        return
    # Of what never fires, some write nothing at all.
    if written and expr.plan.years == -1:
        try:
            again = read("\n".join(written))
        except CronConversionError as error:
            _is_told_well(error)
        else:
            assert again.equivalent(expr), (expr, written)


def _times(expressions: Iterable[CronExpression]) -> list[list[datetime]]:
    expressions = list(expressions)
    return [
        sorted({moment for expr in expressions for moment in expr.replace(tz=None).upcoming(4, start)})[:4]
        for start in MOMENTS[2:]
    ]


def preview(data: bytes) -> None:
    """Preview whatever a form sends; the answer is JSON, adds up, and agrees with what a form would take."""
    dialect, rest = _choice(data)
    text, _, tz = rest.partition("\x00")
    zone = tz or None
    answer = forms.preview(text, dialect=dialect, tz=zone, seed="seed", now=NOW, locale=tz or "en")
    json.dumps(answer, ensure_ascii=False).encode()
    assert "".join([piece["text"] for piece in answer["segments"]]) == answer["text"]
    try:
        forms.validate(text, dialect=dialect, tz=zone, seed="seed", now=NOW)
    except CronError:
        assert not answer["valid"]
        assert answer["problems"]
    else:
        assert answer["valid"]


def detect(data: bytes) -> None:
    """Detect; exactly the dialects named read the text, and those named together agree."""
    text = _text(data)
    named = []
    for reading in cronexpr.detect(text):
        for name in reading.dialects:
            assert cronexpr.parse(text, dialect=name, seed="").equivalent(reading.expression)
            named.append(name)
        assert reading.difference.isprintable()
    assert sorted(named) == sorted(name for name in DIALECTS if _parsed(text, name) is not None)


def croniter_shim(data: bytes) -> None:
    """Ask as croniter is asked; time goes forwards and back, and only croniter's errors come out."""
    flags, text = data[0] if data else 0, _text(data[1:])
    for moment in MOMENTS[1:4]:
        try:
            schedule = croniter(
                text,
                moment,
                datetime,
                day_or=not flags & 1,
                hash_id="seed",
                implement_cron_bug=bool(flags & 2),
                second_at_beginning=bool(flags & 4),
                expand_from_start_time=bool(flags & 8),
            )
        except CroniterBadCronError as error:
            _is_told_well(error)
            return
        assert len(schedule.expressions) == len(schedule.fields)
        try:
            following = schedule.get_next()
            assert following > moment
            assert croniter.is_valid(text, hash_id="seed", second_at_beginning=bool(flags & 4))
            assert following > schedule.get_prev()
        except CroniterBadDateError as error:
            _is_told_well(error)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "parse": parse,
    "check": check,
    "from_english": from_english,
    "convert": convert,
    "crontab": crontab,
    "from_task_xml": from_task_xml,
    "from_rrule": from_rrule,
    "from_ics": from_ics,
    "from_calendar": from_calendar,
    "from_timer": from_timer,
    "preview": preview,
    "detect": detect,
    "croniter_shim": croniter_shim,
}
