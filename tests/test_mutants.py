"""The list of mutants that no test can notice: each row of it still means one that can be made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from loading import load

import cronexpr

PACKAGE = Path(cronexpr.__file__).parent
mutate = load(Path(__file__).parent.parent / "tools" / "mutate.py")


@pytest.fixture(scope="module")
def mutants() -> list[tuple[str, Any]]:
    return [
        (module, mutant)
        for module in mutate.TESTS
        for mutant in mutate.mutants_of((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("row", mutate.SURVIVORS, ids=lambda row: f"{row['where']}: {row['line']}")
def test_each_pattern_of_a_survivor_matches_a_mutant(
    row: dict[str, Any], mutants: list[tuple[str, Any]]
) -> None:
    assert row["why"]
    for pattern in row["mutants"]:
        only = {**row, "mutants": [pattern]}
        assert any(mutate.is_explained(*mutant, only) for mutant in mutants), pattern
