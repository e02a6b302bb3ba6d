"""Turn a case and a library into a job to time, and into results to check first."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from itertools import cycle, islice
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from cases import EVERYDAY, ZONES, Case, moments, moments_near_changes, seen_texts, unseen_texts
from libraries import UnsupportedError
from timing import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from libraries import Answer, Library

BATCH = 0.004
"""Seconds that one run of a job should take: long against the timer, short against the machine's moods."""


def job(case: Case, library: Library) -> Job:
    """Return what to time for *case* in *library*, sized to take about `BATCH` a run."""
    return ACTIONS[case.action].job(case, library)


def sample(case: Case, library: Library) -> list[object]:
    """Return the first results of *case* in *library*, fit to be compared."""
    return [_comparable(case, result) for result in ACTIONS[case.action].sample(case, library)]


def _comparable(case: Case, result: object) -> object:
    if not isinstance(result, datetime):
        return result
    if case.zone is None:
        # Libraries that know only aware times are asked in UTC instead.
        return result.replace(tzinfo=None)
    return result.astimezone(ZONES["UTC"]) if result.tzinfo else "an answer without a zone"


def spelled(results: list[object]) -> list[object]:
    """Return *results* as any language can write them: moments to the second, without a zone."""
    return [f"{result:%Y-%m-%dT%H:%M:%S}" if isinstance(result, datetime) else result for result in results]


def _affordable(work: Callable[[], object], budget: float = BATCH) -> int:
    """Return how often *work* fits into *budget* seconds, at least once."""
    work()
    start = perf_counter()
    work()
    return max(1, min(1000, int(budget / (perf_counter() - start))))


def _iterate(case: Case, library: Library) -> Job:
    start, stop, reverse = case.aware(case.start), case.aware(case.stop), case.reverse
    if library.bounded:
        total = sum(1 for _ in library.steps(case.text, start, stop, reverse))
        run = lambda: deque(library.steps(case.text, start, stop, reverse), maxlen=0)  # noqa: E731
        return Job(run, items=total, repeats=_affordable(run))
    few = case.checked
    taste = _affordable(lambda: _take(case, library, few))
    try:
        _take(case, library, few * taste)
    except Exception:  # noqa: BLE001
        taste = 1  # Some know no year after 2037; the few that were checked they do know.
    items = few * taste
    return Job(lambda: _take(case, library, items), items)


def _take(case: Case, library: Library, number: int) -> None:
    steps = library.steps(case.text, case.aware(case.start), case.aware(case.stop), case.reverse)
    deque(islice(steps, number), maxlen=0)


def _iterate_sample(case: Case, library: Library) -> list[object]:
    found: list[object] = []
    for wall in case.check_from or (case.stop if case.reverse else case.start,):
        start, stop = case.aware(wall), case.aware(case.stop)
        if case.reverse:
            start, stop = case.aware(case.start), start
        steps = library.steps(case.text, start, stop, case.reverse)
        # Some begin at the start and some after it: a start that matches is passed over.
        found += islice((step for step in steps if step.replace(tzinfo=None) != wall), case.checked)
    return found


def _ask(answer: Answer, moments: list[datetime]) -> Job:
    def work() -> None:
        for moment in moments:
            answer(moment)

    return Job(work, items=len(moments), repeats=_affordable(work))


def _answer(case: Case, library: Library) -> Answer:
    which, zone = case.action.split()[0], ZONES[case.zone]
    ask = {"next": library.next, "previous": library.previous, "matches": library.matches}[which]
    return ask(case.text, zone)


def asked(case: Case) -> list[datetime]:
    """Return the moments that a case with single questions asks about."""
    if case.action.endswith("from start"):
        return [case.aware(case.start)] * 20
    if case.action.endswith("near change"):
        return moments_near_changes(case)
    found = moments(case)
    if case.action.endswith("from UTC"):
        return [moment.astimezone(ZONES["UTC"]) for moment in found]
    return found


def _one_by_one(case: Case, library: Library) -> Job:
    return _ask(_answer(case, library), asked(case))


def _one_by_one_sample(case: Case, library: Library) -> list[object]:
    answer = _answer(case, library)
    return [answer(moment) for moment in asked(case)[: case.checked]]


