"""Measure cronexpr alone: every goal, its floor taken in the same run, met or by how much not."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from cases import CASES, Case
from floors import FLOORS
from import_time import GOAL as IMPORT_GOAL
from import_time import measure_imports
from jobs import job
from libraries import Ours
from memory import PARSED_GOAL, PLAN_GOAL, bytes_per_expression, everyday_first_use
from report import arguments, finish, machine, microseconds, print_table, version
from timing import Job, measure
from worst import worst_cases

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.  *floor* is what *ratio* is a multiple of; *missed* is cost over goal."""

    case: str
    value: float
    unit: str
    spread: float
    floor: str
    ratio: float | None
    goal: str
    missed: float | None
    note: str = ""
    quartiles: tuple[float, float, float] | None = None

    def cells(self) -> tuple[str, ...]:
        """Return the row as it is printed."""
        value = microseconds(self.value) if self.unit == "us" else f"{self.value:.3g} {self.unit}"
        ratio = f"{self.ratio:.2f} x {self.floor}" if self.ratio is not None else ""
        return self.case, value, f"{self.spread:.0%}", ratio, self.goal, self._verdict()

    def _verdict(self) -> str:
        if self.missed is None:
            return "see compare"
        return "met" if self.missed <= 1 else f"MISSED, {self.missed:.2f} x the goal"


def _row(case: Case, library: Ours, rounds: int) -> Row:
    """Measure *case* beside its floor: the one its goal names, else the constructor."""
    jobs = {"case": job(case, library)}
    base = _base(case, library)
    jobs |= base
    times = measure(jobs, rounds)
    best, floor = times["case"].best, next(iter(base))
    ratio = best / times[floor].best
    if case.of == "us":
        goal, missed = microseconds(case.at_most), best / case.at_most
    else:
        goal, missed = f"{case.at_most:g} x {case.of}", ratio / case.at_most
    floor = "forwards" if floor.startswith("iterate") else floor
    if floor == "forwards":
        goal = f"{case.at_most:g} x forwards"
    known = None if case.of == "cronsim" else missed
    spread, quartiles = times["case"].spread, times["case"].quartiles
    return Row(case.name, best, "us", spread, floor, ratio, goal, known, quartiles=quartiles)


def _base(case: Case, library: Ours) -> dict[str, Job]:
    named = [other for other in CASES if other.name == case.of]
    if named:
        return {case.of: job(named[0], library)}
    floor = case.of if case.of in FLOORS else "constructor"
    return {floor: FLOORS[floor]}


def _worst_rows(library: Ours, options: Namespace) -> Iterator[Row]:
    for case, search in worst_cases(library, options.quick):
        if options.only in case.name:
            worst = search()
            time = worst.measurement
            goal, missed = microseconds(case.at_most), time.best / case.at_most
            yield Row(
                case.name, time.best, "us", time.spread, "", None, goal, missed, worst.where(), time.quartiles
            )


def _import_row(options: Namespace) -> Row:
    times = measure_imports(["cronexpr", "datetime"], 7 if options.quick else 31)
    time, base = times["cronexpr"], times["datetime"]
    return Row(
        "import cronexpr", time, "ms", 0, "datetime", time / base, f"{IMPORT_GOAL:g} ms", time / IMPORT_GOAL
    )


def _memory_rows(options: Namespace) -> Iterator[Row]:
    parsed = bytes_per_expression(1_000 if options.quick else 10_000)
    yield Row("memory, parsed", parsed, "bytes", 0, "", None, f"{PARSED_GOAL:g} bytes", parsed / PARSED_GOAL)
    # "About 1 kB per distinct plan": read as next, iterate and count together.
    added = everyday_first_use()
    used = sum(added.values())
    note = ", ".join(f"{name} {size:.0f}" for name, size in added.items())
    yield Row("memory, first use", used, "bytes", 0, "", None, f"{PLAN_GOAL:g} bytes", used / PLAN_GOAL, note)


def rows(options: Namespace) -> Iterator[Row]:
    """Yield the rows of all cases that the options ask for, as they are measured."""
    library = Ours()
    for case in CASES:
        if options.only in case.name:
            yield _row(case, library, 5 if options.quick else 15)
    yield from _worst_rows(library, options)
    if options.only in "import cronexpr":
        yield _import_row(options)
    if options.only in "memory":
        yield from _memory_rows(options)


def main() -> None:
    options = arguments(__doc__)
    floors = {name: time.best for name, time in measure(FLOORS, 5 if options.quick else 15).items()}
    measured = list(rows(options))
    versions = {name: version(name) for name in ("cronexpr-py", "tzdata")}
    if not options.json:
        print(*(f"{key}: {value}" for key, value in {**machine(), **versions}.items()), sep="\n")
        print()
        print_table(("floor", "an item"), [(name, microseconds(time)) for name, time in floors.items()])
        print()
        head = ("case", "best", "spread", "times its floor", "goal", "")
        print_table(head, [row.cells() for row in measured])
        print()
        print(*(f"{row.case}: {row.note}" for row in measured if row.note), sep="\n")
    result = {"versions": versions, "floors": floors, "goals": [asdict(row) for row in measured]}
    finish("run", result, options)


if __name__ == "__main__":
    main()
