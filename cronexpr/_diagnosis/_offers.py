"""What is offered in place of a refused text: only what the dialect reads, and what is surely not worse."""

from __future__ import annotations

from cronexpr._grammar import Fault
from cronexpr._parser import READERS, field_spans, split
from cronexpr.dialects import dialect_names, get_dialect
from cronexpr.errors import CronError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from cronexpr.dialects import Dialect
    from cronexpr.errors import Problem

    Diagnosis = Callable[[str, Dialect], list[Problem]]

# Bounds on the time that an unreadable text can take.
_MENDED = 6  # problems, each of which another look at the text may mend
_COMPARED = 256  # characters of a text that other dialects are asked about
_FOREIGN = 4  # problems of a text that another dialect may read for all that
_NAMED = 3  # dialects in a hint

# What is wrong here and may be right elsewhere; the rest are slips, whoever reads them.
_OTHERWISE_ELSEWHERE = frozenset(
    ["CRON101", "CRON103", "CRON106", "CRON113", "CRON114", "CRON116", "CRON117", "CRON118", "CRON121"]
)


def is_readable(text: str, dialect: Dialect) -> bool:
    """Return whether *text* is an expression of *dialect*."""
    try:
        READERS[dialect].read(text, split(text, dialect.separators), "")
    except Fault:
        return False
    return True


def converted(text: str, name: str, dialect: Dialect) -> str | None:
    """Return what says in *dialect* what *text* says in the dialect *name*, if one line can."""
    from cronexpr.converter import convert

    try:
        return convert(text, dialect=name, to=dialect)
    except CronError:
        return None


def without_offers(problems: list[Problem]) -> list[Problem]:
    return [problem.replace(fix=None, suggestion=None) for problem in problems]


def with_offers(problems: list[Problem], text: str, dialect: Dialect, diagnosis: Diagnosis) -> list[Problem]:
    """Return *problems* of *text* with such offers alone as the dialect reads, and with who else reads it."""
    if _has_misplaced_question(problems, text):
        if len(text) > _COMPARED:
            return without_offers(problems)
        owner = _owner(text)
        if owner is not None:
            return _told_of_owner(problems, text, dialect, owner)
    mended, is_certain = _mended(problems, dialect, diagnosis)
    fix, suggestion = (mended, None) if is_certain else (None, mended)
    offering = [
        problem
        if problem.fix == fix and problem.suggestion == suggestion
        else problem.replace(fix=fix, suggestion=suggestion)
        for problem in problems
    ]
    return _told_of_readers(offering, text, dialect)


def _mended(problems: list[Problem], dialect: Dialect, diagnosis: Diagnosis) -> tuple[str | None, bool]:
    """Return the text with all of *problems* mended, if that can be, and whether it is certain."""
    is_certain = True
    for left in range(min(len(problems), _MENDED + 1) - 1, -1, -1):
        # What mends one problem and makes another was no mend.
        if len(problems) != left + 1 or any(_offer(problem) is None for problem in problems):
            break
        is_certain = is_certain and problems[0].fix is not None
        offer = _offer(problems[0]) or ""
        if left:
            problems = diagnosis(offer, dialect)
        elif offer.strip() and is_readable(offer, dialect):
            return offer, is_certain
    return None, False


def _offer(problem: Problem) -> str | None:
    return problem.suggestion if problem.fix is None else problem.fix


def _has_misplaced_question(problems: list[Problem], text: str) -> bool:
    places = [(text[slice(*problem.span)], problem.field) for problem in problems if problem.field]
    return any(char == "?" and field not in ("day_of_month", "day_of_week") for char, field in places)


def _owner(text: str) -> str | None:
    """Return the dialect that reads *text* and demands a "?" in it."""
    names = [name for name in dialect_names() if get_dialect(name).day_rule == "exclusive"]
    return next((name for name in names if is_readable(text, get_dialect(name))), None)


def _told_of_owner(problems: list[Problem], text: str, dialect: Dialect, owner: str) -> list[Problem]:
    """Return *problems* of a text of another dialect, its *owner*, with what says the same in this one."""
    offer = converted(text, owner, dialect)
    hint = _reads(_readers(text))
    if offer is not None:
        hint = f"{hint}; what it means in {owner} is `{offer}` here"
    first, *rest = [problem.replace(fix=None, suggestion=offer) for problem in problems]
    return [first.replace(hint=hint), *rest]


def _readers(text: str) -> list[str]:
    return [name for name in dialect_names() if is_readable(text, get_dialect(name))]


def _told_of_readers(problems: list[Problem], text: str, dialect: Dialect) -> list[Problem]:
    """Return *problems* of a text of the default dialect with a hint at the dialects that do read it."""
    first = problems[0]
    is_slip = first.fix is not None or 'dialect="' in first.hint or len(text) > _COMPARED
    if dialect.name != "standard" or is_slip or len(problems) > _FOREIGN:
        return problems
    names = _readers(text)
    counted = [name for name in names if get_dialect(name).sunday and _has_numbered_weekdays(text, name)]
    if counted:
        # To write the rest as this dialect does would make other days of the numbers.
        hint = f"{_reads(names)}; {counted[0]} counts weekdays from 1 = Sunday"
        return [problem.replace(hint=hint, fix=None, suggestion=None) for problem in problems]
    if names and first.code in _OTHERWISE_ELSEWHERE and (first.code != "CRON116" or not first.suggestion):
        hint = "; ".join([part for part in (_reads(names), first.hint) if part])
        return [first.replace(hint=hint), *problems[1:]]
    return problems


def _reads(names: list[str]) -> str:
    *front, last = [f'"{name}"' for name in names[:_NAMED]]
    shown = f"{', '.join(front)} or {last}" if front else last
    return f"dialect={shown} reads it"


def _has_numbered_weekdays(text: str, name: str) -> bool:
    start, stop = field_spans(text, get_dialect(name)).get("day_of_week", (0, 0))
    return any(char in "1234567" for char in text[start:stop])