def _parse_texts(library: Library, texts: list[str]) -> Callable[[], None]:
    def work(parse: Callable[[str], object] = library.parse) -> None:
        for text in texts:
            parse(text)

    return work


def _parse_everyday(_: Case, library: Library) -> Job:
    # One text a run, everything forgotten before each: texts of one batch would
    # otherwise teach each other's fields.
    parse, upcoming = library.parse, cycle(EVERYDAY).__next__
    return Job(lambda: parse(upcoming()), repeats=5 * len(EVERYDAY), before=library.forget)


def _parse_unseen(_: Case, library: Library) -> Job:
    texts = unseen_texts()
    return Job(_parse_texts(library, texts), items=len(texts), before=library.forget)


def _parse_seen(_: Case, library: Library) -> Job:
    texts = seen_texts()[::5]
    return Job(_parse_texts(library, texts), items=len(texts))


def _accepts(texts: Callable[[], list[str]]) -> Callable[[Case, Library], list[object]]:
    def sample(_: Case, library: Library) -> list[object]:
        return [all(bool(library.parse(text)) for text in texts())]

    return sample


def _count(case: Case, library: Library) -> Job:
    count = library.count(case.text, case.aware(case.start), case.aware(case.stop))
    return Job(count, repeats=_affordable(count))


def _first_count(case: Case, library: Library) -> Job:
    fresh: list[Callable[[], int]] = []

    def before() -> None:
        library.forget()
        fresh[:] = [library.count(case.text, case.aware(case.start), case.aware(case.stop))]

    def count() -> int:
        return fresh[0]()

    return Job(count, before=before)


def _count_sample(case: Case, library: Library) -> list[object]:
    return [library.count(case.text, case.aware(case.start), case.aware(case.stop))()]


def _first_five(case: Case, library: Library) -> Job:
    start, stop = case.aware(case.start), case.aware(case.stop)
    run = lambda: list(islice(library.steps(case.text, start, stop, False), 5))  # noqa: E731
    return Job(run, repeats=_affordable(run))


def _never(case: Case, library: Library) -> Job:
    run = lambda: _never_sample(case, library)  # noqa: E731
    return Job(run, repeats=_affordable(run))


def _never_sample(case: Case, library: Library) -> list[object]:
    # Refusing such a text, and giving up with an error, count as answers.
    start, stop = case.aware(case.start), case.aware(case.stop)
    try:
        steps = library.steps(case.text, start, stop.replace(year=9999), False)
        return list(islice(filter(None, steps), 1))
    except UnsupportedError:
        raise
    except Exception:  # noqa: BLE001
        return []


class _Action(NamedTuple):
    job: Callable[[Case, Library], Job]
    sample: Callable[[Case, Library], list[object]]


def _describe(_case: Case, library: Library) -> Job:
    def work(describe: Callable[[str], object] = library.describe) -> None:
        for text in EVERYDAY:
            describe(text)

    work()
    return Job(work, items=len(EVERYDAY), repeats=_affordable(work))


def _describe_sample(case: Case, library: Library) -> list[object]:
    # Each has its own words; that there are some is all that can be checked.
    return [bool(library.describe(case.text))]


_ASK = _Action(_one_by_one, _one_by_one_sample)

ACTIONS = {
    "iterate": _Action(_iterate, _iterate_sample),
    "next": _ASK,
    "next from start": _ASK,
    "next from UTC": _ASK,
    "next near change": _ASK,
    "previous": _ASK,
    "previous from UTC": _ASK,
    "previous near change": _ASK,
    "matches": _ASK,
    "describe": _Action(_describe, _describe_sample),
    "parse everyday": _Action(_parse_everyday, _accepts(lambda: list(EVERYDAY))),
    "parse unseen": _Action(_parse_unseen, _accepts(unseen_texts)),
    "parse seen": _Action(_parse_seen, _accepts(lambda: seen_texts(500))),
    "count": _Action(_count, _count_sample),
    "first count": _Action(_first_count, _count_sample),
    "first five": _Action(_first_five, _iterate_sample),
    "never": _Action(_never, _never_sample),
}
"""What a case may do, each with how to time it and how to check it."""
