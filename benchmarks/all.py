"""Make every time and size anew that the performance page has: the scripts that measure, one after the other.

``--quick`` takes fewer rounds, and keeps nothing.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic

HERE = Path(__file__).parent
SCRIPTS = ("run.py", "compare.py", "import_time.py", "memory.py", "growth.py")


def main() -> None:
    """Run them."""
    # First what is to be compared with: nothing of it is made while something is measured.
    for script in ("environments.py", *SCRIPTS):
        start = monotonic()
        options = [] if script == "environments.py" else sys.argv[1:]
        print(f"\n=== {script}\n", flush=True)
        subprocess.run([sys.executable, HERE / script, *options], check=True)
        print(f"\n{script} took {monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
