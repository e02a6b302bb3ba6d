"""What `import cronexpr` costs: no module of the standard library that a scheduler's start-up would feel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cronexpr

PROGRAM = """
import sys
sys.path.insert(0, {root!r})
import datetime, operator, itertools  # what the core is allowed
before = set(sys.modules)
import cronexpr
print(*sorted(set(sys.modules) - before), sep="\\n")
"""
DEAR = {
    "re",
    "enum",
    "typing",
    "typing_extensions",
    "dataclasses",
    "functools",
    "collections",
    "collections.abc",
    "contextlib",
    "inspect",
    "abc",
    "zoneinfo",
    "argparse",
    "dateutil",
    "calendar",
    "locale",
    "json",
    "logging",
    "decimal",
    "random",
    "pathlib",
    "importlib.metadata",
    "asyncio",
}


def _modules_added(flags: str) -> set[str]:
    root = str(Path(cronexpr.__file__).parent.parent)
    command = [sys.executable, *flags.split(), "-c", PROGRAM.format(root=root)]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_importing_adds_nothing_dear() -> None:
    # -S leaves out site-packages, whose .pth files may have imported anything already.
    added = _modules_added("-I -S")
    assert "cronexpr" in added
    assert not added & DEAR


def test_importing_adds_only_our_own_modules_and_datetime() -> None:
    strangers = {name for name in _modules_added("-I -S") if name.partition(".")[0] != "cronexpr"}
    assert strangers <= {"__future__", "bisect", "_bisect"}


def test_the_tools_and_edges_are_not_imported_before_they_are_asked_for() -> None:
    lazy = ("describer", "english", "linter", "converter", "crontab", "schedulers", "forms", "pictures")
    edges = ("integrations", "compat", "cli")
    added = _modules_added("-I")
    assert not {f"cronexpr.{name}" for name in (*lazy, *edges)} & added
    assert not added & {"zoneinfo", "dateutil", "argparse", "re", "typing", "dataclasses", "enum"}
