"""Run the tests that croniter ships, with this package's names in the place of croniter's.

    python -m pip install "croniter==7.0.0" pytz
    python tools/croniter_tests.py

Prints the tests that fail, then how many tests and subtests pass.  ``docs/howto/coming-from-croniter`` has
those that fail, with the reasons.
"""

from __future__ import annotations

import importlib
import sys
import unittest
from pathlib import Path
from typing import Any

from cronexpr.compat import croniter as ours


class Counting(unittest.TestResult):
    """A result that counts the subtests that pass, too."""

    subtests = 0

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: Any) -> None:  # noqa: N802
        """Count *subtest*, if it passed."""
        self.subtests += err is None
        super().addSubTest(test, subtest, err)


def main() -> int:
    """Run the tests, and print what became of them."""
    theirs = [importlib.import_module(name) for name in ("croniter", "croniter.croniter")]
    folder = Path(str(theirs[0].__file__)).parent
    for module in theirs:
        for name in ours.__all__:
            if hasattr(module, name):
                setattr(module, name, getattr(ours, name))
    suite = unittest.defaultTestLoader.discover(str(folder / "tests"), top_level_dir=str(folder.parent))
    found = Counting()
    suite.run(found)
    failed = sorted({str(test).partition(" ")[0] for test, _ in (*found.failures, *found.errors)})
    print(*failed, sep="\n")
    passed = found.testsRun - len(failed) - len(found.skipped)
    print(f"{passed} of {found.testsRun} tests and {found.subtests} subtests pass")
    return 0


if __name__ == "__main__":
    sys.exit(main())
