"""Every example in the documentation is run: docstrings, the README and all pages."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
from pathlib import Path

import pytest

import cronexpr

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
PAGES = _found([ROOT / "README.rst", *(ROOT / "docs").rglob("*.rst")], "pages")


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_module(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        framework = (error.name or "").partition(".")[0]
        if ".integrations" not in name or framework == "cronexpr":
            raise
        pytest.skip(f"{framework} is not installed")
    result = doctest.testmod(module, optionflags=OPTIONS)
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_examples_of_the_page(page: Path) -> None:
    result = doctest.testfile(str(page), module_relative=False, optionflags=OPTIONS, encoding="utf-8")
    assert result.failed == 0


def test_the_public_names_have_examples() -> None:
    finder = doctest.DocTestFinder()
    tested = {
        test.name.split(".")[-1]
        for name in ("cronexpr", "cronexpr.expression")
        for test in _tests(finder, name)
    }
    functions = {name for name in cronexpr.__all__ if name[0].islower() and not name.startswith("_")}
    functions = {name for name in functions if callable(getattr(cronexpr, name))}
    assert functions <= tested


def _tests(finder: doctest.DocTestFinder, name: str) -> list[doctest.DocTest]:
    return [test for test in finder.find(importlib.import_module(name)) if test.examples]
