"""Tables of ``benchmarks/results``, for the documentation's build: no number on its pages is written by hand.

python tools/benchmark_tables.py compared CASE...   our time of cases, and how many times that others take
python tools/benchmark_tables.py growth             the cost of many expressions
python tools/benchmark_tables.py imports            what an import costs
python tools/benchmark_tables.py missed             every goal that was missed, and by how much
python tools/benchmark_tables.py unfair             what is unfair about each kind of case
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent.parent / "benchmarks" / "results"
COMPARED = RESULTS / "compare-3.13.json"
MEASURED = RESULTS / "run-3.13.json"
GROWN = RESULTS / "growth-3.13.json"
OURS = "cronexpr"
NOTHING = "\u2013"
_WITHOUT = {"-": NOTHING, "wrong": "other answers", "error": "an error"}

Table = list[list[str]]


def read(path: Path) -> dict[str, Any]:
    """Return one of the results."""
    result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return result


def spelled(microseconds: float) -> str:
    """Write a time with two or three figures, in a unit that suits it.

    >>> spelled(0.0321), spelled(13.09), spelled(70706.5)
    ('32 ns', '13 us', '71 ms')
    """
    for factor, unit in ((1e3, "ns"), (1, "us"), (1e-3, "ms")):
        scaled = microseconds * factor
        if scaled < 999.5 or unit == "ms":
            return f"{scaled:.{1 if scaled < 9.95 else 0}f} {unit}"
    raise AssertionError


def ratio(value: float) -> str:
    """Write how many times something is with two figures, or all before the point.

    >>> ratio(0.456), ratio(7.04), ratio(1234)
    ('0.46 x', '7.0 x', '1,234 x')
    """
    return f"{value:.2f} x" if value < 0.995 else f"{value:.1f} x" if value < 9.95 else f"{value:,.0f} x"


def compared(cases: list[str], path: Path = COMPARED) -> Table:
    """Return a table of *cases*, one a line, and all libraries that have a time or an answer for any."""
    known = {case["case"]: case for case in read(path)["cases"]}
    rows = [known[name] for name in cases]
    libraries = [
        name
        for name in dict.fromkeys([name for case in rows for name in (*case["best"], *case["without"])])
        if name != OURS and any(name in case["best"] for case in rows)
    ]
    table = [["case", OURS, *libraries]]
    for case in rows:
        best = case["best"]
        cells = [
            ratio(best[name] / best[OURS]) if name in best else _WITHOUT[case["without"][name]]
            for name in libraries
        ]
        table.append([case["case"], spelled(best[OURS]), *cells])
    return table


def growth(path: Path = GROWN) -> Table:
    """Return what each of many expressions takes, to be parsed and asked once, and its bytes."""
    grown = read(path)["libraries"]
    numbers = [row["number"] for row in max(grown.values(), key=len)]
    table = [["library", *[f"{number:,}" for number in numbers], "bytes each"]]
    for name, rows in grown.items():
        times = [spelled(row["parse"] + row["next"]) for row in rows]
        times += [NOTHING] * (len(numbers) - len(rows))
        # The most expressions tell best what one takes: the first ones share a page of memory.
        table.append([name, *times, f"{rows[-1]['bytes']:,.0f}"])
    return table


def imports(path: Path = COMPARED) -> Table:
    """Return the milliseconds that the import of each library takes."""
    found = read(path)["import milliseconds"]
    return [["module", "ms"], *[[name, f"{time:.1f}"] for name, time in found.items()]]


def missed() -> Table:
    """Return each goal missed, of `run` and of `compare`."""
    table = [["case", "goal", "reached"]]
    for row in read(MEASURED)["goals"]:
        if row["missed"] is not None and row["missed"] > 1:
            value = row["ratio"] if " x " in row["goal"] else row["value"]
            reached = ratio(value) if " x " in row["goal"] else _in_unit(value, row["unit"])
            table.append([row["case"], row["goal"], f"{reached}, {row['missed']:.2f} times the goal"])
    for case in read(COMPARED)["cases"]:
        for goal, reached in case["goals"].items():
            if reached.endswith("MISSED"):
                table.append([case["case"], goal, reached.partition(":")[0]])
    return table


def _in_unit(value: float, unit: str) -> str:
    return spelled(value) if unit == "us" else f"{value:.3g} {unit}"


def unfair(path: Path = COMPARED) -> Table:
    """Return what is unfair about each kind of case, to us or to others."""
    return [["cases", "what is unfair"], *[[kind, note] for kind, note in read(path)["unfair"].items()]]


def made(which: str, cases: list[str]) -> Table:
    """Return the table called *which*."""
    if which == "compared":
        return compared(cases)
    return {"growth": growth, "imports": imports, "missed": missed, "unfair": unfair}[which]()


def main() -> None:
    """Print a table."""
    for row in made(sys.argv[1], sys.argv[2:]):
        print(" | ".join(row))


if __name__ == "__main__":
    main()
