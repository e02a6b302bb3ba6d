"""Pictures read back: what a person sees in an SVG of `cronexpr.pictures`, from its XML alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
_BOX = re.compile(r"M(\S+) (\S+)h(\S+)v(\S+)h(\S+)z")
_FRAME = re.compile(r"M\S+ \S+v\S+h\S+v\S+z")
LEFT = 56

Box = tuple[float, float, float, float]


@dataclass
class Row:
    """A row as it is drawn: its name, and its boxes by kind, each (x, y, width, height)."""

    name: str
    title: str
    cells: list[Box]
    marks: list[Box]
    shaded: list[Box]
    holes: list[Box]
    framed: list[Box]


def read(svg: str) -> ET.Element:
    """Return the root of the picture *svg*, which must be an `svg` element and well-formed."""
    root = ET.fromstring(svg)
    assert root.tag == SVG + "svg"
    return root


def words(root: ET.Element, name: str) -> str:
    """Return the text of the child *name*."""
    found = root.find(SVG + name)
    assert found is not None
    return found.text or ""


def rows(root: ET.Element) -> list[Row]:
    """Return the rows of a picture, from the top."""
    return [_row(group) for group in root.findall(SVG + "g") if group.find(SVG + "title") is not None]


def _row(group: ET.Element) -> Row:
    of_class: dict[str, list[ET.Element]] = {}
    for child in group.findall(SVG + "g"):
        of_class.setdefault(child.get("class", ""), []).append(child)
    marks = of_class.get("mark", [])
    plain = [path.get("d", "") for mark in marks for path in mark.findall(SVG + "path")]
    return Row(
        name="".join(of_class["ink"][0].itertext()),
        title=words(group, "title"),
        cells=[box for name in ("cell", "rest") for child in of_class.get(name, []) for box in _boxes(child)],
        marks=[box for path in plain if not _FRAME.search(path) for box in _boxes_of(path)],
        shaded=[box for mark in marks for shade in mark.findall(SVG + "g") for box in _boxes(shade)],
        holes=[box for child in of_class.get("paper", []) for box in _boxes(child)],
        framed=[box for path in plain if _FRAME.search(path) for box in _boxes_of(path)],
    )


def _boxes(element: ET.Element) -> list[Box]:
    return [box for path in element.iter(SVG + "path") for box in _boxes_of(path.get("d", ""))]


def _boxes_of(path: str) -> list[Box]:
    found = [tuple(map(float, numbers)) for numbers in _BOX.findall(path)]
    assert all(back == -width for _, _, width, _, back in found)
    return [(x, y, width, height) for x, y, width, height, _ in found]


def hour_of(box: Box) -> int:
    """Return the hour in whose column of a week grid *box* lies."""
    return int((box[0] - LEFT) // 16)


def day_of(box: Box) -> int:
    """Return the day of the month in whose column of a year grid *box* lies."""
    return int((box[0] - LEFT) // 12) + 1
