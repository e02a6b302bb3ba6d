"""The codes of schedulers' refusals: each is explained, and each that is explained is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cronexpr
from cronexpr.schedulers._texts import EXPLANATIONS

SOURCES = Path(cronexpr.__file__).parent / "schedulers"
PAGE = Path(__file__).parent.parent.parent / "docs/reference/errors.rst"


@pytest.mark.parametrize(("letters", "count"), [("SYD", 13), ("RRL", 17), ("KUB", 5), ("AWS", 5)])
def test_every_code_is_used_explained_and_in_the_reference(letters: str, count: int) -> None:
    texts = [path.read_text(encoding="utf-8") for path in SOURCES.glob("*.py") if path.name != "_texts.py"]
    codes = rf"\b{letters}\d{{3}}\b"
    used = set(re.findall(codes, " ".join([re.sub(r'"""(?s:.*?)"""', "", text) for text in texts])))
    assert len(used) == count
    assert used == {code for code in EXPLANATIONS if code.startswith(letters)}
    assert used <= set(re.findall(codes, PAGE.read_text(encoding="utf-8")))
    for code in used:
        assert cronexpr.explain_code(code) == EXPLANATIONS[code]
        assert EXPLANATIONS[code].endswith(".")
