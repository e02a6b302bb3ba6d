"""What the pages say of the project itself is so: its files, names and options, and what they count."""

from __future__ import annotations

import argparse
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loading import load

import cronexpr
from cronexpr.cli import _parser
from cronexpr.describer import locales
from cronexpr.dialects import dialect_names, get_dialect

ROOT = Path(__file__).parent.parent
PACKAGE = Path(cronexpr.__file__).parent
PAGES = sorted(
    [*ROOT.glob("*.rst"), ROOT / "benchmarks" / "README.rst", *(ROOT / "docs").rglob("*.rst")],
    key=lambda page: str(page.relative_to(ROOT)),
)
MADE_BY_THE_READER = {"docs/_build"}
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
each_page = pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])


def _text(name: str) -> str:
    """Return a page with its white space made single, so that a sentence may be broken anywhere."""
    return " ".join((ROOT / name).read_text(encoding="utf-8").split())


# Files and names


@each_page
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"(?<![\w/.-])((?:tests|tools|benchmarks|docs|\.ci)/[\w./-]+)(?![\w./{*-])", text)
    missing = {name for name in (found.rstrip(".") for found in named) if not (ROOT / name).exists()}
    assert missing <= MADE_BY_THE_READER


@each_page
def test_every_name_of_the_package_that_a_page_has_exists(page: Path) -> None:
    named = set(
        re.findall(r"(?<![\w/.-])cronexpr((?:\.[a-z_]\w*)*(?:\.[A-Za-z_]\w*)+)", page.read_text("utf-8"))
    )
    assert [name for name in named if not _is_there(name.strip(".").split("."))] == []


def _is_there(names: list[str]) -> bool:
    if names[0] == "integrations" and len(names) > 2:  # Its framework may be missing.
        source = PACKAGE.joinpath(*names[:2]).with_suffix(".py").read_text(encoding="utf-8")
        return re.search(rf"^(class|def) {names[2]}\b", source, re.MULTILINE) is not None
    if names[0] == "integrations":
        return PACKAGE.joinpath(*names).with_suffix(".py").exists() or len(names) == 1
    thing: Any = cronexpr
    for place, name in enumerate(names):
        if not hasattr(thing, name):
            try:
                importlib.import_module(".".join(("cronexpr", *names[: place + 1])))
            except ModuleNotFoundError:
                return False
        thing = getattr(thing, name)
    return True


# Options


