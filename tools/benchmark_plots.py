"""Plots of ``benchmarks/results``, for the documentation's build: SVG, of nothing but the numbers kept there.

    python tools/benchmark_plots.py CASE...     print the comparison of these cases
    python tools/benchmark_plots.py             print how far from its floor each case of run.py is

The package must be installed, as for the tests: the plots look as its pictures do.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any, NamedTuple

from cronexpr.pictures._svg import LINE, MARGIN, boxes, element, group, notes, picture, text

RESULTS = Path(__file__).parent.parent / "benchmarks" / "results"
COMPARED = RESULTS / "compare-3.13.json"
MEASURED = RESULTS / "run-3.13.json"
OURS = "cronexpr"
WIDTH = 600
RIGHT = 440
_NARROW, _WIDE = 112, 246
ROW, HEAD = 16, 26
TOP = 34
WITHOUT = {"wrong": "other answers", "error": "an error"}


class Bar(NamedTuple):
    """One thing measured: its best and its median round, in microseconds or as a ratio.

    Both are 0 where nothing could be measured.  A *goal* is in the same unit; 0 is none.
    """

    name: str
    best: float
    median: float
    note: str
    goal: float = 0.0


class Plot(NamedTuple):
    """A plot, and what it says in words."""

    svg: str
    words: str


def spelled(microseconds: float) -> str:
    """Write a time with three figures, in a unit that suits it.

    >>> spelled(0.0321), spelled(13.09), spelled(70706.5)
    ('32.1 ns', '13.1 us', '70.7 ms')
    """
    for factor, unit in ((1e3, "ns"), (1, "us"), (1e-3, "ms")):
        scaled = microseconds * factor
        if scaled < 999.5 or unit == "ms":
            return f"{scaled:.{2 if scaled < 9.995 else 1 if scaled < 99.95 else 0}f} {unit}"
    raise AssertionError


class Axis:
    """A logarithmic axis from one power of ten to another, from *left* on."""

    def __init__(self, left: float, values: list[float]) -> None:
        self.left = left
        self.low = math.floor(math.log10(min(values)))
        self.high = max(math.ceil(math.log10(max(values))), self.low + 1)

    def x(self, value: float) -> float:
        """Return where *value* is."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.left + share * (RIGHT - self.left), 1)

    def drawn(self, y: float, bottom: float, unit: str) -> list[str]:
        """Return the lines of the powers of ten, and their names."""
        powers = [10.0**n for n in range(self.low, self.high + 1)]
        lines = boxes([(self.x(power), y + 6, 1, bottom - y - 6) for power in powers])
        spell = _round if unit == "us" else "{:g} x".format
        names = [text(self.x(power), y, spell(power), text_anchor="middle") for power in powers]
        return [group("rest", lines), group("soft", *names)]


def _round(microseconds: float) -> str:
    for factor, unit in ((1e3, "ns"), (1, "us"), (1e-3, "ms"), (1e-6, "s")):
        if microseconds * factor < 1000:
            return f"{microseconds * factor:g} {unit}"
    raise AssertionError


def comparison(cases: list[str], floor: str = "") -> Plot:
    """Return a plot of *cases* of ``compare.py``, with the *floor* of ``run.py`` drawn in."""
    result = json.loads(COMPARED.read_text(encoding="utf-8"))
    known = {case["case"]: case for case in result["cases"]}
    groups = [(name, _bars(known[name])) for name in cases]
    floors: dict[str, float] = json.loads(MEASURED.read_text(encoding="utf-8"))["floors"]
    at_floor = {floor: floors[floor]} if floor else {}
    values = [value for _, bars in groups for bar in bars for value in (bar.best, bar.median) if bar.best]
    axis = Axis(_NARROW, [*values, *at_floor.values()])
    told = [f"Python {result['machine']['python']}. Dot: the best round; bar: to the median round."]
    if floor:
        told.append(f"Dashed: what {floor} alone takes, {spelled(floors[floor])}.")
    return _plot("Time by library, on a logarithmic scale", groups, axis, "us", at_floor, told)


