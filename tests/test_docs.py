"""Every example in the documentation is run: docstrings, the README and all pages."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import cronexpr
from cronexpr.describer import locales
from cronexpr.dialects import dialect_names, get_dialect

ROOT = Path(__file__).parent.parent
PACKAGE = Path(cronexpr.__file__).parent
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def _found(paths: list[Path], what: str) -> list[Path]:
    if not paths:
        raise FileNotFoundError(f"no {what} to test")
    return sorted(paths)


MODULES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in _found(list(PACKAGE.rglob("*.py")), "modules")
    if path.name != "__main__.py"
]
# The first line of a page whose examples get a process of their own: Django has one site in each.
NEEDED = re.compile(r"\.\. needs: (.*)\n")
FRAMEWORKS = re.compile(r"from (cronexpr\.integrations\.\w+) import")
PAGES = _found([ROOT / "README.rst", *(ROOT / "docs").rglob("*.rst")], "pages")


def _imported(name: str) -> ModuleType:
    """Return the module *name*; skip the test if that is a framework's, which is missing."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        framework = (error.name or "").partition(".")[0]
        if ".integrations" not in name or framework == "cronexpr":
            raise
        pytest.skip(f"{framework} is not installed")


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_module(name: str) -> None:
    module = _imported(name)
    # Docstrings show what a caller writes, who has imported cronexpr.
    result = doctest.testmod(module, optionflags=OPTIONS, extraglobs={"cronexpr": cronexpr})
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_examples_of_the_page(page: Path) -> None:
    for name in FRAMEWORKS.findall(page.read_text(encoding="utf-8")):
        _imported(name)
    if needed := NEEDED.match(page.read_text(encoding="utf-8")):
        _run_apart(page, needed[1].split())
        return
    result = doctest.testfile(str(page), module_relative=False, optionflags=OPTIONS, encoding="utf-8")
    assert result.failed == 0


def _run_apart(page: Path, needed: list[str]) -> None:
    for name in needed:
        pytest.importorskip(name, reason=f"{name} is not installed")
    options = ["-o", "ELLIPSIS", "-o", "NORMALIZE_WHITESPACE"]
    command = [sys.executable, "-X", "utf8", "-m", "doctest", *options, str(page)]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_public_functions_have_examples() -> None:
    functions = [getattr(cronexpr, name) for name in cronexpr.__all__ if name[0].islower()]
    functions += [value for name, value in vars(cronexpr.CronExpression).items() if not name.startswith("_")]
    bare = [
        function for function in functions if callable(function) and ">>>" not in (function.__doc__ or "")
    ]
    assert functions
    assert bare == []


def test_the_table_of_policies_names_every_dialect_beside_its_policy() -> None:
    page = (ROOT / "docs/explanation/daylight-saving.rst").read_text(encoding="utf-8")
    table = page.partition(".. list-table::")[2].partition("\n\n\n")[0].partition("\nEach dialect")[0]
    rows = [row.split("\n     - ") for row in table.split("\n   * - ")[2:]]
    found = {
        row[0].strip('`"'): {word for word in row[3].split("``") if word in dialect_names()} for row in rows
    }
    expected = {policy: {n for n in dialect_names() if get_dialect(n).dst == policy} for policy in found}
    assert len(found) == 6
    assert found == expected


def test_the_table_of_languages_has_each_with_its_status_and_its_sentence() -> None:
    page = (ROOT / "docs/reference/describing.rst").read_text(encoding="utf-8")
    table = page.partition("\nLanguages\n")[2].partition("\n\nAn unreviewed language")[0]
    (_, _, _, text), *rows = [
        [cell.strip("` ") for cell in row.split("\n     - ")] for row in table.split("\n   * - ")[1:]
    ]
    assert {locale: status for locale, _, status, _ in rows} == locales()
    assert [row[3] for row in rows] == [cronexpr.describe(text, locale=row[0]) for row in rows]
