"""The same cases in other libraries, in one run, each answer checked before it is timed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from cases import CASES, COMPARED_ONLY, Case
from import_time import measure_imports
from jobs import job, sample
from libraries import PEERS, Library, Ours, UnsupportedError, installed_peers
from report import arguments, finish, machine, microseconds, print_table, version
from timing import Job, measure

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

UNFAIR = {
    "iterate": (
        "A loop over many occurrences is where cronexpr makes a few months at a time and hands them out "
        "from C; the peers search anew for each.  croniter, crontab, cron-converter and croniter-rs are "
        "objects that can turn round after any step, which a generator cannot.  APScheduler and celery have "
        "no iterator: theirs is a chain of single questions, and both work with aware times only (UTC here "
        "where the case is naive), which costs them a conversion.  A peer's time is for as many occurrences "
        "as a batch affords, ours for the whole range."
    ),
    "next": (
        "cronexpr, crontab, APScheduler and celery answer without changing state.  croniter's documented "
        "way sets its current time; cron-converter makes a new seeker; cronsim has no question on a parsed "
        "expression at all.  celery computes how long to wait; adding that to the last run is ours."
    ),
    "matches": (
        "croniter's and croniter-rs's match is a function of the text, so they parse each time; they have no "
        "other.  cronsim, APScheduler and celery cannot tell."
    ),
    "parse": (
        "croniter, cronsim and croniter-rs want a start with the text and make an iterator of it.  cronexpr "
        "keeps the position of every term, which the others do not, but makes its search tables at the first "
        "question, which some of the others build at once: 'parse and first five' is the case without that "
        "advantage.  'Nothing remembered' and 'never seen' empty our memory of fields; 'seen before' is what "
        "a program with many expressions meets, and only cronexpr has such a memory."
    ),
    "first": "Parsing included, our memory of fields warm; five are too few for our batches to pay.",
    "never": (
        "Refusing the text (cronsim, celery), answering None, giving up with an error: each is an answer. "
        "Parsing is included; with our memory of plans warm, ours is little else."
    ),
    "backwards": "As for iteration; cronsim looks back with a second object, APScheduler and celery cannot.",
    "import": "celery and APScheduler are schedulers: an import of theirs brings much more than cron.",
}
"""What is unfair, and to whom, by the first word of the cases."""


@dataclass(slots=True)
class Comparison:
    """One case: microseconds by library, or a word where there is no time."""

    case: str
    best: dict[str, float] = field(default_factory=dict)
    spread: dict[str, float] = field(default_factory=dict)
    without: dict[str, str] = field(default_factory=dict)
    goals: dict[str, str] = field(default_factory=dict)

    def cell(self, name: str) -> str:
        """Return the time of *name*, or the word in its place."""
        return microseconds(self.best[name]) if name in self.best else self.without.get(name, "-")

    def factor(self, name: str) -> str:
        """Return how many times our time *name* took."""
        return f"{self.best[name] / self.best[Ours.name]:.3g} x" if name in self.best else self.cell(name)


def _prepared(case: Case, library: Library, truth: list[object]) -> Job | str:
    """Return what to time, or why there is nothing: "-" (cannot), "error" or "wrong"."""
    try:
        found = sample(case, library)
        if found != truth:
            return "wrong"
        return job(case, library)
    except UnsupportedError:
        return "-"
    except Exception:  # noqa: BLE001
        # Whatever a peer raises on a text or a time it cannot do is its answer.
        return "error"


def compare(case: Case, ours: Ours, peers: list[Library], rounds: int) -> Comparison:
    """Time *case* in all libraries that get it right, in turns."""
    truth = sample(case, ours)
    result = Comparison(case.name)
    jobs: dict[str, Job] = {}
    for library in (ours, *peers):
        prepared = _prepared(case, library, truth)
        if isinstance(prepared, Job):
            jobs[library.name] = prepared
        else:
            result.without[library.name] = prepared
    for name, time in measure(jobs, rounds).items():
        result.best[name], result.spread[name] = time.best, time.spread
    result.goals = dict(_goals(case, result))
    return result


def _goals(case: Case, result: Comparison) -> Iterator[tuple[str, str]]:
    ours = result.best[Ours.name]
    for peer, factor in case.faster_than:
        if peer in result.best:
            reached = result.best[peer] / ours
            verdict = "met" if reached >= factor else "MISSED"
            yield f"{factor:g} x faster than {peer}", f"{reached:.3g} x: {verdict}"
    if case.of in result.best:
        ratio = ours / result.best[case.of]
        verdict = "met" if ratio <= case.at_most else "MISSED"
        yield f"at most {case.at_most:g} x {case.of}", f"{ratio:.2f} x: {verdict}"


def _comparisons(options: Namespace, peers: list[Library]) -> Iterator[Comparison]:
    ours = Ours()
    for case in (*CASES, *COMPARED_ONLY):
        if options.only in case.name and not case.action.endswith("count"):
            yield compare(case, ours, peers, 3 if options.quick else 9)


def _print(results: list[Comparison], imports: dict[str, float], names: list[str], absent: list[str]) -> None:
    if absent:
        print("absent:", ", ".join(absent), "\n")
    print_table(("best time", *names), [(row.case, *map(row.cell, names)) for row in results])
    print()
    print_table(("times ours", *names), [(row.case, *map(row.factor, names)) for row in results])
    print()
    print_table(("import", "ms"), [(module, f"{time:.1f}") for module, time in imports.items()])
    print()
    goals = [(row.case, goal, reached) for row in results for goal, reached in row.goals.items()]
    print_table(("case", "goal", "reached"), goals)
    print('\n"wrong": an answer differs from ours; "error": it raised one; "-": it has no such function.')
    seen = {row.case.split()[0] for row in results}
    print(*(f"\n{word}: {text}" for word, text in _unfair(seen)), sep="\n")


def _unfair(words: set[str]) -> Iterator[tuple[str, str]]:
    families = {"previous": "next", "prove": "never"}
    shown = {families.get(word, word) for word in words} | {"import"}
    if "parse" in shown:
        shown.add("first")
    for word, text in UNFAIR.items():
        if word in shown:
            yield word, text


def main() -> None:
    options = arguments(__doc__)
    peers, absent = installed_peers()
    names = [Ours.name, *(peer.name for peer in peers)]
    versions = {peer.name: version(peer.name) for peer in PEERS}
    if not options.json:
        print(*(f"{key}: {value}" for key, value in {**machine(), **versions}.items()), sep="\n")
        print()
    results = list(_comparisons(options, peers))
    modules = [Ours.module, *(peer.module for peer in peers)]
    imports = measure_imports(modules, 3 if options.quick else 11) if not options.only else {}
    if not options.json:
        _print(results, imports, names, absent)
    result: dict[str, object] = {
        "versions": versions,
        "absent": absent,
        "unit": "microseconds",
        "cases": [asdict(row) for row in results],
        "import milliseconds": imports,
        "unfair": UNFAIR,
    }
    finish("compare", result, options)


if __name__ == "__main__":
    main()