def _bars(case: dict[str, Any]) -> list[Bar]:
    ours = case["best"][OURS]
    bars = [
        Bar(
            name,
            best,
            best * (1 + case["spread"][name]),
            spelled(best) + ("" if name == OURS else f", {_ratio(best / ours)} x"),
        )
        for name, best in case["best"].items()
    ]
    return bars + [
        Bar(name, 0, 0, WITHOUT.get(why, why)) for name, why in case["without"].items() if why != "-"
    ]


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 0.995 else f"{ratio:.1f}" if ratio < 9.95 else f"{ratio:,.0f}"


def against_floors() -> Plot:
    """Return a plot of the cases of ``run.py`` that have a goal of so many times a floor."""
    result = json.loads(MEASURED.read_text(encoding="utf-8"))
    groups: dict[str, list[Bar]] = {}
    for case in result["goals"]:
        goal, _, floor = case["goal"].partition(" x ")
        if floor in result["floors"]:
            ratio, missed = case["ratio"], case["missed"] > 1
            note = f"{ratio:.{2 if ratio < 10 else 1}f} x" + (f", goal {goal} missed" if missed else "")
            bar = Bar(case["case"], ratio, ratio * (1 + case["spread"]), note, float(goal))
            groups.setdefault(f"floor: {floor}, {spelled(result['floors'][floor])}", []).append(bar)
    axis = Axis(
        _WIDE, [1, *[value for bars in groups.values() for bar in bars for value in (bar.median, bar.goal)]]
    )
    told = [f"Python {result['machine']['python']}. Dashed: the floor. Upright stroke: the goal."]
    title = "The price of a case as a multiple of its floor, on a logarithmic scale"
    return _plot(title, list(groups.items()), axis, "x", {"": 1.0}, told)


def _plot(
    title: str,
    groups: list[tuple[str, list[Bar]]],
    axis: Axis,
    unit: str,
    floors: dict[str, float],
    told: list[str],
) -> Plot:
    y = TOP - 6
    body: list[str] = []
    dashes = []
    for name, bars in groups:
        y += HEAD
        body.append(group("ink", text(MARGIN, y - 6, name, font_weight="bold")))
        # Not across the heading, which would be hard to read.
        for value in floors.values():
            dashes += [(axis.x(value) - 0.5, dash, 1.5, 4) for dash in range(y, y + ROW * len(bars), 8)]
        for bar in bars:
            body += _row(bar, y, axis)
            y += ROW
    bottom = y + 4
    said = [f"{name}: " + ", ".join([f"{bar.name} {bar.note}" for bar in bars]) for name, bars in groups]
    words = ". ".join([title, *said]) + ". " + " ".join(told)
    svg = picture(
        "plot",
        bottom + 8 + LINE * len(told),
        title,
        words,
        [*axis.drawn(TOP - 12, bottom, unit), group("mark", boxes(dashes)), *body, notes(told, bottom + 14)],
        WIDTH,
    )
    return Plot(svg, words)


def _row(bar: Bar, y: float, axis: Axis) -> list[str]:
    # Where no other library is, all are ours.
    is_ours = bar.name == OURS or bool(bar.goal)
    ink = "mark" if is_ours else "soft"
    weight = {"font_weight": "bold"} if bar.name == OURS else {}
    parts = [
        group("ink", text(axis.left - 8, y + 11, bar.name, text_anchor="end", **weight)),
        group("ink", text(RIGHT + 12, y + 11, bar.note, **weight)),
    ]
    if bar.best:
        x, end = axis.x(bar.best), axis.x(bar.median)
        stem = boxes([(axis.left, y + 7, x - axis.left, 1)])
        whisker = boxes([(x, y + 6.5, end - x, 2), (end, y + 4, 1, 7)])
        dot = element("circle", cx=x, cy=y + 7.5, r=4)
        parts.append(group(ink, stem, whisker, dot))
    if bar.goal:
        parts.append(group("soft", boxes([(axis.x(bar.goal) - 1, y + 2, 2, 11)])))
    return parts


def main() -> None:
    """Print a plot."""
    print((comparison(sys.argv[1:]) if sys.argv[1:] else against_floors()).svg)


if __name__ == "__main__":
    main()
