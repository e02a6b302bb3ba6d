"""Of the tests that croniter ships, those of ``docs/howto/coming-from-croniter`` fail, and no others."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "howto" / "coming-from-croniter.rst"


def test_the_page_has_what_croniters_own_tests_say() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    passed, everything, known, subtests = re.findall(
        r"(\d+) of the (\d+) tests of croniter (\S+) pass, with all their (\d+) subtests", page
    )[0]
    try:
        if version("croniter") != known:
            pytest.skip(f"the page is about croniter {known}; installed is {version('croniter')}")
    except PackageNotFoundError:
        pytest.skip("croniter is not installed: pip install cronexpr-py[oracles]")
    command = [sys.executable, str(ROOT / "tools" / "croniter_tests.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    *failing, total = done.stdout.splitlines()
    table = page.partition("How much of croniter's own test suite passes")[2]
    assert failing == sorted(re.findall(r"``(test_\w+)``", table))
    assert total == f"{passed} of {everything} tests and {subtests} subtests pass"
