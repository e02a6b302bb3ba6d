"""What the pages print of other libraries is what those installed say, if they are of the same version."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
COMPARISON = ROOT / "docs" / "explanation" / "comparison.rst"
FROM_CRONITER = ROOT / "docs" / "howto" / "coming-from-croniter.rst"


def printed_by(*script: str) -> str:
    """Return what a script of the project prints."""
    command = [sys.executable, "-W", "ignore", str(ROOT.joinpath(*script[0].split("/"))), *script[1:]]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def columns(text: str) -> dict[str, tuple[str, ...]]:
    """Return the columns of the first table of *text* by what heads them."""
    table = text.partition(".. list-table::")[2].partition("\n\nWhat is unfair")[0]
    rows = [[cell.strip() for cell in row.split("\n     -")] for row in table.split("\n   * -")[1:]]
    return {head: tuple(cells) for head, *cells in zip(*rows, strict=True)}


def test_the_comparison_has_what_the_libraries_answer() -> None:
    page = columns(COMPARISON.read_text(encoding="utf-8"))
    asked = columns(printed_by("benchmarks/features.py", "--rst"))
    both = (page.keys() & asked.keys()) - {"", "cronexpr"}
    if not both:
        pytest.skip("no library of the table is installed in its version")
    assert {head: asked[head] for head in both} == {head: page[head] for head in both}


def test_of_croniters_own_tests_those_of_the_page_fail_and_no_others() -> None:
    page = " ".join(FROM_CRONITER.read_text(encoding="utf-8").split())
    ((passed, everything, known, subtests),) = re.findall(
        r"(\d+) of the (\d+) tests of croniter (\S+) pass, with all their (\d+) subtests", page
    )
    try:
        installed = version("croniter")
    except PackageNotFoundError:
        pytest.skip("croniter is not installed: pip install -e .[oracles]")
    if installed != known:
        pytest.skip(f"the page is about croniter {known}; installed is {installed}")
    *failing, total = printed_by("tools/croniter_tests.py").splitlines()
    table = page.partition("How much of croniter's own test suite passes")[2]
    assert failing == sorted(re.findall(r"``(test_\w+)``", table))
    assert total == f"{passed} of {everything} tests and {subtests} subtests pass"
