"""The page that compares descriptions: our column says what we say, and means the expression beside it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from loading import load
from table_rows import rows

import cronexpr

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
ROWS = load(ROOT / "benchmarks" / "descriptions.py").page_rows()

each_row = pytest.mark.parametrize(("text", "says"), [(row[0].strip("`"), row[-1]) for row in ROWS])


def test_the_table_is_whole() -> None:
    assert {len(row) for row in ROWS} == {5}
    assert len(ROWS) == 30
    assert len({row[0] for row in ROWS}) == 30
    assert all(all(row) for row in ROWS)


@each_row
def test_our_column_is_what_we_say(text: str, says: str) -> None:
    assert cronexpr.describe(text) == says


@each_row
def test_our_column_reads_back_as_the_expression(text: str, says: str) -> None:
    assert cronexpr.from_english(says).equivalent(cronexpr.parse(text))


def test_the_expressions_are_of_our_table_of_descriptions() -> None:
    known = {text for text, dialect, *_ in rows("descriptions.txt") if dialect == "standard"}
    assert {row[0].strip("`") for row in ROWS} <= known


def test_the_others_say_something_else() -> None:
    assert [row[0] for row in ROWS if row[-1] in row[2:4]] == []
