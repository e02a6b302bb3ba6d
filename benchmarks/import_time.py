"""What ``import`` costs on top of a bare interpreter, in fresh processes: the median of many."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from libraries import PEERS, Ours
from report import arguments, finish, print_table, version

ROOT = Path(__file__).parent.parent
GOAL = 4.0

_SCRIPT = """
from time import perf_counter
start = perf_counter()
import {module}
print(perf_counter() - start)
"""


def milliseconds(module: str) -> float:
    """Return how long a fresh interpreter takes to import *module*.

    Raises:
        subprocess.CalledProcessError: it cannot be imported.
    """
    command = [sys.executable, "-c", _SCRIPT.format(module=module)]
    # Compiled modules must be kept, as they are wherever a library is installed.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return float(done.stdout) * 1000


def measure_imports(modules: list[str], runs: int) -> dict[str, float]:
    """Return the median time to import each of *modules*, taken in turns.

    The first run may have to compile, so it is dropped.
    """
    taken: dict[str, list[float]] = {module: [] for module in modules}
    for _ in range(runs + 1):
        for module in modules:
            taken[module].append(milliseconds(module))
    return {module: median(times[1:]) for module, times in taken.items()}


def main() -> None:
    options = arguments(__doc__)
    names = {library.module: library.name for library in (Ours, *PEERS)}
    names |= dict.fromkeys(("datetime", "zoneinfo"), "standard library")
    modules = [module for module, name in names.items() if options.only in module and _is_there(module, name)]
    times = measure_imports(modules, 5 if options.quick else 31)
    if not options.json:
        print_table(("import", "ms"), [(module, f"{time:.2f}") for module, time in times.items()])
    finish("import", {"milliseconds": times, "versions": _versions(names)}, options)


def _is_there(module: str, name: str) -> bool:
    return module in ("cronexpr", "datetime", "zoneinfo") or version(name) is not None


def _versions(names: dict[str, str]) -> dict[str, str | None]:
    return {name: version(name) for name in names.values() if name not in ("cronexpr", "standard library")}


if __name__ == "__main__":
    main()
