"""Values read back: runs of neighbours, and progressions."""

from __future__ import annotations

import pytest

from cronexpr._runs import progression, runs, spelt_runs


@pytest.mark.parametrize(
    ("members", "texts"),
    [
        ([], []),
        ([5], ["5"]),
        ([5, 6], ["5", "6"]),
        ([5, 6, 7], ["5-7"]),
        ([1, 2, 4, 5, 6, 9], ["1", "2", "4-6", "9"]),
        ([0, 2, 3, 4], ["0", "2-4"]),
    ],
)
def test_three_neighbours_and_more_are_one_run(members: list[int], texts: list[str]) -> None:
    assert spelt_runs(members, str) == texts
    assert [value for first, last in runs(members) for value in range(first, last + 1)] == members


@pytest.mark.parametrize(
    ("members", "least", "step"),
    [
        ([], 2, 0),
        ([0, 30], 3, 0),
        ([0, 30], 2, 30),
        ([5, 6, 7], 3, 1),
        ([0, 15, 30, 45], 4, 15),
        ([0, 15, 30, 46], 4, 0),
        ([0, 15, 30, 40], 4, 0),
    ],
)
def test_a_progression_has_one_step(members: list[int], least: int, step: int) -> None:
    assert progression(members, least) == step
