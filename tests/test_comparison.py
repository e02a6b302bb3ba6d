"""The table of docs/explanation/comparison: our column is asked again, and says what is printed there."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "explanation" / "comparison.rst"


@pytest.fixture(scope="module")
def features() -> ModuleType:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    return importlib.import_module("features")


def _printed() -> list[list[str]]:
    table = PAGE.read_text(encoding="utf-8").partition(".. list-table::")[2].partition("\n\n\n")[0]
    rows = table.partition("\n   * - ")[2].partition("\n\nWhat is unfair")[0].split("\n   * - ")
    return [[cell.strip() for cell in row.split("\n     -")] for row in rows]


def test_every_question_is_answered_as_the_specification_does(features: ModuleType) -> None:
    answers = features.rows([features.Ours()])
    assert len(answers) > 40
    assert {answer for _, answer in answers[1:-1]} == {"yes"}


def test_the_page_has_the_questions_and_our_answers(features: ModuleType) -> None:
    ours = features.rows([features.Ours()])
    assert [row[:2] for row in _printed()] == ours[1:]


def test_the_totals_on_the_page_add_up() -> None:
    *rows, totals = _printed()
    for column, total in enumerate(totals[1:], 1):
        assert sum(row[column] == "yes" for row in rows) == int(total)
