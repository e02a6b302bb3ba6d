"""The same cases in other libraries, in one run, each answer checked before it is timed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from cases import CASES, COMPARED_ONLY, Case
from import_time import measure_imports
from jobs import job, sample, spelled
from libraries import PEERS, Library, Ours, UnsupportedError, installed_peers
from remote import Remote, installed_remotes
from report import arguments, finish, machine, microseconds, print_table, version
from timing import measure

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from timing import Timed

UNFAIR = {
    "iterate": (
        "A long loop is where cronexpr is at its best: it computes a few months at a time and hands "
        "them out from C, while the others search anew for each occurrence.  croniter, crontab, "
        "cron-converter, croniter-rs and cron-parser are objects that can change direction after any "
        "step, which a generator cannot.  APScheduler, celery, croner and the C binding have no "
        "iterator, or none as fast, so they are asked one question after the other.  APScheduler and "
        "celery work with aware times only (UTC where the case is naive), which costs them a "
        "conversion.  The others are timed over as many occurrences as fit into a round, ours over "
        "the whole range."
    ),
    "next": (
        "cronexpr, crontab, APScheduler, celery and croner answer without changing state.  croniter "
        "and cron-parser, used as documented, set their current time; cron-converter makes a new "
        "seeker; cronsim cannot ask a parsed expression at all.  celery computes how long to wait, "
        "and we add that to the last run.  The C binding keeps no parsed expression: it reads the "
        "text at each question, works in the local zone (UTC here) and converts the moment there and "
        "back."
    ),
    "matches": (
        "The match of croniter and croniter-rs is a function of the text, so they parse each time; "
        "they have no other.  cronsim, APScheduler, celery and the C binding have no such function."
    ),
    "parse": (
        "croniter, cronsim, croniter-rs and cron-parser take a start with the text and make an "
        "iterator.  cronexpr keeps the position of every term, which the others do not, but makes its "
        "search tables only at the first question, while some of the others make theirs at once: "
        "'parse and first five' is the case without that advantage.  'Nothing remembered' and 'never "
        "seen' empty our memory of fields; 'seen before' is what a program with many expressions "
        "meets, and only cronexpr has such a memory.  The texts never seen are lists of three to five "
        "numbers in all fields, which we look up rather than parse.  The C binding cannot parse "
        "without asking."
    ),
    "first": (
        "Includes parsing, with our memory of fields and plans warm; five are too few for our batches to pay."
    ),
    "never": (
        "Refusing the text (cronsim, celery), answering None, giving up with an error: each counts as "
        "an answer.  Includes parsing; with our memory of plans warm, our time is little else."
    ),
    "backwards": "As for iterate; cronsim looks back with a second object, APScheduler and celery cannot.",
    "describe": (
        "Each library has its own words, so no answer is checked.  Ours parses, and describes the "
        "days that are meant rather than the fields that were written; our memory of fields and plans "
        "is warm."
    ),
    "import": (
        "celery and APScheduler are schedulers, so their import brings much more than cron.  The C "
        "binding and the JavaScript libraries are imported once, in processes of their own."
    ),
    "JavaScript": (
        "croner, cron-parser and cronstrue run in node, whose V8 compiles what runs often: another "
        "language, shown for orientation.  Their moments are Dates, and asking for a zone is a "
        "question to Intl."
    ),
}
"""What is unfair, and to whom, by the first word of the cases."""


@dataclass(slots=True)
class Comparison:
    """One case: microseconds by library, or a word where there is no time."""

    case: str
    best: dict[str, float] = field(default_factory=dict)
    spread: dict[str, float] = field(default_factory=dict)
    quartiles: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    without: dict[str, str] = field(default_factory=dict)
    goals: dict[str, str] = field(default_factory=dict)

    def cell(self, name: str) -> str:
        """Return the time of *name*, or the word in its place."""
        return microseconds(self.best[name]) if name in self.best else self.without.get(name, "-")

    def factor(self, name: str) -> str:
        """Return how many times our time *name* took."""
        return f"{self.best[name] / self.best[Ours.name]:.3g} x" if name in self.best else self.cell(name)


def _prepared(case: Case, library: Library | Remote, truth: list[object]) -> Timed | str:
    """Return what to time, or why there is nothing: "-" (cannot), "error" or "wrong"."""
    try:
        if isinstance(library, Remote):
            return library.job(case) if library.sample(case) == truth else "wrong"
        return job(case, library) if spelled(sample(case, library)) == truth else "wrong"
    except UnsupportedError:
        return "-"
    except Exception:  # noqa: BLE001
        # Whatever a peer raises on a text or a time it cannot do is its answer.
        return "error"


def compare(case: Case, ours: Ours, peers: list[Library | Remote], rounds: int) -> Comparison:
    """Time *case* in all libraries that get it right, in turns."""
    truth = spelled(sample(case, ours))
    result = Comparison(case.name)
    jobs: dict[str, Timed] = {}
    for library in (ours, *peers):
        prepared = _prepared(case, library, truth)
        if isinstance(prepared, str):
            result.without[library.name] = prepared
        else:
            jobs[library.name] = prepared
    for name, time in measure(jobs, rounds).items():
        result.best[name], result.spread[name] = time.best, time.spread
        result.quartiles[name] = time.quartiles
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


def _comparisons(options: Namespace, peers: list[Library | Remote]) -> Iterator[Comparison]:
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
    shown = {families.get(word, word) for word in words} | {"import", "JavaScript"}
    if "parse" in shown:
        shown.add("first")
    for word, text in UNFAIR.items():
        if word in shown:
            yield word, text


def main() -> None:
    options = arguments(__doc__)
    here, absent = installed_peers()
    elsewhere, missing = installed_remotes()
    peers: list[Library | Remote] = [*here, *elsewhere]
    absent += missing
    names = [Ours.name, *(peer.name for peer in peers)]
    versions = {peer.name: version(peer.name) for peer in PEERS}
    versions |= {remote.name: remote.version for remote in elsewhere}
    if not options.json:
        print(*(f"{key}: {value}" for key, value in {**machine(), **versions}.items()), sep="\n")
        print()
    results = list(_comparisons(options, peers))
    modules = [Ours.module, *(peer.module for peer in here)]
    imports = measure_imports(modules, 3 if options.quick else 11) if not options.only else {}
    # Elsewhere the first import of the process is the only one.
    imports |= {remote.name: remote.import_ms for remote in elsewhere}
    for remote in elsewhere:
        remote.close()
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
