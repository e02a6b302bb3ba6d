"""Ask pyright whether type checkers know the types of all that the installed package exports.

    python tools/type_completeness.py

Run it with the Python of an environment that has the package itself, not its source tree, with
``[integrations,lint]``, and pyright: without the frameworks and their stubs, what derives from
their classes is unknown.  The status is 1 where a type is unknown; where pyright cannot run at
all (it is written in JavaScript, and fetches what it lacks), the reason is printed and the status is 0.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def pyright(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pyright where it finds the environment of this Python, and no source tree."""
    # It asks the first Python of the path, whichever runs it.
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    environment = {**os.environ, "PATH": path, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    command = [sys.executable, "-m", "pyright", *arguments]
    with tempfile.TemporaryDirectory() as empty:
        return subprocess.run(
            command, cwd=empty, env=environment, capture_output=True, text=True, check=False
        )


def unknown(symbols: list[dict[str, Any]]) -> list[str]:
    """Return a line for each exported symbol of *symbols* whose type is not known, with the reasons."""
    lines = []
    for symbol in symbols:
        if symbol["isExported"] and not symbol["isTypeKnown"]:
            reasons = [" ".join(reason["message"].split()) for reason in symbol["diagnostics"]]
            lines.append(": ".join([symbol["name"], *reasons]))
    return lines


def main() -> int:
    """Print what pyright finds; return the exit status."""
    probe = pyright("--version")
    if probe.returncode:
        said = (probe.stderr or probe.stdout).strip().splitlines()
        print(f"skipped: pyright cannot run: {said[-1] if said else f'status {probe.returncode}'}")
        return 0
    done = pyright("--verifytypes", "cronexpr", "--ignoreexternal", "--outputjson")
    try:
        found = json.loads(done.stdout)["typeCompleteness"]
    except (ValueError, KeyError):
        print(done.stdout, done.stderr, sep="\n")
        return 1
    lines = unknown(found["symbols"])
    counts = found["exportedSymbolCounts"]
    print(
        f"{probe.stdout.strip()}: {counts['withKnownType']} of {sum(counts.values())} types are known"
        f" ({found['completenessScore']:.1%})"
    )
    print(*lines, sep="\n", end="\n" if lines else "")
    return int(found["completenessScore"] != 1)


if __name__ == "__main__":
    sys.exit(main())
