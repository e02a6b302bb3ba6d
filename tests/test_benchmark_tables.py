"""The tables of the documentation hold what ``benchmarks/results`` does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from loading import load

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tools" / "benchmark_tables.py"


TABLES = load(TOOL)
COMPARED: dict[str, Any] = json.loads(TABLES.COMPARED.read_text(encoding="utf-8"))
GROWN: dict[str, Any] = json.loads(TABLES.GROWN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", COMPARED["cases"], ids=lambda case: case["case"])
def test_a_case_has_a_cell_for_each_library_that_answers(case: dict[str, Any]) -> None:
    head, row = TABLES.compared([case["case"]])
    assert row[:2] == [case["case"], TABLES.spelled(case["best"]["cronexpr"])]
    assert {*head[2:]} == {*case["best"]} - {"cronexpr"}
    for library, cell in zip(head[2:], row[2:], strict=True):
        assert cell == TABLES.ratio(case["best"][library] / case["best"]["cronexpr"])


def test_a_library_without_an_answer_has_a_reason_in_its_cell() -> None:
    head, *rows = TABLES.compared([case["case"] for case in COMPARED["cases"]])
    for case, row in zip(COMPARED["cases"], rows, strict=True):
        for library, cell in zip(head[2:], row[2:], strict=True):
            reason = {"-": TABLES.NOTHING, "wrong": "other answers", "error": "an error"}
            assert library in case["best"] or cell == reason[case["without"][library]]


def test_growth_has_all_numbers_of_expressions() -> None:
    head, *rows = TABLES.growth()
    assert head[1:-1] == ["1", "10", "100", "1,000", "10,000", "100,000", "1,000,000"]
    for row, (library, found) in zip(rows, GROWN["libraries"].items(), strict=True):
        assert row[0] == library
        assert [cell for cell in row[1:-1] if cell != TABLES.NOTHING] == [
            TABLES.spelled(one["parse"] + one["next"]) for one in found
        ]


def test_every_missed_goal_is_told() -> None:
    measured = json.loads(TABLES.MEASURED.read_text(encoding="utf-8"))
    names = [row["case"] for row in measured["goals"] if row["missed"] is not None and row["missed"] > 1]
    names += [
        case["case"]
        for case in COMPARED["cases"]
        for reached in case["goals"].values()
        if reached.endswith("MISSED")
    ]
    assert [row[0] for row in TABLES.missed()[1:]] == names


def test_every_table_of_the_page_can_be_made() -> None:
    page = (ROOT / "docs/explanation/performance.rst").read_text(encoding="utf-8")
    for which in ("growth", "imports", "missed", "unfair"):
        assert f".. benchmark-table:: {which}\n" in page
        assert all(len(row) == len(TABLES.made(which, [])[0]) for row in TABLES.made(which, []))
    known = {case["case"] for case in COMPARED["cases"]}
    blocks = page.split(".. benchmark-table:: compared\n\n")[1:]
    for block in blocks:
        cases = [line.strip() for line in block.partition("\n\n")[0].splitlines()]
        assert {*cases} <= known
        assert TABLES.made("compared", cases)


def test_the_page_begins_with_those_who_are_ahead_of_us() -> None:
    page = (ROOT / "docs/explanation/performance.rst").read_text(encoding="utf-8")
    opening = page.partition("\n\n")[2].partition(":ref:`missed-goals`")[0]
    ahead = {
        (case["case"], name)
        for case in COMPARED["cases"]
        for name, best in case["best"].items()
        if best < 0.95 * case["best"]["cronexpr"]
    }
    imports = COMPARED["import milliseconds"]
    ahead |= {("import", name) for name, best in imports.items() if best < 0.95 * imports["cronexpr"]}
    assert [one for one in ahead if one[0].startswith(("iterate", "backwards"))] == []
    known = {"cronexpr (C)", "croniter-rs", "croniter_rs", "croner (JS)", "cronstrue (JS)"}
    assert {one for one in ahead if one[1] not in known} <= {
        ("parse everyday texts, nothing remembered", "cronsim"),
        ("import", "crontab"),
    }
    for name in ("cronsim", "crontab", "cronexpr (C)", "croniter-rs", "croner", "cronstrue"):
        assert name in opening
