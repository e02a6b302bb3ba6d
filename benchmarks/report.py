"""Where and with what a run was made, how it is printed and where it is kept."""

from __future__ import annotations

import json
import os
import platform
import sys
from argparse import ArgumentParser, Namespace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RESULTS = Path(__file__).parent / "results"


def arguments(doc: str | None) -> Namespace:
    """Read the options that every script of this folder shares."""
    parser = ArgumentParser(description=(doc or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds, rougher numbers")
    parser.add_argument("--only", default="", metavar="CASE", help="cases whose name contains CASE")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    return parser.parse_args()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def machine() -> dict[str, object]:
    """Return what the numbers depend on: the interpreter, the system, the processor."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "compiler": platform.python_compiler(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cpus": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
    }


def version(distribution: str) -> str | None:
    """Return the installed version of *distribution*, None if it is not installed."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def microseconds(value: float) -> str:
    """Write *value* with three figures, in a unit that suits it: ``52.1 ns``, ``4.85 us``, ``1.07 ms``."""
    for factor, unit in ((1e3, "ns"), (1, "us"), (1e-3, "ms")):
        if value * factor < 1000 or unit == "ms":
            scaled = value * factor
            return f"{scaled:.{2 if scaled < 10 else 1 if scaled < 100 else 0}f} {unit}"
    raise AssertionError


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print *rows* in columns, the first to the left and the others to the right."""
    table = [tuple(head), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(cells).rstrip())


def finish(name: str, result: dict[str, object], options: Namespace) -> None:
    """Print *result* as JSON if asked to; keep it as ``results/NAME-VERSION.json`` if it is complete."""
    text = json.dumps({"machine": machine(), **result}, indent=2) + "\n"
    if options.json:
        print(text, end="")
    if not options.quick and not options.only:
        RESULTS.mkdir(exist_ok=True)
        kept = RESULTS / f"{name}-{sys.version_info[0]}.{sys.version_info[1]}.json"
        kept.write_text(text, encoding="utf-8")
        if not options.json:
            print(f"\nkept in benchmarks/results/{kept.name}")
