"""The reference pages about dialects are those that ``tools/dialect_pages.py`` makes of the records."""

from __future__ import annotations

from pathlib import Path

import pytest
from loading import load

from cronexpr.dialects import dialect_names, get_dialect

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tools" / "dialect_pages.py"


TOOLS = load(TOOL)


@pytest.mark.parametrize("name", TOOLS.PAGES)
def test_the_page_is_up_to_date(name: str) -> None:
    page = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert page == TOOLS.PAGES[name](), f"run python tools/dialect_pages.py to write {name} anew"


def test_every_dialect_has_its_section_with_examples() -> None:
    assert list(TOOLS.ABOUT) == list(dialect_names())
    assert all(3 <= len(about.read) <= 4 for about in TOOLS.ABOUT.values())


def test_every_form_is_told() -> None:
    used = {form for name in dialect_names() for form in get_dialect(name).forms}
    assert used == set(TOOLS.FORMS)


@pytest.mark.parametrize("name", dialect_names())
def test_every_quirk_of_the_original_is_shown(name: str) -> None:
    dialect = get_dialect(name)
    shown = " ".join(TOOLS.refusal(dialect, text) for text in TOOLS.ABOUT[name].refused)
    assert shown
    assert [quirk for _, quirk in dialect.quirks if quirk not in shown] == []


def test_the_conversions_shown_are_telling() -> None:
    page = (ROOT / "docs" / "reference" / "conversions.rst").read_text(encoding="utf-8")
    assert len(TOOLS.MEANINGS) >= 25
    assert all(f"``{text}``" in page for text in TOOLS.MEANINGS)
    assert all(f"     - CNV{number:03}\n" in page for number in range(1, 13))
