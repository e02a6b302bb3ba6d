"""The plots of the documentation show what ``benchmarks/results`` holds, each value at its place."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from loading import load
from picture_reader import SVG, read, words

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tools" / "benchmark_plots.py"


PLOTS = load(TOOL)
COMPARED: dict[str, Any] = json.loads(PLOTS.COMPARED.read_text(encoding="utf-8"))
MEASURED: dict[str, Any] = json.loads(PLOTS.MEASURED.read_text(encoding="utf-8"))
CASES = [case["case"] for case in COMPARED["cases"]]


def dots(svg: str) -> list[float]:
    return [float(dot.get("cx", "")) for dot in read(svg).iter(SVG + "circle")]


@pytest.mark.parametrize("name", CASES)
def test_every_case_can_be_plotted_and_heard(name: str) -> None:
    plot = PLOTS.comparison([name])
    (case,) = [case for case in COMPARED["cases"] if case["case"] == name]
    assert len(dots(plot.svg)) == len(case["best"])
    assert words(read(plot.svg), "desc") == plot.words
    for library, best in case["best"].items():
        assert f"{library} {PLOTS.spelled(best)}" in plot.words


def test_equal_ratios_are_equally_far_apart() -> None:
    axis = PLOTS.Axis(100, [0.03, 900])
    steps = [axis.x(10.0**n) - axis.x(10.0 ** (n - 1)) for n in range(-1, 4)]
    assert max(steps) - min(steps) < 0.3
    assert (axis.x(0.01), axis.x(1000)) == (100, PLOTS.RIGHT)


def test_dots_stand_where_the_results_say() -> None:
    names = ["iterate * * * * *", "iterate 0 0 29 2 *"]
    plot = PLOTS.comparison(names, "add")
    chosen = [case for case in COMPARED["cases"] if case["case"] in names]
    best = [value for case in chosen for value in case["best"].values()]
    places = dots(plot.svg)
    assert len(places) == len(best)
    slope = (places[1] - places[0]) / math.log10(best[1] / best[0])
    for place, value in zip(places, best, strict=True):
        assert place == pytest.approx(places[0] + slope * math.log10(value / best[0]), abs=0.5)
    assert f"what add alone takes, {PLOTS.spelled(MEASURED['floors']['add'])}" in plot.words


def test_missed_goals_are_told() -> None:
    plot = PLOTS.against_floors()
    goals = [goal for goal in MEASURED["goals"] if goal["goal"].partition(" x ")[2] in MEASURED["floors"]]
    assert len(dots(plot.svg)) == len(goals) > 10
    assert plot.words.count(" missed") == sum(goal["missed"] > 1 for goal in goals)


@pytest.mark.parametrize("name", ["compare", "run"])
def test_a_plot_stands_by_itself(name: str) -> None:
    plot = PLOTS.comparison(CASES[:3], "add") if name == "compare" else PLOTS.against_floors()
    root = read(plot.svg)
    assert root.get("role") == "img"
    assert plot.svg.count("http") == 1
    assert "prefers-color-scheme:dark" in words(root, "style")


def test_times_have_three_figures() -> None:
    told = {0.0321: "32.1 ns", 0.99949: "999 ns", 0.9996: "1.00 us", 13.09: "13.1 us", 70706.5: "70.7 ms"}
    assert {value: PLOTS.spelled(value) for value in told} == told
