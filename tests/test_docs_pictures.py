"""The pictures of the documentation are those that ``tools/docs_pictures.py`` draws, and can be heard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from loading import load
from picture_reader import read, words

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tools" / "docs_pictures.py"
IMAGES = ROOT / "docs" / "images"
_IMAGE = re.compile(r"^\.\. image:: (\S+)\n((?:   .*\n)*)", re.MULTILINE)


PICTURES: dict[str, str] = load(TOOL).PICTURES
PAGES = [ROOT / "README.rst", *sorted((ROOT / "docs").rglob("*.rst"))]
SHOWN = [
    (page, Path(target).name, options)
    for page in PAGES
    for target, options in _IMAGE.findall(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_up_to_date(name: str) -> None:
    kept = (IMAGES / name).read_text(encoding="utf-8")
    assert kept == PICTURES[name] + "\n", f"run python tools/docs_pictures.py to draw {name} anew"


def test_every_picture_is_drawn_by_the_tool_and_shown_somewhere() -> None:
    assert {path.name for path in IMAGES.iterdir()} == set(PICTURES)
    assert {name for _, name, _ in SHOWN} == set(PICTURES)


@pytest.mark.parametrize(
    ("page", "name", "options"), SHOWN, ids=[f"{page.name}-{name}" for page, name, _ in SHOWN]
)
def test_the_text_alternative_on_the_page_is_the_pictures_own(page: Path, name: str, options: str) -> None:
    alternative = " ".join(options.partition(":alt:")[2].split())
    assert alternative == words(read(PICTURES[name]), "desc")


def test_the_readme_has_one_picture() -> None:
    assert [name for page, name, _ in SHOWN if page.name == "README.rst"] == ["office-week.svg"]