def _commands(parser: argparse.ArgumentParser, name: str = "cronexpr") -> Iterator[tuple[str, set[str]]]:
    """Yield the full name of each command, and its options."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, command in action.choices.items():
                yield from _commands(command, f"{name} {word}")
    yield name, {option for action in parser._actions for option in action.option_strings}


COMMANDS = dict(_commands(_parser()))
LONGEST_FIRST = sorted(COMMANDS, key=len, reverse=True)


@each_page
def test_every_option_in_a_command_line_of_a_page_is_one_of_that_command(page: Path) -> None:
    unknown = []
    for line in page.read_text(encoding="utf-8").splitlines():
        for typed in re.findall(r"(?:^ +(?:\$ .*?)?|``|\| )(cronexpr [^`|]*)", line):
            name = next(name for name in LONGEST_FIRST if f"{typed} ".startswith(f"{name} "))
            options = re.findall(r"(?<=[ \[])--[a-z0-9][a-z0-9-]*", typed.partition(" -- ")[0])
            unknown += [(name, option) for option in options if option not in COMMANDS[name]]
    assert unknown == []


def test_the_reference_has_every_option_of_every_command() -> None:
    page = (ROOT / "docs/reference/cli.rst").read_text(encoding="utf-8")
    told = set(re.findall(r"(?<![\w-])--[a-z0-9][a-z0-9-]*", page))
    known = {option for options in COMMANDS.values() for option in options if option.startswith("--")}
    # Those two are short for ``-n`` and ``-o``, or what every command has.
    assert known - told <= {"--help", "--version", "--number", "--output"}
    assert told <= known
    for name in COMMANDS:
        if name not in {"cronexpr", "cronexpr crontab"}:
            assert name.split()[-1] in page


# Counts


@pytest.mark.parametrize(
    ("page", "sentence", "what"),
    [
        ("README.rst", "{} dialects are known", "dialects"),
        ("README.rst", "{} other policies are a keyword away", "other policies"),
        ("README.rst", "in {} languages", "languages"),
        ("CHANGELOG.rst", "{} policies for clock changes", "policies"),
        ("docs/quickstart.rst", "in English or in {} other languages", "other languages"),
        ("docs/tutorial/time-zones.rst", "has all {} policies", "policies"),
        ("docs/explanation/how-it-works.rst", "the {} policies are", "policies"),
        ("docs/explanation/reliability.rst", "each of the {} policies", "policies"),
        ("docs/explanation/comparison.rst", "here there are {}", "languages"),
        ("docs/explanation/descriptions-compared.rst", "here there are {}", "languages"),
    ],
)
def test_the_pages_count_dialects_policies_and_languages(page: str, sentence: str, what: str) -> None:
    policies = {get_dialect(name).dst for name in dialect_names()}
    counts = {
        "dialects": len(dialect_names()),
        "policies": len(policies),
        "other policies": len(policies - {"vixie"}),
        "languages": len(locales()),
        "other languages": len(set(locales()) - {"en"}),
    }
    assert sentence.format(NUMBERS[counts[what]]).lower() in _text(page).lower()


def test_names_of_weekdays_are_read_everywhere_but_in_jenkins() -> None:
    assert "Names are safe wherever they are read, which is everywhere but in Jenkins" in _text(
        "docs/explanation/dialects.rst"
    )
    texts = ("0 9 * * MON-FRI", "0 0 9 ? * MON-FRI", "0 0 9 * * MON-FRI", "0 9 ? * MON-FRI *")
    reading = {
        name for name in dialect_names() if any(cronexpr.is_valid(text, dialect=name) for text in texts)
    }
    assert set(dialect_names()) - reading == {"jenkins"}


def test_the_page_of_reliability_counts_what_the_tests_do() -> None:
    page = _text("docs/explanation/reliability.rst")
    threads, steps = (
        load(ROOT / "tests" / f"test_{name}.py", f"{name}_counted") for name in ("threads", "steps")
    )
    schedules, questions = len(threads.TEXTS) * len(threads.ZONES), len(threads.QUESTIONS)
    assert f"shared by {threads.THREADS} threads" in page
    assert f"{schedules} expressions, {questions} questions, {NUMBERS[threads.ROUNDS]} rounds" in page
    assert f"for {len(steps.EXPRESSIONS)} kinds of hostile expressions" in page
    assert f"{len(steps.PHRASES)} kinds of phrases and {len(steps.FILES)} of crontab files" in page
    assert f"of {NUMBERS[len(steps.RARE)]} schedules" in page
    assert f"from any of {NUMBERS[len(steps.ENDS)]} starts" in page
    for question in ("next", "previous"):
        assert f"takes more than {steps.ASKED[question][1]:,} steps" in page


def test_the_page_of_reliability_has_every_target_of_the_fuzzer() -> None:
    page = (ROOT / "docs/explanation/reliability.rst").read_text(encoding="utf-8")
    table = page.partition("\ntarget ")[2].partition("\n\n")[0]
    targets = load(ROOT / "tests" / "fuzz" / "targets.py", "fuzz_targets_counted").TARGETS
    assert set(re.findall(r"^(\w+) +[\d,]+ ", table, re.MULTILINE)) == set(targets)


def test_the_readme_is_as_quick_as_the_last_run_says() -> None:
    readme = _text("README.rst")
    results = json.loads((ROOT / "benchmarks/results/compare-3.13.json").read_text(encoding="utf-8"))
    (best,) = [case["best"] for case in results["cases"] if case["case"] == "iterate * * * * *"]
    ours = best["cronexpr"]
    said = re.search(
        r"some (\d+) ns an occurrence of ``\* \* \* \* \*``, about (\d+) times as fast as croniter 7 "
        r"and (\d+) times as fast as a Rust binding",
        readme,
    )
    assert said is not None
    found = (1_000 * ours, best["croniter"] / ours, best["croniter-rs"] / ours)
    # Machines have moods: a number is wrong when it is a quarter off.
    assert [int(number) for number in said.groups()] == pytest.approx(found, rel=0.25)
